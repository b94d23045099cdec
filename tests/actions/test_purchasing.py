"""What is missing is bought, and who waits sees when it comes (P5)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOW, a_desk, a_grant, a_location, a_policy, a_receipt, an_order, register_all
from grounds import grounds

from fieldops.actions import network, order_parts, orders, policies, purchases, quota_requests, quotas, shipments, stock
from fieldops.actions.order_parts import OrderPart
from fieldops.actions.purchases import SuppliedLine
from fieldops.database import door
from fieldops.database.door import perform
from fieldops.database.who import Who, acting
from fieldops.store import purchases as store
from fieldops.store.pages import Wanted
from inventory.parts import PartCount
from inventory.people import Reach, Scope
from inventory.purchases import Arrival, MoreThanOrdered, NewPurchase, Origin, Postponement
from inventory.quota_requests import Asked, Decision, NewRequest, Status
from inventory.shipments import Dispatch
from refusals import Invalid, NotFound, StaleVersion

TODAY = NOW.date()


async def lay_out() -> str:
    """A request for 8 pieces, of which the province has 3."""
    await register_all()

    async def inside() -> str:
        await policies.enact(a_policy(name="supply", figures={"head_office_days": 3, "purchase_days": 20}))
        await network.open_locations([a_location(code="HQ/WH", node="HQ")])
        lines = (PartCount(part="DP-1", quantity=3),)
        await stock.receive([a_receipt(reference="A", location="ZJ/WH", lines=lines)], now=NOW)
        await quotas.grant([a_grant(period="2026-11", amount_fen=10**8)], by="manager", now=NOW)
        wanted = NewRequest(partner="ZJ-001", destination="ZJ-001/WH", period="2026-11", lines=(Asked(part="DP-1", quantity=8),))  # fmt: skip
        made = await quota_requests.ask(wanted, by="clerk", today=TODAY, now=NOW)
        await quota_requests.submit(made.value.number)
        await quota_requests.approve(made.value.number, Decision(), by="manager", head_office=True, now=NOW)
        return made.value.number

    return await perform(inside)


granted = grounds(lay_out)


async def order(quantity: int, days: int) -> str:
    wanted = NewPurchase(part="DP-1", quantity=quantity, location="HQ/WH", supplier="Pump works", expected_on=TODAY + timedelta(days=days))  # fmt: skip
    return (await perform(purchases.order, wanted, by="manager", today=TODAY, now=NOW)).value.number


async def supply_of(number: str) -> SuppliedLine:
    [line] = await door.read(purchases.supply_of, number, today=TODAY)
    return line


def told(line: SuppliedLine) -> list[tuple[int, int, Origin]]:
    return [(one.quantity, (one.on - TODAY).days, one.origin) for one in line.expected]


async def needs() -> list[tuple[int, int, int, int]]:
    wanted = Wanted(equal={}, ordering="part", limit=10, offset=0)
    return [(one.waiting, one.free, one.on_order, one.to_buy) for one in (await store.need_page(wanted))[1]]


async def test_who_waits_sees_when_the_part_comes(granted: str) -> None:
    first = await supply_of(granted)
    assert (first.reserved, told(first), await needs()) == (3, [(5, 23, Origin.TO_BE_BOUGHT)], [(5, 0, 0, 5)])

    number = await order(4, days=6)
    assert told(await supply_of(granted)) == [(4, 9, Origin.PURCHASE), (1, 23, Origin.TO_BE_BOUGHT)]
    assert await needs() == [(5, 0, 4, 1)]
    await perform(purchases.receive, number, Arrival(quantity=1), now=NOW)
    assert told(await supply_of(granted)) == [(1, 3, Origin.HEAD_OFFICE), (3, 9, Origin.PURCHASE), (1, 23, Origin.TO_BE_BOUGHT)]  # fmt: skip
    assert await needs() == [(5, 1, 3, 1)]
    await perform(purchases.receive, number, Arrival(quantity=3), now=NOW)
    supplied = await perform(quota_requests.supply_waiting, granted, now=NOW)
    picked = await perform(shipments.pick, granted, "ZJ/WH", by="store", now=NOW)
    await perform(shipments.ship, picked.value.number, Dispatch(), now=NOW)

    last = await supply_of(granted)
    assert (last.reserved, last.under_way, told(last)) == (4, 3, [(1, 23, Origin.TO_BE_BOUGHT)])
    assert supplied.value.status is Status.APPROVED


async def test_a_purchase_that_is_late_or_cancelled_moves_the_day(granted: str) -> None:
    number = await order(5, days=6)
    version = (await store.purchase(number)).version
    later = Postponement(expected_on=TODAY + timedelta(days=10))

    await perform(purchases.amend, number, later, version=version, today=TODAY)
    with pytest.raises(StaleVersion):
        await perform(purchases.amend, number, later, version=version, today=TODAY)
    assert told(await supply_of(granted)) == [(5, 13, Origin.PURCHASE)]
    await perform(purchases.cancel, number)
    assert told(await supply_of(granted)) == [(5, 23, Origin.TO_BE_BOUGHT)]


@pytest.mark.usefixtures("granted")
async def test_two_who_book_the_same_arrival_book_no_more_than_was_ordered() -> None:
    number = await order(5, days=6)

    done = await asyncio.gather(
        *(perform(purchases.receive, number, Arrival(quantity=3), now=NOW) for _ in range(4)), return_exceptions=True
    )

    assert sorted(type(one).__name__ for one in done) == ["MoreThanOrdered"] * 3 + ["VersionedPurchase"]
    with pytest.raises(MoreThanOrdered):
        await perform(purchases.receive, number, Arrival(quantity=3), now=NOW)


@pytest.mark.usefixtures("granted")
async def test_what_a_purchase_names_must_be_there_and_to_come() -> None:
    wanted = NewPurchase(part="NO", quantity=1, location="NO", supplier="S", expected_on=TODAY)

    with pytest.raises(Invalid) as refused:
        await perform(purchases.order, wanted, by="manager", today=TODAY, now=NOW)
    assert {problem.path for problem in refused.value.problems} == {"part", "location"}
    with pytest.raises(Invalid):
        await order(1, days=-1)
    with pytest.raises(NotFound):
        await perform(purchases.cancel, "PU-NO")


async def test_a_partner_is_told_its_day_and_no_purchase_of_the_head_office(granted: str) -> None:
    number = await order(5, days=6)

    with acting(Who(actor="clerk", via="session", reach=Reach(scope=Scope.NODE, node="ZJ-001"))):
        line = await supply_of(granted)
        with pytest.raises(NotFound):
            await door.read(store.purchase, number)

    assert told(line) == [(5, 9, Origin.PURCHASE)]


async def test_a_service_order_sees_its_parts_and_when_the_rest_comes(granted: str) -> None:
    parts = (PartCount(part="DP-1", quantity=4),)
    await perform(
        orders.register, [an_order(number="SO-1", parts=parts), an_order(number="SO-2", parts=parts)], a_desk()
    )
    lines = (PartCount(part="DP-1", quantity=1),)
    await perform(stock.receive, [a_receipt(reference="B", location="ZJ-T001/VAN", lines=lines)], now=NOW)
    wanted = NewRequest(partner="ZJ-001", destination="ZJ-001/WH", period="2026-11", lines=(Asked(part="DP-1", quantity=2, order="SO-1"),))  # fmt: skip
    made = await perform(quota_requests.ask, wanted, by="clerk", today=TODAY, now=NOW)
    number = made.value.number
    drafted = await order_part("SO-1")
    await perform(quota_requests.submit, number)
    asked = await order_part("SO-1")
    await perform(quota_requests.approve, number, Decision(), by="manager", head_office=True, now=NOW)
    await order(20, days=6)
    granted_too = await order_part("SO-1")
    neighbour = await order_part("SO-2")

    assert (drafted.at_outlet, drafted.requested, drafted.nobody_asked, drafted.there_on) == (1, [], 3, None)
    assert (asked.requested[0].waiting, asked.requested[0].expected, asked.nobody_asked) == (2, [], 1)
    assert [(one.quantity, (one.on - TODAY).days) for one in granted_too.requested[0].expected] == [(2, 9)]
    assert (granted_too.nobody_asked, granted_too.there_on) == (1, None), "one piece that nobody asked for"
    assert (neighbour.requested, neighbour.nobody_asked) == ([], 3)

    more = replace(wanted, lines=(Asked(part="DP-1", quantity=1, order="SO-1"),))
    again = (await perform(quota_requests.ask, more, by="clerk", today=TODAY, now=NOW)).value.number
    await perform(quota_requests.submit, again)
    await perform(quota_requests.approve, again, Decision(), by="manager", head_office=True, now=NOW)
    complete = await order_part("SO-1")
    assert (complete.nobody_asked, complete.there_on) == (0, TODAY + timedelta(days=9))


async def order_part(number: str) -> OrderPart:
    [found] = await door.read(order_parts.parts_of, number, today=TODAY)
    return found
