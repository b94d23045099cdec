"""Service records over HTTP: those that were made of a visit, and their corrections (V2, O3)."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response

from fieldops.actions import visit_records as actions
from fieldops.actions.desk import Desk
from fieldops.actions.visit_records import Office, RecordCorrection
from fieldops.database import door
from fieldops.files.kinds import PDF
from fieldops.store import service_records as store
from fieldops.store import visits
from fieldops.store.service_records import KeptRecord
from fieldops.store.step_forms import StepForm, step_of
from fieldops.web.idempotency import perform
from fieldops.web.params import Body, FromPath, Now
from fieldops.web.requests import desk_of
from fieldops.web.routes import acts, prints, shows
from fieldops.web.visits import RECORD
from inventory.people import Permission
from inventory.service_record import RecordCorrected, Signature
from refusals import NotFound

WORK = {
    "did": "work_done",
    "id": "s-4",
    "by": "ZJ-T051",
    "at": "2026-11-24T09:50:00+08:00",
    "text": "更换排水泵并清洗过滤器",
}
CORRECTION = {"of": RECORD["hash"], "steps": [WORK], "reason": "漏记清洗过滤器"}
CORRECTED = {
    **RECORD,
    "hash": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
    "corrects": RECORD["hash"],
}


class Corrected(msgspec.Struct, kw_only=True):
    """``of`` is the hash of the record that counts; each of ``steps`` says otherwise what the one of the same id says in it.
    ``signature``: the customer signed the corrected record."""

    of: str
    steps: list[StepForm]
    reason: str
    signature: Signature | None = None


@shows("/visits/{number:str}/records", refusals=(NotFound,), answer=[RECORD], needs=Permission.VISITS_READ)
async def show_records(number: FromPath[str]) -> list[KeptRecord]:
    """All records of a visit: the first one, and each that corrects the one before. The last one counts."""
    await visits.visit(number)
    return await store.all_of_visit(number)


@prints("/visits/{number:str}/records/{n:int}/pdf", refusals=(NotFound,), needs=Permission.VISITS_READ)
async def print_one_record(number: FromPath[str], n: FromPath[int]) -> Response[bytes]:
    """The paper of the n-th of them, byte for byte as it was made, also where another one counts by now."""
    record, pdf = await door.read(store.nth_pdf, number, n)
    headers = {
        "content-type": PDF,
        "etag": f'"{record.pdf_sha256}"',
        "cache-control": "private, no-cache",
        "content-disposition": f'inline; filename="service-record-{record.visit}-{n}.pdf"',
    }
    return Response(pdf, headers=headers)


@acts(
    "/visits/{number:str}/record/correct",
    example=CORRECTION,
    refusals=(NotFound, RecordCorrected),
    answer=CORRECTED,
    needs=Permission.RECORDS_CORRECT,
)
async def correct_record(
    number: FromPath[str], data: Body[Corrected], request: Request[Any, Any, Any], now: Now
) -> KeptRecord:
    """Correct condition, work, serials or why an old part was left, in a new record that names the old one; both papers stay."""
    settings = request.app.state.settings
    office = Office(folder=settings.data_dir / "files", zone=request.app.state.zone)
    return await perform(_corrected, number, data, office, desk_of(request, now))


async def _corrected(number: str, told: Corrected, office: Office, desk: Desk) -> KeptRecord:
    correction = RecordCorrection(
        of=told.of,
        steps=tuple(step_of(form) for form in told.steps),
        reason=told.reason,
        signature=told.signature,
    )
    return await actions.correct_record(number, correction, office, desk)


RESOURCES = (show_records, print_one_record, correct_record)
