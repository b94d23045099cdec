"""Logging in: who gets in, what guessing costs, and how what lets somebody in ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from asking import fresh_key, open_client
from builders import NOW, PLACE_FIGURES, a_policy, register_network
from grounds import grounds
from litestar import Litestar
from network_api import API

from fieldops.actions import log_in, people, policies, secrets
from fieldops.actions.people import NewToken, PersonChange
from fieldops.database.door import perform
from fieldops.database.engine import DB, FieldopsEngine
from fieldops.settings import Settings
from fieldops.store import audit
from fieldops.store.audit import Sought
from fieldops.store.people import User
from fieldops.web.app import create_app
from inventory.people import EVERYTHING, Permission, Person, Role

PASSWORD = "correct horse 电池"
SETTINGS = Settings(data_dir=Path("unused"), requests_per_minute=100_000, session_idle_min=30, session_absolute_h=10)
MANY = 12


class Clock:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


CLOCK = Clock()


@pytest.fixture(scope="module")
def app() -> Litestar:
    return create_app(SETTINGS, opens_database=False, clock=CLOCK)


async def lay_out() -> User:
    await register_network()
    return await add("wang", Role.PARTNER_CLERK, "ZJ-001")


a_clerk = grounds(lay_out)


@pytest.fixture
def wang(a_clerk: User) -> User:
    """A partner's clerk with a password, at the beginning of the clock."""
    CLOCK.now = NOW
    return a_clerk


async def add(login: str, role: Role, node: str | None, password: str = PASSWORD) -> User:
    person = Person(login=login, name=login, role=role, node=node)
    hashed = await secrets.hashed(password)

    async def registered() -> User:
        user = await people.register(person, by=EVERYTHING, now=NOW)
        await log_in.change_password(user, password, hashed)
        return user

    return await perform(registered)


@pytest.fixture
async def browser(app: Litestar, wang: User) -> AsyncIterator[httpx.AsyncClient]:
    async with open_client(app) as client:
        yield client


async def enter(browser: httpx.AsyncClient, login: str = "wang", password: str = PASSWORD) -> httpx.Response:
    return await browser.post(f"{API}/session", json={"login": login, "password": password})


async def logged_in(browser: httpx.AsyncClient, login: str = "wang") -> dict[str, Any]:
    answer = await enter(browser, login)
    assert answer.status_code == 201, answer.text
    browser.headers["x-csrf-token"] = answer.json()["csrf_token"]
    return answer.json()


async def is_in(browser: httpx.AsyncClient) -> bool:
    return (await browser.get(f"{API}/session")).status_code == 200


