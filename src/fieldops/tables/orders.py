"""Customers, their units and service orders."""

from typing import Any

from piccolo.columns import (
    Array,
    BigSerial,
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
from fieldops.tables.checks import one_of, some_of
from fieldops.tables.network import Nodes
from fieldops.tables.parts import Faults, Parts, ProductModels
from inventory.order_life import AskedBy, Level, Verb, WaitingFor
from inventory.order_links import CrisisGround
from inventory.orders import HOUSEHOLD, Missed, OrderKind, OrderStatus, PromisedFor, Reached


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
    invoice = Varchar(length=80, null=True, default=None)
    made_on = Date(null=True, default=None)
    version = Integer(default=1)

    sold_units_card_after_sale = Check("receipt_card_on >= sold_on")
    sold_units_made_before_sale = Check("made_on <= sold_on")


class ServiceOrders(Table, tablename="service_orders", db=DB):
    """What was asked for, and where it stands: that follows from its steps, and stands here to be sought by.

    ``outlet`` is the node that has it, ``served_by`` the last one that it was assigned to, ``since`` when its last step happened.
    """

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
    about: ForeignKey[Any] = ForeignKey("self", null=True, default=None, on_delete=OnDelete.restrict, index=True)
    missed = Varchar(length=20, null=True, default=None)
    reached = Array(base_column=Varchar(length=30), default=list)
    claims_damages = Boolean(default=False)
    promised_until = Timestamptz(null=True, default=None)
    promised_for = Varchar(length=20, null=True, default=None)
    status = Varchar(length=20, default=None)
    province = ForeignKey(Nodes, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    served_by = ForeignKey(Nodes, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    since = Timestamptz(null=True, default=None)  # not null by the migration, which fills it first
    waiting_for = Varchar(length=20, null=True, default=None)
    escalated_to = Varchar(length=20, null=True, default=None)
    merged_into: ForeignKey[Any] = ForeignKey("self", null=True, default=None, on_delete=OnDelete.restrict, index=True)
    done_at = Timestamptz(null=True, default=None, index=True)
    said = Text(default="")
    version = Integer(default=1)

    service_orders_kind = one_of("kind", OrderKind)
    service_orders_status = one_of("status", OrderStatus)
    service_orders_fault_level = Check("fault_level BETWEEN 1 AND 4")
    service_orders_appointment = Check(
        "(appointment_starts IS NULL) = (appointment_ends IS NULL) AND (appointment_starts <= appointment_ends) IS NOT FALSE"
    )
    service_orders_missed = one_of("missed", Missed)
    service_orders_reached = some_of("reached", Reached)
    service_orders_points = Check(
        "(kind = 'chaser') = (missed IS NOT NULL) AND (kind <> 'chaser' OR about IS NOT NULL)"
        " AND (about IS NULL OR kind IN ('chaser', 'complaint') AND about <> number)"
    )
    service_orders_promised_for = one_of("promised_for", PromisedFor)
    service_orders_promised = Check("(promised_until IS NULL) = (promised_for IS NULL)")
    service_orders_waiting_for = one_of("waiting_for", WaitingFor)
    service_orders_waits = Check("(status = 'waiting') = (waiting_for IS NOT NULL)")
    service_orders_escalated_to = one_of("escalated_to", Level)
    service_orders_merged = Check("(status = 'duplicate') = (merged_into IS NOT NULL)")
    service_orders_done = Check("status NOT IN ('done', 'closed') OR done_at IS NOT NULL")


class OrderSteps(Table, tablename="order_steps", db=DB):
    """What happened to an order, in its order; a row never changes. ``node`` has the order since, or what was escalated.

    The other columns are what a step of its kind says: the time that was booked and who wanted it so, what is waited for, to
    which level it was escalated; ``note`` is the reason, answer or outcome.
    """

    id = BigSerial(primary_key=True)
    service_order = ForeignKey(ServiceOrders, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    verb = Varchar(length=20, default=None)
    at = Timestamptz(default=None)
    by = Varchar(length=64, default=None)
    status = Varchar(length=20, default=None)
    node = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    starts = Timestamptz(null=True, default=None)
    ends = Timestamptz(null=True, default=None)
    asked_by = Varchar(length=20, null=True, default=None)
    waiting_for = Varchar(length=20, null=True, default=None)
    level = Varchar(length=20, null=True, default=None)
    note = Text(default="")

    order_steps_verb = one_of("verb", Verb)
    order_steps_status = one_of("status", OrderStatus)
    order_steps_booked = Check(
        "(verb = 'book') = (starts IS NOT NULL) AND (starts IS NULL) = (ends IS NULL) AND (starts IS NULL) = (asked_by IS NULL)"
    )
    order_steps_asked_by = one_of("asked_by", AskedBy)
    order_steps_waits = Check("(verb = 'wait') = (waiting_for IS NOT NULL)")
    order_steps_waiting_for = one_of("waiting_for", WaitingFor)
    order_steps_escalates = Check("(verb = 'escalate') = (level IS NOT NULL)")
    order_steps_level = one_of("level", Level)


class Crises(Table, tablename="crises", db=DB):
    """Complaints that became a crisis (S4), since when and why; it stays one."""

    complaint = ForeignKey(ServiceOrders, null=False, default=None, on_delete=OnDelete.restrict, unique=True)
    node = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    recognised_at = Timestamptz(default=None)
    grounds = Array(base_column=Varchar(length=20), default=list)
    version = Integer(default=1)

    crises_grounds = some_of("grounds", CrisisGround)


class OrderParts(Table, tablename="order_parts", db=DB):
    id = Serial(primary_key=True)
    service_order = ForeignKey(ServiceOrders, null=False, default=None, on_delete=OnDelete.cascade)
    part = ForeignKey(Parts, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    quantity = Integer(default=None)

    order_parts_once = Unique([service_order, part])
    order_parts_quantity = Check("quantity > 0")
