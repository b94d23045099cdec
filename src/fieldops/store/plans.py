"""Route plans: their requests, what was planned, and what a plan has reserved."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert, insert_returning, value
from fieldops.tables.ledger import LedgerAccounts
from fieldops.tables.plans import PlanParts, PlanRoutes, Plans, PlanStops, PlanUnserved
from inventory.accounts import AccountKind, Condition
from refusals import NotFound
from routing.locks import Locks
from routing.plan import Plan, Route, Score, Stop, StopKind, Unserved
from routing.problem import RoutingProblem
from routing.requests import PlanRequest, PlanState
from routing.score import route_score


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

    ``publish``: to be published as soon as it is made. ``based_on``: the plan of which what was locked stays.
    ``days``: how many were planned at once from this one on; ``first``: the plan of the first of them. ``publications``: how often it was. ``edit``: the edit by hand that
    holds, 0 as it was made; ``locks`` are for planning the rest again.
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
        "INSERT INTO plans (province, day, state, seed, time_limit_s, requested_at, started_at, publish, first)"
        " SELECT province, {}, 'running', seed, time_limit_s, requested_at, started_at, publish, id FROM plans WHERE id = {}"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Whom and when a customer was given."""

    technician: str
    start_at: datetime


async def given(province: str, days: Sequence[date]) -> dict[str, Given]:
    """By order, what the plans that are published for these days gave their customers."""
    rows = await Plans.raw(
        "SELECT stop.service_order, route.technician, stop.start_at FROM plans"
        " JOIN plan_routes AS route ON route.plan = plans.id JOIN plan_stops AS stop ON stop.route = route.id"
        " WHERE plans.province = {} AND plans.day = ANY({}) AND plans.state = 'published' AND stop.service_order IS NOT NULL",
        province,
        list(days),
    ).run()
    return {row.pop("service_order"): Given(**row) for row in rows}


async def orders_planned_on_other_days(province: str, days: Sequence[date], *, since: date) -> set[str]:
    """Orders that a published plan of the province serves on another day than ``days`` from ``since`` on."""
    rows = await Plans.raw(
        "SELECT DISTINCT service_order FROM plans"
        " JOIN plan_routes ON plan_routes.plan = plans.id JOIN plan_stops ON plan_stops.route = plan_routes.id"
        " WHERE province = {} AND day <> ALL({}) AND day >= {} AND state = 'published' AND service_order IS NOT NULL",
        province,
        list(days),
        since,
    ).run()
    return {row["service_order"] for row in rows}


@dataclass(frozen=True, slots=True)
class FreeStock:
    """Pieces by location and part: ``free`` for ordinary work, ``set_aside`` for swaps only (B2)."""

    free: Mapping[str, Mapping[str, int]]
    set_aside: Mapping[str, Mapping[str, int]]


async def stock_for_plan(locations: Iterable[str], province: str, days: Sequence[date]) -> FreeStock:
    """What a new plan of ``province`` and ``days`` may take at ``locations``: what the published one reserved is free."""
    rows = await LedgerAccounts.raw(
        "SELECT place, kind, asset, sum(balance - reserved)::bigint + coalesce(sum(released.amount), 0)::bigint AS free"
        " FROM ledger_accounts AS account LEFT JOIN LATERAL ("
        "  SELECT sum(transfer.amount) AS amount FROM ledger_reservations AS reservation"
        "  JOIN ledger_transfers AS transfer ON transfer.id = reservation.id"
        "  JOIN plan_parts ON plan_parts.reservation = reservation.id"
        "  JOIN plan_stops ON plan_stops.id = plan_parts.stop JOIN plan_routes ON plan_routes.id = plan_stops.route"
        "  JOIN plans ON plans.id = plan_routes.plan"
        "  WHERE reservation.account_id = account.id AND account.reserved > 0"
        "  AND plans.state = 'published' AND plans.province = {} AND plans.day = ANY({})"
        " ) AS released ON account.reserved > 0"
        " WHERE place = ANY({}) AND kind = ANY({}) AND condition = {} AND balance > 0"
        " GROUP BY place, kind, asset",
        province,
        list(days),
        sorted(set(locations)),
        [AccountKind.STOCK.value, AccountKind.SET_ASIDE.value],
        Condition.NEW.value,
    ).run()
    pools: dict[str, dict[str, dict[str, int]]] = {kind: defaultdict(dict) for kind in ("stock", "set_aside")}
    for row in rows:
        pools[row["kind"]][row["place"]][row["asset"]] = row["free"]
    return FreeStock(free=pools["stock"], set_aside=pools["set_aside"])


async def served_by(plan_id: int) -> set[str]:
    """The orders that a plan serves."""
    rows = await PlanStops.raw(
        "SELECT service_order FROM plan_stops JOIN plan_routes ON plan_routes.id = plan_stops.route"
        " WHERE plan_routes.plan = {} AND service_order IS NOT NULL",
        plan_id,
    ).run()
    return {row["service_order"] for row in rows}


async def reservations_of(plan_id: int) -> list[str]:
    """The pending transfers of a plan's parts that still hold stock."""
    rows = await PlanParts.raw(
        "SELECT reservation FROM plan_parts JOIN ledger_reservations ON ledger_reservations.id = reservation"
        " JOIN plan_stops ON plan_stops.id = plan_parts.stop JOIN plan_routes ON plan_routes.id = plan_stops.route"
        " WHERE plan_routes.plan = {} ORDER BY reservation",
        plan_id,
    ).run()
    return [row["reservation"] for row in rows]


