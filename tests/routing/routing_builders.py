"""Keyword builders: a small town on a line, one place each ten minutes (5 km), everything else permissive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

import numpy as np

from routing.calls import Call, stock_stop, visit
from routing.draft import timed_plan
from routing.plan import Plan, Route, Unserved, UnservedReason
from routing.problem import Break, Promise, RoutingProblem, StockPlace, Technician, Visit, Window
from routing.rules import Broken
from routing.score import score_of
from routing.travel import Band, EstimatePolicy, TravelMatrix

H = 3600
MIN = 60
CHINA = timezone(timedelta(hours=8))
MIDNIGHT = datetime(2026, 11, 23, tzinfo=CHINA)
DAY = Window(8 * H, 18 * H)
BANDS = EstimatePolicy((Band(5_000, 1.4, 25.0), Band(20_000, 1.3, 40.0), Band(None, 1.25, 60.0)))


def line_matrix(places: int, *, step_s: int = 600, step_m: int = 5_000) -> TravelMatrix:
    apart = np.abs(np.arange(places)[:, None] - np.arange(places)[None, :])
    return TravelMatrix(
        (apart * step_s).astype(np.int32), (apart * step_m).astype(np.int32), np.ones((places, places), dtype=bool)
    )


def matrix_of(duration_s: Sequence[Sequence[int]]) -> TravelMatrix:
    duration = np.array(duration_s, dtype=np.int32).reshape(len(duration_s), len(duration_s))
    return TravelMatrix(duration, np.where(duration < 0, duration, duration * 10).astype(np.int32), duration >= 0)


def a_visit(
    id: str = "v1",
    place: int = 1,
    *,
    duration_s: int = 30 * MIN,
    unserved_cost_fen: int = 1_000_000,
    windows: Sequence[Window] = (),
    promises: tuple[Promise, ...] = (),
    due_s: int | None = None,
    late_cost_fen_per_h: int = 0,
    skills: Sequence[str] = (),
    parts: Mapping[str, int] | None = None,
    units: Mapping[str, int] | None = None,
    technicians: Sequence[str] | None = None,
    **more: Any,
) -> Visit:
    return Visit(
        id,
        place,
        duration_s,
        unserved_cost_fen,
        tuple(windows),
        promises=promises or (() if due_s is None else (Promise(due_s, 0, late_cost_fen_per_h),)),
        skills=frozenset(skills),
        parts=parts or {},
        units=units or {},
        technicians=None if technicians is None else frozenset(technicians),
        **more,
    )


def a_technician(
    id: str = "t1",
    place: int = 0,
    *,
    end_place: int | None = None,
    shift: Window = DAY,
    work_cost_fen_per_h: int = 3_000,
    travel_cost_fen_per_km: int = 80,
    skills: Sequence[str] = (),
    van: Mapping[str, int] | None = None,
    breaks: Sequence[Break] = (),
    depots: Sequence[str] = ("d1",),
    **more: Any,
) -> Technician:
    return Technician(
        id,
        place,
        place if end_place is None else end_place,
        shift,
        work_cost_fen_per_h,
        travel_cost_fen_per_km,
        frozenset(skills),
        van or {},
        tuple(breaks),
        frozenset(depots),
        **more,
    )


def a_stock_place(
    id: str = "d1",
    place: int = 2,
    *,
    openings: Sequence[Window] = (DAY,),
    loading_s: int = 10 * MIN,
    stock: Mapping[str, int] | None = None,
    set_aside: Mapping[str, int] | None = None,
    **more: Any,
) -> StockPlace:
    return StockPlace(id, place, tuple(openings), loading_s, stock or {}, set_aside or {}, **more)


def a_problem(
    *,
    visits: Sequence[Visit] = (),
    technicians: Sequence[Technician] | None = None,
    stock_places: Sequence[StockPlace] | None = None,
    matrix: TravelMatrix | None = None,
    epoch: datetime = MIDNIGHT,
    **more: Any,
) -> RoutingProblem:
    return RoutingProblem(
        epoch,
        tuple(visits),
        (a_technician(),) if technicians is None else tuple(technicians),
        (a_stock_place(),) if stock_places is None else tuple(stock_places),
        line_matrix(6) if matrix is None else matrix,
        **more,
    )


def calls(problem: RoutingProblem, *names: str) -> tuple[Call, ...]:
    """A name that is no visit's is a stock place's."""
    return tuple(visit(name) if name in problem.visit_by_id else stock_stop(name) for name in names)


def a_plan(problem: RoutingProblem, **named: Sequence[str]) -> Plan:
    """Names by technician, in the order of the calls. What is on no route is unserved; the score is as it should be."""
    routes = timed_plan(problem, {technician: calls(problem, *names) for technician, names in named.items()})
    assert not isinstance(routes, Broken), routes.message.en
    return with_routes(problem, routes)


def with_routes(problem: RoutingProblem, routes: Sequence[Route]) -> Plan:
    served = {stop.ref for route in routes for stop in route.visits}
    left_out = [Unserved(v.id, UnservedReason.CAPACITY, {}) for v in problem.visits if v.id not in served]
    return Plan(tuple(routes), tuple(left_out), score_of(problem, routes), "by hand", 0, 0)
