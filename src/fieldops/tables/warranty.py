"""Sales of a serial that contradict each other, and what was found at machines that bears on their warranty (W3, W4)."""

from piccolo.columns import Date, ForeignKey, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.constraints import Check
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.network import Nodes
from fieldops.tables.orders import ServiceOrders, SoldUnits
from inventory.sold_units import OtherSaleState
from inventory.warranty_findings import Found


class OtherSales(Table, tablename="other_sales", db=DB):
    """A sale beside the one of ``sold_units``; while one is open the serial counts as sold twice."""

    id = Serial(primary_key=True)
    serial = ForeignKey(SoldUnits, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    sold_by = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    sold_on = Date(default=None)
    receipt_card_on = Date(null=True, default=None)
    invoice = Varchar(length=80, null=True, default=None)
    note = Text(default=None)
    told_by = Varchar(length=64, default=None)
    told_at = Timestamptz(default=None)
    state = Varchar(length=20, default=None)
    settled_by = Varchar(length=64, null=True, default=None)
    settled_at = Timestamptz(null=True, default=None)
    reason = Text(default="")

    other_sales_state = one_of("state", OtherSaleState)
    other_sales_card_after_sale = Check("receipt_card_on >= sold_on")
    other_sales_settled = Check(
        "(state = 'open') = (settled_at IS NULL) AND (settled_at IS NULL) = (settled_by IS NULL)"
        " AND (state = 'open' OR reason <> '')"
    )


class WarrantyFindings(Table, tablename="warranty_findings", db=DB):
    """``part`` is the number on a foreign part, which is none of ours."""

    id = Serial(primary_key=True)
    service_order = ForeignKey(ServiceOrders, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    found = Varchar(length=20, default=None)
    part = Varchar(length=40, null=True, default=None)
    note = Text(default=None)
    found_by = Varchar(length=64, default=None)
    found_at = Timestamptz(default=None)
    withdrawn_by = Varchar(length=64, null=True, default=None)
    withdrawn_at = Timestamptz(null=True, default=None)
    withdrawn_because = Text(default="")

    warranty_findings_found = one_of("found", Found)
    warranty_findings_part = Check("(found = 'foreign_part') = (part IS NOT NULL)")
    warranty_findings_withdrawn = Check(
        "(withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL OR withdrawn_because <> '')"
    )
