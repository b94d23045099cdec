"""Check lists, inspection plans, and the inspections that fall due by them (V3)."""

from piccolo.columns import (
    JSONB,
    Array,
    BigSerial,
    Date,
    ForeignKey,
    Integer,
    OnDelete,
    Serial,
    SmallInt,
    Text,
    Time,
    Timestamptz,
    Varchar,
)
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.network import Nodes
from fieldops.tables.orders import Customers, ServiceOrders
from fieldops.tables.visits import Visits
from inventory.inspections import State


class CheckLists(Table, tablename="check_lists", db=DB):
    """A version of what is looked at on a kind of equipment; a row never changes. ``items`` are
    :class:`inventory.check_lists.CheckItem`."""

    id = Serial(primary_key=True)
    kind = Varchar(length=40, default=None)
    version = SmallInt(default=None)
    items = JSONB(default=None)
    made_by = Varchar(length=64, default=None)
    made_at = Timestamptz(default=None)

    check_lists_once = Unique([kind, version])
    check_lists_version = Check("version > 0")


class InspectionPlans(Table, tablename="inspection_plans", db=DB):
    """``equipment`` is :class:`inventory.inspection_plans.Equipment`."""

    number = Varchar(length=30, primary_key=True)
    customer = ForeignKey(Customers, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    node = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    starts_on = Date(default=None)
    ends_on = Date(null=True, default=None)
    every_months = SmallInt(default=None)
    window_days = Integer(default=None)
    weekdays = Array(base_column=SmallInt(), default=list)
    opens = Time(default=None)
    closes = Time(default=None)
    equipment = JSONB(default=None)
    version = Integer(default=1)

    inspection_plans_forward = Check("ends_on >= starts_on - 1")
    inspection_plans_hours = Check("closes > opens")
    inspection_plans_figures = Check("every_months > 0 AND window_days > 0")


class Inspections(Table, tablename="inspections", db=DB):
    """No two of one plan are for the same day: an exclusion constraint, in the SQL migration, says so. ``lists`` names kind and
    version of the check lists that it is answered by."""

    number = Varchar(length=40, primary_key=True)
    plan = ForeignKey(InspectionPlans, null=False, default=None, on_delete=OnDelete.restrict)
    customer = ForeignKey(Customers, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    node = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    service_order = ForeignKey(ServiceOrders, null=False, default=None, on_delete=OnDelete.restrict, unique=True)
    period_first = Date(default=None, index=True)
    period_last = Date(default=None)
    equipment = JSONB(default=None)
    report_working_days = SmallInt(default=None)
    state = Varchar(length=10, default=None)
    visit = ForeignKey(Visits, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    visited_at = Timestamptz(null=True, default=None)
    report_due_at = Timestamptz(null=True, default=None)
    lists = JSONB(default="[]")
    reported_by = Varchar(length=64, null=True, default=None)
    reported_at = Timestamptz(null=True, default=None)
    summary = Text(default="")
    version = Integer(default=1)

    inspections_state = one_of("state", State)
    inspections_period = Check("period_first <= period_last")
    inspections_begun = Check("(state IN ('due', 'cancelled')) = (visit IS NULL)")
    inspections_visited = Check(
        "(visited_at IS NULL) = (report_due_at IS NULL) AND (visited_at <= report_due_at) IS NOT FALSE"
    )
    inspections_late = Check("state <> 'late' OR report_due_at IS NOT NULL")
    inspections_reported = Check(
        "(state = 'reported') = (reported_at IS NOT NULL) AND (reported_at IS NULL) = (reported_by IS NULL)"
    )


class InspectionAnswers(Table, tablename="inspection_answers", db=DB):
    """The latest answer to an item; ``content`` is what it says beside where and when."""

    id = BigSerial(primary_key=True)
    inspection = ForeignKey(Inspections, null=False, default=None, on_delete=OnDelete.restrict)
    equipment = Varchar(length=40, default=None)
    item = Varchar(length=40, default=None)
    at = Timestamptz(default=None)
    content = JSONB(default=None)

    inspection_answers_once = Unique([inspection, equipment, item])


class InspectionRepairs(Table, tablename="inspection_repairs", db=DB):
    """The repair that was registered for what was found on a piece of equipment."""

    id = Serial(primary_key=True)
    inspection = ForeignKey(Inspections, null=False, default=None, on_delete=OnDelete.restrict)
    equipment = Varchar(length=40, default=None)
    service_order = ForeignKey(ServiceOrders, null=False, default=None, on_delete=OnDelete.restrict, unique=True)
    made_by = Varchar(length=64, default=None)
    made_at = Timestamptz(default=None)

    inspection_repairs_once = Unique([inspection, equipment])
