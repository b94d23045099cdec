"""Routes on public instances and on our own, one JSON object a file.

``python -m benchmarks.routing FILE… --time-limit S --seed N --threads T --engine ours|ortools|pyvrp|vroom --json``

``objective`` is recomputed from the instance and the order of the stops alone, ``violations`` is the checker's list; the best known
values are from ``best_known.csv`` beside the file. What is compiled is loaded before the clock starts.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from pathlib import Path

from benchmarks.routing_instances import Instance, read
from benchmarks.routing_peers import solve_by
from routing.anneal_search import Effort
from routing.check import violations
from routing.kernel.prepare import prepare
from routing.plan import Plan
from routing.search import Progress
from routing.solve import Engine, solve


def measured(instance: Instance, engine: str, time_limit_s: float, seed: int, threads: int) -> dict[str, object]:
    seen: list[Progress] = []

    def watch(progress: Progress) -> bool:
        seen.append(progress)
        return True

    begun_s = time.monotonic()
    if engine in set(Engine):
        effort = Effort(threads=threads)
        plan: Plan = solve(
            instance.problem,
            time_limit_s=time_limit_s,
            seed=seed,
            on_progress=watch,
            engine=Engine(engine),
            effort=effort,
        )
    else:
        plan = solve_by(engine, instance.problem, time_limit_s, seed, threads)
    whole = [progress for progress in seen if progress.served == len(instance.problem.visits)]
    objective, best = instance.value(plan), instance.best_known
    return {
        "instance": instance.name,
        "engine": engine,
        "objective": objective,
        "best_known": best,
        "gap_percent": round(100 * (objective / best - 1), 3) if objective is not None and best else None,
        "unserved": len(plan.unserved),
        "first_feasible_s": round(whole[0].elapsed_s, 3) if whole else None,
        "iterations_per_s": round(seen[-1].rounds / seen[-1].elapsed_s) if seen and seen[-1].rounds else None,
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "elapsed_s": round(time.monotonic() - begun_s, 2),
        "violations": [f"{v.rule} {v.subject}: {v.message.en}" for v in violations(instance.problem, plan)],
        "routes": {r.technician: [stop.ref for stop in r.stops] for r in plan.routes if r.stops},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--time-limit", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--engine", choices=[*Engine, "pyvrp", "vroom"], default="ours")
    parser.add_argument("--json", action="store_true", help="one object a line, with the routes")
    chosen = parser.parse_args()
    if chosen.engine == Engine.OURS:
        prepare()
    for file in chosen.files:
        found = measured(read(file), chosen.engine, chosen.time_limit, chosen.seed, chosen.threads)
        if chosen.json:
            print(json.dumps(found, ensure_ascii=False), flush=True)
        else:
            told = ("instance", "objective", "gap_percent", "first_feasible_s", "iterations_per_s", "peak_memory_mb")
            print(
                "  ".join(f"{name} {found[name]}" for name in told), "violations", len(found["violations"]), flush=True
            )  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
