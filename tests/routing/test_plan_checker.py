"""A good plan has no violation; spoil one thing and the checker names exactly that rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from routing_builders import MIN, H, a_problem, a_stock_place, a_technician, a_visit, line_matrix

from routing.check import Rule, violations
from routing.plan import Plan, Pool, Route, Stop, StopKind, Unserved, UnservedReason
from routing.problem import Break, RoutingProblem, Visit, Window
from routing.score import score_of
from routing.solve import solve

MORNING = Window(9 * H, 12 * H)
NOON = Break(Window(11 * H, 12 * H), 30 * MIN)


def town() -> RoutingProblem:
    """One technician fetches a pump at d1 and a unit at d2, has a valve in the van, and rests at noon."""
    return a_problem(
        visits=[
            a_visit("repair", 4, parts={"pump": 1, "valve": 1}, skills=["gas"], windows=[MORNING], due_s=2 * H),
            a_visit("swap", 5, units={"unit": 1}, windows=[Window(14 * H, 15 * H)]),
            a_visit("hopeless", 5, skills=["laser"]),
        ],
        technicians=[
            a_technician("t1", 0, skills=["gas"], van={"valve": 1}, breaks=[NOON], depots=["d1", "d2"]),
            a_technician("t2", 3, depots=[]),
        ],
        stock_places=[
            a_stock_place("d1", 2, stock={"pump": 1}, set_aside={"pump": 1}),
            a_stock_place("d2", 3, set_aside={"unit": 1}),
        ],
        matrix=line_matrix(6),
    )


@pytest.fixture(scope="module")
def plan() -> Plan:
    return solve(town(), time_limit_s=0.2, seed=1)


def rules(problem: RoutingProblem, plan: Plan) -> set[Rule]:
    return {violation.rule for violation in violations(problem, plan)}


def with_route(plan: Plan, change: Callable[[Route], Route], number: int = 0) -> Plan:
    """The plan with one route changed, the score as it should then be."""
    routes = list(plan.routes)
    routes[number] = change(routes[number])
    return replace(plan, routes=tuple(routes), score=score_of(town(), routes))


def with_stop(plan: Plan, ref: str, **changes: object) -> Plan:
    def change(route: Route) -> Route:
        return replace(route, stops=tuple(replace(s, **changes) if s.ref == ref else s for s in route.stops))  # type: ignore[arg-type]

    return with_route(plan, change)


def stop(plan: Plan, ref: str) -> Stop:
    return next(stop for stop in plan.routes[0].stops if stop.ref == ref)


def with_visit(visit: str, **changes: object) -> RoutingProblem:
    """The town in which one visit has other needs than the plan was made for."""
    problem = town()
    visits = [replace(v, **changes) if v.id == visit else v for v in problem.visits]  # type: ignore[arg-type]
    return replace(problem, visits=tuple(visits))


def test_a_solved_plan_has_no_violation(plan: Plan) -> None:
    assert violations(town(), plan) == []
    kinds = {stop.kind for route in plan.routes for stop in route.stops}
    assert kinds == {StopKind.VISIT, StopKind.PICKUP, StopKind.BREAK}


def test_a_visit_on_no_route_and_without_a_reason_is_found(plan: Plan) -> None:
    assert rules(town(), replace(plan, unserved=())) == {Rule.SERVED_ONCE}


def test_a_visit_both_served_and_unserved_is_found(plan: Plan) -> None:
    also = Unserved("swap", UnservedReason.CAPACITY, {})

    assert rules(town(), replace(plan, unserved=(*plan.unserved, also))) == {Rule.SERVED_ONCE}


def test_a_technician_without_a_route_is_found(plan: Plan) -> None:
    assert rules(town(), replace(plan, routes=plan.routes[:1])) == {Rule.ONE_ROUTE_EACH}


def test_a_visit_that_the_problem_does_not_hold_is_found(plan: Plan) -> None:
    route = plan.routes[0]
    stops = tuple(replace(stop, ref="nobody's") if stop.ref == "swap" else stop for stop in route.stops)

    assert rules(town(), replace(plan, routes=(replace(route, stops=stops), *plan.routes[1:]))) == {Rule.KNOWN}


@pytest.mark.parametrize(
    ("visit", "changes", "rule"),
    [
        ("swap", {"technicians": frozenset({"t2"})}, Rule.ALLOWED),
        ("repair", {"skills": frozenset({"laser"})}, Rule.SKILLS),
        ("swap", {"windows": (Window(16 * H, 17 * H),)}, Rule.WINDOW),
        ("swap", {"windows": (Window(8 * H, 9 * H), Window(16 * H, 17 * H))}, Rule.WINDOW),
        ("repair", {"parts": {"pump": 1}}, Rule.PARTS),
        ("repair", {"parts": {"pump": 1, "valve": 2}}, Rule.PARTS),
    ],
)
def test_a_plan_for_other_needs_is_found(plan: Plan, visit: str, changes: dict[str, object], rule: Rule) -> None:
    assert rules(with_visit(visit, **changes), plan) == {rule}


def test_a_route_beyond_the_shift_is_found(plan: Plan) -> None:
    problem = town()
    short = replace(problem.technicians[0], shift=Window(8 * H, 14 * H))

    assert rules(replace(problem, technicians=(short, problem.technicians[1])), plan) == {Rule.SHIFT}


def test_a_stop_reached_faster_than_the_matrix_says_is_found(plan: Plan) -> None:
    slower = replace(town(), matrix=line_matrix(6, step_s=4 * H))

    assert rules(slower, plan) == {Rule.TIMES, Rule.TRAVEL}


def test_a_visit_cut_short_is_found(plan: Plan) -> None:
    assert rules(town(), with_stop(plan, "swap", depart_s=stop(plan, "swap").start_s + 60)) == {Rule.TIMES}


def test_an_unreachable_stop_is_found(plan: Plan) -> None:
    problem = town()
    duration_s = problem.matrix.duration_s.copy()
    distance_m = problem.matrix.distance_m.copy()
    duration_s[:, 5] = distance_m[:, 5] = -1
    duration_s[5, 5] = distance_m[5, 5] = 0
    cut_off = replace(problem, matrix=replace(problem.matrix, duration_s=duration_s, distance_m=distance_m))

    assert Rule.REACHABLE in rules(cut_off, plan)


def test_a_break_left_out_is_found(plan: Plan) -> None:
    def work_through(route: Route) -> Route:
        return replace(route, stops=tuple(s for s in route.stops if s.kind is not StopKind.BREAK))

    assert rules(town(), with_route(plan, work_through)) == {Rule.BREAKS}


def test_a_break_outside_its_window_is_found(plan: Plan) -> None:
    problem = town()
    early = replace(problem.technicians[0], breaks=(Break(Window(10 * H, 10 * H + 60), 30 * MIN),))

    assert rules(replace(problem, technicians=(early, problem.technicians[1])), plan) == {Rule.BREAKS}


def test_a_pickup_where_the_technician_has_no_access_is_found(plan: Plan) -> None:
    problem = town()
    locked_out = replace(problem.technicians[0], depots=frozenset({"d1"}))

    assert rules(replace(problem, technicians=(locked_out, problem.technicians[1])), plan) == {Rule.DEPOT}


def test_a_pickup_at_a_closed_stock_place_is_found(plan: Plan) -> None:
    problem = town()
    closed = replace(problem.stock_places[0], openings=(Window(17 * H, 18 * H),))

    assert rules(replace(problem, stock_places=(closed, problem.stock_places[1])), plan) == {Rule.OPENING}


def test_more_taken_than_there_is_is_found(plan: Plan) -> None:
    problem = town()
    empty = replace(problem.stock_places[0], stock={})

    assert rules(replace(problem, stock_places=(empty, problem.stock_places[1])), plan) == {Rule.STOCK}


def test_a_part_that_was_never_loaded_is_found(plan: Plan) -> None:
    assert rules(town(), with_stop(plan, "d1", loads=())) == {Rule.ON_BOARD}


def test_a_part_from_an_empty_van_is_found(plan: Plan) -> None:
    problem = town()
    bare = replace(problem.technicians[0], van={})

    assert rules(replace(problem, technicians=(bare, problem.technicians[1])), plan) == {Rule.ON_BOARD}


def test_a_set_aside_unit_for_ordinary_work_is_found(plan: Plan) -> None:
    """d1 has a pump set aside: loading that one instead of the free one is against B2."""
    loads = tuple(replace(load, pool=Pool.SET_ASIDE) for load in stop(plan, "d1").loads)
    uses = tuple(replace(u, pool=Pool.SET_ASIDE) if u.part == "pump" else u for u in stop(plan, "repair").uses)

    spoiled = with_stop(with_stop(plan, "d1", loads=loads), "repair", uses=uses)

    assert rules(town(), spoiled) == {Rule.SET_ASIDE, Rule.PARTS}


def test_a_lateness_that_is_hidden_is_found(plan: Plan) -> None:
    assert stop(plan, "repair").late_s > 0
    spoiled = with_stop(plan, "repair", late_s=0)

    assert Rule.LATE in rules(town(), spoiled)


def test_a_wrong_distance_is_found(plan: Plan) -> None:
    assert Rule.TRAVEL in rules(town(), with_route(plan, lambda route: replace(route, distance_m=1)))


@pytest.mark.parametrize("term", ["travel_fen", "work_fen", "late_fen", "unserved_fen", "served", "late", "distance_m"])
def test_every_term_of_the_score_is_checked(plan: Plan, term: str) -> None:
    wrong = replace(plan.score, **{term: getattr(plan.score, term) + 1})

    assert rules(town(), replace(plan, score=wrong)) == {Rule.SCORE}


def test_an_overdue_visit_is_late_since_its_promise_but_paid_since_the_epoch() -> None:
    visit: Visit = a_visit(due_s=-10 * H, late_cost_fen_per_h=1_000, windows=[Window(9 * H, 9 * H)])
    problem = a_problem(visits=[visit])

    plan = solve(problem, time_limit_s=0.1, seed=1)

    assert plan.routes[0].stops[0].late_s == 19 * H
    assert plan.score.late_fen == 9 * 1_000
    assert violations(problem, plan) == []
