"""Plans in the background: by any worker, stopped when asked, and saved once whatever is killed."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from planning import DESK, EVENING, asking, receive, register
from working import SILENCE_S, a_worker_process, next_monday, until

from fieldops.actions import order_lives, plan_editing, plans
from fieldops.actions.plan_editing import Locking
from fieldops.actions.plan_verdicts import Placing
from fieldops.database.door import perform
from fieldops.database.engine import DB, FieldopsEngine
from fieldops.jobs.worker import work
from fieldops.settings import Settings
from fieldops.store import clocks, events, plan_sheets
from fieldops.store import plans as store
from fieldops.store.plans import PlanHead
from inventory.events import Family
from routing.clocks import Clock, ClockKind, Due, Holding
from routing.locks import Lock, Locks
from routing.measures import Measure
from routing.requests import PlanRequest, PlanState, PlanStateRefused


@pytest.fixture(autouse=True)
async def open_orders(province: FieldopsEngine) -> None:
    for number in range(4):
        await register(f"SO-{number}")


async def more_orders() -> None:
    """So many that a search among them goes on for minutes; with a few it soon knows that nothing better is to come."""
    for number in range(4, 40):
        await register(f"SO-{number}", at=(120.10 + number / 200, 30.20 + number % 7 / 50), parts=())


async def asked(time_limit_s: int) -> int:
    return await perform(plans.request, asking(day=next_monday(), time_limit_s=time_limit_s))


@asynccontextmanager
async def a_worker_here(tmp_path: Path, *, at_once: int = 2) -> AsyncIterator[None]:
    settings = Settings(data_dir=tmp_path, worker_silence_s=SILENCE_S, worker_concurrency=at_once)
    working = asyncio.create_task(work(settings, DB))
    try:
        yield
    finally:
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working


def searching(head: PlanHead) -> bool:
    return head.state is PlanState.RUNNING and head.elapsed_ms > 0


async def test_any_worker_makes_the_plan_and_its_progress_shows(tmp_path: Path) -> None:
    plan_id = await asked(time_limit_s=2)
    async with a_worker_here(tmp_path):
        assert (await until(searching, plan_id)).best_cost_fen is not None
        head = await until(lambda head: head.state is PlanState.PUBLISHED, plan_id)
    assert head.served > 0
    assert head.estimated


async def test_a_cancelled_plan_stops_long_before_its_time_limit(tmp_path: Path) -> None:
    await more_orders()
    plan_id = await asked(time_limit_s=600)
    async with a_worker_here(tmp_path):
        await until(searching, plan_id)
        await perform(plans.cancel, plan_id, now=EVENING)
        other = await asked(time_limit_s=1)
        await until(lambda head: head.state is PlanState.PUBLISHED, other)
    assert (await store.head(plan_id)).state is PlanState.CANCELLED


async def test_whoever_has_enough_of_the_search_gets_the_best_so_far_as_a_draft(tmp_path: Path) -> None:
    await more_orders()
    plan_id = await perform(plans.request, asking(day=next_monday(), time_limit_s=600, publish=False))
    with pytest.raises(PlanStateRefused):
        await perform(plans.enough, plan_id)
    async with a_worker_here(tmp_path):
        await until(searching, plan_id)
        await perform(plans.enough, plan_id)
        made = await until(lambda head: head.state is PlanState.DRAFT, plan_id, within_s=60)
    assert made.served > 0
    assert made.elapsed_ms < 120_000


async def test_a_worker_that_is_stopped_gives_its_job_back(tmp_path: Path, province_url: str) -> None:
    await more_orders()
    plan_id = await asked(time_limit_s=8)
    async with a_worker_process(province_url, tmp_path) as first:
        await until(searching, plan_id)
        first.send_signal(signal.SIGTERM)
        await asyncio.wait_for(first.wait(), 120)
    assert (await store.head(plan_id)).state is PlanState.RUNNING
    async with a_worker_process(province_url, tmp_path):
        await until(lambda head: head.state is PlanState.PUBLISHED, plan_id)


async def test_a_killed_workers_plan_is_made_elsewhere_and_saved_once(tmp_path: Path, province_url: str) -> None:
    await more_orders()
    plan_id = await asked(time_limit_s=8)
    async with a_worker_process(province_url, tmp_path) as first:
        await until(searching, plan_id)
        first.send_signal(signal.SIGKILL)
        await first.wait()
    async with a_worker_process(province_url, tmp_path):
        await until(lambda head: head.state is PlanState.PUBLISHED, plan_id)
    heads = await DB._run_in_pool("SELECT state FROM plans")
    assert [row["state"] for row in heads] == ["published"]


async def test_a_clock_is_told_within_seconds_though_a_plan_takes_the_only_place(tmp_path: Path) -> None:
    await more_orders()
    plan_id = await asked(time_limit_s=600)
    async with a_worker_here(tmp_path, at_once=1):
        await until(searching, plan_id)
        before, now = await events.last_position(), datetime.now(UTC)
        due = Due(at=now + timedelta(seconds=1), measure=Measure.WALL_CLOCK, at_risk_s=0)
        held = (Holding(node="ZJ-001", since=now),)
        await perform(
            clocks.save, (), [Clock(kind=ClockKind.CHECKED, order="SO-1", started_at=now, due=due, holdings=held)]
        )
        async with asyncio.timeout(60):
            while not (told := await events.events_after(before, {Family.CLOCK}, limit=9)):
                await asyncio.sleep(0.05)
        await perform(plans.cancel, plan_id, now=EVENING)
    assert told[0].at < due.at + timedelta(seconds=15)


async def test_planned_on_from_a_draft_what_is_locked_stays_or_is_told(tmp_path: Path) -> None:
    def wanted(based_on: int | None) -> PlanRequest:
        return asking(day=next_monday(), time_limit_s=1, publish=False, based_on=based_on)

    async def drafted(based_on: int | None = None) -> PlanHead:
        plan_id = await perform(plans.request, wanted(based_on))
        return await until(lambda head: head.state is PlanState.DRAFT, plan_id)

    await receive("R9", "T2/VAN", PUMP=4)
    async with a_worker_here(tmp_path):
        first = await drafted()
        order = next(iter(await served_in(first.id)))
        placing = Placing(order=order, technician="T2", position=0)
        moved = await perform(plan_editing.place, first.id, placing, DESK, version=first.version)
        locking = Locking(visits={order: Lock.TECHNICIAN}, technicians={})
        await perform(plan_editing.lock, first.id, locking, DESK, version=moved.version)
        second = await drafted(first.id)
        await perform(order_lives.cancel, order, "客户自行解决", DESK)
        third = await drafted(second.id)

    assert (await served_in(second.id))[order] == "T2"
    assert (second.locks, second.warnings) == (Locks(visits={order: Lock.TECHNICIAN}), ())
    assert (third.locks, [one.code for one in third.warnings]) == (Locks(), ["locks_dropped"])


async def served_in(plan_id: int) -> dict[str, str]:
    routes = (await plan_sheets.sheet(plan_id)).routes
    return {stop.service_order: route.technician for route in routes for stop in route.stops if stop.service_order}
