"""A season's reserve plan on the command line (P4)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from builders import RESERVE_FIGURES, a_policy
from click.testing import Result
from openpyxl import load_workbook

from fieldops.actions import policies
from fieldops.database.door import perform
from fieldops.database.engine import connect
from fieldops.settings import Settings

Commands = Callable[..., Result]


@pytest.fixture
def planning(fieldops: Commands, registered_url: str, tmp_path: Path) -> Commands:
    """On a database with a reserve policy, and eight months of past demand to import in ``past.csv``."""

    async def lay_out() -> None:
        async with connect(Settings(data_dir=tmp_path, database_url=registered_url)):
            await perform(policies.enact, a_policy(name="reserve", figures=RESERVE_FIGURES))

    asyncio.run(lay_out())
    first = datetime.now(UTC).replace(day=1) - timedelta(days=240)
    months = [f"{first + timedelta(days=30 * n):%Y-%m}" for n in range(7)]
    rows = [f"ZJ-001,DP-1,{month},3" for month in dict.fromkeys(months)]
    (tmp_path / "past.csv").write_text("\n".join(["Partner code,Part number,Month,Pieces", *rows]), encoding="utf-8")
    assert fieldops("import", "demand", str(tmp_path / "past.csv"), "--add", "--commit").exit_code == 0
    return fieldops


def told(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_plan_is_proposed_set_filed_and_withdrawn(planning: Commands, tmp_path: Path) -> None:
    [due] = told(planning("reserve", "overview", "--json"))
    season = ("--season", due["season"], "--year", str(due["year"]))
    made = told(planning("reserve", "propose", "ZJ-001", *season, "--by", "clerk", "--json"))
    number = made["number"]
    twice = planning("reserve", "propose", "ZJ-001", *season)
    noted = told(planning("reserve", "set", number, "DP-1:7", "--note", "new estate", "--json"))
    kept = told(planning("reserve", "set", number, "DP-1:9", "--json"))
    shown = planning("reserve", "show", number)
    dropped = told(planning("reserve", "propose", number, "--json"))
    filed = told(planning("reserve", "file", number, "--by", "clerk", "--json"))
    listed = planning("reserve", "list", "--in-time")
    late = told(planning("reserve", "list", "--late", "--json"))
    done = planning("reserve", "overview", "-o", str(tmp_path / "filed.xlsx"))
    overdue = planning("reserve", "overview", "--standing", "overdue")
    again = told(planning("reserve", "withdraw", number, "--json"))
    refused = planning("reserve", "withdraw", number)

    assert (due["standing"], due["plan"]) == ("due", None)
    assert (made["status"], made["made_by"], made["lines"][0]["part"]) == ("draft", "clerk", "DP-1")
    assert made["lines"][0]["quantity"] == made["lines"][0]["basis"]["quantity"] == made["lines"][0]["missing"] > 6
    assert (twice.exit_code, "already_there" in twice.stderr, number in twice.stderr) == (1, True, True)
    assert [(one["quantity"], one["note"]) for one in noted["lines"]] == [(7, "new estate")]
    assert [(one["quantity"], one["note"]) for one in kept["lines"]] == [(9, "new estate")]
    assert "new estate" in shown.stdout
    assert dropped["lines"] == made["lines"]
    assert (filed["status"], filed["late_days"], filed["filed_by"]) == ("filed", 0, "clerk")
    assert number in listed.stdout
    assert late["results"] == []
    assert done.exit_code == 0, done.output
    rows = list(load_workbook(tmp_path / "filed.xlsx").active.values)
    assert dict(zip(rows[0], rows[1], strict=True))["standing"] == "filed"
    assert "No partner." in overdue.stdout
    assert (again["status"], again["filed_on"]) == ("draft", None)
    assert (refused.exit_code, "reserve_wrong_status (P4)" in refused.stderr) == (1, True)


def test_words_that_make_no_sense_are_refused_with_an_example(planning: Commands) -> None:
    for words in (
        ("set", "RP-1", "DP-1"),
        ("set", "RP-1", "DP-1:many"),
        ("set", "RP-1", "DP-1:1", "DP-1:2"),
        ("propose", "ZJ-001", "--season", "spring"),
        ("overview", "-o", "filed.pdf"),
    ):
        refused = planning("reserve", *words)
        assert refused.exit_code == 2, (words, refused.output)
        assert "such as" in refused.stderr or "must end in" in refused.stderr


def test_chinese_where_the_locale_is(planning: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    seen = planning("reserve", "overview")

    assert "待上报" in seen.stdout
    assert "前上报" in seen.stdout
