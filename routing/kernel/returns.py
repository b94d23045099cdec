"""Visits after which something is brought to a stock place on the same route (B1, B4), compiled.

They are few, so each way is looked at in full: a stop before them at once, at the beginning or none, the stop after them at once, at
the end or one that is made anyway.
"""

from __future__ import annotations

import numpy as np

from routing.kernel.compiled import compiled
from routing.kernel.data import BACK_TO, DEAR, FIXED, MOST_STOPS, NODE, PAID, PRICES, SIZE
from routing.kernel.goods import LOOK, supplied
from routing.kernel.timing import full_cost

_NONE = -1


@compiled
def with_return(data, routes, v, visit, order, best, banned, found):
    """As routing.kernel.places.best_place, without the price; the route has released what it took."""
    visits, size, low = data.near.shape[0], routes.sums[v, SIZE], data.vehicle[v, FIXED]
    if not data.stops[v, data.node[visit, BACK_TO]]:
        return best
    stops, last = 0, -1
    for i in range(1, size + 1):
        of = routes.at[v, i, NODE]
        stops += of >= visits
        if of >= visits and data.lot_of[of - visits] == data.node[visit, BACK_TO]:
            last = i
    for gap in range(low, size + 1):
        if gap == banned:
            continue
        for depot in range(-1, data.stock.shape[0]):
            if depot >= 0 and not data.stops[v, depot]:
                continue
            for early in range(2 if depot >= 0 and gap > low else 1):
                stop_at = low if early else gap
                for late in range(3):
                    back_at = gap if late == 0 else size if late == 1 else _NONE
                    if (late == 1 and gap == size) or (late == 2 and last <= gap):
                        continue
                    if stops + (depot >= 0) + (late < 2) > data.vehicle[v, MOST_STOPS]:
                        continue
                    cost = _cost(data, routes, v, visit, gap, depot, stop_at, back_at, order)
                    if cost < best:
                        best = cost
                        found[0], found[1], found[2], found[3] = (
                            gap,
                            visits + depot if depot >= 0 else -1,
                            stop_at,
                            back_at,
                        )
    return best


@compiled
def _cost(data, routes, v, visit, gap, depot, stop_at, back_at, order):
    visits, size = data.near.shape[0], routes.sums[v, SIZE]
    n = 0
    for i in range(size + 1):
        if depot >= 0 and i == stop_at:
            order[n] = visits + depot
            n += 1
        if i == gap:
            order[n] = visit
            n += 1
        if i == back_at:
            order[n] = visits + data.node[visit, BACK_TO]
            n += 1
        if i < size:
            order[n] = routes.at[v, i + 1, NODE]
            n += 1
    cost = full_cost(data, v, order, n)
    if cost == DEAR or not supplied(data, routes, v, order, n, LOOK):
        return np.int64(DEAR)
    return cost - routes.sums[v, PAID] + routes.sums[v, PRICES]
