"""``fieldops zones``: a file of zones is looked at, drawn, listed and asked, in both languages."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders import SQUARE, a_policy
from click.testing import Result

from fieldops.actions import policies
from fieldops.database.door import perform
from fieldops.database.engine import connect
from fieldops.settings import Settings

Commands = Callable[..., Result]
COUNTY = [[121.0, 29.9], [121.4, 29.9], [121.4, 30.3], [121.0, 30.3], [121.0, 29.9]]


@pytest.fixture
def zones(fieldops: Commands, registered_url: str, tmp_path: Path) -> Commands:
    async def lay_out() -> None:
        async with connect(Settings(data_dir=tmp_path, database_url=registered_url)):
            await perform(policies.enact, a_policy(name="zones", figures={"least_m2": 10_000}))

    asyncio.run(lay_out())
    return lambda *words: fieldops("zones", *words)


def a_file(folder: Path, *named: tuple[str, str, Any], outlet: str = "ZJ-001") -> str:
    features = [
        {
            "type": "Feature",
            "properties": {"id": key, "outlet": outlet, "area": area},
            "geometry": {"type": "Polygon", "coordinates": rings},
        }
        for key, area, rings in named
    ]
    file = folder / "zones.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return str(file)


def test_a_file_is_looked_at_drawn_listed_and_removed(zones: Commands, tmp_path: Path) -> None:
    file = a_file(tmp_path, ("COUNTY", "rural", [COUNTY]), ("TOWN", "urban", [SQUARE]))

    looked_at = zones("import", file)
    before = json.loads(zones("list", "--json").output)
    drawn = zones("import", file, "--commit")
    listed = zones("list", "--area", "urban")
    removed = zones("remove", "TOWN")

    assert "2 zones can be drawn. Nothing was written" in looked_at.output
    assert "overlap" in looked_at.output
    assert before["count"] == 0
    assert "Drawn: 2 zones." in drawn.output
    assert listed.output.splitlines()[1].split() == ["TOWN", "ZJ-001", "urban", "4"]
    assert (removed.exit_code, zones("remove", "TOWN").exit_code) == (0, 1)


def test_nothing_of_a_wrong_file_is_drawn(zones: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    file = a_file(tmp_path, ("TOWN", "urban", [SQUARE]), ("OPEN", "county", [SQUARE[:-1]]))

    refused = zones("import", file, "--commit")

    assert refused.exit_code == 1
    assert "第 2 个要素 OPEN geometry: 第 1 部分第 1 环未闭合" in refused.stderr
    assert "1 个服务区可写入，1 个要素有误。未写入任何内容，请更正文件。" in refused.stdout
    assert json.loads(zones("list", "--json").output)["count"] == 0


def test_what_zones_leave_out_is_told(zones: Commands, tmp_path: Path) -> None:
    told = zones("import", a_file(tmp_path, ("RING", "rural", [COUNTY, SQUARE])))

    assert "leave out what they surround" in told.output
    assert "121.15" in told.output


def test_a_file_that_is_no_json_is_refused(zones: Commands, tmp_path: Path) -> None:
    (tmp_path / "zones.geojson").write_text("{", encoding="utf-8")

    refused = zones("import", str(tmp_path / "zones.geojson"))

    assert (refused.exit_code, "malformed_json" in refused.stderr) == (1, True)


def test_a_place_is_urban_or_rural(zones: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zones("import", a_file(tmp_path, ("COUNTY", "rural", [COUNTY])), "--commit")

    inside = zones("classify", "121.15", "30.05", "--outlet", "ZJ-001")
    outside = zones("classify", "121.15", "30.31", "--outlet", "ZJ-001", "--json")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    in_chinese = zones("classify", "121.15", "30.31", "--outlet", "ZJ-001")

    assert inside.output == "rural: in the zone COUNTY, 1.4 km from ZJ-001\n"
    assert json.loads(outside.output)["by"] == "distance"
    assert in_chinese.output == "乡村：不在任何服务区内，距 ZJ-001 30.3 公里\n"
