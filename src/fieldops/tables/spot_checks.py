"""Spot checks of closed warranty repairs, and how they were drawn (O5)."""

from piccolo.columns import BigInt, ForeignKey, Integer, OnDelete, SmallInt, Text, Timestamptz, Varchar
from piccolo.constraints import Check
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.network import Nodes
from fieldops.tables.orders import ServiceOrders
from inventory.spot_checks import State, Way


class SpotCheckDraws(Table, tablename="spot_check_draws", db=DB):
    """How the sample of a month was drawn; a row never changes. The figures are those of the policy."""

    period = Varchar(length=7, primary_key=True)
    seed = BigInt(default=None)
    percent = SmallInt(default=None)
    least = Integer(default=None)
    visit_percent = SmallInt(default=None)
    drawn_by = Varchar(length=64, default=None)
    drawn_at = Timestamptz(default=None)

    spot_check_draws_period = Check("period ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'")
    spot_check_draws_figures = Check("percent BETWEEN 0 AND 100 AND visit_percent BETWEEN 0 AND 100 AND least >= 0")


class SpotCheckRepairs(Table, tablename="spot_check_repairs", db=DB):
    """The repairs that a sample was drawn from, each of one month; a row never changes."""

    service_order = ForeignKey(ServiceOrders, primary_key=True, null=False, default=None, on_delete=OnDelete.restrict)
    period = ForeignKey(SpotCheckDraws, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    outlet = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)


class SpotChecks(Table, tablename="spot_checks", db=DB):
    service_order = ForeignKey(ServiceOrders, primary_key=True, null=False, default=None, on_delete=OnDelete.restrict)
    period = ForeignKey(SpotCheckDraws, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    outlet = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    way = Varchar(length=10, default=None)
    drawn_at = Timestamptz(default=None)
    state = Varchar(length=10, default=None)
    checked_by = Varchar(length=64, null=True, default=None)
    checked_at = Timestamptz(null=True, default=None)
    note = Text(default="")
    lifted_by = Varchar(length=64, null=True, default=None)
    lift_reason = Text(default="")
    version = Integer(default=1)

    spot_checks_way = one_of("way", Way)
    spot_checks_state = one_of("state", State)
    spot_checks_checked = Check(
        "(state = 'drawn') = (checked_at IS NULL) AND (checked_at IS NULL) = (checked_by IS NULL)"
    )
    spot_checks_failed = Check("state NOT IN ('failed', 'lifted') OR note <> ''")
    spot_checks_lifted = Check(
        "(state = 'lifted') = (lifted_by IS NOT NULL) AND (lifted_by IS NULL OR lift_reason <> '')"
    )
