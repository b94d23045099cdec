"""What is bought because it isn't there, and when whoever waits gets it (P5)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from builders import NOW
from hypothesis import given
from hypothesis import strategies as st

from inventory import purchases as verbs
from inventory.accounts import AccountKind, parts_account
from inventory.book import Book
from inventory.purchases import (
    Arrival,
    MoreThanOrdered,
    NewPurchase,
    Origin,
    Postponement,
    Purchase,
    PurchaseWrongStatus,
    Status,
    SupplyPolicy,
    Wanted,
    expectations,
)
from refusals import Invalid

TODAY = date(2026, 11, 23)
POLICY = SupplyPolicy(head_office_days=3, purchase_days=20)


def a_purchase(**given: Any) -> Purchase:
    usual = {
        "number": "PU-1",
        "part": "PUMP",
        "quantity": 10,
        "location": "HQ/WH",
        "supplier": "Pump works",
        "expected_on": TODAY + timedelta(days=5),
        "ordered_by": "manager",
    }
    return Purchase(**{**usual, **given})


def test_a_purchase_comes_in_parts_until_all_is_there() -> None:
    first, one = verbs.receive(a_purchase(), Arrival(quantity=4), ours="HQ", now=NOW)
    second, two = verbs.receive(first, Arrival(quantity=6), ours="HQ", now=NOW)

    assert (first.status, first.coming, second.status, second.coming) == (Status.ORDERED, 6, Status.RECEIVED, 0)
    stock = parts_account(AccountKind.STOCK, "HQ", "HQ/WH", "PUMP")
    assert Book().post([one, two]).balance(stock).balance == 10


def test_no_more_comes_than_was_ordered() -> None:
    with pytest.raises(MoreThanOrdered):
        verbs.receive(a_purchase(received=7), Arrival(quantity=4), ours="HQ", now=NOW)


@pytest.mark.parametrize("status", [Status.RECEIVED, Status.CANCELLED])
def test_a_purchase_that_is_over_stays_as_it_is(status: Status) -> None:
    over = a_purchase(status=status, received=3)

    for step in (
        lambda: verbs.receive(over, Arrival(quantity=1), ours="HQ", now=NOW),
        lambda: verbs.amend(over, Postponement(expected_on=TODAY)),
        lambda: verbs.cancel(over),
    ):
        with pytest.raises(PurchaseWrongStatus):
            step()
    assert over.coming == 0


def test_a_purchase_is_expected_on_another_day() -> None:
    later = verbs.amend(a_purchase(note="x"), Postponement(expected_on=date(2027, 1, 1)))

    assert (later.expected_on, later.note) == (date(2027, 1, 1), "x")


@pytest.mark.parametrize(("field", "value"), [("quantity", 0), ("quantity", 1.5), ("supplier", " "), ("part", "x y")])
def test_a_wrong_purchase_is_refused(field: str, value: Any) -> None:
    usual = {"part": "P", "quantity": 1, "location": "HQ/WH", "supplier": "S", "expected_on": TODAY}
    with pytest.raises(Invalid) as refused:
        NewPurchase(**{**usual, field: value})

    assert [problem.path for problem in refused.value.problems] == [field]


def told(wanted: list[Wanted], free: int, *purchases: Purchase) -> dict[str, list[tuple[int, int, Origin]]]:
    """Quantity, days from today and origin, by key."""
    found = expectations(wanted, {"PUMP": free}, purchases, POLICY, today=TODAY)
    return {key: [(one.quantity, (one.on - TODAY).days, one.origin) for one in some] for key, some in found.items()}


def want(key: str, quantity: int) -> Wanted:
    return Wanted(key=key, part="PUMP", quantity=quantity)


def test_who_waits_first_gets_what_is_free_then_what_comes_first_then_what_must_be_bought() -> None:
    late = a_purchase(number="PU-2", quantity=2, expected_on=TODAY + timedelta(days=9))

    assert told([want("A", 3), want("B", 4), want("C", 9)], 2, late, a_purchase(quantity=4)) == {
        "A": [(2, 3, Origin.HEAD_OFFICE), (1, 8, Origin.PURCHASE)],
        "B": [(3, 8, Origin.PURCHASE), (1, 12, Origin.PURCHASE)],
        "C": [(1, 12, Origin.PURCHASE), (8, 23, Origin.TO_BE_BOUGHT)],
    }


def test_what_is_late_is_expected_today_and_what_was_cancelled_never() -> None:
    late = a_purchase(expected_on=TODAY - timedelta(days=4), quantity=1)
    gone = a_purchase(number="PU-2", status=Status.CANCELLED)

    assert told([want("A", 2)], 0, late, gone) == {"A": [(1, 3, Origin.PURCHASE), (1, 23, Origin.TO_BE_BOUGHT)]}


@given(
    wants=st.lists(st.integers(1, 20), max_size=8),
    free=st.integers(0, 30),
    coming=st.lists(st.tuples(st.integers(1, 15), st.integers(-5, 20)), max_size=5),
)
def test_everybody_who_waits_is_told_of_all_pieces_and_none_twice(
    wants: list[int], free: int, coming: list[tuple[int, int]]
) -> None:
    purchases = [
        a_purchase(number=f"PU-{n}", quantity=quantity, expected_on=TODAY + timedelta(days=days))
        for n, (quantity, days) in enumerate(coming)
    ]
    wanted = [want(f"W{n}", quantity) for n, quantity in enumerate(wants)]

    found = expectations(wanted, {"PUMP": free}, purchases, POLICY, today=TODAY)

    assert [sum(one.quantity for one in found[claim.key]) for claim in wanted] == wants
    flat = [one for some in found.values() for one in some]
    assert sum(one.quantity for one in flat if one.origin is Origin.HEAD_OFFICE) <= free
    for purchase in purchases:
        assert sum(one.quantity for one in flat if one.purchase == purchase.number) <= purchase.quantity
    last = [max(one.on for one in found[claim.key]) for claim in wanted]
    assert last == sorted(last)
