"""Parts on order at suppliers (P5)."""

from piccolo.columns import Date, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.constraints import Check
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.network import Locations
from fieldops.tables.parts import Parts
from inventory.purchases import Status


class Purchases(Table, tablename="purchases", db=DB):
    number = Varchar(length=40, primary_key=True)
    part = ForeignKey(Parts, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    quantity = Integer(default=None)
    location = ForeignKey(Locations, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    supplier = Varchar(length=200, default=None)
    expected_on = Date(default=None)
    ordered_by = Varchar(length=64, default=None)
    ordered_at = Timestamptz(default=None)
    note = Text(default="")
    status = Varchar(length=20, default=None)
    received = Integer(default=0)
    arrivals = Integer(default=0)
    version = Integer(default=1)

    purchases_status = one_of("status", Status)
    purchases_received = Check("received BETWEEN 0 AND quantity")
    purchases_all = Check("(status = 'received') = (received = quantity)")
