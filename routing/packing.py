"""The problem as the kernel's arrays, and the kernel's routes as calls.

``then`` of a sequence is left out of it: it is put in last, where the timetable of the whole plan is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from routing.calls import Call, Calls, calls_of, stock_stop
from routing.calls import visit as visit_call
from routing.kernel import data as kernel
from routing.kernel.data import FEN, NEVER, Data
from routing.nearness import near_visits
from routing.packed_goods import Goods, Lot, moments
from routing.plan import Plan, StopKind
from routing.problem import HORIZON_S, RoutingProblem, Visit, Window
from routing.staff import skilled
from routing.ties import Ties
from routing.travel import UNREACHABLE

_PER_SECOND = FEN // 3600
_PER_METRE = FEN // 1000
_MUCH = 2**50
_MOST_STOPS = 8


class Packed:
    """``data`` for the kernel; what its numbers mean, and ``fixed``: the visits that each route begins with."""

    def __init__(self, problem: RoutingProblem) -> None:
        self.problem = problem
        self.visit_number = {visit.id: i for i, visit in enumerate(problem.visits)}
        self.lots = [Lot(place, at_s) for place in problem.stock_places for at_s in moments(place)]
        self.first_lot = {lot.place.id: d for d, lot in reversed(list(enumerate(self.lots)))}
        self.fixed = {
            v: [self.visit_number[name] for name in technician.fixed]
            for v, technician in enumerate(problem.technicians)
            if technician.fixed
        }
        self.data = self._data()

    def calls(self, nodes: NDArray[np.int32]) -> Calls:
        visits = self.problem.visits
        return tuple(self._call(int(node), len(visits)) for node in nodes)

    def _call(self, node: int, visits: int) -> Call:
        return (
            visit_call(self.problem.visits[node].id) if node < visits else stock_stop(self.lots[node - visits].place.id)
        )

    def nodes(self, plan: Plan) -> Mapping[int, list[int]]:
        """By vehicle: the routes of ``plan``, so far as they are known here."""
        number = {technician.id: v for v, technician in enumerate(self.problem.technicians)}
        return {
            number[route.technician]: [node for call in calls_of(route) if (node := self._node(call)) is not None]
            for route in plan.routes
            if route.technician in number
        }

    def _node(self, call: Call) -> int | None:
        if call.kind is StopKind.VISIT:
            return self.visit_number.get(call.ref)
        lot = self.first_lot.get(call.ref)
        return None if lot is None else len(self.problem.visits) + lot

    def _data(self) -> Data:
        problem = self.problem
        goods = Goods(problem, self.lots)
        node, windows, dues = self._nodes()
        vehicle = _vehicles(problem)
        price = self._prices()
        way = _ways(problem)
        breaks = _breaks(problem)
        factors = np.array(problem.factors, np.int64)
        promises = bool((dues[:, :, 0] != NEVER).any())
        loose = promises or bool(breaks.size) or factors.size > 0 or not node[:, kernel.SINGLE].all()
        ties, tie_of = self._ties()
        return Data(
            node=node,
            vehicle=vehicle,
            way=way,
            windows=windows,
            dues=dues,
            price=price,
            able_of=np.concatenate([[0], np.cumsum((price >= 0).sum(1))]),
            able=np.nonzero(price >= 0)[1],
            need_of=goods.need_of,
            need=goods.need,
            used_up=goods.used_up,
            has=goods.has,
            stock=goods.stock,
            stops=self._stops(),
            breaks=breaks,
            near=near_visits(node[: len(problem.visits)], way),
            lot_of=np.array([self.first_lot[lot.place.id] for lot in self.lots], np.int32),
            pace=factors,
            tie_of=tie_of,
            tie=ties,
            held=np.array(
                [[t.id in reserve.technicians for t in problem.technicians] for reserve in problem.reserves]
            ).reshape(len(problem.reserves), len(problem.technicians)),
            least=[reserve.least for reserve in problem.reserves],
            rules=[min(problem.factors, default=1000), promises, loose, goods.limited],
            state=np.zeros((breaks.shape[1] + 1, 4)),
        )

    def _nodes(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        problem = self.problem
        all_windows = [_visit_windows(visit) for visit in problem.visits] + [_lot_windows(lot) for lot in self.lots]
        windows = np.full((len(all_windows), max(map(len, all_windows), default=1), 2), NEVER, np.int64)
        node = np.zeros((len(all_windows), kernel.NODE_COLUMNS), np.int64)
        dues = np.zeros((len(problem.visits), 4, 3), np.int64)
        dues[:, :, 0] = NEVER
        for i, its in enumerate(all_windows):
            for w, window in enumerate(its):
                windows[i, w] = window.start_s, window.end_s
            node[i, [kernel.OPENS, kernel.ENDS, kernel.SINGLE]] = its[0].start_s, its[-1].end_s, len(its) == 1
        for i, visit in enumerate(problem.visits):
            for k, due in enumerate(_dues(visit)):
                dues[i, k] = due
            node[i, [kernel.PLACE, kernel.SERVICE, kernel.LOAD]] = visit.place, visit.duration_s, visit.load
            node[i, kernel.OUT_COST] = visit.unserved_cost_fen * FEN
            node[i, kernel.DUES] = dues[i, 0, 0] != NEVER
            node[i, kernel.NEEDS] = bool(visit.parts or visit.units or visit.tools or visit.returns_to)
            node[i, kernel.BACK_TO] = self.first_lot[visit.returns_to] if visit.returns_to else -1
        for d, lot in enumerate(self.lots):
            i = len(problem.visits) + d
            node[i, [kernel.PLACE, kernel.SERVICE, kernel.BACK_TO]] = lot.place.place, lot.place.loading_s, -1
        node[:, kernel.STRICT_END] = node[:, kernel.ENDS]
        strict = node[: len(problem.visits), kernel.STRICT_END]
        np.minimum(strict, dues[:, :, 0].min(1, initial=NEVER), out=strict)
        strict[strict < node[: len(problem.visits), kernel.OPENS]] = -1
        return node, windows, dues

    def _stops(self) -> NDArray[np.bool_]:
        """Who may stop where; a stop that is never long enough open is none."""
        able = [
            [_possible(_lot_windows(lot)) and lot.place.id in t.depots for lot in self.lots]
            for t in self.problem.technicians
        ]
        return np.array(able, np.bool_).reshape(len(able), len(self.lots))

    def _prices(self) -> NDArray[np.int64]:
        """-1 for who may not, for what must wait for another, and for what is fixed for others."""
        problem = self.problem
        ties = Ties(problem)
        number = {technician.id: v for v, technician in enumerate(problem.technicians)}
        price = np.full((len(problem.visits), len(problem.technicians)), -1, np.int64)
        for i, visit in enumerate(problem.visits):
            if visit.id not in ties.before and _possible(_visit_windows(visit)):
                for technician in skilled(problem, visit):
                    price[i, number[technician.id]] = visit.prices_fen.get(technician.id, 0) * FEN
        return price

    def _ties(self) -> tuple[NDArray[np.int64], list[int]]:
        ties = Ties(self.problem)
        rows: list[tuple[int, int]] = []
        offsets = [0]
        for visit in self.problem.visits:
            for same, others in ((1, ties.together), (0, ties.apart)):
                rows += [(self.visit_number[other], same) for other in sorted(others.get(visit.id, ()))]
            offsets.append(len(rows))
        return np.array(rows, np.int64).reshape(-1, 2), offsets


def _visit_windows(visit: Visit) -> list[Window]:
    """What is left of its windows from the moment on that the customer was told; reversed if nothing is."""
    told_s = visit.told.window.start_s if visit.told else 0
    windows = visit.windows or (Window(0, HORIZON_S),)
    return [Window(max(w.start_s, told_s), w.end_s) for w in windows if w.end_s >= told_s] or [Window(1, 0)]


def _possible(windows: list[Window]) -> bool:
    return windows[0].start_s <= windows[0].end_s


def _lot_windows(lot: Lot) -> list[Window]:
    """When a stop may begin; reversed if it never may."""
    begins = (Window(max(w.start_s, lot.at_s), w.end_s - lot.place.loading_s) for w in lot.place.openings)
    return [w for w in begins if w.start_s <= w.end_s] or [Window(1, 0)]


def _dues(visit: Visit) -> Iterator[tuple[int, int, int]]:
    """What costs something to start after: when, once, by the second."""
    for promise in visit.promises:
        missed_fen = promise.missed_fen if promise.due_s >= 0 else 0
        if missed_fen or promise.late_fen_per_h:
            yield max(0, promise.due_s), missed_fen * FEN, promise.late_fen_per_h * _PER_SECOND
    if visit.told and visit.told.change_fen:
        yield visit.told.window.end_s, visit.told.change_fen * FEN, 0


def _vehicles(problem: RoutingProblem) -> NDArray[np.int64]:
    people = sorted({technician.person for technician in problem.technicians})
    kinds: dict[object, int] = {}
    rows = np.zeros((len(problem.technicians), kernel.VEHICLE_COLUMNS), np.int64)
    alike = _alike(problem)
    for v, technician in enumerate(problem.technicians):
        over, fair = technician.overtime, technician.fair
        columns = {
            kernel.START: technician.start_place,
            kernel.HOME: technician.end_place,
            kernel.FROM: technician.shift.start_s,
            kernel.UNTIL: technician.shift.end_s,
            kernel.METRE_COST: technician.travel_cost_fen_per_km * _PER_METRE,
            kernel.WORK_COST: technician.work_cost_fen_per_h * _PER_SECOND,
            kernel.BREAKS: len(technician.breaks),
            kernel.MOST_LOAD: NEVER if technician.capacity is None else min(technician.capacity, NEVER),
            kernel.MOST_METRES: _MUCH if technician.most_distance_m is None else technician.most_distance_m,
            kernel.MOST_VISITS: NEVER if technician.most_visits is None else technician.most_visits,
            kernel.MOST_STOPS: _MOST_STOPS,
            kernel.OWNER: people.index(technician.person),
            kernel.PERSON: people.index(technician.person),
            kernel.ALIKE: kinds.setdefault(alike[v], len(kinds)),
            kernel.EXTRA: over is not None or fair is not None,
            kernel.OVER_FROM: over.from_s if over else NEVER,
            kernel.OVER_COST: over.fen_per_h * _PER_SECOND if over else 0,
            kernel.FAIR_FROM: fair.work_s if fair else NEVER,
            kernel.FAIR_COST: fair.fen_per_h * _PER_SECOND if fair else 0,
        }
        rows[v, list(columns)] = list(columns.values())
    return rows


def _alike(problem: RoutingProblem) -> list[object]:
    """Equal for technicians who differ in nothing but who they are, which no visit and no reserve minds."""
    minded = {t.id for t in problem.technicians if t.person != t.id or t.fixed}
    minded.update(*(visit.technicians or () for visit in problem.visits), *(v.prices_fen for v in problem.visits))
    minded.update(*(reserve.technicians for reserve in problem.reserves))
    return [
        t.id
        if t.id in minded
        else (
            t.start_place,
            t.end_place,
            t.shift,
            t.work_cost_fen_per_h,
            t.travel_cost_fen_per_km,
            t.skills,
            tuple(t.van.items()),
            t.breaks,
            t.depots,
            t.tools,
            t.capacity,
            t.most_visits,
            t.most_distance_m,
            t.overtime,
            t.fair,
        )
        for t in problem.technicians
    ]


def _ways(problem: RoutingProblem) -> NDArray[np.int32]:
    seconds = np.array(problem.matrix.duration_s, np.int64)
    metres = np.array(problem.matrix.distance_m, np.int64)
    none = seconds == UNREACHABLE
    seconds, metres = np.where(none, NEVER, seconds), np.where(none, 0, metres)
    return np.stack([seconds, metres, seconds.T, metres.T], -1).astype(np.int32)


def _breaks(problem: RoutingProblem) -> NDArray[np.int64]:
    most = max((len(technician.breaks) for technician in problem.technicians), default=0)
    breaks = np.zeros((len(problem.technicians), most, 3), np.int64)
    for v, technician in enumerate(problem.technicians):
        for b, rest in enumerate(technician.breaks):
            breaks[v, b] = rest.window.start_s, rest.window.end_s, rest.duration_s
    return breaks
