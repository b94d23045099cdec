"""Stock over HTTP (P1)."""

from __future__ import annotations

import msgspec

from fieldops.actions import stock as actions
from fieldops.actions.one import register_one
from fieldops.store import balances
from fieldops.store.balances import StockLine
from fieldops.store.pages import Wanted
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, Now, Query
from fieldops.web.routes import creates, lists
from fieldops.web.wanted import page_of
from inventory.accounts import AccountKind, Condition
from inventory.ledger import TransferIdReused
from inventory.parts import StockReceipt
from inventory.people import Permission

RECEIPT = {
    "reference": "DN-2026-11-0001",
    "location": "ZJ/WH",
    "lines": [{"part": "DP-9001", "quantity": 20}],
    "set_aside": False,
}
LINE = {
    "owner": "HQ",
    "location": "ZJ/WH",
    "part": "DP-9001",
    "condition": "new",
    "set_aside": False,
    "on_hand": 20,
    "reserved": 2,
    "available": 18,
}
COLUMNS = {"location": "place", "part": "asset", "on_hand": "balance", "reserved": "reserved"}


class StockFilters(msgspec.Struct, kw_only=True, frozen=True):
    location: str | None = None
    part: str | None = None
    condition: Condition | None = None
    set_aside: bool = False


@lists("/stock", Listing(StockFilters, ordering=tuple(COLUMNS)), answer=page_of(LINE), needs=Permission.STOCK_READ)
async def list_stock(asked: Query[StockFilters]) -> Page[StockLine]:
    """What is on hand, reserved and available, by location and part; ``set_aside`` asks for backup units (B2)."""
    sought = asked.filters
    kind = AccountKind.SET_ASIDE if sought.set_aside else AccountKind.STOCK
    sign = "-" if asked.ordering.startswith("-") else ""
    wanted = Wanted(
        equal={"kind": kind.value, "place": sought.location, "asset": sought.part, "condition": sought.condition},
        ordering=sign + COLUMNS[asked.ordering.removeprefix("-")],
        limit=asked.limit,
        offset=asked.offset,
    )
    return asked.page(*await balances.stock_page(wanted))


@creates(
    "/stock-receipts", example=RECEIPT, refusals=(TransferIdReused,), answer=RECEIPT, needs=Permission.STOCK_RECEIVE
)
async def receive_stock(data: Body[StockReceipt], now: Now) -> StockReceipt:
    """Book goods that arrived from outside as new stock, or set aside for swaps; once per reference."""
    return await perform(register_one, actions.receive, data, now=now)


RESOURCES = (list_stock, receive_stock)
