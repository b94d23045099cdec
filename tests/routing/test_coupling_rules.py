"""The rules of issue 6 that came to the first ones: a good plan has no violation; change the problem, and the checker names
exactly the rule that the plan breaks then."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from routing_builders import MIN, H, a_plan, a_problem, a_stock_place, a_technician, a_visit, line_matrix, with_routes

from routing.check import Rule, violations
from routing.plan import Plan, StopKind
from routing.problem import (
    Arrival,
    Fair,
    Overtime,
    Pool,
    Promise,
    Reserve,
    RoutingProblem,
    Sequence_,
    Technician,
    Told,
    Window,
)

MORNING, AFTERNOON = Window(8 * H, 12 * H), Window(12 * H, 18 * H)


def town(**more: Any) -> RoutingProblem:
    """t1 fetches the ladder at d1, swaps a unit and brings the old one to d2; t2 has one visit, t3 none."""
    parts: dict[str, Any] = {
        "visits": [
            a_visit("v1", 3, tools=["ladder"], load=2),
            a_visit("v2", 4, units={"unit": 1}, returns_to="d2", load=1),
            a_visit("v3", 5, parts={"pump": 1}),
        ],
        "technicians": [
            a_technician("t1", 0, depots=["d1", "d2"]),
            a_technician("t2", 5, van={"pump": 1}),
            a_technician("t3", 5),
        ],
        "stock_places": [
            a_stock_place("d1", 2, tools=["ladder"], set_aside={"unit": 1}),
            a_stock_place("d2", 1),
        ],
    }
    return a_problem(**{**parts, **more})


@pytest.fixture(scope="module")
def plan() -> Plan:
    return a_plan(town(), t1=["d1", "v1", "v2", "d2"], t2=["v3"])


def rules(problem: RoutingProblem, plan: Plan) -> set[Rule]:
    return {violation.rule for violation in violations(problem, plan)}


def with_technician(name: str, **changes: Any) -> RoutingProblem:
    problem = town()
    return replace(
        problem, technicians=tuple(replace(t, **changes) if t.id == name else t for t in problem.technicians)
    )


def with_visit(name: str, **changes: Any) -> RoutingProblem:
    problem = town()
    return replace(problem, visits=tuple(replace(v, **changes) if v.id == name else v for v in problem.visits))


def with_stop(plan: Plan, ref: str, **changes: Any) -> Plan:
    first, *others = plan.routes
    stops = tuple(replace(stop, **changes) if stop.ref == ref else stop for stop in first.stops)
    return with_routes(town(), [replace(first, stops=stops), *others])


def test_the_plan_that_the_tests_spoil_is_good(plan: Plan) -> None:
    assert violations(town(), plan) == []
    assert [stop.kind for stop in plan.routes[0].stops] == [
        StopKind.PICKUP,
        StopKind.VISIT,
        StopKind.VISIT,
        StopKind.RETURN,
    ]


def test_a_tool_that_was_not_taken_along_is_found(plan: Plan) -> None:
    assert rules(town(), with_stop(plan, "d1", tools=())) == {Rule.TOOLS}


def test_a_tool_that_is_not_at_the_place_is_found(plan: Plan) -> None:
    bare = [a_stock_place("d1", 2, set_aside={"unit": 1}), a_stock_place("d2", 1)]

    assert rules(town(stock_places=bare), plan) == {Rule.TOOLS}


def test_work_before_the_time_that_the_customer_was_told_is_found(plan: Plan) -> None:
    told = Told(Window(17 * H, 18 * H), 0)

    assert rules(with_visit("v3", told=told), plan) == {Rule.TOLD}


def test_more_load_than_the_capacity_is_found(plan: Plan) -> None:
    assert rules(with_technician("t1", capacity=3), plan) == set()
    assert rules(with_technician("t1", capacity=2), plan) == {Rule.CAPACITY}


def test_more_visits_than_allowed_is_found(plan: Plan) -> None:
    assert rules(with_technician("t1", most_visits=2), plan) == set()
    assert rules(with_technician("t1", most_visits=1), plan) == {Rule.MOST_VISITS}


def test_a_longer_way_than_allowed_is_found(plan: Plan) -> None:
    driven_m = plan.routes[0].distance_m

    assert rules(with_technician("t1", most_distance_m=driven_m), plan) == set()
    assert rules(with_technician("t1", most_distance_m=driven_m - 1), plan) == {Rule.MOST_DISTANCE}


def test_a_route_that_does_not_begin_with_its_fixed_visits_is_found(plan: Plan) -> None:
    assert rules(with_technician("t1", fixed=("v1",)), plan) == set()
    assert rules(with_technician("t1", fixed=("v2",)), plan) == {Rule.FIXED}


def test_a_visit_fixed_for_another_is_found(plan: Plan) -> None:
    assert rules(with_technician("t3", fixed=("v3",)), plan) == {Rule.FIXED}


def test_visits_that_must_be_together_on_two_routes_are_found(plan: Plan) -> None:
    assert rules(town(together=[{"v1", "v2"}]), plan) == set()
    assert rules(town(together=[{"v1", "v3"}]), plan) == {Rule.TOGETHER}


def test_visits_that_must_be_apart_on_one_route_are_found(plan: Plan) -> None:
    assert rules(town(apart=[{"v1", "v3"}]), plan) == set()
    assert rules(town(apart=[{"v1", "v2"}]), plan) == {Rule.APART}


def test_visits_that_must_be_apart_on_two_days_of_one_person_are_found() -> None:
    days = [a_technician("am", person="wang", shift=MORNING), a_technician("pm", person="wang", shift=AFTERNOON)]
    problem = a_problem(visits=[a_visit("v1"), a_visit("v2")], technicians=days)
    plan = a_plan(problem, am=["v1"], pm=["v2"])

    assert rules(problem, plan) == set()
    assert rules(replace(problem, apart=(frozenset({"v1", "v2"}),)), plan) == {Rule.APART}


def test_a_visit_before_the_one_that_it_must_wait_for_is_found(plan: Plan) -> None:
    assert rules(town(sequences=[Sequence_("v1", "v2")]), plan) == set()
    assert rules(town(sequences=[Sequence_("v2", "v1")]), plan) == {Rule.SEQUENCE}


def test_a_gap_that_is_too_short_is_found(plan: Plan) -> None:
    first, then = plan.routes[0].visits
    gap_s = then.start_s - first.depart_s

    assert rules(town(sequences=[Sequence_("v1", "v2", gap_s)]), plan) == set()
    assert rules(town(sequences=[Sequence_("v1", "v2", gap_s + 1)]), plan) == {Rule.SEQUENCE}


def test_a_visit_without_the_one_that_must_be_done_first_is_found() -> None:
    problem = a_problem(visits=[a_visit("v1"), a_visit("v2")])
    plan = a_plan(problem, t1=["v2"])

    assert rules(replace(problem, sequences=(Sequence_("v1", "v2"),)), plan) == {Rule.SEQUENCE}


def test_a_reserve_that_is_sent_out_is_found(plan: Plan) -> None:
    staff = frozenset({"t2", "t3"})

    assert rules(town(reserves=[Reserve(staff, 1)]), plan) == set()
    assert rules(town(reserves=[Reserve(staff, 2)]), plan) == {Rule.RESERVE}


@pytest.mark.parametrize("brings", [(), ("v1", "v2"), ("v2", "v2")])
def test_a_unit_that_is_not_brought_once_to_its_workshop_is_found(plan: Plan, brings: tuple[str, ...]) -> None:
    assert rules(town(), with_stop(plan, "d2", brings=brings)) == {Rule.RETURNED}


def test_a_unit_brought_before_it_was_taken_out_is_found(plan: Plan) -> None:
    spoiled = with_stop(plan, "d2", brings=())

    assert rules(with_visit("v2", returns_to="d1"), with_stop(spoiled, "d1", brings=("v2",))) >= {Rule.RETURNED}


def test_a_part_taken_before_it_arrives_is_found() -> None:
    def problem(at_s: int) -> RoutingProblem:
        place = a_stock_place(arrivals=[Arrival("pump", 1, at_s)])
        return a_problem(visits=[a_visit(parts={"pump": 1})], stock_places=[place])

    plan = a_plan(problem(11 * H), t1=["d1", "v1"])

    assert plan.routes[0].stops[0].start_s == 11 * H
    assert rules(problem(11 * H), plan) == set()
    assert rules(problem(11 * H + 1), plan) == {Rule.STOCK}


def test_a_part_that_arrives_to_be_set_aside_is_for_swaps_only() -> None:
    def problem(pool: Pool) -> RoutingProblem:
        place = a_stock_place(arrivals=[Arrival("pump", 1, 9 * H, pool)])
        return a_problem(visits=[a_visit(parts={"pump": 1})], stock_places=[place])

    plan = a_plan(problem(Pool.FREE), t1=["d1", "v1"])

    assert rules(problem(Pool.SET_ASIDE), plan) == {Rule.STOCK}


def test_a_van_that_two_days_of_one_person_empty_is_found() -> None:
    def days(pumps: int) -> list[Technician]:
        return [
            a_technician(name, person="wang", shift=shift, van={"pump": pumps})
            for name, shift in (("am", MORNING), ("pm", AFTERNOON))
        ]

    visits = [a_visit("v1", parts={"pump": 1}), a_visit("v2", parts={"pump": 1})]
    plan = a_plan(a_problem(visits=visits, technicians=days(2)), am=["v1"], pm=["v2"])

    assert rules(a_problem(visits=visits, technicians=days(1)), plan) == {Rule.ON_BOARD}


def test_a_drive_through_the_rush_hour_that_is_told_too_short_is_found() -> None:
    problem = a_problem(visits=[a_visit("v1", 5, windows=[Window(8 * H + 50 * MIN, 9 * H)])], matrix=line_matrix(6))
    plan = a_plan(problem, t1=["v1"])

    assert rules(replace(problem, factors=(1000,) * 24), plan) == set()
    assert rules(replace(problem, factors=(1000,) * 8 + (1200,) + (1000,) * 15), plan) == {Rule.TIMES}


TERMS = {
    "overtime_fen": {"overtime": Overtime(9 * H, 600)},
    "fairness_fen": {"fair": Fair(H, 600)},
}


@pytest.mark.parametrize(("term", "change"), TERMS.items())
def test_overtime_and_an_uneven_load_cost_by_the_hour(plan: Plan, term: str, change: dict[str, Any]) -> None:
    """t1 works from 8:00 to 12:00, an hour and ten minutes of it on the road."""
    problem = with_technician("t1", **change)
    costs = a_plan(problem, t1=["d1", "v1", "v2", "d2"], t2=["v3"])
    worked_s = plan.routes[0].back_s - plan.routes[0].leave_s

    assert rules(problem, plan) == {Rule.SCORE}
    assert violations(problem, costs) == []
    assert getattr(costs.score, term) == (worked_s - H) // 6


def test_missed_promises_changes_and_prices_are_in_the_score(plan: Plan) -> None:
    problem = with_visit(
        "v3",
        promises=(Promise(9 * H, 500, 600), Promise(-1, 700, 0), Promise(20 * H, 900, 0)),
        told=Told(Window(10 * H, 10 * H + 30 * MIN), 300),
        prices_fen={"t2": 40, "t1": 9_000},
        windows=(Window(11 * H, 12 * H),),
    )
    costs = a_plan(problem, t1=["d1", "v1", "v2", "d2"], t2=["v3"])

    assert violations(problem, costs) == []
    assert (costs.score.late_fen, costs.score.missed_fen) == (2 * 600, 500)
    assert (costs.score.changes_fen, costs.score.prices_fen) == (300, 40)
    assert costs.score.total_fen == plan.score.total_fen + 2 * 600 + 500 + 300 + 40


@pytest.mark.parametrize("term", ["overtime_fen", "fairness_fen", "missed_fen", "changes_fen", "prices_fen"])
def test_each_further_term_of_the_score_is_checked(plan: Plan, term: str) -> None:
    wrong = replace(plan.score, **{term: getattr(plan.score, term) + 1})

    assert rules(town(), replace(plan, score=wrong)) == {Rule.SCORE}
