"""Service zones of outlets (S1)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely

from fieldops.store.network import not_outlets
from fieldops.store.pages import Wanted, page
from fieldops.store.reach import everywhere
from fieldops.store.rows import insert, known, refuse_if_any, refuse_known
from fieldops.tables.network import ServiceZones
from refusals import NotFound
from routing.promises import AreaKind
from routing.zones import Zone, polygon_from_geojson


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneShape:
    """A service zone of an outlet; ``polygon`` is a GeoJSON Polygon or MultiPolygon in WGS-84."""

    id: str
    outlet: str
    area: AreaKind
    polygon: dict[str, Any]


async def add_zones(zones: Sequence[Zone]) -> None:
    """:raises AlreadyThere: an id is taken. :raises Invalid: an outlet isn't known."""
    await refuse_known("zone", ServiceZones.id, [zone.id for zone in zones])
    refuse_if_any(await not_outlets((f"{i}.outlet", zone.outlet) for i, zone in enumerate(zones)))
    await insert(
        ServiceZones,
        [
            {"id": z.id, "outlet": z.outlet, "area": z.kind.value, "polygon": shapely.to_geojson(z.polygon)}
            for z in zones
        ],
    )


async def taken(ids: Iterable[str]) -> set[str]:
    """Those of ``ids`` that a zone has, be it out of the caller's reach."""
    async with everywhere():
        return await known(ServiceZones.id, ids)


async def zones_of(node_codes: Iterable[str]) -> list[Zone]:
    """The outlets' service zones, by id."""
    rows = (
        await ServiceZones.select()
        .where(ServiceZones.outlet.is_in(sorted(set(node_codes)) or [""]))
        .order_by(ServiceZones.id)
        .run()
    )
    return [
        Zone(row["id"], row["outlet"], AreaKind(row["area"]), polygon_from_geojson(json.loads(row["polygon"])))
        for row in rows
    ]


async def zone_page(wanted: Wanted) -> tuple[int, list[ZoneShape]]:
    count, rows = await page(ServiceZones, wanted)
    return count, [_shape(row) for row in rows]


async def zone(zone_id: str) -> ZoneShape:
    """:raises NotFound: there is none."""
    rows = await ServiceZones.select().where(ServiceZones.id == zone_id).run()
    if not rows:
        raise NotFound(kind="zone", key=zone_id)
    return _shape(rows[0])


async def remove(zone_id: str) -> None:
    """:raises NotFound: there is none."""
    removed = await ServiceZones.raw("DELETE FROM service_zones WHERE id = {} RETURNING id", zone_id).run()
    if not removed:
        raise NotFound(kind="zone", key=zone_id)


def _shape(row: Mapping[str, Any]) -> ZoneShape:
    return ZoneShape(id=row["id"], outlet=row["outlet"], area=AreaKind(row["area"]), polygon=json.loads(row["polygon"]))
