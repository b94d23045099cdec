"""Stock carried by hand, on the database: once, all or nothing, by whom it may be (P1, N3, B2)."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from builders import NOW, a_location, a_part, a_province, a_receipt, a_technician, register_all
from grounds import grounds

from fieldops.actions import network, parts, stock, stock_moves
from fieldops.database.door import perform
from fieldops.database.who import Who, acting
from fieldops.store import ledger
from fieldops.store import stock_moves as store
from inventory.accounts import AccountKind, parts_account
from inventory.backup_pool_refusals import OnlySetAside
from inventory.ledger import InsufficientStock
from inventory.moves import BookedMove, MoveReferenceReused, StockMove, TooFarToCarry
from inventory.parts import PartCount
from inventory.people import Reach, Scope
from inventory.shipments import Goods
from refusals import Invalid, Refusal

VAN, WAREHOUSE = "ZJ-T001/VAN", "ZJ-001/WH"
TECHNICIAN = Who(actor="tec", via="token", reach=Reach(scope=Scope.SELF, node="ZJ-001", technician="ZJ-T001"))


async def lay_out() -> None:
    """10 pumps and 5 hoses in the outlet's warehouse, a technician with a van, another province."""
    await register_all()

    async def inside() -> None:
        await network.register_technicians([a_technician()])
        await network.register_nodes([a_province(code="AH")])
        await network.open_locations([a_location(code="AH/WH", node="AH")])
        await parts.add_parts([a_part(number="HOSE", barcode=None)])
        lines = (PartCount(part="DP-1", quantity=10), PartCount(part="HOSE", quantity=5))
        await stock.receive([a_receipt(location=WAREHOUSE, lines=lines)], now=NOW)

    await perform(inside)


outlet = grounds(lay_out)


async def carry(*lines: Goods, someone: Who | None = None, **given: Any) -> BookedMove:
    usual = {
        "reference": "R1",
        "source": WAREHOUSE,
        "destination": VAN,
        "lines": lines or (Goods(part="DP-1", quantity=2),),
    }
    with acting(someone):
        move: BookedMove = await perform(stock_moves.carry, StockMove(**{**usual, **given}), by="clerk", now=NOW)
        return move


async def on_hand(place: str, part: str = "DP-1", kind: AccountKind = AccountKind.STOCK) -> int:
    account = parts_account(kind, "HQ", place, part)
    return (await ledger.balances_of([account]))[account].balance


@pytest.mark.usefixtures("outlet")
async def test_a_van_is_loaded_and_unloaded_at_once() -> None:
    loaded = await carry(Goods(part="DP-1", quantity=4), Goods(part="HOSE", quantity=1))
    await carry(Goods(part="DP-1", quantity=1), reference="R2", source=VAN, destination=WAREHOUSE)

    assert (await on_hand(VAN), await on_hand(WAREHOUSE), await on_hand(VAN, "HOSE")) == (3, 7, 1)
    assert await store.move(loaded.number) == loaded


@pytest.mark.usefixtures("outlet")
async def test_the_same_reference_moves_once_and_another_content_is_refused() -> None:
    first = await carry()

    assert await carry() == first
    assert await on_hand(VAN) == 2
    with pytest.raises(MoveReferenceReused):
        await carry(Goods(part="DP-1", quantity=3))
    other = await carry(Goods(part="DP-1", quantity=1), source=VAN, destination=WAREHOUSE)
    assert other.number != first.number, "a reference is the source's own"


@pytest.mark.usefixtures("outlet")
async def test_the_same_reference_sent_twelve_times_at_once_moves_once() -> None:
    moved = await asyncio.gather(*(carry() for _ in range(12)))

    assert len({one.number for one in moved}) == 1
    assert await on_hand(VAN) == 2


@pytest.mark.usefixtures("outlet")
async def test_every_line_that_is_short_is_named_and_nothing_moves() -> None:
    with pytest.raises(InsufficientStock) as refused:
        await carry(Goods(part="DP-1", quantity=11), Goods(part="HOSE", quantity=6), reference="BIG")

    assert [(one.account.asset, one.available, one.asked) for one in refused.value.shortages] == [("DP-1", 10, 11), ("HOSE", 5, 6)]  # fmt: skip
    assert (await on_hand(VAN), (await store.of_reference(WAREHOUSE, "BIG"))) == (0, None)


@pytest.mark.usefixtures("outlet")
async def test_many_who_carry_at_once_never_carry_more_than_there_is() -> None:
    done = await asyncio.gather(
        *(carry(Goods(part="DP-1", quantity=3), reference=f"N{n}") for n in range(8)), return_exceptions=True
    )

    assert sum(isinstance(one, BookedMove) for one in done) == 3
    assert all(isinstance(one, BookedMove | InsufficientStock) for one in done)
    assert (await on_hand(VAN), await on_hand(WAREHOUSE)) == (9, 1)


@pytest.mark.usefixtures("outlet")
async def test_backup_units_are_not_carried_away_and_the_refusal_says_so() -> None:
    aside = a_receipt(reference="B", location=WAREHOUSE, lines=(PartCount(part="DP-1", quantity=2),), set_aside=True)
    await perform(stock.receive, [aside], now=NOW)

    with pytest.raises(OnlySetAside) as refused:
        await carry(Goods(part="DP-1", quantity=12))

    assert refused.value.rule == "B2"
    assert "12 asked, 10 available, 2 set aside" in refused.value.explain("en")
    assert await on_hand(WAREHOUSE, kind=AccountKind.SET_ASIDE) == 2


@pytest.mark.usefixtures("outlet")
async def test_a_technician_loads_and_unloads_the_own_van_only() -> None:
    await carry(someone=TECHNICIAN)
    await carry(reference="R2", source=VAN, destination=WAREHOUSE, someone=TECHNICIAN)

    for places in (("ZJ/WH", VAN), (WAREHOUSE, "ZJ/SHOP"), (WAREHOUSE, WAREHOUSE + "2"), (VAN, "AH/WH")):
        with pytest.raises(Invalid) as refused:
            await carry(reference="R3", source=places[0], destination=places[1], someone=TECHNICIAN)
        assert {problem.code for problem in refused.value.problems} == {"unknown"}


@pytest.mark.usefixtures("outlet")
async def test_what_a_move_names_must_be_there() -> None:
    with pytest.raises(Invalid) as refused:
        await carry(source="NO", destination="NEITHER")
    assert [problem.path for problem in refused.value.problems] == ["source", "destination"]
    with pytest.raises(Invalid) as refused:
        await carry(Goods(part="NO", quantity=1), Goods(part="DP-1", quantity=1), Goods(part="NOR", quantity=1))
    assert [problem.path for problem in refused.value.problems] == ["lines.0.part", "lines.2.part"]


@pytest.mark.usefixtures("outlet")
async def test_another_province_is_too_far_to_carry() -> None:
    with pytest.raises(TooFarToCarry) as refused:
        await carry(source="ZJ/WH", destination="AH/WH")

    assert isinstance(refused.value, Refusal)
    assert "shipment" in refused.value.advise("en")
