"""The clocks of orders go on with what happens to them (S1, S3, S4, S5, S10)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from builders import NOW, a_policy
from clock_figures import CLOCK_FIGURES
from clock_steps import LATER, MIN, ZONE, H, begun, kept, registered_order, tell, urban

from fieldops.actions import clock_desk, clocks, policies
from fieldops.actions.clock_desk import Pausing
from fieldops.database.door import perform
from fieldops.database.engine import DB, FieldopsEngine
from fieldops.database.who import Who, acting
from fieldops.store import clocks as store
from fieldops.store.policies import NoPolicy
from inventory import order_life_verbs as life
from inventory.order_life import AskedBy, Booking, Waiting, WaitingFor
from inventory.orders import Appointment, OrderKind, ServiceOrder
from inventory.people import Reach, Scope
from refusals import Invalid, Refusal
from routing.clock_refusals import StepInFuture, StepOutOfOrder
from routing.clocks import ClockKind, PauseReason

pytestmark = pytest.mark.usefixtures("registered")


async def test_a_registered_order_has_the_clocks_of_the_way_and_its_promise() -> None:
    order = await registered_order()

    await tell(order, life.register("SO-1", OrderKind.REPAIR, holder="HQ", at=NOW))

    assert {kind: clock.due.at - NOW for kind, clock in (await kept()).items()} == {
        ClockKind.FORWARD_TO_PROVINCE: 15 * MIN,
        ClockKind.ARRANGED: 2 * H,
        ClockKind.CHECKED: 4 * H,
        ClockKind.ARRIVE: 24 * H,
    }


async def test_a_life_stops_what_it_waited_for_and_a_wait_puts_off_what_is_left() -> None:
    order = await registered_order()
    steps = [life.register("SO-1", OrderKind.REPAIR, holder="HQ", at=NOW)]
    steps.append(life.forward(steps[-1].order, "ZJ", at=NOW + 10 * MIN))
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
    steps = [life.register("SO-1", OrderKind.REPAIR, holder="HQ", at=NOW)]
    steps.append(life.assign(steps[-1].order, "ZJ-001", province="ZJ", at=NOW + 10 * MIN))
    window = Appointment(starts=NOW + 48 * H, ends=NOW + 50 * H)
    booking = Booking(appointment=window, at=NOW + 30 * MIN, asked_by=AskedBy.CUSTOMER)
    booked = life.book(steps[-1].order, booking)

    await tell(order, *steps)
    await tell(order, booked, window=window)
    assert (await kept())[ClockKind.ARRIVE].due.at == window.ends

    await tell(order, life.unbook(booked.order, "客户改期", at=NOW + H))
    assert (await kept())[ClockKind.ARRIVE].due.at == NOW + 24 * H
    assert (await kept())[ClockKind.BOOK_TIME].is_open


async def test_many_orders_take_as_many_queries_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    some = [await registered_order(f"SO-{n}") for n in range(40)]
    counted: list[str] = []
    real = FieldopsEngine.run_querystring

    async def counting(self: FieldopsEngine, querystring: Any, in_pool: bool = True) -> Any:
        counted.append(str(querystring))
        return await real(self, querystring, in_pool)

    async def queries(told: Sequence[ServiceOrder], hours: int) -> int:
        counted.clear()
        numbers = {order.number or "": order for order in told}
        steps = [replace(begun(order), at=NOW + hours * H) for order in told]
        promises = {number: urban(order) for number, order in numbers.items()}
        await perform(clocks.told, steps, numbers, promises, zone=ZONE, now=LATER)
        return len(counted)

    monkeypatch.setattr(FieldopsEngine, "run_querystring", counting)
    assert await queries(some[:1], 0) == await queries(some[1:], 0) <= 9
    assert await queries(some[:1], 1) == await queries(some[1:], 1) <= 9
    monkeypatch.undo()
    assert len(await kept("SO-39")) == 4


async def test_the_policy_of_the_day_of_the_step_counts() -> None:
    figures = {**CLOCK_FIGURES, "forward_to_outlet": {"allowed_s": 60, "measure": "wall_clock", "at_risk_s": 0}}
    policy = a_policy(name="clocks", valid_from=date(2026, 11, 24), reason="x", figures=figures)
    await perform(policies.enact, policy)
    order = await registered_order(registered_at=NOW + 15 * H + 59 * MIN)
    first = begun(order)
    second = life.forward(first.order, "ZJ", at=NOW + 16 * H)

    await tell(order, first, second)

    due = {kind: clock.due.at - clock.started_at for kind, clock in (await kept()).items()}
    assert (due[ClockKind.FORWARD_TO_PROVINCE], due[ClockKind.FORWARD_TO_OUTLET]) == (15 * MIN, MIN)


async def test_a_step_on_a_day_without_a_policy_is_refused() -> None:
    order = await registered_order()
    with pytest.raises(NoPolicy):
        await tell(order, replace(begun(order), at=NOW - 365 * 24 * H))


async def test_a_step_that_tells_the_clocks_nothing_leaves_them() -> None:
    order = await registered_order()
    await tell(order, begun(order))
    before = await kept()

    waiting = Waiting(what=WaitingFor.PART, since=NOW + H, note="等件")
    await tell(order, life.wait(life.assign(begun(order).order, "ZJ-001", province="ZJ", at=NOW).order, waiting))

    assert await kept() == before


@pytest.mark.parametrize(
    ("at", "refusal"), [(NOW + 3 * H, StepInFuture), (NOW + MIN, StepOutOfOrder), (NOW.replace(tzinfo=None), Invalid)]
)
async def test_a_step_at_a_time_that_cannot_be_is_refused_and_changes_nothing(
    at: datetime, refusal: type[Refusal]
) -> None:
    order = await registered_order()
    first = begun(order)
    second = life.assign(first.order, "ZJ-001", province="ZJ", at=NOW)
    await tell(order, first, second)
    pausing = Pausing(reason=PauseReason.OTHER, note="x", at=NOW + H)
    await perform(clock_desk.pause_clock, "SO-1", ClockKind.ARRIVE, pausing, zone=ZONE, now=NOW + 2 * H)
    before = await kept()

    with pytest.raises(refusal):
        await tell(order, replace(life.start(second.order, at=NOW + H), at=at), now=NOW + 2 * H)
    assert await kept() == before


async def test_whoever_waits_for_another_step_sees_the_clocks_that_it_started() -> None:
    order = await registered_order()
    forwarded = life.forward(begun(order).order, "ZJ", at=NOW + MIN)
    assigned = life.assign(forwarded.order, "ZJ-001", province="ZJ", at=NOW + 2 * MIN)
    told, seen = asyncio.Event(), asyncio.Event()

    async def forward() -> None:
        await clocks.told([forwarded], {"SO-1": order}, {"SO-1": urban(order)}, zone=ZONE, now=LATER)
        told.set()
        await seen.wait()

    forwarding = asyncio.create_task(perform(forward))
    await told.wait()
    assigning = asyncio.create_task(tell(order, assigned))
    async with asyncio.timeout(60):
        while not (await DB._run_in_pool("SELECT count(*) AS waiting FROM pg_locks WHERE NOT granted"))[0]["waiting"]:
            await asyncio.sleep(0.01)
    seen.set()
    await asyncio.gather(forwarding, assigning)

    after = await kept()
    assert after[ClockKind.FORWARD_TO_OUTLET].stopped_at == NOW + 2 * MIN
    assert [one.node for one in after[ClockKind.ARRIVE].holdings] == ["HQ", "ZJ", "ZJ-001"]


async def test_the_same_clock_is_never_begun_twice_by_two_at_once() -> None:
    order = await registered_order()

    await asyncio.gather(*(tell(order, begun(order)) for _ in range(6)))

    assert len((await perform(store.of_orders, ["SO-1"]))["SO-1"]) == 4


async def test_who_made_the_step_need_not_see_the_order_any_more() -> None:
    order = await registered_order()
    first = begun(order)
    await tell(order, first)
    reach = Reach(scope=Scope.NODE, node="ZJ-002")
    with acting(Who(actor="clerk", via="cli", reach=reach)):
        await tell(order, life.forward(first.order, "ZJ", at=NOW + MIN))
        unseen = await kept()

    assert unseen == {}
    assert (await kept())[ClockKind.ARRIVE].held_by == "ZJ"
