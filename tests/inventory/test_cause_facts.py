"""What was in the way of an order, read off its steps and off what was asked and sent for it (S7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from inventory.cause_facts import Wait, of_alerts, of_bookings, of_hand_overs, of_late_forward, of_waits, waits
from inventory.causes import CauseKind, Fact, Owner
from inventory.order_life import AskedBy, Verb, WaitingFor
from inventory.orders import Appointment
from inventory.part_facts import CausePolicy, Parcel, Supply, of_parts
from inventory.weather import AlertKind, AlertLevel, NewAlert, record
from refusals import Invalid

START = datetime(2026, 11, 2, 8, tzinfo=UTC)
CHINA = timezone(timedelta(hours=8))


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


@dataclass(frozen=True)
class AStep:
    verb: Verb
    at: datetime
    node: str = "HQ"
    by: str = "li"
    appointment: Appointment | None = None
    asked_by: AskedBy | None = None
    waiting_for: WaitingFor | None = None
    note: str = ""


def steps(*said: tuple[str, float, str]) -> list[AStep]:
    """The first one is the head office's, who took the call."""
    return [AStep(Verb.ESCALATE, at(0)), *(AStep(Verb(verb), at(hours), node) for verb, hours, node in said)]


def a_booking(hours: float, starts: float, asked_by: AskedBy = AskedBy.CUSTOMER, note: str = "") -> AStep:
    window = Appointment(starts=at(starts), ends=at(starts + 2))
    return AStep(Verb.BOOK, at(hours), appointment=window, asked_by=asked_by, note=note)


def a_wait(hours: float, what: WaitingFor, note: str = "DP-1") -> AStep:
    return AStep(Verb.WAIT, at(hours), waiting_for=what, note=note)


def told(facts: Any) -> list[tuple[str, str, float, float | None, str]]:
    return [
        (fact.kind.value, fact.owner.value, _h(fact.from_at), None if fact.to_at is None else _h(fact.to_at), fact.what)
        for fact in sorted(facts, key=lambda fact: (fact.from_at, fact.owner))
    ]


def _h(moment: datetime) -> float:
    return (moment - START).total_seconds() / 3600


# Hand-overs


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        ([("forward", 1, "ZJ"), ("assign", 2, "A")], []),
        (
            [("forward", 1, "ZJ"), ("assign", 2, "A"), ("assign", 9, "B")],
            [("wrong_dispatch", "province", 2, 9, "A")],
        ),
        (
            [("forward", 1, "ZJ"), ("assign", 2, "A"), ("send_back", 5, "ZJ"), ("assign", 9, "B")],
            [("wrong_dispatch", "province", 2, 9, "A")],
        ),
        (
            [("forward", 1, "ZJ"), ("assign", 2, "A"), ("send_back", 5, "ZJ")],
            [("wrong_dispatch", "province", 2, None, "A")],
        ),
        ([("forward", 1, "ZJ"), ("assign", 2, "A"), ("send_back", 5, "ZJ"), ("assign", 9, "A")], []),
        (
            [("forward", 1, "ZJ"), ("forward", 7, "AH"), ("assign", 8, "A")],
            [("wrong_dispatch", "head_office", 1, 7, "ZJ")],
        ),
        ([("assign", 2, "A"), ("assign", 9, "B")], [("wrong_dispatch", "head_office", 2, 9, "A")]),
        ([], []),
    ],
)
def test_an_order_that_went_on_to_another_was_dispatched_wrongly_by_whoever_chose_the_first(
    said: Any, facts: Any
) -> None:
    assert told(of_hand_overs(steps(*said), head_office="HQ")) == facts


@pytest.mark.parametrize(("node", "owner"), [("HQ", "head_office"), ("ZJ", "province")])
def test_a_late_forwarding_is_the_matter_of_whoever_had_the_order(node: str, owner: str) -> None:
    fact = of_late_forward(node, head_office="HQ", due_at=at(1), done_at=at(3))

    assert told([fact]) == [("forwarded_late", owner, 1, 3, node)]


# Appointments


