"""Where the parts, units and tools of a route come from (V4: no visit without its parts; B2: set-aside units only for swaps).

First from the van, then from what the stock places passed so far have, then from what is still to arrive at them, the last
of them first. Whatever a visit can draw on, the visits after it can too, so this order never leaves one of them short that
another order would have served.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import NamedTuple

from routing.calls import Call, Calls
from routing.plan import Load, StopKind, Use
from routing.problem import VAN, Pool, RoutingProblem, Technician, Visit
from routing.rules import Broken, Rule

AT_ONCE = 0


class Lot(NamedTuple):
    """Pieces at a stock place, or in the van of the person ``holder``; there from ``at_s`` on."""

    holder: str
    pool: Pool
    part: str
    at_s: int = AT_ONCE
    in_van: bool = False


def van_lot(technician: Technician, part: str) -> Lot:
    return Lot(technician.person, Pool.FREE, part, in_van=True)


class Stock:
    """What is left to take, in vans and at stock places."""

    def __init__(self, problem: RoutingProblem) -> None:
        self.left: dict[Lot, int] = {}
        self._arrivals: dict[tuple[str, Pool, str], list[int]] = {}
        for technician in problem.technicians:
            for part, quantity in technician.van.items():
                self.left[van_lot(technician, part)] = quantity
        for place in problem.stock_places:
            for pool, stock in ((Pool.FREE, place.stock), (Pool.SET_ASIDE, place.set_aside)):
                for part, quantity in stock.items():
                    self.left[Lot(place.id, pool, part)] = quantity
            for arrival in place.arrivals:
                lot = Lot(place.id, arrival.pool, arrival.part, arrival.at_s)
                self.left[lot] = self.left.get(lot, 0) + arrival.quantity
                if arrival.at_s != AT_ONCE:
                    times = self._arrivals.setdefault((place.id, arrival.pool, arrival.part), [])
                    times += [arrival.at_s] if arrival.at_s not in times else []

    def copied(self) -> Stock:
        other = copy(self)
        other.left = dict(self.left)
        return other

    def later_lots(self, place: str, pool: Pool, part: str) -> Iterator[Lot]:
        """What arrives there, the first first."""
        for at_s in self._arrivals.get((place, pool, part), ()):
            yield Lot(place, pool, part, at_s)

    def in_van(self, technician: Technician, part: str) -> int:
        return self.left.get(van_lot(technician, part), 0)

    def at(self, place: str, pool: Pool, part: str) -> int:
        """What is there or will arrive."""
        lots = (Lot(place, pool, part), *self.later_lots(place, pool, part))
        return sum(self.left.get(lot, 0) for lot in lots)

    def take(self, taken: Mapping[Lot, int]) -> None:
        for lot, quantity in taken.items():
            self.left[lot] -= quantity

    def give_back(self, taken: Mapping[Lot, int]) -> None:
        for lot, quantity in taken.items():
            self.left[lot] += quantity


@dataclass(frozen=True, slots=True)
class Supplied:
    """``calls`` without the stops at which nothing is to be done. The rest is by position in them: what is loaded and used,
    which tools are taken along, from which visits a unit is brought, and before when a stop can't begin."""

    calls: Calls
    loads: tuple[tuple[Load, ...], ...]
    uses: tuple[tuple[Use, ...], ...]
    tools: tuple[tuple[str, ...], ...]
    brings: tuple[tuple[str, ...], ...]
    not_before_s: tuple[int, ...]
    taken: Mapping[Lot, int]


@dataclass(slots=True)
class _Done:
    """At one call."""

    call: Call
    loads: list[Load] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    tools: list[str] = field(default_factory=list)
    brings: list[str] = field(default_factory=list)
    not_before_s: int = 0

    @property
    def of_use(self) -> bool:
        return self.call.kind is StopKind.VISIT or bool(self.loads or self.tools or self.brings)


def supplied(problem: RoutingProblem, technician: Technician, calls: Calls, stock: Stock) -> Supplied | Broken:
    """What is done at each of ``calls``; taken from ``stock``, unless a rule is broken."""
    loading = _Loading(problem, technician, calls, stock)
    broken = loading.load()
    if broken is not None:
        stock.give_back(loading.taken)
        return broken
    kept = [done for done in loading.done if done.of_use]
    return Supplied(
        calls=tuple(done.call for done in kept),
        loads=tuple(tuple(done.loads) for done in kept),
        uses=tuple(tuple(done.uses) for done in kept),
        tools=tuple(tuple(sorted(done.tools)) for done in kept),
        brings=tuple(tuple(done.brings) for done in kept),
        not_before_s=tuple(done.not_before_s for done in kept),
        taken=loading.taken,
    )


