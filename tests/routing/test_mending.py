"""Large problems: parts are planned by themselves and put back; the whole keeps every rule (V4)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from routing_builders import H, a_problem, a_stock_place, a_technician, a_visit, line_matrix, with_routes
from routing_strategies import problems

from routing import mending
from routing.check import violations
from routing.draft import Draft
from routing.excerpt import excerpt, left_in, nobody_moves, put_back, tied
from routing.insertion import fill
from routing.mending import Crew, Routes, plan_large
from routing.plan import Plan, Score
from routing.problem import RoutingProblem
from routing.regions import regions, shares
from routing.resume import draft_of


def filled(problem: RoutingProblem, routes: Routes, _: float, seed: int) -> Routes:
    """Whatever still fits, in an order by the seed."""
    draft = draft_of(problem, bare(routes))
    out = [visit for visit in problem.visits if visit.id not in draft.on_day]
    Random(seed).shuffle(out)
    fill(draft, out)
    return draft.routes()


def bare(routes: Routes) -> Plan:
    return Plan(routes, (), Score(), "", 0, 0)


def planned(problem: RoutingProblem, *, time_limit_s: float = 0.6, seed: int = 1) -> Routes:
    with ThreadPoolExecutor(2) as pool:
        crew = Crew(pool=pool, cores=2, plan_part=filled)
        return plan_large(problem, crew, time_limit_s=time_limit_s, seed=seed, watching=lambda routes: True)


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mending, "MOST_VISITS", 4)
    monkeypatch.setattr(mending, "ROUND_S", 0.05)


@settings(max_examples=60, deadline=None)
@given(problems(most_visits=14, most_persons=6))
def test_no_plan_made_of_parts_ever_breaks_a_rule(problem: RoutingProblem) -> None:
    if problem.technicians:
        assert violations(problem, with_routes(problem, planned(problem))) == []


@settings(max_examples=150, deadline=None)
@given(problems(most_visits=10, most_persons=5), st.randoms(use_true_random=False))
def test_a_part_planned_anew_and_put_back_keeps_every_rule_of_the_whole(
    problem: RoutingProblem, chance: Random
) -> None:
    if not problem.technicians:
        return
    routes = filled(problem, nobody_moves(problem), 0, chance.randrange(99))
    some = tied(problem, routes, {t.id for t in problem.technicians if chance.random() < 0.5})
    if not some:
        return
    draft = draft_of(problem, bare(routes))
    out = [visit.id for visit in problem.visits if visit.id not in draft.on_day]
    part = excerpt(draft, routes, some, out, left_in(draft))
    assert violations(part.problem, with_routes(part.problem, part.routes)) == []

    emptied = filled(part.problem, nobody_moves(part.problem), 0, chance.randrange(99))
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


def test_what_there_is_is_shared_by_need_and_never_given_twice() -> None:
    problem = a_long_road()
    parts = regions(problem, most_visits=14)
    given_out = shares(problem, parts, left_in(Draft(problem)))
    assert sum(count for share in given_out for count in share.values()) == 9
    assert sorted(sum(share.values()) for share in given_out) == [4, 5]


def test_the_same_seed_chooses_the_same_parts() -> None:
    problem = a_long_road()
    assert regions(problem, most_visits=5) == regions(problem, most_visits=5)


def test_a_plan_that_is_told_to_stop_stops() -> None:
    told: list[int] = []

    def watching(routes: Routes) -> bool:
        told.append(len(routes))
        return len(told) < 2

    with ThreadPoolExecutor(2) as pool:
        crew = Crew(pool=pool, cores=2, plan_part=filled)
        routes = plan_large(a_long_road(), crew, time_limit_s=60, seed=1, watching=watching)
    assert told == [6, 6]
    assert violations(a_long_road(), with_routes(a_long_road(), routes)) == []
