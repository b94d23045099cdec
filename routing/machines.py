"""A large problem shared out: parts of it that several machines plan at the same time, each with a stock of its own. Put together
again they keep every rule of the whole (V4); what lies across the seams is mended afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from routing.couplings import Reserve
from routing.excerpt import Excerpt, excerpt, left_in, tied
from routing.goods import Lot
from routing.plan import Route
from routing.problem import Pool, RoutingProblem
from routing.regions import Region, regions
from routing.resume import draft_of


def shares(problem: RoutingProblem, begin: Sequence[Route], count: int) -> list[Excerpt]:
    """``problem`` along the roads in at most ``count`` parts, each with what ``begin``, which keeps every rule, has in it."""
    most_visits = max(1, -(-len(problem.visits) // count))
    parts = _joined(problem, begin, regions(problem, most_visits=most_visits))
    whole = replace(problem, reserves=tuple(_split(problem, begin, parts)))
    draft = draft_of(whole, begin)
    stock = _allotted(whole, parts, left_in(draft))
    return [
        excerpt(draft, begin, part.technicians, [visit for visit in part.visits if visit not in draft.on_day], left)
        for part, left in zip(parts, stock, strict=True)
        if part.visits or part.technicians
    ]


def _joined(problem: RoutingProblem, begin: Sequence[Route], parts: Sequence[Region]) -> list[Region]:
    """Parts whose technicians depend on each other in ``begin`` become one."""
    groups = [tied(problem, begin, part.technicians) for part in parts]
    groups += [one.technicians for one in problem.reserves if len(_free(begin, problem, one)) < one.least]
    joined = list(parts)
    for group in groups:
        meeting = [part for part in joined if part.technicians & group]
        technicians = frozenset[str]().union(*(part.technicians for part in meeting))
        visits = tuple(visit for part in meeting for visit in part.visits)
        joined = [part for part in joined if part not in meeting] + [Region(technicians, visits)]
    return joined


def _split(problem: RoutingProblem, begin: Sequence[Route], parts: Sequence[Region]) -> Iterator[Reserve]:
    """In each part as large a share of those kept free as it has of those who can be; together no fewer than wanted."""
    for reserve in problem.reserves:
        free = _free(begin, problem, reserve)
        for part in parts:
            own = reserve.technicians & part.technicians
            share = reserve.least * len(free & own)
            if own == reserve.technicians:
                yield reserve
            elif share:
                yield Reserve(own, -(-share // len(free)))


def _free(begin: Sequence[Route], problem: RoutingProblem, reserve: Reserve) -> frozenset[str]:
    """Those who do nothing in ``begin``, and needn't."""
    busy = {route.technician for route in begin if route.stops} | {t.id for t in problem.technicians if t.fixed}
    return reserve.technicians - busy


def _allotted(problem: RoutingProblem, parts: Sequence[Region], left: Mapping[Lot, int]) -> list[dict[Lot, int]]:
    """``left`` among the parts whose technicians may fetch it, by what their visits need of it."""
    staff = problem.technician_by_id
    depots = [frozenset(depot for one in part.technicians for depot in staff[one].depots) for part in parts]
    needs = [_needs(problem, part) for part in parts]
    stock: list[dict[Lot, int]] = [{} for _ in parts]
    for lot, count in left.items():
        wanted = [
            need.get((lot.pool, lot.part), 0) if lot.holder in places else 0
            for need, places in zip(needs, depots, strict=True)
        ]
        total, given, asked = sum(wanted), 0, 0
        for own, wants in zip(stock, wanted, strict=True):
            asked += wants
            until = count * asked // total if total else 0
            if until > given:
                own[lot] = until - given
            given = until
    return stock


def _needs(problem: RoutingProblem, part: Region) -> dict[tuple[Pool, str], int]:
    needs: dict[tuple[Pool, str], int] = {}
    for name in part.visits:
        visit = problem.visit_by_id[name]
        for pool, goods in ((Pool.FREE, visit.parts), (Pool.SET_ASIDE, visit.units)):
            for one, quantity in goods.items():
                needs[pool, one] = needs.get((pool, one), 0) + quantity
    return needs
