"""Making a route plan: the job behind ``POST /api/v1/plans`` and ``fieldops plan``."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import asyncpg
import structlog
from procrastinate import Blueprint, JobContext, RetryStrategy
from procrastinate.exceptions import JobAborted

from fieldops.actions import plans
from fieldops.actions.plans import LocksDropped, PlannerBroke
from fieldops.actions.publishing import PlanOvertaken
from fieldops.database.door import perform
from fieldops.database.who import Who, acting
from fieldops.jobs.plan_sharing import shared
from fieldops.jobs.solver import Solver, SolverDied, apart
from fieldops.roads.planning import by_road
from fieldops.settings import Settings
from fieldops.store.jobs import PLANS_QUEUE
from inventory.arrivals import ArrivalTaken
from inventory.ledger import InsufficientStock
from refusals import Refusal
from routing.locks import NO_LOCKS, Locked
from routing.plan import Plan
from routing.search import Progress
from routing.solve import mend, solve

tasks = Blueprint()
log = structlog.get_logger()

OVERTAKEN = (ArrivalTaken, InsufficientStock, PlanOvertaken, SolverDied)
"""Made anew, the plan may succeed: the world has changed, or the solver was killed."""

INTERRUPTED: tuple[Any, ...] = (asyncio.CancelledError, JobAborted, asyncpg.PostgresConnectionError, OSError)
"""The worker was stopped or lost the database: another one takes over."""

ATTEMPTS = 6


@tasks.task(
    name="make_plan",
    queue=PLANS_QUEUE,
    pass_context=True,
    retry=RetryStrategy(max_attempts=ATTEMPTS, wait=1, retry_exceptions={*OVERTAKEN, *INTERRUPTED}),
)
async def make_plan(context: JobContext, plan_id: int) -> None:
    """Read, solve and save; a run after a worker's death begins anew, and exactly one plan is saved."""
    with acting(Who(actor="planner", via="job", operation="make_plan", request_id=str(context.job.id or ""))):
        await _attempt(context, plan_id)


async def _attempt(context: JobContext, plan_id: int) -> None:
    try:
        await _make_plan(plan_id, context.additional_context["zone"], context.additional_context["settings"])
    except INTERRUPTED:
        raise
    except OVERTAKEN as overtaken:
        if context.job.attempts < ATTEMPTS:
            log.info("plan_overtaken", plan=plan_id, reason=str(overtaken))
            raise
        await _give_up(plan_id, overtaken)
    except Refusal as refusal:
        await _give_up(plan_id, refusal)
    except Exception as error:
        log.exception("planner_broke", plan=plan_id)
        await _give_up(plan_id, error)


async def _make_plan(plan_id: int, zone: ZoneInfo, settings: Settings) -> None:
    begun = await perform(plans.begin, plan_id, zone=zone, now=datetime.now(UTC))
    if begun is None:
        return
    day, warnings = await by_road(begun.day, settings, now=datetime.now(UTC))
    held = begun.base.held(day.problem) if begun.base else Locked(day.problem, NO_LOCKS, ())
    if held.dropped:
        warnings.append(LocksDropped(subjects=", ".join(held.dropped)))

    async def report(progress: Progress) -> bool:
        return await perform(
            plans.report_progress,
            plan_id,
            elapsed_ms=int(progress.elapsed_s * 1000),
            best_cost_fen=progress.cost_fen,
            served=progress.served,
        )

    asked, begin = begun.head, begun.base.plan if begun.base else None
    solver: Solver[Plan] = solve
    started_s, limit_s = time.monotonic(), asked.time_limit_s
    if len(held.problem.visits) >= settings.plan_shared_from_visits:
        together = await shared(plan_id, held.problem, begin, settings, time_limit_s=limit_s, report=report)
        begin, solver = (begin, solve) if together is None else (together, mend)
    left_s = max(1.0, started_s + limit_s - time.monotonic())
    plan = await apart(solver, held.problem, time_limit_s=left_s, seed=asked.seed, on_progress=report, begin=begin)
    await perform(plans.save, plan_id, day, plan, now=datetime.now(UTC), warnings=warnings, locks=held.kept)


async def _give_up(plan_id: int, reason: Exception) -> None:
    refusal = reason if isinstance(reason, Refusal) else PlannerBroke(reason=f"{type(reason).__name__}: {reason}")
    await perform(plans.fail, plan_id, refusal, now=datetime.now(UTC))
