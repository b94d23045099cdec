"""The planner's own search: the kernel on one seed per thread, from a plan or from nothing, until a limit or until told to stop.

With a limit on time the temperature falls with the clock; with a limit on rounds it falls with them, and what comes out depends on
nothing but the problem, the plan to begin with, the seed and the limit.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from threading import Event, Thread

from refusals import in_range, refuse_all
from routing.calls import Calls
from routing.kernel.data import COST, FEN, ON
from routing.kernel.prepare import prepare
from routing.packing import Packed
from routing.plan import Plan
from routing.problem import RoutingProblem
from routing.run import Limit, Run, calls_in
from routing.search import OnProgress, Progress, SearchParameters
from routing.team import Team

_MOST_THREADS = 64
_REPORT_EVERY_S = 0.4
_LOOK_EVERY_S = 0.02
_MOST_LEGS = 40
_LEG_S = 0.5
_LEG_ROUNDS = 200
_LONG_S = 20.0
_LONG_ROUNDS = 2_000


@dataclass(frozen=True, slots=True)
class Effort:
    """``rounds``: for so many in each thread, whatever the clock says. ``threads``: 1 to 64; None: one for each processor.
    ``warm``: how warm it begins, 0 to 1, where 1 is what a search from nothing needs.

    Raises:
        Invalid: with all that is out of range.
    """

    rounds: int | None = None
    threads: int | None = None
    warm: float = 1.0

    def __post_init__(self) -> None:
        refuse_all(
            None if self.rounds is None else in_range("rounds", self.rounds, 0, 10**12),
            None if self.threads is None else in_range("threads", self.threads, 1, _MOST_THREADS),
            in_range("warm", self.warm, 0.0, 1.0),
        )


def search_own(
    problem: RoutingProblem,
    begin: Plan | None,
    parameters: SearchParameters,
    effort: Effort,
    on_progress: OnProgress,
    started_s: float,
) -> dict[int, Calls]:
    """The calls of each technician with any in the best plan found. Raises whatever ``on_progress`` raised."""
    if not problem.visits or not problem.technicians:
        return {}
    compiling_s = time.monotonic()
    prepare()
    started_s += time.monotonic() - compiling_s  # once on a machine; it is nobody's time to search
    packed = Packed(problem)
    known = packed.nodes(begin) if begin is not None else {}
    threads = effort.threads or processors()
    limit = Limit(effort.rounds, time.monotonic(), started_s + parameters.time_limit_s, Event())
    runs = [Run(packed, effort.warm, parameters.seed * threads + k + 1, limit) for k in range(threads)]
    team = Team(packed, runs, parameters.seed, long=_long(effort, parameters))
    watch = _Watch(team, limit, on_progress, started_s)
    watch.until_over(team.start(known))
    team.started()
    limit.begun_s = time.monotonic()
    for until in _legs(effort, parameters):
        if limit.stop.is_set():
            break
        watch.until_over(team.leg(until))
        watch.until_over(team.leg_over(until))
    return calls_in(packed, team.best)


def _long(effort: Effort, parameters: SearchParameters) -> bool:
    if effort.rounds is not None:
        return effort.rounds >= _LONG_ROUNDS
    return parameters.time_limit_s >= _LONG_S


def _legs(effort: Effort, parameters: SearchParameters) -> list[float]:
    """The shares of all there is at which each ends."""
    wanted = effort.rounds // _LEG_ROUNDS if effort.rounds is not None else int(parameters.time_limit_s / _LEG_S)
    count = max(1, min(_MOST_LEGS, wanted))
    return [(k + 1) / count for k in range(count)]


def processors() -> int:
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(_MOST_THREADS, count or 1)


class _Watch:
    """Waits for threads, and tells of the best they have."""

    def __init__(self, team: Team, limit: Limit, on_progress: OnProgress, started_s: float) -> None:
        self.team, self.limit, self.on_progress, self.started_s = team, limit, on_progress, started_s
        self.reported_s = time.monotonic()
        self.cost: int | None = None

    def until_over(self, threads: list[Thread]) -> None:
        """Raises whatever went wrong in one of them, or in ``on_progress``."""
        over = False
        try:
            while any(thread.is_alive() for thread in threads):
                threads[-1].join(_LOOK_EVERY_S)
                self._look()
            over = True
        finally:
            if not over:
                self.limit.stop.set()
            for thread in threads:
                thread.join()
        if self.team.failure is not None:
            raise self.team.failure

    def _look(self) -> None:
        best, now_s = self.team.lead(), time.monotonic()
        cost = None if best is None else int(best.total[COST])
        if cost == self.cost and now_s - self.reported_s < _REPORT_EVERY_S:
            return
        self.cost, self.reported_s = cost, now_s
        rounds = sum(run.rounds for run in self.team.runs)
        served = 0 if best is None else int(best.total[ON])
        told = Progress(now_s - self.started_s, None if cost is None else cost // FEN, served, rounds)
        if not self.on_progress(told):
            self.limit.stop.set()
