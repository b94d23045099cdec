"""``fieldops ties``."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import pytest
from click.testing import Result
from planning import register

from fieldops.database.engine import DB

Commands = Callable[..., Result]


@pytest.fixture
def two_orders(fieldops: Commands, province_url: str, monkeypatch: pytest.MonkeyPatch) -> Commands:
    monkeypatch.setenv("FIELDOPS_DATABASE_URL", province_url)

    async def call() -> None:
        await DB.open(province_url)
        try:
            for number in ("SO-1", "SO-2"):
                await register(number)
        finally:
            await DB.close()

    asyncio.run(call())
    return fieldops


def test_orders_are_tied_listed_and_untied(two_orders: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    made = two_orders("ties", "add", "after", "SO-1", "SO-2", "--gap-min", "60", "--why", "first the drain", "--json")
    assert json.loads(made.output)["gap_s"] == 3600
    assert "SO-2" in two_orders("ties", "list", "--order", "SO-1").output
    again = two_orders("ties", "add", "after", "SO-2", "SO-1", "--why", "x")
    assert (again.exit_code, "tie_contradicts" in again.stderr) == (1, True)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "先后" in two_orders("ties", "end", "1", "--reason", "用户改主意").output
    assert "没有记录" in two_orders("ties", "list").output
    assert "先后" in two_orders("ties", "list", "--all").output
