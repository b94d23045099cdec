"""How the model is searched, and how the search is watched and stopped."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from ortools.constraint_solver import pywrapcp, routing_enums_pb2
from ortools.util import optional_boolean_pb2

from refusals import in_range, refuse_all
from routing.model import FEN, Model

MOST_SEED = 2**31 - 1
_REPORT_EVERY_S = 0.4
_LOOK_EVERY = 64


@dataclass(frozen=True, slots=True)
class Progress:
    """``cost_fen`` is None until there is a first plan; it rates the search's best so far. ``rounds``: of our own engine, all
    threads together."""

    elapsed_s: float
    cost_fen: int | None
    served: int
    rounds: int = 0


OnProgress = Callable[[Progress], bool]
"""Called with every better plan, and otherwise about twice a second; False stops the search."""


def keep_going(_: Progress) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class SearchParameters:
    """``time_limit_s``: 0.01 to 86 400. ``seed``: 0 to 2³¹ − 1; the same seed gives the same plan only if the search
    gets equally far in its time.

    Raises:
        Invalid: with all that is out of range.
    """

    time_limit_s: float
    seed: int

    def __post_init__(self) -> None:
        refuse_all(
            in_range("time_limit_s", self.time_limit_s, 0.01, 86_400.0), in_range("seed", self.seed, 0, MOST_SEED)
        )


def for_ortools(left_s: float, *, pickups: bool) -> object:
    """Guided local search. Without pick-ups, parts of routes aren't solved anew (the LNS operators): that takes longer than it
    earns. On four VRPTW instances of 100 to 200 visits, 8 s each, they are 4.5 % above the best known on average, with those
    operators 5.9 %; with pick-ups and optional visits it is the other way round.

    OR-Tools' iterated local search came to 2.3 % there, but in 9.15 it aborts the process if its solutions are watched, and
    leaves optional pick-ups out.
    """
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    parameters.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    if not pickups:
        for operator in parameters.local_search_operators.DESCRIPTOR.fields_by_name:
            if operator.endswith("_lns"):
                setattr(parameters.local_search_operators, operator, optional_boolean_pb2.BOOL_FALSE)
    parameters.time_limit.FromMilliseconds(max(1, int(left_s * 1000)))
    return parameters


class Watch:
    """Follows one search: keeps the best, reports, and stops it when told to."""

    def __init__(self, model: Model, on_progress: OnProgress, *, started_s: float, base_fen: int) -> None:
        self._model = model
        self._on_progress = on_progress
        self._started_s = started_s
        self._base_fen = base_fen
        self._best: int | None = None
        self._served = 0
        self._reported_s = started_s
        self._looks = 0
        self.stopped = False
        self.failure: BaseException | None = None

    def at_solution(self) -> None:
        cost = int(self._model.routing.CostVar().Value())
        if self._best is None or cost < self._best:
            self._best, self._served = cost, self._model.served()
            self._report()

    def should_stop(self) -> bool:
        """Asked very often by the search, so that it looks at the clock only now and then."""
        self._looks += 1
        if self._looks % _LOOK_EVERY == 0 and time.monotonic() - self._reported_s >= _REPORT_EVERY_S:
            self._report()
        return self.stopped

    def _report(self) -> None:
        self._reported_s = time.monotonic()
        cost_fen = None if self._best is None else self._best // FEN + self._base_fen
        if self.stopped:
            return
        try:
            goes_on = self._on_progress(Progress(self._reported_s - self._started_s, cost_fen, self._served))
        except BaseException as failure:  # noqa: BLE001 - it can't pass through OR-Tools; search() raises it again
            self.failure, goes_on = failure, False
        self.stopped = not goes_on


def search(model: Model, parameters: SearchParameters, watch: Watch, *, left_s: float) -> pywrapcp.Assignment | None:
    """The best solution found within ``left_s``; None if there wasn't time for a first one.

    Raises whatever ``on_progress`` raised.
    """
    routing = model.routing
    routing.AddAtSolutionCallback(watch.at_solution)
    how = for_ortools(left_s, pickups=model.has_pickups)
    routing.CloseModelWithParameters(how)
    routing.solver().ReSeed(parameters.seed)
    routing.AddSearchMonitor(routing.solver().CustomLimit(watch.should_stop))
    solution = routing.SolveWithParameters(how)
    if watch.failure is not None:
        raise watch.failure
    return solution
