"""Each visit that stays out says why, and what would help."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from routing_builders import MIN, H, a_plan, a_problem, a_stock_place, a_technician, a_visit, line_matrix, matrix_of
from routing_strategies import QUICK, grown, seeds

from routing.check import violations
from routing.draft import Draft
from routing.plan import Unserved, UnservedReason
from routing.problem import Arrival, Break, Overtime, Reserve, RoutingProblem, Sequence_, Told, Window
from routing.reasons import Remedy, RemedyKind
from routing.resume import draft_of
from routing.solve import solve
from routing.unserved import Inquiry


def only_unserved(**parts: Any) -> Unserved:
    problem = a_problem(**parts)
    plan = solve(problem, time_limit_s=0.1, seed=1)
    assert violations(problem, plan) == []
    (unserved,) = plan.unserved
    return unserved


def remedies(unserved: Unserved) -> dict[RemedyKind, Remedy]:
    return {remedy.kind: remedy for remedy in unserved.remedies}


def left_out(problem: RoutingProblem, visit: str, **named: list[str]) -> Unserved:
    """Why ``visit`` isn't on a plan made by hand."""
    return Inquiry(draft_of(problem, a_plan(problem, **named).routes)).why(problem.visit_by_id[visit])


def reason(**parts: Any) -> UnservedReason:
    return only_unserved(**parts).reason


def test_no_technician_on_duty() -> None:
    assert reason(visits=[a_visit()], technicians=[]) is UnservedReason.NO_TECHNICIAN


def test_none_of_the_allowed_technicians_on_duty() -> None:
    assert reason(visits=[a_visit(technicians=[])]) is UnservedReason.NO_TECHNICIAN


def test_no_technician_with_the_skill_names_the_skill() -> None:
    unserved = only_unserved(visits=[a_visit(skills=["gas", "laser"])], technicians=[a_technician(skills=["gas"])])

    assert unserved.reason is UnservedReason.NO_SKILL
    assert unserved.facts == {"skills": "laser"}
    assert "laser" in unserved.message.zh


def test_a_skill_only_of_a_technician_who_may_not_come_is_no_skill() -> None:
    technicians = [a_technician("t1"), a_technician("t2", skills=["gas"])]

    assert reason(visits=[a_visit(skills=["gas"], technicians=["t1"])], technicians=technicians) is (
        UnservedReason.NO_SKILL
    )


def test_a_window_after_every_shift() -> None:
    assert reason(visits=[a_visit(windows=[Window(20 * H, 21 * H)])]) is UnservedReason.OUTSIDE_SHIFT


def test_a_visit_longer_than_every_shift() -> None:
    assert reason(visits=[a_visit(duration_s=11 * H)]) is UnservedReason.OUTSIDE_SHIFT


def test_a_visit_that_leaves_no_time_for_the_break() -> None:
    technicians = [a_technician(breaks=[Break(Window(12 * H, 13 * H), 30 * MIN)])]

    assert reason(visits=[a_visit(duration_s=9 * H)], technicians=technicians) is UnservedReason.OUTSIDE_SHIFT


def test_a_part_that_is_nowhere() -> None:
    unserved = only_unserved(visits=[a_visit(parts={"pump": 2})], stock_places=[a_stock_place(stock={"pump": 1})])

    assert unserved.reason is UnservedReason.PART_UNAVAILABLE
    assert unserved.facts == {"parts": "pump ×1"}


def test_a_part_where_no_able_technician_may_pick_up() -> None:
    assert (
        reason(
            visits=[a_visit(parts={"pump": 1})],
            technicians=[a_technician(depots=[])],
            stock_places=[a_stock_place(stock={"pump": 1})],
        )
        is UnservedReason.PART_UNAVAILABLE
    )


def test_a_part_that_is_not_enough_for_all() -> None:
    visits = [a_visit("v1", parts={"pump": 1}), a_visit("v2", parts={"pump": 1})]

    unserved = only_unserved(visits=visits, stock_places=[a_stock_place(stock={"pump": 1})])

    assert unserved.reason is UnservedReason.PART_TAKEN
    assert unserved.facts["parts"] == "pump ×1"
    assert {unserved.visit, unserved.facts["visits"]} == {"v1", "v2"}


