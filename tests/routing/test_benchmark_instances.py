"""What the routing benchmark reads from public formats, and how it values a plan."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.routing import judged
from benchmarks.routing_instances import read
from benchmarks.routing_kept import keep, kept_plan
from routing.anneal_search import Effort
from routing.calls import visit
from routing.check import violations
from routing.draft import timed_plan
from routing.plan import Plan
from routing.problem import RoutingProblem
from routing.rules import Broken
from routing.solve import solve

PUBLIC = Path(__file__).parents[2] / "fixtures/routing"

VRPTW = """TINY

VEHICLE
NUMBER     CAPACITY
  2         10

CUSTOMER
CUST NO.  XCOORD.  YCOORD.  DEMAND  READY TIME  DUE DATE  SERVICE TIME

    0      0         0        0        0        100        0
    1      3         4        6        0         50       10
    2      6         8        6        0         50       10
"""
TRSP = """TINY

INFO
CREW COUNT  SKILLS  TOOLS   SPARE PARTS
1      2       2       1

DEPOT TECHNICIANS AND REQUESTS
ID   X     Y     TWS    TWE    Serv   SKILLS   TOOLS    SPARE PARTS
0    0    0     0      100   0      [] 	[] 	[]
1    3    0     0      100   0      [0] 	[] 	[1]
2    3    4     20     90    10     [0] 	[1] 	[2]
"""


def planned(problem: RoutingProblem) -> Plan:
    return solve(problem, time_limit_s=60, seed=1, effort=Effort(rounds=50, threads=1))


def test_a_vrptw_plan_is_worth_its_distance_cut_to_one_decimal(tmp_path: Path) -> None:
    (tmp_path / "tiny.txt").write_text(VRPTW)
    (tmp_path / "best_known.csv").write_text("instance,distance\ntiny,30.0\n")

    instance = read(tmp_path / "tiny.txt")
    plan = planned(instance.problem)

    assert instance.value(plan) == pytest.approx(30.0)
    assert instance.best_known == 30.0
    assert violations(instance.problem, plan) == []


def test_a_trsp_plan_is_worth_the_time_from_leaving_to_coming_back(tmp_path: Path) -> None:
    """Over the depot, which has the tool and the second part: 3 + 5 + 10 + 4, however long the visit makes one wait."""
    (tmp_path / "tiny.txt").write_text(TRSP)

    instance = read(tmp_path / "tiny.txt")
    plan = planned(instance.problem)

    assert instance.value(plan) == pytest.approx(22.0)
    assert instance.best_known is None


def test_a_plan_that_leaves_something_out_has_no_value(tmp_path: Path) -> None:
    (tmp_path / "tiny.txt").write_text(VRPTW.replace("  2         10", "  1         10"))

    instance = read(tmp_path / "tiny.txt")

    assert instance.value(planned(instance.problem)) is None


def test_our_own_format_is_the_model_as_json(tmp_path: Path) -> None:
    told = {
        "epoch": "2026-11-30T00:00:00+08:00",
        "duration_s": [[0, 600], [600, 0]],
        "distance_m": [[0, 5000], [5000, 0]],
        "visits": [{"id": "v1", "place": 1, "duration_s": 1800, "unserved_cost_fen": 100_000}],
        "technicians": [
            {
                "id": "t1",
                "start_place": 0,
                "end_place": 0,
                "shift": {"start_s": 28_800, "end_s": 64_800},
                "work_cost_fen_per_h": 3_600,
                "travel_cost_fen_per_km": 100,
            }
        ],
    }
    (tmp_path / "own.json").write_text(json.dumps(told))

    instance = read(tmp_path / "own.json")

    assert instance.value(planned(instance.problem)) == 3_000 + 1_000


def test_kept_routes_are_read_back_and_judged_anew(tmp_path: Path) -> None:
    (tmp_path / "tiny.txt").write_text(TRSP)
    instance = read(tmp_path / "tiny.txt")
    plan = planned(instance.problem)

    keep(instance, plan, tmp_path / "kept")

    again = kept_plan(instance, tmp_path / "kept")
    assert again.routes == plan.routes
    assert judged(instance, again)["violations"] == []


def test_only_better_routes_replace_those_that_are_kept(tmp_path: Path) -> None:
    (tmp_path / "tiny.txt").write_text(VRPTW.replace("  2         10", "  2         20"))
    instance = read(tmp_path / "tiny.txt")
    apart = timed_plan(instance.problem, {f"t{i}": (visit(str(i + 1)),) for i in range(2)})
    assert not isinstance(apart, Broken)
    better = planned(instance.problem)
    worse = replace(better, routes=apart)

    for plan, objective in ((worse, 30.0), (better, 20.0), (worse, 20.0)):
        keep(instance, plan, tmp_path)
        assert json.loads((tmp_path / "tiny.json").read_text())["objective"] == pytest.approx(objective)


def test_kept_routes_that_break_a_rule_are_refused(tmp_path: Path) -> None:
    (tmp_path / "tiny.txt").write_text(VRPTW)
    instance = read(tmp_path / "tiny.txt")
    (tmp_path / "tiny.json").write_text(json.dumps({"routes": {"t0": ["1", "2"]}}))

    with pytest.raises(SystemExit):
        kept_plan(instance, tmp_path)


@pytest.mark.parametrize("name", ["C108", "R104"])
def test_routes_of_a_public_instance_are_worth_the_published_optimum(name: str) -> None:
    instance = read(PUBLIC / f"{name}.txt")

    found = judged(instance, kept_plan(instance, PUBLIC / "routes"))

    assert found["objective"] == pytest.approx(instance.best_known)
    assert found["violations"] == []
    assert found["unserved"] == 0


def test_routes_of_a_public_instance_that_drive_a_way_twice_are_worth_more() -> None:
    instance = read(PUBLIC / "C108.txt")
    plan = kept_plan(instance, PUBLIC / "routes")
    calls = {route.technician: tuple(visit(stop.ref) for stop in route.visits) for route in plan.routes if route.stops}
    longest = max(calls, key=lambda name: len(calls[name]))
    idle = next(technician.id for technician in instance.problem.technicians if technician.id not in calls)
    apart = timed_plan(instance.problem, {**calls, longest: calls[longest][1:], idle: calls[longest][:1]})
    assert not isinstance(apart, Broken)

    value = instance.value(replace(plan, routes=apart))

    assert value is not None
    assert value > 827.3
