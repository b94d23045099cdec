"""How far new orders' customers live by road, before they are registered (S1)."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable, Sequence

from fieldops.actions.desk import Desk
from fieldops.actions.imports import orders_in
from fieldops.actions.promises import ways_to_ask
from fieldops.database.door import read
from fieldops.roads.travel import look_ahead
from fieldops.settings import Settings
from inventory.orders import ServiceOrder
from refusals import Refusal


async def look_ahead_for(orders: Sequence[ServiceOrder], desk: Desk, settings: Settings) -> None:
    """Ask what registering them will look up; where the engine doesn't answer soon, the straight line decides."""
    if settings.osrm_url:
        ways = functools.partial(ways_to_ask, orders, desk)
        await _ask(ways, desk, settings, wait_s=settings.osrm_desk_wait_ms / 1000)


async def look_ahead_for_import(import_id: int, desk: Desk, settings: Settings, *, wait_s: float) -> None:
    """The same for all orders of an import that is to be committed."""

    async def ways_of_import() -> dict[int, set[int]]:
        return await ways_to_ask(await orders_in(import_id), desk)

    if settings.osrm_url:
        await _ask(ways_of_import, desk, settings, wait_s=wait_s)


async def _ask(
    ways: Callable[[], Awaitable[dict[int, set[int]]]], desk: Desk, settings: Settings, *, wait_s: float
) -> None:
    try:
        wanted = await read(ways)
    except Refusal:
        return  # what is done next refuses it too, and says so
    if wanted:
        await look_ahead(wanted, settings, now=desk.now, wait_s=wait_s)
