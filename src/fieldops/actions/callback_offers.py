"""What a dissatisfied customer is offered is done with one word (S9)."""

from __future__ import annotations

from fieldops.actions import order_lives, orders
from fieldops.actions.desk import Desk
from fieldops.store import callbacks as store
from fieldops.store import orders as order_store
from fieldops.store.callbacks import KeptCallback
from inventory.aftercare import Callback, Offer, may
from inventory.orders import OrderKind, ServiceOrder


async def complain(visit: str, desk: Desk) -> KeptCallback:
    """Register the complaint of who was called, about the order; once, however often it is asked for.

    :raises NotFound: :raises NothingOffered: the customer isn't dissatisfied.
    """
    found = await store.locked(visit)
    if found.complaint is not None:
        return found
    may(found.value, Offer.COMPLAINT)
    about = (await order_store.order(found.value.order.number)).value
    complaint = ServiceOrder(
        kind=OrderKind.COMPLAINT,
        customer=about.customer,
        outlet=found.value.order.outlet,
        registered_at=desk.now,
        unit=about.unit,
        note=_said(found.value),
        about=about.number,
    )
    [registered] = await orders.register([complaint], desk)
    await store.save(found.value, complaint=registered.number, reopened_at=found.reopened_at)
    return await store.callback(visit)


async def reopen(visit: str, desk: Desk) -> KeptCallback:
    """The order isn't done after all, as the customer says; once, however often it is asked for.

    :raises NotFound: :raises NothingOffered: :raises OrderWrongStatus: it is closed, or open already.
    """
    order = (await store.callback(visit)).value.order.number
    await order_store.locked_order(order)  # first, as when its visit ends
    found = await store.locked(visit)
    if found.reopened_at is not None:
        return found
    may(found.value, Offer.REOPEN)
    await order_lives.reopen(order, _said(found.value)[:500], desk)
    await store.save(found.value, complaint=found.complaint, reopened_at=desk.now)
    return await store.callback(visit)


def _said(callback: Callback) -> str:
    said = callback.attempts[-1].note
    return f"回访不满意，上门单 {callback.order.visit}" + (f"：{said}" if said else "")
