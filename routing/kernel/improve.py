"""Better places for visits that were just put on a route, compiled.

Each is tried next to those that are near it: moved there by itself or with up to two that stand beside it (Or 1976), exchanged with
a neighbour of theirs, or so that two routes exchange all that follows (2-opt*, Potvin and Rousseau 1995,
doi:10.1057/jors.1995.204). The first change that costs less is made.
"""

from __future__ import annotations

from routing.kernel.compiled import compiled, inlined
from routing.kernel.data import FIXED, NODE, ON_S, PLACE, SIZE, STRICT
from routing.kernel.moves import crossed, exchanged, movable, relocated, shifted
from routing.kernel.routes import copy_route, lay

NEAREST = 10
LONGEST = 3


@compiled
def improve(data, routes, backup, work, count):
    """Look for a better place for each visit in ``work.look[:count]``. Routes are saved in ``backup`` before they change."""
    for k in range(count):
        visit = work.look[k]
        if routes.spot[visit, 0] >= 0 and movable(data, visit):
            while _improve_one(data, routes, backup, work, visit):
                pass


@compiled
def _improve_one(data, routes, backup, work, visit):
    """A way to or from a near visit must be shorter than the one that it is for now."""
    u, i = routes.spot[visit, 0], routes.spot[visit, 1]
    if routes.sums[u, STRICT] == 0 or i <= data.vehicle[u, FIXED]:
        return False
    here, to_s, on_s = data.node[visit, PLACE], routes.at[u, i - 1, ON_S], routes.at[u, i, ON_S]
    for h in range(min(NEAREST, data.near.shape[1])):
        other = data.near[visit, h]
        v, j = routes.spot[other, 0], routes.spot[other, 1]
        if v < 0 or routes.sums[v, STRICT] == 0:
            continue
        there = data.node[other, PLACE]
        if data.way[there, here, 0] < to_s and _behind(data, routes, backup, work, u, i, v, j):
            return True
        if data.way[here, there, 0] < on_s and _before(data, routes, backup, work, u, i, v, j):
            return True
    return False


@compiled
def _behind(data, routes, backup, work, u, i, v, j):
    """The visit at ``i`` of ``u`` comes next after the one at ``j`` of ``v``."""
    for length in range(1, LONGEST + 1):
        if i + length - 1 > routes.sums[u, SIZE]:
            break
        if _move(data, routes, backup, work, u, i, length, v, j):
            return True
    return u != v and (
        _exchange(data, routes, backup, work, u, i, v, j + 1) or _cross(data, routes, backup, work, u, i - 1, v, j)
    )


@compiled
def _before(data, routes, backup, work, u, i, v, j):
    """The visit at ``i`` of ``u`` comes next before the one at ``j`` of ``v``."""
    for length in range(1, LONGEST + 1):
        if i - length < data.vehicle[u, FIXED]:
            break
        if _move(data, routes, backup, work, u, i - length + 1, length, v, j - 1):
            return True
    return u != v and (
        _exchange(data, routes, backup, work, u, i, v, j - 1) or _cross(data, routes, backup, work, u, i, v, j - 1)
    )


@compiled
def _move(data, routes, backup, work, u, i, length, v, gap):
    if gap < data.vehicle[v, FIXED]:
        return False
    if u != v:
        if relocated(data, routes, u, i, length, v, gap) >= 0:
            return False
        _do_relocate(data, routes, backup, work, u, i, length, v, gap)
        return True
    if i - 1 <= gap < i + length or shifted(data, routes, u, i, length, gap) >= 0:
        return False
    _do_shift(data, routes, backup, work, u, i, length, gap)
    return True


@compiled
def _exchange(data, routes, backup, work, u, i, v, j):
    if j <= data.vehicle[v, FIXED] or j > routes.sums[v, SIZE] or exchanged(data, routes, u, i, v, j) >= 0:
        return False
    _do_exchange(data, routes, backup, work, u, i, v, j)
    return True


@compiled
def _cross(data, routes, backup, work, u, i, v, j):
    if crossed(data, routes, u, i, v, j) >= 0:
        return False
    _do_cross(data, routes, backup, work, u, i, v, j)
    return True


@inlined
def _save(routes, backup, work, v):
    if not work.saved[v]:
        work.saved[v] = 1
        copy_route(routes, backup, v)


@inlined
def _append(routes, v, first, last, order, size):
    for i in range(first, last + 1):
        order[size] = routes.at[v, i, NODE]
        size += 1
    return size


@compiled
def _do_relocate(data, routes, backup, work, u, i, length, v, gap):
    _save(routes, backup, work, u)
    _save(routes, backup, work, v)
    order, other = work.order, work.other
    size = _append(routes, v, 1, gap, order, 0)
    size = _append(routes, u, i, i + length - 1, order, size)
    size = _append(routes, v, gap + 1, routes.sums[v, SIZE], order, size)
    left = _append(routes, u, 1, i - 1, other, 0)
    left = _append(routes, u, i + length, routes.sums[u, SIZE], other, left)
    lay(data, routes, u, other, left)
    lay(data, routes, v, order, size)


@compiled
def _do_exchange(data, routes, backup, work, u, i, v, j):
    _save(routes, backup, work, u)
    _save(routes, backup, work, v)
    order, other = work.order, work.other
    size = _append(routes, u, 1, routes.sums[u, SIZE], order, 0)
    left = _append(routes, v, 1, routes.sums[v, SIZE], other, 0)
    order[i - 1], other[j - 1] = routes.at[v, j, NODE], routes.at[u, i, NODE]
    lay(data, routes, u, order, size)
    lay(data, routes, v, other, left)


@compiled
def _do_cross(data, routes, backup, work, u, i, v, j):
    _save(routes, backup, work, u)
    _save(routes, backup, work, v)
    order, other = work.order, work.other
    size = _append(routes, u, 1, i, order, 0)
    size = _append(routes, v, j + 1, routes.sums[v, SIZE], order, size)
    left = _append(routes, v, 1, j, other, 0)
    left = _append(routes, u, i + 1, routes.sums[u, SIZE], other, left)
    lay(data, routes, u, order, size)
    lay(data, routes, v, other, left)


@compiled
def _do_shift(data, routes, backup, work, u, i, length, gap):
    _save(routes, backup, work, u)
    order, last = work.order, i + length - 1
    if gap < i:
        size = _append(routes, u, 1, gap, order, 0)
        size = _append(routes, u, i, last, order, size)
        size = _append(routes, u, gap + 1, i - 1, order, size)
        size = _append(routes, u, last + 1, routes.sums[u, SIZE], order, size)
    else:
        size = _append(routes, u, 1, i - 1, order, 0)
        size = _append(routes, u, last + 1, gap, order, size)
        size = _append(routes, u, i, last, order, size)
        size = _append(routes, u, gap + 1, routes.sums[u, SIZE], order, size)
    lay(data, routes, u, order, size)
