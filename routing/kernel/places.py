"""The cheapest way to put a visit on a route, compiled, and remembered while the route stays what it is."""

from __future__ import annotations

import numpy as np

from routing.kernel.compiled import compiled, inlined
from routing.kernel.data import (
    A_EARLIEST,
    A_LASTS,
    A_LATEST,
    B_EARLIEST,
    B_LASTS,
    B_LATEST,
    BACK,
    BACK_TO,
    C_AT,
    C_BACK_AT,
    C_COST,
    C_STOP,
    C_STOP_AT,
    C_VERSION,
    DEAR,
    ENDS,
    EXTRA,
    FIXED,
    LASTS,
    LATEST,
    LIMITED,
    LOAD,
    LOADED,
    METRE_COST,
    METRES,
    MOST_LOAD,
    MOST_METRES,
    MOST_STOPS,
    MOST_VISITS,
    NEEDS,
    NEVER,
    NODE,
    ON_M,
    OPENS,
    PAID,
    PLACE,
    PRICES,
    PROMISES,
    READY,
    SERVICE,
    SINGLE,
    SIZE,
    STRICT,
    STRICT_END,
    VERSION,
    VISITS,
    WHERE,
    WORK_COST,
)
from routing.kernel.goods import LOOK, TAKE, first_supplied, listed, release, stop_supplies, supplied
from routing.kernel.pace import arrival_s, least_s
from routing.kernel.returns import with_return
from routing.kernel.segments import join
from routing.kernel.timing import begin, extra, full_cost

NOWHERE = np.int64(-2)


@inlined
def known_place(data, routes, work, v, visit, limit):
    """What :func:`best_place` would say with that limit, from the cache if the route is still what it was."""
    cache = work.cache
    if cache[visit, v, C_VERSION] == routes.sums[v, VERSION]:
        cost = cache[visit, v, C_COST]
        if cache[visit, v, C_AT] >= 0 or cost >= limit:
            return cost
    found = work.found
    cost = best_place(data, routes, v, visit, work.order, limit, NOWHERE, found)
    if not (data.rules[LIMITED] and data.node[visit, NEEDS]):
        cache[visit, v, C_VERSION], cache[visit, v, C_COST] = routes.sums[v, VERSION], min(cost, limit)
    else:
        cache[visit, v, C_VERSION], cache[visit, v, C_COST] = 0, cost
    cache[visit, v, C_AT] = found[0] if cost < limit else -1
    cache[visit, v, C_STOP], cache[visit, v, C_STOP_AT], cache[visit, v, C_BACK_AT] = found[1], found[2], found[3]
    return cost


@compiled
def best_place(data, routes, v, visit, order, limit, banned, found):
    """The cheapest way to put ``visit`` on a route, not into the gap ``banned``, if it costs less than ``limit``: what it costs more, else DEAR.

    ``found`` then holds the gap, the stop to make before it and that stop's gap, and the gap of the stop after it (-1 without).
    """
    vehicle, sums = data.vehicle, routes.sums
    size = sums[v, SIZE]
    if (
        sums[v, VISITS] >= vehicle[v, MOST_VISITS]
        or size + 5 > routes.at.shape[1]
        or routes.at[v, size + 1, LOADED] + data.node[visit, LOAD] > vehicle[v, MOST_LOAD]
    ):
        return np.int64(DEAR)
    needs = data.node[visit, NEEDS] != 0
    limited = needs and data.rules[LIMITED] != 0
    price = data.price[visit, v]
    first = np.int64(0)
    best = np.int64(limit) - price
    found[3] = -1
    if data.node[visit, BACK_TO] >= 0:
        release(data, routes, v)
        best = with_return(data, routes, v, visit, order, best, banned, found)
        supplied(data, routes, v, order, listed(routes, v, order), TAKE)
        return best + price if best < np.int64(limit) - price else np.int64(DEAR)
    if limited:
        release(data, routes, v)
    elif needs:
        first = first_supplied(data, routes, v, visit, size)
    if first <= size:
        best = _by_itself(data, routes, v, visit, order, first, best, banned, limited, found)
    if first > 0 or limited:
        stops = 0
        for i in range(1, size + 1):
            stops += routes.at[v, i, NODE] >= data.near.shape[0]
        if stops < vehicle[v, MOST_STOPS]:
            for depot in range(data.stock.shape[0]):
                if data.stops[v, depot] and (limited or stop_supplies(data, routes, v, visit, depot)):
                    stop = data.near.shape[0] + depot
                    best = _with_stop(data, routes, v, visit, stop, order, best, banned, limited, found)
    if limited:
        supplied(data, routes, v, order, listed(routes, v, order), TAKE)
    return best + price if best < np.int64(limit) - price else np.int64(DEAR)