def refusal(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def cookie(answer: httpx.Response, name: str) -> str:
    [found] = [line for line in answer.headers.get_list("set-cookie") if line.startswith(f"{name}=")]
    return found


# Getting in


async def test_who_knows_the_password_gets_in(browser: httpx.AsyncClient) -> None:
    answer = await enter(browser)

    me = answer.json()
    assert (answer.status_code, me["login"], me["role"], me["node"]) == (201, "wang", "partner_clerk", "ZJ-001")
    assert me["permissions"]["orders.read"] == "node"
    assert answer.headers["cache-control"] == "no-store"
    assert (await browser.get(f"{API}/session")).json() == me


@pytest.mark.parametrize("name", ["fieldops_session", "fieldops_device"])
async def test_no_script_and_no_other_site_gets_a_cookie(browser: httpx.AsyncClient, name: str) -> None:
    said = cookie(await enter(browser), name).lower()

    assert {"httponly", "samesite=strict", "path=/"} <= {part.strip() for part in said.split(";")}
    assert "secure" not in said  # this server has no https


async def test_over_https_the_cookie_is_never_sent_in_the_open(wang: User) -> None:
    app = create_app(Settings(data_dir=Path("unused"), https=True), opens_database=False, clock=CLOCK)
    async with open_client(app) as browser:
        assert "secure" in cookie(await enter(browser), "fieldops_session").lower()


async def test_each_log_in_has_a_new_session_and_takes_over_none(browser: httpx.AsyncClient) -> None:
    browser.cookies.set("fieldops_session", "planted")
    first = cookie(await enter(browser), "fieldops_session")
    second = cookie(await enter(browser), "fieldops_session")

    assert "planted" not in first
    assert first != second


async def test_a_login_is_written_large_or_small(browser: httpx.AsyncClient) -> None:
    assert (await enter(browser, "WANG")).status_code == 201


@pytest.mark.parametrize(("login", "password"), [("wang", "wrong password"), ("nobody", PASSWORD), ("wang", "")])
async def test_a_wrong_log_in_does_not_tell_what_is_wrong(
    browser: httpx.AsyncClient, login: str, password: str
) -> None:
    answer = await enter(browser, login, password)

    assert refusal(answer) == (401, "wrong_log_in")
    assert "set-cookie" not in answer.headers
    assert login not in answer.text


async def test_who_is_not_active_does_not_get_in(browser: httpx.AsyncClient) -> None:
    await perform(people.change, "wang", PersonChange(active=False), version=1, by=EVERYTHING, now=NOW)

    assert refusal(await enter(browser)) == (401, "wrong_log_in")


# Guessing


async def guess(browser: httpx.AsyncClient, times: int, login: str = "wang") -> list[tuple[int, str]]:
    return [refusal(await enter(browser, login, f"guess number {n}")) for n in range(times)]


async def test_guessing_is_slowed_down_more_and_more(app: Litestar, browser: httpx.AsyncClient) -> None:
    told = await guess(browser, MANY)
    refused = await enter(browser)

    assert told == [(401, "wrong_log_in")] * 5 + [(429, "too_many_attempts")] * (MANY - 5)
    assert refusal(refused) == (429, "too_many_attempts"), "the right password is not tried either"
    assert refused.headers["retry-after"] == "16"
    CLOCK.now += timedelta(seconds=16)
    assert await guess(browser, 2) == [(401, "wrong_log_in"), (429, "too_many_attempts")]
    assert (await enter(browser)).headers["retry-after"] == "31"


async def test_guesses_sent_all_at_once_are_counted_one_after_another(browser: httpx.AsyncClient) -> None:
    told = await asyncio.gather(*(enter(browser, "wang", f"guess number {n}") for n in range(MANY)))

    assert sorted(answer.status_code for answer in told) == [401] * 5 + [429] * (MANY - 5)


async def test_a_guesser_does_not_lock_out_who_was_here_before(app: Litestar, browser: httpx.AsyncClient) -> None:
    await enter(browser)
    async with open_client(app) as guesser:
        assert (429, "too_many_attempts") in await guess(guesser, MANY)

        assert (await enter(browser)).status_code == 201
        assert refusal(await enter(guesser))[0] == 429


async def test_a_stolen_device_cookie_does_not_make_guessing_free(browser: httpx.AsyncClient) -> None:
    await enter(browser)

    assert (await guess(browser, MANY)).count((401, "wrong_log_in")) == 5


async def test_an_address_that_guesses_many_logins_has_to_wait(browser: httpx.AsyncClient) -> None:
    told = [(await guess(browser, 1, f"login{n}"))[0] for n in range(25)]

    assert told.count((401, "wrong_log_in")) == 20
    assert told[-1] == (429, "too_many_attempts")


async def test_getting_in_ends_the_wait(browser: httpx.AsyncClient) -> None:
    await guess(browser, 4)
    await enter(browser)

    assert await guess(browser, 5) == [(401, "wrong_log_in")] * 5


async def test_a_wrong_log_in_stands_in_the_audit_log_and_the_password_does_not(browser: httpx.AsyncClient) -> None:
    await guess(browser, 1)
    await logged_in(browser)

    _, entries = await audit.entry_page(Sought(), limit=1000, ordering="id")
    [refused] = [entry for entry in entries if entry.operation == "log_in_refused"]
    assert (refused.actor, refused.key, refused.change) == ("? wang", "wang", "event")
    [opened] = [entry for entry in entries if entry.table == "sessions"]
    assert (opened.actor, opened.operation, opened.change) == ("wang", "open_session", "insert")
    assert "guess number" not in str(entries)
    assert PASSWORD not in str(entries)


# Sessions end


async def test_a_session_ends_when_it_is_idle(browser: httpx.AsyncClient) -> None:
    await logged_in(browser)
    for _ in range(4):
        CLOCK.now += timedelta(minutes=29)
        assert await is_in(browser)
    CLOCK.now += timedelta(minutes=31)

    assert not await is_in(browser)


async def test_a_session_ends_after_so_many_hours_however_busy(browser: httpx.AsyncClient) -> None:
    await logged_in(browser)
    for _ in range(23):
        CLOCK.now += timedelta(minutes=26)
        assert await is_in(browser)
    CLOCK.now += timedelta(minutes=3)

    assert not await is_in(browser)


async def test_logging_out_ends_the_session_for_whoever_has_its_cookie(browser: httpx.AsyncClient) -> None:
    await logged_in(browser)
    secret = browser.cookies["fieldops_session"]

    assert (await browser.delete(f"{API}/session")).status_code == 204

    browser.cookies.set("fieldops_session", secret)
    assert not await is_in(browser)


async def test_one_can_log_out_elsewhere_and_only_oneself(app: Litestar, browser: httpx.AsyncClient) -> None:
    await add("zhao", Role.PARTNER_CLERK, "ZJ-001")
    async with open_client(app) as elsewhere, open_client(app) as zhao:
        for one, login in ((browser, "wang"), (elsewhere, "wang"), (zhao, "zhao")):
            await logged_in(one, login)
        [other] = [one["id"] for one in (await browser.get(f"{API}/sessions")).json() if not one["current"]]

        assert refusal(await zhao.delete(f"{API}/sessions/{other}")) == (404, "not_found")
        assert (await browser.delete(f"{API}/sessions/{other}")).status_code == 204
        assert [await is_in(one) for one in (browser, elsewhere, zhao)] == [True, False, True]


async def test_who_is_no_longer_active_is_out_at_once(app: Litestar, browser: httpx.AsyncClient, wang: User) -> None:
    await logged_in(browser)
    token = await perform(people.make_token, wang, NewToken(name="a", permissions=(Permission.STOCK_READ,), days=1), now=NOW)  # fmt: skip

    await perform(people.change, "wang", PersonChange(active=False), version=1, by=EVERYTHING, now=NOW)

    assert not await is_in(browser)
    async with open_client(app) as machine:
        answer = await machine.get(f"{API}/stock", headers={"authorization": f"Bearer {token.token}"})
        assert refusal(answer) == (401, "not_logged_in")


# Other sites


async def test_a_change_by_cookie_needs_the_sessions_own_token(app: Litestar, browser: httpx.AsyncClient) -> None:
    await add("zhao", Role.DISPATCHER, "ZJ")
    await add("chen", Role.DISPATCHER, "ZJ")
    await perform(policies.enact, a_policy(name="places", figures=PLACE_FIGURES))
    customer = {"code": "C-9", "name": "李", "phone": "19900000001", "address": "x", "lon": 121.1, "lat": 30.0}
    async with open_client(app) as zhao:
        anothers = (await logged_in(zhao, "zhao"))["csrf_token"]
    own = (await logged_in(browser, "chen"))["csrf_token"]

    told = []
    for token in ("", "x", anothers, own):
        browser.headers["x-csrf-token"] = token
        told.append((await browser.post(f"{API}/customers", json=customer, headers=fresh_key())).status_code)

    assert told == [403, 403, 403, 201]


async def test_logging_out_needs_the_token_too(browser: httpx.AsyncClient) -> None:
    await enter(browser)

    assert refusal(await browser.delete(f"{API}/session")) == (403, "cross_site_request")


# Passwords


async def change_password(browser: httpx.AsyncClient, old: str, new: str) -> httpx.Response:
    answer = await browser.post(f"{API}/password", json={"old": old, "password": new})
    if answer.status_code == 200:
        browser.headers["x-csrf-token"] = answer.json()["csrf_token"]
    return answer


async def test_a_changed_password_ends_all_other_sessions(app: Litestar, browser: httpx.AsyncClient) -> None:
    async with open_client(app) as elsewhere:
        await logged_in(elsewhere)
        await logged_in(browser)

        assert (await change_password(browser, PASSWORD, "another good one")).status_code == 200

        assert [await is_in(one) for one in (browser, elsewhere)] == [True, False]
        assert refusal(await enter(elsewhere)) == (401, "wrong_log_in")
        assert (await enter(elsewhere, "wang", "another good one")).status_code == 201


@pytest.mark.parametrize("new", ["short", "1234567890", "wang12345678", "aaaaaaaaaaaa", "x" * 201])
async def test_a_poor_password_is_refused_and_the_old_one_stays(browser: httpx.AsyncClient, new: str) -> None:
    await logged_in(browser)

    answer = await change_password(browser, PASSWORD, new)

    assert refusal(answer) == (422, "invalid")
    assert [one["path"] for one in answer.json()["errors"]] == ["password"]
    assert new not in answer.text
    assert await is_in(browser)


async def test_a_session_left_open_does_not_let_others_guess_the_password(browser: httpx.AsyncClient) -> None:
    await logged_in(browser)

    told = [refusal(await change_password(browser, f"guess number {n}", "another good one")) for n in range(MANY)]

    assert told == [(401, "wrong_log_in")] * 5 + [(429, "too_many_attempts")] * (MANY - 5)


async def link_of(login: str) -> str:
    return (await perform(people.make_reset_link, login, now=CLOCK.now)).secret


async def set_by(browser: httpx.AsyncClient, secret: str, password: str = "another good one") -> httpx.Response:
    return await browser.post(f"{API}/password-resets", json={"secret": secret, "password": password})


async def test_an_administrators_link_sets_a_password_once(app: Litestar, browser: httpx.AsyncClient) -> None:
    await logged_in(browser)
    await guess(browser, MANY)
    secret = await link_of("wang")

    assert refusal(await set_by(browser, secret, "short")) == (422, "invalid")
    assert (await set_by(browser, secret)).status_code == 204
    assert refusal(await set_by(browser, secret)) == (409, "reset_link_invalid")

    assert not await is_in(browser)
    assert (await enter(browser, "wang", "another good one")).status_code == 201


async def test_a_link_ends_after_a_day_and_when_there_is_a_newer_one(browser: httpx.AsyncClient) -> None:
    older, newer = await link_of("wang"), await link_of("wang")
    assert refusal(await set_by(browser, older)) == (409, "reset_link_invalid")
    CLOCK.now += timedelta(hours=24, seconds=1)

    assert refusal(await set_by(browser, newer)) == (409, "reset_link_invalid")
    assert refusal(await set_by(browser, "made up")) == (409, "reset_link_invalid")


# API tokens


async def make_token(browser: httpx.AsyncClient, **given: Any) -> httpx.Response:
    wanted = {"name": "erp", "permissions": ["stock.read"], "days": 90}
    return await browser.post(f"{API}/tokens", json={**wanted, **given})


async def test_a_token_may_do_what_it_was_made_for_and_is_shown_once(app: Litestar, browser: httpx.AsyncClient) -> None:
    await logged_in(browser)
    token = (await make_token(browser)).json()["token"]

    assert token.startswith("fo_")
    assert token not in (await browser.get(f"{API}/tokens")).text
    async with open_client(app) as machine:
        machine.headers["authorization"] = f"Bearer {token}"
        assert (await machine.get(f"{API}/stock")).status_code == 200
        assert refusal(await machine.get(f"{API}/service-orders")) == (403, "not_allowed")
        for own in ("session", "sessions", "tokens"):
            assert refusal(await machine.get(f"{API}/{own}")) == (401, "not_logged_in"), "a token makes no tokens"


async def test_a_token_ends_when_it_says_and_when_it_is_revoked(app: Litestar, browser: httpx.AsyncClient) -> None:
    await logged_in(browser)
    made = {name: (await make_token(browser, name=name, days=days)).json()["token"] for name, days in (("a", 1), ("b", 9))}  # fmt: skip
    async with open_client(app) as machine:

        async def status(name: str) -> int:
            answer = await machine.get(f"{API}/stock", headers={"authorization": f"Bearer {made[name]}"})
            return answer.status_code

        assert [await status(name) for name in made] == [200, 200]
        [b] = [one["id"] for one in (await browser.get(f"{API}/tokens")).json() if one["name"] == "b"]
        await browser.delete(f"{API}/tokens/{b}")
        assert [await status(name) for name in made] == [200, 401]
        CLOCK.now += timedelta(days=1, seconds=1)
        assert [await status(name) for name in made] == [401, 401]


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"permissions": ["users.manage"]}, "permissions.0"),
        ({"permissions": ["everything"]}, "permissions.0"),
        ({"days": 367}, "days"),
        ({"name": " "}, "name"),
    ],
)
async def test_a_token_has_no_more_than_its_user(browser: httpx.AsyncClient, given: Any, path: str) -> None:
    await logged_in(browser)

    answer = await make_token(browser, **given)

    assert refusal(answer) == (422, "invalid")
    assert [one["path"] for one in answer.json()["errors"]] == [path]


