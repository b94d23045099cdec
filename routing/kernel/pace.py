"""Travel by the hour it begins in, as :mod:`routing.pace` has it, compiled."""

from __future__ import annotations

import numpy as np

from routing.kernel.compiled import compiled, inlined

HOUR_S = 3600
MILLIONTHS = 1_000_000
_PER_CLOCK_SECOND = 1000 * MILLIONTHS


@compiled
def arrival_s(data, now_s, travel_s):
    """When a drive of ``travel_s`` by the matrix is over that begins at ``now_s``."""
    if data.pace.shape[0] == 0:
        return now_s + travel_s
    return _slow_arrival_s(data, now_s, travel_s * MILLIONTHS)


@compiled
def _slow_arrival_s(data, now_s, left):
    while left > 0:
        factor = data.pace[(now_s // HOUR_S) % data.pace.shape[0]]
        end_s = (now_s // HOUR_S + 1) * HOUR_S
        needs_s = -((-left * factor) // _PER_CLOCK_SECOND)
        if needs_s <= end_s - now_s:
            return now_s + needs_s
        left -= (end_s - now_s) * _PER_CLOCK_SECOND // factor
        now_s = end_s
    return now_s


@compiled
def driven(data, now_s, until_s, travel_s):
    """How many seconds of the matrix are driven of ``travel_s`` from ``now_s`` until ``until_s``, rounded down."""
    if data.pace.shape[0] == 0:
        return min(travel_s, until_s - now_s)
    done = np.int64(0)
    while now_s < until_s:
        end_s = min(until_s, (now_s // HOUR_S + 1) * HOUR_S)
        done += (end_s - now_s) * _PER_CLOCK_SECOND // data.pace[(now_s // HOUR_S) % data.pace.shape[0]]
        now_s = end_s
    return min(travel_s, done // MILLIONTHS)


@inlined
def least_s(data, travel_s):
    """What a drive takes at least, whenever it begins."""
    return travel_s * data.rules[0] // 1000 if data.pace.shape[0] else travel_s
