"""What was promised for orders (S1, B1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from fieldops.actions import policies
from fieldops.actions.desk import Desk
from fieldops.store import network, roads, zones
from fieldops.store import orders as orders_store
from fieldops.store.rows import refuse_if_any
from inventory.network import Node, NodeKind, is_place
from inventory.orders import VISITED, Customer, OrderKind, Promised, PromisedFor, ServiceOrder
from refusals import NotFound, refuse_all
from routing.coordinates import CoordinateSystem, to_wgs84
from routing.promises import Appointment, AreaKind, Basis, Promise, PromisePolicy, promise
from routing.roads import point_keys
from routing.travel import great_circle_m
from routing.zones import NO_ROAD, NO_ZONE, Area, Areas, Outlet, ZoneIndex


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
    made = {
        id(order): _promised(order.kind, order.registered_at, area, figures[desk.day(order.registered_at)])
        for order, area in areas
    }
    return [made.get(id(order)) for order in orders]


def _promised(kind: OrderKind, registered_at: datetime, area: AreaKind, policy: PromisePolicy) -> Promised:
    called_at = registered_at if kind is OrderKind.SWAP else None
    found = promise(registered_at, policy, area=area, called_at=called_at)
    return Promised(due_at=found.due_at, basis=PromisedFor(found.basis))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What would be promised at a place, if ``node`` had the order, or the nearest that serves; degrees in ``coordinates``."""

    lon: float
    lat: float
    kind: OrderKind = OrderKind.REPAIR
    node: str | None = None
    coordinates: CoordinateSystem = CoordinateSystem.WGS_84

    def __post_init__(self) -> None:
        refuse_all(*is_place(self.lon, self.lat))


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """``served_by`` is the outlet whose zones and distance decide, ``lon`` and ``lat`` the place in WGS-84. ``promised``: None
    for what isn't visited."""

    served_by: str
    served_by_zh: str
    served_by_en: str
    lon: float
    lat: float
    area: Area
    promised: Promised | None


async def foresee(asked: Asked, desk: Desk) -> Foreseen:
    """What registering an order now would promise, before it is; by the roads that are known already.

    :raises Invalid: the node isn't known. :raises NotFound: nobody serves yet. :raises NoPolicy:
    """
    lon, lat = to_wgs84(asked.lon, asked.lat, asked.coordinates)
    server = await _server_at(lon, lat, asked.node)
    policy = (await policies.promises_on({desk.today}))[desk.today]
    road_m = await roads.lengths_m(point_keys([server.lon], [server.lat]), point_keys([lon], [lat]))
    index = ZoneIndex(await zones.zones_of([server.code]))
    [area] = index.classify_many([lon], [lat], [Outlet(server.code, server.lon, server.lat)], policy, road_m=road_m)
    visited = asked.kind in VISITED
    return Foreseen(
        served_by=server.code,
        served_by_zh=server.name_zh,
        served_by_en=server.name_en,
        lon=lon,
        lat=lat,
        area=area,
        promised=_promised(asked.kind, desk.now, area.kind, policy) if visited else None,
    )


async def _server_at(lon: float, lat: float, code: str | None) -> Node:
    """The node itself if it serves, else the nearest below it, or of all in sight."""
    if code is None:
        nodes = await network.serving_nodes()
    else:
        refuse_if_any(await network.unknown_nodes([("node", code)]))
        node = await network.node(code)
        nodes = [node] if node.kind is NodeKind.PARTNER else list((await network.below(code)).values())
    if not nodes:
        raise NotFound(kind="node", key=NodeKind.PROVINCE)
    return _nearest(lon, lat, nodes)


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
        else _nearest(customers[order.customer].lon, customers[order.customer].lat, below[order.outlet])
        for order in orders
    }


def _nearest(lon: float, lat: float, nodes: Sequence[Node]) -> Node:
    serving = [node for node in nodes if node.kind is not NodeKind.HEAD_OFFICE] or list(nodes)
    far_m = great_circle_m(
        [lon] * len(serving), [lat] * len(serving), [n.lon for n in serving], [n.lat for n in serving]
    )
    return serving[int(np.argmin(far_m))]
