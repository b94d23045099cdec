"""Promises of service orders that were missed, by their clocks (S3, S7)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from fieldops.store.clocks import clock_of
from fieldops.tables.clocks import Clocks
from inventory.causes import Missed
from routing.clocks import Clock, ClockKind

FORWARDING = frozenset({ClockKind.FORWARD_TO_PROVINCE, ClockKind.FORWARD_TO_OUTLET})


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedClock:
    """``holder`` had it when it was due; ``ended_by`` is who did what it waited for, of a forwarding."""

    missed: Missed
    kind: ClockKind
    holder: str
    ended_by: str


MISSED = """
WITH numbered AS (
    SELECT c.*, row_number() OVER (PARTITION BY c.service_order, c.kind ORDER BY c.id) AS nth
    FROM clocks c WHERE c.service_order = ANY({}) AND c.kind = ANY({})
)
SELECT n.*, s.by AS ended_by FROM numbered n
LEFT JOIN LATERAL (
    SELECT s.by FROM order_steps s
    WHERE n.kind IN ('forward_to_province', 'forward_to_outlet') AND s.service_order = n.service_order
        AND s.at = n.stopped_at AND s.verb IN ('forward', 'assign')
    ORDER BY s.id LIMIT 1
) s ON TRUE
WHERE n.due_at + interval '1 s' <= coalesce(n.stopped_at, n.cancelled_at, n.paused_since, {}) OR n.renewals @> {}
ORDER BY n.service_order, n.started_at, n.id
"""


PUT_OFF_LATE = '[{"missed": true}]'
"""What the renewals of a clock hold that was missed before it was put off."""


async def of_orders(numbers: Collection[str], kinds: Collection[str], *, now: datetime) -> list[MissedClock]:
    """Clocks of these kinds that were missed by a second or more by ``now``, by order; the second one of a kind is told as
    ``arrive.2``."""
    rows = await Clocks.raw(MISSED, sorted(set(numbers)), sorted(kinds), now, PUT_OFF_LATE).run()
    return [_missed(clock_of(row), row["nth"], row["ended_by"] or "") for row in rows]


def _missed(clock: Clock, nth: int, ended_by: str) -> MissedClock:
    """One that was missed and then put off is missed since its first due time."""
    due_at = next((one.was_due_at for one in clock.renewals if one.missed), clock.due.at)
    missed = Missed(
        order=clock.order,
        promise=clock.kind.value if nth == 1 else f"{clock.kind}.{nth}",
        started_at=clock.started_at,
        due_at=due_at,
        ended_at=clock.stopped_at or clock.cancelled_at,
    )
    return MissedClock(missed=missed, kind=clock.kind, holder=clock.holder_at(due_at), ended_by=ended_by)
