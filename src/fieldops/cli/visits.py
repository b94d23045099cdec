"""``fieldops visits``: who goes where and when, what was done there, and the signed records."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from fieldops.actions import visits as actions
from fieldops.actions.visit_records import Office
from fieldops.actions.visits import Rebooking
from fieldops.cli.acting import desk_of, run
from fieldops.cli.arguments import by_option, choice
from fieldops.cli.console import json_option, language, login, out, print_json
from fieldops.cli.tables import say, say_more, span, table
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.store import service_records
from fieldops.store import visits as store
from fieldops.store.pages import Wanted
from fieldops.store.step_forms import step_of
from fieldops.web.decoding import decode
from fieldops.web.visits import StepsTold, shown
from inventory.order_life import AskedBy
from inventory.orders import Appointment
from inventory.visit_steps import DID
from inventory.visits import Closing, NewVisit, State, Visit

VISITS = {
    "en": ("Number", "Order", "Node", "Technician", "Window", "State"),
    "zh": ("上门单", "维修单", "网点", "维修人员", "预约时段", "状态"),
}
STEPS = {"en": ("When", "Step", "Id", "By"), "zh": ("时间", "步骤", "编号", "维修人员")}
MOMENT = click.DateTime(["%Y-%m-%dT%H:%M"])


asked_by_option = click.option(
    "--asked-by", type=choice(AskedBy), default=AskedBy.US.value, show_default=True, help="Who wanted it at this time."
)


@click.group("visits")
def visits_command() -> None:
    """Visits: booked, given to technicians, recorded and ended."""


@visits_command.command("book")
@click.argument("order")
@click.option("--node", required=True, help="The outlet or province that goes there.")
@click.option("--from", "starts", type=MOMENT, help="Of the time agreed with the customer, such as 2026-11-24T09:00.")
@click.option("--until", "ends", type=MOMENT)
@asked_by_option
@json_option
@click.pass_obj
def book(
    settings: Settings,
    order: str,
    node: str,
    starts: datetime | None,
    ends: datetime | None,
    asked_by: str,
    as_json: bool,
) -> None:
    """Book a visit for ORDER; a time that is agreed replaces the promise."""
    window = _window(settings, starts, ends)
    new = NewVisit(order=order, node=node, window=window, asked_by=AskedBy(asked_by))
    _print(run(settings, actions.book, new, desk_of(settings)).value, settings, as_json=as_json)


def _window(settings: Settings, starts: datetime | None, ends: datetime | None) -> Appointment | None:
    if starts is None and ends is None:
        return None
    if starts is None or ends is None:
        raise click.UsageError("a time has a --from and an --until")
    zone = ZoneInfo(settings.time_zone)
    return Appointment(starts=starts.replace(tzinfo=zone), ends=ends.replace(tzinfo=zone))


@visits_command.command("rebook")
@click.argument("number")
@click.option("--from", "starts", type=MOMENT)
@click.option("--until", "ends", type=MOMENT)
@asked_by_option
@click.option("--reason", default="", help="Why; needed where no time is agreed any more.")
@json_option
@click.pass_obj
def rebook(
    settings: Settings,
    number: str,
    starts: datetime | None,
    ends: datetime | None,
    asked_by: str,
    reason: str,
    as_json: bool,
) -> None:
    """Agree another time for NUMBER, or none yet; the technician is chosen anew."""
    window = _window(settings, starts, ends)
    agreed = Rebooking(window=window, asked_by=AskedBy(asked_by), reason=reason)
    _print(run(settings, actions.rebook, number, agreed, desk_of(settings)).value, settings, as_json=as_json)


@visits_command.command("assign")
@click.argument("number")
@click.argument("technician")
@json_option
@click.pass_obj
def assign(settings: Settings, number: str, technician: str, as_json: bool) -> None:
    """Give NUMBER to TECHNICIAN."""
    done = run(settings, actions.assign, number, technician, now=datetime.now(UTC))
    _print(done.value, settings, as_json=as_json)


@visits_command.command("cancel")
@click.argument("number")
@click.option("--reason", required=True)
@by_option
@json_option
@click.pass_obj
def cancel(settings: Settings, number: str, reason: str, by: str | None, as_json: bool) -> None:
    """Nobody goes there; the order stays open, without a time."""
    done = run(settings, actions.cancel, number, reason, desk_of(settings, by))
    _print(done.value, settings, as_json=as_json)


@visits_command.command("list")
@click.option("--order", "service_order")
@click.option("--node")
@click.option("--technician")
@click.option("--state", type=choice(State))
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True)
@json_option
@click.pass_obj
def list_visits(settings: Settings, /, limit: int, as_json: bool, **equal: str | None) -> None:
    """List visits, the last one first."""
    wanted = Wanted(equal=equal, ordering="-number", limit=limit, offset=0)
    count, found = run(settings, store.visit_page, wanted)
    if as_json:
        print_json({"count": count, "results": [shown(one) for one in found]}, ZoneInfo(settings.time_zone))
        return
    zone = ZoneInfo(settings.time_zone)
    rows = [
        (one.number, one.order, one.node, one.technician or "", span(one.window, zone), said(one.state))
        for one in found
    ]
    out.print(table(VISITS, rows))
    say_more(count - len(found))


@visits_command.command("show")
@click.argument("number")
@json_option
@click.pass_obj
def show(settings: Settings, number: str, as_json: bool) -> None:
    """Print a visit with its steps."""
    _print(run(settings, store.visit, number).value, settings, as_json=as_json)


@visits_command.command("pick-up")
@click.argument("number")
@json_option
@click.pass_obj
def pick_up(settings: Settings, number: str, as_json: bool) -> None:
    """What lies ready for the order is in the technician's van from now on."""
    done = run(settings, actions.pick_up, number, technician=None, now=datetime.now(UTC))
    _print(done.value, settings, as_json=as_json)


