"""Chargeable work: quotes, the customer's consent to each, and receipts (W3)."""

from piccolo.columns import (
    JSONB,
    Array,
    BigInt,
    ForeignKey,
    Integer,
    OnDelete,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.files import Files
from fieldops.tables.network import Nodes
from fieldops.tables.orders import ServiceOrders
from inventory.chargeable import State, Way
from inventory.visit_steps import Method


class ChargeableWorks(Table, tablename="chargeable_works", db=DB):
    """Where the work of an order that the customer pays for stands; ``outlet`` is the node that has the order.

    ``round`` is that of the present quote, ``grounds`` are why the customer pays.
    """

    service_order = ForeignKey(ServiceOrders, null=False, default=None, on_delete=OnDelete.restrict, unique=True)
    outlet = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    state = Varchar(length=20, default=None, index=True)
    round = Integer(default=None)
    grounds = Array(base_column=Varchar(length=30), default=list)
    quoted_fen = BigInt(default=None)
    worked_at = Timestamptz(null=True, default=None)
    version = Integer(default=1)

    chargeable_works_state = one_of("state", State)
    chargeable_works_round = Check("round >= 1")
    chargeable_works_quoted = Check("quoted_fen >= 0")
    chargeable_works_worked = Check("(state IN ('worked', 'receipted')) = (worked_at IS NOT NULL)")


class ChargeQuotes(Table, tablename="charge_quotes", db=DB):
    """A quote, and what the customer answered to it; its lines never change."""

    id = Serial(primary_key=True)
    service_order = ForeignKey(ServiceOrders, null=False, default=None, on_delete=OnDelete.restrict)
    round = Integer(default=None)
    lines = JSONB(default=None)
    amount_fen = BigInt(default=None)
    made_by = Varchar(length=64, default=None)
    made_at = Timestamptz(default=None)
    consent_name = Varchar(length=100, null=True, default=None)
    consent_way = Varchar(length=20, null=True, default=None)
    consent_file = ForeignKey(Files, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    consented_at = Timestamptz(null=True, default=None)
    consent_recorded_by = Varchar(length=64, null=True, default=None)
    declined_at = Timestamptz(null=True, default=None)
    declined_because = Text(default="")

    charge_quotes_once = Unique([service_order, round])
    charge_quotes_amount = Check("amount_fen >= 0")
    charge_quotes_consent_way = one_of("consent_way", Way)
    charge_quotes_consent = Check(
        "(consented_at IS NULL) = (consent_name IS NULL) AND (consented_at IS NULL) = (consent_way IS NULL)"
        " AND (consented_at IS NULL) = (consent_recorded_by IS NULL)"
        " AND (consent_way NOT IN ('signed', 'in_writing') OR consent_file IS NOT NULL)"
    )


class ChargeReceipts(Table, tablename="charge_receipts", db=DB):
    """What a customer paid in the end; a row never changes."""

    number = Varchar(length=40, primary_key=True)
    service_order = ForeignKey(ServiceOrders, null=False, default=None, on_delete=OnDelete.restrict, unique=True)
    lines = JSONB(default=None)
    amount_fen = BigInt(default=None)
    method = Varchar(length=20, default=None)
    given_by = Varchar(length=64, default=None)
    given_at = Timestamptz(default=None)

    charge_receipts_amount = Check("amount_fen >= 0")
    charge_receipts_method = one_of("method", Method)
