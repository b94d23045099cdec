"""Each visit that stays out says why, and what would help."""

from __future__ import annotations

from typing import Any

from routing_builders import MIN, H, a_problem, a_stock_place, a_technician, a_visit, line_matrix, matrix_of

from routing.check import violations
from routing.plan import Unserved, UnservedReason
from routing.problem import Break, Window
from routing.solve import solve


def only_unserved(**parts: Any) -> Unserved:
    problem = a_problem(**parts)
    plan = solve(problem, time_limit_s=0.1, seed=1)
    assert violations(problem, plan) == []
    (unserved,) = plan.unserved
    return unserved


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
    late_opening = a_stock_place(opening=Window(15 * H, 18 * H), stock={"pump": 1})

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
