"""Sold machines over HTTP: sales and what proves them, receipt cards, warranty, other sales of a serial (W1, W4, W5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import msgspec
from litestar import Request

from fieldops.actions import orders as order_actions
from fieldops.actions import sold_units as actions
from fieldops.actions.one import register_one
from fieldops.actions.unit_warranty import UnitWarranty, unit_warranty
from fieldops.store import sold_units as store
from fieldops.store.policies import NoPolicy
from fieldops.store.sold_units import VersionedUnit
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query, Version
from fieldops.web.requests import desk_of, local_day
from fieldops.web.routes import acts, changes, creates, lists, shows
from fieldops.web.wanted import page_of, wanted
from inventory.orders import SoldUnit
from inventory.people import Permission
from inventory.sale_proofs import SaleNotProven, SerialNeverSold, SerialSoldTwice, UnitTakenBack
from inventory.sold_units import (
    MOST_CARDS,
    NewOtherSale,
    OtherSale,
    OtherSaleSettled,
    OtherSaleState,
    ReceiptCard,
    UnitCorrection,
)
from inventory.warranty import UseClassUnknown
from refusals import AlreadyThere, NotFound, StaleVersion

UNIT = {
    "serial": "XQG10077-2025-000001",
    "model": "XQG100-77",
    "customer": "C-ZJ-900001",
    "sold_by": "ZJ-021",
    "sold_on": "2025-05-01",
    "receipt_card_on": "2025-05-12",
    "use_class": "household",
    "invoice": None,
    "made_on": None,
}
WARRANTY = {
    "unit": "XQG10077-2025-000001",
    "model": "XQG100-77",
    "use_class": "household",
    "sold_by": "ZJ-021",
    "sold_on": "2025-05-01",
    "since": "2025-05-01",
    "proof": "receipt_card",
    "covered": [{"component": "main", "until": "2028-05-01", "by": "main"}],
    "refund_until": "2025-05-08",
    "exchange_until": "2025-05-16",
    "recognised_for_claims": "recognised",
    "receipt_card_on": "2025-05-12",
    "card_due_on": "2025-05-21",
}
CARDS = {"cards": [{"serial": "XQG10077-2025-000001", "on": "2025-05-12"}]}
NEW_OTHER = {
    "serial": "XQG10077-2024-000009",
    "sold_by": "ZJ-021",
    "sold_on": "2025-06-18",
    "note": "客户持有 6 月 18 日发票",
    "receipt_card_on": None,
    "invoice": "FP-20250618-77",
}
OTHER = {
    **NEW_OTHER,
    "id": 1,
    "told_by": "wang.fang",
    "told_at": "2026-11-23T08:00:00+08:00",
    "state": "open",
    "settled_by": None,
    "settled_at": None,
    "reason": "",
}


class UnitFilters(msgspec.Struct, kw_only=True, frozen=True):
    """``without_card``: only those whose receipt card hasn't come, or only those whose has."""

    customer: str | None = None
    model: str | None = None
    sold_by: str | None = None
    use_class: str | None = None
    without_card: bool | None = None


class OtherSaleFilters(msgspec.Struct, kw_only=True, frozen=True):
    serial: str | None = None
    sold_by: str | None = None
    state: OtherSaleState | None = None


class Cards(msgspec.Struct, kw_only=True, frozen=True):
    cards: Annotated[list[ReceiptCard], msgspec.Meta(min_length=1, max_length=MOST_CARDS)]


class FoundOut(msgspec.Struct, kw_only=True, frozen=True):
    """``right``: the other sale is the right one."""

    right: bool
    reason: str


@lists(
    "/sold-units",
    Listing(UnitFilters, ordering=("serial", "sold_on")),
    answer=page_of(UNIT),
    needs=Permission.CUSTOMERS_READ,
)
async def list_units(asked: Query[UnitFilters]) -> Page[SoldUnit]:
    """Machines at customers."""
    sought = wanted(asked)
    equal = {name: value for name, value in sought.equal.items() if name != "without_card"}
    found = await store.unit_page(replace(sought, equal=equal), without_card=asked.filters.without_card)
    return asked.page(*found)


