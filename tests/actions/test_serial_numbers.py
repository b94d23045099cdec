"""Receipts name the serials of what is tracked by them, and each piece's way can be read (P1, N3)."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import asyncpg
import pytest
from builders import NOW, a_location, a_part, a_receipt, register_all
from grounds import grounds

from fieldops.actions import network, parts, stock
from fieldops.database.door import perform
from fieldops.database.engine import DB
from fieldops.database.who import Who, acting
from fieldops.store import ledger, serials
from fieldops.store.serials import Movement
from inventory.accounts import Account, AccountKind, parts_account
from inventory.ledger import InsufficientStock, Purpose, Transfer, TransferIdReused
from inventory.parts import PartCount, ReceiptLine
from inventory.people import Reach, Scope
from inventory.serials import SerialNotThere
from refusals import Invalid, NotFound, Refusal

LATER = NOW + timedelta(days=1)


async def lay_out() -> None:
    await register_all()
    await perform(network.open_locations, [a_location(code="HQ/WH", node="HQ")])
    await perform(parts.add_parts, [a_part(number="MB-1", serial_tracked=True)])


tracked = grounds(lay_out)
pytestmark = pytest.mark.usefixtures("tracked")


def stock_at(place: str, kind: AccountKind = AccountKind.STOCK) -> Account:
    return parts_account(kind, "HQ", place, "MB-1")


async def receive(*names: str, reference: str = "DN-1", quantity: int | None = None, **given: Any) -> None:
    line = ReceiptLine(part="MB-1", quantity=len(names) if quantity is None else quantity, serials=names)
    await perform(stock.receive, [a_receipt(reference=reference, lines=(line,), **given)], now=NOW)


async def move(id: str, source: Account, destination: Account, *names: str, quantity: int | None = None) -> None:
    transfer = Transfer(
        id=id,
        source=source,
        destination=destination,
        amount=quantity or len(names),
        purpose=Purpose.MOVE,
        reference="R",
        occurred_at=LATER,
    )
    await perform(serials.post, [transfer], {id: names})


async def way(serial: str, who: Who | None = None) -> list[Movement]:
    with acting(who):
        async with DB.transaction():
            return await serials.movements("MB-1", serial)


async def test_the_way_of_a_piece_goes_from_receipt_to_scrap() -> None:
    await receive("A", "B")
    await move("m1", stock_at("ZJ/WH"), stock_at("ZJ-001/WH"), "A")
    await move("m2", stock_at("ZJ-001/WH"), stock_at("", AccountKind.SCRAP), "A")

    assert [(one.n, one.from_en, one.to_en, one.purpose) for one in await way("A")] == [
        (1, "supplier", "ZJ/WH", Purpose.RECEIPT),
        (2, "ZJ/WH", "ZJ-001/WH", Purpose.MOVE),
        (3, "ZJ-001/WH", "scrapped", Purpose.MOVE),
    ]
    assert len(await way("B")) == 1
    with pytest.raises(NotFound):
        await way("C")


@pytest.mark.parametrize(("names", "quantity"), [((), 2), (("A",), 2), (("A", "B"), 1)])
async def test_as_many_serials_as_pieces_come_in(names: tuple[str, ...], quantity: int) -> None:
    with pytest.raises(Invalid) as refused:
        await receive(*names, quantity=quantity)

    assert [(one.path, one.code) for one in refused.value.problems] == [("0.lines.0.serials", "wrong_count")]


async def test_a_part_that_is_not_tracked_has_no_serials() -> None:
    line = ReceiptLine(part="DP-1", quantity=1, serials=("A",))

    with pytest.raises(Invalid) as refused:
        await perform(stock.receive, [a_receipt(lines=(line,))], now=NOW)

    assert [(one.path, one.code) for one in refused.value.problems] == [("0.lines.0.serials", "not_allowed")]


async def test_units_that_are_set_aside_may_be_named_later() -> None:
    await perform(stock.receive, [a_receipt(lines=(PartCount(part="MB-1", quantity=2),), set_aside=True)], now=NOW)

    await move("m1", stock_at("ZJ/WH", AccountKind.SET_ASIDE), stock_at("ZJ/WH"), "X")
    assert [one.from_en for one in await way("X")] == ["set aside at ZJ/WH"]
    with pytest.raises(SerialNotThere):
        await move("m2", stock_at("ZJ/WH", AccountKind.SET_ASIDE), stock_at("ZJ/WH"), "X")


async def test_a_note_that_is_sent_again_moves_nothing_twice() -> None:
    await receive("A")
    await receive("A")

    assert len(await way("A")) == 1


async def test_a_note_that_is_sent_by_many_at_once_is_booked_once_and_refused_to_none() -> None:
    await asyncio.gather(*(receive("A", "B") for _ in range(6)))

    assert (await ledger.balances_of([stock_at("ZJ/WH")]))[stock_at("ZJ/WH")].balance == 2
    assert len(await way("A")) == 1


async def test_a_note_that_is_sent_again_with_other_serials_is_refused() -> None:
    await receive("A")

    with pytest.raises(TransferIdReused):
        await receive("B")


async def test_a_piece_that_is_here_does_not_come_in_again_and_nothing_is_booked() -> None:
    await receive("A")

    with pytest.raises(SerialNotThere):
        await receive("B", "A", reference="DN-2")

    assert (await ledger.balances_of([stock_at("ZJ/WH")]))[stock_at("ZJ/WH")].balance == 1
    with pytest.raises(NotFound):
        await way("B")


async def test_a_piece_leaves_only_from_where_it_is() -> None:
    await receive("A")
    await receive("B", reference="DN-2", location="HQ/WH")

    with pytest.raises(SerialNotThere) as refused:
        await move("m1", stock_at("HQ/WH"), stock_at("ZJ-001/WH"), "A")

    assert [piece.serial for piece in refused.value.pieces] == ["A"]


async def test_of_many_who_take_the_same_piece_at_once_one_gets_it() -> None:
    await receive("A", "B")

    async def taken(n: int) -> str:
        try:
            await move(f"m{n}", stock_at("ZJ/WH"), stock_at("ZJ-001/WH"), "A")
        except Refusal as refusal:
            return refusal.code
        return "done"

    told = sorted(await asyncio.gather(*(taken(n) for n in range(6))))

    assert told == ["done"] + ["serial_not_there"] * 5
    assert len(await way("A")) == 2


async def test_of_many_who_receive_the_same_serial_at_once_one_does() -> None:
    async def came(n: int) -> str:
        try:
            await receive("A", reference=f"DN-{n}")
        except Refusal as refusal:
            return refusal.code
        return "done"

    assert sorted(await asyncio.gather(*(came(n) for n in range(6)))) == ["done"] + ["serial_not_there"] * 5


async def test_more_serials_than_pieces_leave_nothing_behind() -> None:
    await receive("A")

    with pytest.raises(InsufficientStock):
        await move("m1", stock_at("ZJ/WH"), stock_at("ZJ-001/WH"), "A", "B")

    assert len(await way("A")) == 1


async def test_a_transfer_names_all_of_its_pieces_or_none() -> None:
    await receive("A", "B")

    with pytest.raises(ValueError, match="all of its pieces"):
        await move("m1", stock_at("ZJ/WH"), stock_at("ZJ-001/WH"), "A", quantity=2)

    assert len(await way("A")) == 1


@pytest.mark.parametrize(
    "change",
    [
        "INSERT INTO serial_moves (piece, n, transfer, source, destination, occurred_at)"
        " SELECT piece, 2, transfer, destination + 1, destination, occurred_at FROM serial_moves",
        "INSERT INTO serial_moves (piece, n, transfer, source, destination, occurred_at)"
        " SELECT piece, 1, transfer, source, destination, occurred_at FROM serial_moves",
        "UPDATE serials SET account = (SELECT source FROM serial_moves)",
        "INSERT INTO serials (part, serial, account, moves) SELECT part, serial, account, moves FROM serials",
    ],
)
async def test_the_tables_keep_a_piece_at_one_place(change: str) -> None:
    await receive("A")

    with pytest.raises(asyncpg.IntegrityConstraintViolationError):
        async with DB.owning() as connection:
            await connection.execute(change)


async def test_who_did_not_see_a_move_reads_elsewhere_and_a_stranger_nothing() -> None:
    await receive("A")
    await move("m1", stock_at("ZJ/WH"), stock_at("ZJ-001/WH"), "A")
    clerk = Who(actor="c", via="token", person=1, reach=Reach(scope=Scope.NODE, node="ZJ-001"))
    other = Who(actor="o", via="token", person=1, reach=Reach(scope=Scope.NODE, node="AH-001"))

    assert [(one.n, one.from_en, one.from_location, one.to_en) for one in await way("A", clerk)] == [
        (2, "elsewhere", None, "ZJ-001/WH")
    ]
    with pytest.raises(NotFound):
        await way("A", other)
