"""A count from its sheet to the correction, on the database and while the warehouse works (P1)."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from builders import NOW, a_part, a_policy, a_receipt, register_all
from grounds import grounds

from fieldops.actions import counting, parts, policies, shipments, stock, stock_moves
from fieldops.database.door import perform, read
from fieldops.store import counting as store
from fieldops.store import events, ledger
from fieldops.store.policies import NoPolicy
from inventory.accounts import AccountKind, Condition, parts_account
from inventory.counting import Approval, Entries, Entry, LineReason, NewCount, Reason, Recount, Status, StockCount
from inventory.counting_refusals import (
    CorrectionHitsReserved,
    CountOvertaken,
    CountWrongStatus,
    LinesNotCounted,
    OwnCount,
    PlaceBeingCounted,
)
from inventory.events import Family
from inventory.moves import StockMove
from inventory.parts import PartCount
from inventory.shipments import Goods, Moving
from refusals import Invalid, Refusal

WAREHOUSE = "ZJ/WH"
LATER = NOW + timedelta(hours=1)
PUMPS = parts_account(AccountKind.STOCK, "HQ", WAREHOUSE, "DP-1")


async def lay_out() -> None:
    """20 pumps and 4 hoses, received a day ago; a difference is large from 5 pieces."""
    await register_all()

    async def inside() -> None:
        await parts.add_parts([a_part(number="HOSE", barcode=None), a_part(number="BELT", barcode=None)])
        lines = (PartCount(part="DP-1", quantity=20), PartCount(part="HOSE", quantity=4))
        await stock.receive([a_receipt(lines=lines)], now=NOW - timedelta(days=1))
        figures = {"recount_pieces": 5, "recount_fen": 10**8}
        await policies.enact(a_policy(name="counting", figures=figures))

    await perform(inside)


warehouse = grounds(lay_out)


async def open_count(*chosen: str, place: str = WAREHOUSE) -> str:
    made = await perform(counting.open_count, NewCount(place=place, parts=chosen), by="chief", now=NOW)
    return made.value.number


async def enter(number: str, at: datetime = NOW, **found: int) -> StockCount:
    lines = tuple(Entry(part=part.replace("_", "-"), quantity=n, counted_at=at) for part, n in found.items())
    return (await perform(counting.enter, number, Entries(lines=lines), by="counter", now=LATER)).value


async def finish(number: str) -> StockCount:
    return (await perform(counting.finish, number, today=NOW.date())).value


async def approve(number: str, *lines: int, by: str = "chief") -> StockCount:
    told = Approval(reasons=tuple(LineReason(line=n, reason=Reason.LOST) for n in lines))
    return (await perform(counting.approve, number, told, by=by, now=LATER)).value


async def figures(account: Any = PUMPS) -> tuple[int, int]:
    found = (await ledger.balances_of([account]))[account]
    return found.balance, found.reserved


async def carry(quantity: int, at: datetime, reference: str = "R") -> None:
    move = StockMove(reference=reference, source=WAREHOUSE, destination="ZJ-T001/VAN", lines=(Goods(part="DP-1", quantity=quantity),))  # fmt: skip
    await perform(stock_moves.carry, move, by="x", now=at)


@pytest.mark.usefixtures("warehouse")
async def test_each_step_of_a_count_is_told() -> None:
    before = await events.last_position()
    number = await open_count("DP-1")
    await enter(number, DP_1=20)
    await finish(number)
    await approve(number)

    told = await read(events.events_after, before, {Family.STOCK_COUNT}, limit=10)
    assert [one.kind for one in told] == [
        "stock_count.opened",
        "stock_count.counting",
        "stock_count.counted",
        "stock_count.booked",
    ]


@pytest.mark.usefixtures("warehouse")
async def test_a_count_goes_from_the_sheet_to_the_correction() -> None:
    number = await open_count()
    sheet = (await store.count(number)).value
    assert [(line.part, line.counted, line.expected) for line in sheet.lines] == [
        ("DP-1", None, None),
        ("HOSE", None, None),
    ]

    await enter(number, DP_1=18)
    with pytest.raises(LinesNotCounted):
        await finish(number)
    await enter(number, HOSE=5, BELT=1)
    counted = await finish(number)
    found = await counting.differences(number, by="chief")
    booked = await approve(number, 1, 2, 3)

    assert (counted.status, {line.expected for line in counted.lines}) == (Status.COUNTED, {None})
    assert [(one.part, one.expected, one.difference) for one in found] == [
        ("DP-1", 20, -2),
        ("HOSE", 4, 1),
        ("BELT", 0, 1),
    ]
    assert (booked.status, booked.decided_by, [line.expected for line in booked.lines]) == (
        Status.BOOKED,
        "chief",
        [20, 4, 0],
    )
    belts = parts_account(AccountKind.STOCK, "HQ", WAREHOUSE, "BELT")
    corrected = parts_account(AccountKind.CORRECTION, "HQ", "", "DP-1")
    assert [await figures(one) for one in (PUMPS, belts, corrected)] == [(18, 0), (1, 0), (2, 0)]
    entries = await ledger.about(number)
    assert {(entry.purpose, entry.reference) for entry in entries} == {("count", number)}


@pytest.mark.usefixtures("warehouse")
async def test_what_comes_and_goes_after_a_line_was_counted_is_no_difference() -> None:
    number = await open_count("DP-1")
    await enter(number, NOW + timedelta(minutes=1), DP_1=19)
    await carry(7, NOW + timedelta(minutes=2))
    more = a_receipt(reference="MORE", lines=(PartCount(part="DP-1", quantity=30),))
    await perform(stock.receive, [more], now=NOW + timedelta(minutes=3))
    await finish(number)

    await approve(number, 1)

    assert await figures() == (20 - 7 + 30 - 1, 0)


@pytest.mark.usefixtures("warehouse")
async def test_each_line_has_its_own_moment() -> None:
    await carry(2, NOW)
    number = await open_count("DP-1", "HOSE")
    await enter(number, NOW, DP_1=18)
    await carry(3, NOW + timedelta(minutes=5), "R2")
    await enter(number, NOW + timedelta(minutes=9), HOSE=4)
    await finish(number)

    booked = await approve(number)

    assert [(line.expected, line.counted_at) for line in booked.lines] == [(18, NOW), (4, NOW + timedelta(minutes=9))]
    assert await figures() == (15, 0)


@pytest.mark.usefixtures("warehouse")
async def test_a_large_difference_is_counted_again_before_it_is_decided() -> None:
    number = await open_count("DP-1")
    await enter(number, DP_1=2)

    again = await finish(number)
    assert (again.status, again.lines[0].recount) == (Status.COUNTING, True)
    with pytest.raises(CountWrongStatus):
        await counting.differences(number, by="chief")
    await enter(number, DP_1=20)
    assert (await finish(number)).status is Status.COUNTED
    assert await figures() == (20, 0)


@pytest.mark.usefixtures("warehouse")
async def test_a_correction_below_zero_is_refused_and_the_line_counted_again() -> None:
    number = await open_count("DP-1")
    await enter(number, NOW, DP_1=16)
    await carry(18, NOW + timedelta(minutes=1))
    await finish(number)

    with pytest.raises(CountOvertaken):
        await approve(number, 1)
    await perform(counting.recount, number, Recount(lines=(1,)))
    await enter(number, NOW + timedelta(minutes=2), DP_1=2)
    await finish(number)
    assert (await approve(number)).status is Status.BOOKED
    assert await figures() == (2, 0)


@pytest.mark.usefixtures("warehouse")
async def test_reserved_pieces_are_not_corrected_away() -> None:
    number = await open_count("DP-1")
    await enter(number, DP_1=16)
    await finish(number)
    moving = Moving(source=WAREHOUSE, destination="ZJ/SHOP", lines=(Goods(part="DP-1", quantity=18),))
    sent = (await perform(shipments.move, moving, by="x", now=LATER)).value.number

    with pytest.raises(CorrectionHitsReserved) as refused:
        await approve(number, 1)
    assert refused.value.facts["references"] == sent
    await perform(shipments.cancel, sent, now=LATER)
    await approve(number, 1)
    assert await figures() == (16, 0)


@pytest.mark.usefixtures("warehouse")
async def test_a_place_is_counted_once_at_a_time() -> None:
    opened = await asyncio.gather(*(open_count() for _ in range(6)), return_exceptions=True)
    numbers = [one for one in opened if isinstance(one, str)]

    assert len(numbers) == 1
    assert all(isinstance(one, str | PlaceBeingCounted) for one in opened)
    await perform(counting.cancel, numbers[0])
    assert await open_count() != numbers[0]


@pytest.mark.usefixtures("warehouse")
async def test_two_who_approve_at_once_correct_once() -> None:
    number = await open_count("DP-1")
    await enter(number, DP_1=18)
    await finish(number)

    done = await asyncio.gather(*(approve(number, 1) for _ in range(6)), return_exceptions=True)

    assert sum(isinstance(one, StockCount) for one in done) == 1
    assert all(isinstance(one, StockCount | CountWrongStatus) for one in done)
    assert await figures() == (18, 0)


@pytest.mark.usefixtures("warehouse")
async def test_who_has_counted_decides_nothing() -> None:
    number = await open_count("DP-1")
    await enter(number, DP_1=18)
    await finish(number)

    for step in (approve(number, 1, by="counter"), counting.differences(number, by="counter")):
        with pytest.raises(OwnCount):
            await step


@pytest.mark.usefixtures("warehouse")
async def test_what_a_count_names_must_be_there() -> None:
    with pytest.raises(Invalid) as refused:
        await open_count("NO", place="NOWHERE")
    assert [problem.path for problem in refused.value.problems] == ["place", "parts.0"]
    number = await open_count()
    with pytest.raises(Invalid) as refused:
        await enter(number, NO=1)
    assert [problem.path for problem in refused.value.problems] == ["lines.0.part"]


async def test_without_a_policy_nobody_says_what_a_large_difference_is(warehouse: None) -> None:
    number = await open_count("DP-1")
    await enter(number, DP_1=20)

    with pytest.raises(NoPolicy) as refused:
        await perform(counting.finish, number, today=NOW.date() - timedelta(days=400))
    assert isinstance(refused.value, Refusal)


@pytest.mark.usefixtures("warehouse")
async def test_a_partners_own_pieces_are_counted_by_themselves() -> None:
    number = await open_count(place="ZJ-001/WH")
    own = Entry(part="DP-1", quantity=3, owner="ZJ-001", condition=Condition.REUSABLE, counted_at=NOW)
    await perform(counting.enter, number, Entries(lines=(own,)), by="counter", now=LATER)
    await finish(number)

    await approve(number, 1)

    assert await figures(parts_account(AccountKind.STOCK, "ZJ-001", "ZJ-001/WH", "DP-1", Condition.REUSABLE)) == (3, 0)
