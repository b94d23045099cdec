"""A plan that holds gives each visit to its technician; what it doesn't serve any more is nobody's again (V2, V4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from fieldops.actions import order_lives
from fieldops.actions.desk import Desk
from fieldops.store import network, orders, visits
from fieldops.store import order_lives as lives
from fieldops.store.network import OnStaff
from inventory.orders import OrderStatus, ServiceOrder
from inventory.visit_verbs import book, plan, unplan
from inventory.visits import NewVisit, State, Visit

NOT_BEGUN = (State.BOOKED, State.PLANNED)
"""Who is on the way already goes on."""


async def follow(technician_of: Mapping[str, str], dropped: Collection[str], desk: Desk) -> None:
    """``technician_of`` each order that is served now; ``dropped`` are those that only the plan before it served.

    An order without a visit gets one. While no outlet was chosen, it is the technician's from now on.
    """
    found = {order.number or "": order for order in await orders.orders_of(technician_of)}
    staff = await network.technicians(technician_of.values())
    there = await visits.open_of([*technician_of, *dropped], lock=True)
    for number in dropped:
        visit = there.get(number)
        if visit is not None and visit.state is State.PLANNED:
            await visits.save(visit, unplan(visit), now=desk.now)
    new = []
    for number, technician in technician_of.items():
        order = await _with_outlet(found[number], staff[technician], desk)
        if number not in there:
            new.append((order, technician))
        elif there[number].state in NOT_BEGUN and there[number].technician != technician:
            await visits.save(there[number], plan(there[number], technician), now=desk.now)
    numbers = await visits.next_numbers(len(new))
    await visits.add(
        [_planned(order, technician, number, desk) for number, (order, technician) in zip(numbers, new, strict=True)]
    )


async def _with_outlet(order: ServiceOrder, technician: OnStaff, desk: Desk) -> ServiceOrder:
    if order.status not in {OrderStatus.REGISTERED, OrderStatus.FORWARDED}:
        return order
    life = await lives.locked(order.number or "")
    return (await order_lives.go(await order_lives.assigned(life, technician.node, at=desk.now), desk)).value


def _planned(order: ServiceOrder, technician: str, number: str, desk: Desk) -> Visit:
    """An appointment that is over already is made good: its visit has no window."""
    window = order.appointment if order.appointment and order.appointment.ends >= desk.now else None
    new = NewVisit(order=order.number or "", node=order.outlet, window=window)
    return plan(book(new, number=number, now=desk.now), technician)
