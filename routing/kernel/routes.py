"""Changing routes and keeping what is cached of them, compiled."""

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
    BREAKS,
    BUSY,
    COST,
    EXTRA,
    FIRST_STOP,
    FROM,
    GIVEN,
    HOME,
    LAST_VERSION,
    LASTS,
    LATEST,
    LIMITED,
    LOAD,
    LOADED,
    LOOSE,
    METRE_COST,
    METRES,
    NEEDS,
    NEVER,
    NODE,
    ON,
    ON_M,
    ON_S,
    OPENS,
    OUT_COST,
    OWNER,
    PAID,
    PLACE,
    PRICES,
    READY,
    SERVICE,
    SINGLE,
    SIZE,
    START,
    STRICT,
    STRICT_END,
    UNTIL,
    VERSION,
    VISITS,
    WHERE,
    WORK_COST,
)
from routing.kernel.goods import TAKE, VAN, listed, release, supplied, without_idle_stops
from routing.kernel.pace import arrival_s, least_s
from routing.kernel.segments import join
from routing.kernel.timing import begin, begin_by, extra, full_cost

NONE, ONE = np.int64(0), np.int64(1)


@compiled
def begin_all(data, routes, work):
    """Settle routes of which nobody does anything."""
    for k in range(routes.total.shape[0]):
        routes.total[k] = 0
    for visit in range(routes.spot.shape[0]):
        routes.total[COST] += data.node[visit, OUT_COST]
    for v in range(routes.sums.shape[0]):
        _settle(data, routes, v, ONE, NONE, work.order)


@compiled
def put_in(data, routes, v, visit, place, order):
    """Put ``visit`` into the gap ``place[0]`` (between that position and the next); ``place`` is as best_place finds it."""
    place_at, size = routes.at, routes.sums[v, SIZE]
    at, stop, stop_at, back_at = place[0], place[1], place[2], place[3]
    _forget(routes, v)
    last = at + (2 if stop >= 0 else 1)
    if back_at >= 0:
        _open(place_at, v, back_at, size, data.near.shape[0] + data.node[visit, BACK_TO])
        size += 1
        last = back_at + (3 if stop >= 0 else 2)
    _open(place_at, v, at, size, visit)
    size += 1
    first = at
    if stop >= 0:
        _open(place_at, v, stop_at, size, stop)
        size += 1
        first = stop_at
    routes.sums[v, SIZE] = size
    routes.sums[v, PRICES] += data.price[visit, v]
    routes.sums[v, VISITS] += 1
    routes.total[COST] -= data.node[visit, OUT_COST]
    routes.total[ON] += 1
    if data.node[visit, NEEDS]:
        release(data, routes, v)
        supplied(data, routes, v, order, listed(routes, v, order), TAKE)
    _settle(data, routes, v, first + 1, last, order)


@inlined
def _open(place_at, v, gap, size, node):
    for i in range(size + 1, gap, -1):
        for c in range(LOADED + 1):
            place_at[v, i + 1, c] = place_at[v, i, c]
    place_at[v, gap + 1, NODE] = node


@compiled
def take_out(data, routes, v, gone, order):
    """Take the visits marked in ``gone`` off the route, and stops that nothing needs any more."""
    at, sums = routes.at, routes.sums
    visits, size = data.near.shape[0], sums[v, SIZE]
    _forget(routes, v)
    kept, first, last, needs = NONE, np.int64(-1), NONE, False
    for i in range(1, size + 1):
        of = at[v, i, NODE]
        if of < visits and gone[of]:
            routes.spot[of, 0] = -1
            sums[v, PRICES] -= data.price[of, v]
            sums[v, VISITS] -= 1
            routes.total[COST] += data.node[of, OUT_COST]
            routes.total[ON] -= 1
            needs = needs or data.node[of, NEEDS] != 0
            if first < 0:
                first = i
            last = kept
            continue
        kept += 1
        if first >= 0:
            for c in range(LOADED + 1):
                at[v, kept, c] = at[v, i, c]
    for c in range(LOADED + 1):
        at[v, kept + 1, c] = at[v, size + 1, c]
    if needs:
        release(data, routes, v)
        for i in range(kept):
            order[i] = at[v, i + 1, NODE]
        if sums[v, FIRST_STOP] <= size:
            left = without_idle_stops(data, routes, v, order, kept)
            if left < kept:
                for i in range(left):
                    at[v, i + 1, NODE] = order[i]
                kept, first, last = left, ONE, left
        supplied(data, routes, v, order, kept, TAKE)
    sums[v, SIZE] = kept
    _settle(data, routes, v, max(first, ONE), last, order)


