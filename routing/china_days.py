"""The days of China that differ from their weekday: holidays, days off and working days that the yearly notice moves.

The facts are those of the package ``holidays``. It knows the law's holidays for any year, and what the notice of the State
Council's General Office moves for the years of which that has come out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from holidays import HolidayBase, country_holidays

from refusals import Text

FIRST_YEAR, LAST_YEAR = 2014, 2099
"""The law's days are those of 2014, and after 2099 the package has no lunar calendar."""


class DayKind(StrEnum):
    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    DAY_IN_LIEU = "day_in_lieu"
    """For a holiday that falls on a weekend."""
    MOVED_DAY_OFF = "moved_day_off"
    """Another day, on a weekend, is worked in its place."""
    MOVED_WORKDAY = "moved_workday"
    OVERRIDE = "override"

    @property
    def working(self) -> bool:
        return self in {DayKind.WORKDAY, DayKind.MOVED_WORKDAY}


@dataclass(frozen=True, slots=True)
class SpecialDay:
    kind: DayKind
    reason: Text


@dataclass(frozen=True, slots=True)
class ChinaYear:
    """``special`` has the days that aren't as their weekday is. ``published``: the year's notice is known."""

    special: Mapping[date, SpecialDay]
    published: bool


@lru_cache(maxsize=LAST_YEAR - FIRST_YEAR + 1)
def china_year(year: int) -> ChinaYear:
    """:data:`FIRST_YEAR` to :data:`LAST_YEAR`."""
    chinese = country_holidays("CN", years=year, language="zh_CN")
    english = country_holidays("CN", years=year, language="en_US")
    by_law = country_holidays("CN", years=year, observed=False)
    moved = {day: instead for day in chinese if (instead := _worked_instead(chinese, day))}
    worked = dict.fromkeys((day for day in chinese.weekend_workdays if day.year == year), _worked(None))
    worked |= {instead: _worked(day) for day, instead in moved.items() if instead.year == year}
    off = {day: _in_lieu() if day not in by_law else _holiday(chinese[day], english[day]) for day in chinese}
    return ChinaYear(off | {day: _moved_off(instead) for day, instead in moved.items()} | worked, bool(worked))


def _worked_instead(china: HolidayBase, day: date) -> date | None:
    """The day that is worked for a moved day off; the package tells it in the day's name only."""
    label = china.substituted_label % china.substituted_date_format
    try:
        return datetime.strptime(china[day], label).date()  # noqa: DTZ007
    except ValueError:
        return None


def _holiday(zh: str, en: str) -> SpecialDay:
    """Two holidays may meet on one day."""
    return SpecialDay(DayKind.HOLIDAY, Text(en=en.replace("; ", ", "), zh=zh.replace("; ", "、")))


def _in_lieu() -> SpecialDay:
    return SpecialDay(DayKind.DAY_IN_LIEU, Text(en="for a holiday on a weekend", zh="节假日逢周末补休"))


def _moved_off(instead: date) -> SpecialDay:
    text = Text(en=f"off, {instead} is worked instead", zh=f"调休，{instead} 上班")
    return SpecialDay(DayKind.MOVED_DAY_OFF, text)


def _worked(off: date | None) -> SpecialDay:
    if off is None:
        return SpecialDay(DayKind.MOVED_WORKDAY, Text(en="moved working day", zh="调休上班"))
    return SpecialDay(DayKind.MOVED_WORKDAY, Text(en=f"worked instead of {off}", zh=f"上班，{off} 调休"))
