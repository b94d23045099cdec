"""What a plan was made of, as people see it: who is on duty and when, what is to be visited and where. Three queries and the
kept problem, however large the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from fieldops.store.plan_edits import premises_of
from fieldops.store.plan_forms import Premises
from fieldops.store.rows import value
from fieldops.tables.network import Locations, Technicians
from fieldops.tables.orders import ServiceOrders
from routing import problem as routing


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest(Span):
    """A break of ``duration_s`` that begins within the span."""

    duration_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDuty:
    """A technician of that day; the place is where the day begins, ``overtime_from`` None where there is none."""

    code: str
    name_zh: str
    name_en: str
    node: str
    lon: float
    lat: float
    shift: Span
    overtime_from: datetime | None
    rests: tuple[Rest, ...]
    skills: tuple[str, ...]
    tools: tuple[str, ...]
    most_visits: int | None
    most_distance_m: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An order that was to be planned. Work starts within one of the ``windows``; none: at any time."""

    service_order: str
    order_kind: str
    customer: str
    lon: float
    lat: float
    windows: tuple[Span, ...]
    duration_s: int
    skills: tuple[str, ...]
    due_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Where parts are picked up; named as its node."""

    location: str
    name_zh: str
    name_en: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPremises:
    technicians: tuple[OnDuty, ...]
    visits: tuple[Wanted, ...]
    stores: tuple[Store, ...]


_TECHNICIANS = """
SELECT technician.code, technician.name_zh, technician.name_en, technician.node,
       CASE begins_at WHEN 'base' THEN node.lon ELSE home_lon END AS lon,
       CASE begins_at WHEN 'base' THEN node.lat ELSE home_lat END AS lat
FROM technicians AS technician JOIN nodes AS node ON node.code = technician.node WHERE technician.code = ANY({})
"""

_ORDERS = """
SELECT service.number AS service_order, service.kind AS order_kind, customer.name AS customer, customer.lon, customer.lat
FROM service_orders AS service JOIN customers AS customer ON customer.code = service.customer WHERE service.number = ANY({})
"""

_STORES = """
SELECT location.code AS location, node.name_zh, node.name_en, node.lon, node.lat
FROM locations AS location JOIN nodes AS node ON node.code = location.node WHERE location.code = ANY({}) ORDER BY location.code
"""


async def premises(plan_id: int) -> PlanPremises:
    """Of a plan that was made; what the caller doesn't see is left out. :raises PlanNotEditable:"""
    kept = await premises_of(plan_id)
    problem = kept.problem
    people = await Technicians.raw(_TECHNICIANS, [one.id for one in problem.technicians]).run()
    orders = await ServiceOrders.raw(_ORDERS, [one.id for one in problem.visits]).run()
    stores = await Locations.raw(_STORES, [one.id for one in problem.stock_places]).run()
    return PlanPremises(
        technicians=tuple(_on_duty(problem, row) for row in sorted(people, key=lambda row: row["code"])),
        visits=tuple(_wanted(kept, row) for row in sorted(orders, key=lambda row: row["service_order"])),
        stores=tuple(value(Store, row) for row in stores),
    )


def _on_duty(problem: routing.RoutingProblem, row: Mapping[str, Any]) -> OnDuty:
    person = problem.technician_by_id[row["code"]]
    return OnDuty(
        **row,
        shift=_span(problem, person.shift),
        overtime_from=None if person.overtime is None else _at(problem, person.overtime.from_s),
        rests=tuple(
            Rest(
                starts=_at(problem, one.window.start_s),
                ends=_at(problem, one.window.end_s),
                duration_s=one.duration_s,
            )
            for one in person.breaks
        ),
        skills=tuple(sorted(person.skills)),
        tools=tuple(sorted(person.tools)),
        most_visits=person.most_visits,
        most_distance_m=person.most_distance_m,
    )


def _wanted(kept: Premises, row: Mapping[str, Any]) -> Wanted:
    visit = kept.problem.visit_by_id[row["service_order"]]
    return Wanted(
        **row,
        windows=tuple(_span(kept.problem, window) for window in visit.windows),
        duration_s=visit.duration_s,
        skills=tuple(sorted(visit.skills)),
        due_at=kept.due_at.get(visit.id),
    )


def _span(problem: routing.RoutingProblem, window: routing.Window) -> Span:
    return Span(starts=_at(problem, window.start_s), ends=_at(problem, window.end_s))


def _at(problem: routing.RoutingProblem, seconds: int) -> datetime:
    return problem.epoch + timedelta(seconds=seconds)
