"""The local search: what it changes costs less and keeps every rule, and what it can't judge it leaves alone."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random
from threading import Event

import numpy as np
import pytest
from exhaustive import unserved_cost
from routing_builders import MIN, H, a_problem, a_stock_place, a_technician, a_visit, line_matrix

from routing.calls import visits_of
from routing.costs import COST as _COST
from routing.draft import Draft
from routing.kernel.data import COST, FEN, Routes
from routing.kernel.improve import improve
from routing.kernel.prepare import prepare
from routing.packing import Packed
from routing.problem import Break, Fair, Overtime, RoutingProblem, Window
from routing.rules import Broken
from routing.run import Limit, Run, calls_in
from routing.travel import TravelMatrix


def a_run(problem: RoutingProblem, rounds: int = 0, seed: int = 1) -> Run:
    prepare()
    now_s = time.monotonic()
    return Run(Packed(problem), 1.0, seed, Limit(rounds, now_s, now_s + 60, Event()))


def reference_cost(problem: RoutingProblem, run: Run, routes: Routes) -> int:
    calls = calls_in(run.packed, routes)
    change = Draft(problem).tried(calls)
    assert not isinstance(change, Broken), change.message.en
    its = [name for one in calls.values() for name in visits_of(one)]
    cost, rest = divmod(change.cost + unserved_cost(problem, its), _COST // FEN)
    assert rest == 0
    return cost


def a_strict_problem(rng: Random) -> RoutingProblem:
    """Windows and loads, but nothing that would make a route be looked at in full; technicians who differ in all they can."""
    points = rng.choices(range(40), k=30), rng.choices(range(40), k=30)
    away = np.abs(np.subtract.outer(points[0], points[0])) + np.abs(np.subtract.outer(points[1], points[1]))
    visits = []
    for i in range(1, 29):
        start_s = rng.randrange(8, 15) * H
        windows = [Window(start_s, start_s + rng.randrange(1, 5) * H)] if rng.random() < 0.6 else []
        prices = {"t1": rng.randrange(3_000)} if rng.random() < 0.3 else {}
        visits.append(
            a_visit(f"v{i}", i, duration_s=15 * MIN, windows=windows, load=rng.randrange(3), prices_fen=prices)
        )
    alike = [a_technician(f"t{i}", 0, capacity=14) for i in range(2)]
    others = [
        a_technician("t2", 3, end_place=29, overtime=Overtime(15 * H, 9_000), travel_cost_fen_per_km=200),
        a_technician("t3", 5, fair=Fair(5 * H, 2_000), most_distance_m=150_000, work_cost_fen_per_h=0),
    ]
    matrix = TravelMatrix((away * 120).astype(np.int32), (away * 1_000).astype(np.int32), np.ones((30, 30), np.bool_))
    return a_problem(visits=visits, technicians=[*alike, *others], matrix=matrix)


@pytest.mark.parametrize("seed", range(20))
def test_routes_cost_what_the_reference_says_after_every_kind_of_change(seed: int) -> None:
    problem = a_strict_problem(Random(seed))
    run = a_run(problem, rounds=1_000, seed=seed)

    run.start({})
    run.anneal(1.0)

    for routes in (run.routes, run.best):
        assert reference_cost(problem, run, routes) == int(routes.total[COST])


def improved(problem: RoutingProblem, **routes: Sequence[int]) -> Mapping[int, list[int]]:
    """Routes made of visits by number, after a local search around all of them."""
    run = a_run(problem)
    number = {technician.id: v for v, technician in enumerate(problem.technicians)}
    run.start({number[name]: list(visits) for name, visits in routes.items()})
    assert after(run) == {number[name]: list(visits) for name, visits in routes.items()}
    before = int(run.routes.total[COST])
    run.work.look[: len(problem.visits)] = range(len(problem.visits))
    improve(run.data, run.routes, run.backup, run.work, len(problem.visits))
    assert int(run.routes.total[COST]) <= before
    assert reference_cost(problem, run, run.routes) == int(run.routes.total[COST])
    return after(run)


def after(run: Run) -> dict[int, list[int]]:
    number = run.packed.visit_number
    return {v: [number[name] for name in visits_of(calls)] for v, calls in calls_in(run.packed, run.routes).items()}


def a_line(count: int, technicians: Sequence[object], **more: object) -> RoutingProblem:
    """Visit i is at place i + 1 of 20; technicians at place 0 and at place 19."""
    visits = [a_visit(f"v{i}", i + 1, duration_s=10 * MIN, **more) for i in range(count)]  # type: ignore[arg-type]
    return a_problem(visits=visits, technicians=technicians, matrix=line_matrix(20, step_s=300))  # type: ignore[arg-type]


def two() -> list[object]:
    return [a_technician("t0", 0), a_technician("t1", 19)]


def test_visits_are_brought_into_a_better_order() -> None:
    through = a_technician("t0", 0, end_place=19)

    assert improved(a_line(5, [through]), t0=[0, 3, 4, 1, 2]) == {0: [0, 1, 2, 3, 4]}


def test_a_visit_goes_to_whom_it_costs_less() -> None:
    problem = a_line(18, two())

    found = improved(problem, t0=[0, 1, 17], t1=[16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2])

    assert 17 in found[1]


def test_two_visits_are_exchanged_where_both_technicians_are_full() -> None:
    far = [replace(technician, most_visits=2) for technician in two()]  # type: ignore[type-var]
    problem = replace(
        a_line(4, far),
        visits=tuple(a_visit(f"v{i}", place) for i, place in enumerate((1, 2, 17, 18))),
    )

    found = improved(problem, t0=[0, 2], t1=[3, 1])

    assert {v: set(visits) for v, visits in found.items()} == {0: {0, 1}, 1: {2, 3}}


def test_what_is_fixed_stays_where_it_is() -> None:
    fixed = [a_technician("t0", 0, fixed=("v2", "v0", "v1"))]
    problem = a_line(3, fixed)

    run = a_run(problem)
    run.start({})
    run.work.look[:3] = range(3)
    improve(run.data, run.routes, run.backup, run.work, 3)

    assert after(run) == {0: [2, 0, 1]}


def test_a_route_with_a_break_is_left_alone() -> None:
    resting = [a_technician("t0", 0, breaks=(Break(Window(9 * H, 16 * H), 30 * MIN),))]

    assert improved(a_line(5, resting), t0=[0, 3, 4, 1, 2]) == {0: [0, 3, 4, 1, 2]}


def test_a_visit_with_parts_and_those_tied_to_others_stay_where_they_are() -> None:
    technicians = [a_technician("t0", 0, van={"pump": 9})]
    with_parts = a_line(3, technicians, parts={"pump": 1})
    tied = replace(a_line(3, technicians), together=(frozenset({"v0", "v1", "v2"}),))

    for problem in (with_parts, tied):
        assert improved(replace(problem, stock_places=(a_stock_place(),)), t0=[0, 2, 1]) == {0: [0, 2, 1]}
