"""``fieldops moves``: stock carried by hand, such as into a van and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from fieldops.actions import stock_moves as actions
from fieldops.cli.acting import run
from fieldops.cli.arguments import GOODS, by_line, serials_option
from fieldops.cli.console import json_option, login, out, print_json
from fieldops.cli.tables import minute, table
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.store import stock_moves as store
from fieldops.store.pages import Wanted
from inventory.moves import BookedMove, StockMove
from inventory.shipments import Goods

MOVES = {
    "en": ("Number", "When", "From", "To", "Goods", "By"),
    "zh": ("单号", "时间", "从", "到", "配件", "经办人"),
}


@click.group("moves")
def moves_command() -> None:
    """Carry stock between two places of one outlet or province, and list what was carried."""


@moves_command.command("carry")
@click.argument("lines", nargs=-1, required=True, type=GOODS)
@click.option("--from", "source", required=True, help="The location that the goods leave.")
@click.option("--to", "destination", required=True, help="The location that they reach.")
@click.option("--reference", required=True, help="Your name for this move: repeated, it moves nothing again.")
@click.option("--owner", help="Whose the goods are; none: ours.")
@click.option("--note", default="")
@serials_option
@json_option
@click.pass_obj
def carry(
    settings: Settings,
    lines: tuple[Goods, ...],
    source: str,
    destination: str,
    reference: str,
    owner: str | None,
    note: str,
    serials: tuple[str, ...],
    as_json: bool,
) -> None:
    """Carry LINES, such as DP-9001:2 or DP-9001:1:defective, all of them or none."""
    told = by_line(serials)
    lines = tuple(replace(line, serials=told.get(n, ())) for n, line in enumerate(lines, start=1))
    move = StockMove(reference=reference, source=source, destination=destination, lines=lines, owner=owner, note=note)
    moved = run(settings, actions.carry, move, by=login(), now=datetime.now(UTC))
    _print([moved], settings, as_json=as_json)


@moves_command.command("list")
@click.option("--from", "source", help="What left this location.")
@click.option("--to", "destination", help="What reached this location.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@json_option
@click.pass_obj
def list_moves(settings: Settings, source: str | None, destination: str | None, limit: int, as_json: bool) -> None:
    """List moves, the last one first."""
    equal = {"source": source, "destination": destination}
    wanted = Wanted(equal=equal, ordering="-number", limit=limit, offset=0)
    _, found = run(settings, store.move_page, wanted)
    _print(found, settings, as_json=as_json)


def _print(moves: list[BookedMove], settings: Settings, *, as_json: bool) -> None:
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json(moves, zone)
        return
    rows = []
    for move in moves:
        goods = "\n".join(f"{line.quantity} × {line.part} {said(line.condition)}" for line in move.lines)
        rows.append((move.number, minute(move.moved_at, zone), move.source, move.destination, goods, move.moved_by))
    out.print(table(MOVES, rows))
