"""One route by itself: a technician and the order of their calls become exact times and costs, or the name of the rule that
is in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from routing.calls import Call, Calls, visits_of
from routing.costs import COST, late_s, price_fen, travel_cost
from routing.goods import Stock, Supplied, supplied
from routing.plan import Route, Stop, StopKind
from routing.problem import RoutingProblem, Technician
from routing.rules import Broken, Rule
from routing.ties import Ties
from routing.timetable import Stay, Times, cheapest_times, stock_stay, visit_stay

NOTHING_DONE: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Day:
    """``cost``: of the whole route, as in routing.costs. ``times`` is None for a technician who stays where they are."""

    supplied: Supplied
    times: Times | None
    cost: int

    @property
    def calls(self) -> Calls:
        return self.supplied.calls

    def starts_s(self) -> Iterator[tuple[str, int]]:
        """When work begins at each visit."""
        if self.times is not None:
            for call, start_s in zip(self.calls, self.times.start_s, strict=True):
                if call.kind is StopKind.VISIT:
                    yield call.ref, start_s


def timed_route(
    problem: RoutingProblem, technician: Technician, calls: Calls, *, done_s: Mapping[str, int] = NOTHING_DONE
) -> Route | Broken:
    """The route of ``technician`` that makes ``calls`` in this order, nobody else taking any stock.

    Stops at stock places that serve nothing are left out. ``done_s``: when the work that others do is over, for what must
    wait for it.
    """
    ties = Ties(problem)
    broken = forbidden(problem, ties, technician, calls)
    if broken is not None:
        return broken
    loaded = supplied(problem, technician, calls, Stock(problem))
    day = loaded if isinstance(loaded, Broken) else timed_day(problem, ties, technician, loaded, done_s)
    return day if isinstance(day, Broken) else route_of(problem, technician, day)


def forbidden(problem: RoutingProblem, ties: Ties, technician: Technician, calls: Calls) -> Broken | None:
    """The first rule about who does what that ``calls`` break; their order and times are looked at elsewhere."""
    for call in calls:
        broken = _who_may(problem, ties, technician, call)
        if broken is not None:
            return broken
    names = visits_of(calls)
    load = sum(problem.visit_by_id[name].load for name in names)
    if technician.capacity is not None and load > technician.capacity:
        return Broken(Rule.CAPACITY, technician.id)
    if technician.most_visits is not None and len(names) > technician.most_visits:
        return Broken(Rule.MOST_VISITS, technician.id)
    first = tuple(name for name in technician.fixed if name in names)
    return Broken(Rule.FIXED, technician.id) if names[: len(first)] != first else None


def _who_may(problem: RoutingProblem, ties: Ties, technician: Technician, call: Call) -> Broken | None:
    if call.kind is not StopKind.VISIT:
        return None if call.ref in technician.depots else Broken(Rule.DEPOT, call.ref)
    visit = problem.visit_by_id[call.ref]
    if visit.technicians is not None and technician.id not in visit.technicians:
        return Broken(Rule.ALLOWED, visit.id)
    if not visit.skills <= technician.skills:
        return Broken(Rule.SKILLS, visit.id)
    return Broken(Rule.FIXED, visit.id) if ties.fixer.get(visit.id, technician.id) != technician.id else None


def timed_day(
    problem: RoutingProblem, ties: Ties, technician: Technician, loaded: Supplied, done_s: Mapping[str, int]
) -> Day | Broken:
    """``done_s``: when the work at visits on other routes is over."""
    if not loaded.calls:
        return Day(loaded, None, 0)
    stays = _stays(problem, ties, loaded, done_s)
    if isinstance(stays, Broken):
        return stays
    distance_m = sum(problem.distance_m(a, b) for a, b in _legs(technician, stays))
    if technician.most_distance_m is not None and distance_m > technician.most_distance_m:
        return Broken(Rule.MOST_DISTANCE, technician.id)
    times = cheapest_times(problem, technician, stays)
    if isinstance(times, Broken):
        return times
    prices_fen = sum(price_fen(stay.visit, technician) for stay in stays if stay.visit)
    return Day(loaded, times, times.cost + travel_cost(technician, distance_m) + prices_fen * COST)


def _stays(problem: RoutingProblem, ties: Ties, loaded: Supplied, done_s: Mapping[str, int]) -> list[Stay] | Broken:
    stays: list[Stay] = []
    here: dict[str, int] = {}
    on_this_route = set(visits_of(loaded.calls))
    for number, (call, not_before_s) in enumerate(zip(loaded.calls, loaded.not_before_s, strict=True)):
        if call.kind is not StopKind.VISIT:
            stays.append(stock_stay(problem.stock_place_by_id[call.ref], not_before_s))
            continue
        first_s, after = 0, []
        for sequence in ties.before.get(call.ref, ()):
            if sequence.first in here:
                after.append((here[sequence.first], sequence.gap_s))
            elif sequence.first in done_s and sequence.first not in on_this_route:
                first_s = max(first_s, done_s[sequence.first] + sequence.gap_s)
            else:
                return Broken(Rule.SEQUENCE, call.ref)
        visit = problem.visit_by_id[call.ref]
        stays.append(
            visit_stay(visit, not_before_s=first_s, after=tuple(after), awaited=bool(ties.after.get(call.ref)))
        )
        here[call.ref] = number
    return stays


def _legs(technician: Technician, stays: list[Stay]) -> Iterator[tuple[int, int]]:
    return pairwise([technician.start_place, *(stay.place for stay in stays), technician.end_place])


def route_of(problem: RoutingProblem, technician: Technician, day: Day) -> Route:
    times = day.times
    if times is None:
        return Route(technician.id, (), technician.shift.start_s, technician.shift.start_s, 0, 0)
    stops = tuple(_stops(problem, day.supplied, times))
    places = [technician.start_place, *(stop.place for stop in stops if stop.place is not None), technician.end_place]
    legs = list(pairwise(places))
    return Route(
        technician=technician.id,
        stops=stops,
        leave_s=times.leave_s,
        back_s=times.back_s,
        travel_s=sum(problem.travel_s(a, b) for a, b in legs),
        distance_m=sum(problem.distance_m(a, b) for a, b in legs),
    )


def _stops(problem: RoutingProblem, loaded: Supplied, times: Times) -> Iterator[Stop]:
    for number, call in enumerate(loaded.calls):
        yield from _breaks(times, number)
        arrive_s, start_s = times.arrive_s[number], times.start_s[number]
        if call.kind is StopKind.VISIT:
            visit = problem.visit_by_id[call.ref]
            end_s = start_s + visit.duration_s
            uses, late = loaded.uses[number], late_s(visit, start_s)
            yield Stop(StopKind.VISIT, visit.id, visit.place, arrive_s, start_s, end_s, uses=uses, late_s=late)
            continue
        place = problem.stock_place_by_id[call.ref]
        loads, tools, brings = loaded.loads[number], loaded.tools[number], loaded.brings[number]
        kind = StopKind.PICKUP if loads or tools else StopKind.RETURN
        end_s = start_s + place.loading_s
        yield Stop(kind, place.id, place.place, arrive_s, start_s, end_s, loads=loads, tools=tools, brings=brings)
    yield from _breaks(times, len(loaded.calls))


def _breaks(times: Times, before: int) -> Iterator[Stop]:
    for rest in times.rests:
        if rest.before == before:
            yield Stop(StopKind.BREAK, "", None, rest.start_s, rest.start_s, rest.end_s)
