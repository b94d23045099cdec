"""Each morning a month that is settled is previewed, once (S8)."""

from __future__ import annotations

import month_lives as lives
import pytest
from grounds import grounds
from month_lives import CHINA, SETTLED

from fieldops.database.door import read
from fieldops.database.engine import FieldopsEngine
from fieldops.jobs.incentive_months import ACTOR, turn
from fieldops.store import incentive_runs as store
from fieldops.store.incentive_runs import KeptRun
from fieldops.store.pages import Wanted
from inventory.incentive_runs import Status


async def lay_out() -> None:
    await lives.lay_out()
    await lives.done("SO-1", 100)


october = grounds(lay_out)


async def runs() -> list[KeptRun]:
    return (await read(store.run_page, Wanted(equal={}, ordering="number", limit=9, offset=0)))[1]


@pytest.mark.usefixtures("october")
async def test_a_settled_month_is_previewed_once_and_not_posted() -> None:
    await turn(SETTLED.replace(day=10), CHINA)
    september = await runs()
    for day in (11, 12):
        await turn(SETTLED.replace(day=day), CHINA)

    assert [one.run.period for one in september] == ["2026-09"]
    assert [(one.run.period, one.run.status, one.run.made_by) for one in await runs()] == [
        ("2026-09", Status.PREVIEWED, ACTOR),
        ("2026-10", Status.PREVIEWED, ACTOR),
    ]


async def test_without_figures_nothing_happens(database: FieldopsEngine) -> None:
    await turn(SETTLED, CHINA)

    assert await runs() == []
