"""``fieldops customers``: wishes and rests, on a database with one of everything."""

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
def called(fieldops: Commands, province_url: str, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """The command line on a province where C-SO-1 has called."""
    monkeypatch.setenv("FIELDOPS_DATABASE_URL", province_url)

    async def call() -> None:
        await DB.open(province_url)
        try:
            await register("SO-1")
        finally:
            await DB.close()

    asyncio.run(call())
    return fieldops


def test_a_wish_is_said_shown_and_taken_back(called: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    said = called(
        "customers", "wish", "C-SO-1", "refused", "T1", "--said-by", "王小明", "--why", "迟到", "--by", "zhang"
    )
    assert "refused" in said.output
    called("customers", "wish", "C-SO-1", "none", "T1", "--said-by", "王小明", "--why", "和好")
    sheet = json.loads(called("customers", "wishes", "C-SO-1", "--json").output)
    assert (sheet["wishes"], [one["wish"] for one in sheet["said"]]) == ([], ["none", "refused"])
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "拒绝" in called("customers", "wishes", "C-SO-1").output


def test_rests_are_read_as_people_write_them(called: Commands) -> None:
    set_to = called("customers", "rests", "C-SO-1", "mon-fri@12:00-13:30", "sat,sun@9:00-10:00", "--json")
    rests = json.loads(set_to.output)["rests"]
    assert [(one["weekdays"], one["starts"]) for one in rests] == [([5, 6], "09:00:00"), ([0, 1, 2, 3, 4], "12:00:00")]
    wrong = called("customers", "rests", "C-SO-1", "noon")
    assert (wrong.exit_code, "mon-fri@12:00-13:30" in wrong.stderr) == (2, True)
