"""Travel between places: the matrix, and the offline estimate of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from refusals import FieldProblem, Refusal, Text, in_range, refuse_all

UNREACHABLE = -1
"""The sentinel in ``duration_s`` (and then also in ``distance_m``) of a pair without a way between."""

LONGEST_TRAVEL_S = 7 * 24 * 3600
LONGEST_TRAVEL_M = 20_000_000
HOURS = 24
LEAST_FACTOR, MOST_FACTOR = 100, 10_000
EARTH_RADIUS_M = 6_371_008.8
MOST_PLACES = 10_000
"""The matrix of so many takes 0.9 GB."""
_ROWS_AT_ONCE = 256


class TooManyPlaces(Refusal):
    code = "too_many_places"
    rule = "V4"
    cause = Text(
        en="{count} places are more than can be planned at once; {most} can.",
        zh="共 {count} 个地点，超出一次计划的上限（{most} 个）。",
    )
    remedy = Text(
        en="Plan fewer days at once, or let some outlets be another province's.",
        zh="请减少一次计划的天数，或将部分网点划归其他省级服务中心。",
    )


@dataclass(frozen=True, slots=True, eq=False)
class TravelMatrix:
    """Travel from row place to column place.

    ``duration_s`` and ``distance_m`` are int32 [n, n] with a zero diagonal, from 0 to 7 days and 20 000 km, or both
    :data:`UNREACHABLE`; they need not be symmetric. ``estimated`` is bool [n, n]: the cell is no answer of a road
    engine. What is given is copied and can't be written to.

    Raises:
        Invalid: shapes, ranges, the diagonal, or a cell that is unreachable in one array only; all of them listed.
    """

    duration_s: NDArray[np.int32]
    distance_m: NDArray[np.int32]
    estimated: NDArray[np.bool_]

    def __post_init__(self) -> None:
        refuse_all(
            _wrong_cells("duration_s", self.duration_s, LONGEST_TRAVEL_S),
            _wrong_cells("distance_m", self.distance_m, LONGEST_TRAVEL_M),
            _wrong_shape("distance_m", self.distance_m, self.duration_s),
            _wrong_shape("estimated", self.estimated, self.duration_s),
        )
        refuse_all(_half_reachable(self.duration_s, self.distance_m))
        for name, kind in (("duration_s", np.int32), ("distance_m", np.int32), ("estimated", np.bool_)):
            own = np.array(getattr(self, name), dtype=kind)
            own.setflags(write=False)
            object.__setattr__(self, name, own)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TravelMatrix) and all(
            np.array_equal(getattr(self, name), getattr(other, name)) for name in self.__slots__
        )

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[object, ...]:
        return TravelMatrix, (self.duration_s, self.distance_m, self.estimated)

    def __len__(self) -> int:
        return len(self.duration_s)


@dataclass(frozen=True, slots=True)
class Band:
    """Straight lines up to ``upto_m`` (None: however long): the road is ``detour`` times longer, at ``speed_kmh``."""

    upto_m: int | None
    detour: float
    speed_kmh: float


@dataclass(frozen=True, slots=True)
class EstimatePolicy:
    """Bands of straight-line distance, nearest first; only the last one has no end.

    ``detour`` from 1 to 5, ``speed_kmh`` from 1 to 150. ``hour_permille``: none, or for each of the 24 hours of the day how
    long a drive takes in it, in per mille of what the matrix says, by road or estimated.

    Raises:
        Invalid: no band, borders out of order, another count of hours, a figure out of its range; all of them listed.
    """

    bands: tuple[Band, ...]
    hour_permille: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "bands", tuple(self.bands))
        object.__setattr__(self, "hour_permille", tuple(self.hour_permille))
        refuse_all(
            _wrong_borders([band.upto_m for band in self.bands]),
            *wrong_factors("hour_permille", self.hour_permille),
            *(in_range(f"bands.{i}.detour", band.detour, 1.0, 5.0) for i, band in enumerate(self.bands)),
            *(in_range(f"bands.{i}.speed_kmh", band.speed_kmh, 1.0, 150.0) for i, band in enumerate(self.bands)),
        )


def great_circle_m(lons_a: ArrayLike, lats_a: ArrayLike, lons_b: ArrayLike, lats_b: ArrayLike) -> NDArray[np.float64]:
    """Haversine distances on the mean sphere; degrees in, any shapes that broadcast."""
    lon_a, lat_a, lon_b, lat_b = (np.radians(np.asarray(x, dtype=np.float64)) for x in (lons_a, lats_a, lons_b, lats_b))
    inner = np.sin((lat_b - lat_a) / 2) ** 2 + np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.clip(inner, 0.0, 1.0))))


def estimate(lons: ArrayLike, lats: ArrayLike, policy: EstimatePolicy) -> TravelMatrix:
    """The offline matrix of n places (degrees, WGS-84): great circle × detour at the band's speed, all estimated.

    A faster band would make a farther place quicker to reach just behind a border. So nothing behind a border is
    nearer or quicker than the border itself: both results never fall as the straight line grows.

    Raises:
        Invalid: lons and lats differ in length, are not finite or out of range.
        TooManyPlaces: more than :data:`MOST_PLACES`.
    """
    lon, lat = checked_points(lons, lats)
    if len(lon) > MOST_PLACES:
        raise TooManyPlaces(count=len(lon), most=MOST_PLACES)
    duration_s, distance_m = (np.empty((len(lon), len(lon)), dtype=np.int32) for _ in range(2))
    for first in range(0, len(lon), _ROWS_AT_ONCE):
        rows = slice(first, first + _ROWS_AT_ONCE)
        road_m, travel_s = _by_road(
            great_circle_m(lon[rows, None], lat[rows, None], lon[None, :], lat[None, :]), policy
        )
        duration_s[rows] = np.minimum(np.ceil(travel_s), LONGEST_TRAVEL_S)
        distance_m[rows] = _whole_m(road_m)
    np.fill_diagonal(duration_s, 0)
    np.fill_diagonal(distance_m, 0)
    return TravelMatrix(duration_s, distance_m, np.ones(duration_s.shape, dtype=np.bool_))


def estimate_m(
    lons_a: ArrayLike, lats_a: ArrayLike, lons_b: ArrayLike, lats_b: ArrayLike, policy: EstimatePolicy
) -> NDArray[np.int32]:
    """How far it is by road from each place of a to the one of b beside it, as :func:`estimate` tells: int32 [n], metres.

    Raises:
        Invalid: lons and lats differ in length, are not finite or out of range.
    """
    straight_m = great_circle_m(*checked_points(lons_a, lats_a), *checked_points(lons_b, lats_b))
    return _whole_m(_by_road(straight_m, policy)[0])


def _whole_m(road_m: NDArray[np.float64]) -> NDArray[np.int32]:
    return np.minimum(np.rint(road_m), LONGEST_TRAVEL_M).astype(np.int32)


def _by_road(
    straight_m: NDArray[np.float64], policy: EstimatePolicy
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Metres and seconds by road, of straight lines of any shape."""
    road_m, travel_s = np.zeros_like(straight_m), np.zeros_like(straight_m)
    least_m = least_s = 0.0
    from_m = -1.0
    for band in policy.bands:
        upto_m = math.inf if band.upto_m is None else float(band.upto_m)
        within = (straight_m > from_m) & (straight_m <= upto_m)
        s_per_m = 3.6 / band.speed_kmh
        road_m[within] = np.maximum(straight_m[within] * band.detour, least_m)
        travel_s[within] = np.maximum(straight_m[within] * band.detour * s_per_m, least_s)
        if band.upto_m is not None:
            least_m = max(least_m, upto_m * band.detour)
            least_s = max(least_s, upto_m * band.detour * s_per_m)
        from_m = upto_m
    return road_m, travel_s


