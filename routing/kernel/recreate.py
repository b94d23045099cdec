"""Putting back what is on no route, one after the other, where each costs least, blinking now and then, compiled."""

from __future__ import annotations

import numpy as np

from routing.kernel.compiled import compiled, inlined
from routing.kernel.data import (
    ALIKE,
    C_AT,
    C_BACK_AT,
    C_STOP,
    C_STOP_AT,
    DEAR,
    ENDS,
    LOAD,
    OPENS,
    OUT_COST,
    PERSON,
    PLACE,
    SERVICE,
    SIZE,
    START,
)
from routing.kernel.draws import below
from routing.kernel.places import best_place, known_place
from routing.kernel.routes import copy_route, put_in

BLINK = np.int64(100)
"""The best place is overlooked one time in so many."""
TIED_BLINK = 4
"""For a visit that is tied to others a vehicle is overlooked so often, for what is best for it may be bad for them."""
FEW = 32
"""Up to so many vehicles all are tried, else those of the nearest visits and the idle."""
NEAREST = 40


@compiled
def recreate(data, routes, backup, work, absent, left, blink):
    """Put in what costs less than leaving it out, or all that can be if ``blink`` is 0; how many of ``absent`` stay so. Routes are saved in ``backup`` before they change."""
    stays = np.int64(0)
    idle = _idle(data, routes, work)
    for a in range(left):
        visit = absent[a]
        v = _best_vehicle(data, routes, work, visit, idle, blink)
        if v < 0:
            absent[stays] = visit
            stays += 1
            continue
        if not work.saved[v]:
            work.saved[v] = 1
            copy_route(routes, backup, v)
        was_idle = routes.sums[v, SIZE] == 0
        put_in(data, routes, v, visit, work.found, work.order)
        if was_idle:
            idle = _idle(data, routes, work)
    return stays


@inlined
def _idle(data, routes, work):
    """List one idle vehicle of each kind in ``work.idle``; how many."""
    count = np.int64(0)
    vehicles = routes.sums.shape[0]
    if vehicles <= FEW:
        return np.int64(0)
    for v in range(vehicles):
        work.idle[vehicles + data.vehicle[v, ALIKE]] = 0
    for v in range(vehicles):
        if routes.sums[v, SIZE] == 0 and not work.idle[vehicles + data.vehicle[v, ALIKE]]:
            work.idle[vehicles + data.vehicle[v, ALIKE]] = 1
            work.idle[count] = v
            count += 1
    return count


@inlined
def _best_vehicle(data, routes, work, visit, idle, blink):
    """Who does ``visit`` at least cost, -1 if leaving it out costs less; ``work.found`` says where."""
    best, chosen = data.node[visit, OUT_COST] + 1 if blink else np.int64(DEAR), np.int64(-1)
    gap, stop, stop_at, back_at = np.int64(-1), np.int64(-1), np.int64(-1), np.int64(-1)
    stamps = work.stamp
    stamps[routes.sums.shape[0]] += 1
    stamp = stamps[routes.sums.shape[0]]
    begun, ended = data.able_of[visit], data.able_of[visit + 1]
    nearest = min(NEAREST, data.near.shape[1])
    others = ended - begun
    alike_seen = np.int64(-1)
    if others > FEW:
        others = idle
    else:
        nearest = min(6, nearest)
    for h in range(nearest + others):
        if h < nearest:
            v = routes.spot[data.near[visit, h], 0]
            if v < 0:
                continue
        elif ended - begun > FEW:
            v = work.idle[h - nearest]
        else:
            v = data.able[begun + h - nearest]
        if stamps[v] == stamp or data.price[visit, v] < 0:
            continue
        stamps[v] = stamp
        if routes.sums[v, SIZE] == 0:
            if data.vehicle[v, ALIKE] == alike_seen:
                continue
            alike_seen = data.vehicle[v, ALIKE]
            if data.held.shape[0] and not _spared(data, routes, v):
                continue
        if data.tie.shape[0] and not _untied(data, routes, visit, v):
            continue
        cost = known_place(data, routes, work, v, visit, best)
        if cost >= best:
            continue
        if blink > 0 and data.tie_of[visit + 1] > data.tie_of[visit] and below(work.rng, TIED_BLINK) == 0:
            continue
        if blink > 0 and below(work.rng, blink) == 0:
            cost = best_place(data, routes, v, visit, work.order, best, work.cache[visit, v, C_AT], work.found)
            if cost < best:
                best, chosen, gap, stop, stop_at, back_at = (
                    cost,
                    v,
                    work.found[0],
                    work.found[1],
                    work.found[2],
                    work.found[3],
                )
            continue
        best, chosen = cost, v
        gap, stop = work.cache[visit, v, C_AT], work.cache[visit, v, C_STOP]
        stop_at, back_at = work.cache[visit, v, C_STOP_AT], work.cache[visit, v, C_BACK_AT]
    work.found[0], work.found[1], work.found[2], work.found[3] = gap, stop, stop_at, back_at
    return chosen


@compiled
def _spared(data, routes, v):
    """Whether enough stay in reserve if idle ``v`` gets something to do."""
    for r in range(data.held.shape[0]):
        if data.held[r, v]:
            idle = -1
            for u in range(data.held.shape[1]):
                idle += data.held[r, u] and routes.sums[u, SIZE] == 0
            if idle < data.least[r]:
                return False
    return True


@compiled
def _untied(data, routes, visit, v):
    """Whether those that must be with the visit are on ``v`` or nowhere, and those that must not are done by others."""
    for t in range(data.tie_of[visit], data.tie_of[visit + 1]):
        where = routes.spot[data.tie[t, 0], 0]
        if where < 0:
            continue
        if data.tie[t, 1]:
            if where != v:
                return False
        elif data.vehicle[where, PERSON] == data.vehicle[v, PERSON]:
            return False
    return True


@compiled
def arrange(data, absent, size, work):
    """Shuffle, then sort by what is hardest: at random, far from home, tight, early, long."""
    for i in range(size - 1, 0, -1):
        j = below(work.rng, i + 1)
        absent[i], absent[j] = absent[j], absent[i]
    keys = work.keys
    how = below(work.rng, 12)
    if how < 4:
        return
    for i in range(size):
        keys[i] = _hardness(data, absent[i], how)
    for i in range(1, size):
        visit, key = absent[i], keys[i]
        j = i - 1
        while j >= 0 and keys[j] > key:
            absent[j + 1], keys[j + 1] = absent[j], keys[j]
            j -= 1
        absent[j + 1], keys[j + 1] = visit, key


@inlined
def _hardness(data, visit, how):
    node = data.node
    if how < 6:
        return -data.way[data.vehicle[0, START], node[visit, PLACE], 1]
    if how < 8:
        return node[visit, ENDS] - node[visit, OPENS]
    if how < 9:
        return node[visit, OPENS]
    if how < 10:
        return -node[visit, ENDS]
    if how < 11:
        return -node[visit, LOAD] - node[visit, SERVICE] - 1000 * (data.need_of[visit + 1] - data.need_of[visit])
    return data.way[data.vehicle[0, START], node[visit, PLACE], 1]
