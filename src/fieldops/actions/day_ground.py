"""Where and when of a planned day: the rows of its travel matrix, and its seconds after midnight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

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
class Clock:
    """Moments as seconds after the midnight of the first planned day; nothing is planned before ``begins_s``. The day that is
    looked at begins at ``day_s``."""

    midnight: datetime
    begins_s: int
    day_s: int = 0

    def at(self, moment: datetime) -> int:
        return int((moment - self.midnight).total_seconds())

    @property
    def day(self) -> date:
        """The day that is looked at."""
        return (self.midnight + timedelta(seconds=self.day_s + 12 * 3600)).date()

    @property
    def weekday(self) -> int:
        """0 is Monday."""
        return self.day.weekday()

    def local(self, at: time) -> int:
        """That time of the day that is looked at."""
        return self.at(datetime.combine(self.day, at, self.midnight.tzinfo))
