"""The engine: no connection is lost, whatever happens inside a transaction."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import asyncpg
import pytest
from piccolo.columns import Integer, Timestamptz
from piccolo.engine.exceptions import TransactionError
from piccolo.table import Table

from fieldops.database.engine import DB, FieldopsEngine, connect
from fieldops.database.refusals import DatabaseOutOfReach
from fieldops.settings import Settings


class Marbles(Table):
    number = Integer()
    found = Timestamptz()


@pytest.fixture
async def small_pool(database_url: str) -> AsyncIterator[FieldopsEngine]:
    """``DB`` with five connections and a table whose numbers are compared at COMMIT."""
    await DB.open(database_url, pool_max=5)
    async with DB.owning():
        await Marbles.create_table().run()
        await Marbles.raw("ALTER TABLE marbles ADD UNIQUE (number) DEFERRABLE INITIALLY DEFERRED")
    yield DB
    await DB.close()


async def put(*numbers: int) -> None:
    async with DB.transaction():
        await Marbles.insert(*(Marbles(number=n) for n in numbers))


async def test_fifty_failing_commits_leave_a_pool_of_five_whole(small_pool: FieldopsEngine) -> None:
    for _ in range(50):
        with pytest.raises(asyncpg.UniqueViolationError):
            await put(1, 1)
    await asyncio.wait_for(asyncio.gather(*(put(n) for n in range(5))), timeout=10)
    assert await Marbles.count() == 5


async def test_cancelled_transactions_give_their_connections_back_and_leave_no_row(
    small_pool: FieldopsEngine,
) -> None:
    async def put_and_wait(number: int) -> None:
        async with DB.transaction():
            await Marbles.insert(Marbles(number=number))
            await Marbles.raw("SELECT pg_sleep(60)")

    for _ in range(4):
        tasks = [asyncio.create_task(put_and_wait(n)) for n in range(5)]
        await asyncio.sleep(0.1)
        for task in tasks:
            task.cancel()
        assert all(isinstance(e, asyncio.CancelledError) for e in await asyncio.gather(*tasks, return_exceptions=True))
    await asyncio.wait_for(asyncio.gather(*(put(n) for n in range(5, 10))), timeout=10)
    assert await Marbles.count() == 5


async def test_a_failed_statement_rolls_everything_back_and_reaches_the_caller(small_pool: FieldopsEngine) -> None:
    async def failing() -> None:
        async with DB.transaction():
            await Marbles.insert(Marbles(number=1))
            await Marbles.raw("SELECT 1 / 0")

    for _ in range(10):
        with pytest.raises(asyncpg.DivisionByZeroError):
            await failing()
    assert await Marbles.count() == 0


async def test_a_connection_that_broke_is_not_used_again(small_pool: FieldopsEngine) -> None:
    async def broken() -> None:
        async with DB.transaction():
            await Marbles.raw("SELECT pg_terminate_backend(pg_backend_pid())")

    for _ in range(10):
        with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError)):
            await broken()
    await asyncio.gather(*(put(n) for n in range(5)))


async def test_a_transaction_inside_another_is_refused(small_pool: FieldopsEngine) -> None:
    async with DB.transaction():
        with pytest.raises(TransactionError):
            DB.transaction()
    assert not DB.transaction_exists()


async def test_moments_come_back_aware_in_utc(small_pool: FieldopsEngine) -> None:
    shanghai = timezone(timedelta(hours=8))
    await Marbles.insert(Marbles(number=1, found=datetime(2026, 11, 23, 8, tzinfo=shanghai)))
    [row] = await Marbles.select(Marbles.found)
    assert row["found"] == datetime(2026, 11, 23, tzinfo=UTC)
    assert row["found"].utcoffset() == timedelta(0)


async def test_a_second_engine_reads_another_database(
    small_pool: FieldopsEngine, template: str, database_url: str
) -> None:
    other = FieldopsEngine()
    await other.open(database_url)
    async with other.connection() as connection:
        assert await connection.fetchval("SELECT count(*) FROM marbles") == 0
    await other.close()


async def test_a_server_that_cannot_be_reached_is_refused_without_showing_the_password() -> None:
    settings = Settings(database_url="postgresql://me:secret@127.0.0.1:1/fieldops")
    with pytest.raises(DatabaseOutOfReach) as refused:
        async with connect(settings):
            pass
    assert "secret" not in str(refused.value)
    assert "127.0.0.1:1" in str(refused.value)


async def test_a_missing_database_is_refused(server: object, database_url: str) -> None:
    with pytest.raises(DatabaseOutOfReach, match="does not exist"):
        async with connect(Settings(database_url=database_url.replace("/test_", "/missing_"))):
            pass


async def test_an_engine_is_opened_once(database: FieldopsEngine, database_url: str) -> None:
    with pytest.raises(RuntimeError, match="open already"):
        await database.open(database_url)


async def test_a_running_program_gets_a_killed_server_restarted(data_dir: Path) -> None:
    async with connect(Settings(data_dir=data_dir)) as engine:
        async with engine.owning():
            await Marbles.create_table().run()
        await put(1)
        async with engine.owning():
            [row] = await Marbles.raw("SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1) AS pid")
        os.kill(int(row["pid"]), signal.SIGKILL)
        await asyncio.sleep(0.2)
        await asyncio.gather(*(put(n) for n in range(2, 10)))
        assert await Marbles.count() == 9
        assert engine is DB
