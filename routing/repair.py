"""From routes that somebody proposes to a draft that keeps every rule."""

from __future__ import annotations

from collections.abc import Mapping

from routing.calls import Calls, visits_of
from routing.calls import visit as visit_call
from routing.draft import Draft
from routing.plan import StopKind
from routing.rules import Broken


def take_over(draft: Draft, proposed: Mapping[int, Calls]) -> None:
    """Give idle technicians these routes, less the visits that stand in the way of a rule."""
    change = draft.tried(proposed)
    if not isinstance(change, Broken):
        draft.accept(change)
        return
    for number, calls in proposed.items():
        _take_over(draft, number, calls)


def _take_over(draft: Draft, number: int, calls: Calls) -> None:
    while visits_of(calls):
        change = draft.tried({number: calls})
        if not isinstance(change, Broken):
            draft.accept(change)
            return
        calls = _without_one(draft, number, calls, change)


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
