"""The score of routes, term by term."""

from __future__ import annotations

from collections.abc import Iterable

from routing.costs import (
    COST,
    changed_fen,
    fairness_cost,
    in_fen,
    late_s,
    overtime_cost,
    price_fen,
    travel_cost,
    work_cost,
)
from routing.plan import Route, Score
from routing.problem import RoutingProblem


def score_of(problem: RoutingProblem, routes: Iterable[Route]) -> Score:
    """Of a whole plan; every visit on none of ``routes`` costs its ``unserved_cost_fen``."""
    routes = tuple(routes)
    served = {stop.ref for route in routes for stop in route.visits}
    left_out = sum(visit.unserved_cost_fen for visit in problem.visits if visit.id not in served)
    return sum((route_score(problem, route) for route in routes), Score(unserved_fen=left_out))


def route_score(problem: RoutingProblem, route: Route) -> Score:
    technician = problem.technician_by_id[route.technician]
    starts = [(problem.visit_by_id[stop.ref], stop.start_s) for stop in route.visits]
    broken = [(promise, start_s) for visit, start_s in starts for promise in visit.promises]
    hours = (technician, route.leave_s, route.back_s)
    return Score(
        travel_fen=in_fen(travel_cost(technician, route.distance_m)),
        work_fen=in_fen(work_cost(*hours)),
        overtime_fen=in_fen(overtime_cost(*hours)),
        fairness_fen=in_fen(fairness_cost(*hours)),
        late_fen=sum(in_fen(promise.late_cost(start_s) * (COST // 3600)) for promise, start_s in broken),
        missed_fen=sum(promise.missed_cost(start_s) for promise, start_s in broken),
        changes_fen=sum(changed_fen(visit, start_s) for visit, start_s in starts),
        prices_fen=sum(price_fen(visit, technician) for visit, _ in starts),
        served=len(starts),
        late=sum(late_s(visit, start_s) > 0 for visit, start_s in starts),
        travel_s=route.travel_s,
        distance_m=route.distance_m,
    )
