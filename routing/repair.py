"""From routes that somebody proposes to a draft that keeps every rule."""

from __future__ import annotations

from collections.abc import Mapping

from routing.calls import Calls, calls_of, visits_of
from routing.calls import visit as visit_call
from routing.draft import Draft
from routing.plan import Plan, Route, StopKind
from routing.problem import RoutingProblem, Technician
from routing.rules import Broken, Rule


def take_over(draft: Draft, proposed: Mapping[int, Calls]) -> None:
    """Give idle technicians these routes, less the visits that stand in the way of a rule."""
    technicians = draft.problem.technicians
    proposed = {number: _fixed_first(technicians[number], calls) for number, calls in proposed.items()}
    change = draft.tried(proposed)
    if not isinstance(change, Broken):
        draft.accept(change)
        return
    for number, calls in proposed.items():
        _take_over(draft, number, calls)


def kept(problem: RoutingProblem, begin: Plan) -> tuple[Route, ...]:
    """What of ``begin`` is still possible under ``problem``."""
    numbers = {technician.id: number for number, technician in enumerate(problem.technicians)}
    draft = Draft(problem)
    there = problem.visit_by_id.keys() | problem.stock_place_by_id.keys()
    wanted = {
        numbers[route.technician]: tuple(call for call in calls_of(route) if call.ref in there)
        for route in begin.routes
        if route.technician in numbers
    }
    take_over(draft, wanted)
    return draft.routes()


def _take_over(draft: Draft, number: int, calls: Calls) -> None:
    while visits_of(calls):
        change = draft.tried({number: calls})
        if not isinstance(change, Broken):
            draft.accept(change)
            return
        if change.rule is Rule.RESERVE:
            return
        calls = _without_one(draft, number, calls, change)


def _fixed_first(technician: Technician, calls: Calls) -> Calls:
    """Fixed visits in their order, behind the stops at stock places that came before one of them."""
    first = [visit_call(name) for name in technician.fixed if visit_call(name) in calls]
    last = max((calls.index(call) for call in first), default=-1)
    stops = [call for call in calls[: last + 1] if call.kind is not StopKind.VISIT]
    others = [call for i, call in enumerate(calls) if call not in first and (i > last or call.kind is StopKind.VISIT)]
    return (*stops, *first, *others)


def _without_one(draft: Draft, number: int, calls: Calls, broken: Broken) -> Calls:
    """Without the visit that the rule names; else without the cheapest that makes room, or the cheapest if none does."""
    if visit_call(broken.subject) in calls and broken.subject in draft.problem.visit_by_id:
        return without(calls, broken.subject)
    ways = []
    for name in visits_of(calls):
        kept = without(calls, name)
        fits = not isinstance(draft.tried({number: kept}), Broken)
        ways.append((not fits, draft.problem.visit_by_id[name].unserved_cost_fen, name, kept))
    return min(ways, key=lambda way: way[:3])[3]


def without(calls: Calls, visit: str) -> Calls:
    return tuple(call for call in calls if call.kind is not StopKind.VISIT or call.ref != visit)
