"""Putting visits into a draft one by one, each where it costs least."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from routing.calls import Calls, stock_stop, visits_of
from routing.calls import visit as visit_call
from routing.costs import COST
from routing.draft import Change, Draft
from routing.plan import StopKind
from routing.problem import HORIZON_S, Technician, Visit
from routing.rough import Rough
from routing.rules import Broken, Rule
from routing.staff import able
from routing.supply import stops_for
from routing.travel import UNREACHABLE

_TECHNICIANS_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Insertion:
    """Into the route of number ``technician``; ``change`` may re-time other routes too."""

    technician: int
    change: Change


def cheapest_insertion(draft: Draft, visit: Visit) -> Insertion | Broken:
    """The cheapest of all technicians, positions and supplies; a rule that was in the way if there is none.

    Technicians who come near it are tried first, a few at a time, until one way costs less than leaving it out.
    """
    best: Insertion | Broken = Broken(Rule.ALLOWED, visit.id)
    near = nearest_first(draft, visit)
    for first in range(0, len(near), _TECHNICIANS_AT_ONCE):
        numbers = [draft.number[technician.id] for technician in near[first : first + _TECHNICIANS_AT_ONCE]]
        ways = [(n, way) for n in numbers for way in ways_in(draft, visit, n, draft.days[n].calls)]
        best = cheapest_way(draft, ways, best)
        if isinstance(best, Insertion) and best.change.cost <= visit.unserved_cost_fen * COST:
            break
    return best


def cheapest_way(
    draft: Draft, ways: Iterable[tuple[int, Calls]], best: Insertion | Broken, *, below: int | None = None
) -> Insertion | Broken:
    """The cheapest of ``best`` and of new ``calls`` for the technicians of these numbers, if it costs less than ``below``. Those
    that may cost least are timed first, so that most need not be."""
    rough: list[tuple[int, int, Calls]] = []
    of: dict[int, Rough] = {}
    for number, calls in ways:
        if number not in of:
            of[number] = Rough(draft.problem, draft.problem.technicians[number])
        least = of[number].least_cost(calls)
        if least is not None:
            rough.append((least - draft.days[number].cost, number, calls))
    for least, number, calls in sorted(rough, key=lambda way: way[:2]):
        if isinstance(best, Insertion):
            below = best.change.cost
        if below is not None and least >= below:
            break
        change = draft.tried({number: calls})
        if isinstance(change, Broken):
            best = change if isinstance(best, Broken) else best
        elif below is None or change.cost < below:
            best = Insertion(number, change)
    return best


def fill(draft: Draft, visits: Iterable[Visit], goes_on: Callable[[], bool] = lambda: True) -> None:
    """Put in, dearest first, each visit that costs less on a route than left out; again for what waits for another. No further
    once ``goes_on`` is False."""
    left = sorted(visits, key=lambda visit: (-visit.unserved_cost_fen, visit.id))
    while left:
        still = [visit for visit in left if not (goes_on() and _put_in(draft, visit))]
        if len(still) == len(left) or not draft.problem.sequences:
            return
        left = still


def _put_in(draft: Draft, visit: Visit) -> bool:
    insertion = cheapest_insertion(draft, visit)
    worth_it = isinstance(insertion, Insertion) and insertion.change.cost <= visit.unserved_cost_fen * COST
    if isinstance(insertion, Insertion) and worth_it:
        draft.accept(insertion.change)
    return worth_it


def ways_in(draft: Draft, visit: Visit, number: int, calls: Calls) -> Iterator[Calls]:
    """The visit at every position, with stops at stock places for it just before it, at the beginning, or none; what it
    returns is brought just after it, at the end, or at a stop that is made anyway."""
    technician = draft.problem.technicians[number]
    stops = [tuple(map(stock_stop, places)) for places in stops_for(draft.problem, visit, technician, draft.stock)]
    if not stops or (() not in stops and any(call.kind is not StopKind.VISIT for call in calls)):
        stops.insert(0, ())
    for position in range(len(calls) + 1):
        before, after = calls[:position], calls[position:]
        for there in stops:
            for back in _ways_back(visit, after):
                yield (*before, *there, visit_call(visit.id), *back)
                if there and before:
                    yield (*there, *before, visit_call(visit.id), *back)


def _ways_back(visit: Visit, after: Calls) -> Iterator[Calls]:
    if visit.returns_to is None:
        yield after
        return
    bring = stock_stop(visit.returns_to)
    if bring in after:
        yield after
    yield (bring, *after)
    if after:
        yield (*after, bring)


def nearest_first(draft: Draft, visit: Visit) -> list[Technician]:
    problem = draft.problem
    away: list[tuple[int, str, Technician]] = []
    for technician in able(problem, visit):
        calls = draft.days[draft.number[technician.id]].calls
        places = {technician.start_place, *(problem.visit_by_id[name].place for name in visits_of(calls))}
        there_s = (problem.travel_s(place, visit.place) for place in places)
        away.append((min((s for s in there_s if s != UNREACHABLE), default=HORIZON_S), technician.id, technician))
    return [technician for _, _, technician in sorted(away, key=lambda one: one[:2])]
