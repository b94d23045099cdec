"""What parts are asked for and what waits for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fieldops.store.reach import everywhere
from fieldops.tables.ledger import LedgerAccounts
from fieldops.tables.orders import OrderParts
from inventory.accounts import AccountKind
from inventory.orders import OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """New pieces that can be granted: ours, free in the warehouses of the head office and of the partner's province.

    And what the partner has free already, its vans' too, or is on the way to it.
    """

    head_office: int = 0
    province: int = 0
    partner: int = 0
    under_way: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """An open order of a partner that is expected to use ``quantity`` of a part."""

    partner: str
    part: str
    order: str
    quantity: int


async def levels(partner: str, parts: Collection[str]) -> dict[str, Levels]:
    """By part; a part that is nowhere is left out."""
    async with everywhere():
        rows: list[Mapping[str, Any]] = await LedgerAccounts.raw(
            "SELECT a.asset AS part,"
            " coalesce(sum(a.balance - a.reserved) FILTER (WHERE n.kind = 'head_office' AND grantable), 0)::bigint AS head_office,"
            " coalesce(sum(a.balance - a.reserved) FILTER (WHERE n.code = p.parent AND grantable), 0)::bigint AS province,"
            " coalesce(sum(a.balance - a.reserved) FILTER (WHERE a.kind = 'stock' AND n.code = p.code), 0)::bigint AS partner,"
            " coalesce(sum(a.balance) FILTER (WHERE a.kind = 'in_transit' AND n.code = p.code), 0)::bigint AS under_way"
            " FROM nodes p JOIN nodes n ON n.code IN (p.code, p.parent) OR n.kind = 'head_office'"
            " JOIN locations l ON l.node = n.code"
            " JOIN ledger_accounts a ON a.place = l.code AND a.asset = ANY({}) AND a.condition = 'new'"
            "  AND a.kind IN ('stock', 'in_transit')"
            " JOIN nodes hq ON hq.kind = 'head_office'"
            " CROSS JOIN LATERAL (SELECT a.kind = 'stock' AND l.kind = 'warehouse' AND a.owner = hq.code AS grantable) g"
            " WHERE p.code = {} GROUP BY a.asset",
            sorted(set(parts)),
            partner,
        ).run()
    return {row["part"]: Levels(**{key: value for key, value in row.items() if key != "part"}) for row in rows}


async def used(partner: str, parts: Collection[str], since: datetime) -> dict[str, int]:
    """Pieces that the partner's repairs have taken since then, of its own and of ours, by part; 0 is left out."""
    async with everywhere():
        rows = await LedgerAccounts.raw(
            "SELECT part, sum(change)::bigint AS pieces FROM parts_taken"
            " WHERE partner = {} AND part = ANY({}) AND occurred_at >= {} GROUP BY part HAVING sum(change) > 0",
            partner,
            sorted(set(parts)),
            since,
        ).run()
    return {row["part"]: row["pieces"] for row in rows}


async def waiting_for(partners: Collection[str], parts: Collection[str]) -> list[Need]:
    """Open orders of the partners that are expected to use one of the parts."""
    rows = await OrderParts.raw(
        'SELECT o.outlet AS partner, op.part, op.service_order AS "order", op.quantity FROM order_parts op'
        " JOIN service_orders o ON o.number = op.service_order"
        " WHERE o.outlet = ANY({}) AND o.status = ANY({}) AND op.part = ANY({}) ORDER BY op.service_order",
        sorted(set(partners)),
        sorted(OPEN),
        sorted(set(parts)),
    ).run()
    return [Need(**row) for row in rows]


async def at_hand(
    nodes: Collection[str], parts: Collection[str], *, under_way: bool = True
) -> dict[tuple[str, str], int]:
    """Free new pieces at the nodes' own places, and on the way there, by node and part; 0 is left out."""
    kinds = (AccountKind.STOCK, AccountKind.IN_TRANSIT) if under_way else (AccountKind.STOCK,)
    rows = await LedgerAccounts.raw(
        "SELECT l.node, a.asset AS part, sum(a.balance - a.reserved)::bigint AS pieces"
        " FROM locations l JOIN ledger_accounts a ON a.place = l.code"
        " WHERE l.node = ANY({}) AND a.asset = ANY({}) AND a.condition = 'new' AND a.kind = ANY({})"
        " GROUP BY l.node, a.asset HAVING sum(a.balance - a.reserved) > 0",
        sorted(set(nodes)),
        sorted(set(parts)),
        [kind.value for kind in kinds],
    ).run()
    return {(row["node"], row["part"]): row["pieces"] for row in rows}
