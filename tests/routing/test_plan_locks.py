"""What is locked in a plan stays when the rest is planned again (V5)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from routing_builders import H, a_plan, a_problem, a_stock_place, a_technician, a_visit, line_matrix

from routing.check import violations
from routing.locks import NO_LOCKS, Lock, Locks, locked
from routing.plan import Plan
from routing.problem import RoutingProblem, Window
from routing.solve import solve


def a_day() -> tuple[RoutingProblem, Plan]:
    """Four visits along a road, in an order that no search would choose: T1 goes to V3 and V1, T2 to V4 and V2."""
    problem = a_problem(
        visits=tuple(a_visit(f"V{n}", place=n) for n in range(1, 5)),
        technicians=(a_technician("T1", 0), a_technician("T2", 5)),
        stock_places=(a_stock_place(),),
        matrix=line_matrix(6),
    )
    return problem, a_plan(problem, T1=["V3", "V1"], T2=["V4", "V2"])


def served(plan: Plan) -> dict[str, list[str]]:
    return {route.technician: [stop.ref for stop in route.visits] for route in plan.routes}


def starts(plan: Plan) -> dict[str, int]:
    return {stop.ref: stop.start_s for route in plan.routes for stop in route.visits}


def replanned(problem: RoutingProblem, plan: Plan, locks: Locks) -> Plan:
    found = locked(problem, plan, locks, give_s=0)
    assert found.dropped == ()
    again = solve(found.problem, time_limit_s=0.2, seed=1)
    assert violations(found.problem, again) == []
    assert violations(problem, again) == []
    return again


def test_without_locks_the_problem_stays_as_it_is() -> None:
    problem, plan = a_day()
    assert locked(problem, plan, NO_LOCKS, give_s=0).problem == problem


def test_a_locked_visit_stays_with_its_technician() -> None:
    problem, plan = a_day()
    assert served(replanned(problem, plan, NO_LOCKS))["T2"] != ["V4", "V2"]
    assert "V1" in served(replanned(problem, plan, Locks(visits={"V1": Lock.TECHNICIAN})))["T1"]
    assert "V4" in served(replanned(problem, plan, Locks(visits={"V4": Lock.TECHNICIAN})))["T2"]


def test_a_locked_time_stays() -> None:
    problem, plan = a_day()
    at_s = starts(plan)["V2"]

    found = locked(problem, plan, Locks(visits={"V2": Lock.TIME}), give_s=600)
    assert found.problem.visit_by_id["V2"].windows == (Window(at_s - 600, at_s + 600),)
    assert found.problem.visit_by_id["V2"].technicians == {"T2"}


def test_a_locked_position_keeps_what_comes_before_it() -> None:
    problem, plan = a_day()
    assert served(replanned(problem, plan, Locks(visits={"V1": Lock.POSITION})))["T1"][:2] == ["V3", "V1"]


def test_a_locked_technicians_route_stays_and_nothing_is_added() -> None:
    problem, plan = a_day()
    more = replace(problem, visits=(*problem.visits, a_visit("V9", place=2)))

    again = replanned(more, plan, Locks(technicians=frozenset({"T1"})))
    assert served(again)["T1"] == ["V3", "V1"]
    assert {"V9"} < set(served(again)["T2"])


@pytest.mark.parametrize(
    ("now", "dropped"),
    [
        ({"visits": ("V2", "V3", "V4")}, ("V1",)),
        ({"skills": frozenset({"welding"})}, ("V1",)),
        ({"technicians": frozenset({"nobody"})}, ("V1",)),
        ({"windows": (Window(20 * H, 21 * H),)}, ("V1",)),
    ],
)
def test_a_lock_that_can_not_be_kept_any_more_is_told(now: dict[str, object], dropped: tuple[str, ...]) -> None:
    problem, plan = a_day()
    if "visits" in now:
        changed = replace(problem, visits=tuple(v for v in problem.visits if v.id in now["visits"]))  # type: ignore[operator]
    else:
        given = now if "technicians" not in now else {"technicians": frozenset[str]()}
        visits = tuple(replace(v, **given) if v.id == "V1" else v for v in problem.visits)  # type: ignore[arg-type]
        changed = replace(problem, visits=visits)

    found = locked(changed, plan, Locks(visits={"V1": Lock.TIME, "V2": Lock.TECHNICIAN}), give_s=0)
    assert found.dropped == dropped
    assert found.kept == Locks(visits={"V2": Lock.TECHNICIAN})


def test_a_technician_who_is_not_on_duty_any_more_is_told_and_so_are_their_visits() -> None:
    problem, plan = a_day()
    left = replace(problem, technicians=problem.technicians[1:])

    found = locked(left, plan, Locks(visits={"V3": Lock.TECHNICIAN}, technicians=frozenset({"T1"})), give_s=0)
    assert found.dropped == ("T1", "V3")
