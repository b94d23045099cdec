"""The visits of two orders are tied, and untied (V4)."""

from __future__ import annotations

from fieldops.actions.desk import Desk
from fieldops.store import order_ties as store
from fieldops.store import orders
from inventory import order_ties as rules
from inventory.order_ties import NewTie, Tie, TieEnded
from refusals import not_blank, refuse_all


async def tie(new: NewTie, desk: Desk) -> Tie:
    """It holds from the next plan on.

    :raises Invalid: an order isn't known. :raises OrderNotOpen: :raises NoVisitNeeded: :raises AlreadyThere: :raises TieContradicts:
    """
    await store.take_turns()
    await store.refuse_unknown(new)
    pair = [new.first, new.second]
    rules.tie(new, await orders.orders_of(pair), await store.standing(pair))
    return await store.add(new, by=desk.by, at=desk.now)


async def untie(id: int, why: str, desk: Desk) -> Tie:
    """:raises NotFound: :raises TieEnded: :raises Invalid: no reason."""
    refuse_all(not_blank("reason", why, most=500))
    await store.take_turns()
    found = await store.tie(id)
    if found.ended_at is not None:
        raise TieEnded(id=id)
    await store.end(id, by=desk.by, at=desk.now, why=why)
    return await store.tie(id)
