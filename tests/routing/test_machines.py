"""A large problem is shared out among machines, and what they plan is put together (V4)."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from routing_builders import a_problem, a_stock_place, a_technician, a_visit, line_matrix, with_routes
from routing_strategies import problems

from routing.check import violations
from routing.couplings import Reserve
from routing.excerpt import nobody_moves, put_back
from routing.goods import Stock
from routing.insertion import fill
from routing.machines import shares
from routing.plan import Route
from routing.problem import RoutingProblem
from routing.resume import draft_of


def filled(problem: RoutingProblem, routes: tuple[Route, ...], chance: Random) -> tuple[Route, ...]:
    draft = draft_of(problem, routes)
    out = [visit for visit in problem.visits if visit.id not in draft.on_day]
    chance.shuffle(out)
    fill(draft, out)
    return draft.routes()


def two_towns(**given: object) -> RoutingProblem:
    """Four visits and two technicians at each end of a long road."""
    visits = [a_visit(f"v{n}", n // 4 * 9, parts={"pump": 1}) for n in range(8)]
    staff = [a_technician(f"t{n}", n // 2 * 9, depots=frozenset({"W"})) for n in range(4)]
    store = a_stock_place("W", 5, stock={"pump": 7})
    return a_problem(
        visits=visits, technicians=staff, stock_places=[store], matrix=line_matrix(10, step_s=600), **given
    )


@settings(max_examples=300, deadline=None)
@given(problems(most_visits=12, most_persons=6), st.integers(1, 4), st.randoms(use_true_random=False))
def test_whatever_the_machines_plan_keeps_every_rule_together(
    problem: RoutingProblem, count: int, chance: Random
) -> None:
    if not problem.technicians:
        return
    begin = filled(problem, nobody_moves(problem), chance) if chance.random() < 0.5 else nobody_moves(problem)
    parts = shares(problem, begin, count)
    routes = nobody_moves(problem)
    for part in parts:
        assert violations(part.problem, with_routes(part.problem, part.routes)) == []
        routes = put_back(problem, routes, filled(part.problem, part.routes, chance))
    assert violations(problem, with_routes(problem, routes)) == []
    served = {stop.ref for route in routes for stop in route.visits}
    assert served >= {stop.ref for route in begin for stop in route.visits}


@settings(max_examples=200, deadline=None)
@given(problems(most_visits=12, most_persons=6), st.integers(1, 4))
def test_nobody_and_no_piece_is_in_two_shares(problem: RoutingProblem, count: int) -> None:
    if not problem.technicians:
        return
    parts = shares(problem, nobody_moves(problem), count)
    staff = Counter(t.id for part in parts for t in part.problem.technicians)
    assert staff == Counter(t.id for t in problem.technicians)
    assert max(Counter(v.id for part in parts for v in part.problem.visits).values(), default=1) == 1
    given: Counter[object] = Counter()
    for part in parts:
        given += Counter({lot: n for lot, n in Stock(part.problem).left.items() if not lot.in_van})
    assert given <= Counter(Stock(problem).left)


def test_each_share_is_a_town_of_its_own_with_the_stock_that_it_needs() -> None:
    first, second = shares(two_towns(), nobody_moves(two_towns()), 2)
    towns = {frozenset(v.id for v in part.problem.visits) for part in (first, second)}
    assert towns == {frozenset({"v0", "v1", "v2", "v3"}), frozenset({"v4", "v5", "v6", "v7"})}
    pumps = sorted(part.problem.stock_place_by_id["W"].stock["pump"] for part in (first, second))
    assert pumps == [3, 4]


def test_those_kept_free_are_kept_free_in_each_share() -> None:
    everybody = frozenset({"t0", "t1", "t2", "t3"})
    problem = two_towns(reserves=(Reserve(everybody, 2),))
    parts = shares(problem, nobody_moves(problem), 2)
    assert [one.least for part in parts for one in part.problem.reserves] == [1, 1]
