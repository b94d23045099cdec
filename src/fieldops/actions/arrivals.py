"""Parts that arrive are reserved for the visits of published plans that count on them (P5, V4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from fieldops.store import arrivals as store
from fieldops.store import ledger, network, plan_content
from fieldops.store.arrivals import Waiting
from fieldops.store.plan_content import PlannedPart
from fieldops.store.reach import everywhere
from inventory.accounts import AccountKind, parts_account
from inventory.arrivals import Awaited, given_to, refuse_taken
from inventory.ledger import Pending, Purpose


async def refuse_taken_arrivals(parts: Collection[PlannedPart], *, now: datetime) -> None:
    """A plan is about to be published; what it replaces isn't any more.

    :raises ArrivalTaken: what it counts on doesn't come in time, or others count on it.
    """
    awaited = [
        Awaited(location=one.source, part=one.part, quantity=one.quantity, at=one.arrives_at)
        for one in parts
        if one.arrives_at is not None
    ]
    places = {one.location for one in awaited}
    if not places:
        return
    await store.take_turns(places)
    refuse_taken(await store.coming(places, now=now), [*awaited, *await store.waiting(places)])


async def reserve_arrived(location: str, arrived: Mapping[str, int], *, now: datetime) -> None:
    """Who is to load first is served first."""
    if not arrived:
        return
    async with everywhere():
        served = [one for one in given_to(await store.waiting([location]), dict(arrived)) if isinstance(one, Waiting)]
        held = {one.row: _id(one) for one in served}
        ours = await network.head_office()
        await ledger.post([_pending(one, ours, now=now) for one in served])
        await plan_content.note_reservations(held)


def _id(one: Waiting) -> str:
    return f"plan/{one.plan}/{one.publications}/{one.order}/{one.part}/{one.location}/{one.row}"


def _pending(one: Waiting, ours: str, *, now: datetime) -> Pending:
    return Pending(
        id=_id(one),
        source=parts_account(AccountKind.STOCK, ours, one.location, one.part),
        destination=parts_account(AccountKind.STOCK, ours, one.van, one.part),
        amount=one.quantity,
        purpose=Purpose.MOVE,
        reference=one.order,
        occurred_at=now,
    )
