"""Exchanges and refunds, and what the technical department found (W2)."""

from piccolo.columns import (
    JSONB,
    Array,
    BigInt,
    Boolean,
    ForeignKey,
    Integer,
    OnDelete,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.constraints import Check
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.network import Nodes
from fieldops.tables.orders import ServiceOrders, SoldUnits
from inventory.exchanges import TAKEN_BACK, State


class Exchanges(Table, tablename="exchanges", db=DB):
    """``outlet`` is the node that had the order when it was asked for; ``reasons`` are those of the entitlement then."""

    number = Varchar(length=40, primary_key=True)
    service_order = ForeignKey(ServiceOrders, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    outlet = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    unit = ForeignKey(SoldUnits, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    asked = Varchar(length=20, default=None)
    choices = Array(base_column=Varchar(length=20), default=list)
    reasons = JSONB(default=None)
    requested_by = Varchar(length=64, default=None)
    requested_at = Timestamptz(default=None)
    state = Varchar(length=20, default=None, index=True)
    new_unit = ForeignKey(SoldUnits, null=True, default=None, on_delete=OnDelete.restrict, unique=True)
    refunded_fen = BigInt(null=True, default=None)
    done_by = Varchar(length=64, null=True, default=None)
    done_at = Timestamptz(null=True, default=None)
    note = Text(default="")
    version = Integer(default=1)

    exchanges_asked = one_of("asked", TAKEN_BACK)
    exchanges_state = one_of("state", State)
    exchanges_exchanged = Check("(state = 'exchanged') = (new_unit IS NOT NULL) AND new_unit <> unit")
    exchanges_refunded = Check("(state = 'refunded') = (refunded_fen IS NOT NULL) AND refunded_fen > 0")
    exchanges_done = Check(
        "(state IN ('exchanged', 'refunded')) = (done_at IS NOT NULL) AND (done_at IS NULL) = (done_by IS NULL)"
    )


class ExchangeAppraisals(Table, tablename="exchange_appraisals", db=DB):
    """What was found, by whom; a row never changes. The last one of an exchange counts."""

    id = Serial(primary_key=True)
    exchange = ForeignKey(Exchanges, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    appraised_by = Varchar(length=64, default=None)
    appraised_at = Timestamptz(default=None)
    confirmed = Boolean(default=None)
    findings = Text(default=None)
    reason = Text(default="")
    files = Array(base_column=Varchar(length=32), default=list)

    exchange_appraisals_reason = Check("confirmed OR reason <> ''")
