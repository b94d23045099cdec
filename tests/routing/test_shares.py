"""Routes shared out to threads: what they make of their shares is a plan again."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from numpy.typing import NDArray
from routing_builders import H, a_problem, a_stock_place, a_technician, a_visit
from routing_strategies import QUICK, problems

from routing import team
from routing.anneal_search import Effort
from routing.check import violations
from routing.kernel.data import Data, empty_routes
from routing.packing import Packed
from routing.problem import Reserve, RoutingProblem, Window
from routing.run import most_nodes
from routing.shares import confine, shared_out
from routing.solve import solve


@settings(QUICK, max_examples=150)
@given(problem=problems(most_visits=12, most_persons=6))
def test_no_plan_made_in_shares_breaks_a_rule(problem: RoutingProblem) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(team, "LARGE", 1)
        plan = solve(problem, time_limit_s=60, seed=1, effort=Effort(rounds=1_000, threads=2))

    assert violations(problem, plan) == []


def shares_of(problem: RoutingProblem, count: int) -> tuple[Packed, NDArray[np.int64], list[Data]]:
    packed = Packed(problem)
    routes = empty_routes(packed.data, most_nodes(packed.data))
    share = shared_out(packed.data, routes, count, Random(1))
    parts = [packed.data.copy() for _ in range(count)]
    for k, part in enumerate(parts):
        confine(part, packed.data, routes, share, k, count)
    return packed, share, parts


def test_each_free_piece_is_in_one_share() -> None:
    problem = a_problem(
        visits=[a_visit(f"v{i}", i % 5, parts={"pump": 1}) for i in range(8)],
        technicians=[a_technician(f"t{i}", i) for i in range(3)],
        stock_places=[a_stock_place(stock={"pump": 5})],
    )

    _, _, parts = shares_of(problem, 3)

    assert sum(int(part.stock[0, 0]) for part in parts) == 5


def test_technicians_who_may_be_idle_together_are_idle_in_all_shares_together() -> None:
    problem = a_problem(
        visits=[a_visit(f"v{i}", i) for i in range(5)],
        technicians=[a_technician(f"t{i}", i) for i in range(5)],
        reserves=(Reserve(frozenset({"t0", "t1", "t2"}), 2),),
    )

    _, _, parts = shares_of(problem, 2)

    assert sum(int(part.least[0]) for part in parts) == 2


def test_all_days_of_a_person_are_in_one_share() -> None:
    shifts = [Window((8 + 24 * d) * H, (18 + 24 * d) * H) for d in range(3)]
    days = [a_technician(f"p{i}d{d}", i, person=f"p{i}", shift=shifts[d]) for i in range(4) for d in range(3)]
    problem = a_problem(visits=[a_visit(f"v{i}", i % 5) for i in range(12)], technicians=days)

    _, share, _ = shares_of(problem, 2)

    assert set(share[:12].tolist()) == {0, 1}
    assert all(len(set(share[3 * i : 3 * i + 3].tolist())) == 1 for i in range(4))


def test_a_visit_on_no_route_is_in_one_share_with_what_it_is_tied_to() -> None:
    problem = a_problem(
        visits=[a_visit(f"v{i}", i % 5) for i in range(6)],
        technicians=[a_technician(f"t{i}", i % 5) for i in range(20)],
        together=(frozenset({"v0", "v5"}),),
    )

    _, share, parts = shares_of(problem, 2)

    assert share[20 + 0] == share[20 + 5]
    assert sorted(bool((part.price[0] >= 0).any()) for part in parts) == [False, True]
