"""Ways by road that an engine told: by network, whole tables at once. What is told twice is the same, so nobody waits for
anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fieldops.store.reach import everywhere
from fieldops.tables.roads import RoadNetworks, RoadTableRows, RoadTables
from routing.roads import NOT_TOLD, Ways

POINT, CELL = np.dtype("<i8"), np.dtype("<i4")

PRESENT = "SELECT id, name FROM road_networks ORDER BY seen_at DESC, id DESC LIMIT 1"

WAYS = """
SELECT t.targets, array_agg(r.source ORDER BY r.source) AS sources,
       string_agg(r.duration_s, '' ORDER BY r.source) AS duration_s,
       string_agg(r.distance_m, '' ORDER BY r.source) AS distance_m
FROM road_table_rows r JOIN road_tables t ON t.id = r.told_in
WHERE t.network = {} AND r.source = ANY({}) GROUP BY t.id ORDER BY t.id
"""


async def network(name: str, now: datetime) -> int:
    """The number of the network of that name, which from now on is the present one; nothing is written if it is already."""
    async with everywhere():
        present = await RoadNetworks.raw(PRESENT).run()
        if present and present[0]["name"] == name:
            return int(present[0]["id"])
        rows = await RoadNetworks.raw(
            "INSERT INTO road_networks (name, seen_at) VALUES ({}, {})"
            " ON CONFLICT (name) DO UPDATE SET seen_at = greatest(road_networks.seen_at, excluded.seen_at) RETURNING id",
            name,
            now,
        ).run()
    found: int = rows[0]["id"]
    return found


async def present_network() -> int | None:
    """The one that was seen last."""
    async with everywhere():
        rows = await RoadNetworks.raw(PRESENT).run()
    return rows[0]["id"] if rows else None


async def ways_from(network_id: int, sources: NDArray[np.int64]) -> list[Ways]:
    """All that was told of ways from these points; one query. Of what was told twice the newer comes later."""
    async with everywhere():
        rows = await RoadTableRows.raw(
            WAYS,
            network_id,
            sources.tolist(),
        ).run()
    return [_ways(row) for row in rows]


def _ways(row: Mapping[str, Any]) -> Ways:
    sources, targets = np.array(row["sources"], dtype=np.int64), np.frombuffer(row["targets"], POINT)
    shape = len(sources), len(targets)
    duration_s, distance_m = (np.frombuffer(row[name], CELL).reshape(shape) for name in ("duration_s", "distance_m"))
    return Ways(sources, targets, duration_s, distance_m)


async def lengths_m(sources: NDArray[np.int64], targets: NDArray[np.int64]) -> NDArray[np.int32]:
    """The metres from each source to the target beside it, as the present network tells: int32 [n], below 0 where none is told."""
    found = np.full(len(sources), NOT_TOLD, np.int32)
    present = await present_network() if len(sources) else None
    if present is not None:
        for ways in await ways_from(present, np.unique(sources)):
            told = ways.lengths_m(sources, targets)
            found = np.where(told == NOT_TOLD, found, told)
    return found


async def keep(network_id: int, told: Sequence[Ways], now: datetime) -> None:
    async with everywhere():
        for ways in told:
            some = ways.told.any(axis=1)
            if not some.any():
                continue
            [row] = await RoadTables.raw(
                "INSERT INTO road_tables (network, told_at, targets) VALUES ({}, {}, {}) RETURNING id",
                network_id,
                now,
                ways.targets.astype(POINT).tobytes(),
            ).run()
            await RoadTableRows.raw(
                "INSERT INTO road_table_rows (told_in, source, duration_s, distance_m)"
                " SELECT {}, * FROM unnest({}::bigint[], {}::bytea[], {}::bytea[])",
                row["id"],
                ways.sources[some].tolist(),
                [cells.tobytes() for cells in ways.duration_s[some].astype(CELL)],
                [cells.tobytes() for cells in ways.distance_m[some].astype(CELL)],
            ).run()


async def forget_before(moment: datetime) -> int:
    """What was told before then, or by a network that isn't the present one any more; how many tables."""
    rows = await RoadTables.raw(
        f"WITH present AS ({PRESENT}),"
        " gone AS (DELETE FROM road_tables WHERE told_at < {} OR network NOT IN (SELECT id FROM present) RETURNING 1)"
        " SELECT count(*) AS gone FROM gone",
        moment,
    ).run()
    await RoadNetworks.raw(
        "DELETE FROM road_networks n WHERE seen_at < {} AND NOT EXISTS (SELECT FROM road_tables t WHERE t.network = n.id)",
        moment,
    ).run()
    gone: int = rows[0]["gone"]
    return gone