@pytest.mark.parametrize("header", ["Bearer", "Bearer fo_made-up", "Basic d2FuZzp4", "Bearer \xff", "Negotiate x"])
async def test_what_is_no_token_lets_nobody_in(browser: httpx.AsyncClient, header: str) -> None:
    answer = await browser.get(f"{API}/stock", headers={"authorization": header.encode("latin-1")})  # type: ignore[dict-item]

    assert refusal(answer) == (401, "not_logged_in")
    assert answer.headers["www-authenticate"] == "Bearer"


# Requests without end


async def test_an_address_that_sends_too_many_requests_has_to_wait(wang: User) -> None:
    app = create_app(Settings(data_dir=Path("unused"), requests_per_minute=60), opens_database=False, clock=CLOCK)
    async with open_client(app) as client:
        told = [await client.get(f"{API}/stock") for _ in range(61)]

    assert [answer.status_code for answer in told[:60]] == [401] * 60
    assert refusal(told[60]) == (429, "too_many_requests")
    assert 1 <= int(told[60].headers["retry-after"]) <= 60


# Beginning and housekeeping


async def test_the_first_administrator_is_made_once_however_many_programs_start(database: FieldopsEngine) -> None:
    hashed = await secrets.hashed(PASSWORD)

    made = await asyncio.gather(
        *(perform(people.first_administrator, f"password {n}", hashed, now=NOW) for n in range(8))
    )

    assert len([one for one in made if one]) == 1
    assert await perform(people.first_administrator, "later", hashed, now=NOW) is None


async def test_what_has_ended_is_swept_away(browser: httpx.AsyncClient) -> None:
    await guess(browser, 1)
    await logged_in(browser)
    limits = log_in.limits_of(SETTINGS)

    async def left() -> list[int]:
        async with DB.connection() as connection:
            return [await connection.fetchval(f"SELECT count(*) FROM {table}") for table in ("sessions", "log_in_failures")]  # fmt: skip

    await perform(log_in.sweep, limits, now=NOW + timedelta(minutes=29))
    before = await left()
    await perform(log_in.sweep, limits, now=NOW + timedelta(days=2))

    assert before[0] == 1
    assert await left() == [0, 0]
