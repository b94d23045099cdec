"""What ties the visits of two orders (V4)."""

from piccolo.columns import BigSerial, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.constraints import Check
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.orders import ServiceOrders
from inventory.order_ties import TieKind


class OrderTies(Table, tablename="order_ties", db=DB):
    """It holds until it is ended; two orders are tied once in a way, by an index of the SQL migration."""

    id = BigSerial(primary_key=True)
    kind = Varchar(length=20, default=None)
    first = ForeignKey(ServiceOrders, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    second = ForeignKey(ServiceOrders, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    gap_s = Integer(default=0)
    why = Text(default=None)
    by = Varchar(length=64, default=None)
    at = Timestamptz(default=None)
    ended_by = Varchar(length=64, null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)
    ended_why = Text(default="")

    order_ties_kind = one_of("kind", TieKind)
    order_ties_elsewhere = Check("first <> second")
    order_ties_gap = Check("gap_s >= 0 AND (gap_s = 0 OR kind = 'after')")
    order_ties_ended = Check("(ended_by IS NULL) = (ended_at IS NULL) AND (ended_by IS NULL) = (ended_why = '')")
