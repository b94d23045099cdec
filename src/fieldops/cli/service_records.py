"""``fieldops records``: the signed service records of visits, and their corrections (V2, O3)."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import click

from fieldops.actions import visit_records as actions
from fieldops.actions.visit_records import Office, RecordCorrection
from fieldops.cli.acting import desk_of, run
from fieldops.cli.arguments import by_option
from fieldops.cli.console import json_option, out, print_json
from fieldops.cli.tables import minute, say, table
from fieldops.settings import Settings
from fieldops.store import service_records as store
from fieldops.store.service_records import KeptRecord
from fieldops.store.step_forms import step_of
from fieldops.web.decoding import decode
from fieldops.web.visits import StepsTold
from inventory.service_record import Signature

RECORDS = {
    "en": ("No.", "Made at", "By", "Hash", "Corrects", "Because"),
    "zh": ("序号", "时间", "登记人", "记录", "更正", "原因"),
}


@click.group("records")
def records_command() -> None:
    """Signed service records of visits, and their corrections."""


@records_command.command("list")
@click.argument("visit")
@json_option
@click.pass_obj
def list_records(settings: Settings, visit: str, as_json: bool) -> None:
    """List the records of VISIT as they were made; the last one counts."""
    _print(run(settings, store.all_of_visit, visit), settings, as_json=as_json)


@records_command.command("pdf")
@click.argument("visit")
@click.argument("n", type=click.IntRange(1))
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.pass_obj
def pdf(settings: Settings, visit: str, n: int, file: Path) -> None:
    """Write the N-th record of VISIT into FILE, byte for byte as it was made."""
    kept, paper = run(settings, store.nth_pdf, visit, n)
    file.write_bytes(paper)
    say(f"{file}: {kept.hash}", f"{file}：{kept.hash}")


@records_command.command("correct")
@click.argument("visit")
@click.argument("file", type=click.File("rb"))
@click.option("--reason", required=True)
@click.option("--of", "of_hash", help="The record that is corrected, if not simply the present one.")
@click.option("--signature", help="The id of the uploaded signature under the correction.")
@click.option("--signer", help="Who signed it.")
@by_option
@json_option
@click.pass_obj
def correct(
    settings: Settings,
    visit: str,
    file: click.File,
    reason: str,
    of_hash: str | None,
    signature: str | None,
    signer: str | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Make a new record of VISIT in which the steps in FILE ('-' for standard input) say otherwise what those of the same ids said."""
    if (signature is None) is not (signer is None):
        raise click.UsageError("a signature has a --signature and a --signer")
    told = decode(StepsTold, file.read())  # type: ignore[attr-defined]
    steps = tuple(step_of(form) for form in told.steps)
    signed = Signature(file=signature, signer=signer) if signature and signer else None
    office = Office(folder=settings.data_dir / "files", zone=ZoneInfo(settings.time_zone))

    async def corrected() -> list[KeptRecord]:
        present = of_hash or (await store.of_visit(visit)).hash
        correction = RecordCorrection(of=present, steps=steps, reason=reason, signature=signed)
        await actions.correct_record(visit, correction, office, desk_of(settings, by))
        return await store.all_of_visit(visit)

    _print(run(settings, corrected), settings, as_json=as_json)


def _print(records: list[KeptRecord], settings: Settings, *, as_json: bool) -> None:
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json(records, zone)
        return
    if not records:
        say("There is no record of this visit.", "该上门单没有维修记录。")
        return
    rows = [
        (n, minute(one.made_at, zone), one.made_by, one.hash[:12], (one.corrects or "")[:12], _because(one))
        for n, one in enumerate(records, start=1)
    ]
    out.print(table(RECORDS, rows))


def _because(record: KeptRecord) -> str:
    correction = record.document["correction"]
    return str(correction["reason"]) if correction else ""
