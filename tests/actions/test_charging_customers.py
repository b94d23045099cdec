"""What the customer pays for, through the shell: quote, consent, work, receipt, and money that is booked once (W3, C3)."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from builders import a_desk, a_file, a_part, a_receipt, a_unit, an_order
from grounds import grounds
from visiting import CHINA, SINCE, T, closed, lay_out_visits, on_site, planned, recorded

from fieldops.actions import charges as actions
from fieldops.actions import order_lives, orders, parts, sold_units, stock, visits, warranty_findings
from fieldops.actions.charges import NewConsent, NewQuote
from fieldops.database.door import perform, read
from fieldops.database.engine import DB
from fieldops.database.who import Who, acting
from fieldops.store import charges as store
from fieldops.store import files, ledger
from fieldops.store import visits as visit_store
from fieldops.store.charges import WorkOnRecord
from inventory.accounts import AccountKind, money_account
from inventory.chargeable import (
    ChargeableWrongState,
    ChargedMoreThanQuoted,
    ChargeKind,
    ChargeLine,
    QuoteReplaced,
    State,
    Way,
    WorkWithoutConsent,
)
from inventory.charging import ChargedWithoutQuote, CoveredNotCharged, ReceiptNotCollected
from inventory.entitlements import Ground, NothingToJudge
from inventory.orders import OrderKind, OrderNotOpen
from inventory.parts import PartCategory, PartCount
from inventory.people import Reach, Scope
from inventory.sold_units import NewOtherSale
from inventory.visit_endings import ToBeContinued, Unfinished
from inventory.visit_part_steps import OldPieces, PartUsed
from inventory.visit_steps import Charged, Method, Step, Withdrawn
from inventory.visits import State as VisitState
from inventory.warranty_findings import Found, NewFinding
from refusals import Invalid, NotFound

START = datetime(2026, 11, 2, 9, tzinfo=CHINA)
OWED = money_account(AccountKind.RECEIVABLE, "ZJ-001")
LABOUR = ChargeLine(kind=ChargeKind.LABOUR, text="上门维修", price_fen=8_000)
PUMP = ChargeLine(kind=ChargeKind.PART, text="排水泵", price_fen=12_000, part="DP-1")
TRAVEL = ChargeLine(kind=ChargeKind.TRAVEL, text="上门费", price_fen=3_000)
MOTOR = ChargeLine(kind=ChargeKind.PART, text="电机", price_fen=30_000, part="MOTOR")


async def lay_out() -> None:
    """U-OLD is out of warranty but for its motor; SO-1 is about it, SO-2 about a machine that is covered."""
    await lay_out_visits()
    await perform(parts.add_parts, [a_part(number="MOTOR", category=PartCategory.MAIN)])
    lines = (PartCount(part="MOTOR", quantity=3),)
    await perform(stock.receive, [a_receipt(reference="DN-M", location=f"{T}/VAN", lines=lines)], now=SINCE)
    sold_on = START.date() - timedelta(days=800)
    await perform(orders.register_units, [a_unit(serial="U-OLD", sold_on=sold_on, receipt_card_on=sold_on)])
    await ordered("SO-1", unit="U-OLD")
    await ordered("SO-2")


charged = grounds(lay_out)
pytestmark = pytest.mark.usefixtures("charged")


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


async def ordered(number: str, **given: Any) -> None:
    usual = {"number": number, "registered_at": START, "parts": (), **given}
    await perform(orders.register, [an_order(**usual)], a_desk(START))


async def quoted(*lines: ChargeLine, order: str = "SO-1", hours: float = 1, **given: Any) -> WorkOnRecord:
    new = NewQuote(lines=lines or (LABOUR, PUMP), **given)
    return await perform(actions.quote, order, new, a_desk(at(hours), by="clerk"))


async def agreed(round: int = 1, order: str = "SO-1", hours: float = 2, **given: Any) -> WorkOnRecord:
    new = NewConsent(**{"round": round, "name": "王小明", "way": Way.BY_PHONE, **given})
    return await perform(actions.consent, order, new, a_desk(at(hours), by="clerk"))


async def receipted(lines: tuple[ChargeLine, ...] | None = None, hours: float = 9) -> WorkOnRecord:
    return await perform(actions.give_receipt, "SO-1", lines, a_desk(at(hours), by="clerk"))


def used(part: str = "DP-1") -> Step:
    return PartUsed(id=f"use-{part}", by=T, at=at(4), part=part, quantity=1, place=f"{T}/VAN", old=OldPieces(taken=1))


def paid(amount_fen: int, id: str = "paid") -> Step:
    return Charged(id=id, by=T, at=at(4.5), amount_fen=amount_fen, method=Method.WECHAT)


async def visited(*also: Step, order: str = "SO-1") -> Any:
    """Somebody is there at 12 and closes at 15."""
    number = await planned(order, at=at(2.5))
    await recorded(number, [*on_site(at(3)), *also], now=at(5))
    return await closed(number, at=at(6))


async def owed_by_the_outlet() -> int:
    return (await read(ledger.balances_of, [OWED]))[OWED].balance


async def work(order: str = "SO-1") -> Any:
    return (await read(store.work, order)).value


# From the quote to the receipt


async def test_quote_consent_work_receipt_and_the_money_is_booked_once() -> None:
    quote = await quoted()
    consent = await agreed()
    await visited(used(), paid(20_000))
    worked = await work()
    receipt = await receipted()

    assert (quote.value.state, quote.value.quoted_fen, quote.value.grounds) == (
        State.QUOTED, 20_000, (Ground.OUT_OF_WARRANTY,),
    )  # fmt: skip
    assert consent.value.consent is not None
    assert (consent.value.consent.name, consent.value.consent.recorded_by) == ("王小明", "clerk")
    assert (worked.state, worked.worked_at) == (State.WORKED, at(6))
    assert receipt.value.receipt is not None
    assert (receipt.value.receipt.number, receipt.value.receipt.lines) == ("RC-000001", (LABOUR, PUMP))
    assert receipt.value.receipt.method is Method.WECHAT
    assert await owed_by_the_outlet() == 20_000, "once, by the visit's charge"
    assert receipt.version == 4


async def test_who_waits_for_a_quote_is_told_of_each_step() -> None:
    await quoted()
    await agreed()
    await visited(used(), paid(20_000))
    await receipted()

    async def told() -> list[str]:
        rows = await store.ChargeQuotes.raw(
            "SELECT kind, nodes FROM events WHERE family = 'quote' ORDER BY position"
        ).run()
        return [f"{row['kind']} {row['nodes']}" for row in rows]

    assert await read(told) == [f"quote.{state} ['ZJ-001']" for state in ("quoted", "consented", "worked", "receipted")]


async def test_less_may_be_charged_than_was_agreed_and_the_receipt_says_what() -> None:
    await quoted()
    await agreed()
    await visited(paid(8_000))

    with pytest.raises(ReceiptNotCollected):
        await receipted()
    done = await receipted((LABOUR,))

    assert done.value.state is State.RECEIPTED
    assert await owed_by_the_outlet() == 8_000


async def test_a_charge_that_was_withdrawn_counts_for_nothing() -> None:
    await quoted()
    await agreed()
    taken_back = Withdrawn(id="back", by=T, at=at(5), of="wrong", reason="输错")
    await visited(used(), paid(99_000, id="wrong"), taken_back, paid(20_000))

    assert (await receipted()).value.state is State.RECEIPTED
    assert await owed_by_the_outlet() == 20_000


async def test_a_visit_may_look_and_quote_and_another_one_repairs() -> None:
    await quoted()
    later = ToBeContinued(id="l", by=T, at=at(5), reason=Unfinished.CUSTOMER, next_time="客户考虑")
    first = await visited(later)
    await agreed(hours=7)
    again = (await read(visit_store.open_of, ["SO-1"]))["SO-1"].number
    await perform(visits.assign, again, T, now=at(7))
    await recorded(again, on_site(at(8)), now=at(8.5))
    await closed(again, at=at(9))

    assert first.state is VisitState.TO_BE_CONTINUED
    assert (await work()).state is State.WORKED


# Without consent nothing


async def test_no_visit_ends_with_something_to_pay_that_nobody_agreed_to() -> None:
    number = await planned("SO-1", at=at(2.5))
    await recorded(number, [*on_site(at(3)), used()], now=at(5))

    with pytest.raises(ChargedWithoutQuote) as without:
        await closed(number, at=at(6))
    await quoted(hours=7)
    with pytest.raises(WorkWithoutConsent):
        await closed(number, at=at(7.5))
    await agreed(hours=8)
    done = await closed(number, at=at(9))

    assert without.value.facts == {"order": "SO-1", "charged_fen": 0, "parts": "DP-1"}
    assert done.state is VisitState.DONE


async def test_nobody_is_charged_for_what_is_covered() -> None:
    with pytest.raises(CoveredNotCharged):
        await quoted(LABOUR, order="SO-2")
    with pytest.raises(CoveredNotCharged) as motor:
        await quoted(LABOUR, PUMP, MOTOR)
    number = await planned("SO-2", at=at(2.5))
    await recorded(number, [*on_site(at(3)), used(), paid(5_000)], now=at(5))
    with pytest.raises(ChargedWithoutQuote):
        await closed(number, at=at(6))

    assert motor.value.facts["what"] == "MOTOR"


async def test_a_covered_part_goes_in_without_a_quote() -> None:
    assert (await visited(used("MOTOR"))).state is VisitState.DONE
    assert (await visited(used(), order="SO-2")).state is VisitState.DONE


async def test_what_was_found_at_the_machine_makes_its_repair_chargeable() -> None:
    await perform(warranty_findings.record, "SO-2", NewFinding(found=Found.MISUSE, note="x"), a_desk(at(1)))

    quote = await quoted(order="SO-2")

    assert quote.value.grounds == (Ground.EXCLUDED,)


async def test_who_declines_is_visited_and_not_charged() -> None:
    await quoted()
    await perform(actions.decline, "SO-1", "太贵", a_desk(at(2)))
    number = await planned("SO-1", at=at(2.5))
    await recorded(number, [*on_site(at(3)), paid(1)], now=at(5))
    with pytest.raises(WorkWithoutConsent):
        await closed(number, at=at(6))

    await recorded(number, [Withdrawn(id="back", by=T, at=at(6), of="paid", reason="x")], now=at(6))
    done = await closed(number, at=at(7))

    assert (done.state, (await work()).state) == (VisitState.DONE, State.DECLINED)
    assert (await work()).declined_because == "太贵"


async def test_no_more_is_charged_than_was_agreed() -> None:
    await quoted()
    await agreed()

    with pytest.raises(ChargedMoreThanQuoted):
        await visited(used(), paid(20_001))

    assert (await work()).state is State.CONSENTED


async def test_while_nobody_knows_whose_sale_is_right_a_visit_does_not_wait_for_it() -> None:
    other = NewOtherSale(serial="U-OLD", sold_by="ZJ", sold_on=START.date() - timedelta(days=300), note="x")
    await perform(sold_units.tell_other_sale, other, a_desk(at(1)))

    assert (await visited(used())).state is VisitState.DONE


async def test_what_is_no_repair_is_charged_without_a_quote() -> None:
    await ordered("SO-3", kind=OrderKind.INSTALLATION, fault=None)

    assert (await visited(paid(5_000), order="SO-3")).state is VisitState.DONE


# To that very quote


async def test_another_quote_needs_another_consent_and_the_first_answer_stays_on_record() -> None:
    await quoted()
    await agreed()
    again = await quoted(LABOUR, PUMP, PUMP, hours=3)

    with pytest.raises(QuoteReplaced) as replaced:
        await agreed(round=1, hours=4)
    after = await agreed(round=2, hours=4)

    assert (again.value.state, again.value.consent) == (State.QUOTED, None)
    assert replaced.value.facts["amount_fen"] == 32_000
    assert [(one.round, one.consent and one.consent.at) for one in after.quotes] == [(1, at(2)), (2, at(4))]


async def test_of_two_who_record_a_consent_at_once_one_does() -> None:
    await quoted()

    answers = await asyncio.gather(*(agreed(name=f"客户{n}") for n in range(5)), return_exceptions=True)

    assert [type(one) for one in answers].count(WorkOnRecord) == 1
    assert [type(one) for one in answers].count(ChargeableWrongState) == 4


async def test_of_two_who_quote_at_once_both_are_on_record_one_after_the_other() -> None:
    await asyncio.gather(*(quoted(LABOUR, PUMP) for _ in range(4)))

    assert [one.round for one in (await read(store.work, "SO-1")).quotes] == [1, 2, 3, 4]


async def test_a_consent_does_not_go_to_a_quote_that_is_replaced_at_the_same_time() -> None:
    await quoted()

    answers = await asyncio.gather(agreed(hours=4), quoted(TRAVEL, PUMP, hours=4), return_exceptions=True)
    after = await work()

    if isinstance(answers[0], WorkOnRecord):
        assert after.state is State.QUOTED, "the new quote came after it, and nobody agreed to that one"
    else:
        assert isinstance(answers[0], QuoteReplaced)
    assert (after.round, after.consent) == (2, None)


async def test_what_was_signed_is_shown_by_a_file_that_is_there() -> None:
    await quoted()
    with pytest.raises(Invalid) as none:
        await agreed(way=Way.SIGNED)
    with pytest.raises(Invalid) as unknown:
        await agreed(way=Way.SIGNED, file="f" * 32)
    await perform(files.add, a_file(), node="ZJ-001", uploaded_by="clerk")

    signed = await agreed(way=Way.SIGNED, file="0" * 32)

    assert [one.path for one in none.value.problems + unknown.value.problems] == ["file", "file"]
    assert signed.value.consent is not None
    assert signed.value.consent.file == "0" * 32


async def test_what_a_phone_without_a_network_tells_later_has_its_own_time() -> None:
    await quoted(hours=5, at=at(1))
    told = await agreed(hours=5, at=at(2))

    assert told.value.consent is not None
    assert (told.value.quotes[0].at, told.value.consent.at) == (at(1), at(2))
    with pytest.raises(Invalid) as ahead:
        await quoted(hours=5, at=at(6))
    assert [one.path for one in ahead.value.problems] == ["at"]


# What can't be quoted


async def test_nothing_is_quoted_for_what_is_over_unknown_or_no_repair() -> None:
    await ordered("SO-3", kind=OrderKind.INSTALLATION, fault=None)
    await perform(order_lives.cancel, "SO-2", "x", a_desk(at(1)))

    with pytest.raises(NothingToJudge):
        await quoted(order="SO-3")
    with pytest.raises(OrderNotOpen):
        await quoted(order="SO-2")
    with pytest.raises(NotFound):
        await quoted(order="SO-9")
    with pytest.raises(NotFound):
        await agreed(order="SO-2")
    with pytest.raises(Invalid) as unknown:
        await quoted(LABOUR, ChargeLine(kind=ChargeKind.PART, text="x", price_fen=1, part="NO"))
    assert [one.path for one in unknown.value.problems] == ["lines.1.part"]


async def test_a_neighbour_neither_sees_nor_answers_a_quote() -> None:
    await quoted()

    with acting(Who(actor="n", via="token", reach=Reach(scope=Scope.NODE, node="ZJ"))):
        for asking in (read(store.work, "SO-1"), agreed(), quoted(), receipted()):
            with pytest.raises(NotFound):
                await asking


async def test_what_was_quoted_and_paid_is_not_changed_in_the_database_either() -> None:
    await quoted()
    await agreed()
    await visited(used(), paid(20_000))
    await receipted()

    for statement in (
        "UPDATE charge_quotes SET amount_fen = 1",
        "UPDATE charge_quotes SET lines = '[]'",
        "DELETE FROM charge_quotes",
        "UPDATE charge_receipts SET amount_fen = 1",
        "DELETE FROM charge_receipts",
    ):
        with pytest.raises(Exception, match=r"permission denied|stay as they are"):
            await _run(statement)


async def _run(statement: str) -> None:
    async with DB.transaction():
        await store.ChargeQuotes.raw(statement).run()
