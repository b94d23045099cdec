"""Customers, units and service orders over HTTP (S1, S2)."""

from __future__ import annotations

from datetime import datetime

import msgspec

from fieldops.actions import orders as actions
from fieldops.actions.one import register_one
from fieldops.store import orders as store
from fieldops.store.orders import VersionedOrder
from fieldops.web.idempotency import perform
from fieldops.web.lists import Asked, Listing, Page
from fieldops.web.routes import acts, changes, creates, lists, shows
from fieldops.web.wanted import wanted
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
from refusals import AlreadyThere, NotFound, StaleVersion

CUSTOMER = {
    "code": "C-ZJ-900001",
    "name": "王小明",
    "phone": "19900001234",
    "address": "浙江省余姚市城区示范路 1 号",
    "lon": 121.155,
    "lat": 30.041,
    "contract": False,
}
UNIT = {
    "serial": "XQG10077-2025-000001",
    "model": "XQG100-77",
    "customer": "C-ZJ-900001",
    "sold_by": "ZJ-021",
    "sold_on": "2025-05-01",
    "receipt_card_on": "2025-05-12",
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


@lists("/customers", Listing(CustomerFilters, ordering=("code", "name")), answer=[CUSTOMER])
async def list_customers(asked: Asked[CustomerFilters]) -> Page[Customer]:
    """Customers and where their units stand."""
    return asked.page(*await store.customer_page(wanted(asked)))


@creates("/customers", example=CUSTOMER, refusals=(AlreadyThere,), answer=CUSTOMER)
async def register_customer(data: Customer) -> Customer:
    """Register a customer."""
    return await perform(register_one, actions.register_customers, data)


@lists("/sold-units", Listing(UnitFilters, ordering=("serial", "sold_on")), answer=[UNIT])
async def list_units(asked: Asked[UnitFilters]) -> Page[SoldUnit]:
    """Machines at customers."""
    return asked.page(*await store.unit_page(wanted(asked)))


@creates("/sold-units", example=UNIT, refusals=(AlreadyThere,), answer=UNIT)
async def register_unit(data: SoldUnit) -> SoldUnit:
    """Register a machine that was sold (W1, W4)."""
    return await perform(register_one, actions.register_units, data)


@lists("/service-orders", Listing(OrderFilters, ordering=("number", "registered_at", "fault_level")), answer=[ORDER])
async def list_orders(asked: Asked[OrderFilters]) -> Page[ServiceOrder]:
    """Service orders."""
    return asked.page(*await store.order_page(wanted(asked)))


@shows("/service-orders/{number:str}", refusals=(NotFound,), answer=ORDER)
async def show_order(number: str) -> VersionedOrder:
    """One order; its ETag is what a change must name."""
    return await store.order(number)


@creates(
    "/service-orders",
    example=ORDER,
    location="/service-orders/{number}",
    refusals=(AlreadyThere, SwapWithoutContract),
    answer=ORDER,
)
async def register_order(data: ServiceOrder) -> ServiceOrder:
    """Register a service order (S2); without a number it is given one, without parts those of its fault."""
    return await perform(register_one, actions.register, data)


@changes(
    "/service-orders/{number:str}",
    example=AMENDMENT,
    refusals=(NotFound, StaleVersion, OrderNotOpen),
    answer=ORDER,
)
async def amend_order(number: str, data: Amendment, version: int) -> VersionedOrder:
    """Book an appointment, choose another outlet, set fault level or note."""
    return await perform(actions.amend, number, data, version=version)


@acts("/service-orders/{number:str}/cancel", refusals=(NotFound, OrderNotOpen), answer=ORDER)
async def cancel_order(number: str, now: datetime) -> VersionedOrder:
    """The customer withdrew it; what a plan has reserved for it is free again."""
    return await perform(actions.cancel_order, number, now=now)


RESOURCES = (
    list_customers,
    register_customer,
    list_units,
    register_unit,
    list_orders,
    show_order,
    register_order,
    amend_order,
    cancel_order,
)
