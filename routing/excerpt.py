"""A part of a problem by itself: some technicians, what they do and might do, and what all the others leave them (V4).

A plan of the part, put back in its place, keeps every rule of the whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np

from routing.couplings import Reserve
from routing.draft import Draft
from routing.goods import AT_ONCE, Lot
from routing.plan import Route, Stop, StopKind
from routing.problem import Pool, RoutingProblem, StockPlace
from routing.stock_places import Arrival
from routing.travel import TravelMatrix

Left = Mapping[Lot, int]
"""What of the stock at places nobody has taken."""


def tied(problem: RoutingProblem, routes: Sequence[Route], technicians: Collection[str]) -> frozenset[str]:
    """``technicians`` with all whose routes depend on theirs: other days of the same person, and visits that must be done together,
    apart, or one after another."""
    on = {stop.ref: route.technician for route in routes for stop in route.visits}
    ties = [frozenset(on[visit] for visit in group if visit in on) for group in _groups(problem)]
    days: dict[str, set[str]] = {}
    for technician in problem.technicians:
        days.setdefault(technician.person, set()).add(technician.id)
    ties += [frozenset(ids) for ids in days.values() if len(ids) > 1]
    found = set(technicians)
    while more := {one for tie in ties if tie & found for one in tie} - found:
        found |= more
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """``problem`` is the part's, ``routes`` what its technicians do in the whole plan."""

    problem: RoutingProblem
    routes: tuple[Route, ...]


def left_in(draft: Draft) -> dict[Lot, int]:
    """What the routes of ``draft`` leave at stock places."""
    return {lot: count for lot, count in draft.stock.left.items() if count and not lot.in_van}


def excerpt(
    draft: Draft,
    routes: Sequence[Route],
    technicians: Set[str],
    unserved: Collection[str],
    left: Left,
) -> Excerpt:
    """Of the problem of ``draft``, which has ``routes``, those technicians (:func:`tied`), the visits on their routes and of those
    on no route ``unserved``. They may take what they take there already, and ``left``. A visit on no route that is tied to
    one outside of the part, or fixed for somebody who is another's or
    may be kept free, isn't in it.
    """
    problem = draft.problem
    own = [route for route in routes if route.technician in technicians]
    kept_free = {technician for reserve in problem.reserves for technician in reserve.technicians}
    others = {v for t in problem.technicians if t.id not in technicians or t.id in kept_free for v in t.fixed}
    wanted = _untied(problem, {stop.ref for route in own for stop in route.visits}, set(unserved) - others)
    has = dict(left)
    for route in own:
        for lot, count in draft.days[draft.number[route.technician]].supplied.taken.items():
            has[lot] = has.get(lot, 0) + count
    staff = tuple(t for t in problem.technicians if t.id in technicians)
    visits = tuple(
        replace(visit, prices_fen={t: fen for t, fen in visit.prices_fen.items() if t in technicians})
        if visit.technicians is None
        else replace(
            visit,
            technicians=visit.technicians & technicians,
            prices_fen={t: fen for t, fen in visit.prices_fen.items() if t in technicians},
        )
        for visit in problem.visits
        if visit.id in wanted
    )
    rows = _Rows()
    part = RoutingProblem(
        epoch=problem.epoch,
        visits=tuple(replace(visit, place=rows.of(visit.place)) for visit in visits),
        technicians=tuple(
            replace(
                t,
                start_place=rows.of(t.start_place),
                end_place=rows.of(t.end_place),
                fixed=tuple(visit for visit in t.fixed if visit in wanted),
            )
            for t in staff
        ),
        stock_places=tuple(_stocked(place, rows, has) for place in problem.stock_places),
        matrix=rows.matrix(problem.matrix),
        together=_within(problem.together, wanted),
        apart=_within(problem.apart, wanted),
        sequences=tuple(one for one in problem.sequences if {one.first, one.then} <= wanted),
        reserves=tuple(
            replace(one, technicians=one.technicians & technicians, least=least)
            for one in problem.reserves
            if (least := _to_be_free(one, routes, technicians)) > 0
        ),
        factors=problem.factors,
    )
    return Excerpt(part, tuple(replace(route, stops=tuple(rows.stop(stop) for stop in route.stops)) for route in own))


def put_back(problem: RoutingProblem, routes: Iterable[Route], part: Iterable[Route]) -> tuple[Route, ...]:
    """``routes`` of the whole problem, those of ``part`` in their places."""
    own = {route.technician: _placed(problem, route) for route in part}
    return tuple(own.get(route.technician, route) for route in routes)


def nobody_moves(problem: RoutingProblem) -> tuple[Route, ...]:
    return tuple(Route(t.id, (), t.shift.start_s, t.shift.start_s, 0, 0) for t in problem.technicians)


class _Rows:
    """The places of the part: rows of its matrix."""

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}

    def of(self, place: int) -> int:
        return self._rows.setdefault(place, len(self._rows))

    def stop(self, stop: Stop) -> Stop:
        return stop if stop.place is None else replace(stop, place=self.of(stop.place))

    def matrix(self, whole: TravelMatrix) -> TravelMatrix:
        kept = np.ix_(list(self._rows), list(self._rows))
        return TravelMatrix(whole.duration_s[kept], whole.distance_m[kept], whole.estimated[kept])


def _stocked(place: StockPlace, rows: _Rows, has: Left) -> StockPlace:
    there = {lot: count for lot, count in has.items() if lot.holder == place.id and not lot.in_van and count}
    at_once = {lot: count for lot, count in there.items() if lot.at_s == AT_ONCE}
    return replace(
        place,
        place=rows.of(place.place),
        stock={lot.part: count for lot, count in at_once.items() if lot.pool is Pool.FREE},
        set_aside={lot.part: count for lot, count in at_once.items() if lot.pool is Pool.SET_ASIDE},
        arrivals=tuple(
            Arrival(lot.part, count, lot.at_s, lot.pool) for lot, count in there.items() if lot.at_s != AT_ONCE
        ),
    )


def _untied(problem: RoutingProblem, served: set[str], unserved: set[str]) -> set[str]:
    """``served``, and of ``unserved`` what can be served without looking beyond them."""
    wanted = served | unserved
    while beyond := {visit for group in _groups(problem) if not group <= wanted for visit in group & wanted} - served:
        wanted -= beyond
    return wanted


def _groups(problem: RoutingProblem) -> list[frozenset[str]]:
    """Visits that can only be planned with a look at each other."""
    return [*problem.together, *problem.apart, *(frozenset({one.first, one.then}) for one in problem.sequences)]


def _within(groups: Iterable[frozenset[str]], wanted: Set[str]) -> tuple[frozenset[str], ...]:
    return tuple(group & wanted for group in groups if len(group & wanted) > 1)


def _to_be_free(reserve: Reserve, routes: Sequence[Route], technicians: Set[str]) -> int:
    """How many of the part: what those outside don't make up for."""
    return reserve.least - _free(routes, reserve.technicians - technicians)


def _free(routes: Iterable[Route], technicians: Set[str]) -> int:
    return sum(route.technician in technicians and not route.stops for route in routes)


def _placed(problem: RoutingProblem, route: Route) -> Route:
    """With the places of the whole problem."""
    return replace(route, stops=tuple(_stop(problem, stop) for stop in route.stops))


def _stop(problem: RoutingProblem, stop: Stop) -> Stop:
    if stop.place is None:
        return stop
    there = problem.visit_by_id if stop.kind is StopKind.VISIT else problem.stock_place_by_id
    return replace(stop, place=there[stop.ref].place)
