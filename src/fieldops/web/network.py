"""Nodes, locations, skills and technicians over HTTP."""

from __future__ import annotations

import msgspec

from fieldops.actions import network as actions
from fieldops.actions.one import register_one
from fieldops.store import network as store
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, NoFilters, Page
from fieldops.web.params import Body, FromPath, Query
from fieldops.web.routes import creates, lists, shows
from fieldops.web.wanted import page_of, wanted
from inventory.network import Location, LocationKind, MisplacedNode, Node, NodeKind
from inventory.parts import Skill
from inventory.people import Permission
from refusals import AlreadyThere, NotFound

NODE = {
    "code": "ZJ-021",
    "kind": "partner",
    "name_zh": "余姚宏达维修部",
    "name_en": "Yuyao Hongda Repairs",
    "lon": 121.1496,
    "lat": 30.0371,
    "parent": "ZJ",
    "partner_kind": "service_outlet",
}
NODE_SHOWN = {**NODE, "grade": None}
LOCATION = {"code": "ZJ-021/WH", "node": "ZJ-021", "kind": "warehouse"}
LOCATION_SHOWN = {**LOCATION, "tools": []}
SKILL = {"code": "heat_pump", "name_zh": "热泵维修", "name_en": "Heat-pump repair"}


class NodeFilters(msgspec.Struct, kw_only=True, frozen=True):
    kind: NodeKind | None = None
    parent: str | None = None


class LocationFilters(msgspec.Struct, kw_only=True, frozen=True):
    kind: LocationKind | None = None
    node: str | None = None


@lists(
    "/nodes",
    Listing(NodeFilters, ordering=("code", "name_en", "name_zh")),
    answer=page_of(NODE_SHOWN),
    needs=Permission.NETWORK_READ,
)
async def list_nodes(asked: Query[NodeFilters]) -> Page[Node]:
    """Head office, provinces and partners (N1)."""
    return asked.page(*await store.node_page(wanted(asked)))


@shows("/nodes/{code:str}", refusals=(NotFound,), answer=NODE_SHOWN, needs=Permission.NETWORK_READ)
async def show_node(code: FromPath[str]) -> Node:
    """One node."""
    return await store.node(code)


@creates(
    "/nodes",
    example=NODE,
    location="/nodes/{code}",
    refusals=(AlreadyThere, MisplacedNode),
    answer=NODE_SHOWN,
    needs=Permission.NETWORK_EDIT,
)
async def register_node(data: Body[Node]) -> Node:
    """Register a node under the one it belongs to (N1)."""
    return await perform(register_one, actions.register_nodes, data)


@lists(
    "/locations",
    Listing(LocationFilters, ordering=("code", "node")),
    answer=page_of(LOCATION_SHOWN),
    needs=Permission.NETWORK_READ,
)
async def list_locations(asked: Query[LocationFilters]) -> Page[Location]:
    """Stock locations (N2)."""
    return asked.page(*await store.location_page(wanted(asked)))


@creates("/locations", example=LOCATION, refusals=(AlreadyThere,), answer=LOCATION_SHOWN, needs=Permission.NETWORK_EDIT)
async def open_location(data: Body[Location]) -> Location:
    """Open a stock location of a node (N2)."""
    return await perform(register_one, actions.open_locations, data)


@lists("/skills", Listing(NoFilters, ordering=("code",)), answer=page_of(SKILL), needs=Permission.CATALOGUE_READ)
async def list_skills(asked: Query[NoFilters]) -> Page[Skill]:
    """What a visit can ask of a technician."""
    return asked.page(*await store.skill_page(wanted(asked)))


@creates("/skills", example=SKILL, refusals=(AlreadyThere,), answer=SKILL, needs=Permission.CATALOGUE_EDIT)
async def add_skill(data: Body[Skill]) -> Skill:
    """Add a skill."""
    return await perform(register_one, actions.add_skills, data)


RESOURCES = (
    list_nodes,
    show_node,
    register_node,
    list_locations,
    open_location,
    list_skills,
    add_skill,
)
