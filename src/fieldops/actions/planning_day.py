"""A province's day as a routing problem: open orders become visits, people and stock what can serve them (V1, V4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from fieldops.actions.day_crew import Free, crews_of, depots_of, free_after, technician_of
from fieldops.actions.day_ground import Clock, Sites
from fieldops.actions.day_prices import priced, wishes_of, without_refused
from fieldops.actions.day_reading import DayRead, read_day
from fieldops.actions.day_reserves import reserves_of
from fieldops.actions.day_returns import returns_of
from fieldops.actions.day_ties import OrdersWait, bound, not_ready
from fieldops.actions.day_visits import visit_of, work_of
from fieldops.actions.day_windows import rests_of
from inventory.network import Location
from refusals import Refusal
from routing import problem as routing
from routing.travel import estimate


@dataclass(frozen=True, slots=True)
class PlanningDay:
    """The problem of one day or several, and what its ids stand for.

    Visits are order numbers, technicians their codes (with the day behind ``@`` if there are several days, see
    :mod:`routing.days`), stock places location codes. ``due_at`` by order, ``van`` by technician; days are counted in ``zone``. Row i of the matrix lies at ``lons[i]``, ``lats[i]``; all of it is estimated. ``notes`` are what
    whoever reads the plan should know.
    """

    problem: routing.RoutingProblem
    due_at: Mapping[str, datetime]
    van: Mapping[str, str]
    zone: ZoneInfo
    lons: tuple[float, ...]
    lats: tuple[float, ...]
    notes: tuple[Refusal, ...] = ()

    def at_row(self, row: int) -> list[str]:
        """The visits, technicians and stock places that lie at a row of the matrix, by their ids."""
        problem = self.problem
        standing = [visit.id for visit in problem.visits if visit.place == row]
        standing += [t.id for t in problem.technicians if row in (t.start_place, t.end_place)]
        return standing + [place.id for place in problem.stock_places if place.place == row]


async def planning_day(
    province: str, day: date, *, zone: ZoneInfo, now: datetime, days: int = 1, reserve: int | None = None
) -> PlanningDay:
    """What is open, on duty and in stock on ``day``, and on so many ``days`` from it on, from midnight (or ``now``) to midnight
    in ``zone``.

    Left out are orders with an appointment after these days and those on another day's plan. A visit may be done by the
    technicians of its outlet and of the provincial centre, by everybody of the province while no outlet is chosen, but by
    nobody whom the customer refuses. Technicians pick up at the warehouses of their own node and of the provincial centre.
    What this day's present plan has reserved counts as free, for the new plan takes its place. ``reserve``: so many
    technicians of each node are kept free, None: as the policy says.

    On the day itself technicians who have begun start from where they are, and what customers were given by the published
    plan is changed at a price (V5).

    :raises NotFound: ``province`` isn't a province. :raises NoPolicy: a policy is missing for that day.
    """
    read = await read_day(province, day, zone=zone, now=now, days=days)
    policy = read.figures.planning
    sites = Sites()
    clock = Clock(read.midnights[0], begins_s=max(0, int((now - read.midnights[0]).total_seconds())))
    returns = returns_of(read.orders, read.workshops, read.warehouses, read.nodes) if policy.swaps_return else {}
    visits = _visits(read, returns, sites, clock)
    crew = _crew(read, frozenset(returns.values()), sites, clock)
    wishes = wishes_of([t for t, _, _ in read.shifts], read.orders, read.given, read.wishes, province)
    vans = {t.code: t.van for t, _, _ in read.shifts}
    stock_places = _stock_places(read, frozenset(returns.values()), sites, clock)
    return PlanningDay(
        problem=routing.RoutingProblem(
            epoch=clock.midnight,
            visits=priced(without_refused(bound(visits, crew, read.ties), crew, wishes), crew, wishes, policy),
            technicians=crew,
            stock_places=stock_places,
            matrix=estimate(sites.lons, sites.lats, read.figures.travel),
            together=read.ties.together,
            apart=read.ties.apart,
            sequences=read.ties.sequences,
            reserves=reserves_of(read.shifts, read.seen, policy.reserve if reserve is None else reserve),
            factors=read.figures.travel.hour_permille,
        ),
        due_at={order.number or "": read.promises[order.number or ""].due_at for order in read.orders},
        van={one.id: vans[one.person] for one in crew},
        zone=zone,
        lons=tuple(sites.lons),
        lats=tuple(sites.lats),
        notes=(OrdersWait(orders=", ".join(sorted(read.ties.waiting))),) if read.ties.waiting else (),
    )


def _visits(read: DayRead, returns: Mapping[str, str], sites: Sites, clock: Clock) -> tuple[routing.Visit, ...]:
    crews = crews_of([t for t, _, _ in read.shifts], [id for _, id, _ in read.shifts], read.nodes, read.province)
    starts_s = [clock.at(midnight) for midnight in read.midnights]
    visits = (
        visit_of(
            order,
            sites.row(read.customers[order.customer]),
            read.promises[order.number or ""],
            clock,
            read.figures.planning,
            read.faults,
            ends_s=clock.at(read.over),
            crew=crews[order.outlet],
            given=read.given.get(order.number or ""),
            rests=(
                *not_ready(read.ties, order.number or "", clock.midnight),
                *rests_of(read.rests.get(order.customer, ()), clock, starts_s),
            ),
        )
        for order in read.orders
    )
    return tuple(replace(visit, returns_to=returns.get(visit.id)) for visit in visits)


def _crew(read: DayRead, returned_to: frozenset[str], sites: Sites, clock: Clock) -> tuple[routing.Technician, ...]:
    """Whoever swaps a unit may bring the old one to its place."""
    return tuple(
        technician_of(
            t,
            id,
            read.nodes[t.node],
            sites,
            read.stock.free[t.van],
            depots_of(t, read.province, read.warehouses) | returned_to,
            replace(clock, day_s=clock.at(read.midnights[number])),
            read.figures.planning,
            free=_free(t.code, read) if number == 0 else None,
        )
        for t, id, number in read.shifts
    )


def _free(technician: str, read: DayRead) -> Free | None:
    seen = read.seen.get(technician)
    if seen is None:
        return None
    order = next(order for order in read.under_way if order.number == seen.order)
    planned = read.given.get(seen.order)
    duration_s = work_of(order, read.figures.planning, read.faults).duration_s
    return free_after(seen, duration_s, planned.start_at if planned else None, now=read.now)


def _stock_places(
    read: DayRead, returned_to: frozenset[str], sites: Sites, clock: Clock
) -> tuple[routing.StockPlace, ...]:
    """The warehouses, and the workshops to which something is brought."""
    workshops = [place for place in read.workshops if place.code in returned_to]
    return tuple(_stock_place(place, read, sites, clock) for place in [*read.warehouses, *workshops])


def _stock_place(place: Location, read: DayRead, sites: Sites, clock: Clock) -> routing.StockPlace:
    policy = read.figures.planning
    starts_s = [clock.at(midnight) for midnight in read.midnights]
    return routing.StockPlace(
        id=place.code,
        place=sites.row(read.nodes[place.node]),
        openings=tuple(routing.Window(s + policy.stock_opens_s, s + policy.stock_closes_s) for s in starts_s),
        loading_s=policy.loading_s,
        stock=read.stock.free.get(place.code, {}),
        set_aside=read.stock.set_aside.get(place.code, {}),
        tools=place.tools,
        arrivals=tuple(
            routing.Arrival(one.part, one.quantity, max(clock.at(one.at), 0))
            for one in read.coming
            if one.location == place.code and one.at < read.over
        ),
    )
