"""Who granted which quota, when and why, and what is granted each month (P2). What is left of it stands in the ledger."""

from piccolo.columns import BigInt, ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.network import Nodes
from inventory.parts import PartCategory


class QuotaGrants(Table, tablename="quota_grants", db=DB):
    """Rows are never changed."""

    reference = Varchar(length=40, primary_key=True)
    partner = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    period = Varchar(length=7, default=None, index=True)
    category = Varchar(length=20, null=True, default=None)
    amount_fen = BigInt(default=None)
    reason = Text(default="")
    granted_by = Varchar(length=64, default=None)
    granted_at = Timestamptz(default=None, index=True)

    quota_grants_category = one_of("category", PartCategory)
    quota_grants_amount = Check("amount_fen > 0")


class StandingQuotas(Table, tablename="standing_quotas", db=DB):
    """Rows are never changed: a later ``from_period`` takes the place of an earlier one."""

    id = Serial(primary_key=True)
    partner = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    category = Varchar(length=20, null=True, default=None)
    from_period = Varchar(length=7, default=None)
    monthly_fen = BigInt(default=None)
    reason = Text(default=None)
    set_by = Varchar(length=64, default=None)
    set_at = Timestamptz(default=None)

    standing_quotas_category = one_of("category", PartCategory)
    standing_quotas_amount = Check("monthly_fen >= 0")


class QuotaClosings(Table, tablename="quota_closings", db=DB):
    """Run ``run`` of closing a month. Rows are never changed."""

    id = Serial(primary_key=True)
    period = Varchar(length=7, default=None)
    run = Integer(default=None)
    closed_at = Timestamptz(default=None)

    quota_closings_once = Unique([period, run])
    quota_closings_run = Check("run > 0")
