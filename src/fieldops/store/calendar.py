"""Overrides of the working calendar (S5)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert, value
from fieldops.tables.calendar import CalendarOverrides
from refusals import AlreadyThere, NotFound
from routing.calendar import DayOverride

KIND = "calendar override"


async def add(override: DayOverride) -> None:
    """:raises AlreadyThere: the day is overridden."""
    if await between(override.day, override.day):
        raise AlreadyThere(kind=KIND, keys=override.day.isoformat())
    await insert(CalendarOverrides, [asdict(override)])


async def remove(day: date) -> None:
    """:raises NotFound: that day is not overridden."""
    removed = await CalendarOverrides.raw("DELETE FROM calendar_overrides WHERE day = {} RETURNING day", day).run()
    if not removed:
        raise NotFound(kind=KIND, key=day.isoformat())


async def between(first: date, last: date) -> tuple[DayOverride, ...]:
    """Those of the days from ``first`` to ``last``."""
    rows = await CalendarOverrides.raw(
        "SELECT * FROM calendar_overrides WHERE day BETWEEN {} AND {}", first, last
    ).run()
    return tuple(value(DayOverride, row) for row in rows)


async def override_page(
    wanted: Wanted, *, since: date | None = None, until: date | None = None
) -> tuple[int, list[DayOverride]]:
    """``since`` is the first day looked at, ``until`` the last."""
    also: Any = CalendarOverrides.day >= (since or date.min)
    if until is not None:
        also = also & (CalendarOverrides.day <= until)
    count, rows = await page(CalendarOverrides, wanted, also)
    return count, [value(DayOverride, row) for row in rows]
