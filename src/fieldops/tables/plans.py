"""Route plans (V4): the request, its routes, stops and parts, and what isn't served."""

from typing import Any

from piccolo.columns import (
    JSONB,
    Array,
    BigInt,
    BigSerial,
    Boolean,
    Bytea,
    Date,
    ForeignKey,
    Integer,
    OnDelete,
    SmallInt,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.network import Locations, Nodes, Technicians
from fieldops.tables.orders import ServiceOrders
from fieldops.tables.parts import Parts
from routing.plan import StopKind, UnservedReason
from routing.requests import PlanState


class Plans(Table, tablename="plans", db=DB):
    """One run of the planner, and what was made of it by hand since. At most one of a province and day is ``published``: a
    unique index, in the SQL migration. ``publish``: to be published when it is made; ``publications`` counts how often it was.
    ``edit`` is the one of its edits that holds. ``days``: how many were planned at once from this one on; ``first``: the plan of
    the first of them."""

    id = BigSerial(primary_key=True)
    province = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict)
    day = Date(default=None)
    state = Varchar(length=20, default=None)
    seed = Integer(default=None)
    time_limit_s = Integer(default=None)
    requested_at = Timestamptz(default=None)
    started_at = Timestamptz(null=True, default=None)
    finished_at = Timestamptz(null=True, default=None)
    elapsed_ms = Integer(default=0)
    best_cost_fen = BigInt(null=True, default=None)
    served = Integer(default=0)
    unserved = Integer(default=0)
    late = Integer(default=0)
    distance_m = BigInt(default=0)
    travel_s = BigInt(default=0)
    score = JSONB(null=True, default=None)
    estimated = Boolean(default=False)
    failure = JSONB(null=True, default=None)
    warnings = JSONB(default="[]")
    publish = Boolean(default=False)
    days = SmallInt(default=1)
    reserve = SmallInt(null=True, default=None)
    enough = Boolean(default=False)
    first: ForeignKey[Any] = ForeignKey("self", null=True, default=None, on_delete=OnDelete.restrict)
    based_on: ForeignKey[Any] = ForeignKey("self", null=True, default=None, on_delete=OnDelete.restrict)
    publications = Integer(default=0)
    published_at = Timestamptz(null=True, default=None)
    published_by = Varchar(length=100, null=True, default=None)
    edit = Integer(default=0)
    locks = JSONB(default="{}")
    version = Integer(default=1)

    plans_state = one_of("state", PlanState)
    plans_time_limit = Check("time_limit_s BETWEEN 1 AND 3600")
    plans_days = Check("days BETWEEN 1 AND 3")
    plans_published = Check(
        "(state IN ('published', 'superseded')) <= (published_at IS NOT NULL AND published_by IS NOT NULL)"
    )


class PlanProblems(Table, tablename="plan_problems", db=DB):
    """What a plan was made of, for whoever edits it: fieldops.store.plan_forms reads it."""

    plan = ForeignKey(Plans, null=False, default=None, on_delete=OnDelete.cascade, primary_key=True)
    problem = Bytea(default=None)


class PlanEdits(Table, tablename="plan_edits", db=DB):
    """A plan as it was made (``n`` 0) and after each edit by hand. Undone edits stay until another one takes their place."""

    id = BigSerial(primary_key=True)
    plan = ForeignKey(Plans, null=False, default=None, on_delete=OnDelete.cascade)
    n = Integer(default=None)
    said = JSONB(default=None)
    locks = JSONB(default="{}")
    content = Bytea(default=None)
    by = Varchar(length=100, default=None)
    at = Timestamptz(default=None)

    plan_edits_once = Unique([plan, n])


