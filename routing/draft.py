"""A plan in the making: errands by technician and the stock that they leave. Visits can be put in one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from routing.errands import (
    Errand,
    calls_of,
    errands_for,
    grouped,
    idle_route,
    pickups_joined,
    route_cost,
    route_of,
    timed,
)
from routing.plan import Route
from routing.problem import HORIZON_S, RoutingProblem, Technician, Visit
from routing.staff import able
from routing.supply import Stock, Supply, supplies
from routing.timetable import FEN, Call, Times, earliest_times, visit_call
from routing.travel import UNREACHABLE

_PLACES_TO_TRY = 3
_CANDIDATES_TO_PRICE = 4
_TECHNICIANS_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Insertion:
    """``cost``: what the route costs more with it, in fen/3600."""

    technician: int
    errands: tuple[Errand, ...]
    supply: Supply
    times: Times
    cost: int


@dataclass(slots=True)
class _Day:
    errands: list[Errand]
    times: Times | None
    cost: int


class Draft:
    """Begins with nobody doing anything."""

    def __init__(self, problem: RoutingProblem) -> None:
        self.problem = problem
        self.stock = Stock(problem)
        self._days = [_Day([], None, 0) for _ in problem.technicians]
        self._number = {technician.id: i for i, technician in enumerate(problem.technicians)}

    def set_day(self, technician: int, errands: Sequence[Errand], *, leave_hint_s: int) -> None:
        """Give a technician without errands these ones, less the visits that leave no room for the breaks."""
        who = self.problem.technicians[technician]
        kept = list(errands)
        while kept:
            day = self._day(who, kept, leave_hint_s)
            if day is not None:
                self._days[technician] = day
                break
            kept = self._without_one(who, kept)
        for errand in kept:
            if errand.pick is None:
                self.stock.take(errand.supply, who.id)

    def _day(self, technician: Technician, errands: list[Errand], leave_hint_s: int) -> _Day | None:
        days = []
        for way in (errands, pickups_joined(errands)):
            found = timed(self.problem, technician, way, leave_hint_s=leave_hint_s)
            if found is not None:
                days.append(_Day(way, *found))
        return min(days, key=lambda day: day.cost, default=None)

    def _without_one(self, technician: Technician, errands: list[Errand]) -> list[Errand]:
        """Without the cheapest visit that makes room, or without the cheapest if no single one does."""
        ways = []
        for left_out in {errand.visit for errand in errands}:
            kept = [errand for errand in errands if errand.visit != left_out]
            fits = self._rough_cost(technician, kept) is not None
            ways.append((not fits, left_out.unserved_cost_fen, left_out.id, kept))
        return min(ways, key=lambda way: way[:3])[3]

    def put_in(self, insertion: Insertion) -> None:
        day = self._days[insertion.technician]
        self._days[insertion.technician] = _Day(list(insertion.errands), insertion.times, day.cost + insertion.cost)
        self.stock.take(insertion.supply, self.problem.technicians[insertion.technician].id)

    def visits(self) -> set[str]:
        return {errand.visit.id for day in self._days for errand in day.errands}

    def routes(self) -> tuple[Route, ...]:
        return tuple(
            idle_route(technician) if day.times is None else route_of(self.problem, technician, day.errands, day.times)
            for technician, day in zip(self.problem.technicians, self._days, strict=True)
        )

    def cheapest_insertion(self, visit: Visit) -> Insertion | None:
        """The cheapest found of all supplies and positions; None if no technician has a feasible position.

        Technicians who come near it are tried first, a few at a time, until one way costs less than leaving it out.
        """
        near = self._nearest_first(visit)
        best: Insertion | None = None
        for first in range(0, len(near), _TECHNICIANS_AT_ONCE):
            some = near[first : first + _TECHNICIANS_AT_ONCE]
            rough = sorted(self._rough_insertions(visit, some), key=lambda found: found[0])[:_CANDIDATES_TO_PRICE]
            priced = (self._priced(technician, errands, supply) for _, technician, errands, supply in rough)
            found = [insertion for insertion in (best, *priced) if insertion is not None]
            best = min(found, key=lambda insertion: insertion.cost, default=None)
            if best is not None and best.cost <= visit.unserved_cost_fen * FEN:
                break
        return best

    def _nearest_first(self, visit: Visit) -> list[Technician]:
        away: list[tuple[int, str, Technician]] = []
        for technician in able(self.problem, visit):
            day = self._days[self._number[technician.id]]
            places = {technician.start_place, *(e.visit.place for e in day.errands)}
            there_s = (self.problem.travel_s(place, visit.place) for place in places)
            away.append((min((s for s in there_s if s != UNREACHABLE), default=HORIZON_S), technician.id, technician))
        return [technician for _, _, technician in sorted(away, key=lambda one: one[:2])]

    def _rough_insertions(
        self, visit: Visit, technicians: Iterable[Technician]
    ) -> Iterator[tuple[int, int, list[Errand], Supply]]:
        """Feasible ones with a rough cost: of leaving as early as can be."""
        for technician in technicians:
            number = self._number[technician.id]
            day = self._days[number]
            if not self._has_room(technician, [*calls_of(self.problem, grouped(day.errands)), visit_call(visit)]):
                continue
            for supply in supplies(self.problem, visit, technician, self.stock, most=_PLACES_TO_TRY):
                for errands in _ways_in(day.errands, errands_for(visit, supply)):
                    cost = self._rough_cost(technician, errands)
                    if cost is not None:
                        yield cost - day.cost, number, errands, supply

    def _rough_cost(self, technician: Technician, errands: list[Errand]) -> int | None:
        groups = grouped(errands)
        calls = calls_of(self.problem, groups)
        if not self._has_room(technician, calls):
            return None
        times = earliest_times(self.problem, technician, calls, technician.shift.start_s)
        return None if times is None else route_cost(self.problem, technician, groups, times)

    def _has_room(self, technician: Technician, calls: list[Call]) -> bool:
        """Work and driving without any waiting leave room in the shift: a quick no for the full days."""
        places = [technician.start_place, *(call.place for call in calls), technician.end_place]
        travel_s = sum(self.problem.travel_s(a, b) for a, b in pairwise(places))
        shift = technician.shift
        return sum(call.duration_s for call in calls) + travel_s <= shift.end_s - shift.start_s

    def _priced(self, technician: int, errands: list[Errand], supply: Supply) -> Insertion | None:
        found = timed(self.problem, self.problem.technicians[technician], errands)
        if found is None:
            return None
        times, cost = found
        return Insertion(technician, tuple(errands), supply, times, cost - self._days[technician].cost)


def fill(draft: Draft, visits: Iterable[Visit]) -> set[str]:
    """Put in, dearest first, each visit that costs less on a route than left out.

    Returns the visits for which there was room, but at a higher cost than that of leaving them out.
    """
    too_dear: set[str] = set()
    for visit in sorted(visits, key=lambda visit: (-visit.unserved_cost_fen, visit.id)):
        insertion = draft.cheapest_insertion(visit)
        if insertion is None:
            continue
        if insertion.cost <= visit.unserved_cost_fen * FEN:
            draft.put_in(insertion)
        else:
            too_dear.add(visit.id)
    return too_dear


def _ways_in(errands: list[Errand], new: list[Errand]) -> Iterator[list[Errand]]:
    """The visit at every position; its pickups directly before it, first of all, or at a stop there already."""
    *pickups, visit = new
    for position in range(len(errands) + 1):
        before, after = errands[:position], errands[position:]
        yield [*before, *new, *after]
        if pickups and before:
            yield [*pickups, *before, visit, *after]
            yield from _at_stops(before, pickups, [visit, *after])


def _at_stops(before: list[Errand], pickups: list[Errand], after: list[Errand]) -> Iterator[list[Errand]]:
    first, *others = pickups
    for number, errand in enumerate(before):
        if errand.pick and first.pick and errand.pick.stock_place == first.pick.stock_place:
            yield [*before[: number + 1], first, *before[number + 1 :], *others, *after]
