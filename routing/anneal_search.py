"""The planner's own search: the kernel on one seed per thread, from a plan or from nothing, until a limit or until told to stop.

With a limit on time the temperature falls with the clock; with a limit on rounds it falls with them, and what comes out depends on
nothing but the problem, the plan to begin with, the seed and the limit.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Event, Thread

import numpy as np
from numpy.typing import NDArray

from refusals import in_range, refuse_all
from routing.calls import Calls
from routing.kernel.anneal import anneal, build
from routing.kernel.data import COST, ENDS, FEN, METRE_COST, ON, PLACE, SIZE, WORK_COST, Data, empty_routes, work_of
from routing.kernel.prepare import prepare
from routing.kernel.routes import begin_all, copy_all
from routing.kernel.start import append, propose
from routing.packing import Packed
from routing.plan import Plan
from routing.problem import RoutingProblem
from routing.search import OnProgress, Progress, SearchParameters

_MOST_THREADS = 64
_REPORT_EVERY_S = 0.4
_LOOK_EVERY_S = 0.02
_FIRST_ROUNDS = 200
_MOST_ROUNDS_A_VISIT = 100_000
"""Beyond that nothing better is to be expected."""
_WARM = 3.0
_COLD = 1 / 60
"""Of what a way to a near visit costs."""
_NEAR = 10


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
    stop = Event()
    until_s = started_s + parameters.time_limit_s
    runs = [_Run(packed, known, until_s, effort, parameters.seed * threads + k + 1, stop) for k in range(threads)]
    watched = [Thread(target=run.run) for run in runs]
    for thread in watched:
        thread.start()
    try:
        _watch(runs, watched, stop, on_progress, started_s)
    finally:
        stop.set()
        for thread in watched:
            thread.join()
    for run in runs:
        if run.failure is not None:
            raise run.failure
    return min(runs, key=lambda run: run.cost).calls()


def processors() -> int:
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(_MOST_THREADS, count or 1)


def _watch(runs: list[_Run], watched: list[Thread], stop: Event, on_progress: OnProgress, started_s: float) -> None:
    reported_s, best = time.monotonic(), None
    while any(thread.is_alive() for thread in watched):
        watched[-1].join(_LOOK_EVERY_S)
        found = [run for run in runs if run.begun]
        lead = min(found, key=lambda run: run.cost, default=None)
        cost = None if lead is None else lead.cost
        now_s = time.monotonic()
        if cost != best or now_s - reported_s >= _REPORT_EVERY_S:
            best, reported_s = cost, now_s
            if not on_progress(_progress(runs, lead, now_s - started_s)):
                stop.set()


def _progress(runs: list[_Run], lead: _Run | None, elapsed_s: float) -> Progress:
    rounds = sum(run.rounds for run in runs)
    if lead is None:
        return Progress(elapsed_s, None, 0, rounds)
    return Progress(elapsed_s, lead.cost // FEN, int(lead.best.total[ON]), rounds)


class _Run:
    def __init__(
        self, packed: Packed, begin: Mapping[int, list[int]], until_s: float, effort: Effort, seed: int, stop: Event
    ) -> None:
        self.packed = packed
        self.begin = begin
        self.until_s = until_s
        self.most = effort.rounds
        self.warm = max(_COLD, _WARM * effort.warm)
        self.stop = stop
        self.begun = False
        self.failure: BaseException | None = None
        self.rounds = 0
        self.data = packed.data.copy()
        most = _most_nodes(self.data)
        self.routes, self.best, self.backup = (empty_routes(self.data, most) for _ in range(3))
        self.work = work_of(self.data, most, seed)

    @property
    def cost(self) -> int:
        return int(self.best.total[COST])

    def calls(self) -> dict[int, Calls]:
        found = {}
        for v in range(len(self.best.sums)):
            nodes: NDArray[np.int32] = self.best.at[v, 1 : self.best.sums[v, SIZE] + 1, 0]
            if len(nodes):
                found[v] = self.packed.calls(nodes)
        return found

    def run(self) -> None:
        try:
            self._start()
            self._anneal()
        except BaseException as failure:  # noqa: BLE001 - raised again by who waits for the thread
            self.failure = failure

    def _start(self) -> None:
        for routes in (self.routes, self.best, self.backup):
            begin_all(self.data, routes, self.work)
        for v, visits in self.packed.fixed.items():
            for visit in visits:
                if not append(self.data, self.routes, self.work, v, visit):
                    self.data.price[visit] = -1
        for v, nodes in self.begin.items():
            if nodes and v not in self.packed.fixed:
                self.work.order[: len(nodes)] = nodes
                propose(self.data, self.routes, self.work, v, len(nodes))
        build(self.data, self.routes, self.backup, self.work)
        copy_all(self.routes, self.best, self.data)
        self.begun = True

    def _anneal(self) -> None:
        scale = _scale(self.data)
        started_s = time.monotonic()
        budget_s = max(1e-6, self.until_s - started_s)
        most = self.most if self.most is not None else _MOST_ROUNDS_A_VISIT * max(1, len(self.data.near))
        chunk = min(_FIRST_ROUNDS, most)
        while chunk and not self.stop.is_set():
            begun_s = time.monotonic()
            share = self.rounds / most
            if self.most is None:
                share = max(share, (begun_s - started_s) / budget_s)
            if share >= 1:
                return
            heat = scale * self.warm * (_COLD / self.warm) ** share
            anneal(self.data, self.routes, self.best, self.backup, self.work, chunk, heat, heat)
            self.rounds += chunk
            if self.most is None:
                took_s = max(1e-6, time.monotonic() - begun_s)
                chunk = max(20, int(chunk * min(2.0, 0.02 / took_s)))
            chunk = min(chunk, most - self.rounds)


def _scale(data: Data) -> float:
    """What the way to a near visit costs on average."""
    near = data.near[:, :_NEAR]
    if not near.size or not len(data.vehicle):
        return 1.0
    place = data.node[: len(near), PLACE]
    ways = data.way[place[:, None], place[near]].reshape(-1, 4)
    ways = ways[ways[:, 0] < data.node[:, ENDS].max(initial=1) + 1]
    if not len(ways):
        return 1.0
    work, metre = data.vehicle[:, WORK_COST].mean(), data.vehicle[:, METRE_COST].mean()
    return float(max(1.0, ways[:, 0].mean() * work + ways[:, 1].mean() * metre))


def _most_nodes(data: Data) -> int:
    visits, vehicles = len(data.near), max(1, len(data.vehicle))
    return min(2 * visits, max(150, 6 * visits // vehicles + 60)) + 12
