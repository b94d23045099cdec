"""Figures of the last days: what a day counts, and that all of it adds up."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from builders import NOW, a_desk, a_province, an_order

from fieldops.actions import network, order_lives, orders
from fieldops.database.door import perform, read
from fieldops.database.who import Who, acting
from fieldops.store import figures
from fieldops.store.figures import OrderDay
from inventory.order_life import WaitingFor
from inventory.orders import OrderKind
from inventory.people import Reach, Scope

pytestmark = pytest.mark.usefixtures("registered")
ZONE = ZoneInfo("Asia/Shanghai")
TODAY = NOW.astimezone(ZONE).date()
DAY = timedelta(days=1)


async def days(*, now: datetime = NOW) -> dict[date, OrderDay]:
    return {one.day: one for one in await read(figures.order_days, TODAY - 2 * DAY, TODAY + DAY, ZONE, now)}


async def register(number: str, *, days_ago: int = 0, **given: object) -> None:
    at = NOW - days_ago * DAY
    await perform(orders.register, [an_order(number=number, registered_at=at, **given)], a_desk(at))


async def test_orders_are_counted_on_the_day_of_their_registration() -> None:
    await register("SO-OLD", days_ago=10)
    await register("SO-1", days_ago=1)
    await register("SO-2")
    await register("SO-3", kind=OrderKind.CONSULTATION, unit=None, fault=None)

    found = await days()

    assert [one.registered for one in found.values()] == [0, 1, 1, 0]
    assert [one.left_open for one in found.values()] == [1, 2, 3, 3]


async def test_what_is_done_is_not_open_any_more_and_cancelled_never_counts() -> None:
    await register("SO-1", days_ago=1)
    await register("SO-2", days_ago=1)
    await perform(order_lives.wait, "SO-1", WaitingFor.WORKSHOP, "x", a_desk(NOW))
    await perform(order_lives.finish, "SO-1", a_desk(NOW))
    await perform(order_lives.cancel, "SO-2", "x", a_desk(NOW))

    found = await days()

    assert (found[TODAY].done, found[TODAY].left_open) == (1, 0)
    assert (found[TODAY - DAY].registered, found[TODAY - DAY].left_open) == (1, 1)


async def test_a_promise_counts_on_the_day_until_which_it_was_given_once_that_is_over() -> None:
    await register("SO-1")
    assert (await days())[TODAY + DAY].promised == 0

    found = await days(now=NOW + 2 * DAY)
    assert (found[TODAY].promised, found[TODAY + DAY].promised, found[TODAY + DAY].kept) == (0, 1, 0)


async def test_what_begins_to_wait_for_a_part_counts_once_a_day() -> None:
    await register("SO-1")
    for _ in range(2):
        await perform(order_lives.wait, "SO-1", WaitingFor.PART, "DP-1", a_desk(NOW))
    await register("SO-2")
    await perform(order_lives.wait, "SO-2", WaitingFor.CUSTOMER, "x", a_desk(NOW))

    assert (await days())[TODAY].began_to_wait == 1


async def test_whoever_sees_a_province_counts_what_is_there() -> None:
    await perform(network.register_nodes, [a_province(code="AH")])
    await register("SO-1")
    for node, counted in (("ZJ", 1), ("AH", 0)):
        with acting(Who(actor="x", via="session", reach=Reach(scope=Scope.BELOW, node=node))):
            assert (await days())[TODAY].registered == counted


async def test_requests_are_counted_as_made_and_as_decided() -> None:
    found = await read(figures.part_days, TODAY, TODAY, ZONE, NOW)
    assert [(one.made, one.decided, one.granted_fen) for one in found] == [(0, 0, 0)]
