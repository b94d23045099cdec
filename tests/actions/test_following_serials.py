"""Pieces of a tracked part keep their names wherever the books take them (P1)."""

from __future__ import annotations

from typing import Any

import pytest
from builders import NOW, a_part, a_receipt, register_all
from grounds import grounds

from fieldops.actions import counting, parts, purchases, shipments, stock, stock_moves
from fieldops.database.door import perform, read
from fieldops.database.engine import DB
from fieldops.store import ledger, serials
from inventory.accounts import AccountKind, Condition, parts_account
from inventory.counting import Approval, Entries, Entry, LineReason, NewCount, Reason
from inventory.ledger import Purpose, Transfer
from inventory.moves import StockMove
from inventory.parts import ReceiptLine
from inventory.purchases import Arrival, NewPurchase
from inventory.serials import PiecesNotNamed, SerialNotThere
from inventory.shipments import Dispatch, Fault, Found, Goods, LinePieces, LineReceipt, Moving, Piece, Receipt
from refusals import Invalid

WAREHOUSE, OUTLET, VAN = "ZJ/WH", "ZJ-001/WH", "ZJ-T001/VAN"
SERIALS = ("SN-1", "SN-2", "SN-3")


async def lay_out() -> None:
    """Three named control boards in the province's warehouse, and pumps that have no names."""
    await register_all()
    await perform(parts.add_parts, [a_part(number="MB-1", barcode=None, serial_tracked=True)])
    lines = (ReceiptLine(part="MB-1", quantity=3, serials=SERIALS), ReceiptLine(part="DP-1", quantity=9))
    await perform(stock.receive, [a_receipt(location=WAREHOUSE, lines=lines)], now=NOW)


boards = grounds(lay_out)
pytestmark = pytest.mark.usefixtures("boards")


async def path_of(serial: str) -> list[str | None]:
    """The locations that a piece came to."""
    return [move.to_location for move in await read(serials.movements, "MB-1", serial)]


async def sent(quantity: int = 3, **given: Any) -> str:
    moving = Moving(source=WAREHOUSE, destination=OUTLET, lines=(Goods(part="MB-1", quantity=quantity),))
    number: str = (await perform(shipments.move, moving, by="x", now=NOW)).value.number
    pieces = LinePieces(line=1, serials=given.get("serials", SERIALS[:quantity]))
    await perform(shipments.ship, number, Dispatch(pieces=(pieces,)), now=NOW)
    return number


async def receive(number: str, **told: Any) -> None:
    await perform(shipments.receive, number, Receipt(lines=(LineReceipt(line=1, **told),)), by="x", now=NOW)


async def test_a_piece_that_is_sent_and_received_can_be_followed() -> None:
    number = await sent()
    await receive(number, good=3)

    assert [await path_of(one) for one in SERIALS] == [[WAREHOUSE, OUTLET, OUTLET]] * 3


async def test_a_shipment_does_not_leave_until_each_piece_is_named() -> None:
    moving = Moving(source=WAREHOUSE, destination=OUTLET, lines=(Goods(part="MB-1", quantity=3),))
    number = (await perform(shipments.move, moving, by="x", now=NOW)).value.number
    for wrong in ((), ("SN-1",), (*SERIALS, "SN-4")):
        pieces = LinePieces(line=1, serials=wrong)
        with pytest.raises(Invalid) as refused:
            await perform(shipments.ship, number, Dispatch(pieces=(pieces,)), now=NOW)
        assert [problem.path for problem in refused.value.problems] == ["pieces"]


async def test_a_piece_that_is_elsewhere_cant_leave() -> None:
    with pytest.raises(SerialNotThere):
        await sent(1, serials=("SN-9",))


async def test_a_part_without_serials_names_none() -> None:
    moving = Moving(source=WAREHOUSE, destination=OUTLET, lines=(Goods(part="DP-1", quantity=1),))
    number = (await perform(shipments.move, moving, by="x", now=NOW)).value.number
    named = Dispatch(pieces=(LinePieces(line=1, serials=("SN-1",)),))
    with pytest.raises(Invalid):
        await perform(shipments.ship, number, named, now=NOW)
    await perform(shipments.ship, number, Dispatch(), now=NOW)


async def test_pieces_that_were_not_found_alike_are_told_one_by_one() -> None:
    number = await sent()
    with pytest.raises(Invalid) as refused:
        await receive(number, good=1, damaged=1, short=1, fault=Fault.CARRIER)
    assert {problem.path for problem in refused.value.problems} == {"lines.0.pieces"}
    told = (
        Piece(serial="SN-2"),
        Piece(serial="SN-1", found=Found.DAMAGED),
        Piece(serial="SN-3", found=Found.SHORT),
    )

    await receive(number, good=1, damaged=1, short=1, fault=Fault.CARRIER, pieces=told)

    last = {one: (await read(serials.movements, "MB-1", one))[-1] for one in SERIALS}
    assert (last["SN-2"].to_location, last["SN-2"].condition) == (OUTLET, Condition.NEW)
    assert (last["SN-1"].to_location, last["SN-1"].condition) == (OUTLET, Condition.DEFECTIVE)
    assert last["SN-3"].to_location is None


