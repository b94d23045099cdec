"""The one door through which actions reach the database."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Awaitable, Callable
from typing import ParamSpec, TypeVar

import asyncpg

from fieldops.database.engine import DB
from fieldops.database.refusals import TooBusy
from inventory.serials import PiecesNotNamed
from refusals import Refusal

P = ParamSpec("P")
T = TypeVar("T")

ATTEMPTS = 5
FIRST_PAUSE_S = 0.02
NOT_NAMED = "FS001"
"""A rule that the database itself keeps when a transaction ends (P1)."""

MET_OTHERS = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError)

jitter = random.Random()  # noqa: S311 - spreads retries; a test may seed it


async def perform(action: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run ``action`` in one transaction, commit, and return its value.

    An action only uses stores and never opens a transaction. What it raises rolls everything back and reaches the
    caller. If it meets others (serialization failure, deadlock) it is run again as a whole, so it must not touch the
    outside world; raises TooBusy when all attempts did.
    """
    for attempt in range(ATTEMPTS):
        try:
            async with DB.transaction():
                return await action(*args, **kwargs)
        except MET_OTHERS as error:
            if attempt == ATTEMPTS - 1:
                raise TooBusy(attempts=ATTEMPTS) from error
        except asyncpg.PostgresError as error:
            if error.sqlstate != NOT_NAMED:
                raise
            raise PiecesNotNamed(**json.loads(error.detail)) from error
        await asyncio.sleep(FIRST_PAUSE_S * 2**attempt * (0.5 + jitter.random()))
    raise AssertionError("unreachable")


async def attempt(action: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs) -> T | Refusal:
    """Within a transaction: what ``action`` gives, or why it was refused, and then nothing that it did is left."""
    transaction = DB.current_transaction.get()
    if transaction is None:
        raise RuntimeError("An attempt is a part of a transaction")
    try:
        async with transaction.connection.transaction():
            return await action(*args, **kwargs)
    except Refusal as refusal:
        return refusal


async def read(query: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run ``query``, which only reads, in one transaction: as who acts, and seeing one state of the database."""
    async with DB.transaction():
        return await query(*args, **kwargs)
