"""``fieldops counts``: sheets, what was found, and its correction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from fieldops.actions import counting as actions
from fieldops.cli.acting import run
from fieldops.cli.arguments import by_line, by_option, choice, serials_option
from fieldops.cli.console import json_option, login, out, print_json
from fieldops.cli.tables import say, table, yuan
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.store import counting as store
from fieldops.store.pages import Wanted
from inventory.accounts import Condition
from inventory.counting import (
    Approval,
    Difference,
    Entries,
    Entry,
    LineReason,
    NewCount,
    Reason,
    Recount,
    Status,
    StockCount,
)

COUNTS = {"en": ("Number", "Place", "Full", "Status", "Lines"), "zh": ("单号", "库位", "全盘", "状态", "行数")}
LINES = {
    "en": ("Line", "Part", "Condition", "Aside", "Counted", "Again"),
    "zh": ("行", "配件", "状态", "备用", "实盘", "复盘"),
}
DIFFERENCES = {
    "en": ("Line", "Part", "Condition", "Books", "Counted", "Difference", "Yuan"),
    "zh": ("行", "配件", "状态", "账面", "实盘", "差异", "金额（元）"),
}


@click.group("counts")
def counts_command() -> None:
    """Count what stands at a place, and correct the books. Work goes on meanwhile."""


@counts_command.command("open")
@click.argument("place")
@click.argument("parts", nargs=-1)
@by_option
@json_option
@click.pass_obj
def open_count(settings: Settings, place: str, parts: tuple[str, ...], by: str | None, as_json: bool) -> None:
    """Open a count of PARTS at PLACE; without any, of all that stands there."""
    wanted = NewCount(place=place, parts=parts)
    made = run(settings, actions.open_count, wanted, by=by or login(), now=datetime.now(UTC))
    _print(made.value, settings, as_json=as_json)


@counts_command.command("sheet")
@click.argument("number")
@json_option
@click.pass_obj
def sheet(settings: Settings, number: str, as_json: bool) -> None:
    """Print a count's sheet, without what the books say."""
    _print(run(settings, store.count, number).value, settings, as_json=as_json)


@counts_command.command("list")
@click.option("--place")
@click.option("--status", type=choice(Status))
@json_option
@click.pass_obj
def list_counts(settings: Settings, place: str | None, status: str | None, as_json: bool) -> None:
    """List counts, the last one first."""
    wanted = Wanted(equal={"place": place, "status": status}, ordering="-number", limit=100, offset=0)
    _, found = run(settings, store.count_page, wanted)
    if as_json:
        print_json(found, ZoneInfo(settings.time_zone))
        return
    rows = [
        (count.number, count.place, "✓" if count.full else "", said(count.status), len(count.lines)) for count in found
    ]
    out.print(table(COUNTS, rows))


@counts_command.command("enter")
@click.argument("number")
@click.argument("found", nargs=-1, required=True)
@by_option
@json_option
@click.pass_obj
def enter(settings: Settings, number: str, found: tuple[str, ...], by: str | None, as_json: bool) -> None:
    """Enter what was FOUND just now: DP-9001:18, DP-9001:2:defective, WU-1:3:new:aside."""
    entries = Entries(lines=tuple(_entry(word) for word in found))
    entered = run(settings, actions.enter, number, entries, by=by or login(), now=datetime.now(UTC))
    _print(entered.value, settings, as_json=as_json)


def _entry(word: str) -> Entry:
    part, quantity, condition, aside = [*word.split(":"), "", "", ""][:4]
    if not quantity.isdecimal() or condition not in {"", *Condition} or aside not in {"", "aside"}:
        raise click.BadParameter(f"{word}: a part and a number of pieces, such as DP-9001:18 or DP-9001:2:defective")
    return Entry(part=part, quantity=int(quantity), condition=Condition(condition or "new"), set_aside=aside == "aside")


@counts_command.command("finish")
@click.argument("number")
@json_option
@click.pass_obj
def finish(settings: Settings, number: str, as_json: bool) -> None:
    """All is counted; what differs much is to be counted once more."""
    today = datetime.now(UTC).astimezone(ZoneInfo(settings.time_zone)).date()
    _print(run(settings, actions.finish, number, today=today).value, settings, as_json=as_json)


@counts_command.command("differences")
@click.argument("number")
@by_option
@json_option
@click.pass_obj
def differences(settings: Settings, number: str, by: str | None, as_json: bool) -> None:
    """Print what each line comes to; not for who has counted."""
    found = run(settings, actions.differences, number, by=by or login())
    if as_json:
        print_json(found, ZoneInfo(settings.time_zone))
        return
    _print_differences(found)


def _print_differences(found: list[Difference]) -> None:
    rows = [
        (one.line, one.part, said(one.condition), one.expected, one.counted, one.difference, yuan(one.value_fen))
        for one in found
    ]
    out.print(table(DIFFERENCES, rows))


@counts_command.command("approve")
@click.argument("number")
@click.option("--reason", "reasons", multiple=True, help="A line and why it differs, such as 3:lost or 4:other:text.")
@serials_option
@by_option
@json_option
@click.pass_obj
def approve(
    settings: Settings, number: str, reasons: tuple[str, ...], serials: tuple[str, ...], by: str | None, as_json: bool
) -> None:
    """Book the differences as corrections; somebody else than who counted."""
    pieces = by_line(serials)
    told = Approval(reasons=tuple(_reason(word, pieces) for word in reasons))
    booked = run(settings, actions.approve, number, told, by=by or login(), now=datetime.now(UTC))
    _print(booked.value, settings, as_json=as_json)


def _reason(word: str, pieces: Mapping[int, tuple[str, ...]]) -> LineReason:
    line, reason, text = [*word.split(":", 2), "", ""][:3]
    if not line.isdecimal() or reason not in set(Reason):
        raise click.BadParameter(f"{word}: a line and one of {', '.join(Reason)}, such as 3:lost")
    return LineReason(line=int(line), reason=Reason(reason), text=text, serials=pieces.get(int(line), ()))


@counts_command.command("recount")
@click.argument("number")
@click.argument("lines", nargs=-1, required=True, type=int)
@json_option
@click.pass_obj
def recount(settings: Settings, number: str, lines: tuple[int, ...], as_json: bool) -> None:
    """Have LINES counted again."""
    _print(run(settings, actions.recount, number, Recount(lines=lines)).value, settings, as_json=as_json)


@counts_command.command("cancel")
@click.argument("number")
@json_option
@click.pass_obj
def cancel(settings: Settings, number: str, as_json: bool) -> None:
    """Give a count up; nothing is corrected."""
    _print(run(settings, actions.cancel, number).value, settings, as_json=as_json)


def _print(count: StockCount, settings: Settings, *, as_json: bool) -> None:
    if as_json:
        print_json(count, ZoneInfo(settings.time_zone))
        return
    head = f"{count.number}  {count.place}  {said(count.status)}"
    say(head, head, style="bold")
    rows = []
    for n, line in enumerate(count.lines, start=1):
        counted = "" if line.counted is None else str(line.counted)
        aside, again = "✓" if line.set_aside else "", "✓" if line.recount else ""
        rows.append((n, line.part, said(line.condition), aside, counted, again))
    out.print(table(LINES, rows))
