"""S5: working days are the real Chinese calendar with its moved working days; working time is counted on it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from routing_builders import MIN, H

from refusals import Invalid
from routing.calendar import DayOverride, Lunch, WorkCalendar, WorkingHours
from routing.china_days import DayKind

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = WorkingHours(opens_s=9 * H, closes_s=18 * H, lunch=Lunch(from_s=12 * H, to_s=13 * H))
CALENDAR = WorkCalendar(hours=OFFICE, zone=SHANGHAI)
ROUND_THE_CLOCK = WorkingHours(opens_s=0, closes_s=24 * H)

BERLIN = WorkCalendar(
    hours=ROUND_THE_CLOCK,
    zone=ZoneInfo("Europe/Berlin"),
    overrides=tuple(DayOverride(day=date(2026, 10, day), working=True, reason="on call") for day in (24, 25)),
)


def at(day: str, clock: str = "00:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=SHANGHAI)


def of_october(*days: int) -> list[date]:
    return [date(2026, 10, day) for day in days]


# The days, checked by hand against the notice of 4 November 2025 and a calendar


def test_national_day_2026_is_off_from_the_1st_to_the_7th() -> None:
    assert [d.day for d in CALENDAR.days(date(2026, 9, 28), date(2026, 10, 9)) if not d.working] == of_october(
        1, 2, 3, 4, 5, 6, 7
    )


def test_the_sunday_before_and_the_saturday_after_national_day_2026_are_worked() -> None:
    sunday, saturday = CALENDAR.day(date(2026, 9, 20)), CALENDAR.day(date(2026, 10, 10))

    assert (sunday.working, sunday.kind) == (True, DayKind.MOVED_WORKDAY)
    assert (saturday.working, saturday.kind) == (True, DayKind.MOVED_WORKDAY)
    assert saturday.why("en") == "worked instead of 2026-10-07"
    assert not CALENDAR.is_working_day(date(2026, 10, 11))


def test_each_day_of_national_day_2026_tells_why_it_is_off() -> None:
    assert [(day.kind, day.why("zh")) for day in CALENDAR.days(date(2026, 10, 3), date(2026, 10, 7))] == [
        (DayKind.HOLIDAY, "国庆节"),
        (DayKind.WEEKEND, "周末"),
        (DayKind.DAY_IN_LIEU, "节假日逢周末补休"),
        (DayKind.MOVED_DAY_OFF, "调休，2026-09-20 上班"),
        (DayKind.MOVED_DAY_OFF, "调休，2026-10-10 上班"),
    ]


@pytest.mark.parametrize("day", ["2025-01-26", "2025-02-08", "2025-04-27", "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09"])  # fmt: skip
def test_moved_weekends_are_worked(day: str) -> None:
    assert CALENDAR.is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2025-02-03", "2025-05-05", "2026-01-02", "2026-02-16", "2026-02-23", "2026-04-06", "2026-06-19", "2026-09-25"])  # fmt: skip
def test_days_off_in_the_week_are_not_worked(day: str) -> None:
    assert not CALENDAR.is_working_day(date.fromisoformat(day))


def test_spring_festival_2027_is_off_as_the_law_has_it() -> None:
    """New Year's Eve is Friday 5 February; the Saturday and Sunday after it are made up for on the 9th and 10th."""
    february = CALENDAR.month(2027, 2)

    off = [day.day.day for day in february if not day.working]
    assert off == [5, 6, 7, 8, 9, 10, 13, 14, 20, 21, 27, 28]


def test_a_year_whose_moved_days_are_not_published_answers_with_a_warning() -> None:
    day = CALENDAR.day(date(2027, 2, 11))

    assert (day.working, day.settled) == (True, False)
    assert "2027" in day.why("en")
    assert "2027 年调休安排尚未公布" in day.why("zh")
    assert CALENDAR.years_unpublished(date(2026, 12, 1), date(2027, 1, 1)) == [2027]
    assert CALENDAR.years_unpublished(date(2026, 1, 1), date(2026, 12, 31)) == []


def test_an_override_wins_and_tells_its_reason() -> None:
    typhoon = DayOverride(day=date(2026, 9, 21), working=False, reason="台风停工")
    worked = DayOverride(day=date(2026, 10, 1), working=True, reason="{on} call")
    calendar = WorkCalendar(hours=OFFICE, zone=SHANGHAI, overrides=(typhoon, worked))

    assert [calendar.is_working_day(one.day) for one in (typhoon, worked)] == [False, True]
    assert [calendar.day(one.day).why("zh") for one in (typhoon, worked)] == ["台风停工", "{on} call"]


