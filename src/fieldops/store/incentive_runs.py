"""The runs of a month's rewards and penalties: their lines as they were found, and what they posted (S8)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert, value
from fieldops.tables.incentives import IncentiveLines, IncentivePostings, IncentiveRuns, IncentiveUnsettled
from inventory.accounts import Account, AccountKind, money_account
from inventory.incentive_policy import Post
from inventory.incentive_postings import PostedLine
from inventory.incentive_runs import IncentiveRun, Status
from inventory.incentives import Figure, Line, LineKind, MonthRun, Party, Unsettled, Why
from inventory.ledger import Action, Request, Reversal
from refusals import NotFound, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRun:
    """A run, and the figures that it was computed with."""

    run: IncentiveRun
    policy: dict[str, Any]
    version: int


async def next_one(period: str) -> tuple[str, int]:
    """A fresh number, ``IR-`` and six digits that never repeat; and which run of the month it is, counted from 1."""
    [row] = await IncentiveRuns.raw(
        "SELECT nextval('incentive_run_numbers') AS number,"
        " (SELECT count(*) + 1 FROM incentive_runs WHERE period = {})::int AS n",
        period,
    ).run()
    return f"IR-{row['number']:06d}", row["n"]


async def add(run: IncentiveRun, found: MonthRun, *, policy: object, head_office: str) -> None:
    """:raises Overtaken: another run of the month is made at the same time."""
    row = {name: getattr(run, name) for name in IncentiveRun.__dataclass_fields__}
    figures = msgspec.json.encode(policy).decode()
    await insert(IncentiveRuns, [row | {"status": run.status.value, "policy": figures, "node": head_office}])
    await insert(IncentiveLines, [_line_row(run.number, line) for line in found.lines])
    await insert(
        IncentiveUnsettled,
        [{"run": run.number, "service_order": one.order, "why": one.why.value} for one in found.unsettled],
    )


def _line_row(run: str, line: Line) -> dict[str, Any]:
    return {
        "run": run,
        "key": line.key,
        "kind": line.kind.value,
        "post": line.party.post.value,
        "node": line.party.node,
        "person": line.party.person,
        "amount_fen": line.amount_fen,
        "province": line.province,
        "service_order": line.order,
        "outlet": line.outlet,
        "technician": line.technician,
        "rule": line.rule,
        "figures": json.dumps([[figure.name, figure.value] for figure in line.figures]),
        "text_en": line.text.en,
        "text_zh": line.text.zh,
    }


async def replace_previews(period: str) -> None:
    """A newer one takes the place of those that weren't posted."""
    await IncentiveRuns.raw(
        "UPDATE incentive_runs SET status = {}, version = version + 1 WHERE period = {} AND status = {}",
        Status.REPLACED.value,
        period,
        Status.PREVIEWED.value,
    ).run()


async def run(number: str) -> KeptRun:
    """:raises NotFound: there is none."""
    return await _one("", number)


async def locked(number: str) -> KeptRun:
    """The same, the row locked until the transaction ends.

    :raises NotFound: there is none.
    """
    return await _one("FOR UPDATE", number)


async def _one(locking: str, number: str) -> KeptRun:
    rows = await IncentiveRuns.raw(f"SELECT * FROM incentive_runs WHERE number = {{}} {locking}", number).run()
    if not rows:
        raise NotFound(kind="incentive run", key=number)
    return _kept(rows[0])


async def latest(period: str) -> KeptRun | None:
    """The last run of the month, whatever became of it."""
    rows = await IncentiveRuns.raw(
        "SELECT * FROM incentive_runs WHERE period = {} ORDER BY n DESC LIMIT 1", period
    ).run()
    return _kept(rows[0]) if rows else None


async def run_page(wanted: Wanted) -> tuple[int, list[KeptRun]]:
    count, rows = await page(IncentiveRuns, wanted)
    return count, [_kept(row) for row in rows]


def _kept(row: Mapping[str, Any]) -> KeptRun:
    run = value(IncentiveRun, {name: row[name] for name in IncentiveRun.__dataclass_fields__})
    return KeptRun(run=run, policy=json.loads(row["policy"]), version=row["version"])


