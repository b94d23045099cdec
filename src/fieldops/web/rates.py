"""How many requests one address may send."""

from __future__ import annotations

import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from fieldops.web.refusals import TooManyRequests


class Rates:
    """Counts the requests of each address in this process."""

    def __init__(self, most_a_minute: int) -> None:
        self._limit = RateLimitItemPerMinute(most_a_minute)
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def check(self, address: str) -> None:
        """:raises TooManyRequests: this one is too many."""
        if not self._limiter.hit(self._limit, address):
            ends_at = self._limiter.get_window_stats(self._limit, address).reset_time
            raise TooManyRequests(most=self._limit.amount, wait_s=max(1, round(ends_at - time.time())))
