"""What a service desk has before it: orders with their customer and machine, and how pressing the open clocks of each are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from fieldops.store.rows import as_it_stands, value
from fieldops.tables.orders import ServiceOrders
from inventory.order_life import Level, WaitingFor
from inventory.orders import OPEN, VISITED, Appointment, OrderKind, OrderStatus
from refusals import NotFound
from routing.clocks import PROMISED, TO_THE_CUSTOMER, ClockKind


class DeskView(StrEnum):
    """``AT_RISK``: something promised to the customer is late or at risk. ``MINE``: a step is due from the node of who asks.
    ``ALL`` holds what is over, too."""

    AT_RISK = "at_risk"
    LATE = "late"
    MINE = "mine"
    UNBOOKED = "unbooked"
    WAITING = "waiting"
    CHASED = "chased"
    CRISIS = "crisis"
    OPEN = "open"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSought:
    """What a desk asks for: ``words`` stand in the order's number, the machine's, or the customer's name, phone or address;
    ``node`` is the province or outlet that has it; None asks nothing. ``mine`` is the node of who asks."""

    mine: str | None
    node: str | None = None
    kind: OrderKind | None = None
    status: OrderStatus | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """An order as a desk sees it; ``chased`` times the customer has asked again."""

    number: str
    kind: OrderKind
    status: OrderStatus
    fault_level: int
    registered_at: datetime
    note: str
    customer: str
    name: str
    phone: str
    address: str
    contract: bool
    lon: float
    lat: float
    unit: str | None
    model: str | None
    fault: str | None
    fault_zh: str | None
    fault_en: str | None
    outlet: str
    outlet_zh: str
    outlet_en: str
    province: str | None
    appointment: Appointment | None
    waiting_for: WaitingFor | None
    escalated_to: Level | None
    about: str | None
    merged_into: str | None
    said: str
    chased: int
    crisis: bool
    late: bool
    at_risk: bool


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in sorted(values))


# Where the customer waits at home nobody at a desk can do anything.
AT_A_DESK = frozenset(ClockKind) - PROMISED - {ClockKind.RESTORE}

_CRISIS = "EXISTS (SELECT FROM crises x JOIN service_orders s ON s.number = x.complaint WHERE o.number IN (s.number, s.about))"
_CHASED = "EXISTS (SELECT FROM service_orders s WHERE s.about = o.number AND s.kind = 'chaser')"
_VIEWS: Mapping[DeskView, str] = {
    DeskView.AT_RISK: "k.at_risk OR k.late",
    DeskView.LATE: "k.late",
    DeskView.MINE: "k.mine",
    DeskView.UNBOOKED: f"o.status IN ('registered', 'forwarded', 'assigned') AND o.kind IN ({_listed(VISITED)})",
    DeskView.WAITING: "o.status = 'waiting'",
    DeskView.CHASED: _CHASED,
    DeskView.CRISIS: _CRISIS,
    DeskView.OPEN: "TRUE",
}
_IS_OPEN = f"o.status IN ({_listed(OPEN)})"
_FROM = f"""
FROM service_orders o JOIN customers c ON c.code = o.customer CROSS JOIN asked a LEFT JOIN (
    SELECT service_order,
        min(due_at) FILTER (WHERE kind IN ({_listed(TO_THE_CUSTOMER)})) AS due_at,
        min(due_at) FILTER (WHERE kind IN ({_listed(AT_A_DESK)})) AS step_due_at,
        bool_or(kind IN ({_listed(TO_THE_CUSTOMER)}) AND coalesce(paused_since, now) > due_at) AS late,
        bool_or(kind IN ({_listed(TO_THE_CUSTOMER)}) AND paused_since IS NULL
            AND now >= due_at - make_interval(secs => at_risk_s)) AS at_risk,
        bool_or(kind IN ({_listed(AT_A_DESK)}) AND holder = mine) AS mine
    FROM clocks CROSS JOIN asked WHERE stopped_at IS NULL AND cancelled_at IS NULL GROUP BY service_order
) k ON k.service_order = o.number
WHERE (a.for_node IS NULL OR a.for_node IN (o.outlet, o.province)) AND (a.for_kind IS NULL OR a.for_kind = o.kind)
    AND (a.for_status IS NULL OR a.for_status = o.status)
    AND (a.words IS NULL OR o.number ILIKE a.words OR o.unit ILIKE a.words
        OR c.name ILIKE a.words OR c.phone LIKE a.words OR c.address ILIKE a.words)"""
_ASKED = """WITH asked AS (SELECT {}::timestamptz AS now, {}::text AS mine, {}::text AS for_node, {}::text AS for_kind,
    {}::text AS for_status, {}::text AS words)"""
_SHOWN = f"""
SELECT o.*, c.name, c.phone, c.address, c.contract, c.lon, c.lat, u.model, f.name_zh AS fault_zh, f.name_en AS fault_en,
    n.name_zh AS outlet_zh, n.name_en AS outlet_en, {_CRISIS} AS crisis,
    (SELECT count(*) FROM service_orders s WHERE s.about = o.number AND s.kind = 'chaser') AS chased
FROM chosen o JOIN customers c ON c.code = o.customer JOIN nodes n ON n.code = o.outlet
    LEFT JOIN sold_units u ON u.serial = o.unit LEFT JOIN faults f ON f.code = o.fault"""
_CHOSEN = "SELECT o.*, coalesce(k.late, FALSE) AS late, coalesce(k.at_risk, FALSE) AS at_risk, k.due_at, k.step_due_at"


def _given(sought: DeskSought, now: datetime) -> tuple[object, ...]:
    words = None if sought.words is None else f"%{as_it_stands(sought.words)}%"
    kind, status = sought.kind and sought.kind.value, sought.status and sought.status.value
    return now, sought.mine, sought.node, kind, status, words


async def counts(sought: DeskSought, now: datetime) -> dict[DeskView, int]:
    """How many open orders each view holds."""
    counted = ", ".join(f"count(*) FILTER (WHERE {condition}) AS {view}" for view, condition in _VIEWS.items())
    sql = f"{_ASKED} SELECT {counted} {_FROM} AND {_IS_OPEN}"
    [row] = await ServiceOrders.raw(sql, *_given(sought, now)).run()
    return {view: row[view] for view in _VIEWS}


async def rows(
    view: DeskView, sought: DeskSought, *, limit: int, offset: int, now: datetime
) -> tuple[int, list[DeskRow]]:
    """Some of the orders of a view, and how many it holds: what is due first, of :attr:`DeskView.ALL` the newest."""
    condition = "" if view is DeskView.ALL else f"AND {_IS_OPEN} AND ({_VIEWS[view]})"
    first = {DeskView.ALL: "registered_at DESC", DeskView.MINE: "step_due_at"}.get(view, "due_at NULLS LAST")
    sql = (
        f"{_ASKED}, found AS ({_CHOSEN}, count(*) OVER () AS found {_FROM} {condition}),"
        f" chosen AS (SELECT * FROM found ORDER BY {first}, number LIMIT {{}} OFFSET {{}})"
        f" {_SHOWN} ORDER BY {first}, number"
    )
    found = await ServiceOrders.raw(sql, *_given(sought, now), limit, offset).run()
    return (found[0]["found"] if found else 0), [_row(row) for row in found]


async def row(number: str, now: datetime) -> DeskRow:
    """:raises NotFound: there is no such order."""
    sql = f"{_ASKED}, chosen AS ({_CHOSEN} {_FROM} AND o.number = {{}}) {_SHOWN}"
    found = await ServiceOrders.raw(sql, *_given(DeskSought(mine=None), now), number).run()
    if not found:
        raise NotFound(kind="service order", key=number)
    return _row(found[0])


def _row(row: Mapping[str, Any]) -> DeskRow:
    starts, ends = row["appointment_starts"], row["appointment_ends"]
    window = Appointment(starts=starts, ends=ends) if starts else None
    return value(DeskRow, {**row, "appointment": window})
