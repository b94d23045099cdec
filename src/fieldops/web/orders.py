"""Customers, units and service orders over HTTP (S1, S2)."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request

from fieldops.actions import customers, order_parts
from fieldops.actions import orders as actions
from fieldops.actions.customers import NewCustomer
from fieldops.actions.one import register_one
from fieldops.store import orders as store
from fieldops.store.orders import VersionedOrder
from fieldops.store.policies import NoPolicy
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query, Version
from fieldops.web.requests import local_day
from fieldops.web.routes import acts, changes, creates, lists, shows
from fieldops.web.wanted import page_of, wanted
from inventory.orders import (
    Amendment,
    Customer,
    OrderKind,
    OrderNotOpen,
    OrderStatus,
    ServiceOrder,
    SoldUnit,
    SwapWithoutContract,
)
from inventory.people import Permission
from refusals import AlreadyThere, NotFound, StaleVersion
from routing.places import PlaceNearNoSettlement, PlaceOutOfReach, PlaceSwapped

CUSTOMER = {
    "code": "C-ZJ-900001",
    "name": "王小明",
    "phone": "19900001234",
    "address": "浙江省余姚市城区示范路 1 号",
    "lon": 121.155,
    "lat": 30.041,
    "contract": False,
}
NEW_CUSTOMER = {**CUSTOMER, "coordinates": "gcj02", "lon": 121.15946, "lat": 30.03868}
UNIT = {
    "serial": "XQG10077-2025-000001",
    "model": "XQG100-77",
    "customer": "C-ZJ-900001",
    "sold_by": "ZJ-021",
    "sold_on": "2025-05-01",
    "receipt_card_on": "2025-05-12",
    "use_class": "household",
}
ORDER = {
    "kind": "repair",
    "customer": "C-ZJ-900001",
    "outlet": "ZJ-021",
    "registered_at": "2026-11-22T09:30:00+08:00",
    "unit": "XQG10077-2025-000001",
    "fault": "FL-90",
    "appointment": {"starts": "2026-11-23T10:00:00+08:00", "ends": "2026-11-23T12:00:00+08:00"},
}
ORDER_SHOWN = {
    **ORDER,
    "number": "SO-20261122-000001",
    "fault_level": 3,
    "parts": [{"part": "DP-9001", "quantity": 1}],
    "note": "",
    "status": "open",
}
ORDER_PARTS = [
    {
        "part": "DP-9001",
        "quantity": 1,
        "reserved": [],
        "at_outlet": 0,
        "requested": [
            {
                "request": "QR-202611-000001",
                "line": 1,
                "status": "approved",
                "part": "DP-9001",
                "waiting": 1,
                "under_way": 0,
                "received": 0,
                "expected": [{"quantity": 1, "on": "2026-12-11", "origin": "purchase", "purchase": "PU-000001"}],
            }
        ],
        "nobody_asked": 0,
        "there_on": "2026-12-11",
    }
]
AMENDMENT = {"appointment": {"starts": "2026-11-23T14:00:00+08:00", "ends": "2026-11-23T16:00:00+08:00"}}


class CustomerFilters(msgspec.Struct, kw_only=True, frozen=True):
    contract: bool | None = None
    phone: str | None = None


class UnitFilters(msgspec.Struct, kw_only=True, frozen=True):
    customer: str | None = None
    model: str | None = None


class OrderFilters(msgspec.Struct, kw_only=True, frozen=True):
    kind: OrderKind | None = None
    status: OrderStatus | None = None
    outlet: str | None = None
    customer: str | None = None
    fault_level: int | None = None


@lists(
    "/customers",
    Listing(CustomerFilters, ordering=("code", "name")),
    answer=page_of(CUSTOMER),
    needs=Permission.CUSTOMERS_READ,
)
async def list_customers(asked: Query[CustomerFilters]) -> Page[Customer]:
    """Customers and where their units stand."""
    return asked.page(*await store.customer_page(wanted(asked)))


@creates(
    "/customers",
    example=NEW_CUSTOMER,
    refusals=(AlreadyThere, PlaceSwapped, PlaceOutOfReach, PlaceNearNoSettlement, NoPolicy, NotFound),
    answer=CUSTOMER,
    needs=Permission.CUSTOMERS_EDIT,
)
async def register_customer(data: Body[NewCustomer], request: Request[Any, Any, Any], now: Now) -> Customer:
    """Register a customer; the place, in the coordinates of a map service too, is checked and kept in WGS-84 (S1)."""
    return await perform(customers.register_customer, data, today=local_day(request, now))


@lists(
    "/sold-units",
    Listing(UnitFilters, ordering=("serial", "sold_on")),
    answer=page_of(UNIT),
    needs=Permission.CUSTOMERS_READ,
)
async def list_units(asked: Query[UnitFilters]) -> Page[SoldUnit]:
    """Machines at customers."""
    return asked.page(*await store.unit_page(wanted(asked)))


@creates("/sold-units", example=UNIT, refusals=(AlreadyThere,), answer=UNIT, needs=Permission.CUSTOMERS_EDIT)
async def register_unit(data: Body[SoldUnit]) -> SoldUnit:
    """Register a machine that was sold (W1, W4)."""
    return await perform(register_one, actions.register_units, data)


@lists(
    "/service-orders",
    Listing(OrderFilters, ordering=("number", "registered_at", "fault_level")),
    answer=page_of(ORDER_SHOWN),
    needs=Permission.ORDERS_READ,
)
async def list_orders(asked: Query[OrderFilters]) -> Page[ServiceOrder]:
    """Service orders."""
    return asked.page(*await store.order_page(wanted(asked)))


@shows("/service-orders/{number:str}", refusals=(NotFound,), answer=ORDER_SHOWN, needs=Permission.ORDERS_READ)
async def show_order(number: FromPath[str]) -> VersionedOrder:
    """One order; its ETag is what a change must name."""
    return await store.order(number)


@shows(
    "/service-orders/{number:str}/parts",
    refusals=(NotFound, NoPolicy),
    answer=ORDER_PARTS,
    needs=Permission.ORDERS_READ,
)
async def show_order_parts(
    number: FromPath[str], request: Request[Any, Any, Any], now: Now
) -> list[order_parts.OrderPart]:
    """The parts that it is expected to use: what is reserved, free at the outlet or asked for, and when the rest comes (P5)."""
    return await order_parts.parts_of(number, today=local_day(request, now))


@creates(
    "/service-orders",
    example=ORDER,
    location="/service-orders/{number}",
    refusals=(AlreadyThere, SwapWithoutContract),
    answer=ORDER_SHOWN,
    needs=Permission.ORDERS_REGISTER,
)
async def register_order(data: Body[ServiceOrder]) -> VersionedOrder:
    """Register a service order (S2); without a number it is given one, without parts those of its fault."""
    return await perform(_registered, data)


async def _registered(order: ServiceOrder) -> VersionedOrder:
    return VersionedOrder(value=await register_one(actions.register, order), version=1)


@changes(
    "/service-orders/{number:str}",
    example=AMENDMENT,
    refusals=(NotFound, StaleVersion, OrderNotOpen),
    answer=ORDER_SHOWN,
    needs=Permission.ORDERS_AMEND,
)
async def amend_order(number: FromPath[str], data: Body[Amendment], version: Version) -> VersionedOrder:
    """Book an appointment, choose another outlet, set fault level or note."""
    return await perform(actions.amend, number, data, version=version)


@acts(
    "/service-orders/{number:str}/cancel",
    refusals=(NotFound, OrderNotOpen),
    answer=ORDER_SHOWN,
    needs=Permission.ORDERS_CANCEL,
)
async def cancel_order(number: FromPath[str], now: Now) -> VersionedOrder:
    """The customer withdrew it; what a plan has reserved for it is free again."""
    return await perform(actions.cancel_order, number, now=now)


RESOURCES = (
    list_customers,
    register_customer,
    list_units,
    register_unit,
    list_orders,
    show_order,
    show_order_parts,
    register_order,
    amend_order,
    cancel_order,
)
