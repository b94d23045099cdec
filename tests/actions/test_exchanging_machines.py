"""Exchanges and refunds through the shell: by right, appraised, once; the new machine and its warranty (W2)."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from builders import WARRANTY_FIGURES, a_desk, a_file, a_model, a_policy, a_unit, an_order
from grounds import grounds
from visiting import CHINA, lay_out_visits, repaired

from fieldops.actions import exchanges as actions
from fieldops.actions import order_lives, orders, parts, policies, sold_units
from fieldops.actions.entitlements import of_order
from fieldops.actions.exchanges import NewAppraisal, NewMachine
from fieldops.actions.unit_warranty import UnitWarranty, unit_warranty
from fieldops.database.door import perform, read
from fieldops.database.who import Who, acting
from fieldops.files.kinds import JPEG, FileKind
from fieldops.store import exchanges as store
from fieldops.store import files
from fieldops.store import sold_units as unit_store
from fieldops.store.exchanges import VersionedExchange
from inventory.entitlements import Answer, Ground
from inventory.exchanges import (
    Exchange,
    ExchangeNotAppraised,
    ExchangeWrongState,
    NoRightToExchange,
    NotAmongChoices,
    OwnExchange,
    State,
)
from inventory.orders import OrderNotOpen
from inventory.people import Reach, Scope
from inventory.sale_proofs import Proof, Recognition, SerialSoldTwice, UnitTakenBack
from inventory.sold_units import NewOtherSale
from refusals import AlreadyThere, Invalid, NotFound

START = datetime(2026, 11, 2, 9, tzinfo=CHINA)
SOLD = START.date()


async def lay_out() -> None:
    """U-NEW was sold on the first day and is reported on the fifth (SO-1); U-1 is older (SO-2)."""
    await lay_out_visits()
    await perform(parts.add_models, [a_model(code="XQG120")])
    bought = a_unit(serial="U-NEW", sold_on=SOLD, receipt_card_on=SOLD + timedelta(days=1))
    await perform(orders.register_units, [bought])
    await ordered("SO-1", 4, unit="U-NEW")
    await ordered("SO-2", 4)


laid_out = grounds(lay_out)
pytestmark = pytest.mark.usefixtures("laid_out")


def at(days: float) -> datetime:
    return START + timedelta(days=days)


async def ordered(number: str, days: float, **given: Any) -> None:
    usual = {"number": number, "registered_at": at(days), "parts": (), **given}
    await perform(orders.register, [an_order(**usual)], a_desk(at(days)))


async def requested(asked: Answer = Answer.EXCHANGE, order: str = "SO-1", days: float = 5) -> Exchange:
    return (await perform(actions.request, order, asked, a_desk(at(days), by="clerk"))).value


async def appraised(number: str, days: float = 6, by: str = "engineer", **given: Any) -> Exchange:
    new = NewAppraisal(**{"confirmed": True, "findings": "主板击穿", **given})
    return (await perform(actions.appraise, number, new, a_desk(at(days), by=by))).value


async def exchanged(number: str, serial: str = "U-7", days: float = 7, **given: Any) -> Exchange:
    new = NewMachine(serial=serial, **given)
    return (await perform(actions.exchange_for, number, new, a_desk(at(days), by="clerk"))).value


async def refunded(number: str, amount_fen: int = 299_900, days: float = 7) -> Exchange:
    return (await perform(actions.refund, number, amount_fen, a_desk(at(days), by="finance"))).value


async def warranty_of(serial: str, days: float = 30) -> UnitWarranty:
    return await read(unit_warranty, serial, today=at(days).date())


# By right only


async def test_within_the_days_of_its_sale_a_machine_is_asked_back_with_the_reasons_on_record() -> None:
    exchange = await requested()

    assert (exchange.number, exchange.state, exchange.serial) == ("EX-000001", State.REQUESTED, "U-NEW")
    assert exchange.choices == (Answer.REFUND, Answer.EXCHANGE)
    assert (exchange.reasons[0].ground, exchange.reasons[0].until) == (Ground.REFUND_DAYS, SOLD + timedelta(days=7))


async def test_without_a_right_nothing_is_asked_back() -> None:
    for asked in (Answer.EXCHANGE, Answer.REFUND):
        with pytest.raises(NoRightToExchange) as refused:
            await requested(asked, order="SO-2")
    with pytest.raises(Invalid):
        await requested(Answer.COVERED)

    assert refused.value.facts["answer"] is Answer.COVERED


async def test_after_three_repairs_there_is_a_right_to_another_machine_and_none_to_the_money() -> None:
    await repaired("SO-2", at=at(5))
    for n, day in enumerate((10, 15), start=3):
        await ordered(f"SO-{n}", day)
        await repaired(f"SO-{n}", at=at(day + 1))
    await ordered("SO-9", 20)

    with pytest.raises(NoRightToExchange):
        await requested(Answer.REFUND, order="SO-9", days=21)
    exchange = await requested(order="SO-9", days=21)
    await appraised(exchange.number, days=22)

    with pytest.raises(NotAmongChoices):
        await refunded(exchange.number, days=23)
    assert (await exchanged(exchange.number, days=23)).state is State.EXCHANGED


async def test_of_an_order_that_was_withdrawn_nothing_is_asked_back() -> None:
    await perform(order_lives.cancel, "SO-1", "x", a_desk(at(5)))

    with pytest.raises(OrderNotOpen):
        await requested()
    with pytest.raises(NotFound):
        await requested(order="SO-9")


# Appraised by somebody else


async def test_nothing_is_given_before_the_technical_department_has_confirmed_it() -> None:
    exchange = await requested()

    with pytest.raises(ExchangeNotAppraised):
        await exchanged(exchange.number)
    with pytest.raises(OwnExchange):
        await appraised(exchange.number, by="clerk")
    refused = await appraised(exchange.number, confirmed=False, reason="无故障")
    with pytest.raises(ExchangeNotAppraised):
        await refunded(exchange.number)

    assert (refused.state, refused.appraisals[0].reason) == (State.REFUSED, "无故障")
    with pytest.raises(NotFound):
        await unit_store.unit("U-7")


async def test_what_was_refused_is_appraised_again_and_both_records_stay() -> None:
    exchange = await requested()
    await appraised(exchange.number, confirmed=False, reason="无故障")
    await perform(actions.appraise_again, exchange.number, "客户视频", a_desk(at(7)))

    again = await appraised(exchange.number, days=8)

    assert (again.state, [one.confirmed for one in again.appraisals]) == (State.CONFIRMED, [False, True])


async def test_an_appraisals_photos_are_there() -> None:
    exchange = await requested()
    photo = a_file(kind=FileKind.PHOTO, media_type=JPEG)
    await perform(files.add, photo, node=None, uploaded_by="engineer")

    with pytest.raises(Invalid) as unknown:
        await appraised(exchange.number, files=("f" * 32,))
    confirmed = await appraised(exchange.number, files=("0" * 32,))

    assert [one.path for one in unknown.value.problems] == ["files.0"]
    assert confirmed.appraisals[0].files == ("0" * 32,)


# Another machine


async def test_the_new_machine_is_on_record_with_a_warranty_of_its_own() -> None:
    exchange = await requested()
    await appraised(exchange.number)

    done = await exchanged(exchange.number, model="XQG120")

    new, warranty = (await read(unit_store.unit, "U-7")).value, await warranty_of("U-7", days=40)
    assert (done.new_serial, done.done_by, done.done_at) == ("U-7", "clerk", at(7))
    assert (new.customer, new.sold_by, new.model, new.sold_on) == ("C-1", "ZJ-001", "XQG120", at(7).date())
    assert (warranty.proof, warranty.since) == (Proof.EXCHANGE, at(7).date())
    assert warranty.covered[0].until == date(2028, 11, 9)
    assert warranty.recognised_for_claims is Recognition.RECOGNISED, "its card is the exchange"


async def test_who_waits_for_an_exchange_is_told_of_each_step() -> None:
    exchange = await requested()
    await appraised(exchange.number)
    await exchanged(exchange.number)

    async def told() -> list[str]:
        rows = await store.Exchanges.raw("SELECT kind FROM events WHERE family = 'exchange' ORDER BY position").run()
        return [row["kind"] for row in rows]

    assert await read(told) == ["exchange.requested", "exchange.confirmed", "exchange.exchanged"]


async def test_by_another_policy_the_warranty_goes_on_from_the_first_sale() -> None:
    figures = {**WARRANTY_FIGURES, "exchange_restarts": False}
    new = a_policy(name="warranty", valid_from=at(6).date(), figures=figures, reason="x")
    await perform(policies.enact, new)
    exchange = await requested()
    await appraised(exchange.number)

    await exchanged(exchange.number)

    assert (await warranty_of("U-7")).since == SOLD


async def test_for_a_machine_that_was_taken_back_nothing_is_answered_and_no_order_taken() -> None:
    exchange = await requested()
    await appraised(exchange.number)
    await exchanged(exchange.number)

    with pytest.raises(UnitTakenBack) as gone:
        await warranty_of("U-NEW")
    with pytest.raises(UnitTakenBack):
        await read(of_order, "SO-1", a_desk(at(8)))
    with pytest.raises(Invalid) as refused:
        await ordered("SO-8", 8, unit="U-NEW")
    await ordered("SO-9", 8, unit="U-7")

    assert gone.value.facts["exchange"] == "EX-000001"
    assert [(one.path, one.code) for one in refused.value.problems] == [("0.unit", "taken_back")]
    assert (await read(of_order, "SO-9", a_desk(at(9)))).answer is Answer.REFUND


async def test_a_machine_that_was_sold_is_not_given_in_exchange() -> None:
    exchange = await requested()
    await appraised(exchange.number)

    with pytest.raises(SerialSoldTwice):
        await exchanged(exchange.number, serial="U-1")
    with pytest.raises(Invalid):
        await exchanged(exchange.number, serial="U-NEW")
    with pytest.raises(Invalid) as unknown:
        await exchanged(exchange.number, model="NO")

    assert [one.path for one in unknown.value.problems] == ["model"]
    assert (await read(store.exchange, exchange.number)).value.state is State.CONFIRMED


# The money


async def test_the_money_goes_back_once() -> None:
    exchange = await requested(Answer.REFUND)
    await appraised(exchange.number)

    done = await refunded(exchange.number)

    assert (done.state, done.refunded_fen, done.done_by) == (State.REFUNDED, 299_900, "finance")
    with pytest.raises(ExchangeWrongState):
        await refunded(exchange.number)
    with pytest.raises(ExchangeWrongState):
        await exchanged(exchange.number)
    with pytest.raises(AlreadyThere):
        await requested()
    with pytest.raises(UnitTakenBack):
        await warranty_of("U-NEW")


# Two at once


async def test_of_two_who_ask_for_one_machine_at_once_one_does() -> None:
    await ordered("SO-3", 4, unit="U-NEW")

    answers = await asyncio.gather(*(requested(order=order) for order in ("SO-1", "SO-3") * 3), return_exceptions=True)

    assert [type(one) for one in answers].count(Exchange) == 1
    assert [type(one) for one in answers].count(AlreadyThere) == 5


async def test_of_two_who_hand_out_a_machine_at_once_one_does() -> None:
    exchange = await requested()
    await appraised(exchange.number)

    answers = await asyncio.gather(
        *(exchanged(exchange.number, serial=f"U-7{n}") for n in range(4)),
        *(refunded(exchange.number) for _ in range(2)),
        return_exceptions=True,
    )

    assert [type(one) for one in answers].count(Exchange) == 1
    assert [type(one) for one in answers].count(ExchangeWrongState) == 5


async def test_one_new_machine_is_not_given_to_two_customers() -> None:
    await perform(orders.register_units, [a_unit(serial="U-B", sold_on=SOLD, receipt_card_on=SOLD)])
    await ordered("SO-3", 4, unit="U-B")
    numbers = [(await requested(order=order)).number for order in ("SO-1", "SO-3")]
    for number in numbers:
        await appraised(number)

    answers = await asyncio.gather(*(exchanged(number) for number in numbers), return_exceptions=True)

    assert [type(one) for one in answers].count(Exchange) == 1
    assert [type(one) for one in answers].count(AlreadyThere) == 1


async def test_of_two_who_appraise_at_once_the_first_counts() -> None:
    exchange = await requested()

    answers = await asyncio.gather(
        appraised(exchange.number, by="e1"),
        appraised(exchange.number, by="e2", confirmed=False, reason="x"),
        return_exceptions=True,
    )

    assert sorted(type(one).__name__ for one in answers) == ["Exchange", "ExchangeWrongState"]
    assert len((await read(store.exchange, exchange.number)).value.appraisals) == 1


async def test_what_was_withdrawn_or_refused_may_be_asked_for_anew_and_only_one_lives() -> None:
    first = await requested()
    await appraised(first.number, confirmed=False, reason="x")
    second = await requested(days=7)
    with pytest.raises(AlreadyThere):
        await perform(actions.appraise_again, first.number, "x", a_desk(at(8)))
    await perform(actions.withdraw, second.number, "客户同意维修", a_desk(at(8)))

    again: VersionedExchange = await perform(actions.appraise_again, first.number, "x", a_desk(at(9)))

    assert (again.value.state, again.value.note) == (State.REQUESTED, "x")


async def test_a_neighbour_sees_no_exchange() -> None:
    exchange = await requested()

    with acting(Who(actor="n", via="token", reach=Reach(scope=Scope.NODE, node="ZJ"))):
        for asking in (
            read(store.exchange, exchange.number),
            requested(),
            exchanged(exchange.number),
            perform(actions.withdraw, exchange.number, "x", a_desk(at(6))),
        ):
            with pytest.raises(NotFound):
                await asking


async def test_the_dealer_who_sold_it_hands_out_another_one_for_an_order_that_it_does_not_see() -> None:
    dealer = Who(actor="d", via="token", reach=Reach(scope=Scope.NODE, node="ZJ"))
    bought = a_unit(serial="U-D", sold_by="ZJ", sold_on=SOLD, receipt_card_on=SOLD)
    await perform(orders.register_units, [bought])
    await ordered("SO-3", 4, unit="U-D")
    exchange = await requested(order="SO-3")
    await appraised(exchange.number)

    with acting(dealer):
        done = await exchanged(exchange.number)
        new = (await read(unit_store.unit, "U-7")).value

    assert (done.state, new.sold_by) == (State.EXCHANGED, "ZJ")


async def test_while_a_second_sale_is_open_nothing_is_asked_back() -> None:
    other = NewOtherSale(serial="U-NEW", sold_by="ZJ", sold_on=SOLD, note="x")
    await perform(sold_units.tell_other_sale, other, a_desk(at(5)))

    with pytest.raises(SerialSoldTwice):
        await requested()
