"""The best plan of a tiny problem, found by trying everything: who does what, in which order, with which stops between.

Up to five visits and three technicians; at most two stops at stock places a route. It uses the reference (routing.day,
routing.draft) and no search. What ties routes together only makes them dearer than each by itself, so the cheapest of each
route by itself bound what need be tried together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations_with_replacement, permutations, product

from routing.calls import Call, Calls, calls_of, stock_stop, visit
from routing.costs import COST
from routing.draft import Draft
from routing.inquiry import alone
from routing.plan import Plan
from routing.problem import RoutingProblem, Technician
from routing.rules import Broken

MOST_STOPS = 2
Way = tuple[int, Calls]


def optimum(problem: RoutingProblem) -> int:
    """What the best plan costs, in the units of routing.costs, what it leaves out counted."""
    ways = [cheapest_ways(problem, number) for number in range(len(problem.technicians))]
    draft = Draft(problem)
    best = unserved_cost(problem, [])
    names = [v.id for v in problem.visits]
    for owners in product(range(-1, len(ways)), repeat=len(names)):
        sets = [frozenset(n for n, o in zip(names, owners, strict=True) if o == number) for number in range(len(ways))]
        left_out = unserved_cost(problem, [name for served in sets for name in served])
        choices = [own.get(served, []) for own, served in zip(ways, sets, strict=True)]
        best = _cheapest_together(draft, choices, left_out, best)
    return best


def _cheapest_together(draft: Draft, choices: Sequence[Sequence[Way]], left_out: int, best: int) -> int:
    if not all(choices):
        return best
    for chosen in product(*choices):
        if left_out + sum(cost for cost, _ in chosen) >= best:
            continue
        change = draft.tried({number: calls for number, (_, calls) in enumerate(chosen) if calls})
        if not isinstance(change, Broken):
            best = min(best, left_out + change.cost)
    return best


def cheapest_ways(problem: RoutingProblem, number: int) -> Mapping[frozenset[str], list[Way]]:
    """By the visits served: all ways that one technician could do them alone, the cheapest first."""
    draft, technician = alone(problem), problem.technicians[number]
    found: dict[frozenset[str], dict[Calls, int]] = {frozenset(): {(): 0}}
    for size in range(1, len(problem.visits) + 1):
        for order in permutations([v.id for v in problem.visits], size):
            for calls in with_stops(problem, technician, [visit(name) for name in order]):
                change = draft.tried({number: calls})
                if not isinstance(change, Broken):
                    kept = change.days[number].calls
                    found.setdefault(frozenset(order), {})[kept] = change.cost
    return {served: sorted((cost, calls) for calls, cost in ways.items()) for served, ways in found.items()}


def with_stops(problem: RoutingProblem, technician: Technician, visits: Sequence[Call]) -> Iterator[Calls]:
    wanted = [problem.visit_by_id[call.ref] for call in visits]
    yield tuple(visits)
    if not any(one.parts or one.units or one.tools or one.returns_to for one in wanted):
        return
    anywhere = [(at, stock_stop(depot)) for at in range(len(visits) + 1) for depot in sorted(technician.depots)]
    for count in range(1, MOST_STOPS + 1):
        for stops in combinations_with_replacement(anywhere, count):
            for some in set(permutations(stops)):
                if list(some) == sorted(some, key=lambda stop: stop[0]):
                    yield _between(visits, some)


def _between(visits: Sequence[Call], stops: Sequence[tuple[int, Call]]) -> Calls:
    calls: list[Call] = []
    for at in range(len(visits) + 1):
        calls += [stop for position, stop in stops if position == at]
        calls += visits[at : at + 1]
    return tuple(calls)


def unserved_cost(problem: RoutingProblem, served: Sequence[str]) -> int:
    return sum(visit.unserved_cost_fen for visit in problem.visits if visit.id not in served) * COST


def exact_cost(problem: RoutingProblem, plan: Plan) -> int:
    """What a plan costs, nothing rounded, if each route is timed as the reference does."""
    change = Draft(problem).tried({number: calls_of(route) for number, route in enumerate(plan.routes) if route.stops})
    assert not isinstance(change, Broken), change.message.en
    return change.cost + unserved_cost(problem, [stop.ref for route in plan.routes for stop in route.visits])
