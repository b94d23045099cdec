"""``fieldops roads`` and plans by road: the engine is tried out; a plan says what it lacks and is made again."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextvars import copy_context
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result
from road_server import SOUTH, TABLE_SIZE, WEST, RoadServer

from fieldops.cli import console
from fieldops.cli.main import main

Commands = Callable[..., Result]


@pytest.fixture
def fieldops(province_url: str, road_server: RoadServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """The command line, in English, on the small province of ``planning`` moved into the map; the province itself stays away."""
    with psycopg.connect(province_url) as database:
        database.execute(
            "UPDATE nodes SET lon = %s + (lon - 120.1) * 0.2, lat = %s + (lat - 30.25) * 0.2 WHERE kind = 'partner'",
            (WEST, SOUTH),
        )
    monkeypatch.setenv("FIELDOPS_DATABASE_URL", province_url)
    monkeypatch.setenv("FIELDOPS_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("FIELDOPS_OSRM_URL", road_server.url)
    monkeypatch.setenv("FIELDOPS_OSRM_MAX_TABLE_SIZE", str(TABLE_SIZE))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr(console.out, "width", 200)
    return lambda *words: copy_context().run(CliRunner().invoke, main, words)


def test_an_engine_that_works_is_told_with_what_its_map_lacks(fieldops: Commands) -> None:
    said = fieldops("roads", "check")
    assert said.exit_code == 0
    assert "2 of 3 nodes have a road" in said.output
    assert "No road near ZJ:" in said.output
    found = json.loads(fieldops("roads", "check", "--json").output)
    assert (found["off_road"], found["ways"], found["network"]) == (["ZJ"], 2, "/2026-07/2000")


def test_a_table_larger_than_the_server_takes_is_found_out(fieldops: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDOPS_OSRM_MAX_TABLE_SIZE", str(TABLE_SIZE + 1))
    said = fieldops("roads", "check")
    assert (said.exit_code, "road_engine_strange" in said.stderr) == (1, True)
    assert "TooBig" in said.stderr
    assert "FIELDOPS_OSRM_MAX_TABLE_SIZE" in said.stderr


def test_an_engine_that_is_away_and_none_at_all_are_told_apart_in_chinese(
    fieldops: Commands, road_server: RoadServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    road_server.kill()
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "没有响应" in fieldops("roads", "check").stderr
    monkeypatch.setenv("FIELDOPS_OSRM_URL", "")
    assert "未设置道路引擎" in fieldops("roads", "check").stderr


def test_a_plan_tells_that_its_engine_was_away_and_is_made_again_by_road(
    fieldops: Commands, road_server: RoadServer
) -> None:
    road_server.kill()
    monday = datetime.now(UTC).date()
    monday += timedelta(days=7 - monday.weekday())
    said = fieldops("plan", "--province", "ZJ", "--date", str(monday), "--time-limit", "1")
    assert (said.exit_code, "doesn't answer" in said.output) == (0, True)
    assert "make the plan again" in said.output

    road_server.start()
    [again] = json.loads(fieldops("plan", "--again", "1", "--json").output)
    assert again["plan"]["id"] == 2
    assert [one["code"] for one in again["plan"]["warnings"]] == ["places_off_road"]
    assert "ZJ/WH" in again["plan"]["warnings"][0]["cause_zh"]
    assert fieldops("plan", "--again", "99").exit_code == 1
