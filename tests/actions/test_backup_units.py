"""Backup units on the database: by their serials, with their pieces in the books, at the same time as others (B1 to B4)."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from builders import (
    BACKUP_FIGURES,
    COUNTING_FIGURES,
    NOW,
    a_customer,
    a_desk,
    a_part,
    a_policy,
    a_receipt,
    a_technician,
    a_unit,
    an_order,
    register_all,
)
from grounds import grounds

from fieldops.actions import backup_units, counting, network, orders, parts, policies, shipments, stock, stock_moves
from fieldops.database.door import perform, read
from fieldops.database.who import Who, acting
from fieldops.store import backup_units as store
from fieldops.store import events, ledger
from fieldops.store.pages import Wanted
from inventory.accounts import AccountKind, Condition, parts_account
from inventory.backup_pool import BackupUnit, Going, NewUnit, Origin, Remark, Sending, State, WriteOff, WrittenOff
from inventory.backup_pool_refusals import (
    LoanWithoutContract,
    OnlySetAside,
    OrderHasUnit,
    RepairTooShort,
    SetAsideForSwaps,
    UnitWrongState,
)
from inventory.counting import Approval, Entries, Entry, LineReason, NewCount, Reason
from inventory.counting_refusals import CorrectionHitsReserved
from inventory.events import Family
from inventory.ledger import InsufficientStock, Pending, Purpose
from inventory.moves import StockMove
from inventory.orders import OrderKind
from inventory.parts import PartCategory, PartCount
from inventory.people import Reach, Scope
from inventory.shipments import Goods, Moving
from refusals import AlreadyThere, Invalid, NotFound

HOME, VAN = "ZJ/WH", "ZJ-T001/VAN"
CLERK = Who(actor="clerk", via="token", reach=Reach(scope=Scope.NODE, node="ZJ-001"))


async def lay_out() -> None:
    """A contracted customer with a swap (SO-S) and a repair (SO-R), another one without a contract (SO-X)."""
    await register_all()

    async def inside() -> None:
        await network.register_technicians([a_technician()])
        await policies.enact(a_policy(name="backup", figures=BACKUP_FIGURES))
        await policies.enact(a_policy(name="counting", figures=COUNTING_FIGURES))
        await parts.add_parts([a_part(number="WU-1", barcode=None, category=PartCategory.WHOLE_UNIT)])
        await orders.register_customers([a_customer(code="L-1", contract=True)])
        await orders.register_units([a_unit(serial="UL-1", customer="L-1")])
        given = {"customer": "L-1", "unit": "UL-1"}
        await orders.register(
            [
                an_order(number="SO-S", kind=OrderKind.SWAP, **given),
                an_order(number="SO-R", **given),
                an_order(number="SO-X"),
            ],
            a_desk(),
        )

    await perform(inside)


pool = grounds(lay_out)


pytestmark = pytest.mark.usefixtures("pool")


async def register(serial: str = "BU-1", **given: Any) -> BackupUnit:
    new = NewUnit(**{"serial": serial, "part": "WU-1", "place": HOME, "set_aside": True, **given})
    [unit] = await perform(backup_units.register, [new], by="keeper", now=NOW)
    return unit


async def do(verb: Any, serial: str = "BU-1", told: Any = None, **given: Any) -> BackupUnit:
    unit: BackupUnit = await perform(verb, serial, told or Remark(), by="keeper", now=NOW, **given)
    return unit


async def send(serial: str = "BU-1", order: str = "SO-S", **given: Any) -> BackupUnit:
    sending = Sending(**{"order": order, "via": VAN, **given})
    return await do(backup_units.send, serial, sending, today=NOW.date())


async def pieces(kind: AccountKind, place: str, condition: Condition = Condition.NEW) -> tuple[int, int]:
    account = parts_account(kind, "HQ", place, "WU-1", condition)
    found = (await ledger.balances_of([account]))[account]
    return found.balance, found.reserved


async def test_each_step_of_a_unit_is_told_where_it_is_and_where_it_belongs() -> None:
    before = await events.last_position()
    await register()
    await send()

    told = await read(events.events_after, before, {Family.BACKUP_UNIT}, limit=10)
    assert [(one.kind, one.key) for one in told] == [
        ("backup_unit.set_aside", "BU-1"),
        ("backup_unit.on_its_way", "BU-1"),
    ]
    with acting(CLERK):
        assert await read(events.events_after, before, {Family.BACKUP_UNIT}, limit=10) == told[1:]


async def test_a_unit_lives_from_receipt_to_writing_off_and_its_history_tells() -> None:
    await register(set_aside=False)
    await do(backup_units.set_aside)
    out = await send()
    assert (out.state, out.place, out.due_at) == (State.ON_ITS_WAY, VAN, NOW + timedelta(days=14))
    assert await pieces(AccountKind.IN_TRANSIT, VAN) == (1, 0)
    await do(backup_units.hand_over)
    assert await pieces(AccountKind.LENT, "L-1") == (1, 0)
    await do(backup_units.take_back, told=Going(place=VAN))
    await do(backup_units.repair, told=Going(place="ZJ/SHOP"))
    assert await pieces(AccountKind.STOCK, "ZJ/SHOP", Condition.DEFECTIVE) == (1, 1)
    await do(backup_units.repaired)
    assert await backup_units.reconcile() == []
    await do(backup_units.write_off, told=WriteOff(reason=WrittenOff.SCRAPPED, note="worn out"))

    history = await store.history("BU-1")
    assert [step.state for step in history.steps] == [
        "in_pool", "set_aside", "on_its_way", "at_customer", "coming_back", "in_repair", "in_pool", "written_off",
    ]  # fmt: skip
    assert [step.n for step in history.steps] == list(range(1, 9))
    assert (history.steps[3].customer, history.steps[7].note) == ("L-1", "worn out")
    assert await backup_units.reconcile() == []


async def test_ordinary_work_takes_neither_set_aside_nor_pooled_units() -> None:
    await register()
    await register("BU-2", set_aside=False)
    move = StockMove(reference="R", source=HOME, destination="ZJ/SHOP", lines=(Goods(part="WU-1", quantity=1),))

    with pytest.raises(OnlySetAside):
        await perform(stock_moves.carry, move, by="x", now=NOW)
    moving = Moving(source=HOME, destination="ZJ/SHOP", lines=move.lines)
    with pytest.raises(OnlySetAside):
        await perform(shipments.move, moving, by="x", now=NOW)
    with pytest.raises(SetAsideForSwaps) as kept:
        await do(backup_units.move, told=Going(place="ZJ/SHOP"))
    assert kept.value.rule == "B2"


async def test_a_swap_takes_the_piece_that_its_plan_has_reserved() -> None:
    await register()
    held = Pending(
        id="plan/1/SO-S/WU-1/ZJ/WH",
        source=parts_account(AccountKind.SET_ASIDE, "HQ", HOME, "WU-1"),
        destination=parts_account(AccountKind.IN_TRANSIT, "HQ", VAN, "WU-1"),
        amount=1,
        purpose=Purpose.SWAP,
        reference="SO-S",
        occurred_at=NOW,
    )
    await perform(ledger.post, [held])

    with pytest.raises(InsufficientStock):
        await send(order="SO-R", repair_until=NOW + timedelta(days=3))
    await send()

    assert (await pieces(AccountKind.SET_ASIDE, HOME), await pieces(AccountKind.IN_TRANSIT, VAN)) == ((0, 0), (1, 0))


async def test_only_long_repairs_of_contracted_customers_get_a_loan() -> None:
    await register(set_aside=False)

    with pytest.raises(LoanWithoutContract):
        await send(order="SO-X", repair_until=NOW + timedelta(days=3))
    with pytest.raises(RepairTooShort):
        await send(order="SO-R", repair_until=NOW + timedelta(days=2))
    lent = await send(order="SO-R", repair_until=NOW + timedelta(days=3))
    assert lent.due_at == NOW + timedelta(days=3)


async def test_who_has_what_longest_beyond_what_was_agreed_comes_first() -> None:
    await register()
    await register("BU-2")
    await send()
    await send("BU-2", "SO-R", repair_until=NOW + timedelta(days=3))
    for serial in ("BU-1", "BU-2"):
        await do(backup_units.hand_over, serial)

    wanted = Wanted(equal={}, ordering="due_at", limit=10, offset=0)
    count, found = await store.lent_page(wanted, now=NOW + timedelta(days=4))

    assert count == 2
    assert [(one.serial, one.customer, one.overdue_s) for one in found] == [("BU-2", "L-1", 86400), ("BU-1", "L-1", 0)]


async def test_an_order_has_one_unit_until_it_is_back() -> None:
    await register()
    await register("BU-2")
    done = await asyncio.gather(send(), send("BU-2"), return_exceptions=True)

    assert sorted(type(one).__name__ for one in done) == ["BackupUnit", "OrderHasUnit"]
    first = next(one.serial for one in done if isinstance(one, BackupUnit))
    other = "BU-2" if first == "BU-1" else "BU-1"
    with pytest.raises(OrderHasUnit):
        await send(other)
    await do(backup_units.arrive, first, Going(place=HOME))
    assert (await send(other)).order == "SO-S"


async def test_one_unit_sent_twice_at_once_leaves_once() -> None:
    await register()

    orders_of_it = (send(), send(order="SO-R", repair_until=NOW + timedelta(days=3)))
    done = await asyncio.gather(*orders_of_it, return_exceptions=True)

    assert sorted(type(one).__name__ for one in done) == ["BackupUnit", "UnitWrongState"]
    assert await backup_units.reconcile() == []


async def test_pieces_on_hand_get_serials_and_no_more_than_there_are() -> None:
    two = (PartCount(part="WU-1", quantity=2),)
    await perform(stock.receive, [a_receipt(reference="A", lines=two, set_aside=True)], now=NOW)
    assert await backup_units.reconcile() == []  # nobody has a serial of that part yet
    await register(origin=Origin.ON_HAND)
    [short] = await backup_units.reconcile()
    assert (short.account.kind, short.units, short.pieces) == (AccountKind.SET_ASIDE, 1, 2)
    more = await asyncio.gather(*(register(f"BU-{n}", origin=Origin.ON_HAND) for n in (2, 3)), return_exceptions=True)

    assert sorted(type(one).__name__ for one in more) == ["BackupUnit", "NoPieceWithoutSerial"]
    assert await pieces(AccountKind.SET_ASIDE, HOME) == (2, 0)
    assert await backup_units.reconcile() == []
    with pytest.raises(InsufficientStock):
        await register("BU-4", origin=Origin.ON_HAND, set_aside=False)


async def test_a_unit_that_is_not_on_the_shelf_is_written_off_by_its_serial_not_by_a_count() -> None:
    await register()
    number = (await perform(counting.open_count, NewCount(place=HOME, parts=("WU-1",)), by="x", now=NOW)).value.number
    none = Entries(lines=(Entry(part="WU-1", quantity=0, set_aside=True),))
    await perform(counting.enter, number, none, by="counter", now=NOW)
    await perform(counting.finish, number, today=NOW.date())
    told = Approval(reasons=(LineReason(line=1, reason=Reason.LOST),))

    with pytest.raises(CorrectionHitsReserved):
        await perform(counting.approve, number, told, by="chief", now=NOW)
    await do(backup_units.free)
    await do(backup_units.write_off, told=WriteOff(reason=WrittenOff.LOST, note="not on the shelf"))
    assert await pieces(AccountKind.STOCK, HOME) == (0, 0)
    assert await backup_units.reconcile() == []


async def test_a_unit_taken_out_of_a_customers_house_joins_the_pool_repaired() -> None:
    taken = await register(origin=Origin.CUSTOMER, set_aside=False, place="ZJ/SHOP")
    assert taken.state is State.IN_REPAIR
    await do(backup_units.repaired)
    moved = await do(backup_units.move, told=Going(place=HOME))
    assert (moved.home, moved.state) == (HOME, State.ON_ITS_WAY)
    await do(backup_units.arrive, told=Going(place=HOME))
    assert await pieces(AccountKind.STOCK, HOME) == (1, 1)


@pytest.mark.parametrize(
    ("given", "paths"),
    [
        ({"part": "NO", "place": "NOWHERE"}, {"0.part", "0.place"}),
        ({"part": "DP-1"}, {"0.part"}),
        ({"owner": "ZJ-001"}, {"0.owner"}),
    ],
)
async def test_what_a_new_unit_names_must_be_right(given: Any, paths: set[str]) -> None:
    with pytest.raises(Invalid) as refused:
        await register(**given)

    assert {problem.path for problem in refused.value.problems} == paths


async def test_a_serial_is_a_units_own() -> None:
    await register()

    with pytest.raises(AlreadyThere):
        await register(part="WU-1", set_aside=False)
    with pytest.raises(NotFound):
        await do(backup_units.free, "BU-9")
    with pytest.raises(Invalid):
        await send(order="NO")
    with pytest.raises(Invalid):
        await send(via="NOWHERE")
    with pytest.raises(UnitWrongState):
        await do(backup_units.set_aside)


async def test_a_partner_brings_a_unit_back_to_the_province_and_sees_it_no_more() -> None:
    await register()
    await send()
    with acting(CLERK):
        await do(backup_units.hand_over)
        back = await do(backup_units.take_back, told=Going(place=HOME))
        with pytest.raises(NotFound):
            await do(backup_units.arrive, told=Going(place=HOME))

    assert (back.place, back.state) == (HOME, State.COMING_BACK)
    assert (await do(backup_units.arrive, told=Going(place=HOME))).state is State.IN_POOL
