"""Ways by road as a road engine tells them: between rounded points, in rectangles, some not told yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from routing.travel import UNREACHABLE, TravelMatrix, checked_points

NOT_TOLD = -2
"""In ``duration_s`` and ``distance_m`` of :class:`Ways`: the engine hasn't answered."""

PER_DEGREE = 100_000
"""Points are rounded to 0.00001°, about a metre: whoever lives there drives the same ways."""

_LAT_BITS = 25


def point_keys(lons: ArrayLike, lats: ArrayLike) -> NDArray[np.int64]:
    """Each place, rounded, as one number: int64 [n].

    Raises:
        Invalid: lons and lats differ in length, are not finite or out of range.
    """
    lon, lat = checked_points(lons, lats)
    east = np.rint((lon + 180.0) * PER_DEGREE).astype(np.int64)
    north = np.rint((lat + 90.0) * PER_DEGREE).astype(np.int64)
    return np.asarray((east << _LAT_BITS) | north, dtype=np.int64)


def degrees_of(keys: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Longitudes and latitudes of rounded points, float64 [n]."""
    lon = np.round((keys >> _LAT_BITS) / PER_DEGREE - 180.0, 5)
    lat = np.round((keys & ((1 << _LAT_BITS) - 1)) / PER_DEGREE - 90.0, 5)
    return lon, lat


@dataclass(frozen=True, slots=True, eq=False)
class Rectangle:
    """Positions of sources and of targets: all ways from these to those."""

    sources: NDArray[np.intp]
    targets: NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """From each of ``sources`` to each of ``targets``, keys of points: int64 [k] and [l], no key twice.

    ``duration_s`` and ``distance_m`` are int32 [k, l]; both of a cell are >= 0, or :data:`UNREACHABLE`, or :data:`NOT_TOLD`.
    """

    sources: NDArray[np.int64]
    targets: NDArray[np.int64]
    duration_s: NDArray[np.int32]
    distance_m: NDArray[np.int32]

    @classmethod
    def untold(cls, sources: NDArray[np.int64], targets: NDArray[np.int64]) -> Ways:
        """To be filled in."""
        shape = len(sources), len(targets)
        return cls(sources, targets, np.full(shape, NOT_TOLD, np.int32), np.full(shape, NOT_TOLD, np.int32))

    @property
    def told(self) -> NDArray[np.bool_]:
        return np.asarray(self.duration_s != NOT_TOLD)

    @property
    def missing(self) -> NDArray[np.bool_]:
        """Of ways between the same points: what is to be asked. The way from a point to itself only where all from there is."""
        itself = np.eye(len(self.sources), dtype=np.bool_)
        missing = ~self.told & ~itself
        nothing_told = missing.any(axis=1) & (missing | itself).all(axis=1)
        return np.asarray(missing | (itself & nothing_told))

    def part(self, rectangle: Rectangle) -> Ways:
        """A copy of some of them."""
        cells = np.ix_(rectangle.sources, rectangle.targets)
        points = self.sources[rectangle.sources], self.targets[rectangle.targets]
        return Ways(*points, self.duration_s[cells], self.distance_m[cells])

    def lengths_m(self, sources: NDArray[np.int64], targets: NDArray[np.int64]) -> NDArray[np.int32]:
        """The metres from each source to the target beside it, int32 [n]; :data:`NOT_TOLD` where it isn't among these."""
        rows, columns = _positions(sources, self.sources), _positions(targets, self.targets)
        there = (rows >= 0) & (columns >= 0)
        lengths = np.full(len(sources), NOT_TOLD, np.int32)
        lengths[there] = self.distance_m[rows[there], columns[there]]
        return lengths

    def take_over(self, other: Ways) -> None:
        """Fill in what ``other`` tells of ways that are among these."""
        rows, own_rows = _shared(other.sources, self.sources)
        columns, own_columns = _shared(other.targets, self.targets)
        told = other.told[np.ix_(rows, columns)]
        for name in ("duration_s", "distance_m"):
            own = getattr(self, name)
            there = np.ix_(own_rows, own_columns)
            own[there] = np.where(told, getattr(other, name)[np.ix_(rows, columns)], own[there])


def _positions(keys: NDArray[np.int64], among: NDArray[np.int64]) -> NDArray[np.intp]:
    """Where each key is in ``among``, -1 if it isn't."""
    order = np.argsort(among)
    found = order[np.minimum(np.searchsorted(among, keys, sorter=order), len(among) - 1)]
    return np.asarray(np.where(among[found] == keys, found, -1))


def _shared(keys: NDArray[np.int64], own: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The positions of what is in both, in ``keys`` and in ``own``."""
    _, there, here = np.intersect1d(keys, own, assume_unique=True, return_indices=True)
    return there, here


def rectangles_of(missing: NDArray[np.bool_], size: int) -> list[Rectangle]:
    """Rectangles that hold every missing cell of [n, n], to be asked in blocks of ``size`` (see :func:`blocks_of`).

    Rows that miss the same columns are asked together: with some new points that is all from them, and all to them. Where that
    takes more requests than the one rectangle around everything that is missing, it is that one.
    """
    if not missing.any():
        return []
    alike: dict[bytes, list[int]] = defaultdict(list)
    for row in np.flatnonzero(missing.any(axis=1)).tolist():
        alike[np.packbits(missing[row]).tobytes()].append(row)
    apart = [Rectangle(np.array(rows), np.flatnonzero(missing[rows[0]])) for rows in alike.values()]
    around = Rectangle(np.flatnonzero(missing.any(axis=1)), np.flatnonzero(missing.any(axis=0)))
    return apart if _requests(apart, size) <= _requests([around], size) else [around]


def _requests(rectangles: Iterable[Rectangle], size: int) -> int:
    return sum(1 for rectangle in rectangles for _ in blocks_of(rectangle, size))


def blocks_of(rectangle: Rectangle, size: int) -> Iterator[Rectangle]:
    """Parts of it that an engine answers at once: at most ``size``² ways, between at most 2 · ``size`` points."""
    rows, columns = len(rectangle.sources), len(rectangle.targets)
    wide = min(columns, size) if rows >= size else min(columns, size * size // rows, 2 * size - rows)
    high = min(size * size // wide, 2 * size - wide)
    for top in range(0, rows, high):
        for left in range(0, columns, wide):
            yield Rectangle(rectangle.sources[top : top + high], rectangle.targets[left : left + wide])


def by_road(estimated: TravelMatrix, keys: NDArray[np.int64], ways: Ways) -> TravelMatrix:
    """``estimated`` with everything that ``ways`` tells in its place; row i is the point ``keys[i]``.

    What isn't told stays as it was, and marked as estimated.
    """
    rows = np.searchsorted(ways.sources, keys)
    duration_s, distance_m = ways.duration_s[np.ix_(rows, rows)], ways.distance_m[np.ix_(rows, rows)]
    told = duration_s != NOT_TOLD
    duration_s = np.where(told, duration_s, estimated.duration_s)
    distance_m = np.where(told, distance_m, estimated.distance_m)
    same = keys[:, None] == keys[None, :]
    duration_s[same] = distance_m[same] = 0
    return TravelMatrix(duration_s, distance_m, estimated.estimated & ~told & ~same)


def whole(durations: ArrayLike, distances: ArrayLike) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Seconds rounded up and metres rounded, of an engine's figures; where one is missing (NaN) there is no way."""
    seconds, metres = np.asarray(durations, dtype=np.float64), np.asarray(distances, dtype=np.float64)
    none = np.isnan(seconds) | np.isnan(metres)
    return (
        np.where(none, UNREACHABLE, np.ceil(seconds)).astype(np.int32),
        np.where(none, UNREACHABLE, np.rint(metres)).astype(np.int32),
    )
