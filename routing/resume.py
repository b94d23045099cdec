"""A draft that goes on from the routes of a plan: their times and supplies are taken as they are, without working them out again."""

from __future__ import annotations

from collections.abc import Sequence

from routing.calls import calls_of
from routing.costs import COST, paid_cost, price_fen, start_cost, travel_cost
from routing.day import Day
from routing.draft import Change, Draft
from routing.goods import Lot, Stock, Supplied, van_lot
from routing.plan import Pool, Route, Stop, StopKind
from routing.problem import VAN, RoutingProblem, Technician
from routing.timetable import Rest, Times


def draft_of(problem: RoutingProblem, routes: Sequence[Route]) -> Draft:
    """``routes`` keep every rule of ``problem``; those of others than the problem's technicians are left out."""
    draft = Draft(problem)
    taken = _taken(problem, routes, Stock(problem))
    days = {
        draft.number[route.technician]: _day(problem, problem.technician_by_id[route.technician], route, lots)
        for route, lots in zip(routes, taken, strict=True)
        if route.stops and route.technician in draft.number
    }
    draft.accept(Change(days, 0))
    return draft


def _taken(problem: RoutingProblem, routes: Sequence[Route], stock: Stock) -> list[dict[int, dict[Lot, int]]]:
    """For each route and stop the lots that it takes from; what starts first has the fewest to choose from, so it chooses
    first."""
    taken: list[dict[int, dict[Lot, int]]] = [{} for _ in routes]
    stops = [(stop.start_s, r, s, stop) for r, route in enumerate(routes) for s, stop in enumerate(route.stops)]
    for _, r, s, stop in sorted(stops, key=lambda one: one[:3]):
        technician = problem.technician_by_id[routes[r].technician]
        lots = taken[r].setdefault(s, {})
        for use in stop.uses:
            if use.source == VAN and use.pool is Pool.FREE:
                _take(stock, lots, [van_lot(technician, use.part)], use.quantity)
        for load in stop.loads:
            later = stock.later_lots(stop.ref, load.pool, load.part)
            _take(stock, lots, [Lot(stop.ref, load.pool, load.part), *later], load.quantity)
    return taken


def _take(stock: Stock, lots: dict[Lot, int], sources: list[Lot], quantity: int) -> None:
    for lot in sources:
        got = min(quantity, stock.left.get(lot, 0))
        if got:
            stock.left[lot] -= got
            lots[lot] = lots.get(lot, 0) + got
            quantity -= got


def _day(problem: RoutingProblem, technician: Technician, route: Route, lots: dict[int, dict[Lot, int]]) -> Day:
    made = [(s, stop) for s, stop in enumerate(route.stops) if stop.kind is not StopKind.BREAK]
    taken: dict[Lot, int] = {}
    for of_stop in lots.values():
        for lot, quantity in of_stop.items():
            taken[lot] = taken.get(lot, 0) + quantity
    loaded = Supplied(
        calls=calls_of(route),
        loads=tuple(stop.loads for _, stop in made),
        uses=tuple(stop.uses for _, stop in made),
        tools=tuple(stop.tools for _, stop in made),
        brings=tuple(stop.brings for _, stop in made),
        not_before_s=tuple(max((lot.at_s for lot in lots[s]), default=0) for s, _ in made),
        taken=taken,
    )
    return Day(
        loaded, _times(problem, technician, route, [stop for _, stop in made]), _cost(problem, technician, route)
    )


def _times(problem: RoutingProblem, technician: Technician, route: Route, made: list[Stop]) -> Times:
    rests, before = [], 0
    for stop in route.stops:
        if stop.kind is StopKind.BREAK:
            rests.append(Rest(before, stop.start_s, stop.depart_s))
        else:
            before += 1
    arrive_s, start_s = tuple(stop.arrive_s for stop in made), tuple(stop.start_s for stop in made)
    cost = _paid(problem, technician, route)
    return Times(route.leave_s, arrive_s, start_s, tuple(rests), route.back_s, cost)


def _paid(problem: RoutingProblem, technician: Technician, route: Route) -> int:
    starts = sum(start_cost(problem.visit_by_id[stop.ref], stop.start_s) for stop in route.visits)
    return paid_cost(technician, route.leave_s, route.back_s) + starts


def _cost(problem: RoutingProblem, technician: Technician, route: Route) -> int:
    prices_fen = sum(price_fen(problem.visit_by_id[stop.ref], technician) for stop in route.visits)
    return _paid(problem, technician, route) + travel_cost(technician, route.distance_m) + prices_fen * COST
