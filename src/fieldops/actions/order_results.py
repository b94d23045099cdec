"""What became of a month's orders, as one knew at a moment, from the database (S6, S7, S8)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fieldops.actions.policies import travel_on
from fieldops.store import causes, missed_promises, network
from fieldops.store import order_results as store
from fieldops.store.missed_promises import FORWARDING, MissedClock
from fieldops.store.order_results import FoundOrder
from inventory.cause_rulings import Cause
from inventory.causes import Owner
from inventory.network import Node, NodeKind
from inventory.order_results import COMPLETE, AgreedTime, LateForward, OrderResult
from inventory.orders import OrderKind
from inventory.quotas import last_day
from routing.clocks import ClockKind
from routing.travel import EstimatePolicy, estimate_m

DECIDES = (COMPLETE, ClockKind.RESTORE.value, ClockKind.SWAP.value, ClockKind.ARRIVE.value)
"""The promises whose cause is that of a late order: the first of them that somebody has decided about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Orders by number, with their results, what they missed, and what was decided about that, by key."""

    orders: Mapping[str, FoundOrder]
    results: Sequence[OrderResult]
    missed: Mapping[str, Sequence[MissedClock]]
    causes: Mapping[str, Cause]


async def of_month(period: str, kinds: Collection[OrderKind], *, as_of: datetime, zone: ZoneInfo) -> list[OrderResult]:
    """The orders registered in the month that were not withdrawn, as their steps, clocks and causes told at ``as_of``.

    :raises NoPolicy: nothing tells how far it is by road.
    """
    span, day = month_span(period, zone), last_day(period)
    return list((await gather(span, kinds, FORWARDING, day=day, as_of=as_of, zone=zone)).results)


async def gather(
    span: tuple[datetime, datetime],
    kinds: Collection[OrderKind],
    promises: Collection[str],
    *,
    day: date,
    as_of: datetime,
    zone: ZoneInfo,
) -> Gathered:
    """The same of the orders registered within ``span``, by the figures of ``day``, with which of these ``promises`` they missed.
    Where the caller doesn't see who had an order then, it is left out.

    :raises NoPolicy:
    """
    asked = await store.orders_of(*span, kinds, as_of=as_of)
    nodes = await network.nodes({one.outlet for one in asked})
    found = [one for one in asked if one.outlet in nodes]
    numbers = [one.number for one in found]
    missed = _by_order(await missed_promises.of_orders(numbers, promises, now=as_of))
    known = await causes.causes_of(numbers, known_at=as_of)
    owners = _owners(known)
    distances_m = _distances_m(found, nodes, await travel_on(day, as_of))
    results = [
        _result(
            one,
            nodes[one.outlet],
            metres,
            agreed=_agreed(one, zone),
            cause=_decided(owners.get(one.number, {})),
            late_forwards=_late_forwards(missed.get(one.number, ()), as_of),
        )
        for one, metres in zip(found, distances_m, strict=True)
    ]
    return Gathered(orders={one.number: one for one in found}, results=results, missed=missed, causes=known)


def month_span(period: str, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From the month's first moment until the next month's."""
    first, last = date.fromisoformat(f"{period}-01"), last_day(period)
    return datetime.combine(first, time(), zone), datetime.combine(last + timedelta(days=1), time(), zone)


def _distances_m(found: Sequence[FoundOrder], nodes: Mapping[str, Node], policy: EstimatePolicy) -> list[int]:
    """From each order's outlet to its customer."""
    at = [nodes[one.outlet] for one in found]
    metres: list[int] = estimate_m(
        [node.lon for node in at],
        [node.lat for node in at],
        [one.lon for one in found],
        [one.lat for one in found],
        policy,
    ).tolist()
    return metres


def _by_order(missed: Sequence[MissedClock]) -> dict[str, list[MissedClock]]:
    found: dict[str, list[MissedClock]] = {}
    for one in missed:
        found.setdefault(one.missed.order, []).append(one)
    return found


def _owners(known: Mapping[str, Cause]) -> dict[str, dict[str, Owner]]:
    """By order, the owners by promise."""
    found: dict[str, dict[str, Owner]] = {}
    for cause in known.values():
        if cause.owner is not None:
            found.setdefault(cause.order, {})[cause.promise] = cause.owner
    return found


def _agreed(one: FoundOrder, zone: ZoneInfo) -> AgreedTime | None:
    """Whoever goes there at the agreed time has that day for it (S6)."""
    if one.agreed_at is None or one.agreed_by is None:
        return None
    day = one.agreed_at.astimezone(zone).date() + timedelta(days=1)
    return AgreedTime(at=datetime.combine(day, time(), zone), asked_by=Owner(one.agreed_by))


def _decided(owners: Mapping[str, Owner]) -> Owner | None:
    """``owners`` are by promise."""
    return next((owners[promise] for promise in DECIDES if promise in owners), None)


def _result(
    one: FoundOrder,
    outlet: Node,
    distance_m: int,
    *,
    agreed: AgreedTime | None,
    cause: Owner | None,
    late_forwards: Sequence[LateForward],
) -> OrderResult:
    return OrderResult(
        order=one.number,
        kind=one.kind,
        product=one.product,
        province=outlet.parent if outlet.kind is NodeKind.PARTNER and outlet.parent else outlet.code,
        outlet=outlet.code,
        registered_at=one.registered_at,
        distance_m=distance_m,
        completed_at=one.completed_at,
        technician=one.technician,
        registered=one.registered,
        agreed=agreed,
        cause=cause,
        late_forwards=tuple(late_forwards),
    )


def _late_forwards(missed: Sequence[MissedClock], as_of: datetime) -> list[LateForward]:
    """The first one of each node that forwarded it late by then."""
    found: dict[str, LateForward] = {}
    for one in missed:
        done_at = one.missed.ended_at
        if one.kind in FORWARDING and one.ended_by and done_at is not None and done_at <= as_of:
            late = LateForward(node=one.holder, due_at=one.missed.due_at, done_at=done_at, person=one.ended_by)
            found.setdefault(one.holder, late)
    return list(found.values())
