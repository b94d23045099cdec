"""Parts of a problem are planned by themselves and put back; the whole keeps every rule (V4)."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from routing_builders import H, a_problem, a_stock_place, a_technician, a_visit, line_matrix, with_routes
from routing_strategies import problems

from routing import reasons_found
from routing.check import violations
from routing.excerpt import excerpt, left_in, nobody_moves, put_back, tied
from routing.insertion import fill
from routing.plan import Route, UnservedReason
from routing.problem import RoutingProblem
from routing.regions import regions
from routing.resume import draft_of
from routing.search import Progress
from routing.solve import solve


def filled(problem: RoutingProblem, routes: tuple[Route, ...], seed: int) -> tuple[Route, ...]:
    """Whatever still fits, in an order by the seed."""
    draft = draft_of(problem, routes)
    out = [visit for visit in problem.visits if visit.id not in draft.on_day]
    Random(seed).shuffle(out)
    fill(draft, out)
    return draft.routes()


@settings(max_examples=150, deadline=None)
@given(problems(most_visits=10, most_persons=5), st.randoms(use_true_random=False))
def test_a_part_planned_anew_and_put_back_keeps_every_rule_of_the_whole(
    problem: RoutingProblem, chance: Random
) -> None:
    if not problem.technicians:
        return
    routes = filled(problem, nobody_moves(problem), chance.randrange(99))
    some = tied(problem, routes, {t.id for t in problem.technicians if chance.random() < 0.5})
    if not some:
        return
    draft = draft_of(problem, routes)
    out = [visit.id for visit in problem.visits if visit.id not in draft.on_day]
    part = excerpt(draft, routes, some, out, left_in(draft))
    assert violations(part.problem, with_routes(part.problem, part.routes)) == []

    emptied = filled(part.problem, nobody_moves(part.problem), chance.randrange(99))
    assert violations(problem, with_routes(problem, put_back(problem, routes, emptied))) == []
    assert put_back(problem, routes, part.routes) == routes


def a_long_road() -> RoutingProblem:
    """Two towns of three technicians each, far apart, twelve visits in each; one stock place between them."""
    places = [*range(0, 7), *range(60, 67)]
    return a_problem(
        visits=tuple(
            a_visit(f"V{n:02}", place=places[n % 14], parts={"PUMP": 1} if n % 2 else {}, duration_s=H)
            for n in range(28)
        ),
        technicians=tuple(a_technician(f"T{n}", 0 if n < 3 else 66) for n in range(6)),
        stock_places=(a_stock_place(place=30, stock={"PUMP": 9}),),
        matrix=line_matrix(67, step_s=60, step_m=1000),
    )


def test_regions_are_of_those_who_are_near_each_other_by_road() -> None:
    near, far = sorted(regions(a_long_road(), most_visits=14), key=lambda region: min(region.technicians))
    assert (near.technicians, far.technicians) == (frozenset({"T0", "T1", "T2"}), frozenset({"T3", "T4", "T5"}))
    assert len(near.visits) == len(far.visits) == 14
    assert {int(visit[1:]) % 14 < 7 for visit in near.visits} == {True}


def test_the_same_seed_chooses_the_same_parts() -> None:
    problem = a_long_road()
    assert regions(problem, most_visits=5) == regions(problem, most_visits=5)


def test_a_large_problem_is_planned_whole_with_a_reason_for_each_that_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reasons_found, "ASKED_AT_ONCE", 10)
    problem = a_long_road()
    told: list[Progress] = []

    def watching(progress: Progress) -> bool:
        told.append(progress)
        return True

    plan = solve(problem, time_limit_s=2, seed=1, on_progress=watching)
    again = solve(problem, time_limit_s=1, seed=1, begin=plan)

    assert violations(problem, plan) == []
    assert plan.score.served >= 20
    assert len(plan.unserved) == 28 - plan.score.served
    assert {one.reason for one in plan.unserved} <= {UnservedReason.PART_TAKEN, UnservedReason.PART_UNAVAILABLE, UnservedReason.CAPACITY}  # fmt: skip
    assert told[-1].served <= plan.score.served
    assert violations(problem, again) == []
    assert again.score.total_fen <= plan.score.total_fen
