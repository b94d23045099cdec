"""Many ways are asked of the engine, in blocks that it takes, several at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from fieldops.roads.osrm import EngineAway, EngineStrange, OffRoad, Osrm
from fieldops.settings import Settings
from routing.roads import Rectangle, Ways, blocks_of


@dataclass(slots=True)
class Asking:
    """``ways`` are filled in, block by block; what is there when it goes wrong stays. ``off_road`` are the points without a road."""

    engine: Osrm
    settings: Settings
    ways: Ways
    off_road: set[int] = field(default_factory=set)
    _on_road: set[int] = field(default_factory=set)
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        told = self.ways.told
        self._on_road |= {*self.ways.sources[told.any(axis=1)].tolist(), *self.ways.targets[told.any(axis=0)].tolist()}

    async def ask(self, rectangles: Iterable[Rectangle], *, wait_s: float) -> EngineAway | EngineStrange | None:
        """Why some of it could not be told, if that is so."""
        turns = asyncio.Semaphore(self.settings.osrm_requests_at_once)
        blocks = [one for some in rectangles for one in blocks_of(some, self.settings.osrm_max_table_size)]
        trouble: EngineAway | EngineStrange | None = None
        try:
            async with asyncio.timeout(wait_s), asyncio.TaskGroup() as group:
                for block in blocks:
                    group.create_task(self._in_turn(turns, block))
        except* (EngineAway, EngineStrange) as troubles:
            trouble = next(one for one in troubles.exceptions if isinstance(one, EngineAway | EngineStrange))
        except* TimeoutError:
            trouble = EngineAway(f"not ready within {wait_s:.0f} s")
        return trouble

    async def _in_turn(self, turns: asyncio.Semaphore, block: Rectangle) -> None:
        async with turns:
            await self._ask(self._without_off_road(block))

    async def _ask(self, block: Rectangle) -> None:
        if not len(block.sources) or not len(block.targets):
            return
        ways = self.ways
        sources, targets = ways.sources[block.sources], ways.targets[block.targets]
        try:
            duration_s, distance_m = await self.engine.table(sources, targets)
        except OffRoad:
            if not await self._find_off_road({*sources.tolist(), *targets.tolist()}):
                raise EngineStrange("NoSegment, though each of the points has a road") from None
            await self._ask(self._without_off_road(block))
            return
        cells = np.ix_(block.sources, block.targets)
        ways.duration_s[cells], ways.distance_m[cells] = duration_s, distance_m

    async def _find_off_road(self, points: set[int]) -> bool:
        """Whether any of them is; each point is looked at once."""
        async with self._looking:
            for point in sorted(points - self._on_road - self.off_road):
                near = await self.engine.near_road(point)
                (self._on_road if near else self.off_road).add(point)
        return bool(points & self.off_road)

    def _without_off_road(self, block: Rectangle) -> Rectangle:
        off = np.array(sorted(self.off_road), dtype=np.int64)
        ways = self.ways
        return Rectangle(
            block.sources[~np.isin(ways.sources[block.sources], off)],
            block.targets[~np.isin(ways.targets[block.targets], off)],
        )