def checked_points(lons: ArrayLike, lats: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Both as float64 [n].

    Raises:
        Invalid: not one-dimensional, of different lengths, not finite, or beyond ±180° and ±90°.
    """
    lon, lat = np.asarray(lons, dtype=np.float64), np.asarray(lats, dtype=np.float64)
    refuse_all(_wrong_degrees("lons", lon, 180.0), _wrong_degrees("lats", lat, 90.0))
    refuse_all(
        FieldProblem("lats", "wrong_length", Text(en="must be as many as lons", zh="个数应与 lons 相同"), str(len(lat)))
        if len(lon) != len(lat)
        else None
    )
    return lon, lat


def _wrong_degrees(path: str, values: NDArray[np.float64], most: float) -> FieldProblem | None:
    if values.ndim == 1 and bool((np.abs(values) <= most).all()):
        return None
    text = Text(en=f"must be one row of degrees from -{most} to {most}", zh=f"应为一列 -{most} 到 {most} 之间的度数")
    return FieldProblem(path, "not_degrees", text)


def _wrong_cells(path: str, cells: NDArray[np.int32], most: int) -> FieldProblem | None:
    if not isinstance(cells, np.ndarray) or cells.ndim != 2 or cells.shape[0] != cells.shape[1]:
        return FieldProblem(path, "not_square", Text(en="must be a square array", zh="应为方阵"))
    if not np.issubdtype(cells.dtype, np.integer):
        return FieldProblem(path, "not_whole", Text(en="must hold whole numbers", zh="应为整数"), str(cells.dtype))
    if np.diagonal(cells).any():
        return FieldProblem(path, "diagonal", Text(en="must be 0 from a place to itself", zh="对角线应为 0"))
    wrong = np.argwhere((cells < UNREACHABLE) | (cells > most))
    if not len(wrong):
        return None
    row, column = map(int, wrong[0])
    text = Text(
        en=f"must be from 0 to {most}, or {UNREACHABLE} for unreachable",
        zh=f"应在 0 到 {most} 之间，无法到达则为 {UNREACHABLE}",
    )
    return FieldProblem(f"{path}.{row}.{column}", "out_of_range", text, str(cells[row, column]))


def _wrong_shape(path: str, cells: ArrayLike, other: ArrayLike) -> FieldProblem | None:
    if np.shape(cells) == np.shape(other):
        return None
    return FieldProblem(
        path, "wrong_shape", Text(en="must have the shape of duration_s", zh="形状应与 duration_s 相同")
    )


def _half_reachable(duration_s: NDArray[np.int32], distance_m: NDArray[np.int32]) -> FieldProblem | None:
    wrong = np.argwhere((duration_s == UNREACHABLE) != (distance_m == UNREACHABLE))
    if not len(wrong):
        return None
    row, column = map(int, wrong[0])
    text = Text(
        en="must be unreachable in both arrays or in neither", zh="duration_s 与 distance_m 须同为可达或同为不可达"
    )
    return FieldProblem(f"duration_s.{row}.{column}", "half_reachable", text)


def _wrong_borders(borders: Sequence[int | None]) -> FieldProblem | None:
    ends = [border for border in borders if border is not None]
    open_ended = [border is None for border in borders]
    rising = all(0 < a < b for a, b in zip([0.5, *ends], ends, strict=False))
    if open_ended == [False] * len(ends) + [True] and rising:
        return None
    text = Text(
        en="must have rising ends above 0, and none for the last band only",
        zh="各段上限须大于 0 且递增，仅最后一段没有上限",
    )
    return FieldProblem("bands", "borders", text)


def wrong_factors(path: str, factors: Sequence[int]) -> Iterator[FieldProblem | None]:
    """Per mille by the hour of the day: none at all, or one for each hour."""
    if len(factors) not in (0, HOURS):
        text = Text(en=f"must be {HOURS}, one for each hour of the day", zh=f"应为 {HOURS} 个，每小时一个")
        yield FieldProblem(path, "wrong_length", text, str(len(factors)))
    for hour, factor in enumerate(factors):
        yield in_range(f"{path}.{hour}", factor, LEAST_FACTOR, MOST_FACTOR)
