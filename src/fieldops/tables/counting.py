"""Counts of what stands at a place, with their sheets (P1)."""

from piccolo.columns import (
    Array,
    Boolean,
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
from fieldops.tables.checks import one_of
from fieldops.tables.network import Locations, Nodes
from fieldops.tables.parts import Parts
from inventory.accounts import Condition
from inventory.counting import Reason, Status


class StockCounts(Table, tablename="stock_counts", db=DB):
    number = Varchar(length=40, primary_key=True)
    place = ForeignKey(Locations, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    full = Boolean(default=None)
    status = Varchar(length=10, default=None)
    note = Text(default="")
    opened_by = Varchar(length=64, default=None)
    opened_at = Timestamptz(default=None)
    counters = Array(base_column=Varchar(length=64), default=list)
    decided_by = Varchar(length=64, null=True, default=None)
    decided_at = Timestamptz(null=True, default=None)
    version = Integer(default=1)

    stock_counts_status = one_of("status", Status)
    stock_counts_decided = Check("(decided_by IS NOT NULL) = (status = 'booked')")
    stock_counts_decided_by_another = Check("decided_by <> ALL (counters)")


class StockCountLines(Table, tablename="stock_count_lines", db=DB):
    """``expected`` stays empty until the count is booked: who counts doesn't see it."""

    id = Serial(primary_key=True)
    count = ForeignKey(StockCounts, null=False, default=None, on_delete=OnDelete.restrict)
    n = SmallInt(default=None)
    part = ForeignKey(Parts, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    condition = Varchar(length=10, default=None)
    owner = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict)
    set_aside = Boolean(default=None)
    counted = Integer(null=True, default=None)
    counted_at = Timestamptz(null=True, default=None)
    counted_by = Varchar(length=64, null=True, default=None)
    recount = Boolean(default=None)
    recounted = Boolean(default=None)
    expected = Integer(null=True, default=None)
    reason = Varchar(length=20, null=True, default=None)
    reason_text = Text(default="")

    stock_count_lines_once = Unique([count, n])
    stock_count_lines_shelf = Unique([count, part, condition, owner, set_aside])
    stock_count_lines_condition = one_of("condition", Condition)
    stock_count_lines_counted = Check("counted >= 0")
    stock_count_lines_when = Check("(counted IS NULL) = (counted_at IS NULL)")
    stock_count_lines_who = Check("(counted IS NULL) = (counted_by IS NULL)")
    stock_count_lines_reason = one_of("reason", Reason)
    stock_count_lines_explained = Check("expected IS NULL OR counted = expected OR reason IS NOT NULL")
