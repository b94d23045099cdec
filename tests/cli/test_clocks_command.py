"""Clocks and contracts on the command line (S3, S5)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from builders import a_customer, a_desk, an_order
from click.testing import Result

from fieldops.actions import orders
from fieldops.database.door import perform
from fieldops.database.engine import connect
from fieldops.settings import Settings

Commands = Callable[..., Result]


@pytest.fixture
def desk(fieldops: Commands, registered_url: str, tmp_path: Path) -> Commands:
    """With an order that was registered three hours ago, and a customer with an annual contract."""

    async def lay_out() -> None:
        async with connect(Settings(data_dir=tmp_path, database_url=registered_url)):
            now = datetime.now(UTC)
            order = an_order(number="SO-1", outlet="HQ", registered_at=now - timedelta(hours=3))
            await perform(orders.register, [order], a_desk(now))
            await perform(orders.register_customers, [a_customer(code="C-2", contract=True)])

    asyncio.run(lay_out())
    return fieldops


def told(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_an_order_shows_how_each_of_its_clocks_stands(desk: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    desk("clocks", "pause", "SO-1", "arrive", "--reason", "weather", "--note", "typhoon")

    shown = desk("clocks", "show", "SO-1")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    chinese = desk("clocks", "show", "SO-1")

    lines = shown.stdout.splitlines()
    assert next(line for line in lines if line.startswith("arranged")).endswith("missed, 1:00 over, not done")
    assert "arrive" in shown.stdout
    assert "paused, 20:59 left" in shown.stdout
    assert "weather: typhoon" in shown.stdout
    assert "超时，超 1:00，未完成" in chinese.stdout
    assert "暂停：上门" in chinese.stdout


def test_clocks_are_listed_paused_and_resumed(desk: Commands) -> None:
    soon = told(desk("clocks", "list", "--within", "2", "--standing", "running", "--json"))
    missed = desk("clocks", "list", "--standing", "missed", "--kind", "arranged")
    paused = told(desk("clocks", "pause", "SO-1", "checked", "--reason", "other", "--note", "x", "--json"))
    twice = desk("clocks", "pause", "SO-1", "checked", "--reason", "other", "--note", "y")
    resumed = told(desk("clocks", "resume", "SO-1", "checked", "--json"))
    early = desk("clocks", "checked", "SO-1", "--at", "2026-01-01T10:00")
    checked = desk("clocks", "checked", "SO-1")
    arranged = desk("clocks", "arranged", "SO-9")

    assert [one["kind"] for one in soon["results"]] == ["checked"]
    assert "SO-1" in missed.stdout
    assert (paused["standing"], resumed["standing"]) == ("paused", "running")
    assert (twice.exit_code, "pauses_overlap" in twice.stderr) == (1, True)
    assert (early.exit_code, "clock_step_before_start" in early.stderr) == (1, True)
    assert "met" in checked.stdout
    assert (arranged.exit_code, "not_found" in arranged.stderr) == (1, True)


def test_contracts_are_signed_listed_and_ended(desk: Commands) -> None:
    words = ("--profile", "round_the_clock", "--service-class", "A", "--from", "2026-04-01")
    signed = told(desk("contracts", "sign", "HT-1", "--customer", "C-2", *words, "--json"))
    without = desk("contracts", "sign", "HT-2", "--customer", "C-1", *words)
    listed = desk("contracts", "list", "--valid-on", "2026-05-01")
    ended = told(desk("contracts", "end", "HT-1", "--last-day", "2027-03-31", "--json"))
    neither = desk("contracts", "end", "HT-1")
    shown = desk("contracts", "show", "HT-1")

    assert (signed["customer"], signed["last_day"]) == ("C-2", None)
    assert (without.exit_code, "no_annual_contract" in without.stderr) == (1, True)
    assert "HT-1" in listed.stdout
    assert ended["last_day"] == "2027-03-31"
    assert (neither.exit_code, "--never" in neither.stderr) == (2, True)
    assert "2027-03-31" in shown.stdout
