"""Plans put together from routes seen: nothing that ties technicians together is broken, and what is known to be better is found."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from threading import Event
from typing import Any

import pytest
from routing_builders import MIN, H, a_problem, a_stock_place, a_technician, a_visit, line_matrix

from routing import team
from routing.anneal_search import Effort
from routing.check import violations
from routing.kernel.data import COST, empty_routes, work_of
from routing.kernel.prepare import prepare
from routing.kernel.routes import begin_all
from routing.master import Column, Pool, lay_out, recombined
from routing.packing import Packed
from routing.problem import Promise, Reserve, RoutingProblem, Window
from routing.run import most_nodes
from routing.search import Progress
from routing.solve import solve

MUCH = 10**15


def a_pool(packed: Packed, columns: Sequence[Column]) -> Pool:
    pool = Pool(len(packed.data.near))
    for column in columns:
        pool.keep(column)
    return pool


def a_column(packed: Packed, vehicle: int, nodes: Sequence[int], cost: int, **more: Any) -> Column:
    return Column(vehicle, tuple(nodes), cost, more.get("given", ()), tuple(0 for _ in packed.data.used_up))


def chosen(packed: Packed, columns: Sequence[Column], upper: int = MUCH) -> list[tuple[int, tuple[int, ...]]] | None:
    found = recombined(packed.data, a_pool(packed, columns), upper, 1)
    return None if found is None else [(column.vehicle, column.nodes) for column in found]


def two_visits(**more: Any) -> Packed:
    visits = [a_visit("v0", 1, **more), a_visit("v1", 2, **more)]
    return Packed(a_problem(visits=visits, technicians=[a_technician("t0"), a_technician("t1")]))


def test_the_best_halves_of_two_plans_make_one_that_is_better_than_both() -> None:
    packed = two_visits()
    columns = [
        a_column(packed, vehicle, [visit], cost)
        for vehicle, visit, cost in [(0, 0, 10), (1, 1, 50), (0, 1, 40), (1, 0, 40)]
    ]
    columns.append(a_column(packed, 1, [1], 20))

    assert chosen(packed, columns, 60) == [(0, (0,)), (1, (1,))]
    assert chosen(packed, columns, 30) is None


def test_of_two_ways_to_do_the_same_visits_the_cheaper_is_kept() -> None:
    packed = two_visits()
    dear, cheap = a_column(packed, 0, [0, 1], 20), a_column(packed, 0, [1, 0], 10)

    assert list(a_pool(packed, [dear, cheap, dear]).columns.values()) == [cheap]


def test_the_last_piece_of_a_stock_place_is_given_once_only() -> None:
    packed = Packed(
        a_problem(
            visits=[a_visit("v0", 1, parts={"pump": 1}), a_visit("v1", 2, parts={"pump": 1})],
            technicians=[a_technician("t0"), a_technician("t1")],
            stock_places=[a_stock_place(stock={"pump": 1})],
        )
    )
    columns = [a_column(packed, v, [2, v], 1, given=((0, 0, 1),)) for v in (0, 1)]

    found = chosen(packed, columns)

    assert found is not None
    assert len(found) == 1


def test_a_reserve_is_left_free() -> None:
    technicians = [a_technician("t0"), a_technician("t1")]
    problem = a_problem(
        visits=[a_visit("v0", 1), a_visit("v1", 2)],
        technicians=technicians,
        reserves=(Reserve(frozenset({"t0", "t1"}), 1),),
    )
    packed = Packed(problem)
    columns = [a_column(packed, 0, [0], 1), a_column(packed, 1, [1], 1), a_column(packed, 0, [0, 1], 1_000)]

    assert chosen(packed, columns) == [(0, (0, 1))]


@pytest.mark.parametrize(("tie", "best"), [("together", [(0, (0, 1))]), ("apart", [(0, (0,)), (1, (1,))])])
def test_what_is_tied_stays_tied(tie: str, best: list[tuple[int, tuple[int, ...]]]) -> None:
    problem = a_problem(
        visits=[a_visit("v0", 1), a_visit("v1", 2)],
        technicians=[a_technician("t0"), a_technician("t1")],
        **{tie: (frozenset({"v0", "v1"}),)},
    )
    packed = Packed(problem)
    dear = {"together": (1, 100), "apart": (100, 1)}[tie]
    columns = [a_column(packed, v, [v], dear[0]) for v in (0, 1)] + [a_column(packed, 0, [0, 1], dear[1] * 10)]

    assert chosen(packed, columns) == best


def test_two_days_of_one_person_are_one_person_where_visits_are_apart() -> None:
    morning, evening = Window(8 * H, 12 * H), Window(13 * H, 18 * H)
    days = [
        a_technician("t0", person="p", shift=morning),
        a_technician("t1", person="p", shift=evening),
        a_technician("t2"),
    ]
    problem = a_problem(
        visits=[a_visit("v0", 1), a_visit("v1", 2)],
        technicians=days,
        apart=(frozenset({"v0", "v1"}),),
    )
    packed = Packed(problem)
    columns = [a_column(packed, 0, [0], 1), a_column(packed, 1, [1], 1), a_column(packed, 2, [1], 100)]

    assert chosen(packed, columns) == [(0, (0,)), (2, (1,))]


def test_a_visit_is_left_out_where_that_costs_less() -> None:
    packed = two_visits(unserved_cost_fen=1)
    columns = [a_column(packed, 0, [0], 10), a_column(packed, 1, [1], 10**9)]

    assert chosen(packed, columns) == [(0, (0,))]


def test_what_is_chosen_costs_as_plan_what_its_columns_cost() -> None:
    packed = two_visits()
    prepare()
    most = most_nodes(packed.data)
    target, work = empty_routes(packed.data, most), work_of(packed.data, most, 1)
    begin_all(packed.data, target, work)
    lay_out(packed.data, [a_column(packed, 0, [0], 0), a_column(packed, 1, [1], 0)], target, work)
    once = int(target.total[COST])
    pool = Pool(2)
    pool.see(target)
    lay_out(packed.data, list(pool.columns.values()), target, work)

    assert sum(column.cost for column in pool.columns.values()) == once == int(target.total[COST])


def a_day(visits: int = 40) -> RoutingProblem:
    """Technicians who all differ and share a few pumps."""
    rng = Random(5)
    return a_problem(
        visits=[
            a_visit(
                f"v{i}",
                rng.randrange(20),
                duration_s=20 * MIN,
                promises=(Promise((9 + i % 8) * H, 2_000, 3_000),),
                parts={"pump": 1} if i % 3 == 0 else {},
            )
            for i in range(visits)
        ],
        technicians=[a_technician(f"t{i}", 4 * i, van={"pump": i % 2}) for i in range(5)],
        stock_places=[a_stock_place("d1", 10, stock={"pump": visits // 4})],
        matrix=line_matrix(20, step_s=300),
    )


@pytest.mark.parametrize("threads", [2, 3])
def test_the_same_rounds_and_seed_give_the_same_plan_with_several_threads(threads: int) -> None:
    problem = a_day()

    one, two = (solve(problem, time_limit_s=60, seed=2, effort=Effort(rounds=3_000, threads=threads)) for _ in range(2))

    assert violations(problem, one) == []
    assert one.routes == two.routes
    assert one.unserved == two.unserved


def test_a_search_tells_how_far_it_is_and_stops_when_told_to_while_routes_are_put_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[Progress] = []
    asked = Event()

    def slowly(*_: object) -> None:
        before = len(told)
        while len(told) < before + 2:
            asked.wait(0.01)
        asked.set()

    def until_asked(progress: Progress) -> bool:
        told.append(progress)
        return not asked.is_set()

    monkeypatch.setattr(team, "recombined", slowly)
    plan = solve(a_day(), time_limit_s=600, seed=1, on_progress=until_asked, effort=Effort(rounds=20_000, threads=2))

    assert told[-1].rounds < 2 * 20_000
    assert violations(a_day(), plan) == []
