"""Parts on their way to stock places, and which published plans count on them (P5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fieldops.store.reach import everywhere
from fieldops.tables.shipments import ShipmentLines
from inventory.arrivals import Awaited, Coming
from inventory.orders import OPEN

# Only what is ours and nobody has asked for: the goods of a quota request are its partner's.
_COMING = (
    "SELECT s.destination AS location, l.part, l.quantity - l.good - l.damaged - l.short - l.wrong AS quantity,"
    " s.arrives_at AS at FROM shipment_lines l JOIN shipments s ON s.number = l.shipment"
    " JOIN nodes hq ON hq.code = l.owner AND hq.kind = 'head_office'"
    " WHERE s.status IN ('shipped', 'arrived') AND s.arrives_at >= {} AND s.destination = ANY({}) AND l.request IS NULL"
    " AND l.condition = 'new' AND l.quantity > l.good + l.damaged + l.short + l.wrong ORDER BY s.arrives_at, l.id"
)

_AWAITED = (
    "SELECT item.id AS row, item.source AS location, item.part, item.quantity, item.arrives_at AS at, plan.id AS plan,"
    " plan.publications, stop.service_order AS order, technician.van"
    " FROM plan_parts item JOIN plan_stops stop ON stop.id = item.stop JOIN plan_routes route ON route.id = stop.route"
    " JOIN plans plan ON plan.id = route.plan JOIN technicians technician ON technician.code = route.technician"
    " JOIN service_orders o ON o.number = stop.service_order"
    " WHERE plan.state = 'published' AND item.arrives_at IS NOT NULL AND item.reservation IS NULL"
    " AND item.source = ANY({}) AND o.status = ANY({})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting(Awaited):
    """A row of a published plan's parts that isn't reserved yet: for the visit of ``order``, into the van."""

    row: int
    plan: int
    publications: int
    order: str
    van: str


async def take_turns(locations: Iterable[str]) -> None:
    """Until this transaction ends nobody else counts on, or receives, what comes to these places."""
    for location in sorted(set(locations)):
        await ShipmentLines.raw("SELECT pg_advisory_xact_lock(1634890337, hashtext({}))", location).run()  # "arra"


async def coming(locations: Collection[str], *, now: datetime) -> list[Coming]:
    """What is to arrive at these places from ``now`` on, the first one first; when, somebody has told."""
    async with everywhere():
        rows = await ShipmentLines.raw(_COMING, now, sorted(set(locations))).run()
    return [Coming(**row) for row in rows]


async def waiting(locations: Collection[str], *, without: tuple[str, Sequence[date]] | None = None) -> list[Waiting]:
    """What published plans count on at these places, the first to come first; ``without`` those of a province and days."""
    province, days = without or ("", [])
    async with everywhere():
        rows = await ShipmentLines.raw(
            f"{_AWAITED} AND NOT (plan.province = {{}} AND plan.day = ANY({{}})) ORDER BY item.arrives_at, item.id",
            sorted(set(locations)),
            sorted(OPEN),
            province,
            list(days),
        ).run()
    return [Waiting(**row) for row in rows]
