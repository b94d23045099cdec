"""Databases that are laid out once for all tests of a worker; each test begins on a clone of its own."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from fieldops.database.engine import DB, FieldopsEngine

LayOut = Callable[[], Awaitable[Any]]


@dataclass(frozen=True)
class Grounds:
    """A database that many tests begin with; ``told`` is what its laying out returned."""

    clone_url: Callable[[], contextlib.AbstractContextManager[str]]
    told: Any

    @contextlib.asynccontextmanager
    async def clone(self) -> AsyncIterator[FieldopsEngine]:
        """``DB``, opened on a fresh clone."""
        with self.clone_url() as url:
            await DB.open(url, pool_max=20)
            try:
                yield DB
            finally:
                await DB.close()


def grounds(lay_out: LayOut) -> Any:
    """A fixture: ``DB`` on a fresh clone of what ``lay_out`` made once. Its value is what ``lay_out`` returned."""

    @pytest.fixture
    async def opened(laid_out: Callable[[LayOut], Grounds]) -> AsyncIterator[Any]:
        made = await asyncio.to_thread(laid_out, lay_out)  # it has a loop of its own
        async with made.clone():
            yield made.told

    return opened
