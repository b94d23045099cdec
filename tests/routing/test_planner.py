"""What solve() does with small problems whose best plan is known."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product

import pytest
from routing_builders import DAY, MIN, H, a_problem, a_stock_place, a_technician, a_visit, calls, line_matrix, matrix_of

from refusals import Invalid
from routing.check import violations
from routing.draft import Draft
from routing.plan import Plan, Pool, StopKind
from routing.problem import VAN, Break, Reserve, RoutingProblem, Technician, Visit, Window
from routing.repair import take_over
from routing.search import Progress
from routing.solve import solve


def solved(problem: RoutingProblem, *, time_limit_s: float = 0.2) -> Plan:
    plan = solve(problem, time_limit_s=time_limit_s, seed=1)
    assert violations(problem, plan) == []
    return plan


def refs(plan: Plan, technician: int = 0) -> list[str]:
    return [stop.ref for stop in plan.routes[technician].stops]


def test_without_visits_everyone_stays() -> None:
    plan = solved(a_problem(technicians=[a_technician("t1"), a_technician("t2")]))

    assert [route.stops for route in plan.routes] == [(), ()]
    assert plan.score.total_fen == 0


def test_one_visit_is_served() -> None:
    assert refs(solved(a_problem(visits=[a_visit()]))) == ["v1"]


def test_without_technicians_every_visit_has_a_reason() -> None:
    plan = solved(a_problem(visits=[a_visit("v1"), a_visit("v2")], technicians=[]))

    assert [unserved.visit for unserved in plan.unserved] == ["v1", "v2"]


def test_visits_all_at_one_place_are_served() -> None:
    visits = [a_visit(f"v{i}", 0, due_s=9 * H, late_cost_fen_per_h=100) for i in range(6)]

    assert solved(a_problem(visits=visits)).score.served == 6


def test_an_idle_technician_who_could_not_even_go_home_does_no_harm() -> None:
    stuck = a_technician("t2", 5, end_place=0, shift=Window(8 * H, 8 * H + 60))

    assert solved(a_problem(visits=[a_visit()], technicians=[a_technician(), stuck])).score.served == 1


def test_an_unreachable_visit_keeps_nothing_else_from_being_served() -> None:
    matrix = matrix_of([[0, -1, 600], [-1, 0, -1], [600, -1, 0]])

    assert refs(solved(a_problem(visits=[a_visit("v1", 1), a_visit("v2", 2)], matrix=matrix))) == ["v2"]


def test_a_part_is_picked_up_before_the_visit_and_reserved_for_it() -> None:
    plan = solved(a_problem(visits=[a_visit(parts={"pump": 2})], stock_places=[a_stock_place(stock={"pump": 2})]))

    pickup, visit = plan.routes[0].stops
    assert (pickup.kind, pickup.ref, visit.ref) == (StopKind.PICKUP, "d1", "v1")
    assert [(load.part, load.quantity, load.visit, load.pool) for load in pickup.loads] == [
        ("pump", 2, "v1", Pool.FREE)
    ]


def test_parts_on_board_need_no_pickup() -> None:
    plan = solved(
        a_problem(
            visits=[a_visit(parts={"pump": 1})],
            technicians=[a_technician(van={"pump": 1})],
            stock_places=[a_stock_place(stock={"pump": 1})],
        )
    )

    assert refs(plan) == ["v1"]
    assert plan.routes[0].stops[0].uses[0].source == VAN


def test_one_part_comes_from_the_van_and_the_other_from_stock() -> None:
    plan = solved(
        a_problem(
            visits=[a_visit(parts={"pump": 2, "valve": 1})],
            technicians=[a_technician(van={"pump": 1, "valve": 1})],
            stock_places=[a_stock_place(stock={"pump": 1})],
        )
    )

    assert refs(plan) == ["d1", "v1"]
    assert sorted((u.part, u.quantity, u.source) for u in plan.routes[0].stops[1].uses) == [
        ("pump", 1, "d1"),
        ("pump", 1, VAN),
        ("valve", 1, VAN),
    ]


def test_parts_are_gathered_from_two_places_if_no_one_place_has_all() -> None:
    plan = solved(
        a_problem(
            visits=[a_visit("v1", 5, parts={"pump": 1, "valve": 1})],
            technicians=[a_technician(depots=["d1", "d2"])],
            stock_places=[a_stock_place("d1", 2, stock={"pump": 1}), a_stock_place("d2", 3, stock={"valve": 1})],
        )
    )

    assert refs(plan) == ["d1", "d2", "v1"]


def test_a_swap_takes_its_unit_from_what_is_set_aside() -> None:
    plan = solved(a_problem(visits=[a_visit(units={"unit": 1})], stock_places=[a_stock_place(set_aside={"unit": 1})]))

    assert plan.routes[0].stops[0].loads[0].pool is Pool.SET_ASIDE


def test_pickups_at_one_place_are_one_stop() -> None:
    visits = [a_visit(f"v{i}", 3 + i, parts={"pump": 1}) for i in range(3)]
    plan = solved(a_problem(visits=visits, stock_places=[a_stock_place(stock={"pump": 3})]))

    (pickup,) = [stop for stop in plan.routes[0].stops if stop.kind is StopKind.PICKUP]
    assert {load.visit for load in pickup.loads} == {"v0", "v1", "v2"}
    assert pickup.depart_s - pickup.start_s == 10 * MIN


def test_stock_is_shared_by_all_technicians() -> None:
    visits = [a_visit(f"v{i}", i, parts={"pump": 1}) for i in range(5)]
    technicians = [a_technician("t1", 0), a_technician("t2", 5)]
    plan = solved(a_problem(visits=visits, technicians=technicians, stock_places=[a_stock_place(stock={"pump": 3})]))

    assert plan.score.served == 3


def test_a_van_gives_no_more_than_it_has() -> None:
    visits = [a_visit(f"v{i}", i, parts={"pump": 1}) for i in range(4)]

    assert solved(a_problem(visits=visits, technicians=[a_technician(van={"pump": 2})])).score.served == 2


def test_a_technician_with_a_break_is_back_in_time() -> None:
    technician = a_technician(breaks=[Break(Window(11 * H, 13 * H), H)])
    visits = [a_visit(f"v{i}", 1, duration_s=2 * H) for i in range(5)]
    plan = solved(a_problem(visits=visits, technicians=[technician]))

    assert plan.score.served == 4
    assert [stop.kind for stop in plan.routes[0].stops].count(StopKind.BREAK) == 1


def test_a_break_may_interrupt_a_drive() -> None:
    technician = a_technician(breaks=[Break(Window(9 * H, 9 * H), H)], shift=Window(8 * H, 14 * H))
    matrix = matrix_of([[0, 2 * H], [2 * H, 0]])
    plan = solved(
        a_problem(
            visits=[a_visit(windows=[Window(11 * H, 11 * H)])],
            technicians=[technician],
            matrix=matrix,
            stock_places=[a_stock_place(place=1)],
        )
    )

    assert [stop.kind for stop in plan.routes[0].stops] == [StopKind.BREAK, StopKind.VISIT]


def test_nobody_is_paid_to_wait_before_the_first_visit() -> None:
    plan = solved(a_problem(visits=[a_visit(windows=[Window(14 * H, 15 * H)])]))

    assert plan.routes[0].leave_s == 14 * H - 600


def test_the_second_window_is_used_where_the_first_is_missed() -> None:
    visits = [
        a_visit("v1", 1, windows=[Window(8 * H, 9 * H)], duration_s=2 * H),
        a_visit("v2", 1, windows=[Window(8 * H, 9 * H), Window(15 * H, 16 * H)], duration_s=2 * H),
    ]

    assert solved(a_problem(visits=visits)).routes[0].stops[-1].start_s == 15 * H


def test_the_visit_with_the_nearer_promise_comes_first() -> None:
    visits = [
        a_visit("later", 1, duration_s=2 * H, due_s=17 * H, late_cost_fen_per_h=10_000),
        a_visit("first", 5, duration_s=2 * H, due_s=9 * H, late_cost_fen_per_h=10_000),
    ]

    assert refs(solved(a_problem(visits=visits))) == ["first", "later"]


def test_on_progress_is_told_the_best_plan_so_far() -> None:
    told: list[Progress] = []

    def listen(progress: Progress) -> bool:
        told.append(progress)
        return True

    visits = [a_visit(f"v{i}", i % 6) for i in range(12)]
    plan = solve(a_problem(visits=visits), time_limit_s=1.2, seed=1, on_progress=listen)

    costs = [progress.cost_fen for progress in told if progress.cost_fen is not None]
    assert costs == sorted(costs, reverse=True)
    assert costs
    assert told[-1].served <= plan.score.served


def test_on_progress_stops_the_search_with_a_complete_plan() -> None:
    problem = a_problem(visits=[a_visit(f"v{i}", i % 6) for i in range(12)])

    plan = solve(problem, time_limit_s=60, seed=1, on_progress=lambda progress: progress.cost_fen is None)

    assert plan.elapsed_ms < 30_000
    assert plan.score.served > 0
    assert violations(problem, plan) == []


def test_what_on_progress_raises_comes_out() -> None:
    def fail(_: Progress) -> bool:
        raise LookupError

    with pytest.raises(LookupError):
        solve(a_problem(visits=[a_visit()]), time_limit_s=0.5, seed=1, on_progress=fail)


@pytest.mark.parametrize(("time_limit_s", "seed"), [(0.0, 1), (float("inf"), 1), (1.0, -1)])
def test_wrong_search_parameters_are_refused(time_limit_s: float, seed: int) -> None:
    with pytest.raises(Invalid):
        solve(a_problem(), time_limit_s=time_limit_s, seed=seed)


CASES = [
    ([3, 1, 4], [None, None, None], 1),
    ([5, 1, 2], [8 * H + 30 * MIN, 9 * H, None], 1),
    ([5, 0, 3], [9 * H, 9 * H, 9 * H], 2),
    ([4, 4, 1], [-H, 12 * H, 9 * H], 2),
]


@pytest.mark.parametrize(("places", "dues", "technicians"), CASES)
def test_a_small_plan_costs_no_more_than_the_best_of_all(
    places: list[int], dues: list[int | None], technicians: int
) -> None:
    visits = [
        a_visit(f"v{i}", place, due_s=due_s, late_cost_fen_per_h=6_000, unserved_cost_fen=9_000)
        for i, (place, due_s) in enumerate(zip(places, dues, strict=True))
    ]
    staff = [a_technician("t1", 0), a_technician("t2", 5)][:technicians]
    problem = a_problem(visits=visits, technicians=staff)

    plan = solved(problem, time_limit_s=0.4)

    best_fen = min(sum(costs) for costs in every_cost(problem))
    assert plan.score.total_fen <= best_fen + len(visits) + len(staff)


def every_cost(problem: RoutingProblem) -> Iterator[list[float]]:
    """Of every assignment and order; without windows, leaving at the shift's start and never waiting is best."""
    for order in permutations(problem.visits):
        for chosen in product([None, *problem.technicians], repeat=len(order)):
            paired = list(zip(order, chosen, strict=True))
            yield [
                *(day_fen(problem, t, [v for v, c in paired if c is t]) for t in problem.technicians if t in chosen),
                *(visit.unserved_cost_fen for visit, technician in paired if technician is None),
            ]


