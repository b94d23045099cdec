"""Chance that falls alike on every machine and Python version."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws for one purpose.

    Only ``Random.random`` promises the same numbers in every Python version, so all draws are made of it. Each purpose
    has its own stream: more customers don't change the stock.
    """

    def __init__(self, seed: int, purpose: str) -> None:
        self._draw = random.Random(f"{seed}/{purpose}").random  # noqa: S311

    def share(self) -> float:
        """From 0 to below 1."""
        return self._draw()

    def happens(self, probability: float) -> bool:
        return self._draw() < probability

    def whole(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return least + int(self._draw() * (most - least + 1))

    def between(self, least: float, most: float) -> float:
        return least + self._draw() * (most - least)

    def pick(self, items: Sequence[T]) -> T:
        return items[int(self._draw() * len(items))]

    def weighted(self, items: Sequence[T], weights: Sequence[float]) -> T:
        """One of ``items``, with a chance in proportion to its weight."""
        # fsum: the sum() of Python 3.12 rounds otherwise than that of 3.11
        left = self._draw() * math.fsum(weights)
        for item, weight in zip(items, weights, strict=True):
            left -= weight
            if left < 0:
                return item
        return items[-1]

    def some(self, items: Sequence[T], weights: Sequence[float], count: int) -> list[T]:
        """Up to ``count`` different ones of ``items``; what weighs nothing isn't drawn."""
        drawn: list[T] = []
        pool = [(item, weight) for item, weight in zip(items, weights, strict=True) if weight > 0]
        while pool and len(drawn) < count:
            place = self.weighted(range(len(pool)), [weight for _, weight in pool])
            drawn.append(pool.pop(place)[0])
        return drawn

    def shuffled(self, items: Sequence[T]) -> list[T]:
        mixed = list(items)
        for place in range(len(mixed) - 1, 0, -1):
            other = self.whole(0, place)
            mixed[place], mixed[other] = mixed[other], mixed[place]
        return mixed
