"""What customers say is written down: whom they want, and when nobody may come (V1)."""

from __future__ import annotations

from dataclasses import asdict

from fieldops.actions.desk import Desk
from fieldops.store import customer_wishes as store
from inventory.customer_wishes import NewWish, RecordedWish, Rests, WishSheet


async def say(customer: str, new: NewWish, desk: Desk) -> WishSheet:
    """It holds from the next plan on.

    :raises NotFound: there is no such customer. :raises Invalid: the technician isn't known, or the order none of the customer's.
    """
    await store.lock(customer)
    await store.add(RecordedWish(**asdict(new), customer=customer, by=desk.by, at=desk.now))
    return await store.sheet(customer)


async def set_rests(customer: str, rests: Rests) -> WishSheet:
    """These are all rest and meal times from now on.

    :raises NotFound: there is no such customer.
    """
    await store.lock(customer)
    await store.set_rests(customer, rests)
    return await store.sheet(customer)
