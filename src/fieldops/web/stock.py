"""Stock over HTTP (P1)."""

from __future__ import annotations

from datetime import datetime

import msgspec

from fieldops.actions import stock as actions
from fieldops.actions.one import register_one
from fieldops.store import stock as store
from fieldops.store.stock import StockLine, StockSought
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, Now, Query
from fieldops.web.routes import creates, lists
from fieldops.web.wanted import page_of
from inventory.accounts import Condition
from inventory.ledger import TransferIdReused
from inventory.parts import StockReceipt
from inventory.people import Permission
from inventory.serials import SerialNotThere
from inventory.stock_words import StockKind
from refusals import FieldProblem, Text, refuse_all, with_offset

RECEIPT = {
    "reference": "DN-2026-11-0001",
    "location": "ZJ/WH",
    "lines": [{"part": "DP-9001", "quantity": 20, "serials": []}],
    "set_aside": False,
}
LINE = {
    "owner": "HQ",
    "location": "ZJ/WH",
    "part": "DP-9001",
    "condition": "new",
    "kind": "stock",
    "on_hand": 20,
    "reserved": 2,
    "available": 18,
    "in_transit": 0,
}


class StockFilters(msgspec.Struct, kw_only=True, frozen=True):
    """``node`` with ``below``: the places of the node and of all under it."""

    location: str | None = None
    node: str | None = None
    below: bool = False
    part: str | None = None
    owner: str | None = None
    condition: Condition | None = None
    kind: StockKind | None = None
    as_of: datetime | None = None


@lists(
    "/stock",
    Listing(StockFilters, ordering=("location", "part", "on_hand", "reserved")),
    answer=page_of(LINE),
    needs=Permission.STOCK_READ,
)
async def list_stock(asked: Query[StockFilters], now: Now) -> Page[StockLine]:
    """What is on hand, reserved, available and on its way, by location and part; now, or as it was at ``as_of``.

    What was booked later, but had occurred by then, counts. Lines of nothing are left out.
    """
    sought = asked.filters
    is_past("as_of", sought.as_of, now)
    places = await store.places_of(location=sought.location, node=sought.node, below=sought.below)
    wanted = StockSought(
        part=sought.part,
        places=places,
        owner=sought.owner,
        condition=sought.condition,
        kind=sought.kind,
        as_of=sought.as_of,
    )
    found = await store.stock_page(wanted, ordering=asked.ordering, limit=asked.limit, offset=asked.offset)
    return asked.page(*found)


def is_past(path: str, moment: datetime | None, now: datetime) -> None:
    """:raises Invalid: the moment has no offset, or is yet to come."""
    refuse_all(with_offset(path, moment))
    if moment is not None and moment > now:
        text = Text(en="must not lie in the future", zh="不能是将来的时间")
        refuse_all(FieldProblem(path, "out_of_range", text, moment.isoformat()))


@creates(
    "/stock-receipts",
    example=RECEIPT,
    refusals=(TransferIdReused, SerialNotThere),
    answer=RECEIPT,
    needs=Permission.STOCK_RECEIVE,
)
async def receive_stock(data: Body[StockReceipt], now: Now) -> StockReceipt:
    """Book goods that arrived from outside as new stock, or set aside for swaps; once per reference.

    A part that is tracked by serial number names one for each piece.
    """
    return await perform(register_one, actions.receive, data, now=now)


RESOURCES = (list_stock, receive_stock)
