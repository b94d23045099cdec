"""Recurring inspections (V3): what falls due when, under the same numbers, and once for a time however a plan changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.inspection_plans import (
    DueVisit,
    Equipment,
    InspectionPlan,
    InspectionPolicy,
    Period,
    due_visits,
    falling_due,
)
from inventory.network import is_code
from refusals import Invalid

CHINA = timezone(timedelta(hours=8))
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
CAMERA = Equipment(code="CAM-1", kind="CAMERA", name="大门摄像机")


def a_plan(**given: Any) -> InspectionPlan:
    usual = {
        "number": "IP-1",
        "customer": "C-1",
        "node": "ZJ-001",
        "starts_on": date(2026, 1, 10),
        "every_months": 3,
        "window_days": 10,
        "equipment": (CAMERA,),
    }
    return InspectionPlan(**{**usual, **given})


def due(plan: InspectionPlan, asked: Period = YEAR, **given: Any) -> list[DueVisit]:
    return due_visits(plan, asked, zone=CHINA, **given)


@pytest.mark.parametrize(
    ("every_months", "months"),
    [(1, list(range(1, 13))), (3, [1, 4, 7, 10]), (6, [1, 7]), (5, [1, 6, 11]), (12, [1])],
)
def test_a_plan_makes_visits_due_every_so_many_months(every_months: int, months: list[int]) -> None:
    assert [one.period.first for one in due(a_plan(every_months=every_months))] == [date(2026, m, 10) for m in months]


def test_short_months_shift_no_later_one() -> None:
    found = due(a_plan(starts_on=date(2026, 1, 31), every_months=1), Period(date(2026, 1, 1), date(2026, 5, 31)))

    assert [one.period for one in found] == [
        Period(date(2026, 1, 31), date(2026, 2, 27)),
        Period(date(2026, 2, 28), date(2026, 3, 30)),
        Period(date(2026, 3, 31), date(2026, 4, 29)),
        Period(date(2026, 4, 30), date(2026, 5, 30)),
        Period(date(2026, 5, 31), date(2026, 6, 29)),
    ]


def test_nothing_is_due_before_the_start_or_after_the_end() -> None:
    plan = a_plan(every_months=1, ends_on=date(2026, 4, 12))

    found = due(plan, Period(date(2025, 1, 1), date(2027, 1, 1)))

    assert [one.period.first.month for one in found] == [1, 2, 3, 4]
    assert found[-1].days == (date(2026, 4, 10), date(2026, 4, 11), date(2026, 4, 12))


def test_a_visit_is_made_within_its_window_and_hours_on_a_preferred_day() -> None:
    [visit] = due(a_plan(weekdays=(1, 4), opens=time(9), closes=time(11, 30)), Period(date(2026, 4, 1), date(2026, 4, 30)))  # fmt: skip

    assert visit.days == (date(2026, 4, 10), date(2026, 4, 14), date(2026, 4, 17))
    assert visit.starts == datetime(2026, 4, 10, 9, tzinfo=CHINA)
    assert visit.ends == datetime(2026, 4, 17, 11, 30, tzinfo=CHINA)


def test_closed_days_are_avoided_and_where_no_preferred_day_is_left_any_will_do() -> None:
    april = Period(date(2026, 4, 1), date(2026, 4, 30))
    plan = a_plan(window_days=3, weekdays=(4,))
    friday, weekend = date(2026, 4, 10), (date(2026, 4, 11), date(2026, 4, 12))

    assert due(plan, april)[0].days == (friday,)
    assert due(plan, april, closed=[friday])[0].days == weekend
    assert due(plan, april, closed=[friday, *weekend])[0].days == (friday, *weekend)
    assert due(a_plan(window_days=3, weekdays=(2,)), april)[0].days == (friday, *weekend)


plans = st.builds(
    a_plan,
    starts_on=st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    every_months=st.integers(1, 12),
    window_days=st.integers(1, 28),
    weekdays=st.lists(st.integers(0, 6), unique=True).map(tuple),
)


@given(plan=plans, cut=st.dates(date(2025, 6, 1), date(2028, 6, 1)))
def test_the_same_plan_makes_the_same_visits_however_one_asks(plan: InspectionPlan, cut: date) -> None:
    first, last = date(2025, 1, 1), date(2028, 12, 31)

    whole = due(plan, Period(first, last))
    in_two = due(plan, Period(first, cut)) + due(plan, Period(cut + timedelta(days=1), last))

    assert in_two == whole == due(plan, Period(first, last))
    assert len({one.number for one in whole}) == len(whole)
    for one, following in pairwise(whole):
        assert following.period.first == one.period.last + timedelta(days=1)
    for one in whole:
        assert one.period.first <= one.days[0] <= one.days[-1] <= one.period.last
        assert is_code("number", one.number) is None


@given(before=plans, after=plans, done=st.sets(st.integers(0, 40)))
def test_a_changed_plan_makes_none_due_for_a_time_that_has_its_visit(
    before: InspectionPlan, after: InspectionPlan, done: set[int]
) -> None:
    asked = Period(date(2025, 1, 1), date(2028, 12, 31))
    kept = [one.period for n, one in enumerate(due(before, asked)) if n in done]

    again = due(after, asked, kept=kept)

    assert not [one for one in again for other in kept if one.period.overlaps(other)]
    left_out = [one for one in due(after, asked) if one not in again]
    assert all(any(one.period.overlaps(other) for other in kept) for one in left_out)


def test_from_quarterly_to_monthly_the_done_quarter_is_not_visited_again() -> None:
    quarterly = a_plan()
    [done, *_] = due(quarterly)

    monthly = due(replace(quarterly, every_months=1), kept=[done.period])

    assert [one.period.first.month for one in monthly] == [4, 5, 6, 7, 8, 9, 10, 11, 12]
    assert due(quarterly, kept=[one.period for one in due(quarterly)]) == []


@pytest.mark.parametrize(
    "given",
    [
        {"number": "X" * 31},
        {"every_months": 0},
        {"every_months": 61},
        {"window_days": 0},
        {"window_days": 85},
        {"equipment": ()},
        {"equipment": (CAMERA, CAMERA)},
        {"ends_on": date(2026, 1, 8)},
        {"weekdays": (7,)},
        {"weekdays": (1, 1)},
        {"closes": time(8)},
        {"opens": time(8, tzinfo=CHINA)},
    ],
)
def test_a_wrong_plan_is_refused(given: Any) -> None:
    with pytest.raises(Invalid):
        a_plan(**given)


@pytest.mark.parametrize("figures", [{"report_working_days": 0}, {"report_working_days": 61}, {"ahead_days": 0}])
def test_a_policy_has_days_for_the_report_and_ahead(figures: Any) -> None:
    with pytest.raises(Invalid):
        InspectionPolicy(**{"report_working_days": 3, "ahead_days": 60, **figures})


# What is made on a day

POLICY = InspectionPolicy(report_working_days=3, ahead_days=14)
AT_ONCE = InspectionPolicy(report_working_days=5, ahead_days=1)
"""A second policy: other figures, same code."""


def made(today: date, plan: InspectionPlan | None = None, policy: InspectionPolicy = POLICY, **given: Any) -> list[str]:
    return [one.number for one in falling_due(plan or a_plan(), policy, today=today, zone=CHINA, **given)]


@pytest.mark.parametrize(
    ("today", "policy", "numbers"),
    [
        (date(2025, 12, 26), POLICY, []),
        (date(2025, 12, 27), POLICY, ["IP-1/20260110"]),
        (date(2025, 12, 27), AT_ONCE, []),
        (date(2026, 3, 26), POLICY, ["IP-1/20260110"]),
        (date(2026, 3, 27), POLICY, ["IP-1/20260110", "IP-1/20260410"]),
        (date(2026, 4, 9), AT_ONCE, ["IP-1/20260110", "IP-1/20260410"]),
        (date(2026, 4, 10), AT_ONCE, ["IP-1/20260410"]),
    ],
)
def test_the_period_under_way_and_those_within_the_days_ahead_are_made(
    today: date, policy: InspectionPolicy, numbers: list[str]
) -> None:
    assert made(today, policy=policy) == numbers


def test_what_is_kept_is_not_made_again_and_an_ended_plan_makes_nothing() -> None:
    period = Period(date(2026, 1, 10), date(2026, 4, 9))

    assert made(date(2026, 2, 1), kept=[period]) == []
    assert made(date(2026, 2, 1), a_plan(ends_on=date(2026, 1, 31))) == []
    assert made(date(2026, 1, 31), a_plan(ends_on=date(2026, 1, 31))) == ["IP-1/20260110"]
    assert made(date(2026, 1, 9), a_plan(ends_on=date(2026, 1, 9))) == []


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}+08:00")


@pytest.mark.parametrize(
    ("now", "starts", "ends"),
    [
        ("09-01T09:00", "09-28T08:00", "09-30T18:00"),
        ("09-29T09:00", "09-29T09:00", "09-30T18:00"),
        ("09-30T18:00", "10-08T08:00", "10-09T18:00"),
        ("10-09T17:59", "10-09T17:59", "10-09T18:00"),
    ],
)
def test_the_window_is_the_longest_run_of_days_that_is_left(now: str, starts: str, ends: str) -> None:
    holidays = [date(2026, 10, n) for n in range(1, 8)]
    plan = a_plan(starts_on=date(2026, 9, 28), window_days=12)
    [visit] = due(plan, Period(date(2026, 9, 1), date(2026, 10, 30)), closed=holidays)

    window = visit.window(at(now))

    assert window is not None
    assert (window.starts, window.ends) == (at(starts), at(ends))


def test_no_window_is_left_when_all_its_days_are_over() -> None:
    [visit] = due(a_plan(), Period(date(2026, 1, 1), date(2026, 1, 31)))

    assert visit.window(at("01-19T18:00")) is None
