"""The service record of a visit is made when it ends, with its paper, and never changes (V2, O1, O3); a correction is a new one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from fieldops.actions.desk import Desk
from fieldops.documents.printing import Print
from fieldops.documents.service_record import MOST_PHOTOS, Pictures, of_record
from fieldops.files import images, keeping
from fieldops.files.kinds import FileKind
from fieldops.files.refusals import FileLost
from fieldops.store import files, network, old_parts, orders, parts, visits
from fieldops.store import service_records as store
from fieldops.store.files import StoredFile
from fieldops.store.reach import everywhere
from fieldops.store.service_records import KeptRecord
from inventory.old_parts import TRANSITIONS, Verb, name_record
from inventory.orders import ServiceOrder
from inventory.service_record import (
    NamedPart,
    RecordCorrected,
    ServiceRecord,
    Signature,
    Subject,
    correct,
    record_hash,
    record_of,
)
from inventory.visit_part_steps import PartUsed
from inventory.visit_steps import Photo, Signed, Step
from inventory.visits import Visit

PHOTO_PIXELS = 480
"""The longer side of a photo on paper: 250 dots an inch at the size at which it is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Where files lie, and in which zone times are printed."""

    folder: Path
    zone: ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCorrection:
    """``steps`` say otherwise what those of the same ids say in the record ``of``, a hash."""

    of: str
    steps: tuple[Step, ...]
    reason: str
    signature: Signature | None = None


async def sign(visit: Visit, office: Office, *, by: str, now: datetime) -> str:
    """Keep the record of a visit that has ended, and name it on what is owed since; its hash.

    :raises NoServiceRecord: nobody worked there. :raises FileLost: a picture isn't where it was kept.
    """
    return await _keep(await _record(visit), office, by=by, now=now)


async def correct_record(number: str, told: RecordCorrection, office: Office, desk: Desk) -> KeptRecord:
    """A new record with its own paper, which names the one it corrects; both papers stay.

    :raises NotFound: there is no such visit, or no record of it yet. :raises RecordCorrected: another one counts by now.
    :raises Invalid: a step isn't in it, can't be corrected, or says the same; no reason; the picture isn't there.
    """
    await visits.locked(number)
    present = await store.of_visit(number)
    if present.hash != told.of:
        raise RecordCorrected(number=number, of=told.of, present=present.hash)
    pictures = [("signature.file", told.signature.file)] if told.signature else []
    corrected = correct(
        store.record_from(present),
        told.steps,
        by=desk.by,
        reason=told.reason,
        now=desk.now,
        signed=told.signature,
        hashes=await files.digests(pictures, (FileKind.SIGNATURE,)),
    )
    await _keep(corrected, office, by=desk.by, now=desk.now)
    return await store.of_visit(number)


async def _keep(record: ServiceRecord, office: Office, *, by: str, now: datetime) -> str:
    """With its paper, and named on the old parts of its visit that are still to be settled; its hash."""
    name = record_hash(record)
    paper = of_record(record, name, await _pictures(record, office.folder))
    pdf = await Print(document=paper, language="zh", zone=office.zone, at=now).pdf()
    await store.add(record, pdf, by=by, now=now)
    owed = [old for old in await old_parts.of_visit(record.visit) if old.state in TRANSITIONS[Verb.NAME_RECORD]]
    await old_parts.save_records([name_record(old, name) for old in owed])
    return name


async def _record(visit: Visit) -> ServiceRecord:
    order = (await orders.order(visit.order)).value
    used = [step for step in visit.standing if isinstance(step, PartUsed)]
    called = await parts.called(number for step in used for number in (step.part, step.old_part))
    pictures = [(step.id, step.file) for step in visit.standing if isinstance(step, Photo | Signed)]
    return record_of(
        visit,
        await _subject(visit, order),
        parts=[NamedPart(part=number, name_zh=zh, name_en=en) for number, (zh, en) in called.items()],
        hashes=await files.digests(pictures, (FileKind.PHOTO, FileKind.SIGNATURE)),
    )


async def _subject(visit: Visit, order: ServiceOrder) -> Subject:
    assert visit.technician is not None
    customer = (await orders.customers([order.customer]))[order.customer]
    technician = (await network.technicians([visit.technician]))[visit.technician]
    async with everywhere():  # a technician doesn't see the node, but it stands on the record
        node = (await network.nodes([visit.node]))[visit.node]
    models = await orders.units_models([order.unit] if order.unit else [])
    faults = await parts.faults([order.fault] if order.fault else [])
    return Subject(
        order=visit.order,
        kind=order.kind,
        customer=customer.code,
        customer_name=customer.name,
        phone=customer.phone,
        address=customer.address,
        technician=technician.code,
        technician_name=technician.name_zh,
        node_name=node.name_zh,
        unit=order.unit,
        model=models.get(order.unit or ""),
        fault=faults[order.fault].name_zh if order.fault else "",
    )


async def _pictures(record: ServiceRecord, folder: Path) -> Pictures:
    """What is shown on the paper: the signatures as they are, the photos small.

    :raises FileLost:
    """
    signed, again = record.signature, record.correction and record.correction.signature
    signature = signed.file if isinstance(signed, Signed) else None
    photos = [photo.file for photo in record.photos][:MOST_PHOTOS]
    named = {file for file in (signature, again and again.file, *photos) if file}
    found = {file.id: file for file in await files.found(named)}
    read = {id: await asyncio.to_thread(_read, folder, file) for id, file in found.items()}
    return Pictures(
        signature=read[signature] if signature else b"",
        signed_again=read[again.file] if again else b"",
        photos={photo: await asyncio.to_thread(images.small, read[photo], PHOTO_PIXELS) for photo in set(photos)},
    )


def _read(folder: Path, file: StoredFile) -> bytes:
    lying = keeping.opened(folder, files.digest_of(file), file.bytes)
    if lying is None:
        raise FileLost(id=file.id)
    with lying:
        return lying.read()
