"""Where a route's parts, units and tools come from, compiled (V4, B2).

A visit takes from the van what no stop before it has; what a stop passed before it has is loaded there. Where every stock place
has none of a good or enough for all visits, that is all there is to it. Else goods are *limited*: then the van's rest is used
first, then what the stops passed so far have free, and all routes share those.
"""

from __future__ import annotations

import numpy as np

from routing.kernel.compiled import compiled, inlined
from routing.kernel.data import BACK_TO, GIVEN, LIMITED, NODE, OWNER, SIZE

VAN = -1
LOOK, TAKE = np.int64(0), np.int64(1)


@inlined
def first_supplied(data, routes, v, visit, size):
    """The first gap of route ``v`` in which ``visit`` has its goods; more than ``size`` if there is none. Goods aren't limited."""
    visits = data.near.shape[0]
    first = 0
    for e in range(data.need_of[visit], data.need_of[visit + 1]):
        good, count = data.need[e, 0], data.need[e, 1]
        had = data.has[data.vehicle[v, OWNER], good]
        if data.used_up[good]:
            had -= routes.van[v, good]
        else:
            count = 1
        if had >= count:
            continue
        gap = size + 1
        for i in range(1, size + 1):
            node = routes.at[v, i, NODE]
            if node >= visits and data.stock[node - visits, good] > 0:
                gap = i
                break
        first = max(first, gap)
    return first


@compiled
def stop_supplies(data, routes, v, visit, depot):
    """Whether ``visit`` has its goods after a stop at ``depot``. Goods aren't limited."""
    owner = data.vehicle[v, OWNER]
    for e in range(data.need_of[visit], data.need_of[visit + 1]):
        good, count = data.need[e, 0], data.need[e, 1]
        had = data.has[owner, good]
        if data.used_up[good]:
            had -= routes.van[v, good]
        else:
            count = 1
        if had < count and data.stock[depot, good] <= 0:
            return False
    return True


@compiled
def release(data, routes, v):
    """Give back what the route takes."""
    owner = data.vehicle[v, OWNER]
    for g in range(routes.sums[v, GIVEN]):
        source, good, count = routes.given[v, g, 0], routes.given[v, g, 1], routes.given[v, g, 2]
        if source == VAN:
            routes.van_taken[owner, good] -= count
        else:
            routes.taken[source, good] -= count
    routes.sums[v, GIVEN] = 0
    for q in range(routes.van.shape[1]):
        routes.van[v, q] = 0


@compiled
def supplied(data, routes, v, order, size, keep):
    """Whether the visits ``order[:size]``, of a route that has released what it took, can be supplied; ``keep``: TAKE it, or only LOOK."""
    visits = data.near.shape[0]
    first = size
    for i in range(size):
        if order[i] >= visits:
            first = i
            break
    fine = True
    for i in range(size):
        of = order[i]
        if of >= visits:
            continue
        if data.node[of, BACK_TO] >= 0 and not _brought(data, order, i, size):
            fine = False
            break
        for e in range(data.need_of[of], data.need_of[of + 1]):
            if data.rules[LIMITED]:
                fine = _given(data, routes, v, order, first, i, data.need[e, 0], data.need[e, 1])
            else:
                fine = _found(data, routes, v, order, first, i, data.need[e, 0], data.need[e, 1])
            if not fine:
                break
        if not fine:
            break
    if not fine or not keep:
        release(data, routes, v)
    return fine


@inlined
def _found(data, routes, v, order, first, at, good, count):
    visits = data.near.shape[0]
    for j in range(first, at):
        if order[j] >= visits and data.stock[order[j] - visits, good] > 0:
            return True
    had = data.has[data.vehicle[v, OWNER], good]
    if not data.used_up[good]:
        return had > 0
    routes.van[v, good] += count
    return routes.van[v, good] <= had


@compiled
def _brought(data, order, at, size):
    """Whether a stop comes later where the visit's unit is brought to."""
    for j in range(at + 1, size):
        if (
            order[j] >= data.near.shape[0]
            and data.lot_of[order[j] - data.near.shape[0]] == data.node[order[at], BACK_TO]
        ):
            return True
    return False


@compiled
def _given(data, routes, v, order, first, at, good, count):
    visits = data.near.shape[0]
    owner = data.vehicle[v, OWNER]
    if not data.used_up[good]:
        if data.has[owner, good] > 0:
            return True
        for j in range(first, at):
            if order[j] >= visits and data.stock[order[j] - visits, good] > 0:
                return True
        return False
    here = min(count, data.has[owner, good] - routes.van_taken[owner, good])
    if here > 0:
        _take(routes, v, VAN, good, here)
        routes.van_taken[owner, good] += here
        routes.van[v, good] += here
        count -= here
    for j in range(first, at):
        if count <= 0:
            break
        if order[j] >= visits:
            for lot in range(data.lot_of[order[j] - visits], order[j] - visits + 1):
                free = min(count, data.stock[lot, good] - routes.taken[lot, good])
                if free > 0:
                    _take(routes, v, lot, good, free)
                    routes.taken[lot, good] += free
                    count -= free
    return count <= 0


@inlined
def _take(routes, v, source, good, count):
    g = routes.sums[v, GIVEN]
    routes.given[v, g, 0], routes.given[v, g, 1], routes.given[v, g, 2] = source, good, count
    routes.sums[v, GIVEN] = g + 1


@compiled
def listed(routes, v, order):
    """Write what stands on the route into ``order``."""
    size = routes.sums[v, SIZE]
    for i in range(size):
        order[i] = routes.at[v, i + 1, NODE]
    return size


@compiled
def without_idle_stops(data, routes, v, order, size):
    """Leave out of ``order`` the stops that nothing needs; the route has released what it took. How many nodes are left."""
    visits = data.near.shape[0]
    i = 0
    while i < size:
        of = order[i]
        if of >= visits:
            for j in range(i, size - 1):
                order[j] = order[j + 1]
            if supplied(data, routes, v, order, size - 1, LOOK):
                size -= 1
                continue
            for j in range(size - 1, i, -1):
                order[j] = order[j - 1]
            order[i] = of
        i += 1
    return size