@pytest.mark.parametrize(
    ("booked", "facts"),
    [
        ([a_booking(1, 20, AskedBy.US)], []),
        ([a_booking(1, 20, note="on a journey")], [("appointment_moved", "customer", 1, 20, "on a journey")]),
        ([a_booking(1, 20, AskedBy.US), a_booking(18, 60)], [("appointment_moved", "customer", 20, 60, "2026-11-05 04:00")]),
        ([a_booking(1, 20, AskedBy.US), a_booking(18, 60, AskedBy.WEATHER, "snow")], [("weather", "weather", 20, 60, "snow")]),
        ([a_booking(1, 60, AskedBy.US), a_booking(2, 20)], []),
        ([a_booking(1, 20), a_booking(18, 60, AskedBy.US)], [("appointment_moved", "customer", 1, 20, "2026-11-03 12:00")]),
    ],
)  # fmt: skip
def test_a_time_that_the_customer_or_the_weather_asked_for_was_in_the_way(booked: Any, facts: Any) -> None:
    assert told(of_bookings(booked, zone=CHINA)) == facts


# Waiting


def test_an_order_waits_until_its_next_step_but_for_an_amendment_or_escalation() -> None:
    said = [a_wait(1, WaitingFor.PART), AStep(Verb.AMEND, at(2)), AStep(Verb.ESCALATE, at(3)), AStep(Verb.RESUME, at(9)), a_wait(11, WaitingFor.WEATHER)]  # fmt: skip

    assert waits(said) == [Wait(WaitingFor.PART, at(1), at(9), "DP-1"), Wait(WaitingFor.WEATHER, at(11), None, "DP-1")]


def test_waiting_for_customer_consent_or_weather_is_theirs_and_for_part_or_workshop_says_nothing_yet() -> None:
    found = of_waits([Wait(what, at(1), at(2), "x") for what in WaitingFor])

    assert {(kind, owner) for kind, owner, *_ in told(found)} == {
        ("customer_awaited", "customer"),
        ("weather", "weather"),
    }


def test_an_alert_is_the_weathers() -> None:
    new = NewAlert(kind=AlertKind.FOG, level=AlertLevel.RED, nodes=("ZJ",), from_at=at(0), to_at=at(4), source="x")

    assert told(of_alerts([record(new, number="WA-1", by="x", now=at(0))])) == [
        ("weather", "weather", 0, 4, "WA-1 fog 大雾")
    ]


# Parts: the order waits from hour 10 to hour 100; what is in stock leaves within 24 hours

WAIT = Wait(WaitingFor.PART, at(10), at(100), "the pump")
POLICY = CausePolicy(promises=("arrive",), sent_within_s=24 * 3600)


def a_supply(asked: float = 10, decided: float | None = 12, *parcels: Parcel, **given: Any) -> Supply:
    return Supply(
        part="DP-1", asked_at=at(asked), decided_at=None if decided is None else at(decided), parcels=parcels, **given
    )


def a_parcel(sender: Owner, reserved: float, sent: float | None = None, arrived: float | None = None, wrong: float | None = None) -> Parcel:  # fmt: skip
    moments = {"sent_at": sent, "arrived_at": arrived, "wrong_at": wrong}
    told = {name: None if hours is None else at(hours) for name, hours in moments.items()}
    return Parcel(sender=sender, reserved_at=at(reserved), **told)


def facts_of(*supplies: Supply, policy: CausePolicy = POLICY) -> list[Any]:
    return told(of_parts([WAIT], supplies, policy))


PROVINCE, HEAD_OFFICE = Owner.PROVINCE, Owner.HEAD_OFFICE


def test_what_nobody_asked_for_is_the_outlets_matter() -> None:
    assert facts_of() == [("missing_part", "outlet", 10, 100, "the pump")]


def test_until_it_asks_it_is_the_outlets_matter() -> None:
    found = facts_of(a_supply(30, 31, a_parcel(PROVINCE, 31, 40, 60)))

    assert found == [("missing_part", "outlet", 10, 30, "DP-1")]


