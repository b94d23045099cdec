"""Shipments over HTTP (P1, P3)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, Response

from fieldops.actions import shipments as actions
from fieldops.documents import pick_list, receipt_note
from fieldops.store import shipments as store
from fieldops.store.shipments import VersionedShipment
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.paper import printed
from fieldops.web.params import Body, FromPath, Now, Query
from fieldops.web.requests import actor_of
from fieldops.web.routes import acts, creates, lists, prints, shows
from fieldops.web.wanted import page_of, wanted
from inventory.backup_pool_refusals import OnlySetAside
from inventory.ledger import InsufficientStock
from inventory.people import Permission
from inventory.quota_requests import MoneyNotBooked, NothingToPick, WrongStatus
from inventory.shipments import (
    Dispatch,
    MoreThanSent,
    Moving,
    NotYourPlace,
    Receipt,
    Shipment,
    ShipmentWrongStatus,
    Status,
)
from refusals import NotFound

MOVING = {
    "source": "ZJ/WH",
    "destination": "ZJ-T051/VAN",
    "lines": [{"part": "DP-9001", "quantity": 2, "condition": "new"}],
}
SHOWN: dict[str, Any] = {
    "number": "SH-000001",
    "source": "ZJ/WH",
    "destination": "ZJ-T051/VAN",
    "lines": [
        {
            "part": "DP-9001",
            "quantity": 2,
            "owner": "HQ",
            "pending": "shipment/SH-000001/1",
            "condition": "new",
            "request": None,
            "good": 0,
            "damaged": 0,
            "short": 0,
            "wrong": 0,
            "serials": [],
        }
    ],
    "status": "picked",
    "carrier": "",
    "tracking": "",
    "arrives_at": None,
    "receipts": 0,
}
RECEIPT = {
    "lines": [{"line": 1, "good": 1, "short": 1, "fault": "carrier"}],
    "note": "外箱完好",
}


class ShipmentFilters(msgspec.Struct, kw_only=True, frozen=True):
    source: str | None = None
    destination: str | None = None
    status: Status | None = None


class Expected(msgspec.Struct, kw_only=True):
    arrives_at: datetime


class PickingOrder(msgspec.Struct, kw_only=True):
    """The place at which everything that is reserved for the request there is picked."""

    source: str


@lists(
    "/shipments",
    Listing(ShipmentFilters, ordering=("-number", "source", "destination", "status")),
    answer=page_of(SHOWN),
    needs=Permission.SHIPMENTS_READ,
)
async def list_shipments(asked: Query[ShipmentFilters]) -> Page[Shipment]:
    """Shipments with their lines."""
    count, found = await store.shipment_page(wanted(asked))
    return asked.page(count, [one.value for one in found])


@shows("/shipments/{number:str}", refusals=(NotFound,), answer=SHOWN, needs=Permission.SHIPMENTS_READ)
async def show_shipment(number: FromPath[str]) -> VersionedShipment:
    """One shipment."""
    return await store.shipment(number)


@prints("/shipments/{number:str}/pick-list", refusals=(NotFound,), needs=Permission.SHIPMENTS_READ)
async def print_pick_list(number: FromPath[str], request: Request[Any, Any, Any], now: Now) -> Response[bytes]:
    """Its pick list as PDF: what to take from the shelves, in the order in which one walks."""
    return await printed(request, now, pick_list.of_shipment, number)


@prints("/shipments/{number:str}/receipt-note", refusals=(NotFound,), needs=Permission.SHIPMENTS_READ)
async def print_receipt_note(number: FromPath[str], request: Request[Any, Any, Any], now: Now) -> Response[bytes]:
    """Its receipt note as PDF: sent, received, differences and whose fault, to be signed (P3)."""
    return await printed(request, now, receipt_note.of_shipment, number)


@creates(
    "/shipments",
    example=MOVING,
    location="/shipments/{number}",
    refusals=(InsufficientStock, OnlySetAside),
    answer=SHOWN,
    needs=Permission.SHIPMENTS_SEND,
)
async def move_stock(data: Body[Moving], request: Request[Any, Any, Any], now: Now) -> VersionedShipment:
    """Pick stock of ours at one place to go to another; it is reserved until it leaves."""
    return await perform(actions.move, data, by=actor_of(request), now=now)


@creates(
    "/quota-requests/{number:str}/pick",
    example={"source": "ZJ/WH"},
    location="/shipments/{number}",
    refusals=(NotFound, WrongStatus, NothingToPick),
    answer=SHOWN,
    needs=Permission.SHIPMENTS_SEND,
)
async def pick_request(
    number: FromPath[str], data: Body[PickingOrder], request: Request[Any, Any, Any], now: Now
) -> VersionedShipment:
    """Make a shipment of all that is reserved for a quota request at one place."""
    return await perform(actions.pick, number, data.source, by=actor_of(request), now=now)


@acts(
    "/shipments/{number:str}/ship",
    example={"carrier": "顺丰", "tracking": "SF1020304050607", "arrives_at": "2026-11-23T10:30:00+08:00"},
    refusals=(NotFound, NotYourPlace, ShipmentWrongStatus, MoneyNotBooked),
    answer=SHOWN,
    needs=Permission.SHIPMENTS_SEND,
)
async def send_shipment(number: FromPath[str], data: Body[Dispatch], now: Now) -> VersionedShipment:
    """It leaves."""
    return await perform(actions.ship, number, data, now=now)


@acts(
    "/shipments/{number:str}/expect",
    example={"arrives_at": "2026-11-23T14:00:00+08:00"},
    refusals=(NotFound, ShipmentWrongStatus),
    answer=SHOWN | {"arrives_at": "2026-11-23T14:00:00+08:00"},
    needs=Permission.SHIPMENTS_SEND,
)
async def expect_shipment(number: FromPath[str], data: Body[Expected]) -> VersionedShipment:
    """Tell when a shipment on the way is expected, or that it is late: plans count on it (P5)."""
    return await perform(actions.expect, number, data.arrives_at)


@acts(
    "/shipments/{number:str}/cancel",
    refusals=(NotFound, NotYourPlace, ShipmentWrongStatus),
    answer=SHOWN,
    needs=Permission.SHIPMENTS_SEND,
)
async def cancel_shipment(number: FromPath[str], now: Now) -> VersionedShipment:
    """It doesn't leave after all; what a quota request has reserved stays reserved."""
    return await perform(actions.cancel, number, now=now)


@acts(
    "/shipments/{number:str}/receive",
    example=RECEIPT,
    refusals=(NotFound, NotYourPlace, ShipmentWrongStatus, MoreThanSent),
    answer=SHOWN,
    needs=Permission.SHIPMENTS_RECEIVE,
)
async def receive_shipment(
    number: FromPath[str], data: Body[Receipt], request: Request[Any, Any, Any], now: Now
) -> VersionedShipment:
    """Tell what came, line by line and in as many parts as it comes: good, damaged, short, wrong or over, and whose fault."""
    return await perform(actions.receive, number, data, by=actor_of(request), now=now)


RESOURCES = (
    list_shipments,
    show_shipment,
    print_pick_list,
    print_receipt_note,
    move_stock,
    expect_shipment,
    pick_request,
    send_shipment,
    cancel_shipment,
    receive_shipment,
)
