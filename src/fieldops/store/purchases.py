"""Purchases, and what waits for them (P5)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from piccolo.columns import Column

from fieldops.store.pages import Wanted, page
from fieldops.store.reach import everywhere
from fieldops.store.rows import insert, value
from fieldops.tables.purchases import Purchases
from fieldops.tables.quota_requests import QuotaRequestLines
from inventory.purchases import Purchase, Status
from inventory.quota_requests import DECIDED
from refusals import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionedPurchase:
    """A purchase and how often it was changed, counted from 1."""

    value: Purchase
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseNeed:
    """``waiting`` granted pieces have nothing reserved; ``free`` are at the head office, ``on_order`` are coming.

    ``to_buy`` is what is missing then. ``next_on`` is the day of the next purchase.
    """

    part: str
    waiting: int
    requests: int
    free: int
    on_order: int
    to_buy: int
    next_on: date | None


async def next_number() -> str:
    """A fresh number: ``PU-`` and six digits that never repeat."""
    rows = await Purchases.raw("SELECT nextval('purchase_numbers') AS number").run()
    return f"PU-{rows[0]['number']:06d}"


async def add(purchase: Purchase, *, now: datetime) -> None:
    await insert(Purchases, [asdict(purchase) | {"ordered_at": now}])


async def save(purchase: Purchase) -> None:
    """As its next version."""
    columns: dict[Column | str, Any] = {"version": Purchases.version + 1}
    columns.update((name, cell) for name, cell in asdict(purchase).items() if name != "number")
    await Purchases.update(columns).where(Purchases.number == purchase.number).run()


async def purchase(number: str) -> VersionedPurchase:
    """:raises NotFound: there is none."""
    return await _one(number, "")


async def locked(number: str) -> VersionedPurchase:
    """The same, the row locked until the transaction ends.

    :raises NotFound: there is none.
    """
    return await _one(number, "FOR UPDATE")


async def _one(number: str, locking: str) -> VersionedPurchase:
    rows = await Purchases.raw(f"SELECT * FROM purchases WHERE number = {{}} {locking}", number).run()
    if not rows:
        raise NotFound(kind="purchase", key=number)
    return VersionedPurchase(value=value(Purchase, rows[0]), version=rows[0]["version"])


async def purchase_page(wanted: Wanted) -> tuple[int, list[Purchase]]:
    count, rows = await page(Purchases, wanted)
    return count, [value(Purchase, row) for row in rows]


async def coming(parts: Collection[str]) -> list[Purchase]:
    """Those of these parts that are on order."""
    async with everywhere():
        rows = await Purchases.raw(
            "SELECT * FROM purchases WHERE status = {} AND part = ANY({}) ORDER BY expected_on, number",
            Status.ORDERED.value,
            sorted(set(parts)),
        ).run()
    return [value(Purchase, row) for row in rows]


NEEDS = """
WITH waiting AS (
    SELECT l.granted_part AS part, r.number,
           l.approved - coalesce((SELECT sum(a.quantity) FROM quota_allocations a WHERE a.line = l.id), 0) AS pieces
    FROM quota_requests r JOIN quota_request_lines l ON l.request = r.number
    WHERE r.status = ANY({})
), needed AS (
    SELECT part, sum(pieces)::bigint AS waiting, count(DISTINCT number) AS requests
    FROM waiting WHERE pieces > 0 GROUP BY part
), figures AS (
    SELECT needed.*,
           (SELECT coalesce(sum(a.balance - a.reserved), 0)::bigint FROM nodes hq
            JOIN locations w ON w.node = hq.code AND w.kind = 'warehouse'
            JOIN ledger_accounts a ON a.place = w.code AND a.owner = hq.code AND a.kind = 'stock'
             AND a.condition = 'new' AND a.asset = needed.part
            WHERE hq.kind = 'head_office') AS free,
           (SELECT coalesce(sum(p.quantity - p.received), 0)::bigint FROM purchases p
            WHERE p.part = needed.part AND p.status = 'ordered') AS on_order,
           (SELECT min(p.expected_on) FROM purchases p
            WHERE p.part = needed.part AND p.status = 'ordered') AS next_on
    FROM needed
)
SELECT *, greatest(waiting - free - on_order, 0) AS to_buy, count(*) OVER () AS all_of_them
FROM figures WHERE {}::text IS NULL OR part = {}
"""


async def need_page(wanted: Wanted) -> tuple[int, list[PurchaseNeed]]:
    """By part; ``wanted`` may name a part."""
    rising = "" if not wanted.ordering.startswith("-") else " DESC"
    part = wanted.equal.get("part")
    rows = await QuotaRequestLines.raw(
        f"{NEEDS} ORDER BY {wanted.ordering.removeprefix('-')}{rising}, part{rising} LIMIT {{}} OFFSET {{}}",
        sorted(status.value for status in DECIDED),
        part,
        part,
        wanted.limit,
        wanted.offset,
    ).run()
    if not rows and wanted.offset:
        first = Wanted(equal=wanted.equal, ordering=wanted.ordering, limit=1, offset=0)
        return (await need_page(first))[0], []
    return rows[0]["all_of_them"] if rows else 0, [value(PurchaseNeed, row) for row in rows]
