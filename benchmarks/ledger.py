"""How fast the ledger posts, as ratios to bare SQL on the same server, by the same driver, in the same run.

``python -m benchmarks.ledger [--json] [--seconds N] [--rounds N]``

The bare peer does the least that a double entry can be: BEGIN, one UPDATE of both balances, one INSERT of a row
with one index, COMMIT, all prepared. It has no idempotency, no reservations, no history and no reasons. A second peer says the
same in one statement without BEGIN, the fewest round trips there can be. Ours goes the whole way of an action:
a transaction of the engine, ``store.ledger.post``, COMMIT. The server waits for the disk (fsync) as in earnest. Rounds of all sides
alternate, so that a change of the machine's mood hits all of them; each figure is the median of its rounds.
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
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import asyncpg

from fieldops.database.engine import DB
from fieldops.database.migrate import migrate
from fieldops.database.server import EmbeddedServer
from fieldops.store import ledger
from inventory.accounts import AccountKind, parts_account
from inventory.ledger import Purpose, Transfer

ACCOUNTS = 200
WORKERS = 16
BATCH = 1000
GATHERED = 100
"""Single posts that a group commit takes at once."""

RAW_TABLES = """
CREATE TABLE raw_accounts (id bigint PRIMARY KEY, balance bigint NOT NULL CHECK (balance >= 0)) WITH (fillfactor = 50);
CREATE TABLE raw_transfers (
    id text PRIMARY KEY, source_id bigint NOT NULL, destination_id bigint NOT NULL, amount bigint NOT NULL,
    occurred_at timestamptz NOT NULL);
INSERT INTO raw_accounts SELECT n, 1000000000 FROM generate_series(1, 200) n;
"""
RAW_UPDATE = """
UPDATE raw_accounts SET balance = balance + CASE id WHEN $1 THEN -$3::bigint ELSE $3 END WHERE id IN ($1::bigint, $2::bigint)
"""
RAW_INSERT = "INSERT INTO raw_transfers VALUES ($1, $2, $3, $4, $5)"
RAW_AT_ONCE = """
WITH moved AS (
    UPDATE raw_accounts SET balance = balance + CASE id WHEN $2 THEN -$4::bigint ELSE $4 END
    WHERE id IN ($2::bigint, $3::bigint))
