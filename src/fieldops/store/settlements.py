"""Where people live (S1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from fieldops.store.rows import insert, refuse_known
from fieldops.tables.settlements import Settlements
from inventory.imports.settlements import Settlement
from refusals import Text
from routing.places import Settlements as Gazetteer

M_PER_DEGREE = 111_000
"""Of latitude, a little less than anywhere."""


async def add(settlements: Sequence[Settlement]) -> None:
    """:raises AlreadyThere: a code is taken."""
    await refuse_known("settlement", Settlements.code, [one.code for one in settlements])
    await insert(Settlements, [asdict(one) for one in settlements])


async def around(south: float, north: float, reach_m: int) -> Gazetteer:
    """Those that may be within ``reach_m`` of a place between these latitudes: the belt around it, whatever the longitude."""
    wide = reach_m / M_PER_DEGREE
    rows = await Settlements.raw(
        "SELECT * FROM settlements WHERE lat BETWEEN {} AND {} ORDER BY code", south - wide, north + wide
    ).run()
    names = [Text(en=row["name_en"], zh=row["name_zh"]) for row in rows]
    return Gazetteer(names, [row["lon"] for row in rows], [row["lat"] for row in rows])
