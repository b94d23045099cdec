"""Whom customers want or refuse, and when nobody may come (V1)."""

from piccolo.columns import Array, BigSerial, ForeignKey, OnDelete, SmallInt, Text, Time, Timestamptz, Varchar
from piccolo.constraints import Check
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.network import Technicians
from fieldops.tables.orders import Customers, ServiceOrders
from inventory.customer_wishes import Wish


class CustomerWishes(Table, tablename="customer_wishes", db=DB):
    """What was said, in its order; a row never changes. Of a customer, order and technician the last one holds."""

    id = BigSerial(primary_key=True)
    customer = ForeignKey(Customers, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    service_order = ForeignKey(ServiceOrders, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    technician = ForeignKey(Technicians, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    wish = Varchar(length=10, default=None)
    said_by = Varchar(length=100, default=None)
    why = Text(default=None)
    by = Varchar(length=64, default=None)
    at = Timestamptz(default=None)

    customer_wishes_wish = one_of("wish", Wish)


class CustomerRests(Table, tablename="customer_rests", db=DB):
    """Local times of days of the week (0 is Monday) in which nobody may be there."""

    id = BigSerial(primary_key=True)
    customer = ForeignKey(Customers, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    weekdays = Array(base_column=SmallInt(), default=list)
    starts = Time(default=None)
    ends = Time(default=None)
    note = Text(default="")

    customer_rests_forward = Check("starts < ends")
    customer_rests_weekdays = Check("cardinality(weekdays) > 0 AND weekdays <@ ARRAY[0, 1, 2, 3, 4, 5, 6]::smallint[]")