@compiled
def set_route(data, routes, v, work, size):
    """Make ``work.order[:size]`` the route of ``v``, which is empty; its visits are on no route, and it is feasible."""
    order = work.order
    _forget(routes, v)
    for i in range(size):
        of = order[i]
        routes.at[v, i + 1, NODE] = of
        if of < data.near.shape[0]:
            routes.sums[v, PRICES] += data.price[of, v]
            routes.sums[v, VISITS] += 1
            routes.total[COST] -= data.node[of, OUT_COST]
            routes.total[ON] += 1
    routes.sums[v, SIZE] = size
    release(data, routes, v)
    supplied(data, routes, v, order, size, TAKE)
    _settle(data, routes, v, ONE, size, order)


@compiled
def lay(data, routes, v, order, size):
    """Make ``order[:size]`` the route of ``v``: its own or others' visits, which then stand nowhere else; what it takes with it stays."""
    _forget(routes, v)
    routes.sums[v, PRICES], routes.sums[v, VISITS] = 0, 0
    for i in range(size):
        of = order[i]
        routes.at[v, i + 1, NODE] = of
        if of < data.near.shape[0]:
            routes.sums[v, PRICES] += data.price[of, v]
            routes.sums[v, VISITS] += 1
    routes.sums[v, SIZE] = size
    _settle(data, routes, v, ONE, size, order)


@compiled
def lay_ordered(data, routes, v, work, size):
    """:func:`lay` what stands in ``work.order``."""
    lay(data, routes, v, work.order, size)


@compiled
def clear_route(data, routes, v, work):
    """Take everything off route ``v``."""
    _forget(routes, v)
    release(data, routes, v)
    for i in range(1, routes.sums[v, SIZE] + 1):
        of = routes.at[v, i, NODE]
        if of < data.near.shape[0]:
            routes.spot[of, 0] = -1
            routes.total[COST] += data.node[of, OUT_COST]
            routes.total[ON] -= 1
    routes.sums[v, SIZE] = 0
    routes.sums[v, PRICES] = 0
    routes.sums[v, VISITS] = 0
    _settle(data, routes, v, ONE, NONE, work.order)


@inlined
def _forget(routes, v):
    routes.total[COST] -= routes.sums[v, PAID]
    routes.total[BUSY] -= routes.sums[v, SIZE] > 0


