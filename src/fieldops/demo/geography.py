"""Distances and shapes on the ground, in WGS-84 degrees and metres."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from fieldops.demo.dice import Dice

M_PER_DEGREE = 111_195.0
_DECIMALS = 5  # about a metre; hides the last bits of sine and cosine, which differ between machines


class Located(Protocol):
    @property
    def lon(self) -> float: ...
    @property
    def lat(self) -> float: ...


P = TypeVar("P", bound=Located)


@dataclass(frozen=True, slots=True)
class Spot:
    lon: float
    lat: float


def distance_m(a: Located, b: Located) -> float:
    """On a plane through both; good to 0.3 % for the hundreds of kilometres of a province."""
    east = (b.lon - a.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return M_PER_DEGREE * math.hypot(east, b.lat - a.lat)


def nearest(place: Located, others: Sequence[Located]) -> int:
    """The position of the nearest one in ``others``, the first of equals."""
    away = _squares(place, others)
    return away.index(min(away))


def nearby(place: Located, others: Sequence[P], most: int = 6) -> tuple[P, ...]:
    """The nearest ``most`` of ``others`` that lie more than 1.5 km away."""
    least = (1_500 / M_PER_DEGREE) ** 2
    away = sorted((square, number) for number, square in enumerate(_squares(place, others)) if square > least)
    return tuple(others[number] for _, number in away[:most])


def _squares(place: Located, others: Sequence[Located]) -> list[float]:
    """Squared distances in degrees of latitude: quick, and in the order of the distances."""
    lon, lat = place.lon, place.lat
    narrow = math.cos(math.radians(lat))
    return [((other.lon - lon) * narrow) ** 2 + (other.lat - lat) ** 2 for other in others]


def moved(start: Located, east_m: float, north_m: float) -> Spot:
    lon = start.lon + east_m / (M_PER_DEGREE * math.cos(math.radians(start.lat)))
    return Spot(round(lon, _DECIMALS), round(start.lat + north_m / M_PER_DEGREE, _DECIMALS))


def around(start: Located, radius_m: float, dice: Dice) -> Spot:
    """Somewhere within ``radius_m``, rather near than far."""
    angle, away = dice.between(0, 2 * math.pi), dice.between(0, radius_m)
    return moved(start, away * math.cos(angle), away * math.sin(angle))


def on_the_way(start: Located, goal: Located, away_m: float, dice: Dice) -> Spot:
    """About ``away_m`` from ``start`` towards ``goal``: land between two real places, not open sea."""
    part = min(away_m / max(distance_m(start, goal), 1.0), 1.0)
    middle = Spot(start.lon + part * (goal.lon - start.lon), start.lat + part * (goal.lat - start.lat))
    return around(middle, min(800.0, 100.0 + away_m / 4), dice)


def ring(centre: Located, radius_m: float, corners: int, dice: Dice) -> tuple[tuple[float, float], ...]:
    """A closed star-shaped outline, counter-clockwise: corner distances from 80 to 120 % of ``radius_m``."""
    spots = []
    for corner in range(corners):
        angle = 2 * math.pi * (corner + dice.between(-0.25, 0.25)) / corners
        away = radius_m * dice.between(0.8, 1.2)
        spots.append(moved(centre, away * math.cos(angle), away * math.sin(angle)))
    return tuple((spot.lon, spot.lat) for spot in [*spots, spots[0]])


def within(place: Located, others: Iterable[Located], radius_m: float) -> bool:
    return any(distance_m(place, other) < radius_m for other in others)
