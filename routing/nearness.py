"""Which visits may best come next to each other: short ways, without waiting and without being late."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from routing.kernel.data import ENDS, NEVER, OPENS, PLACE, SERVICE

MOST_NEAR = 100
_AT_ONCE = 256
_WAITING = 5
"""Waiting counts a fifth of driving."""


def near_visits(node: NDArray[np.int64], way: NDArray[np.int32]) -> NDArray[np.int32]:
    """[n, K]: of each visit the K nearest others, the nearest first."""
    count = len(node)
    kept = min(MOST_NEAR, max(0, count - 1))
    near = np.zeros((count, kept), np.int32)
    for first in range(0, count, _AT_ONCE):
        rows = np.arange(first, min(count, first + _AT_ONCE))
        away = np.minimum(_away(node[rows], node, way), _away(node, node[rows], way).T)
        away[np.arange(len(rows)), rows] = 2**62
        near[rows] = np.argsort(away, axis=1, kind="stable")[:, :kept]
    return near


def _away(before: NDArray[np.int64], after: NDArray[np.int64], way: NDArray[np.int32]) -> NDArray[np.int64]:
    travel_s = way[before[:, PLACE][:, None], after[:, PLACE][None, :], 0].astype(np.int64)
    ready_s = before[:, SERVICE][:, None] + travel_s
    wait_s = np.maximum(0, after[:, OPENS][None, :] - before[:, ENDS][:, None] - ready_s)
    late_s = np.maximum(0, before[:, OPENS][:, None] + ready_s - after[:, ENDS][None, :])
    away: NDArray[np.int64] = np.minimum(travel_s + wait_s // _WAITING + late_s, NEVER)
    return away
