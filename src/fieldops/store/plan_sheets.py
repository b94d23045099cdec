"""A plan as people read it: who drives where, when, with which parts. Five queries, however large the plan."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fieldops.store.plans import PlanHead, head
from fieldops.store.rows import value
from fieldops.tables.plans import Plans
from routing.plan import StopKind, UnservedReason


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """Parts for one order. ``source`` is the location they come from, ``source_kind`` tells a van from a warehouse. ``arrives_at``:
    when they come there, None for what is there."""

    part: str
    name_zh: str
    name_en: str
    quantity: int
    source: str
    source_kind: str
    set_aside: bool
    service_order: str
    arrives_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StopSheet:
    """One stop. A visit has an order, a customer and the ``parts`` it uses; a pick-up a location and what to load;
    ``brings`` are orders whose unit is brought to the location."""

    position: int
    kind: StopKind
    service_order: str | None
    order_kind: str | None
    fault_zh: str | None
    fault_en: str | None
    customer: str | None
    address: str | None
    phone: str | None
    location: str | None
    lon: float | None
    lat: float | None
    arrive_at: datetime
    start_at: datetime
    depart_at: datetime
    due_at: datetime | None
    appointment_starts: datetime | None
    appointment_ends: datetime | None
    late_s: int
    tools: tuple[str, ...] = ()
    brings: tuple[str, ...] = ()
    parts: tuple[PartLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteSheet:
    """One technician's day; without ``stops`` nothing is planned for them."""

    technician: str
    name_zh: str
    name_en: str
    node: str
    leave_at: datetime
    back_at: datetime
    travel_s: int
    distance_m: int
    score: dict[str, int] | None
    stops: tuple[StopSheet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnservedSheet:
    service_order: str
    customer: str
    due_at: datetime | None = None
    reason: UnservedReason
    cause_en: str
    cause_zh: str
    remedy_en: str
    remedy_zh: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSheet:
    """A plan with all that was planned; ``routes`` by technician."""

    plan: PlanHead
    routes: tuple[RouteSheet, ...] = field(default=())
    unserved: tuple[UnservedSheet, ...] = field(default=())


_STOPS = """
SELECT stop.id, stop.route, stop.position, stop.kind, stop.service_order, service.kind AS order_kind,
       fault.name_zh AS fault_zh, fault.name_en AS fault_en,
       customer.name AS customer, customer.address, customer.phone, stop.location,
       coalesce(customer.lon, node.lon) AS lon, coalesce(customer.lat, node.lat) AS lat,
       stop.arrive_at, stop.start_at, stop.depart_at, stop.due_at, stop.late_s, stop.tools, stop.brings,
       service.appointment_starts, service.appointment_ends
FROM plan_stops AS stop
JOIN plan_routes AS route ON route.id = stop.route
LEFT JOIN service_orders AS service ON service.number = stop.service_order
LEFT JOIN customers AS customer ON customer.code = service.customer
LEFT JOIN faults AS fault ON fault.code = service.fault
LEFT JOIN locations AS location ON location.code = stop.location
LEFT JOIN nodes AS node ON node.code = location.node
WHERE route.plan = {} ORDER BY stop.route, stop.position
"""

_PARTS = """
SELECT route.id AS route, stop.service_order, item.part, part.name_zh, part.name_en, item.quantity, item.source,
       source.kind AS source_kind, item.set_aside, item.arrives_at
FROM plan_parts AS item
JOIN plan_stops AS stop ON stop.id = item.stop
JOIN plan_routes AS route ON route.id = stop.route
JOIN parts AS part ON part.number = item.part
JOIN locations AS source ON source.code = item.source
WHERE route.plan = {} ORDER BY stop.position, item.part, item.source
"""

_ROUTES = """
SELECT route.id, route.technician, technician.name_zh, technician.name_en, technician.node,
       route.leave_at, route.back_at, route.travel_s, route.distance_m, route.score
FROM plan_routes AS route JOIN technicians AS technician ON technician.code = route.technician
WHERE route.plan = {} ORDER BY route.technician
"""

_UNSERVED = """
SELECT unserved.service_order, customer.name AS customer, unserved.reason,
       unserved.cause_en, unserved.cause_zh, unserved.remedy_en, unserved.remedy_zh
FROM plan_unserved AS unserved
JOIN service_orders AS service ON service.number = unserved.service_order
JOIN customers AS customer ON customer.code = service.customer
WHERE unserved.plan = {} ORDER BY unserved.reason, unserved.service_order
"""


async def sheet(plan_id: int) -> PlanSheet:
    """:raises NotFound: there is no such plan."""
    plan = await head(plan_id)
    parts = await Plans.raw(_PARTS, plan_id).run()
    used: dict[str, list[PartLine]] = defaultdict(list)
    loaded: dict[tuple[int, str], list[PartLine]] = defaultdict(list)
    for row in parts:
        line = value(PartLine, row)
        used[line.service_order].append(line)
        loaded[row["route"], line.source].append(line)
    stops: dict[int, list[StopSheet]] = defaultdict(list)
    for row in await Plans.raw(_STOPS, plan_id).run():
        stops[row["route"]].append(value(StopSheet, row | {"parts": _parts_of(row, used, loaded)}))
    routes = await Plans.raw(_ROUTES, plan_id).run()
    unserved = await Plans.raw(_UNSERVED, plan_id).run()
    return PlanSheet(
        plan=plan,
        routes=tuple(value(RouteSheet, row | _costs(row) | {"stops": tuple(stops[row["id"]])}) for row in routes),
        unserved=tuple(value(UnservedSheet, row) for row in unserved),
    )


def _costs(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"score": json.loads(row["score"]) if row["score"] else None}


def _parts_of(
    row: Mapping[str, Any], used: Mapping[str, list[PartLine]], loaded: Mapping[tuple[int, str], list[PartLine]]
) -> tuple[PartLine, ...]:
    if row["kind"] == StopKind.VISIT:
        return tuple(used.get(row["service_order"], ()))
    return tuple(loaded.get((row["route"], row["location"]), ())) if row["kind"] == StopKind.PICKUP else ()
