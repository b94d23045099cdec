"""Service zones over HTTP (S1)."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

import msgspec
from litestar import Request
from litestar.di import NamedDependency, Provide

from fieldops.actions import zones as actions
from fieldops.actions.one import register_one
from fieldops.actions.zones import ZoneReport
from fieldops.database import door
from fieldops.store import zones as store
from fieldops.store.policies import NoPolicy
from fieldops.store.zones import ZoneShape
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query
from fieldops.web.queries import read_query
from fieldops.web.requests import QUERY, local_day
from fieldops.web.routes import acts, creates, ends, lists, shows
from fieldops.web.wanted import page_of, wanted
from inventory.people import Permission
from refusals import AlreadyThere, NotFound
from routing.coordinates import CoordinateSystem
from routing.promises import AreaKind
from routing.zones import Area, Zone, ZonePolygonRefused, polygon_from_geojson

SQUARE = [[121.1, 30.0], [121.2, 30.0], [121.2, 30.1], [121.1, 30.1], [121.1, 30.0]]
TOWN = [[121.12, 30.02], [121.15, 30.02], [121.15, 30.05], [121.12, 30.05], [121.12, 30.02]]
ZONE = {
    "id": "ZJ-021-RURAL",
    "outlet": "ZJ-021",
    "area": "rural",
    "polygon": {"type": "Polygon", "coordinates": [SQUARE]},
}
FEATURE = {
    "type": "Feature",
    "properties": {"id": "ZJ-021-TOWN", "outlet": "ZJ-021", "area": "urban"},
    "geometry": {"type": "Polygon", "coordinates": [TOWN]},
}
GIVEN = {
    "collection": {"type": "FeatureCollection", "features": [FEATURE]},
    "coordinates": "wgs84",
    "commit": False,
}
REPORT = {
    "committed": False,
    "zones": ["ZJ-021-TOWN"],
    "problems": [],
    "overlaps": [{"outlet": "ZJ-021", "urban": "ZJ-021-TOWN", "rural": "ZJ-021-RURAL", "km2": 9.632, "nested": True}],
    "holes": [],
}
AREA = {"kind": "urban", "by": "zone", "zone": "ZJ-021-TOWN", "distance_m": 1900}


class ZoneFilters(msgspec.Struct, kw_only=True, frozen=True):
    outlet: str | None = None
    area: AreaKind | None = None


class ZonesGiven(msgspec.Struct, kw_only=True, frozen=True):
    """A GeoJSON FeatureCollection; each feature has the properties id, outlet and area. Without ``commit`` nothing is written."""

    collection: dict[str, Any]
    coordinates: CoordinateSystem = CoordinateSystem.WGS_84
    commit: bool = False


class Spot(msgspec.Struct, kw_only=True, frozen=True):
    lon: float
    lat: float
    outlet: Annotated[str, msgspec.Meta(description="The outlet, or province, that serves it.")]
    coordinates: CoordinateSystem = CoordinateSystem.WGS_84


def _spot(request: Request[Any, Any, Any]) -> Spot:
    return read_query(Spot, request.query_params.multi_items())


AskedSpot: TypeAlias = NamedDependency[Spot]


@lists(
    "/service-zones",
    Listing(ZoneFilters, ordering=("id", "outlet", "area")),
    answer=page_of(ZONE),
    needs=Permission.NETWORK_READ,
)
async def list_zones(asked: Query[ZoneFilters]) -> Page[ZoneShape]:
    """What outlets have drawn as urban or rural; their polygons are GeoJSON in WGS-84."""
    return asked.page(*await store.zone_page(wanted(asked)))


@shows("/service-zones/{zone_id:str}", refusals=(NotFound,), answer=ZONE, needs=Permission.NETWORK_READ)
async def show_zone(zone_id: FromPath[str]) -> ZoneShape:
    """One zone."""
    return await store.zone(zone_id)


@shows(
    "/area",
    refusals=(NoPolicy,),
    needs=Permission.NETWORK_READ,
    answer=AREA,
    opt={QUERY: Spot},
    dependencies={"spot": Provide(_spot, sync_to_thread=False)},
)
async def show_area(spot: AskedSpot, request: Request[Any, Any, Any], now: Now) -> Area:
    """Whether a place is urban or rural for an outlet, and whether a zone or the distance decides."""
    return await actions.classify(spot.lon, spot.lat, spot.outlet, spot.coordinates, today=local_day(request, now))


@creates(
    "/service-zones",
    example=ZONE,
    location="/service-zones/{id}",
    refusals=(AlreadyThere, ZonePolygonRefused),
    answer=ZONE,
    needs=Permission.NETWORK_EDIT,
)
async def draw_zone(data: Body[ZoneShape]) -> ZoneShape:
    """Draw an outlet's urban or rural zone (S1)."""
    zone = Zone(data.id, data.outlet, data.area, polygon_from_geojson(data.polygon))
    return await perform(_drawn, zone, data)


async def _drawn(zone: Zone, shape: ZoneShape) -> ZoneShape:
    await register_one(actions.draw_zones, zone)
    return shape


@acts(
    "/service-zones/import",
    example=GIVEN,
    refusals=(NoPolicy, AlreadyThere),
    answer=REPORT,
    needs=Permission.NETWORK_EDIT,
)
async def import_zones(data: Body[ZonesGiven], request: Request[Any, Any, Any], now: Now) -> ZoneReport:
    """Report what is wrong with a file of zones, what overlaps and what is left out; with ``commit`` draw all of them or none."""
    action = actions.import_zones if data.commit else actions.preview_zones
    return await perform(action, data.collection, data.coordinates, today=local_day(request, now))


@ends("/service-zones/{zone_id:str}", refusals=(NotFound,), needs=Permission.NETWORK_EDIT)
async def remove_zone(zone_id: FromPath[str]) -> None:
    """Take a zone away; where it was, another one or the distance decides."""
    await door.perform(actions.remove_zone, zone_id)


RESOURCES = (list_zones, show_zone, show_area, draw_zone, import_zones, remove_zone)
