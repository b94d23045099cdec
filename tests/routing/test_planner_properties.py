"""Whatever the problem: a plan without violations, and each visit once on a route or unserved with a reason."""

from __future__ import annotations

from random import Random

from exhaustive import exact_cost, optimum
from hypothesis import given, settings
from routing_builders import with_routes
from routing_strategies import QUICK, a_generated_problem, grown, problems, seeds

from routing.calls import Call, stock_stop, visit
from routing.check import violations
from routing.day import timed_route
from routing.draft import Draft, timed_plan
from routing.insertion import fill
from routing.plan import StopKind
from routing.problem import RoutingProblem
from routing.rough import Rough
from routing.solve import solve
from routing.staff import skilled


@settings(QUICK, max_examples=60)
@given(problem=problems())
def test_any_problem_gives_a_plan_without_violations(problem: RoutingProblem) -> None:
    plan = solve(problem, time_limit_s=0.05, seed=1)

    assert violations(problem, plan) == []


@settings(QUICK, max_examples=60)
@given(problem=problems())
def test_every_visit_is_once_on_a_route_or_unserved_with_texts(problem: RoutingProblem) -> None:
    plan = solve(problem, time_limit_s=0.05, seed=1)

    on_routes = [stop.ref for route in plan.routes for stop in route.stops if stop.kind is StopKind.VISIT]
    assert sorted([*on_routes, *(u.visit for u in plan.unserved)]) == sorted(v.id for v in problem.visits)
    for unserved in plan.unserved:
        for text in (unserved.message, unserved.remedy):
            assert text.en.strip()
            assert text.zh.strip()
            assert "{" not in text.en + text.zh


Case = tuple[RoutingProblem, dict[str, tuple[Call, ...]]]


def proposed(seed: int) -> Case:
    """A problem, and calls of its technicians in any order: who does a visit may do it, the rest is left to chance."""
    rng = Random(seed)
    problem = a_generated_problem(rng, 5, 3)
    wanted: dict[str, list[Call]] = {technician.id: [] for technician in problem.technicians}
    for one in rng.sample(problem.visits, len(problem.visits)):
        staff = skilled(problem, one)
        if not staff or rng.random() < 0.2:
            continue
        technician = rng.choice(staff)
        calls, depots = wanted[technician.id], sorted(technician.depots)
        needy = one.parts or one.units or one.tools
        calls += [stock_stop(rng.choice(depots))] if needy and depots and rng.random() < 0.8 else []
        calls += [visit(one.id), *([stock_stop(one.returns_to)] if one.returns_to in depots else [])]
    return problem, {name: tuple(calls) for name, calls in wanted.items()}


@settings(QUICK, max_examples=1500)
@given(case=seeds.map(grown))
def test_what_the_reference_times_has_no_violation(case: tuple[RoutingProblem, Draft]) -> None:
    problem, draft = case

    assert violations(problem, with_routes(problem, draft.routes())) == []


@settings(QUICK, max_examples=1000)
@given(case=seeds.map(proposed))
def test_a_single_route_is_timed_as_within_a_plan(case: Case) -> None:
    problem, wanted = case
    for technician in problem.technicians:
        alone = timed_route(problem, technician, wanted[technician.id])
        routes = timed_plan(problem, {technician.id: wanted[technician.id]})
        if isinstance(routes, tuple):
            assert alone in routes


@settings(QUICK, max_examples=300)
@given(problem=problems())
def test_visits_put_in_one_by_one_make_a_plan_without_violations(problem: RoutingProblem) -> None:
    draft = Draft(problem)
    fill(draft, problem.visits)

    assert violations(problem, with_routes(problem, draft.routes())) == []


@settings(QUICK, max_examples=25)
@given(problem=problems(most_visits=4, most_persons=2))
def test_no_plan_is_better_than_the_best_of_all(problem: RoutingProblem) -> None:
    plan = solve(problem, time_limit_s=0.05, seed=1)

    assert exact_cost(problem, plan) >= optimum(problem)


@settings(QUICK, max_examples=2500)
@given(case=seeds.map(grown))
def test_no_route_costs_less_than_it_is_said_to_cost_at_least(case: tuple[RoutingProblem, Draft]) -> None:
    problem, draft = case
    for technician, day in zip(problem.technicians, draft.days, strict=True):
        least = Rough(problem, technician).least_cost(day.calls)

        assert least is not None
        assert least <= day.cost
