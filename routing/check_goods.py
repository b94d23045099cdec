"""Whether the parts, units and tools of a plan are there, on board and used as they may be (V4, B1, B2)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from routing.plan import Load, Plan, Pool, Route, StopKind
from routing.problem import VAN, RoutingProblem, StockPlace, Technician
from routing.rules import Rule, Violation, violation


def loaded_and_used(problem: RoutingProblem, technician: Technician, route: Route) -> Iterator[Violation]:
    yield from _needs(problem, route)
    yield from _on_board(route)
    yield from _tools(problem, technician, route)


def _needs(problem: RoutingProblem, route: Route) -> Iterator[Violation]:
    """A visit uses exactly what it needs: parts from free stock, units from what is set aside (B2)."""
    for stop in route.visits:
        visit = problem.visit_by_id[stop.ref]
        needs = {(part, Pool.FREE): quantity for part, quantity in visit.parts.items()}
        needs |= {(unit, Pool.SET_ASIDE): quantity for unit, quantity in visit.units.items()}
        used: Counter[tuple[str, Pool]] = Counter()
        for use in stop.uses:
            used[use.part, use.pool] += use.quantity
            if use.quantity < 1:
                yield violation(Rule.PARTS, stop.ref, f"uses {use.quantity} of {use.part}", "使用数量须为正")
        if dict(used) != needs:
            yield violation(Rule.PARTS, stop.ref, "doesn't use exactly what it needs", "所用配件与需求不符")


def _on_board(route: Route) -> Iterator[Violation]:
    """Step by step: what is used and not from the van was loaded before, where it is said to be from, for this visit."""
    loaded: Counter[tuple[str, str, str, Pool]] = Counter()
    for stop in route.stops:
        for load in stop.loads:
            loaded[load.visit, load.part, stop.ref, load.pool] += load.quantity
        for use in stop.uses:
            if use.source == VAN and use.pool is Pool.FREE:
                continue
            loaded[stop.ref, use.part, use.source, use.pool] -= use.quantity
            left = loaded[stop.ref, use.part, use.source, use.pool]
            if left < 0:
                yield violation(Rule.ON_BOARD, stop.ref, f"{-left} of {use.part} not on board", f"缺 {-left} 件")
    for (visit, part, _, _), left in loaded.items():
        if left > 0:
            yield violation(Rule.ON_BOARD, visit, f"{left} of {part} loaded and not used", f"{left} 件装车未用")


def _tools(problem: RoutingProblem, technician: Technician, route: Route) -> Iterator[Violation]:
    carried = set(technician.tools)
    for stop in route.stops:
        if stop.tools:
            place = problem.stock_place_by_id.get(stop.ref) if stop.kind is not StopKind.VISIT else None
            absent = ", ".join(sorted(set(stop.tools) - (place.tools if place else frozenset())))
            if absent:
                yield violation(Rule.TOOLS, stop.ref, f"there is no {absent} there", f"该处没有 {absent}")
            carried.update(stop.tools)
        if stop.kind is StopKind.VISIT:
            missing = ", ".join(sorted(problem.visit_by_id[stop.ref].tools - carried))
            if missing:
                yield violation(Rule.TOOLS, stop.ref, f"{missing} not on board", f"未携带 {missing}")


def brought(problem: RoutingProblem, _: Technician, route: Route) -> Iterator[Violation]:
    """A unit that is taken out comes to its workshop, once and after the visit (B1, B4)."""
    at = {stop.ref: i for i, stop in enumerate(route.stops) if stop.kind is StopKind.VISIT}
    came = [(visit, i, stop) for i, stop in enumerate(route.stops) for visit in stop.brings]
    for visit, i, stop in came:
        wanted = problem.visit_by_id[visit].returns_to
        if stop.kind is StopKind.VISIT or wanted != stop.ref or at.get(visit, i) >= i:
            en = f"what is brought to {stop.ref} was not taken out before, or belongs elsewhere"
            yield violation(Rule.RETURNED, visit, en, f"送至 {stop.ref} 的机器此前未换下，或应送往他处")
    times = Counter(visit for visit, _, _ in came)
    for visit in at:
        if times[visit] != (problem.visit_by_id[visit].returns_to is not None):
            en, zh = f"its unit is brought {times[visit]} times", f"换下的机器送达 {times[visit]} 次"
            yield violation(Rule.RETURNED, visit, en, zh)


def vans_emptied(problem: RoutingProblem, plan: Plan) -> Iterator[Violation]:
    """All days of one person take from one van."""
    vans = {technician.person: technician.van for technician in problem.technicians}
    used: Counter[tuple[str, str]] = Counter()
    for route in plan.routes:
        person = problem.technician_by_id[route.technician].person
        for stop in route.visits:
            for use in stop.uses:
                if use.source == VAN and use.pool is Pool.FREE:
                    used[person, use.part] += use.quantity
    for (person, part), quantity in used.items():
        there = vans[person].get(part, 0)
        if quantity > there:
            en, zh = f"{quantity} of {part} used from a van with {there}", f"车上 {part} 仅有 {there} 件"
            yield violation(Rule.ON_BOARD, person, en, zh)


def stock_taken(problem: RoutingProblem, plan: Plan) -> Iterator[Violation]:
    """No more than there is, or has arrived by then; set-aside units for swaps only (B2)."""
    taken: dict[tuple[str, str, Pool], list[tuple[int, int]]] = defaultdict(list)
    for route in plan.routes:
        for stop in route.stops:
            for load in stop.loads:
                taken[stop.ref, load.part, load.pool].append((stop.start_s, load.quantity))
                if load.pool is Pool.SET_ASIDE and not _for_swap(problem, load):
                    en, zh = f"{load.part} set aside for swaps only", f"{load.part} 为换机预留"
                    yield violation(Rule.SET_ASIDE, load.visit, en, zh)
    for (ref, part, pool), takes in taken.items():
        place = problem.stock_place_by_id.get(ref)
        total = 0
        for start_s, quantity in sorted(takes):
            total += quantity
            there = _there(place, part, pool, start_s)
            if total > there:
                yield violation(Rule.STOCK, ref, f"{total} of {part} taken from {there}", f"{part} 仅有 {there} 件")
                break


def _for_swap(problem: RoutingProblem, load: Load) -> bool:
    return load.part in problem.visit_by_id[load.visit].units


def _there(place: StockPlace | None, part: str, pool: Pool, by_s: int) -> int:
    if place is None:
        return 0
    stock = place.stock if pool is Pool.FREE else place.set_aside
    come = (a.quantity for a in place.arrivals if (a.part, a.pool) == (part, pool) and a.at_s <= by_s)
    return stock.get(part, 0) + sum(come)
