"""``fieldops shipments``: goods are picked, leave, and arrive line by line (P3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from fieldops.actions import shipments as actions
from fieldops.cli.acting import run
from fieldops.cli.arguments import GOODS, by_line, by_option, choice, serials_option
from fieldops.cli.console import json_option, language, login, out, print_json
from fieldops.cli.papers import output_option, write_paper
from fieldops.cli.tables import minute, say, say_more, table
from fieldops.cli.words import said
from fieldops.documents import pick_list, receipt_note
from fieldops.settings import Settings
from fieldops.store import shipments as store
from fieldops.store.pages import Wanted
from inventory.shipments import (
    Dispatch,
    Fault,
    Found,
    Goods,
    Instead,
    LinePieces,
    LineReceipt,
    Moving,
    Piece,
    Receipt,
    Shipment,
    Status,
)

SHIPMENTS = {
    "en": ("Number", "From", "To", "Status", "Pieces", "Carrier", "Waybill"),
    "zh": ("单号", "发货库位", "收货库位", "状态", "件数", "承运方", "运单号"),
}
LINES = {
    "en": ("Line", "Part", "Condition", "Sent", "Good", "Damaged", "Short", "Wrong", "Missing", "Request"),
    "zh": ("行", "配件", "状态", "发货", "完好", "损坏", "短少", "错发", "待收", "申请"),
}
COUNTS = ("good", "damaged", "short", "wrong", "over")
MOMENT = click.DateTime(["%Y-%m-%dT%H:%M"])


@click.group("shipments")
def shipments_command() -> None:
    """Shipments: pick, send, receive, and their papers."""


@shipments_command.command("list")
@click.option("--from", "source", help="The location that they leave.")
@click.option("--to", "destination", help="The location that they reach.")
@click.option("--status", type=choice(Status))
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@json_option
@click.pass_obj
def list_shipments(
    settings: Settings, source: str | None, destination: str | None, status: str | None, limit: int, as_json: bool
) -> None:
    """List shipments, the last one first."""
    equal = {"source": source, "destination": destination, "status": status}
    count, found = run(settings, store.shipment_page, Wanted(equal=equal, ordering="-number", limit=limit, offset=0))
    shipments = [one.value for one in found]
    if as_json:
        print_json({"count": count, "results": shipments}, ZoneInfo(settings.time_zone))
        return
    out.print(table(SHIPMENTS, [_row(one) for one in shipments]))
    say_more(count - len(shipments))


def _row(one: Shipment) -> tuple[object, ...]:
    pieces = sum(line.quantity for line in one.lines)
    return one.number, one.source, one.destination, said(one.status), pieces, one.carrier, one.tracking


@shipments_command.command("show")
@click.argument("number")
@json_option
@click.pass_obj
def show(settings: Settings, number: str, as_json: bool) -> None:
    """Print the shipment NUMBER."""
    _print(run(settings, store.shipment, number).value, settings, as_json=as_json)


@shipments_command.command("pick")
@click.argument("request")
@click.option("--from", "source", required=True, help="The location where it is reserved.")
@by_option
@json_option
@click.pass_obj
def pick(settings: Settings, request: str, source: str, by: str | None, as_json: bool) -> None:
    """Make a shipment of all that is reserved for the quota request REQUEST at one place."""
    made = run(settings, actions.pick, request, source, by=by or login(), now=datetime.now(UTC))
    _print(made.value, settings, as_json=as_json)


@shipments_command.command("move")
@click.argument("lines", nargs=-1, required=True, type=GOODS)
@click.option("--from", "source", required=True, help="The location that the goods leave.")
@click.option("--to", "destination", required=True, help="The location that they are to reach.")
@by_option
@json_option
@click.pass_obj
def move(
    settings: Settings, lines: tuple[Goods, ...], source: str, destination: str, by: str | None, as_json: bool
) -> None:
    """Pick LINES, such as DP-9001:2, of our stock to go to another place."""
    moving = Moving(source=source, destination=destination, lines=lines)
    made = run(settings, actions.move, moving, by=by or login(), now=datetime.now(UTC))
    _print(made.value, settings, as_json=as_json)


@shipments_command.command("send")
@click.argument("number")
@click.option("--carrier", default="")
@click.option("--waybill", default="")
@click.option("--arrives", type=MOMENT, help="When it is expected, such as 2026-11-23T10:30; plans count on it.")
@serials_option
@json_option
@click.pass_obj
def send(
    settings: Settings,
    number: str,
    carrier: str,
    waybill: str,
    arrives: datetime | None,
    serials: tuple[str, ...],
    as_json: bool,
) -> None:
    """The shipment NUMBER leaves."""
    pieces = tuple(LinePieces(line=line, serials=told) for line, told in by_line(serials).items())
    arrives_at = arrives.replace(tzinfo=ZoneInfo(settings.time_zone)) if arrives else None
    dispatch = Dispatch(carrier=carrier, tracking=waybill, arrives_at=arrives_at, pieces=pieces)
    _print(run(settings, actions.ship, number, dispatch, now=datetime.now(UTC)).value, settings, as_json=as_json)


@shipments_command.command("expect")
@click.argument("number")
@click.argument("arrives", type=MOMENT)
@json_option
@click.pass_obj
def expect(settings: Settings, number: str, arrives: datetime, as_json: bool) -> None:
    """The shipment NUMBER, on the way, is expected at ARRIVES, such as 2026-11-23T10:30; plans count on it."""
    arrives_at = arrives.replace(tzinfo=ZoneInfo(settings.time_zone))
    _print(run(settings, actions.expect, number, arrives_at).value, settings, as_json=as_json)


@shipments_command.command("cancel")
@click.argument("number")
@json_option
@click.pass_obj
def cancel(settings: Settings, number: str, as_json: bool) -> None:
    """The shipment NUMBER doesn't leave after all; what a request has reserved stays reserved."""
    _print(run(settings, actions.cancel, number, now=datetime.now(UTC)).value, settings, as_json=as_json)