def day_fen(problem: RoutingProblem, technician: Technician, visits: list[Visit]) -> float:
    now_s, place, metres, late_s = technician.shift.start_s, technician.start_place, 0, 0
    for visit in visits:
        now_s += problem.travel_s(place, visit.place)
        metres += problem.distance_m(place, visit.place)
        late_s += sum(max(0, now_s - max(0, promise.due_s)) for promise in visit.promises)
        now_s, place = now_s + visit.duration_s, visit.place
    now_s += problem.travel_s(place, technician.end_place)
    metres += problem.distance_m(place, technician.end_place)
    return (now_s - technician.shift.start_s) * 3_000 / 3600 + metres * 80 / 1000 + late_s * 6_000 / 3600


def test_as_many_appointments_are_kept_as_can_be() -> None:
    hours = [(1, 9), (5, 9), (1, 10), (5, 10), (3, 12)]
    visits = [a_visit(f"v{i}", place, windows=[Window(h * H, h * H + 600)]) for i, (place, h) in enumerate(hours)]
    problem = a_problem(visits=visits, matrix=line_matrix(6, step_s=900))

    best = max(len(order) for size in range(6) for order in permutations(visits, size) if in_time(problem, list(order)))

    assert solved(problem, time_limit_s=0.4).score.served == best == 3


