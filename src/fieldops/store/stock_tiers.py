"""The new pieces of a part at head office, in the provinces and at partners (P1)."""

from __future__ import annotations

from dataclasses import dataclass

from fieldops.tables.ledger import LedgerAccounts
from inventory.network import NodeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """``places`` of the nodes of this kind that have some; ``in_transit`` is on its way to one of them."""

    tier: NodeKind
    places: int
    on_hand: int
    reserved: int
    available: int
    in_transit: int


TIERS = """
SELECT n.kind AS tier, count(DISTINCT a.place) FILTER (WHERE a.kind = 'stock') AS places,
    coalesce(sum(a.balance) FILTER (WHERE a.kind = 'stock'), 0)::bigint AS on_hand,
    coalesce(sum(a.reserved) FILTER (WHERE a.kind = 'stock'), 0)::bigint AS reserved,
    coalesce(sum(a.balance) FILTER (WHERE a.kind = 'in_transit'), 0)::bigint AS in_transit
FROM nodes n
LEFT JOIN locations l ON l.node = n.code
LEFT JOIN ledger_accounts a ON a.place = l.code AND a.asset = {} AND a.condition = 'new'
    AND a.kind IN ('stock', 'in_transit') AND a.balance <> 0
GROUP BY n.kind
"""


async def tiers(part: str) -> list[Tier]:
    """Those of which one sees a node, from the head office down."""
    rows = {row["tier"]: row for row in await LedgerAccounts.raw(TIERS, part).run()}
    return [
        Tier(
            tier=kind,
            places=row["places"],
            on_hand=row["on_hand"],
            reserved=row["reserved"],
            available=row["on_hand"] - row["reserved"],
            in_transit=row["in_transit"],
        )
        for kind in NodeKind
        if (row := rows.get(kind.value))
    ]
