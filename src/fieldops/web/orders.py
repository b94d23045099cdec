"""Customers and service orders over HTTP (S1, S2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
from litestar import Request

from fieldops.actions import customers, order_parts
from fieldops.actions import orders as actions
from fieldops.actions.customers import NewCustomer
from fieldops.actions.desk import Desk
from fieldops.actions.one import register_one
from fieldops.roads.promises import look_ahead_for
from fieldops.store import orders as store
from fieldops.store.orders import Sought, VersionedOrder
from fieldops.store.policies import NoPolicy
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query, Version
from fieldops.web.requests import desk_of, local_day
from fieldops.web.routes import changes, creates, lists, shows
from fieldops.web.wanted import page_of, wanted
from inventory.order_life import Level, OrderWrongKind, WaitingFor
from inventory.order_links import NothingToChase, PossibleDuplicate
from inventory.orders import (
    Amendment,
    Customer,
    OrderKind,
    OrderNotOpen,
    OrderStatus,
    ServiceOrder,
    SwapWithoutContract,
)
from inventory.people import Permission
from refusals import AlreadyThere, NotFound, StaleVersion, in_range, refuse_all
from routing.clock_policy import TargetMissing
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
ORDER = {
    "kind": "repair",
    "customer": "C-ZJ-900001",
    "outlet": "ZJ-021",
    "registered_at": "2026-11-22T09:30:00+08:00",
    "unit": "XQG10077-2025-000001",
    "fault": "FL-90",
}
ORDER_SHOWN = {
    **ORDER,
    "number": "SO-20261122-000001",
    "fault_level": 3,
    "appointment": None,
    "parts": [{"part": "DP-9001", "quantity": 1}],
    "note": "",
    "about": None,
    "missed": None,
    "reached": [],
    "claims_damages": False,
    "status": "assigned",
    "promised": {"due_at": "2026-11-23T09:30:00+08:00", "basis": "urban"},
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
BOOKED = ORDER_SHOWN | {
    "appointment": {"starts": "2026-11-23T10:00:00+08:00", "ends": "2026-11-23T12:00:00+08:00"},
    "status": "booked",
}
CHASER = ORDER_SHOWN | {
    "number": "SO-20261123-000003",
    "kind": "chaser",
    "about": "SO-20261122-000001",
    "missed": "promise",
    "unit": None,
    "fault": None,
    "parts": [],
    "promised": None,
}
AMENDMENT = {"fault_level": 1, "note": "客户催修，侧门进"}


class CustomerFilters(msgspec.Struct, kw_only=True, frozen=True):
    contract: bool | None = None
    phone: str | None = None


MOST_HOURS = 366 * 24


class OrderFilters(msgspec.Struct, kw_only=True, frozen=True):
    """``at_risk_h``: something that the customer was promised is due within so many hours, or overdue, and still open.
    ``unbooked``: a visit is needed and no time agreed. ``crisis``: it, or a complaint about it, is one (S4)."""

    kind: OrderKind | None = None
    status: OrderStatus | None = None
    outlet: str | None = None
    province: str | None = None
    customer: str | None = None
    unit: str | None = None
    fault_level: int | None = None
    waiting_for: WaitingFor | None = None
    escalated_to: Level | None = None
    open: bool | None = None
    at_risk_h: int | None = None
    unbooked: bool | None = None
    chased: bool | None = None
    crisis: bool | None = None

    def __post_init__(self) -> None:
        refuse_all(None if self.at_risk_h is None else in_range("at_risk_h", self.at_risk_h, 0, MOST_HOURS))


BESIDE_COLUMNS = frozenset({"open", "at_risk_h", "unbooked", "chased", "crisis"})


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
    "/service-orders",
    Listing(OrderFilters, ordering=("number", "registered_at", "fault_level")),
    answer=page_of(BOOKED),
    needs=Permission.ORDERS_READ,
)
async def list_orders(asked: Query[OrderFilters], now: Now) -> Page[ServiceOrder]:
    """Service orders, also those that are at risk, unbooked, waiting, chased, or a crisis."""
    filters, equal = asked.filters, wanted(asked)
    hours = filters.at_risk_h
    sought = Sought(
        open=filters.open,
        at_risk_before=None if hours is None else now + timedelta(hours=hours),
        unbooked=filters.unbooked,
        chased=filters.chased,
        crisis=filters.crisis,
    )
    columns = {name: value for name, value in equal.equal.items() if name not in BESIDE_COLUMNS}
    return asked.page(*await store.order_page(replace(equal, equal=columns), sought))


@shows("/service-orders/{number:str}", refusals=(NotFound,), answer=BOOKED, needs=Permission.ORDERS_READ)
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
    refusals=(AlreadyThere, SwapWithoutContract, NothingToChase, NoPolicy, TargetMissing, OrderWrongKind),
    answer=ORDER_SHOWN,
    needs=Permission.ORDERS_REGISTER,
)
async def register_order(data: Body[ServiceOrder], request: Request[Any, Any, Any], now: Now) -> VersionedOrder:
    """Register a service order (S2); without a number it is given one, without parts those of its fault.

    ``outlet`` has it then: an outlet, the province that finds one, or the head office that forwards it.
    """
    desk = desk_of(request, now)
    await look_ahead_for([data], desk, request.app.state.settings)
    return await perform(_registered, data, desk)


async def _registered(order: ServiceOrder, desk: Desk) -> VersionedOrder:
    return VersionedOrder(value=await register_one(actions.register, order, desk=desk), version=1)


@shows(
    "/service-orders/{number:str}/duplicates",
    refusals=(NotFound, NoPolicy),
    answer=[{"number": "SO-20261121-000007", "registered_at": "2026-11-21T15:10:00+08:00", "because": ["same_fault"]}],
    needs=Permission.ORDERS_READ,
)
async def show_duplicates(number: FromPath[str], request: Request[Any, Any, Any], now: Now) -> list[PossibleDuplicate]:
    """The open orders that it may be merged into, the likeliest first (S2)."""
    return await actions.duplicates_of(number, desk_of(request, now))


@shows("/service-orders/{number:str}/chasers", refusals=(NotFound,), answer=[CHASER], needs=Permission.ORDERS_READ)
async def show_chasers(number: FromPath[str]) -> list[ServiceOrder]:
    """Who asked again about it, or complained (S2, S4)."""
    return await actions.chasers_of(number)


@changes(
    "/service-orders/{number:str}",
    example=AMENDMENT,
    refusals=(NotFound, StaleVersion, OrderNotOpen, NoPolicy, TargetMissing),
    answer=ORDER_SHOWN,
    needs=Permission.ORDERS_AMEND,
)
async def amend_order(
    number: FromPath[str], data: Body[Amendment], version: Version, request: Request[Any, Any, Any], now: Now
) -> VersionedOrder:
    """Set the fault level, which its clocks follow (S5), the expected parts or the note."""
    return await perform(actions.amend, number, data, desk_of(request, now), version=version)


RESOURCES = (
    list_customers,
    register_customer,
    list_orders,
    show_order,
    show_order_parts,
    register_order,
    show_duplicates,
    show_chasers,
    amend_order,
)
