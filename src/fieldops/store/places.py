"""The places at which the caller may handle stock (N2, N3)."""

from __future__ import annotations

from collections.abc import Collection

from fieldops.database.who import who
from fieldops.store.network import nodes
from fieldops.store.reach import everywhere
from fieldops.store.rows import value
from fieldops.tables.network import Locations
from inventory.moves import Place
from inventory.network import Location


async def within_reach(codes: Collection[str]) -> dict[str, Place]:
    """Those of ``codes`` that lie in the caller's reach, with their nodes."""
    rows = await Locations.raw("SELECT * FROM locations WHERE code = ANY({})", sorted(set(codes))).run()
    return await _with_nodes([value(Location, row) for row in rows])


async def where_own_van_is_loaded(codes: Collection[str]) -> dict[str, Place]:
    """Those of ``codes`` that are warehouses of the node of the technician who acts; nothing for anybody else."""
    someone = who()
    technician = someone.reach.technician if someone and someone.scoped else None
    if technician is None:
        return {}
    async with everywhere():
        rows = await Locations.raw(
            "SELECT l.* FROM locations l JOIN technicians t ON t.node = l.node"
            " WHERE t.code = {} AND l.kind = 'warehouse' AND l.code = ANY({})",
            technician,
            sorted(set(codes)),
        ).run()
    return await _with_nodes([value(Location, row) for row in rows])


async def _with_nodes(locations: list[Location]) -> dict[str, Place]:
    async with everywhere():
        owners = await nodes(location.node for location in locations)
    return {location.code: Place(location=location, node=owners[location.node]) for location in locations}
