"""Backup units by their serials, and what was done with each (B1 to B4)."""

from piccolo.columns import ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.network import Locations, Nodes
from fieldops.tables.orders import Customers, ServiceOrders
from fieldops.tables.parts import Parts
from inventory.backup_pool import State, Use, Verb, WrittenOff


class BackupUnits(Table, tablename="backup_units", db=DB):
    """``steps`` is the number of its last step, and its version."""

    serial = Varchar(length=40, primary_key=True)
    part = ForeignKey(Parts, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    owner = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict)
    home = ForeignKey(Locations, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    place = ForeignKey(Locations, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    state = Varchar(length=20, default=None)
    since = Timestamptz(default=None, index=True)
    steps = Integer(default=None)
    use = Varchar(length=10, null=True, default=None)
    service_order = ForeignKey(ServiceOrders, null=True, default=None, on_delete=OnDelete.restrict)
    customer = ForeignKey(Customers, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    due_at = Timestamptz(null=True, default=None)
    written_off = Varchar(length=10, null=True, default=None)

    backup_units_state = one_of("state", State)
    backup_units_use = one_of("use", Use)
    backup_units_written_off = one_of("written_off", WrittenOff)
    backup_units_steps = Check("steps > 0")
    backup_units_gone = Check("(written_off IS NOT NULL) = (state = 'written_off')")
    backup_units_out = Check(
        "(service_order IS NULL) = (use IS NULL) AND (service_order IS NULL) = (customer IS NULL)"
        " AND (service_order IS NULL) = (due_at IS NULL)"
    )
    backup_units_at_customer = Check("state <> 'at_customer' OR service_order IS NOT NULL")
    backup_units_at_home = Check("state NOT IN ('in_pool', 'set_aside', 'in_repair') OR service_order IS NULL")


class BackupUnitSteps(Table, tablename="backup_unit_steps", db=DB):
    """The history of a unit. Rows are never changed."""

    id = Serial(primary_key=True)
    unit = ForeignKey(BackupUnits, null=False, default=None, on_delete=OnDelete.restrict)
    n = Integer(default=None)
    verb = Varchar(length=20, default=None)
    state = Varchar(length=20, default=None)
    place = ForeignKey(Locations, null=False, default=None, on_delete=OnDelete.restrict)
    service_order = ForeignKey(ServiceOrders, null=True, default=None, on_delete=OnDelete.restrict)
    customer = ForeignKey(Customers, null=True, default=None, on_delete=OnDelete.restrict)
    due_at = Timestamptz(null=True, default=None)
    done_by = Varchar(length=64, default=None)
    done_at = Timestamptz(default=None)
    note = Text(default="")

    backup_unit_steps_once = Unique([unit, n])
    backup_unit_steps_verb = one_of("verb", Verb)
    backup_unit_steps_state = one_of("state", State)