class _Loading:
    """Parts and units first: a stop that is made for them anyway serves for tools and for bringing units too."""

    def __init__(self, problem: RoutingProblem, technician: Technician, calls: Calls, stock: Stock) -> None:
        self.problem = problem
        self.technician = technician
        self.stock = stock
        self.done = [_Done(call) for call in calls]
        self.taken: dict[Lot, int] = {}

    def load(self) -> Broken | None:
        visits = [
            (position, self.problem.visit_by_id[done.call.ref])
            for position, done in enumerate(self.done)
            if done.call.kind is StopKind.VISIT
        ]
        for position, visit in visits:
            if not all(self._parts(position, visit, part, n, Pool.FREE) for part, n in visit.parts.items()):
                return Broken(Rule.ON_BOARD, visit.id)
            if not all(self._parts(position, visit, unit, n, Pool.SET_ASIDE) for unit, n in visit.units.items()):
                return Broken(Rule.ON_BOARD, visit.id)
        for position, visit in visits:
            if not all(self._tool(position, tool) for tool in sorted(visit.tools - self.technician.tools)):
                return Broken(Rule.TOOLS, visit.id)
        for position, visit in visits:
            if visit.returns_to is not None and not self._brought(position, visit):
                return Broken(Rule.RETURNED, visit.id)
        return None

    def _parts(self, position: int, visit: Visit, part: str, quantity: int, pool: Pool) -> bool:
        here = self.done[position]
        if pool is Pool.FREE:
            got = self._took(van_lot(self.technician, part), quantity)
            here.uses += [Use(part, got, VAN, pool)] if got else []
            quantity -= got
        for stop, lot in self._sources(position, pool, part) if quantity else ():
            got = self._took(lot, quantity)
            if got:
                _add(stop.loads, Load(part, got, visit.id, pool))
                _add_use(here.uses, Use(part, got, lot.holder, pool))
                stop.not_before_s = max(stop.not_before_s, lot.at_s)
                quantity -= got
        return quantity == 0

    def _sources(self, position: int, pool: Pool, part: str) -> Iterator[tuple[_Done, Lot]]:
        stops = [done for done in self.done[:position] if done.call.kind is not StopKind.VISIT]
        yield from ((stop, Lot(stop.call.ref, pool, part)) for stop in stops)
        for stop in reversed(stops):
            yield from ((stop, lot) for lot in self.stock.later_lots(stop.call.ref, pool, part))

    def _took(self, lot: Lot, quantity: int) -> int:
        got = min(quantity, self.stock.left.get(lot, 0))
        if got:
            self.stock.left[lot] -= got
            self.taken[lot] = self.taken.get(lot, 0) + got
        return got

    def _tool(self, position: int, tool: str) -> bool:
        stops = [
            done
            for done in self.done[:position]
            if done.call.kind is not StopKind.VISIT and tool in self.problem.stock_place_by_id[done.call.ref].tools
        ]
        if any(tool in stop.tools for stop in stops):
            return True
        if stops:
            max(stops, key=lambda stop: stop.of_use).tools.append(tool)
        return bool(stops)

    def _brought(self, position: int, visit: Visit) -> bool:
        later = self.done[position + 1 :]
        stops = [done for done in later if done.call.kind is not StopKind.VISIT and done.call.ref == visit.returns_to]
        if stops:
            max(stops, key=lambda stop: stop.of_use).brings.append(visit.id)
        return bool(stops)


def _add(loads: list[Load], new: Load) -> None:
    """What is there at once and what arrives later is one load."""
    for i, load in enumerate(loads):
        if (load.part, load.visit, load.pool) == (new.part, new.visit, new.pool):
            loads[i] = Load(load.part, load.quantity + new.quantity, load.visit, load.pool)
            return
    loads.append(new)


def _add_use(uses: list[Use], new: Use) -> None:
    for i, use in enumerate(uses):
        if (use.part, use.source, use.pool) == (new.part, new.source, new.pool):
            uses[i] = Use(use.part, use.quantity + new.quantity, use.source, use.pool)
            return
    uses.append(new)
