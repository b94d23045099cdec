"""What a change of routes costs more, judged by the segments of both (routing.kernel.segments), compiled; 0 if it can't be.

Only routes that segments say all of may be asked about. Only visits without goods and ties move, so what is carried and where it
is loaded stays what it is.
"""

from __future__ import annotations

import numpy as np

from routing.kernel.compiled import compiled, inlined
from routing.kernel.data import (
    A_EARLIEST,
    A_LASTS,
    A_LATEST,
    ALIKE,
    B_EARLIEST,
    B_LASTS,
    B_LATEST,
    BACK,
    DEAR,
    EXTRA,
    FIXED,
    LASTS,
    LOAD,
    LOADED,
    METRE_COST,
    METRES,
    MOST_LOAD,
    MOST_METRES,
    MOST_VISITS,
    NEEDS,
    NEVER,
    NODE,
    ON_M,
    OPENS,
    PLACE,
    SERVICE,
    SIZE,
    STRICT_END,
    VISITS,
    WHERE,
    WORK_COST,
)
from routing.kernel.segments import join
from routing.kernel.timing import extra


@inlined
def movable(data, visit):
    return data.node[visit, NEEDS] == 0 and data.tie_of[visit + 1] == data.tie_of[visit]


@inlined
def _by_metres(vehicle, u, v):
    """Whether on both only the way costs something, and the same."""
    return (
        vehicle[u, WORK_COST] == 0
        and vehicle[v, WORK_COST] == 0
        and vehicle[u, EXTRA] == 0
        and vehicle[v, EXTRA] == 0
        and vehicle[u, METRE_COST] == vehicle[v, METRE_COST]
    )


@inlined
def _costs(data, routes, v, size, more_m, lasts, early):
    """What route ``v`` costs more, without prices, if it is then so long."""
    vehicle, sums = data.vehicle, routes.sums
    if size == 0:
        cost = -sums[v, METRES] * vehicle[v, METRE_COST] - sums[v, LASTS] * vehicle[v, WORK_COST]
        if vehicle[v, EXTRA]:
            cost -= extra(data, v, sums[v, LASTS], sums[v, BACK])
        return cost
    if lasts == NEVER or sums[v, METRES] + more_m > vehicle[v, MOST_METRES]:
        return np.int64(DEAR)
    cost = more_m * vehicle[v, METRE_COST] + (lasts - sums[v, LASTS]) * vehicle[v, WORK_COST]
    if vehicle[v, EXTRA]:
        cost += extra(data, v, lasts, early + lasts) - extra(data, v, sums[v, LASTS], sums[v, BACK])
    return cost


@inlined
def _through(data, routes, v, first, last, lasts, early, late, place):
    """A segment that ends at ``place``, and then what stands on ``v`` from ``first`` to ``last``."""
    node, at = data.node, routes.at
    for i in range(first, last + 1):
        of = at[v, i, NODE]
        lasts, early, late = join(
            lasts, early, late, data.way[place, at[v, i, WHERE], 0],
            node[of, SERVICE], node[of, OPENS], node[of, STRICT_END],
        )  # fmt: skip
        place = at[v, i, WHERE]
    return lasts, early, late, place


