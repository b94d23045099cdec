"""``fieldops stock``: what stands where, now or then, and what became of a part."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

import click
from rich.table import Table

from fieldops.cli.console import json_option, language, out, print_json
from fieldops.cli.tables import say_more, table
from fieldops.database import door
from fieldops.database.engine import connect
from fieldops.database.migrate import migrate
from fieldops.settings import Settings
from fieldops.store import network, parts, stock
from fieldops.store.rows import refuse_if_any
from fieldops.store.stock import StockLine, StockSought
from fieldops.store.stock_history import HistoryEntry, HistorySought, history
from refusals import FieldProblem, Text, refuse_all

T = TypeVar("T")

moment = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"])

STOCK_HEADINGS = {
    "en": ("Location", "Part", "Owner", "Condition", "Kind", "On hand", "Reserved", "Available", "On its way"),
    "zh": ("库位", "配件", "所有者", "状态", "类别", "在库", "预留", "可用", "在途"),
}
HISTORY_HEADINGS = {
    "en": ("Time", "Location", "Condition", "Purpose", "Reference", "From or to", "Change", "On hand", "Reserved"),
    "zh": ("时间", "库位", "状态", "用途", "单号", "来源或去向", "变动", "在库", "预留"),
}


@click.group("stock", invoke_without_command=True)
@click.option("--part", help="A part number.")
@click.option("--place", help="A location's code.")
@click.option("--node", help="All places of a node and below it.")
@click.option("--as-of", type=moment, help="As it was then, in the network's time unless an offset is given.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@json_option
@click.pass_context
def stock_command(
    context: click.Context,
    part: str | None,
    place: str | None,
    node: str | None,
    as_of: datetime | None,
    limit: int,
    as_json: bool,
) -> None:
    """What is on hand, reserved, available and on its way, by place and part."""
    if context.invoked_subcommand is not None:
        return
    zone = ZoneInfo(context.obj.time_zone)
    then = local(as_of, zone)

    async def run() -> tuple[int, list[StockLine]]:
        refuse_all(_is_past(then))
        await known(part, place)
        places = await stock.places_of(location=place, node=node, below=True)
        sought = StockSought(part=part, places=places, as_of=then)
        return await stock.stock_page(sought, ordering="location", limit=limit, offset=0)

    count, lines = asyncio.run(reading(context.obj, run))
    if as_json:
        print_json({"count": count, "results": lines}, zone)
        return
    out.print(_stock_table(lines))
    say_more(count - len(lines))


@stock_command.command("history")
@click.argument("part")
@click.option("--place", help="A location's code; else all places.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="The newest so many.")
@json_option
@click.pass_obj
def history_command(settings: Settings, part: str, place: str | None, limit: int, as_json: bool) -> None:
    """The bookings of PART, the newest first, each with the figures right after it."""
    zone = ZoneInfo(settings.time_zone)

    async def run() -> list[HistoryEntry]:
        await known(part, place)
        return (await history(HistorySought(part=part, location=place), limit=limit))[0]

    entries = asyncio.run(reading(settings, run))
    if as_json:
        print_json(entries, zone)
    else:
        out.print(_history_table(entries, zone))


async def reading(settings: Settings, query: Callable[[], Awaitable[T]]) -> T:
    """What ``query`` reads, in one transaction on the settings' database."""
    async with connect(settings):
        await migrate()
        return await door.read(query)


async def known(part: str | None, place: str | None) -> None:
    """:raises Invalid: there is no such part or place."""
    refuse_if_any(await parts.unknown_parts([("part", part)]), await network.unknown_locations([("place", place)]))


def local(given: datetime | None, zone: ZoneInfo) -> datetime | None:
    return given.replace(tzinfo=zone) if given is not None and given.tzinfo is None else given


def _is_past(then: datetime | None) -> FieldProblem | None:
    if then is None or then <= datetime.now(UTC):
        return None
    text = Text(en="must not lie in the future", zh="不能是将来的时间")
    return FieldProblem("as_of", "out_of_range", text, then.isoformat())


def _stock_table(lines: Sequence[StockLine]) -> Table:
    return table(
        STOCK_HEADINGS,
        [
            (
                line.location,
                line.part,
                line.owner,
                line.condition,
                line.kind,
                line.on_hand,
                line.reserved,
                line.available,
                line.in_transit,
            )
            for line in lines
        ],
    )


def _history_table(entries: Sequence[HistoryEntry], zone: ZoneInfo) -> Table:
    zh = language() == "zh"
    return table(
        HISTORY_HEADINGS,
        [
            (
                f"{entry.occurred_at.astimezone(zone):%Y-%m-%d %H:%M}",
                entry.location,
                entry.condition,
                entry.purpose,
                entry.reference,
                entry.counter_zh if zh else entry.counter_en,
                f"{entry.change:+}" if entry.change else "",
                entry.on_hand,
                entry.reserved,
            )
            for entry in entries
        ],
    )
