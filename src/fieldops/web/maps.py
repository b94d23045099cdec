"""The base map over HTTP: what it is, its tiles, its file."""

from __future__ import annotations

import asyncio
import os
import struct
from collections.abc import AsyncGenerator
from email.utils import formatdate
from typing import Any, BinaryIO

import msgspec
from litestar import Request, Response
from litestar.response import Stream

from fieldops.maps.bases import Base, BaseKind, zooms_of
from fieldops.maps.ranges import part_of, still_that
from fieldops.maps.refusals import MapFileLost, MapServerAway, MapServerStrange, NoSuchTile, RangeOutside
from fieldops.maps.tiles import TileServer
from fieldops.settings import Settings
from fieldops.web.answers import API
from fieldops.web.errors import problem_response
from fieldops.web.etags import known_already
from fieldops.web.params import FromPath, Now
from fieldops.web.paths import shown_path
from fieldops.web.refusals import NoSuchAddress
from fieldops.web.routes import sends, shows
from inventory.people import Permission
from routing.coordinates import CoordinateSystem

BINARY = "application/octet-stream"
CHUNK = 1 << 18
TILE_CACHE = "private, max-age=86400"
FILE_CACHE = "private, no-cache"
MEDIA_TYPES = {BaseKind.GEOJSON: "application/geo+json", BaseKind.PMTILES: "application/vnd.pmtiles"}
FILE_ADDRESS = "/map/file"
TILE_ADDRESS = "/map/tiles/{layer:int}/{z:int}/{x:int}/{y:int}"
SHOWN = {
    "kind": "tiles",
    "addresses": ["/api/v1/map/tiles/0/{z}/{x}/{y}", "/api/v1/map/tiles/1/{z}/{x}/{y}"],
    "attribution": "天地图",
    "review_number": "GS（2024）0568号",
    "coordinates": "wgs84",
    "least_zoom": 1,
    "most_zoom": 18,
}


class ShownBase(msgspec.Struct, kw_only=True, frozen=True):
    """``addresses`` are those of tiles, the lowest layer first, or the one of the file. Zooms are those of 256 px tiles."""

    kind: BaseKind
    addresses: list[str]
    attribution: str
    review_number: str
    coordinates: CoordinateSystem
    least_zoom: int
    most_zoom: int


@shows("/map", needs=Permission.MAP_READ, refusals=(MapFileLost,), answer=SHOWN)
async def show_map(request: Request[Any, Any, Any]) -> ShownBase:
    """What lies under the points on a map, and what has to be written on it."""
    settings: Settings = request.app.state.settings
    base: Base = request.app.state.map_base
    least, most = settings.map_least_zoom, settings.map_most_zoom
    if base.kind is BaseKind.PMTILES:
        assert base.path is not None
        try:
            least, most = await asyncio.to_thread(zooms_of, base.path)
        except (OSError, struct.error):
            raise MapFileLost() from None
    return ShownBase(
        kind=base.kind,
        addresses=_addresses(base),
        attribution=settings.map_attribution,
        review_number=settings.map_review_number,
        coordinates=CoordinateSystem(settings.map_coordinates),
        least_zoom=least,
        most_zoom=most,
    )


def _addresses(base: Base) -> list[str]:
    if base.path is not None:
        return [API + FILE_ADDRESS]
    return [API + TILE_ADDRESS.replace(":int", "").replace("{layer}", str(n)) for n in range(len(base.templates))]


@sends(
    TILE_ADDRESS,
    needs=Permission.MAP_READ,
    refusals=(NoSuchTile, MapServerAway, MapServerStrange),
    media_type=BINARY,
    guards=[],
)
async def send_map_tile(
    layer: FromPath[int],
    z: FromPath[int],
    x: FromPath[int],
    y: FromPath[int],
    request: Request[Any, Any, Any],
    now: Now,
) -> Response[bytes]:
    """One tile of the map server that the settings name; its key stays here."""
    server: TileServer = request.app.state.tile_server
    tile = await server.tile(layer, z, x, y, now=now)
    return Response(tile.content, media_type=tile.media_type, headers={"cache-control": TILE_CACHE})


@sends(FILE_ADDRESS, needs=Permission.MAP_READ, refusals=(NoSuchAddress, MapFileLost, RangeOutside), media_type=BINARY)
async def send_map_file(request: Request[Any, Any, Any]) -> Response[Any]:
    """The file of the base map, or with Range a part of it."""
    base: Base = request.app.state.map_base
    if base.path is None:
        raise NoSuchAddress(path=shown_path(request.scope))
    try:
        file = await asyncio.to_thread(base.path.open, "rb")
    except OSError:
        raise MapFileLost() from None
    try:
        return _answer(request, base, file)
    except BaseException:
        file.close()
        raise


def _answer(request: Request[Any, Any, Any], base: Base, file: BinaryIO) -> Response[Any]:
    """The stream closes the file; whatever else is answered has closed it."""
    size, headers = _described(file, MEDIA_TYPES[base.kind])
    asked = request.headers
    if known_already(asked.get("if-none-match"), headers["etag"]):
        file.close()
        return Response(b"", status_code=304, headers=headers)
    same = still_that(asked.get("if-range"), etag=headers["etag"], modified=headers["last-modified"])
    try:
        part = part_of(asked.get("range"), size) if same else None
    except RangeOutside as refusal:
        file.close()
        return problem_response(request, refusal, {"content-range": f"bytes */{size}"})
    if part is None:
        return Stream(_chunks(file, 0, size), headers={**headers, "content-length": str(size)})
    ranged = {"content-range": f"bytes {part.first}-{part.last}/{size}", "content-length": str(part.bytes)}
    return Stream(_chunks(file, part.first, part.bytes), status_code=206, headers={**headers, **ranged})


def _described(file: BinaryIO, media_type: str) -> tuple[int, dict[str, str]]:
    told = os.fstat(file.fileno())
    return told.st_size, {
        "content-type": media_type,
        "etag": f'"{told.st_mtime_ns:x}-{told.st_size:x}"',
        "last-modified": formatdate(told.st_mtime, usegmt=True),
        "accept-ranges": "bytes",
        "cache-control": FILE_CACHE,
    }


async def _chunks(file: BinaryIO, first: int, left: int) -> AsyncGenerator[bytes, None]:
    with file:
        await asyncio.to_thread(file.seek, first)
        while left > 0 and (chunk := await asyncio.to_thread(file.read, min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


RESOURCES = (show_map, send_map_tile, send_map_file)
