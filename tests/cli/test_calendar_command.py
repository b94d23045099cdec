"""``fieldops calendar`` and ``fieldops overrides``: the days around a holiday, in both languages."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import Result

Commands = Callable[..., Result]


def line(result: Result, day: str) -> str:
    assert result.exit_code == 0, result.output
    return next(one for one in result.output.splitlines() if one.startswith(day))


def test_the_days_around_a_holiday_are_told_with_their_reasons(fieldops: Commands) -> None:
    shown = fieldops("calendar", "2026-09-25", "2026-10-12")

    assert line(shown, "2026-10-01").split() == ["2026-10-01", "Thu", "–", "National", "Day"]
    assert line(shown, "2026-10-10").split()[:3] == ["2026-10-10", "Sat", "✓"]
    assert "of 18 days are worked" in shown.output
    assert "*" not in shown.output


def test_the_calendar_speaks_chinese(fieldops: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    shown = fieldops("calendar", "2026-10-10", "2026-10-10")

    assert line(shown, "2026-10-10").split() == ["2026-10-10", "六", "✓", "上班，2026-10-07", "调休"]
    assert "共 1 天，其中工作日 1 天。" in shown.output


def test_a_year_without_its_notice_is_warned_of(fieldops: Commands) -> None:
    shown = fieldops("calendar", "2050-01-03", "2050-01-03")

    assert line(shown, "2050-01-03").endswith("*")
    assert "* What the notice for 2050 moves isn't published yet" in shown.output


def test_a_day_is_overridden_listed_and_restored(fieldops: Commands) -> None:
    fieldops("overrides", "add", "2026-09-28", "--off", "--reason", "Typhoon")
    again = fieldops("overrides", "add", "2026-09-28", "--worked", "--reason", "No typhoon")
    shown = fieldops("calendar", "2026-09-28", "2026-09-28")
    listed = json.loads(
        fieldops("overrides", "list", "--since", "2026-09-28", "--until", "2026-09-28", "--json").output
    )
    elsewhere = json.loads(fieldops("overrides", "list", "--since", "2026-09-29", "--json").output)
    fieldops("overrides", "remove", "2026-09-28")
    removed = fieldops("overrides", "remove", "2026-09-28")

    assert (again.exit_code, "already_there" in again.stderr) == (1, True)
    assert line(shown, "2026-09-28").split() == ["2026-09-28", "Mon", "–", "Typhoon"]
    assert listed["results"] == [{"day": "2026-09-28", "working": False, "reason": "Typhoon"}]
    assert elsewhere["count"] == 0
    assert (removed.exit_code, "not_found" in removed.stderr) == (1, True)


def test_whether_it_is_worked_must_be_said(fieldops: Commands) -> None:
    assert fieldops("overrides", "add", "2026-09-28", "--reason", "x").exit_code == 2