@shipments_command.command("receive")
@click.argument("number")
@click.argument("lines", nargs=-1, required=True)
@click.option("--note", default="")
@serials_option
@by_option
@json_option
@click.pass_obj
def receive(
    settings: Settings,
    number: str,
    lines: tuple[str, ...],
    note: str,
    serials: tuple[str, ...],
    by: str | None,
    as_json: bool,
) -> None:
    """Tell what came of the shipment NUMBER, line by line: 1:4 is four good pieces of line 1.

    Differences have a fault: 1:good=3,short=1,fault=carrier or 2:wrong=2,part=DP-9002,pieces=2,fault=province. Pieces with
    serials that were not all found alike are told one by one: --serial 1:SN-1 --serial 1:SN-2:damaged.
    """
    told = by_line(serials)
    receipt = Receipt(lines=tuple(_received(word, told) for word in lines), note=note)
    received = run(settings, actions.receive, number, receipt, by=by or login(), now=datetime.now(UTC))
    _print(received.value, settings, as_json=as_json)


def _received(word: str, serials: Mapping[int, Sequence[str]]) -> LineReceipt:
    line, _, told = word.partition(":")
    found = dict(one.partition("=")[::2] for one in (f"good={told}" if told.isdecimal() else told).split(","))
    counts = {name: found.pop(name) for name in COUNTS if name in found}
    fault, part, pieces = found.pop("fault", ""), found.pop("part", ""), found.pop("pieces", "1")
    if found or fault not in {"", *Fault} or not all(n.isdecimal() for n in (line, pieces, *counts.values())):
        raise click.BadParameter(
            f"{word}: a line and what came, such as 1:4 or 1:good=3,short=1,fault=carrier; "
            f"{', '.join(COUNTS)} are numbers, and the fault one of {', '.join(Fault)}"
        )
    return LineReceipt(
        line=int(line),
        **{name: int(count) for name, count in counts.items()},
        instead=Instead(part=part, quantity=int(pieces)) if part else None,
        fault=Fault(fault) if fault else None,
        pieces=tuple(_piece(one) for one in serials.get(int(line), ())),
    )


def _piece(word: str) -> Piece:
    serial, _, found = word.partition(":")
    if found not in {"", *Found}:
        raise click.BadParameter(f"{word}: a serial and how it was found, one of {', '.join(Found)}")
    return Piece(serial=serial, found=Found(found or "good"))


@shipments_command.command("pick-list")
@click.argument("number")
@output_option
@click.pass_obj
def print_pick_list(settings: Settings, number: str, output: Path) -> None:
    """Write the pick list of the shipment NUMBER, as PDF."""
    write_paper(settings, output, pick_list.of_shipment, number)


@shipments_command.command("receipt-note")
@click.argument("number")
@output_option
@click.pass_obj
def print_receipt_note(settings: Settings, number: str, output: Path) -> None:
    """Write the receipt note of the shipment NUMBER, as PDF."""
    write_paper(settings, output, receipt_note.of_shipment, number)


def _print(shipment: Shipment, settings: Settings, *, as_json: bool) -> None:
    if as_json:
        print_json(shipment, ZoneInfo(settings.time_zone))
        return
    head = f"{shipment.number}  {shipment.source} → {shipment.destination}  {said(shipment.status)}"
    if shipment.arrives_at and any(line.expected for line in shipment.lines):
        at = minute(shipment.arrives_at, ZoneInfo(settings.time_zone))
        head += f"  {'预计到货' if language() == 'zh' else 'expected'} {at}"
    say(head, head, style="bold")
    out.print(table(LINES, _lines(shipment)))


def _lines(shipment: Shipment) -> Sequence[tuple[object, ...]]:
    return [
        (
            n,
            line.part,
            said(line.condition),
            line.quantity,
            line.good,
            line.damaged,
            line.short,
            line.wrong,
            line.expected,
            line.request or "",
        )
        for n, line in enumerate(shipment.lines, start=1)
    ]
