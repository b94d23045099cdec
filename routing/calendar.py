"""Working days and working time (S5): the real Chinese calendar with its moved working days, and overrides that win."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from refusals import (
    FieldProblem,
    Text,
    in_range,
    not_blank,
    not_in_past_of,
    refuse_all,
    unique,
    with_offset,
)
from refusals.base import Language
from routing.china_days import FIRST_YEAR, LAST_YEAR, DayKind, SpecialDay, china_year

_DAY_S = 24 * 3600
_LONGEST_S = 366 * _DAY_S
_MOST_DAYS = 3660
_A_DAY = timedelta(days=1)

_WORKDAY = SpecialDay(DayKind.WORKDAY, Text(en="working day", zh="工作日"))
_WEEKEND = SpecialDay(DayKind.WEEKEND, Text(en="weekend", zh="周末"))
_UNSETTLED = Text(
    en="{reason} (what the notice for {year} moves isn't published yet)",
    zh="{reason}（{year} 年调休安排尚未公布）",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lunch:
    """Seconds after local midnight."""

    from_s: int
    to_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingHours:
    """The hours of a working day, seconds after local midnight; lunch lies within."""

    opens_s: int
    closes_s: int
    lunch: Lunch | None = None

    def __post_init__(self) -> None:
        refuse_all(
            in_range("opens_s", self.opens_s, 0, _DAY_S - 1),
            in_range("closes_s", self.closes_s, self.opens_s + 1, _DAY_S),
        )
        if self.lunch is not None:
            refuse_all(
                in_range("lunch.from_s", self.lunch.from_s, self.opens_s + 1, self.closes_s - 1),
                in_range("lunch.to_s", self.lunch.to_s, self.lunch.from_s + 1, self.closes_s - 1),
            )

    @property
    def spans_s(self) -> tuple[tuple[int, int], ...]:
        if self.lunch is None:
            return ((self.opens_s, self.closes_s),)
        return (self.opens_s, self.lunch.from_s), (self.lunch.to_s, self.closes_s)

    @property
    def daily_s(self) -> int:
        """The working time of a day, 1 to 86 400."""
        return sum(to_s - from_s for from_s, to_s in self.spans_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOverride:
    """A day that is worked, or isn't, whatever the calendar says: a notice that came late, a typhoon, stocktaking."""

    day: date
    working: bool
    reason: str

    def __post_init__(self) -> None:
        refuse_all(_is_year("day", self.day), not_blank("reason", self.reason))


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """``settled``: the notice that moves working days of that year is known, or the day is overridden."""

    day: date
    working: bool
    kind: DayKind
    reason: Text
    settled: bool

    def why(self, language: Language) -> str:
        reason = {"en": self.reason.en, "zh": self.reason.zh}[language]
        return reason if self.settled else _UNSETTLED.fill(language, {"reason": reason, "year": self.day.year})


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDays:
    """Days that are worked, 2014 to 2099. What lies beyond is refused as :class:`~refusals.Invalid`.

    The days are those of China; ``overrides`` win, at most one a day. ``settled_years`` are the years whose notice was
    entered as overrides in full: nothing of them is uncertain any more.
    """

    overrides: tuple[DayOverride, ...] = ()
    settled_years: frozenset[int] = frozenset()
    _overridden: Mapping[date, DayOverride] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        refuse_all(
            unique("overrides", [one.day.isoformat() for one in self.overrides]),
            *(in_range("settled_years", year, FIRST_YEAR, LAST_YEAR) for year in self.settled_years),
        )
        object.__setattr__(self, "_overridden", {one.day: one for one in self.overrides})

    def is_working_day(self, day: date) -> bool:
        return self.day(day).working

    def day(self, day: date) -> CalendarDay:
        refuse_all(_is_year("day", day))
        override = self._overridden.get(day)
        if override is not None:
            reason = Text(en=override.reason, zh=override.reason)
            return CalendarDay(day, override.working, DayKind.OVERRIDE, reason, settled=True)
        year = china_year(day.year)
        special = year.special.get(day) or (_WORKDAY if day.weekday() < 5 else _WEEKEND)
        settled = year.published or day.year in self.settled_years
        return CalendarDay(day, special.kind.working, special.kind, special.reason, settled)

    def days(self, first: date, last: date) -> list[CalendarDay]:
        """Every day from ``first`` to ``last``, at most ten years.

        :raises Invalid: ``last`` is before ``first``, or too far away.
        """
        refuse_all(_is_year("first", first), _is_year("last", last), _is_span(first, last))
        return [self.day(first + n * _A_DAY) for n in range((last - first).days + 1)]

    def month(self, year: int, month: int) -> list[CalendarDay]:
        """Every day of a month, 1 for January."""
        refuse_all(in_range("year", year, FIRST_YEAR, LAST_YEAR), in_range("month", month, 1, 12))
        following = date(year + month // 12, month % 12 + 1, 1)
        return self.days(date(year, month, 1), following - _A_DAY)

    def years_unpublished(self, first: date, last: date) -> list[int]:
        """The years, of the days from ``first`` to ``last``, in which working days may still be moved."""
        return sorted({one.day.year for one in self.days(first, last) if not one.settled})

    def add_working_days(self, start: date, days: int) -> date:
        """The working day that is the n-th after ``start``, 0 to 1000; for 0 ``start``, worked or not."""
        refuse_all(in_range("days", days, 0, 1000))
        day = start
        while days:
            day += _A_DAY
            days -= self.is_working_day(day)
        return day


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar(WorkDays):
    """Days and hours that are worked.

    The hours are those of the clock in ``zone``; durations are elapsed time, so a change of that clock makes a day
    shorter or longer.
    """

    hours: WorkingHours
    zone: ZoneInfo

    def add_working_time(self, start: datetime, seconds: int) -> datetime:
        """The first moment at which so many seconds, up to a year, were worked since ``start``.

        :raises Invalid: ``start`` has no offset; ``seconds`` are out of range.
        """
        refuse_all(with_offset("start", start), in_range("seconds", seconds, 0, _LONGEST_S))
        left = timedelta(seconds=seconds)
        if not left:
            return start
        spans = self._spans(start)
        from_at, to_at = next(spans)
        while to_at - from_at < left:
            left -= to_at - from_at
            from_at, to_at = next(spans)
        return (from_at + left).astimezone(start.tzinfo)

    def working_time_between(self, a: datetime, b: datetime) -> int:
        """Whole seconds that were worked from ``a`` to ``b``; a fraction is left out.

        :raises Invalid: one has no offset, or ``b`` is before ``a``.
        """
        refuse_all(with_offset("a", a), with_offset("b", b))
        a, b = a.astimezone(UTC), b.astimezone(UTC)
        refuse_all(not_in_past_of("b", b, a, "a"))
        worked = timedelta()
        for from_at, to_at in self._spans(a):
            if from_at >= b:
                break
            worked += min(to_at, b) - from_at
        return worked // timedelta(seconds=1)

    def _spans(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """What is worked from ``start`` on, without end, in UTC."""
        start = start.astimezone(UTC)
        day = start.astimezone(self.zone).date()
        while True:
            for from_at, to_at in self._spans_of(day) if self.is_working_day(day) else ():
                if to_at > start:
                    yield max(from_at, start), to_at
            day += _A_DAY

    def _spans_of(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        midnight = datetime.combine(day, time(), self.zone)
        for from_s, to_s in self.hours.spans_s:
            from_at, to_at = (midnight + timedelta(seconds=s) for s in (from_s, to_s))
            yield from_at.astimezone(UTC), to_at.astimezone(UTC)


def _is_year(path: str, day: date) -> FieldProblem | None:
    return in_range(path, day.year, FIRST_YEAR, LAST_YEAR)


def _is_span(first: date, last: date) -> FieldProblem | None:
    if first <= last <= first + _MOST_DAYS * _A_DAY:
        return None
    text = Text(
        en="must not be before the first day, nor more than ten years later", zh="不能早于首日，且相隔不超过十年"
    )
    return FieldProblem("last", "out_of_range", text, last.isoformat())
