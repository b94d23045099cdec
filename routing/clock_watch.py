"""How a clock stands (S1, S3, S5), and when there is something to tell about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from routing.calendar import WorkCalendar
from routing.clocks import Clock, Notice, State
from routing.measures import Measure, between, elapsed


class Standing(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    MISSED = "missed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a clock stands. One of ``left_s`` and ``over_s``, as it counts them, is 0.

    ``unpublished``: the years of which working days may still be moved, and its due time with them.
    """

    standing: Standing
    left_s: int
    over_s: int
    at_risk: bool
    unpublished: tuple[int, ...]


def look(clock: Clock, now: datetime, calendar: WorkCalendar) -> Look:
    """What is over due is missed, stopped, cancelled or paused after that or not."""
    seen_at, due = clock.counted_until(now), clock.due
    missed = seen_at > due.at
    standing = Standing.MISSED if missed else _IN_TIME[clock.state]
    return Look(
        standing=standing,
        left_s=0 if missed else between(seen_at, due.at, due.measure, calendar),
        over_s=between(due.at, seen_at, due.measure, calendar) if missed else 0,
        at_risk=standing is Standing.RUNNING and seen_at >= clock.at_risk_at,
        unpublished=_unpublished(clock, calendar),
    )


_IN_TIME = {
    State.RUNNING: Standing.RUNNING,
    State.PAUSED: Standing.PAUSED,
    State.STOPPED: Standing.MET,
    State.CANCELLED: Standing.CANCELLED,
}


def _unpublished(clock: Clock, calendar: WorkCalendar) -> tuple[int, ...]:
    if clock.due.measure is Measure.WALL_CLOCK:
        return ()
    first, last = (moment.astimezone(calendar.zone).date() for moment in (clock.started_at, clock.due.at))
    return tuple(calendar.years_unpublished(first, last))


def next_moment(clock: Clock) -> datetime | None:
    """The first moment at which there is something to tell: at risk, then missed.

    None where there is nothing to come, or nothing as long as it is paused. Stopped too late there isn't either: who stops it knows.
    """
    if clock.state is not State.RUNNING or clock.told is Notice.MISSED:
        return None
    if clock.told is None and clock.due.at_risk_s:
        return clock.at_risk_at
    return elapsed(clock.due.at, datetime.resolution)


def tell(clock: Clock, now: datetime) -> tuple[Clock, Notice | None]:
    """What there is to tell by ``now``, and the clock that has told it; nothing twice."""
    moment = next_moment(clock)
    if moment is None or now < moment:
        return clock, None
    notice = Notice.MISSED if now > clock.due.at else Notice.AT_RISK
    return replace(clock, told=notice), notice
