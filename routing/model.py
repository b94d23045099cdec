"""The problem as an OR-Tools routing model: one call a rule, one method a rule.

Stock limits, the parts in vans and B2 hold before the search begins: each option is backed by stock of its own
(``reservations``). Where in the day a break lies is left to the timetable. What ties routes together, and the order of fixed
visits, aren't in the model: a visit that breaks them is taken out and put in where it may be (``repair``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from ortools.constraint_solver import pywrapcp

from routing.calls import Call, Calls, stock_stop
from routing.calls import visit as visit_call
from routing.costs import price_fen
from routing.nodes import Kind, distance_m, nodes_of, one_stop, transit_s
from routing.problem import RoutingProblem, Technician, Visit, Window
from routing.reservations import Option

FEN = 3600
"""The model counts in fen/3600, so that a rate per hour is a whole number per second; finer wouldn't fit."""

_NOBODY = -1
_FROM_ZERO = True
_NO_LIMIT = 2**40


class Model:
    """Built once, searched once.

    Needs at least one technician and one option, each with someone who can use it. ``routing`` is the OR-Tools model, ``time`` its dimension of seconds.
    """

    def __init__(self, problem: RoutingProblem, options: Sequence[Option]) -> None:
        self.problem = problem
        self.options = tuple(options)
        self._nodes = nodes_of(problem, self.options)
        self._end_of_day_s = max(technician.shift.end_s for technician in problem.technicians)
        self._index = pywrapcp.RoutingIndexManager(
            len(self._nodes.nodes), len(problem.technicians), *self._nodes.homes(problem.technicians)
        )
        self.routing = pywrapcp.RoutingModel(self._index)
        self._let_time_pass()
        self._keep_shifts()
        self._keep_windows()
        self._leave_time_for_breaks()
        self._send_only_who_can()
        self._pick_up_before_the_visit()
        self._serve_once_or_pay()
        self._keep_to_what_one_can_do()
        self._pay_for_travel()
        self._pay_for_work()
        self._pay_for_lateness()

    def _let_time_pass(self) -> None:
        far_s = self._end_of_day_s + 1
        same_stop = one_stop(self._nodes, self.options)
        transit = self.routing.RegisterTransitMatrix(transit_s(self.problem, self._nodes, same_stop, far_s).tolist())
        self.routing.AddDimension(transit, self._end_of_day_s, self._end_of_day_s, not _FROM_ZERO, "time")
        self.time = self.routing.GetDimensionOrDie("time")

    def _keep_shifts(self) -> None:
        for vehicle, technician in enumerate(self.problem.technicians):
            shift = technician.shift
            for index in (self.routing.Start(vehicle), self.routing.End(vehicle)):
                self.time.CumulVar(index).SetRange(shift.start_s, shift.end_s)

    def _keep_windows(self) -> None:
        for number, node in enumerate(self._nodes.nodes):
            if not node.windows:
                continue
            windows = [w for w in node.windows if w.start_s <= min(w.end_s, self._end_of_day_s)]
            if not windows:
                self.routing.VehicleVar(self._index.NodeToIndex(number)).SetValue(_NOBODY)
                continue
            cumul = self.time.CumulVar(self._index.NodeToIndex(number))
            cumul.SetRange(windows[0].start_s, min(windows[-1].end_s, self._end_of_day_s))
            for gap in _gaps(windows):
                cumul.RemoveInterval(gap.start_s, gap.end_s)

    def _leave_time_for_breaks(self) -> None:
        """The time only; the timetable says when. OR-Tools' own break intervals take twenty times longer to search."""
        for vehicle, technician in enumerate(self.problem.technicians):
            end_s = technician.shift.end_s - _break_s(technician)
            if end_s >= technician.shift.start_s:
                self.time.CumulVar(self.routing.End(vehicle)).SetMax(end_s)

    def _send_only_who_can(self) -> None:
        """Skills, allowed technicians, the van's parts and access to the stock place, all in the option's staff."""
        for number, node in enumerate(self._nodes.nodes):
            if node.kind is not Kind.HOME:
                staff = sorted(self.options[node.option].technicians)
                self.routing.VehicleVar(self._index.NodeToIndex(number)).SetValues([_NOBODY, *staff])

    def _pick_up_before_the_visit(self) -> None:
        for pickup, visit in zip(self._nodes.pickups, self._nodes.visits, strict=True):
            if pickup < 0:
                continue
            first, then = self._index.NodeToIndex(pickup), self._index.NodeToIndex(visit)
            self.routing.AddDisjunction([first], 0)
            self.routing.AddPickupAndDelivery(first, then)
            self.routing.solver().Add(self.routing.VehicleVar(first) == self.routing.VehicleVar(then))
            self.routing.solver().Add(self.time.CumulVar(first) <= self.time.CumulVar(then))

    def _serve_once_or_pay(self) -> None:
        ways: dict[str, list[int]] = defaultdict(list)
        for option, node in zip(self.options, self._nodes.visits, strict=True):
            ways[option.visit.id].append(self._index.NodeToIndex(node))
        for visit, indices in ways.items():
            self.routing.AddDisjunction(indices, self.problem.visit_by_id[visit].unserved_cost_fen * FEN, 1)

    def _keep_to_what_one_can_do(self) -> None:
        """Capacity, visits and metres of a route, where they are limited at all."""
        technicians = self.problem.technicians
        visits = [self._visit(number) for number in range(len(self._nodes.nodes))]
        loads = [0 if visit is None else visit.load for visit in visits]
        self._limit("load", loads, [technician.capacity for technician in technicians])
        ones = [int(visit is not None) for visit in visits]
        self._limit("visits", ones, [technician.most_visits for technician in technicians])
        metres = [technician.most_distance_m for technician in technicians]
        if any(most is not None for most in metres):
            transit = self.routing.RegisterTransitMatrix(distance_m(self.problem, self._nodes).tolist())
            self.routing.AddDimensionWithVehicleCapacity(transit, 0, _limits(metres), _FROM_ZERO, "metres")

    def _limit(self, name: str, amounts: list[int], most: Sequence[int | None]) -> None:
        if any(limit is not None for limit in most):
            amount = self.routing.RegisterUnaryTransitVector(amounts)
            self.routing.AddDimensionWithVehicleCapacity(amount, 0, _limits(most), _FROM_ZERO, name)

    def _visit(self, number: int) -> Visit | None:
        node = self._nodes.nodes[number]
        return self.options[node.option].visit if node.kind is Kind.VISIT else None

    def _pay_for_travel(self) -> None:
        """And, on the way to a visit, for the wish that somebody else did it."""
        metres = distance_m(self.problem, self._nodes)
        priced = {name for visit in self.problem.visits for name in visit.prices_fen}
        evaluators: dict[tuple[int, str], int] = {}
        for vehicle, technician in enumerate(self.problem.technicians):
            kind = (technician.travel_cost_fen_per_km, technician.id if technician.id in priced else "")
            if kind not in evaluators:
                costs = metres * technician.travel_cost_fen_per_km * 18 // 5 + self._prices(technician)
                evaluators[kind] = self.routing.RegisterTransitMatrix(costs.tolist())
            self.routing.SetArcCostEvaluatorOfVehicle(evaluators[kind], vehicle)

    def _prices(self, technician: Technician) -> NDArray[np.int64]:
        visits = [self._visit(number) for number in range(len(self._nodes.nodes))]
        return np.array([0 if visit is None else price_fen(visit, technician) * FEN for visit in visits])

    def _pay_for_work(self) -> None:
        for vehicle, technician in enumerate(self.problem.technicians):
            self.time.SetSpanCostCoefficientForVehicle(technician.work_cost_fen_per_h, vehicle)
            if technician.overtime:
                end, overtime = self.routing.End(vehicle), technician.overtime
                self.time.SetCumulVarSoftUpperBound(end, overtime.from_s, overtime.fen_per_h)
            if technician.fair:
                bound = pywrapcp.BoundCost(technician.fair.work_s, technician.fair.fen_per_h)
                self.time.SetSoftSpanUpperBoundForVehicle(bound, vehicle)

    def _pay_for_lateness(self) -> None:
        for option, node in zip(self.options, self._nodes.visits, strict=True):
            costly = [promise for promise in option.visit.promises if promise.late_fen_per_h]
            for promise in costly[:1]:
                index = self._index.NodeToIndex(node)
                self.time.SetCumulVarSoftUpperBound(index, max(0, promise.due_s), promise.late_fen_per_h)

    def calls(self, solution: pywrapcp.Assignment, vehicle: int) -> Calls:
        """A technician's calls in the order of ``solution``."""
        calls: list[Call] = []
        index = solution.Value(self.routing.NextVar(self.routing.Start(vehicle)))
        while not self.routing.IsEnd(index):
            node = self._nodes.nodes[self._index.IndexToNode(index)]
            option = self.options[node.option]
            if node.kind is Kind.PICKUP:
                calls += map(stock_stop, option.stops)
            else:
                calls.append(visit_call(option.visit.id))
                calls += [stock_stop(option.visit.returns_to)] if option.visit.returns_to else []
            index = solution.Value(self.routing.NextVar(index))
        return tuple(calls)

    @property
    def has_pickups(self) -> bool:
        return any(option.stops for option in self.options)

    def served(self) -> int:
        """Visits on a route in the solution that the search is at."""
        active = (self.routing.ActiveVar(self._index.NodeToIndex(node)).Value() for node in self._nodes.visits)
        return int(sum(active))


def _limits(most: Sequence[int | None]) -> list[int]:
    return [_NO_LIMIT if limit is None else limit for limit in most]


def _gaps(windows: Sequence[Window]) -> list[Window]:
    return [Window(a.end_s + 1, b.start_s - 1) for a, b in pairwise(windows) if a.end_s + 1 <= b.start_s - 1]


def _break_s(technician: Technician) -> int:
    """Of the breaks that can't lie before or after the whole shift."""
    shift = technician.shift
    return sum(
        rest.duration_s
        for rest in technician.breaks
        if rest.window.start_s + rest.duration_s > shift.start_s and rest.window.end_s < shift.end_s
    )
