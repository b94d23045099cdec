"""Plans of large problems made better part by part (V4).

Round by round some neighbouring routes are taken out of the plan, planned again with what the others leave, and put back if that
is no worse (Taillard and Voss 2002, doi:10.1007/978-1-4615-1507-4_27). What a round costs hardly depends on the size of the
whole.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from random import Random

from routing.excerpt import Excerpt, excerpt, left_in, put_back, tied
from routing.goods import Lot
from routing.plan import Plan, Route, Score
from routing.problem import RoutingProblem, Visit
from routing.regions import apart_s, may_do
from routing.resume import draft_of
from routing.score import score_of

MOST_VISITS = 120
"""Of a part. Larger ones take the search longer than they gain by it."""

ROUND_S = 2.0
LEAST_S = 0.3
"""Less isn't worth a round."""

MOST_UNSERVED = 40
"""Of visits on no route, so many are tried in a part."""

Routes = tuple[Route, ...]

PlanPart = Callable[[RoutingProblem, Routes, float, int], Routes]
"""Better routes for a problem, from those on, within so many seconds and by a seed; they keep every rule."""

Watching = Callable[[Routes], bool]
"""Told the whole plan's routes now and then; False stops."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """``cores`` parts are planned at a time, by ``pool``."""

    pool: Executor
    cores: int
    plan_part: PlanPart


def mended(
    problem: RoutingProblem, routes: Routes, crew: Crew, *, time_limit_s: float, seed: int, watching: Watching
) -> Routes:
    """Routes that cost no more than these, which keep every rule. The same seed chooses the same parts."""
    ends_s = time.monotonic() + time_limit_s
    chance, number = Random(seed), 0  # noqa: S311
    goes_on = watching(routes)
    while goes_on and time.monotonic() + LEAST_S < ends_s:
        number += 1
        round_s = min(ROUND_S, ends_s - time.monotonic())
        routes = _round(problem, routes, crew, chance, round_s=round_s, seed=seed + number)
        goes_on = watching(routes)
    return routes


def _round(problem: RoutingProblem, routes: Routes, crew: Crew, chance: Random, *, round_s: float, seed: int) -> Routes:
    """As many parts as there are cores, without a technician or a piece of stock in common."""
    draft = draft_of(problem, Plan(routes, (), Score(), "", 0, 0))
    groups = _groups(problem, routes, crew.cores, chance)
    left: list[dict[Lot, int]] = [{} for _ in groups]
    for lot, count in left_in(draft).items():
        left[chance.randrange(len(groups))][lot] = count
    out = _out(problem, routes, groups)
    busy = frozenset[str]().union(*groups)
    parts = [
        excerpt(draft, routes, group, visits, share, beside=busy - group)
        for group, visits, share in zip(groups, out, left, strict=True)
    ]
    for before, after in zip(parts, _planned(parts, crew, round_s, seed), strict=True):
        if _total(before.problem, after) <= _total(before.problem, before.routes):
            routes = put_back(problem, routes, after)
    return routes


def _planned(parts: Sequence[Excerpt], crew: Crew, each_s: float, seed: int) -> list[Routes]:
    waiting = [crew.pool.submit(crew.plan_part, part.problem, part.routes, each_s, seed) for part in parts]
    return [one.result() for one in waiting]


def _total(problem: RoutingProblem, routes: Routes) -> int:
    return score_of(problem, routes).total_fen


def _groups(problem: RoutingProblem, routes: Routes, count: int, chance: Random) -> list[frozenset[str]]:
    """Technicians around ``count`` chosen ones, whose routes lie near theirs."""
    away = apart_s(problem, [_middle(problem, route) for route in routes])
    groups: list[frozenset[str]] = []
    busy: set[str] = set()
    for first in chance.sample(range(len(routes)), len(routes)):
        if len(groups) == count:
            break
        if routes[first].technician not in busy:
            group = _around(problem, routes, away[first].argsort(kind="stable").tolist(), busy)
            if group:
                groups.append(group)
                busy |= group
    return groups


def _around(problem: RoutingProblem, routes: Routes, nearest: Iterable[int], busy: set[str]) -> frozenset[str]:
    visits = {route.technician: len(route.visits) for route in routes}
    group: frozenset[str] = frozenset()
    for i in nearest:
        more = tied(problem, routes, {*group, routes[i].technician})
        if more & busy:
            continue
        if group and sum(visits[one] for one in more) > MOST_VISITS:
            break
        group = more
    return group


def _middle(problem: RoutingProblem, route: Route) -> int:
    visits = route.visits
    start = problem.technician_by_id[route.technician].start_place
    return problem.visit_by_id[visits[len(visits) // 2].ref].place if visits else start


def _out(problem: RoutingProblem, routes: Routes, groups: Sequence[frozenset[str]]) -> list[list[str]]:
    """What is on no route, for the first group that has somebody who may do it."""
    served = {stop.ref for route in routes for stop in route.visits}
    found: list[list[str]] = [[] for _ in groups]
    for visit in problem.visits:
        if visit.id in served:
            continue
        for group, out in zip(groups, found, strict=True):
            if len(out) < MOST_UNSERVED and _anybody(problem, group, visit):
                out.append(visit.id)
                break
    return found


def _anybody(problem: RoutingProblem, group: frozenset[str], visit: Visit) -> bool:
    return any(may_do(problem.technician_by_id[one], visit) for one in sorted(group))