@visits_command.command("record")
@click.argument("number")
@click.argument("file", type=click.File("rb"))
@json_option
@click.pass_obj
def record(settings: Settings, number: str, file: click.File, as_json: bool) -> None:
    """Take in the steps in FILE ('-' for standard input), as a phone sends them: {"steps": [{"did": "arrived", …}]}."""
    told = decode(StepsTold, file.read())  # type: ignore[attr-defined]
    steps = [step_of(form) for form in told.steps]
    done = run(settings, actions.record, number, steps, technician=None, desk=desk_of(settings))
    _print(done.value, settings, as_json=as_json)


@visits_command.command("close")
@click.argument("number")
@click.option("--technician", required=True, help="Who was there.")
@click.option("--at", type=MOMENT, help="When it ended; else now.")
@by_option
@json_option
@click.pass_obj
def close(settings: Settings, number: str, technician: str, at: datetime | None, by: str | None, as_json: bool) -> None:
    """End the visit NUMBER as its steps say; its signed record is made."""
    zone, now = ZoneInfo(settings.time_zone), datetime.now(UTC)
    closing = Closing(by=technician, at=now if at is None else at.replace(tzinfo=zone), steps=())
    office = Office(folder=settings.data_dir / "files", zone=zone)
    done = run(settings, actions.close, number, closing, office, technician=None, by=by or login(), now=now)
    _print(done.value, settings, as_json=as_json)


@visits_command.command("record-pdf")
@click.argument("number")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.pass_obj
def record_pdf(settings: Settings, number: str, file: Path) -> None:
    """Write the signed record of NUMBER into FILE, byte for byte as it was made."""
    kept, pdf = run(settings, service_records.pdf_of, number)
    file.write_bytes(pdf)
    say(f"{file}: {kept.hash}", f"{file}：{kept.hash}")


def _print(visit: Visit, settings: Settings, *, as_json: bool) -> None:
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json(shown(visit), zone)
        return
    window = span(visit.window, zone)
    head = "  ".join(filter(None, (visit.number, visit.order, visit.node, visit.technician, window, said(visit.state))))
    say(head, head, style="bold")
    if visit.steps:
        rows = [
            (
                f"{step.at.astimezone(zone):%m-%d %H:%M}",
                DID[step.did].zh if language() == "zh" else DID[step.did].en,
                step.id,
                step.by,
            )
            for step in visit.steps
        ]
        out.print(table(STEPS, rows))
