"""The network's rows: nodes, locations, technicians."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from piccolo.columns import Column

from fieldops.store.pages import Wanted, page
from fieldops.store.reach import everywhere
from fieldops.store.rows import insert, refuse_if_any, refuse_known, unknown_in, value
from fieldops.store.tools import unknown_tools
from fieldops.tables.network import Locations, Nodes, Skills, Technicians
from inventory.network import Location, LocationKind, Node, NodeKind
from inventory.parts import Skill
from refusals import FieldProblem, NotFound, Text, unknown


async def add_nodes(nodes: Sequence[Node]) -> None:
    """Nodes, each after the one it stands under.

    :raises AlreadyThere: a code is taken, or there is a head office already.
    """
    await refuse_known("node", Nodes.code, [node.code for node in nodes])
    heads = [node.kind.value for node in nodes if node.kind is NodeKind.HEAD_OFFICE]
    await refuse_known("head office", Nodes.kind, heads)
    await insert(Nodes, [asdict(node) for node in nodes])


async def nodes(codes: Iterable[str]) -> dict[str, Node]:
    """Nodes by code; a code that isn't there is left out."""
    rows = await Nodes.select().where(Nodes.code.is_in(sorted(set(codes)) or [""])).run()
    return {row["code"]: value(Node, row) for row in rows}


async def node(code: str) -> Node:
    """:raises NotFound: there is none."""
    found = await nodes([code])
    if code not in found:
        raise NotFound(kind="node", key=code)
    return found[code]


async def nodes_of_kind(kind: NodeKind) -> list[Node]:
    """All nodes of a kind, by code."""
    rows = await Nodes.select().where(Nodes.kind == kind.value).order_by(Nodes.code).run()
    return [value(Node, row) for row in rows]


async def serving_nodes() -> list[Node]:
    """Who serves customers, partners and provinces, as far as the caller sees them; by code."""
    kinds = [NodeKind.PARTNER.value, NodeKind.PROVINCE.value]
    rows = await Nodes.select().where(Nodes.kind.is_in(kinds)).order_by(Nodes.code).run()
    return [value(Node, row) for row in rows]


async def node_page(wanted: Wanted) -> tuple[int, list[Node]]:
    count, rows = await page(Nodes, wanted)
    return count, [value(Node, row) for row in rows]


async def location_page(wanted: Wanted) -> tuple[int, list[Location]]:
    count, rows = await page(Locations, wanted)
    return count, [value(Location, row) for row in rows]


async def skill_page(wanted: Wanted) -> tuple[int, list[Skill]]:
    count, rows = await page(Skills, wanted)
    return count, [value(Skill, row) for row in rows]


async def head_office() -> str:
    """The head office's code: it owns what is ours (P1).

    :raises NotFound: no network is loaded.
    """
    async with everywhere():
        found = await nodes_of_kind(NodeKind.HEAD_OFFICE)
    if not found:
        raise NotFound(kind="node", key=NodeKind.HEAD_OFFICE)
    return found[0].code


async def unknown_nodes(named: Iterable[tuple[str, str | None]]) -> list[FieldProblem]:
    """A problem for each (path, code) that names no node."""
    return await unknown_in(Nodes.code, named)


async def not_partners(named: Iterable[tuple[str, str]]) -> list[FieldProblem]:
    """A problem for each (path, code) that names no partner."""
    text = Text(en="must be a partner", zh="应为合作网点")
    return await not_among(named, Nodes.code, Nodes.kind, {NodeKind.PARTNER}, text)


async def not_outlets(named: Iterable[tuple[str, str]]) -> list[FieldProblem]:
    """A problem for each (path, code) that names nobody who serves customers: neither a partner nor a province."""
    text = Text(en="must be a partner or a province", zh="应为合作网点或省级服务中心")
    return await not_among(named, Nodes.code, Nodes.kind, {NodeKind.PARTNER, NodeKind.PROVINCE}, text)


async def not_provinces(named: Iterable[tuple[str, str]]) -> list[FieldProblem]:
    """A problem for each (path, code) that names no province."""
    text = Text(en="must be a province", zh="应为省级服务中心")
    return await not_among(named, Nodes.code, Nodes.kind, {NodeKind.PROVINCE}, text)


