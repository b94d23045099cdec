"""Event streams: whoever follows the events is told as soon as there are new ones (text/event-stream)."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
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


class Ear:
    """What one stream hears of the bell."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._rung.set()

    def listen_anew(self) -> None:
        """Said before looking for news, and whether the server stops: a ring that comes while looking counts."""
        self._rung.clear()

    async def hears(self, most_s: float) -> bool:
        """Waits for a ring, no longer than so many seconds or a heartbeat; tells whether it rang."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._rung.wait(), min(most_s, HEARTBEAT_S))
            await asyncio.sleep(GATHER_S)
        return self._rung.is_set()


class Bell:
    """Rings when any process has committed an event. One connection listens for all streams of this process."""

    def __init__(self) -> None:
        self._ears: defaultdict[str, set[Ear]] = defaultdict(set)
        self.closing = False

    def ring(self) -> None:
        for ears in self._ears.values():
            for ear in ears:
                ear.ring()

    def close(self) -> None:
        """All streams end: the server stops."""
        self.closing = True
        self.ring()

    def refuse_more(self, actor: str) -> None:
        """:raises TooManyStreams: that person follows often enough already."""
        if len(self._ears.get(actor, ())) >= MOST_OF_ONE:
            raise TooManyStreams(most=MOST_OF_ONE)

    @contextmanager
    def followed_by(self, actor: str) -> Iterator[Ear]:
        ear = Ear()
        self._ears[actor].add(ear)
        try:
            yield ear
        finally:
            self._ears[actor].discard(ear)
            if not self._ears[actor]:
                del self._ears[actor]

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