def test_a_unit_that_is_not_set_aside_anywhere() -> None:
    assert (
        reason(visits=[a_visit(units={"unit": 1})], stock_places=[a_stock_place(stock={"unit": 5})])
        is UnservedReason.PART_UNAVAILABLE
    )


def test_only_what_is_set_aside_would_do() -> None:
    assert (
        reason(visits=[a_visit(parts={"pump": 1})], stock_places=[a_stock_place(set_aside={"pump": 5})])
        is UnservedReason.SET_ASIDE
    )


def test_a_part_that_can_not_be_fetched_in_time() -> None:
    late_opening = a_stock_place(openings=(Window(15 * H, 18 * H),), stock={"pump": 1})

    assert (
        reason(visits=[a_visit(parts={"pump": 1}, windows=[Window(9 * H, 10 * H)])], stock_places=[late_opening])
        is UnservedReason.PART_NOT_IN_TIME
    )


def test_a_site_too_far_to_be_back_in_time() -> None:
    assert reason(visits=[a_visit(place=5)], matrix=line_matrix(6, step_s=H)) is UnservedReason.TOO_FAR


def test_a_site_that_can_not_be_reached() -> None:
    matrix = matrix_of([[0, -1, 600], [-1, 0, -1], [600, -1, 0]])

    assert reason(visits=[a_visit(place=1)], matrix=matrix) is UnservedReason.UNREACHABLE


def test_no_room_beside_the_others() -> None:
    visits = [a_visit("v1", duration_s=6 * H), a_visit("v2", duration_s=6 * H)]

    assert reason(visits=visits) is UnservedReason.CAPACITY


def test_a_visit_that_costs_more_than_leaving_it_out() -> None:
    unserved = only_unserved(visits=[a_visit(place=5, unserved_cost_fen=10)])

    assert unserved.reason is UnservedReason.COSTS_MORE
    assert unserved.facts["unserved_cost"] == "0.10"


def test_no_technician_on_duty_may_do_it_names_who_could() -> None:
    unserved = only_unserved(visits=[a_visit(technicians=[])])

    assert remedies(unserved)[RemedyKind.LET_DO].facts == {"technician": "t1"}
    assert remedies(unserved)[RemedyKind.LET_DO].cost_fen == 800 + 2_500


def test_a_missing_skill_says_what_calling_someone_in_costs() -> None:
    """Ten minutes there and back, half an hour of work: 800 fen for the way, 2500 for the time."""
    unserved = only_unserved(visits=[a_visit(skills=["gas"])])

    assert unserved.remedies == (Remedy(RemedyKind.CALL_IN_SKILLED, {"skills": "gas"}, 3_300),)
    assert unserved.remedy.en == "Call in a technician with gas: 33.00 yuan."
    assert unserved.remedy.zh == "安排具备 gas 的人员到岗：33.00 元。"


def test_a_missing_tool_is_told() -> None:
    unserved = only_unserved(visits=[a_visit(tools=["ladder"])])

    assert (unserved.reason, unserved.facts) == (UnservedReason.NO_TOOL, {"tools": "ladder"})
    assert remedies(unserved)[RemedyKind.GIVE_TOOLS].facts == {"technician": "t1", "tools": "ladder"}


def test_a_window_too_tight_from_anywhere_tells_the_earliest_arrival() -> None:
    unserved = only_unserved(visits=[a_visit(place=5, windows=[Window(8 * H, 8 * H + 30 * MIN)])])

    assert unserved.reason is UnservedReason.WINDOW_TOO_TIGHT
    assert unserved.facts == {"until": "11-23 08:30", "earliest": "11-23 08:50", "technician": "t1"}
    assert remedies(unserved).keys() == {RemedyKind.OTHER_TIME}


def test_overtime_is_a_remedy_with_its_price() -> None:
    """Six hours of work after six: back at 20:20, at 30 yuan an hour and 12 more after six."""
    visits = [a_visit("v1", duration_s=6 * H), a_visit("v2", duration_s=6 * H)]
    problem = a_problem(visits=visits, technicians=[a_technician(overtime=Overtime(18 * H, 1_200))])
    unserved = left_out(problem, "v2", t1=["v1"])

    assert unserved.reason is UnservedReason.CAPACITY
    overtime = remedies(unserved)[RemedyKind.OVERTIME]
    assert overtime.facts == {"technician": "t1", "until": "11-23 20:20"}
    assert overtime.cost_fen == 6 * 3_000 + 2_800


