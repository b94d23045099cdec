"""The network is built up: nodes, locations, skills, technicians."""

from __future__ import annotations

from collections.abc import Sequence

from fieldops.store import network as store
from fieldops.store import technicians as technicians_store
from inventory.network import Location, Node, Technician
from inventory.parts import Skill
from refusals import refuse_all, unknown


async def register_nodes(nodes: Sequence[Node]) -> None:
    """Nodes, each after the one it stands under (N1).

    :raises AlreadyThere: a code is taken. :raises Invalid: a parent isn't known.
    :raises MisplacedNode: a node stands where N1 doesn't allow it.
    """
    known = await store.nodes(node.parent for node in nodes if node.parent)
    problems = []
    for i, node in enumerate(nodes):
        if node.parent is not None and node.parent not in known:
            problems.append(unknown(f"{i}.parent", node.parent))
        known[node.code] = node
    refuse_all(*problems)
    for node in nodes:
        node.stands_under(None if node.parent is None else known[node.parent])
    await store.add_nodes(nodes)


async def open_locations(locations: Sequence[Location]) -> None:
    """Stock locations of nodes (N2)."""
    await store.add_locations(locations)


async def add_skills(skills: Sequence[Skill]) -> None:
    await store.add_skills(skills)


async def register_technicians(technicians: Sequence[Technician]) -> None:
    """Technicians with their week and van (N3)."""
    await technicians_store.add(technicians)
