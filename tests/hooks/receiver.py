"""A partner's own system: takes what webhooks send, and answers as told."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class Receiver:
    """``answers`` are the statuses of the next answers, 204 when there are no more; None says nothing at all."""

    port: int = 0
    answers: list[int | None] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    location: str = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/in"


@asynccontextmanager
async def receiving(*answers: int | None) -> AsyncIterator[Receiver]:
    receiver = Receiver(answers=list(answers))

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        headers = dict(line.split(": ", 1) for line in head.strip().split("\r\n")[1:])
        headers = {name.lower(): value for name, value in headers.items()}
        receiver.heads.append(headers)
        receiver.bodies.append(await reader.readexactly(int(headers["content-length"])))
        status = receiver.answers.pop(0) if receiver.answers else 204
        if status is None:
            await asyncio.sleep(3600)
        more = f"Location: {receiver.location}\r\n" if receiver.location else ""
        writer.write(f"HTTP/1.1 {status} X\r\n{more}Content-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    receiver.port = server.sockets[0].getsockname()[1]
    try:
        yield receiver
    finally:
        server.close()


def verified(headers: dict[str, str], body: bytes, secret: str) -> bool:
    """As a receiver does it who follows the Standard Webhooks specification."""
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    wanted = base64.b64encode(hmac.digest(base64.b64decode(secret.removeprefix("whsec_")), signed, hashlib.sha256))
    return f"v1,{wanted.decode()}" in headers["webhook-signature"].split(" ")
