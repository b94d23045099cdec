"""Guessing: a password, a session, a token, a reset link. The waits in detail are in tests/web/test_sessions.py."""

from __future__ import annotations

from collections import Counter

import httpx
import pytest
from asking import open_client
from attack_table import told
from builders import NOW, register_network
from litestar import Litestar
from network_api import API
from same_time import Pair, no_slower

from fieldops.actions import log_in, people, secrets
from fieldops.database.door import perform
from fieldops.database.engine import FieldopsEngine
from inventory.people import EVERYTHING, Person, Role

PASSWORD = "correct horse 电池"
GUESSES, PAIRS = 12, 20


@pytest.fixture(autouse=True)
async def _network(_quick_hashes: None, database: FieldopsEngine) -> None:
    await register_network()


async def add(*logins: str) -> None:
    hashed = await secrets.hashed(PASSWORD)

    async def registered() -> None:
        for login in logins:
            person = Person(login=login, name=login, role=Role.PARTNER_CLERK, node="ZJ-001")
            await log_in.change_password(await people.register(person, by=EVERYTHING, now=NOW), PASSWORD, hashed)

    await perform(registered)


async def enter(client: httpx.AsyncClient, login: str, password: str) -> str:
    answer = await client.post(f"{API}/session", json={"login": login, "password": password})
    return f"{answer.status_code} {answer.json()['code']}"


async def test_guessing_a_password_is_slowed_down(app: Litestar) -> None:
    await add("wang")
    async with open_client(app) as client:
        got = Counter([await enter(client, "wang", f"guess number {n}") for n in range(GUESSES)])

    told("password", ", then ".join(f"{times} × {one}" for one, times in got.items()))


async def test_guessing_a_secret_gets_nowhere(app: Litestar) -> None:
    got = {"session": set[str](), "api_token": set[str](), "reset_link": set[str]()}
    async with open_client(app) as client:
        for _ in range(GUESSES):
            secret = secrets.fresh()
            answers = {
                "session": await client.get(f"{API}/session", headers={"cookie": f"fieldops_session={secret}"}),
                "api_token": await client.get(f"{API}/stock", headers={"authorization": f"Bearer fo_{secret}"}),
                "reset_link": await client.post(
                    f"{API}/password-resets", json={"secret": secret, "password": "another good one"}
                ),
            }
            for name, answer in answers.items():
                got[name] |= {f"{answer.status_code} {answer.json()['code']}"}

    for name, [one] in got.items():
        told(name, one)


async def test_a_login_that_exists_takes_no_longer_than_one_that_does_not(app: Litestar) -> None:
    known = [f"known{number:02}" for number in range(PAIRS)]
    await add(*known)
    seen: list[str] = []

    async def try_in(login: str) -> None:
        """From an address of its own: each has to wait after some attempts."""
        transport = httpx.ASGITransport(app=app, client=(f"login {login}", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://fieldops.test") as client:
            seen.append(await enter(client, login, "a wrong password"))

    pairs = [
        Pair(lambda login=login: try_in(login), lambda n=n: try_in(f"nobody{n:02}")) for n, login in enumerate(known)
    ]
    assert await no_slower(pairs)

    assert set(seen) == {"401 wrong_log_in"}
    told("which_logins", "401 wrong_log_in either way, in the same time within noise")
