"""What happened on each of some days, in a figure a day: one query each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from fieldops.store.rows import value
from fieldops.tables.orders import ServiceOrders
from inventory.orders import VISITED
from routing.clocks import PROMISED


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDay:
    """Visits that were ``promised`` for this day, as far as that is over, and those that were ``kept``; orders that ``began_to_wait`` for a part. ``left_open`` are
    the orders that were registered by its end and not done."""

    day: date
    registered: int
    done: int
    left_open: int
    promised: int
    kept: int
    began_to_wait: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartDay:
    """Quota requests that were ``made``, and ``decided``, granted for ``granted_fen``."""

    day: date
    made: int
    decided: int
    granted_fen: int


_DAYS = """WITH asked AS (SELECT {}::date AS first, {}::date AS last, {}::text AS zone, {}::timestamptz AS now),
days AS (SELECT a.now, d::date AS day, d::date::timestamp AT TIME ZONE a.zone AS starts,
    (d::date + 1)::timestamp AT TIME ZONE a.zone AS ends FROM asked a, generate_series(a.first, a.last, '1 day') d),
bounds AS (SELECT min(starts) AS since, max(ends) AS until FROM days)"""
_VISITED = ", ".join(f"'{kind}'" for kind in sorted(VISITED))
_PROMISED = ", ".join(f"'{kind}'" for kind in sorted(PROMISED))
_ORDERS = f"""{_DAYS},
counted AS (SELECT registered_at, done_at FROM service_orders WHERE kind IN ({_VISITED}) AND status NOT IN ('cancelled', 'duplicate')),
begun AS (SELECT d.day, count(s.registered_at) AS n FROM days d LEFT JOIN counted s ON s.registered_at >= d.starts AND s.registered_at < d.ends GROUP BY d.day),
ended AS (SELECT d.day, count(s.done_at) AS n FROM days d LEFT JOIN counted s ON s.done_at >= d.starts AND s.done_at < d.ends GROUP BY d.day),
before AS (SELECT count(*) AS n FROM counted, bounds WHERE registered_at < since AND (done_at IS NULL OR done_at >= since)),
due AS (SELECT d.day, count(k.id) AS n, count(k.id) FILTER (WHERE k.stopped_at <= k.due_at) AS kept
    FROM days d LEFT JOIN clocks k ON k.due_at >= d.starts AND k.due_at < d.ends AND k.kind IN ({_PROMISED})
        AND k.cancelled_at IS NULL AND (k.stopped_at IS NOT NULL OR k.due_at < d.now)
    GROUP BY d.day),
waits AS (SELECT d.day, count(DISTINCT w.service_order) AS n FROM days d LEFT JOIN order_steps w
    ON w.at >= d.starts AND w.at < d.ends AND w.waiting_for = 'part' GROUP BY d.day)
SELECT day, begun.n AS registered, ended.n AS done, due.n AS promised, due.kept, waits.n AS began_to_wait,
    (SELECT n FROM before) + (sum(begun.n - ended.n) OVER (ORDER BY day))::bigint AS left_open
FROM begun JOIN ended USING (day) JOIN due USING (day) JOIN waits USING (day) ORDER BY day"""
_PARTS = f"""{_DAYS},
made AS (SELECT d.day, count(r.number) AS n FROM days d LEFT JOIN quota_requests r ON r.made_at >= d.starts AND r.made_at < d.ends
    GROUP BY d.day),
decided AS (SELECT d.day, count(DISTINCT r.number) AS n, coalesce(sum(l.approved * l.price_fen), 0)::bigint AS fen
    FROM days d LEFT JOIN quota_requests r ON r.decided_at >= d.starts AND r.decided_at < d.ends
    LEFT JOIN quota_request_lines l ON l.request = r.number GROUP BY d.day)
SELECT day, made.n AS made, decided.n AS decided, decided.fen AS granted_fen FROM made JOIN decided USING (day) ORDER BY day"""


async def order_days(first: date, last: date, zone: ZoneInfo, now: datetime) -> list[OrderDay]:
    """Of what is visited, as far as the caller sees it."""
    rows = await ServiceOrders.raw(_ORDERS, first, last, zone.key, now).run()
    return [value(OrderDay, row) for row in rows]


async def part_days(first: date, last: date, zone: ZoneInfo, now: datetime) -> list[PartDay]:
    """Of the requests that the caller sees."""
    rows = await ServiceOrders.raw(_PARTS, first, last, zone.key, now).run()
    return [value(PartDay, row) for row in rows]
