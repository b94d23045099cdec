"""How long a planning day waits for its matrix, as ratios to the bare query and to a road engine in the same run.

``python -m benchmarks.roads [--json] [--places N] [--rounds N]``

``kept_ms``: all ways between N places (1,000), kept before, become a travel matrix. ``query_ms`` is its bare query alone;
``pairs_ms`` the bare query of the same ways from a table that holds one row a pair, which is what the kept tables spare.
``engine_ms``: the same ways are asked of an OSRM server on this machine, with one thread, on the small map of the tests, where
many ways don't exist and are sought long; on a whole network it answers some four times faster. ``keep_ms``: what the engine told is written. Rounds alternate; a figure is the median of its rounds.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import numpy as np

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from road_server import EAST, NORTH, SOUTH, WEST, prepared, running

from fieldops.database.door import perform, read
from fieldops.database.engine import DB
from fieldops.database.migrate import migrate
from fieldops.database.server import EmbeddedServer
from fieldops.roads.asking import Asking
from fieldops.roads.osrm import connected
from fieldops.settings import Settings
from fieldops.store import roads as store
from routing.roads import Ways, by_road, degrees_of, point_keys, rectangles_of
from routing.travel import Band, EstimatePolicy, TravelMatrix, estimate

NOW = datetime(2026, 11, 23, tzinfo=UTC)
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "8GB"}
BANDS = EstimatePolicy((Band(None, 1.3, 40.0),))
TABLE_SIZE = 100
PAIRS = """
CREATE TABLE bench_pairs (source bigint, target bigint, duration_s int, distance_m int, PRIMARY KEY (source, target));
INSERT INTO bench_pairs SELECT s, t, 100, 1000 FROM unnest($KEYS$::bigint[]) s, unnest($KEYS$::bigint[]) t;
"""
READ_PAIRS = (
    "SELECT source, target, duration_s, distance_m FROM bench_pairs WHERE source = ANY($1) AND target = ANY($1)"
)

Side = Callable[[], Awaitable[Any]]


async def timed(side: Side) -> float:
    start = time.perf_counter()
    await side()
    return (time.perf_counter() - start) * 1000


async def asked(keys: np.ndarray, settings: Settings) -> Ways:
    ways = Ways.untold(keys, keys)
    async with connected(settings) as engine:
        trouble = await Asking(engine, settings, ways).ask(rectangles_of(ways.missing, TABLE_SIZE), wait_s=600)
    assert trouble is None, trouble
    return ways


async def measure(owner: Any, keys: np.ndarray, settings: Settings, rounds: int) -> dict[str, float]:
    guess = estimate(*degrees_of(keys), BANDS)
    told = await asked(keys, settings)
    number = await perform(store.network, "bench", NOW)
    await perform(store.keep, number, [told], NOW)
    await owner.execute(PAIRS.replace("$KEYS$", f"'{{{','.join(map(str, keys.tolist()))}}}'"))
    await owner.execute("VACUUM ANALYZE")

    async def kept() -> TravelMatrix:
        ways = Ways.untold(keys, keys)
        for some in await read(store.ways_from, number, keys):
            ways.take_over(some)
        return by_road(guess, keys, ways)

    async def query() -> None:
        await DB._run_in_pool(store.WAYS.replace("{}", "$1", 1).replace("{}", "$2", 1), [number, keys.tolist()])

    async def keep() -> None:
        await perform(store.keep, await perform(store.network, "again", NOW), [told], NOW)

    sides: dict[str, Side] = {
        "kept": kept,
        "query": query,
        "pairs": lambda: owner.fetch(READ_PAIRS, keys.tolist()),
        "engine": lambda: asked(keys, settings),
        "keep": keep,
    }
    assert not (await kept()).estimated.any()
    seen: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, side in sides.items():
            seen[name].append(await timed(side))
    ratios = {peer: statistics.median(a / b for a, b in zip(seen["kept"], seen[peer], strict=True)) for peer in sides}
    return {
        **{f"{name}_ms": round(statistics.median(values), 1) for name, values in seen.items()},
        **{f"kept_to_{peer}_ratio": round(ratios[peer], 3) for peer in ("query", "pairs", "engine")},
    }


async def run(url: str, osrm: str, places: int, rounds: int) -> dict[str, float]:
    random = np.random.default_rng(7)
    keys = np.unique(point_keys(random.uniform(WEST, EAST, places), random.uniform(SOUTH, NORTH, places)))
    await DB.open(url, pool_max=4)
    try:
        await migrate()
        owner = await asyncpg.connect(url)
        settings = Settings(data_dir=Path("/nowhere"), osrm_url=osrm, osrm_max_table_size=TABLE_SIZE)
        figures = await measure(owner, keys, settings, rounds)
        await owner.close()
        return {"places": len(keys), **figures}
    finally:
        await DB.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--places", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    asked_for = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fieldops-bench-") as made:
        os.chmod(made, 0o755)  # the server is another user if we are root
        folder = Path(made).resolve()
        with EmbeddedServer(folder / "database", QUICK).shared() as url, running(prepared(folder), TABLE_SIZE) as roads:
            figures = asyncio.run(run(url, roads.url, asked_for.places, asked_for.rounds))
    if asked_for.json:
        print(json.dumps(figures))
    else:
        for name, figure in figures.items():
            print(f"{name:25} {figure:>14,}")


if __name__ == "__main__":
    main()
