"""Generated problems: small ones that use every feature now and then, with ways of any length, some of them without a road.

Drawn by a seed of their own: a strategy in parts would make most of them too large to be generated, and those left over so
poor that nobody in them is ever served.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from random import Random
from typing import TypeVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from routing_builders import H, a_problem, a_stock_place, a_technician, a_visit, matrix_of

from refusals import Invalid
from routing.calls import visits_of
from routing.draft import Draft
from routing.insertion import ways_in
from routing.problem import (
    Arrival,
    Break,
    Fair,
    Overtime,
    Pool,
    Promise,
    Reserve,
    RoutingProblem,
    Sequence_,
    StockPlace,
    Technician,
    Told,
    Visit,
    Window,
)
from routing.repair import without
from routing.rules import Broken

PLACES = 6
PARTS = ("pump", "valve")
TOOLS = ("ladder", "meter")
ALL_DAY = Window(8 * H, 18 * H)
RUSH = tuple(1400 if hour in {8, 9, 17} else 900 if hour in {12, 13} else 1000 for hour in range(24))
QUICK = settings(
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # each example is a search: making a failing one smaller would take minutes
    suppress_health_check=list(HealthCheck),
)
T = TypeVar("T")

seeds = st.integers(0, 2**32)


def problems(*, most_visits: int = 6, most_persons: int = 3) -> st.SearchStrategy[RoutingProblem]:
    return seeds.map(lambda seed: a_generated_problem(Random(seed), most_visits, most_persons))


def a_generated_problem(rng: Random, most_visits: int, most_persons: int) -> RoutingProblem:
    technicians = [
        t for number in range(rng.randint(0 if rng.random() < 0.1 else 1, most_persons)) for t in shifts(rng, number)
    ]
    visits = [a_generated_visit(rng, number, technicians) for number in range(rng.randint(0, most_visits))]
    problem = a_problem(
        visits=visits,
        technicians=technicians,
        stock_places=[a_generated_stock_place(rng, number) for number in range(2)],
        matrix=matrix_of([[0 if i == j else travel(rng) for j in range(PLACES)] for i in range(PLACES)]),
        factors=rarely(rng, lambda: RUSH, ()),
    )
    return coupled(rng, problem) if rng.random() < 0.5 else problem


def rarely(rng: Random, make: Callable[[], T], default: T) -> T:
    return make() if rng.random() < 0.2 else default


def travel(rng: Random) -> int:
    return -1 if rng.random() < 0.06 else rng.choice([rng.randint(0, 1200), rng.randint(0, 5400)])


def a_place(rng: Random) -> int:
    return rng.randrange(PLACES)


def amounts(rng: Random) -> dict[str, int]:
    return {part: rng.randint(1, 2) for part in PARTS if rng.random() < 0.5}


def a_window(rng: Random, longest_s: int = 6 * H) -> Window:
    start_s = rng.randint(7 * H, 17 * H)
    return Window(start_s, start_s + rng.randint(0, longest_s))


def several_windows(rng: Random) -> tuple[Window, ...]:
    if rng.random() < 0.5:
        return ()
    first = a_window(rng)
    if rng.random() < 0.6:
        return (first,)
    start_s = first.end_s + rng.randint(1, 2 * H)
    return first, Window(start_s, start_s + rng.randint(0, H))


def breaks(rng: Random) -> tuple[Break, ...]:
    start_s = rng.randint(8 * H, 12 * H)
    noon = Break(Window(start_s, start_s + rng.randint(0, 2 * H)), rng.randint(600, 3600))
    tea_s = noon.window.end_s + noon.duration_s + rng.randint(0, 2 * H)
    return rng.choice([(), (), (noon,), (noon, Break(Window(tea_s, tea_s + 1800), 900))])


def promises(rng: Random) -> tuple[Promise, ...]:
    dues = {rng.randint(-4 * H, 20 * H) for _ in range(rng.randint(0, 3))}
    return tuple(Promise(due_s, rng.choice([0, 3_000]), rng.choice([0, 2_000])) for due_s in dues)


def shifts(rng: Random, number: int) -> list[Technician]:
    """One person's day, or two shifts of one day."""
    skills, van, tools = rng.choice([(), ("gas",), ("gas",)]), amounts(rng), rng.choice([(), ("ladder",)])
    hours = rng.choice([[(8, 18)], [(8, 18)], [(8, 18)], [(8, 13)], [(12, 20)], [(8, 12), (13, 18)]])
    return [
        a_technician(
            f"t{number}{'ab'[i]}",
            a_place(rng),
            end_place=a_place(rng),
            shift=Window(start * H, end * H),
            work_cost_fen_per_h=rng.choice([0, 3_000]),
            travel_cost_fen_per_km=rng.choice([0, 80, 90]),
            breaks=breaks(rng) if len(hours) == 1 else (),
            depots=rng.choice([(), ("d0",), ("d0", "d1"), ("d0", "d1")]),
            person=f"p{number}",
            skills=skills,
            van=van,
            tools=frozenset(tools),
            capacity=rarely(rng, lambda: rng.randint(1, 4), None),
            most_visits=rarely(rng, lambda: rng.randint(0, 3), None),
            most_distance_m=rarely(rng, lambda: rng.randint(10_000, 150_000), None),
            overtime=rarely(rng, lambda: Overtime(rng.randint(9 * H, 18 * H), 2_000), None),
            fair=rarely(rng, lambda: Fair(rng.randint(0, 8 * H), 2_000), None),
        )
        for i, (start, end) in enumerate(hours)
    ]


