"""The best routes found of an instance, kept as a small file of our own and judged anew when read back.

``{"instance": …, "objective": …, "routes": {technician: [stop, …]}}``; a stop is the id of a visit or of a stock place.
"""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.routing_instances import Instance
from routing.calls import calls_of, stock_stop, visit
from routing.draft import timed_plan
from routing.plan import Plan, Unserved, UnservedReason
from routing.rules import Broken
from routing.score import score_of


def calls_by_technician(plan: Plan) -> dict[str, list[str]]:
    return {route.technician: [call.ref for call in calls_of(route)] for route in plan.routes if route.stops}


def keep(instance: Instance, plan: Plan, folder: Path) -> None:
    """Unless what is there is as good, or the plan leaves something out."""
    objective, file = instance.value(plan), folder / f"{instance.name}.json"
    if objective is None:
        return
    if file.exists() and (before := instance.value(kept_plan(instance, folder))) is not None and before <= objective:
        return
    folder.mkdir(parents=True, exist_ok=True)
    kept = {"instance": instance.name, "objective": objective, "routes": calls_by_technician(plan)}
    file.write_text(json.dumps(kept, indent=1) + "\n")


def kept_plan(instance: Instance, folder: Path) -> Plan:
    """Timed anew from the order of the stops alone.

    Raises:
        SystemExit: the routes break a rule.
    """
    problem = instance.problem
    routes = json.loads((folder / f"{instance.name}.json").read_bytes())["routes"]
    calls = {
        name: tuple(visit(ref) if ref in problem.visit_by_id else stock_stop(ref) for ref in refs)
        for name, refs in routes.items()
    }
    timed = timed_plan(problem, calls)
    if isinstance(timed, Broken):
        raise SystemExit(f"{instance.name}: {timed.message.en}")
    served = {stop.ref for route in timed for stop in route.visits}
    left = tuple(Unserved(v.id, UnservedReason.CAPACITY, {}) for v in problem.visits if v.id not in served)
    return Plan(tuple(timed), left, score_of(problem, timed), "kept", 0, 0)
