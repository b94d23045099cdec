"""Customers, units and service orders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import reduce
from typing import Any

from piccolo.columns import Column
from piccolo.columns.combination import And, WhereRaw

from fieldops.store import order_lives, sold_units
from fieldops.store.pages import Wanted, page
from fieldops.store.reach import everywhere
from fieldops.store.rows import insert, refuse_known, unknown_in, value
from fieldops.tables.network import Nodes
from fieldops.tables.orders import Customers, OrderParts, ServiceOrders, SoldUnits
from fieldops.tables.parts import Faults, Parts
from inventory.order_life import OrderLife, WaitingFor
from inventory.orders import (
    BEFORE_THE_VISIT,
    OPEN,
    VISITED,
    Appointment,
    Customer,
    OrderStatus,
    Promised,
    PromisedFor,
    ServiceOrder,
)
from inventory.parts import PartCount
from refusals import FieldProblem, NotFound
from routing.clocks import TO_THE_CUSTOMER

TO_BE_VISITED = (
    f"(status IN ({', '.join(repr(status.value) for status in BEFORE_THE_VISIT)})"
    f" OR status = '{OrderStatus.WAITING.value}' AND waiting_for = '{WaitingFor.PART.value}')"
)
"""SQL: somebody may be sent there, with the parts if they are there by then (V4)."""


async def add_customers(customers: Sequence[Customer]) -> None:
    """:raises AlreadyThere: a code is taken."""
    await refuse_known("customer", Customers.code, [customer.code for customer in customers])
    await insert(Customers, [asdict(customer) for customer in customers])


async def customers(codes: Iterable[str]) -> dict[str, Customer]:
    """Customers by code; a code that isn't there is left out."""
    rows = await Customers.raw("SELECT * FROM customers WHERE code = ANY({})", sorted(set(codes))).run()
    return {row["code"]: value(Customer, row) for row in rows}


async def next_customer_code() -> str:
    """A fresh code, ``C-`` and six digits that never repeat."""
    [row] = await Customers.raw("SELECT nextval('customer_codes') AS number").run()
    return f"C-{row['number']:06d}"


async def next_numbers(count: int, registered_at: Sequence[datetime]) -> list[str]:
    """Fresh order numbers, ``SO-`` with the day of registration and six digits that never repeat."""
    rows = await ServiceOrders.raw(
        "SELECT nextval('service_order_numbers') AS number FROM generate_series(1, {})", count
    ).run()
    return [f"SO-{at:%Y%m%d}-{row['number']:06d}" for at, row in zip(registered_at, rows, strict=True)]


async def refuse_taken(numbers: Iterable[str]) -> None:
    """:raises AlreadyThere: an order has one of these numbers, or it stands there twice."""
    await refuse_known("service order", ServiceOrders.number, list(numbers))


async def unknown_names(orders: Sequence[ServiceOrder]) -> list[FieldProblem]:
    """A problem for each record that orders name and that isn't there, its path beginning with the order's place."""
    numbered = list(enumerate(orders))
    return [
        *await unknown_in(Customers.code, ((f"{i}.customer", order.customer) for i, order in numbered)),
        *await unknown_in(Nodes.code, ((f"{i}.outlet", order.outlet) for i, order in numbered)),
        *await sold_units.unserviceable((f"{i}.unit", order.unit) for i, order in numbered),
        *await unknown_in(Faults.code, ((f"{i}.fault", order.fault) for i, order in numbered)),
        *await unknown_in(ServiceOrders.number, ((f"{i}.about", order.about) for i, order in numbered)),
        *await unknown_in(
            Parts.number,
            ((f"{i}.parts.{j}.part", line.part) for i, o in numbered for j, line in enumerate(o.parts or ())),
        ),
    ]


async def add_orders(orders: Sequence[tuple[ServiceOrder, OrderLife]]) -> None:
    """Orders that have their numbers, parts and promise, with where they stand.

    :raises Overtaken: a number was taken meanwhile.
    """
    await insert(ServiceOrders, [_row(order) | order_lives.row_of(life) for order, life in orders])
    await insert(
        OrderParts,
        [asdict(line) | {"service_order": order.number} for order, _ in orders for line in order.parts or ()],
    )


