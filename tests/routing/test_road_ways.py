"""Rounded points, and which rectangles of ways are asked for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from routing_builders import BANDS

from refusals import Invalid
from routing.roads import NOT_TOLD, Rectangle, Ways, blocks_of, by_road, degrees_of, point_keys, rectangles_of, whole
from routing.travel import UNREACHABLE, estimate

degrees = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@given(st.lists(degrees, max_size=20))
def test_a_rounded_point_is_the_same_place_within_a_metre(places: list[tuple[float, float]]) -> None:
    lons, lats = [lon for lon, _ in places], [lat for _, lat in places]
    keys = point_keys(lons, lats)
    lon, lat = degrees_of(keys)
    assert np.allclose(lon, lons, atol=0.51e-5, rtol=0)
    assert np.allclose(lat, lats, atol=0.51e-5, rtol=0)
    assert (point_keys(lon, lat) == keys).all()


def test_points_that_are_no_degrees_are_refused() -> None:
    with pytest.raises(Invalid):
        point_keys([float("nan")], [30.0])


missing_cells = st.integers(1, 9).flatmap(
    lambda n: st.lists(st.lists(st.booleans(), min_size=n, max_size=n), min_size=n, max_size=n)
)


@given(missing_cells, st.integers(2, 5))
def test_all_that_is_missing_is_asked_in_blocks_that_the_server_takes(cells: list[list[bool]], size: int) -> None:
    missing = np.array(cells)
    asked = np.zeros_like(missing)
    for rectangle in rectangles_of(missing, size):
        for block in blocks_of(rectangle, size):
            assert len(block.sources) * len(block.targets) <= size * size
            assert len(block.sources) + len(block.targets) <= 2 * size
            asked[np.ix_(block.sources, block.targets)] = True
    assert (asked | ~missing).all()


def test_for_some_new_places_only_their_rows_and_columns_are_asked() -> None:
    known, new = 50, 3
    keys = np.arange(known + new)
    ways = Ways.untold(keys, keys)
    ways.duration_s[:known, :known] = ways.distance_m[:known, :known] = 1
    asked = rectangles_of(ways.missing, 10)
    shapes = sorted((len(one.sources), len(one.targets)) for one in asked)
    assert shapes == [(new, known + new), (known, new)]


def test_nothing_is_asked_where_all_is_told_or_nobody_goes_anywhere() -> None:
    keys = np.arange(4)
    ways = Ways.untold(keys, keys)
    ways.duration_s[~np.eye(4, dtype=bool)] = 1
    assert rectangles_of(ways.missing, 10) == []
    assert rectangles_of(Ways.untold(keys[:1], keys[:1]).missing, 10) == []
    assert rectangles_of(Ways.untold(keys[:0], keys[:0]).missing, 10) == []


def test_holes_all_over_are_asked_as_one_rectangle() -> None:
    missing = np.random.default_rng(1).random((30, 30)) < 0.5
    assert len(rectangles_of(missing, 30)) == 1


def test_a_thin_rectangle_is_asked_in_few_blocks() -> None:
    whole_column = Rectangle(np.arange(1000), np.arange(5))
    assert len(list(blocks_of(whole_column, 100))) == 6


def test_later_tables_fill_in_and_what_they_do_not_tell_stays() -> None:
    ways = Ways.untold(np.array([1, 2, 3]), np.array([1, 2, 3]))
    ways.take_over(Ways(np.array([2, 9]), np.array([3, 1]), np.array([[7, 8], [5, 5]]), np.array([[70, 80], [5, 5]])))
    ways.take_over(Ways(np.array([2]), np.array([1, 3]), np.array([[NOT_TOLD, 6]]), np.array([[NOT_TOLD, 60]])))
    assert ways.duration_s[1].tolist() == [8, NOT_TOLD, 6]
    assert ways.distance_m[1].tolist() == [80, NOT_TOLD, 60]
    assert ways.told.sum() == 2


def test_a_matrix_takes_what_is_told_and_keeps_the_estimate_of_the_rest() -> None:
    lons, lats = [120.0, 120.1, 120.2, 120.0000001], [30.0, 30.0, 30.0, 30.0]
    keys, guess = point_keys(lons, lats), estimate(lons, lats, BANDS)
    ways = Ways.untold(np.unique(keys), np.unique(keys))
    ways.duration_s[0, 1], ways.distance_m[0, 1] = 600, 9000
    ways.duration_s[0, 2] = ways.distance_m[0, 2] = UNREACHABLE
    matrix = by_road(guess, keys, ways)
    assert (matrix.duration_s[0, 1], matrix.distance_m[0, 1], matrix.estimated[0, 1]) == (600, 9000, False)
    assert (matrix.duration_s[3, 1], matrix.estimated[3, 1]) == (600, False)
    assert (matrix.duration_s[0, 2], matrix.estimated[0, 2]) == (UNREACHABLE, False)
    assert (matrix.duration_s[1, 0], matrix.estimated[1, 0]) == (guess.duration_s[1, 0], True)
    assert (matrix.duration_s[0, 3], matrix.estimated[0, 3]) == (0, False)
    assert not np.diagonal(matrix.estimated).any()


def test_seconds_are_rounded_up_and_metres_to_the_nearest() -> None:
    seconds, metres = whole([[0.0, 10.1, np.nan, 5.0]], [[0.0, 99.6, 3.0, np.nan]])
    assert seconds.tolist() == [[0, 11, UNREACHABLE, UNREACHABLE]]
    assert metres.tolist() == [[0, 100, UNREACHABLE, UNREACHABLE]]
