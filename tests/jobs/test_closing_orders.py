"""What was done long enough ago is closed at night (S2)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import NOW, a_desk, an_order

from fieldops.actions import order_lives, orders
from fieldops.database.door import perform
from fieldops.jobs.orders import close_done
from fieldops.store import orders as store
from inventory.orders import OrderKind, OrderStatus

pytestmark = pytest.mark.usefixtures("registered")


async def test_all_that_is_due_is_closed_and_a_second_night_finds_nothing() -> None:
    numbers = [f"SO-{n}" for n in range(5)]
    asked = [an_order(number=number, kind=OrderKind.CONSULTATION) for number in numbers]
    await perform(orders.register, asked, a_desk())
    for number in numbers:
        await perform(order_lives.answer, number, "x", a_desk())
    night = a_desk(NOW + timedelta(days=7, minutes=1))

    assert (await close_done(a_desk(NOW + timedelta(days=6))), await close_done(night), await close_done(night)) == (
        0,
        5,
        0,
    )
    assert {order.status for order in await store.orders_of(numbers)} == {OrderStatus.CLOSED}


async def test_without_a_policy_nothing_is_closed() -> None:
    assert await close_done(a_desk(NOW.replace(year=2020))) == 0