@compiled
def relocated(data, routes, u, i, length, v, gap):
    """What it costs more if ``length`` visits from position ``i`` of ``u`` go into a gap of ``v``."""
    at, way, vehicle, sums = routes.at, data.way, data.vehicle, routes.sums
    last = i + length - 1
    inner_m = np.int64(0)
    for k in range(i, last):
        inner_m += at[u, k, ON_M]
    before, after = at[u, i - 1, WHERE], at[u, last + 1, WHERE]
    first_at, last_at = at[u, i, WHERE], at[u, last, WHERE]
    less_m = at[u, i - 1, ON_M] + at[u, last, ON_M] - way[before, after, 1]
    x, y = at[v, gap, WHERE], at[v, gap + 1, WHERE]
    more_m = way[x, first_at, 1] + way[last_at, y, 1] - at[v, gap, ON_M]
    if more_m >= less_m and _by_metres(vehicle, u, v):
        return np.int64(0)
    load, price = np.int64(0), np.int64(0)
    for k in range(i, last + 1):
        of = at[u, k, NODE]
        if of >= data.near.shape[0] or data.price[of, v] < 0 or not movable(data, of):
            return np.int64(0)
        load += data.node[of, LOAD]
        price += data.price[of, v] - data.price[of, u]
    size = sums[v, SIZE]
    if (
        at[v, size + 1, LOADED] + load > vehicle[v, MOST_LOAD]
        or sums[v, VISITS] + length > vehicle[v, MOST_VISITS]
        or size + length + 5 > at.shape[1]
    ):
        return np.int64(0)
    lasts, early, late, place = _through(
        data, routes, u, i, last, at[v, gap, A_LASTS], at[v, gap, A_EARLIEST], at[v, gap, A_LATEST], x
    )
    lasts, early, late = join(
        lasts, early, late, way[place, y, 0], at[v, gap + 1, B_LASTS], at[v, gap + 1, B_EARLIEST], at[v, gap + 1, B_LATEST]
    )  # fmt: skip
    if lasts == NEVER:
        return np.int64(0)
    cost = price + _costs(data, routes, v, size + length, more_m + inner_m, lasts, early)
    lasts, early, late = join(
        at[u, i - 1, A_LASTS], at[u, i - 1, A_EARLIEST], at[u, i - 1, A_LATEST], way[before, after, 0],
        at[u, last + 1, B_LASTS], at[u, last + 1, B_EARLIEST], at[u, last + 1, B_LATEST],
    )  # fmt: skip
    return cost + _costs(data, routes, u, sums[u, SIZE] - length, -less_m - inner_m, lasts, early)


@inlined
def _instead(data, routes, u, i, of):
    """What route ``u`` costs more, without prices, if ``of`` stands at ``i``."""
    at, way, node = routes.at, data.way, data.node
    before, after, here = at[u, i - 1, WHERE], at[u, i + 1, WHERE], node[of, PLACE]
    more_m = way[before, here, 1] + way[here, after, 1] - at[u, i - 1, ON_M] - at[u, i, ON_M]
    lasts, early, late = join(
        at[u, i - 1, A_LASTS], at[u, i - 1, A_EARLIEST], at[u, i - 1, A_LATEST], way[before, here, 0],
        node[of, SERVICE], node[of, OPENS], node[of, STRICT_END],
    )  # fmt: skip
    lasts, early, late = join(
        lasts, early, late, way[here, after, 0], at[u, i + 1, B_LASTS], at[u, i + 1, B_EARLIEST], at[u, i + 1, B_LATEST]
    )  # fmt: skip
    return _costs(data, routes, u, routes.sums[u, SIZE], more_m, lasts, early)


@compiled
def exchanged(data, routes, u, i, v, j):
    at, node, vehicle, sums = routes.at, data.node, data.vehicle, routes.sums
    one, two = at[u, i, NODE], at[v, j, NODE]
    if two >= data.near.shape[0] or data.price[one, v] < 0 or data.price[two, u] < 0 or not movable(data, two):
        return np.int64(0)
    more = node[two, LOAD] - node[one, LOAD]
    if (
        at[u, sums[u, SIZE] + 1, LOADED] + more > vehicle[u, MOST_LOAD]
        or at[v, sums[v, SIZE] + 1, LOADED] - more > vehicle[v, MOST_LOAD]
    ):
        return np.int64(0)
    cost = data.price[one, v] + data.price[two, u] - data.price[one, u] - data.price[two, v]
    cost += _instead(data, routes, u, i, two)
    if cost >= DEAR // 2:
        return np.int64(0)
    return cost + _instead(data, routes, v, j, one)


