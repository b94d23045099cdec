"""What was in the way of an order, read off its steps (S2, S3, S7): hand-overs, appointments, and what it waited for.

:mod:`inventory.part_facts` tells whose matter a missing part was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import pairwise
from typing import Protocol

from inventory.causes import CauseKind, Fact, Owner
from inventory.order_life import KEEPS_WAITING, AskedBy, Verb, WaitingFor
from inventory.orders import Appointment
from inventory.weather import ALERT_NAMES, Alert


class Step(Protocol):
    """A step of an order as it is on record; ``node`` has the order since."""

    @property
    def verb(self) -> Verb: ...
    @property
    def at(self) -> datetime: ...
    @property
    def by(self) -> str: ...
    @property
    def node(self) -> str: ...
    @property
    def appointment(self) -> Appointment | None: ...
    @property
    def asked_by(self) -> AskedBy | None: ...
    @property
    def waiting_for(self) -> WaitingFor | None: ...
    @property
    def note(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Wait:
    """It couldn't go on without ``what`` from ``since`` until ``until``, or still can't."""

    what: WaitingFor
    since: datetime
    until: datetime | None
    note: str


def waits(steps: Iterable[Step]) -> list[Wait]:
    """An order waits until its next step, but for one that says nothing of that."""
    said = [step for step in steps if step.verb not in KEEPS_WAITING]
    after = [*(step.at for step in said[1:]), None]
    return [
        Wait(step.waiting_for, step.at, until, step.note)
        for step, until in zip(said, after, strict=True)
        if step.waiting_for is not None
    ]


_OUTSIDE: dict[WaitingFor, tuple[CauseKind, Owner]] = {
    WaitingFor.CUSTOMER: (CauseKind.CUSTOMER_AWAITED, Owner.CUSTOMER),
    WaitingFor.CONSENT: (CauseKind.CUSTOMER_AWAITED, Owner.CUSTOMER),
    WaitingFor.WEATHER: (CauseKind.WEATHER, Owner.WEATHER),
}
"""What doesn't lie with us. Whose matter a part is, its supply tells; the workshop is the outlet's own."""


def of_waits(found: Iterable[Wait]) -> Iterator[Fact]:
    for one in found:
        if one.what in _OUTSIDE:
            kind, owner = _OUTSIDE[one.what]
            yield Fact(kind=kind, owner=owner, from_at=one.since, to_at=one.until, what=one.note)


_HANDS_OVER = frozenset({Verb.FORWARD, Verb.ASSIGN, Verb.SEND_BACK})


def of_hand_overs(steps: Sequence[Step], *, head_office: str) -> Iterator[Fact]:
    """An outlet, or a province, that had to give it to another one was the wrong choice of whoever chose it.

    From then until the right one has it; one that gets it back was right.
    """
    for verb in (Verb.FORWARD, Verb.ASSIGN):
        chosen = [(step, before) for step, before in _with_holder(steps) if step.verb is verb]
        for (first, by), (second, _) in pairwise(chosen):
            if first.node != second.node:
                yield _wrongly(first, by, second.at, head_office)
    *_, last = [None, *(step for step in steps if step.verb in _HANDS_OVER)]
    if last is not None and last.verb is Verb.SEND_BACK:
        first, by = [(step, before) for step, before in _with_holder(steps) if step.verb is Verb.ASSIGN][-1]
        yield _wrongly(first, by, None, head_office)


def _with_holder(steps: Sequence[Step]) -> Iterator[tuple[Step, str]]:
    """Each step that hands it over, and the node that did so: whoever had it, or had chosen who had it."""
    office = steps[0].node if steps else ""
    for step in steps:
        if step.verb in _HANDS_OVER:
            yield step, office
        if step.verb in {Verb.FORWARD, Verb.SEND_BACK}:
            office = step.node


def _wrongly(step: Step, by: str, to_at: datetime | None, head_office: str) -> Fact:
    owner = Owner.HEAD_OFFICE if by == head_office else Owner.PROVINCE
    return Fact(kind=CauseKind.WRONG_DISPATCH, owner=owner, from_at=step.at, to_at=to_at, what=step.node)


_WISHES: dict[AskedBy, tuple[CauseKind, Owner]] = {
    AskedBy.CUSTOMER: (CauseKind.APPOINTMENT_MOVED, Owner.CUSTOMER),
    AskedBy.WEATHER: (CauseKind.WEATHER, Owner.WEATHER),
}


def of_bookings(steps: Iterable[Step], *, zone: tzinfo) -> Iterator[Fact]:
    """A time that customer or weather asked for was in the way from the one before it, or from when it was agreed."""
    before: datetime | None = None
    for step in steps:
        if step.appointment is None or step.asked_by is None:
            continue
        starts = step.appointment.starts
        from_at = step.at if before is None else before
        if step.asked_by in _WISHES and from_at < starts:
            kind, owner = _WISHES[step.asked_by]
            what = step.note or f"{starts.astimezone(zone):%Y-%m-%d %H:%M}"
            yield Fact(kind=kind, owner=owner, from_at=from_at, to_at=starts, what=what)
        before = starts


def of_late_forward(node: str, *, head_office: str, due_at: datetime, done_at: datetime | None) -> Fact:
    """The head office, or a province, had it and passed it on late (S3)."""
    owner = Owner.HEAD_OFFICE if node == head_office else Owner.PROVINCE
    return Fact(kind=CauseKind.FORWARDED_LATE, owner=owner, from_at=due_at, to_at=done_at, what=node)


def of_alerts(alerts: Iterable[Alert]) -> Iterator[Fact]:
    """Of alerts that stand."""
    for alert in alerts:
        name = ALERT_NAMES[alert.kind]
        yield Fact(
            kind=CauseKind.WEATHER,
            owner=Owner.WEATHER,
            from_at=alert.from_at,
            to_at=alert.to_at,
            what=f"{alert.number} {name.en} {name.zh}",
        )
