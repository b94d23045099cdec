"""Where the unit that a swap takes out is brought to on the same route (B1, B4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from inventory.network import Location, Node
from inventory.orders import OrderKind, ServiceOrder


def returns_of(
    orders: Iterable[ServiceOrder],
    workshops: Iterable[Location],
    warehouses: Iterable[Location],
    nodes: Mapping[str, Node],
) -> dict[str, str]:
    """By swap: the workshop of the node that has the order, else its warehouse, from which the unit goes on; else those of the
    province."""
    places = {location.node: location.code for location in [*reversed(list(warehouses)), *reversed(list(workshops))]}
    found = {}
    for order in orders:
        above = [order.outlet, nodes[order.outlet].parent or ""]
        place = next((places[node] for node in above if node in places), None)
        if order.kind is OrderKind.SWAP and place is not None:
            found[order.number or ""] = place
    return found