@inlined
def _by_itself(data, routes, v, visit, order, first, best, banned, limited, found):
    node, vehicle, way, at, sums = data.node, data.vehicle, data.way, routes.at, routes.sums
    size, here = sums[v, SIZE], node[visit, PLACE]
    lasts_s, opens_s, until_s, ends_s = (
        node[visit, SERVICE],
        node[visit, OPENS],
        node[visit, STRICT_END],
        node[visit, ENDS],
    )
    metre, work, most_m = vehicle[v, METRE_COST], vehicle[v, WORK_COST], vehicle[v, MOST_METRES] - sums[v, METRES]
    strict, loose = sums[v, STRICT] == 1 and node[visit, SINGLE] == 1, data.rules[PROMISES] != 0
    first = max(first, vehicle[v, FIXED])
    before = at[v, first, WHERE]
    to_s, to_m = way[here, before, 2], way[here, before, 3]
    for gap in range(first, size + 1):
        after = at[v, gap + 1, WHERE]
        on_s, on_m = way[here, after, 0], way[here, after, 1]
        more_m = to_m + on_m - at[v, gap, ON_M]
        cost = np.int64(DEAR)
        if strict:
            a_d, a_e = at[v, gap, A_LASTS], at[v, gap, A_EARLIEST]
            if a_d + a_e > ends_s:
                break
            more_s = a_d + to_s + lasts_s + on_s + at[v, gap + 1, B_LASTS] - sums[v, LASTS]
            if more_m * metre + more_s * work < best and more_m <= most_m and gap != banned:
                lasts, early, late = join(a_d, a_e, at[v, gap, A_LATEST], to_s, lasts_s, opens_s, until_s)
                lasts, early, late = join(
                    lasts, early, late, on_s, at[v, gap + 1, B_LASTS], at[v, gap + 1, B_EARLIEST], at[v, gap + 1, B_LATEST]
                )  # fmt: skip
                if lasts != NEVER:
                    cost = more_m * metre + (lasts - sums[v, LASTS]) * work
                    if vehicle[v, EXTRA]:
                        cost += extra(data, v, lasts, early + lasts) - extra(data, v, sums[v, LASTS], sums[v, BACK])
                elif loose:
                    cost = _in_full(data, routes, v, visit, gap, order, to_s, on_s)
        elif gap != banned and more_m <= most_m:
            if at[v, gap, READY] > ends_s:
                break
            cost = _in_full(data, routes, v, visit, gap, order, to_s, on_s)
        if cost < best:
            if limited:
                _with(at, v, size, visit, gap, order)
            if not limited or supplied(data, routes, v, order, size + 1, LOOK):
                best = cost
                found[0], found[1], found[2] = gap, -1, -1
        to_s, to_m = way[here, after, 2], way[here, after, 3]
    return best


@compiled
def _in_full(data, routes, v, visit, gap, order, to_s, on_s):
    """What the visit costs there, by looking at the whole route."""
    start_s, _ = begin(data, visit, routes.at[v, gap, READY] + least_s(data, to_s))
    if start_s + data.node[visit, SERVICE] + least_s(data, on_s) > routes.at[v, gap + 1, LATEST]:
        return np.int64(DEAR)
    size = routes.sums[v, SIZE]
    _with(routes.at, v, size, visit, gap, order)
    cost = full_cost(data, v, order, size + 1)
    return cost if cost == DEAR else cost - routes.sums[v, PAID] + routes.sums[v, PRICES]


@inlined
def _with(at, v, size, visit, gap, order):
    for i in range(gap):
        order[i] = at[v, i + 1, NODE]
    order[gap] = visit
    for i in range(gap, size):
        order[i + 1] = at[v, i + 1, NODE]


@inlined
def _with_both(at, v, size, visit, gap, stop, stop_gap, order):
    for i in range(stop_gap):
        order[i] = at[v, i + 1, NODE]
    order[stop_gap] = stop
    for i in range(stop_gap, gap):
        order[i + 1] = at[v, i + 1, NODE]
    order[gap + 1] = visit
    for i in range(gap, size):
        order[i + 2] = at[v, i + 1, NODE]