async def not_among(
    named: Iterable[tuple[str, str]], code: Column, kind: Column, kinds: Collection[StrEnum], text: Text
) -> list[FieldProblem]:
    """A problem for each (path, key) of ``code`` that isn't there, or is of none of the ``kinds``."""
    pairs = list(named)
    rows = await code._meta.table.select(code, kind).where(code.is_in(sorted({key for _, key in pairs}) or [""])).run()
    there = {row[code._meta.name]: row[kind._meta.name] for row in rows}
    return [
        FieldProblem(path, "not_allowed", text, key) if key in there else unknown(path, key)
        for path, key in pairs
        if there.get(key) not in kinds
    ]


async def below(code: str) -> dict[str, Node]:
    """The node and all that stands under it (N3), by code."""
    rows = await Nodes.raw(
        "WITH RECURSIVE tree AS (SELECT * FROM nodes WHERE code = {}"
        " UNION ALL SELECT nodes.* FROM nodes JOIN tree ON nodes.parent = tree.code)"
        " SELECT * FROM tree ORDER BY code",
        code,
    ).run()
    return {row["code"]: value(Node, row) for row in rows}


async def below_each(codes: Collection[str]) -> dict[str, list[Node]]:
    """Each of these nodes with all that stands under it, by code; one query."""
    rows = await Nodes.raw(
        "WITH RECURSIVE tree AS (SELECT code AS root, code FROM nodes WHERE code = ANY({})"
        " UNION ALL SELECT tree.root, nodes.code FROM nodes JOIN tree ON nodes.parent = tree.code)"
        " SELECT tree.root, nodes.* FROM tree JOIN nodes USING (code) ORDER BY nodes.code",
        sorted(set(codes)),
    ).run()
    found: dict[str, list[Node]] = {code: [] for code in codes}
    for row in rows:
        found[row["root"]].append(value(Node, row))
    return found


async def add_locations(locations: Sequence[Location]) -> None:
    """:raises AlreadyThere: a code is taken. :raises Invalid: a node isn't known."""
    await refuse_known("location", Locations.code, [location.code for location in locations])
    refuse_if_any(await unknown_in(Nodes.code, ((f"{i}.node", location.node) for i, location in enumerate(locations))))
    named = ((f"{i}.tools", tool) for i, location in enumerate(locations) for tool in sorted(location.tools))
    refuse_if_any(await unknown_tools(named))
    await insert(Locations, [asdict(location) | {"tools": sorted(location.tools)} for location in locations])


async def location(code: str) -> Location:
    """:raises NotFound: there is none."""
    rows = await Locations.select().where(Locations.code == code).run()
    if not rows:
        raise NotFound(kind="location", key=code)
    return value(Location, rows[0])


async def locations_of(node_codes: Iterable[str], kind: LocationKind) -> list[Location]:
    """The nodes' locations of one kind, by code."""
    rows = (
        await Locations.select()
        .where(Locations.node.is_in(sorted(set(node_codes)) or [""]) & (Locations.kind == kind.value))
        .order_by(Locations.code)
        .run()
    )
    return [value(Location, row) for row in rows]


async def unknown_locations(named: Iterable[tuple[str, str | None]]) -> list[FieldProblem]:
    """A problem for each (path, code) that names no location."""
    return await unknown_in(Locations.code, named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A location as papers name it; without names where the caller doesn't see it."""

    code: str
    name_zh: str = ""
    name_en: str = ""


async def places(codes: Iterable[str]) -> dict[str, Place]:
    """Locations with the names of their nodes, by code."""
    wanted = sorted(set(codes))
    rows = await Locations.raw(
        "SELECT l.code, n.name_zh, n.name_en FROM locations l JOIN nodes n ON n.code = l.node WHERE l.code = ANY({})",
        wanted,
    ).run()
    return {code: Place(code=code) for code in wanted} | {row["code"]: value(Place, row) for row in rows}


async def add_skills(skills: Sequence[Skill]) -> None:
    """:raises AlreadyThere: a code is taken."""
    await refuse_known("skill", Skills.code, [skill.code for skill in skills])
    await insert(Skills, [asdict(skill) for skill in skills])


@dataclass(frozen=True, slots=True, kw_only=True)
class OnStaff:
    """A technician without the week; ``active``: still works for the node."""

    code: str
    node: str
    van: str
    name_zh: str
    name_en: str
    active: bool


async def technicians(codes: Iterable[str]) -> dict[str, OnStaff]:
    """Technicians by code; a code that isn't there is left out."""
    rows = await Technicians.raw(
        "SELECT code, node, van, name_zh, name_en, active FROM technicians WHERE code = ANY({})", sorted(set(codes))
    ).run()
    return {row["code"]: OnStaff(**row) for row in rows}
