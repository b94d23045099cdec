"""The offline estimate and what a matrix must be."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from routing_builders import BANDS, line_matrix

from refusals import Invalid
from routing.travel import (
    UNREACHABLE,
    Band,
    EstimatePolicy,
    TooManyPlaces,
    TravelMatrix,
    estimate,
    estimate_m,
    great_circle_m,
)

HANGZHOU, NINGBO = (120.155, 30.274), (121.550, 29.875)


def north(metres: float) -> tuple[list[float], list[float]]:
    return [120.0, 120.0], [30.0, 30.0 + metres / 111_195.08]


def test_the_great_circle_from_hangzhou_to_ningbo_is_141_km() -> None:
    assert great_circle_m(*HANGZHOU, *NINGBO) == pytest.approx(141_400, abs=500)


@pytest.mark.parametrize(
    ("straight_m", "road_m", "kmh"), [(3_000, 4_200, 25), (15_000, 19_500, 40), (100_000, 125_000, 60)]
)
def test_each_band_has_its_detour_and_speed(straight_m: int, road_m: int, kmh: int) -> None:
    matrix = estimate(*north(straight_m), BANDS)

    assert matrix.distance_m[0, 1] == pytest.approx(road_m, abs=5)
    assert matrix.duration_s[0, 1] == pytest.approx(road_m * 3.6 / kmh, abs=2)


def test_an_estimate_never_falls_as_the_way_grows() -> None:
    metres = np.arange(0, 40_000, 250)
    matrix = estimate(np.full(len(metres), 120.0), 30.0 + metres / 111_195.08, BANDS)

    assert (np.diff(matrix.duration_s[0]) >= 0).all()
    assert (np.diff(matrix.distance_m[0]) >= 0).all()


def test_every_cell_of_an_estimate_is_marked_so() -> None:
    matrix = estimate([120.0, 121.0, 122.0], [30.0, 30.0, 30.0], BANDS)

    assert matrix.estimated.all()
    assert not np.diagonal(matrix.duration_s).any()


def test_another_policy_gives_another_estimate() -> None:
    walking = EstimatePolicy((Band(None, 1.0, 5.0),))

    assert estimate(*north(5_000), walking).duration_s[0, 1] == pytest.approx(3_600, abs=2)


def test_bands_out_of_order_and_figures_out_of_range_are_refused_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        EstimatePolicy((Band(20_000, 0.5, 25.0), Band(5_000, 1.3, float("nan"))))

    assert [p.path for p in refused.value.problems] == ["bands", "bands.0.detour", "bands.1.speed_kmh"]


@pytest.mark.parametrize("bands", [(), (Band(5_000, 1.4, 25.0),), (Band(None, 1.4, 25.0), Band(None, 1.2, 40.0))])
def test_only_the_last_band_has_no_end(bands: tuple[Band, ...]) -> None:
    with pytest.raises(Invalid):
        EstimatePolicy(bands)


def test_wrong_figures_by_the_hour_are_refused_at_once_in_both_languages() -> None:
    with pytest.raises(Invalid) as refused:
        EstimatePolicy((Band(None, 1.3, 40.0),), hour_permille=(1000, 99, 10_001, 1000.5))  # type: ignore[arg-type]

    paths = [p.path for p in refused.value.problems]
    assert paths == ["hour_permille", "hour_permille.1", "hour_permille.2", "hour_permille.3"]
    assert "24" in refused.value.problems[0].explain("zh")


def test_figures_by_the_hour_are_24_or_none() -> None:
    assert EstimatePolicy(BANDS.bands).hour_permille == ()
    assert len(EstimatePolicy(BANDS.bands, hour_permille=(1000,) * 24).hour_permille) == 24


def test_no_places_make_an_empty_matrix() -> None:
    assert len(estimate([], [], BANDS)) == 0


def square(*rows: list[int], kind: type = np.int32) -> np.ndarray:
    return np.array(rows, dtype=kind)


GOOD = square([0, 7], [7, 0])


@pytest.mark.parametrize(
    ("duration_s", "distance_m", "path"),
    [
        (square([0, 7]), GOOD, "duration_s"),
        (square([1, 7], [7, 0]), GOOD, "duration_s"),
        (square([0, -2], [7, 0]), GOOD, "duration_s.0.1"),
        (GOOD, square([0, 1, 1], [1, 0, 1], [1, 1, 0]), "distance_m"),
        (GOOD, square([0.0, 7.5], [7, 0], kind=float), "distance_m"),
        (square([0, UNREACHABLE], [7, 0]), GOOD, "duration_s.0.1"),
        (square([0, 2**40], [7, 0], kind=np.int64), GOOD, "duration_s.0.1"),
    ],
)
def test_a_wrong_matrix_is_refused(duration_s: np.ndarray, distance_m: np.ndarray, path: str) -> None:
    with pytest.raises(Invalid) as refused:
        TravelMatrix(duration_s, distance_m, np.ones((2, 2), dtype=bool))

    assert refused.value.problems[0].path == path


def test_a_matrix_can_not_be_written_to_and_is_not_what_was_given() -> None:
    given = square([0, 7], [7, 0])
    matrix = TravelMatrix(given, given, given > 0)
    given[0, 1] = 99

    assert matrix.duration_s[0, 1] == 7
    with pytest.raises(ValueError, match="read-only"):
        matrix.duration_s[0, 1] = 1


def test_a_matrix_survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(line_matrix(3))) == line_matrix(3)


def test_the_way_between_two_places_is_that_of_the_matrix() -> None:
    lons, lats = [121.15, 121.16, 121.4, 122.0], [30.03, 30.05, 30.2, 29.0]

    found = estimate_m(lons[:-1], lats[:-1], lons[1:], lats[1:], BANDS)

    assert found.tolist() == np.diagonal(estimate(lons, lats, BANDS).distance_m, 1).tolist()


def test_the_estimate_of_many_places_is_that_of_each_two() -> None:
    chance = np.random.default_rng(1)
    lons, lats = 119 + chance.random(600), 29 + chance.random(600)
    matrix = estimate(lons, lats, BANDS)
    for start, end in ((0, 599), (599, 0), (255, 256), (300, 300)):
        alone = estimate(lons[[start, end]], lats[[start, end]], BANDS)
        assert matrix.duration_s[start, end] == alone.duration_s[0, 1]
        assert matrix.distance_m[start, end] == alone.distance_m[0, 1]


def test_more_places_than_memory_is_for_are_refused() -> None:
    with pytest.raises(TooManyPlaces, match="10001 places"):
        estimate([120.0] * 10_001, [30.0] * 10_001, BANDS)
