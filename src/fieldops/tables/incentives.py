"""The runs of a month's rewards and penalties, line by line, and what they posted (S8)."""

from typing import Any

from piccolo.columns import JSONB, BigInt, BigSerial, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.ledger import LedgerTransfers
from fieldops.tables.network import Nodes, Technicians
from fieldops.tables.orders import ServiceOrders
from inventory.incentive_policy import Post
from inventory.incentive_runs import Status
from inventory.incentives import LineKind, Why


class IncentiveRuns(Table, tablename="incentive_runs", db=DB):
    """``policy`` are the figures that it was computed with, ``node`` is the head office."""

    number = Varchar(length=40, primary_key=True)
    period = Varchar(length=7, default=None)
    n = Integer(default=None)
    as_of = Timestamptz(default=None)
    policy = JSONB(default=None)
    node = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict)
    status = Varchar(length=10, default=None)
    made_by = Varchar(length=64, default=None)
    made_at = Timestamptz(default=None)
    posted_by = Varchar(length=64, null=True, default=None)
    posted_at = Timestamptz(null=True, default=None)
    version = Integer(default=1)

    incentive_runs_once = Unique([period, n])
    incentive_runs_status = one_of("status", Status)
    incentive_runs_posted = Check(
        "(status = 'posted') = (posted_by IS NOT NULL) AND (posted_by IS NULL) = (posted_at IS NULL)"
    )


class IncentiveLines(Table, tablename="incentive_lines", db=DB):
    """A line of a run as it was found; a row never changes. ``node`` and ``post`` receive or pay; ``figures`` are pairs, in order."""

    id = BigSerial(primary_key=True)
    run = ForeignKey(IncentiveRuns, null=False, default=None, on_delete=OnDelete.restrict)
    key = Varchar(length=150, default=None)
    kind = Varchar(length=20, default=None)
    post = Varchar(length=20, default=None)
    node = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    person = Varchar(length=64, default="")
    amount_fen = BigInt(default=None)
    province = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    service_order = ForeignKey(ServiceOrders, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    outlet = ForeignKey(Nodes, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    technician = ForeignKey(Technicians, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    rule = Varchar(length=10, default=None)
    figures = JSONB(default=None)
    text_en = Text(default=None)
    text_zh = Text(default=None)

    incentive_lines_once = Unique([run, key])
    incentive_lines_kind = one_of("kind", LineKind)
    incentive_lines_post = one_of("post", Post)
    incentive_lines_amount = Check("amount_fen <> 0")


class IncentiveUnsettled(Table, tablename="incentive_unsettled", db=DB):
    """Orders that a run couldn't judge yet."""

    id = BigSerial(primary_key=True)
    run = ForeignKey(IncentiveRuns, null=False, default=None, on_delete=OnDelete.restrict)
    service_order = ForeignKey(ServiceOrders, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    why = Varchar(length=10, default=None)

    incentive_unsettled_once = Unique([run, service_order])
    incentive_unsettled_why = one_of("why", Why)


class IncentivePostings(Table, tablename="incentive_postings", db=DB):
    """What a run has posted: transfers, and reversals, which ``undo`` an earlier one."""

    transfer: ForeignKey[Any] = ForeignKey(
        LedgerTransfers, primary_key=True, null=False, default=None, on_delete=OnDelete.restrict
    )
    run = ForeignKey(IncentiveRuns, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    undoes = Varchar(length=200, null=True, default=None, unique=True)
