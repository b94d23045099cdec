"""A POST that is sent again does nothing again and gets the first one's answer."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from asking import fresh_key
from gadgets import EXAMPLE, Gadgets
from litestar import Litestar, post

from fieldops.database import door
from fieldops.store.idempotency import forget_before
from fieldops.tables.idempotency import IdempotencyKeys
from fieldops.web.app import RESOURCES, create_app
from fieldops.web.idempotency import EXEMPT
from fieldops.web.openapi import operations
from fieldops.web.routes import takes_part


def posts_left_out(app: Litestar) -> list[str]:
    return [path for path, method, handler in operations(app) if method == "post" and not takes_part(handler)]


def test_every_post_takes_part(app: Litestar, settings) -> None:
    assert posts_left_out(app) == []
    assert posts_left_out(create_app(settings, RESOURCES, opens_database=False)) == []


def test_a_post_that_does_not_take_part_would_be_found(settings) -> None:
    @post("/forgotten")
    async def forget() -> None: ...

    @post("/excused", opt={EXEMPT: "a log-in makes nothing twice"})
    async def excuse() -> None: ...

    assert posts_left_out(create_app(settings, [forget, excuse], opens_database=False)) == ["/api/v1/forgotten"]


async def test_the_same_request_again_gets_the_same_answer(stocked: httpx.AsyncClient) -> None:
    key = fresh_key()

    first = await stocked.post("/api/v1/gadgets", json=EXAMPLE, headers=key)
    again = await stocked.post("/api/v1/gadgets", json=EXAMPLE, headers=key)

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    for header in ("etag", "location", "content-type", "cache-control"):
        assert first.headers[header] == again.headers[header]
    assert again.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    assert await Gadgets.count().run() == 1


async def test_two_at_once_do_it_once(stocked: httpx.AsyncClient) -> None:
    key = fresh_key()

    answers = await asyncio.gather(*(stocked.post("/api/v1/gadgets", json=EXAMPLE, headers=key) for _ in range(8)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sum("idempotency-replayed" in answer.headers for answer in answers) == 7
    assert await Gadgets.count().run() == 1


async def test_the_second_of_two_does_it_when_the_first_is_refused(stocked: httpx.AsyncClient) -> None:
    await stocked.post("/api/v1/gadgets", json=EXAMPLE, headers=fresh_key())
    key = fresh_key()

    answers = await asyncio.gather(*(stocked.post("/api/v1/gadgets", json=EXAMPLE, headers=key) for _ in range(2)))

    assert [answer.json()["code"] for answer in answers] == ["already_there", "already_there"]


@pytest.mark.parametrize(
    ("path", "body"), [("/api/v1/gadgets", {**EXAMPLE, "name": "Other"}), ("/api/v1/gadgets/G1/polish", None)]
)
async def test_the_same_key_for_another_request_is_refused(
    stocked: httpx.AsyncClient, path: str, body: dict[str, object] | None
) -> None:
    key = fresh_key()
    await stocked.post("/api/v1/gadgets", json=EXAMPLE, headers=key)

    other = await stocked.post(path, json=body, headers=key)

    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


async def test_a_refused_request_leaves_no_key_behind(stocked: httpx.AsyncClient) -> None:
    key = fresh_key()
    refused = await stocked.post("/api/v1/gadgets/G1/polish", headers=key)
    assert refused.status_code == 404
    assert await IdempotencyKeys.count().run() == 0

    await stocked.post("/api/v1/gadgets", json=EXAMPLE, headers=fresh_key())

    assert (await stocked.post("/api/v1/gadgets/G1/polish", headers=key)).status_code == 200


async def test_nothing_is_done_when_the_answer_cannot_be_kept(
    stocked: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("fieldops.web.idempotency.remember", fail)

    answer = await stocked.post("/api/v1/gadgets", json=EXAMPLE, headers=fresh_key())

    assert answer.status_code == 500
    assert await Gadgets.count().run() == 0


async def test_a_post_without_a_key_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/gadgets", json=EXAMPLE)

    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")


@pytest.mark.parametrize("key", ["", "a b", "x" * 256, "a\tb", "键".encode()])
async def test_a_malformed_key_is_refused(client: httpx.AsyncClient, key: str | bytes) -> None:
    answer = await client.post("/api/v1/gadgets", json=EXAMPLE, headers={"Idempotency-Key": key})  # type: ignore[dict-item]

    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_malformed")


async def test_old_keys_are_forgotten_and_young_ones_kept(stocked: httpx.AsyncClient) -> None:
    await stocked.post("/api/v1/gadgets", json=EXAMPLE, headers=fresh_key())

    assert await door.perform(forget_before, datetime.now(UTC) - timedelta(days=7)) == 0
    assert await door.perform(forget_before, datetime.now(UTC) + timedelta(minutes=1)) == 1
    assert await IdempotencyKeys.count().run() == 0
