"""The figures of clocks (S3, S4, S5, S10): what a policy allows, and what contracts promise by fault level and service class."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from refusals import Invalid, Refusal, Text, in_range, not_blank, refuse_all, unique
from refusals.records import unknown
from routing.calendar import WorkCalendar
from routing.clocks import LONGEST_S, ClockKind, Due
from routing.measures import Measure, after
from routing.promises import Promise


class TargetMissing(Refusal):
    code = "sla_target_missing"
    rule = "S5"
    cause = Text(
        en="The SLA profile {profile} has no figures for fault level {level} in service class {service_class}.",
        zh="服务等级协议 {profile} 未约定 {service_class} 类服务、{level} 级故障的时限。",
    )
    remedy = Text(
        en="Correct the order's fault level or the contract's service class, or complete the profile.",
        zh="请更正维修单的故障级别或合同的服务类别，或补全该协议。",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """``allowed_s`` seconds as ``measure`` counts them, 1 to a year. From ``at_risk_s`` before their end, 0 to as many,
    the clock is at risk; those are elapsed seconds."""

    allowed_s: int
    measure: Measure
    at_risk_s: int

    def __post_init__(self) -> None:
        refuse_all(
            in_range("allowed_s", self.allowed_s, 1, LONGEST_S),
            in_range("at_risk_s", self.at_risk_s, 0, max(self.allowed_s, 0)),
        )

    def due(self, start: datetime, calendar: WorkCalendar) -> Due:
        """:raises Invalid: the calendar doesn't reach that far."""
        at = after(start, self.allowed_s, self.measure, calendar)
        return Due(at=at, measure=self.measure, at_risk_s=self.at_risk_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArriveAllowance:
    """The day on which the clock starts decides, unless the contract has another figure for special cases."""

    working_day: Allowance
    holiday: Allowance
    special: Allowance | None = None

    def due(self, start: datetime, calendar: WorkCalendar, *, special: bool) -> Due:
        if special and self.special is not None:
            return self.special.due(start, calendar)
        day = start.astimezone(calendar.zone).date()
        return (self.working_day if calendar.is_working_day(day) else self.holiday).due(start, calendar)


CONTRACTED = frozenset({ClockKind.ANSWER, ClockKind.ARRIVE, ClockKind.RESTORE, ClockKind.SWAP})
"""The clocks for which a contract has figures (S5)."""


class ServiceClass(StrEnum):
    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a contract promises for a fault level, 1 (down) to 4, in a service class. None: it promises nothing of that."""

    level: int
    service_class: ServiceClass
    answer: Allowance | None = None
    arrive: ArriveAllowance | None = None
    restore: Allowance | None = None
    swap: Allowance | None = None

    def __post_init__(self) -> None:
        refuse_all(in_range("level", self.level, 1, 4))

    def due(self, kind: ClockKind, start: datetime, calendar: WorkCalendar, *, special: bool) -> Due | None:
        """For the kinds in :data:`CONTRACTED`."""
        if kind is ClockKind.ARRIVE:
            return None if self.arrive is None else self.arrive.due(start, calendar, special=special)
        allowances = {ClockKind.ANSWER: self.answer, ClockKind.RESTORE: self.restore, ClockKind.SWAP: self.swap}
        allowance = allowances[kind]
        return None if allowance is None else allowance.due(start, calendar)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlaProfile:
    """The targets of a kind of contract, at most one for each fault level and service class."""

    code: str
    name_zh: str
    name_en: str
    targets: tuple[Target, ...]

    def __post_init__(self) -> None:
        refuse_all(
            not_blank("code", self.code, most=40),
            not_blank("name_zh", self.name_zh),
            not_blank("name_en", self.name_en),
            in_range("targets", len(self.targets), 1, 4 * len(ServiceClass)),
            unique("targets", [f"{one.level}{one.service_class}" for one in self.targets]),
        )

    def target(self, level: int, service_class: ServiceClass) -> Target:
        """:raises TargetMissing:"""
        for one in self.targets:
            if (one.level, one.service_class) == (level, service_class):
                return one
        raise TargetMissing(profile=self.code, level=level, service_class=service_class)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockPolicy:
    """What each step on the way may take (S3), a complaint's answer (S4) and what was escalated (S10).

    None for ``arranged`` and ``checked``: there are no such clocks. A visit that was promised without a contract (S1) is at
    risk ``promise_at_risk_s`` before its end, 0 to a year; so is an appointment.
    """

    forward_to_province: Allowance
    forward_to_outlet: Allowance
    book_time: Allowance
    complaint_answer: Allowance
    escalation: Allowance
    promise_at_risk_s: int
    arranged: Allowance | None = None
    checked: Allowance | None = None
    profiles: tuple[SlaProfile, ...] = ()

    def __post_init__(self) -> None:
        refuse_all(
            in_range("promise_at_risk_s", self.promise_at_risk_s, 0, LONGEST_S),
            unique("profiles", [one.code for one in self.profiles]),
        )

    def profile(self, code: str) -> SlaProfile:
        """:raises Invalid: there is none of that code."""
        for one in self.profiles:
            if one.code == code:
                return one
        raise Invalid([unknown("profile", code)])

    def allowance(self, kind: ClockKind) -> Allowance | None:
        """None for what a contract or S1 promises, and for what this policy leaves out."""
        return {
            ClockKind.FORWARD_TO_PROVINCE: self.forward_to_province,
            ClockKind.FORWARD_TO_OUTLET: self.forward_to_outlet,
            ClockKind.BOOK_TIME: self.book_time,
            ClockKind.ARRANGED: self.arranged,
            ClockKind.CHECKED: self.checked,
            ClockKind.COMPLAINT_ANSWER: self.complaint_answer,
            ClockKind.ESCALATION: self.escalation,
        }.get(kind)

    def promised(self, promise: Promise) -> Due:
        """A promise, or the appointment that took its place, counts every second."""
        return Due(at=promise.due_at, measure=Measure.WALL_CLOCK, at_risk_s=self.promise_at_risk_s, basis=promise.basis)