def test_a_notice_entered_by_hand_settles_its_year() -> None:
    moved = DayOverride(day=date(2027, 2, 20), working=True, reason="春节调休上班")
    calendar = WorkCalendar(hours=OFFICE, zone=SHANGHAI, overrides=(moved,), settled_years=frozenset({2027}))

    assert calendar.is_working_day(date(2027, 2, 20))
    assert calendar.years_unpublished(date(2027, 1, 1), date(2027, 12, 31)) == []
    assert WorkCalendar(hours=OFFICE, zone=SHANGHAI, overrides=(moved,)).day(moved.day).settled


def test_a_month_has_all_its_days() -> None:
    assert [len(CALENDAR.month(2026, month)) for month in (2, 4, 12)] == [28, 30, 31]


# Working days


def test_three_working_days_after_30_september_is_the_saturday_that_is_worked() -> None:
    assert CALENDAR.add_working_days(date(2026, 9, 30), 3) == date(2026, 10, 10)


def test_no_working_days_after_a_day_is_that_day() -> None:
    assert CALENDAR.add_working_days(date(2026, 10, 3), 0) == date(2026, 10, 3)


@given(st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.integers(0, 40), st.integers(0, 40))
def test_working_days_add_up(start: date, some: int, more: int) -> None:
    assert CALENDAR.add_working_days(CALENDAR.add_working_days(start, some), more) == CALENDAR.add_working_days(
        start, some + more
    )


@given(st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.integers(1, 40))
def test_so_many_days_are_worked_until_then(start: date, days: int) -> None:
    then = CALENDAR.add_working_days(start, days)

    assert CALENDAR.is_working_day(then)
    assert sum(day.working for day in CALENDAR.days(start + timedelta(days=1), then)) == days


# Working time


@pytest.mark.parametrize(
    ("start", "seconds", "end"),
    [
        (at("2026-11-23", "10:00"), H, at("2026-11-23", "11:00")),
        (at("2026-11-23", "11:30"), H, at("2026-11-23", "13:30")),
        (at("2026-11-23", "11:00"), H, at("2026-11-23", "12:00")),
        (at("2026-11-23", "17:45"), H, at("2026-11-24", "09:45")),
        (at("2026-11-23", "22:00"), H, at("2026-11-24", "10:00")),
        (at("2026-11-20", "17:30"), H, at("2026-11-23", "09:30")),
        (at("2026-09-30", "17:30"), H, at("2026-10-08", "09:30")),
        (at("2026-10-09", "17:00"), 2 * H, at("2026-10-10", "10:00")),
        (at("2026-10-10", "17:00"), 2 * H, at("2026-10-12", "10:00")),
        (at("2027-02-04", "17:30"), H, at("2027-02-11", "09:30")),
        (at("2026-10-03", "12:00"), 0, at("2026-10-03", "12:00")),
    ],
)
def test_working_time_passes_only_while_it_is_worked(start: datetime, seconds: int, end: datetime) -> None:
    assert CALENDAR.add_working_time(start, seconds) == end


def test_the_answer_has_the_offset_of_the_question() -> None:
    start = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

    assert CALENDAR.add_working_time(start, H).tzinfo is UTC


@pytest.mark.parametrize(
    ("a", "b", "seconds"),
    [
        (at("2026-11-23", "08:00"), at("2026-11-23", "20:00"), 8 * H),
        (at("2026-11-23", "11:50"), at("2026-11-23", "13:10"), 20 * MIN),
        (at("2026-10-01"), at("2026-10-08"), 0),
        (at("2026-10-08"), at("2026-10-12"), 24 * H),
    ],
)
def test_time_between_counts_what_is_worked(a: datetime, b: datetime, seconds: int) -> None:
    assert CALENDAR.working_time_between(a, b) == seconds


def test_a_second_calendar_counts_by_its_own_hours() -> None:
    calendar = WorkCalendar(hours=WorkingHours(opens_s=8 * H, closes_s=20 * H), zone=SHANGHAI)

    assert calendar.working_time_between(at("2026-11-23"), at("2026-11-24")) == 12 * H == calendar.hours.daily_s


