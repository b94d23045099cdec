"""Recurring inspections of a contract (V3): plans, and the visits that they make due."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import count

from inventory.months import add_months
from inventory.network import is_code
from inventory.orders import Appointment
from refusals import FieldProblem, Refusal, Text, in_range, not_blank, refuse_all, unique

A_DAY = timedelta(days=1)

MOST_EQUIPMENT = 500
MOST_MONTHS = 60
LONGEST_NUMBER = 30
"""Of a plan, so that the number of its visit, which carries a day as well, is a code too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionPolicy:
    """Visits are made ``ahead_days`` before their window begins; the report is due ``report_working_days`` after the visit (V3)."""

    report_working_days: int
    ahead_days: int

    def __post_init__(self) -> None:
        refuse_all(
            in_range("report_working_days", self.report_working_days, 1, 60),
            in_range("ahead_days", self.ahead_days, 1, 366),
        )


class PlanWithoutContract(Refusal):
    code = "plan_without_contract"
    rule = "V3"
    cause = Text(
        en="{customer} has no annual contract; recurring inspections aren't agreed.",
        zh="{customer} 没有年度合同，不能制定定期巡检计划。",
    )
    remedy = Text(
        en="Record the contract first, or register a single inspection.", zh="请先录入年度合同，或登记单次巡检。"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """What is inspected: ``kind`` decides the check list; ``unit`` is its serial where we know it as a machine sold."""

    code: str
    kind: str
    name: str
    unit: str | None = None

    def __post_init__(self) -> None:
        refuse_all(
            is_code("code", self.code),
            is_code("kind", self.kind),
            not_blank("name", self.name),
            None if self.unit is None else is_code("unit", self.unit),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionPlan:
    """An inspection every ``every_months`` months (1 monthly, 3 quarterly, 6 twice a year) from ``starts_on`` on, until the
    day ``ends_on`` or without end. One that ends the day before it starts makes nothing.

    Each is to be made in the first ``window_days`` of its period, between ``opens`` and ``closes`` local time, and on one of
    the ``weekdays`` (0 is Monday; none given, any) if the window has one.
    """

    number: str
    customer: str
    node: str
    starts_on: date
    every_months: int
    window_days: int
    equipment: tuple[Equipment, ...]
    ends_on: date | None = None
    weekdays: tuple[int, ...] = ()
    opens: time = time(8)
    closes: time = time(18)

    def __post_init__(self) -> None:
        long = len(self.number) > LONGEST_NUMBER
        refuse_all(
            is_code("number", self.number),
            _wrong(
                long,
                "number",
                en=f"must have at most {LONGEST_NUMBER} characters",
                zh=f"不能超过 {LONGEST_NUMBER} 个字符",
            ),
            is_code("customer", self.customer),
            is_code("node", self.node),
            in_range("every_months", self.every_months, 1, MOST_MONTHS),
            in_range("window_days", self.window_days, 1, 28 * max(1, self.every_months)),
            in_range("equipment", len(self.equipment), 1, MOST_EQUIPMENT),
            unique("equipment", [one.code for one in self.equipment]),
            _wrong(
                self.ends_on is not None and self.ends_on < self.starts_on - A_DAY,
                "ends_on",
                en="must not be before the day before starts_on",
                zh="不能早于 starts_on 的前一天",
            ),
            *(in_range(f"weekdays.{i}", day, 0, 6) for i, day in enumerate(self.weekdays)),
            unique("weekdays", [str(day) for day in self.weekdays]),
            _wrong(
                self.opens.tzinfo is not None or self.closes.tzinfo is not None,
                "opens",
                en="must be local time, without an offset",
                zh="应为当地时间，不带时区",
            ),
        )
        refuse_all(_wrong(self.opens >= self.closes, "closes", en="must be after opens", zh="必须晚于 opens"))


def _wrong(wrong: bool, path: str, *, en: str, zh: str) -> FieldProblem | None:
    return FieldProblem(path, "not_allowed", Text(en=en, zh=zh)) if wrong else None


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days, both included, for which one inspection is made."""

    first: date
    last: date

    def overlaps(self, other: Period) -> bool:
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class DueVisit:
    """An inspection that is due for ``period``; it can be made on ``days``, from ``starts`` on the first to ``ends`` on the
    last. ``number`` names plan and period, and nothing else."""

    number: str
    plan: str
    period: Period
    days: tuple[date, ...]
    starts: datetime
    ends: datetime

    def window(self, now: datetime) -> Appointment | None:
        """When it is to be made: the longest run of its days, of those that aren't over, without one between on which it
        can't be made; None if all are over."""
        opens, closes = self.starts.timetz(), self.ends.timetz()
        left = [day for day in self.days if datetime.combine(day, closes) > now]
        if not left:
            return None
        run = max(runs(left), key=len)
        starts = datetime.combine(run[0], opens)
        return Appointment(
            starts=max(starts, now.astimezone(self.starts.tzinfo)), ends=datetime.combine(run[-1], closes)
        )


def runs(days: Iterable[date]) -> list[list[date]]:
    """Days that follow each other, together."""
    found: list[list[date]] = []
    for day in days:
        if found and day - found[-1][-1] == A_DAY:
            found[-1].append(day)
        else:
            found.append([day])
    return found


def due_visits(
    plan: InspectionPlan,
    asked: Period,
    *,
    zone: tzinfo,
    kept: Collection[Period] = (),
    closed: Collection[date] = (),
) -> list[DueVisit]:
    """The visits whose period begins in ``asked``, always with the same numbers for the same plan.

    ``kept`` are the periods of this plan for which there is a visit already, done or under way: what overlaps one of them is
    left out, however the plan was changed since. ``closed`` days, such as holidays, are avoided where the window has others.
    """
    return [
        _visit(plan, period, zone, closed)
        for period in _periods(plan, asked.last)
        if period.first >= asked.first and not any(period.overlaps(other) for other in kept)
    ]


def falling_due(
    plan: InspectionPlan,
    policy: InspectionPolicy,
    *,
    today: date,
    zone: tzinfo,
    kept: Collection[Period] = (),
    closed: Collection[date] = (),
) -> list[DueVisit]:
    """What is to be made now: of the period under way, and of those that begin within the policy's days ahead."""
    return [
        _visit(plan, period, zone, closed)
        for period in _periods(plan, today + policy.ahead_days * A_DAY)
        if _last_day(plan, period) >= today and not any(period.overlaps(other) for other in kept)
    ]


def _periods(plan: InspectionPlan, last: date) -> Iterator[Period]:
    """From the plan's start on; each begins so many months after the start itself, that short months shift none."""
    until = last if plan.ends_on is None else min(last, plan.ends_on)
    for n in count():
        first = add_months(plan.starts_on, n * plan.every_months)
        if first > until:
            return
        following = add_months(plan.starts_on, (n + 1) * plan.every_months)
        yield Period(first, following - A_DAY)


def _last_day(plan: InspectionPlan, period: Period) -> date:
    """Of the period, or of the plan."""
    return min(period.last, plan.ends_on or period.last)


def _visit(plan: InspectionPlan, period: Period, zone: tzinfo, closed: Collection[date]) -> DueVisit:
    days = _days(plan, period, closed)
    return DueVisit(
        number=f"{plan.number}/{period.first:%Y%m%d}",
        plan=plan.number,
        period=period,
        days=days,
        starts=datetime.combine(days[0], plan.opens, zone),
        ends=datetime.combine(days[-1], plan.closes, zone),
    )


def _days(plan: InspectionPlan, period: Period, closed: Collection[date]) -> tuple[date, ...]:
    last = _last_day(plan, period)
    window = [day for n in range(plan.window_days) if (day := period.first + n * A_DAY) <= last]
    open_days = [day for day in window if day not in closed]
    preferred = [day for day in open_days if day.weekday() in plan.weekdays]
    return tuple(_first_filled(preferred, open_days, window))


def _first_filled(*choices: list[date]) -> Iterable[date]:
    return next(days for days in choices if days)
