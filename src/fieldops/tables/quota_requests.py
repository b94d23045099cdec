"""Quota requests with their lines, and what is reserved for each (P2, P5)."""

from piccolo.columns import BigInt, Boolean, ForeignKey, Integer, OnDelete, Serial, SmallInt, Text, Timestamptz, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.network import Locations, Nodes
from fieldops.tables.orders import ServiceOrders
from fieldops.tables.parts import Parts
from fieldops.tables.shipments import Shipments
from inventory.parts import PartCategory
from inventory.quota_requests import Reason, Stage, Status, Terms


class QuotaRequests(Table, tablename="quota_requests", db=DB):
    number = Varchar(length=40, primary_key=True)
    partner = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    destination = ForeignKey(Locations, null=False, default=None, on_delete=OnDelete.restrict)
    period = Varchar(length=7, default=None)
    terms = Varchar(length=10, default=None)
    status = Varchar(length=20, default=None)
    note = Text(default="")
    made_by = Varchar(length=64, default=None)
    made_at = Timestamptz(default=None)
    round = Integer(default=0)
    extra_quota_fen = BigInt(default=0)
    paid = Boolean(default=False)
    decided_by = Varchar(length=64, null=True, default=None)
    decided_at = Timestamptz(null=True, default=None)
    reason = Varchar(length=20, null=True, default=None)
    reason_text = Text(default="")
    version = Integer(default=1)

    quota_requests_terms = one_of("terms", Terms)
    quota_requests_status = one_of("status", Status)
    quota_requests_reason = one_of("reason", Reason)
    quota_requests_rejected = Check("status <> 'rejected' OR reason IS NOT NULL")
    quota_requests_extra = Check("extra_quota_fen >= 0")
    quota_requests_paid = Check("NOT paid OR terms = 'cash'")


class QuotaRequestLines(Table, tablename="quota_request_lines", db=DB):
    id = Serial(primary_key=True)
    request = ForeignKey(QuotaRequests, null=False, default=None, on_delete=OnDelete.cascade)
    n = SmallInt(default=None)
    part = ForeignKey(Parts, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    quantity = Integer(default=None)
    price_fen = BigInt(default=None)
    service_order = ForeignKey(ServiceOrders, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    approved = Integer(null=True, default=None)
    granted_part = ForeignKey(Parts, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    quota = Varchar(length=20, null=True, default=None)
    reason = Varchar(length=20, null=True, default=None)

    quota_request_lines_once = Unique([request, n])
    quota_request_lines_quantity = Check("quantity > 0")
    quota_request_lines_price = Check("price_fen >= 0")
    quota_request_lines_approved = Check("approved BETWEEN 0 AND quantity")
    quota_request_lines_decided = Check("(approved IS NULL) = (granted_part IS NULL)")
    quota_request_lines_reason = one_of("reason", Reason)
    quota_request_lines_quota = one_of("quota", PartCategory)


class QuotaAllocations(Table, tablename="quota_allocations", db=DB):
    """``pending`` is the id of the reservation in the ledger."""

    pending = Varchar(length=200, primary_key=True)
    line = ForeignKey(QuotaRequestLines, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    source = ForeignKey(Locations, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    quantity = Integer(default=None)
    stage = Varchar(length=10, default=None)
    shipment = ForeignKey(Shipments, null=True, default=None, on_delete=OnDelete.restrict, index=True)

    quota_allocations_quantity = Check("quantity > 0")
    quota_allocations_stage = one_of("stage", Stage)
    quota_allocations_shipment = Check("(shipment IS NULL) = (stage = 'reserved')")