def _row(order: ServiceOrder) -> dict[str, Any]:
    """What was asked for and promised; where it stands is the life's to say."""
    row = asdict(order)
    del row["parts"], row["appointment"], row["status"], row["promised"], row["outlet"]
    promised = order.promised
    return row | {
        "reached": list(order.reached),
        "promised_until": promised and promised.due_at,
        "promised_for": promised and promised.basis.value,
    }


def _order(row: dict[str, Any], parts: Sequence[PartCount]) -> ServiceOrder:
    starts, ends, until = row["appointment_starts"], row["appointment_ends"], row["promised_until"]
    window = Appointment(starts=starts, ends=ends) if starts else None
    promised = Promised(due_at=until, basis=PromisedFor(row["promised_for"])) if until else None
    return value(ServiceOrder, row | {"appointment": window, "promised": promised, "parts": tuple(parts)})


async def _with_parts(rows: list[dict[str, Any]]) -> list[ServiceOrder]:
    lines = await OrderParts.raw(
        "SELECT service_order, part, quantity FROM order_parts WHERE service_order = ANY({}) ORDER BY part",
        [row["number"] for row in rows],
    ).run()
    parts: dict[str, list[PartCount]] = {}
    for line in lines:
        parts.setdefault(line["service_order"], []).append(PartCount(part=line["part"], quantity=line["quantity"]))
    return [_order(row, parts.get(row["number"], ())) for row in rows]


async def open_visits(node_codes: Iterable[str]) -> list[ServiceOrder]:
    """Open orders of those outlets that need somebody at the customer's, by number; without those where somebody is, and
    those that wait for something else than a part."""
    rows = await ServiceOrders.raw(
        f"SELECT * FROM service_orders o WHERE {TO_BE_VISITED} AND kind = ANY({{}}) AND outlet = ANY({{}}) AND NOT EXISTS ("
        "SELECT FROM visits v WHERE v.service_order = o.number AND v.state IN ('on_the_way', 'on_site')) ORDER BY number",
        sorted(VISITED),
        sorted(set(node_codes)),
    ).run()
    return await _with_parts(rows)


async def orders_of(numbers: Iterable[str]) -> list[ServiceOrder]:
    """Orders by number; a number that isn't there is left out."""
    rows = await ServiceOrders.raw(
        "SELECT * FROM service_orders WHERE number = ANY({}) ORDER BY number", sorted(set(numbers))
    ).run()
    return await _with_parts(rows)


async def not_to_be_visited(numbers: Iterable[str]) -> list[str]:
    """Those to which nobody need go any more, or not now, by number; the others stay as they are until the transaction ends."""
    rows = await ServiceOrders.raw(
        f"SELECT number, {TO_BE_VISITED} AS open FROM service_orders WHERE number = ANY({{}}) ORDER BY number FOR SHARE",
        sorted(set(numbers)),
    ).run()
    return [row["number"] for row in rows if not row["open"]]


async def open_of_units(serials: Iterable[str]) -> list[ServiceOrder]:
    """Open orders about these machines, by number."""
    rows = await ServiceOrders.raw(
        "SELECT * FROM service_orders WHERE unit = ANY({}) AND status = ANY({}) ORDER BY number",
        sorted(set(serials)),
        sorted(OPEN),
    ).run()
    return await _with_parts(rows)


async def pointing_at(numbers: Iterable[str]) -> list[ServiceOrder]:
    """Chasers of and complaints about these orders, by number."""
    rows = await ServiceOrders.raw(
        "SELECT * FROM service_orders WHERE about = ANY({}) ORDER BY number", sorted(set(numbers))
    ).run()
    return await _with_parts(rows)


async def point_elsewhere(orders: Sequence[ServiceOrder]) -> None:
    """Write what each of these is about anew."""
    async with everywhere():
        for one in orders:
            columns: dict[Column | str, Any] = {"version": ServiceOrders.version + 1, "about": one.about}
            await ServiceOrders.update(columns).where(ServiceOrders.number == one.number).run()


async def units_models(serials: Iterable[str]) -> dict[str, str]:
    """Product model by serial; a serial that isn't there is left out."""
    rows = await SoldUnits.raw(
        "SELECT serial, model FROM sold_units WHERE serial = ANY({})", sorted(set(serials))
    ).run()
    return {row["serial"]: row["model"] for row in rows}


