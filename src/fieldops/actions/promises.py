"""What was promised for orders (S1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from inventory.network import Node
from inventory.orders import Customer, OrderKind, ServiceOrder
from routing.promises import Appointment, Promise, PromisePolicy, promise
from routing.zones import Outlet, ZoneIndex


def promises_of(
    found: Sequence[ServiceOrder],
    customers: Mapping[str, Customer],
    nodes: Mapping[str, Node],
    zones: ZoneIndex,
    policy: PromisePolicy,
) -> dict[str | None, Promise]:
    """By number; all places are classified at once."""
    at = [customers[order.customer] for order in found]
    outlets = [Outlet(node.code, node.lon, node.lat) for node in (nodes[order.outlet] for order in found)]
    areas = zones.classify_many([c.lon for c in at], [c.lat for c in at], outlets, policy)
    return {
        order.number: promise(
            order.registered_at,
            policy,
            area=area.kind,
            appointment=Appointment(order.appointment.starts, order.appointment.ends) if order.appointment else None,
            called_at=order.registered_at if order.kind is OrderKind.SWAP else None,
        )
        for order, area in zip(found, areas, strict=True)
    }
