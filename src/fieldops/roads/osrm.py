"""An OSRM server over HTTP: its table service, and whether it knows a road near a point (project-osrm.org, API v1)."""

from __future__ import annotations

import asyncio
import functools
import random
import ssl
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import httpx
import msgspec
import numpy as np
from numpy.typing import NDArray

from fieldops.settings import Settings
from routing.roads import degrees_of, whole
from routing.travel import LONGEST_TRAVEL_M, LONGEST_TRAVEL_S

ATTEMPTS = 3
FIRST_PAUSE_S = 0.2
LEAST_M = -50
"""Between two places a few metres apart on one street OSRM measures backwards now and then; they are 0 m apart."""

jitter = random.Random()  # noqa: S311 - spreads retries

Cells = NDArray[np.int32]


class EngineAway(Exception):
    """No answer, however often it was asked; says what happened at last."""


class EngineStrange(Exception):
    """An answer that tells no ways; says what it was."""


class OffRoad(Exception):
    """One of the points that were asked about has no road near it; OSRM's NoSegment."""


class Answer(msgspec.Struct):
    """What is common to all that OSRM answers. ``data_version`` is there if the map was extracted with one."""

    code: str
    message: str = ""
    data_version: str = ""


class Table(Answer):
    durations: list[list[float | None]] = []
    distances: list[list[float | None]] = []


Answering = TypeVar("Answering", bound=Answer)


class Osrm:
    """One server. Points are keys of :mod:`routing.roads`; a road farther than ``osrm_radius_m`` from one isn't its own."""

    def __init__(self, client: httpx.AsyncClient, settings: Settings, *, attempts: int) -> None:
        self._client, self._settings, self._attempts = client, settings, attempts

    async def version(self) -> str:
        """What answers depend on: the map, by the server's word and by ours, and the radius."""
        answer = await self._ask("nearest", np.zeros(1, np.int64), {"radiuses": "unlimited"}, Answer)
        settings = self._settings
        return f"{settings.osrm_map}/{answer.data_version}/{settings.osrm_radius_m}"

    async def near_road(self, point: int) -> bool:
        try:
            await self._ask("nearest", np.array([point]), self._radiuses(1), Answer)
        except OffRoad:
            return False
        return True

    async def table(self, sources: NDArray[np.int64], targets: NDArray[np.int64]) -> tuple[Cells, Cells]:
        """Seconds (rounded up) and metres (rounded), int32 [k, l]; UNREACHABLE where there is no way.

        :raises OffRoad: :raises EngineAway: :raises EngineStrange: it wants fewer points at once, or is no OSRM server.
        """
        points = np.concatenate([sources, targets])
        asked = self._radiuses(len(points)) | {
            "annotations": "duration,distance",
            "sources": _listed(range(len(sources))),
            "destinations": _listed(range(len(sources), len(points))),
            "skip_waypoints": "true",
        }
        table = await self._ask("table", points, asked, Table)
        cells = [_cells(rows, (len(sources), len(targets))) for rows in (table.durations, table.distances)]
        if not (_within(cells[0], 0, LONGEST_TRAVEL_S) and _within(cells[1], LEAST_M, LONGEST_TRAVEL_M)):
            raise EngineStrange("a way that is negative or leads around the world")
        return whole(cells[0], np.maximum(cells[1], 0))

    def _radiuses(self, points: int) -> dict[str, str]:
        return {"radiuses": _listed([self._settings.osrm_radius_m] * points), "generate_hints": "false"}

    async def _ask(
        self, service: str, points: NDArray[np.int64], asked: dict[str, str], kind: type[Answering]
    ) -> Answering:
        places = _listed(f"{lon:.5f},{lat:.5f}" for lon, lat in zip(*degrees_of(points), strict=True))
        options = "&".join(f"{name}={value}" for name, value in asked.items())
        response = await self._get(f"{self._settings.osrm_url}/{service}/v1/driving/{places}?{options}")
        try:
            answer = msgspec.json.decode(response.content, type=kind)
        except msgspec.MsgspecError:
            raise EngineStrange(f"status {response.status_code}, no JSON of OSRM") from None
        if answer.code == "NoSegment":
            raise OffRoad
        if answer.code != "Ok":
            raise EngineStrange(f"{answer.code}: {answer.message}"[:200])
        return answer

    async def _get(self, url: str) -> httpx.Response:
        """Tried again when nothing came, or the server (or a proxy before it) says that it can't now."""
        for attempt in range(self._attempts):
            try:
                response = await self._client.get(url)
            except httpx.TransportError as error:
                reason = str(error) or type(error).__name__
            except httpx.HTTPError as error:
                raise EngineStrange(str(error)) from error
            else:
                if response.status_code < 500 and response.status_code != 429:
                    return response
                reason = f"status {response.status_code}"
            if attempt < self._attempts - 1:
                await asyncio.sleep(FIRST_PAUSE_S * 2**attempt * (0.5 + jitter.random()))
        raise EngineAway(reason)


@asynccontextmanager
async def connected(
    settings: Settings, *, timeout_s: float | None = None, attempts: int = ATTEMPTS
) -> AsyncIterator[Osrm]:
    """The server that ``osrm_url`` names; nothing is asked of it yet. Without a time-out that of the settings holds."""
    limits = httpx.Limits(max_connections=settings.osrm_requests_at_once)
    timeout = httpx.Timeout(settings.osrm_timeout_s if timeout_s is None else timeout_s)
    # Ours is no request to the internet: proxies of the environment aren't followed.
    async with httpx.AsyncClient(limits=limits, timeout=timeout, trust_env=False, verify=_tls()) as client:
        yield Osrm(client, settings, attempts=attempts)


@functools.cache
def _tls() -> ssl.SSLContext:
    """Made once: it takes longer than most answers."""
    return httpx.create_ssl_context(trust_env=False)


def _listed(values: Iterable[Any]) -> str:
    return ";".join(map(str, values))


def _cells(rows: list[list[float | None]], shape: tuple[int, int]) -> NDArray[np.float64]:
    try:
        cells = np.array(rows, dtype=np.float64)
    except ValueError:
        cells = np.empty(0)
    if cells.shape != shape:
        raise EngineStrange("a table of another shape than asked for")
    return cells


def _within(cells: NDArray[np.float64], least: int, most: int) -> bool:
    return not bool(((cells < least) | (cells > most)).any())
