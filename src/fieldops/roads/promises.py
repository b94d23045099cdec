"""How far new orders' customers live by road, before they are registered (S1)."""

from __future__ import annotations

from collections.abc import Sequence

from fieldops.actions.desk import Desk
from fieldops.actions.promises import ways_to_ask
from fieldops.database.door import read
from fieldops.roads.travel import look_ahead
from fieldops.settings import Settings
from inventory.orders import ServiceOrder
from refusals import Refusal


async def look_ahead_for(orders: Sequence[ServiceOrder], desk: Desk, settings: Settings) -> None:
    """Ask what registering them will look up; where the engine doesn't answer soon, the straight line decides."""
    if not settings.osrm_url:
        return
    try:
        wanted = await read(ways_to_ask, orders, desk)
    except Refusal:
        return  # registering refuses it too, and says so
    if wanted:
        await look_ahead(wanted, settings, now=desk.now)
