"""Callbacks after a visit (S9)."""

from piccolo.columns import JSONB, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.constraints import Check
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.network import Nodes, Technicians
from fieldops.tables.orders import ServiceOrders
from fieldops.tables.visits import Visits
from inventory.aftercare import Satisfaction, State
from inventory.orders import OrderKind


class Callbacks(Table, tablename="callbacks", db=DB):
    """One for a visit that was done. ``attempts`` are :class:`inventory.aftercare.Attempt`; ``result`` stands here to be sought
    by. For a dissatisfied customer ``complaint`` is the order that was registered, ``reopened_at`` when the visit's was opened again."""

    visit = ForeignKey(Visits, primary_key=True, null=False, default=None, on_delete=OnDelete.restrict)
    service_order = ForeignKey(ServiceOrders, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    kind = Varchar(length=20, default=None)
    outlet = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    technician = ForeignKey(Technicians, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    closed_at = Timestamptz(default=None, index=True)
    due_at = Timestamptz(default=None, index=True)
    state = Varchar(length=10, default=None)
    attempts = JSONB(default="[]")
    result = Varchar(length=20, null=True, default=None)
    complaint = ForeignKey(ServiceOrders, null=True, default=None, on_delete=OnDelete.restrict, unique=True)
    reopened_at = Timestamptz(null=True, default=None)
    version = Integer(default=1)

    callbacks_kind = one_of("kind", OrderKind)
    callbacks_state = one_of("state", State)
    callbacks_result = one_of("result", Satisfaction)
    callbacks_over = Check("(state IN ('answered', 'unreached')) = (result IS NOT NULL)")
    callbacks_unreached = Check("(state = 'unreached') = (coalesce(result, '') = 'no_answer')")
    callbacks_due = Check("due_at >= closed_at")
    callbacks_offered = Check("complaint IS NULL AND reopened_at IS NULL OR coalesce(result, '') = 'dissatisfied'")
