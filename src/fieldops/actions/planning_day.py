"""A province's day as a routing problem: open orders become visits, people and stock what can serve them (V1, V4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fieldops.actions import policies
from fieldops.actions.promises import promises_of
from fieldops.store import network, orders, parts, plans
from inventory.network import Location, LocationKind, Node, NodeKind, Technician
from inventory.orders import Customer, OrderKind, ServiceOrder
from inventory.parts import Fault
from refusals import NotFound
from routing import problem as routing
from routing.policy import KindOfVisit, PlanningPolicy
from routing.promises import Promise
from routing.travel import estimate

DAY_S = 24 * 3600
LATEST_DUE_S = 10**9


@dataclass(frozen=True, slots=True)
class PlanningDay:
    """The problem, and what its ids stand for.

    Visits are order numbers, technicians their codes, stock places location codes. ``due_at`` by order, ``van`` by
    technician; days are counted in ``zone``. Row i of the matrix lies at ``lons[i]``, ``lats[i]``; all of it is estimated.
    """

    problem: routing.RoutingProblem
    due_at: Mapping[str, datetime]
    van: Mapping[str, str]
    zone: ZoneInfo
    lons: tuple[float, ...]
    lats: tuple[float, ...]

    def at_row(self, row: int) -> list[str]:
        """The visits, technicians and stock places that lie at a row of the matrix, by their ids."""
        problem = self.problem
        standing = [visit.id for visit in problem.visits if visit.place == row]
        standing += [t.id for t in problem.technicians if row in (t.start_place, t.end_place)]
        return standing + [place.id for place in problem.stock_places if place.place == row]


async def planning_day(province: str, day: date, *, zone: ZoneInfo, now: datetime) -> PlanningDay:
    """What is open, on duty and in stock on ``day``, from midnight (or ``now``) to midnight in ``zone``.

    Left out are orders with an appointment on a later day and those on another day's plan. A visit may be done by the
    technicians of its outlet and of the provincial centre, by everybody of the province while no outlet is chosen.
    Technicians pick up at the warehouses of their own node and of the provincial centre. What this day's present plan
    has reserved counts as free, for the new plan takes its place.

    :raises NotFound: ``province`` isn't a province. :raises NoPolicy: a policy is missing for that day.
    """
    nodes = await network.below(province)
    if province not in nodes or nodes[province].kind is not NodeKind.PROVINCE:
        raise NotFound(kind="province", key=province)
    figures = await policies.on(day)
    midnight = datetime.combine(day, time.min, zone)
    found = await orders.open_visits(nodes)
    customers = await orders.customers(order.customer for order in found)
    promises = promises_of(found)
    elsewhere = await plans.orders_planned_on_other_days(province, day, since=now.astimezone(zone).date())
    todo = [order for order in found if _is_for(order, midnight, promises) and order.number not in elsewhere]
    technicians = await network.technicians_on_duty(nodes, day.weekday())
    warehouses = await network.locations_of(nodes, LocationKind.WAREHOUSE)
    stock = await plans.stock_for_plan(
        [*(warehouse.code for warehouse in warehouses), *(t.van for t in technicians)], province, day
    )
    faults = await parts.faults(order.fault for order in todo if order.fault)

    sites = _Sites()
    crews = _crews(technicians, nodes, province)
    clock = _Clock(midnight, begins_s=max(0, int((now - midnight).total_seconds())))
    visits = [
        _visit(
            order,
            sites.row(customers[order.customer]),
            promises[order.number or ""],
            clock,
            figures.planning,
            faults,
            crews,
        )
        for order in todo
    ]
    depots = {t.code: _depots(t, province, warehouses) for t in technicians}
    crew = [_technician(t, sites, stock.free[t.van], depots[t.code], clock, figures.planning) for t in technicians]
    opening = routing.Window(figures.planning.stock_opens_s, figures.planning.stock_closes_s)
    stock_places = [
        routing.StockPlace(
            id=warehouse.code,
            place=sites.row(nodes[warehouse.node]),
            opening=opening,
            loading_s=figures.planning.loading_s,
            stock=stock.free[warehouse.code],
            set_aside=stock.set_aside[warehouse.code],
        )
        for warehouse in warehouses
    ]
    return PlanningDay(
        problem=routing.RoutingProblem(
            epoch=midnight,
            visits=tuple(visits),
            technicians=tuple(crew),
            stock_places=tuple(stock_places),
            matrix=estimate(sites.lons, sites.lats, figures.travel),
            factors=figures.travel.hour_permille,
        ),
        due_at={order.number or "": promises[order.number or ""].due_at for order in todo},
        van={t.code: t.van for t in technicians},
        zone=zone,
        lons=tuple(sites.lons),
        lats=tuple(sites.lats),
    )


class _Sites:
    """The rows of the travel matrix, one a point."""

    def __init__(self) -> None:
        self._rows: dict[tuple[float, float], int] = {}

    def row(self, at: Customer | Node) -> int:
        return self.row_of(at.lon, at.lat)

    def row_of(self, lon: float, lat: float) -> int:
        return self._rows.setdefault((lon, lat), len(self._rows))

    @property
    def lons(self) -> list[float]:
        return [lon for lon, _ in self._rows]

    @property
    def lats(self) -> list[float]:
        return [lat for _, lat in self._rows]


@dataclass(frozen=True, slots=True)
class _Clock:
    """Moments as seconds after the planned day's midnight; nothing is planned before ``begins_s``."""

    midnight: datetime
    begins_s: int

    def at(self, moment: datetime) -> int:
        return int((moment - self.midnight).total_seconds())

    def local(self, at: time) -> int:
        return self.at(datetime.combine(self.midnight.date(), at, self.midnight.tzinfo))


