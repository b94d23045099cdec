"""What the routing model travels between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from routing.problem import HORIZON_S, RoutingProblem, Technician, Window
from routing.reservations import Option
from routing.timetable import Stay, stock_stay, visit_stay
from routing.travel import UNREACHABLE


class Kind(Enum):
    HOME = 0
    VISIT = 1
    PICKUP = 2


@dataclass(frozen=True, slots=True)
class Node:
    """Entered at the place ``entry``, left at ``exit`` after ``inside_s`` (work, and driving ``inside_m`` if they differ).

    ``option``: position of the option it belongs to, -1 at home. ``windows``: for the start; none means any time.
    """

    kind: Kind
    entry: int
    exit: int
    inside_s: int = 0
    inside_m: int = 0
    windows: tuple[Window, ...] = ()
    option: int = -1


_NEVER = Node(Kind.PICKUP, 0, 0, windows=(Window(0, -1),))


@dataclass(frozen=True, slots=True)
class Nodes:
    """Homes first, without repeats; then for each usable option its pickup (-1 without one) and its visit."""

    nodes: tuple[Node, ...]
    home_of_place: dict[int, int]
    pickups: tuple[int, ...]
    visits: tuple[int, ...]

    def homes(self, technicians: Sequence[Technician]) -> tuple[list[int], list[int]]:
        """Start and end node of each technician."""
        return (
            [self.home_of_place[t.start_place] for t in technicians],
            [self.home_of_place[t.end_place] for t in technicians],
        )


def nodes_of(problem: RoutingProblem, options: Sequence[Option]) -> Nodes:
    homes = sorted({place for t in problem.technicians for place in (t.start_place, t.end_place)})
    nodes = [Node(Kind.HOME, place, place) for place in homes]
    pickups, visits = [], []
    for number, option in enumerate(options):
        pickups.append(len(nodes) if option.stops else -1)
        if option.stops:
            nodes.append(_pickup(problem, option, number))
        visits.append(len(nodes))
        stays = [visit_stay(option.visit)]
        if option.visit.returns_to is not None:
            stays.append(stock_stay(problem.stock_place_by_id[option.visit.returns_to]))
        nodes.append(_in_a_row(problem, stays, Kind.VISIT, number))
    return Nodes(tuple(nodes), {place: i for i, place in enumerate(homes)}, tuple(pickups), tuple(visits))


def _pickup(problem: RoutingProblem, option: Option, number: int) -> Node:
    stays = [
        stock_stay(problem.stock_place_by_id[stop], not_before_s)
        for stop, not_before_s in zip(option.stops, option.not_before_s, strict=True)
    ]
    return _in_a_row(problem, stays, Kind.PICKUP, number)


def _in_a_row(problem: RoutingProblem, stays: Sequence[Stay], kind: Kind, number: int) -> Node:
    """Stays one after the other, without waiting between them, are one node."""
    passed_s = passed_m = 0
    windows = _windows(stays[0])
    for here, there in pairwise(stays):
        travel_s = problem.travel_s(here.place, there.place)
        if travel_s == UNREACHABLE:
            return replace(_NEVER, kind=kind, option=number)
        passed_s += here.duration_s + travel_s
        passed_m += problem.distance_m(here.place, there.place)
        windows = [
            Window(max(a.start_s, b.start_s - passed_s), min(a.end_s, b.end_s - passed_s))
            for a in windows
            for b in _windows(there)
        ]
    inside_s = passed_s + stays[-1].duration_s
    return Node(kind, stays[0].place, stays[-1].place, inside_s, passed_m, tuple(windows), number)


def _windows(stay: Stay) -> list[Window]:
    windows = stay.windows or (Window(0, HORIZON_S),)
    return [Window(max(window.start_s, stay.not_before_s), window.end_s) for window in windows]


def one_stop(nodes: Nodes, options: Sequence[Option]) -> NDArray[np.bool_]:
    """[n, n]: two pickups at the same single stock place, which in a row are loaded at once."""
    stop = np.full(len(nodes.nodes), -1)
    numbers: dict[str, int] = {}
    for node, option in zip(nodes.pickups, options, strict=True):
        if node >= 0 and len(option.stops) == 1:
            stop[node] = numbers.setdefault(option.stops[0], len(numbers))
    return np.asarray((stop[:, None] == stop[None, :]) & (stop[:, None] >= 0))


def transit_s(problem: RoutingProblem, nodes: Nodes, same_stop: NDArray[np.bool_], far_s: int) -> NDArray[np.int64]:
    """[n, n]: from the start at one node to the arrival at the next; ``far_s`` where there is no way.

    From home to home is 0: only a technician who stays there does it.
    """
    entry, leaving = _ends(nodes)
    travel = problem.matrix.duration_s[leaving[:, None], entry[None, :]].astype(np.int64)
    inside = np.array([node.inside_s for node in nodes.nodes], dtype=np.int64)
    transit = np.where(travel == UNREACHABLE, far_s, travel + inside[:, None])
    return _within(nodes, np.where(same_stop, 0, transit))


def distance_m(problem: RoutingProblem, nodes: Nodes) -> NDArray[np.int64]:
    """[n, n]: driven from the start at one node to the arrival at the next."""
    entry, leaving = _ends(nodes)
    travel = problem.matrix.distance_m[leaving[:, None], entry[None, :]].astype(np.int64)
    inside = np.array([node.inside_m for node in nodes.nodes], dtype=np.int64)
    return _within(nodes, np.maximum(travel, 0) + inside[:, None])


def _ends(nodes: Nodes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    return np.array([node.entry for node in nodes.nodes]), np.array([node.exit for node in nodes.nodes])


def _within(nodes: Nodes, cells: NDArray[np.int64]) -> NDArray[np.int64]:
    homes = len(nodes.home_of_place)
    cells[:homes, :homes] = 0
    np.fill_diagonal(cells, 0)
    return cells
