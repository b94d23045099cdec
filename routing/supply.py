"""At which stock places a technician could fetch what a visit needs, if nothing is fetched for it yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from routing.amounts import NOTHING, Amounts
from routing.goods import Stock
from routing.problem import Pool, RoutingProblem, StockPlace, Technician, Visit
from routing.travel import UNREACHABLE

_PLACES_TO_TRY = 3


@dataclass(frozen=True, slots=True)
class Needs:
    """What must be fetched: ``parts`` from free stock, ``units`` from what is set aside (B2), ``tools``."""

    parts: Amounts = NOTHING
    units: Amounts = NOTHING
    tools: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.parts or self.units or self.tools)

    def at(self, place: StockPlace, stock: Stock) -> Needs:
        """As much of it as the place has, or will have."""
        return Needs(
            Amounts(_some(self.parts, lambda part: stock.at(place.id, Pool.FREE, part))),
            Amounts(_some(self.units, lambda unit: stock.at(place.id, Pool.SET_ASIDE, unit))),
            self.tools & place.tools,
        )

    def without(self, other: Needs) -> Needs:
        return Needs(minus(self.parts, other.parts), minus(self.units, other.units), self.tools - other.tools)


def _some(wanted: Mapping[str, int], there: Callable[[str], int]) -> dict[str, int]:
    return {name: least for name, amount in wanted.items() if (least := min(amount, there(name))) > 0}


def minus(needs: Mapping[str, int], had: Amounts) -> Amounts:
    """What of ``needs`` is still missing."""
    return Amounts({name: amount - had.of(name) for name, amount in needs.items() if amount > had.of(name)})


def lacking(visit: Visit, technician: Technician, stock: Stock) -> Needs:
    """What the technician doesn't have on board."""
    parts = {part: n - had for part, n in visit.parts.items() if n > (had := stock.in_van(technician, part))}
    return Needs(Amounts(parts), Amounts(visit.units), visit.tools - technician.tools)


def stops_for(problem: RoutingProblem, visit: Visit, technician: Technician, stock: Stock) -> list[tuple[str, ...]]:
    """Ways to fetch what is lacking: nowhere if nothing is; at one of the nearest places that have all of it; else gathered
    from several. None if it isn't to be had."""
    needs = lacking(visit, technician, stock)
    if not needs:
        return [()]
    near = nearest(problem, visit, [technician])
    one_place: list[tuple[str, ...]] = [(place.id,) for place in near if not needs.without(needs.at(place, stock))]
    return one_place[:_PLACES_TO_TRY] or gathered(needs, near, stock)


def nearest(problem: RoutingProblem, visit: Visit, technicians: Iterable[Technician]) -> list[StockPlace]:
    """The stock places that any of ``technicians`` may stop at, by the way from their start over it to the visit."""
    duration_s = problem.matrix.duration_s
    ways: list[tuple[int, str, StockPlace]] = []
    technicians = list(technicians)
    for stock_place in problem.stock_places:
        onward_s = int(duration_s[stock_place.place, visit.place])
        starts = {t.start_place for t in technicians if stock_place.id in t.depots}
        there_s = [int(s) for s in duration_s[sorted(starts), stock_place.place] if s != UNREACHABLE]
        if there_s and onward_s != UNREACHABLE:
            ways.append((min(there_s) + onward_s, stock_place.id, stock_place))
    return [stock_place for _, _, stock_place in sorted(ways, key=lambda way: way[:2])]


def gathered(needs: Needs, near: Iterable[StockPlace], stock: Stock) -> list[tuple[str, ...]]:
    """Everything from several places, the nearest first; empty if they haven't got it together."""
    stops: list[str] = []
    for place in near:
        found = needs.at(place, stock)
        if found:
            stops.append(place.id)
            needs = needs.without(found)
    return [] if needs else [tuple(stops)]
