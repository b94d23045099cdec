"""Shelves of parts at locations (N2)."""

from __future__ import annotations

from collections.abc import Iterable

from fieldops.store.network import unknown_locations
from fieldops.store.pages import Wanted, page
from fieldops.store.parts import unknown_parts
from fieldops.store.rows import refuse_if_any, value
from fieldops.tables.shelves import Shelves
from inventory.shelves import Shelf

# What is told again unchanged leaves the row, and the audit log, as they are.
PUT = (
    "INSERT INTO shelves (location, part, shelf) VALUES ({}, {}, {})"
    " ON CONFLICT (location, part) DO UPDATE SET shelf = excluded.shelf WHERE shelves.shelf <> excluded.shelf"
)


async def put(shelf: Shelf) -> None:
    """The part lies there from now on. :raises Invalid: the location or the part isn't known."""
    refuse_if_any(
        await unknown_locations([("location", shelf.location)]),
        await unknown_parts([("part", shelf.part)]),
    )
    await Shelves.raw(PUT, shelf.location, shelf.part, shelf.shelf).run()


async def shelf_page(wanted: Wanted) -> tuple[int, list[Shelf]]:
    count, rows = await page(Shelves, wanted)
    return count, [value(Shelf, row) for row in rows]


async def shelves_of(places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The shelf of each (location, part) that has one."""
    pairs = sorted(set(places))
    rows = await Shelves.raw(
        "SELECT location, part, shelf FROM shelves"
        " WHERE (location, part) IN (SELECT * FROM unnest({}::text[], {}::text[]))",
        [location for location, _ in pairs],
        [part for _, part in pairs],
    ).run()
    return {(row["location"], row["part"]): row["shelf"] for row in rows}
