"""Which pieces of a plan come from stock, and which from what arrives (P5): who loads first takes what is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from routing.plan import Load, Route, StopKind
from routing.problem import RoutingProblem, StockPlace
from routing.stock_places import Arrival, Pool


@dataclass(frozen=True, slots=True)
class Piece:
    """``quantity`` of a load for a visit; ``at_s``: when they arrive, None: they are there."""

    visit: str
    place: str
    part: str
    quantity: int
    at_s: int | None


def pieces(problem: RoutingProblem, routes: Iterable[Route]) -> list[Piece]:
    """Of all that is loaded from ordinary stock at places where parts arrive, in the order of the loading."""
    left = {place.id: _Left(place) for place in problem.stock_places if place.arrivals}
    loads = sorted(_loads(routes), key=lambda one: (one[0], one[1], one[2].visit, one[2].part))
    return [piece for _, place, load in loads if place in left for piece in left[place].take(place, load)]


def without_loads(place: StockPlace, routes: Iterable[Route]) -> StockPlace:
    """What is left there after the routes have loaded."""
    left = _Left(place)
    for _, at, load in sorted(_loads(routes), key=lambda one: one[0]):
        if at == place.id:
            list(left.take(at, load))
    aside = [arrival for arrival in place.arrivals if arrival.pool is not Pool.FREE]
    arrivals = [replace(arrival, quantity=n) for arrival, n in left.arrivals if n]
    return replace(place, stock={part: n for part, n in left.stock.items() if n}, arrivals=(*aside, *arrivals))


def _loads(routes: Iterable[Route]) -> Iterator[tuple[int, str, Load]]:
    for route in routes:
        for stop in route.stops:
            for load in stop.loads if stop.kind is StopKind.PICKUP else ():
                if load.pool is Pool.FREE:
                    yield stop.start_s, stop.ref, load


class _Left:
    """What is left at a place while it is loaded from."""

    def __init__(self, place: StockPlace) -> None:
        self.stock = dict(place.stock)
        free = [arrival for arrival in place.arrivals if arrival.pool is Pool.FREE]
        self.arrivals: list[tuple[Arrival, int]] = [(arrival, arrival.quantity) for arrival in free]

    def take(self, place: str, load: Load) -> Iterator[Piece]:
        there = min(load.quantity, self.stock.get(load.part, 0))
        if there:
            self.stock[load.part] -= there
            yield Piece(load.visit, place, load.part, there, None)
        wanted = load.quantity - there
        for n, (arrival, left) in enumerate(self.arrivals):
            taken = min(wanted, left) if arrival.part == load.part else 0
            if taken:
                self.arrivals[n] = (arrival, left - taken)
                wanted -= taken
                yield Piece(load.visit, place, load.part, taken, arrival.at_s)
