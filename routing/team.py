"""Threads that search side by side, a leg at a time, and share what they have found between the legs.

On a large problem each thread has a share of the routes (routing.shares), another one in each leg. On a small one each has the
whole problem; where technicians differ the routes seen are put together anew now and then (routing.master), and all go on from
what comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from random import Random
from threading import Thread

from routing.kernel.data import ALIKE, COST, Routes, empty_routes
from routing.kernel.routes import begin_all, copy_route, recount
from routing.master import Pool, lay_out, recombined
from routing.packing import Packed
from routing.run import Run, most_nodes
from routing.shares import confine, put_together, shared_out

LARGE = 300
"""Visits from which on each thread has a share of the routes."""
RECOMBINE_AT = (0.5, 0.75, 0.95)
"""Shares of the search after which routes are put together anew."""


class Team:
    """``best`` is the best that any of them has found up to the last leg's end. ``long``: there is time for putting routes together."""

    def __init__(self, packed: Packed, runs: Sequence[Run], seed: int, *, long: bool) -> None:
        self.runs = runs
        self.seed = seed
        self.failure: BaseException | None = None
        self.best, self._spare, self._now, self._tried = (
            empty_routes(packed.data, most_nodes(packed.data)) for _ in range(4)
        )
        self._whole = packed.data
        self._chance = Random(seed)  # noqa: S311
        self._begun = False
        self._recombined = 0
        visits, vehicles = len(packed.data.near), len(packed.data.vehicle)
        self._large = len(runs) > 1 and visits >= LARGE
        differ = 2 * len(set(packed.data.vehicle[:, ALIKE].tolist())) > vehicles
        self._pool = Pool(visits) if differ and long and not self._large else None
        if self._pool is not None:
            for run in runs:
                run.pool = Pool(visits)

    def start(self, begin: Mapping[int, list[int]]) -> list[Thread]:
        return [self._thread(partial(run.start, begin)) for run in self.runs]

    def started(self) -> None:
        """Let all begin with what was found."""
        self._whole = self.runs[0].data.copy()
        first = min(self.runs, key=lambda run: run.cost)
        begin_all(self._whole, self._tried, self.runs[0].work)
        self._copy(first.best, self.best)
        self._begun = True
        if self._large:
            self._copy(first.best, self._now)
            self._share_out()

    def leg(self, until: float) -> list[Thread]:
        return [self._thread(partial(run.anneal, until)) for run in self.runs]

    def leg_over(self, share: float) -> list[Thread]:
        """Gather what was found, and let all go on from that. ``share``: of the whole search, up to here."""
        return [self._thread(lambda: self._gather(share))]

    def _gather(self, share: float) -> None:
        if self._large:
            put_together(self._whole, [run.best for run in self.runs], self._shares, self._tried)
            self._keep_if_better(self._tried)
            put_together(self._whole, [run.routes for run in self.runs], self._shares, self._now)
            self._share_out()
            return
        lead = min(self.runs, key=lambda run: run.cost)
        self._keep_if_better(lead.best)
        due = sum(share >= at for at in RECOMBINE_AT)
        if self._pool is not None and due > self._recombined and share < 1:
            self._recombined = due
            if self._recombine(self._pool):
                for run in self.runs:
                    run.go_on_from(self.best)

    def lead(self) -> Routes | None:
        """The best so far, while the threads go on."""
        found = [run.best for run in self.runs if run.begun]
        if self._begun:
            found.append(self.best)
        return min(found, key=lambda routes: int(routes.total[COST]), default=None)

    def _thread(self, work: Callable[[], None]) -> Thread:
        thread = Thread(target=self._guarded, args=(work,))
        thread.start()
        return thread

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as failure:  # noqa: BLE001 - raised again by who waits for the thread
            self.failure = failure

    def _recombine(self, pool: Pool) -> bool:
        """Whether the routes seen make something better than the best."""
        for run in self.runs:
            if run.pool is not None:
                pool.take(run.pool)
        chosen = recombined(self._whole, pool, int(self.best.total[COST]), self.seed)
        if chosen is None:
            return False
        lay_out(self._whole, chosen, self._tried, self.runs[0].work)
        return self._keep_if_better(self._tried)

    def _share_out(self) -> None:
        count = len(self.runs)
        self._shares = shared_out(self._whole, self._now, count, self._chance)
        for k, run in enumerate(self.runs):
            confine(run.data, self._whole, self._now, self._shares, k, count)
            run.go_on_from(self._now)

    def _keep_if_better(self, routes: Routes) -> bool:
        better = int(routes.total[COST]) < int(self.best.total[COST])
        if better:
            self._copy(routes, self._spare)
            self.best, self._spare = self._spare, self.best
        return better

    def _copy(self, source: Routes, target: Routes) -> None:
        for v in range(len(source.sums)):
            copy_route(source, target, v)
        recount(self._whole, target)
