"""The door: one action is one transaction, run again when it meets others."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest
from piccolo.columns import Integer
from piccolo.table import Table

from fieldops.database import door
from fieldops.database.door import perform
from fieldops.database.engine import DB, FieldopsEngine
from fieldops.database.refusals import TooBusy


class Counters(Table):
    value = Integer()


@pytest.fixture
async def counters(database: FieldopsEngine) -> AsyncIterator[None]:
    """Two rows, both 0."""
    async with DB.owning():
        await Counters.create_table().run()
    await Counters.insert(Counters(value=0), Counters(value=0))
    return


async def values() -> list[int]:
    return [row["value"] for row in await Counters.select(Counters.value).order_by(Counters.id)]


async def test_an_action_is_committed_and_its_value_returned(counters: None) -> None:
    async def set_first(value: int, *, answer: str) -> str:
        await Counters.update({Counters.value: value}).where(Counters.id == 1)
        return answer

    assert await perform(set_first, 7, answer="done") == "done"
    assert await values() == [7, 0]


async def test_an_action_that_raises_leaves_nothing(counters: None) -> None:
    async def fail() -> None:
        await Counters.update({Counters.value: 7}, force=True)
        raise LookupError("no such part")

    with pytest.raises(LookupError):
        await perform(fail)
    assert await values() == [0, 0]


async def test_an_action_within_an_action_is_refused(counters: None) -> None:
    async def inner() -> None: ...

    async def outer() -> None:
        await perform(inner)

    with pytest.raises(Exception, match="nested"):
        await perform(outer)


async def test_actions_that_lock_each_other_out_all_succeed(counters: None) -> None:
    async def add(first: int, then: int) -> None:
        await Counters.raw("UPDATE counters SET value = value + 1 WHERE id = {}", first)
        await asyncio.sleep(0.05)
        await Counters.raw("UPDATE counters SET value = value + 1 WHERE id = {}", then)

    await asyncio.gather(perform(add, 1, 2), perform(add, 2, 1))
    assert await values() == [2, 2]


async def test_actions_that_read_what_the_other_writes_all_succeed(counters: None) -> None:
    async def add() -> None:
        await Counters.raw("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")
        total = sum(await values())
        await asyncio.sleep(0.02)
        await Counters.raw("UPDATE counters SET value = {} WHERE id = 1", total + 1)

    await asyncio.gather(*(perform(add) for _ in range(3)))
    assert await values() == [3, 0]


async def test_an_action_that_always_meets_others_is_refused_after_all_attempts(
    counters: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "FIRST_PAUSE_S", 0.0)
    tried = []

    async def meet_others() -> None:
        tried.append(1)
        raise asyncpg.SerializationError("could not serialize access")

    with pytest.raises(TooBusy):
        await perform(meet_others)
    assert len(tried) == door.ATTEMPTS
