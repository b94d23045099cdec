"""Whatever the problem: a plan without violations, and each visit once on a route or unserved with a reason."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from routing_builders import H, a_problem, a_stock_place, a_technician, a_visit, matrix_of

from routing.check import violations
from routing.plan import StopKind
from routing.problem import Break, RoutingProblem, Window
from routing.solve import solve

PLACES = 5
PARTS = ("pump", "valve")
QUICK = settings(
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # each example is a search: making a failing one smaller would take minutes
    suppress_health_check=list(HealthCheck),
)


@st.composite
def windows(draw: st.DrawFn, *, longest_s: int = 6 * H) -> Window:
    start_s = draw(st.integers(7 * H, 18 * H))
    return Window(start_s, start_s + draw(st.integers(0, longest_s)))


@st.composite
def several_windows(draw: st.DrawFn) -> tuple[Window, ...]:
    if draw(st.booleans()):
        return ()
    first = draw(windows(longest_s=H))
    if draw(st.booleans()):
        return (first,)
    start_s = first.end_s + draw(st.integers(1, 2 * H))
    return first, Window(start_s, start_s + draw(st.integers(0, H)))


amounts = st.dictionaries(st.sampled_from(PARTS), st.integers(1, 2), max_size=2)
units = st.one_of(st.just({}), st.just({}), st.just({"unit": 1}))
places = st.integers(0, PLACES - 1)


@st.composite
def breaks(draw: st.DrawFn) -> tuple[Break, ...]:
    if draw(st.booleans()):
        return ()
    start_s = draw(st.integers(8 * H, 12 * H))
    noon = Break(Window(start_s, start_s + draw(st.integers(0, 2 * H))), draw(st.integers(600, 3600)))
    tea_s = noon.window.end_s + noon.duration_s + draw(st.integers(0, 2 * H))
    return draw(st.sampled_from([(noon,), (noon, Break(Window(tea_s, tea_s + 1800), 900))]))


@st.composite
def problems(draw: st.DrawFn) -> RoutingProblem:
    travel = st.one_of(st.integers(0, 5400), st.integers(0, 5400), st.integers(0, 5400), st.just(-1))
    cells = [[0 if i == j else draw(travel) for j in range(PLACES)] for i in range(PLACES)]
    technicians = [
        a_technician(
            f"t{i}",
            draw(places),
            end_place=draw(places),
            shift=draw(st.sampled_from([Window(8 * H, 18 * H), Window(8 * H, 13 * H), Window(12 * H, 20 * H)])),
            work_cost_fen_per_h=draw(st.sampled_from([0, 3_000])),
            travel_cost_fen_per_km=draw(st.sampled_from([0, 80, 90])),
            skills=draw(st.sampled_from([(), ("gas",)])),
            van=draw(amounts),
            breaks=draw(breaks()),
            depots=draw(st.sampled_from([(), ("d0",), ("d0", "d1")])),
        )
        for i in range(draw(st.integers(0, 3)))
    ]
    visits = [
        a_visit(
            f"v{i}",
            draw(places),
            duration_s=draw(st.integers(0, 2 * H)),
            unserved_cost_fen=draw(st.sampled_from([0, 5_000, 1_000_000])),
            windows=draw(several_windows()),
            due_s=draw(st.one_of(st.none(), st.integers(-4 * H, 20 * H))),
            late_cost_fen_per_h=draw(st.sampled_from([0, 2_000])),
            skills=draw(st.sampled_from([(), (), ("gas",)])),
            parts=draw(amounts),
            units=draw(units),
            technicians=draw(st.sampled_from([None, None, tuple(t.id for t in technicians[:1])])),
        )
        for i in range(draw(st.integers(0, 6)))
    ]
    stock_places = [
        a_stock_place(
            f"d{i}",
            draw(places),
            opening=draw(st.sampled_from([Window(8 * H, 18 * H), Window(9 * H, 12 * H), Window(9 * H, 9 * H)])),
            loading_s=draw(st.integers(0, 1200)),
            stock=draw(amounts),
            set_aside=draw(st.sampled_from([{}, {"unit": 1}, {"unit": 2, "pump": 3}])),
        )
        for i in range(2)
    ]
    return a_problem(visits=visits, technicians=technicians, stock_places=stock_places, matrix=matrix_of(cells))


@settings(QUICK, max_examples=50)
@given(problem=problems())
def test_any_problem_gives_a_plan_without_violations(problem: RoutingProblem) -> None:
    plan = solve(problem, time_limit_s=0.05, seed=1)

    assert violations(problem, plan) == []


@settings(QUICK, max_examples=15)
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
