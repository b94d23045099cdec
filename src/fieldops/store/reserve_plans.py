"""Reserve plans with their lines, and who has filed one (P4)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from piccolo.columns import Column

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert, value
from fieldops.tables.network import Nodes
from fieldops.tables.reserve_plans import ReservePlanLines, ReservePlans
from inventory.reserve_plans import Line, NewPlan, ReservePlan, Status
from inventory.seasons import SeasonOfYear
from refusals import AlreadyThere, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionedPlan:
    """A plan and how often it was changed, counted from 1."""

    value: ReservePlan
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservePlanHead:
    """A plan without its lines: how many there are, their ``pieces``, and how many of these are ``missing``."""

    number: str
    partner: str
    season: str
    year: int
    starts_on: date
    file_by: date
    status: Status
    filed_on: date | None
    late_days: int
    lines: int
    pieces: int
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerPlan:
    """A partner, and its plan for the season that is asked about, if there is one."""

    partner: str
    name_zh: str
    name_en: str
    province: str
    plan: str | None
    file_by: date | None
    filed_on: date | None
    late_days: int | None
    lines: int
    pieces: int
    missing: int


SUMS = (
    "LEFT JOIN LATERAL (SELECT count(*) AS lines, coalesce(sum(l.quantity), 0)::bigint AS pieces,"
    " coalesce(sum(l.missing), 0)::bigint AS missing FROM reserve_plan_lines l WHERE l.plan = p.number) s ON TRUE"
)


async def next_number() -> str:
    """A fresh number: ``RP-`` and six digits that never repeat."""
    rows = await ReservePlans.raw("SELECT nextval('reserve_plan_numbers') AS number").run()
    return f"RP-{rows[0]['number']:06d}"


async def refuse_second(wanted: NewPlan) -> None:
    """:raises AlreadyThere: the partner has a plan for that season."""
    rows = await ReservePlans.raw(
        "SELECT number FROM reserve_plans WHERE partner = {} AND season = {} AND year = {}",
        wanted.partner,
        wanted.season,
        wanted.year,
    ).run()
    for row in rows:
        raise AlreadyThere(kind="reserve plan", keys=row["number"])


async def add(plan: ReservePlan, *, now: datetime) -> None:
    """:raises Overtaken: somebody else made one for that season meanwhile."""
    await insert(ReservePlans, [_row(plan) | {"made_at": now}])
    await _add_lines(plan)


async def save(before: ReservePlan, plan: ReservePlan) -> None:
    """As its next version, with its lines if they have changed."""
    columns: dict[Column | str, Any] = {"version": ReservePlans.version + 1}
    columns.update((name, cell) for name, cell in _row(plan).items() if name != "number")
    await ReservePlans.update(columns).where(ReservePlans.number == plan.number).run()
    if plan.lines != before.lines:
        await ReservePlanLines.delete().where(ReservePlanLines.plan == plan.number).run()
        await _add_lines(plan)


def _row(plan: ReservePlan) -> dict[str, Any]:
    row = asdict(plan)
    del row["lines"]
    return row


async def _add_lines(plan: ReservePlan) -> None:
    lines = [asdict(line) for line in plan.lines]
    await insert(ReservePlanLines, [line | {"plan": plan.number, "basis": json.dumps(line["basis"])} for line in lines])


async def plan(number: str) -> VersionedPlan:
    """:raises NotFound: there is none."""
    return await _one(number, "")


async def locked(number: str) -> VersionedPlan:
    """The same, the row locked until the transaction ends.

    :raises NotFound: there is none.
    """
    return await _one(number, "FOR UPDATE")


async def _one(number: str, locking: str) -> VersionedPlan:
    rows = await ReservePlans.raw(f"SELECT * FROM reserve_plans WHERE number = {{}} {locking}", number).run()
    if not rows:
        raise NotFound(kind="reserve plan", key=number)
    lines = await ReservePlanLines.raw("SELECT * FROM reserve_plan_lines WHERE plan = {} ORDER BY id", number).run()
    found = {**rows[0], "lines": tuple(_line(line) for line in lines)}
    return VersionedPlan(value=value(ReservePlan, found), version=rows[0]["version"])


def _line(row: Mapping[str, Any]) -> Line:
    return value(Line, {**row, "basis": json.loads(row["basis"])})


async def head_page(wanted: Wanted, *, late: bool | None) -> tuple[int, list[ReservePlanHead]]:
    """Those that were filed ``late``, those that weren't, or all."""
    filed_late = ReservePlans.late_days > 0 if late else ReservePlans.late_days == 0
    count, rows = await page(ReservePlans, wanted, None if late is None else filed_late)
    sums = await ReservePlans.raw(
        f"SELECT p.number, s.* FROM reserve_plans p {SUMS} WHERE p.number = ANY({{}})", [row["number"] for row in rows]
    ).run()
    of = {row["number"]: row for row in sums}
    return count, [value(ReservePlanHead, {**row, **of[row["number"]]}) for row in rows]


async def of_season(season: SeasonOfYear) -> list[PartnerPlan]:
    """Of every partner within reach, by its code; one query."""
    rows = await Nodes.raw(
        "SELECT n.code AS partner, n.name_zh, n.name_en, n.parent AS province, p.number AS plan, p.file_by, p.filed_on,"
        " CASE WHEN p.status = 'filed' THEN p.late_days END AS late_days, s.lines, s.pieces, s.missing"
        " FROM nodes n LEFT JOIN reserve_plans p ON p.partner = n.code AND p.season = {} AND p.year = {}"
        f" {SUMS} WHERE n.kind = 'partner' ORDER BY n.code",
        season.season,
        season.year,
    ).run()
    return [value(PartnerPlan, row) for row in rows]
