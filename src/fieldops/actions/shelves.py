"""Where parts lie is told (N2)."""

from __future__ import annotations

from fieldops.store import shelves as store
from inventory.shelves import Shelf


async def put(shelf: Shelf) -> Shelf:
    """The part lies there from now on, wherever it lay before at that location.

    :raises Invalid: the location or the part isn't known.
    """
    await store.put(shelf)
    return shelf
