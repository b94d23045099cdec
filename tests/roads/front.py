"""A server before a real one, which spoils some requests as a bad network or a busy machine does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

BUSY = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass
class Front:
    """``coming``: what happens to the next requests, in their order, then ``always``: drop, busy, hang, pass (on), say ``body``.
    ``seen``: the paths that were asked for."""

    port: int
    coming: list[str] = field(default_factory=list)
    always: str = "pass"
    seen: list[str] = field(default_factory=list)
    body: bytes = b"<html>Welcome</html>"
    url: str = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            asked = await reader.readuntil(b"\r\n\r\n")
            self.seen.append(asked.split(b" ")[1].decode())
            fate = self.coming.pop(0) if self.coming else self.always
            if fate == "hang":
                await asyncio.sleep(3600)
            elif fate == "busy":
                writer.write(BUSY)
                await writer.drain()
            elif fate == "say":
                head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(self.body)}\r\nConnection: close\r\n\r\n"
                writer.write(head.encode() + self.body)
                await writer.drain()
            elif fate == "pass":
                await self._pass_on(asked, writer)
        writer.close()

    async def _pass_on(self, head: bytes, writer: asyncio.StreamWriter) -> None:
        back, there = await asyncio.open_connection("127.0.0.1", self.port)
        there.write(head.replace(b"Connection: keep-alive", b"Connection: close"))
        await there.drain()
        while data := await back.read(65536):
            writer.write(data)
            await writer.drain()
        there.close()


@asynccontextmanager
async def before(port: int, *coming: str, always: str = "pass") -> AsyncIterator[Front]:
    front = Front(port, list(coming), always)
    server = await asyncio.start_server(front.serve, "127.0.0.1", 0, limit=2**20)
    front.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield front
    finally:
        server.close()
