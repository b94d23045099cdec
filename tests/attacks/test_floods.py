"""Too many requests: who sends them waits, others are served, and the process stays as small as it was."""

from __future__ import annotations

import asyncio
import resource
import sys
import threading
import time
from collections import Counter

import httpx
import pytest
from attack_server import Site
from attack_table import told
from litestar import Litestar
from network_api import API

from fieldops.actions import secrets
from fieldops.web.rates import Rates

A_MINUTE, MANY, AT_ONCE = 30, 150, 30
LOG_INS, TURNS = 60, 20
MOST_MORE_MB = 300


@pytest.fixture
def _limited(app: Litestar, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a limit that a test reaches soon."""
    monkeypatch.setattr(app.state, "rates", Rates(A_MINUTE))


def peak_mb() -> float:
    """The most memory that this process had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


async def flood(client: httpx.AsyncClient, times: int, **headers: str) -> Counter[int]:
    """The statuses of so many requests; a number takes the place of {} in the headers."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def ask(number: int) -> int:
        async with turns:
            sent = {name: value.format(number % 250) for name, value in headers.items()}
            return (await client.get(f"{API}/stock", headers=sent)).status_code

    return Counter(await asyncio.gather(*(ask(number) for number in range(times))))


@pytest.mark.usefixtures("_limited")
async def test_a_flood_is_turned_away_and_others_are_served(site: Site) -> None:
    async with site.client("127.0.0.2") as flooder, site.client("127.0.0.3", site.token) as user:
        flooding = asyncio.create_task(flood(flooder, MANY))
        served = [(await user.get(f"{API}/stock")).status_code for _ in range(10)]
        got = await flooding

    assert served == [200] * 10
    assert got.keys() == {401, 429}
    assert got[401] <= 2 * A_MINUTE, "a minute may end meanwhile"
    told("flood", "429 too_many_requests beyond the limit; a user at another address gets 200 meanwhile")


@pytest.mark.usefixtures("_limited")
async def test_a_made_up_address_is_not_believed(site: Site) -> None:
    async with site.client("127.0.0.4") as flooder:
        got = await flood(flooder, 3 * A_MINUTE, **{"x-forwarded-for": "10.0.0.{}", "forwarded": "for=10.0.0.{}"})

    assert got.keys() == {401, 429}
    assert got[401] <= 2 * A_MINUTE
    told("forwarded_for", "429 too_many_requests, as without; proxies are believed that a setting names")


class Hashing:
    """Takes the place of the hash of a password, which is slow, and counts how many are made at a time."""

    now = most = 0

    def __call__(self, password: str, password_hash: str | None) -> bool:
        self.now += 1
        self.most = max(self.most, self.now)
        time.sleep(0.02)
        self.now -= 1
        return False


async def test_a_flood_of_log_ins_takes_neither_memory_nor_threads(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    hashing = Hashing()
    monkeypatch.setattr(secrets, "_fits", hashing)

    async def enter(number: int) -> int:
        body = {"login": f"login{number}", "password": "x" * 1000}
        return (await client.post(f"{API}/session", json=body)).status_code

    threads = threading.active_count()
    async with site.client("127.0.0.5") as client, site.client("127.0.0.6", site.token) as user:
        answers = asyncio.gather(*(enter(number) for number in range(LOG_INS)))
        served = (await user.get(f"{API}/stock")).status_code
        got = Counter(await answers)

    assert (served, got) == (200, {401: TURNS, 429: LOG_INS - TURNS})
    assert threading.active_count() - threads < LOG_INS / 2
    told(
        "log_in_flood",
        f"{TURNS} × 401 wrong_log_in, {hashing.most} passwords hashed at a time, then 429 too_many_attempts",
    )
