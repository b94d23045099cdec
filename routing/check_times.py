"""Whether a route's times can be kept, and are told as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from routing.pace import Pace
from routing.plan import Route, Stop, StopKind
from routing.problem import Break, RoutingProblem, Technician, Window
from routing.rules import Rule, Violation, violation
from routing.travel import UNREACHABLE


def well_timed(problem: RoutingProblem, technician: Technician, route: Route) -> Iterator[Violation]:
    yield from _shift(technician, route)
    yield from _windows(problem, route)
    yield from _openings(problem, route)
    yield from _stops(problem, technician, route)
    yield from _drives(problem, technician, route)
    yield from _breaks(technician, route)


def told_as_it_is(problem: RoutingProblem, technician: Technician, route: Route) -> Iterator[Violation]:
    for stop in route.stops:
        promises = problem.visit_by_id[stop.ref].promises if stop.kind is StopKind.VISIT else ()
        late_s = max(0, stop.start_s - promises[0].due_s) if promises else 0
        if stop.late_s != late_s:
            yield violation(Rule.LATE, stop.ref, f"is {late_s} s late, not {stop.late_s} s", f"实际晚 {late_s} 秒")
    legs = legs_of(problem, technician, route)
    travel_s = sum(int(problem.matrix.duration_s[leg]) for leg in legs)
    distance_m = sum(int(problem.matrix.distance_m[leg]) for leg in legs)
    if (route.travel_s, route.distance_m) != (travel_s, distance_m):
        en, zh = f"drives {travel_s} s and {distance_m} m", f"实际行驶 {travel_s} 秒、{distance_m} 米"
        yield violation(Rule.TRAVEL, technician.id, en, zh)


def legs_of(problem: RoutingProblem, technician: Technician, route: Route) -> list[tuple[int, int]]:
    places = [_place(problem, stop) for stop in route.stops]
    stopped = [place for place in places if place is not None]
    return list(pairwise([technician.start_place, *stopped, technician.end_place])) if route.stops else []


def _shift(technician: Technician, route: Route) -> Iterator[Violation]:
    shift = technician.shift
    if not shift.start_s <= route.leave_s <= route.back_s <= shift.end_s:
        en = f"from {route.leave_s} s to {route.back_s} s is not within {shift.start_s} s to {shift.end_s} s"
        zh = f"{route.leave_s}–{route.back_s} 秒不在班次 {shift.start_s}–{shift.end_s} 秒之内"
        yield violation(Rule.SHIFT, technician.id, en, zh)


def _windows(problem: RoutingProblem, route: Route) -> Iterator[Violation]:
    for stop in route.visits:
        visit = problem.visit_by_id[stop.ref]
        if visit.windows and not any(_holds(window, stop.start_s) for window in visit.windows):
            yield violation(Rule.WINDOW, stop.ref, f"starts at {stop.start_s} s, outside", "开始时间不在时间窗内")
        if visit.told and stop.start_s < visit.told.window.start_s:
            en = f"starts at {stop.start_s} s, before the {visit.told.window.start_s} s that the customer was told"
            zh = f"{stop.start_s} 秒开始，早于告知客户的 {visit.told.window.start_s} 秒"
            yield violation(Rule.TOLD, stop.ref, en, zh)


def _openings(problem: RoutingProblem, route: Route) -> Iterator[Violation]:
    for stop in route.stops:
        if stop.kind in {StopKind.PICKUP, StopKind.RETURN}:
            openings = problem.stock_place_by_id[stop.ref].openings
            if not any(one.start_s <= stop.start_s <= stop.depart_s <= one.end_s for one in openings):
                en = f"closed at some time of the stop at {stop.start_s} s"
                yield violation(Rule.OPENING, stop.ref, en, "未营业")


def _stops(problem: RoutingProblem, technician: Technician, route: Route) -> Iterator[Violation]:
    """Each begins after the one before and lasts as long as it must."""
    for stop in route.stops:
        lasts_s = _lasts_s(problem, technician, stop)
        if not stop.arrive_s <= stop.start_s <= stop.depart_s or stop.depart_s - stop.start_s != lasts_s:
            en, zh = "its stop takes another time than it must", "停留时长不正确"
            yield violation(Rule.TIMES, stop.ref or technician.id, en, zh)
        if stop.place != _place(problem, stop):
            yield violation(Rule.TIMES, stop.ref or technician.id, "its stop is at another place", "停留地点不正确")
        if stop.kind is StopKind.BREAK and stop.start_s < route.leave_s:
            yield violation(Rule.TIMES, technician.id, "a break before leaving is no stop", "出发前的休息不应列出")
    for earlier, later in pairwise(route.stops):
        if later.arrive_s < earlier.depart_s:
            en, zh = "is reached before the last stop is left", "到达早于上一站离开"
            yield violation(Rule.TIMES, later.ref or technician.id, en, zh)
    if route.stops and route.back_s < route.stops[-1].depart_s:
        yield violation(Rule.TIMES, technician.id, "is back before the last stop is left", "返回早于最后一站离开")


def _drives(problem: RoutingProblem, technician: Technician, route: Route) -> Iterator[Violation]:
    """Driving takes the matrix's time at the hour's pace, and pauses for breaks."""
    place, free_s, rests = technician.start_place, route.leave_s, list[Stop]()
    for stop in route.stops:
        if stop.kind is StopKind.BREAK:
            rests.append(stop)
            continue
        there = _place(problem, stop) or 0
        yield from _driven(problem, (place, there), free_s, rests, stop.arrive_s, stop.ref)
        place, free_s, rests = there, stop.depart_s, []
    if route.stops:
        home = technician.end_place
        yield from _driven(problem, (place, home), free_s, rests, route.back_s, technician.id)


def _driven(
    problem: RoutingProblem, leg: tuple[int, int], free_s: int, rests: Sequence[Stop], arrive_s: int, subject: str
) -> Iterator[Violation]:
    travel_s = int(problem.matrix.duration_s[leg])
    if travel_s == UNREACHABLE:
        yield violation(Rule.REACHABLE, subject, "can't be reached from the stop before", "无法从上一站到达")
        return
    pace = Pace(problem.factors)
    left = pace.whole(travel_s)
    for rest in rests:
        left = pace.left(free_s, rest.start_s, left)
        free_s = max(free_s, rest.depart_s)
    first_s = pace.arrival_s(free_s, left)
    if first_s > arrive_s:
        yield violation(Rule.TIMES, subject, f"can't be reached before {first_s} s", f"{first_s} 秒前无法到达")


def _breaks(technician: Technician, route: Route) -> Iterator[Violation]:
    """Each is taken once: as a stop within its window, else before leaving or after coming back."""
    taken = [stop.start_s for stop in route.stops if stop.kind is StopKind.BREAK]
    for number, rest in enumerate(technician.breaks, 1):
        inside = [start_s for start_s in taken if _holds(rest.window, start_s)]
        if len(inside) > 1 or (route.stops and not inside and not _rests_at_home(rest, route)):
            en, zh = f"break {number} is not taken once within its window", f"第 {number} 次休息未在规定时段内恰好一次"
            yield violation(Rule.BREAKS, technician.id, en, zh)
    for start_s in taken:
        if not any(_holds(rest.window, start_s) for rest in technician.breaks):
            en, zh = f"a break at {start_s} s is none of theirs", f"{start_s} 秒的休息不属于该人员"
            yield violation(Rule.BREAKS, technician.id, en, zh)


def _rests_at_home(rest: Break, route: Route) -> bool:
    return rest.window.start_s + rest.duration_s <= route.leave_s or route.back_s <= rest.window.end_s


def _place(problem: RoutingProblem, stop: Stop) -> int | None:
    if stop.kind is StopKind.BREAK:
        return None
    if stop.kind is StopKind.VISIT:
        return problem.visit_by_id[stop.ref].place
    return problem.stock_place_by_id[stop.ref].place


def _lasts_s(problem: RoutingProblem, technician: Technician, stop: Stop) -> int:
    if stop.kind is StopKind.VISIT:
        return problem.visit_by_id[stop.ref].duration_s
    if stop.kind is not StopKind.BREAK:
        return problem.stock_place_by_id[stop.ref].loading_s
    lasts = [rest.duration_s for rest in technician.breaks if _holds(rest.window, stop.start_s)]
    return lasts[0] if lasts else stop.depart_s - stop.start_s


def _holds(window: Window, moment_s: int) -> bool:
    return window.start_s <= moment_s <= window.end_s