def in_time(problem: RoutingProblem, order: list[Visit]) -> bool:
    now_s, place = DAY.start_s, 0
    for visit in order:
        now_s = max(now_s + problem.travel_s(place, visit.place), visit.windows[0].start_s)
        if now_s > visit.windows[0].end_s:
            return False
        now_s, place = now_s + visit.duration_s, visit.place
    return now_s + problem.travel_s(place, 0) <= DAY.end_s


def test_what_the_search_proposes_is_brought_into_the_order_that_is_fixed() -> None:
    """Without it v1 would come first, on the way."""
    visits = [a_visit("v1", 1), a_visit("v2", 5), a_visit("v3", 3, parts={"pump": 1})]
    problem = a_problem(
        visits=visits,
        technicians=[a_technician(fixed=["v3", "v2"])],
        stock_places=[a_stock_place(stock={"pump": 1})],
    )

    assert refs(solved(problem)) == ["d1", "v3", "v2", "v1"]


def test_the_reserve_stays_at_home() -> None:
    staff = [a_technician(f"t{n}", n) for n in range(3)]
    visits = [a_visit(f"v{n}", n) for n in range(3)]
    plan = solved(a_problem(visits=visits, technicians=staff, reserves=[Reserve(frozenset({"t0", "t1", "t2"}), 2)]))

    assert sum(not route.stops for route in plan.routes) == 2
    assert plan.score.served == 3


def test_no_visit_is_given_up_for_the_order_in_which_others_are_fixed() -> None:
    problem = a_problem(
        visits=[a_visit("v1", 1), a_visit("v2", 5), a_visit("v3", 3, parts={"pump": 1})],
        technicians=[a_technician(fixed=["v3", "v2"])],
        stock_places=[a_stock_place(stock={"pump": 1})],
    )
    draft = Draft(problem)

    take_over(draft, {0: calls(problem, "v1", "v2", "d1", "v3")})

    assert draft.days[0].calls == calls(problem, "d1", "v3", "v2", "v1")


def test_a_search_gives_up_the_visit_that_breaks_a_rule_and_no_other() -> None:
    visits = [a_visit("v1", 1), a_visit("v2", 2, windows=[Window(8 * H, 8 * H)]), a_visit("v3", 3)]
    problem = a_problem(visits=visits)
    draft = Draft(problem)

    take_over(draft, {0: calls(problem, "v1", "v2", "v3")})

    assert draft.days[0].calls == calls(problem, "v1", "v3")
