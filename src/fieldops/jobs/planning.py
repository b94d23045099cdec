"""Making a route plan: the job behind ``POST /api/v1/plans`` and ``fieldops plan``."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import structlog
from procrastinate import Blueprint, JobContext

from fieldops.actions import plans
from fieldops.actions.plans import PlanOvertaken
from fieldops.database.door import perform
from fieldops.jobs.solver import solve_apart
from fieldops.store.jobs import PLANS_QUEUE
from inventory.ledger import InsufficientStock
from refusals import Refusal
from routing.search import Progress

tasks = Blueprint()
log = structlog.get_logger()

ATTEMPTS = 3
"""How often a plan is made anew because orders or stock changed while it was made."""


@tasks.task(name="make_plan", queue=PLANS_QUEUE, pass_context=True)
async def make_plan(context: JobContext, plan_id: int) -> None:
    """Read, solve and save; a run after a worker's death begins anew, and exactly one plan is saved."""
    zone: ZoneInfo = context.additional_context["zone"]
    try:
        for attempt in range(ATTEMPTS):
            try:
                await _make_plan_once(plan_id, zone)
                return
            except (InsufficientStock, PlanOvertaken) as overtaken:
                if attempt == ATTEMPTS - 1:
                    raise
                log.info("plan_overtaken", plan=plan_id, reason=overtaken.code)
    except Refusal as refusal:
        await perform(plans.fail, plan_id, refusal, now=datetime.now(UTC))


async def _make_plan_once(plan_id: int, zone: ZoneInfo) -> None:
    begun = await perform(plans.begin, plan_id, zone=zone, now=datetime.now(UTC))
    if begun is None:
        return
    head, day = begun

    async def report(progress: Progress) -> bool:
        return await perform(
            plans.report_progress,
            plan_id,
            elapsed_ms=int(progress.elapsed_s * 1000),
            best_cost_fen=progress.cost_fen,
            served=progress.served,
        )

    plan = await solve_apart(day.problem, time_limit_s=head.time_limit_s, seed=head.seed, on_progress=report)
    await perform(plans.save, plan_id, day, plan, now=datetime.now(UTC))
