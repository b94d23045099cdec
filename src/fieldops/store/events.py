"""Events, as far as who acts may see them. Triggers write them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fieldops.store.pages import Wanted, page
from fieldops.store.reach import everywhere
from fieldops.store.rows import value
from fieldops.tables.events import Events
from inventory.events import Event, Family


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Events after a position, of one family, about one record; None asks nothing."""

    after: int | None = None
    family: Family | None = None
    key: str | None = None


async def event_page(
    sought: Sought, families: Collection[Family], *, ordering: str, limit: int, offset: int = 0
) -> tuple[int, list[Event]]:
    """Those of ``families``: what the caller may read."""
    among = tuple(sorted(set(families) & {sought.family} if sought.family else families))
    wanted = Wanted(equal={"family": among, "key": sought.key}, ordering=ordering, limit=limit, offset=offset)
    also: Any = Events.position > sought.after if sought.after is not None else None
    count, rows = await page(Events, wanted, also)
    return count, [value(Event, row) for row in rows]


async def events_after(position: int, families: Collection[Family], *, limit: int) -> list[Event]:
    """The next ones, in their order."""
    rows = await Events.raw(
        "SELECT * FROM events WHERE position > {} AND family = ANY({}) ORDER BY position LIMIT {}",
        position,
        sorted(families),
        limit,
    ).run()
    return [value(Event, row) for row in rows]


async def last_position() -> int:
    """The position of the last event that is there, whoever may see it; 0 if there is none."""
    async with everywhere():
        rows = await Events.raw("SELECT coalesce(max(position), 0) AS last FROM events").run()
    last: int = rows[0]["last"]
    return last


async def forget_before(moment: datetime) -> int:
    """How many old events were thrown away, with their deliveries."""
    rows = await Events.raw(
        "WITH gone AS (DELETE FROM events WHERE at < {} RETURNING 1) SELECT count(*) AS count FROM gone", moment
    ).run()
    count: int = rows[0]["count"]
    return count
