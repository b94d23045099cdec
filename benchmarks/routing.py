"""Routes on public instances and on our own, one JSON object a file.

``python -m benchmarks.routing FILE… --time-limit S --seeds 1,2,3 --threads T --engine ours|ortools|pyvrp|vroom --json``

With ``--rounds N`` our own engine does so many rounds in each thread, whatever the clock says: the same plan on any machine.
``--routes DIR`` keeps the routes found of each instance where they are better than those that are there; ``--judge DIR`` reads them back and judges them,
without a search.

``objective`` is recomputed from the instance and the order of the stops alone, ``violations`` is the checker's list; the best known
values are from ``best_known.csv`` beside the file. What is compiled is loaded before the clock starts.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from benchmarks.routing_instances import Instance, read
from benchmarks.routing_kept import calls_by_technician, keep, kept_plan
from benchmarks.routing_peers import solve_by
from routing.anneal_search import Effort
from routing.check import violations
from routing.kernel.prepare import prepare
from routing.plan import Plan
from routing.search import Progress
from routing.solve import Engine, solve


@dataclass(frozen=True, slots=True)
class Asked:
    engine: str
    time_limit_s: float
    seed: int
    threads: int
    rounds: int | None


def measured(instance: Instance, asked: Asked) -> tuple[dict[str, object], Plan]:
    seen: list[Progress] = []
    begun_s = time.monotonic()
    plan = _planned(instance, asked, seen)
    elapsed_s = time.monotonic() - begun_s
    whole = [progress for progress in seen if progress.served == len(instance.problem.visits)]
    return {
        **judged(instance, plan),
        "engine": asked.engine,
        "seed": asked.seed,
        "first_feasible_s": round(whole[0].elapsed_s, 3) if whole else None,
        "iterations_per_s": round(seen[-1].rounds / seen[-1].elapsed_s) if seen and seen[-1].rounds else None,
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "elapsed_s": round(elapsed_s, 2),
        "routes": calls_by_technician(plan),
    }, plan


def _planned(instance: Instance, asked: Asked, seen: list[Progress]) -> Plan:
    if asked.engine not in set(Engine):
        return solve_by(asked.engine, instance.problem, asked.time_limit_s, asked.seed, asked.threads)

    def watch(progress: Progress) -> bool:
        seen.append(progress)
        return True

    return solve(
        instance.problem,
        time_limit_s=asked.time_limit_s,
        seed=asked.seed,
        on_progress=watch,
        engine=Engine(asked.engine),
        effort=Effort(rounds=asked.rounds, threads=asked.threads),
    )


def judged(instance: Instance, plan: Plan) -> dict[str, object]:
    objective, best = instance.value(plan), instance.best_known
    return {
        "instance": instance.name,
        "objective": objective,
        "best_known": best,
        "gap_percent": round(100 * (objective / best - 1), 3) if objective is not None and best else None,
        "unserved": len(plan.unserved),
        "violations": [f"{v.rule} {v.subject}: {v.message.en}" for v in violations(instance.problem, plan)],
    }


def told(found: Mapping[str, object], *, as_json: bool) -> str:
    if as_json:
        return json.dumps(found, ensure_ascii=False)
    names = ("instance", "seed", "objective", "gap_percent", "first_feasible_s", "iterations_per_s", "peak_memory_mb")
    parts = [f"{name} {found[name]}" for name in names if name in found]
    return "  ".join([*parts, f"violations {len(cast('list[str]', found['violations']))}"])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--time-limit", type=float, default=10.0)
    parser.add_argument("--rounds", type=int, help="of our own engine in each thread, instead of the time limit")
    parser.add_argument("--seeds", "--seed", type=lambda text: [int(word) for word in text.split(",")], default=[1])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--engine", choices=[*Engine, "pyvrp", "vroom"], default="ours")
    parser.add_argument("--json", action="store_true", help="one object a line, with the routes")
    parser.add_argument("--routes", type=Path, metavar="DIR", help="keep the best routes there")
    parser.add_argument("--judge", type=Path, metavar="DIR", help="judge the routes kept there")
    return parser.parse_args()


def main() -> None:
    chosen = _arguments()
    if chosen.engine == Engine.OURS and chosen.judge is None:
        prepare()
    for file in chosen.files:
        instance = read(file)
        if chosen.judge is not None:
            print(told(judged(instance, kept_plan(instance, chosen.judge)), as_json=chosen.json), flush=True)
            continue
        for seed in chosen.seeds:
            asked = Asked(chosen.engine, chosen.time_limit, seed, chosen.threads, chosen.rounds)
            found, plan = measured(instance, asked)
            print(told(found, as_json=chosen.json), flush=True)
            if chosen.routes is not None:
                keep(instance, plan, chosen.routes)


if __name__ == "__main__":
    main()
