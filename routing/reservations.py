"""Before the OR-Tools search: from where each visit may be supplied, so that no stock is promised twice.

The search may choose any of a visit's options in any combination, so every option is backed by stock of its own:
at the stock places, and in each van that it may be served from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from routing.amounts import Amounts
from routing.goods import Lot, Stock, van_lot
from routing.problem import Pool, RoutingProblem, Technician, Visit
from routing.staff import able
from routing.supply import Needs, gathered, lacking, nearest


@dataclass(frozen=True, slots=True)
class Option:
    """One way to supply a visit: ``stops`` at stock places before it, and before when the loading at each can't begin.
    ``technicians``: positions in the problem of those who can use it."""

    visit: Visit
    stops: tuple[str, ...]
    not_before_s: tuple[int, ...]
    technicians: frozenset[int]


def reserved_options(problem: RoutingProblem) -> list[Option]:
    """The options of every visit that can be supplied: from the vans, and with at most one pickup option.

    What a van has goes first to the visits nearest to its start. What a stock place has goes first to visits that no
    van can supply, and among them to the earliest deadline.
    """
    stock = Stock(problem)
    number = {technician.id: i for i, technician in enumerate(problem.technicians)}
    staff = {visit.id: able(problem, visit) for visit in problem.visits}
    options = _from_vans(problem, staff, stock, number)
    waiting = [visit for visit in problem.visits if visit.parts or visit.units or visit.tools]
    for visit in sorted(waiting, key=lambda visit: (bool(options[visit.id]), _deadline_s(visit), visit.id)):
        option = next(_with_pickup(problem, visit, staff[visit.id], stock, number), None)
        if option is not None:
            options[visit.id].append(option)
    return [option for visit in problem.visits for option in options[visit.id] if option.technicians]


def _deadline_s(visit: Visit) -> float:
    ends = [visit.windows[-1].end_s] if visit.windows else []
    return min([*ends, *(promise.due_s for promise in visit.promises)], default=float("inf"))


def _from_vans(
    problem: RoutingProblem, staff: Mapping[str, list[Technician]], stock: Stock, number: Mapping[str, int]
) -> dict[str, list[Option]]:
    """For each visit without units at most one option: the vans that keep all its parts for it."""
    pairs = [
        (problem.travel_s(technician.start_place, visit.place), visit.id, technician.id)
        for visit in problem.visits
        for technician in staff[visit.id]
        if not visit.units and visit.tools <= technician.tools
    ]
    keepers: dict[str, list[Technician]] = {visit.id: [] for visit in problem.visits}
    for _, name, of in sorted(pairs):
        visit, technician = problem.visit_by_id[name], problem.technician_by_id[of]
        kept = any(keeper.person == technician.person for keeper in keepers[name])
        if kept or all(stock.in_van(technician, part) >= n for part, n in visit.parts.items()):
            if not kept:
                stock.take(_van_lots(technician, visit.parts))
            keepers[name].append(technician)
    return {
        visit.id: [Option(visit, (), (), frozenset(number[t.id] for t in keepers[visit.id]))]
        if keepers[visit.id]
        else []
        for visit in problem.visits
    }


def _with_pickup(
    problem: RoutingProblem, visit: Visit, staff: list[Technician], stock: Stock, number: Mapping[str, int]
) -> Iterator[Option]:
    """Everything from one place, or what a van lacks; only if there is no such place, from several."""
    shares = _shares(visit, staff, stock)
    for needs, technicians in shares:
        for place in nearest(problem, visit, technicians):
            if not needs.without(needs.at(place, stock)):
                yield _option(problem, visit, needs, (place.id,), technicians, stock, number)
    for needs, technicians in shares:
        for technician in technicians:
            for stops in gathered(needs, nearest(problem, visit, [technician]), stock):
                yield _option(problem, visit, needs, stops, technicians, stock, number)


def _shares(visit: Visit, staff: list[Technician], stock: Stock) -> list[tuple[Needs, list[Technician]]]:
    """What is to be fetched: everything (by anyone), or only what is not on board of some."""
    everything = Needs(Amounts(visit.parts), Amounts(visit.units), visit.tools)
    shares: dict[Needs, list[Technician]] = {everything: list(staff)}
    for technician in staff:
        needs = lacking(visit, technician, stock)
        if needs and needs != everything:
            shares.setdefault(needs, []).append(technician)
    return sorted(shares.items(), key=lambda share: -sum(share[0].parts.values()))


def _option(
    problem: RoutingProblem,
    visit: Visit,
    needs: Needs,
    stops: tuple[str, ...],
    technicians: Iterable[Technician],
    stock: Stock,
    number: Mapping[str, int],
) -> Option:
    """For those of ``technicians`` who may stop at its places; what it takes is taken from ``stock``."""
    users = [t for t in technicians if set(stops) <= t.depots]
    on_board = {part: n - needs.parts.of(part) for part, n in visit.parts.items() if n > needs.parts.of(part)}
    for technician in {t.person: t for t in users}.values():
        stock.take(_van_lots(technician, on_board))
    not_before_s = []
    for stop in stops:
        found = needs.at(problem.stock_place_by_id[stop], stock)
        needs = needs.without(found)
        lots = _lots_at(stop, found, stock)
        stock.take(lots)
        not_before_s.append(max((lot.at_s for lot in lots), default=0))
    return Option(visit, stops, tuple(not_before_s), frozenset(number[t.id] for t in users))


def _van_lots(technician: Technician, parts: Mapping[str, int]) -> dict[Lot, int]:
    return {van_lot(technician, part): n for part, n in parts.items()}


def _lots_at(stop: str, needs: Needs, stock: Stock) -> dict[Lot, int]:
    """What is there at once before what arrives later."""
    lots: dict[Lot, int] = {}
    for pool, wanted in ((Pool.FREE, needs.parts), (Pool.SET_ASIDE, needs.units)):
        for part, quantity in wanted.items():
            left = quantity
            for lot in (Lot(stop, pool, part), *stock.later_lots(stop, pool, part)):
                got = min(left, stock.left.get(lot, 0))
                left -= got
                if got:
                    lots[lot] = got
    return lots
