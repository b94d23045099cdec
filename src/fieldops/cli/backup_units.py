"""``fieldops units``: backup units by their serials."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from fieldops.actions import backup_units as actions
from fieldops.cli.acting import run
from fieldops.cli.arguments import choice
from fieldops.cli.console import json_option, login, out, print_json
from fieldops.cli.tables import minute, say, table
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.store import backup_units as store
from fieldops.store.pages import Wanted
from inventory.backup_pool import (
    BackupUnit,
    Going,
    NewUnit,
    Origin,
    Remark,
    Sending,
    State,
    WriteOff,
    WrittenOff,
)

Action = Callable[..., Awaitable[BackupUnit]]

note_option = click.option("--note", default="")
moment_option = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"])


UNITS = {
    "en": ("Serial", "Part", "State", "Place", "Order", "Due"),
    "zh": ("序列号", "配件", "状态", "位置", "维修单", "应还"),
}
LENT = {
    "en": ("Serial", "Part", "Customer", "Order", "Due", "Days over"),
    "zh": ("序列号", "配件", "客户", "维修单", "应还", "超期（天）"),
}
HISTORY = {
    "en": ("When", "What", "State", "Place", "Order", "By", "Note"),
    "zh": ("时间", "操作", "状态", "位置", "维修单", "经办人", "备注"),
}


@click.group("units")
def units_command() -> None:
    """Backup units: where each is, what it is out for, and its life."""


@units_command.command("list")
@click.option("--state", type=choice(State))
@click.option("--place")
@click.option("--part")
@json_option
@click.pass_obj
def list_units(settings: Settings, state: str | None, place: str | None, part: str | None, as_json: bool) -> None:
    """List units by serial."""
    equal = {"state": state, "place": place, "part": part}
    _, found = run(settings, store.unit_page, Wanted(equal=equal, ordering="serial", limit=10_000, offset=0))
    _print(found, settings, as_json=as_json)


@units_command.command("overdue")
@json_option
@click.pass_obj
def overdue(settings: Settings, as_json: bool) -> None:
    """List units at customers, those longest beyond what was agreed first."""
    wanted = Wanted(equal={}, ordering="due_at", limit=10_000, offset=0)
    _, found = run(settings, store.lent_page, wanted, now=datetime.now(UTC))
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json(found, zone)
        return
    rows = []
    for one in found:
        over = f"{one.overdue_s / 86400:.1f}"
        rows.append((one.serial, one.part, one.customer, one.order, minute(one.due_at, zone), over))
    out.print(table(LENT, rows))


@units_command.command("history")
@click.argument("serial")
@json_option
@click.pass_obj
def history(settings: Settings, serial: str, as_json: bool) -> None:
    """What was done with the unit SERIAL, from its receipt on."""
    found = run(settings, store.history, serial)
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json(found, zone)
        return
    rows = [
        (minute(one.done_at, zone), one.verb, said(one.state), one.place, one.order or "", one.done_by, one.note)
        for one in found.steps
    ]
    out.print(table(HISTORY, rows))


@units_command.command("reconcile")
@json_option
@click.pass_obj
def reconcile(settings: Settings, as_json: bool) -> None:
    """Compare the units with the ledger; exit status 1 where they differ."""
    found = run(settings, actions.reconcile)
    if as_json:
        print_json(found, ZoneInfo(settings.time_zone))
    for one in found if not as_json else ():
        say(
            f"{one.account}: {one.units} units, {one.pieces} pieces in the books",
            f"{one.account}：备机 {one.units} 台，账面 {one.pieces} 件",
        )
    if not found and not as_json:
        say("Units and books agree.", "备机与账面一致。")
    sys.exit(1 if found else 0)


@units_command.command("register")
@click.argument("serial")
@click.option("--part", required=True)
@click.option("--place", required=True)
@click.option("--origin", type=choice(Origin), default="supplier", show_default=True)
@click.option("--set-aside", is_flag=True, help="Keep it for swaps at once.")
@note_option
@json_option
@click.pass_obj
def register(
    settings: Settings, serial: str, part: str, place: str, origin: str, set_aside: bool, note: str, as_json: bool
) -> None:
    """Register the unit SERIAL."""
    new = NewUnit(serial=serial, part=part, place=place, origin=Origin(origin), set_aside=set_aside, note=note)
    made = run(settings, actions.register, [new], by=login(), now=datetime.now(UTC))
    _print(made, settings, as_json=as_json)


@units_command.command("send")
@click.argument("serial")
@click.option("--order", required=True, help="A swap, or a repair for which it is lent.")
@click.option("--via", required=True, help="The van that it rides in.")
@click.option("--repair-until", type=moment_option, help="For a loan: when the repair will be done.")
@click.option("--due", type=moment_option, help="When it is due back.")
@note_option
@json_option
@click.pass_obj
def send(
    settings: Settings,
    serial: str,
    order: str,
    via: str,
    repair_until: datetime | None,
    due: datetime | None,
    note: str,
    as_json: bool,
) -> None:
    """Send the unit SERIAL to the customer of an order."""
    zone, now = ZoneInfo(settings.time_zone), datetime.now(UTC)
    sending = Sending(
        order=order,
        via=via,
        repair_until=repair_until and repair_until.replace(tzinfo=zone),
        due_at=due and due.replace(tzinfo=zone),
        note=note,
    )
    today = now.astimezone(zone).date()
    sent = run(settings, actions.send, serial, sending, by=login(), today=today, now=now)
    _print([sent], settings, as_json=as_json)


@units_command.command("write-off")
@click.argument("serial")
@click.option("--reason", type=choice(WrittenOff), required=True)
@click.option("--note", required=True, help="What happened.")
@json_option
@click.pass_obj
def write_off(settings: Settings, serial: str, reason: str, note: str, as_json: bool) -> None:
    """Write the unit SERIAL off."""
    told = WriteOff(reason=WrittenOff(reason), note=note)
    gone = run(settings, actions.write_off, serial, told, by=login(), now=datetime.now(UTC))
    _print([gone], settings, as_json=as_json)


def _step(name: str, action: Action, said: str, *, goes: bool) -> None:
    """A command for a step that needs a remark only, or a place too."""

    def command(settings: Settings, serial: str, note: str, as_json: bool, place: str = "") -> None:
        told: Going | Remark = Going(place=place, note=note) if goes else Remark(note=note)
        after = run(settings, action, serial, told, by=login(), now=datetime.now(UTC))
        _print([after], settings, as_json=as_json)

    made: Any = click.pass_obj(command)
    for option in (json_option, note_option, *([click.option("--to", "place", required=True)] if goes else [])):
        made = option(made)
    units_command.command(name, help=said)(click.argument("serial")(made))


_step("set-aside", actions.set_aside, "Keep the unit SERIAL for swaps.", goes=False)
_step("free", actions.free, "No longer keep the unit SERIAL for swaps.", goes=False)
_step("hand-over", actions.hand_over, "The unit SERIAL stands at the customer.", goes=False)
_step("repaired", actions.repaired, "The unit SERIAL works again.", goes=False)
_step("move", actions.move, "The unit SERIAL goes to another place, and belongs there.", goes=True)
_step("take-back", actions.take_back, "The unit SERIAL leaves the customer.", goes=True)
_step("arrive", actions.arrive, "The unit SERIAL has come to a place.", goes=True)
_step("repair", actions.repair, "The unit SERIAL is at a place to be repaired.", goes=True)


def _print(units: Sequence[BackupUnit], settings: Settings, *, as_json: bool) -> None:
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json(list(units), zone)
        return
    rows = [
        (one.serial, one.part, said(one.state), one.place, one.order or "", minute(one.due_at, zone)) for one in units
    ]
    out.print(table(UNITS, rows))
