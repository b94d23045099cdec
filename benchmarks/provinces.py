"""A whole province of a day, drawn by lot: how long a complete plan takes, and what a change by hand takes in it.

``python -m benchmarks.provinces [--visits 3000] [--technicians 330] [--time-limit 40] [--seed 1] [--threads T] [--json]``

``total_s`` is from the problem to the checked plan, with a reason for every visit that isn't served; ``search_s`` of it was searched.
``open_ms``: the plan is opened for changes, once. Of 200 visits moved to one of the ten technicians whose homes are nearest, ``move_ms`` is
the median verdict on those that keep every rule (``move_percent``: of one second of search), ``refused_ms`` on those that don't.
``anywhere_ms``: the verdict where the place at which it costs least is asked for.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from typing import Any

from routing.anneal_search import Effort
from routing.check import violations
from routing.edit import Edited, move_visit, open_plan
from routing.kernel.prepare import prepare
from routing.plan import Plan
from routing.problem import (
    Break,
    Overtime,
    Promise,
    RoutingProblem,
    StockPlace,
    Technician,
    Visit,
    Window,
)
from routing.solve import solve
from routing.travel import Band, EstimatePolicy, estimate

H = 3600
SKILLS = {"washing": 5, "drying": 2, "installation": 2, "electrics": 1}
PARTS = [f"P{n}" for n in range(30)]
ROADS = EstimatePolicy((Band(5_000, 1.4, 25.0), Band(20_000, 1.3, 40.0), Band(None, 1.25, 60.0)))
MOVES = 200

Place = tuple[float, float]


class Drawn:
    """Towns of different sizes in an area of some 250 km; in each a store, and people and technicians around it."""

    def __init__(self, visits: int, technicians: int, seed: int) -> None:
        self.chance = Random(seed)
        self.places: list[Place] = []
        self.towns = [self._town() for _ in range(max(3, technicians // 5))]
        self.sizes = [self.chance.random() ** 2 + 0.05 for _ in self.towns]
        stores = tuple(self._store(n, town) for n, town in enumerate(self.towns))
        staff = tuple(self._technician(n) for n in range(technicians))
        asked = tuple(self._visit(n) for n in range(visits))
        lons, lats = zip(*self.places, strict=True)
        self.problem = RoutingProblem(
            epoch=datetime(2026, 12, 1, tzinfo=UTC),
            visits=asked,
            technicians=staff,
            stock_places=stores,
            matrix=estimate(lons, lats, ROADS),
        )

    def _town(self) -> Place:
        return 119 + 2.6 * self.chance.random(), 28 + 2.6 * self.chance.random()

    def _row(self, place: Place) -> int:
        self.places.append(place)
        return len(self.places) - 1

    def _around_a_town(self) -> Place:
        lon, lat = self.chance.choices(self.towns, self.sizes)[0]
        return lon + self.chance.gauss(0, 0.05), lat + self.chance.gauss(0, 0.05)

    def _store(self, n: int, town: Place) -> StockPlace:
        stock = {part: self.chance.randint(5, 40) for part in PARTS}
        return StockPlace(f"W{n}", self._row(town), (Window(27_000, 64_800),), 600, stock=stock)

    def _technician(self, n: int) -> Technician:
        home = self._around_a_town()
        near = min(
            range(len(self.towns)), key=lambda t: sum((a - b) ** 2 for a, b in zip(self.towns[t], home, strict=True))
        )
        row, chance = self._row(home), self.chance
        return Technician(
            f"T{n}",
            row,
            row,
            Window(8 * H, int(18.5 * H)),
            4500,
            80,
            frozenset(skill for skill in SKILLS if chance.random() < 0.6) or frozenset(SKILLS),
            van={part: chance.randint(0, 2) for part in PARTS if chance.random() < 0.4},
            breaks=(Break(Window(int(11.5 * H), 13 * H), 2700),),
            depots=frozenset({f"W{near}"}),
            overtime=Overtime(int(17.5 * H), 3000),
        )

    def _visit(self, n: int) -> Visit:
        chance, windows = self.chance, ()
        if chance.random() < 0.4:
            start_s = chance.choice([8, 10, 13, 15]) * H
            windows = (Window(start_s, start_s + 2 * H),)
        return Visit(
            f"V{n}",
            self._row(self._around_a_town()),
            chance.choice([1800, 2700, 3600]),
            60_000,
            windows=windows,
            promises=(Promise(chance.choice([12, 18, 40]) * H, 3000, 3000),),
            skills=frozenset(chance.choices(list(SKILLS), list(SKILLS.values()))),
            parts={chance.choice(PARTS): 1} if chance.random() < 0.6 else {},
        )


def timed(deed: Callable[..., Any], *args: Any) -> tuple[float, Any]:
    started_s = time.perf_counter()
    done = deed(*args)
    return time.perf_counter() - started_s, done


def moves_ms(problem: RoutingProblem, plan: Plan, seed: int) -> dict[str, float | None]:
    chance = Random(seed)
    open_s, opened = timed(open_plan, problem, plan)
    visits = {route.technician: len(route.visits) for route in plan.routes}
    served = [(stop.ref, route.technician) for route in plan.routes for stop in route.visits]
    found: dict[str, list[float]] = {"done": [], "refused": [], "anywhere": []}
    for _ in range(MOVES):
        visit, now = chance.choice(served)
        other = chance.choice(near(problem, visit, now))
        spent_s, verdict = timed(move_visit, opened, visit, other, chance.randint(0, visits[other]))
        found["done" if isinstance(verdict, Edited) else "refused"].append(spent_s)
        found["anywhere"].append(timed(move_visit, opened, visit, other)[0])
    done_s, refused_s, anywhere_s = (statistics.median(times) if times else None for times in found.values())
    return {
        "open_ms": round(open_s * 1000, 1),
        "moves_allowed": len(found["done"]),
        "move_ms": milliseconds(done_s),
        "move_percent": None if done_s is None else round(done_s * 100, 2),
        "refused_ms": milliseconds(refused_s),
        "anywhere_ms": milliseconds(anywhere_s),
    }


def near(problem: RoutingProblem, visit: str, now: str) -> list[str]:
    """Those who could do it by their skills, the ten who begin nearest to it."""
    asked = problem.visit_by_id[visit]
    able = [t for t in problem.technicians if asked.skills <= t.skills and t.id != now]
    return [t.id for t in sorted(able, key=lambda t: problem.travel_s(t.start_place, asked.place))[:10]]


def milliseconds(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds * 1000, 2)


def measured(args: argparse.Namespace) -> dict[str, Any]:
    problem = Drawn(args.visits, args.technicians, args.seed).problem
    prepare()
    solve_s, plan = timed(
        lambda: solve(problem, time_limit_s=args.time_limit, seed=args.seed, effort=Effort(threads=args.threads))
    )
    check_s, broken = timed(lambda: violations(problem, plan))
    return {
        "visits": args.visits,
        "technicians": args.technicians,
        "served": plan.score.served,
        "unserved": len(plan.unserved),
        "cost_yuan": plan.score.total_fen // 100,
        "search_s": args.time_limit,
        "total_s": round(solve_s + check_s, 1),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "violations": [str(one) for one in broken],
        **moves_ms(problem, plan, args.seed),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--visits", type=int, default=3000)
    parser.add_argument("--technicians", type=int, default=330)
    parser.add_argument("--time-limit", type=float, default=40.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=None)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    args = parser.parse_args()
    found = measured(args)
    if args.json:
        print(json.dumps(found))
        return
    for name, figure in found.items():
        print(f"{name:16} {figure}")


if __name__ == "__main__":
    main()
