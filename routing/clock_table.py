"""Which clocks an order has (S1, S3, S4, S5, S10): what happens starts some, stops some, and hands the others over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from refusals import FieldProblem, Text, in_range, not_blank, refuse_all, with_offset
from routing.calendar import WorkCalendar
from routing.clock_policy import CONTRACTED, ClockPolicy, ServiceClass, SlaProfile
from routing.clock_verbs import cancel, correct, hand_over, put_off, renew, start, stop
from routing.clocks import PROMISED, Clock, ClockKind, Due
from routing.promises import Basis, Promise


class ServiceKind(StrEnum):
    """S2, in the words of whoever keeps the orders."""

    CONSULTATION = "consultation"
    REPAIR = "repair"
    INSTALLATION = "installation"
    INSPECTION = "inspection"
    SWAP = "swap"
    COMPLAINT = "complaint"
    CHASER = "chaser"


class Occasion(StrEnum):
    """``UNBOOKED``: no time is agreed any more."""

    REGISTERED = "registered"
    FORWARDED_TO_PROVINCE = "forwarded_to_province"
    FORWARDED_TO_OUTLET = "forwarded_to_outlet"
    ANSWERED = "answered"
    ARRANGED = "arranged"
    CHECKED = "checked"
    BOOKED = "booked"
    UNBOOKED = "unbooked"
    ARRIVED = "arrived"
    RESTORED = "restored"
    SWAPPED = "swapped"
    COMPLAINT_ANSWERED = "complaint_answered"
    ESCALATED = "escalated"
    ESCALATION_SETTLED = "escalation_settled"
    CLOSED = "closed"


_K, _S = ClockKind, ServiceKind
_VISITED = (_S.REPAIR, _S.INSTALLATION, _S.INSPECTION, _S.SWAP)
_ABOUT_A_FAULT = frozenset({_S.CONSULTATION, _S.REPAIR, _S.SWAP})

STARTS: Mapping[Occasion, Mapping[ServiceKind, tuple[ClockKind, ...]]] = {
    Occasion.REGISTERED: {
        _S.CONSULTATION: (_K.ANSWER,),
        _S.REPAIR: (_K.FORWARD_TO_PROVINCE, _K.ANSWER, _K.ARRANGED, _K.CHECKED, _K.ARRIVE, _K.RESTORE),
        _S.INSTALLATION: (_K.FORWARD_TO_PROVINCE, _K.ARRANGED, _K.CHECKED, _K.ARRIVE),
        _S.INSPECTION: (_K.FORWARD_TO_PROVINCE, _K.ARRIVE),
        _S.SWAP: (_K.FORWARD_TO_PROVINCE, _K.ANSWER, _K.ARRANGED, _K.CHECKED, _K.SWAP),
        _S.COMPLAINT: (_K.FORWARD_TO_PROVINCE, _K.COMPLAINT_ANSWER),
        _S.CHASER: (),
    },
    Occasion.FORWARDED_TO_PROVINCE: dict.fromkeys(_VISITED, (_K.FORWARD_TO_OUTLET,)),
    Occasion.FORWARDED_TO_OUTLET: dict.fromkeys(_VISITED, (_K.BOOK_TIME,)),
    Occasion.UNBOOKED: dict.fromkeys(_VISITED, (_K.BOOK_TIME,)),
    Occasion.ESCALATED: dict.fromkeys(ServiceKind, (_K.ESCALATION,)),
}
"""The clocks that an occasion starts for an order of a kind, as far as policy and contract have a figure for them."""

_UNDER_WAY = frozenset({_K.FORWARD_TO_PROVINCE, _K.FORWARD_TO_OUTLET, _K.ANSWER, _K.ARRANGED, _K.CHECKED, _K.BOOK_TIME})

STOPS: Mapping[Occasion, Set[ClockKind]] = {
    Occasion.FORWARDED_TO_PROVINCE: frozenset({_K.FORWARD_TO_PROVINCE}),
    Occasion.FORWARDED_TO_OUTLET: frozenset({_K.FORWARD_TO_PROVINCE, _K.FORWARD_TO_OUTLET}),
    Occasion.ANSWERED: frozenset({_K.ANSWER}),
    Occasion.ARRANGED: frozenset({_K.ARRANGED}),
    Occasion.CHECKED: frozenset({_K.CHECKED}),
    Occasion.BOOKED: frozenset({_K.ANSWER, _K.ARRANGED, _K.BOOK_TIME}),
    Occasion.ARRIVED: _UNDER_WAY | {_K.ARRIVE},
    Occasion.RESTORED: _UNDER_WAY | {_K.ARRIVE, _K.RESTORE},
    Occasion.SWAPPED: _UNDER_WAY | {_K.ARRIVE, _K.RESTORE, _K.SWAP},
    Occasion.COMPLAINT_ANSWERED: frozenset({_K.FORWARD_TO_PROVINCE, _K.COMPLAINT_ANSWER}),
    Occasion.ESCALATION_SETTLED: frozenset({_K.ESCALATION}),
}
"""The clocks that waited for an occasion, or for less. Closing an order, done or withdrawn, cancels what is left."""

HANDED_OVER = frozenset({Occasion.FORWARDED_TO_PROVINCE, Occasion.FORWARDED_TO_OUTLET})
"""From these on another node has the order, and all its clocks but an escalation's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """``node`` has the order from then on, or what was escalated; it holds what starts."""

    occasion: Occasion
    at: datetime
    node: str

    def __post_init__(self) -> None:
        refuse_all(with_offset("at", self.at), not_blank("node", self.node))


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the clocks need to know of an order.

    ``promise`` is S1's (:func:`routing.promises.promise`), the appointment included; it must be given for what is visited.
    ``profile`` and ``service_class`` are the contract's, both or neither; ``special``: the contract's special case.
    """

    order: str
    kind: ServiceKind
    level: int
    promise: Promise | None = None
    profile: SlaProfile | None = None
    service_class: ServiceClass | None = None
    special: bool = False

    def __post_init__(self) -> None:
        half = (self.profile is None) != (self.service_class is None)
        both = Text(en="must be given with the profile, and only then", zh="须与 profile 同时填写")
        visited = Text(en="must be given for an order that is visited", zh="需上门的维修单必须填写")
        refuse_all(
            not_blank("order", self.order),
            in_range("level", self.level, 1, 4),
            FieldProblem("service_class", "missing", both) if half else None,
            FieldProblem("promise", "missing", visited) if self.kind in _VISITED and self.promise is None else None,
        )


def due_of(kind: ClockKind, terms: Terms, policy: ClockPolicy, calendar: WorkCalendar, *, at: datetime) -> Due | None:
    """When a clock that starts at ``at`` is due, None where nobody has a figure for it.

    An appointment comes before the contract, the contract before S1's promise.

    :raises TargetMissing: the contract says nothing about the order's fault level.
    """
    promise = terms.promise if kind in PROMISED else None
    if promise is not None and promise.basis is Basis.APPOINTMENT:
        return policy.promised(promise)
    due = _contracted(kind, terms, calendar, at=at)
    if due is not None:
        return due
    if promise is not None:
        return policy.promised(promise)
    allowance = policy.allowance(kind)
    return None if allowance is None else allowance.due(at, calendar)


def _contracted(kind: ClockKind, terms: Terms, calendar: WorkCalendar, *, at: datetime) -> Due | None:
    """Contracts promise by fault level: what isn't about a fault isn't meant."""
    if (
        terms.profile is None
        or terms.service_class is None
        or terms.kind not in _ABOUT_A_FAULT
        or kind not in CONTRACTED
    ):
        return None
    return terms.profile.target(terms.level, terms.service_class).due(kind, at, calendar, special=terms.special)


def clocks_after(
    clocks: Sequence[Clock],
    happened: Happening,
    terms: Terms,
    policy: ClockPolicy,
    calendar: WorkCalendar,
    *,
    now: datetime,
) -> list[Clock]:
    """All clocks of an order after something happened: those that there were, in their order, and the new ones.

    At most one clock of a kind is open: one that starts anew cancels the one before. What happens twice at the same time
    changes nothing the second time; a clock that started later isn't touched.

    :raises TargetMissing: :raises StepInFuture: :raises StepOutOfOrder:
    """
    new = _started(clocks, happened, terms, policy, calendar, now=now)
    over = frozenset(ClockKind) if happened.occasion is Occasion.CLOSED else {clock.kind for clock in new}
    known = [_gone_on(clock, happened, over, calendar, now=now) for clock in clocks]
    if _agrees(happened, terms.promise):
        known = [_agreed(clock, terms, policy, calendar, at=happened.at, now=now) for clock in known]
    return [*known, *new]


def _started(
    clocks: Sequence[Clock],
    happened: Happening,
    terms: Terms,
    policy: ClockPolicy,
    calendar: WorkCalendar,
    *,
    now: datetime,
) -> list[Clock]:
    begun = {clock.kind for clock in clocks if clock.started_at == happened.at}
    kinds = STARTS.get(happened.occasion, {}).get(terms.kind, ())
    dues = {kind: due_of(kind, terms, policy, calendar, at=happened.at) for kind in kinds if kind not in begun}
    return [
        start(kind, terms.order, due, held_by=happened.node, at=happened.at, now=now)
        for kind, due in dues.items()
        if due is not None
    ]


def _gone_on(
    clock: Clock, happened: Happening, over: Set[ClockKind], calendar: WorkCalendar, *, now: datetime
) -> Clock:
    at, occasion = happened.at, happened.occasion
    if not clock.is_open or clock.started_at > at:
        return clock
    if clock.kind in STOPS.get(occasion, frozenset()):
        return stop(clock, at=at, now=now, calendar=calendar)
    if clock.kind in over:
        return cancel(clock, at=at, now=now, calendar=calendar)
    if occasion in HANDED_OVER and clock.kind is not ClockKind.ESCALATION:
        return hand_over(clock, happened.node, at=at, now=now)
    return clock


def _agrees(happened: Happening, promise: Promise | None) -> bool:
    """It puts an appointment in the place of what was promised, or that back in the place of an appointment."""
    appointed = promise is not None and promise.basis is Basis.APPOINTMENT
    return happened.occasion is Occasion.UNBOOKED or (happened.occasion is Occasion.BOOKED and appointed)


def _agreed(
    clock: Clock, terms: Terms, policy: ClockPolicy, calendar: WorkCalendar, *, at: datetime, now: datetime
) -> Clock:
    if clock.kind not in PROMISED or not clock.is_open or clock.started_at > at:
        return clock
    due = promised(clock, terms, policy, calendar, at=at)
    if due is None or Basis.APPOINTMENT not in {due.basis, clock.due.basis}:
        return clock
    return renew(clock, due, at=at, now=now)


def promised(clock: Clock, terms: Terms, policy: ClockPolicy, calendar: WorkCalendar, *, at: datetime) -> Due | None:
    """When the visit is due: as agreed with the customer, or as promised without that and put off by the pauses until ``at``."""
    due = due_of(clock.kind, terms, policy, calendar, at=clock.started_at)
    if due is None or due.basis is Basis.APPOINTMENT:
        return due
    for pause in clock.pauses:
        due = put_off(due, pause.from_at, pause.to_at or at, calendar)
    return due


def relevelled(
    clocks: Sequence[Clock], terms: Terms, calendar: WorkCalendar, *, at: datetime, now: datetime
) -> list[Clock]:
    """All clocks of an order whose fault is of another level than was thought (S5): what runs by its contract is due as that
    promises for ``terms.level`` from the clock's start on, put off by the pauses that are over. An appointment stays, and so does
    all that no contract has figures for.

    :raises TargetMissing: the contract says nothing about the level. :raises StepInFuture: :raises StepOutOfOrder:
    """
    return [_relevelled(clock, terms, calendar, at=at, now=now) for clock in clocks]


def _relevelled(clock: Clock, terms: Terms, calendar: WorkCalendar, *, at: datetime, now: datetime) -> Clock:
    if not clock.is_open or clock.due.basis is Basis.APPOINTMENT:
        return clock
    due = _contracted(clock.kind, terms, calendar, at=clock.started_at)
    if due is None:
        return clock
    for pause in clock.pauses:
        if pause.to_at is not None:
            due = put_off(due, pause.from_at, pause.to_at, calendar)
    return correct(clock, due, at=at, now=now)
