"""What happened to a machine before: what a customer's rights follow from (W2).

All of it is looked for beyond the caller's reach: whoever repaired the machine, its owner's rights are the same.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from fieldops.store.reach import everywhere
from fieldops.tables.orders import ServiceOrders
from fieldops.tables.visits import VisitSteps
from inventory.order_life import PAUSES, AskedBy
from inventory.orders import OPEN, OrderKind
from inventory.unvisited import CAME
from inventory.visit_endings import Failure
from inventory.visit_steps import Did
from inventory.visits import AT_CUSTOMER
from inventory.warranty_findings import Found

STANDS = (
    "NOT EXISTS (SELECT FROM visit_steps w"
    " WHERE w.visit = s.visit AND w.did = 'withdrawn' AND w.content ->> 'of' = s.step)"
)
REPORTED_AT = (
    "least(o.registered_at, (SELECT min(m.registered_at) FROM service_orders m WHERE m.merged_into = o.number))"
)


@dataclass(frozen=True, slots=True)
class PartBefore:
    """A part of a machine, and the moment before which it may have been replaced."""

    unit: str
    part: str
    before: datetime


async def last_replaced(asked: Collection[PartBefore]) -> dict[PartBefore, datetime]:
    """When each of these parts was last put into its machine, by the steps that stand; one query."""
    async with everywhere():
        rows = await VisitSteps.raw(
            "SELECT q.unit, q.part, q.before, max(s.at) AS at"
            " FROM unnest({}::text[], {}::text[], {}::timestamptz[]) AS q (unit, part, before)"
            " JOIN service_orders o ON o.unit = q.unit JOIN visits v ON v.service_order = o.number"
            " JOIN visit_steps s ON s.visit = v.number AND s.did = {}"
            f" AND s.content ->> 'part' = q.part AND s.at < q.before WHERE {STANDS} GROUP BY 1, 2, 3",
            [one.unit for one in asked],
            [one.part for one in asked],
            [one.before for one in asked],
            Did.PART_USED.value,
        ).run()
    return {PartBefore(row["unit"], row["part"], row["before"]): row["at"] for row in rows}


async def repairs(
    unit: str, fault: str, *, before: datetime, order: str | None, approved: Collection[str]
) -> list[datetime]:
    """When repairs of this fault were done that didn't solve it: those of other orders that were done ``before``, and those of
    ``order`` after which it was reopened.

    One that wasn't ours to answer for (W3) doesn't count; foreign parts that are ``approved`` speak against nothing.
    """
    async with everywhere():
        rows = await ServiceOrders.raw(
            "SELECT coalesce(s.at, o.done_at) AS at FROM service_orders o"
            " LEFT JOIN order_steps s ON s.service_order = o.number AND s.verb = 'finish'"
            " WHERE o.unit = {} AND o.fault = {} AND o.kind = {} AND CASE WHEN o.number = {}"
            " THEN EXISTS (SELECT FROM order_steps r WHERE r.service_order = o.number AND r.verb = 'reopen' AND r.id > s.id)"
            " ELSE coalesce(s.at, o.done_at) < {} END"
            " AND NOT EXISTS (SELECT FROM warranty_findings f WHERE f.service_order = o.number"
            "  AND f.withdrawn_at IS NULL AND f.found <> {} AND f.part <> ALL ({}) IS NOT FALSE) ORDER BY 1",
            unit,
            fault,
            OrderKind.REPAIR.value,
            order or "",
            before,
            Found.NOT_PERFORMANCE.value,
            sorted(approved),
        ).run()
    return [row["at"] for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An order was ``reported_at``, or one that is merged with it, and somebody first came at ``visited_at``.

    ``put_off``: since when, and until when, the customer or the weather wanted it later; None where nothing was agreed.
    """

    order: str
    reported_at: datetime
    visited_at: datetime | None
    put_off: tuple[tuple[datetime, datetime | None], ...]


async def reported_first(unit: str, fault: str) -> str | None:
    """The first order about this fault that is still open."""
    async with everywhere():
        rows = await ServiceOrders.raw(
            "SELECT number FROM service_orders WHERE unit = {} AND fault = {} AND kind = {} AND status = ANY({})"
            " ORDER BY registered_at, number LIMIT 1",
            unit,
            fault,
            OrderKind.REPAIR.value,
            sorted(status.value for status in OPEN),
        ).run()
    return rows[0]["number"] if rows else None


async def reported_at(orders: Collection[str]) -> dict[str, datetime]:
    """When each order was registered, or one that is merged with it: what was told first counts."""
    async with everywhere():
        rows = await ServiceOrders.raw(
            f"SELECT number, {REPORTED_AT} AS at FROM service_orders o WHERE o.number = ANY({{}})", sorted(orders)
        ).run()
    return {row["number"]: row["at"] for row in rows}


async def waiting(order: str, *, now: datetime) -> Waiting:
    """When an order was reported, when somebody came, and what put it off; what it waits for still, until ``now``."""
    async with everywhere():
        rows = await ServiceOrders.raw(WAITING, [did.value for did in AT_CUSTOMER], sorted(CAME), order).run()
        off = await ServiceOrders.raw(
            PUT_OFF,
            order,
            [AskedBy.CUSTOMER.value, AskedBy.WEATHER.value],
            now,
            order,
            [what.value for what in PAUSES],
            order,
            Failure.WEATHER.value,
        ).run()
    return Waiting(
        order=order,
        reported_at=rows[0]["reported_at"],
        visited_at=rows[0]["visited_at"],
        put_off=tuple((row["since"], row["until"]) for row in off),
    )


WAITING = f"""
SELECT {REPORTED_AT} AS reported_at,
    (SELECT min(s.at) FROM visit_steps s JOIN visits v ON v.number = s.visit WHERE v.service_order = o.number
     AND (s.did = ANY({{}}) OR s.did = 'failed' AND s.content ->> 'reason' = ANY({{}})) AND {STANDS}) AS visited_at
FROM service_orders o WHERE o.number = {{}}
"""
PUT_OFF = f"""
SELECT at AS since, starts AS until FROM order_steps WHERE service_order = {{}} AND asked_by = ANY({{}})
UNION ALL
SELECT s.at, coalesce((SELECT min(n.at) FROM order_steps n WHERE n.service_order = s.service_order AND n.id > s.id
                       AND n.verb NOT IN ('escalate', 'settle')), {{}})
FROM order_steps s WHERE s.service_order = {{}} AND s.waiting_for = ANY({{}})
UNION ALL
SELECT s.at, (SELECT min(n.window_starts) FROM visits n WHERE n.service_order = v.service_order AND n.booked_at >= s.at)
FROM visit_steps s JOIN visits v ON v.number = s.visit
WHERE v.service_order = {{}} AND s.did = 'failed' AND s.content ->> 'reason' = {{}} AND {STANDS}
"""
