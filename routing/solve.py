"""From a problem to a plan."""

from __future__ import annotations

import time
from enum import StrEnum

from routing.anneal_search import Effort, search_own
from routing.draft import Draft
from routing.insertion import fill
from routing.model import Model
from routing.plan import Plan, Route
from routing.problem import RoutingProblem
from routing.reasons_found import reasons
from routing.repair import take_over
from routing.reservations import reserved_options
from routing.score import score_of
from routing.search import OnProgress, SearchParameters, Watch, keep_going, search


class Engine(StrEnum):
    """What searches for routes. Whatever it proposes, a plan that comes out keeps every rule."""

    OURS = "ours"
    ORTOOLS = "ortools"


UNTIL_THE_TIME_IS_UP = Effort()
_COOL = 0.02
"""Warmer, a search spoils more of a good plan than it mends in its time."""
_FILLING, _LEAST_FILLING_S = 0.05, 1.0
"""So long, of the time limit, what the search left out is tried once more."""


def solve(
    problem: RoutingProblem,
    *,
    time_limit_s: float,
    seed: int,
    on_progress: OnProgress = keep_going,
    engine: Engine = Engine.OURS,
    begin: Plan | None = None,
    effort: Effort = UNTIL_THE_TIME_IS_UP,
) -> Plan:
    """A plan for every technician, with a reason for every visit left out.

    ``time_limit_s`` bounds building and search; finding the reasons comes on top. ``on_progress``: see
    :data:`routing.search.OnProgress`; whether it stops or not, the plan is complete. Our own engine begins with the routes of
    ``begin``, so far as they are still possible, and goes by ``effort``.

    Raises:
        Invalid: time limit or seed out of range.
    """
    started_s = time.monotonic()
    draft = _searched(problem, SearchParameters(time_limit_s, seed), on_progress, engine, begin, effort, started_s)
    routes = draft.routes()
    return Plan(
        routes=routes,
        unserved=reasons(draft, routes),
        score=score_of(problem, routes),
        engine=engine,
        seed=seed,
        elapsed_ms=round((time.monotonic() - started_s) * 1000),
    )


def mend(
    problem: RoutingProblem, *, time_limit_s: float, seed: int, on_progress: OnProgress, begin: Plan | None
) -> Plan:
    """As :func:`solve` from a plan that is good but for a few places."""
    return solve(
        problem, time_limit_s=time_limit_s, seed=seed, on_progress=on_progress, begin=begin, effort=Effort(warm=_COOL)
    )


def search_routes(
    problem: RoutingProblem, *, time_limit_s: float, seed: int, on_progress: OnProgress, begin: Plan | None
) -> tuple[Route, ...]:
    """The routes alone, by our own engine, for whoever goes on from them; the rest as in :func:`solve`."""
    parameters, started_s = SearchParameters(time_limit_s, seed), time.monotonic()
    return _searched(problem, parameters, on_progress, Engine.OURS, begin, UNTIL_THE_TIME_IS_UP, started_s).routes()


def _searched(
    problem: RoutingProblem,
    parameters: SearchParameters,
    on_progress: OnProgress,
    engine: Engine,
    begin: Plan | None,
    effort: Effort,
    started_s: float,
) -> Draft:
    draft = Draft(problem)
    if engine is Engine.OURS:
        take_over(draft, search_own(problem, begin, parameters, effort, on_progress, started_s))
    else:
        _search_into(draft, parameters, on_progress, started_s)
    until_s = time.monotonic() + max(_LEAST_FILLING_S, _FILLING * parameters.time_limit_s)
    left_out = [visit for visit in problem.visits if visit.id not in draft.on_day]
    fill(draft, left_out, lambda: effort.rounds is not None or time.monotonic() < until_s)
    return draft


def _search_into(draft: Draft, parameters: SearchParameters, on_progress: OnProgress, started_s: float) -> None:
    problem = draft.problem
    options = reserved_options(problem)
    if not options:
        return
    model = Model(problem, options)
    modelled = {option.visit.id for option in options}
    base_fen = sum(visit.unserved_cost_fen for visit in problem.visits if visit.id not in modelled)
    watch = Watch(model, on_progress, started_s=started_s, base_fen=base_fen)
    left_s = max(0.01, started_s + parameters.time_limit_s - time.monotonic())
    solution = search(model, parameters, watch, left_s=left_s)
    if solution is not None:
        take_over(draft, {number: model.calls(solution, number) for number in range(len(problem.technicians))})
