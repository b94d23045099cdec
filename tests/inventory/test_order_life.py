"""The life of a service order (S2, S3, S10): the whole table, what the clocks are told, escalation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from inventory import order_life_verbs as verbs
from inventory.order_life import (
    DESK,
    FOR_KINDS,
    TRANSITIONS,
    AskedBy,
    Booking,
    ClockPause,
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
    WaitingFor,
)
from inventory.orders import OPEN, VISITED, Appointment, OrderKind, OrderStatus, is_open
from refusals import Invalid, Refusal
from routing import clock_table, clocks

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def an_order(status: OrderStatus = OrderStatus.REGISTERED, **given: Any) -> OrderLife:
    usual = {
        "number": "SO-1",
        "kind": OrderKind.REPAIR,
        "holder": "ZJ-001",
        "since": NOW,
        "status": status,
        "province": "ZJ",
        "outlet": "ZJ-001",
    }
    return OrderLife(**{**usual, **given})


def an_appointment(**given: Any) -> Appointment:
    return Appointment(**{"starts": NOW + timedelta(days=1), "ends": NOW + timedelta(days=1, hours=2), **given})


def a_booking(**given: Any) -> Booking:
    return Booking(**{"appointment": an_appointment(), "at": LATER, "asked_by": AskedBy.CUSTOMER, **given})


def a_wait(what: WaitingFor = WaitingFor.PART) -> Waiting:
    return Waiting(what=what, since=LATER, note="DP-1")


def an_escalation(level: Level = Level.PROVINCE, **given: Any) -> Escalation:
    return Escalation(**{"level": level, "node": "ZJ", "reason": "找不到故障", "by": "wang", "at": LATER, **given})


DO: dict[Verb, Callable[[OrderLife], Stepped]] = {
    Verb.AMEND: lambda order: verbs.amend(order, at=LATER),
    Verb.FORWARD: lambda order: verbs.forward(order, "AH", at=LATER),
    Verb.ASSIGN: lambda order: verbs.assign(order, "ZJ-002", province="ZJ", at=LATER),
    Verb.SEND_BACK: lambda order: verbs.send_back(order, "无此技能", at=LATER),
    Verb.BOOK: lambda order: verbs.book(order, a_booking()),
    Verb.UNBOOK: lambda order: verbs.unbook(order, "客户改期", at=LATER),
    Verb.START: lambda order: verbs.start(order, at=LATER),
    Verb.WAIT: lambda order: verbs.wait(order, a_wait()),
    Verb.RESUME: lambda order: verbs.resume(order, at=LATER),
    Verb.FINISH: lambda order: verbs.finish(order, at=LATER),
    Verb.ANSWER: lambda order: verbs.answer(order, "明日上门", at=LATER),
    Verb.REOPEN: lambda order: verbs.reopen(order, "回访未解决", at=LATER),
    Verb.CLOSE: lambda order: verbs.close(order, at=LATER),
    Verb.CANCEL: lambda order: verbs.cancel(order, "客户取消", at=LATER),
    Verb.MERGE: lambda order: verbs.merge(order, "SO-9", at=LATER),
    Verb.ESCALATE: lambda order: verbs.escalate(order, an_escalation()),
    Verb.SETTLE: lambda order: verbs.settle(order, "已解决", at=LATER),
}


@pytest.mark.parametrize("kind", [OrderKind.REPAIR, OrderKind.COMPLAINT])
@pytest.mark.parametrize("status", OrderStatus)
def test_what_is_possible_is_what_is_not_refused(status: OrderStatus, kind: OrderKind) -> None:
    order = an_order(status, kind=kind)

    def is_refused(verb: Verb) -> bool:
        try:
            DO[verb](order)
        except (OrderWrongStatus, OrderWrongKind, NothingEscalated):
            return True
        return False

    assert set(verbs.possible(kind, status, None)) == {verb for verb in DO if not is_refused(verb)}


def test_what_is_with_the_vendor_goes_no_further_up() -> None:
    found = verbs.possible(OrderKind.REPAIR, OrderStatus.ASSIGNED, Level.VENDOR)
    assert Verb.ESCALATE not in found
    assert Verb.SETTLE in found


@pytest.mark.parametrize(
    ("status", "verb", "kind"), list(product(OrderStatus, DO, (OrderKind.REPAIR, OrderKind.COMPLAINT)))
)
def test_each_verb_is_refused_where_the_life_has_it_not(status: OrderStatus, verb: Verb, kind: OrderKind) -> None:
    escalated = (an_escalation(at=NOW),) if verb is Verb.SETTLE else ()
    order = an_order(status, kind=kind, escalations=escalated)
    expected: type[Refusal] | None = None if status in TRANSITIONS[verb] else OrderWrongStatus
    if kind not in FOR_KINDS.get(verb, frozenset(OrderKind)):
        expected = OrderWrongKind

    if expected is None:
        assert DO[verb](order).order.status is TRANSITIONS[verb][status]
        return
    with pytest.raises(expected):
        DO[verb](order)


def test_every_status_is_reached_and_no_order_is_stuck_while_it_is_open() -> None:
    reached = {wanted for ways in TRANSITIONS.values() for wanted in ways.values()} | {OrderStatus.REGISTERED}
    left = {status for verb, ways in TRANSITIONS.items() for status, to in ways.items() if to is not status}

    assert reached == set(OrderStatus)
    assert left == OPEN | {OrderStatus.DONE}


@pytest.mark.parametrize("status", OrderStatus)
def test_an_order_is_open_until_it_is_done_cancelled_or_merged(status: OrderStatus) -> None:
    over = {OrderStatus.DONE, OrderStatus.CLOSED, OrderStatus.CANCELLED, OrderStatus.DUPLICATE}

    assert is_open(status) is (status not in over)


@pytest.mark.parametrize("kind", OrderKind)
def test_what_needs_no_visit_is_answered_and_what_needs_one_is_done(kind: OrderKind) -> None:
    assert (kind in DESK) is (kind not in VISITED)
    answered = Verb.ANSWER if kind in DESK else Verb.FINISH
    start = OrderStatus.FORWARDED if kind in DESK else OrderStatus.IN_PROGRESS

    assert DO[answered](an_order(start, kind=kind)).order.status is OrderStatus.DONE


# What the clocks are told


def test_the_words_for_the_clocks_are_the_clocks_own() -> None:
    assert {one.value for one in Occasion} <= {one.value for one in clock_table.Occasion}
    assert {one.value for one in ClockPause} <= {one.value for one in clocks.PauseReason}
    assert {one.value for one in OrderKind} == {one.value for one in clock_table.ServiceKind}


@pytest.mark.parametrize(
    ("verb", "status", "kind", "occasion", "node"),
    [
        (Verb.FORWARD, OrderStatus.REGISTERED, OrderKind.REPAIR, Occasion.FORWARDED_TO_PROVINCE, "AH"),
        (Verb.ASSIGN, OrderStatus.FORWARDED, OrderKind.REPAIR, Occasion.FORWARDED_TO_OUTLET, "ZJ-002"),
        (Verb.SEND_BACK, OrderStatus.ASSIGNED, OrderKind.REPAIR, Occasion.FORWARDED_TO_PROVINCE, "ZJ"),
        (Verb.BOOK, OrderStatus.ASSIGNED, OrderKind.REPAIR, Occasion.BOOKED, "ZJ-001"),
        (Verb.START, OrderStatus.BOOKED, OrderKind.REPAIR, Occasion.ARRIVED, "ZJ-001"),
        (Verb.FINISH, OrderStatus.IN_PROGRESS, OrderKind.REPAIR, Occasion.RESTORED, "ZJ-001"),
        (Verb.FINISH, OrderStatus.IN_PROGRESS, OrderKind.SWAP, Occasion.SWAPPED, "ZJ-001"),
        (Verb.ANSWER, OrderStatus.FORWARDED, OrderKind.COMPLAINT, Occasion.COMPLAINT_ANSWERED, "ZJ-001"),
        (Verb.ANSWER, OrderStatus.REGISTERED, OrderKind.CONSULTATION, Occasion.ANSWERED, "ZJ-001"),
        (Verb.REOPEN, OrderStatus.DONE, OrderKind.REPAIR, Occasion.FORWARDED_TO_OUTLET, "ZJ-001"),
        (Verb.CLOSE, OrderStatus.DONE, OrderKind.REPAIR, Occasion.CLOSED, "ZJ-001"),
        (Verb.CANCEL, OrderStatus.BOOKED, OrderKind.REPAIR, Occasion.CLOSED, "ZJ-001"),
        (Verb.MERGE, OrderStatus.BOOKED, OrderKind.REPAIR, Occasion.CLOSED, "ZJ-001"),
        (Verb.ESCALATE, OrderStatus.ASSIGNED, OrderKind.REPAIR, Occasion.ESCALATED, "ZJ"),
        (Verb.WAIT, OrderStatus.BOOKED, OrderKind.REPAIR, None, "ZJ-001"),
        (Verb.RESUME, OrderStatus.WAITING, OrderKind.REPAIR, None, "ZJ-001"),
    ],
)
def test_each_step_tells_the_clocks_what_happened_and_who_has_it(
    verb: Verb, status: OrderStatus, kind: OrderKind, occasion: Occasion | None, node: str
) -> None:
    stepped = DO[verb](an_order(status, kind=kind))

    assert (stepped.occasion, stepped.node, stepped.at) == (occasion, node, LATER)


def test_a_registered_order_starts_its_clocks_with_whoever_took_the_call() -> None:
    stepped = verbs.register("SO-1", OrderKind.REPAIR, holder="HQ", at=NOW)

    assert (stepped.order.status, stepped.occasion, stepped.node) == (OrderStatus.REGISTERED, Occasion.REGISTERED, "HQ")


@pytest.mark.parametrize(
    ("what", "pause"),
    [
        (WaitingFor.PART, None),
        (WaitingFor.WORKSHOP, None),
        (WaitingFor.CUSTOMER, ClockPause.CUSTOMER_ASKED),
        (WaitingFor.CONSENT, ClockPause.AWAITING_CONSENT),
        (WaitingFor.WEATHER, ClockPause.WEATHER),
    ],
)
def test_the_clocks_pause_only_for_what_does_not_lie_with_us(what: WaitingFor, pause: ClockPause | None) -> None:
    waits = verbs.wait(an_order(OrderStatus.BOOKED), a_wait(what))
    goes_on = verbs.resume(waits.order, at=LATER)

    assert (waits.pause, goes_on.resume) == (pause, pause is not None)
    assert (waits.order.waiting, goes_on.order.waiting) == (a_wait(what), None)


def test_who_waits_for_something_else_ends_the_pause_before() -> None:
    waits = verbs.wait(an_order(OrderStatus.BOOKED), a_wait(WaitingFor.CUSTOMER)).order

    other = verbs.wait(waits, a_wait(WaitingFor.PART))

    assert (other.resume, other.pause) == (True, None)


def test_booking_ends_the_waiting_and_its_pause() -> None:
    booked = verbs.book(verbs.wait(an_order(OrderStatus.BOOKED), a_wait(WaitingFor.WEATHER)).order, a_booking())

    assert (booked.order.status, booked.order.waiting, booked.resume) == (OrderStatus.BOOKED, None, True)


@pytest.mark.parametrize("verb", [Verb.AMEND, Verb.ESCALATE])
def test_what_is_amended_or_escalated_goes_on_waiting(verb: Verb) -> None:
    waits = verbs.wait(an_order(OrderStatus.BOOKED), a_wait(WaitingFor.CUSTOMER)).order

    gone = DO[verb](waits)

    assert (gone.order.status, gone.order.waiting, gone.resume) == (OrderStatus.WAITING, waits.waiting, False)


# Who has it, and when


def test_an_order_that_was_sent_back_may_come_to_the_same_outlet_again() -> None:
    back = verbs.send_back(an_order(OrderStatus.ASSIGNED), "无此技能", at=LATER).order

    assert (back.holder, back.note) == ("ZJ", "无此技能")
    assert verbs.assign(back, "ZJ-001", province="ZJ", at=LATER).order.holder == "ZJ-001"


@pytest.mark.parametrize(
    "step",
    [
        lambda: verbs.assign(an_order(OrderStatus.ASSIGNED), "ZJ-001", province="ZJ", at=LATER),
        lambda: verbs.forward(an_order(OrderStatus.FORWARDED), "ZJ", at=LATER),
        lambda: verbs.forward(an_order(), "zj", at=LATER),
        lambda: verbs.send_back(an_order(OrderStatus.ASSIGNED, province=None), "无此技能", at=LATER),
        lambda: verbs.send_back(an_order(OrderStatus.ASSIGNED), "", at=LATER),
        lambda: verbs.book(an_order(OrderStatus.ASSIGNED), a_booking(at=NOW + timedelta(days=3))),
        lambda: verbs.start(an_order(OrderStatus.BOOKED), at=NOW - timedelta(seconds=1)),
        lambda: verbs.start(an_order(OrderStatus.BOOKED), at=LATER.replace(tzinfo=None)),
        lambda: verbs.answer(an_order(kind=OrderKind.COMPLAINT), " ", at=LATER),
        lambda: verbs.cancel(an_order(), "", at=LATER),
        lambda: verbs.reopen(an_order(OrderStatus.DONE), "", at=LATER),
        lambda: Waiting(what=WaitingFor.PART, since=NOW, note=""),
        lambda: an_order(number="so 1"),
    ],
)
def test_what_makes_no_sense_is_refused(step: Callable[[], object]) -> None:
    with pytest.raises(Invalid):
        step()


def test_the_time_that_the_customer_or_the_weather_asked_for_is_known_whatever_we_moved_since() -> None:
    by_us = a_booking(asked_by=AskedBy.US)
    wished = a_booking(note="出差", appointment=an_appointment(ends=NOW + timedelta(days=9)))

    order = an_order(OrderStatus.BOOKED, bookings=(by_us, wished, by_us))

    assert order.agreed_delay == wished
    assert an_order(bookings=(by_us,)).agreed_delay is None


# Escalation (S10)


def test_an_escalation_goes_up_and_not_down_or_round() -> None:
    order = verbs.escalate(an_order(OrderStatus.ASSIGNED), an_escalation(Level.HEAD_OFFICE)).order

    for level in (Level.PROVINCE, Level.HEAD_OFFICE):
        with pytest.raises(EscalatesNotUpwards):
            verbs.escalate(order, an_escalation(level))
    higher = verbs.escalate(order, an_escalation(Level.VENDOR, node="HQ")).order
    assert [(one.level, one.passed_on) for one in higher.escalations] == [("head_office", True), ("vendor", False)]
    assert higher.escalation == higher.escalations[-1]


def test_what_is_settled_says_how_and_may_be_escalated_again() -> None:
    order = verbs.escalate(an_order(OrderStatus.ASSIGNED), an_escalation()).order

    settled = verbs.settle(order, "派专家", at=LATER)

    assert (settled.order.escalation, settled.order.escalations[0].outcome) == (None, "派专家")
    assert settled.occasion is Occasion.ESCALATION_SETTLED
    assert verbs.escalate(settled.order, an_escalation()).order.escalation is not None


def test_nothing_is_settled_that_was_not_escalated() -> None:
    with pytest.raises(NothingEscalated):
        verbs.settle(an_order(OrderStatus.ASSIGNED), "派专家", at=LATER)
    settled = replace(an_escalation(), ended_at=LATER)
    with pytest.raises(NothingEscalated):
        verbs.settle(an_order(OrderStatus.ASSIGNED, escalations=(settled,)), "派专家", at=LATER)
