"""How many days a customer waited for somebody to come, through our fault (W2, S6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from inventory.visit_endings import Failure

CAME = frozenset({Failure.NOT_AT_HOME, Failure.CUSTOMER_REFUSED, Failure.NO_ACCESS})
"""Why nothing came of a visit though we were there."""

MOST_DAYS = 36_600


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """The customer or the weather put it off: from ``since`` until the new time that was agreed."""

    since: date
    until: date


def days_unvisited(reported_on: date, visited_on: date | None, delays: Iterable[Delay] = (), *, today: date) -> int:
    """The days after the report until somebody came, or until today, without those that a delay takes away."""
    end = max(reported_on, visited_on or today).toordinal()
    first = max(reported_on.toordinal(), end - MOST_DAYS)
    waited = set(range(first + 1, end + 1))
    for delay in delays:
        waited -= set(range(max(delay.since.toordinal(), first) + 1, min(delay.until.toordinal(), end) + 1))
    return len(waited)
