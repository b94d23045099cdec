"""What a clock counts: every second, or working time only (S5)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from routing.calendar import WorkCalendar


class Measure(StrEnum):
    WALL_CLOCK = "wall_clock"
    WORKING_TIME = "working_time"


def after(start: datetime, seconds: int, measure: Measure, calendar: WorkCalendar) -> datetime:
    """The first moment at which ``seconds`` have passed since ``start``."""
    if measure is Measure.WORKING_TIME:
        return calendar.add_working_time(start, seconds)
    return elapsed(start, timedelta(seconds=seconds))


def between(a: datetime, b: datetime, measure: Measure, calendar: WorkCalendar) -> int:
    """Whole seconds from ``a`` to ``b``, which isn't earlier."""
    if measure is Measure.WORKING_TIME:
        return calendar.working_time_between(a, b)
    return (b.astimezone(UTC) - a.astimezone(UTC)) // timedelta(seconds=1)


def elapsed(start: datetime, span: timedelta) -> datetime:
    """``span`` after ``start``, or before it; the clocks of the place may be moved meanwhile."""
    return (start.astimezone(UTC) + span).astimezone(start.tzinfo)
