"""The order of one technician's errands, and the route that it makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from routing.plan import Load, Pool, Route, Stop, StopKind, Use, late_s
from routing.problem import VAN, RoutingProblem, Technician, Visit
from routing.supply import Pick, Supply
from routing.timetable import Call, Times, cheapest_times, pickup_call, visit_call


@dataclass(frozen=True, slots=True)
class Errand:
    """Calling at a stock place for a visit (``pick``), or the visit itself (None)."""

    visit: Visit
    supply: Supply
    pick: Pick | None = None


Group = tuple[Errand, ...]


def errands_for(visit: Visit, supply: Supply) -> list[Errand]:
    """All that serving ``visit`` takes, in order."""
    return [*(Errand(visit, supply, pick) for pick in supply.picks), Errand(visit, supply)]


def grouped(errands: Iterable[Errand]) -> list[Group]:
    """Pickups in a row at one stock place are one stop, loaded once."""
    groups: list[Group] = []
    for errand in errands:
        if groups and errand.pick and (last := groups[-1][-1].pick) and last.stock_place == errand.pick.stock_place:
            groups[-1] = (*groups[-1], errand)
        else:
            groups.append((errand,))
    return groups


def calls_of(problem: RoutingProblem, groups: Iterable[Group]) -> list[Call]:
    return [
        pickup_call(problem.stock_place_by_id[first.pick.stock_place]) if first.pick else visit_call(first.visit)
        for first, *_ in groups
    ]


def pickups_joined(errands: Sequence[Errand]) -> list[Errand]:
    """Everything that is picked up at a stock place later in the day is loaded at the first stop there already."""
    joined: list[Errand] = []
    done: set[str] = set()
    for number, errand in enumerate(errands):
        if errand.pick is None:
            joined.append(errand)
        elif errand.pick.stock_place not in done:
            done.add(errand.pick.stock_place)
            joined += [e for e in errands[number:] if e.pick and e.pick.stock_place == errand.pick.stock_place]
    return joined


def route_cost(problem: RoutingProblem, technician: Technician, groups: Sequence[Group], times: Times) -> int:
    """Paid time, lateness and travel, in fen/3600."""
    distance_m = sum(problem.distance_m(a, b) for a, b in _legs(problem, technician, groups))
    return times.cost + distance_m * technician.travel_cost_fen_per_km * 18 // 5


def timed(
    problem: RoutingProblem, technician: Technician, errands: Sequence[Errand], *, leave_hint_s: int | None = None
) -> tuple[Times, int] | None:
    """Times and cost (fen/3600) of ``errands`` in this order; None if it can't be kept. No errands cost nothing."""
    groups = grouped(errands)
    times = cheapest_times(problem, technician, calls_of(problem, groups), leave_hint_s=leave_hint_s)
    if times is None:
        return None
    return times, route_cost(problem, technician, groups, times) if errands else 0


def idle_route(technician: Technician) -> Route:
    return Route(technician.id, (), technician.shift.start_s, technician.shift.start_s, 0, 0)


def route_of(problem: RoutingProblem, technician: Technician, errands: Sequence[Errand], times: Times) -> Route:
    groups = grouped(errands)
    legs = list(_legs(problem, technician, groups))
    return Route(
        technician=technician.id,
        stops=tuple(_stops(problem, groups, times)),
        leave_s=times.leave_s,
        back_s=times.back_s,
        travel_s=sum(problem.travel_s(a, b) for a, b in legs),
        distance_m=sum(problem.distance_m(a, b) for a, b in legs),
    )


def _legs(problem: RoutingProblem, technician: Technician, groups: Sequence[Group]) -> Iterator[tuple[int, int]]:
    places = [call.place for call in calls_of(problem, groups)]
    return pairwise([technician.start_place, *places, technician.end_place])


def _stops(problem: RoutingProblem, groups: Sequence[Group], times: Times) -> Iterator[Stop]:
    for number, (group, arrive_s, start_s) in enumerate(zip(groups, times.arrive_s, times.start_s, strict=True)):
        yield from _breaks(times, number)
        yield _pickup(problem, group, arrive_s, start_s) if group[0].pick else _visit(group[0], arrive_s, start_s)
    yield from _breaks(times, len(groups))


def _breaks(times: Times, before: int) -> Iterator[Stop]:
    for rest in times.rests:
        if rest.before == before:
            yield Stop(StopKind.BREAK, "", None, rest.start_s, rest.start_s, rest.end_s)


def _visit(errand: Errand, arrive_s: int, start_s: int) -> Stop:
    visit, supply = errand.visit, errand.supply
    uses = [Use(part, quantity, VAN, Pool.FREE) for part, quantity in supply.van.items()]
    for pick in supply.picks:
        uses += [Use(part, quantity, pick.stock_place, pool) for part, quantity, pool in _items(pick)]
    return Stop(
        StopKind.VISIT,
        visit.id,
        visit.place,
        arrive_s,
        start_s,
        start_s + visit.duration_s,
        uses=tuple(uses),
        late_s=late_s(visit, start_s),
    )


def _pickup(problem: RoutingProblem, group: Group, arrive_s: int, start_s: int) -> Stop:
    picks = [(errand.visit.id, errand.pick) for errand in group if errand.pick]
    stock_place = problem.stock_place_by_id[picks[0][1].stock_place]
    loads = [Load(part, quantity, visit, pool) for visit, pick in picks for part, quantity, pool in _items(pick)]
    end_s = start_s + stock_place.loading_s
    return Stop(StopKind.PICKUP, stock_place.id, stock_place.place, arrive_s, start_s, end_s, loads=tuple(loads))


def _items(pick: Pick) -> Iterator[tuple[str, int, Pool]]:
    yield from ((part, quantity, Pool.FREE) for part, quantity in pick.parts.items())
    yield from ((unit, quantity, Pool.SET_ASIDE) for unit, quantity in pick.units.items())
