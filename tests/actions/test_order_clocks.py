"""The clocks of orders go on with what happens to them (S1, S3, S4, S5, S10)."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from builders import NOW, a_desk, an_order

from fieldops.actions import clocks, orders
from fieldops.database.door import perform
from fieldops.store import clocks as store
from inventory import order_life_verbs as life
from inventory.order_life import AskedBy, Booking, Stepped, Waiting, WaitingFor
from inventory.orders import Appointment, OrderKind, ServiceOrder
from routing.clocks import Clock, ClockKind
from routing.promises import Appointment as Window
from routing.promises import AreaKind, PromisePolicy, promise

pytestmark = pytest.mark.usefixtures("registered")

ZONE = ZoneInfo("Asia/Shanghai")
H, MIN = timedelta(hours=1), timedelta(minutes=1)
PROMISES = PromisePolicy(urban_s=24 * 3600, rural_s=72 * 3600, swap_s=4 * 3600, urban_radius_m=30_000)
LATER = NOW + timedelta(days=60)


async def registered_order(number: str = "SO-1", **given: object) -> ServiceOrder:
    """With the head office, that forwards it."""
    [order] = await perform(orders.register, [an_order(number=number, outlet="HQ", **given)], a_desk())
    return order


async def tell(order: ServiceOrder, *steps: Stepped, now: datetime = LATER, window: Appointment | None = None) -> None:
    number = order.number or ""
    agreed = Window(window.starts, window.ends) if window else None
    visit = promise(order.registered_at, PROMISES, area=AreaKind.URBAN, appointment=agreed)
    await perform(clocks.told, steps, {number: order}, {number: visit}, zone=ZONE, now=now)


async def kept(number: str = "SO-1") -> dict[ClockKind, Clock]:
    found = await perform(store.of_orders, [number])
    return {clock.kind: clock for clock in found.get(number, [])}


async def test_a_registered_order_has_the_clocks_of_the_way_and_its_promise() -> None:
    await registered_order()

    assert {kind: clock.due.at - NOW for kind, clock in (await kept()).items()} == {
        ClockKind.FORWARD_TO_PROVINCE: 15 * MIN,
        ClockKind.ARRANGED: 2 * H,
        ClockKind.CHECKED: 4 * H,
        ClockKind.ARRIVE: 24 * H,
    }


async def test_a_life_stops_what_it_waited_for_and_a_wait_puts_off_what_is_left() -> None:
    order = await registered_order()
    new = life.register("SO-1", OrderKind.REPAIR, holder="HQ", at=NOW)
    steps = [life.forward(new.order, "ZJ", at=NOW + 10 * MIN)]
    steps.append(life.assign(steps[-1].order, "ZJ-001", province="ZJ", at=NOW + 30 * MIN))
    waiting = Waiting(what=WaitingFor.CUSTOMER, since=NOW + H, note="出差")
    steps.append(life.wait(steps[-1].order, waiting))
    steps.append(life.resume(steps[-1].order, at=NOW + 6 * H))
    steps.append(life.start(steps[-1].order, at=NOW + 7 * H))

    await tell(order, *steps)

    clocks = await kept()
    assert {kind: clock.stopped_at and clock.stopped_at - NOW for kind, clock in clocks.items()} == {
        ClockKind.FORWARD_TO_PROVINCE: 10 * MIN,
        ClockKind.FORWARD_TO_OUTLET: 30 * MIN,
        **dict.fromkeys((ClockKind.BOOK_TIME, ClockKind.ARRANGED, ClockKind.CHECKED, ClockKind.ARRIVE), 7 * H),
    }
    assert clocks[ClockKind.ARRIVE].due.at - NOW == 29 * H
    assert [one.node for one in clocks[ClockKind.ARRIVE].holdings] == ["HQ", "ZJ", "ZJ-001"]
    assert [(one.reason, one.note) for one in clocks[ClockKind.ARRIVE].pauses] == [("customer_asked", "出差")]


async def test_a_time_agreed_and_taken_back_moves_the_promise_there_and_back() -> None:
    order = await registered_order()
    new = life.register("SO-1", OrderKind.REPAIR, holder="HQ", at=NOW)
    assigned = life.assign(new.order, "ZJ-001", province="ZJ", at=NOW + 10 * MIN)
    window = Appointment(starts=NOW + 48 * H, ends=NOW + 50 * H)
    booking = Booking(appointment=window, at=NOW + 30 * MIN, asked_by=AskedBy.CUSTOMER)
    booked = life.book(assigned.order, booking)

    await tell(order, assigned)
    await tell(order, booked, window=window)
    assert (await kept())[ClockKind.ARRIVE].due.at == window.ends

    await tell(order, life.unbook(booked.order, "客户改期", at=NOW + H))
    assert (await kept())[ClockKind.ARRIVE].due.at == NOW + 24 * H
    assert (await kept())[ClockKind.BOOK_TIME].is_open
