"""``fieldops plans``: a draft is moved about, locked, compared, undone, published and withdrawn on the command line."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import Result
from planning import EVENING, asking, receive, register

from fieldops.actions import plans
from fieldops.database.door import perform
from fieldops.database.engine import DB
from routing.solve import solve

Commands = Callable[..., Result]
ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def draft(fieldops: Commands, province_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """The number of a draft for a day to come in which T1 or T2 may do SO-1 and SO-2, with parts in both vans."""
    monkeypatch.setenv("FIELDOPS_DATABASE_URL", province_url)

    async def made() -> int:
        await DB.open(province_url)
        try:
            await receive("R8", "T1/VAN", PUMP=2)
            await receive("R9", "T2/VAN", PUMP=2)
            for number in ("SO-1", "SO-2"):
                await register(number)
            today = datetime.now(UTC).astimezone(ZONE).date()
            monday = today + timedelta(days=7 - today.weekday())
            plan_id = await perform(plans.request, asking(day=monday, publish=False))
            begun = await perform(plans.begin, plan_id, zone=ZONE, now=EVENING)
            assert begun is not None
            plan = solve(begun.day.problem, time_limit_s=0.3, seed=1)
            assert await perform(plans.save, plan_id, begun.day, plan, now=EVENING)
            return plan_id
        finally:
            await DB.close()

    return str(asyncio.run(made()))


def said(result: Result) -> str:
    assert result.exit_code == 0, result.output + result.stderr
    return result.output


def test_a_draft_goes_through_a_dispatchers_hands(fieldops: Commands, draft: str) -> None:
    routes = json.loads(said(fieldops("plans", "show", draft, "--json")))["routes"]
    on = {stop["service_order"]: route["technician"] for route in routes for stop in route["stops"]}
    other = "T2" if on["SO-1"] == "T1" else "T1"

    assert "It can be done" in said(fieldops("plans", "move", draft, "SO-1", other, "1", "--try"))
    said(fieldops("plans", "move", draft, "SO-1", other, "1"))
    said(fieldops("plans", "lock", draft, "SO-1"))
    locked = fieldops("plans", "take-out", draft, "SO-1")
    said(fieldops("plans", "undo", draft))
    said(fieldops("plans", "undo", draft))
    said(fieldops("plans", "redo", draft))

    assert (locked.exit_code, "visit_locked" in locked.stderr) == (1, True)
    changes = said(fieldops("plans", "changes", draft)).splitlines()
    assert [line.startswith("▸") for line in changes[1:]] == [False, True, False]
    assert f"SO-1 to {other}, no. 1" in changes[2]


def test_a_copy_is_compared_and_published_in_the_place_of_the_first(fieldops: Commands, draft: str) -> None:
    said(fieldops("plans", "publish", draft))
    copied = json.loads(said(fieldops("plans", "copy", draft, "--json")))["id"]
    said(fieldops("plans", "take-out", str(copied), "SO-2"))

    compared = said(fieldops("plans", "compare", draft, str(copied)))
    said(fieldops("plans", "publish", str(copied)))
    listed = said(fieldops("plans", "list"))
    withdrawn = said(fieldops("plans", "withdraw", str(copied)))

    assert "-1 served" in compared
    assert [line.split()[:2] for line in compared.splitlines() if "dropped" in line] == [["SO-2", "dropped"]]
    assert [line.split()[3] for line in listed.splitlines()[1:]] == ["published", "superseded"]
    assert "draft" in withdrawn


def test_a_dispatcher_reads_it_in_chinese(fieldops: Commands, draft: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said(fieldops("plans", "take-out", draft, "SO-2"))
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    assert "草稿" in said(fieldops("plans", "list"))
    assert "移出 SO-2" in said(fieldops("plans", "changes", draft))
    assert "无法如此调整" in said(
        fieldops("plans", "move", draft, "SO-1", "T1", "1", "--try")
    ) or "可以如此调整" in said(fieldops("plans", "move", draft, "SO-1", "T1", "1", "--try"))
