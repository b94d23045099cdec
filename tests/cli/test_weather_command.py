"""``fieldops weather``: an alert is recorded, listed, ended and withdrawn."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import Result

Commands = Callable[..., Result]
RECORD = (
    "weather",
    "record",
    "rainstorm",
    "orange",
    "--node",
    "ZJ",
    "--from",
    "2026-11-20T06:00",
    "--source",
    "ZJ Met",
)


def test_an_alert_is_recorded_listed_ended_and_withdrawn(fieldops: Commands) -> None:
    made = fieldops(*RECORD, "--json")
    number = json.loads(made.output)["number"]
    ended = fieldops("weather", "end", number, "--at", "2026-11-21T18:00")
    listed = fieldops("weather", "list", "--node", "ZJ-001")
    withdrawn = fieldops("weather", "withdraw", number, "--reason", "It was Anhui")
    again = fieldops("weather", "withdraw", number, "--reason", "It was Anhui")

    assert json.loads(made.output)["from_at"] == "2026-11-20T06:00:00+08:00"
    assert "ended" in ended.output
    assert listed.output.splitlines()[1].split()[:4] == [number, "rainstorm", "orange", "ZJ"]
    assert "withdrawn" in withdrawn.output
    assert (again.exit_code, "alert_wrong_state" in again.stderr) == (1, True)


def test_alerts_are_told_in_chinese(fieldops: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    fieldops(*RECORD)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    assert "暴雨" in fieldops("weather", "list").output
    assert "没有登记的天气预警。" in fieldops("weather", "list", "--node", "HQ", "--kind", "fog").output