@shows("/sold-units/{serial:str}", refusals=(NotFound,), answer=UNIT, needs=Permission.WARRANTY_READ)
async def show_unit(serial: FromPath[str]) -> VersionedUnit:
    """One machine by its serial or barcode; its ETag is what a correction must name."""
    return await store.unit(serial)


@shows(
    "/sold-units/{serial:str}/warranty",
    refusals=(SerialNeverSold, SerialSoldTwice, SaleNotProven, UnitTakenBack, UseClassUnknown, NoPolicy),
    answer=WARRANTY,
    needs=Permission.WARRANTY_READ,
)
async def show_unit_warranty(serial: FromPath[str], request: Request[Any, Any, Any], now: Now) -> UnitWarranty:
    """What proves its sale, until when what is covered, and whether the dealer's claims for it count."""
    return await unit_warranty(serial, today=local_day(request, now))


@creates(
    "/sold-units",
    example=UNIT,
    location="/sold-units/{serial}",
    refusals=(AlreadyThere, SerialSoldTwice),
    answer=UNIT,
    needs=Permission.CUSTOMERS_EDIT,
)
async def register_unit(data: Body[SoldUnit]) -> SoldUnit:
    """Register a machine that was sold (W1, W4)."""
    return await perform(register_one, order_actions.register_units, data)


@changes(
    "/sold-units/{serial:str}",
    example={"use_class": "commercial", "invoice": "FP-20250501-12"},
    refusals=(NotFound, StaleVersion),
    answer=UNIT,
    needs=Permission.CUSTOMERS_EDIT,
)
async def correct_unit(serial: FromPath[str], data: Body[UnitCorrection], version: Version) -> VersionedUnit:
    """Correct what was told wrongly, or add the customer, the use class or what proves the sale."""
    return await perform(actions.correct, serial, data, version=version)


@acts("/receipt-cards", example=CARDS, answer=CARDS["cards"], needs=Permission.CUSTOMERS_EDIT)
async def record_cards(data: Body[Cards], request: Request[Any, Any, Any], now: Now) -> list[ReceiptCard]:
    """Receipt cards that reached head office, one or many; all of them or none (W5)."""
    return await perform(actions.record_cards, data.cards, today=local_day(request, now))


@lists(
    "/other-sales",
    Listing(OtherSaleFilters, ordering=("-id", "serial", "sold_on")),
    answer=page_of(OTHER),
    needs=Permission.CUSTOMERS_READ,
)
async def list_other_sales(asked: Query[OtherSaleFilters]) -> Page[OtherSale]:
    """Second sales of a serial: while one is open, neither order nor entitlement is had for the machine."""
    return asked.page(*await store.other_sale_page(wanted(asked)))


@creates(
    "/other-sales",
    example=NEW_OTHER,
    refusals=(NotFound, AlreadyThere),
    answer=OTHER,
    needs=Permission.CUSTOMERS_EDIT,
)
async def tell_other_sale(data: Body[NewOtherSale], request: Request[Any, Any, Any], now: Now) -> OtherSale:
    """Tell that a machine was sold by somebody else, or on another day, than is known (W4)."""
    return await perform(actions.tell_other_sale, data, desk_of(request, now))


@acts(
    "/other-sales/{id:int}/settle",
    example={"right": False, "reason": "经核对发票，原销售记录正确"},
    refusals=(NotFound, OtherSaleSettled),
    answer={**OTHER, "state": "rejected"},
    needs=Permission.SALES_SETTLE,
)
async def settle_other_sale(
    id: FromPath[int], data: Body[FoundOut], request: Request[Any, Any, Any], now: Now
) -> OtherSale:
    """Head office has found out which of the two sales is the right one."""
    return await perform(actions.settle_other_sale, id, desk_of(request, now), right=data.right, reason=data.reason)


RESOURCES = (
    list_units,
    show_unit,
    show_unit_warranty,
    register_unit,
    correct_unit,
    record_cards,
    list_other_sales,
    tell_other_sale,
    settle_other_sale,
)
