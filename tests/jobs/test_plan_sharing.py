"""A plan too large for one machine: those who are free make it together, whoever of them is killed."""

from __future__ import annotations

import asyncio
import signal
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from planning import EVENING, asking, register
from working import a_worker_process, next_monday, until

from fieldops.actions import plans
from fieldops.database.door import perform
from fieldops.database.engine import DB, FieldopsEngine
from fieldops.store import plan_sheets
from fieldops.store.plans import PlanHead
from routing.requests import PlanState

VISITS = 40


@pytest.fixture(autouse=True)
async def open_orders(province: FieldopsEngine) -> None:
    for number in range(VISITS):
        await register(f"SO-{number}", at=(120.10 + number / 200, 30.20 + number % 7 / 50), parts=())


def a_machine(name: str, url: str, tmp_path: Path) -> AbstractAsyncContextManager[asyncio.subprocess.Process]:
    return a_worker_process(url, tmp_path, MACHINE=name, PLAN_SHARED_FROM_VISITS="30")


async def asked(time_limit_s: int) -> int:
    return await perform(plans.request, asking(day=next_monday(), time_limit_s=time_limit_s, publish=False))


async def both_wait() -> None:
    """Each has a lane for clocks beside that for plans."""
    async with asyncio.timeout(60):
        while len(await _rows("SELECT id FROM procrastinate_workers")) < 4:
            await asyncio.sleep(0.05)
    await asyncio.sleep(0.5)


async def takers(*, at_least: int) -> set[str]:
    """Who has taken a share, as soon as so many have."""
    async with asyncio.timeout(120):
        while (
            len(found := await _rows("SELECT DISTINCT taken_by FROM plan_shares WHERE taken_by IS NOT NULL")) < at_least
        ):
            await asyncio.sleep(0.05)
    return {row["taken_by"] for row in found}


async def _rows(query: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = await DB._run_in_pool(query)
    return rows


def made(head: PlanHead) -> bool:
    return head.state is PlanState.DRAFT


async def test_two_machines_make_a_share_each_and_one_plan(tmp_path: Path, province_url: str) -> None:
    async with a_machine("one", province_url, tmp_path), a_machine("two", province_url, tmp_path):
        await both_wait()
        plan_id = await asked(time_limit_s=8)
        assert await takers(at_least=2) == {"one", "two"}
        await until(made, plan_id)
    served = [stop.service_order for route in (await plan_sheets.sheet(plan_id)).routes for stop in route.stops]
    served = [order for order in served if order]
    assert served
    assert len(served) == len(set(served))
    assert await _rows("SELECT 1 FROM plan_shares UNION ALL SELECT 1 FROM plan_helpers") == []


async def test_the_share_of_a_killed_machine_is_made_by_another(tmp_path: Path, province_url: str) -> None:
    async with a_machine("one", province_url, tmp_path) as one, a_machine("two", province_url, tmp_path) as two:
        await both_wait()
        plan_id = await asked(time_limit_s=8)
        await takers(at_least=2)
        rows = await _rows("SELECT n, taken_by FROM plan_shares ORDER BY n")
        helper = two if rows[0]["taken_by"] == "one" else one  # who shares out takes the first
        helper.send_signal(signal.SIGKILL)
        await until(made, plan_id)


async def test_when_who_shares_out_is_killed_the_plan_is_made_all_the_same(tmp_path: Path, province_url: str) -> None:
    async with a_machine("one", province_url, tmp_path) as one, a_machine("two", province_url, tmp_path) as two:
        await both_wait()
        plan_id = await asked(time_limit_s=8)
        await takers(at_least=2)
        rows = await _rows("SELECT n, taken_by FROM plan_shares ORDER BY n")
        first = one if rows[0]["taken_by"] == "one" else two
        first.send_signal(signal.SIGKILL)
        await until(made, plan_id)
    assert await _rows("SELECT 1 FROM plan_shares UNION ALL SELECT 1 FROM plan_helpers") == []


async def test_who_is_cancelled_takes_the_helpers_along(tmp_path: Path, province_url: str) -> None:
    async with a_machine("one", province_url, tmp_path), a_machine("two", province_url, tmp_path):
        await both_wait()
        plan_id = await asked(time_limit_s=600)
        await takers(at_least=2)
        await until(lambda head: head.elapsed_ms > 0 and head.best_cost_fen is not None, plan_id)
        await perform(plans.cancel, plan_id, now=EVENING)
        other = await asked(time_limit_s=2)
        await until(made, other, within_s=60)
