"""Complaints that became a crisis (S4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert, known, value
from fieldops.tables.orders import Crises
from inventory.order_links import CrisisGround


@dataclass(frozen=True, slots=True, kw_only=True)
class Crisis:
    """``node`` had the complaint when it was recognised, ``grounds`` are why."""

    complaint: str
    node: str
    recognised_at: datetime
    grounds: tuple[CrisisGround, ...]


async def recognise(found: Sequence[Crisis]) -> None:
    """Those that are one already are left alone."""
    there = await known(Crises.complaint, [one.complaint for one in found])
    await insert(Crises, [asdict(one) | {"grounds": [*one.grounds]} for one in found if one.complaint not in there])


async def crisis_page(wanted: Wanted) -> tuple[int, list[Crisis]]:
    count, rows = await page(Crises, wanted)
    return count, [value(Crisis, row) for row in rows]
