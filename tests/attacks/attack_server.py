"""A server on a real socket, and what an attacker sends to it byte by byte."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from listening import listening
from litestar import Litestar

from fieldops.settings import Settings
from fieldops.web import heads
from fieldops.web import server as web

PATIENCE_S = 60.0
"""How long a test waits for what must come."""


@dataclass(frozen=True, slots=True)
class Site:
    """A server and the token of a partner's clerk."""

    port: int
    token: str

    def client(self, address: str = "127.0.0.1", token: str = "") -> httpx.AsyncClient:
        """Sends from one of the machine's loopback addresses, each a caller of its own."""
        return httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{self.port}",
            transport=httpx.AsyncHTTPTransport(local_address=address),
            headers={"connection": "close", **({"authorization": f"Bearer {token}"} if token else {})},
            timeout=PATIENCE_S,
        )

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            yield reader, writer
        finally:
            writer.close()

    async def send(self, request: bytes) -> bytes:
        """All that is answered to these bytes until the server closes the connection."""
        async with self.connection() as (reader, writer):
            writer.write(request)
            return await everything(reader)

    def head(self, line: str, *more: str) -> bytes:
        """The head of a clerk's last request on a connection."""
        usual = (line, "Host: fieldops.test", f"Authorization: Bearer {self.token}", "Connection: close", *more)
        return "\r\n".join([*usual, "", ""]).encode("latin-1")


async def everything(reader: asyncio.StreamReader) -> bytes:
    """Until the end, be it a rude one."""
    found = b""
    async with asyncio.timeout(PATIENCE_S):
        with contextlib.suppress(ConnectionResetError):
            while more := await reader.read(1 << 16):
                found += more
    return found


def statuses(answers: bytes) -> list[int]:
    return [int(found) for found in re.findall(rb"HTTP/1\.1 (\d{3}) ", answers)]


def body_of(answer: bytes) -> Any:
    return json.loads(answer.partition(b"\r\n\r\n")[2])


@asynccontextmanager
async def serving(app: Litestar, settings: Settings, head_s: float = heads.WHOLE_S) -> AsyncIterator[int]:
    """The port of a server that stops on leaving."""
    server = web.server(app, settings, head_s)
    server.config.timeout_graceful_shutdown = 1
    async with listening(server) as address:
        yield int(address.rpartition(":")[2])
