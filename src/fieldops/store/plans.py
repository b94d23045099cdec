"""Route plans: their requests, and how far they are."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import value
from fieldops.tables.plans import Plans
from refusals import NotFound
from routing.locks import Locks
from routing.requests import PlanRequest, PlanState


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWarning:
    """What a plan that was made lacks, and what would mend it."""

    code: str
    cause_en: str
    cause_zh: str
    remedy_en: str
    remedy_zh: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHead:
    """A plan's request and how far it is. ``failure`` explains a failed one, with code, cause and remedy.

    ``publish``: to be published as soon as it is made; ``publications``: how often it was. ``based_on``: the plan of which what
    was locked stays. ``days``: how many were planned at once from this one on; ``first``: the plan of the first of them.
    ``enough``: somebody asked for the best found so far. ``edit``: the edit by hand that holds, 0 as it was made; ``locks`` are
    for planning the rest again.
    """

    id: int
    province: str
    day: date
    state: PlanState
    seed: int
    time_limit_s: int
    requested_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    elapsed_ms: int
    best_cost_fen: int | None
    served: int
    unserved: int
    late: int
    distance_m: int
    travel_s: int
    score: dict[str, int] | None
    estimated: bool
    failure: dict[str, Any] | None
    warnings: tuple[PlanWarning, ...]
    publish: bool
    based_on: int | None
    days: int
    reserve: int | None
    enough: bool
    first: int | None
    publications: int
    published_at: datetime | None
    published_by: str | None
    edit: int
    locks: Locks
    version: int


def _head(row: Mapping[str, Any]) -> PlanHead:
    parsed = {name: json.loads(row[name]) if row[name] else None for name in ("score", "failure", "warnings", "locks")}
    return value(PlanHead, {**row, **parsed})


async def create(request: PlanRequest) -> int:
    """The id of a queued plan."""
    rows = (
        await Plans.insert(
            Plans(
                province=request.province,
                day=request.day,
                state=PlanState.QUEUED.value,
                seed=request.seed,
                time_limit_s=request.time_limit_s,
                requested_at=request.requested_at,
                publish=request.publish,
                based_on=request.based_on,
                days=request.days,
                reserve=request.reserve,
            )
        )
        .returning(Plans.id)
        .run()
    )
    plan_id: int = rows[0]["id"]
    return plan_id


async def copy(of: PlanHead, *, requested_at: datetime) -> int:
    """The id of a plan in the making for the same province and day, with the same warnings."""
    rows = await Plans.raw(
        "INSERT INTO plans (province, day, state, seed, time_limit_s, requested_at, started_at, warnings)"
        " SELECT province, day, 'running', seed, time_limit_s, {}, {}, warnings FROM plans WHERE id = {} RETURNING id",
        requested_at,
        requested_at,
        of.id,
    ).run()
    return int(rows[0]["id"])


async def follow_on(first: PlanHead, day: date) -> int:
    """The id of a plan in the making for a later day that was planned with ``first``."""
    rows = await Plans.raw(
        "INSERT INTO plans (province, day, state, seed, time_limit_s, requested_at, started_at, publish, reserve, first)"
        " SELECT province, {}, 'running', seed, time_limit_s, requested_at, started_at, publish, reserve, id FROM plans WHERE id = {}"
        " RETURNING id",
        day,
        first.id,
    ).run()
    return int(rows[0]["id"])


async def planned_with(plan_id: int) -> list[int]:
    """The plan and those of the days that were planned with it from it on, in the order of the days."""
    rows = await Plans.raw("SELECT id FROM plans WHERE id = {} OR first = {} ORDER BY day", plan_id, plan_id).run()
    return [row["id"] for row in rows]


async def plan_page(wanted: Wanted) -> tuple[int, list[PlanHead]]:
    count, rows = await page(Plans, wanted)
    return count, [_head(row) for row in rows]


async def head(plan_id: int) -> PlanHead:
    """:raises NotFound: there is none."""
    return await _one("", plan_id)


async def heads(plan_ids: Sequence[int]) -> list[PlanHead]:
    """In this order."""
    rows = await Plans.raw("SELECT * FROM plans WHERE id = ANY({})", list(plan_ids)).run()
    by_id = {row["id"]: _head(row) for row in rows}
    return [by_id[plan_id] for plan_id in plan_ids]


async def locked(plan_id: int) -> PlanHead:
    """The same, the row locked until the transaction ends.

    :raises NotFound: there is none.
    """
    return await _one("FOR UPDATE", plan_id)


async def _one(locking: str, plan_id: int) -> PlanHead:
    rows = await Plans.raw(f"SELECT * FROM plans WHERE id = {{}} {locking}", plan_id).run()
    if not rows:
        raise NotFound(kind="plan", key=plan_id)
    return _head(rows[0])


async def publish_alone(province: str, day: date) -> None:
    """Whoever else publishes a plan of this province and day waits until the transaction ends: there may be none to lock yet."""
    await Plans.raw("SELECT pg_advisory_xact_lock(1886150254, hashtext({}))", f"{province}/{day}").run()  # "plan"


async def present(province: str, day: date) -> PlanHead | None:
    """The province's plan that is published for that day, locked until the transaction ends."""
    rows = await Plans.raw(
        "SELECT * FROM plans WHERE province = {} AND day = {} AND state = 'published' FOR UPDATE", province, day
    ).run()
    return _head(rows[0]) if rows else None


async def change(plan_id: int, **columns: Any) -> None:
    """Write some of a plan's columns, as its next version; the caller has asked :func:`routing.requests.move` about a new state."""
    written: dict[Any, Any] = {name: _cell(item) for name, item in columns.items()}
    await Plans.update({**written, Plans.version: Plans.version + 1}).where(Plans.id == plan_id).run()


async def note_progress(plan_id: int, *, elapsed_ms: int, best_cost_fen: int | None, served: int) -> None:
    """How far a plan in the making is; that makes no version."""
    figures: dict[Any, Any] = {Plans.elapsed_ms: elapsed_ms, Plans.best_cost_fen: best_cost_fen, Plans.served: served}
    await Plans.update(figures).where(Plans.id == plan_id).run()


def _cell(item: Any) -> Any:
    if isinstance(item, PlanState):
        return item.value
    return json.dumps(item) if isinstance(item, dict | list) else item
