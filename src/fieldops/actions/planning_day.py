"""A province's day as a routing problem: open orders become visits, people and stock what can serve them (V1, V4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fieldops.actions import policies
from fieldops.actions.day_crew import Free, crews_of, depots_of, free_after, technician_of
from fieldops.actions.day_ground import Clock, Sites
from fieldops.actions.day_prices import priced, wishes_of, without_refused
from fieldops.actions.day_visits import visit_of, work_of
from fieldops.actions.day_windows import rests_of
from fieldops.actions.promises import promises_of
from fieldops.store import customer_wishes, network, orders, parts, published_plans, technicians, visits
from fieldops.store.published_plans import Given
from fieldops.store.visits import Whereabouts
from inventory.customer_wishes import holding
from inventory.network import LocationKind, NodeKind, Technician
from inventory.orders import ServiceOrder
from refusals import NotFound
from routing import problem as routing
from routing.days import on_day
from routing.promises import Promise
from routing.travel import estimate


@dataclass(frozen=True, slots=True)
class PlanningDay:
    """The problem of one day or several, and what its ids stand for.

    Visits are order numbers, technicians their codes (with the day behind ``@`` if there are several days, see
    :mod:`routing.days`), stock places location codes. ``due_at`` by order, ``van`` by technician; days are counted in ``zone``. Row i of the matrix lies at ``lons[i]``, ``lats[i]``; all of it is estimated.
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


async def planning_day(province: str, day: date, *, zone: ZoneInfo, now: datetime, days: int = 1) -> PlanningDay:
    """What is open, on duty and in stock on ``day``, and on so many ``days`` from it on, from midnight (or ``now``) to midnight
    in ``zone``.

    Left out are orders with an appointment after these days and those on another day's plan. A visit may be done by the
    technicians of its outlet and of the provincial centre, by everybody of the province while no outlet is chosen.
    Technicians pick up at the warehouses of their own node and of the provincial centre. What this day's present plan
    has reserved counts as free, for the new plan takes its place.

    On the day itself technicians who have begun start from where they are, and what customers were given by the published
    plan is changed at a price (V5).

    :raises NotFound: ``province`` isn't a province. :raises NoPolicy: a policy is missing for that day.
    """
    nodes = await network.below(province)
    if province not in nodes or nodes[province].kind is not NodeKind.PROVINCE:
        raise NotFound(kind="province", key=province)
    figures = await policies.on(day)
    dates = [day + timedelta(days=n) for n in range(days)]
    midnight, *later = (datetime.combine(one, time.min, zone) for one in [*dates, day + timedelta(days=days)])
    found = await orders.open_visits(nodes)
    customers = await orders.customers(order.customer for order in found)
    rests = await customer_wishes.rests(customers)
    held = holding(await customer_wishes.said(customers))
    promises = promises_of(found)
    elsewhere = await published_plans.orders_planned_on_other_days(province, dates, since=now.astimezone(zone).date())
    todo = [order for order in found if _is_for(order, later[-1], promises) and order.number not in elsewhere]
    on_duty = await technicians.on_duty(nodes, [one.weekday() for one in dates])
    vans = {t.code: t.van for of_day in on_duty for t in of_day}
    warehouses = await network.locations_of(nodes, LocationKind.WAREHOUSE)
    holders = [*(warehouse.code for warehouse in warehouses), *vans.values()]
    stock = await published_plans.stock_for_plan(holders, province, dates)
    given = await published_plans.given(province, dates)
    seen = await visits.whereabouts(vans, since=midnight) if midnight <= now else {}
    under_way = await orders.orders_of(one.order for one in seen.values())
    faults = await parts.faults(order.fault for order in [*todo, *under_way] if order.fault)
    works = {order.number: work_of(order, figures.planning, faults).duration_s for order in under_way}

    sites = Sites()
    clock = Clock(midnight, begins_s=max(0, int((now - midnight).total_seconds())))
    shifts = _shifts(on_duty)
    crews = crews_of([t for t, _, _ in shifts], [id for _, id, _ in shifts], nodes, province)
    starts_s = [clock.at(start) for start in (midnight, *later[:-1])]
    planned = [
        visit_of(
            order,
            sites.row(customers[order.customer]),
            promises[order.number or ""],
            clock,
            figures.planning,
            faults,
            ends_s=clock.at(later[-1]),
            crew=crews[order.outlet],
            given=given.get(order.number or ""),
            rests=rests_of(rests.get(order.customer, ()), clock, starts_s),
        )
        for order in todo
    ]
    crew = [
        technician_of(
            t,
            id,
            nodes[t.node],
            sites,
            stock.free[t.van],
            depots_of(t, province, warehouses),
            replace(clock, day_s=starts_s[number]),
            figures.planning,
            free=_free(seen[t.code], works, given, now=now) if number == 0 and t.code in seen else None,
        )
        for t, id, number in shifts
    ]
    wishes = wishes_of([t for t, _, _ in shifts], todo, given, held, province)
    opens_s, closes_s = figures.planning.stock_opens_s, figures.planning.stock_closes_s
    stock_places = [
        routing.StockPlace(
            id=warehouse.code,
            place=sites.row(nodes[warehouse.node]),
            openings=tuple(routing.Window(start_s + opens_s, start_s + closes_s) for start_s in starts_s),
            loading_s=figures.planning.loading_s,
            stock=stock.free[warehouse.code],
            set_aside=stock.set_aside[warehouse.code],
            tools=warehouse.tools,
        )
        for warehouse in warehouses
    ]
    return PlanningDay(
        problem=routing.RoutingProblem(
            epoch=midnight,
            visits=priced(without_refused(planned, crew, wishes), crew, wishes, figures.planning),
            technicians=tuple(crew),
            stock_places=tuple(stock_places),
            matrix=estimate(sites.lons, sites.lats, figures.travel),
            factors=figures.travel.hour_permille,
        ),
        due_at={order.number or "": promises[order.number or ""].due_at for order in todo},
        van={one.id: vans[one.person] for one in crew},
        zone=zone,
        lons=tuple(sites.lons),
        lats=tuple(sites.lats),
    )


def _shifts(on_duty: Sequence[Sequence[Technician]]) -> list[tuple[Technician, str, int]]:
    """Technicians with their id on a day and the number of the day, for each day that they work."""
    several = len(on_duty) > 1
    return [
        (technician, on_day(technician.code, number if several else None), number)
        for number, of_day in enumerate(on_duty)
        for technician in of_day
    ]


def _free(seen: Whereabouts, works: Mapping[str | None, int], given: Mapping[str, Given], *, now: datetime) -> Free:
    planned = given.get(seen.order)
    return free_after(seen, works[seen.order], planned.start_at if planned else None, now=now)


def _is_for(order: ServiceOrder, over: datetime, promises: Mapping[str, Promise]) -> bool:
    """An appointment after the planned days, which are ``over`` then, keeps an order away from them."""
    window = promises[order.number or ""].window
    return window is None or window.from_at < over
