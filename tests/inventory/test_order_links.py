"""Chasers and complaints, crises, and duplicates that are merged (S2, S4), by two policies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from builders import an_order
from hypothesis import given
from hypothesis import strategies as st

from inventory.order_life import OrderLife, OrderWrongStatus
from inventory.order_links import (
    CrisisGround,
    DeskPolicy,
    Likeness,
    NotADuplicate,
    NothingToChase,
    chasers,
    crisis,
    merge,
    point,
    possible_duplicates,
)
from inventory.orders import Missed, OrderKind, OrderStatus, Reached, ServiceOrder, is_open
from refusals import Invalid

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
POLICY = DeskPolicy(crisis_chasers=3, duplicate_days=7, close_after_days=7)
STRICT = DeskPolicy(crisis_chasers=0, duplicate_days=0, close_after_days=0)


def a_report(number: str = "SO-1", days: float = 0, **given: Any) -> ServiceOrder:
    return an_order(number=number, **{"registered_at": NOW + timedelta(days=days), **given})


def a_chaser(number: str = "CH-1", about: str = "SO-1", **given: Any) -> ServiceOrder:
    return a_report(number, about=about, **{"kind": OrderKind.CHASER, "missed": Missed.PROMISE, **given})


def a_complaint(**given: Any) -> ServiceOrder:
    return a_report("CO-1", kind=OrderKind.COMPLAINT, **given)


def a_life(number: str = "SO-2", status: OrderStatus = OrderStatus.ASSIGNED, **given: Any) -> OrderLife:
    usual = {"kind": OrderKind.REPAIR, "holder": "ZJ-001", "since": NOW, "status": status}
    return OrderLife(**{"number": number, **usual, **given})


# Chasers and complaints (S2)


@pytest.mark.parametrize("status", OrderStatus)
def test_what_is_over_is_complained_about_and_not_chased(status: OrderStatus) -> None:
    target = a_report(status=status)

    point(a_complaint(about="SO-1"), target)
    if is_open(status):
        point(a_chaser(), target)
    else:
        with pytest.raises(NothingToChase):
            point(a_chaser(), target)


def test_a_complaint_can_be_chased_and_a_chaser_cannot() -> None:
    point(a_chaser(about="CO-1"), a_complaint())
    with pytest.raises(NothingToChase):
        point(a_chaser(about="CH-2"), a_chaser("CH-2"))


@pytest.mark.parametrize(
    "build",
    [
        lambda: a_chaser(missed=None),
        lambda: a_chaser(about=None),
        lambda: a_chaser(about="CH-1"),
        lambda: a_chaser(reached=(Reached.MEDIA,)),
        lambda: a_complaint(missed=Missed.PROMISE),
        lambda: a_complaint(reached=(Reached.MEDIA, Reached.MEDIA)),
        lambda: a_report(about="SO-2"),
        lambda: a_report(claims_damages=True),
        lambda: DeskPolicy(crisis_chasers=-1, duplicate_days=7, close_after_days=7),
        lambda: DeskPolicy(crisis_chasers=3, duplicate_days=400, close_after_days=7),
    ],
)
def test_what_points_at_nothing_or_a_wrong_figure_is_refused(build: Callable[[], object]) -> None:
    with pytest.raises(Invalid):
        build()


def test_chasers_are_counted_once_each_and_by_their_own_order() -> None:
    links = [a_chaser("CH-2", days=0.1), a_chaser(), a_chaser(), a_chaser("CH-3", about="SO-2")]
    complaint = a_complaint(about="SO-1")

    assert [one.number for one in chasers("SO-1", [*links, complaint])] == ["CH-1", "CH-2"]


# Crisis (S4)


def chased(times: int, about: str = "CO-1") -> list[ServiceOrder]:
    return [a_chaser(f"CH-{about}-{n}", about=about) for n in range(times)]


@pytest.mark.parametrize(("policy", "times", "is_one"), [(POLICY, 3, False), (POLICY, 4, True), (STRICT, 1, True)])
def test_a_complaint_chased_more_often_than_the_policy_says_is_a_crisis(
    policy: DeskPolicy, times: int, is_one: bool
) -> None:
    found = crisis(a_complaint(), chased(times), policy)

    assert [reason.ground for reason in found] == ([CrisisGround.CHASED] if is_one else [])


def test_who_chases_the_order_chases_the_complaint_about_it() -> None:
    links = chased(2) + chased(2, about="SO-1")

    assert crisis(a_complaint(about="SO-1"), links, POLICY)
    assert not crisis(a_complaint(), links, POLICY)


@pytest.mark.parametrize("reached", Reached)
def test_a_complaint_that_reached_others_is_a_crisis(reached: Reached) -> None:
    found = crisis(a_complaint(reached=(reached,)), [], POLICY)

    assert [reason.ground for reason in found] == [CrisisGround.REACHED]


def test_all_that_makes_it_a_crisis_is_told() -> None:
    complaint = a_complaint(reached=(Reached.MEDIA, Reached.AUTHORITY), claims_damages=True)

    found = crisis(complaint, chased(4), POLICY)

    assert [reason.ground for reason in found] == ["chased", "reached", "reached", "damages"]


# Duplicates


@pytest.mark.parametrize(
    ("other", "because"),
    [
        ({"days": 2}, (Likeness.SAME_FAULT, Likeness.CLOSE_IN_TIME)),
        ({"days": 30}, (Likeness.SAME_FAULT,)),
        ({"days": 7, "fault": "F-02"}, (Likeness.CLOSE_IN_TIME,)),
        ({"days": 2, "fault": None, "kind": OrderKind.INSPECTION}, (Likeness.CLOSE_IN_TIME,)),
        ({"days": 7.01, "fault": "F-02"}, None),
        ({"unit": "U-2"}, None),
        ({"status": OrderStatus.DONE}, None),
        ({"status": OrderStatus.DUPLICATE}, None),
        ({"kind": OrderKind.COMPLAINT}, None),
    ],
)
def test_open_orders_of_the_machine_are_offered_for_merging(other: Any, because: Any) -> None:
    found = possible_duplicates(a_report("SO-9"), [a_report("SO-1", **other)], POLICY)

    assert [one.because for one in found] == ([] if because is None else [because])


def test_a_report_without_a_machine_has_no_duplicates() -> None:
    nameless = {"unit": None, "kind": OrderKind.INSTALLATION}

    assert possible_duplicates(a_report("SO-9", **nameless), [a_report("SO-1", **nameless)], POLICY) == []


def test_by_another_policy_only_the_same_fault_counts() -> None:
    other = a_report("SO-1", days=1, fault="F-02")

    assert possible_duplicates(a_report("SO-9"), [other], POLICY)
    assert not possible_duplicates(a_report("SO-9"), [other], STRICT)


def test_the_likest_are_offered_first_then_the_oldest() -> None:
    known = [
        a_report("SO-3", days=1, fault="F-02"),
        a_report("SO-2", days=2),
        a_report("SO-1", days=1),
        a_report("SO-9"),
    ]

    assert [one.number for one in possible_duplicates(a_report("SO-9"), known, POLICY)] == ["SO-1", "SO-2", "SO-3"]


def test_a_merged_order_is_a_duplicate_and_its_chasers_follow() -> None:
    pointing = [a_chaser("CH-1", about="SO-2"), a_chaser("CH-2", about="SO-1"), a_chaser("CH-3", about="SO-3")]

    merged = merge(a_life(), a_report("SO-2", days=1), a_report("SO-1"), pointing, at=NOW)

    assert (merged.stepped.order.status, merged.stepped.order.merged_into) == (OrderStatus.DUPLICATE, "SO-1")
    assert [(link.number, link.about) for link in merged.moved] == [("CH-1", "SO-1")]


@pytest.mark.parametrize(
    ("report", "into"),
    [
        (a_report("SO-2"), a_report("SO-1", unit="U-2")),
        (a_report("SO-2"), a_report("SO-2")),
        (a_report("SO-2"), a_report("SO-1", status=OrderStatus.CLOSED)),
        (a_report("SO-2"), a_report("SO-1", kind=OrderKind.COMPLAINT)),
        (a_report("SO-2", unit=None, kind=OrderKind.INSTALLATION), a_report("SO-1")),
    ],
)
def test_what_is_not_one_is_not_merged(report: ServiceOrder, into: ServiceOrder) -> None:
    with pytest.raises(NotADuplicate):
        merge(a_life(), report, into, [], at=NOW)


def test_an_order_that_somebody_works_on_is_not_merged_away() -> None:
    with pytest.raises(OrderWrongStatus):
        merge(a_life(status=OrderStatus.IN_PROGRESS), a_report("SO-2"), a_report("SO-1"), [], at=NOW)


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["SO-1", "SO-2", "SO-3"])), max_size=12))
def test_no_chaser_is_lost_or_counted_twice_by_merging(pairs: list[tuple[int, str]]) -> None:
    links = {link.number: link for link in (a_chaser(f"CH-{n}", about=about) for n, about in pairs)}
    both = len(chasers("SO-1", links.values())) + len(chasers("SO-2", links.values()))

    merged = merge(a_life(), a_report("SO-2"), a_report("SO-1"), links.values(), at=NOW)
    links.update({link.number: link for link in merged.moved})

    assert len(chasers("SO-1", links.values())) == both
    assert chasers("SO-2", links.values()) == []
