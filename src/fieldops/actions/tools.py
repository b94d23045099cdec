"""Tools of the catalogue, and where they lie (V1)."""

from __future__ import annotations

from collections.abc import Sequence

from fieldops.store import network
from fieldops.store import tools as store
from inventory.network import Location
from inventory.parts import Tool


async def add(tools: Sequence[Tool]) -> None:
    await store.add(tools)


async def keep(location: str, tools: frozenset[str]) -> Location:
    """From now on these lie at the stock location, no others. :raises NotFound: :raises Invalid: a tool isn't known."""
    await network.location(location)
    await store.set_tools(location, tools)
    return await network.location(location)
