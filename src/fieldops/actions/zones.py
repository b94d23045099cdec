"""Service zones of outlets are drawn, imported and looked up (S1)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from fieldops.actions import policies
from fieldops.store import network, roads
from fieldops.store import zones as store
from fieldops.store.rows import refuse_if_any
from inventory.network import is_code, is_place
from refusals import FieldProblem, Text, refuse_all
from routing.coordinates import CoordinateSystem, to_wgs84
from routing.roads import point_keys
from routing.zone_import import Hole, Overlap, ZoneImport, ZoneImportPolicy, holes, overlaps, read_zones
from routing.zones import Area, Outlet, Zone, ZoneIndex

TAKEN = Text(en="is the id of a zone that is there already", zh="服务区编号已存在")


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneProblem:
    """What is wrong with a feature, which is counted from 0; ``path`` is that in the file."""

    feature: int
    id: str | None
    path: str
    code: str
    message_en: str
    message_zh: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneReport:
    """What a file of zones holds, or what was made of it.

    ``zones`` are the ids of the good ones. Overlaps and holes take in the outlets' zones that were there before; they
    are told and stop nothing.
    """

    committed: bool
    zones: tuple[str, ...]
    problems: tuple[ZoneProblem, ...]
    overlaps: tuple[Overlap, ...]
    holes: tuple[Hole, ...]


async def draw_zones(zones: Sequence[Zone]) -> None:
    """:raises AlreadyThere: an id is taken. :raises Invalid: an id is no code, or an outlet isn't known."""
    refuse_all(*(is_code(f"{i}.id", zone.id) for i, zone in enumerate(zones)))
    await store.add_zones(zones)


async def preview_zones(collection: object, system: CoordinateSystem, *, today: date) -> ZoneReport:
    """What an import would do; nothing is written.

    :raises Invalid: it is no FeatureCollection at all. :raises NoPolicy:
    """
    policy = await policies.zones_on(today)
    read, problems = await _read(collection, system, policy)
    return await _report(read.zones, problems, policy, committed=False)


async def import_zones(collection: object, system: CoordinateSystem, *, today: date) -> ZoneReport:
    """Draw all zones of a GeoJSON FeatureCollection, given in ``system``, or none.

    :raises Invalid: with all that is wrong with any feature. :raises NoPolicy:
    """
    policy = await policies.zones_on(today)
    read, problems = await _read(collection, system, policy)
    refuse_all(*(problem for _, _, problem in problems))
    report = await _report(read.zones, problems, policy, committed=True)
    await store.add_zones(read.zones)
    return report


Told = tuple[int, str | None, FieldProblem]


async def _read(
    collection: object, system: CoordinateSystem, policy: ZoneImportPolicy
) -> tuple[ZoneImport, list[Told]]:
    """Zones of a file that can be drawn here, and what is wrong with the others, by number and id."""
    outlets = {node.code for node in await network.serving_nodes()}
    read = await asyncio.to_thread(read_zones, collection, outlets, policy, system=system)
    taken = await store.taken(zone.id for zone in read.zones)
    wrong = {zone.id: _wrong_id(zone.id, taken) for zone in read.zones}
    numbers = _numbers(read)
    problems: list[Told] = [(bad.number, bad.id, problem) for bad in read.bad for problem in bad.problems]
    problems += [
        (numbers[key], key, replace(problem, path=f"features.{numbers[key]}.properties.id"))
        for key, problem in wrong.items()
        if problem
    ]
    good = tuple(zone for zone in read.zones if wrong[zone.id] is None)
    return replace(read, zones=good), sorted(problems, key=lambda told: told[0])


def _wrong_id(key: str, taken: set[str]) -> FieldProblem | None:
    return FieldProblem("id", "already_there", TAKEN, key) if key in taken else is_code("id", key)


def _numbers(read: ZoneImport) -> dict[str, int]:
    """The place of each zone's feature in the file: zones and bad features come in its order."""
    bad = {one.number for one in read.bad}
    good = (number for number in range(len(read.zones) + len(bad)) if number not in bad)
    return {zone.id: number for zone, number in zip(read.zones, good, strict=True)}


async def _report(
    new: Sequence[Zone], problems: Sequence[Told], policy: ZoneImportPolicy, *, committed: bool
) -> ZoneReport:
    together = [*await store.zones_of({zone.outlet for zone in new}), *new]
    ids = {zone.id for zone in new}
    overlapping, surrounded = await asyncio.to_thread(lambda: (overlaps(together, policy), holes(together, policy)))
    return ZoneReport(
        committed=committed,
        zones=tuple(zone.id for zone in new),
        problems=tuple(_told(number, key, problem) for number, key, problem in problems),
        overlaps=tuple(one for one in overlapping if {one.urban, one.rural} & ids),
        holes=tuple(surrounded),
    )


def _told(number: int, key: str | None, problem: FieldProblem) -> ZoneProblem:
    return ZoneProblem(
        feature=number,
        id=key,
        path=problem.path,
        code=problem.code,
        message_en=problem.explain("en"),
        message_zh=problem.explain("zh"),
        value=problem.value,
    )


async def remove_zone(zone_id: str) -> None:
    """:raises NotFound: there is none."""
    await store.remove(zone_id)


async def classify(lon: float, lat: float, outlet: str, system: CoordinateSystem, *, today: date) -> Area:
    """Whether a place that the outlet serves is urban or rural, and what decides.

    :raises Invalid: the outlet isn't known, or the place is none. :raises NoPolicy:
    """
    refuse_all(*is_place(lon, lat))
    refuse_if_any(await network.not_outlets([("outlet", outlet)]))
    node = await network.node(outlet)
    index = ZoneIndex(await store.zones_of([outlet]))
    lon, lat = to_wgs84(lon, lat, system)
    policy = await policies.promise_on(today)
    road_m = await roads.lengths_m(point_keys([node.lon], [node.lat]), point_keys([lon], [lat]))
    outlets = [Outlet(node.code, node.lon, node.lat)]
    return index.classify_many([lon], [lat], outlets, policy, road_m=road_m)[0]
