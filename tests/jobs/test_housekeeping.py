"""What has ended is thrown away at night, by whichever worker is there."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from fieldops.actions import log_in, people
from fieldops.database.door import perform
from fieldops.database.engine import DB, FieldopsEngine
from fieldops.jobs.housekeeping import KEYS_ARE_KEPT
from fieldops.jobs.worker import ALL_JOBS, work
from fieldops.settings import Settings
from fieldops.store import audit, idempotency, jobs, roads
from fieldops.store.audit import Sought
from fieldops.store.idempotency import Answer, Ask
from fieldops.tables.idempotency import IdempotencyKeys
from fieldops.tables.people import Sessions
from fieldops.tables.roads import RoadTables
from inventory.people import EVERYTHING, Person, Role
from routing.roads import Ways

NOW = datetime.now(UTC)


async def a_session(created_at: datetime) -> None:
    person = Person(login=f"user{created_at:%d%H}", name="U", role=Role.ADMINISTRATOR)
    user = await people.register(person, by=EVERYTHING, now=created_at)
    attempt = log_in.Attempt(login=person.login, password="", address="10.0.0.7", browser="")
    await log_in.open_session(user, attempt, known_device=True, now=created_at)


async def a_key(name: str) -> None:
    ask = Ask(actor="a", key=name, method="POST", path="/", request_hash=b"x" * 32)
    await idempotency.claim(ask)
    await idempotency.remember(ask, Answer(status=201, headers={}, body=b""))


async def test_what_has_ended_is_thrown_away_and_the_rest_stays(database: FieldopsEngine, tmp_path: Path) -> None:
    async def lay_out() -> None:
        for days in (0, 3):
            await a_session(NOW - timedelta(days=days))
        for name in ("new", "old"):
            await a_key(name)
        old = {IdempotencyKeys.created_at: NOW - KEYS_ARE_KEPT - timedelta(minutes=1)}
        await IdempotencyKeys.update(old).where(IdempotencyKeys.key == "old").run()
        for days in (2, 40):
            at = NOW - timedelta(days=days)
            way = Ways(np.array([1]), np.array([2]), np.array([[5]]), np.array([[5]]))
            await roads.keep(await roads.network("map", at), [way], at)
        await jobs.defer("fieldops:sweep", queue="housekeeping", lock="sweep", arguments={"timestamp": 0})

    await perform(lay_out)

    await work(Settings(data_dir=tmp_path), DB, queues=["housekeeping"], until_empty=True)

    assert await Sessions.count().run() == 1
    assert [row["key"] for row in await IdempotencyKeys.select(IdempotencyKeys.key).run()] == ["new"]
    assert await RoadTables.count().run() == 1
    _, entries = await audit.entry_page(Sought(actor="sweep"), limit=10)
    assert [(one.table, one.change, one.via) for one in entries] == [("sessions", "delete", "job")]


def test_it_runs_every_night() -> None:
    crons = {one.task.name: one.cron for one in ALL_JOBS.periodic_registry.periodic_tasks.values()}

    assert crons["fieldops:sweep"] == "17 19 * * *"


async def test_a_worker_queues_what_is_due_by_the_clock_and_does_it(
    database: FieldopsEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await perform(a_key, "old")
    await (
        IdempotencyKeys.update({IdempotencyKeys.created_at: NOW - 2 * KEYS_ARE_KEPT})
        .where(IdempotencyKeys.key == "old")
        .run()
    )
    monkeypatch.setattr(ALL_JOBS, "periodic_defaults", {"max_delay": timedelta(days=1).total_seconds()})

    working = asyncio.create_task(work(Settings(data_dir=tmp_path), DB, queues=["housekeeping"]))
    async with asyncio.timeout(120):
        while await IdempotencyKeys.count().run():
            await asyncio.sleep(0.05)
    working.cancel()
    await asyncio.wait([working])

    assert working.cancelled()
