"""Customers are called after a visit, and what they say is counted by the month (S9)."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo

from fieldops.actions.policies import callbacks_on
from fieldops.store import callbacks as store
from fieldops.store import network, orders
from fieldops.store.callbacks import KeptCallback
from fieldops.store.policies import NoPolicy
from inventory.aftercare import Attempt, ClosedOrder, callback_for, record
from inventory.callback_scores import ScoreOf, Total, monthly_scores
from inventory.network import Node, NodeKind
from inventory.quotas import is_month, next_period
from inventory.visits import Visit
from refusals import refuse_all


async def make(visit: Visit, *, zone: tzinfo) -> None:
    """Somebody is to be called about a visit that is done; nobody for orders of other kinds, or on days without a policy."""
    assert visit.closed is not None
    assert visit.technician is not None
    order = ClosedOrder(
        number=visit.order,
        visit=visit.number,
        kind=(await orders.order(visit.order)).value.kind,
        outlet=visit.node,
        technician=visit.technician,
        closed_at=visit.closed.at,
    )
    day = _closing_day(order, zone)
    try:
        policies = await callbacks_on([day])
    except NoPolicy:
        return
    callback = callback_for(order, policies[day], zone=zone)
    if callback is not None:
        await store.add([callback])


def _closing_day(order: ClosedOrder, zone: tzinfo) -> date:
    """By its policy the customer is called, and the answer counts."""
    return order.closed_at.astimezone(zone).date()


async def call(visit: str, attempt: Attempt, *, zone: tzinfo, now: datetime) -> KeptCallback:
    """A call was made; the last one that the policy asks for ends it, answered or not.

    :raises NotFound: :raises CallbackOver: somebody has ended it. :raises Invalid: it was made before the closing, or ahead.
    """
    found = await store.locked(visit)
    day = _closing_day(found.value.order, zone)
    called = record(found.value, attempt, (await callbacks_on([day]))[day], now=now)
    await store.save(called, complaint=found.complaint, reopened_at=found.reopened_at)
    return await store.callback(visit)


async def scores(period: str, *, zone: tzinfo) -> dict[ScoreOf, tuple[Total, ...]]:
    """What the orders closed in a month came to, each by the policy of its day; of a province only for who sees all of it.

    :raises Invalid: that is no month. :raises NoPolicy: an order was closed on a day without one.
    """
    refuse_all(is_month("period", period))
    first, end = (_begin(one, zone) for one in (period, next_period(period)))
    found = await store.over_between(first, end)
    days = await callbacks_on({_closing_day(one.order, zone) for one in found})
    outlets = await network.nodes(one.order.outlet for one in found)
    provinces = await network.nodes(_province(node) for node in outlets.values())
    within = {code: _province(node) for code, node in outlets.items() if _province(node) in provinces}
    return monthly_scores(found, lambda day: days[day], within, period=period, zone=zone)


def _province(outlet: Node) -> str:
    """A province has technicians of its own."""
    return outlet.parent or outlet.code if outlet.kind is NodeKind.PARTNER else outlet.code


def _begin(period: str, zone: tzinfo) -> datetime:
    return datetime.combine(date.fromisoformat(f"{period}-01"), time(), zone)
