"""Which ties two orders can have (V4)."""

from datetime import UTC, datetime
from typing import Any

import pytest
from builders import an_order

from inventory.order_ties import NewTie, Tie, TieContradicts, TieKind, tie
from inventory.orders import NoVisitNeeded, OrderKind, OrderNotOpen, OrderStatus
from refusals import AlreadyThere, Invalid

AT = datetime(2026, 11, 22, tzinfo=UTC)


def tied(kind: TieKind, first: str, second: str, **given: Any) -> Tie:
    return Tie(**{"id": 1, "kind": kind, "first": first, "second": second, "why": "x", "by": "t", "at": AT, **given})


def new(kind: TieKind, first: str, second: str) -> NewTie:
    return NewTie(kind=kind, first=first, second=second, why="x")


def test_an_order_is_not_tied_to_itself_and_only_what_comes_after_has_a_gap() -> None:
    with pytest.raises(Invalid) as refused:
        NewTie(kind=TieKind.SAME, first="A", second="A", gap_s=60, why=" ")
    assert [one.path for one in refused.value.problems] == ["why", "second", "gap_s"]


@pytest.mark.parametrize(
    ("kind", "first", "second", "standing"),
    [
        (TieKind.AFTER, "B", "A", [tied(TieKind.AFTER, "A", "B")]),
        (TieKind.OTHER, "A", "C", [tied(TieKind.SAME, "A", "B"), tied(TieKind.SAME, "C", "B")]),
        (TieKind.SAME, "A", "B", [tied(TieKind.SAME, "B", "C"), tied(TieKind.OTHER, "C", "A")]),
        (TieKind.AFTER, "C", "A", [tied(TieKind.AFTER, "A", "B"), tied(TieKind.AFTER, "B", "C")]),
    ],
)
def test_what_contradicts_standing_ties_is_refused(kind: TieKind, first: str, second: str, standing: list[Tie]) -> None:
    with pytest.raises(TieContradicts):
        tie(new(kind, first, second), [], standing)


@pytest.mark.parametrize(("kind", "first", "second"), [(TieKind.SAME, "B", "A"), (TieKind.AFTER, "A", "B")])
def test_orders_are_tied_once_in_a_way(kind: TieKind, first: str, second: str) -> None:
    with pytest.raises(AlreadyThere):
        tie(new(kind, first, second), [], [tied(kind, "A", "B")])


@pytest.mark.parametrize(
    ("kind", "standing"),
    [
        (TieKind.AFTER, [tied(TieKind.SAME, "A", "B")]),
        (TieKind.AFTER, [tied(TieKind.AFTER, "A", "C"), tied(TieKind.AFTER, "C", "B")]),
        (TieKind.OTHER, [tied(TieKind.AFTER, "A", "B"), tied(TieKind.SAME, "B", "C")]),
    ],
)
def test_what_goes_together_may_be_said(kind: TieKind, standing: list[Tie]) -> None:
    tie(new(kind, "A", "B"), [an_order(number="A"), an_order(number="B")], standing)


def test_only_open_orders_that_are_visited_are_tied() -> None:
    with pytest.raises(OrderNotOpen):
        tie(new(TieKind.SAME, "A", "B"), [an_order(number="A", status=OrderStatus.CLOSED)], [])
    consultation = an_order(number="A", kind=OrderKind.CONSULTATION, unit=None, fault=None)
    with pytest.raises(NoVisitNeeded):
        tie(new(TieKind.SAME, "A", "B"), [consultation], [])
