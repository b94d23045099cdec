"""The problem as an OR-Tools routing model: one call a rule, one method a rule.

Stock limits, the parts in vans and B2 hold before the search begins: each option is backed by stock of its own
(``reservations``). Where in the day a break lies is left to the timetable (``draft``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from ortools.constraint_solver import pywrapcp

from routing.errands import Errand
from routing.nodes import Kind, distance_m, nodes_of, one_stop, transit_s
from routing.problem import RoutingProblem, Technician, Window
from routing.reservations import Option
from routing.timetable import FEN

_NOBODY = -1
_FROM_ZERO = True


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

    def _pay_for_travel(self) -> None:
        metres = distance_m(self.problem, self._nodes)
        evaluators: dict[int, int] = {}
        for vehicle, technician in enumerate(self.problem.technicians):
            rate = technician.travel_cost_fen_per_km
            if rate not in evaluators:
                costs = metres * rate * FEN // 1000
                evaluators[rate] = self.routing.RegisterTransitMatrix(costs.tolist())
            self.routing.SetArcCostEvaluatorOfVehicle(evaluators[rate], vehicle)

    def _pay_for_work(self) -> None:
        for vehicle, technician in enumerate(self.problem.technicians):
            self.time.SetSpanCostCoefficientForVehicle(technician.work_cost_fen_per_h, vehicle)

    def _pay_for_lateness(self) -> None:
        for option, node in zip(self.options, self._nodes.visits, strict=True):
            costly = [promise for promise in option.visit.promises if promise.late_fen_per_h]
            for promise in costly[:1]:
                index = self._index.NodeToIndex(node)
                self.time.SetCumulVarSoftUpperBound(index, max(0, promise.due_s), promise.late_fen_per_h)

    def errands(self, solution: pywrapcp.Assignment, vehicle: int) -> list[Errand]:
        """A technician's errands in the order of ``solution``."""
        errands: list[Errand] = []
        index = solution.Value(self.routing.NextVar(self.routing.Start(vehicle)))
        while not self.routing.IsEnd(index):
            node = self._nodes.nodes[self._index.IndexToNode(index)]
            option = self.options[node.option]
            picks = option.supply.picks if node.kind is Kind.PICKUP else (None,)
            errands += [Errand(option.visit, option.supply, pick) for pick in picks]
            index = solution.Value(self.routing.NextVar(index))
        return errands

    def leave_s(self, solution: pywrapcp.Assignment, vehicle: int) -> int:
        return int(solution.Max(self.time.CumulVar(self.routing.Start(vehicle))))

    def served(self) -> int:
        """Visits on a route in the solution that the search is at."""
        active = (self.routing.ActiveVar(self._index.NodeToIndex(node)).Value() for node in self._nodes.visits)
        return int(sum(active))


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
