"""What a plan holds from now on: as it was made, or as an edit made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any

from fieldops.store import plan_content as content
from fieldops.store import plan_edits, plans
from fieldops.store.plan_content import PlannedPart
from fieldops.store.plan_edits import PlanEdit
from fieldops.store.plan_forms import Premises, written_locks
from routing.plan import Plan, Pool, StopKind
from routing.problem import VAN, RoutingProblem


async def keep(
    plan_id: int, plan: Plan, premises: Premises, edit: PlanEdit, *, touched: Set[str] | None = None, **columns: Any
) -> None:
    """The plan is from now on as ``edit`` made it; ``touched`` and ``columns`` as in :func:`hold`."""
    await plan_edits.add(plan_id, plan, edit)
    await hold(plan_id, plan, premises, edit, touched=touched, **columns)


async def hold(
    plan_id: int, plan: Plan, premises: Premises, edit: PlanEdit, *, touched: Set[str] | None = None, **columns: Any
) -> None:
    """Of the plan's edits ``edit`` holds, which made ``plan``. Only the routes of the technicians ``touched`` differ from what
    held before, None: of all. ``columns`` are written with it."""
    taken = _taken(plan, premises.van)
    await content.replace_content(plan_id, plan, premises.problem, premises.due_at, taken, touched=touched)
    outcome = _outcome(plan, premises.problem)
    await plans.change(plan_id, edit=edit.n, locks=written_locks(edit.locks), **columns, **outcome)


def _outcome(plan: Plan, problem: RoutingProblem) -> dict[str, Any]:
    score = plan.score
    return {
        "elapsed_ms": plan.elapsed_ms,
        "best_cost_fen": score.total_fen,
        "served": score.served,
        "unserved": len(plan.unserved),
        "late": score.late,
        "distance_m": score.distance_m,
        "travel_s": score.travel_s,
        "score": content.terms_of(score),
        "estimated": bool(problem.matrix.estimated.any()),
    }


def _taken(plan: Plan, van_of: Mapping[str, str]) -> Iterator[PlannedPart]:
    """What each visit uses, with the technician who brings it."""
    for route in plan.routes:
        for stop in route.stops:
            for use in stop.uses if stop.kind is StopKind.VISIT else ():
                yield PlannedPart(
                    order=stop.ref,
                    technician=route.technician,
                    part=use.part,
                    quantity=use.quantity,
                    source=van_of[route.technician] if use.source == VAN else use.source,
                    set_aside=use.pool is Pool.SET_ASIDE,
                )