@compiled
def crossed(data, routes, u, i, v, j):
    """What it costs more if ``u`` goes on after ``i`` as ``v`` after ``j``, and the other way round."""
    at, way, vehicle, sums = routes.at, data.way, data.vehicle, routes.sums
    if data.need.shape[0] or data.tie.shape[0] or vehicle[u, ALIKE] != vehicle[v, ALIKE]:
        return np.int64(0)
    size_u, size_v = sums[u, SIZE], sums[v, SIZE]
    new_u, new_v = i + size_v - j, j + size_u - i
    if min(i, j) < vehicle[u, FIXED] or min(new_u, new_v) == 0 or max(new_u, new_v) + 5 > at.shape[1]:
        return np.int64(0)
    a, b, c, d = at[u, i, WHERE], at[u, i + 1, WHERE], at[v, j, WHERE], at[v, j + 1, WHERE]
    more_m = way[a, d, 1] + way[c, b, 1] - at[u, i, ON_M] - at[v, j, ON_M]
    if (
        (more_m >= 0 and _by_metres(vehicle, u, v))
        or at[u, i, LOADED] + at[v, size_v + 1, LOADED] - at[v, j, LOADED] > vehicle[u, MOST_LOAD]
        or at[v, j, LOADED] + at[u, size_u + 1, LOADED] - at[u, i, LOADED] > vehicle[u, MOST_LOAD]
        or max(new_u, new_v) > vehicle[u, MOST_VISITS]
        or sums[u, METRES] + sums[v, METRES] + more_m > vehicle[u, MOST_METRES]
    ):
        return np.int64(0)
    u_lasts, u_early, _ = join(
        at[u, i, A_LASTS], at[u, i, A_EARLIEST], at[u, i, A_LATEST], way[a, d, 0],
        at[v, j + 1, B_LASTS], at[v, j + 1, B_EARLIEST], at[v, j + 1, B_LATEST],
    )  # fmt: skip
    v_lasts, v_early, _ = join(
        at[v, j, A_LASTS], at[v, j, A_EARLIEST], at[v, j, A_LATEST], way[c, b, 0],
        at[u, i + 1, B_LASTS], at[u, i + 1, B_EARLIEST], at[u, i + 1, B_LATEST],
    )  # fmt: skip
    if u_lasts == NEVER or v_lasts == NEVER:
        return np.int64(0)
    cost = (
        more_m * vehicle[u, METRE_COST] + (u_lasts + v_lasts - sums[u, LASTS] - sums[v, LASTS]) * vehicle[u, WORK_COST]
    )
    if vehicle[u, EXTRA]:
        cost += extra(data, u, u_lasts, u_early + u_lasts) + extra(data, v, v_lasts, v_early + v_lasts)
        cost -= extra(data, u, sums[u, LASTS], sums[u, BACK]) + extra(data, v, sums[v, LASTS], sums[v, BACK])
    return cost


@compiled
def shifted(data, routes, u, i, length, gap):
    """What it costs more if ``length`` visits from ``i`` on go into another gap of their route."""
    at, way = routes.at, data.way
    last = i + length - 1
    before, after, first_at, last_at = at[u, i - 1, WHERE], at[u, last + 1, WHERE], at[u, i, WHERE], at[u, last, WHERE]
    x, y = at[u, gap, WHERE], at[u, gap + 1, WHERE]
    more_m = way[before, after, 1] - at[u, i - 1, ON_M] - at[u, last, ON_M]
    more_m += way[x, first_at, 1] + way[last_at, y, 1] - at[u, gap, ON_M]
    if more_m >= 0 and _by_metres(data.vehicle, u, u):
        return np.int64(0)
    for k in range(i, last + 1):
        of = at[u, k, NODE]
        if of >= data.near.shape[0] or not movable(data, of):
            return np.int64(0)
    begun = min(gap, i - 1)
    lasts, early, late = at[u, begun, A_LASTS], at[u, begun, A_EARLIEST], at[u, begun, A_LATEST]
    place = at[u, begun, WHERE]
    if gap < i:
        lasts, early, late, place = _through(data, routes, u, i, last, lasts, early, late, place)
        lasts, early, late, place = _through(data, routes, u, gap + 1, i - 1, lasts, early, late, place)
    else:
        lasts, early, late, place = _through(data, routes, u, last + 1, gap, lasts, early, late, place)
        lasts, early, late, place = _through(data, routes, u, i, last, lasts, early, late, place)
    ended = max(gap, last) + 1
    lasts, early, late = join(
        lasts, early, late, way[place, at[u, ended, WHERE], 0],
        at[u, ended, B_LASTS], at[u, ended, B_EARLIEST], at[u, ended, B_LATEST],
    )  # fmt: skip
    return _costs(data, routes, u, routes.sums[u, SIZE], more_m, lasts, early)
