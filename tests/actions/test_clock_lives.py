"""Whole lives of orders, over the holidays of October 2026, end with the right clocks in the database (S1 to S5, S10).

Of these days 1 to 7 October are off and Saturday the 10th is worked; hours are nine to five.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from builders import a_contract, a_customer, register_all
from clock_steps import ZONE, begun, kept, registered_order, tell
from grounds import grounds

from fieldops.actions import clock_desk as desk
from fieldops.actions import contracts, orders
from fieldops.actions.clock_desk import Pausing
from fieldops.database.door import perform, read
from fieldops.database.engine import DB
from inventory import order_life_verbs as life
from inventory.order_life import AskedBy, Booking, Escalation, Level, Stepped, Waiting, WaitingFor
from inventory.orders import Appointment, OrderKind, ServiceOrder
from routing.clock_watch import Standing
from routing.clocks import ClockKind, PauseReason

K, S = ClockKind, Standing


async def lay_out() -> None:
    await register_all()
    await perform(orders.register_customers, [a_customer(code="C-2", contract=True)])
    await perform(contracts.sign, a_contract(customer="C-2"))


pytestmark = pytest.mark.usefixtures("laid_out_here")
laid_out_here = grounds(lay_out)


def on(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


SIGNED_OFF = on(10, 31, 12)
"""When all of it is over."""


class Desk:
    """Goes on with one order, each step told to its clocks at once."""

    def __init__(self, order: ServiceOrder) -> None:
        self.order, self.window = order, order.appointment
        self.last = begun(order)

    async def say(self, verb: Any, *args: Any, **given: Any) -> None:
        await self._tell(verb(self.last.order, *args, **given))

    async def book(self, at: datetime, starts: datetime, ends: datetime) -> None:
        self.window = Appointment(starts=starts, ends=ends)
        booking = Booking(appointment=self.window, at=at, asked_by=AskedBy.CUSTOMER)
        await self.say(life.book, booking)

    async def wait(self, what: WaitingFor, since: datetime) -> None:
        await self.say(life.wait, Waiting(what=what, since=since, note="等"))

    async def unbook(self, at: datetime) -> None:
        self.window = None
        await self.say(life.unbook, "改期", at=at)

    async def _tell(self, step: Stepped) -> None:
        await tell(self.order, step, now=step.at, window=self.window)
        self.last = step


async def a_desk(kind: OrderKind = OrderKind.REPAIR, **given: Any) -> Desk:
    return Desk(await registered_order(kind=kind, **given))


async def how_they_stand() -> dict[ClockKind, tuple[Standing, datetime]]:
    """The last clock of each kind: how it stands in the end, and when it was due."""
    shown = await read(desk.clocks_of, "SO-1", zone=ZONE, now=SIGNED_OFF)
    return {one.kind: (one.standing, one.due_at) for one in shown}


async def test_a_repair_over_the_holidays_with_a_missed_promise_a_wait_and_a_rebooking() -> None:
    order = await a_desk(registered_at=on(9, 30, 16, 20))
    await order.say(life.forward, "ZJ", at=on(9, 30, 16, 30))
    await order.say(life.assign, "ZJ-001", province="ZJ", at=on(9, 30, 16, 50))
    await order.book(on(10, 8, 9, 30), on(10, 9, 14), on(10, 9, 16))
    await order.wait(WaitingFor.CUSTOMER, on(10, 8, 10))
    await order.say(life.resume, at=on(10, 8, 15))
    await order.book(on(10, 8, 15, 10), on(10, 10, 9), on(10, 10, 11))
    await order.say(life.start, at=on(10, 10, 10))
    await order.say(life.finish, at=on(10, 10, 11))
    await order.say(life.close, at=on(10, 10, 11, 30))

    assert await how_they_stand() == {
        K.FORWARD_TO_PROVINCE: (S.MET, on(9, 30, 16, 35)),
        K.FORWARD_TO_OUTLET: (S.MISSED, on(9, 30, 16, 45)),
        K.BOOK_TIME: (S.MET, on(10, 8, 9, 50)),
        K.ARRANGED: (S.MISSED, on(9, 30, 18, 20)),
        K.CHECKED: (S.MISSED, on(10, 1, 1, 20)),  # late, it stood still for five hours more
        K.ARRIVE: (S.MET, on(10, 10, 11)),
    }
    arrive = (await kept())[K.ARRIVE]
    assert [(one.was_due_at, one.missed) for one in arrive.renewals] == [
        (on(10, 1, 16, 20), True),
        (on(10, 9, 21), False),
    ]
    assert [(one.from_at, one.to_at) for one in arrive.pauses] == [(on(10, 8, 10), on(10, 8, 15))]
    late = {
        one.kind: (one.due_holder, one.holder) for one in await read(desk.clocks_of, "SO-1", zone=ZONE, now=SIGNED_OFF)
    }
    assert late[K.FORWARD_TO_OUTLET] == ("ZJ", "ZJ")
    assert late[K.CHECKED] == ("ZJ-001", "ZJ-001")


async def test_a_repair_under_a_contract_counts_working_time_over_the_holidays_and_its_pauses() -> None:
    order = await a_desk(customer="C-2", fault_level=1, registered_at=on(9, 30, 16))
    await order.say(life.forward, "ZJ", at=on(9, 30, 16, 5))
    await order.say(life.assign, "ZJ-001", province="ZJ", at=on(9, 30, 16, 10))
    await order.book(on(9, 30, 16, 12), on(10, 8, 9), on(10, 8, 10))
    await order.say(life.start, at=on(10, 8, 9, 30))
    await order.wait(WaitingFor.CONSENT, on(10, 8, 10))
    await order.say(life.resume, at=on(10, 9, 11))
    await order.book(on(10, 9, 11, 5), on(10, 10, 9), on(10, 10, 10))
    await order.say(life.start, at=on(10, 10, 9))
    await order.say(life.finish, at=on(10, 10, 10))
    await order.say(life.close, at=on(10, 10, 10))

    stand = await how_they_stand()
    assert stand[K.ANSWER] == (S.MISSED, on(9, 30, 16, 10))
    assert stand[K.ARRIVE] == (S.MET, on(10, 8, 10))
    assert stand[K.RESTORE] == (S.MISSED, on(10, 9, 17))
    [restore] = [one for one in await read(desk.clocks_of, "SO-1", zone=ZONE, now=SIGNED_OFF) if one.kind is K.RESTORE]
    assert restore.over_s == 3600


async def test_a_swap_is_done_in_four_hours_or_missed() -> None:
    order = await a_desk(OrderKind.SWAP, customer="C-2", registered_at=on(10, 3, 22), fault=None, parts=())
    await order.say(life.forward, "ZJ", at=on(10, 3, 22))
    await order.say(life.assign, "ZJ-001", province="ZJ", at=on(10, 3, 22))
    await order.say(life.start, at=on(10, 4, 1))
    await order.say(life.finish, at=on(10, 4, 2, 1))
    await order.say(life.close, at=on(10, 4, 3))

    stand = await how_they_stand()
    assert stand[K.SWAP] == (S.MISSED, on(10, 4, 2))
    assert stand[K.BOOK_TIME] == (S.MET, on(10, 8, 10))


async def test_a_complaint_is_answered_within_a_day() -> None:
    order = await a_desk(OrderKind.COMPLAINT, registered_at=on(10, 1, 9), unit=None, fault=None)
    await order.say(life.forward, "ZJ", at=on(10, 1, 9, 10))
    await order.say(life.answer, "已致歉并安排上门", at=on(10, 2, 8))
    await order.say(life.close, at=on(10, 2, 8))

    assert await how_they_stand() == {
        K.FORWARD_TO_PROVINCE: (S.MET, on(10, 1, 9, 15)),
        K.COMPLAINT_ANSWER: (S.MET, on(10, 2, 9)),
    }


async def test_what_is_escalated_has_its_clock_at_the_node_above_until_it_is_settled() -> None:
    order = await a_desk(registered_at=on(10, 8, 9))
    await order.say(life.assign, "ZJ-001", province="ZJ", at=on(10, 8, 9, 10))
    up = Escalation(level=Level.PROVINCE, node="ZJ", reason="缺件", by="clerk", at=on(10, 8, 10))
    await order.say(life.escalate, up)
    await order.say(life.settle, "已调拨", at=on(10, 8, 13))

    assert (await how_they_stand())[K.ESCALATION] == (S.MET, on(10, 8, 14))
    assert (await kept())[K.ESCALATION].held_by == "ZJ"
    assert (await kept())[K.ARRIVE].held_by == "ZJ-001"


async def test_withdrawn_before_anything_was_due_nothing_is_missed() -> None:
    order = await a_desk(registered_at=on(10, 8, 9))
    await order.say(life.cancel, "用户取消", at=on(10, 8, 9, 5))

    assert {standing for standing, _ in (await how_they_stand()).values()} == {S.CANCELLED}
    rows = await DB._run_in_pool("SELECT count(tell_at) AS waiting, count(*) AS all FROM clocks")
    assert (rows[0]["waiting"], rows[0]["all"]) == (0, 4)


async def test_a_time_that_is_off_again_leaves_the_promise_put_off_by_the_pause_that_a_person_said() -> None:
    order = await a_desk(registered_at=on(10, 8, 9))
    await order.say(life.assign, "ZJ-001", province="ZJ", at=on(10, 8, 9, 10))
    pausing = Pausing(reason=PauseReason.WEATHER, note="台风", at=on(10, 8, 10))
    await perform(desk.pause_clock, "SO-1", K.ARRIVE, pausing, zone=ZONE, now=on(10, 8, 12))
    await perform(desk.resume_clock, "SO-1", K.ARRIVE, on(10, 8, 16), zone=ZONE, now=on(10, 8, 17))
    await order.book(on(10, 8, 17), on(10, 12, 9), on(10, 12, 11))
    await order.unbook(on(10, 8, 18))

    stand = await how_they_stand()
    assert stand[K.ARRIVE][1] == on(10, 9, 15)
    assert stand[K.BOOK_TIME][1] == on(10, 9, 10)


async def test_an_order_reopened_has_its_time_booked_anew() -> None:
    order = await a_desk(registered_at=on(10, 8, 9))
    await order.say(life.assign, "ZJ-001", province="ZJ", at=on(10, 8, 9, 10))
    await order.say(life.start, at=on(10, 8, 11))
    await order.say(life.finish, at=on(10, 8, 12))
    await order.say(life.reopen, "又坏了", at=on(10, 9, 9))

    clock = (await kept())[K.BOOK_TIME]
    assert (clock.is_open, clock.due.at) == (True, on(10, 9, 10))
    assert date(2026, 10, 9) == clock.started_at.astimezone(ZONE).date()
