"""Coordinates as Chinese map services give them, to WGS-84 and back.

GCJ-02 (Amap, Tencent) shifts every place in China by up to 700 m; BD-09 (Baidu) shifts that again. Neither is published by
those who decree it. Both formulas are the ones that became public around 2010 and that the open converters agree on
("Restrictions on geographic data in China" on Wikipedia tells them and where they come from). The ways back
have no formula and are found by iteration.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from routing.travel import checked_points

Degrees: TypeAlias = NDArray[np.float64]
Points: TypeAlias = tuple[Degrees, Degrees]
"""Longitudes and latitudes, [n] each."""

# Krasovsky's ellipsoid of 1940.
_SEMI_MAJOR_M = 6_378_245.0
_ECCENTRICITY_2 = 0.00669342162296594323

# The rectangle outside of which the formula shifts nothing.
_WEST, _EAST, _SOUTH, _NORTH = 72.004, 137.8347, 0.8293, 55.8271

_BD_TURN = np.pi * 3000 / 180

_EXACT_DEG = 1e-9
_MOST_ROUNDS = 20


class CoordinateSystem(StrEnum):
    WGS_84 = "wgs84"
    GCJ_02 = "gcj02"
    BD_09 = "bd09"


def to_wgs84(lon: float, lat: float, system: CoordinateSystem) -> tuple[float, float]:
    """One point; see :func:`many_to_wgs84`."""
    lons, lats = many_to_wgs84([lon], [lat], system)
    return float(lons[0]), float(lats[0])


def from_wgs84(lon: float, lat: float, system: CoordinateSystem) -> tuple[float, float]:
    """One point; see :func:`many_from_wgs84`."""
    lons, lats = many_from_wgs84([lon], [lat], system)
    return float(lons[0]), float(lats[0])


def many_to_wgs84(lons: ArrayLike, lats: ArrayLike, system: CoordinateSystem) -> Points:
    """n points given in ``system``, to far less than 0.1 m of what :func:`many_from_wgs84` would turn back.

    :raises Invalid: they are not n of each, or no degrees.
    """
    forward = _FROM_WGS84[system]
    wanted = checked_points(lons, lats)
    lon, lat = wanted
    for _ in range(_MOST_ROUNDS):
        reached = forward(lon, lat)
        off_lon, off_lat = wanted[0] - reached[0], wanted[1] - reached[1]
        lon, lat = lon + off_lon, lat + off_lat
        if max(np.abs(off_lon).max(initial=0.0), np.abs(off_lat).max(initial=0.0)) < _EXACT_DEG:
            break
    return lon, lat


def many_from_wgs84(lons: ArrayLike, lats: ArrayLike, system: CoordinateSystem) -> Points:
    """n points in WGS-84, given in ``system``. Outside of China all three are the same.

    :raises Invalid: they are not n of each, or no degrees.
    """
    return _FROM_WGS84[system](*checked_points(lons, lats))


def _unchanged(lon: Degrees, lat: Degrees) -> Points:
    return lon.copy(), lat.copy()


def _gcj02(lon: Degrees, lat: Degrees) -> Points:
    east_m, north_m = _shift_m(lon - 105.0, lat - 35.0)
    latitude = np.radians(lat)
    flattened = 1 - _ECCENTRICITY_2 * np.sin(latitude) ** 2
    meridian_m = _SEMI_MAJOR_M * (1 - _ECCENTRICITY_2) / flattened**1.5
    parallel_m = _SEMI_MAJOR_M / np.sqrt(flattened) * np.cos(latitude)
    inside = _in_china(lon, lat)
    # The poles lie outside: what is divided by 0 there isn't used.
    with np.errstate(divide="ignore", invalid="ignore"):
        return (
            np.where(inside, lon + np.degrees(east_m / parallel_m), lon),
            np.where(inside, lat + np.degrees(north_m / meridian_m), lat),
        )


def _shift_m(x: Degrees, y: Degrees) -> Points:
    """Metres to the east and north, for degrees east of 105° and north of 35°."""
    ripple = 2 / 3 * (20 * np.sin(6 * np.pi * x) + 20 * np.sin(2 * np.pi * x))
    root = np.sqrt(np.abs(x))
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + ripple + _waves(x, 150, 300)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + ripple + _waves(y, 160, 320)
    return east, north


def _waves(along: Degrees, middle_m: float, long_m: float) -> Degrees:
    short = 20 * np.sin(np.pi * along) + 40 * np.sin(np.pi * along / 3)
    longer = middle_m * np.sin(np.pi * along / 12) + long_m * np.sin(np.pi * along / 30)
    return np.asarray(2 / 3 * (short + longer))


def _bd09(lon: Degrees, lat: Degrees) -> Points:
    x, y = _gcj02(lon, lat)
    length = np.hypot(x, y) + 0.00002 * np.sin(y * _BD_TURN)
    angle = np.arctan2(y, x) + 0.000003 * np.cos(x * _BD_TURN)
    inside = _in_china(lon, lat)
    return (
        np.where(inside, length * np.cos(angle) + 0.0065, x),
        np.where(inside, length * np.sin(angle) + 0.006, y),
    )


def _in_china(lon: Degrees, lat: Degrees) -> NDArray[np.bool_]:
    return (lon > _WEST) & (lon < _EAST) & (lat > _SOUTH) & (lat < _NORTH)


_FROM_WGS84: dict[CoordinateSystem, Callable[[Degrees, Degrees], Points]] = {
    CoordinateSystem.WGS_84: _unchanged,
    CoordinateSystem.GCJ_02: _gcj02,
    CoordinateSystem.BD_09: _bd09,
}
