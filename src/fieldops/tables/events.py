"""Events, the webhooks that are told of them, and each delivery."""

from piccolo.columns import (
    Array,
    BigInt,
    BigSerial,
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
from fieldops.tables.network import Nodes
from inventory.events import Family
from inventory.webhooks import DeliveryState, Trouble


class Events(Table, tablename="events", db=DB):
    """Written by triggers when a transaction commits, so ``position`` is the order in which they became visible."""

    position = BigInt(primary_key=True, default=None)
    at = Timestamptz(default=None, index=True)
    kind = Varchar(length=60, default=None)
    family = Varchar(length=20, default=None)
    key = Varchar(length=40, default=None)
    status = Varchar(length=30, default=None)
    nodes = Array(base_column=Text(), default=list)

    events_family = one_of("family", Family)


class Webhooks(Table, tablename="webhooks", db=DB):
    """``secret`` signs what is sent; ``old_secret`` does so too until ``old_until``."""

    id = Serial(primary_key=True)
    node = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict)
    url = Varchar(length=500, default=None)
    families = Array(base_column=Varchar(length=20), default=list)
    note = Text(default="")
    active = Boolean(default=True)
    secret = Varchar(length=100, default=None)
    old_secret = Varchar(length=100, null=True, default=None)
    old_until = Timestamptz(null=True, default=None)
    made_by = Varchar(length=64, default=None)
    made_at = Timestamptz(default=None)
    failing_since = Timestamptz(null=True, default=None)
    problem = Varchar(length=20, null=True, default=None)
    pinged_at = Timestamptz(null=True, default=None)
    version = Integer(default=1)

    webhooks_problem = one_of("problem", Trouble)
    webhooks_once = Unique([node, url])


class WebhookDeliveries(Table, tablename="webhook_deliveries", db=DB):
    id = BigSerial(primary_key=True)
    webhook = ForeignKey(Webhooks, null=False, default=None, on_delete=OnDelete.cascade)
    position = ForeignKey(Events, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    state = Varchar(length=10, default=None)
    attempts = SmallInt(default=0)
    next_at = Timestamptz(null=True, default=None)
    last_at = Timestamptz(null=True, default=None)
    status = SmallInt(null=True, default=None)
    problem = Varchar(length=20, null=True, default=None)

    webhook_deliveries_once = Unique([webhook, position])
    webhook_deliveries_state = one_of("state", DeliveryState)
    webhook_deliveries_problem = one_of("problem", Trouble)
    webhook_deliveries_waits = Check("(state = 'waiting') = (next_at IS NOT NULL)")
