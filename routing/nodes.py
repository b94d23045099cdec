"""What the routing model travels between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from routing.problem import RoutingProblem, Technician, Window
from routing.reservations import Option
from routing.timetable import pickup_call, visit_call
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
        pickups.append(len(nodes) if option.supply.picks else -1)
        if option.supply.picks:
            nodes.append(_pickup(problem, option, number))
        visits.append(len(nodes))
        call = visit_call(option.visit)
        nodes.append(Node(Kind.VISIT, call.place, call.place, call.duration_s, 0, call.windows, number))
    return Nodes(tuple(nodes), {place: i for i, place in enumerate(homes)}, tuple(pickups), tuple(visits))


def _pickup(problem: RoutingProblem, option: Option, number: int) -> Node:
    """Several stock places one after the other, without waiting between them, are one node."""
    calls = [pickup_call(problem.stock_place_by_id[pick.stock_place]) for pick in option.supply.picks]
    passed_s = passed_m = 0
    first_s, last_s = calls[0].windows[0].start_s, calls[0].windows[0].end_s
    for here, there in pairwise(calls):
        travel_s = problem.travel_s(here.place, there.place)
        if travel_s == UNREACHABLE:
            return replace(_NEVER, option=number)
        passed_s += here.duration_s + travel_s
        passed_m += problem.distance_m(here.place, there.place)
        first_s = max(first_s, there.windows[0].start_s - passed_s)
        last_s = min(last_s, there.windows[0].end_s - passed_s)
    window = Window(first_s, last_s)
    inside_s = passed_s + calls[-1].duration_s
    return Node(Kind.PICKUP, calls[0].place, calls[-1].place, inside_s, passed_m, (window,), number)


def one_stop(nodes: Nodes, options: Sequence[Option]) -> NDArray[np.bool_]:
    """[n, n]: two pickups at the same single stock place, which in a row are loaded at once."""
    stop = np.full(len(nodes.nodes), -1)
    numbers: dict[str, int] = {}
    for node, option in zip(nodes.pickups, options, strict=True):
        if node >= 0 and len(option.supply.picks) == 1:
            stop[node] = numbers.setdefault(option.supply.picks[0].stock_place, len(numbers))
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
