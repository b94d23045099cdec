"""Piccolo's engine with a pool that never loses a connection.

``DB`` is the one engine of the process: tables find it through ``fieldops.piccolo_conf``, ``connect`` opens it. Another
``FieldopsEngine`` can be opened beside it for raw queries.

Values: timestamps with time zone come back aware, in UTC. JSON columns come back as text, as Piccolo expects; ask
for ``.output(load_json=True)``.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from piccolo.engine.postgres import PostgresEngine

from fieldops.database.binaries import OLDEST_MAJOR
from fieldops.database.refusals import DatabaseOutOfReach, DatabaseTooOld
from fieldops.database.server import EmbeddedServer
from fieldops.database.transaction import FieldopsTransaction
from fieldops.database.who import SERVICE, acting, who
from fieldops.settings import Settings, without_password

os.environ["PICCOLO_CONF"] = "fieldops.piccolo_conf"  # the only way to tell Piccolo where its engine is

UNREACHABLE = (OSError, asyncpg.CannotConnectNowError, asyncpg.ConnectionDoesNotExistError)
REFUSED_AT_THE_DOOR = (
    *UNREACHABLE,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.TooManyConnectionsError,
    asyncpg.ClientConfigurationError,
)
CONNECT_S = 10.0
GIVE_BACK_S = 10.0
CLOSE_S = 10.0


async def _take_role(connection: asyncpg.Connection[asyncpg.Record]) -> None:
    """Work as the role that owns nothing; a database that was never migrated has none yet."""
    await connection.execute(f"SELECT set_config('role', rolname, false) FROM pg_roles WHERE rolname = '{SERVICE}'")  # noqa: S608


async def _nothing_to_reset(_: asyncpg.Connection[asyncpg.Record]) -> None:
    """Instead of asyncpg's own four statements, which cost each action a round trip.

    A connection of the pool carries nothing from one user to the next: what is set or locked, is so for a transaction.
    asyncpg still rolls back one that was left open.
    """


class FieldopsEngine(PostgresEngine):
    """Closed until ``open``; opened and used in one event loop."""

    def __init__(self) -> None:
        super().__init__(config={})
        self._revive: Callable[[], object] | None = None

    async def check_version(self) -> None:
        """Piccolo would connect here, before anybody said where."""

    async def prep_database(self) -> None:
        """Extensions are created by a migration."""

    async def open(
        self, url: str, *, pool_min: int = 1, pool_max: int = 10, revive: Callable[[], object] | None = None
    ) -> None:
        """Connect to ``url``; ``revive`` is called in a thread to restart the server when it can't be reached.

        Raises DatabaseOutOfReach or DatabaseTooOld.
        """
        if self.pool is not None:
            raise RuntimeError("This engine is open already; close it first")
        self.config = {
            "dsn": url,
            "timeout": CONNECT_S,
            "server_settings": {"timezone": "UTC", "application_name": "fieldops"},
        }
        self._revive = revive
        self._reviving = asyncio.Lock()
        try:
            self.pool = await asyncpg.create_pool(
                **self.config, min_size=pool_min, max_size=pool_max, init=_take_role, reset=_nothing_to_reset
            )
            await self._check_age()
        except REFUSED_AT_THE_DOOR as error:
            await self.close()
            raise self._out_of_reach(error) from error
        except BaseException:
            await self.close()
            raise

    async def _check_age(self) -> None:
        async with self.connection() as connection:
            found = connection.get_server_version().major
        if found < OLDEST_MAJOR:
            raise DatabaseTooOld(found=found, least=OLDEST_MAJOR)

    async def close(self) -> None:
        """Close all connections; one that is still in use after 10 s is cut."""
        pool, self.pool = self.pool, None
        if pool is None:
            return
        try:
            async with asyncio.timeout(CLOSE_S):
                await pool.close()
        except TimeoutError:
            pool.terminate()

    async def acquire(self) -> Any:
        """A connection of the pool; the embedded server is restarted first if it was killed."""
        if self.pool is None:
            raise RuntimeError("The database is not open; use fieldops.database.connect")
        try:
            return await self.pool.acquire()
        except UNREACHABLE as error:
            if self._revive is None:
                raise self._out_of_reach(error) from error
        async with self._reviving:
            await asyncio.to_thread(self._revive)
        try:
            return await self.pool.acquire()
        except UNREACHABLE as error:
            raise self._out_of_reach(error) from error

    async def give_back(self, connection: Any) -> None:
        """Return ``connection`` to the pool; one that is broken or doesn't answer in time is dropped."""
        if self.pool is not None:
            await self.pool.release(connection, timeout=GIVE_BACK_S)

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Any]:
        """A connection outside of any transaction, such as for COPY; leave nothing set on it (no SET, LISTEN or lock)."""
        connection = await self.acquire()
        try:
            yield connection
        finally:
            await self.give_back(connection)

    @asynccontextmanager
    async def owning(self) -> AsyncIterator[Any]:
        """A transaction of the database's owner, who may change its schema; gives its connection.

        The program itself acts in it: the roles that others work as may have yet to be made.
        """
        with acting(None):
            async with self.transaction() as transaction:
                await transaction.connection.execute("SET LOCAL ROLE NONE")
                yield transaction.connection

    async def renew(self) -> None:
        """New connections from now on: what is taken over at the start of one has changed."""
        if self.pool is not None:
            await self.pool.expire_connections()

    def transaction(self) -> FieldopsTransaction:  # type: ignore[override]
        """One transaction; inside another it raises piccolo.engine.exceptions.TransactionError."""
        return FieldopsTransaction(engine=self, allow_nested=False)

    async def _run_in_pool(self, query: str, args: Sequence[Any] | None = None) -> Any:
        someone = who()
        if someone is not None and someone.scoped:
            raise RuntimeError("A query for somebody with a limited reach needs a transaction")
        async with self.connection() as connection:
            return await connection.fetch(query, *(args or ()))

    async def _run_in_new_connection(self, query: str, args: Sequence[Any] | None = None) -> Any:
        """Every query goes through the pool: one that connects by itself would miss the restart."""
        return await self._run_in_pool(query, args)

    def _out_of_reach(self, error: BaseException) -> DatabaseOutOfReach:
        return DatabaseOutOfReach(url=without_password(self.config.get("dsn", "")), reason=str(error) or repr(error))


DB = FieldopsEngine()


@asynccontextmanager
async def connect(settings: Settings) -> AsyncIterator[FieldopsEngine]:
    """Open ``DB`` on the server that ``settings`` name, else on the embedded one, which is started if it must be."""
    if settings.database_url:
        async with _opened(settings, settings.database_url) as engine:
            yield engine
        return
    server = EmbeddedServer(settings.data_dir)
    sharing = server.shared()
    url = await asyncio.to_thread(sharing.__enter__)
    try:
        async with _opened(settings, url, server.ensure) as engine:
            yield engine
    finally:
        await asyncio.to_thread(sharing.__exit__, None, None, None)


@asynccontextmanager
async def _opened(
    settings: Settings, url: str, revive: Callable[[], object] | None = None
) -> AsyncIterator[FieldopsEngine]:
    await DB.open(url, pool_min=settings.database_pool_min, pool_max=settings.database_pool_max, revive=revive)
    try:
        yield DB
    finally:
        await DB.close()
