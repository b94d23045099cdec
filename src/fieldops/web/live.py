"""Event streams: whoever follows the events is told as soon as there are new ones (text/event-stream)."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any

import asyncpg
import structlog

from fieldops.database.engine import DB, UNREACHABLE
from fieldops.web.refusals import TooManyStreams

log = structlog.get_logger(__name__)

CHANNEL = "fieldops_events"
HEARTBEAT_S = 15.0
"""A stream without news says so as often: what stands between would close it, and the reader knows that it lives."""

GATHER_S = 0.2
"""News that come together are told together."""

AGAIN_S = 2.0
MOST_OF_ONE = 12
"""Streams of one person, such as browser tabs."""


class Bell:
    """Rings when any process has committed an event. One connection listens for all streams of this process."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self._streams: Counter[str] = Counter()
        self.closing = False

    def next_ring(self) -> Callable[[float], Awaitable[bool]]:
        """What waits for a ring after this call, no longer than so many seconds or a heartbeat; tells whether it rang."""
        rung = self._rung

        async def wait(most_s: float) -> bool:
            with suppress(TimeoutError):
                await asyncio.wait_for(rung.wait(), min(most_s, HEARTBEAT_S))
            if rung.is_set() and not self.closing:
                await asyncio.sleep(GATHER_S)
            return rung.is_set()

        return wait

    def ring(self) -> None:
        rung, self._rung = self._rung, asyncio.Event()
        rung.set()

    def close(self) -> None:
        """All streams end: the server stops."""
        self.closing = True
        self.ring()

    def refuse_more(self, actor: str) -> None:
        """:raises TooManyStreams: that person follows often enough already."""
        if self._streams[actor] >= MOST_OF_ONE:
            raise TooManyStreams(most=MOST_OF_ONE)

    @contextmanager
    def followed_by(self, actor: str) -> Iterator[None]:
        self._streams[actor] += 1
        try:
            yield
        finally:
            self._streams[actor] -= 1

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Meanwhile, listen; a server that went away is waited for, and then everybody looks."""
        listener = asyncio.create_task(self._listen())
        try:
            yield
        finally:
            self.close()
            listener.cancel()
            with suppress(asyncio.CancelledError):
                await listener

    async def _listen(self) -> None:
        while True:
            try:
                connection = await asyncpg.connect(**DB.config)
                try:
                    await self._until_gone(connection)
                finally:
                    connection.terminate()
            except (*UNREACHABLE, asyncpg.PostgresConnectionError) as error:
                log.warning("events_lost_the_database", reason=str(error))
            await asyncio.sleep(AGAIN_S)

    async def _until_gone(self, connection: asyncpg.Connection[Any]) -> None:
        gone = asyncio.Event()
        connection.add_termination_listener(lambda _: gone.set())
        await connection.add_listener(CHANNEL, lambda *_: self.ring())
        self.ring()
        await gone.wait()
