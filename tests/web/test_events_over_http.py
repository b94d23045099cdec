"""Events are followed over a real socket; webhooks are kept over HTTP."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from asking import open_client
from builders import NOW, a_desk, an_order
from listening import listening
from network_api import API, post, the_app, token_of

from fieldops.actions import orders, people
from fieldops.actions.people import PersonChange
from fieldops.database.door import perform
from fieldops.database.engine import FieldopsEngine
from fieldops.settings import Settings
from fieldops.web import events as web_events
from fieldops.web import live
from fieldops.web import server as web
from fieldops.web.app import create_app
from inventory.people import EVERYTHING, Person, Role

CLERK = Person(login="clerk", name="C", role=Role.PARTNER_CLERK, node="ZJ-001")
HOOK = {"node": "ZJ-001", "url": "https://erp.example.com/in", "families": ["service_order"]}


@pytest.fixture
async def token(registered: FieldopsEngine) -> str:
    return await token_of(CLERK)


@asynccontextmanager
async def serving(tmp_path: Path, seconds: int = 600) -> AsyncIterator[tuple[str, web.Server]]:
    settings = Settings(data_dir=tmp_path, event_stream_s=seconds)
    server = web.server(create_app(settings, opens_database=False), settings)
    async with listening(server) as address:
        yield address, server


class Reader:
    """Reads a stream event by event."""

    def __init__(self, answer: httpx.Response) -> None:
        self._lines = answer.aiter_lines()
        self.last_id = ""

    async def next(self) -> dict[str, Any]:
        async with asyncio.timeout(120):
            async for line in self._lines:
                if line.startswith("id: "):
                    self.last_id = line[4:]
                if line.startswith("data: "):
                    told: dict[str, Any] = json.loads(line[6:])
                    return told
        raise EOFError

    async def comment(self) -> str:
        async with asyncio.timeout(120):
            return await anext(line[2:] async for line in self._lines if line.startswith(": "))


@asynccontextmanager
async def followed(address: str, token: str, **headers: str) -> AsyncIterator[Reader]:
    async with httpx.AsyncClient(base_url=address, timeout=120) as client:
        given = {"authorization": f"Bearer {token}", **headers}
        async with client.stream("GET", f"{API}/events/stream", headers=given) as answer:
            assert answer.status_code == 200, await answer.aread()
            assert answer.headers["content-type"].startswith("text/event-stream")
            yield Reader(answer)


async def register(number: str) -> None:
    await perform(orders.register, [an_order(number=number)], a_desk())


async def test_who_follows_is_told_at_once_and_goes_on_where_the_stream_ended(tmp_path: Path, token: str) -> None:
    async with serving(tmp_path) as (address, _):
        async with followed(address, token) as reader:
            assert await reader.comment() == "following"
            await register("SO-1")
            told = await reader.next()
            assert (told["type"], told["data"]["key"]) == ("service_order.assigned", "SO-1")
            last = reader.last_id
        await register("SO-2")
        async with followed(address, token, **{"last-event-id": last}) as reader:
            assert (await reader.next())["data"]["key"] == "SO-2"


async def test_a_stream_ends_with_the_right_to_it(tmp_path: Path, token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "HEARTBEAT_S", 0.5)
    async with serving(tmp_path) as (address, _), followed(address, token) as reader:
        assert await reader.comment() == "following"
        await perform(people.change, "clerk", PersonChange(active=False), version=1, by=EVERYTHING, now=NOW)
        await register("SO-1")
        with pytest.raises(EOFError):
            await reader.next()


async def test_the_server_does_not_wait_for_streams_when_it_stops(tmp_path: Path, token: str) -> None:
    async with serving(tmp_path) as (address, server), followed(address, token) as reader:
        assert await reader.comment() == "following"
        server.should_exit = True
        with pytest.raises(EOFError):
            await reader.next()


async def test_a_stream_that_looks_while_the_server_stops_ends_too(
    tmp_path: Path, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def stop_meanwhile(request: Any) -> bool:
        request.app.state.bell.close()
        return True

    monkeypatch.setattr(web_events, "still_known", stop_meanwhile)
    async with (
        asyncio.timeout(live.HEARTBEAT_S / 2),
        serving(tmp_path) as (address, _),
        followed(address, token) as reader,
    ):
        assert await reader.comment() == "following"
        with pytest.raises(EOFError):
            await reader.next()


async def test_one_person_follows_so_often_and_no_more(
    tmp_path: Path, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "MOST_OF_ONE", 1)
    async with serving(tmp_path) as (address, _), followed(address, token) as reader:
        await reader.comment()
        async with httpx.AsyncClient(base_url=address, timeout=120) as client:
            refused = await client.get(f"{API}/events/stream", headers={"authorization": f"Bearer {token}"})
        assert (refused.status_code, refused.json()["code"]) == (429, "too_many_streams")


async def test_events_are_listed_after_a_position(registered: FieldopsEngine, token: str) -> None:
    for number in range(3):
        await register(f"SO-{number}")
    async with open_client(the_app()) as client:
        client.headers["authorization"] = f"Bearer {token}"
        everything = (await client.get(f"{API}/events?family=service_order")).json()["results"]
        rest = (await client.get(f"{API}/events?after={everything[0]['position']}")).json()["results"]
        closed = await client.get(f"{API}/events?family=webhook")
        wrong = await client.get(f"{API}/events?after=x&family=nothing")

    assert [one["key"] for one in everything] == ["SO-0", "SO-1", "SO-2"]
    assert rest == everything[1:]
    assert (closed.status_code, closed.json()["results"]) == (200, [])
    assert [error["path"] for error in wrong.json()["errors"]] == ["after", "family"]


async def test_a_webhook_is_made_changed_and_removed(registered: FieldopsEngine, token: str) -> None:
    async with open_client(the_app()) as client:
        client.headers["authorization"] = f"Bearer {token}"
        made = await post(client, "/webhooks", HOOK)
        again = await post(client, "/webhooks", HOOK)
        shown = await client.get(made.headers["location"])
        paused = await client.patch(made.headers["location"], json={"active": False}, headers={"if-match": '"1"'})
        refused = await post(client, f"{made.headers['location'].removeprefix(API)}/ping")
        other = await post(client, f"{made.headers['location'].removeprefix(API)}/secret")
        stale = await client.delete(made.headers["location"], headers={"if-match": '"1"'})
        gone = await client.delete(made.headers["location"], headers={"if-match": '"3"'})

    assert made.status_code == 201, made.text
    assert made.json()["secret"].startswith("whsec_")
    assert "secret" not in shown.json()
    assert (again.status_code, again.json()["code"]) == (409, "already_there")
    assert (paused.status_code, paused.json()["active"]) == (200, False)
    assert (refused.status_code, refused.json()["code"]) == (409, "webhook_paused")
    assert other.json()["secret"] != made.json()["secret"]
    assert (stale.status_code, gone.status_code) == (412, 204)


async def test_all_that_is_wrong_with_a_webhook_is_told_at_once(registered: FieldopsEngine, token: str) -> None:
    async with open_client(the_app()) as client:
        client.headers["authorization"] = f"Bearer {token}"
        wrong = await post(client, "/webhooks", {"node": "ZJ-001", "url": "ftp://x", "families": []})
        purchases = await post(client, "/webhooks", {**HOOK, "families": ["purchase"]})
        elsewhere = await post(client, "/webhooks", {**HOOK, "node": "ZJ"})

    assert [error["path"] for error in wrong.json()["errors"]] == ["url", "families"]
    assert [error["path"] for error in purchases.json()["errors"]] == ["families.0"]
    assert [(error["path"], error["code"]) for error in elsewhere.json()["errors"]] == [("node", "unknown")]
