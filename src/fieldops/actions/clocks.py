"""The clocks of service orders go on with what happens to the orders (S1, S3, S4, S5, S10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from fieldops.actions.calendar import working_on
from fieldops.actions.policies import clocks_on
from fieldops.store import clocks as store
from fieldops.store import contracts
from fieldops.store.contracts import Contract
from fieldops.store.reach import everywhere
from inventory.order_life import Stepped
from inventory.orders import ServiceOrder
from refusals import Refusal
from routing import clock_table
from routing.calendar import WorkCalendar
from routing.clock_policy import ClockPolicy
from routing.clock_table import Happening, Occasion, ServiceKind, Terms, clocks_after
from routing.clock_verbs import pause, resume
from routing.clock_watch import tell
from routing.clocks import Clock, PauseReason, State
from routing.promises import Promise


@dataclass(frozen=True, slots=True)
class Ground:
    """What the steps of a day are judged by."""

    policy: ClockPolicy
    calendar: WorkCalendar


async def told(
    steps: Sequence[Stepped],
    orders: Mapping[str, ServiceOrder],
    promises: Mapping[str, Promise],
    *,
    zone: ZoneInfo,
    now: datetime,
) -> None:
    """The clocks of orders that went on, in the order of ``steps``; a fixed number of queries, however many there are.

    ``orders`` and ``promises`` are by number; a promise, with the appointment if there is one, is for what is visited. The
    policy and the working hours are those of the day of each step, the contract that of the day of registration.

    :raises NoPolicy: :raises TargetMissing: :raises StepInFuture: :raises StepBeforeStart: :raises StepOutOfOrder:
    """
    if not steps:
        return
    grounds = await _grounds({_day(step.at, zone) for step in steps}, zone)
    numbers = {step.order.number for step in steps}
    async with everywhere():  # whoever made the step may not see the order any more
        signed = await _signed({number: orders[number] for number in numbers}, zone)
        before = await store.locked(numbers)
        after = {number: list(before.get(number, ())) for number in numbers}
        for step in steps:
            number, ground = step.order.number, grounds[_day(step.at, zone)]
            terms = _terms(number, orders[number], promises.get(number), signed.get(number), ground.policy)
            after[number] = stepped(after[number], step, terms, ground, now=now)
        await store.save(_all(before), _all(after))


async def relevelled(order: ServiceOrder, promise: Promise | None, *, zone: ZoneInfo, now: datetime) -> None:
    """The clocks of an order that was given another fault level, judged by the policy of today.

    :raises NoPolicy: :raises TargetMissing: the contract says nothing about that level.
    """
    number, day = order.number or "", _day(now, zone)
    ground = (await _grounds({day}, zone))[day]
    async with everywhere():
        signed = await _signed({number: order}, zone)
        before = await store.locked({number})
        terms = _terms(number, order, promise, signed.get(number), ground.policy)
        after = clock_table.relevelled(before.get(number, ()), terms, ground.calendar, at=now, now=now)
        await store.save(_all(before), after)


async def tell_due(*, now: datetime, most: int) -> int:
    """Note on up to ``most`` clocks what there is to tell of them by ``now``, which raises its event; how many they were.

    Any number of these may run at once: none takes what another has taken.
    """
    due = await store.due(now, most=most)
    told = [tell(clock, now) for clock in due]
    await store.save(due, [clock for clock, _ in told])
    return sum(notice is not None for _, notice in told)


@dataclass(frozen=True, slots=True)
class Begun:
    """A new order with its first steps, and what is promised if it is visited."""

    order: ServiceOrder
    steps: tuple[Stepped, ...]
    promise: Promise | None


async def begin(begun: Sequence[Begun], *, zone: ZoneInfo, now: datetime) -> list[tuple[Clock, ...] | Refusal]:
    """The clocks of each of these orders after its first steps, or why it can't have them; nothing is written.

    :raises NoPolicy:
    """
    grounds = await _grounds({_day(step.at, zone) for one in begun for step in one.steps}, zone)
    async with everywhere():
        signed = await _signed({one.order.number or "": one.order for one in begun}, zone)
    found: list[tuple[Clock, ...] | Refusal] = []
    for one in begun:
        try:
            found.append(_begun(one, signed.get(one.order.number or ""), grounds, zone=zone, now=now))
        except Refusal as refusal:
            found.append(refusal)
    return found


def _begun(
    one: Begun, contract: Contract | None, grounds: Mapping[date, Ground], *, zone: ZoneInfo, now: datetime
) -> tuple[Clock, ...]:
    clocks: list[Clock] = []
    for step in one.steps:
        ground = grounds[_day(step.at, zone)]
        terms = _terms(step.order.number, one.order, one.promise, contract, ground.policy)
        clocks = stepped(clocks, step, terms, ground, now=now)
    return tuple(clocks)


async def add(clocks: Iterable[Clock]) -> None:
    """Those of new orders."""
    async with everywhere():
        await store.save((), clocks)


def stepped(clocks: Sequence[Clock], step: Stepped, terms: Terms, ground: Ground, *, now: datetime) -> list[Clock]:
    """The clocks of an order after a step: they count again, what happened starts and stops some, they stand still."""
    at, calendar = step.at, ground.calendar
    known = list(clocks)
    if step.resume:
        known = [resume(one, at=at, now=now, calendar=calendar) if _is(State.PAUSED, one, at) else one for one in known]
    if step.occasion is not None:
        happened = Happening(occasion=Occasion(step.occasion.value), at=at, node=step.node)
        known = clocks_after(known, happened, terms, ground.policy, calendar, now=now)
    if step.pause is not None and step.order.waiting is not None:
        reason, note = PauseReason(step.pause.value), step.order.waiting.note
        known = [pause(one, reason, note, at=at, now=now) if _is(State.RUNNING, one, at) else one for one in known]
    return known


def _is(state: State, clock: Clock, at: datetime) -> bool:
    return clock.state is state and clock.started_at <= at


async def _grounds(days: set[date], zone: ZoneInfo) -> dict[date, Ground]:
    policies, calendars = await clocks_on(days), await working_on(days, zone)
    return {day: Ground(policies[day], calendars[day]) for day in days}


async def _signed(orders: Mapping[str, ServiceOrder], zone: ZoneInfo) -> dict[str, Contract]:
    """The contract on which an order stands, for those that stand on one."""
    known = await contracts.of_customers({order.customer for order in orders.values()})
    return {
        number: one
        for number, order in orders.items()
        for one in known.get(order.customer, ())
        if one.is_valid_on(_day(order.registered_at, zone))
    }


def _terms(
    number: str, order: ServiceOrder, promise: Promise | None, contract: Contract | None, policy: ClockPolicy
) -> Terms:
    return Terms(
        order=number,
        kind=ServiceKind(order.kind.value),
        level=order.fault_level,
        promise=promise,
        profile=policy.profile(contract.profile) if contract else None,
        service_class=contract.service_class if contract else None,
        special=contract.special if contract else False,
    )


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def _all(clocks: Mapping[str, Iterable[Clock]]) -> list[Clock]:
    return [clock for of in clocks.values() for clock in of]