def test_a_working_day_of_25_hours_counts_25() -> None:
    sunday, monday = (datetime(2026, 10, day, tzinfo=BERLIN.zone) for day in (25, 26))

    assert BERLIN.working_time_between(sunday, monday) == 25 * H
    assert BERLIN.add_working_time(sunday, 25 * H) == monday


moments = st.datetimes(datetime(2025, 12, 1), datetime(2027, 3, 1), timezones=st.just(SHANGHAI))  # noqa: DTZ001
spans = st.integers(0, 30 * 8 * H)
calendars = st.sampled_from([CALENDAR, BERLIN])


@given(calendars, moments, spans)
def test_what_was_added_lies_between(calendar: WorkCalendar, start: datetime, seconds: int) -> None:
    assert calendar.working_time_between(start, calendar.add_working_time(start, seconds)) == seconds


@given(calendars, moments, spans, spans)
def test_added_times_add_up(calendar: WorkCalendar, start: datetime, some: int, more: int) -> None:
    one_after_the_other = calendar.add_working_time(calendar.add_working_time(start, some), more)

    assert one_after_the_other == calendar.add_working_time(start, some + more)


@given(calendars, moments, moments, spans, spans)
def test_who_starts_later_or_takes_longer_ends_later(
    calendar: WorkCalendar, one: datetime, other: datetime, some: int, more: int
) -> None:
    ends = [calendar.add_working_time(start, seconds) for start, seconds in zip(sorted([one, other]), sorted([some, more]), strict=True)]  # fmt: skip

    assert ends[0].astimezone(UTC) <= ends[1].astimezone(UTC)


@given(calendars, st.lists(moments.map(lambda m: m.replace(microsecond=0)), min_size=3, max_size=3))
def test_times_between_add_up(calendar: WorkCalendar, found: list[datetime]) -> None:
    a, b, c = sorted(found)

    between = calendar.working_time_between
    assert between(a, b) + between(b, c) == between(a, c)


# What is refused


def test_a_time_without_its_offset_is_refused() -> None:
    with pytest.raises(Invalid):
        CALENDAR.add_working_time(datetime(2026, 11, 23, 9), H)  # noqa: DTZ001


def test_an_end_before_its_start_is_refused() -> None:
    with pytest.raises(Invalid):
        CALENDAR.working_time_between(at("2026-11-23", "10:00"), at("2026-11-23", "09:59"))


def test_negative_time_is_refused() -> None:
    with pytest.raises(Invalid):
        CALENDAR.add_working_time(at("2026-11-23"), -1)
    with pytest.raises(Invalid):
        CALENDAR.add_working_days(date(2026, 11, 23), -1)


@pytest.mark.parametrize("day", [date(2013, 12, 31), date(2100, 1, 1)])
def test_a_day_that_the_calendar_does_not_know_is_refused(day: date) -> None:
    with pytest.raises(Invalid):
        CALENDAR.is_working_day(day)


def test_time_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(Invalid):
        CALENDAR.add_working_time(at("2099-12-31", "17:00"), 2 * H)


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Invalid):
        CALENDAR.days(date(2026, 10, 2), date(2026, 10, 1))


def test_a_day_is_overridden_once() -> None:
    day = DayOverride(day=date(2026, 10, 1), working=True, reason="on call")

    with pytest.raises(Invalid):
        WorkCalendar(hours=OFFICE, zone=SHANGHAI, overrides=(day, day))


def test_an_override_needs_a_reason() -> None:
    with pytest.raises(Invalid):
        DayOverride(day=date(2026, 10, 1), working=True, reason=" ")


@pytest.mark.parametrize(
    ("opens_s", "closes_s", "lunch"),
    [(18 * H, 9 * H, None), (-1, 9 * H, None), (9 * H, 25 * H, None), (9 * H, 18 * H, Lunch(from_s=13 * H, to_s=12 * H)), (9 * H, 18 * H, Lunch(from_s=8 * H, to_s=10 * H))],
)  # fmt: skip
def test_hours_that_are_none_are_refused(opens_s: int, closes_s: int, lunch: Lunch | None) -> None:
    with pytest.raises(Invalid):
        WorkingHours(opens_s=opens_s, closes_s=closes_s, lunch=lunch)