@pytest.mark.parametrize(
    ("parcel", "facts"),
    [
        (a_parcel(PROVINCE, 12, 20, 40), []),
        (a_parcel(PROVINCE, 12, 34, 60), []),
        (a_parcel(PROVINCE, 12, 50, 60), [("part_sent_late", "province", 34, 50, "DP-1")]),
        (a_parcel(PROVINCE, 12), [("part_sent_late", "province", 34, 100, "DP-1")]),
        (a_parcel(PROVINCE, 40, 50, 60), [("missing_part", "province", 12, 40, "DP-1")]),
        (a_parcel(HEAD_OFFICE, 12, 30, 70), [("missing_part", "province", 10, 70, "DP-1")]),
        (a_parcel(HEAD_OFFICE, 12, 60, 90), [("part_sent_late", "head_office", 34, 60, "DP-1")]),
        (a_parcel(HEAD_OFFICE, 50, 60, 90), [("missing_part", "head_office", 12, 50, "DP-1")]),
        (
            a_parcel(HEAD_OFFICE, 50, 80, 95),
            [("missing_part", "head_office", 12, 50, "DP-1"), ("part_sent_late", "head_office", 74, 80, "DP-1")],
        ),
        (a_parcel(PROVINCE, 12, 20, 40, wrong=41), [("part_sent_wrong", "province", 41, 100, "DP-1")]),
    ],
)
def test_what_was_reserved_and_sent_tells_who_lacked_it_or_was_late(parcel: Parcel, facts: Any) -> None:
    assert facts_of(a_supply(10, 12, parcel)) == facts


def test_what_nobody_has_is_missing_at_the_head_office() -> None:
    assert facts_of(a_supply(short=True)) == [("missing_part", "head_office", 12, 100, "DP-1")]


def test_who_does_not_decide_sends_it_late() -> None:
    assert facts_of(a_supply(10, None)) == [("part_sent_late", "province", 34, 100, "DP-1")]


def test_by_another_policy_what_is_late_is_something_else() -> None:
    assert (
        facts_of(a_supply(10, 12, a_parcel(PROVINCE, 12, 50, 60)), policy=replace(POLICY, sent_within_s=3600 * 48))
        == []
    )


def test_only_the_time_in_which_the_order_waited_counts() -> None:
    early = a_supply(-60, -58, a_parcel(HEAD_OFFICE, -58, 5, 7))

    assert facts_of(early) == []
    assert list(of_parts([Wait(WaitingFor.WORKSHOP, at(0), at(9), "x")], [], POLICY)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: replace(POLICY, sent_within_s=-1),
        lambda: replace(POLICY, promises=()),
        lambda: replace(POLICY, promises=("arrive", "arrive")),
        lambda: replace(POLICY, promises=("Arrive!",)),
        lambda: a_parcel(Owner.OUTLET, 1),
        lambda: Supply(part="DP-1", asked_at=datetime(2026, 11, 2)),  # noqa: DTZ001 - meant
    ],
)
def test_what_cannot_be_is_refused(wrong: Any) -> None:
    with pytest.raises(Invalid):
        wrong()


def test_every_fact_is_one_that_a_cause_takes() -> None:
    """What isn't would raise."""
    kinds = {kind for kind in CauseKind if kind is not CauseKind.TOO_SLOW}
    found = [
        *of_hand_overs(steps(("assign", 1, "A"), ("assign", 2, "B")), head_office="HQ"),
        *of_bookings([a_booking(1, 9)], zone=CHINA),
        *of_waits([Wait(WaitingFor.CONSENT, at(1), at(2), "x"), Wait(WaitingFor.WEATHER, at(1), at(2), "x")]),
        of_late_forward("HQ", head_office="HQ", due_at=at(1), done_at=None),
        *of_parts(
            [WAIT],
            [a_supply(10, 12, a_parcel(PROVINCE, 40, 90, 95, wrong=96)), a_supply(20, None)],
            POLICY,
        ),
    ]
    assert {fact.kind for fact in found} == kinds
    assert all(isinstance(fact, Fact) for fact in found)
