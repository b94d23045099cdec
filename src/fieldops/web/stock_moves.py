"""Stock carried by hand, over HTTP (P1)."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request

from fieldops.actions import stock_moves as actions
from fieldops.store import stock_moves as store
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query
from fieldops.web.requests import actor_of
from fieldops.web.routes import creates, lists, shows
from fieldops.web.wanted import page_of, wanted
from inventory.backup_pool_refusals import OnlySetAside
from inventory.ledger import InsufficientStock
from inventory.moves import BookedMove, MoveReferenceReused, StockMove, TooFarToCarry
from inventory.people import Permission
from refusals import NotFound

MOVE = {
    "reference": "ZJ-T051-1123-AM",
    "source": "ZJ/WH",
    "destination": "ZJ-T051/VAN",
    "lines": [{"part": "DP-9001", "quantity": 2, "condition": "new", "serials": []}],
    "note": "早班装车",
}
SHOWN = {
    **MOVE,
    "number": "MV-000001",
    "owner": "HQ",
    "moved_by": "parts.zj",
    "moved_at": "2026-11-23T07:40:00+08:00",
}


class StockMoveFilters(msgspec.Struct, kw_only=True, frozen=True):
    source: str | None = None
    destination: str | None = None
    reference: str | None = None


@lists(
    "/stock-moves",
    Listing(StockMoveFilters, ordering=("-number", "source", "destination")),
    answer=page_of(SHOWN),
    needs=Permission.STOCK_READ,
)
async def list_stock_moves(asked: Query[StockMoveFilters]) -> Page[BookedMove]:
    """Moves of stock by hand, with their lines."""
    return asked.page(*await store.move_page(wanted(asked)))


@shows("/stock-moves/{number:str}", refusals=(NotFound,), answer=SHOWN, needs=Permission.STOCK_READ)
async def show_stock_move(number: FromPath[str]) -> BookedMove:
    """One move of stock by hand."""
    return await store.move(number)


@creates(
    "/stock-moves",
    example=MOVE,
    location="/stock-moves/{number}",
    refusals=(InsufficientStock, OnlySetAside, TooFarToCarry, MoveReferenceReused),
    answer=SHOWN,
    needs=Permission.STOCK_MOVE,
)
async def carry_stock(data: Body[StockMove], request: Request[Any, Any, Any], now: Now) -> BookedMove:
    """Carry stock between two places of one outlet or province, such as into a van and back: all lines at once, or none."""
    return await perform(actions.carry, data, by=actor_of(request), now=now)


RESOURCES = (list_stock_moves, show_stock_move, carry_stock)
