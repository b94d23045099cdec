"""The setting of the base map: what it may be, and that a wrong one is refused at start, in both languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tile_server import pmtiles, png

from fieldops.maps.bases import BaseKind, base_of, zooms_of
from fieldops.settings import Settings, WrongSettings

TILES = "https://t0.example/vec?z={z}&x={x}&y={y}&tk={secret}"
GEOJSON = json.dumps({"type": "FeatureCollection", "features": []})


def settings_of(folder: Path, **given: Any) -> Settings:
    return Settings(data_dir=folder, **given)


def problem_of(folder: Path, **given: Any) -> Any:
    with pytest.raises(WrongSettings) as refused:
        settings_of(folder, **given)
    [problem] = refused.value.problems
    return problem


def test_without_a_setting_there_is_no_base(tmp_path: Path) -> None:
    assert base_of(settings_of(tmp_path).map_base).kind is BaseKind.NONE


def test_several_layers_lie_one_above_the_other(tmp_path: Path) -> None:
    names = "https://t0.example/cva/{z}/{x}/{y}"
    base = base_of(settings_of(tmp_path, map_base=f"  {TILES}   {names} ", map_secret="s").map_base)
    assert (base.kind, base.templates) == (BaseKind.TILES, (TILES, names))


def test_a_file_is_a_base(tmp_path: Path) -> None:
    geojson, tiles = tmp_path / "zj.geojson", tmp_path / "zj.pmtiles"
    geojson.write_text(GEOJSON)
    tiles.write_bytes(pmtiles({0: png(1, 4)}, least=0, most=7))
    assert base_of(settings_of(tmp_path, map_base=str(geojson)).map_base).kind is BaseKind.GEOJSON
    assert base_of(settings_of(tmp_path, map_base=str(tiles)).map_base).kind is BaseKind.PMTILES
    assert zooms_of(tiles) == (0, 7)


@pytest.mark.parametrize(
    ("value", "en", "zh"),
    [
        ("nowhere.geojson", "a file that is there", "存在的文件"),
        ("https://t0.example/{x}/{y}.png", "must have {z}", "{z}"),
        ("https://t0.example/map.png", "must have {x}, {y}, {z}", "占位符"),
        ("https://t{s}.example/{z}/{x}/{y}", "must not have {s}", "{s}"),
        ("https://t{z}.example/{z}/{x}/{y}", "with a fixed host", "主机名须固定"),
        ("https:///{z}/{x}/{y}", "with a fixed host", "主机名须固定"),
        ("https://me:key@t0.example/{z}/{x}/{y}", "with a fixed host", "主机名须固定"),
        ("ftp://t0.example/{z}/{x}/{y}", "with a fixed host", "主机名须固定"),
        ("https://t0.example:x/{z}/{x}/{y}", "with a fixed host", "主机名须固定"),
        ("https://t0.example/{z}/{x}/{y:03}", "must have {y}", "{y}"),
        (f"{TILES} https://t1.example/", "must have", "占位符"),
        (" ".join(["https://t0.example/{z}/{x}/{y}"] * 5), "at most 4", "4"),
    ],
)
def test_a_wrong_base_is_refused_with_what_is_wrong(tmp_path: Path, value: str, en: str, zh: str) -> None:
    problem = problem_of(tmp_path, map_base=value)
    assert (problem.path, problem.code) == ("map_base", "wrong_setting")
    assert en in problem.text.en
    assert zh in problem.text.zh


@pytest.mark.parametrize(
    ("name", "content", "en"),
    [
        ("a.pmtiles", b"PMTiles\x02" + bytes(200), "version 3"),
        ("a.pmtiles", b"PMTiles\x03", "version 3"),
        ("a.geojson", b"{", "FeatureCollection"),
        ("a.geojson", b'{"type": "Feature"}', "FeatureCollection"),
        ("a.json", b"\xff\xfe", "FeatureCollection"),
        ("a.shp", b"", "a .geojson or .pmtiles file"),
    ],
)
def test_a_file_that_is_no_map_is_refused(tmp_path: Path, name: str, content: bytes, en: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert en in problem_of(tmp_path, map_base=str(tmp_path / name)).text.en


def test_a_key_is_set_where_it_is_used_and_only_there(tmp_path: Path) -> None:
    lacking = problem_of(tmp_path, map_base=TILES)
    unused = problem_of(tmp_path, map_base="https://t0.example/{z}/{x}/{y}", map_secret="k3y")
    assert (lacking.path, lacking.code, unused.path, unused.code) == ("map_secret", "missing", "map_secret", "not_used")
    assert "k3y" not in repr(unused) + repr(settings_of(tmp_path, map_base=TILES, map_secret="k3y"))


def test_the_coarsest_tiles_are_not_finer_than_the_finest(tmp_path: Path) -> None:
    assert problem_of(tmp_path, map_least_zoom=9, map_most_zoom=8).path == "map_least_zoom"
