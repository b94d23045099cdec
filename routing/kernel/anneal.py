"""Slack induction by string removals (Christiaens and Vanden Berghe 2020, doi:10.1287/trsc.2019.0914), compiled.

A round takes strings of neighbouring visits off some routes, puts all that is on no route back greedily, blinking now and then,
and keeps what came out, made better by a local search (routing.kernel.improve), if it isn't much worse, by a temperature
that falls.
"""

from __future__ import annotations

import os

import numpy as np

from routing.kernel.compiled import compiled, inlined
from routing.kernel.data import COST, NODE, SIZE
from routing.kernel.draws import below
from routing.kernel.improve import improve
from routing.kernel.recreate import BLINK, arrange, recreate
from routing.kernel.routes import copy_all, copy_route, copy_shared
from routing.kernel.ruin import ruin

SLACK = float(os.environ.get("K_SLACK", "5"))


@compiled
def build(data, routes, backup, work):
    """Put in all that is on no route, without blinking; how many stay out."""
    absent = work.absent
    left = np.int64(0)
    for visit in range(routes.spot.shape[0]):
        if routes.spot[visit, 0] < 0:
            absent[left] = visit
            left += 1
    arrange(data, absent, left, work)
    _mark_all(work, 1)
    left = recreate(data, routes, backup, work, absent, left, np.int64(0))
    _mark_all(work, 0)
    return left


@compiled
def anneal(data, routes, best, backup, work, rounds, warm, cold):
    """``rounds`` rounds, the temperature (in costs) going straight from ``warm`` to ``cold``; ``routes`` goes on, ``best`` is the best
    seen. How often that got better."""
    logs = work.logs
    absent, again = work.absent, work.again
    better, out = np.int64(0), np.int64(0)
    for visit in range(routes.spot.shape[0]):
        if routes.spot[visit, 0] < 0:
            absent[out] = visit
            out += 1
    for k in range(rounds):
        copy_shared(routes, backup, data)
        cost = routes.total[COST]
        for a in range(out):
            again[a] = absent[a]
        left = ruin(data, routes, backup, work, again, out)
        arrange(data, again, left, work)
        put = left
        for a in range(put):
            work.look[a] = again[a]
        left = recreate(data, routes, backup, work, again, left, BLINK)
        heat = warm + (cold - warm) * (k / rounds)
        most = cost + np.int64(heat * (logs[below(work.rng, logs.shape[0])] / 1073741824.0))
        if routes.total[COST] <= most:
            improve(data, routes, backup, work, put)
            _mark_all(work, 0)
            out = left
            for a in range(out):
                absent[a] = again[a]
            if routes.total[COST] < best.total[COST]:
                copy_all(routes, best, data)
                better += 1
        else:
            _undo(data, routes, backup, work, absent, out)
    return better


@inlined
def _undo(data, routes, backup, work, absent, out):
    for v in range(routes.sums.shape[0]):
        if work.saved[v]:
            work.saved[v] = 0
            copy_route(backup, routes, v)
            for i in range(1, routes.sums[v, SIZE] + 1):
                of = routes.at[v, i, NODE]
                if of < routes.spot.shape[0]:
                    routes.spot[of, 0], routes.spot[of, 1] = v, i
    copy_shared(backup, routes, data)
    for a in range(out):
        routes.spot[absent[a], 0] = -1


@inlined
def _mark_all(work, mark):
    for v in range(work.saved.shape[0]):
        work.saved[v] = mark
