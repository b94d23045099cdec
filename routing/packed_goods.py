"""What visits need and vans and stock places have, as the kernel's arrays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from routing.problem import Pool, RoutingProblem, StockPlace, Technician, Visit

_TOOL = "tool"
Good = tuple[str, str]
"""A part or a unit by its pool and name, or a tool."""


@dataclass(frozen=True, slots=True)
class Lot:
    """A stop at ``place`` for what is there from ``at_s`` on; 0: what is there at once."""

    place: StockPlace
    at_s: int


class Goods:
    """``limited``: somewhere there is some of a good but not enough for all, or vans are shared."""

    def __init__(self, problem: RoutingProblem, lots: list[Lot]) -> None:
        needs = [dict(_needs(visit)) for visit in problem.visits]
        wanted = Counter[Good]()
        for each in needs:
            wanted.update(each)
        self.goods = sorted(wanted) or [(_TOOL, "")]
        number = {good: q for q, good in enumerate(self.goods)}
        self.need_of = np.cumsum([0, *map(len, needs)])
        self.need = np.array([(number[g], n) for each in needs for g, n in each.items()], np.int64).reshape(-1, 2)
        self.used_up = np.array([kind != _TOOL for kind, _ in self.goods])
        people = sorted({technician.person for technician in problem.technicians})
        self.has = np.zeros((max(1, len(people)), len(self.goods)), np.int64)
        for technician in problem.technicians:
            for good, count in _on_board(technician):
                if good in number:
                    self.has[people.index(technician.person), number[good]] = count
        self.stock = np.zeros((len(lots), len(self.goods)), np.int64)
        for d, lot in enumerate(lots):
            for good, count in _there(lot):
                if good in number:
                    self.stock[d, number[good]] += count
        total = np.array([wanted[good] for good in self.goods])
        scarce = (self.stock > 0) & (self.stock < total) & self.used_up
        shared = len(people) < len(problem.technicians)
        self.limited = bool(scarce.any()) or any(lot.at_s for lot in lots) or (shared and any(needs))


def _needs(visit: Visit) -> Iterator[tuple[Good, int]]:
    yield from (((Pool.FREE, part), count) for part, count in visit.parts.items())
    yield from (((Pool.SET_ASIDE, unit), count) for unit, count in visit.units.items())
    yield from (((_TOOL, tool), 1) for tool in sorted(visit.tools))


def _on_board(technician: Technician) -> Iterator[tuple[Good, int]]:
    yield from (((Pool.FREE, part), count) for part, count in technician.van.items())
    yield from (((_TOOL, tool), 1) for tool in technician.tools)


def _there(lot: Lot) -> Iterator[tuple[Good, int]]:
    place = lot.place
    yield from (((_TOOL, tool), 1) for tool in place.tools)
    if lot.at_s == 0:
        yield from (((Pool.FREE, part), count) for part, count in place.stock.items())
        yield from (((Pool.SET_ASIDE, unit), count) for unit, count in place.set_aside.items())
    yield from (((a.pool, a.part), a.quantity) for a in place.arrivals if a.at_s == lot.at_s)


def moments(place: StockPlace) -> list[int]:
    return sorted({0, *(arrival.at_s for arrival in place.arrivals)})
