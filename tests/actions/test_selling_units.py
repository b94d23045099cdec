"""Sold machines through the shell: one sale a serial, corrections, receipt cards, and who may know what (W4, W5, N3)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from builders import (
    NOW,
    WARRANTY_FIGURES,
    a_customer,
    a_desk,
    a_node,
    a_policy,
    a_province,
    a_unit,
    an_order,
    register_all,
)
from grounds import grounds

from fieldops.actions import network, orders, policies
from fieldops.actions import sold_units as actions
from fieldops.actions.unit_warranty import unit_warranty
from fieldops.database.door import perform, read
from fieldops.database.who import Who, acting
from fieldops.store import sold_units as store
from fieldops.store.pages import Wanted
from inventory.orders import SoldUnit
from inventory.people import Reach, Scope
from inventory.sale_proofs import Proof, Recognition, SaleNotProven, SerialNeverSold, SerialSoldTwice
from inventory.sold_units import (
    Forgettable,
    NewOtherSale,
    OtherSale,
    OtherSaleSettled,
    OtherSaleState,
    ReceiptCard,
    UnitCorrection,
)
from refusals import AlreadyThere, Invalid, NotFound, StaleVersion

TODAY = NOW.date()
SOLD = date(2025, 5, 1)


async def lay_out() -> None:
    await register_all()
    others = [a_node(code="ZJ-002"), a_province(code="AH"), a_node(code="AH-001", parent="AH")]
    await perform(network.register_nodes, others)
    figures = {**WARRANTY_FIGURES, "barcode_masks": ["YYMM@#####"]}
    await perform(policies.enact, a_policy(name="warranty", figures=figures))


sold = grounds(lay_out)
pytestmark = pytest.mark.usefixtures("sold")


def of(node: str) -> Any:
    return acting(Who(actor=f"clerk.{node}", via="token", reach=Reach(scope=Scope.BELOW, node=node)))


async def problems(action: Any) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as caught:
        await action
    return [(problem.path, problem.code) for problem in caught.value.problems]


async def told_again(**given: Any) -> OtherSale:
    usual = {"serial": "U-1", "sold_by": "ZJ-002", "sold_on": date(2025, 6, 1), "note": "客户持有发票", **given}
    return await perform(actions.tell_other_sale, NewOtherSale(**usual), a_desk(by="clerk"))


async def settled(id: int, *, right: bool) -> OtherSale:
    return await perform(actions.settle_other_sale, id, a_desk(by="chief"), right=right, reason="核对发票")


async def unit(serial: str = "U-1") -> SoldUnit:
    return (await read(store.unit, serial)).value


# One sale a serial


async def test_the_same_sale_told_again_is_there_and_another_one_is_refused_as_a_second() -> None:
    with pytest.raises(AlreadyThere):
        await perform(orders.register_units, [a_unit()])
    for other in ({"sold_by": "ZJ-002"}, {"sold_on": date(2025, 5, 2)}):
        with pytest.raises(SerialSoldTwice) as refused:
            await perform(orders.register_units, [a_unit(serial="U-9"), a_unit(**other)])
        assert refused.value.facts == {"serial": "U-1"}
    with pytest.raises(NotFound):
        await unit("U-9")


async def test_one_serial_twice_in_one_call_is_refused() -> None:
    twice = [a_unit(serial="U-9"), a_unit(serial="U-9")]

    with pytest.raises(AlreadyThere):
        await perform(orders.register_units, twice)
    with pytest.raises(SerialSoldTwice):
        await perform(orders.register_units, [twice[0], replace(twice[1], sold_by="ZJ-002")])


async def test_of_two_dealers_who_tell_one_serial_at_once_one_has_sold_it() -> None:
    sales = [a_unit(serial="U-9", sold_by=dealer) for dealer in ("ZJ-001", "ZJ-002")] * 3

    answers = await asyncio.gather(*(perform(orders.register_units, [sale]) for sale in sales), return_exceptions=True)

    assert answers.count(None) == 1
    first = sales[answers.index(None)].sold_by
    assert {
        (sale.sold_by == first, type(answer)) for sale, answer in zip(sales, answers, strict=True) if answer is not None
    } == {(True, AlreadyThere), (False, SerialSoldTwice)}


async def test_a_neighbours_sale_is_refused_without_telling_whose_it_is() -> None:
    with of("AH"), pytest.raises(SerialSoldTwice) as refused:
        await perform(orders.register_units, [a_unit(sold_by="AH-001", customer=None)])

    assert "ZJ" not in refused.value.explain("en")


# Orders and answers for a serial that was never sold, or sold twice


async def test_no_order_is_taken_for_a_machine_that_was_never_sold_or_sold_twice() -> None:
    assert await problems(perform(orders.register, [an_order(), an_order(unit="U-9")], a_desk())) == [
        ("1.unit", "unknown")
    ]

    await told_again()

    assert await problems(perform(orders.register, [an_order(), an_order(unit="U-9")], a_desk())) == [
        ("0.unit", "sold_twice"),
        ("1.unit", "unknown"),
    ]


async def test_nothing_is_answered_for_a_machine_that_was_never_sold_or_sold_twice() -> None:
    with pytest.raises(SerialNeverSold):
        await read(unit_warranty, "U-9", today=TODAY)
    assert (await read(unit_warranty, "U-1", today=TODAY)).proof is Proof.RECEIPT_CARD

    await told_again()

    with pytest.raises(SerialSoldTwice):
        await read(unit_warranty, "U-1", today=TODAY)


async def test_once_head_office_has_found_out_the_right_sale_counts() -> None:
    wrong = await told_again()
    await settled(wrong.id, right=False)
    kept = await unit()
    right = await told_again(invoice="FP-9")
    await settled(right.id, right=True)

    warranty = await read(unit_warranty, "U-1", today=TODAY)

    assert kept == a_unit()
    assert await unit() == a_unit(sold_by="ZJ-002", sold_on=date(2025, 6, 1), receipt_card_on=None, invoice="FP-9")
    assert (warranty.proof, warranty.since) == (Proof.INVOICE, date(2025, 6, 1))
    await perform(orders.register, [an_order()], a_desk())


async def test_another_sale_is_told_once_and_about_a_machine_that_is_known() -> None:
    await told_again()

    with pytest.raises(AlreadyThere):
        await told_again()
    with pytest.raises(NotFound):
        await told_again(serial="U-9")
    assert await problems(told_again(sold_by="NO")) == [("sold_by", "unknown")]
    assert await problems(told_again(sold_by="ZJ-001", sold_on=SOLD)) == [("sold_on", "already_there")]


async def test_of_two_who_tell_the_same_other_sale_at_once_one_is_heard() -> None:
    answers = await asyncio.gather(*(told_again() for _ in range(5)), return_exceptions=True)

    assert [type(answer) for answer in answers].count(OtherSale) == 1
    assert [type(answer) for answer in answers].count(AlreadyThere) == 4


async def test_of_two_who_find_out_at_once_the_first_counts() -> None:
    other = await told_again()

    answers = await asyncio.gather(
        settled(other.id, right=True), settled(other.id, right=False), return_exceptions=True
    )

    [done] = [answer for answer in answers if isinstance(answer, OtherSale)]
    assert [type(answer) for answer in answers].count(OtherSaleSettled) == 1
    assert ((await unit()).sold_by == "ZJ-002") is (done.state is OtherSaleState.UPHELD)


async def test_the_first_seller_does_not_see_who_says_otherwise() -> None:
    with of("AH"):
        other = await told_again(sold_by="AH-001")
    wanted = Wanted(equal={}, ordering="id", limit=10, offset=0)

    with of("ZJ"):
        assert await read(store.other_sale_page, wanted) == (0, [])
        with pytest.raises(NotFound):
            await settled(other.id, right=False)
        with pytest.raises(SerialSoldTwice):
            await read(unit_warranty, "U-1", today=TODAY)
    with of("AH"):
        assert (await read(store.other_sale_page, wanted))[1] == [other]


# What proves a sale (W4), and the dealer's claims (W5)


@pytest.mark.parametrize(
    ("serial", "given", "proof", "since"),
    [
        ("U-9", {"receipt_card_on": SOLD, "invoice": "FP-1"}, Proof.RECEIPT_CARD, SOLD),
        ("U-9", {"invoice": "FP-1", "made_on": date(2025, 1, 9)}, Proof.INVOICE, SOLD),
        ("U-9", {"made_on": date(2025, 1, 9)}, Proof.BARCODE, date(2025, 1, 9)),
        ("XQG2502A00001", {}, Proof.BARCODE, date(2025, 2, 1)),
        ("XQG2502A00001", {"made_on": date(2025, 1, 9)}, Proof.BARCODE, date(2025, 1, 9)),
    ],
)
async def test_card_or_invoice_prove_a_sale_else_the_barcode_decides(
    serial: str, given: Any, proof: Proof, since: date
) -> None:
    await perform(orders.register_units, [a_unit(**{"serial": serial, "receipt_card_on": None, **given})])

    warranty = await read(unit_warranty, serial, today=TODAY)

    assert (warranty.proof, warranty.since) == (proof, since)
    assert {one.component: one.until for one in warranty.covered}["main"] == since.replace(year=since.year + 3)


async def test_nothing_is_answered_where_neither_paper_nor_barcode_tells_a_day() -> None:
    await perform(orders.register_units, [a_unit(serial="U-9", receipt_card_on=None)])

    with pytest.raises(SaleNotProven):
        await read(unit_warranty, "U-9", today=TODAY)


@pytest.mark.parametrize(
    ("days", "recognised"),
    [(20, Recognition.RECOGNISED), (21, Recognition.NOT_RECOGNISED), (None, Recognition.NOT_RECOGNISED)],
)
async def test_a_late_card_costs_the_dealer_its_claims_and_the_customer_nothing(
    days: int | None, recognised: Recognition
) -> None:
    card = None if days is None else SOLD + timedelta(days=days)
    await perform(orders.register_units, [a_unit(serial="U-9", receipt_card_on=card, invoice="FP-1")])

    warranty = await read(unit_warranty, "U-9", today=TODAY)

    assert (warranty.recognised_for_claims, warranty.card_due_on) == (recognised, date(2025, 5, 21))
    assert warranty.covered[0].until == date(2027, 5, 1)


# Receipt cards and corrections


async def test_receipt_cards_are_recorded_many_at_once_and_again_without_effect() -> None:
    units = [a_unit(serial=f"U-{n}", receipt_card_on=None) for n in (7, 8, 9)]
    await perform(orders.register_units, units)
    cards = [ReceiptCard(serial=one.serial, on=SOLD + timedelta(days=n)) for n, one in enumerate(units, start=1)]

    await perform(actions.record_cards, cards, today=TODAY)
    await perform(actions.record_cards, cards, today=TODAY)

    assert [(await unit(card.serial)).receipt_card_on for card in cards] == [card.on for card in cards]
    assert (await read(store.unit, "U-7")).version == 2


async def test_of_wrong_cards_all_are_told_and_none_is_recorded() -> None:
    await perform(orders.register_units, [a_unit(serial="U-7", receipt_card_on=None), a_unit(serial="U-8")])
    await told_again(serial="U-8")
    cards = [
        ReceiptCard(serial="U-7", on=TODAY + timedelta(days=1)),
        ReceiptCard(serial="U-9", on=TODAY),
        ReceiptCard(serial="U-1", on=TODAY),
        ReceiptCard(serial="U-8", on=date(2025, 5, 12)),
    ]

    assert await problems(perform(actions.record_cards, cards, today=TODAY)) == [
        ("cards.1.serial", "unknown"),
        ("cards.3.serial", "sold_twice"),
        ("cards.0.on", "too_late"),
        ("cards.2.on", "already_there"),
    ]
    twice = [ReceiptCard(serial="U-7", on=TODAY)] * 2
    assert await problems(perform(actions.record_cards, twice, today=TODAY)) == [("cards", "twice")]
    assert (await unit("U-7")).receipt_card_on is None


async def test_cards_of_a_neighbours_machines_are_as_unknown_as_those_of_none() -> None:
    with of("AH"):
        found = await problems(perform(actions.record_cards, [ReceiptCard(serial="U-1", on=TODAY)], today=TODAY))

    assert found == [("cards.0.serial", "unknown")]


async def test_a_machine_is_corrected_as_it_was_seen() -> None:
    await perform(orders.register_customers, [a_customer(code="C-2")])
    correction = UnitCorrection(
        customer="C-2", use_class="commercial", invoice="FP-1", without=(Forgettable.RECEIPT_CARD_ON,)
    )

    changed = await perform(actions.correct, "U-1", correction, version=1)

    assert changed.value == a_unit(customer="C-2", use_class="commercial", invoice="FP-1", receipt_card_on=None)
    assert changed.version == 2
    with pytest.raises(StaleVersion):
        await perform(actions.correct, "U-1", correction, version=1)
    assert await problems(
        perform(actions.correct, "U-1", UnitCorrection(customer="NO", model="NO", sold_by="NO"), version=2)
    ) == [("model", "unknown"), ("customer", "unknown"), ("sold_by", "unknown")]
    with pytest.raises(NotFound):
        await perform(actions.correct, "U-9", correction, version=1)


async def test_who_corrects_at_once_with_another_is_told() -> None:
    answers = await asyncio.gather(
        *(perform(actions.correct, "U-1", UnitCorrection(invoice=f"FP-{n}"), version=1) for n in range(4)),
        return_exceptions=True,
    )

    assert [type(answer) for answer in answers].count(StaleVersion) == 3


async def test_machines_without_a_card_are_found() -> None:
    await perform(orders.register_units, [a_unit(serial="U-9", receipt_card_on=None)])
    wanted = Wanted(equal={}, ordering="serial", limit=10, offset=0)

    found = {
        without: [one.serial for one in (await read(store.unit_page, wanted, without_card=without))[1]]
        for without in (True, False, None)
    }

    assert found == {True: ["U-9"], False: ["U-1"], None: ["U-1", "U-9"]}