class PlanRoutes(Table, tablename="plan_routes", db=DB):
    """``score``: the route's part of the plan's, term by term; unknown for plans from before it was kept."""

    id = BigSerial(primary_key=True)
    plan = ForeignKey(Plans, null=False, default=None, on_delete=OnDelete.cascade)
    technician = ForeignKey(Technicians, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    leave_at = Timestamptz(default=None)
    back_at = Timestamptz(default=None)
    travel_s = Integer(default=None)
    distance_m = Integer(default=None)
    score = JSONB(null=True, default=None)

    plan_routes_once = Unique([plan, technician])


class PlanStops(Table, tablename="plan_stops", db=DB):
    """``tools`` are taken along from here; ``brings`` are the orders whose unit is brought here (B4)."""

    id = BigSerial(primary_key=True)
    route = ForeignKey(PlanRoutes, null=False, default=None, on_delete=OnDelete.cascade)
    position = SmallInt(default=None)
    kind = Varchar(length=10, default=None)
    service_order = ForeignKey(ServiceOrders, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    location = ForeignKey(Locations, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    arrive_at = Timestamptz(default=None)
    start_at = Timestamptz(default=None)
    depart_at = Timestamptz(default=None)
    due_at = Timestamptz(null=True, default=None)
    late_s = Integer(default=0)
    tools = Array(base_column=Varchar(length=200), default=list)
    brings = Array(base_column=Varchar(length=200), default=list)

    plan_stops_once = Unique([route, position])
    plan_stops_kind = one_of("kind", StopKind)
    plan_stops_visit = Check("(service_order IS NOT NULL) = (kind = 'visit')")
    plan_stops_pickup = Check("(location IS NOT NULL) = (kind IN ('pickup', 'return'))")


class PlanParts(Table, tablename="plan_parts", db=DB):
    """A part that a planned visit uses: taken from ``source``, reserved by the transfer ``reservation`` once it is
    published; pieces that are on their way to ``source`` then only once they have arrived there, by ``arrives_at``."""

    id = BigSerial(primary_key=True)
    stop = ForeignKey(PlanStops, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    part = ForeignKey(Parts, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    quantity = Integer(default=None)
    source = ForeignKey(Locations, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    set_aside = Boolean(default=None)
    reservation = Varchar(length=200, null=True, default=None, unique=True)
    arrives_at = Timestamptz(null=True, default=None)

    plan_parts_quantity = Check("quantity > 0")


class PlanUnserved(Table, tablename="plan_unserved", db=DB):
    id = BigSerial(primary_key=True)
    plan = ForeignKey(Plans, null=False, default=None, on_delete=OnDelete.cascade)
    service_order = ForeignKey(ServiceOrders, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    reason = Varchar(length=30, default=None)
    cause_en = Text(default=None)
    cause_zh = Text(default=None)
    remedy_en = Text(default=None)
    remedy_zh = Text(default=None)

    plan_unserved_once = Unique([plan, service_order])
    plan_unserved_reason = one_of("reason", UnservedReason)


class PlanHelpers(Table, tablename="plan_helpers", db=DB):
    """A machine that is free to plan a share of a large plan in the making."""

    id = BigSerial(primary_key=True)
    plan = ForeignKey(Plans, null=False, default=None, on_delete=OnDelete.cascade)
    machine = Varchar(length=200, default=None)

    plan_helpers_once = Unique([plan, machine])


class PlanShares(Table, tablename="plan_shares", db=DB):
    """A part of a large plan in the making, for one machine. ``taken_by`` plans it and was heard of at ``heard_at``; ``made`` are
    its routes. ``problem``, ``begin`` and ``made`` are read by fieldops.store.plan_forms."""

    id = BigSerial(primary_key=True)
    plan = ForeignKey(Plans, null=False, default=None, on_delete=OnDelete.cascade)
    n = SmallInt(default=None)
    time_limit_s = Integer(default=None)
    problem = Bytea(default=None)
    begin = Bytea(default=None)
    taken_by = Varchar(length=200, null=True, default=None)
    heard_at = Timestamptz(null=True, default=None)
    served = Integer(default=0)
    best_cost_fen = BigInt(null=True, default=None)
    made = Bytea(null=True, default=None)

    plan_shares_once = Unique([plan, n])
    plan_shares_time_limit = Check("time_limit_s BETWEEN 1 AND 3600")
    plan_shares_taken = Check("(taken_by IS NULL) = (heard_at IS NULL)")
