"""Why promises were missed: proposed from what is known, decided by a person (S7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from fieldops.actions.order_results import Gathered, gather, month_span
from fieldops.actions.policies import causes_on, incentives_on
from fieldops.store import causes as store
from fieldops.store import network, order_lives, orders, supplies, weather
from fieldops.store.causes import key_of
from fieldops.store.missed_promises import FORWARDING, MissedClock
from fieldops.store.order_lives import Step
from inventory import cause_rulings as rules
from inventory.cause_facts import of_alerts, of_bookings, of_hand_overs, of_late_forward, of_waits, waits
from inventory.cause_rulings import Cause, Ruling
from inventory.causes import CauseKind, Fact, Missed, Owner, Proposal, propose
from inventory.incentive_policy import IncentivePolicy
from inventory.order_results import COMPLETE, OrderResult, Standing
from inventory.orders import OrderKind
from inventory.part_facts import CausePolicy, Supply, of_parts
from inventory.quotas import is_month, last_day
from inventory.weather import Alert
from refusals import NotFound, refuse_all


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedPromise:
    """A promise that was missed, who had it then, what is proposed, and what was decided."""

    key: str
    missed: Missed
    kind: OrderKind
    province: str
    outlet: str
    holder: str
    proposals: Sequence[Proposal]
    cause: Cause

    def late_s(self, now: datetime) -> int:
        return int(((self.missed.ended_at or now) - self.missed.due_at).total_seconds())


async def of_month(period: str, *, now: datetime, zone: ZoneInfo) -> list[MissedPromise]:
    """Of the orders registered in the month all that were missed by ``now``, by order; a fixed number of queries.

    :raises Invalid: that is no month. :raises NoPolicy:
    """
    refuse_all(is_month("period", period))
    return await _within(month_span(period, zone), period, now=now, zone=zone)


async def one(key: str, *, now: datetime, zone: ZoneInfo) -> MissedPromise:
    """:raises NotFound: no such promise was missed. :raises NoPolicy:"""
    number = key.partition(":")[0]
    found = (await orders.orders_of([number]))[:1]
    for order in found:
        at = order.registered_at
        period = f"{at.astimezone(zone):%Y-%m}"
        for missed in await _within((at, at + timedelta(microseconds=1)), period, now=now, zone=zone):
            if missed.key == key:
                return missed
    raise NotFound(kind="missed promise", key=key)


async def confirm(
    key: str, kind: CauseKind, owner: Owner, *, reason: str, by: str, now: datetime, zone: ZoneInfo
) -> MissedPromise:
    """A person decides why it was missed, and whose matter that is.

    :raises NotFound: :raises NoPolicy: :raises CauseWrongState: it was decided before.
    :raises Invalid: it wasn't proposed, and no reason is given; or that owner can't answer for it.
    """
    await store.lock(key.partition(":")[0])
    found = await one(key, now=now, zone=zone)
    ruling = Ruling(kind=kind, owner=owner, by=by, at=now, reason=reason)
    await store.save(rules.confirm(found.cause, ruling, found.proposals), found.proposals, outlet=found.outlet)
    return await one(key, now=now, zone=zone)


async def revise(
    key: str, kind: CauseKind, owner: Owner, *, reason: str, by: str, now: datetime, zone: ZoneInfo
) -> MissedPromise:
    """Another decision takes the place of the last one, for a reason.

    :raises NotFound: :raises NoPolicy: :raises CauseWrongState: nothing was decided yet. :raises Invalid:
    """
    await store.lock(key.partition(":")[0])
    found = await one(key, now=now, zone=zone)
    ruling = Ruling(kind=kind, owner=owner, by=by, at=now, reason=reason)
    await store.save(rules.revise(found.cause, ruling), found.proposals, outlet=found.outlet)
    return await one(key, now=now, zone=zone)


async def _within(
    span: tuple[datetime, datetime], period: str, *, now: datetime, zone: ZoneInfo
) -> list[MissedPromise]:
    day = last_day(period)
    policy = await causes_on(day, now)
    clocks = {*policy.promises, *FORWARDING}
    gathered = await gather(span, list(OrderKind), clocks, day=day, as_of=now, zone=zone)
    late = {one.order: one for one in _late(gathered, await incentives_on(day, now), now)}
    ground = await _ground(gathered, {*gathered.missed, *late}, policy, span[0], now=now, zone=zone)
    return [
        promise
        for result in gathered.results
        for promise in _promises(result, gathered, late.get(result.order), ground)
    ]


def _late(gathered: Gathered, policy: IncentivePolicy, now: datetime) -> Iterator[Missed]:
    """Orders that took longer than incentives allow: that is a promise too, whatever their clocks say (S8)."""
    allowed_s = policy.outlet_steps[0].over_s
    for result in gathered.results:
        due_at = result.due_at(allowed_s)
        over_a_second = (result.completed_by(now) or now) - due_at >= timedelta(seconds=1)
        if result.kind in policy.kinds and result.standing(allowed_s, now) is Standing.LATE and over_a_second:
            yield Missed(
                order=result.order,
                promise=COMPLETE,
                started_at=result.registered_at,
                due_at=due_at,
                ended_at=result.completed_by(now),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What tells why the orders were late."""

    steps: Mapping[str, Sequence[Step]]
    supplies: Mapping[str, Sequence[Supply]]
    alerts: Mapping[str, Sequence[Alert]]
    policy: CausePolicy
    head_office: str
    zone: ZoneInfo
    now: datetime


async def _ground(
    gathered: Gathered, numbers: set[str], policy: CausePolicy, since: datetime, *, now: datetime, zone: ZoneInfo
) -> Ground:
    outlets = {one.outlet for one in gathered.results if one.order in numbers}
    return Ground(
        steps=await order_lives.steps_of(numbers),
        supplies=await supplies.of_orders(numbers),
        alerts=await weather.concerning(outlets, since, now),
        policy=policy,
        head_office=await network.head_office(),
        zone=zone,
        now=now,
    )


def _promises(result: OrderResult, gathered: Gathered, late: Missed | None, ground: Ground) -> Iterator[MissedPromise]:
    clocks = gathered.missed.get(result.order, ())
    told = [(one.missed, one.holder) for one in clocks if one.kind in ground.policy.promises]
    if late is not None and COMPLETE in ground.policy.promises:
        told.append((late, result.outlet))
    facts = list(_facts(result, clocks, ground)) if told else []
    for missed, holder in told:
        key = key_of(missed)
        yield MissedPromise(
            key=key,
            missed=missed,
            kind=result.kind,
            province=result.province,
            outlet=result.outlet,
            holder=holder,
            proposals=propose(missed, facts, now=ground.now),
            cause=gathered.causes.get(key, Cause(order=missed.order, promise=missed.promise)),
        )


def _facts(result: OrderResult, clocks: Sequence[MissedClock], ground: Ground) -> Iterator[Fact]:
    steps = ground.steps.get(result.order, ())
    waited = waits(steps)
    yield from of_hand_overs(steps, head_office=ground.head_office)
    yield from of_bookings(steps, zone=ground.zone)
    yield from of_waits(waited)
    yield from of_parts(waited, ground.supplies.get(result.order, ()), ground.policy)
    yield from of_alerts(ground.alerts.get(result.outlet, ()))
    for one in clocks:
        if one.kind in FORWARDING:
            missed = one.missed
            yield of_late_forward(
                one.holder, head_office=ground.head_office, due_at=missed.due_at, done_at=missed.ended_at
            )
