"""Random draws of whole numbers only, so that every machine draws the same: xorshift64*."""

from __future__ import annotations

import numpy as np

from routing.kernel.compiled import inlined


@inlined
def below(rng, bound):
    """From 0 to ``bound`` - 1; ``rng`` is one number of 64 bits, not 0; ``bound`` fits in 31 bits."""
    x = rng[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    rng[0] = x
    high = (x * np.uint64(2685821657736338717)) >> np.uint64(32)
    return np.int64((high * np.uint64(bound)) >> np.uint64(32))
