"""Complaints that are a crisis (S4): recognised when they are registered, chased, or have reached others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fieldops.actions import policies
from fieldops.actions.desk import Desk
from fieldops.store import crises as store
from fieldops.store import orders
from fieldops.store.crises import Crisis
from fieldops.store.orders import VersionedOrder
from fieldops.store.reach import everywhere
from inventory.order_links import crisis
from inventory.orders import OrderKind, OrderNotOpen, Reached, ServiceOrder, is_open
from refusals import NotFound


async def look_at(changed: Sequence[ServiceOrder], desk: Desk) -> None:
    """Judge the complaints among ``changed``, and those that are chased by them; what is a crisis stays one.

    :raises NoPolicy:
    """
    if not changed:
        return
    async with everywhere():  # whoever chases an order need not see all who complained about it
        await _recognise(changed, desk)


async def _recognise(changed: Sequence[ServiceOrder], desk: Desk) -> None:
    about = {order.about for order in changed if order.about}
    concerned = {order.number or "": order for order in changed if order.kind is OrderKind.COMPLAINT}
    for order in [*await orders.orders_of(about), *await orders.pointing_at(about)]:
        if order.kind is OrderKind.COMPLAINT:
            concerned[order.number or ""] = order
    matters = {*concerned, *(one.about for one in concerned.values() if one.about)}
    pointing = await orders.pointing_at(matters)
    policy = await policies.desk_on(desk.today)
    found = [
        Crisis(
            complaint=number,
            node=complaint.outlet,
            recognised_at=desk.now,
            grounds=tuple(dict.fromkeys(reason.ground for reason in reasons)),
        )
        for number, complaint in concerned.items()
        if (reasons := crisis(complaint, pointing, policy))
    ]
    await store.recognise(found)


async def reached(number: str, whom: Sequence[Reached], *, claims_damages: bool, desk: Desk) -> VersionedOrder:
    """Record whom the customer has turned to since, and whether damages are claimed (S4). What was recorded stays.

    :raises NotFound: there is no such complaint. :raises OrderNotOpen: it is over.
    """
    complaint = (await orders.locked_order(number)).value
    if complaint.kind is not OrderKind.COMPLAINT:
        raise NotFound(kind="complaint", key=number)
    if not is_open(complaint.status):
        raise OrderNotOpen(number=number, status=complaint.status)
    known = tuple(one for one in Reached if one in {*complaint.reached, *whom})
    told = replace(complaint, reached=known, claims_damages=complaint.claims_damages or claims_damages)
    if told != complaint:
        await orders.change(number, told)
        await look_at([told], desk)
    return await orders.order(number)
