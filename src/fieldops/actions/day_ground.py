"""Where and when of a planned day: the rows of its travel matrix, and its seconds after midnight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from inventory.network import Node
from inventory.orders import Customer


class Sites:
    """The rows of the travel matrix, one a point."""

    def __init__(self) -> None:
        self._rows: dict[tuple[float, float], int] = {}

    def row(self, at: Customer | Node) -> int:
        return self.row_of(at.lon, at.lat)

    def row_of(self, lon: float, lat: float) -> int:
        return self._rows.setdefault((lon, lat), len(self._rows))

    @property
    def lons(self) -> list[float]:
        return [lon for lon, _ in self._rows]

    @property
    def lats(self) -> list[float]:
        return [lat for _, lat in self._rows]


@dataclass(frozen=True, slots=True)
class _Clock:
    """Moments as seconds after the planned day's midnight; nothing is planned before ``begins_s``."""

    midnight: datetime
    begins_s: int

    def at(self, moment: datetime) -> int:
        return int((moment - self.midnight).total_seconds())

    def local(self, at: time) -> int:
        return self.at(datetime.combine(self.midnight.date(), at, self.midnight.tzinfo))


@dataclass(frozen=True, slots=True)
class Clock:
    """Moments as seconds after the planned day's midnight; nothing is planned before ``begins_s``."""

    midnight: datetime
    begins_s: int

    def at(self, moment: datetime) -> int:
        return int((moment - self.midnight).total_seconds())

    def local(self, at: time) -> int:
        return self.at(datetime.combine(self.midnight.date(), at, self.midnight.tzinfo))