def test_the_visits_that_would_be_displaced_are_named_with_what_it_costs() -> None:
    visits = [
        a_visit("v1", duration_s=6 * H, unserved_cost_fen=500_000),
        a_visit("v2", duration_s=3 * H, unserved_cost_fen=20_000),
        a_visit("v3", duration_s=3 * H),
    ]
    unserved = left_out(a_problem(visits=visits), "v3", t1=["v1", "v2"])

    assert unserved.reason is UnservedReason.CAPACITY
    displaced = remedies(unserved)[RemedyKind.DISPLACE]
    assert (displaced.facts["visits"], displaced.cost_fen) == ("v2", 20_000)
    assert remedies(unserved).keys() >= {RemedyKind.OVERTIME, RemedyKind.CALL_IN}


def test_two_short_visits_make_room_for_a_long_one() -> None:
    visits = [a_visit(f"v{n}", duration_s=3 * H, unserved_cost_fen=100_000) for n in range(3)]
    problem = a_problem(visits=[*visits, a_visit("long", duration_s=5 * H)])

    assert remedies(left_out(problem, "long", t1=["v0", "v1", "v2"]))[RemedyKind.DISPLACE].facts["visits"] == "v0, v1"


def test_another_time_is_a_remedy_where_only_the_window_has_no_room() -> None:
    tight = [Window(9 * H, 9 * H + 10 * MIN)]
    visits = [a_visit("v1", windows=tight, duration_s=2 * H), a_visit("v2", windows=tight)]
    unserved = left_out(a_problem(visits=visits), "v2", t1=["v1"])

    assert unserved.reason is UnservedReason.CAPACITY
    assert RemedyKind.OTHER_TIME in remedies(unserved)


def test_a_part_that_arrives_too_late_says_when_and_where() -> None:
    place = a_stock_place(arrivals=[Arrival("pump", 1, 15 * H)])
    visit = a_visit(parts={"pump": 1}, windows=[Window(9 * H, 11 * H)])
    unserved = only_unserved(visits=[visit], stock_places=[place])

    assert unserved.reason is UnservedReason.PART_LATE
    assert unserved.facts == {"parts": "pump", "place": "d1", "arrives": "11-23 15:00"}
    assert "11-23 15:00" in unserved.message.zh


def test_a_part_at_a_place_of_others_is_a_remedy() -> None:
    unserved = only_unserved(
        visits=[a_visit(parts={"pump": 1})],
        technicians=[a_technician(depots=[])],
        stock_places=[a_stock_place(stock={"pump": 1})],
    )

    fetch = remedies(unserved)[RemedyKind.FETCH_FROM]
    assert fetch.facts == {"technician": "t1", "parts": "pump ×1", "place": "d1"}
    assert fetch.cost_fen is not None


def test_set_aside_units_are_named_with_their_place() -> None:
    unserved = only_unserved(visits=[a_visit(parts={"pump": 1})], stock_places=[a_stock_place(set_aside={"pump": 5})])

    assert unserved.facts == {"parts": "pump ×1", "place": "d1"}
    assert remedies(unserved)[RemedyKind.RELEASE].cost_fen == 3_300


def test_a_workshop_that_can_not_be_reached() -> None:
    unserved = only_unserved(visits=[a_visit(returns_to="d1")], technicians=[a_technician(depots=[])])

    assert (unserved.reason, unserved.facts) == (UnservedReason.NO_WORKSHOP, {"place": "d1"})


@pytest.mark.parametrize("limit", [{"capacity": 1}, {"most_visits": 0}, {"most_distance_m": 1}])
def test_a_visit_beyond_every_limit(limit: dict[str, Any]) -> None:
    unserved = only_unserved(visits=[a_visit(load=2)], technicians=[a_technician(**limit)])

    assert unserved.reason is UnservedReason.LIMITS
    assert remedies(unserved).keys() == {RemedyKind.RAISE_LIMITS}


def test_only_the_reserve_has_room() -> None:
    unserved = only_unserved(visits=[a_visit()], reserves=[Reserve(frozenset({"t1"}), 1)])

    assert (unserved.reason, unserved.facts) == (UnservedReason.RESERVE, {"technician": "t1"})
    assert remedies(unserved)[RemedyKind.USE_RESERVE].cost_fen == 3_300


