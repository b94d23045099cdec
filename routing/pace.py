"""How long a drive takes by when it begins: each hour of the day has its own factor, and who leaves later never arrives earlier.

In an hour of factor f (per mille), one second of the matrix takes f/1000 seconds of the clock; a drive that goes on into the
next hour goes on at that hour's pace (Ichoua, Gendreau and Potvin 2003, doi:10.1016/S0377-2217(02)00147-9). What is left of a
drive is counted in whole millionths of a second, rounded so that nobody gains by leaving later.
"""

from __future__ import annotations

from dataclasses import dataclass

HOUR_S = 3600
MILLIONTHS = 1_000_000
_PER_CLOCK_SECOND = MILLIONTHS * 1000


@dataclass(frozen=True, slots=True)
class Pace:
    """``factors``: 24 per mille values from midnight on, or none, for the matrix's own seconds."""

    factors: tuple[int, ...] = ()

    def whole(self, travel_s: int) -> int:
        """What is left of a drive that has not begun."""
        return travel_s * MILLIONTHS

    def left(self, now_s: int, until_s: int, left: int) -> int:
        """What is left of the drive after driving from ``now_s`` until ``until_s``; 0 when there before."""
        if not self.factors:
            return max(0, left - (until_s - now_s) * MILLIONTHS)
        while left > 0 and now_s < until_s:
            end_s = min(until_s, (now_s // HOUR_S + 1) * HOUR_S)
            left -= (end_s - now_s) * _PER_CLOCK_SECOND // self._factor(now_s)
            now_s = end_s
        return max(0, left)

    def arrival_s(self, now_s: int, left: int) -> int:
        """When the drive is over that at ``now_s`` has ``left`` to go."""
        if not self.factors:
            return now_s + -(-left // MILLIONTHS)
        while left > 0:
            end_s = (now_s // HOUR_S + 1) * HOUR_S
            needs_s = -(-left * self._factor(now_s) // _PER_CLOCK_SECOND)
            if needs_s <= end_s - now_s:
                return now_s + needs_s
            left -= (end_s - now_s) * _PER_CLOCK_SECOND // self._factor(now_s)
            now_s = end_s
        return now_s

    def _factor(self, now_s: int) -> int:
        return self.factors[now_s // HOUR_S % len(self.factors)]
