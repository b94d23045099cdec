"""Counts with their sheets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from piccolo.columns import Column

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert, value
from fieldops.tables.counting import StockCountLines, StockCounts
from fieldops.tables.ledger import LedgerAccounts
from inventory.counting import OPEN, CountLine, Shelf, StockCount
from refusals import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionedCount:
    """A count and how often it was changed, counted from 1."""

    value: StockCount
    version: int


async def next_number() -> str:
    """A fresh number: ``CT-`` and six digits that never repeat."""
    rows = await StockCounts.raw("SELECT nextval('stock_count_numbers') AS number").run()
    return f"CT-{rows[0]['number']:06d}"


async def shelves_at(place: str, parts: Collection[str]) -> list[Shelf]:
    """What the books have at a place, of ``parts`` or, if that is empty, of all."""
    rows = await LedgerAccounts.raw(
        "SELECT asset AS part, condition, owner, kind = 'set_aside' AS set_aside FROM ledger_accounts"
        " WHERE place = {} AND kind IN ('stock', 'set_aside') AND balance > 0"
        " AND (cardinality({}::text[]) = 0 OR asset = ANY({}))",
        place,
        sorted(parts),
        sorted(parts),
    ).run()
    return [value(Shelf, row) for row in rows]


async def open_at(place: str) -> str | None:
    """The count of ``place`` that isn't over."""
    rows = await StockCounts.raw(
        "SELECT number FROM stock_counts WHERE place = {} AND status = ANY({})",
        place,
        sorted(OPEN),
    ).run()
    return rows[0]["number"] if rows else None


async def add(count: StockCount) -> None:
    """:raises Overtaken: the place is being counted since a moment."""
    row = asdict(count) | {"counters": list(count.counters)}
    del row["lines"]
    await insert(StockCounts, [row])
    await _add_lines(count, 0)


async def _add_lines(count: StockCount, known: int) -> None:
    rows = [asdict(line) | {"count": count.number, "n": n} for n, line in enumerate(count.lines, start=1)]
    await insert(StockCountLines, rows[known:])


async def save(before: StockCount, count: StockCount, *, decided_at: datetime | None = None) -> None:
    """Write the count as its next version, and the lines that are new or have changed."""
    columns: dict[Column | str, Any] = {
        "version": StockCounts.version + 1,
        "status": count.status.value,
        "counters": list(count.counters),
        "decided_by": count.decided_by,
    }
    if decided_at is not None:
        columns["decided_at"] = decided_at
    await StockCounts.update(columns).where(StockCounts.number == count.number).run()
    changed = [
        (n, line) for n, (line, was) in enumerate(zip(count.lines, before.lines, strict=False), start=1) if line != was
    ]
    await _change_lines(count.number, changed)
    await _add_lines(count, len(before.lines))


COLUMNS = {
    "counted": "int",
    "counted_at": "timestamptz",
    "counted_by": "text",
    "recount": "boolean",
    "recounted": "boolean",
    "expected": "int",
    "reason": "text",
    "reason_text": "text",
}
"""What may change of a line, with its type."""


async def _change_lines(number: str, changed: Sequence[tuple[int, CountLine]]) -> None:
    """All lines in one statement."""
    if not changed:
        return
    assigned = ", ".join(f"{name} = t.{name}" for name in COLUMNS)
    arrays = ", ".join(f"{{}}::{kind}[]" for kind in COLUMNS.values())
    await StockCountLines.raw(
        f"UPDATE stock_count_lines l SET {assigned} FROM unnest({{}}::int[], {arrays}) AS t (n, {', '.join(COLUMNS)})"
        " WHERE l.count = {} AND l.n = t.n",
        [n for n, _ in changed],
        *([getattr(line, name) for _, line in changed] for name in COLUMNS),
        number,
    ).run()


async def count(number: str) -> VersionedCount:
    """:raises NotFound: there is none."""
    return await _one("", number)


async def locked(number: str) -> VersionedCount:
    """The same, the row locked until the transaction ends.

    :raises NotFound: there is none.
    """
    return await _one("FOR UPDATE", number)


async def _one(locking: str, number: str) -> VersionedCount:
    rows = await StockCounts.raw(f"SELECT * FROM stock_counts WHERE number = {{}} {locking}", number).run()
    if not rows:
        raise NotFound(kind="stock count", key=number)
    return (await _with_lines(rows))[0]


async def count_page(wanted: Wanted) -> tuple[int, list[StockCount]]:
    """Counts with their sheets."""
    found, rows = await page(StockCounts, wanted)
    return found, [one.value for one in await _with_lines(rows)]


async def _with_lines(rows: Sequence[Mapping[str, Any]]) -> list[VersionedCount]:
    lines = await StockCountLines.raw(
        "SELECT * FROM stock_count_lines WHERE count = ANY({}) ORDER BY count, n", [row["number"] for row in rows]
    ).run()
    of: dict[str, list[CountLine]] = {}
    for line in lines:
        of.setdefault(line["count"], []).append(value(CountLine, line))
    return [
        VersionedCount(
            value=value(StockCount, {**row, "lines": tuple(of.get(row["number"], ()))}), version=row["version"]
        )
        for row in rows
    ]


def moments(count: StockCount) -> Iterable[tuple[Shelf, datetime]]:
    """When each shelf was counted, of those that were."""
    return ((line.shelf, line.counted_at) for line in count.lines if line.counted_at)
