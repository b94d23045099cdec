"""The working calendar: the days of China, and those that an administrator overrides (S5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from fieldops.store import calendar as store
from refusals import Invalid
from routing.calendar import DayOverride, WorkDays
from routing.china_days import DayKind


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


async def override(one: DayOverride) -> DayOverride:
    """:raises AlreadyThere: the day is overridden."""
    await store.add(one)
    return one


async def remove_override(day: date) -> None:
    """The day is again what the calendar says.

    :raises NotFound: it is not overridden.
    """
    await store.remove(day)
