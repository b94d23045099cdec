"""Before the search: from where each visit may be supplied, so that no stock is promised twice.

The search may choose any of a visit's options in any combination, so every option is backed by stock of its own:
at the stock places, and in each van that it may be served from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from routing.amounts import Amounts
from routing.problem import RoutingProblem, Technician, Visit
from routing.staff import able
from routing.supply import Stock, Supply, gathered, minus, nearest, single_picks


@dataclass(frozen=True, slots=True)
class Option:
    """One way to supply a visit, and the technicians (positions in the problem) who can use it."""

    visit: Visit
    supply: Supply
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
    waiting = [visit for visit in problem.visits if visit.parts or visit.units]
    for visit in sorted(waiting, key=lambda visit: (bool(options[visit.id]), _deadline_s(visit), visit.id)):
        option = next(_with_pickup(problem, visit, staff[visit.id], stock, number), None)
        if option is not None:
            stock.take_picks(option.supply)
            for technician in option.technicians:
                stock.take_from_van(problem.technicians[technician].id, option.supply.van)
            options[visit.id].append(option)
    return [option for visit in problem.visits for option in options[visit.id] if option.technicians]


def _places(supply: Supply) -> frozenset[str]:
    return frozenset(pick.stock_place for pick in supply.picks)


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
        if not visit.units
    ]
    keepers: dict[str, list[int]] = {visit.id: [] for visit in problem.visits}
    for _, visit, technician in sorted(pairs):
        parts = Amounts(problem.visit_by_id[visit].parts)
        if stock.in_van(technician, parts) == parts:
            stock.take_from_van(technician, parts)
            keepers[visit].append(number[technician])
    return {
        visit.id: [Option(visit, Supply(Amounts(visit.parts)), frozenset(keepers[visit.id]))]
        if keepers[visit.id]
        else []
        for visit in problem.visits
    }


def _with_pickup(
    problem: RoutingProblem, visit: Visit, staff: list[Technician], stock: Stock, number: Mapping[str, int]
) -> Iterator[Option]:
    """Everything from one place, or what a van lacks; only if there is no such place, from several."""
    shares = _shares(visit, staff, stock)
    one_place = False
    for supply, technicians in shares:
        missing = minus(visit.parts, supply.van)
        for (pick,) in single_picks(stock, nearest(problem, visit, technicians), missing, visit.units):
            one_place = True
            yield _option(visit, Supply(supply.van, (pick,)), technicians, number)
    if one_place:
        return
    for supply, technicians in shares:
        missing = minus(visit.parts, supply.van)
        for technician in technicians:
            for picks in gathered(stock, nearest(problem, visit, [technician]), missing, visit.units):
                yield _option(visit, Supply(supply.van, picks), technicians, number)


def _shares(visit: Visit, staff: list[Technician], stock: Stock) -> list[tuple[Supply, list[Technician]]]:
    """What vans can give, from nothing (everyone) upwards."""
    shares: dict[Supply, list[Technician]] = {Supply(): list(staff)}
    for technician in staff:
        van = stock.in_van(technician.id, visit.parts)
        if van and (minus(visit.parts, van) or visit.units):
            shares.setdefault(Supply(van), []).append(technician)
    return sorted(shares.items(), key=lambda share: (sum(share[0].van.values()), tuple(share[0].van.items())))


def _option(visit: Visit, supply: Supply, technicians: list[Technician], number: Mapping[str, int]) -> Option:
    """For those of ``technicians`` who may pick up at its places."""
    places = _places(supply)
    return Option(visit, supply, frozenset(number[t.id] for t in technicians if places <= t.depots))
