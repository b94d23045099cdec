"""The service desk's orders: what is at risk first, each with the clocks that press most, and what can be done about one (S3, S5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from fieldops.actions.clock_desk import ShownClock, shown
from fieldops.store import clocks
from fieldops.store import order_desk as store
from fieldops.store.order_desk import AT_A_DESK, DeskRow, DeskSought, DeskView
from inventory.order_life import Verb
from inventory.order_life_verbs import possible
from routing.clock_watch import Standing
from routing.clocks import TO_THE_CUSTOMER, ClockKind
from routing.promises import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class PressingClock:
    """An open clock and how it stands, as :class:`fieldops.actions.clock_desk.ShownClock` says it."""

    kind: ClockKind
    holder: str
    standing: Standing
    at_risk: bool
    due_at: datetime
    left_s: int
    over_s: int
    basis: Basis | None
    paused_since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskOrder:
    """``promise`` is the first of what the customer was promised and still waits for, ``step`` the first of what a desk owes besides."""

    order: DeskRow
    promise: PressingClock | None
    step: PressingClock | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskOrders:
    """``counts`` are those of every view of open orders, ``results`` some of ``count`` orders of the one that was asked for."""

    counts: dict[DeskView, int]
    count: int
    results: list[DeskOrder]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSheet:
    """One order, its clocks in the order in which they started, and the verbs that can be said where it stands."""

    desk: DeskOrder
    clocks: list[ShownClock]
    verbs: tuple[Verb, ...]


async def orders_of(
    view: DeskView, sought: DeskSought, *, limit: int, offset: int, zone: ZoneInfo, now: datetime
) -> DeskOrders:
    """:raises NoPolicy: nobody says which hours are worked today."""
    counts = await store.counts(sought, now)
    count, rows = await store.rows(view, sought, limit=limit, offset=offset, now=now)
    of_orders = await clocks.of_orders([row.number for row in rows])
    pressing = await shown([one for some in of_orders.values() for one in some if one.is_open], zone=zone, now=now)
    by_order: dict[str, list[ShownClock]] = {}
    for clock in pressing:
        by_order.setdefault(clock.order, []).append(clock)
    return DeskOrders(counts=counts, count=count, results=[_desk(row, by_order.get(row.number, ())) for row in rows])


async def sheet_of(number: str, *, zone: ZoneInfo, now: datetime) -> OrderSheet:
    """:raises NotFound: there is no such order. :raises NoPolicy: nobody says which hours are worked today."""
    row = await store.row(number, now)
    all_clocks = await shown((await clocks.of_orders([number])).get(number, []), zone=zone, now=now)
    is_open = [one for one in all_clocks if one.stopped_at is None and one.cancelled_at is None]
    return OrderSheet(
        desk=_desk(row, is_open), clocks=all_clocks, verbs=possible(row.kind, row.status, row.escalated_to)
    )


def _desk(row: DeskRow, open_clocks: Sequence[ShownClock]) -> DeskOrder:
    promise = _first(open_clocks, TO_THE_CUSTOMER)
    step = _first([one for one in open_clocks if one is not promise], AT_A_DESK)
    return DeskOrder(order=row, promise=_pressing(promise) if promise else None, step=_pressing(step) if step else None)


def _first(clocks: Iterable[ShownClock], kinds: Collection[ClockKind]) -> ShownClock | None:
    due = [one for one in clocks if one.kind in kinds]
    return min(due, key=lambda one: (one.due_at, one.kind), default=None)


def _pressing(clock: ShownClock) -> PressingClock:
    return PressingClock(
        kind=clock.kind,
        holder=clock.holder,
        standing=clock.standing,
        at_risk=clock.at_risk,
        due_at=clock.due_at,
        left_s=clock.left_s,
        over_s=clock.over_s,
        basis=clock.basis,
        paused_since=clock.paused_since,
    )
