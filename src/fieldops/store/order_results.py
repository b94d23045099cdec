"""What became of a month's service orders, as one knew at a moment (S6, S8): a fixed number of queries, however many there are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from fieldops.store.rows import value
from fieldops.tables.orders import ServiceOrders
from inventory.orders import OrderKind, OrderStatus

ORDERS = """
SELECT o.number, o.kind, o.registered_at, coalesce(m.product_type, {}) AS product, c.lon, c.lat,
       told.status, CASE WHEN told.status IN ('done', 'closed') THEN told.done_at END AS completed_at,
       told.outlet, told.agreed_at, told.agreed_by,
       done.technician, NOT EXISTS (
           SELECT FROM visits v JOIN visit_steps s ON s.visit = v.number
           WHERE v.service_order = o.number AND s.did = 'arrived' AND s.at < o.registered_at) AS registered
FROM service_orders o
JOIN customers c ON c.code = o.customer
LEFT JOIN sold_units u ON u.serial = o.unit
LEFT JOIN product_models m ON m.code = u.model
JOIN LATERAL (
    SELECT (array_agg(s.status ORDER BY s.id DESC))[1] AS status,
           max(s.at) FILTER (WHERE s.verb IN ('finish', 'answer')) AS done_at,
           (array_agg(s.node ORDER BY s.id DESC) FILTER (WHERE s.verb IN ('forward', 'assign', 'send_back')))[1] AS outlet,
           (array_agg(s.ends ORDER BY s.id DESC) FILTER (WHERE s.asked_by IN ('customer', 'weather')))[1] AS agreed_at,
           (array_agg(s.asked_by ORDER BY s.id DESC) FILTER (WHERE s.asked_by IN ('customer', 'weather')))[1] AS agreed_by
    FROM order_steps s WHERE s.service_order = o.number AND s.at <= {}
) told ON told.outlet IS NOT NULL
CROSS JOIN LATERAL (
    SELECT (array_agg(v.technician ORDER BY v.closed_at DESC) FILTER (WHERE v.outcome = 'done' AND v.closed_at <= {}))[1]
           AS technician
    FROM visits v WHERE v.service_order = o.number
) done
WHERE o.registered_at >= {} AND o.registered_at < {} AND o.kind = ANY({})
  AND told.status NOT IN ('cancelled', 'duplicate')
ORDER BY o.number
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundOrder:
    """An order of the month as its steps told by then; ``outlet`` is the province while none was chosen.

    ``agreed_at`` is the end of the time that ``agreed_by``, the customer or the weather, asked for last.
    """

    number: str
    kind: OrderKind
    registered_at: datetime
    product: str
    lon: float
    lat: float
    status: OrderStatus
    completed_at: datetime | None
    outlet: str
    agreed_at: datetime | None
    agreed_by: str | None
    technician: str | None
    registered: bool


NO_PRODUCT = "none"
"""The product of an order that is about no machine."""


async def orders_of(
    start: datetime, end: datetime, kinds: Collection[OrderKind], *, as_of: datetime
) -> Sequence[FoundOrder]:
    """Orders registered from ``start`` until before ``end`` that a province had by ``as_of`` and nobody had withdrawn."""
    rows = await ServiceOrders.raw(
        ORDERS, NO_PRODUCT, as_of, as_of, start, end, sorted(kind.value for kind in kinds)
    ).run()
    return [value(FoundOrder, row) for row in rows]
