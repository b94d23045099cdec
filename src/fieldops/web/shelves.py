"""Shelves over HTTP (N2)."""

from __future__ import annotations

import msgspec

from fieldops.actions import shelves as actions
from fieldops.store import shelves as store
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, Query
from fieldops.web.routes import creates, lists
from fieldops.web.wanted import page_of, wanted
from inventory.people import Permission
from inventory.shelves import Shelf

SHELF = {"location": "ZJ/WH", "part": "DP-9001", "shelf": "A-03-2"}


class ShelfFilters(msgspec.Struct, kw_only=True, frozen=True):
    location: str | None = None
    part: str | None = None


@lists(
    "/shelves",
    Listing(ShelfFilters, ordering=("location", "part", "shelf")),
    answer=page_of(SHELF),
    needs=Permission.STOCK_READ,
)
async def list_shelves(asked: Query[ShelfFilters]) -> Page[Shelf]:
    """Where parts lie at each location."""
    return asked.page(*await store.shelf_page(wanted(asked)))


@creates("/shelves", example=SHELF, answer=SHELF, needs=Permission.SHELVES_SET)
async def put_on_shelf(data: Body[Shelf]) -> Shelf:
    """Tell on which shelf of a location a part lies; told again, it has moved."""
    return await perform(actions.put, data)


RESOURCES = (list_shelves, put_on_shelf)
