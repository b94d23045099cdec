"""A large plan in the making, shared out among the machines that are free (V4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from fieldops.store.plan_forms import read_plan, read_problem, written_plan, written_problem
from fieldops.store.rows import insert
from fieldops.tables.plans import PlanHelpers, PlanShares
from routing.excerpt import Excerpt
from routing.plan import Plan, Route, Score
from routing.problem import RoutingProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    id: int
    seed: int
    time_limit_s: int
    problem: RoutingProblem
    begin: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Of all shares: how many aren't made yet, and what is found so far; the cost only once each has one."""

    open: int
    served: int
    best_cost_fen: int | None


async def add_helper(plan_id: int, machine: str) -> bool:
    """False if it is one already."""
    rows = await PlanHelpers.raw(
        "INSERT INTO plan_helpers (plan, machine) VALUES ({}, {}) ON CONFLICT DO NOTHING RETURNING id", plan_id, machine
    ).run()
    return bool(rows)


async def helps(plan_id: int, machine: str) -> bool:
    return await PlanHelpers.exists().where(PlanHelpers.plan == plan_id, PlanHelpers.machine == machine).run()


async def helpers(plan_id: int) -> int:
    count: int = await PlanHelpers.count().where(PlanHelpers.plan == plan_id).run()
    return count


async def clear(plan_id: int) -> None:
    """Who still helps notices it."""
    await PlanHelpers.delete().where(PlanHelpers.plan == plan_id).run()
    await PlanShares.delete().where(PlanShares.plan == plan_id).run()


async def put(plan_id: int, shares: Iterable[Excerpt], *, time_limit_s: int) -> None:
    rows = [
        {
            "plan": plan_id,
            "n": n,
            "time_limit_s": time_limit_s,
            "problem": written_problem(share.problem),
            "begin": written_plan(_bare(share.routes)),
        }
        for n, share in enumerate(shares)
    ]
    await insert(PlanShares, rows)


async def take(plan_id: int, machine: str, *, now: datetime, silent_since: datetime) -> Share | None:
    """A share that nobody has, or of whom nothing was heard since; no two take the same one."""
    rows = await PlanShares.raw(
        "UPDATE plan_shares SET taken_by = {}, heard_at = {} WHERE id = ("
        " SELECT id FROM plan_shares WHERE plan = {} AND made IS NULL AND (heard_at IS NULL OR heard_at < {})"
        " ORDER BY n LIMIT 1 FOR UPDATE SKIP LOCKED)"
        ' RETURNING id, n, time_limit_s, problem, "begin"',
        machine,
        now,
        plan_id,
        silent_since,
    ).run()
    if not rows:
        return None
    row = rows[0]
    return Share(
        id=row["id"],
        seed=row["n"],
        time_limit_s=row["time_limit_s"],
        problem=read_problem(plan_id, row["problem"]),
        begin=read_plan(plan_id, row["begin"]),
    )


async def note(share_id: int, machine: str, *, now: datetime, best_cost_fen: int | None, served: int) -> bool:
    """How far it is; False if it is somebody else's now, or of no use any more."""
    rows = await PlanShares.raw(
        "UPDATE plan_shares s SET heard_at = {}, best_cost_fen = {}, served = {} FROM plans p"
        " WHERE s.id = {} AND s.taken_by = {} AND p.id = s.plan AND p.state = 'running' RETURNING s.id",
        now,
        best_cost_fen,
        served,
        share_id,
        machine,
    ).run()
    return bool(rows)


async def keep(share_id: int, machine: str, routes: tuple[Route, ...]) -> None:
    """Unless it is somebody else's now."""
    mine = (PlanShares.id == share_id) & (PlanShares.taken_by == machine)
    await PlanShares.update({PlanShares.made: written_plan(_bare(routes))}).where(mine).run()


async def standing(plan_id: int) -> Standing:
    rows = await PlanShares.raw(
        "SELECT count(*) FILTER (WHERE made IS NULL) AS open, coalesce(sum(served), 0) AS served,"
        " CASE WHEN count(*) = count(best_cost_fen) THEN sum(best_cost_fen) END AS best FROM plan_shares WHERE plan = {}",
        plan_id,
    ).run()
    best = rows[0]["best"]
    return Standing(
        open=rows[0]["open"], served=int(rows[0]["served"]), best_cost_fen=None if best is None else int(best)
    )


async def made(plan_id: int) -> list[tuple[Route, ...]]:
    """The routes of each share that is made."""
    rows = await PlanShares.raw(
        "SELECT made FROM plan_shares WHERE plan = {} AND made IS NOT NULL ORDER BY n", plan_id
    ).run()
    return [read_plan(plan_id, row["made"]).routes for row in rows]


def _bare(routes: tuple[Route, ...]) -> Plan:
    return Plan(routes, (), Score(), "", 0, 0)
