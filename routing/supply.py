"""Where a visit's parts can come from (V4: no visit without its parts; B2: set-aside units only for swaps)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from routing.amounts import NOTHING, Amounts
from routing.problem import RoutingProblem, StockPlace, Technician, Visit
from routing.travel import UNREACHABLE


@dataclass(frozen=True, slots=True)
class Pick:
    """What is loaded at one stock place for one visit: ``parts`` from its free stock, ``units`` from the set-aside."""

    stock_place: str
    parts: Amounts
    units: Amounts = NOTHING


@dataclass(frozen=True, slots=True)
class Supply:
    """All that a visit needs: ``van`` from the van, the rest from ``picks``, in the order they are called at."""

    van: Amounts = NOTHING
    picks: tuple[Pick, ...] = ()


class Stock:
    """What is left to take, in vans and at stock places. Counts down as supplies are taken."""

    def __init__(self, problem: RoutingProblem) -> None:
        self._vans = {technician.id: dict(technician.van) for technician in problem.technicians}
        self._free = {place.id: dict(place.stock) for place in problem.stock_places}
        self._set_aside = {place.id: dict(place.set_aside) for place in problem.stock_places}

    def in_van(self, technician: str, parts: Mapping[str, int]) -> Amounts:
        """As much of ``parts`` as the van has."""
        return _common(self._vans[technician], parts)

    def at(self, stock_place: str, parts: Mapping[str, int], units: Mapping[str, int]) -> Pick:
        """As much of ``parts`` and ``units`` as the place has."""
        return Pick(stock_place, _common(self._free[stock_place], parts), _common(self._set_aside[stock_place], units))

    def set_aside_at(self, stock_place: str, parts: Mapping[str, int]) -> Amounts:
        """As much of ``parts`` as is set aside there, which ordinary work can't take."""
        return _common(self._set_aside[stock_place], parts)

    def take_picks(self, supply: Supply) -> None:
        for pick in supply.picks:
            _take(self._free[pick.stock_place], pick.parts)
            _take(self._set_aside[pick.stock_place], pick.units)

    def take_from_van(self, technician: str, parts: Mapping[str, int]) -> None:
        _take(self._vans[technician], parts)

    def take(self, supply: Supply, technician: str) -> None:
        self.take_from_van(technician, supply.van)
        self.take_picks(supply)


def minus(needs: Mapping[str, int], had: Amounts) -> Amounts:
    """What of ``needs`` is still missing."""
    return Amounts({name: amount - had.of(name) for name, amount in needs.items() if amount > had.of(name)})


def supplies(
    problem: RoutingProblem, visit: Visit, technician: Technician, stock: Stock, *, most: int
) -> Iterator[Supply]:
    """Ways to supply a visit by one technician from ``stock``, the van first, then at most ``most`` nearest places.

    If no one place has what the van lacks, it is gathered from several. None at all if it isn't to be had.
    """
    van = stock.in_van(technician.id, visit.parts)
    parts = minus(visit.parts, van)
    if not parts and not visit.units:
        yield Supply(van)
        return
    near = nearest(problem, visit, [technician])
    found = list(single_picks(stock, near, parts, visit.units))[:most] or gathered(stock, near, parts, visit.units)
    yield from (Supply(van, picks) for picks in found)


def nearest(problem: RoutingProblem, visit: Visit, technicians: Sequence[Technician]) -> list[StockPlace]:
    """The stock places that any of ``technicians`` may pick up at, by the way from their start over it to the visit."""
    duration_s = problem.matrix.duration_s
    ways: list[tuple[int, str, StockPlace]] = []
    for stock_place in problem.stock_places:
        onward_s = int(duration_s[stock_place.place, visit.place])
        starts = {t.start_place for t in technicians if stock_place.id in t.depots}
        there_s = [int(s) for s in duration_s[sorted(starts), stock_place.place] if s != UNREACHABLE]
        if there_s and onward_s != UNREACHABLE:
            ways.append((min(there_s) + onward_s, stock_place.id, stock_place))
    return [stock_place for _, _, stock_place in sorted(ways, key=lambda way: way[:2])]


def single_picks(
    stock: Stock, near: Iterable[StockPlace], parts: Amounts, units: Mapping[str, int]
) -> Iterator[tuple[Pick]]:
    """One pick each at the places that have everything."""
    wanted = Amounts(units)
    for stock_place in near:
        pick = stock.at(stock_place.id, parts, units)
        if pick.parts == parts and pick.units == wanted:
            yield (pick,)


def gathered(
    stock: Stock, near: Iterable[StockPlace], parts: Amounts, units: Mapping[str, int]
) -> list[tuple[Pick, ...]]:
    """Everything from several places, the nearest first; empty if they haven't got it together."""
    picks: list[Pick] = []
    missing, missing_units = parts, Amounts(units)
    for stock_place in near:
        pick = stock.at(stock_place.id, missing, missing_units)
        if pick.parts or pick.units:
            picks.append(pick)
            missing, missing_units = minus(missing, pick.parts), minus(missing_units, pick.units)
    return [] if missing or missing_units else [tuple(picks)]


def _common(had: Mapping[str, int], wanted: Mapping[str, int]) -> Amounts:
    return Amounts({name: min(amount, had[name]) for name, amount in wanted.items() if had.get(name, 0) > 0})


def _take(had: dict[str, int], taken: Mapping[str, int]) -> None:
    for name, amount in taken.items():
        had[name] -= amount
