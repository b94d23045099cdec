"""Pages of the ledger's balances, as stock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fieldops.store.pages import Wanted, page
from fieldops.tables.ledger import LedgerAccounts
from inventory.accounts import AccountKind, Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLine:
    """Pieces of a part at a location: ``available`` is what is on hand and not reserved (P1)."""

    owner: str
    location: str
    part: str
    condition: Condition
    set_aside: bool
    on_hand: int
    reserved: int
    available: int


async def stock_page(wanted: Wanted) -> tuple[int, list[StockLine]]:
    """Stock on hand; ``wanted.equal`` names columns of the ledger's accounts."""
    count, rows = await page(LedgerAccounts, wanted)
    return count, [_stock_line(row) for row in rows]


def _stock_line(row: Mapping[str, Any]) -> StockLine:
    return StockLine(
        owner=row["owner"],
        location=row["place"],
        part=row["asset"],
        condition=Condition(row["condition"]),
        set_aside=row["kind"] == AccountKind.SET_ASIDE,
        on_hand=row["balance"],
        reserved=row["reserved"],
        available=row["balance"] - row["reserved"],
    )
