"""Taking strings of neighbouring visits off (Christiaens and Vanden Berghe 2020, doi:10.1287/trsc.2019.0914), compiled."""

from __future__ import annotations

import numpy as np

from routing.kernel.compiled import compiled, inlined
from routing.kernel.data import BUSY, FIXED, NODE, ON, SIZE
from routing.kernel.draws import below
from routing.kernel.routes import copy_route, take_out

LONGEST_STRING = 10
REMOVED_ON_AVERAGE = 10
SPLIT = 2
"""A string is split one time in so many."""
LESS_SPARED = 2
DRAWS = 8


@compiled
def ruin(data, routes, backup, work, absent, left):
    """Take strings off routes, which are saved in ``backup`` before; behind the ``left`` visits in ``absent`` is listed what was taken
    off. How many are absent then."""
    on = routes.total[ON]
    if on == 0:
        return left
    longest = min(LONGEST_STRING, max(1, on // routes.total[BUSY]))
    strings = 1 + below(work.rng, max(1, (4 * REMOVED_ON_AVERAGE) // (1 + longest) - 1))
    seed = _seed(data, routes, work)
    ruined = 0
    for k in range(-1, data.near.shape[1]):
        if ruined >= strings:
            break
        visit = seed if k < 0 else data.near[seed, k]
        v = routes.spot[visit, 0]
        if v < 0 or work.saved[v]:
            continue
        if routes.spot[visit, 1] <= data.vehicle[v, FIXED]:
            continue
        work.saved[v] = 1
        ruined += 1
        copy_route(routes, backup, v)
        left = _cut(data, routes, v, routes.spot[visit, 1], longest, work, absent, left)
    return left


@inlined
def _seed(data, routes, work):
    """A visit around which strings are taken off; one that may be moved if a few draws find one."""
    seed = np.int64(0)
    for _ in range(DRAWS):
        seed = below(work.rng, routes.spot.shape[0])
        v = routes.spot[seed, 0]
        if v < 0 or routes.spot[seed, 1] > data.vehicle[v, FIXED]:
            break
    return seed


@inlined
def _cut(data, routes, v, at, longest, work, absent, left):
    """Take off a string with the position ``at`` in it, sparing some of it now and then."""
    low = data.vehicle[v, FIXED]
    size = routes.sums[v, SIZE] - low
    at -= low
    length = 1 + below(work.rng, min(size, longest))
    spared = 0
    if size > length and below(work.rng, SPLIT) == 0:
        spared = 1
        while length + spared < size and below(work.rng, LESS_SPARED) == 0:
            spared += 1
    whole = length + spared
    least, most = max(1, at - whole + 1), min(at, size - whole + 1)
    first = least + below(work.rng, most - least + 1)
    skip_at = first + (below(work.rng, length + 1) if spared else 0)
    begun = left
    for i in range(first, first + whole):
        if spared and skip_at <= i < skip_at + spared:
            continue
        of = routes.at[v, i + low, NODE]
        if of < work.gone.shape[0]:
            work.gone[of] = 1
            absent[left] = of
            left += 1
    if data.tie.shape[0]:
        left = _with_partners(data, routes, v, work, absent, begun, left)
    take_out(data, routes, v, work.gone, work.order)
    for k in range(begun, left):
        work.gone[absent[k]] = 0
    return left


@compiled
def _with_partners(data, routes, v, work, absent, begun, left):
    """What must be on one route leaves it together."""
    for k in range(begun, left):
        visit = absent[k]
        for t in range(data.tie_of[visit], data.tie_of[visit + 1]):
            other = data.tie[t, 0]
            if not data.tie[t, 1] or work.gone[other] or routes.spot[other, 0] != v:
                continue
            if routes.spot[other, 1] > data.vehicle[v, FIXED]:
                work.gone[other] = 1
                absent[left] = other
                left += 1
    return left
