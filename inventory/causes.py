"""Why a promise was missed, and whose matter that is (S7), proposed from what is known.

What is known are stretches of time in which something was in the way. A cause is proposed before others if the promise would
have been kept without it; what nothing else explains is the outlet's. :mod:`inventory.cause_rulings` is what a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inventory.network import is_code
from refusals import (
    Refusal,
    Text,
    not_blank,
    not_in_past_of,
    one_of,
    refuse_all,
    with_offset,
)


class Owner(StrEnum):
    """Whose matter a missed promise is."""

    OUTLET = "outlet"
    PROVINCE = "province"
    HEAD_OFFICE = "head_office"
    CUSTOMER = "customer"
    WEATHER = "weather"


class CauseKind(StrEnum):
    MISSING_PART = "missing_part"
    PART_SENT_LATE = "part_sent_late"
    PART_SENT_WRONG = "part_sent_wrong"
    WRONG_DISPATCH = "wrong_dispatch"
    FORWARDED_LATE = "forwarded_late"
    APPOINTMENT_MOVED = "appointment_moved"
    CUSTOMER_AWAITED = "customer_awaited"
    WEATHER = "weather"
    TOO_SLOW = "too_slow"


OWNERS: dict[CauseKind, frozenset[Owner]] = {
    CauseKind.MISSING_PART: frozenset({Owner.OUTLET, Owner.PROVINCE, Owner.HEAD_OFFICE}),
    CauseKind.PART_SENT_LATE: frozenset({Owner.PROVINCE, Owner.HEAD_OFFICE}),
    CauseKind.PART_SENT_WRONG: frozenset({Owner.PROVINCE, Owner.HEAD_OFFICE}),
    CauseKind.WRONG_DISPATCH: frozenset({Owner.PROVINCE, Owner.HEAD_OFFICE}),
    CauseKind.FORWARDED_LATE: frozenset({Owner.PROVINCE, Owner.HEAD_OFFICE}),
    CauseKind.APPOINTMENT_MOVED: frozenset({Owner.CUSTOMER}),
    CauseKind.CUSTOMER_AWAITED: frozenset({Owner.CUSTOMER}),
    CauseKind.WEATHER: frozenset({Owner.WEATHER}),
    CauseKind.TOO_SLOW: frozenset({Owner.OUTLET}),
}
"""Who can answer for a cause."""

CAUSE_NAMES: dict[CauseKind, Text] = {
    CauseKind.MISSING_PART: Text(en="a part was not in stock", zh="缺件"),
    CauseKind.PART_SENT_LATE: Text(en="a part was sent late", zh="配件发货延误"),
    CauseKind.PART_SENT_WRONG: Text(en="a wrong part was sent", zh="配件错发"),
    CauseKind.WRONG_DISPATCH: Text(en="it was dispatched wrongly", zh="派工错误"),
    CauseKind.FORWARDED_LATE: Text(en="it was forwarded late", zh="转派超时"),
    CauseKind.APPOINTMENT_MOVED: Text(en="the customer moved the appointment", zh="客户改约"),
    CauseKind.CUSTOMER_AWAITED: Text(en="it waited for the customer", zh="等待用户"),
    CauseKind.WEATHER: Text(en="the weather", zh="天气原因"),
    CauseKind.TOO_SLOW: Text(en="nothing else is known to have been in the way", zh="无其他已知原因，网点处理超时"),
}


class PromiseKept(Refusal):
    code = "promise_kept"
    rule = "S7"
    cause = Text(
        en="The promise {promise} of order {order} is due at {due_at} and was not missed.",
        zh="维修单 {order} 的 {promise} 时限为 {due_at}，未超时。",
    )
    remedy = Text(en="There is nothing to answer for.", zh="无需认定原因。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A promise of an order, such as ``arrive``, that ran from ``started_at`` and is missed after ``due_at``.

    ``ended_at`` is when it was met after all, None while it isn't.
    """

    order: str
    promise: str
    started_at: datetime
    due_at: datetime
    ended_at: datetime | None = None

    def __post_init__(self) -> None:
        refuse_all(
            is_code("order", self.order),
            not_blank("promise", self.promise, most=40),
            with_offset("started_at", self.started_at),
            with_offset("due_at", self.due_at),
            with_offset("ended_at", self.ended_at),
            not_in_past_of("ended_at", self.ended_at, self.started_at, "started_at"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something was in the way from ``from_at`` to ``to_at``, or still is: ``what`` names the part, skill, alert or node.

    A part is missing until it is there, sent late from when it should have left until it left; a wrong dispatch lasts until
    it is put right, a late forwarding from its due time until it is done, a moved appointment from the old time to the new.
    """

    kind: CauseKind
    owner: Owner
    from_at: datetime
    what: str
    to_at: datetime | None = None

    def __post_init__(self) -> None:
        known = [kind for kind in CauseKind if kind is not CauseKind.TOO_SLOW]
        refuse_all(
            one_of("kind", self.kind, known),
            one_of("owner", self.owner, OWNERS[self.kind]),
            with_offset("from_at", self.from_at),
            with_offset("to_at", self.to_at),
            not_in_past_of("to_at", self.to_at, self.from_at, "from_at"),
            not_blank("what", self.what, most=500),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """``accounts_s`` of the promise's seconds went by in its way. ``decisive``: without it the promise would have been kept."""

    kind: CauseKind
    owner: Owner
    accounts_s: int
    decisive: bool
    facts: tuple[Fact, ...]
    text: Text


Span = tuple[datetime, datetime]


def propose(missed: Missed, facts: Iterable[Fact], *, now: datetime) -> list[Proposal]:
    """The causes that are known, the likeliest first: those without which the promise would have been kept, by the time they
    took; then the outlet; then the others.

    Elapsed seconds count, at night too. Facts outside the promise's time are left out.

    :raises PromiseKept: it isn't missed by ``now``.
    """
    end = missed.ended_at or now
    late_s = _seconds(missed.due_at, end)
    if late_s <= 0:
        raise PromiseKept(order=missed.order, promise=missed.promise, due_at=missed.due_at.isoformat())
    spans = {fact: span for fact in facts if (span := _within(fact, missed.started_at, end))}
    known = sorted(
        (_proposal(kind, owner, spans, late_s) for kind, owner in {(fact.kind, fact.owner) for fact in spans}),
        key=lambda one: (-one.accounts_s, list(CauseKind).index(one.kind), one.owner),
    )
    rest_s = _seconds(missed.started_at, end) - _covered_s(spans.values())
    text = _explained(CauseKind.TOO_SLOW, rest_s, ())
    slow = Proposal(
        kind=CauseKind.TOO_SLOW,
        owner=Owner.OUTLET,
        accounts_s=rest_s,
        decisive=not any(one.decisive for one in known),
        facts=(),
        text=text,
    )
    decisive = [one for one in known if one.decisive]
    return [*decisive, *([slow] if rest_s else []), *(one for one in known if not one.decisive)]


def _proposal(kind: CauseKind, owner: Owner, spans: dict[Fact, Span], late_s: int) -> Proposal:
    facts = sorted((fact for fact in spans if (fact.kind, fact.owner) == (kind, owner)), key=_by_time)
    accounts_s = _covered_s(spans[fact] for fact in facts)
    return Proposal(
        kind=kind,
        owner=owner,
        accounts_s=accounts_s,
        decisive=accounts_s >= late_s,
        facts=tuple(facts),
        text=_explained(kind, accounts_s, facts),
    )


def _by_time(fact: Fact) -> tuple[datetime, bool, datetime, str]:
    """What lasts longer comes after what began with it."""
    return fact.from_at, fact.to_at is None, fact.to_at or fact.from_at, fact.what


def _explained(kind: CauseKind, seconds: int, facts: Sequence[Fact]) -> Text:
    name, hours = CAUSE_NAMES[kind], round(seconds / 3600, 1)
    things = dict.fromkeys(fact.what for fact in facts)
    what_en = f" ({', '.join(things)})" if things else ""
    what_zh = f"（{'、'.join(things)}）" if things else ""
    return Text(en=f"{name.en}{what_en}: {hours} h", zh=f"{name.zh}{what_zh}：{hours} 小时")


def _within(fact: Fact, start: datetime, end: datetime) -> Span | None:
    span = max(fact.from_at, start), min(fact.to_at or end, end)
    return span if _seconds(*span) > 0 else None


def _seconds(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds())


def _covered_s(spans: Iterable[Span]) -> int:
    """Time that several cover counts once."""
    total, reached = 0, None
    for start, end in sorted(spans):
        begin = start if reached is None else max(start, reached)
        total += max(0, _seconds(begin, end))
        reached = end if reached is None else max(reached, end)
    return total