@compiled
def _with_stop(data, routes, v, visit, stop, order, best, banned, limited, found):
    """The visit together with a stop somewhere before it."""
    node, vehicle, way, at, sums = data.node, data.vehicle, data.way, routes.at, routes.sums
    size, here, depot = sums[v, SIZE], node[visit, PLACE], node[stop, PLACE]
    lasts_s, opens_s, until_s, ends_s = (
        node[visit, SERVICE],
        node[visit, OPENS],
        node[visit, STRICT_END],
        node[visit, ENDS],
    )
    metre, work, most_m = vehicle[v, METRE_COST], vehicle[v, WORK_COST], vehicle[v, MOST_METRES] - sums[v, METRES]
    strict = sums[v, STRICT] == 1 and node[visit, SINGLE] == 1 and node[stop, SINGLE] == 1
    for first in range(vehicle[v, FIXED], size + 1):
        before = at[v, first, WHERE]
        ready_s = np.int64(at[v, first, A_LASTS] + at[v, first, A_EARLIEST]) if strict else at[v, first, READY]
        start_s, _ = begin(data, stop, arrival_s(data, ready_s, way[depot, before, 2]))
        if start_s >= NEVER:
            break
        ready_s = start_s + node[stop, SERVICE]
        lasts, early, late = join(
            at[v, first, A_LASTS], at[v, first, A_EARLIEST], at[v, first, A_LATEST],
            way[depot, before, 2], node[stop, SERVICE], node[stop, OPENS], node[stop, STRICT_END],
        )  # fmt: skip
        last, more_m = depot, way[depot, before, 3]
        for gap in range(first, size + 1):
            to_s, on_s = way[here, last, 2], way[here, at[v, gap + 1, WHERE], 0]
            if ready_s > ends_s:
                break
            all_m = more_m + way[here, last, 3] + way[here, at[v, gap + 1, WHERE], 1] - at[v, gap, ON_M]
            cost = np.int64(DEAR)
            if gap == banned or all_m > most_m or (all_m * metre >= best and work == 0):
                pass
            elif strict and lasts != NEVER:
                f_d, f_e, f_l = join(lasts, early, late, to_s, lasts_s, opens_s, until_s)
                f_d, f_e, f_l = join(
                    f_d, f_e, f_l, on_s,
                    at[v, gap + 1, B_LASTS], at[v, gap + 1, B_EARLIEST], at[v, gap + 1, B_LATEST],
                )  # fmt: skip
                if f_d != NEVER:
                    cost = all_m * metre + (f_d - sums[v, LASTS]) * work
                    if vehicle[v, EXTRA]:
                        cost += extra(data, v, f_d, f_e + f_d) - extra(data, v, sums[v, LASTS], sums[v, BACK])
            if cost == DEAR and data.rules[PROMISES] + (not strict) > 0 and gap != banned and all_m <= most_m:
                begin_s, _ = begin(data, visit, arrival_s(data, ready_s, to_s))
                if begin_s + lasts_s + least_s(data, on_s) <= at[v, gap + 1, LATEST]:
                    _with_both(at, v, size, visit, gap, stop, first, order)
                    cost = full_cost(data, v, order, size + 2)
                    cost = cost if cost == DEAR else cost - sums[v, PAID] + sums[v, PRICES]
            if cost < best:
                if limited:
                    _with_both(at, v, size, visit, gap, stop, first, order)
                if not limited or supplied(data, routes, v, order, size + 2, LOOK):
                    best = cost
                    found[0], found[1], found[2] = gap, stop, first
            if gap == size:
                break
            # what stands here comes before the visit
            of = at[v, gap + 1, NODE]
            there = node[of, PLACE]
            travel_s = way[last, there, 0]
            start_s, _ = begin(data, of, arrival_s(data, ready_s, travel_s))
            if start_s >= NEVER:
                break
            ready_s = start_s + node[of, SERVICE]
            lasts, early, late = join(
                lasts, early, late, travel_s, node[of, SERVICE], node[of, OPENS], node[of, STRICT_END]
            )
            if node[of, SINGLE] == 0:
                lasts = np.int64(NEVER)
            more_m += way[last, there, 1] - at[v, gap, ON_M]
            last = there
    return best