async def test_what_comes_later_is_told_later() -> None:
    number = await sent()
    await receive(number, good=1, pieces=(Piece(serial="SN-3"),))
    with pytest.raises(Invalid) as refused:
        await receive(number, good=1, pieces=(Piece(serial="SN-3"),))
    assert [problem.path for problem in refused.value.problems] == ["lines.0.pieces.0.serial"]
    await receive(number, good=2)

    assert {(await path_of(one))[-1] for one in SERIALS} == {OUTLET}


async def test_a_piece_that_came_beyond_has_a_name_too() -> None:
    number = await sent(1)
    with pytest.raises(Invalid):
        await receive(number, good=1, over=1, fault=Fault.PROVINCE)
    pieces = (Piece(serial="SN-1"), Piece(serial="SN-77", found=Found.OVER))
    await receive(number, good=1, over=1, fault=Fault.PROVINCE, pieces=pieces)

    assert await path_of("SN-77") == [OUTLET]


async def test_a_piece_that_is_carried_goes_with_its_name() -> None:
    await receive(await sent(2), good=2)
    goods = Goods(part="MB-1", quantity=1, serials=("SN-2",))
    move = StockMove(reference="R1", source=OUTLET, destination=VAN, lines=(goods,))
    nameless = StockMove(reference="R2", source=OUTLET, destination=VAN, lines=(Goods(part="MB-1", quantity=1),))

    first = await perform(stock_moves.carry, move, by="x", now=NOW)
    again = await perform(stock_moves.carry, move, by="x", now=NOW)
    with pytest.raises(Invalid) as refused:
        await perform(stock_moves.carry, nameless, by="x", now=NOW)

    assert again == first
    assert (await path_of("SN-2"))[-1] == VAN
    assert [problem.path for problem in refused.value.problems] == ["lines.0.serials"]


async def test_what_is_bought_comes_with_its_names() -> None:
    wanted = NewPurchase(part="MB-1", quantity=2, location=WAREHOUSE, supplier="S", expected_on=NOW.date())
    number = (await perform(purchases.order, wanted, by="x", today=NOW.date(), now=NOW)).value.number
    with pytest.raises(Invalid):
        await perform(purchases.receive, number, Arrival(quantity=1), now=NOW)
    with pytest.raises(SerialNotThere):
        await perform(purchases.receive, number, Arrival(quantity=1, serials=("SN-1",)), now=NOW)
    await perform(purchases.receive, number, Arrival(quantity=2, serials=("SN-5", "SN-6")), now=NOW)

    assert await path_of("SN-6") == [WAREHOUSE]


async def test_who_approves_a_count_says_which_pieces_are_missing() -> None:
    number = (
        await perform(counting.open_count, NewCount(place=WAREHOUSE, parts=("MB-1",)), by="x", now=NOW)
    ).value.number
    await perform(counting.enter, number, Entries(lines=(Entry(part="MB-1", quantity=2),)), by="x", now=NOW)
    async with DB.owning() as connection:
        await connection.execute("UPDATE stock_counts SET status = 'counted'")
    nameless = Approval(reasons=(LineReason(line=1, reason=Reason.LOST),))
    with pytest.raises(Invalid) as refused:
        await perform(counting.approve, number, nameless, by="boss", now=NOW)
    assert [problem.path for problem in refused.value.problems] == ["reasons.0.serials"]

    named = Approval(reasons=(LineReason(line=1, reason=Reason.LOST, serials=("SN-3",)),))
    await perform(counting.approve, number, named, by="boss", now=NOW)

    assert (await path_of("SN-3"))[-1] is None


async def test_whatever_an_action_forgets_the_database_does_not_let_names_outnumber_pieces() -> None:
    forgetful = Transfer(
        id="forgotten",
        source=parts_account(AccountKind.STOCK, "HQ", WAREHOUSE, "MB-1"),
        destination=parts_account(AccountKind.STOCK, "HQ", OUTLET, "MB-1"),
        amount=1,
        purpose=Purpose.MOVE,
        reference="x",
        occurred_at=NOW,
    )
    with pytest.raises(PiecesNotNamed) as refused:
        await perform(ledger.post, [forgetful])
    assert refused.value.facts == {"part": "MB-1", "place": WAREHOUSE, "named": 3, "left": 2}