@compiled
def _settle(data, routes, v, first, last, order):
    """Cache anew what follows from the nodes on the route, which are feasible and whose goods are taken. New are the nodes from
    position ``first`` to ``last``, or there were some between those before ``first`` and those after ``last``."""
    at, sums, node, vehicle, way = routes.at, routes.sums, data.node, data.vehicle, data.way
    visits, size = data.near.shape[0], sums[v, SIZE]
    if first <= 1:
        _at_start(data, routes, v)
    stop_at = sums[v, FIRST_STOP] if sums[v, FIRST_STOP] < first else size + 1
    lasts, early, late = at[v, first - 1, A_LASTS], at[v, first - 1, A_EARLIEST], at[v, first - 1, A_LATEST]
    load, place = at[v, first - 1, LOADED], at[v, first - 1, WHERE]
    for i in range(first, size + 1):
        of = at[v, i, NODE]
        there = node[of, PLACE]
        travel_s = way[place, there, 0]
        at[v, i - 1, ON_S], at[v, i - 1, ON_M] = travel_s, way[place, there, 1]
        load += node[of, LOAD]
        if of < visits:
            routes.spot[of, 0], routes.spot[of, 1] = v, i
        else:
            stop_at = min(stop_at, i)
        lasts, early, late = join(
            lasts, early, late, travel_s, node[of, SERVICE], node[of, OPENS], node[of, STRICT_END]
        )
        if node[of, SINGLE] == 0:
            lasts = np.int64(NEVER)
        at[v, i, WHERE], at[v, i, LOADED] = there, load
        at[v, i, A_LASTS], at[v, i, A_EARLIEST], at[v, i, A_LATEST] = lasts, early, late
        place = there
    home = vehicle[v, HOME]
    at[v, size, ON_S] = way[place, home, 0] if size else 0
    at[v, size, ON_M] = way[place, home, 1] if size else 0
    e_d, e_e, e_l = np.int64(0), vehicle[v, FROM], vehicle[v, UNTIL]
    at[v, size + 1, NODE], at[v, size + 1, WHERE], at[v, size + 1, LOADED] = -1, home, load
    at[v, size + 1, B_LASTS], at[v, size + 1, B_EARLIEST], at[v, size + 1, B_LATEST] = e_d, e_e, e_l
    lasts, early, late = join(lasts, early, late, at[v, size, ON_S], e_d, e_e, e_l)
    strict = lasts != NEVER and vehicle[v, BREAKS] == 0 and data.pace.shape[0] == 0
    begun = min(last, size)
    f_d, f_e, f_l = at[v, begun + 1, B_LASTS], at[v, begun + 1, B_EARLIEST], at[v, begun + 1, B_LATEST]
    for i in range(begun, 0, -1):
        of = at[v, i, NODE]
        f_d, f_e, f_l = join(
            node[of, SERVICE], node[of, OPENS], node[of, STRICT_END], at[v, i, ON_S], f_d, f_e, f_l
        )  # fmt: skip
        if node[of, SINGLE] == 0:
            f_d = np.int64(NEVER)
        at[v, i, B_LASTS], at[v, i, B_EARLIEST], at[v, i, B_LATEST] = f_d, f_e, f_l
    metres = np.int64(0)
    for i in range(size + 1):
        metres += at[v, i, ON_M]
    sums[v, METRES], sums[v, STRICT], sums[v, FIRST_STOP] = metres, 1 if strict else 0, stop_at
    sums[v, LASTS] = lasts if size else 0
    sums[v, BACK] = early + lasts if size else 0
    if data.rules[LOOSE]:
        _clock(data, routes, v)
    _pay(data, routes, v, order)


@inlined
def _at_start(data, routes, v):
    at, vehicle = routes.at, data.vehicle
    at[v, 0, NODE], at[v, 0, WHERE], at[v, 0, LOADED] = -1, vehicle[v, START], 0
    at[v, 0, A_LASTS], at[v, 0, A_EARLIEST], at[v, 0, A_LATEST] = 0, vehicle[v, FROM], vehicle[v, UNTIL]


@inlined
def _pay(data, routes, v, order):
    sums, vehicle, size = routes.sums, data.vehicle, routes.sums[v, SIZE]
    if size == 0:
        paid = np.int64(0)
    elif sums[v, STRICT]:
        paid = sums[v, METRES] * vehicle[v, METRE_COST] + sums[v, LASTS] * vehicle[v, WORK_COST]
        if vehicle[v, EXTRA]:
            paid += extra(data, v, sums[v, LASTS], sums[v, BACK])
    else:
        paid = full_cost(data, v, order, listed(routes, v, order))
    sums[v, PAID] = paid + sums[v, PRICES]
    routes.total[COST] += sums[v, PAID]
    routes.total[BUSY] += size > 0
    routes.total[LAST_VERSION] += 1
    sums[v, VERSION] = routes.total[LAST_VERSION]


