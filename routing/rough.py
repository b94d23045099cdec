"""What a route costs at least, told quickly: most ways to put a visit in need be looked at no further."""

from __future__ import annotations

from routing.calls import Calls
from routing.costs import COST, price_fen, start_cost, travel_cost, work_cost
from routing.plan import StopKind
from routing.problem import RoutingProblem, Technician
from routing.travel import UNREACHABLE


def least_cost(problem: RoutingProblem, technician: Technician, calls: Calls) -> int | None:
    """As in routing.costs, without waiting, breaks and goods, and everything as early as can be; None if even so it can't be
    done within the windows and the shift. Of several stops at one stock place the later ones may be of no use."""
    once = tuple(dict.fromkeys(calls))
    costs = [_least_cost(problem, technician, way) for way in ({calls, once} if calls else ())]
    return min((cost for cost in costs if cost is not None), default=None if calls else 0)


def _least_cost(problem: RoutingProblem, technician: Technician, calls: Calls) -> int | None:
    duration_s, distance_m = problem.matrix.duration_s, problem.matrix.distance_m
    quickest = min(problem.factors, default=1000)
    now_s, busy_s, driven_m, cost = technician.shift.start_s, 0, 0, 0
    place = technician.start_place
    for call in calls:
        visit = problem.visit_by_id[call.ref] if call.kind is StopKind.VISIT else None
        if visit is not None:
            there, lasts_s, windows = visit.place, visit.duration_s, visit.windows
        else:
            stock_place = problem.stock_place_by_id[call.ref]
            there, lasts_s, windows = stock_place.place, stock_place.loading_s, stock_place.openings
        travel_s = int(duration_s[place, there])
        if travel_s == UNREACHABLE:
            return None
        travel_s = travel_s * quickest // 1000
        driven_m += int(distance_m[place, there])
        now_s += travel_s
        if visit is not None and visit.told is not None:
            now_s = max(now_s, visit.told.window.start_s)
        if windows:
            window = next((one for one in windows if now_s <= one.end_s), None)
            if window is None:
                return None
            now_s = max(now_s, window.start_s)
        if visit is not None:
            cost += start_cost(visit, now_s) + price_fen(visit, technician) * COST
        now_s += lasts_s
        busy_s += travel_s + lasts_s
        place = there
    travel_s = int(duration_s[place, technician.end_place])
    if travel_s == UNREACHABLE or now_s + travel_s * quickest // 1000 > technician.shift.end_s:
        return None
    driven_m += int(distance_m[place, technician.end_place])
    busy_s += travel_s * quickest // 1000
    return cost + travel_cost(technician, driven_m) + work_cost(technician, 0, busy_s)