def a_generated_visit(rng: Random, number: int, technicians: Sequence[Technician]) -> Visit:
    names = [technician.id for technician in technicians]
    visit = a_visit(
        f"v{number}",
        a_place(rng),
        duration_s=rng.randint(0, 2 * H),
        unserved_cost_fen=rng.choice([0, 5_000, 100_000, 1_000_000]),
        windows=several_windows(rng),
        promises=promises(rng),
        skills=rng.choice([(), (), ("gas",)]),
        parts=rarely(rng, lambda: amounts(rng), {}),
        units=rarely(rng, lambda: {"unit": 1}, {}),
        technicians=rarely(rng, lambda: rng.sample(names, rng.randint(0, len(names))), None),
        tools=frozenset(rarely(rng, lambda: [rng.choice(TOOLS)], [])),
        load=rng.randint(0, 2),
        returns_to=rarely(rng, lambda: rng.choice(["d0", "d1"]), None),
        prices_fen=rarely(rng, lambda: {name: rng.randint(0, 2_000) for name in names}, {}),
    )
    told = rarely(rng, lambda: Told(a_window(rng, H), rng.choice([0, 2_500])), None)
    if told and visit.windows and told.window.start_s > visit.windows[-1].end_s:
        return visit
    return replace(visit, told=told)


def a_generated_stock_place(rng: Random, number: int) -> StockPlace:
    arrivals = [
        Arrival(rng.choice([*PARTS, "unit"]), rng.randint(1, 2), rng.randint(0, 14 * H), rng.choice(list(Pool)))
        for _ in range(rng.randint(0, 2))
    ]
    return a_stock_place(
        f"d{number}",
        a_place(rng),
        openings=rng.choice(
            [
                (ALL_DAY,),
                (ALL_DAY,),
                (Window(9 * H, 12 * H),),
                (Window(9 * H, 9 * H),),
                (Window(8 * H, 10 * H), Window(13 * H, 16 * H)),
            ]
        ),
        loading_s=rng.randint(0, 1200),
        stock=amounts(rng),
        set_aside=rng.choice([{}, {"unit": 1}, {"unit": 2, "pump": 3}]),
        tools=frozenset(tool for tool in TOOLS if rng.random() < 0.5),
        arrivals=arrivals,
    )


def coupled(rng: Random, problem: RoutingProblem) -> RoutingProblem:
    """With a few ties; as it was where they contradict each other."""
    names, staff = [visit.id for visit in problem.visits], list(problem.technicians)
    pairs = list(combinations(names, 2))
    ties: dict[str, object] = {}
    if pairs:
        ties["together"] = rarely(rng, lambda: [rng.choice(pairs)], [])
        ties["apart"] = rarely(rng, lambda: [rng.choice(pairs)], [])
        one_after = [Sequence_(*rng.choice(pairs), rng.choice([0, 1800])) for _ in range(rng.randint(0, 2))]
        ties["sequences"] = one_after if rng.random() < 0.8 else []
    if staff:
        everyone = frozenset(technician.id for technician in staff)
        ties["reserves"] = rarely(rng, lambda: [Reserve(everyone, 1)], [])
    if staff and names and rng.random() < 0.4:
        staff[0] = replace(staff[0], fixed=tuple(rng.sample(names, min(len(names), rng.randint(1, 2)))))
        ties["technicians"] = staff
    try:
        return replace(problem, **ties)  # type: ignore[arg-type]
    except Invalid:
        return problem


def grown(seed: int) -> tuple[RoutingProblem, Draft]:
    """Visits put in at random, one after the other, wherever no rule is in the way; now and then a route gives one up."""
    rng = Random(seed)
    problem = a_generated_problem(rng, 6, 3)
    draft = Draft(problem)
    for one in rng.sample(problem.visits, len(problem.visits)):
        if not problem.technicians:
            break
        number = rng.randrange(len(problem.technicians))
        calls = draft.days[number].calls
        if calls and rng.random() < 0.2:
            calls = without(calls, rng.choice(visits_of(calls)))
        ways = list(ways_in(draft, one, number, calls))
        for way in rng.sample(ways, min(len(ways), 5)):
            change = draft.tried({number: way})
            if not isinstance(change, Broken):
                draft.accept(change)
                break
    return problem, draft
