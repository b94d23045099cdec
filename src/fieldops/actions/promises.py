"""What was promised for orders (S1, B1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from fieldops.actions import policies
from fieldops.actions.desk import Desk
from fieldops.store import network, roads, zones
from fieldops.store import orders as orders_store
from inventory.network import Node, NodeKind
from inventory.orders import VISITED, Customer, OrderKind, Promised, PromisedFor, ServiceOrder
from routing.promises import Appointment, AreaKind, Basis, Promise, PromisePolicy, promise
from routing.roads import point_keys
from routing.travel import great_circle_m
from routing.zones import NO_ROAD, NO_ZONE, Areas, Outlet, ZoneIndex


def promise_of(order: ServiceOrder) -> Promise | None:
    """The appointment, else what was promised as the order was registered; None for what isn't visited."""
    if order.appointment is not None:
        window = Appointment(order.appointment.starts, order.appointment.ends)
        return Promise(window.to_at, window, Basis.APPOINTMENT)
    if order.promised is None:
        return None
    return Promise(order.promised.due_at, None, Basis(order.promised.basis))


def promises_of(orders: Iterable[ServiceOrder]) -> dict[str, Promise]:
    """By number, without those that aren't visited."""
    return {order.number or "": promise for order in orders if (promise := promise_of(order)) is not None}


async def promised(
    orders: Sequence[ServiceOrder], customers: Mapping[str, Customer], desk: Desk
) -> list[Promised | None]:
    """What new orders promise, one for each: counted from the registration by the area in which the customer lives (S1).

    That is told by the outlet's zones and distance, by road where somebody asked a road engine before. While no outlet is chosen, it is the nearest one's.

    :raises NoPolicy: nothing says what was promised on the day of a registration.
    """
    visited = [order for order in orders if order.kind in VISITED]
    if not visited:
        return [None] * len(orders)
    days = {desk.day(order.registered_at) for order in visited}
    figures = await policies.promises_on(days)
    areas = await _areas(visited, customers, figures, desk)
    made = {id(order): _promised(order, area, figures[desk.day(order.registered_at)]) for order, area in areas}
    return [made.get(id(order)) for order in orders]


def _promised(order: ServiceOrder, area: AreaKind, policy: PromisePolicy) -> Promised:
    called_at = order.registered_at if order.kind is OrderKind.SWAP else None
    found = promise(order.registered_at, policy, area=area, called_at=called_at)
    return Promised(due_at=found.due_at, basis=PromisedFor(found.basis))


async def _areas(
    orders: Sequence[ServiceOrder],
    customers: Mapping[str, Customer],
    figures: Mapping[date, PromisePolicy],
    desk: Desk,
) -> list[tuple[ServiceOrder, AreaKind]]:
    """All places of one policy are classified at once."""
    found: list[tuple[ServiceOrder, AreaKind]] = []
    for some in await _served(orders, customers, figures, desk):
        road_m = np.full(len(some.orders), NO_ROAD)
        near = some.near()
        road_m[near] = await roads.lengths_m(*some.ways(near))
        areas = some.areas(road_m)
        found += [(order, area.kind) for order, area in zip(some.orders, areas, strict=True)]
    return found


async def ways_to_ask(orders: Sequence[ServiceOrder], desk: Desk) -> dict[int, set[int]]:
    """What the road decides about new orders (S1): from which points to which others it should be known how far it is.

    That is where no zone decides, and the straight line is short enough. Orders of unknown customers or outlets are left out.

    :raises NoPolicy:
    """
    customers = await orders_store.customers(order.customer for order in orders)
    nodes = await network.nodes(order.outlet for order in orders)
    visited = [o for o in orders if o.kind in VISITED and o.customer in customers and o.outlet in nodes]
    if not visited:
        return {}
    figures = await policies.promises_on({desk.day(order.registered_at) for order in visited})
    wanted: dict[int, set[int]] = {}
    for some in await _served(visited, customers, figures, desk):
        for outlet, customer in zip(*some.ways(some.near()), strict=True):
            wanted.setdefault(int(outlet), set()).add(int(customer))
    return wanted


@dataclass(frozen=True, slots=True)
class _Served:
    """Orders under one policy, each with who has it done for whom."""

    orders: Sequence[ServiceOrder]
    customers: Sequence[Customer]
    outlets: Sequence[Node]
    policy: PromisePolicy
    index: ZoneIndex

    def areas(self, road_m: NDArray[np.int64] | None = None) -> Areas:
        outlets = [Outlet(node.code, node.lon, node.lat) for node in self.outlets]
        lons, lats = [c.lon for c in self.customers], [c.lat for c in self.customers]
        return self.index.classify_many(lons, lats, outlets, self.policy, road_m=road_m)

    def near(self) -> NDArray[np.intp]:
        """Those whom only the distance can tell urban; a road is never shorter than the straight line."""
        areas = self.areas()
        return np.flatnonzero(areas.urban & (areas.zone == NO_ZONE))

    def ways(self, some: NDArray[np.intp]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The points of their outlets, and those of the customers."""
        outlets, customers = [self.outlets[i] for i in some], [self.customers[i] for i in some]
        return (
            point_keys([node.lon for node in outlets], [node.lat for node in outlets]),
            point_keys([customer.lon for customer in customers], [customer.lat for customer in customers]),
        )


async def _served(
    orders: Sequence[ServiceOrder],
    customers: Mapping[str, Customer],
    figures: Mapping[date, PromisePolicy],
    desk: Desk,
) -> list[_Served]:
    servers = await _servers(orders, customers)
    index = ZoneIndex(await zones.zones_of(servers[order.customer, order.outlet].code for order in orders))
    found = []
    for policy in dict.fromkeys(figures.values()):
        some = [order for order in orders if figures[desk.day(order.registered_at)] == policy]
        at, by = [customers[o.customer] for o in some], [servers[o.customer, o.outlet] for o in some]
        found.append(_Served(some, at, by, policy, index))
    return found


async def _servers(orders: Sequence[ServiceOrder], customers: Mapping[str, Customer]) -> dict[tuple[str, str], Node]:
    """Who serves the customer, by customer and the node that has the order: that outlet, or the nearest below a node that only forwards."""
    holders = await network.nodes({order.outlet for order in orders})
    below = await network.below_each([code for code, node in holders.items() if node.kind is not NodeKind.PARTNER])
    return {
        (order.customer, order.outlet): holders[order.outlet]
        if order.outlet not in below
        else _nearest(customers[order.customer], below[order.outlet])
        for order in orders
    }


def _nearest(customer: Customer, nodes: Sequence[Node]) -> Node:
    serving = [node for node in nodes if node.kind is not NodeKind.HEAD_OFFICE] or list(nodes)
    far_m = great_circle_m(
        [customer.lon] * len(serving), [customer.lat] * len(serving), [n.lon for n in serving], [n.lat for n in serving]
    )
    return serving[int(np.argmin(far_m))]
