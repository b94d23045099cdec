"""How long a look at a million open clocks takes, as ratios to the bare update of the same rows in the same run.

``python -m benchmarks.clocks [--json] [--clocks N] [--due N] [--rounds N]``

Ours is what the job does: batches of clocks that are due are locked, judged by the rule, written and told as events, until
nothing is left. The peers are one ``UPDATE`` that says the same of the same rows: once bare, without any trigger
(``…_bare_ms``), once with the triggers that tell events (``…_told_ms``). Rounds of all sides alternate; a figure is the median
of its rounds. ``nothing_due_ms`` is a look that finds nothing, ``buffers`` how many pages its query touched.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg

from fieldops.actions import clocks
from fieldops.database.door import perform
from fieldops.database.engine import DB
from fieldops.database.migrate import migrate
from fieldops.database.server import EmbeddedServer
from fieldops.jobs.clocks import AT_ONCE
from fieldops.store.clocks import DUE

NOW = datetime(2026, 11, 23, tzinfo=UTC)
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "8GB"}
OF_AN_ORDER = 5

# Each order has five clocks, due in the next weeks; a province for a hundred orders.
FILL = """
INSERT INTO nodes (code, kind, name_zh, name_en, lon, lat, parent, partner_kind, version)
SELECT 'HQ', 'head_office', '总部', 'Head office', 120, 30, NULL, NULL, 1 UNION ALL
SELECT 'P' || n, 'province', '省', 'Province', 120, 30, 'HQ', NULL, 1 FROM generate_series(0, 9) n UNION ALL
SELECT 'P' || n % 10 || '-' || n, 'partner', '网点', 'Outlet', 120, 30, 'P' || n % 10, 'service_outlet', 1
FROM generate_series(0, 299) n;
INSERT INTO customers (code, name, phone, address, lon, lat, contract, version)
VALUES ('C', '顾客', '19900000001', '杭州', 120, 30, false, 1);
INSERT INTO service_orders (number, kind, customer, outlet, registered_at, fault_level, status, since, version)
SELECT 'SO-' || n, 'inspection', 'C', 'P' || n % 10 || '-' || n % 300, $$NOW$$, 3, 'assigned', $$NOW$$, 1
FROM generate_series(1, {orders}) n;
INSERT INTO clocks (service_order, kind, started_at, due_at, measure, at_risk_s, holder, due_holder, holdings, pauses,
    renewals, tell_at, version)
SELECT 'SO-' || n, kind, $$NOW$$, at + interval '1 hour', 'wall_clock', 3600, node, node,
    jsonb_build_array(jsonb_build_object('node', node, 'since', $$NOW$$::timestamptz)), '[]', '[]', at, 1
FROM generate_series(1, {orders}) n
CROSS JOIN unnest(ARRAY['arrive', 'restore', 'checked', 'arranged', 'book_time']) kind
CROSS JOIN LATERAL (SELECT 'P' || n % 10 || '-' || n % 300 AS node, $$NOW$$::timestamptz + random() * interval '30 days'
                    + interval '1 day' AS at) drawn;
CREATE TABLE bench_due AS SELECT id FROM clocks ORDER BY random() LIMIT {due};
""".replace("$$NOW$$", f"'{NOW.isoformat()}'")
BE_DUE = """
UPDATE clocks SET told = NULL, due_at = $1::timestamptz + interval '30 minutes', tell_at = $1::timestamptz - interval '30 minutes'
WHERE id IN (SELECT id FROM bench_due)
"""
SAY_SO = """
UPDATE clocks SET told = 'at_risk', tell_at = due_at + interval '1 microsecond', version = version + 1
WHERE id IN (SELECT id FROM bench_due)
"""

Side = Callable[[], Awaitable[Any]]


async def look() -> int:
    """What the job does, until nothing is due."""
    count = 0
    while told := await perform(clocks.tell_due, now=NOW, most=AT_ONCE):
        count += told
    return count


async def timed(side: Side) -> float:
    start = time.perf_counter()
    await side()
    return (time.perf_counter() - start) * 1000


async def measure(owner: Any, due: int, rounds: int) -> dict[str, float]:
    told = await asyncpg.connect(DB.config["dsn"])

    async def be_due() -> None:
        await owner.execute(BE_DUE, NOW)
        await owner.execute("VACUUM clocks")

    sides: dict[str, Side] = {
        "ours": look,
        "bare": lambda: owner.execute(SAY_SO),
        "told": lambda: told.execute(SAY_SO),
    }
    nothing = [await timed(look) for _ in range(rounds * 5)]
    seen: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, side in sides.items():
            await be_due()
            seen[name].append(await timed(side))
    await told.close()
    each = list(zip(seen["ours"], seen["bare"], seen["told"], strict=True))
    return {
        "nothing_due_ms": round(statistics.median(nothing), 2),
        f"due_{due}_ms": round(statistics.median(seen["ours"]), 1),
        f"due_{due}_bare_ms": round(statistics.median(seen["bare"]), 1),
        f"due_{due}_told_ms": round(statistics.median(seen["told"]), 1),
        f"due_{due}_bare_ratio": round(statistics.median(ours / bare for ours, bare, _ in each), 1),
        f"due_{due}_told_ratio": round(statistics.median(ours / peer for ours, _, peer in each), 1),
    }


async def pages_touched(owner: Any) -> int:
    query = DUE.format(f"'{NOW.isoformat()}'", AT_ONCE)
    plan = json.loads(await owner.fetchval(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {query}"))[0]["Plan"]
    return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])


async def run(url: str, count: int, due: int, rounds: int) -> dict[str, float]:
    await DB.open(url, pool_max=2)
    try:
        await migrate()
        owner = await asyncpg.connect(url)
        await owner.execute("SET session_replication_role = replica")  # no trigger and no foreign key looks
        await owner.execute(FILL.format(orders=count // OF_AN_ORDER, due=due))
        await owner.execute("VACUUM ANALYZE")
        figures: dict[str, float] = {
            "open_clocks": await owner.fetchval("SELECT count(*) FROM clocks WHERE tell_at IS NOT NULL"),
            "buffers": await pages_touched(owner),
        }
        figures |= await measure(owner, due, rounds)
        await owner.close()
        return figures
    finally:
        await DB.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--clocks", type=int, default=1_000_000)
    parser.add_argument("--due", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fieldops-bench-") as made:
        os.chmod(made, 0o755)  # the server is another user if we are root
        with EmbeddedServer(Path(made).resolve(), QUICK).shared() as url:
            figures = asyncio.run(run(url, asked.clocks, asked.due, asked.rounds))
    if asked.json:
        print(json.dumps(figures))
    else:
        for name, figure in figures.items():
            print(f"{name:25} {figure:>14,}")


if __name__ == "__main__":
    main()
