"""Whether two things take the same time, on a machine that others use as well."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

MOST_APART = 0.25
"""Of the median: a query more would make about so much."""

CHANCE = 1e-4
"""At which the differences are put down to chance (sign test)."""


@dataclass(frozen=True, slots=True)
class Pair:
    one: Callable[[], Awaitable[object]]
    other: Callable[[], Awaitable[object]]


async def no_slower(pairs: Iterable[Pair]) -> bool:
    """Whether one is neither slower nor quicker than the other, as far as can be seen.

    They differ if their medians lie apart and the same one was slower in far more pairs than chance allows.
    """
    dice = random.Random(1)
    ones, others = [], []
    for pair in pairs:
        turns = [(pair.one, ones), (pair.other, others)]
        for ask, times in dice.sample(turns, 2):
            started = time.perf_counter()
            await ask()
            times.append(time.perf_counter() - started)
    middle, other = statistics.median(ones), statistics.median(others)
    slower = sum(a > b for a, b in zip(ones, others, strict=True))
    return abs(middle - other) < MOST_APART * min(middle, other) or not _by_far(slower, len(ones))


def _by_far(slower: int, times: int) -> bool:
    """Whether so many of so many are too far from half of them (normal approximation at CHANCE)."""
    spread = statistics.NormalDist().inv_cdf(1 - CHANCE / 2) * (times**0.5) / 2
    return abs(slower - times / 2) > spread
