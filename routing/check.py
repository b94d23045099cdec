"""Judges a plan by the problem alone: every rule once more, knowing nothing of how the plan was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from refusals import Text
from routing.plan import Plan, Pool, Route, Score, Stop, StopKind
from routing.problem import VAN, Break, RoutingProblem, Technician, Visit, Window
from routing.travel import UNREACHABLE


class Rule(StrEnum):
    """V4 of the domain, rule by rule."""

    KNOWN = "known"
    ONE_ROUTE_EACH = "one_route_each"
    SERVED_ONCE = "served_once"
    ALLOWED = "allowed"
    SKILLS = "skills"
    SHIFT = "shift"
    WINDOW = "window"
    TIMES = "times"
    REACHABLE = "reachable"
    BREAKS = "breaks"
    DEPOT = "depot"
    OPENING = "opening"
    PARTS = "parts"
    ON_BOARD = "on_board"
    STOCK = "stock"
    SET_ASIDE = "set_aside"
    LATE = "late"
    TRAVEL = "travel"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Violation:
    """``subject``: the id of the visit, technician or stock place concerned, or ``plan``."""

    rule: Rule
    subject: str
    message: Text


def violations(problem: RoutingProblem, plan: Plan) -> list[Violation]:
    """Everything in ``plan`` that breaks a rule; an empty list for a good plan.

    A plan that names what the problem doesn't hold is judged no further.
    """
    unknown = list(_unknown(problem, plan))
    if unknown:
        return unknown
    found = [*_one_route_each(problem, plan), *_served_once(problem, plan)]
    for route in plan.routes:
        technician = problem.technician_by_id[route.technician]
        for rule in _RULES_OF_A_ROUTE:
            found += rule(problem, technician, route)
    return [*found, *_stock(problem, plan), *_score(problem, plan)]


def _unknown(problem: RoutingProblem, plan: Plan) -> Iterator[Violation]:
    known = {StopKind.VISIT: problem.visit_by_id, StopKind.PICKUP: problem.stock_place_by_id, StopKind.BREAK: {""}}
    for route in plan.routes:
        if route.technician not in problem.technician_by_id:
            yield _violation(Rule.KNOWN, route.technician, "there is no such technician", "没有该人员")
        for stop in route.stops:
            if stop.ref not in known[stop.kind]:
                yield _violation(Rule.KNOWN, stop.ref, f"there is no such {stop.kind}", f"没有该 {stop.kind}")
            for load in stop.loads:
                if load.visit not in problem.visit_by_id:
                    yield _violation(Rule.KNOWN, load.visit, "loaded for no visit of the problem", "为不存在的任务装货")
    for unserved in plan.unserved:
        if unserved.visit not in problem.visit_by_id:
            yield _violation(Rule.KNOWN, unserved.visit, "there is no such visit", "没有该任务")


def _one_route_each(problem: RoutingProblem, plan: Plan) -> Iterator[Violation]:
    routes = Counter(route.technician for route in plan.routes)
    for technician in problem.technicians:
        if routes[technician.id] != 1:
            en, zh = f"has {routes[technician.id]} routes", f"有 {routes[technician.id]} 条路线"
            yield _violation(Rule.ONE_ROUTE_EACH, technician.id, en, zh)


def _served_once(problem: RoutingProblem, plan: Plan) -> Iterator[Violation]:
    listed = Counter(stop.ref for route in plan.routes for stop in _visits(route))
    listed.update(unserved.visit for unserved in plan.unserved)
    for visit in problem.visits:
        if listed[visit.id] != 1:
            en = f"is {listed[visit.id]} times on a route or among the unserved"
            yield _violation(Rule.SERVED_ONCE, visit.id, en, f"在路线或未安排列表中出现 {listed[visit.id]} 次")


def _allowed(problem: RoutingProblem, technician: Technician, route: Route) -> Iterator[Violation]:
    for stop in _visits(route):
        allowed = problem.visit_by_id[stop.ref].technicians
        if allowed is not None and technician.id not in allowed:
            yield _violation(
                Rule.ALLOWED, stop.ref, f"{technician.id} may not do it", f"{technician.id} 不可承担该任务"
            )


def _skills(problem: RoutingProblem, technician: Technician, route: Route) -> Iterator[Violation]:
    for stop in _visits(route):
        missing = ", ".join(sorted(problem.visit_by_id[stop.ref].skills - technician.skills))
        if missing:
            en, zh = f"{technician.id} lacks {missing}", f"{technician.id} 缺少技能 {missing}"
            yield _violation(Rule.SKILLS, stop.ref, en, zh)


def _shift(_: RoutingProblem, technician: Technician, route: Route) -> Iterator[Violation]:
    shift = technician.shift
    if not shift.start_s <= route.leave_s <= route.back_s <= shift.end_s:
        en = f"from {route.leave_s} s to {route.back_s} s is not within {shift.start_s} s to {shift.end_s} s"
        zh = f"{route.leave_s}–{route.back_s} 秒不在班次 {shift.start_s}–{shift.end_s} 秒之内"
        yield _violation(Rule.SHIFT, technician.id, en, zh)


def _windows(problem: RoutingProblem, _: Technician, route: Route) -> Iterator[Violation]:
    for stop in _visits(route):
        windows = problem.visit_by_id[stop.ref].windows
        if windows and not any(_holds(window, stop.start_s) for window in windows):
            yield _violation(Rule.WINDOW, stop.ref, f"starts at {stop.start_s} s, outside", "开始时间不在时间窗内")


def _openings(problem: RoutingProblem, _: Technician, route: Route) -> Iterator[Violation]:
    for stop in _pickups(route):
        opening = problem.stock_place_by_id[stop.ref].opening
        if not opening.start_s <= stop.start_s <= stop.depart_s <= opening.end_s:
            yield _violation(Rule.OPENING, stop.ref, f"closed at some time of the stop at {stop.start_s} s", "未营业")


def _times(problem: RoutingProblem, technician: Technician, route: Route) -> Iterator[Violation]:
    """Each stop begins after the one before and lasts as long as it must; driving takes the matrix's time, and
    pauses for breaks."""
    for stop in route.stops:
        if not stop.arrive_s <= stop.start_s <= stop.depart_s or stop.depart_s - stop.start_s != _lasts_s(
            problem, technician, stop
        ):
            en, zh = "its stop takes another time than it must", "停留时长不正确"
            yield _violation(Rule.TIMES, stop.ref or technician.id, en, zh)
        if stop.place != _place(problem, stop):
            yield _violation(Rule.TIMES, stop.ref or technician.id, "its stop is at another place", "停留地点不正确")
    for earlier, later in pairwise(route.stops):
        if later.arrive_s < earlier.depart_s:
            en, zh = "is reached before the last stop is left", "到达早于上一站离开"
            yield _violation(Rule.TIMES, later.ref or technician.id, en, zh)
    place, free_s, subject = technician.start_place, route.leave_s, technician.id
    for stop in route.stops:
        if stop.kind is StopKind.BREAK:
            if stop.start_s < route.leave_s:
                yield _violation(Rule.TIMES, technician.id, "a break before leaving is no stop", "出发前的休息不应列出")
            free_s += stop.depart_s - max(stop.start_s, route.leave_s)
            continue
        end = _place(problem, stop) or 0
        yield from _driven(problem, place, end, free_s, stop.arrive_s, stop.ref)
        place, free_s = end, stop.depart_s
    if route.stops:
        yield from _driven(problem, place, technician.end_place, free_s, route.back_s, subject)
        if route.back_s < route.stops[-1].depart_s:
            yield _violation(Rule.TIMES, subject, "is back before the last stop is left", "返回早于最后一站离开")


def _driven(
    problem: RoutingProblem, place: int, end: int, free_s: int, arrive_s: int, subject: str
) -> Iterator[Violation]:
    travel_s = int(problem.matrix.duration_s[place, end])
    if travel_s == UNREACHABLE:
        yield _violation(Rule.REACHABLE, subject, "can't be reached from the stop before", "无法从上一站到达")
    elif free_s + travel_s > arrive_s:
        yield _violation(
            Rule.TIMES, subject, f"can't be reached before {free_s + travel_s} s", f"{free_s + travel_s} 秒前无法到达"
        )


def _breaks(_: RoutingProblem, technician: Technician, route: Route) -> Iterator[Violation]:
    """Each is taken once: as a stop within its window, else before leaving or after coming back."""
    taken = [stop.start_s for stop in route.stops if stop.kind is StopKind.BREAK]
    for number, rest in enumerate(technician.breaks, 1):
        inside = [start_s for start_s in taken if _holds(rest.window, start_s)]
        if len(inside) > 1 or (route.stops and not inside and not _rests_at_home(rest, route)):
            en, zh = f"break {number} is not taken once within its window", f"第 {number} 次休息未在规定时段内恰好一次"
            yield _violation(Rule.BREAKS, technician.id, en, zh)
    for start_s in taken:
        if not any(_holds(rest.window, start_s) for rest in technician.breaks):
            en, zh = f"a break at {start_s} s is none of theirs", f"{start_s} 秒的休息不属于该人员"
            yield _violation(Rule.BREAKS, technician.id, en, zh)


def _rests_at_home(rest: Break, route: Route) -> bool:
    return rest.window.start_s + rest.duration_s <= route.leave_s or route.back_s <= rest.window.end_s


def _depots(_: RoutingProblem, technician: Technician, route: Route) -> Iterator[Violation]:
    for stop in _pickups(route):
        if stop.ref not in technician.depots:
            yield _violation(Rule.DEPOT, stop.ref, f"{technician.id} may not pick up there", "该人员不可在此取件")


def _parts(problem: RoutingProblem, _: Technician, route: Route) -> Iterator[Violation]:
    """A visit uses exactly what it needs: parts from free stock, units from what is set aside (B2)."""
    for stop in _visits(route):
        visit = problem.visit_by_id[stop.ref]
        needs = {(part, Pool.FREE): quantity for part, quantity in visit.parts.items()}
        needs |= {(unit, Pool.SET_ASIDE): quantity for unit, quantity in visit.units.items()}
        used: Counter[tuple[str, Pool]] = Counter()
        for use in stop.uses:
            used[use.part, use.pool] += use.quantity
            if use.quantity < 1:
                yield _violation(Rule.PARTS, stop.ref, f"uses {use.quantity} of {use.part}", "使用数量须为正")
        if dict(used) != needs:
            yield _violation(Rule.PARTS, stop.ref, "doesn't use exactly what it needs", "所用配件与需求不符")


def _on_board(problem: RoutingProblem, technician: Technician, route: Route) -> Iterator[Violation]:
    """Step by step: what is used is on board then, from where it is said to be, and loaded for this visit."""
    van = Counter(technician.van)
    loaded: Counter[tuple[str, str, str, Pool]] = Counter()
    for stop in route.stops:
        for load in stop.loads:
            loaded[load.visit, load.part, stop.ref, load.pool] += load.quantity
        for use in stop.uses:
            if use.source == VAN and use.pool is Pool.FREE:
                van[use.part] -= use.quantity
                left = van[use.part]
            else:
                loaded[stop.ref, use.part, use.source, use.pool] -= use.quantity
                left = loaded[stop.ref, use.part, use.source, use.pool]
            if left < 0:
                yield _violation(Rule.ON_BOARD, stop.ref, f"{-left} of {use.part} not on board", f"缺 {-left} 件")
    for (visit, part, _, _), left in loaded.items():
        if left > 0:
            yield _violation(Rule.ON_BOARD, visit, f"{left} of {part} loaded and not used", f"{left} 件装车未用")


def _late(problem: RoutingProblem, _: Technician, route: Route) -> Iterator[Violation]:
    for stop in route.stops:
        promises = problem.visit_by_id[stop.ref].promises if stop.kind is StopKind.VISIT else ()
        late_s = max(0, stop.start_s - promises[0].due_s) if promises else 0
        if stop.late_s != late_s:
            yield _violation(Rule.LATE, stop.ref, f"is {late_s} s late, not {stop.late_s} s", f"实际晚 {late_s} 秒")


def _travel(problem: RoutingProblem, technician: Technician, route: Route) -> Iterator[Violation]:
    legs = list(_legs(problem, technician, route))
    travel_s = sum(int(problem.matrix.duration_s[leg]) for leg in legs)
    distance_m = sum(int(problem.matrix.distance_m[leg]) for leg in legs)
    if (route.travel_s, route.distance_m) != (travel_s, distance_m):
        en, zh = f"drives {travel_s} s and {distance_m} m", f"实际行驶 {travel_s} 秒、{distance_m} 米"
        yield _violation(Rule.TRAVEL, technician.id, en, zh)


_RULES_OF_A_ROUTE: tuple[Callable[[RoutingProblem, Technician, Route], Iterable[Violation]], ...] = (
    _allowed,
    _skills,
    _shift,
    _windows,
    _openings,
    _times,
    _breaks,
    _depots,
    _parts,
    _on_board,
    _late,
    _travel,
)


def _stock(problem: RoutingProblem, plan: Plan) -> Iterator[Violation]:
    """All technicians together take no more than there is, and of what is set aside only units for swaps (B2)."""
    taken: Counter[tuple[str, str, Pool]] = Counter()
    for route in plan.routes:
        for stop in route.stops:
            for load in stop.loads:
                taken[stop.ref, load.part, load.pool] += load.quantity
                if load.pool is Pool.SET_ASIDE and load.part not in problem.visit_by_id[load.visit].units:
                    en, zh = f"{load.part} is set aside for swaps", f"{load.part} 为换机预留"
                    yield _violation(Rule.SET_ASIDE, load.visit, en, zh)
    for (ref, part, pool), quantity in taken.items():
        stock_place = problem.stock_place_by_id.get(ref)
        pools = {} if stock_place is None else {Pool.FREE: stock_place.stock, Pool.SET_ASIDE: stock_place.set_aside}
        there = pools[pool].get(part, 0) if pools else 0
        if quantity > there:
            yield _violation(Rule.STOCK, ref, f"{quantity} of {part} taken from {there}", f"{part} 仅有 {there} 件")


def _score(problem: RoutingProblem, plan: Plan) -> Iterator[Violation]:
    travel_fen = work_fen = late_fen = 0
    served: list[Visit] = []
    for route in plan.routes:
        technician = problem.technician_by_id[route.technician]
        distance_m = sum(int(problem.matrix.distance_m[leg]) for leg in _legs(problem, technician, route))
        travel_fen += _rounded(distance_m * technician.travel_cost_fen_per_km, 1000)
        work_fen += _rounded((route.back_s - route.leave_s) * technician.work_cost_fen_per_h, 3600)
        for stop in _visits(route):
            visit = problem.visit_by_id[stop.ref]
            served.append(visit)
            for promise in visit.promises:
                over_s = max(0, stop.start_s - max(0, promise.due_s))
                late_fen += _rounded(over_s * promise.late_fen_per_h, 3600)
                late_fen += promise.missed_fen if promise.due_s >= 0 and over_s else 0
    expected = Score(
        travel_fen=travel_fen,
        work_fen=work_fen,
        late_fen=late_fen,
        unserved_fen=sum(visit.unserved_cost_fen for visit in problem.visits)
        - sum(visit.unserved_cost_fen for visit in served),
        served=len(served),
        late=sum(stop.late_s > 0 for route in plan.routes for stop in _visits(route)),
        travel_s=sum(route.travel_s for route in plan.routes),
        distance_m=sum(route.distance_m for route in plan.routes),
    )
    if plan.score != expected:
        yield _violation(Rule.SCORE, "plan", f"the score is {expected}", f"评分应为 {expected}")


def _rounded(amount: int, divisor: int) -> int:
    whole, rest = divmod(amount, divisor)
    return whole + (2 * rest >= divisor)


def _legs(problem: RoutingProblem, technician: Technician, route: Route) -> list[tuple[int, int]]:
    places = [_place(problem, stop) for stop in route.stops]
    stopped = [place for place in places if place is not None]
    return list(pairwise([technician.start_place, *stopped, technician.end_place])) if route.stops else []


def _place(problem: RoutingProblem, stop: Stop) -> int | None:
    if stop.kind is StopKind.BREAK:
        return None
    if stop.kind is StopKind.VISIT:
        return problem.visit_by_id[stop.ref].place
    return problem.stock_place_by_id[stop.ref].place


def _lasts_s(problem: RoutingProblem, technician: Technician, stop: Stop) -> int:
    if stop.kind is StopKind.VISIT:
        return problem.visit_by_id[stop.ref].duration_s
    if stop.kind is StopKind.PICKUP:
        return problem.stock_place_by_id[stop.ref].loading_s
    lasts = [rest.duration_s for rest in technician.breaks if _holds(rest.window, stop.start_s)]
    return lasts[0] if lasts else stop.depart_s - stop.start_s


def _holds(window: Window, moment_s: int) -> bool:
    return window.start_s <= moment_s <= window.end_s


def _visits(route: Route) -> Iterator[Stop]:
    return (stop for stop in route.stops if stop.kind is StopKind.VISIT)


def _pickups(route: Route) -> Iterator[Stop]:
    return (stop for stop in route.stops if stop.kind is StopKind.PICKUP)


def _violation(rule: Rule, subject: str, en: str, zh: str) -> Violation:
    return Violation(rule, subject, Text(en=en, zh=zh))
