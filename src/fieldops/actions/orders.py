"""Customers, units and service orders are registered (S1, S2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from fieldops.store import ledger, network, parts, plans
from fieldops.store import orders as store
from fieldops.store.orders import VersionedOrder
from fieldops.store.rows import refuse_if_any
from inventory.ledger import VoidPending
from inventory.orders import (
    Amendment,
    Customer,
    OrderKind,
    ServiceOrder,
    SoldUnit,
    begins_open,
    cancel,
    swap_is_promised,
)
from inventory.parts import PartCount
from refusals import StaleVersion


async def register_customers(customers: Sequence[Customer]) -> None:
    await store.add_customers(customers)


async def register_units(units: Sequence[SoldUnit]) -> None:
    await store.add_units(units)


async def register(orders: Sequence[ServiceOrder]) -> list[ServiceOrder]:
    """The orders as registered: numbered where they had no number, with the likely parts of their fault where they named none.

    :raises SwapWithoutContract: a swap for a customer without an annual contract (B1).
    :raises AlreadyThere: a number is taken. :raises Invalid: something an order names isn't known.
    """
    customers = await store.customers(order.customer for order in orders if order.kind is OrderKind.SWAP)
    for order in orders:
        if order.customer in customers:
            swap_is_promised(order.kind, customers[order.customer])
    refuse_if_any([problem for i, order in enumerate(orders) if (problem := begins_open(f"{i}.status", order))])
    unnumbered = [order.registered_at for order in orders if order.number is None]
    numbers = iter(await store.next_numbers(len(unnumbered), unnumbered))
    likely = await _likely_parts([order for order in orders if order.parts is None])
    registered = [
        replace(
            order,
            number=order.number or next(numbers),
            parts=likely.get((order.fault, order.unit), ()) if order.parts is None else order.parts,
        )
        for order in orders
    ]
    await store.add_orders(registered)
    return registered


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


async def cancel_order(number: str, *, now: datetime) -> VersionedOrder:
    """The customer withdrew it; what a plan has reserved for it is free again.

    :raises NotFound: there is none. :raises OrderNotOpen: it is over already.
    """
    found = await store.locked_order(number)
    await store.change(number, cancel(found.value))
    held = await plans.reservations_for(number)
    await ledger.post([VoidPending(id=f"{pending}/cancelled", of=pending, occurred_at=now) for pending in held])
    return await store.order(number)


async def amend(number: str, amendment: Amendment, *, version: int) -> VersionedOrder:
    """Book an appointment, choose another outlet, set the fault level or the note of an open order.

    :raises NotFound: there is none. :raises StaleVersion: somebody changed it since ``version``.
    :raises OrderNotOpen: it is over. :raises Invalid: the outlet isn't known, or the appointment lies before the order.
    """
    found = await store.locked_order(number)
    if found.version != version:
        raise StaleVersion(key=number, seen=version, present=found.version)
    order = amendment.of(found.value)
    refuse_if_any(await network.not_outlets([("outlet", order.outlet)]))
    await store.change(number, order)
    return await store.order(number)