async def save_posted(run: IncentiveRun) -> None:
    await IncentiveRuns.raw(
        "UPDATE incentive_runs SET status = {}, posted_by = {}, posted_at = {}, version = version + 1 WHERE number = {}",
        run.status.value,
        run.posted_by,
        run.posted_at,
        run.number,
    ).run()


async def found_by(run: IncentiveRun) -> MonthRun:
    """What it found, as far as the caller sees the orders."""
    lines = await IncentiveLines.raw("SELECT * FROM incentive_lines WHERE run = {} ORDER BY key", run.number).run()
    unsettled = await IncentiveUnsettled.raw(
        "SELECT service_order, why FROM incentive_unsettled WHERE run = {} ORDER BY service_order", run.number
    ).run()
    return MonthRun(
        period=run.period,
        as_of=run.as_of,
        lines=tuple(line_of(row) for row in lines),
        unsettled=tuple(Unsettled(row["service_order"], Why(row["why"])) for row in unsettled),
    )


async def line_page(wanted: Wanted) -> tuple[int, list[tuple[str, Line]]]:
    """Lines, each with the number of its run."""
    count, rows = await page(IncentiveLines, wanted)
    return count, [(row["run"], line_of(row)) for row in rows]


def line_of(row: Mapping[str, Any]) -> Line:
    return Line(
        kind=LineKind(row["kind"]),
        party=Party(post=Post(row["post"]), node=row["node"], person=row["person"]),
        amount_fen=row["amount_fen"],
        province=row["province"],
        text=Text(en=row["text_en"], zh=row["text_zh"]),
        figures=tuple(Figure(name, figure) for name, figure in json.loads(row["figures"])),
        order=row["service_order"],
        outlet=row["outlet"],
        technician=row["technician"],
        rule=row["rule"],
    )


POSTED = """
SELECT p.transfer AS id, t.amount AS amount_fen,
       EXISTS (SELECT FROM ledger_transfers u WHERE u.target = t.id) AS undone,
       s.owner, s.kind, s.place, d.owner AS to_owner, d.kind AS to_kind, d.place AS to_place
FROM incentive_postings p
JOIN incentive_runs r ON r.number = p.run
JOIN ledger_transfers t ON t.id = p.transfer
JOIN ledger_accounts s ON s.id = t.source_id
JOIN ledger_accounts d ON d.id = t.destination_id
WHERE r.period = {} AND p.undoes IS NULL
ORDER BY p.transfer
"""


async def posted_of(period: str) -> list[PostedLine]:
    """All transfers of the month's runs, as the ledger has them."""
    rows = await IncentivePostings.raw(POSTED, period).run()
    return [
        PostedLine(
            id=row["id"],
            source=_account(row, ""),
            destination=_account(row, "to_"),
            amount_fen=row["amount_fen"],
            undone=row["undone"],
        )
        for row in rows
    ]


def _account(row: Mapping[str, Any], prefix: str) -> Account:
    return money_account(AccountKind(row[f"{prefix}kind"]), row[f"{prefix}owner"], row[f"{prefix}place"])


async def add_postings(run: str, requests: Sequence[Request]) -> None:
    """What a run has posted."""
    rows = [
        {"transfer": one.id, "run": run, "undoes": one.of if isinstance(one, Reversal) else None} for one in requests
    ]
    await insert(IncentivePostings, rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncentivePosting:
    """A transfer of a run in the ledger, or the reversal ``undoes`` of one of an earlier run."""

    transfer: str
    run: str
    undoes: str | None
    action: Action
    amount_fen: int
    reference: str
    occurred_at: datetime


async def posting_page(wanted: Wanted) -> tuple[int, list[IncentivePosting]]:
    count, rows = await page(IncentivePostings, wanted)
    transfers = await IncentivePostings.raw(
        "SELECT id, action, amount AS amount_fen, reference, occurred_at FROM ledger_transfers WHERE id = ANY({})",
        [row["transfer"] for row in rows],
    ).run()
    of = {one["id"]: one for one in transfers}
    return count, [value(IncentivePosting, {**of[row["transfer"]], **row}) for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsettledOrder:
    """An order that ``run`` couldn't judge."""

    run: str
    service_order: str
    why: Why


async def unsettled_page(wanted: Wanted) -> tuple[int, list[UnsettledOrder]]:
    count, rows = await page(IncentiveUnsettled, wanted)
    return count, [value(UnsettledOrder, row) for row in rows]
