"""What a route costs at least, told quickly: most ways to put a visit in need be looked at no further."""

from __future__ import annotations

from typing import NamedTuple

from routing.calls import Call, Calls
from routing.costs import COST, price_fen, start_cost, travel_cost, work_cost
from routing.plan import StopKind
from routing.problem import HORIZON_S, RoutingProblem, Technician, Visit, Window
from routing.travel import UNREACHABLE


class _At(NamedTuple):
    """What of a call counts; ``priced``: the visit, if its cost hangs on when it starts."""

    place: int
    lasts_s: int
    windows: tuple[Window, ...]
    told_s: int
    price: int
    priced: Visit | None


class Rough:
    """For the routes of one technician. Costs as in routing.costs, without waiting, breaks and goods, and everything as early as
    can be."""

    def __init__(self, problem: RoutingProblem, technician: Technician) -> None:
        self.problem = problem
        self.technician = technician
        self._quickest = min(problem.factors, default=1000)
        self._at: dict[Call, _At] = {}
        self._legs: dict[tuple[int, int], tuple[int, int]] = {}

    def least_cost(self, calls: Calls) -> int | None:
        """None if even so it can't be done within the windows and the shift. Of several stops at one stock place the later ones
        may be of no use."""
        if not calls:
            return 0
        costs = [self._least_cost(way) for way in {calls, tuple(dict.fromkeys(calls))}]
        return min((cost for cost in costs if cost is not None), default=None)

    def _least_cost(self, calls: Calls) -> int | None:
        now_s, busy_s, driven_m, cost = self.technician.shift.start_s, 0, 0, 0
        place = self.technician.start_place
        for call in calls:
            there = self._at.get(call) or self._met(call)
            travel_s, distance_m = self._legs.get((place, there.place)) or self._driven(place, there.place)
            now_s = max(now_s + travel_s, there.told_s)
            if there.windows:
                window = next((one for one in there.windows if now_s <= one.end_s), None)
                if window is None:
                    return None
                now_s = max(now_s, window.start_s)
            cost += there.price
            if there.priced is not None:
                cost += start_cost(there.priced, now_s)
            now_s += there.lasts_s
            busy_s += travel_s + there.lasts_s
            driven_m += distance_m
            place = there.place
        home = self.technician.end_place
        travel_s, distance_m = self._legs.get((place, home)) or self._driven(place, home)
        if now_s + travel_s > self.technician.shift.end_s:
            return None
        driven_m += distance_m
        return cost + travel_cost(self.technician, driven_m) + work_cost(self.technician, 0, busy_s + travel_s)

    def _met(self, call: Call) -> _At:
        if call.kind is StopKind.VISIT:
            visit = self.problem.visit_by_id[call.ref]
            told_s = visit.told.window.start_s if visit.told else 0
            priced = visit if visit.told or visit.promises else None
            price = price_fen(visit, self.technician) * COST
            at = _At(visit.place, visit.duration_s, visit.windows, told_s, price, priced)
        else:
            stock_place = self.problem.stock_place_by_id[call.ref]
            at = _At(stock_place.place, stock_place.loading_s, stock_place.openings, 0, 0, None)
        self._at[call] = at
        return at

    def _driven(self, start: int, end: int) -> tuple[int, int]:
        """Seconds, longer than any shift where there is no way, and metres."""
        travel_s = self.problem.travel_s(start, end)
        known = travel_s != UNREACHABLE
        leg = (travel_s * self._quickest // 1000 if known else HORIZON_S + 1, self.problem.distance_m(start, end))
        self._legs[start, end] = leg
        return leg
