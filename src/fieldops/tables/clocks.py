"""The clocks of service orders (S1, S3, S4, S5, S10)."""

from piccolo.columns import (
    JSONB,
    BigSerial,
    ForeignKey,
    Integer,
    OnDelete,
    Timestamptz,
    Varchar,
)
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.network import Nodes
from fieldops.tables.orders import ServiceOrders
from routing.clocks import ClockKind, Notice
from routing.measures import Measure
from routing.promises import Basis


class Clocks(Table, tablename="clocks", db=DB):
    """``holdings``, ``pauses`` and ``renewals`` are its histories; what is sought by stands beside them in columns.

    ``holder`` has it now, ``due_holder`` had it when it was due, or is the last one before that. ``tell_at`` is the next moment
    at which there is something to tell.
    """

    id = BigSerial(primary_key=True)
    service_order = ForeignKey(ServiceOrders, null=False, default=None, on_delete=OnDelete.restrict)
    kind = Varchar(length=30, default=None)
    started_at = Timestamptz(default=None)
    due_at = Timestamptz(default=None)
    measure = Varchar(length=20, default=None)
    at_risk_s = Integer(default=None)
    basis = Varchar(length=20, null=True, default=None)
    holder = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict)
    due_holder = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict)
    holdings = JSONB(default=None)
    pauses = JSONB(default=None)
    renewals = JSONB(default=None)
    paused_since = Timestamptz(null=True, default=None)
    stopped_at = Timestamptz(null=True, default=None)
    cancelled_at = Timestamptz(null=True, default=None)
    told = Varchar(length=10, null=True, default=None)
    tell_at = Timestamptz(null=True, default=None)
    version = Integer(default=1)

    clocks_once = Unique([service_order, kind, started_at])
    clocks_kind = one_of("kind", ClockKind)
    clocks_measure = one_of("measure", Measure)
    clocks_basis = one_of("basis", Basis)
    clocks_told = one_of("told", Notice)
    clocks_at_risk = Check("at_risk_s >= 0")
    clocks_ended_once = Check("stopped_at IS NULL OR cancelled_at IS NULL")
    clocks_forward = Check("started_at <= coalesce(stopped_at, cancelled_at, paused_since, started_at)")
    clocks_paused = Check("paused_since IS NULL OR (stopped_at IS NULL AND cancelled_at IS NULL)")
    clocks_tell = Check(
        "tell_at IS NULL OR (paused_since IS NULL AND stopped_at IS NULL AND cancelled_at IS NULL AND told IS DISTINCT FROM 'missed')"
    )
