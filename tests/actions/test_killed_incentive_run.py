"""The process is killed at each commit of a month's run: the next one posts the month once (S8)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from books import OUT_OF_BALANCE
from grounds import Grounds, LayOut
from month_lives import CHINA, PERIOD, SETTLED, lay_out_settled
from test_incentive_runs import transfers
from test_killed_at_any_step import killed

from fieldops.actions import incentive_runs
from fieldops.database.engine import DB
from fieldops.store import incentive_runs as store
from fieldops.tables.incentives import IncentiveRuns
from fieldops.tables.ledger import LedgerAccounts


def test_a_run_survives_a_kill_before_and_after_its_commits(laid_out: Callable[[LayOut], Grounds]) -> None:
    """Whatever was killed, a run after it posts the month once."""
    with laid_out(lay_out_settled).clone_url() as url:
        for committed in (False, True):
            killed(url, lambda *_: _previewed(), committed=committed)
        for committed in (False, True):
            killed(url, lambda *_: _posted(), committed=committed)
        assert asyncio.run(_standing(url)) == (["posted"], 4)
        killed(url, lambda *_: _posted(), committed=True)
        assert asyncio.run(_standing(url)) == (["posted"], 4)


async def _previewed() -> None:
    await incentive_runs.preview(PERIOD, by="finance", zone=CHINA, now=SETTLED)


async def _posted() -> None:
    latest = await store.latest(PERIOD)
    assert latest is not None
    await incentive_runs.post(latest.run.number, by="finance", now=SETTLED)


async def _standing(url: str) -> tuple[list[str], int]:
    await DB.open(url)
    try:
        assert await LedgerAccounts.raw(OUT_OF_BALANCE).run() == []
        return [row["status"] for row in await IncentiveRuns.select(IncentiveRuns.status)], await transfers()
    finally:
        await DB.close()
