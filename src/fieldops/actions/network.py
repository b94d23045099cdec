"""The network is built up: nodes, locations, skills, technicians, service zones."""

from __future__ import annotations

from collections.abc import Sequence

from fieldops.store import network as store
from inventory.network import Location, Node, Technician
from inventory.parts import Skill
from routing.zones import Zone


async def register_nodes(nodes: Sequence[Node]) -> None:
    """Nodes, each after the one it stands under (N1).

    :raises AlreadyThere: a code is taken. :raises MisplacedNode: a node stands where N1 doesn't allow it.
    """
    known = await store.nodes(node.parent for node in nodes if node.parent)
    for node in nodes:
        node.stands_under(known.get(node.parent) if node.parent else None)
        known[node.code] = node
    await store.add_nodes(nodes)


async def open_locations(locations: Sequence[Location]) -> None:
    """Stock locations of nodes (N2)."""
    await store.add_locations(locations)


async def add_skills(skills: Sequence[Skill]) -> None:
    await store.add_skills(skills)


async def register_technicians(technicians: Sequence[Technician]) -> None:
    """Technicians with their week and van (N3)."""
    await store.add_technicians(technicians)


async def draw_zones(zones: Sequence[Zone]) -> None:
    """Service zones of outlets (S1)."""
    await store.add_zones(zones)
