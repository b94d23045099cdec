"""Log-in by OpenID Connect, at a real provider (Canaille) that runs on this machine."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from asking import open_client
from litestar import Litestar
from network_api import API
from oidc_provider import CALLBACK, LOG_IN, OURS, SECRET, Browser, LocalProvider, running_provider

from fieldops.actions import oidc as actions
from fieldops.actions import people
from fieldops.database.door import perform
from fieldops.database.engine import DB, FieldopsEngine
from fieldops.settings import Settings
from fieldops.store import audit
from fieldops.store.audit import AuditEntry, Sought
from fieldops.web import oidc, sessions
from fieldops.web.app import create_app
from inventory.people import EVERYTHING, Person, Role

SESSION, BEGUN = "fieldops_session", "fieldops_oidc"


@pytest.fixture(scope="session")
def provider() -> Iterator[LocalProvider]:
    with running_provider() as provider:
        yield provider


class Clock:
    """The provider lives in real time, so we do too, or a little later."""

    later = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.later


@pytest.fixture
def clock() -> Clock:
    return Clock()


def an_app(clock: Clock, issuer: str, **given: Any) -> Litestar:
    settings = {"oidc_issuer": issuer, "oidc_client_id": "fieldops", "oidc_client_secret": SECRET, "public_url": OURS}
    made = Settings(data_dir=Path("unused"), https=True, **{**settings, **given})
    return create_app(made, (*oidc.RESOURCES, *sessions.RESOURCES), opens_database=False, clock=clock)


@pytest.fixture
def app(provider: LocalProvider, clock: Clock) -> Litestar:
    return an_app(clock, provider.issuer)


@pytest.fixture
async def browser(app: Litestar, database: FieldopsEngine) -> AsyncIterator[Browser]:
    for login, active in (("wang", True), ("li", False)):
        person = Person(login=login, name=login, role=Role.ADMINISTRATOR, active=active)
        await perform(people.register, person, by=EVERYTHING, now=datetime.now(UTC))
    async with Browser(app) as browser:
        yield browser


def refused(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert SESSION not in answer.headers.get("set-cookie", "")
    problem: dict[str, Any] = answer.json()
    return problem


def cookie_of(answer: httpx.Response, name: str) -> str:
    [found] = [cookie for cookie in answer.headers.get_list("set-cookie") if cookie.startswith(f"{name}=")]
    return found


def changed(address: str, name: str, value: str) -> str:
    """The address with another value of one parameter."""
    return str(httpx.URL(address).copy_set_param(name, value))


async def entries() -> list[AuditEntry]:
    return (await audit.entry_page(Sought(), ordering="id", limit=1000))[1]


async def count(table: str) -> int:
    async with DB.connection() as connection:
        return int(await connection.fetchval(f"SELECT count(*) FROM {table}"))


async def test_whom_the_provider_knows_by_its_login_is_logged_in(browser: Browser) -> None:
    answer = await browser.log_in("wang")
    me = await browser.fieldops.get(f"{API}/session")

    assert answer.status_code == 200, answer.text
    assert (me.status_code, me.json()["login"], me.json()["role"]) == (200, "wang", "administrator")


async def test_a_log_in_page_is_told_whether_there_is_a_provider(browser: Browser, clock: Clock) -> None:
    assert (await browser.fieldops.get(f"{API}/oidc")).json() == {"log_in": LOG_IN}
    without = create_app(Settings(data_dir=Path("unused")), oidc.RESOURCES, opens_database=False, clock=clock)
    async with open_client(without) as client:
        assert (await client.get(f"{API}/oidc")).json() == {"log_in": None}


async def test_the_page_after_a_log_in_is_followed_with_the_strict_cookie(browser: Browser) -> None:
    answer = await browser.log_in()

    assert "location" not in answer.headers
    assert answer.headers["content-type"].startswith("text/html")
    assert '<meta http-equiv="refresh" content="0;url=/">' in answer.text
    assert answer.headers["cache-control"] == "no-store"
    for flag in ("HttpOnly", "Secure", "SameSite=strict", "Path=/;"):
        assert flag in cookie_of(answer, SESSION)
    assert "Max-Age=0" in cookie_of(answer, BEGUN)


async def test_what_is_kept_meanwhile_is_for_this_log_in_only(browser: Browser) -> None:
    sent = await browser.fieldops.get(LOG_IN)
    again = await browser.fieldops.get(LOG_IN)

    for flag in ("HttpOnly", "Secure", "SameSite=lax", "Max-Age=600", "Path=/api/v1/oidc"):
        assert flag in cookie_of(sent, BEGUN)
    first, second = (parse_qs(urlsplit(one.headers["location"]).query) for one in (sent, again))
    assert first["code_challenge_method"] == ["S256"]
    assert first["redirect_uri"] == [OURS + CALLBACK]
    for name in ("state", "nonce", "code_challenge"):
        assert first[name] != second[name]
        assert first[name][0] not in cookie_of(sent, BEGUN)


async def test_the_audit_log_names_who_and_that_it_was_by_oidc(browser: Browser) -> None:
    await browser.log_in()

    [opened] = [entry for entry in await entries() if entry.table == "sessions"]
    assert (opened.actor, opened.via, opened.operation) == ("wang", "oidc", "finish_oidc_log_in")


async def test_the_same_browser_is_a_known_device_the_second_time(browser: Browser) -> None:
    await browser.log_in()
    await browser.log_in()

    assert (await count("sessions"), await count("devices")) == (2, 1)


@pytest.mark.parametrize("path", [LOG_IN, CALLBACK, f"{CALLBACK}?state=s&code=c"])
async def test_without_a_provider_in_the_settings_there_is_nothing(clock: Clock, path: str) -> None:
    app = an_app(clock, "", oidc_client_id="", oidc_client_secret="")
    async with open_client(app) as client:
        refused(await client.get(path), 404, "no_such_address")


@pytest.mark.parametrize("name", ["chen", "li"])
async def test_an_unknown_and_an_inactive_user_are_refused_alike(browser: Browser, name: str) -> None:
    problem = refused(await browser.log_in(name), 403, "oidc_no_user")

    assert "facts" not in problem
    assert name not in problem["cause"] + problem["remedy"]
    assert (await count("users"), await count("sessions")) == (2, 0)
    noted = (await entries())[-1]
    assert (noted.actor, noted.via, noted.operation, noted.key) == (f"? {name}", "oidc", "log_in_refused", name)


async def test_a_login_belongs_to_whoever_came_with_it_first(browser: Browser, app: Litestar) -> None:
    await browser.log_in("wang")
    async with Browser(app) as another:
        refused(await another.log_in("wang.fang"), 403, "oidc_no_user")  # is called Wang now, too

        await perform(actions.unlink, "wang")

        assert (await another.log_in("wang.fang")).status_code == 200
    assert await count("sessions") == 2


async def test_who_came_as_one_user_does_not_come_as_another(browser: Browser) -> None:
    await browser.log_in("wang")
    async with DB.connection() as connection:
        await connection.execute("UPDATE users SET login = 'old' WHERE login = 'wang'")
        await connection.execute("UPDATE users SET login = 'wang', active = true WHERE login = 'li'")

    refused(await browser.log_in("wang"), 403, "oidc_no_user")


async def test_a_log_in_that_another_browser_began_is_refused(browser: Browser, app: Litestar) -> None:
    back = await browser.log_in_there(await browser.begin())
    async with Browser(app) as victim:
        refused(await victim.fieldops.get(back), 400, "oidc_not_begun")
        await victim.begin()
        problem = refused(await victim.fieldops.get(back), 400, "oidc_not_begun")

    assert OURS in problem["remedy"]
    assert await count("sessions") == 0


async def test_a_cookie_that_was_not_sealed_here_is_refused(browser: Browser) -> None:
    back = await browser.log_in_there(await browser.begin())
    sealed = browser.fieldops.cookies[BEGUN]
    for forged in ("x", sealed[:-4] + "AAAA", sealed.replace(".", "", 1)):
        browser.fieldops.cookies.clear()
        browser.fieldops.cookies.set(BEGUN, forged)
        refused(await browser.fieldops.get(back), 400, "oidc_not_begun")


async def test_a_log_in_that_took_too_long_is_refused(browser: Browser, clock: Clock) -> None:
    back = await browser.log_in_there(await browser.begin())
    clock.later = timedelta(minutes=10)

    refused(await browser.fieldops.get(back), 409, "oidc_expired")


async def test_a_state_is_used_once_even_with_a_new_code(browser: Browser) -> None:
    address = await browser.begin()
    begun = browser.fieldops.cookies[BEGUN]
    assert (await browser.come_back_from(address)).status_code == 200
    browser.fieldops.cookies.set(BEGUN, begun)

    refused(await browser.come_back_from(address), 409, "oidc_used")
    assert await count("sessions") == 1


async def test_a_code_is_used_once(browser: Browser) -> None:
    back = await browser.log_in_there(await browser.begin())
    begun = browser.fieldops.cookies[BEGUN]
    assert (await browser.fieldops.get(back)).status_code == 200
    browser.fieldops.cookies.set(BEGUN, begun)

    assert refused(await browser.fieldops.get(back), 403, "oidc_denied")["facts"] == {"error": "invalid_grant"}


async def test_who_denies_at_the_provider_is_told_so(browser: Browser) -> None:
    asked_again = changed(await browser.begin(), "prompt", "consent")
    answer = await browser.come_back_from(asked_again, answer="deny")

    assert refused(answer, 403, "oidc_denied")["facts"] == {"error": "access_denied"}


async def test_the_words_of_whoever_made_the_address_are_not_repeated(browser: Browser) -> None:
    state = parse_qs(urlsplit(await browser.begin()).query)["state"][0]
    answer = await browser.fieldops.get(CALLBACK, params={"state": state, "error": "Call 555-1234!"})

    assert "Call" not in answer.text
    assert refused(answer, 403, "oidc_denied")["facts"] == {"error": "unknown_error"}


async def test_an_answer_without_code_and_error_is_refused(browser: Browser) -> None:
    state = parse_qs(urlsplit(await browser.begin()).query)["state"][0]

    refused(await browser.fieldops.get(CALLBACK, params={"state": state}), 400, "malformed_request")


async def test_a_token_for_another_log_in_is_refused(browser: Browser) -> None:
    answer = await browser.come_back_from(changed(await browser.begin(), "nonce", "anothers"))

    assert "nonce" in refused(answer, 502, "oidc_token_invalid")["cause"]


async def test_a_code_without_its_proof_is_refused(browser: Browser) -> None:
    answer = await browser.come_back_from(changed(await browser.begin(), "code_challenge", "a" * 43))

    refused(answer, 403, "oidc_denied")


async def test_a_token_for_another_client_is_refused(browser: Browser, clock: Clock, provider: LocalProvider) -> None:
    async with Browser(an_app(clock, provider.issuer, oidc_client_id="confused")) as confused:
        assert "aud" in refused(await confused.log_in(), 502, "oidc_token_invalid")["cause"]


async def test_with_a_wrong_client_secret_nobody_is_logged_in(
    browser: Browser, clock: Clock, provider: LocalProvider
) -> None:
    async with Browser(an_app(clock, provider.issuer, oidc_client_secret="not-the-right-secret")) as wrong:
        assert refused(await wrong.log_in(), 403, "oidc_denied")["facts"] == {"error": "invalid_client"}


async def test_a_claim_that_is_not_in_the_token_is_asked_for_and_named_if_it_is_nowhere(
    browser: Browser, clock: Clock, provider: LocalProvider
) -> None:
    before = provider.times_asked("/oauth/userinfo")
    async with Browser(an_app(clock, provider.issuer, oidc_login_claim="employee")) as other:
        assert "employee" in refused(await other.log_in(), 502, "oidc_token_invalid")["cause"]
    assert provider.times_asked("/oauth/userinfo") == before + 1


async def test_the_keys_are_fetched_once_and_anew_when_the_provider_changes_them(
    browser: Browser, provider: LocalProvider
) -> None:
    keys, metadata = "/oauth/jwks.json", "/.well-known/openid-configuration"
    before = provider.times_asked(keys), provider.times_asked(metadata)
    for _ in range(2):
        assert (await browser.log_in()).status_code == 200
    assert (provider.times_asked(keys), provider.times_asked(metadata)) == (before[0] + 1, before[1] + 1)

    provider.rotate_keys()

    assert (await browser.log_in()).status_code == 200
    assert (provider.times_asked(keys), provider.times_asked(metadata)) == (before[0] + 2, before[1] + 1)


async def test_a_provider_that_is_down_is_told_from_a_refusal(clock: Clock) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        async with open_client(an_app(clock, f"http://127.0.0.1:{taken.getsockname()[1]}")) as client:
            answer = await client.get(LOG_IN, headers={"accept-language": "zh"})

    problem = refused(answer, 503, "oidc_provider_away")
    assert "身份提供方" in problem["cause"]
    assert "127.0.0.1" not in answer.text
    assert answer.headers["retry-after"]


async def test_a_provider_that_names_itself_otherwise_is_not_believed(clock: Clock, provider: LocalProvider) -> None:
    async with open_client(an_app(clock, provider.issuer + "/")) as client:
        refused(await client.get(LOG_IN), 503, "oidc_provider_away")
