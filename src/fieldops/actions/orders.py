"""Customers, units and service orders are registered (S1, S2, S4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fieldops.actions import clocks, crises, policies
from fieldops.actions.desk import Desk
from fieldops.actions.promises import promises_of
from fieldops.actions.registering import Judged, judge
from fieldops.store import order_lives, parts, sold_units, visits
from fieldops.store import orders as store
from fieldops.store.orders import VersionedOrder
from fieldops.store.rows import refuse_if_any
from inventory import order_life_verbs as verbs
from inventory.order_links import PossibleDuplicate, point, possible_duplicates
from inventory.orders import (
    Amendment,
    Customer,
    OrderKind,
    ServiceOrder,
    SoldUnit,
)
from inventory.parts import PartCount
from inventory.visit_verbs import book as book_visit
from inventory.visits import NewVisit
from refusals import StaleVersion


async def register_customers(customers: Sequence[Customer]) -> None:
    await store.add_customers(customers)


async def register_units(units: Sequence[SoldUnit]) -> None:
    await sold_units.add(units)


async def register(orders: Sequence[ServiceOrder], desk: Desk) -> list[ServiceOrder]:
    """The orders as registered: numbered where they had no number, with the likely parts of their fault where they named none,
    with what is promised, and forwarded to the node that they name. A time that is agreed already books a visit.

    :raises AlreadyThere: a number is taken. :raises Invalid: something an order names isn't known, it lies in the future, or
    a time is agreed for a node that only forwards. :raises SwapWithoutContract: a swap for a customer without an annual
    contract (B1). :raises OrderWrongKind: a time is agreed for what isn't visited. :raises NothingToChase: a chaser or
    complaint about an order that can't be chased (S2). :raises NoPolicy: nothing says what was promised on the day of a
    registration. :raises TargetMissing: the customer's contract doesn't know the fault level (S5).
    """
    await store.refuse_taken(order.number for order in orders if order.number)
    judged = await judge(await _numbered(orders), desk)
    refuse_if_any([problem.within(f"{i}") for i, one in enumerate(judged) for problem in one.problems])
    for refusal in (refusal for one in judged for refusal in one.refusals):
        raise refusal
    await _refuse_to_chase_what_is_over(orders)
    likely = await _likely_parts([order for order in orders if order.parts is None])
    return await _begin([_with_parts(one, likely) for one in judged], desk)


def _with_parts(one: Judged, likely: Mapping[tuple[str | None, str | None], tuple[PartCount, ...]]) -> Judged:
    order = one.order
    if order.parts is not None:
        return one
    return replace(one, order=replace(order, parts=likely.get((order.fault, order.unit), ())))


async def _refuse_to_chase_what_is_over(orders: Sequence[ServiceOrder]) -> None:
    targets = {one.number: one for one in await store.orders_of(order.about for order in orders if order.about)}
    for order in orders:
        if order.about is not None:
            point(order, targets[order.about])


async def _numbered(orders: Sequence[ServiceOrder]) -> list[ServiceOrder]:
    unnumbered = [order.registered_at for order in orders if order.number is None]
    numbers = iter(await store.next_numbers(len(unnumbered), unnumbered))
    return [replace(order, number=order.number or next(numbers)) for order in orders]


async def _begin(judged: Sequence[Judged], desk: Desk) -> list[ServiceOrder]:
    """The orders, each with its first steps: taken, forwarded and assigned as far as it says who has it, booked if a time is agreed."""
    lives = [one.steps[-1].order for one in judged]
    await store.add_orders([(one.order, life) for one, life in zip(judged, lives, strict=True)])
    await order_lives.add_steps([step for one in judged for step in one.steps], by=desk.by)
    await clocks.add(clock for one in judged for clock in one.clocks)
    registered = [
        replace(one.order, status=life.status, appointment=life.appointment)
        for one, life in zip(judged, lives, strict=True)
    ]
    await _book_visits(registered, desk)
    await crises.look_at([order for order in registered if order.kind in {OrderKind.CHASER, OrderKind.COMPLAINT}], desk)
    return registered


async def _book_visits(orders: Sequence[ServiceOrder], desk: Desk) -> None:
    booked = [order for order in orders if order.appointment is not None]
    numbers = await visits.next_numbers(len(booked))
    await visits.add(
        [
            book_visit(
                NewVisit(order=order.number or "", node=order.outlet, window=order.appointment),
                number=number,
                now=order.registered_at,
            )
            for number, order in zip(numbers, booked, strict=True)
        ]
    )


async def _likely_parts(
    orders: Sequence[ServiceOrder],
) -> Mapping[tuple[str | None, str | None], tuple[PartCount, ...]]:
    """What the fault usually takes, of the parts that fit the unit's model (P6), by fault and unit."""
    faults = await parts.faults(order.fault for order in orders if order.fault)
    models = await store.units_models(order.unit for order in orders if order.unit)
    fitting = await parts.fitting(line.part for fault in faults.values() for line in fault.parts)
    return {
        (order.fault, order.unit): tuple(
            line for line in faults[order.fault].parts if models.get(order.unit or "") in fitting[line.part]
        )
        for order in orders
        if order.fault in faults
    }


async def amend(number: str, amendment: Amendment, desk: Desk, *, version: int) -> VersionedOrder:
    """Set the fault level, the expected parts or the note of an open order. Its clocks follow the level (S5).

    :raises NotFound: there is none. :raises StaleVersion: somebody changed it since ``version``.
    :raises OrderNotOpen: it is over. :raises Invalid: a part isn't known. :raises TargetMissing: the customer's contract
    doesn't know the level. :raises NoPolicy:
    """
    found = await store.locked_order(number)
    if found.version != version:
        raise StaleVersion(key=number, seen=version, present=found.version)
    order = amendment.of(found.value)
    refuse_if_any(await parts.unknown_parts((f"parts.{i}.part", line.part) for i, line in enumerate(order.parts or ())))
    if order.fault_level != found.value.fault_level:
        promise = promises_of([order]).get(number)
        await clocks.relevelled(order, promise, zone=desk.zone, now=desk.now)
    life = await order_lives.locked(number)
    await store.change(number, order)
    await order_lives.add_steps([verbs.amend(life, at=desk.now)], by=desk.by)
    return await store.order(number)


async def chasers_of(number: str) -> list[ServiceOrder]:
    """Chasers of an order, and complaints about it, as far as the caller sees them. :raises NotFound: there is no such order."""
    await store.order(number)
    return await store.pointing_at([number])


async def duplicates_of(number: str, desk: Desk) -> list[PossibleDuplicate]:
    """The open orders that this one may be merged into, the likeliest first (S2).

    :raises NotFound: :raises NoPolicy:
    """
    order = (await store.order(number)).value
    known = await store.open_of_units([order.unit] if order.unit else [])
    return possible_duplicates(order, known, await policies.desk_on(desk.today))