@compiled
def _clock(data, routes, v):
    """The earliest leaving and the latest arrival at each position, without breaks and promises."""
    at, size = routes.at, routes.sums[v, SIZE]
    now_s = data.vehicle[v, FROM]
    at[v, 0, READY] = now_s
    for i in range(1, size + 1):
        of = at[v, i, NODE]
        start_s, _ = begin(data, of, arrival_s(data, now_s, at[v, i - 1, ON_S]))
        now_s = min(start_s + data.node[of, SERVICE], np.int64(NEVER))
        at[v, i, READY] = now_s
    latest_s = data.vehicle[v, UNTIL]
    at[v, size + 1, LATEST] = latest_s
    for i in range(size, 0, -1):
        of = at[v, i, NODE]
        latest_s = begin_by(data, of, latest_s - least_s(data, at[v, i, ON_S]) - data.node[of, SERVICE])
        at[v, i, LATEST] = latest_s


@compiled
def copy_route(source, target, v):
    size = source.sums[v, SIZE]
    for i in range(size + 2):
        for c in range(LOADED + 1):
            target.at[v, i, c] = source.at[v, i, c]
    for c in range(source.sums.shape[1]):
        target.sums[v, c] = source.sums[v, c]
    for q in range(source.van.shape[1]):
        target.van[v, q] = source.van[v, q]
    for g in range(source.sums[v, GIVEN]):
        for c in range(3):
            target.given[v, g, c] = source.given[v, g, c]


@compiled
def copy_shared(source, target, data):
    """What the routes have in common, without where each visit stands."""
    for k in range(LAST_VERSION):
        target.total[k] = source.total[k]
    if data.rules[LIMITED]:
        for d in range(source.taken.shape[0]):
            for q in range(source.taken.shape[1]):
                target.taken[d, q] = source.taken[d, q]
        for o in range(source.van_taken.shape[0]):
            for q in range(source.van_taken.shape[1]):
                target.van_taken[o, q] = source.van_taken[o, q]


@compiled
def recount(data, routes):
    """What routes have in common, anew, after they were copied from others; they count as changed."""
    total, taken, van_taken = routes.total, routes.taken, routes.van_taken
    total[COST], total[ON], total[BUSY] = 0, 0, 0
    for q in range(taken.shape[1]):
        for d in range(taken.shape[0]):
            taken[d, q] = 0
        for o in range(van_taken.shape[0]):
            van_taken[o, q] = 0
    for visit in range(routes.spot.shape[0]):
        routes.spot[visit, 0] = -1
    for v in range(routes.sums.shape[0]):
        _recount_route(data, routes, v)
    for visit in range(routes.spot.shape[0]):
        if routes.spot[visit, 0] < 0:
            total[COST] += data.node[visit, OUT_COST]


@inlined
def _recount_route(data, routes, v):
    total, size = routes.total, routes.sums[v, SIZE]
    total[LAST_VERSION] += 1
    routes.sums[v, VERSION] = total[LAST_VERSION]
    total[COST] += routes.sums[v, PAID]
    total[BUSY] += size > 0
    for i in range(1, size + 1):
        of = routes.at[v, i, NODE]
        if of < routes.spot.shape[0]:
            routes.spot[of, 0], routes.spot[of, 1] = v, i
            total[ON] += 1
    for g in range(routes.sums[v, GIVEN]):
        source, good, count = routes.given[v, g, 0], routes.given[v, g, 1], routes.given[v, g, 2]
        if source == VAN:
            routes.van_taken[data.vehicle[v, OWNER], good] += count
        else:
            routes.taken[source, good] += count


@compiled
def copy_all(source, target, data):
    for v in range(source.sums.shape[0]):
        if target.sums[v, VERSION] != source.sums[v, VERSION]:
            copy_route(source, target, v)
    for visit in range(source.spot.shape[0]):
        target.spot[visit, 0], target.spot[visit, 1] = source.spot[visit, 0], source.spot[visit, 1]
    copy_shared(source, target, data)