INSERT INTO raw_transfers VALUES ($1, $2, $3, $4, $5)
"""

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
STOCKS = [parts_account(AccountKind.STOCK, "HQ", f"WH-{n}", "PUMP") for n in range(ACCOUNTS)]
SUPPLIER = parts_account(AccountKind.SUPPLIER, "HQ", "", "PUMP")

numbers = count()
random = Random(7)

Round = Callable[[float], Awaitable[float]]
"""Work for so many seconds; the transfers per second."""


def transfer(source: int, destination: int, amount: int = 1) -> Transfer:
    return Transfer(
        id=f"bench/{next(numbers)}/use/PUMP",
        source=STOCKS[source],
        destination=STOCKS[destination],
        amount=amount,
        purpose=Purpose.MOVE,
        reference=f"SO-{next(numbers) // 8}",
        occurred_at=NOW,
    )


def pair() -> tuple[int, int]:
    source, destination = random.sample(range(ACCOUNTS), 2)
    return source, destination


async def timed(seconds: float, workers: int, step: Callable[[int], Awaitable[int]]) -> float:
    """Transfers per second of so many workers who repeat ``step``, which answers how many it posted."""
    start = time.perf_counter()

    async def work(worker: int) -> int:
        done = 0
        while time.perf_counter() - start < seconds:
            done += await step(worker)
        return done

    done = sum(await asyncio.gather(*(work(worker) for worker in range(workers))))
    return done / (time.perf_counter() - start)


async def post(*transfers: Transfer) -> int:
    async with DB.transaction():
        return len(await ledger.post(transfers))


async def post_each(transfers: list[Transfer]) -> int:
    async with DB.transaction():
        return len(await ledger.post_each([[one] for one in transfers]))


def ours(workers: int) -> Round:
    return lambda seconds: timed(seconds, workers, lambda _: post(transfer(*pair())))


def ours_batched(seconds: float) -> Awaitable[float]:
    return timed(seconds, 1, lambda _: post(*(transfer(*pair()) for _ in range(BATCH))))


def ours_hot(seconds: float) -> Awaitable[float]:
    return timed(seconds, WORKERS, lambda worker: post(transfer(0, worker + 1)))


def ours_hot_gathered(seconds: float) -> Awaitable[float]:
    """One writer posts, each on its own, what the workers have gathered in the meantime."""
    return timed(seconds, 1, lambda _: post_each([transfer(0, n % (ACCOUNTS - 1) + 1) for n in range(GATHERED)]))


class Raw:
    """The bare peer on connections of its own."""

    def __init__(self, connections: list[Any], updates: list[Any], inserts: list[Any], at_once: list[Any]) -> None:
        self.connections, self.updates, self.inserts, self.at_once = connections, updates, inserts, at_once

    @classmethod
    async def open(cls, url: str) -> Raw:
        connections = [await asyncpg.connect(url) for _ in range(WORKERS)]
        await connections[0].execute(RAW_TABLES)
        prepared = [[await c.prepare(sql) for c in connections] for sql in (RAW_UPDATE, RAW_INSERT, RAW_AT_ONCE)]
        return cls(connections, *prepared)

    async def close(self) -> None:
        for connection in self.connections:
            await connection.close()

    async def step(self, worker: int, source: int, destination: int) -> int:
        async with self.connections[worker].transaction():
            await self.updates[worker].fetch(source + 1, destination + 1, 1)
            await self.inserts[worker].fetch(f"bench/{next(numbers)}/use/PUMP", source + 1, destination + 1, 1, NOW)
        return 1

    async def step_at_once(self, worker: int, source: int, destination: int) -> int:
        row = f"bench/{next(numbers)}/use/PUMP", source + 1, destination + 1, 1, NOW
        await self.at_once[worker].fetch(*row)
        return 1

    def single(self, workers: int) -> Round:
        return lambda seconds: timed(seconds, workers, lambda worker: self.step(worker, *pair()))

    def single_at_once(self, seconds: float) -> Awaitable[float]:
        return timed(seconds, 1, lambda worker: self.step_at_once(worker, *pair()))

    def hot(self, seconds: float) -> Awaitable[float]:
        return timed(seconds, WORKERS, lambda worker: self.step(worker, 0, worker + 1))


async def measure(url: str, seconds: float, rounds: int) -> dict[str, float]:
    """Figures by name: ``…_per_s`` transfers per second, ``…_ratio`` ours by the peer's."""
    raw = await Raw.open(url)
    await post(*(transfer_in(n) for n in range(ACCOUNTS)))
    sides: dict[str, Round] = {
        "raw_single": raw.single(1),
        "single": ours(1),
        "raw_at_once": raw.single_at_once,
        "batch_1000": ours_batched,
        f"raw_spread_{WORKERS}": raw.single(WORKERS),
        f"spread_{WORKERS}": ours(WORKERS),
        "raw_hot": raw.hot,
        "hot_single": ours_hot,
        "hot_batched": ours_hot_gathered,
    }
    seen: dict[str, list[float]] = {name: [] for name in sides}
    for run in sides.values():
        await run(0.3)
    for _ in range(rounds):
        for name, run in sides.items():
            seen[name].append(await run(seconds))
    await raw.close()

    def ratio(mine: str, peer: str) -> float:
        return round(statistics.median(a / b for a, b in zip(seen[mine], seen[peer], strict=True)), 2)

    figures: dict[str, float] = {f"{name}_per_s": round(statistics.median(values)) for name, values in seen.items()}
    return figures | {
        "single_ratio": ratio("single", "raw_single"),
        "single_to_one_statement_ratio": ratio("single", "raw_at_once"),
        "batch_1000_ratio": ratio("batch_1000", "raw_single"),
        f"spread_{WORKERS}_ratio": ratio(f"spread_{WORKERS}", f"raw_spread_{WORKERS}"),
        "hot_single_ratio": ratio("hot_single", "raw_hot"),
        "hot_batched_ratio": ratio("hot_batched", "raw_hot"),
    }


def transfer_in(place: int) -> Transfer:
    return Transfer(
        id=f"bench/opening/{place}",
        source=SUPPLIER,
        destination=STOCKS[place],
        amount=10**9,
        purpose=Purpose.OPENING,
        reference="opening",
        occurred_at=NOW,
    )


async def run(url: str, seconds: float, rounds: int) -> dict[str, float]:
    await DB.open(url, pool_max=WORKERS)
    try:
        await migrate()
        return await measure(url, seconds, rounds)
    finally:
        await DB.close()


@contextmanager
def server() -> Iterator[str]:
    """The URL of a server of our own that waits for the disk; nothing of it stays."""
    with tempfile.TemporaryDirectory(prefix="fieldops-bench-") as folder:
        os.chmod(folder, 0o755)  # the server is another user if we are root
        with EmbeddedServer(Path(folder).resolve()).shared() as url:
            yield url


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--seconds", type=float, default=1.0, help="of each side in each round")
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    with server() as url:
        figures = asyncio.run(run(url, asked.seconds, asked.rounds))
    if asked.json:
        print(json.dumps(figures))
    else:
        for name, figure in figures.items():
            print(f"{name:32} {figure:>10,}")


if __name__ == "__main__":
    main()
