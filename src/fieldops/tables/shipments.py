"""Shipments, their lines, and what was found when they arrived (P3)."""

from piccolo.columns import JSONB, Array, ForeignKey, Integer, OnDelete, Serial, SmallInt, Text, Timestamptz, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.network import Locations, Nodes
from fieldops.tables.parts import Parts
from inventory.accounts import Condition
from inventory.shipments import Fault, Status


class Shipments(Table, tablename="shipments", db=DB):
    number = Varchar(length=40, primary_key=True)
    source = ForeignKey(Locations, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    destination = ForeignKey(Locations, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    status = Varchar(length=10, default=None)
    carrier = Varchar(length=100, default="")
    tracking = Varchar(length=100, default="")
    receipts = Integer(default=0)
    made_by = Varchar(length=64, default=None)
    made_at = Timestamptz(default=None)
    shipped_at = Timestamptz(null=True, default=None)
    arrives_at = Timestamptz(null=True, default=None)
    version = Integer(default=1)

    shipments_status = one_of("status", Status)
    shipments_elsewhere = Check("source <> destination")


class ShipmentLines(Table, tablename="shipment_lines", db=DB):
    """``pending`` is the id of the reservation in the ledger; ``request`` the quota request that it is for."""

    id = Serial(primary_key=True)
    shipment = ForeignKey(Shipments, null=False, default=None, on_delete=OnDelete.cascade)
    n = SmallInt(default=None)
    part = ForeignKey(Parts, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    quantity = Integer(default=None)
    owner = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict)
    pending = Varchar(length=200, default=None, index=True)
    condition = Varchar(length=10, default=None)
    request = Varchar(length=40, null=True, default=None, index=True)
    good = Integer(default=0)
    damaged = Integer(default=0)
    short = Integer(default=0)
    wrong = Integer(default=0)
    serials = Array(base_column=Text(), default=list)

    shipment_lines_once = Unique([shipment, n])
    shipment_lines_quantity = Check("quantity > 0")
    shipment_lines_condition = one_of("condition", Condition)
    shipment_lines_counts = Check("least(good, damaged, short, wrong) >= 0")
    shipment_lines_sent = Check("good + damaged + short + wrong <= quantity")


class ShipmentReceipts(Table, tablename="shipment_receipts", db=DB):
    """What was told of line ``line`` in receipt ``n`` of a shipment. Rows are never changed."""

    id = Serial(primary_key=True)
    shipment = ForeignKey(Shipments, null=False, default=None, on_delete=OnDelete.restrict)
    n = Integer(default=None)
    line = SmallInt(default=None)
    good = Integer(default=None)
    damaged = Integer(default=None)
    short = Integer(default=None)
    wrong = Integer(default=None)
    over = Integer(default=None)
    instead_part = ForeignKey(Parts, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    instead_quantity = Integer(null=True, default=None)
    fault = Varchar(length=20, null=True, default=None)
    pieces = JSONB(default="[]")
    note = Text(default="")
    received_by = Varchar(length=64, default=None)
    received_at = Timestamptz(default=None)

    shipment_receipts_once = Unique([shipment, n, line])
    shipment_receipts_fault = one_of("fault", Fault)
    shipment_receipts_blame = Check("(fault IS NOT NULL) = (damaged + short + wrong + over > 0)")
