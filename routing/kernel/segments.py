"""The least time that a part of a route takes, put together from those of its parts (Vidal et al. 2013, doi:10.1016/j.cor.2012.07.018).

A segment is how long it takes at least, and the earliest and latest beginning with which it takes no longer. Promises that
cost something count like windows here; a route that breaks one is looked at in full.
"""

from __future__ import annotations

import numpy as np

from routing.kernel.compiled import inlined
from routing.kernel.data import NEVER


@inlined
def join(a_d, a_e, a_l, travel_s, b_d, b_e, b_l):
    """Segment a, a drive, segment b; a duration of NEVER where the windows can't be kept."""
    shift_s = a_d + travel_s
    if a_d == NEVER or b_d == NEVER or a_e + shift_s > b_l:
        return NEVER, np.int64(0), np.int64(0)
    wait_s = max(b_e - shift_s - a_l, np.int64(0))
    return shift_s + b_d + wait_s, max(b_e - shift_s, a_e) - wait_s, min(b_l - shift_s, a_l)
