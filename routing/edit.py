"""A plan changed by hand: a visit moved or taken out, with the verdict at once; visits locked for planning the rest again.

Only the routes concerned are timed again, and those that wait for them. What breaks a rule is refused with the rule's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from refusals import in_range, refuse_all, unknown
from routing.calls import Calls
from routing.calls import visit as visit_call
from routing.draft import Change, Draft
from routing.insertion import ways_in
from routing.plan import Plan, Route, Score, StopKind, Unserved, UnservedReason
from routing.problem import RoutingProblem, Window
from routing.reasons import Remedy, RemedyKind
from routing.repair import without
from routing.resume import draft_of
from routing.rules import Broken, Rule
from routing.score import route_score

_SUPPLY = {Rule.ON_BOARD, Rule.TOOLS, Rule.RETURNED}
"""What is in the way of a route without the stops that other ways of making the move have."""


@dataclass(frozen=True, slots=True)
class Edited:
    """``change``: what the new plan's score is more than the old one's. ``routes``: those that were timed anew."""

    plan: Plan
    change: Score
    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """A plan to be changed by hand, with the ``draft`` that goes on from it. No change alters it, so that it can be kept: then
    what a change takes hardly depends on the size of the plan."""

    plan: Plan
    draft: Draft


def open_plan(problem: RoutingProblem, plan: Plan) -> OpenPlan:
    """``plan`` keeps every rule of ``problem``."""
    return OpenPlan(plan, draft_of(problem, plan.routes))


def move_visit(opened: OpenPlan, visit: str, technician: str, position: int | None = None) -> Edited | Broken:
    """``visit``, on a route or not, becomes the visit number ``position`` (from 0) of ``technician``; without a position, the
    one at which it costs least.

    Stops at stock places that it needs are made where they cost least, those that nobody needs any more are dropped.

    Raises:
        Invalid: visit or technician isn't in the problem, or the position beyond the end of the route.
    """
    draft, plan, problem = opened.draft.copied(), opened.plan, opened.draft.problem
    refuse_all(
        unknown("visit", visit) if visit not in problem.visit_by_id else None,
        unknown("technician", technician) if technician not in draft.number else None,
    )
    number = draft.number[technician]
    left, gone = _gone(draft, visit)
    calls = left.get(number, draft.days[number].calls)
    if position is not None:
        refuse_all(in_range("position", position, 0, sum(call.kind is StopKind.VISIT for call in calls)))
    every_way = ways_in(draft, problem.visit_by_id[visit], number, calls)
    ways = [way for way in every_way if position is None or _at(way, visit) == position]
    tried = [draft.tried(left | {number: way}) for way in ways]
    found = [change for change in tried if not isinstance(change, Broken)]
    if not found:
        return min((change for change in tried if isinstance(change, Broken)), key=lambda one: one.rule in _SUPPLY)
    unserved = tuple(one for one in plan.unserved if one.visit != visit)
    return _edited(draft, plan, min(found, key=lambda change: change.cost), unserved, gone)


def take_out(opened: OpenPlan, visit: str) -> Edited | Broken:
    """``visit`` is left out of its route; a visit that must come after it is in the way.

    Raises:
        Invalid: it is on no route.
    """
    draft, plan, problem = opened.draft.copied(), opened.plan, opened.draft.problem
    refuse_all(unknown("visit", visit) if visit not in draft.on_day else None)
    change = draft.tried(_left(draft, visit))
    if isinstance(change, Broken):
        return change
    out = Unserved(visit, UnservedReason.TAKEN_OUT, {}, (Remedy(RemedyKind.PUT_BACK, {}),))
    by_visit = {one.visit: one for one in (*plan.unserved, out)}
    return _edited(draft, plan, change, tuple(by_visit[v.id] for v in problem.visits if v.id in by_visit), ())


def lock_technician(problem: RoutingProblem, plan: Plan, visits: Iterable[str]) -> RoutingProblem:
    """A problem in which these visits are done by whom the plan gives them to.

    Raises:
        Invalid: the plan doesn't serve one of them.
    """
    routes = _routes(plan, visits)
    locked = {
        visit: replace(problem.visit_by_id[visit], technicians=frozenset({route.technician}))
        for visit, route in routes.items()
    }
    return replace(problem, visits=tuple(locked.get(visit.id, visit) for visit in problem.visits))


def lock_time(problem: RoutingProblem, plan: Plan, visits: Iterable[str], *, give_s: int) -> RoutingProblem:
    """A problem in which these visits start at most ``give_s`` before or after their time in the plan.

    Raises:
        Invalid: the plan doesn't serve one of them.
    """
    starts = {visit: _start_s(route, visit) for visit, route in _routes(plan, visits).items()}
    locked = {}
    for visit, start_s in starts.items():
        near = Window(max(0, start_s - give_s), start_s + give_s)
        windows = problem.visit_by_id[visit].windows or (near,)
        kept = tuple(
            Window(max(window.start_s, near.start_s), min(window.end_s, near.end_s))
            for window in windows
            if max(window.start_s, near.start_s) <= min(window.end_s, near.end_s)
        )
        locked[visit] = replace(problem.visit_by_id[visit], windows=kept)
    return replace(problem, visits=tuple(locked.get(visit.id, visit) for visit in problem.visits))


def lock_position(problem: RoutingProblem, plan: Plan, visits: Iterable[str]) -> RoutingProblem:
    """A problem in which the routes of these visits begin as in the plan, up to the last of them.

    Raises:
        Invalid: the plan doesn't serve one of them.
    """
    wanted = set(visits)
    fixed: dict[str, tuple[str, ...]] = {}
    for route in _routes(plan, wanted).values():
        names = [stop.ref for stop in route.visits]
        last = max(i for i, name in enumerate(names) if name in wanted)
        fixed[route.technician] = tuple(names[: last + 1])
    staff = tuple(replace(t, fixed=fixed[t.id]) if t.id in fixed else t for t in problem.technicians)
    return replace(problem, technicians=staff)


def _left(draft: Draft, visit: str) -> dict[int, Calls]:
    """The route that ``visit`` is on, without it."""
    number = draft.on_day.get(visit)
    return {} if number is None else {number: without(draft.days[number].calls, visit)}


def _gone(draft: Draft, visit: str) -> tuple[dict[int, Calls], tuple[int, ...]]:
    """Takes ``visit`` out of ``draft``, so that its parts can be used again, and tells which days that changes. If something
    waits for it, that can't be done by itself: then the calls without it, to be tried together with where it goes."""
    left = _left(draft, visit)
    change = draft.tried(left)
    if isinstance(change, Broken):
        return left, ()
    draft.accept(change)
    return {}, tuple(change.days)


