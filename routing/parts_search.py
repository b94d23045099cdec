"""Our own search on large problems: on the whole first, then on parts of it, side by side."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from routing.anneal_search import Effort, processors, search_own
from routing.calls import Calls, calls_of
from routing.draft import Draft
from routing.mending import Crew, Routes, mended
from routing.plan import Plan, Score
from routing.problem import RoutingProblem
from routing.repair import take_over
from routing.score import score_of
from routing.search import OnProgress, Progress, SearchParameters, keep_going

LARGE = 200
"""Visits from which on a problem is planned in parts."""
WHOLE = 0.45
"""The share of the time in which it is planned as a whole first."""
WHOLE_S_A_VISIT = 0.02
"""More of it, all of it if need be, where there is less time than that for each visit: before, parts gain nothing."""
COOL = 0.1
"""A part comes from a plan that is good already."""


def search_parts(
    problem: RoutingProblem,
    begin: Plan | None,
    parameters: SearchParameters,
    effort: Effort,
    on_progress: OnProgress,
    started_s: float,
) -> dict[int, Calls]:
    """As :func:`routing.anneal_search.search_own`, of which each part is one run in one thread."""
    cores = effort.threads or processors()

    def watching(routes: Routes) -> bool:
        score = score_of(problem, routes)
        return on_progress(Progress(time.monotonic() - started_s, score.total_fen, score.served))

    routes = kept(problem, begin) if begin is not None else _first(problem, parameters, effort, on_progress, started_s)
    with ThreadPoolExecutor(cores) as pool:
        crew = Crew(pool=pool, cores=cores, plan_part=_planned)
        left_s = started_s + parameters.time_limit_s - time.monotonic()
        routes = mended(problem, routes, crew, time_limit_s=left_s, seed=parameters.seed, watching=watching)
    return {number: calls_of(route) for number, route in enumerate(routes) if route.stops}


def _first(
    problem: RoutingProblem, parameters: SearchParameters, effort: Effort, on_progress: OnProgress, started_s: float
) -> Routes:
    """By one search on the whole, in a share of the time."""
    limit_s = parameters.time_limit_s
    whole_s = max(WHOLE * limit_s, min(limit_s, WHOLE_S_A_VISIT * len(problem.visits)))
    whole = SearchParameters(max(0.01, whole_s), parameters.seed)
    draft = Draft(problem)
    take_over(draft, search_own(problem, None, whole, replace(effort, rounds=None), on_progress, started_s))
    return draft.routes()


def _planned(problem: RoutingProblem, routes: Routes, seconds: float, seed: int) -> Routes:
    started_s = time.monotonic()
    parameters = SearchParameters(max(0.01, seconds), seed)
    begin = Plan(routes, (), Score(), "", 0, 0)
    draft = Draft(problem)
    take_over(draft, search_own(problem, begin, parameters, Effort(threads=1, warm=COOL), keep_going, started_s))
    return draft.routes()


def kept(problem: RoutingProblem, begin: Plan) -> Routes:
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
