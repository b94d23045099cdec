"""What is done with a service order, one function a verb (S2, S3, S10): each gives the next order and what the clocks are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from inventory.network import is_code
from inventory.order_life import (
    FOR_KINDS,
    KEEPS_WAITING,
    LEVELS,
    PAUSES,
    TRANSITIONS,
    Booking,
    EscalatesNotUpwards,
    Escalation,
    Level,
    NothingEscalated,
    Occasion,
    OrderLife,
    OrderWrongKind,
    OrderWrongStatus,
    Stepped,
    Verb,
    Waiting,
)
from inventory.orders import OrderKind, OrderStatus
from refusals import FieldProblem, Text, not_blank, not_in_past_of, refuse_all, with_offset


def after(order: OrderLife, verb: Verb) -> OrderStatus:
    """:raises OrderWrongKind: the verb isn't for such an order. :raises OrderWrongStatus: it stands where it can't be said."""
    if order.kind not in FOR_KINDS.get(verb, frozenset(OrderKind)):
        raise OrderWrongKind(number=order.number, kind=order.kind, verb=verb)
    if order.status not in TRANSITIONS[verb]:
        raise OrderWrongStatus(number=order.number, status=order.status, verb=verb)
    return TRANSITIONS[verb][order.status]


def possible(kind: OrderKind, status: OrderStatus, escalated_to: Level | None) -> tuple[Verb, ...]:
    """What can be said of an order where it stands; whether it fits the case, such as to which outlet, is the verb's to say."""
    never = {
        Verb.SETTLE: escalated_to is None,
        Verb.ESCALATE: escalated_to is LEVELS[-1],
    }
    return tuple(
        verb
        for verb, moves in TRANSITIONS.items()
        if status in moves and kind in FOR_KINDS.get(verb, frozenset(OrderKind)) and not never.get(verb, False)
    )


def register(number: str, kind: OrderKind, *, holder: str, at: datetime) -> Stepped:
    """``holder`` is the node that took the call. :raises Invalid:"""
    order = OrderLife(number=number, kind=kind, holder=holder, since=at)
    return Stepped(order=order, verb=Verb.REGISTER, at=at, node=holder, occasion=Occasion.REGISTERED)


def amend(order: OrderLife, *, at: datetime) -> Stepped:
    """What is known of it is another; where it stands is the same (S2)."""
    return _step(order, Verb.AMEND, at, None)


def forward(order: OrderLife, province: str, *, at: datetime) -> Stepped:
    """To the province, or from a wrong one to another (S3)."""
    after(order, Verb.FORWARD)
    refuse_all(is_code("province", province), _is_another("province", province, order.province))
    return _step(order, Verb.FORWARD, at, Occasion.FORWARDED_TO_PROVINCE, holder=province, province=province)


def assign(order: OrderLife, outlet: str, *, province: str, at: datetime) -> Stepped:
    """To an outlet of ``province``, or to that itself, or from one to another; what was booked with the first is off (S3)."""
    after(order, Verb.ASSIGN)
    here = order.outlet if order.holder == order.outlet else None
    refuse_all(is_code("outlet", outlet), is_code("province", province), _is_another("outlet", outlet, here))
    return _step(order, Verb.ASSIGN, at, Occasion.FORWARDED_TO_OUTLET, holder=outlet, outlet=outlet, province=province)


def _is_another(path: str, wanted: str, present: str | None) -> FieldProblem | None:
    if wanted != present:
        return None
    return FieldProblem(path, "not_allowed", Text(en="has the order already", zh="维修单已在该处"), wanted)


def send_back(order: OrderLife, reason: str, *, at: datetime) -> Stepped:
    """The outlet can't do it: the province finds another one.

    :raises Invalid: no reason, or no province had it.
    """
    after(order, Verb.SEND_BACK)
    none = Text(en="no province has forwarded this order", zh="该维修单未经省级服务中心转派")
    refuse_all(
        not_blank("reason", reason, most=500),
        FieldProblem("province", "missing", none) if order.province is None else None,
    )
    return _step(
        order, Verb.SEND_BACK, at, Occasion.FORWARDED_TO_PROVINCE, holder=order.province, note=reason, said=reason
    )


def book(order: OrderLife, booking: Booking) -> Stepped:
    """A time is agreed with the customer, or another one in its place (S1, S3)."""
    after(order, Verb.BOOK)
    ends = booking.appointment.ends
    refuse_all(not_in_past_of("appointment.ends", ends, booking.at, "at"))
    return _step(
        order,
        Verb.BOOK,
        booking.at,
        Occasion.BOOKED,
        appointment=booking.appointment,
        bookings=(*order.bookings, booking),
        said=booking.note,
    )


def unbook(order: OrderLife, reason: str, *, at: datetime) -> Stepped:
    """No time is agreed any more, or the work couldn't be finished: the outlet books another one. :raises Invalid: no reason."""
    after(order, Verb.UNBOOK)
    refuse_all(not_blank("reason", reason, most=500))
    return _step(order, Verb.UNBOOK, at, Occasion.UNBOOKED, note=reason, said=reason)


def start(order: OrderLife, *, at: datetime) -> Stepped:
    """Somebody is at the customer's."""
    return _step(order, Verb.START, at, Occasion.ARRIVED)


