"""Visits with their steps, the signed records of them, and old parts that must come back (V2, O1, O3)."""

from typing import Any

from piccolo.columns import (
    JSONB,
    BigSerial,
    Bytea,
    Date,
    ForeignKey,
    Integer,
    OnDelete,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.network import Nodes, Technicians
from fieldops.tables.orders import ServiceOrders
from fieldops.tables.parts import Parts
from inventory.old_parts import OldLeft
from inventory.old_parts import State as OldPartState
from inventory.visit_steps import Did
from inventory.visits import State


class Visits(Table, tablename="visits", db=DB):
    """``state`` follows from the rest; it stands here to be sought by. One visit of an order is open at a time."""

    number = Varchar(length=40, primary_key=True)
    service_order = ForeignKey(ServiceOrders, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    node = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    technician = ForeignKey(Technicians, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    booked_at = Timestamptz(default=None)
    window_starts = Timestamptz(null=True, default=None)
    window_ends = Timestamptz(null=True, default=None)
    continues: ForeignKey[Any] = ForeignKey("self", null=True, default=None, on_delete=OnDelete.restrict, unique=True)
    state = Varchar(length=20, default=None)
    outcome = Varchar(length=20, null=True, default=None)
    closed_by = Varchar(length=40, null=True, default=None)
    closed_at = Timestamptz(null=True, default=None)
    cancelled_by = Varchar(length=64, null=True, default=None)
    cancelled_at = Timestamptz(null=True, default=None)
    cancel_reason = Text(default="")
    version = Integer(default=1)

    visits_state = one_of("state", State)
    visits_window = Check(
        "(window_starts IS NULL) = (window_ends IS NULL) AND (window_starts <= window_ends) IS NOT FALSE"
    )
    visits_outcome = Check("outcome IN ('done', 'to_be_continued', 'to_workshop', 'failed')")
    visits_closed = Check("(outcome IS NULL) = (closed_at IS NULL) AND (outcome IS NULL) = (closed_by IS NULL)")
    visits_ended = Check("outcome IS NULL OR state = outcome")
    visits_cancelled = Check(
        "(cancelled_by IS NULL) = (cancelled_at IS NULL) AND (cancelled_by IS NULL OR cancel_reason <> '')"
    )
    visits_planned = Check("state NOT IN ('planned', 'on_the_way', 'on_site') OR technician IS NOT NULL")


class VisitSteps(Table, tablename="visit_steps", db=DB):
    """A step as the phone recorded it; a row never changes. ``content`` is what it says beside who, what and when."""

    id = BigSerial(primary_key=True)
    visit = ForeignKey(Visits, null=False, default=None, on_delete=OnDelete.restrict)
    step = Varchar(length=64, default=None)
    did = Varchar(length=20, default=None)
    technician = ForeignKey(Technicians, null=False, default=None, on_delete=OnDelete.restrict)
    at = Timestamptz(default=None)
    content = JSONB(default=None)
    received_at = Timestamptz(default=None)

    visit_steps_once = Unique([visit, step])
    visit_steps_did = one_of("did", Did)


class OldParts(Table, tablename="old_parts", db=DB):
    """What a node owes since a visit. ``why_left`` says why not all was taken along."""

    id = Varchar(length=200, primary_key=True)
    node = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    service_order = ForeignKey(ServiceOrders, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    visit = ForeignKey(Visits, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    part = ForeignKey(Parts, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    quantity = Integer(default=None)
    used_on = Date(default=None)
    due_on = Date(default=None, index=True)
    taken = Integer(default=None)
    why_left = Varchar(length=20, null=True, default=None)
    left_note = Text(default="")
    state = Varchar(length=20, default=None)
    returned = Integer(default=0)
    record = Varchar(length=64, null=True, default=None)
    waived_by = Varchar(length=64, null=True, default=None)
    waived_at = Timestamptz(null=True, default=None)
    reason = Text(default="")
    version = Integer(default=1)

    old_parts_why_left = one_of("why_left", OldLeft)
    old_parts_state = one_of("state", OldPartState)
    old_parts_pieces = Check("quantity > 0 AND taken BETWEEN 0 AND quantity AND returned BETWEEN 0 AND quantity")
    old_parts_all_back = Check("state NOT IN ('returned', 'settled') OR returned = quantity")
    old_parts_some_back = Check("state <> 'partly_returned' OR returned BETWEEN 1 AND quantity - 1")
    old_parts_due = Check("due_on >= used_on")
    old_parts_waived = Check(
        "(state = 'waived') = (waived_by IS NOT NULL) AND (waived_by IS NULL) = (waived_at IS NULL)"
    )


class ServiceRecords(Table, tablename="service_records", db=DB):
    """What was signed, and its paper; a row never changes. ``sha256`` is that of ``document``, ``pdf_sha256`` of the bytes
    of ``pdf``. A correction is a new row that ``corrects`` the one before."""

    sha256 = Varchar(length=64, primary_key=True)
    visit = ForeignKey(Visits, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    corrects: ForeignKey[Any] = ForeignKey("self", null=True, default=None, on_delete=OnDelete.restrict, unique=True)
    document = JSONB(default=None)
    pdf = Bytea(default=None)
    pdf_sha256 = Varchar(length=64, default=None)
    made_by = Varchar(length=64, default=None)
    made_at = Timestamptz(default=None)

    service_records_sha256 = Check("sha256 ~ '^[0-9a-f]{64}$'")
    service_records_pdf = Check("pdf_sha256 = encode(sha256(pdf), 'hex')")
