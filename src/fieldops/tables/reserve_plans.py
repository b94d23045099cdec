"""Reserve plans with their lines (P4)."""

from piccolo.columns import JSONB, Date, ForeignKey, Integer, OnDelete, Serial, SmallInt, Text, Timestamptz, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.network import Nodes
from fieldops.tables.parts import Parts
from inventory.reserve_plans import Status


class ReservePlans(Table, tablename="reserve_plans", db=DB):
    """``starts_on``, ``months`` and ``file_by`` are those of the policy that was valid when it was proposed."""

    number = Varchar(length=40, primary_key=True)
    partner = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict)
    season = Varchar(length=20, default=None)
    year = SmallInt(default=None)
    starts_on = Date(default=None)
    months = SmallInt(default=None)
    file_by = Date(default=None)
    status = Varchar(length=10, default=None)
    note = Text(default="")
    made_by = Varchar(length=64, default=None)
    made_at = Timestamptz(default=None)
    filed_by = Varchar(length=64, null=True, default=None)
    filed_on = Date(null=True, default=None)
    late_days = Integer(default=0)
    version = Integer(default=1)

    reserve_plans_once = Unique([partner, season, year])
    reserve_plans_status = one_of("status", Status)
    reserve_plans_months = Check("months BETWEEN 1 AND 12")
    reserve_plans_filed = Check(
        "(status = 'filed') = (filed_on IS NOT NULL) AND (filed_on IS NULL) = (filed_by IS NULL)"
    )
    reserve_plans_late = Check("late_days = greatest(0, filed_on - file_by)")


class ReservePlanLines(Table, tablename="reserve_plan_lines", db=DB):
    """``basis`` is :class:`inventory.stocking.Basis`: what was proposed, and why."""

    id = Serial(primary_key=True)
    plan = ForeignKey(ReservePlans, null=False, default=None, on_delete=OnDelete.cascade)
    part = ForeignKey(Parts, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    quantity = Integer(default=None)
    note = Text(default="")
    at_hand = Integer(default=None)
    under_way = Integer(default=None)
    missing = Integer(default=None)
    basis = JSONB(default=None)

    reserve_plan_lines_once = Unique([plan, part])
    reserve_plan_lines_quantity = Check("quantity >= 0")
    reserve_plan_lines_missing = Check("missing = greatest(0, quantity - at_hand - under_way)")
