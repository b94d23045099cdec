"""Customers, their units and service orders."""

from piccolo.columns import (
    Boolean,
    Date,
    DoublePrecision,
    ForeignKey,
    Integer,
    OnDelete,
    Serial,
    SmallInt,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.network import Nodes
from fieldops.tables.parts import Faults, Parts, ProductModels
from inventory.orders import HOUSEHOLD, OrderKind, OrderStatus


class Customers(Table, tablename="customers", db=DB):
    code = Varchar(length=40, primary_key=True)
    name = Varchar(length=200, default=None)
    phone = Varchar(length=20, default=None)
    address = Varchar(length=300, default=None)
    lon = DoublePrecision(default=None)
    lat = DoublePrecision(default=None)
    contract = Boolean(default=False)
    version = Integer(default=1)

    customers_place = Check("lon BETWEEN -180 AND 180 AND lat BETWEEN -90 AND 90")


class SoldUnits(Table, tablename="sold_units", db=DB):
    """``customer`` is null for a machine whose sale a dealer told before anybody asked for service."""

    serial = Varchar(length=40, primary_key=True)
    model = ForeignKey(ProductModels, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    customer = ForeignKey(Customers, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    sold_by = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    sold_on = Date(default=None)
    receipt_card_on = Date(null=True, default=None)
    use_class = Varchar(length=40, default=HOUSEHOLD)

    sold_units_card_after_sale = Check("receipt_card_on >= sold_on")


class ServiceOrders(Table, tablename="service_orders", db=DB):
    number = Varchar(length=40, primary_key=True)
    kind = Varchar(length=20, default=None)
    customer = ForeignKey(Customers, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    outlet = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    registered_at = Timestamptz(default=None, index=True)
    unit = ForeignKey(SoldUnits, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    fault = ForeignKey(Faults, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    fault_level = SmallInt(default=None)
    appointment_starts = Timestamptz(null=True, default=None)
    appointment_ends = Timestamptz(null=True, default=None)
    note = Text(default="")
    status = Varchar(length=20, default=None)
    version = Integer(default=1)

    service_orders_kind = one_of("kind", OrderKind)
    service_orders_status = one_of("status", OrderStatus)
    service_orders_fault_level = Check("fault_level BETWEEN 1 AND 4")
    service_orders_appointment = Check(
        "(appointment_starts IS NULL) = (appointment_ends IS NULL) AND (appointment_starts <= appointment_ends) IS NOT FALSE"
    )


class OrderParts(Table, tablename="order_parts", db=DB):
    id = Serial(primary_key=True)
    service_order = ForeignKey(ServiceOrders, null=False, default=None, on_delete=OnDelete.cascade)
    part = ForeignKey(Parts, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    quantity = Integer(default=None)

    order_parts_once = Unique([service_order, part])
    order_parts_quantity = Check("quantity > 0")