async def customer_page(wanted: Wanted) -> tuple[int, list[Customer]]:
    count, rows = await page(Customers, wanted)
    return count, [value(Customer, row) for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What a desk looks for beside the columns' values; None asks nothing.

    ``at_risk_before``: something that the customer was promised is due by then and still open. ``unbooked``: a visit is needed
    and no time agreed. ``chased``: the customer has asked again. ``crisis``: it, or a complaint about it, is one (S4).
    """

    open: bool | None = None
    at_risk_before: datetime | None = None
    unbooked: bool | None = None
    chased: bool | None = None
    crisis: bool | None = None

    def condition(self) -> Any:
        """For :func:`fieldops.store.pages.page`; None if nothing is asked."""
        asked = [
            _asks(self.open, f"status IN ({_listed(OPEN)})"),
            _asks(self.unbooked, f"status IN ({_listed(_UNBOOKED)}) AND kind IN ({_listed(VISITED)})"),
            _asks(
                self.chased,
                "EXISTS (SELECT FROM service_orders c WHERE c.about = service_orders.number AND c.kind = 'chaser')",
            ),
            _asks(self.crisis, _CRISIS),
        ]
        if self.at_risk_before is not None:
            asked.append(WhereRaw(_AT_RISK, self.at_risk_before))
        wanted: list[Any] = [one for one in asked if one is not None]
        return reduce(And, wanted[1:], wanted[0]) if wanted else None


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in sorted(values))


def _asks(wanted: bool | None, condition: str) -> WhereRaw | None:
    if wanted is None:
        return None
    return WhereRaw(condition if wanted else f"NOT ({condition})")


_UNBOOKED = (OrderStatus.REGISTERED, OrderStatus.FORWARDED, OrderStatus.ASSIGNED)
_CRISIS = (
    "EXISTS (SELECT FROM crises x JOIN service_orders c ON c.number = x.complaint"
    " WHERE service_orders.number IN (c.number, c.about))"
)
_AT_RISK = (
    "EXISTS (SELECT FROM clocks k WHERE k.service_order = service_orders.number AND k.stopped_at IS NULL"
    f" AND k.cancelled_at IS NULL AND k.paused_since IS NULL AND k.kind IN ({_listed(TO_THE_CUSTOMER)}) AND k.due_at <= {{}})"
)


async def order_page(wanted: Wanted, sought: Sought | None = None) -> tuple[int, list[ServiceOrder]]:
    count, rows = await page(ServiceOrders, wanted, sought.condition() if sought else None)
    return count, await _with_parts(rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionedOrder:
    """An order and how often it was changed, counted from 1."""

    value: ServiceOrder
    version: int


async def order(number: str) -> VersionedOrder:
    """:raises NotFound: there is none."""
    return await _one_order("", number)


async def locked_order(number: str) -> VersionedOrder:
    """The same, the row locked until the transaction ends.

    :raises NotFound: there is none.
    """
    return await _one_order("FOR UPDATE", number)


async def _one_order(locking: str, number: str) -> VersionedOrder:
    rows = await ServiceOrders.raw(f"SELECT * FROM service_orders WHERE number = {{}} {locking}", number).run()
    if not rows:
        raise NotFound(kind="service order", key=number)
    return VersionedOrder(value=(await _with_parts(rows))[0], version=rows[0]["version"])


async def change(number: str, order: ServiceOrder) -> None:
    """Write anew what is said of the order, as its next version; where it stands is :mod:`fieldops.store.order_lives`' to say."""
    columns: dict[Column | str, Any] = {"version": ServiceOrders.version + 1}
    columns.update((name, cell) for name, cell in _row(order).items() if name != "number")
    await ServiceOrders.update(columns).where(ServiceOrders.number == number).run()
    await set_parts(number, order.parts or ())


async def set_parts(number: str, parts: Sequence[PartCount]) -> None:
    """What the next visit of an order is expected to use, in place of what stood there."""
    await OrderParts.delete().where(OrderParts.service_order == number).run()
    await insert(OrderParts, [asdict(line) | {"service_order": number} for line in parts])
