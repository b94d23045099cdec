"""What was asked, reserved and sent for service orders: it tells whose matter a missing part was (P5, S7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from fieldops.store.reach import everywhere
from fieldops.tables.quota_requests import QuotaRequestLines
from inventory.causes import Owner
from inventory.network import NodeKind
from inventory.part_facts import Parcel, Supply
from inventory.quota_requests import Reason, Status

SUPPLIES = """
SELECT l.id, l.service_order, coalesce(l.granted_part, l.part) AS part, l.approved, coalesce(l.reason, r.reason) AS reason,
       r.status, r.made_at, r.decided_at, a.pending, a.quantity AS reserved, n.kind AS sender, t.occurred_at AS reserved_at,
       s.shipped_at, found.arrived_at, found.wrong_at
FROM quota_request_lines l
JOIN quota_requests r ON r.number = l.request
LEFT JOIN quota_allocations a ON a.line = l.id
LEFT JOIN locations w ON w.code = a.source
LEFT JOIN nodes n ON n.code = w.node
LEFT JOIN ledger_transfers t ON t.id = a.pending
LEFT JOIN shipments s ON s.number = a.shipment
LEFT JOIN LATERAL (
    SELECT min(x.received_at) FILTER (WHERE x.good > 0) AS arrived_at,
           min(x.received_at) FILTER (WHERE x.wrong > 0 AND x.fault IN ('province', 'head_office')) AS wrong_at
    FROM shipment_lines i JOIN shipment_receipts x ON x.shipment = i.shipment AND x.line = i.n
    WHERE i.pending = a.pending
) found ON TRUE
WHERE l.service_order = ANY({}) AND r.status NOT IN ('draft', 'cancelled')
ORDER BY l.id, a.pending
"""


async def of_orders(numbers: Collection[str]) -> dict[str, list[Supply]]:
    """Of each order that something was asked for; also what its own outlet doesn't see of it."""
    async with everywhere():
        rows = await QuotaRequestLines.raw(SUPPLIES, sorted(set(numbers))).run()
    lines: dict[int, list[Mapping[str, Any]]] = {}
    for row in rows:
        lines.setdefault(row["id"], []).append(row)
    found: dict[str, list[Supply]] = {}
    for some in lines.values():
        supply = _supply(some)
        if supply is not None:
            found.setdefault(some[0]["service_order"], []).append(supply)
    return found


def _supply(rows: Sequence[Mapping[str, Any]]) -> Supply | None:
    """A line with its allocations; None if it was refused for another reason than that nobody had it."""
    line = rows[0]
    nobody_had_it = line["reason"] == Reason.NOT_IN_STOCK
    refused = line["status"] == Status.REJECTED or line["approved"] == 0
    if refused and not nobody_had_it:
        return None
    parcels = tuple(_parcel(row) for row in rows if row["pending"])
    reserved = sum(row["reserved"] for row in rows if row["pending"])
    return Supply(
        part=line["part"],
        asked_at=line["made_at"],
        decided_at=line["decided_at"],
        short=nobody_had_it or (line["approved"] or 0) > reserved,
        parcels=parcels,
    )


def _parcel(row: Mapping[str, Any]) -> Parcel:
    return Parcel(
        sender=Owner.HEAD_OFFICE if row["sender"] == NodeKind.HEAD_OFFICE else Owner.PROVINCE,
        reserved_at=row["reserved_at"],
        sent_at=row["shipped_at"],
        arrived_at=row["arrived_at"],
        wrong_at=row["wrong_at"],
    )
