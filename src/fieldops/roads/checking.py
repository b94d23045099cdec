"""Whether the road engine does what fieldops needs, tried on the network's own nodes."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from fieldops.database.door import read
from fieldops.roads.osrm import EngineAway, EngineStrange, Osrm, connected
from fieldops.roads.refusals import NoRoadEngine, refusal_of
from fieldops.settings import Settings
from fieldops.store import network
from inventory.network import Node
from routing.roads import point_keys
from routing.travel import UNREACHABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineCheck:
    """``off_road``: the nodes without a road near them. One table as large as the settings say was asked, between the others:
    of ``ways`` between different nodes so many are ``unreachable``."""

    url: str
    network: str
    nodes: int
    off_road: tuple[str, ...]
    ways: int
    unreachable: int
    table_size: int
    table_ms: int


async def check_engine(settings: Settings) -> EngineCheck:
    """:raises NoRoadEngine: :raises RoadEngineAway: :raises RoadEngineStrange:"""
    if not settings.osrm_url:
        raise NoRoadEngine
    nodes = await read(network.serving_nodes)
    try:
        async with connected(settings) as engine:
            return await _checked(engine, nodes, settings)
    except (EngineAway, EngineStrange) as trouble:
        raise refusal_of(trouble, settings) from trouble


async def _checked(engine: Osrm, nodes: list[Node], settings: Settings) -> EngineCheck:
    version = await engine.version()
    points = dict(zip((node.code for node in nodes), _keys(nodes), strict=True))
    near = {code: point for code, point in points.items() if await engine.near_road(point)}
    size = settings.osrm_max_table_size
    some = np.unique(np.array(list(near.values()), dtype=np.int64))[:size]
    begun, ways, unreachable = time.monotonic(), 0, 0
    if len(some):
        duration_s, _ = await engine.table(*[np.resize(some, size)] * 2)
        apart = duration_s[: len(some), : len(some)]
        ways, unreachable = len(some) * (len(some) - 1), int((apart == UNREACHABLE).sum())
    return EngineCheck(
        url=settings.osrm_url,
        network=version,
        nodes=len(nodes),
        off_road=tuple(sorted(points.keys() - near.keys())),
        ways=ways,
        unreachable=unreachable,
        table_size=size,
        table_ms=round((time.monotonic() - begun) * 1000),
    )


def _keys(nodes: list[Node]) -> list[int]:
    keys: list[int] = point_keys([node.lon for node in nodes], [node.lat for node in nodes]).tolist()
    return keys
