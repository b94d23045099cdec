"""Clocks that are due are told as events, each once, by any number of workers (S3)."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from builders import a_desk, a_node, an_order, register_all
from grounds import grounds

from fieldops.actions import clocks, network, orders
from fieldops.database.door import perform, read
from fieldops.database.engine import DB
from fieldops.database.who import Who, acting
from fieldops.jobs.clocks import AT_ONCE
from fieldops.jobs.worker import ALL_JOBS, work
from fieldops.settings import Settings
from fieldops.store import clocks as store
from fieldops.store import events, jobs
from inventory.events import Event, Family
from inventory.people import Reach, Scope
from routing.calendar import WorkCalendar, WorkingHours
from routing.clock_verbs import renew, stop
from routing.clocks import Clock, ClockKind, Due, Holding
from routing.measures import Measure

H, MIN = timedelta(hours=1), timedelta(minutes=1)
DAY_AND_NIGHT = WorkCalendar(hours=WorkingHours(opens_s=0, closes_s=24 * 3600), zone=ZoneInfo("UTC"))


async def lay_out() -> None:
    await register_all()
    await perform(network.register_nodes, [a_node(code="ZJ-002")])
    await perform(orders.register, [an_order(number="SO-1")], a_desk())
    async with DB.owning() as connection:
        await connection.execute("DELETE FROM clocks")  # each test has its own


with_an_order = grounds(lay_out)
pytestmark = pytest.mark.usefixtures("with_an_order")


def now() -> datetime:
    return datetime.now(UTC)


def a_clock(*, due_in: timedelta, began: timedelta = -9 * H, at_risk_s: int = 3600, holder: str = "ZJ-001") -> Clock:
    due = Due(at=now() + due_in, measure=Measure.WALL_CLOCK, at_risk_s=at_risk_s)
    started_at = now() + began
    held = Holding(node=holder, since=started_at)
    return Clock(kind=ClockKind.ARRIVE, order="SO-1", started_at=started_at, due=due, holdings=(held,))


async def keep(*wanted: Clock) -> None:
    await perform(store.save, (), wanted)


async def many(count: int) -> None:
    """Of one order: what is told depends on each clock alone."""
    await keep(*(a_clock(due_in=-H, began=-9 * H - timedelta(seconds=n)) for n in range(count)))


async def told(after: int = 0) -> list[Event]:
    return await read(events.events_after, after, {Family.CLOCK}, limit=100_000)


async def told_by_clock() -> Counter[int]:
    """How often each clock was told, as its row was changed to say so."""
    rows = await DB._run_in_pool("SELECT id, version - 1 AS times FROM clocks")
    return Counter({row["id"]: row["times"] for row in rows})


async def run_worker(tmp_path: Path) -> None:
    """Until nothing is to be done."""
    await perform(defer)
    await work(Settings(data_dir=tmp_path), DB, queues=[jobs.CLOCKS_QUEUE], until_empty=True)


async def defer() -> None:
    """As the clock does: what a dead worker has taken holds nobody up."""
    await jobs.defer("fieldops:tell_clocks", queue=jobs.CLOCKS_QUEUE, lock=uuid4().hex, arguments={"timestamp": 0})


async def test_a_clock_is_told_when_it_is_at_risk_and_when_it_is_missed_once_each(tmp_path: Path) -> None:
    clock = a_clock(due_in=2 * H)
    await keep(clock)
    moments = [clock.due.at - 2 * H, clock.due.at - H, clock.due.at, clock.due.at + H, clock.due.at + 9 * H]

    counts = [await perform(clocks.tell_due, now=moment, most=AT_ONCE) for moment in moments]

    assert counts == [0, 1, 0, 1, 0]
    assert [(one.kind, one.key, one.status) for one in await told()] == [
        ("clock.at_risk", "SO-1", "at_risk"),
        ("clock.missed", "SO-1", "missed"),
    ]


async def test_what_nobody_looked_at_in_time_is_told_as_missed_at_once(tmp_path: Path) -> None:
    await keep(a_clock(due_in=-H))

    await run_worker(tmp_path)
    await run_worker(tmp_path)

    assert [one.kind for one in await told()] == ["clock.missed"]


async def test_another_due_time_is_told_anew() -> None:
    clock = a_clock(due_in=-H)
    await keep(clock)
    await perform(clocks.tell_due, now=now(), most=AT_ONCE)
    [known] = (await read(store.of_orders, ["SO-1"]))["SO-1"]
    later = renew(known, Due(at=now() + 5 * H, measure=Measure.WALL_CLOCK, at_risk_s=0), at=now(), now=now())
    await perform(store.save, [known], [later])
    assert len(await told()) == 1

    assert await perform(clocks.tell_due, now=now() + 6 * H, most=AT_ONCE) == 1
    assert [one.status for one in await told()] == ["missed", "missed"]


async def test_more_than_a_batch_is_told_in_one_go(tmp_path: Path) -> None:
    await many(AT_ONCE + 7)

    await run_worker(tmp_path)

    assert len(await told()) == AT_ONCE + 7
    assert await perform(clocks.tell_due, now=now(), most=AT_ONCE) == 0


async def test_many_who_tell_at_once_tell_each_clock_once() -> None:
    await many(300)

    async def tell() -> int:
        count = 0
        while told_now := await perform(clocks.tell_due, now=now(), most=20):
            count += told_now
        return count

    counts = await asyncio.gather(*(tell() for _ in range(8)))

    assert sum(counts) == 300
    assert set((await told_by_clock()).values()) == {1}
    assert len(await told()) == 300


async def test_a_killed_worker_leaves_nothing_untold_and_nothing_told_twice(tmp_path: Path) -> None:
    await many(6 * AT_ONCE)
    await perform(defer)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "fieldops",
        "worker",
        env={**os.environ, "FIELDOPS_DATABASE_URL": DB.config["dsn"], "FIELDOPS_DATA_DIR": str(tmp_path)},
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(120):
            while not await told():
                await asyncio.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    assert len(await told()) < 6 * AT_ONCE

    await run_worker(tmp_path)

    assert len(await told()) == 6 * AT_ONCE
    assert set((await told_by_clock()).values()) == {1}


async def test_a_clock_that_somebody_goes_on_with_is_left_to_the_next_look() -> None:
    await keep(a_clock(due_in=-H), a_clock(due_in=-H, began=-8 * H))
    held, looked_at = asyncio.Event(), asyncio.Event()

    async def go_on() -> None:
        found = (await store.locked(["SO-1"]))["SO-1"]
        held.set()
        await looked_at.wait()
        at = found[0].due.at - H
        await store.save(found, [stop(one, at=at, now=now(), calendar=DAY_AND_NIGHT) for one in found])

    going_on = asyncio.create_task(perform(go_on))
    await held.wait()
    async with asyncio.timeout(60):
        meanwhile = await perform(clocks.tell_due, now=now(), most=AT_ONCE)
    looked_at.set()
    await going_on

    assert (meanwhile, await perform(clocks.tell_due, now=now(), most=AT_ONCE)) == (0, 0)
    assert await told() == []


async def test_whoever_sees_the_order_is_told_and_nobody_beside(tmp_path: Path) -> None:
    await keep(a_clock(due_in=-H, holder="ZJ"))
    await run_worker(tmp_path)

    async def seen_by(node: str, scope: Scope) -> int:
        with acting(Who(actor=node, via="cli", reach=Reach(scope=scope, node=node))):
            return len(await told())

    assert await seen_by("ZJ-001", Scope.NODE) == 1
    assert await seen_by("ZJ", Scope.BELOW) == 1
    assert await seen_by("ZJ-002", Scope.NODE) == 0


def test_it_looks_every_few_seconds() -> None:
    crons = {one.task.name: one.cron for one in ALL_JOBS.periodic_registry.periodic_tasks.values()}

    assert crons["fieldops:tell_clocks"] == "* * * * * */5"


async def test_looking_touches_only_what_is_due() -> None:
    await keep(*(a_clock(due_in=9 * H + n * MIN, began=-n * MIN) for n in range(5000)))
    await keep(*(a_clock(due_in=-MIN, began=-2 * H - timedelta(seconds=n)) for n in range(3)))
    async with DB.owning() as connection:
        await connection.execute("ANALYZE clocks")
    query = store.DUE.format("now()", AT_ONCE)

    explained = await DB._run_in_pool(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {query}")

    scan = json.loads(explained[0]["QUERY PLAN"])[0]["Plan"]
    while "Plans" in scan:
        [scan] = scan["Plans"]
    assert (scan["Index Name"], scan["Actual Rows"]) == ("clocks_tell", 3)
    assert scan["Shared Hit Blocks"] + scan["Shared Read Blocks"] < 20
