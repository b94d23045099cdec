"""Routes to begin with: those that somebody has proposed, so far as they keep the rules, compiled."""

from __future__ import annotations

from routing.kernel.compiled import compiled
from routing.kernel.data import DEAR, FIXED, LOAD, MOST_LOAD, MOST_VISITS, SIZE
from routing.kernel.goods import LOOK, supplied
from routing.kernel.places import NOWHERE, best_place
from routing.kernel.recreate import _spared, _untied
from routing.kernel.routes import put_in, set_route
from routing.kernel.timing import full_cost


@compiled
def propose(data, routes, work, v, size):
    """Make ``work.order[:size]`` the route of idle ``v`` if that keeps the rules; whether it is."""
    if size + 5 > routes.at.shape[1] or (data.held.shape[0] and not _spared(data, routes, v)):
        return False
    visits, load, count = data.near.shape[0], 0, 0
    for i in range(size):
        of = work.order[i]
        if of >= visits:
            if not data.stops[v, of - visits]:
                return False
            continue
        if data.price[of, v] < 0 or routes.spot[of, 0] >= 0 or not _untied(data, routes, of, v):
            return False
        load += data.node[of, LOAD]
        count += 1
    if (
        load > data.vehicle[v, MOST_LOAD]
        or count > data.vehicle[v, MOST_VISITS]
        or full_cost(data, v, work.order, size) == DEAR
    ):
        return False
    if not supplied(data, routes, v, work.order, size, LOOK):
        return False
    set_route(data, routes, v, work, size)
    return True


@compiled
def append(data, routes, work, v, visit):
    """Put ``visit`` behind all that is on ``v``, if that can be; whether it was."""
    data.vehicle[v, FIXED] = routes.sums[v, SIZE]
    if data.price[visit, v] < 0 or routes.spot[visit, 0] >= 0 or not _untied(data, routes, visit, v):
        return False
    if best_place(data, routes, v, visit, work.order, DEAR, NOWHERE, work.found) == DEAR:
        return False
    put_in(data, routes, v, visit, work.found, work.order)
    data.vehicle[v, FIXED] = routes.sums[v, SIZE]
    return True
