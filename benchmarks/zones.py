"""How fast customers' places are told urban or rural (S1), as a ratio to Shapely's own query in the same run.

``python -m benchmarks.zones [--json] [--points N] [--rounds N]``

An outlet stands in every fourth town of the demo network, 64 a province. Each has an urban zone and a rural one around it; each point
belongs to an outlet and lies around it, so that some lie in no zone of it. ``drawn``: zones of some 8 and 30 km with 40
and 160 corners, as drawn by hand; ``squares``: 5 and 10 km with 4 corners, the least work that Shapely can have. The peer
makes the points and asks Shapely's tree which zones hold each, nothing else: no outlet, no smallest zone, no distance. Ours is
``ZoneIndex.classify_many``, from the same coordinates to the areas. Rounds of both sides alternate; a figure is the median
of its rounds, ``…_ratio`` ours by the peer's time.
"""

from __future__ import annotations

import argparse
import csv
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon, STRtree

from routing.promises import AreaKind, PromisePolicy
from routing.zones import NO_ZONE, Outlet, Zone, ZoneIndex

PLACES = Path(__file__).parents[1] / "fixtures/demo/places.csv"
POLICY = PromisePolicy(urban_s=86_400, rural_s=259_200, swap_s=14_400, urban_radius_m=30_000)
M_PER_DEGREE = 111_195
SHAPES = {
    "drawn": ((AreaKind.URBAN, 8_000, 40), (AreaKind.RURAL, 30_000, 160)),
    "squares": ((AreaKind.URBAN, 5_000, 4), (AreaKind.RURAL, 10_000, 4)),
}
"""Kind, radius in metres, corners."""
SPREAD_M = 18_000

RATIO = {"drawn": "classify_ratio", "squares": "classify_squares_ratio"}

random = np.random.default_rng(5)


def outlets() -> list[Outlet]:
    with PLACES.open(encoding="utf-8") as rows:
        return [Outlet(row["geonameid"], float(row["lon"]), float(row["lat"])) for row in csv.DictReader(rows)][::4]


def around(outlet: Outlet, east_m: NDArray[np.float64], north_m: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points [n, 2] in degrees."""
    lon = outlet.lon + east_m / (M_PER_DEGREE * np.cos(np.radians(outlet.lat)))
    return np.column_stack((lon, outlet.lat + north_m / M_PER_DEGREE))


def drawn(outlet: Outlet, radius_m: int, corners: int) -> Polygon:
    """A ring around the outlet whose radius wavers by a third."""
    turn = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    waves = sum(random.uniform(-1, 1) * np.sin(n * turn + random.uniform(0, 6)) / n for n in (2, 3, 5))
    radius = radius_m * (1 + waves / 6)
    return Polygon(around(outlet, radius * np.sin(turn), radius * np.cos(turn)))


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(shapes: str, points: int, rounds: int) -> dict[str, float]:
    served_by = outlets()
    zones = [
        Zone(f"{outlet.id}/{kind}", outlet.id, kind, drawn(outlet, radius_m, corners))
        for outlet in served_by
        for kind, radius_m, corners in SHAPES[shapes]
    ]
    serving = [served_by[n] for n in random.integers(0, len(served_by), points)]
    off_m = random.normal(0, SPREAD_M, (2, points))
    places = np.concatenate([around(o, x, y) for o, x, y in zip(serving, *off_m, strict=True)])
    lons, lats = places[:, 0].copy(), places[:, 1].copy()

    index, tree = ZoneIndex(zones), STRtree([zone.polygon for zone in zones])
    sides: dict[str, Callable[[], object]] = {
        "shapely": lambda: tree.query(shapely.points(lons, lats), predicate="intersects"),
        "classify": lambda: index.classify_many(lons, lats, serving, POLICY),
    }
    seen: dict[str, list[float]] = {name: [] for name in sides}
    for work in sides.values():
        work()
    for _ in range(rounds):
        for name, work in sides.items():
            seen[name].append(timed(work))

    decided = index.classify_many(lons, lats, serving, POLICY).zone != NO_ZONE
    ratios = [ours / peer for ours, peer in zip(seen["classify"], seen["shapely"], strict=True)]
    return {
        f"{shapes}_zones": len(zones),
        f"{shapes}_points_by_zone": int(np.count_nonzero(decided)),
        **{f"{shapes}_{name}_ms": round(1000 * statistics.median(values), 1) for name, values in seen.items()},
        RATIO[shapes]: round(statistics.median(ratios), 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--points", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    figures: dict[str, float] = {"points": asked.points}
    for shapes in SHAPES:
        figures |= measure(shapes, asked.points, asked.rounds)
    if asked.json:
        print(json.dumps(figures))
    else:
        for name, figure in figures.items():
            print(f"{name:24} {figure:>12,}")


if __name__ == "__main__":
    main()