async def reservations_for(order: str) -> list[str]:
    """The pending transfers that hold stock for an order's visit in a plan."""
    rows = await PlanParts.raw(
        "SELECT reservation FROM plan_parts JOIN ledger_reservations ON ledger_reservations.id = reservation"
        " JOIN plan_stops ON plan_stops.id = plan_parts.stop WHERE service_order = {} ORDER BY reservation",
        order,
    ).run()
    return [row["reservation"] for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPart:
    """``quantity`` of ``part`` for ``order``, taken at the location ``source`` into the van of ``technician``."""

    order: str
    technician: str
    part: str
    quantity: int
    source: str
    set_aside: bool


async def parts_of(plan_id: int) -> dict[int, PlannedPart]:
    """What a plan's visits use, by its row."""
    rows = await PlanParts.raw(
        "SELECT item.id, stop.service_order AS order, route.technician, item.part, item.quantity, item.source, item.set_aside"
        " FROM plan_parts AS item JOIN plan_stops AS stop ON stop.id = item.stop"
        " JOIN plan_routes AS route ON route.id = stop.route WHERE route.plan = {} ORDER BY item.id",
        plan_id,
    ).run()
    return {row.pop("id"): PlannedPart(**row) for row in rows}


async def note_reservations(held: Mapping[int, str]) -> None:
    """The transfers that hold what the rows ``held`` use."""
    await PlanParts.raw(
        "UPDATE plan_parts SET reservation = held.transfer FROM unnest({}::bigint[], {}::text[]) AS held (id, transfer)"
        " WHERE plan_parts.id = held.id",
        list(held),
        list(held.values()),
    ).run()


async def replace_content(
    plan_id: int,
    plan: Plan,
    problem: RoutingProblem,
    due_at: Mapping[str, datetime],
    taken: Iterable[PlannedPart],
    *,
    touched: Set[str] | None,
) -> None:
    """The routes of technicians who have a stop, their stops and parts, and what isn't served, in the place of those there were.
    The routes of others than ``touched`` are there already; None: all are new."""
    midnight = problem.epoch
    replaced = PlanRoutes.delete().where(PlanRoutes.plan == plan_id)
    if touched is not None:
        replaced = replaced.where(PlanRoutes.technician.is_in(sorted(touched) or [""]))
    await replaced.run()
    await PlanUnserved.delete().where(PlanUnserved.plan == plan_id).run()
    driven = [route for route in plan.routes if route.stops and (touched is None or route.technician in touched)]
    rows = [_route_row(plan_id, route, midnight, route_score(problem, route)) for route in driven]
    route_ids = await insert_returning(PlanRoutes, rows)
    stops = [
        (route_id, position, stop)
        for route_id, route in zip(route_ids, driven, strict=True)
        for position, stop in enumerate(route.stops)
    ]
    stop_ids = await insert_returning(PlanStops, [_stop_row(*stop, midnight, due_at) for stop in stops])
    visits = {
        stop.ref: stop_id for stop_id, (_, _, stop) in zip(stop_ids, stops, strict=True) if stop.kind is StopKind.VISIT
    }
    await insert(PlanParts, [_part_row(visits[part.order], part) for part in taken if part.order in visits])
    await insert(PlanUnserved, [_unserved_row(plan_id, unserved) for unserved in plan.unserved])


def _part_row(stop_id: int, part: PlannedPart) -> dict[str, Any]:
    return {
        "stop": stop_id,
        "part": part.part,
        "quantity": part.quantity,
        "source": part.source,
        "set_aside": part.set_aside,
    }


def _route_row(plan_id: int, route: Route, midnight: datetime, score: Score) -> dict[str, Any]:
    return {
        "plan": plan_id,
        "technician": route.technician,
        "leave_at": midnight + timedelta(seconds=route.leave_s),
        "back_at": midnight + timedelta(seconds=route.back_s),
        "travel_s": route.travel_s,
        "distance_m": route.distance_m,
        "score": json.dumps(terms_of(score)),
    }


def terms_of(score: Score) -> dict[str, int]:
    """As they are kept and shown: every term, and what they add up to."""
    return asdict(score) | {"total_fen": score.total_fen}


def _stop_row(
    route_id: int, position: int, stop: Stop, midnight: datetime, due_at: Mapping[str, datetime]
) -> dict[str, Any]:
    return {
        "route": route_id,
        "position": position,
        "kind": stop.kind.value,
        "service_order": stop.ref if stop.kind is StopKind.VISIT else None,
        "location": stop.ref if stop.kind in {StopKind.PICKUP, StopKind.RETURN} else None,
        "arrive_at": midnight + timedelta(seconds=stop.arrive_s),
        "start_at": midnight + timedelta(seconds=stop.start_s),
        "depart_at": midnight + timedelta(seconds=stop.depart_s),
        "due_at": due_at.get(stop.ref),
        "late_s": stop.late_s,
        "tools": list(stop.tools),
        "brings": list(stop.brings),
    }


def _unserved_row(plan_id: int, unserved: Unserved) -> dict[str, Any]:
    return {
        "plan": plan_id,
        "service_order": unserved.visit,
        "reason": unserved.reason.value,
        "cause_en": unserved.message.en,
        "cause_zh": unserved.message.zh,
        "remedy_en": unserved.remedy.en,
        "remedy_zh": unserved.remedy.zh,
    }
