"""How fast stock is read among millions of transfers, as ratios to bare indexed queries in the same run.

``python -m benchmarks.stock [--json] [--transfers N] [--rounds N] [--folder PATH]``

Ours are the functions of the store that the HTTP API calls, in an open transaction: they build their query, fetch, and make
values. The peer is a prepared statement of asyncpg that reads the same rows by an index and makes nothing of them. Rounds
of all sides alternate; a figure is the median of its rounds. ``…_rows`` is how many rows both answer, ``…_ratio`` ours by
the bare one's time. ``scoped_…`` is the same asked by a clerk who sees the own node only, so that row security is at work;
its peer is still bare. With ``--folder`` the database stays there and is filled once.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg

from benchmarks.stock_fill import fill
from fieldops.database.engine import DB
from fieldops.database.migrate import migrate
from fieldops.database.server import EmbeddedServer
from fieldops.database.who import Who, acting
from fieldops.store import stock, stock_history, stock_matrix
from fieldops.store.stock import StockSought
from fieldops.store.stock_history import HistorySought
from fieldops.store.stock_matrix import PartsSought
from inventory.accounts import Condition
from inventory.people import Reach, Scope

PLACE, PARTNER, PROVINCE, PART = "P03-123/WH", "P03-123", "P03", "PART-0000"
PAST = datetime(2025, 1, 1, tzinfo=UTC)
PAGE = 50
QUICK = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "8GB",
    "autovacuum": "off",
}
CLERK = Who(actor="clerk", via="token", person=1, reach=Reach(scope=Scope.NODE, node=PARTNER))

BARE_STOCK = (
    "SELECT owner, asset, condition, kind, balance, reserved FROM ledger_accounts WHERE place = $1 ORDER BY asset"
)
BARE_HISTORY = (
    "SELECT * FROM ledger_transfers WHERE asset = $1 AND asset <> 'CNY'"
    " ORDER BY source_latest_at DESC, source_id DESC, source_seq DESC LIMIT $2"
)
BARE_HISTORY_HERE = (
    "SELECT * FROM ledger_transfers WHERE source_id = $1 ORDER BY source_latest_at DESC, source_seq DESC LIMIT $2"
)
BARE_AS_OF = """
SELECT a.owner, a.asset, a.condition, a.kind, e.balance, e.reserved FROM ledger_accounts a
CROSS JOIN LATERAL (
    (SELECT source_latest_at AS at, source_seq AS seq, source_balance AS balance, source_reserved AS reserved
     FROM ledger_transfers WHERE source_id = a.id AND source_latest_at <= $2
     ORDER BY source_latest_at DESC, source_seq DESC LIMIT 1)
    UNION ALL
    (SELECT destination_latest_at, destination_seq, destination_balance, destination_reserved
     FROM ledger_transfers WHERE destination_id = a.id AND destination_seq IS NOT NULL AND destination_latest_at <= $2
     ORDER BY destination_latest_at DESC, destination_seq DESC LIMIT 1)
    ORDER BY 1 DESC, 2 DESC LIMIT 1
) e WHERE a.place = $1
"""
BARE_MATRIX = (
    "SELECT asset, place, balance, reserved FROM ledger_accounts"
    " WHERE place = ANY($1) AND asset = ANY($2) AND condition = 'new' AND kind = 'stock'"
)

Call = Callable[[], Awaitable[int]]
"""Asks once; how many rows came."""


@dataclass(frozen=True)
class Side:
    call: Call
    who: Who | None = None


async def stock_here() -> int:
    sought = StockSought(places=[PLACE])
    return len((await stock.stock_page(sought, ordering="part", limit=500, offset=0))[1])


async def stock_then() -> int:
    sought = StockSought(places=[PLACE], as_of=PAST)
    return len((await stock.stock_page(sought, ordering="part", limit=500, offset=0))[1])


async def history_page() -> int:
    return len((await stock_history.history(HistorySought(part=PART), limit=PAGE))[0])


async def matrix() -> int:
    places = await stock.places(node=PROVINCE, below=True)
    found = await stock_matrix.matrix_page(PartsSought(), places, Condition.NEW, ordering="part", limit=PAGE, offset=0)
    return sum(bool(cell.on_hand) for row in found[1] for cell in row.cells)


async def sides(bare: Any) -> dict[str, tuple[Side, Side]]:
    """Ours and the bare one, by name."""
    prepared = {
        name: await bare.prepare(sql)
        for name, sql in (
            ("stock", BARE_STOCK),
            ("history", BARE_HISTORY),
            ("history_here", BARE_HISTORY_HERE),
            ("as_of", BARE_AS_OF),
            ("matrix", BARE_MATRIX),
        )
    }
    places = [row["code"] for row in await bare.fetch("SELECT code FROM locations WHERE node LIKE $1", f"{PROVINCE}%")]
    numbers = [row["number"] for row in await bare.fetch("SELECT number FROM parts ORDER BY number LIMIT $1", PAGE)]
    deep = HistorySought(part=PART)
    _, cursor = await stock_history.history(deep, limit=1000)
    own = await bare.fetchval(
        "SELECT id FROM ledger_accounts WHERE place = $1 AND kind = 'stock' ORDER BY seq DESC LIMIT 1", PLACE
    )
    own_part = await bare.fetchval("SELECT asset FROM ledger_accounts WHERE id = $1", own)

    def peer(name: str, *given: Any) -> Side:
        async def call() -> int:
            return len(await prepared[name].fetch(*given))

        return Side(call)

    async def deep_page() -> int:
        assert cursor is not None
        return len((await stock_history.history(deep, limit=PAGE, before=cursor))[0])

    async def own_history() -> int:
        return len((await stock_history.history(HistorySought(part=own_part), limit=PAGE))[0])

    async def history_at_the_place() -> int:
        return len((await stock_history.history(HistorySought(part=own_part, location=PLACE), limit=PAGE))[0])

    return {
        "partner_stock": (Side(stock_here), peer("stock", PLACE)),
        "part_history": (Side(history_page), peer("history", PART, PAGE)),
        "part_history_deep": (Side(deep_page), peer("history", PART, PAGE)),
        "part_history_at_a_place": (Side(history_at_the_place), peer("history_here", own, PAGE)),
        "partner_stock_as_of": (Side(stock_then), peer("as_of", PLACE, PAST)),
        "province_matrix": (Side(matrix), peer("matrix", places, numbers)),
        "scoped_partner_stock": (Side(stock_here, CLERK), peer("stock", PLACE)),
        "scoped_part_history": (Side(own_history, CLERK), peer("history_here", own, PAGE)),
        "scoped_partner_stock_as_of": (Side(stock_then, CLERK), peer("as_of", PLACE, PAST)),
    }


async def timed(side: Side, calls: int) -> tuple[float, int]:
    """Milliseconds of one call, and its rows."""
    with acting(side.who):
        async with DB.transaction():
            rows = await side.call()
            start = time.perf_counter()
            for _ in range(calls):
                await side.call()
            return (time.perf_counter() - start) * 1000 / calls, rows


async def measure(url: str, rounds: int, calls: int) -> dict[str, float]:
    bare = await asyncpg.connect(url)
    pairs = await sides(bare)
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in pairs}
    figures: dict[str, float] = {}
    for _ in range(rounds):
        for name, (mine, peer) in pairs.items():
            (mine_ms, mine_rows), (peer_ms, _) = await timed(mine, calls), await timed(peer, calls)
            seen[name].append((mine_ms, peer_ms))
            figures[f"{name}_rows"] = mine_rows
    await bare.close()
    for name, both in seen.items():
        figures[f"{name}_ms"] = round(statistics.median(mine for mine, _ in both), 2)
        figures[f"{name}_bare_ms"] = round(statistics.median(peer for _, peer in both), 2)
        figures[f"{name}_ratio"] = round(statistics.median(mine / peer for mine, peer in both), 2)
    return figures


async def run(url: str, transfers: int, rounds: int, calls: int) -> dict[str, float]:
    await DB.open(url, pool_max=2)
    try:
        await migrate()
        owner = await asyncpg.connect(url)
        figures = {} if await owner.fetchval("SELECT count(*) FROM nodes") else await fill(owner, transfers)
        figures["transfers"] = await owner.fetchval("SELECT count(*) FROM ledger_transfers")
        figures["accounts"] = await owner.fetchval("SELECT count(*) FROM ledger_accounts")
        await owner.close()
        return figures | await measure(url, rounds, calls)
    finally:
        await DB.close()


@contextmanager
def server(folder: Path | None) -> Iterator[str]:
    """The URL of a server in ``folder``, or in one that goes away afterwards."""
    with tempfile.TemporaryDirectory(prefix="fieldops-bench-") as made:
        os.chmod(made, 0o755)  # the server is another user if we are root
        with EmbeddedServer((folder or Path(made)).resolve(), QUICK).shared() as url:
            yield url


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--transfers", type=int, default=10_000_000, help="at least 100,000")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--calls", type=int, default=10, help="of each side in each round")
    parser.add_argument("--folder", type=Path, help="keep the database there")
    asked = parser.parse_args()
    with server(asked.folder) as url:
        figures = asyncio.run(run(url, asked.transfers, asked.rounds, asked.calls))
    if asked.json:
        print(json.dumps(figures))
    else:
        for name, figure in figures.items():
            print(f"{name:40} {figure:>14,}")


if __name__ == "__main__":
    main()
