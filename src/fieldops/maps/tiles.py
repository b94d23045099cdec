"""The tiles of somebody else's server, asked for with our key, which no browser sees."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Final, Self
from urllib.parse import quote, urlsplit

import httpx
import structlog

from fieldops.maps.bases import Base
from fieldops.maps.refusals import MapServerAway, MapServerStrange, NoSuchTile

log = structlog.get_logger(__name__)

PICTURES: Final = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif"})
LARGEST: Final = 2_000_000  # bytes
CONNECTS_IN_S: Final = 3.0
ANSWERS_IN_S: Final = 8.0
AT_ONCE: Final = 16
PAUSE: Final = timedelta(seconds=20)
"""For which nobody waits again for a server that didn't answer."""
EMPTY: Final = frozenset({httpx.codes.NOT_FOUND, httpx.codes.NO_CONTENT})


@dataclass(frozen=True, slots=True)
class Tile:
    content: bytes
    media_type: str


class TileServer:
    """Open for as long as the application runs; asks only the hosts that the base names, and follows no redirect."""

    def __init__(self, base: Base, secret: str) -> None:
        self._templates = [one.replace("{secret}", quote(secret, safe="")) for one in base.templates]
        self._client: httpx.AsyncClient | None = None
        self._away_until: dict[str, datetime] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client is not None:
            await self._client.aclose()

    async def tile(self, layer: int, z: int, x: int, y: int, *, now: datetime) -> Tile:
        """``layer`` counts from 0, the lowest.

        :raises NoSuchTile: :raises MapServerAway: :raises MapServerStrange:
        """
        if not (0 <= layer < len(self._templates) and 0 <= z <= 24 and 0 <= x < 2**z and 0 <= y < 2**z):
            raise NoSuchTile(z=z, x=x, y=y)
        address = self._templates[layer].replace("{z}", str(z)).replace("{x}", str(x)).replace("{y}", str(y))
        host = urlsplit(address).netloc
        if now < self._away_until.get(host, now):
            raise MapServerAway(host=host, reason="no answer a moment ago")
        try:
            async with asyncio.timeout(ANSWERS_IN_S), self._opened().stream("GET", address) as answered:
                if answered.status_code in EMPTY:
                    raise NoSuchTile(z=z, x=x, y=y)
                return await _picture(answered, host)
        except (httpx.HTTPError, TimeoutError) as error:
            # The error's own words may hold the address, and so the key.
            log.warning("map_server_away", host=host, why=type(error).__name__)
            self._away_until[host] = now + PAUSE
            raise MapServerAway(host=host, reason=type(error).__name__) from None

    def _opened(self) -> httpx.AsyncClient:
        if self._client is None:
            self._client = httpx.AsyncClient(
                timeout=httpx.Timeout(ANSWERS_IN_S, connect=CONNECTS_IN_S),
                limits=httpx.Limits(max_connections=AT_ONCE),
                headers={"user-agent": "fieldops", "accept": ", ".join(sorted(PICTURES))},
            )
        return self._client


async def _picture(answered: httpx.Response, host: str) -> Tile:
    media_type = answered.headers.get("content-type", "").partition(";")[0].strip().lower()
    if answered.status_code != httpx.codes.OK:
        raise _strange(host, f"status {answered.status_code}")
    if media_type not in PICTURES:
        raise _strange(host, "no picture")
    content = bytearray()
    async for chunk in answered.aiter_bytes():
        content += chunk
        if len(content) > LARGEST:
            raise _strange(host, f"more than {LARGEST} bytes")
    return Tile(bytes(content), media_type)


def _strange(host: str, reason: str) -> MapServerStrange:
    log.warning("map_server_strange", host=host, why=reason)
    return MapServerStrange(host=host, reason=reason)
