"""One thread's part of our own search: routes that are made better by the kernel, up to a share of all that is to be done.

With a limit on time the temperature falls with the clock; with a limit on rounds it falls with them.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Event

from routing.calls import Calls
from routing.kernel.anneal import anneal, build
from routing.kernel.data import (
    COST,
    ENDS,
    FIXED,
    METRE_COST,
    ON,
    PLACE,
    SIZE,
    WORK_COST,
    Data,
    Routes,
    empty_routes,
    work_of,
)
from routing.kernel.routes import begin_all, copy_all, copy_route, recount
from routing.kernel.start import append, propose
from routing.master import Pool
from routing.packing import Packed

_FIRST_ROUNDS = 200
_CHUNK_S = 0.02
_SEEN_EVERY = 25
"""Rounds after which routes are looked at that may be put together anew."""
MOST_ROUNDS_A_VISIT = 100_000
"""Beyond that nothing better is to be expected."""
_WARM = 3.0
_COLD = 1 / 60
_COLD_WORK = 0.1
"""Of what a way to a near visit costs; where working time is paid, there are many more ways to cost a little less."""
_NEAR = 10


@dataclass(slots=True)
class Limit:
    """``rounds`` for each thread, or until the clock says ``until_s``; ``stop`` ends it early."""

    rounds: int | None
    begun_s: float
    until_s: float
    stop: Event

    def share(self, done: int, most: int) -> float:
        """How much is over of all there is."""
        share = done / most if most else 1.0
        if self.rounds is None:
            share = max(share, (time.monotonic() - self.begun_s) / max(1e-6, self.until_s - self.begun_s))
        return share


class Run:
    """``routes`` is what it works on, ``best`` the best it has seen since it was told to begin with other routes."""

    def __init__(self, packed: Packed, warm: float, seed: int, limit: Limit) -> None:
        self.packed = packed
        self.limit = limit
        self.most = limit.rounds if limit.rounds is not None else MOST_ROUNDS_A_VISIT * max(1, len(packed.data.near))
        self.cold = _COLD_WORK if packed.data.vehicle[:, WORK_COST].any() else _COLD
        self.warm = max(self.cold, _WARM * warm)
        self.rounds = 0
        self.data = packed.data.copy()
        self.scale = _scale(self.data)
        most = most_nodes(self.data)
        self.routes, self.best, self.backup = (empty_routes(self.data, most) for _ in range(3))
        self.work = work_of(self.data, most, seed)
        self.begun = False
        self.pool: Pool | None = None

    @property
    def cost(self) -> int:
        return int(self.best.total[COST])

    @property
    def served(self) -> int:
        return int(self.best.total[ON])

    def start(self, begin: Mapping[int, list[int]]) -> None:
        for routes in (self.routes, self.best, self.backup):
            begin_all(self.data, routes, self.work)
        for v, visits in self.packed.fixed.items():
            self._begin_fixed(v, visits, begin.get(v, []))
        for v, nodes in begin.items():
            if v not in self.packed.fixed:
                self._propose(v, nodes)
        build(self.data, self.routes, self.backup, self.work)
        copy_all(self.routes, self.best, self.data)
        self.begun = True

    def _begin_fixed(self, v: int, fixed: Sequence[int], nodes: Sequence[int]) -> None:
        """With the route proposed if it begins as it must, else with what is fixed alone."""
        visits = [node for node in nodes if node < len(self.data.near)]
        if visits[: len(fixed)] == list(fixed) and self._propose(v, nodes):
            self.data.vehicle[v, FIXED] = nodes.index(fixed[-1]) + 1
            return
        for visit in fixed:
            if not append(self.data, self.routes, self.work, v, visit):
                self.data.price[visit] = -1

    def _propose(self, v: int, nodes: Sequence[int]) -> bool:
        self.work.order[: len(nodes)] = nodes
        return bool(nodes) and bool(propose(self.data, self.routes, self.work, v, len(nodes)))

    def go_on_from(self, routes: Routes) -> None:
        for v in range(len(self.routes.sums)):
            copy_route(routes, self.routes, v)
        recount(self.data, self.routes)
        copy_all(self.routes, self.best, self.data)

    def anneal(self, until: float) -> None:
        """Up to that share of all there is."""
        end = self.most if until >= 1 else int(self.most * until)
        chunk = _FIRST_ROUNDS
        while self.rounds < end and not self.limit.stop.is_set():
            share = self.limit.share(self.rounds, self.most)
            if share >= until:
                return
            begun_s = time.monotonic()
            heat = self.scale * self.warm * (self.cold / self.warm) ** share
            rounds = min(chunk if self.pool is None else _SEEN_EVERY, end - self.rounds)
            anneal(self.data, self.routes, self.best, self.backup, self.work, rounds, heat, heat)
            self.rounds += rounds
            if self.pool is not None:
                self.pool.see(self.routes)
                self.pool.see(self.best)
            if self.limit.rounds is None:
                chunk = max(20, int(rounds * min(2.0, _CHUNK_S / max(1e-6, time.monotonic() - begun_s))))


def calls_in(packed: Packed, routes: Routes) -> dict[int, Calls]:
    """Of each technician with any."""
    return {
        v: packed.calls(routes.at[v, 1 : routes.sums[v, SIZE] + 1, 0])
        for v in range(len(routes.sums))
        if routes.sums[v, SIZE]
    }


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


def most_nodes(data: Data) -> int:
    """That a route can have."""
    visits, vehicles = len(data.near), max(1, len(data.vehicle))
    return min(2 * visits, max(150, 6 * visits // vehicles + 60)) + 12
