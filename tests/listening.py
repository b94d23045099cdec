"""The web application behind a real socket."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fieldops.web.server import Server


@asynccontextmanager
async def listening(server: Server) -> AsyncIterator[str]:
    """Its address; it stops on leaving."""
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    serving = asyncio.create_task(server.serve([bound]))
    while not server.started:
        assert not serving.done()
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving
