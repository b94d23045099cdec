"""What ties the visits of two orders (V4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from piccolo.columns import Column
from piccolo.columns.combination import WhereRaw

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert_returning, refuse_if_any, unknown_in, value
from fieldops.tables.order_ties import OrderTies
from fieldops.tables.orders import ServiceOrders
from inventory.order_ties import NewTie, Tie
from inventory.orders import OrderStatus, is_open
from refusals import NotFound

_TOGETHER = (
    "WITH RECURSIVE near AS (SELECT unnest({}::varchar[]) AS number UNION"
    " SELECT CASE WHEN t.first = near.number THEN t.second ELSE t.first END FROM near"
    " JOIN order_ties t ON near.number IN (t.first, t.second) WHERE t.ended_at IS NULL)"
    " SELECT * FROM order_ties t WHERE ended_at IS NULL AND first IN (SELECT number FROM near) ORDER BY id"
)


_ELSEWHERE = (
    "SELECT o.number, o.status, visit.technician, visit.closed_at, stop.depart_at FROM service_orders o"
    " LEFT JOIN LATERAL (SELECT technician, closed_at FROM visits v WHERE v.service_order = o.number"
    "  AND v.cancelled_at IS NULL AND v.technician IS NOT NULL ORDER BY v.booked_at DESC, v.number DESC LIMIT 1"
    " ) visit ON true"
    " LEFT JOIN LATERAL (SELECT max(s.depart_at) AS depart_at FROM plan_stops s JOIN plan_routes r ON r.id = s.route"
    "  JOIN plans p ON p.id = r.plan WHERE s.service_order = o.number AND p.state = 'published' AND p.day >= {}"
    " ) stop ON true WHERE o.number = ANY({})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """An order that isn't to be planned now: ``open`` says that it is still to be done, ``technician`` who does it or did,
    ``done_at`` when that is over, as the visit tells or the published plan."""

    open: bool
    technician: str | None
    done_at: datetime | None


async def elsewhere(orders: Collection[str], *, now: datetime, today: date) -> dict[str, Elsewhere]:
    """By number; what is under way isn't over before ``now``."""
    rows = await OrderTies.raw(_ELSEWHERE, today, sorted(orders)).run()
    return {row["number"]: _elsewhere(row, now) for row in rows}


def _elsewhere(row: Mapping[str, Any], now: datetime) -> Elsewhere:
    still_open = is_open(OrderStatus(row["status"]))
    planned = row["depart_at"] and max(row["depart_at"], now)
    return Elsewhere(open=still_open, technician=row["technician"], done_at=planned if still_open else row["closed_at"])


async def take_turns() -> None:
    """Until this transaction ends nobody else ties orders: what contradicts is seen."""
    await OrderTies.raw("SELECT pg_advisory_xact_lock(1953064293)").run()  # "ties"


async def refuse_unknown(new: NewTie) -> None:
    """:raises Invalid: one of the orders isn't known."""
    refuse_if_any(await unknown_in(ServiceOrders.number, [("first", new.first), ("second", new.second)]))


async def add(new: NewTie, *, by: str, at: datetime) -> Tie:
    [id] = await insert_returning(OrderTies, [asdict(new) | {"by": by, "at": at}])
    return await tie(id)


async def tie(id: int) -> Tie:
    """:raises NotFound: there is none."""
    rows = await OrderTies.raw("SELECT * FROM order_ties WHERE id = {}", id).run()
    if not rows:
        raise NotFound(kind="tie", key=id)
    return value(Tie, rows[0])


async def end(id: int, *, by: str, at: datetime, why: str) -> None:
    columns: dict[Column | str, Any] = {OrderTies.ended_by: by, OrderTies.ended_at: at, OrderTies.ended_why: why}
    await OrderTies.update(columns).where(OrderTies.id == id).run()


async def standing(orders: Iterable[str]) -> list[Tie]:
    """All that hold and hang together with these orders, however far; one query."""
    rows = await OrderTies.raw(_TOGETHER, sorted(set(orders))).run()
    return [value(Tie, row) for row in rows]


async def touching(orders: Iterable[str]) -> list[Tie]:
    """Those that hold and concern one of these orders."""
    numbers = sorted(set(orders))
    rows = await OrderTies.raw(
        "SELECT * FROM order_ties WHERE ended_at IS NULL AND (first = ANY({}) OR second = ANY({})) ORDER BY id",
        numbers,
        numbers,
    ).run()
    return [value(Tie, row) for row in rows]


async def tie_page(wanted: Wanted, *, order: str | None, holds: bool | None) -> tuple[int, list[Tie]]:
    """``order``: those that concern it. ``holds``: whether they aren't ended."""
    conditions, given = ["TRUE"], list[object]()
    if order is not None:
        conditions.append("{} IN (first, second)")
        given.append(order)
    if holds is not None:
        conditions.append(f"ended_at IS {'' if holds else 'NOT '}NULL")
    count, rows = await page(OrderTies, wanted, also=WhereRaw(" AND ".join(conditions), *given))
    return count, [value(Tie, row) for row in rows]