def test_what_must_come_first_is_not_served() -> None:
    problem = a_problem(visits=[a_visit("v1"), a_visit("v2")], sequences=[Sequence_("v1", "v2")])
    unserved = left_out(problem, "v2")

    assert (unserved.reason, unserved.facts) == (UnservedReason.SEQUENCE, {"visits": "v1"})


def test_who_must_do_it_has_no_room() -> None:
    visits = [a_visit("v1", duration_s=8 * H), a_visit("v2", duration_s=4 * H)]
    problem = a_problem(visits=visits, technicians=[a_technician("t1"), a_technician("t2")], together=[{"v1", "v2"}])

    unserved = left_out(problem, "v2", t1=["v1"])
    assert (unserved.reason, unserved.facts) == (UnservedReason.TOGETHER, {"visits": "v1"})


def test_nobody_else_has_room_for_what_must_be_apart() -> None:
    problem = a_problem(visits=[a_visit("v1"), a_visit("v2")], apart=[{"v1", "v2"}])
    unserved = left_out(problem, "v2", t1=["v1"])

    assert (unserved.reason, unserved.facts) == (UnservedReason.APART, {"visits": "v1"})


def test_what_the_customer_was_told_can_be_in_the_way() -> None:
    unserved = only_unserved(visits=[a_visit(told=Told(Window(19 * H, 20 * H), 0))])

    assert unserved.reason is UnservedReason.OUTSIDE_SHIFT
    assert RemedyKind.OTHER_TIME in remedies(unserved)


def test_several_rules_at_once_are_told_by_the_first() -> None:
    unserved = only_unserved(visits=[a_visit(skills=["gas"], tools=["ladder"])])

    assert unserved.reason is UnservedReason.NO_SKILL


def test_who_would_do_it_is_told_where_it_costs_more_than_leaving_it_out() -> None:
    unserved = only_unserved(visits=[a_visit(unserved_cost_fen=3_299)])

    assert unserved.facts == {"technician": "t1", "cost": "33.00", "unserved_cost": "32.99"}


def test_a_visit_that_others_wait_for_has_no_room_where_they_would_be_too_late() -> None:
    """The other one is on the route already, at a time that leaves none before it."""
    visits = [a_visit("v1"), a_visit("v2", windows=[Window(8 * H + 10 * MIN, 8 * H + 20 * MIN)])]
    served = a_problem(visits=visits)
    draft = draft_of(served, a_plan(served, t1=["v2"]).routes)
    tied = a_problem(visits=visits, sequences=[Sequence_("v1", "v2")])

    unserved = Inquiry(draft.asking(tied)).why(visits[0])

    assert unserved.reason is UnservedReason.CAPACITY
    assert remedies(unserved).keys() >= {RemedyKind.UNTIE}


def test_room_that_nobody_looked_for_is_no_reason_to_call_it_too_dear() -> None:
    unserved = left_out(a_problem(visits=[a_visit()]), "v1")

    assert (unserved.reason, unserved.facts) == (UnservedReason.NOT_FOUND, {"technician": "t1"})
    assert remedies(unserved)[RemedyKind.PUT_BACK].cost_fen == 3_300


def test_a_window_from_which_nobody_is_back_in_time_is_outside_the_shift() -> None:
    unserved = only_unserved(visits=[a_visit(place=5, windows=[Window(17 * H, 18 * H)])])

    assert unserved.reason is UnservedReason.OUTSIDE_SHIFT
    assert remedies(unserved)[RemedyKind.OVERTIME].facts["until"] == "11-23 18:20"


@settings(QUICK, max_examples=300)
@given(case=seeds.map(grown))
def test_whatever_is_left_out_has_a_reason_and_a_remedy_in_both_languages(case: tuple[RoutingProblem, Draft]) -> None:
    problem, draft = case
    inquiry = Inquiry(draft)
    for visit in problem.visits:
        if visit.id not in draft.on_day:
            unserved = inquiry.why(visit)
            texts = (unserved.message.en, unserved.message.zh, unserved.remedy.en, unserved.remedy.zh)
            assert all(text.strip() for text in texts)
            assert "{" not in "".join(texts)
