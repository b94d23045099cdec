"""Ways by road for many places: what is kept is read, the rest is asked of the engine and kept."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import structlog
from numpy.typing import NDArray

from fieldops.database.door import perform, read
from fieldops.roads.asking import Asking
from fieldops.roads.osrm import EngineAway, EngineStrange, Osrm, connected
from fieldops.settings import Settings
from fieldops.store import roads as store
from routing.roads import Rectangle, Ways, rectangles_of

log = structlog.get_logger()

Trouble = EngineAway | EngineStrange | None


@dataclass(frozen=True, slots=True)
class Told:
    """``trouble``: why some ways aren't told, other than those from and to the points ``off_road``."""

    ways: Ways
    off_road: frozenset[int] = frozenset()
    trouble: Trouble = None


async def ways_between(points: NDArray[np.int64], settings: Settings, *, now: datetime) -> Told:
    """All ways between these points; opens transactions of its own, so never within one.

    An engine that doesn't answer is no error: what was kept is told, of the network that was seen last.
    """
    keys = np.unique(points)
    ways = Ways.untold(keys, keys)
    until = time.monotonic() + settings.osrm_plan_wait_s
    async with connected(settings) as engine:
        network, trouble = await _network(engine, now, wait_s=settings.osrm_plan_wait_s)
        if network is not None:
            for kept in await read(store.ways_from, network, keys):
                ways.take_over(kept)
        missing = rectangles_of(ways.missing, settings.osrm_max_table_size)
        if not missing or trouble is not None or network is None:
            return Told(ways, trouble=trouble if missing else None)
        asking = Asking(engine, settings, ways)
        trouble = await _complete(asking, missing, network, now, wait_s=until - time.monotonic())
    return Told(ways, frozenset(asking.off_road), trouble)


async def look_ahead(
    wanted: Mapping[int, Collection[int]], settings: Settings, *, now: datetime, wait_s: float
) -> None:
    """Have the ways from each of these points to the others of it in the database, as far as the engine tells by then."""
    with suppress(TimeoutError):
        async with asyncio.timeout(wait_s), connected(settings, timeout_s=wait_s, attempts=1) as engine:
            network, trouble = await _network(engine, now, wait_s=wait_s)
            if network is None or trouble is not None:
                return
            rows = [_row(source, targets) for source, targets in wanted.items()]
            kept = await read(store.ways_from, network, np.array(sorted(wanted), dtype=np.int64))
            for row in rows:
                for some in kept:
                    row.take_over(some)
                await _row_ahead(Asking(engine, settings, row), network, now, wait_s=wait_s)


def _row(source: int, targets: Collection[int]) -> Ways:
    return Ways.untold(np.array([source]), np.unique(np.array(list(targets), dtype=np.int64)))


async def _row_ahead(asking: Asking, network: int, now: datetime, *, wait_s: float) -> None:
    missing = Rectangle(np.zeros(1, np.intp), np.flatnonzero(~asking.ways.told[0]))
    if len(missing.targets):
        await _complete(asking, [missing], network, now, wait_s=wait_s)


async def _network(engine: Osrm, now: datetime, *, wait_s: float) -> tuple[int | None, Trouble]:
    """The engine's, else the one that was seen last, and why."""
    try:
        async with asyncio.timeout(wait_s):
            name = await engine.version()
    except TimeoutError:
        return await read(store.present_network), EngineAway(f"no answer within {wait_s:g} s")
    except (EngineAway, EngineStrange) as trouble:
        log.warning("road_engine_away", reason=str(trouble))
        return await read(store.present_network), trouble
    return await perform(store.network, name, now), None


async def _complete(
    asking: Asking, missing: Sequence[Rectangle], network: int, now: datetime, *, wait_s: float
) -> Trouble:
    trouble = await asking.ask(missing, wait_s=wait_s)
    if trouble is not None:
        log.warning("road_engine_away", reason=str(trouble))
    await perform(store.keep, network, [asking.ways.part(rectangle) for rectangle in missing], now)
    return trouble
