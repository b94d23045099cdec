"""What a plan holds from now on: as it was made, or as an edit made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from fieldops.store import plan_content as content
from fieldops.store import plan_edits, plans
from fieldops.store.plan_content import PlannedPart
from fieldops.store.plan_edits import PlanEdit
from fieldops.store.plan_forms import Premises, written_locks
from refusals import Refusal, Text
from routing.plan import Plan, Pool, StopKind
from routing.problem import VAN, RoutingProblem
from routing.sources import Piece, pieces


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
    taken = taken_by(plan, premises)
    if any(place.arrivals for place in premises.problem.stock_places):
        touched = None  # whether a piece is there or arrives depends on who else loads
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


def taken_by(plan: Plan, premises: Premises) -> list[PlannedPart]:
    """What each visit uses, with the technician who brings it; pieces that arrive apart from those that are there."""
    epoch = premises.problem.epoch
    coming: dict[tuple[str, str, str], list[Piece]] = {}
    for piece in pieces(premises.problem, plan.routes):
        coming.setdefault((piece.visit, piece.place, piece.part), []).append(piece)
    found = []
    for one in _taken(plan, premises.van):
        split = [] if one.set_aside else coming.get((one.order, one.source, one.part), [])
        found += [
            replace(
                one,
                quantity=piece.quantity,
                arrives_at=None if piece.at_s is None else epoch + timedelta(seconds=piece.at_s),
            )
            for piece in split
        ] or [one]
    return found


class CountsOnArrivals(Refusal):
    code = "counts_on_arrivals"
    rule = "P5"
    cause = Text(
        en="Visits count on parts that are still on their way: {parts}.",
        zh="以下任务依赖尚未到货的配件：{parts}。",
    )
    remedy = Text(
        en="They are reserved as they arrive; if they are late, plan again.", zh="到货时自动预留；如有延误请重新计划。"
    )


def counts_on_arrivals(plan: Plan, premises: Premises, zone: ZoneInfo) -> list[CountsOnArrivals]:
    """One if some do."""
    listed = [
        f"{one.order} {one.part} ×{one.quantity} {one.source} {one.arrives_at.astimezone(zone):%m-%d %H:%M}"
        for one in taken_by(plan, premises)
        if one.arrives_at is not None
    ]
    return [CountsOnArrivals(parts=", ".join(listed))] if listed else []


def _taken(plan: Plan, van_of: Mapping[str, str]) -> Iterator[PlannedPart]:
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
