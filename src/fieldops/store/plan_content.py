"""What a route plan holds: routes, stops, parts and what isn't served, and what of the stock is reserved for it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Set
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from fieldops.store.rows import insert, insert_returning
from fieldops.tables.plans import PlanParts, PlanRoutes, PlanStops, PlanUnserved
from routing.plan import Plan, Route, Score, Stop, StopKind, Unserved
from routing.problem import RoutingProblem
from routing.score import route_score


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
    """``quantity`` of ``part`` for ``order``, taken at the location ``source`` into the van of ``technician``; ``arrives_at``: when
    they come there, None for what is there."""

    order: str
    technician: str
    part: str
    quantity: int
    source: str
    set_aside: bool
    arrives_at: datetime | None = None


async def parts_of(plan_id: int) -> dict[int, PlannedPart]:
    """What a plan's visits use, by its row."""
    rows = await PlanParts.raw(
        "SELECT item.id, stop.service_order AS order, route.technician, item.part, item.quantity, item.source, item.set_aside,"
        " item.arrives_at"
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
        "arrives_at": part.arrives_at,
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