def _is_for(order: ServiceOrder, midnight: datetime, promises: Mapping[str, Promise]) -> bool:
    """An appointment on a later day keeps an order away from this one."""
    window = promises[order.number or ""].window
    return window is None or window.from_at < midnight + timedelta(days=1)


def _crews(
    technicians: Iterable[Technician], nodes: Mapping[str, Node], province: str
) -> dict[str, frozenset[str] | None]:
    """Who may serve the orders of each outlet; None is everybody."""
    by_node: dict[str, set[str]] = {code: set() for code in nodes}
    for technician in technicians:
        by_node[technician.node].add(technician.code)
    crews = {code: frozenset(own | by_node[province]) for code, own in by_node.items()}
    return {**crews, province: None}


def _visit(
    order: ServiceOrder,
    place: int,
    promised: Promise,
    clock: _Clock,
    policy: PlanningPolicy,
    faults: Mapping[str, Fault],
    crews: Mapping[str, frozenset[str] | None],
) -> routing.Visit:
    work = _work(order, policy, faults)
    needs = {line.part: line.quantity for line in order.parts or ()}
    swap = order.kind is OrderKind.SWAP
    return routing.Visit(
        id=order.number or "",
        place=place,
        duration_s=work.duration_s,
        windows=_windows(promised, clock),
        promises=(_promise(order, clock.at(promised.due_at), policy),),
        unserved_cost_fen=_unserved_fen(order, clock.at(promised.due_at), policy),
        skills=frozenset({work.skill}),
        parts={} if swap else needs,
        units=needs if swap else {},
        technicians=crews[order.outlet],
    )


def _work(order: ServiceOrder, policy: PlanningPolicy, faults: Mapping[str, Fault]) -> KindOfVisit:
    if order.kind is OrderKind.SWAP:
        return policy.swap
    if order.fault is not None:
        return KindOfVisit(duration_s=faults[order.fault].duration_s, skill=faults[order.fault].skill)
    return policy.installation if order.kind is OrderKind.INSTALLATION else policy.inspection


def _windows(promised: Promise, clock: _Clock) -> tuple[routing.Window, ...]:
    """An appointment is kept to the minute; one that is past can only be made good, as soon as may be."""
    if promised.window is None or clock.at(promised.window.to_at) < clock.begins_s:
        return ()
    return (routing.Window(max(clock.at(promised.window.from_at), 0), clock.at(promised.window.to_at)),)


def _promise(order: ServiceOrder, due_s: int, policy: PlanningPolicy) -> routing.Promise:
    return routing.Promise(min(due_s, LATEST_DUE_S), late_fen_per_h=policy.late_fen_per_h * _urgency(order, policy))


def _urgency(order: ServiceOrder, policy: PlanningPolicy) -> int:
    return {1: policy.level_1_factor, 2: policy.level_2_factor}.get(order.fault_level, 1)


def _unserved_fen(order: ServiceOrder, due_s: int, policy: PlanningPolicy) -> int:
    if order.kind is OrderKind.SWAP:
        return policy.unserved_swap_fen
    return (policy.unserved_fen if due_s <= DAY_S else policy.unserved_later_fen) * _urgency(order, policy)


def _depots(technician: Technician, province: str, warehouses: Iterable[Location]) -> frozenset[str]:
    return frozenset(warehouse.code for warehouse in warehouses if warehouse.node in {technician.node, province})


def _technician(
    technician: Technician,
    sites: _Sites,
    van: Mapping[str, int],
    depots: frozenset[str],
    clock: _Clock,
    policy: PlanningPolicy,
) -> routing.Technician:
    (today,) = technician.week
    home = sites.row_of(technician.home_lon, technician.home_lat)
    starts_s = max(clock.local(today.starts), clock.begins_s)
    rest = routing.Break(routing.Window(clock.local(today.break_from), clock.local(today.break_until)), today.break_s)
    return routing.Technician(
        id=technician.code,
        start_place=home,
        end_place=home,
        shift=routing.Window(starts_s, max(starts_s, clock.local(today.ends))),
        work_cost_fen_per_h=policy.work_fen_per_h,
        travel_cost_fen_per_km=policy.travel_fen_per_km,
        skills=technician.skills,
        van=van,
        breaks=(rest,) if today.break_s and clock.local(today.break_until) >= starts_s else (),
        depots=depots,
    )
