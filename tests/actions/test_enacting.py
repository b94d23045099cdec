"""Figures change from a day on, in the past too; what was in force stays on record with who and why."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from typing import Any

import asyncpg
import pytest
from builders import a_policy

from fieldops.actions import policies
from fieldops.database.door import perform, read
from fieldops.database.engine import DB, FieldopsEngine
from fieldops.database.who import Who, acting
from fieldops.store import policies as store
from fieldops.store.pages import Wanted
from fieldops.store.policies import Enacted, NoPolicy
from inventory.validity import PolicyLeavesGap, PolicyOverlaps
from refusals import Invalid

JULY = date(2026, 7, 1)
BEFORE, SINCE = {"head_office_days": 3, "purchase_days": 20}, {"head_office_days": 5, "purchase_days": 20}
ALL = Wanted(equal={"name": "supply"}, ordering="valid_from", limit=10, offset=0)


async def enact(figures: dict[str, Any] = BEFORE, **given: Any) -> Enacted:
    return await perform(policies.enact, a_policy(name="supply", figures=figures, **given))


async def days_on(day: date, known_at: datetime | None = None) -> int:
    found = await read(store.figures, "supply", day, known_at=known_at)
    return int(found["head_office_days"])


async def test_other_figures_begin_on_a_day_and_the_running_ones_end_there(database: FieldopsEngine) -> None:
    await enact()

    await enact(SINCE, valid_from=JULY, reason="New carrier")

    assert [await days_on(date(2026, 6, 30)), await days_on(JULY), await days_on(date(2030, 1, 1))] == [3, 5, 5]
    _, holding = await read(store.policy_page, ALL)
    assert [(one.valid_from, one.valid_until) for one in holding] == [(date(2026, 1, 1), JULY), (JULY, None)]


async def test_the_figures_of_a_whole_term_are_corrected(database: FieldopsEngine) -> None:
    await enact()

    await enact(SINCE, reason="A slip of the pen")

    assert await days_on(date(2026, 1, 1)) == 5


async def test_what_was_in_force_stays_on_record_with_who_and_why(database: FieldopsEngine) -> None:
    await enact()
    with acting(Who(actor="chief", via="session")):
        await enact(SINCE, valid_from=JULY, reason="New carrier")

    _, known = await read(store.policy_page, ALL, replaced=True)
    [changed] = await audit_of_replacement()

    assert [(one.valid_until, one.reason, one.enacted_by, one.replaced_at is None) for one in known] == [
        (None, "", "", False),
        (JULY, "", "", True),
        (None, "New carrier", "chief", True),
    ]
    assert changed["actor"] == "chief"


async def audit_of_replacement() -> list[Any]:
    async with DB.connection() as connection:
        found: list[Any] = await connection.fetch(
            "SELECT actor FROM audit_log WHERE table_name = 'policies' AND change = 'update'"
        )
    return found


async def test_another_figures_place_is_taken_for_a_reason(database: FieldopsEngine) -> None:
    await enact()

    with pytest.raises(Invalid, match="reason"):
        await enact(SINCE, valid_from=JULY)


async def test_the_same_figures_again_are_refused(database: FieldopsEngine) -> None:
    await enact()

    with pytest.raises(PolicyOverlaps):
        await enact(valid_from=JULY, reason="Again")


async def test_days_without_figures_are_refused(database: FieldopsEngine) -> None:
    await enact(valid_until=JULY)

    with pytest.raises(PolicyLeavesGap) as caught:
        await enact(SINCE, valid_from=date(2026, 7, 2))
    assert "2026-07-01" in caught.value.advise("zh")
    with pytest.raises(NoPolicy):
        await days_on(JULY)


async def test_one_can_ask_what_was_taken_to_be_valid_then(database: FieldopsEngine) -> None:
    await enact()
    between = datetime.now(UTC)
    await asyncio.sleep(0.02)
    await enact(SINCE, reason="A slip of the pen")

    assert [await days_on(JULY, between), await days_on(JULY, datetime.now(UTC))] == [3, 5]
    assert await days_on(JULY, datetime(2020, 1, 1, tzinfo=UTC)) == 3, "before any was enacted: the first"


async def test_of_ten_who_change_the_figures_at_once_one_does(database: FieldopsEngine) -> None:
    await enact()

    answers = await asyncio.gather(
        *(enact(SINCE, valid_from=JULY, reason="New carrier") for _ in range(10)), return_exceptions=True
    )

    assert sorted({type(one).__name__ for one in answers}) == ["Enacted", "PolicyOverlaps"]
    assert sum(isinstance(one, Enacted) for one in answers) == 1


@pytest.mark.parametrize(
    "change",
    ["UPDATE policies SET figures = '{}'", "UPDATE policies SET valid_until = '2027-01-01'", "DELETE FROM policies"],
)
async def test_the_database_itself_keeps_a_policy_as_it_is(database: FieldopsEngine, change: str) -> None:
    await enact()

    async with DB.connection() as connection:
        with pytest.raises(asyncpg.PostgresError, match="its rows stay as they are"):
            await connection.execute(change)
