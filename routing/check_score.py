"""What a plan costs, added up once more."""

from __future__ import annotations

from collections.abc import Iterator

from routing.check_times import legs_of
from routing.plan import Plan, Route, Score
from routing.problem import RoutingProblem
from routing.rules import Rule, Violation, violation


def scored(problem: RoutingProblem, plan: Plan) -> Iterator[Violation]:
    served = {stop.ref for route in plan.routes for stop in route.visits}
    expected = sum((_of_route(problem, route) for route in plan.routes), Score())
    expected += Score(unserved_fen=sum(v.unserved_cost_fen for v in problem.visits if v.id not in served))
    if plan.score != expected:
        yield violation(Rule.SCORE, "plan", f"the score is {expected}", f"评分应为 {expected}")


def _of_route(problem: RoutingProblem, route: Route) -> Score:
    technician = problem.technician_by_id[route.technician]
    distance_m = sum(int(problem.matrix.distance_m[leg]) for leg in legs_of(problem, technician, route))
    work_s = route.back_s - route.leave_s
    extra_s = max(0, route.back_s - max(technician.overtime.from_s, route.leave_s)) if technician.overtime else 0
    beyond_s = max(0, work_s - technician.fair.work_s) if technician.fair else 0
    late_fen = missed_fen = changes_fen = prices_fen = late = 0
    for stop in route.visits:
        visit = problem.visit_by_id[stop.ref]
        for promise in visit.promises:
            over_s = max(0, stop.start_s - max(0, promise.due_s))
            late_fen += _rounded(over_s * promise.late_fen_per_h, 3600)
            missed_fen += promise.missed_fen if promise.due_s >= 0 and over_s else 0
        if visit.told and stop.start_s > visit.told.window.end_s:
            changes_fen += visit.told.change_fen
        prices_fen += visit.prices_fen.get(technician.id, 0)
        late += stop.late_s > 0
    return Score(
        travel_fen=_rounded(distance_m * technician.travel_cost_fen_per_km, 1000),
        work_fen=_rounded(work_s * technician.work_cost_fen_per_h, 3600),
        overtime_fen=_rounded(extra_s * technician.overtime.fen_per_h, 3600) if technician.overtime else 0,
        fairness_fen=_rounded(beyond_s * technician.fair.fen_per_h, 3600) if technician.fair else 0,
        late_fen=late_fen,
        missed_fen=missed_fen,
        changes_fen=changes_fen,
        prices_fen=prices_fen,
        served=len(route.visits),
        late=late,
        travel_s=route.travel_s,
        distance_m=route.distance_m,
    )


def _rounded(amount: int, divisor: int) -> int:
    whole, rest = divmod(amount, divisor)
    return whole + (2 * rest >= divisor)
