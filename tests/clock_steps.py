"""Orders whose clocks are told what happens, as the service desk does it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from builders import NOW, a_desk, an_order

from fieldops.actions import clocks, orders
from fieldops.database.door import perform
from fieldops.store import clocks as store
from inventory import order_life_verbs as life
from inventory.order_life import Stepped
from inventory.orders import Appointment, ServiceOrder
from routing.clocks import Clock, ClockKind
from routing.promises import Appointment as Window
from routing.promises import AreaKind, Promise, PromisePolicy, promise

ZONE = ZoneInfo("Asia/Shanghai")
LATER = NOW + timedelta(days=60)
H, MIN = timedelta(hours=1), timedelta(minutes=1)
PROMISES = PromisePolicy(urban_s=24 * 3600, rural_s=72 * 3600, swap_s=4 * 3600, urban_radius_m=30_000)


async def registered_order(number: str = "SO-1", **given: Any) -> ServiceOrder:
    """With the head office, that forwards it."""
    new = an_order(number=number, outlet="HQ", **given)
    [order] = await perform(orders.register, [new], a_desk(max(LATER, new.registered_at)))
    return order


def urban(order: ServiceOrder, window: Appointment | None = None) -> Promise:
    """What the customer in a town is promised."""
    agreed = Window(window.starts, window.ends) if window else None
    called_at = order.registered_at if order.kind == "swap" else None
    return promise(order.registered_at, PROMISES, area=AreaKind.URBAN, appointment=agreed, called_at=called_at)


async def tell(order: ServiceOrder, *steps: Stepped, now: datetime = LATER, window: Appointment | None = None) -> None:
    number = order.number or ""
    told = {number: order}, {number: urban(order, window)}
    await perform(clocks.told, steps, *told, zone=ZONE, now=now)


def begun(order: ServiceOrder) -> Stepped:
    """Its first step, which registering has told."""
    return life.register(order.number or "", order.kind, holder="HQ", at=order.registered_at)


async def kept(number: str = "SO-1") -> dict[ClockKind, Clock]:
    """The last clock of each kind that the order has."""
    found = await perform(store.of_orders, [number])
    return {clock.kind: clock for clock in found.get(number, [])}