def _at(calls: Calls, visit: str) -> int:
    before = calls[: calls.index(visit_call(visit))]
    return sum(call.kind is StopKind.VISIT for call in before)


def _edited(draft: Draft, plan: Plan, change: Change, unserved: tuple[Unserved, ...], before: Iterable[int]) -> Edited:
    """``before``: the days that are changed already. Routes that nobody touched stay what they are in ``plan``."""
    draft.accept(change)
    timed = {route.technician: route for route in draft.routes(sorted({*before, *change.days}))}
    routes = tuple(timed.get(route.technician, route) for route in plan.routes)
    more = _more(draft.problem, plan, timed)
    return Edited(replace(plan, routes=routes, unserved=unserved, score=plan.score + more), more, tuple(timed.values()))


def _more(problem: RoutingProblem, plan: Plan, timed: Mapping[str, Route]) -> Score:
    """The score of the routes in ``timed``, and of what they leave out, less that of those in their places."""
    old = [route for route in plan.routes if route.technician in timed]
    was, now = ({stop.ref for route in routes for stop in route.visits} for routes in (old, timed.values()))
    left_out = sum(problem.visit_by_id[visit].unserved_cost_fen for visit in was - now)
    put_in = sum(problem.visit_by_id[visit].unserved_cost_fen for visit in now - was)
    score = sum((route_score(problem, route) for route in timed.values()), Score(unserved_fen=left_out - put_in))
    return score - sum((route_score(problem, route) for route in old), Score())


def _routes(plan: Plan, visits: Iterable[str]) -> Mapping[str, Route]:
    serving = {stop.ref: route for route in plan.routes for stop in route.visits}
    wanted = list(visits)
    refuse_all(*(unknown("visits", visit) for visit in wanted if visit not in serving))
    return {visit: serving[visit] for visit in wanted}


def _start_s(route: Route, visit: str) -> int:
    return next(stop.start_s for stop in route.visits if stop.ref == visit)
