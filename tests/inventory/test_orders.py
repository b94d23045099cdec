"""Customers, machines and orders: what is refused, and the life of an order as a whole (S1, S2, B1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from builders import NOW, a_customer, a_head_office, a_node, a_province, a_unit, an_appointment, an_order

from inventory.network import Node
from inventory.new_orders import begins, may_be_booked
from inventory.orders import (
    VISITED,
    Amendment,
    Missed,
    NoVisitNeeded,
    OrderKind,
    OrderNotOpen,
    OrderStatus,
    Promised,
    PromisedFor,
    SwapWithoutContract,
    appointed_elsewhere,
    is_open,
    needs_visit,
    swap_is_promised,
)
from inventory.parts import PartCount
from refusals import Invalid

NAIVE = NOW.replace(tzinfo=None)
PUMP = PartCount(part="DP-1", quantity=1)


@pytest.mark.parametrize(
    ("build", "given", "path", "code"),
    [
        (a_customer, {"code": "c-1"}, "code", "wrong_form"),
        (a_customer, {"name": ""}, "name", "blank"),
        (a_customer, {"name": "王\x1b"}, "name", "control_character"),
        (a_customer, {"phone": "none"}, "phone", "wrong_form"),
        (a_customer, {"address": "路" * 301}, "address", "too_long"),
        (a_customer, {"lon": float("nan")}, "lon", "not_a_number"),
        (a_customer, {"lat": False}, "lat", "not_a_number"),
        (a_unit, {"serial": "u 1"}, "serial", "wrong_form"),
        (a_unit, {"receipt_card_on": date(2025, 4, 30)}, "receipt_card_on", "too_early"),
        (an_appointment, {"starts": NAIVE}, "starts", "no_offset"),
        (an_appointment, {"ends": NAIVE}, "ends", "no_offset"),
        (an_appointment, {"ends": NOW}, "ends", "too_early"),
        (an_order, {"number": "so 1"}, "number", "wrong_form"),
        (an_order, {"registered_at": NAIVE}, "registered_at", "no_offset"),
        (an_order, {"fault_level": 0}, "fault_level", "out_of_range"),
        (an_order, {"fault_level": 5}, "fault_level", "out_of_range"),
        (an_order, {"fault_level": True}, "fault_level", "not_a_number"),
        (an_order, {"parts": (PUMP, PUMP)}, "parts", "twice"),
        (an_order, {"unit": None}, "unit", "missing"),
        (an_order, {"fault": None}, "fault", "missing"),
        (an_order, {"kind": OrderKind.SWAP, "unit": None}, "unit", "missing"),
        (an_order, {"note": "a\0b"}, "note", "control_character"),
        (an_order, {"note": "x" * 2001}, "note", "too_long"),
        (an_order, {"registered_at": NOW + timedelta(hours=3), "appointment": an_appointment()},
         "appointment.starts", "too_early"),
        (an_order, {"about": "SO-2"}, "about", "not_allowed"),
        (an_order, {"kind": OrderKind.CHASER, "about": "SO-2"}, "missed", "missing"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_refused(build: Callable[..., object], given: dict[str, Any], path: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        build(**given)

    assert [(problem.path, problem.code) for problem in caught.value.problems] == [(path, code)]


def test_all_wrong_fields_of_an_order_are_told_at_once() -> None:
    with pytest.raises(Invalid) as caught:
        an_order(number="x", registered_at=NAIVE, fault_level=9, parts=(PUMP, PUMP), unit=None, fault=None, note="\0")

    assert {problem.path for problem in caught.value.problems} == {
        "number", "registered_at", "fault_level", "parts", "unit", "fault", "note",
    }  # fmt: skip


def test_all_wrong_fields_of_a_customer_are_told_at_once() -> None:
    with pytest.raises(Invalid) as caught:
        a_customer(code="", name="", phone="", address="", lon=200.0, lat=float("inf"))

    assert {problem.path for problem in caught.value.problems} == {"code", "name", "phone", "address", "lon", "lat"}


@pytest.mark.parametrize(
    "kind", [kind for kind in OrderKind if kind not in {OrderKind.REPAIR, OrderKind.SWAP, OrderKind.CHASER}]
)
def test_only_a_repair_or_swap_must_name_a_machine(kind: OrderKind) -> None:
    assert an_order(kind=kind, unit=None, fault=None).unit is None


def test_a_receipt_card_may_come_on_the_day_of_the_sale_or_never() -> None:
    a_unit(receipt_card_on=date(2025, 5, 1))
    a_unit(receipt_card_on=None)


def test_an_amendment_changes_what_it_names_and_leaves_the_rest() -> None:
    order = an_order(number="SO-1", note="before")
    line = PartCount(part="DP-1", quantity=2)

    changed = Amendment(fault_level=1, parts=(line,), note="").of(order)

    assert changed == an_order(number="SO-1", fault_level=1, parts=(line,), note="")
    assert Amendment().of(order) == order


@pytest.mark.parametrize(
    ("amendment", "path"), [(Amendment(fault_level=9), "fault_level"), (Amendment(note="\0"), "note")]
)
def test_an_amended_order_is_judged_like_a_new_one(amendment: Amendment, path: str) -> None:
    with pytest.raises(Invalid) as caught:
        amendment.of(an_order())

    assert [problem.path for problem in caught.value.problems] == [path]


@pytest.mark.parametrize("status", [status for status in OrderStatus if not is_open(status)])
def test_an_order_that_is_over_is_not_amended(status: OrderStatus) -> None:
    with pytest.raises(OrderNotOpen):
        Amendment(note="x").of(an_order(number="SO-1", status=status))


@pytest.mark.parametrize(("node", "wrong"), [(a_head_office(), True), (a_province(), False), (a_node(), False)])
def test_a_time_is_agreed_by_who_goes_there(node: Node, wrong: bool) -> None:
    assert may_be_booked(an_order(outlet=node.code), node) is None
    problem = may_be_booked(an_order(outlet=node.code, appointment=an_appointment()), node)
    assert (problem is not None) == wrong


def test_a_new_order_says_nothing_of_where_it_stands_and_lies_not_ahead() -> None:
    promised = Promised(due_at=NOW, basis=PromisedFor.URBAN)
    told = an_order(status=OrderStatus.DONE, promised=promised, registered_at=NOW + timedelta(seconds=1))

    assert begins(an_order(), now=NOW) == []
    assert [problem.path for problem in begins(told, now=NOW)] == ["status", "promised", "registered_at"]


@pytest.mark.parametrize("kind", OrderKind)
@pytest.mark.parametrize("contract", [True, False])
def test_a_swap_is_promised_to_contracted_customers_only(kind: OrderKind, contract: bool) -> None:
    customer = a_customer(contract=contract)

    if kind is OrderKind.SWAP and not contract:
        with pytest.raises(SwapWithoutContract, match="C-1 has no annual contract"):
            swap_is_promised(kind, customer)
    else:
        swap_is_promised(kind, customer)


@pytest.mark.parametrize("status", [*(one for one in OrderStatus if not is_open(one)), OrderStatus.IN_PROGRESS])
def test_nobody_is_sent_out_where_somebody_is_or_was(status: OrderStatus) -> None:
    with pytest.raises(OrderNotOpen):
        needs_visit(an_order(number="SO-1", status=status))


@pytest.mark.parametrize("kind", OrderKind)
def test_somebody_is_sent_out_for_what_is_done_at_the_customers(kind: OrderKind) -> None:
    chases = {"about": "SO-2", "missed": Missed.PROMISE} if kind is OrderKind.CHASER else {}
    order = an_order(number="SO-1", kind=kind, **chases)
    if kind in VISITED:
        needs_visit(order)
    else:
        with pytest.raises(NoVisitNeeded):
            needs_visit(order)


@pytest.mark.parametrize(
    ("planned_h", "since_h", "elsewhere"),
    [(1, 0, False), (2, 0, False), (3, 0, True), (0, 0, True), (9, 2, False), (9, 1, True)],
)
def test_a_planned_time_outside_of_what_was_agreed_is_elsewhere_unless_that_is_over(
    planned_h: int, since_h: int, elsewhere: bool
) -> None:
    agreed = an_appointment(starts=NOW + timedelta(hours=1), ends=NOW + timedelta(hours=2))
    order = an_order(appointment=agreed)
    planned_at, since = NOW + timedelta(hours=planned_h), NOW + timedelta(hours=since_h)

    assert appointed_elsewhere(order, planned_at, since=since) is elsewhere
    assert not appointed_elsewhere(an_order(), planned_at, since=since)
