"""What is carried by hand, and what has to be sent (P1, N1, N2)."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest
from builders import a_head_office, a_location, a_node, a_province
from hypothesis import given
from hypothesis import strategies as st

from inventory import moves
from inventory.accounts import AccountKind, Condition, parts_account
from inventory.book import Book
from inventory.ledger import InsufficientStock, Purpose, Transfer
from inventory.moves import BookedMove, Place, StockMove, TooFarToCarry
from inventory.network import LocationKind
from inventory.shipments import Goods
from refusals import Invalid

NOW = datetime(2026, 11, 23, tzinfo=UTC)
NODES = {
    node.code: node
    for node in (
        a_head_office(),
        a_province(),
        a_province(code="AH"),
        a_node(),
        a_node(code="ZJ-002"),
        a_node(code="AH-001", parent="AH"),
    )
}


def a_place(node: str, kind: LocationKind = LocationKind.WAREHOUSE) -> Place:
    return Place(location=a_location(code=f"{node}/{kind.upper()}", node=node, kind=kind), node=NODES[node])


def a_move(**given: Any) -> StockMove:
    usual = {
        "reference": "R1",
        "source": "ZJ-001/WH",
        "destination": "ZJ-T001/VAN",
        "lines": (Goods(part="PUMP", quantity=2),),
    }
    return StockMove(**{**usual, **given})


def booked(number: str, *lines: Goods, **given: Any) -> BookedMove:
    usual = {"reference": number, "source": "A", "destination": "B", "owner": "HQ", "moved_by": "x", "moved_at": NOW}
    return BookedMove(number=number, lines=lines, **{**usual, **given})


@pytest.mark.parametrize(("one", "other"), [("ZJ-001", "ZJ-001"), ("ZJ", "ZJ-001"), ("ZJ-001", "ZJ-002"), ("HQ", "HQ")])
def test_stock_is_carried_within_an_outlet_or_province(one: str, other: str) -> None:
    moves.can_be_carried(a_place(one), a_place(other, LocationKind.VAN))
    moves.can_be_carried(a_place(other, LocationKind.VAN), a_place(one))


@pytest.mark.parametrize(("one", "other"), [("ZJ", "AH"), ("HQ", "ZJ"), ("ZJ-001", "AH-001"), ("HQ", "ZJ-001")])
def test_what_goes_to_another_province_is_sent(one: str, other: str) -> None:
    with pytest.raises(TooFarToCarry):
        moves.can_be_carried(a_place(one), a_place(other))


@pytest.mark.parametrize("kind", [LocationKind.TRANSIT, LocationKind.CUSTOMER_SITE, LocationKind.RETURNS_SCRAP])
def test_nobody_carries_stock_to_or_from_such_a_place(kind: LocationKind) -> None:
    with pytest.raises(Invalid) as refused:
        moves.can_be_carried(a_place("ZJ", kind), a_place("ZJ-001", kind))

    assert [problem.path for problem in refused.value.problems] == ["source", "destination"]


def test_returned_parts_leave_their_warehouse_by_hand_and_reach_it_by_inspection() -> None:
    moves.can_be_carried(a_place("ZJ", LocationKind.RETURNS_REUSABLE), a_place("ZJ"))
    with pytest.raises(Invalid):
        moves.can_be_carried(a_place("ZJ"), a_place("ZJ", LocationKind.RETURNS_REUSABLE))


def test_what_is_carried_is_ours_or_that_of_the_place_it_leaves() -> None:
    assert moves.owner_of(a_move(), a_place("ZJ-001"), ours="HQ") == "HQ"
    assert moves.owner_of(a_move(owner="ZJ-001"), a_place("ZJ-001"), ours="HQ") == "ZJ-001"
    with pytest.raises(Invalid):
        moves.owner_of(a_move(owner="ZJ-002"), a_place("ZJ-001"), ours="HQ")


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"reference": " "}, "reference"),
        ({"destination": "ZJ-001/WH"}, "destination"),
        ({"lines": ()}, "lines"),
        ({"lines": (Goods(part="PUMP", quantity=1), Goods(part="PUMP", quantity=2))}, "lines"),
        ({"owner": "us"}, "owner"),
    ],
)
def test_a_wrong_move_names_its_field(given: Any, path: str) -> None:
    with pytest.raises(Invalid) as refused:
        a_move(**given)

    assert [problem.path for problem in refused.value.problems] == [path]


def test_all_lines_move_or_none_and_each_that_is_short_is_named() -> None:
    wanted = [Goods(part=part, quantity=3, condition=condition) for part, condition in product(("PUMP", "BELT"), (Condition.NEW, Condition.DEFECTIVE))]  # fmt: skip
    account = parts_account(AccountKind.STOCK, "HQ", "A", "PUMP")
    book = Book().post([_opening(account, 3)])

    with pytest.raises(InsufficientStock) as refused:
        book.post(moves.postings(booked("MV-1", *wanted)))

    short = {(one.account.asset, one.account.condition) for one in refused.value.shortages}
    assert short == {("PUMP", "defective"), ("BELT", "new"), ("BELT", "defective")}


def _opening(account: Any, amount: int) -> Transfer:
    outside = parts_account(AccountKind.SUPPLIER, "HQ", "", account.asset, account.condition)
    return Transfer(id=f"open/{account}", source=outside, destination=account, amount=amount, purpose=Purpose.OPENING, reference="open", occurred_at=NOW)  # fmt: skip


CARRIED = st.tuples(st.sampled_from("ABC"), st.sampled_from("ABC"), st.integers(1, 6)).filter(lambda it: it[0] != it[1])


@given(st.lists(CARRIED, max_size=12))
def test_carrying_makes_nothing_and_loses_nothing(carried: list[tuple[str, str, int]]) -> None:
    places = [parts_account(AccountKind.STOCK, "HQ", place, "PUMP") for place in "ABC"]
    book = Book().post([_opening(places[0], 10)])

    for n, (source, destination, quantity) in enumerate(carried):
        move = booked(f"MV-{n}", Goods(part="PUMP", quantity=quantity), source=source, destination=destination)
        try:
            book = book.post(moves.postings(move))
        except InsufficientStock:
            assert book.balance(parts_account(AccountKind.STOCK, "HQ", source, "PUMP")).available < quantity

    assert sum(book.balance(place).balance for place in places) == 10
