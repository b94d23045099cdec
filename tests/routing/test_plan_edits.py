"""A plan changed by hand, with the verdict at once; and two plans compared."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from routing_builders import H, a_plan, a_problem, a_stock_place, a_technician, a_visit, with_routes
from routing_strategies import QUICK, grown, seeds

from refusals import Invalid
from routing.check import violations
from routing.compare import DayChange, Moved, MoveKind, compare
from routing.draft import timed_plan
from routing.edit import Edited, lock_position, lock_technician, lock_time, move_visit, open_plan, take_out
from routing.plan import Plan, StopKind, UnservedReason
from routing.problem import Promise, RoutingProblem, Sequence_, Window
from routing.resume import draft_of
from routing.rules import Broken, Rule
from routing.score import score_of
from routing.solve import solve


def town(**more: object) -> RoutingProblem:
    parts: dict[str, object] = {
        "visits": [
            a_visit("v1", 1),
            a_visit("v2", 3, parts={"pump": 1}),
            a_visit("v3", 4, skills=["gas"]),
            a_visit("v4", 5, windows=[Window(9 * H, 10 * H)], promises=(Promise(9 * H, 500, 0),)),
        ],
        "technicians": [a_technician("t1", 0, skills=["gas"]), a_technician("t2", 5), a_technician("t3", 5, depots=[])],
        "stock_places": [a_stock_place("d1", 2, stock={"pump": 1})],
    }
    return a_problem(**{**parts, **more})  # type: ignore[arg-type]


def plan_of(problem: RoutingProblem) -> Plan:
    return a_plan(problem, t1=["v1", "d1", "v2", "v3"], t2=["v4"])


def served(plan: Plan) -> dict[str, list[str]]:
    return {route.technician: [stop.ref for stop in route.stops] for route in plan.routes}


def moved(visit: str, technician: str, position: int | None, problem: RoutingProblem | None = None) -> Edited:
    problem = problem or town()
    plan = plan_of(problem)
    found = move_visit(open_plan(problem, plan), visit, technician, position)
    assert isinstance(found, Edited), found.message.en
    assert violations(problem, found.plan) == []
    assert found.change == found.plan.score - plan.score
    return found


def refused(visit: str, technician: str, position: int, problem: RoutingProblem | None = None) -> tuple[Rule, str]:
    problem = problem or town()
    found = move_visit(open_plan(problem, plan_of(problem)), visit, technician, position)
    assert isinstance(found, Broken)
    return found.rule, found.subject


def test_a_visit_moves_to_another_technician() -> None:
    edited = moved("v1", "t2", 1)

    assert served(edited.plan) == {"t1": ["d1", "v2", "v3"], "t2": ["v4", "v1"], "t3": []}
    assert {route.technician for route in edited.routes} == {"t1", "t2"}


def test_a_visit_moves_within_its_route() -> None:
    assert served(moved("v3", "t1", 0).plan)["t1"] == ["v3", "v1", "d1", "v2"]


def test_without_a_position_a_visit_goes_where_it_costs_least() -> None:
    costs = {n: moved("v1", "t2", n).change.total_fen for n in (0, 1)}

    assert len(set(costs.values())) == 2
    assert moved("v1", "t2", None).change.total_fen == min(costs.values())


def test_the_stop_for_a_part_moves_with_the_visit_that_needs_it() -> None:
    edited = moved("v2", "t2", 0)

    assert served(edited.plan) == {"t1": ["v1", "v3"], "t2": ["d1", "v2", "v4"], "t3": []}


def test_a_move_is_refused_by_the_rule_that_it_would_break() -> None:
    assert refused("v3", "t2", 0) == (Rule.SKILLS, "v3")
    assert refused("v2", "t3", 0) == (Rule.ON_BOARD, "v2")
    assert refused("v4", "t1", 3) == (Rule.WINDOW, "v4")


def test_a_move_that_costs_a_promise_says_so() -> None:
    assert moved("v4", "t1", 1).change.missed_fen == 500


def test_a_visit_that_was_not_served_is_put_in() -> None:
    problem = town()
    out = take_out(open_plan(problem, plan_of(problem)), "v1")
    assert isinstance(out, Edited)
    assert [(one.visit, one.reason) for one in out.plan.unserved] == [("v1", UnservedReason.TAKEN_OUT)]
    assert served(out.plan)["t1"] == ["d1", "v2", "v3"]
    assert violations(problem, out.plan) == []

    back = move_visit(open_plan(problem, out.plan), "v1", "t1", 0)
    assert isinstance(back, Edited)
    assert back.plan == plan_of(problem)


def test_nothing_is_taken_out_that_another_visit_waits_for() -> None:
    problem = town(sequences=[Sequence_("v1", "v2")])

    assert take_out(open_plan(problem, plan_of(problem)), "v1") == Broken(Rule.SEQUENCE, "v2")


def test_a_route_that_waits_is_timed_again_too() -> None:
    edited = moved(
        "v1",
        "t1",
        2,
        town(
            sequences=[Sequence_("v1", "v4")],
            visits=[a_visit("v1", 1), a_visit("v2", 3), a_visit("v3", 4), a_visit("v4", 5)],
        ),
    )

    assert {route.technician for route in edited.routes} == {"t1", "t2"}


def test_an_edit_of_what_is_not_there_is_refused() -> None:
    problem = town()
    plan = plan_of(problem)
    for visit, technician, position in (("v9", "t1", 0), ("v1", "t9", 0)):
        with pytest.raises(Invalid):
            move_visit(open_plan(problem, plan), visit, technician, position)
    with pytest.raises(Invalid):
        move_visit(open_plan(problem, plan), "v1", "t2", 2)
    with pytest.raises(Invalid):
        take_out(open_plan(problem, plan), "v9")
    for lock in (lock_technician, lock_position):
        with pytest.raises(Invalid):
            lock(problem, plan, ["v9"])


def test_a_locked_visit_stays_with_its_technician_when_the_rest_is_planned_again() -> None:
    problem = town()
    far = moved("v4", "t1", 0)

    locked = lock_technician(problem, far.plan, ["v4"])

    assert served(solve(locked, time_limit_s=0.1, seed=1))["t2"] == []
    assert "v4" in served(solve(problem, time_limit_s=0.1, seed=1))["t2"]
    assert locked.visit_by_id["v4"].technicians == {"t1"}


def test_a_visit_locked_in_time_keeps_it() -> None:
    problem = town()
    plan = plan_of(problem)
    start_s = plan.routes[0].visits[0].start_s

    locked = lock_time(problem, plan, ["v1", "v4"], give_s=60)

    assert locked.visit_by_id["v1"].windows == (Window(start_s - 60, start_s + 60),)
    assert locked.visit_by_id["v4"].windows == (Window(9 * H, 9 * H + 60),)
    assert violations(locked, plan) == []


def test_a_position_is_locked_with_all_that_comes_before_it() -> None:
    problem = town()

    locked = lock_position(problem, plan_of(problem), ["v2"])

    assert locked.technician_by_id["t1"].fixed == ("v1", "v2")
    assert locked.technician_by_id["t2"].fixed == ()


@settings(QUICK, max_examples=400)
@given(seed=seeds)
def test_a_draft_goes_on_from_any_plan_as_it_was(seed: int) -> None:
    problem, draft = grown(seed)
    plan = with_routes(problem, draft.routes())

    again = draft_of(problem, plan.routes)

    assert again.routes() == plan.routes
    assert [day.cost for day in again.days] == [day.cost for day in draft.days]
    assert min(again.stock.left.values(), default=0) >= 0


@settings(QUICK, max_examples=400)
@given(seed=seeds)
def test_any_edit_keeps_every_rule_or_is_refused(seed: int) -> None:
    rng = Random(seed)
    problem, draft = grown(seed)
    plan = with_routes(problem, draft.routes())
    if not problem.visits or not problem.technicians:
        return
    visit, technician = rng.choice(problem.visits).id, rng.choice(problem.technicians).id
    opened = open_plan(problem, plan)
    edited = move_visit(opened, visit, technician, 0)
    if isinstance(edited, Edited):
        assert violations(problem, edited.plan) == []
        assert edited.plan.score == score_of(problem, edited.plan.routes)
        out = take_out(open_plan(problem, edited.plan), visit)
        assert isinstance(out, Broken) or violations(problem, out.plan) == []
    assert move_visit(opened, visit, technician, 0) == edited
    assert opened.draft.routes() == plan.routes


def test_a_comparison_tells_who_moves_and_what_it_means() -> None:
    problem = town()
    old = plan_of(problem)
    edited = moved("v1", "t2", 1)
    compared = compare(old, edited.plan)

    assert compared.score == edited.change
    (first, *others) = compared.moved
    start_s = edited.plan.routes[1].visits[1].start_s
    old_s = old.routes[0].visits[0].start_s
    assert first == Moved("v1", MoveKind.REASSIGNED, "t1", "t2", old_s, start_s)
    assert first.later_s == start_s - old_s
    assert {(one.visit, one.kind) for one in others} == {("v2", MoveKind.RETIMED), ("v3", MoveKind.RETIMED)}
    assert [day.technician for day in compared.days] == ["t1", "t2"]
    assert sum(day.distance_m for day in compared.days) == edited.change.distance_m


def test_a_comparison_tells_what_is_dropped_and_added() -> None:
    problem = town()
    old = plan_of(problem)
    out = take_out(open_plan(problem, old), "v4")
    assert isinstance(out, Edited)

    dropped, added = compare(old, out.plan), compare(out.plan, old)

    assert [(one.visit, one.kind, one.later_s) for one in dropped.moved] == [("v4", MoveKind.DROPPED, None)]
    assert [(one.visit, one.kind) for one in added.moved] == [("v4", MoveKind.ADDED)]
    assert dropped.days == (DayChange("t2", -1, -(old.routes[1].back_s - old.routes[1].leave_s), 0),)


def test_a_comparison_tells_how_much_later_than_promised_the_plan_is() -> None:
    late = moved("v4", "t1", 1)

    assert compare(plan_of(town()), late.plan).late_s == next(
        stop.late_s for stop in late.plan.routes[0].visits if stop.ref == "v4"
    )


def test_a_plan_compared_with_itself_has_no_difference() -> None:
    plan = plan_of(town())
    compared = compare(plan, plan)

    assert (compared.moved, compared.days, compared.late_s) == ((), (), 0)
    assert compared.score.total_fen == 0


def test_the_plan_that_the_tests_edit_is_good() -> None:
    problem = town()
    routes = timed_plan(problem, {})

    assert violations(problem, plan_of(problem)) == []
    assert isinstance(routes, tuple)
    assert {stop.kind for route in plan_of(problem).routes for stop in route.stops} == {StopKind.VISIT, StopKind.PICKUP}
