"""``fieldops technicians`` and ``fieldops tools``."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import Result

Commands = Callable[..., Result]


@pytest.fixture
def staffed(fieldops: Commands, province_url: str, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """The command line on a province with the technicians T1 and T2."""
    monkeypatch.setenv("FIELDOPS_DATABASE_URL", province_url)
    return fieldops


def test_a_day_is_set_step_by_step(staffed: Commands) -> None:
    fieldops = staffed
    fieldops("tools", "add", "clamp_meter", "--zh", "钳形电流表", "--en", "Clamp meter")
    fieldops("technicians", "day", "T1", "--add-tool", "clamp_meter", "--most-visits", "6", "--most-km", "120")
    changed = fieldops("technicians", "day", "T1", "--most-km", "0", "--no-overtime", "--begins", "base", "--json")

    day = json.loads(changed.output)["day"]
    assert day["tools"] == ["clamp_meter"]
    assert (day["most_visits"], day["most_distance_m"], day["overtime"]) == (6, None, False)
    assert (day["begins_at"], day["ends_at"]) == ("base", "home")
    assert "clamp_meter" in fieldops("technicians", "list").output


def test_an_unknown_tool_is_refused_in_chinese(staffed: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    refused = staffed("technicians", "day", "T1", "--add-tool", "laser")
    assert (refused.exit_code, "laser" in refused.stderr) == (1, True)
    assert "随车工具" in staffed("technicians", "list").output


def test_tools_lie_at_a_stock_place(fieldops: Commands) -> None:
    fieldops("tools", "add", "lift", "--zh", "搬运车", "--en", "Lift")
    assert "lift" in fieldops("tools", "list").output
    assert fieldops("tools", "lie", "ZJ/WH", "lift").output == "ZJ/WH: lift\n"
    assert fieldops("tools", "lie", "ZJ/WH").output == "ZJ/WH: no tools\n"