def wait(order: OrderLife, waiting: Waiting) -> Stepped:
    """It can't go on. The clocks pause only for what doesn't lie with us."""
    stepped = _step(order, Verb.WAIT, waiting.since, None, waiting=waiting, said=waiting.note)
    return replace(stepped, pause=PAUSES.get(waiting.what))


def resume(order: OrderLife, *, at: datetime) -> Stepped:
    """What it waited for is there; a time is to be booked."""
    return _step(order, Verb.RESUME, at, None)


def finish(order: OrderLife, *, at: datetime) -> Stepped:
    """All that was asked for is done."""
    occasion = Occasion.SWAPPED if order.kind is OrderKind.SWAP else Occasion.RESTORED
    return _step(order, Verb.FINISH, at, occasion, done_at=at)


def answer(order: OrderLife, text: str, *, at: datetime) -> Stepped:
    """The customer was told; a complaint clearly (S4). :raises Invalid: nothing is said."""
    after(order, Verb.ANSWER)
    refuse_all(not_blank("text", text, most=2000))
    occasion = Occasion.COMPLAINT_ANSWERED if order.kind is OrderKind.COMPLAINT else Occasion.ANSWERED
    return _step(order, Verb.ANSWER, at, occasion, note=text, said=text, done_at=at)


def reopen(order: OrderLife, reason: str, *, at: datetime) -> Stepped:
    """It isn't done after all; the outlet books another time. :raises Invalid: no reason."""
    after(order, Verb.REOPEN)
    refuse_all(not_blank("reason", reason, most=500))
    return _step(order, Verb.REOPEN, at, Occasion.FORWARDED_TO_OUTLET, note=reason, said=reason, done_at=None)


def close(order: OrderLife, *, at: datetime) -> Stepped:
    return _step(order, Verb.CLOSE, at, Occasion.CLOSED)


def cancel(order: OrderLife, reason: str, *, at: datetime) -> Stepped:
    """It was withdrawn. :raises Invalid: no reason."""
    after(order, Verb.CANCEL)
    refuse_all(not_blank("reason", reason, most=500))
    return _step(order, Verb.CANCEL, at, Occasion.CLOSED, note=reason, said=reason)


def merge(order: OrderLife, into: str, *, at: datetime) -> Stepped:
    """It is one with the order ``into``. :func:`inventory.order_links.merge` judges whether it may be."""
    return _step(order, Verb.MERGE, at, Occasion.CLOSED, merged_into=into, said=into)


def escalate(order: OrderLife, escalation: Escalation) -> Stepped:
    """Up to the province, the head office or the vendor (S10).

    :raises EscalatesNotUpwards: it is with that level, or a higher one.
    """
    after(order, Verb.ESCALATE)
    present = order.escalation
    if present and LEVELS.index(escalation.level) <= LEVELS.index(present.level):
        raise EscalatesNotUpwards(number=order.number, present=present.level, wanted=escalation.level)
    ended = _ended(order, escalation.at, passed_on=True)
    stepped = _step(
        order,
        Verb.ESCALATE,
        escalation.at,
        Occasion.ESCALATED,
        escalations=(*ended, escalation),
        said=escalation.reason,
    )
    return replace(stepped, node=escalation.node)


def settle(order: OrderLife, outcome: str, *, at: datetime) -> Stepped:
    """What was escalated is solved. :raises NothingEscalated: :raises Invalid: it isn't said how."""
    after(order, Verb.SETTLE)
    if order.escalation is None:
        raise NothingEscalated(number=order.number)
    refuse_all(not_blank("outcome", outcome, most=500))
    settled = _ended(order, at, outcome=outcome)
    return _step(order, Verb.SETTLE, at, Occasion.ESCALATION_SETTLED, escalations=settled, said=outcome)


def _ended(order: OrderLife, at: datetime, *, outcome: str = "", passed_on: bool = False) -> tuple[Escalation, ...]:
    """The escalations, the open one of which ends."""
    return tuple(
        one if one.ended_at else replace(one, ended_at=at, outcome=outcome, passed_on=passed_on)
        for one in order.escalations
    )


_UNBOOKS = frozenset({Verb.ASSIGN, Verb.SEND_BACK, Verb.UNBOOK, Verb.WAIT, Verb.RESUME, Verb.REOPEN})
"""The verbs after which no time holds."""


def _step(
    order: OrderLife, verb: Verb, at: datetime, occasion: Occasion | None, *, said: str = "", **changed: object
) -> Stepped:
    status = after(order, verb)
    refuse_all(with_offset("at", at), not_in_past_of("at", at, order.since, "the step before"))
    left = order.waiting if verb not in KEEPS_WAITING else None
    waiting = order.waiting if verb in KEEPS_WAITING else None
    appointment = None if verb in _UNBOOKS else order.appointment
    follows = {"status": status, "since": at, "waiting": waiting, "appointment": appointment}
    gone = replace(order, **{**follows, **changed})  # type: ignore[arg-type]
    resume = left is not None and left.what in PAUSES
    return Stepped(order=gone, verb=verb, at=at, node=gone.holder, resume=resume, occasion=occasion, said=said)
