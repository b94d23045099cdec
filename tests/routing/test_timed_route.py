"""One technician, the order of their calls: exact times and costs, or the rule that is in the way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from routing_builders import DAY, MIN, H, a_problem, a_stock_place, a_technician, a_visit, calls, matrix_of

from routing.day import timed_route
from routing.draft import timed_plan
from routing.plan import Route, StopKind
from routing.problem import (
    VAN,
    Arrival,
    Break,
    Fair,
    Overtime,
    Promise,
    RoutingProblem,
    Sequence_,
    Told,
    Window,
)
from routing.rules import WORDING, Broken, Rule
from routing.score import route_score

MORNING, AFTERNOON = Window(8 * H, 12 * H), Window(13 * H, 18 * H)


def route(problem: RoutingProblem, *names: str) -> Route:
    found = timed_route(problem, problem.technicians[0], calls(problem, *names))
    assert isinstance(found, Route), found.message.en
    return found


def broken(problem: RoutingProblem, *names: str) -> tuple[Rule, str]:
    found = timed_route(problem, problem.technicians[0], calls(problem, *names))
    assert isinstance(found, Broken)
    return found.rule, found.subject


def starts(found: Route) -> dict[str, int]:
    return {stop.ref: stop.start_s for stop in found.stops}


def one_visit(technician: dict[str, Any] | None = None, **visit: Any) -> RoutingProblem:
    return a_problem(visits=[a_visit(**visit)], technicians=[a_technician(**(technician or {}))])


def test_the_order_of_the_calls_is_kept() -> None:
    problem = a_problem(visits=[a_visit("v1", 1), a_visit("v2", 2)])

    assert [stop.ref for stop in route(problem, "v2", "v1").stops] == ["v2", "v1"]
    assert route(problem).stops == ()


def test_who_waits_leaves_later_instead() -> None:
    found = route(one_visit(windows=[Window(14 * H, 15 * H)]), "v1")

    assert (found.leave_s, starts(found)["v1"]) == (14 * H - 10 * MIN, 14 * H)


def test_leaving_later_makes_no_promise_missed() -> None:
    """There is an hour to be waited before v2, but v1 was promised by half past eight."""
    visits = [
        a_visit("v1", 1, promises=(Promise(8 * H + 30 * MIN, 0, 100),)),
        a_visit("v2", 1, windows=[Window(11 * H, 12 * H)]),
    ]

    assert starts(route(a_problem(visits=visits), "v1", "v2"))["v1"] == 8 * H + 30 * MIN


def test_who_is_late_by_the_hour_is_made_no_later() -> None:
    visits = [a_visit("v1", 1, promises=(Promise(8 * H, 0, 100),)), a_visit("v2", 1, windows=[Window(11 * H, 12 * H)])]

    assert starts(route(a_problem(visits=visits), "v1", "v2"))["v1"] == 8 * H + 10 * MIN


def test_a_promise_that_costs_once_and_is_missed_keeps_nobody_from_leaving_later() -> None:
    visits = [a_visit("v1", 1, promises=(Promise(8 * H, 100, 0),)), a_visit("v2", 1, windows=[Window(11 * H, 12 * H)])]

    assert starts(route(a_problem(visits=visits), "v1", "v2"))["v1"] == 11 * H - 30 * MIN


def test_leaving_later_keeps_to_what_the_customer_was_told() -> None:
    told = Told(Window(9 * H, 9 * H + 15 * MIN), 100)
    visits = [a_visit("v1", 1, told=told), a_visit("v2", 1, windows=[Window(11 * H, 12 * H)])]

    assert starts(route(a_problem(visits=visits), "v1", "v2"))["v1"] == 9 * H + 15 * MIN


def test_work_waits_for_the_time_that_the_customer_was_told() -> None:
    found = route(one_visit(told=Told(Window(10 * H, 11 * H), 0), windows=[Window(9 * H, 17 * H)]), "v1")

    assert starts(found)["v1"] == 10 * H


def test_a_break_is_taken_at_home_if_that_costs_less() -> None:
    technician = {"breaks": [Break(Window(11 * H, 12 * H), 30 * MIN)]}
    found = route(one_visit(technician, windows=[Window(14 * H, 15 * H)]), "v1")

    assert [stop.kind for stop in found.stops] == [StopKind.VISIT]
    assert found.leave_s == 14 * H - 10 * MIN


def test_a_break_that_the_drive_meets_moves_with_a_later_leaving() -> None:
    """The break at nine interrupts the drive of two hours; whoever leaves later drives more of it after the break."""
    technician = a_technician(breaks=[Break(Window(9 * H, 9 * H), 30 * MIN)], depots=[])
    problem = a_problem(
        visits=[a_visit(windows=[Window(11 * H, 11 * H)])],
        technicians=[technician],
        matrix=matrix_of([[0, 2 * H], [2 * H, 0]]),
        stock_places=[],
    )

    assert route(problem, "v1").leave_s == 8 * H + 30 * MIN


def test_another_number_of_breaks_at_home_is_chosen_by_cost() -> None:
    rests = [Break(Window(9 * H, 9 * H + 30 * MIN), 30 * MIN), Break(Window(12 * H, 13 * H), 30 * MIN)]
    found = route(one_visit({"breaks": rests}, windows=[Window(15 * H, 15 * H)]), "v1")

    assert [stop.kind for stop in found.stops] == [StopKind.VISIT]


def test_a_drive_takes_the_hours_factor() -> None:
    """20 minutes of the matrix from 8:50 on: ten minutes at double time and the rest at the normal pace."""
    problem = replace(
        one_visit(place=2, windows=[Window(9 * H + 15 * MIN, 10 * H)]),
        factors=(1000,) * 8 + (2000,) + (1000,) * 15,
    )
    found = route(problem, "v1")

    assert (found.leave_s, starts(found)["v1"]) == (8 * H + 50 * MIN, 9 * H + 15 * MIN)


def test_supplies_come_from_the_van_first_then_from_the_stops_passed() -> None:
    problem = a_problem(
        visits=[a_visit("v1", 3, parts={"pump": 2}), a_visit("v2", 4, parts={"pump": 2})],
        technicians=[a_technician(van={"pump": 1}, depots=["d1", "d2"])],
        stock_places=[a_stock_place("d1", 2, stock={"pump": 2}), a_stock_place("d2", 3, stock={"pump": 5})],
    )
    first, then = (stop for stop in route(problem, "d1", "v1", "d2", "v2").stops if stop.kind is StopKind.VISIT)

    assert [(use.source, use.quantity) for use in first.uses] == [(VAN, 1), ("d1", 1)]
    assert [(use.source, use.quantity) for use in then.uses] == [("d1", 1), ("d2", 1)]


def test_a_stop_that_serves_nothing_is_left_out() -> None:
    problem = a_problem(visits=[a_visit()], stock_places=[a_stock_place(stock={"pump": 9})])

    assert [stop.ref for stop in route(problem, "d1", "v1", "d1").stops] == ["v1"]


def test_a_stop_waits_for_the_part_that_arrives() -> None:
    place = a_stock_place(stock={"pump": 1}, arrivals=[Arrival("pump", 1, 10 * H)])
    problem = a_problem(visits=[a_visit("v1", 3, parts={"pump": 2})], stock_places=[place])
    found = route(problem, "d1", "v1")

    assert starts(found)["d1"] == 10 * H
    assert [(load.part, load.quantity) for load in found.stops[0].loads] == [("pump", 2)]


def test_only_the_stop_that_needs_it_waits_for_the_part_that_arrives() -> None:
    place = a_stock_place(stock={"pump": 1}, arrivals=[Arrival("pump", 1, 14 * H)])
    visits = [a_visit("v1", 3, parts={"pump": 1}), a_visit("v2", 3, parts={"pump": 1})]
    first, _, again, _ = route(a_problem(visits=visits, stock_places=[place]), "d1", "v1", "d1", "v2").stops

    assert first.start_s < again.start_s == 14 * H


def test_a_tool_is_taken_along_and_serves_every_visit_after() -> None:
    visits = [a_visit("v1", 3, tools=["ladder"]), a_visit("v2", 4, tools=["ladder"])]
    problem = a_problem(visits=visits, stock_places=[a_stock_place(tools=["ladder"])])

    assert route(problem, "d1", "v1", "v2").stops[0].tools == ("ladder",)
    assert broken(problem, "v1", "d1", "v2") == (Rule.TOOLS, "v1")


def test_a_unit_is_brought_to_a_stop_that_is_made_anyway() -> None:
    visits = [a_visit("v1", 3, returns_to="d1"), a_visit("v2", 4, parts={"pump": 1})]
    problem = a_problem(visits=visits, stock_places=[a_stock_place(stock={"pump": 1})])
    pickup = route(problem, "v1", "d1", "v2").stops[1]

    assert (pickup.kind, pickup.brings, len(pickup.loads)) == (StopKind.PICKUP, ("v1",), 1)


def test_sequences_on_one_route_wait_for_their_gap() -> None:
    problem = a_problem(visits=[a_visit("v1", 1), a_visit("v2", 1)], sequences=[Sequence_("v1", "v2", 2 * H)])
    first, then = route(problem, "v1", "v2").stops

    assert then.start_s == first.depart_s + 2 * H
    assert broken(problem, "v2", "v1") == (Rule.SEQUENCE, "v2")


def test_sequences_on_two_routes_wait_for_each_other() -> None:
    staff = [a_technician("t1", 0), a_technician("t2", 5)]
    problem = a_problem(
        visits=[a_visit("v1", 4, duration_s=3 * H), a_visit("v2", 4)],
        technicians=staff,
        sequences=[Sequence_("v1", "v2", H)],
    )
    routes = timed_plan(problem, {"t2": calls(problem, "v2"), "t1": calls(problem, "v1")})

    assert isinstance(routes, tuple)
    assert routes[1].stops[0].start_s == routes[0].stops[0].depart_s + H
    assert routes[0].stops[0].start_s == 8 * H + 40 * MIN


def test_routes_that_wait_for_each_other_for_ever_are_refused() -> None:
    names = ["v1", "v2", "v3", "v4"]
    problem = a_problem(
        visits=[a_visit(name) for name in names],
        technicians=[a_technician("t1"), a_technician("t2")],
        sequences=[Sequence_("v1", "v2"), Sequence_("v3", "v4")],
    )
    found = timed_plan(problem, {"t1": calls(problem, "v4", "v1"), "t2": calls(problem, "v2", "v3")})

    assert isinstance(found, Broken)


REFUSED: list[tuple[Rule, str, dict[str, Any], dict[str, Any]]] = [
    (Rule.ALLOWED, "v1", {}, {"technicians": []}),
    (Rule.SKILLS, "v1", {}, {"skills": ["gas"]}),
    (Rule.TOOLS, "v1", {}, {"tools": ["ladder"]}),
    (Rule.ON_BOARD, "v1", {}, {"parts": {"pump": 1}}),
    (Rule.ON_BOARD, "v1", {"van": {"unit": 1}}, {"units": {"unit": 1}}),
    (Rule.RETURNED, "v1", {}, {"returns_to": "d1"}),
    (Rule.CAPACITY, "t1", {"capacity": 1}, {"load": 2}),
    (Rule.MOST_VISITS, "t1", {"most_visits": 0}, {}),
    (Rule.MOST_DISTANCE, "t1", {"most_distance_m": 9_999}, {}),
    (Rule.WINDOW, "v1", {}, {"windows": [Window(8 * H, 8 * H + 60)]}),
    (Rule.WINDOW, "v1", {"shift": AFTERNOON}, {"windows": [MORNING]}),
    (Rule.SHIFT, "t1", {}, {"told": Told(Window(19 * H, 20 * H), 0)}),
    (Rule.SHIFT, "t1", {"shift": MORNING}, {"duration_s": 4 * H}),
    (Rule.BREAKS, "t1", {"breaks": [Break(Window(12 * H, 12 * H), MIN)]}, {"duration_s": 9 * H}),
]


@pytest.mark.parametrize(("rule", "subject", "technician", "visit"), REFUSED)
def test_what_can_not_be_kept_is_told_by_its_rule(
    rule: Rule, subject: str, technician: dict[str, Any], visit: dict[str, Any]
) -> None:
    assert broken(one_visit(technician, **visit), "v1") == (rule, subject)


def test_an_unreachable_stop_is_told() -> None:
    matrix = matrix_of([[0, -1], [600, 0]])
    problem = a_problem(visits=[a_visit()], technicians=[a_technician(depots=[])], matrix=matrix, stock_places=[])

    assert broken(problem, "v1") == (Rule.REACHABLE, "v1")


def test_a_closed_stock_place_is_told() -> None:
    place = a_stock_place(openings=(Window(8 * H, 8 * H + MIN),), tools=["ladder"])

    assert broken(a_problem(visits=[a_visit(tools=["ladder"])], stock_places=[place]), "d1", "v1") == (
        Rule.OPENING,
        "d1",
    )


def test_a_stock_place_of_others_is_told() -> None:
    problem = a_problem(visits=[a_visit()], technicians=[a_technician(depots=[])])

    assert broken(problem, "d1", "v1") == (Rule.DEPOT, "d1")


def test_fixed_visits_come_first_in_their_order() -> None:
    visits = [a_visit("v1"), a_visit("v2"), a_visit("v3")]
    problem = a_problem(visits=visits, technicians=[a_technician(fixed=["v2", "v1"]), a_technician("t2", fixed=["v3"])])

    assert starts(route(problem, "v2", "v1")).keys() == {"v1", "v2"}
    assert starts(route(problem, "v1")).keys() == {"v1"}
    assert broken(problem, "v1", "v2") == (Rule.FIXED, "t1")
    assert broken(problem, "v3") == (Rule.FIXED, "v3")


def test_overtime_and_fairness_are_paid_from_when_they_begin() -> None:
    """Leaves at 8:00, back at 18:00."""
    usual = one_visit(
        {"work_cost_fen_per_h": 0, "travel_cost_fen_per_km": 0}, duration_s=DAY.end_s - DAY.start_s - 20 * MIN
    )
    dear = replace(
        usual, technicians=(replace(usual.technicians[0], overtime=Overtime(17 * H, 100), fair=Fair(8 * H, 10)),)
    )
    score = route_score(dear, route(dear, "v1"))
    assert (score.overtime_fen, score.fairness_fen, score.total_fen) == (100, 20, 120)


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_is_worded_in_both_languages(rule: Rule) -> None:
    message = Broken(rule, "v1").message

    assert message.en.startswith("v1: ")
    assert message.zh.startswith("v1：")
    assert WORDING[rule].en != WORDING[rule].zh


def test_who_is_waited_for_does_not_leave_later() -> None:
    visits = [a_visit("v1", 1), a_visit("v2", 1), a_visit("v3", 1, windows=[Window(15 * H, 16 * H)])]
    free = a_problem(visits=visits, technicians=[a_technician("t1"), a_technician("t2")])
    awaited = replace(free, sequences=(Sequence_("v1", "v2"),))

    assert starts(route(free, "v1", "v3"))["v1"] == 14 * H + 30 * MIN
    assert starts(route(awaited, "v1", "v3"))["v1"] == 8 * H + 10 * MIN
