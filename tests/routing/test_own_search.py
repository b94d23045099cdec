"""Our own search: no plan of any problem breaks a rule, small problems are solved to the end, and a seed is a plan."""

from __future__ import annotations

import time
from dataclasses import replace
from random import Random
from threading import Event

import pytest
from exhaustive import exact_cost, optimum
from hypothesis import given, settings
from routing_builders import H, a_plan, a_problem, a_stock_place, a_technician, a_visit, line_matrix
from routing_strategies import QUICK, a_generated_problem, problems

from refusals import Invalid
from routing.anneal_search import Effort
from routing.check import violations
from routing.master import Pool
from routing.packing import Packed
from routing.plan import Plan
from routing.problem import Promise, RoutingProblem
from routing.run import Limit, Run
from routing.search import Progress
from routing.solve import solve


def planned(problem: RoutingProblem, *, rounds: int = 400, seed: int = 1, begin: Plan | None = None) -> Plan:
    return solve(problem, time_limit_s=60, seed=seed, begin=begin, effort=Effort(rounds=rounds, threads=1))


@settings(QUICK, max_examples=150)
@given(problem=problems())
def test_no_plan_of_any_problem_breaks_a_rule(problem: RoutingProblem) -> None:
    assert violations(problem, planned(problem)) == []


def solved_to_the_end(problem: RoutingProblem) -> bool:
    return exact_cost(problem, planned(problem, rounds=3_000)) == optimum(problem)


def test_nineteen_small_problems_in_twenty_cost_as_little_as_the_best_of_all_ways() -> None:
    drawn = [a_generated_problem(Random(seed), 4, 2) for seed in range(100)]
    free = [tuple(replace(technician, fixed=()) for technician in problem.technicians) for problem in drawn]
    small = [replace(p, technicians=technicians, sequences=()) for p, technicians in zip(drawn, free, strict=True)]

    assert sum(map(solved_to_the_end, small)) >= 95


def a_town(visits: int = 30) -> RoutingProblem:
    due = [Promise((9 + i % 8) * H, 2_000, 3_000) for i in range(visits)]
    return a_problem(
        visits=[a_visit(f"v{i}", i % 12, promises=(due[i],), parts={"pump": i % 2 + 1}) for i in range(visits)],
        technicians=[a_technician(f"t{i}", i, van={"pump": 3}) for i in range(4)],
        stock_places=[a_stock_place("d1", 6, stock={"pump": 20})],
        matrix=line_matrix(12),
    )


def test_the_same_seed_and_rounds_give_the_same_plan_in_any_number_of_tries() -> None:
    problem = a_town()

    one, two = (solve(problem, time_limit_s=60, seed=3, effort=Effort(rounds=2_000, threads=2)) for _ in range(2))

    assert one.routes == two.routes
    assert one.unserved == two.unserved


def test_a_search_that_goes_on_from_a_plan_is_never_worse_than_it() -> None:
    problem = a_town()
    good = planned(problem, rounds=5_000)

    assert planned(problem, rounds=0).score.total_fen > good.score.total_fen
    assert planned(problem, rounds=0, begin=good).score.total_fen <= good.score.total_fen


def test_a_search_stops_when_told_to_and_has_a_whole_plan() -> None:
    problem, seen = a_town(), list[Progress]()

    def stop(progress: Progress) -> bool:
        seen.append(progress)
        return progress.cost_fen is None

    plan = solve(problem, time_limit_s=300, seed=1, on_progress=stop)

    assert plan.elapsed_ms < 60_000
    assert violations(problem, plan) == []
    assert seen[-1].served > 0


def test_what_watching_raises_comes_out_of_the_search() -> None:
    def fail(_: Progress) -> bool:
        raise KeyError("watcher")

    with pytest.raises(KeyError, match="watcher"):
        solve(a_town(), time_limit_s=300, seed=1, on_progress=fail)


def test_a_route_begins_with_what_is_fixed_on_it() -> None:
    visits = [a_visit(f"v{i}", i) for i in range(1, 5)]
    problem = a_problem(visits=visits, technicians=[a_technician(fixed=("v4", "v1"))])

    plan = planned(problem)

    assert [stop.ref for stop in plan.routes[0].visits][:2] == ["v4", "v1"]
    assert violations(problem, plan) == []


def test_a_search_goes_on_from_a_route_that_begins_with_what_is_fixed() -> None:
    """Without searching: its visits behind the fixed ones are still there."""
    visits = [a_visit(f"v{i}", i) for i in range(1, 6)]
    technicians = [a_technician("t1", fixed=("v4", "v1")), a_technician("t2", 5)]
    problem = a_problem(visits=visits, technicians=technicians)
    begin = a_plan(problem, t1=["v4", "v1", "v5"], t2=["v3", "v2"])

    plan = planned(problem, rounds=0, begin=begin)

    assert [[stop.ref for stop in route.visits] for route in plan.routes] == [["v4", "v1", "v5"], ["v3", "v2"]]


def test_a_route_to_go_on_from_that_begins_otherwise_than_is_fixed_is_made_anew() -> None:
    visits = [a_visit(f"v{i}", i) for i in range(1, 5)]
    problem = a_problem(visits=visits, technicians=[a_technician(fixed=("v4",))])
    free = replace(problem, technicians=(a_technician(),))

    plan = planned(problem, begin=a_plan(free, t1=["v1", "v4", "v2"]))

    assert plan.routes[0].visits[0].ref == "v4"
    assert violations(problem, plan) == []


@pytest.mark.parametrize("wrong", [{"rounds": -1}, {"threads": 0}, {"threads": 65}])
def test_an_effort_out_of_range_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(Invalid):
        Effort(**wrong)


def test_a_long_search_by_the_clock_looks_at_routes_as_often_at_its_end_as_at_its_beginning() -> None:
    packed = Packed(a_town(4))
    limit = Limit(None, time.monotonic(), time.monotonic() + 600, Event())
    run = Run(packed, 1.0, 1, limit)
    run.pool = Pool(4)
    run.most = 60_000
    run.start({})

    run.anneal(1.0)

    assert run.rounds == 60_000
