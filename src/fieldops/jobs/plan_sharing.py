"""A plan too large for one machine: whoever is free plans a share of it (V4).

Who makes the plan takes shares like everybody else, and those of whoever went silent, so it is made however many help.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import structlog
from procrastinate import Blueprint, JobContext

from fieldops.actions import plan_sharing
from fieldops.database.door import perform, read
from fieldops.database.who import Who, acting
from fieldops.jobs.solver import apart
from fieldops.settings import Settings
from fieldops.store import plan_shares
from fieldops.store.jobs import PLANS_QUEUE
from fieldops.store.plan_shares import Share
from routing.excerpt import nobody_moves
from routing.machines import shares
from routing.plan import Plan
from routing.problem import RoutingProblem
from routing.repair import kept
from routing.search import Progress
from routing.solve import search_routes

tasks = Blueprint()
log = structlog.get_logger()

HELP_COMES_S = 2.0
"""So long those who are free are waited for."""
LOOK_EVERY_S = 0.5
SHARED = 0.65
"""Of the time limit: then the seams are mended."""

Report = Callable[[Progress], Awaitable[bool]]


async def shared(
    plan_id: int, problem: RoutingProblem, begin: Plan | None, settings: Settings, *, time_limit_s: int, report: Report
) -> Plan | None:
    """Routes for all of ``problem``, a share of it from each machine that is free; None if there is no other."""
    started = datetime.now(UTC)
    await perform(plan_sharing.offer, plan_id, settings.machine)
    await asyncio.sleep(HELP_COMES_S)
    most = 2 * len(problem.visits) // settings.plan_shared_from_visits
    machines = min(most, await read(plan_shares.helpers, plan_id))
    if machines < 2:
        await perform(plan_shares.clear, plan_id)
        return None
    routes = nobody_moves(problem) if begin is None else kept(problem, begin)
    parts = shares(problem, routes, machines)
    log.info("plan_shared_out", plan=plan_id, machines=machines, shares=len(parts))
    await perform(plan_shares.put, plan_id, parts, time_limit_s=max(1, int(SHARED * time_limit_s)))

    planning = asyncio.create_task(_plan_shares(plan_id, settings))
    try:
        while not planning.done():
            found = await read(plan_shares.standing, plan_id)
            elapsed_s = (datetime.now(UTC) - started).total_seconds()
            goes_on = await report(Progress(elapsed_s, found.best_cost_fen, found.served))
            if not (goes_on and found.open):
                break
            await asyncio.wait([planning], timeout=LOOK_EVERY_S)
        else:
            await planning  # raises what it stopped of
    finally:
        planning.cancel()
        await asyncio.wait([planning])
    return await perform(plan_sharing.put_together, plan_id, problem)


@tasks.task(name="help_plan", queue=PLANS_QUEUE, pass_context=True)
async def help_plan(context: JobContext, plan_id: int) -> None:
    """Plan shares until the plan is made. Who dies meanwhile is done without."""
    settings: Settings = context.additional_context["settings"]
    with acting(Who(actor="planner", via="job", operation="help_plan", request_id=str(context.job.id or ""))):
        if not await perform(plan_sharing.join, plan_id, settings.machine):
            return
        await _plan_shares(plan_id, settings)


async def _plan_shares(plan_id: int, settings: Settings) -> None:
    """As long as the plan is in the making and help is wanted."""
    while await read(plan_sharing.wanted, plan_id, settings.machine):
        if not await _take_one(plan_id, settings):
            await asyncio.sleep(LOOK_EVERY_S)


async def _take_one(plan_id: int, settings: Settings) -> bool:
    """False if there is none to take."""
    now = datetime.now(UTC)
    silent_since = now - timedelta(seconds=settings.worker_silence_s)
    share = await perform(plan_shares.take, plan_id, settings.machine, now=now, silent_since=silent_since)
    if share is not None:
        await _plan(share, settings.machine)
    return share is not None


async def _plan(share: Share, machine: str) -> None:
    async def report(progress: Progress) -> bool:
        return await perform(
            plan_shares.note,
            share.id,
            machine,
            now=datetime.now(UTC),
            best_cost_fen=progress.cost_fen,
            served=progress.served,
        )

    routes = await apart(
        search_routes,
        share.problem,
        on_progress=report,
        time_limit_s=share.time_limit_s,
        seed=share.seed,
        begin=share.begin,
    )
    await perform(plan_shares.keep, share.id, machine, routes)
