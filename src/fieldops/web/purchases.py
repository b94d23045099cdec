"""Purchases over HTTP: what is missing, what is on order, and when whoever waits gets it (P5)."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request

from fieldops.actions import purchases as actions
from fieldops.actions.purchases import SuppliedLine
from fieldops.store import purchases as store
from fieldops.store.policies import NoPolicy
from fieldops.store.purchases import PurchaseNeed, VersionedPurchase
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query, Version
from fieldops.web.requests import actor_of, local_day
from fieldops.web.routes import acts, changes, creates, lists, shows
from fieldops.web.wanted import page_of, wanted
from inventory.people import Permission
from inventory.purchases import (
    Arrival,
    MoreThanOrdered,
    NewPurchase,
    Postponement,
    Purchase,
    PurchaseWrongStatus,
    Status,
)
from refusals import NotFound, StaleVersion

PURCHASE = {
    "part": "DP-9001",
    "quantity": 200,
    "location": "ZJ/WH",
    "supplier": "宁波水泵厂",
    "expected_on": "2026-12-08",
    "note": "",
}
SHOWN = {
    **PURCHASE,
    "number": "PU-000001",
    "ordered_by": "manager",
    "status": "ordered",
    "received": 0,
    "arrivals": 0,
}
NEED = {
    "part": "DP-9001",
    "waiting": 40,
    "requests": 7,
    "free": 0,
    "on_order": 30,
    "to_buy": 10,
    "next_on": "2026-12-08",
}
SUPPLY = [
    {
        "line": 1,
        "part": "DP-9001",
        "reserved": 2,
        "under_way": 0,
        "received": 0,
        "expected": [{"quantity": 3, "on": "2026-12-11", "origin": "purchase", "purchase": "PU-000001"}],
    }
]


class NeedFilters(msgspec.Struct, kw_only=True, frozen=True):
    part: str | None = None


@lists(
    "/purchase-needs",
    Listing(NeedFilters, ordering=("-to_buy", "part", "waiting")),
    answer=page_of(NEED),
    needs=Permission.PURCHASES_READ,
)
async def list_needs(asked: Query[NeedFilters]) -> Page[PurchaseNeed]:
    """Parts that were granted and are nowhere to be had: how many wait, are free, on order, and to be bought."""
    return asked.page(*await store.need_page(wanted(asked)))


class PurchaseFilters(msgspec.Struct, kw_only=True, frozen=True):
    part: str | None = None
    status: Status | None = None


@lists(
    "/purchases",
    Listing(PurchaseFilters, ordering=("-number", "part", "expected_on", "status")),
    answer=page_of(SHOWN),
    needs=Permission.PURCHASES_READ,
)
async def list_purchases(asked: Query[PurchaseFilters]) -> Page[Purchase]:
    """What is on order, and what was."""
    return asked.page(*await store.purchase_page(wanted(asked)))


@shows("/purchases/{number:str}", refusals=(NotFound,), answer=SHOWN, needs=Permission.PURCHASES_READ)
async def show_purchase(number: FromPath[str]) -> VersionedPurchase:
    """One purchase; its ETag is what a change of its day must name."""
    return await store.purchase(number)


@creates(
    "/purchases",
    example=PURCHASE,
    location="/purchases/{number}",
    answer=SHOWN,
    needs=Permission.PURCHASES_MAKE,
)
async def order_parts(data: Body[NewPurchase], request: Request[Any, Any, Any], now: Now) -> VersionedPurchase:
    """Note that parts were ordered, and when they are expected."""
    today = local_day(request, now)
    return await perform(actions.order, data, by=actor_of(request), today=today, now=now)


@changes(
    "/purchases/{number:str}",
    example={"expected_on": "2026-12-15", "note": "供应商延期"},
    refusals=(NotFound, StaleVersion, PurchaseWrongStatus),
    answer=SHOWN,
    needs=Permission.PURCHASES_MAKE,
)
async def postpone_purchase(
    number: FromPath[str], data: Body[Postponement], version: Version, request: Request[Any, Any, Any], now: Now
) -> VersionedPurchase:
    """It is expected on another day."""
    return await perform(actions.amend, number, data, version=version, today=local_day(request, now))


@acts(
    "/purchases/{number:str}/receive",
    example={"quantity": 120},
    refusals=(NotFound, PurchaseWrongStatus, MoreThanOrdered),
    answer=SHOWN,
    needs=Permission.PURCHASES_MAKE,
)
async def receive_purchase(number: FromPath[str], data: Body[Arrival], now: Now) -> VersionedPurchase:
    """Some or all of it has come, and is stock at its place."""
    return await perform(actions.receive, number, data, now=now)


@acts(
    "/purchases/{number:str}/cancel",
    refusals=(NotFound, PurchaseWrongStatus),
    answer=SHOWN,
    needs=Permission.PURCHASES_MAKE,
)
async def cancel_purchase(number: FromPath[str]) -> VersionedPurchase:
    """What hasn't come doesn't come."""
    return await perform(actions.cancel, number)


@shows(
    "/quota-requests/{number:str}/supply",
    refusals=(NotFound, NoPolicy),
    answer=SUPPLY,
    needs=Permission.REQUESTS_READ,
)
async def show_supply(number: FromPath[str], request: Request[Any, Any, Any], now: Now) -> list[SuppliedLine]:
    """Where the granted pieces of each line are, and on which day those it waits for are expected at the partner."""
    return await actions.supply_of(number, today=local_day(request, now))


RESOURCES = (
    list_needs,
    list_purchases,
    show_purchase,
    order_parts,
    postpone_purchase,
    receive_purchase,
    cancel_purchase,
    show_supply,
)
