"""Coordinates of the Chinese map services, to WGS-84 and back."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refusals import Invalid
from routing.coordinates import CoordinateSystem, from_wgs84, many_from_wgs84, many_to_wgs84, to_wgs84
from routing.travel import great_circle_m

ROOT = Path(__file__).parents[2]
WGS_84, GCJ_02, BD_09 = CoordinateSystem

SHANGHAI, SHENZHEN, BEIJING = (121.5272106, 31.1774276), (113.912316, 22.543847), (116.377817, 39.911954)
PUBLISHED = [
    (SHANGHAI, (121.531541859215, 31.17530398364597)),
    (SHENZHEN, (113.9171764808363, 22.540796131694766)),
    (BEIJING, (116.38404722455657, 39.91334545536069)),
]
"""WGS-84 and GCJ-02, as the tests of the open converter eviltransform have them."""

points = st.tuples(st.floats(73.0, 135.0), st.floats(3.0, 54.0))


def apart_m(a: tuple[float, float], b: tuple[float, float]) -> float:
    return float(great_circle_m(*a, *b))


@pytest.mark.parametrize(("wgs84", "gcj02"), PUBLISHED)
def test_gcj02_is_what_the_open_converters_give(wgs84: tuple[float, float], gcj02: tuple[float, float]) -> None:
    assert apart_m(from_wgs84(*wgs84, GCJ_02), gcj02) < 0.001
    assert apart_m(to_wgs84(*gcj02, GCJ_02), wgs84) < 0.001


def test_bd09_is_what_the_open_converters_give() -> None:
    """The pair of coordtransform, GCJ-02 (116.404, 39.915)."""
    bd09 = (116.41036949371029, 39.92133699351022)

    assert apart_m(from_wgs84(*to_wgs84(116.404, 39.915, GCJ_02), BD_09), bd09) < 0.001


def test_bd09_is_what_the_maps_show_for_beijing_railway_station() -> None:
    """Both as printed in the manual of an R package for Chinese coordinates, to five decimals."""
    gcj02, bd09 = (116.42703, 39.90245), (116.43351, 39.90851)

    assert apart_m(to_wgs84(*bd09, BD_09), to_wgs84(*gcj02, GCJ_02)) < 2


def test_tiananmen_lies_half_a_kilometre_off_in_gcj02_and_more_in_bd09() -> None:
    tiananmen = (116.39089, 39.90734)

    assert 500 < apart_m(tiananmen, from_wgs84(*tiananmen, GCJ_02)) < 600
    assert 1200 < apart_m(tiananmen, from_wgs84(*tiananmen, BD_09)) < 1450


@pytest.mark.parametrize(
    "abroad", [(151.2093, -33.8688), (2.3522, 48.8566), (0.0, 0.0), (180.0, 90.0), (-180.0, -90.0)]
)
@pytest.mark.parametrize("system", CoordinateSystem)
def test_outside_of_china_nothing_is_shifted(abroad: tuple[float, float], system: CoordinateSystem) -> None:
    assert from_wgs84(*abroad, system) == abroad
    assert to_wgs84(*abroad, system) == abroad


@given(points, st.sampled_from(CoordinateSystem))
def test_there_and_back_is_the_same_place(point: tuple[float, float], system: CoordinateSystem) -> None:
    assert apart_m(to_wgs84(*from_wgs84(*point, system), system), point) < 0.1


@given(points, st.sampled_from(CoordinateSystem))
def test_back_and_there_is_what_was_entered(entered: tuple[float, float], system: CoordinateSystem) -> None:
    assert apart_m(from_wgs84(*to_wgs84(*entered, system), system), entered) < 0.1


@pytest.mark.parametrize("system", CoordinateSystem)
def test_many_points_are_converted_as_each_alone(system: CoordinateSystem) -> None:
    random = np.random.default_rng(11)
    lons, lats = random.uniform(70, 140, 200), random.uniform(0, 56, 200)

    there, back = many_from_wgs84(lons, lats, system), many_to_wgs84(lons, lats, system)

    alone = [from_wgs84(x, y, system) for x, y in zip(lons, lats, strict=True)]
    alone_back = [to_wgs84(x, y, system) for x, y in zip(lons, lats, strict=True)]
    assert np.allclose(np.transpose(there), alone, rtol=0, atol=1e-9)
    assert np.allclose(np.transpose(back), alone_back, rtol=0, atol=1e-8)


def test_no_points_are_no_points() -> None:
    lons, lats = many_to_wgs84([], [], GCJ_02)

    assert (len(lons), len(lats)) == (0, 0)


def test_what_was_given_is_not_changed() -> None:
    lons = np.array([121.5])

    many_from_wgs84(lons, [31.2], WGS_84)[0][0] = 0

    assert lons.tolist() == [121.5]


def test_what_is_no_degrees_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        to_wgs84(float("nan"), 91.0, GCJ_02)

    assert [problem.path for problem in refused.value.problems] == ["lons", "lats"]


def test_the_browsers_map_shifts_by_the_same_figures() -> None:
    """Its own test compares it with the same file."""
    figures = json.loads((ROOT / "ui/src/map/gcj02.figures.json").read_text(encoding="utf-8"))
    for one in figures:
        assert from_wgs84(*one["wgs84"], GCJ_02) == pytest.approx(one["gcj02"], abs=1e-9), one["place"]
