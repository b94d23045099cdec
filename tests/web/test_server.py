"""Over a real socket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from asking import fresh_key
from gadgets import EXAMPLE, RESOURCES, Gadgets
from listening import listening

from fieldops.database.engine import DB
from fieldops.settings import Settings
from fieldops.web import server as web
from fieldops.web.app import create_app


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[str]:
    """The address of a server that stops on leaving."""
    async with listening(web.server(create_app(settings, RESOURCES), settings)) as address:
        yield address


@pytest.fixture
async def address(tmp_path: Path, database_url: str) -> AsyncIterator[str]:
    async with running(Settings(data_dir=tmp_path, database_url=database_url)) as address:
        async with DB.owning():
            await Gadgets.create_table().run()
        yield address


async def test_the_server_opens_the_database_and_answers(address: str) -> None:
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        assert (await client.get("/ready")).json() == {"status": "ready"}
        made = await client.post("/api/v1/gadgets", json={**EXAMPLE, "code": "A/1"}, headers=fresh_key())
        found = await client.get(made.headers["location"])

    assert made.status_code == 201
    assert found.json()["code"] == "A/1"
    assert "server" not in found.headers


async def test_a_body_without_an_announced_length_is_limited_too(address: str) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b" " * 100_000

    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        answer = await client.post(
            "/api/v1/gadgets", content=endless(), headers={**fresh_key(), "content-type": "application/json"}
        )

    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


async def test_a_connection_that_breaks_off_does_no_harm(address: str) -> None:
    port = int(address.rpartition(":")[2])
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"POST /api/v1/gadgets HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n")
    writer.write(b"Idempotency-Key: k\r\nContent-Length: 100\r\n\r\n{")
    await writer.drain()
    writer.close()

    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        assert (await client.get("/health")).status_code == 200
    assert await Gadgets.count().run() == 0
