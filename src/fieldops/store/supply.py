"""Where parts for a partner can come from: its province, then the head office (P5)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from fieldops.store.reach import everywhere
from fieldops.tables.ledger import LedgerAccounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Available:
    """``quantity`` new pieces of ours that are free at a warehouse."""

    part: str
    location: str
    quantity: int


async def take_turns(parts: Collection[str]) -> None:
    """Until this transaction ends nobody else looks for sources of these parts."""
    for part in sorted(set(parts)):
        await LedgerAccounts.raw("SELECT pg_advisory_xact_lock(1886351988, hashtext({}))", part).run()  # "part"


async def available(partner: str, parts: Collection[str]) -> list[Available]:
    """What the warehouses above the partner have, the nearest level first."""
    return [one for _, one in await available_to([partner], parts)]


async def available_to(partners: Collection[str], parts: Collection[str]) -> list[tuple[str, Available]]:
    """For each partner what the warehouses above it have, the nearest level first."""
    async with everywhere():
        rows = await LedgerAccounts.raw(
            "WITH RECURSIVE above AS ("
            " SELECT code AS partner, parent AS code, 1 AS level FROM nodes WHERE code = ANY({})"
            " UNION ALL SELECT partner, n.parent, level + 1 FROM above JOIN nodes n ON n.code = above.code"
            " WHERE n.parent IS NOT NULL"
            ") SELECT above.partner, a.asset AS part, a.place AS location, a.balance - a.reserved AS quantity"
            " FROM above JOIN locations l ON l.node = above.code AND l.kind = 'warehouse'"
            " JOIN nodes hq ON hq.kind = 'head_office'"
            " JOIN ledger_accounts a ON a.owner = hq.code AND a.kind = 'stock' AND a.condition = 'new'"
            " AND a.place = l.code AND a.asset = ANY({})"
            " WHERE a.balance > a.reserved ORDER BY above.partner, above.level, a.place",
            sorted(set(partners)),
            sorted(set(parts)),
        ).run()
    return [(row["partner"], Available(**{k: row[k] for k in ("part", "location", "quantity")})) for row in rows]


async def free_at_head_office(parts: Collection[str]) -> dict[str, int]:
    """Free new pieces of ours in the head office's warehouses, by part; 0 is left out."""
    async with everywhere():
        rows = await LedgerAccounts.raw(
            "SELECT a.asset AS part, sum(a.balance - a.reserved)::bigint AS pieces FROM nodes hq"
            " JOIN locations w ON w.node = hq.code AND w.kind = 'warehouse'"
            " JOIN ledger_accounts a ON a.place = w.code AND a.owner = hq.code AND a.kind = 'stock'"
            " AND a.condition = 'new' AND a.asset = ANY({})"
            " WHERE hq.kind = 'head_office' GROUP BY a.asset HAVING sum(a.balance - a.reserved) > 0",
            sorted(set(parts)),
        ).run()
    return {row["part"]: row["pieces"] for row in rows}
