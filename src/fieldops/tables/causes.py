"""Why promises were missed, as persons decided it (S7)."""

from piccolo.columns import JSONB, BigSerial, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.network import Nodes
from fieldops.tables.orders import ServiceOrders
from inventory.cause_rulings import State
from inventory.causes import CauseKind, Owner


class Causes(Table, tablename="causes", db=DB):
    """Of a missed promise somebody has decided about: ``kind`` and ``owner`` are those of the last ruling.

    ``key`` is the order and the promise. ``outlet`` had the order then.
    """

    key = Varchar(length=90, primary_key=True)
    service_order = ForeignKey(ServiceOrders, null=False, default=None, on_delete=OnDelete.restrict)
    promise = Varchar(length=40, default=None)
    outlet = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    state = Varchar(length=10, default=None)
    kind = Varchar(length=20, default=None)
    owner = Varchar(length=20, default=None)
    version = Integer(default=1)

    causes_once = Unique([service_order, promise])
    causes_state = one_of("state", State)
    causes_kind = one_of("kind", CauseKind)
    causes_owner = one_of("owner", Owner)


class CauseRulings(Table, tablename="cause_rulings", db=DB):
    """A person's decision; a row never changes. ``proposed`` is what was proposed then, the likeliest first."""

    id = BigSerial(primary_key=True)
    cause = ForeignKey(Causes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    kind = Varchar(length=20, default=None)
    owner = Varchar(length=20, default=None)
    by = Varchar(length=64, default=None)
    at = Timestamptz(default=None)
    reason = Text(default="")
    proposed = JSONB(default=None)

    cause_rulings_kind = one_of("kind", CauseKind)
    cause_rulings_owner = one_of("owner", Owner)
    cause_rulings_by = Check("by <> ''")
