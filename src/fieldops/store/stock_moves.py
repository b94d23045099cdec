"""Moves of stock by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from fieldops.store.pages import Wanted, page
from fieldops.store.reach import everywhere
from fieldops.store.rows import insert, value
from fieldops.tables.stock_moves import StockMoveLines, StockMoves
from inventory.moves import BookedMove
from inventory.shipments import Goods
from refusals import NotFound


async def next_number() -> str:
    """A fresh number: ``MV-`` and six digits that never repeat."""
    rows = await StockMoves.raw("SELECT nextval('stock_move_numbers') AS number").run()
    return f"MV-{rows[0]['number']:06d}"


async def of_reference(source: str, reference: str) -> BookedMove | None:
    """The move from ``source`` that bears this reference, whoever made it."""
    async with everywhere():
        rows = await StockMoves.raw(
            "SELECT * FROM stock_moves WHERE source = {} AND reference = {}", source, reference
        ).run()
        found = await _with_lines(rows)
    return found[0] if found else None


async def add(move: BookedMove) -> None:
    """:raises Overtaken: the reference was used meanwhile."""
    row = asdict(move)
    del row["lines"]
    await insert(StockMoves, [row])
    lines = [
        asdict(line) | {"move": move.number, "n": n, "serials": list(line.serials)}
        for n, line in enumerate(move.lines, start=1)
    ]
    await insert(StockMoveLines, lines)


async def move(number: str) -> BookedMove:
    """:raises NotFound: there is none."""
    rows = await StockMoves.raw("SELECT * FROM stock_moves WHERE number = {}", number).run()
    if not rows:
        raise NotFound(kind="stock move", key=number)
    return (await _with_lines(rows))[0]


async def move_page(wanted: Wanted) -> tuple[int, list[BookedMove]]:
    count, rows = await page(StockMoves, wanted)
    return count, await _with_lines(rows)


async def _with_lines(rows: Sequence[Mapping[str, Any]]) -> list[BookedMove]:
    lines = await StockMoveLines.raw(
        "SELECT * FROM stock_move_lines WHERE move = ANY({}) ORDER BY move, n", [row["number"] for row in rows]
    ).run()
    of: dict[str, list[Goods]] = {}
    for line in lines:
        of.setdefault(line["move"], []).append(value(Goods, line))
    return [value(BookedMove, {**row, "lines": tuple(of[row["number"]])}) for row in rows]
