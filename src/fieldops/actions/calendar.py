"""The working calendar: the days of China, and those that an administrator overrides (S5)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from fieldops.actions.policies import working_hours_on
from fieldops.store import calendar as store
from refusals import Invalid
from routing.calendar import DayOverride, WorkCalendar, WorkDays
from routing.china_days import FIRST_YEAR, LAST_YEAR, DayKind

FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDay:
    """``settled``: the notice that moves working days of that year is out, or the day is overridden."""

    day: date
    working: bool
    kind: DayKind
    why_en: str
    why_zh: str
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCalendar:
    """``unpublished_years``: in these, working days may still be moved."""

    days: tuple[ShownDay, ...]
    working_days: int
    unpublished_years: tuple[int, ...]


async def show(first: date, last: date) -> ShownCalendar:
    """The days from ``first`` to ``last``, at most ten years.

    :raises Invalid: it goes backwards, is too long, or leaves the years of the calendar; as ``from`` and ``to``.
    """
    calendar = WorkDays(overrides=await store.between(first, last))
    try:
        days = calendar.days(first, last)
    except Invalid as invalid:
        paths = {"first": "from", "last": "to"}
        raise Invalid([replace(problem, path=paths[problem.path]) for problem in invalid.problems]) from invalid
    return ShownCalendar(
        days=tuple(
            ShownDay(
                day=one.day,
                working=one.working,
                kind=one.kind,
                why_en=one.reason.en,
                why_zh=one.reason.zh,
                settled=one.settled,
            )
            for one in days
        ),
        working_days=sum(one.working for one in days),
        unpublished_years=tuple(calendar.years_unpublished(first, last)),
    )


async def working_on(days: Collection[date], zone: ZoneInfo) -> dict[date, WorkCalendar]:
    """The calendar with the hours that are worked on each of these days, and all overrides.

    :raises NoPolicy: nobody says which hours are worked on one of them.
    """
    hours = await working_hours_on(days)
    overrides = await store.between(FIRST_DAY, LAST_DAY)
    return {day: WorkCalendar(overrides=overrides, hours=worked, zone=zone) for day, worked in hours.items()}


async def override(one: DayOverride) -> DayOverride:
    """:raises AlreadyThere: the day is overridden."""
    await store.add(one)
    return one


async def remove_override(day: date) -> None:
    """The day is again what the calendar says.

    :raises NotFound: it is not overridden.
    """
    await store.remove(day)
