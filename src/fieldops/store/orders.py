"""Customers, units and service orders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from piccolo.columns import Column

from fieldops.store.network import not_outlets
from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert, refuse_if_any, refuse_known, unknown_in, value
from fieldops.tables.network import Nodes
from fieldops.tables.orders import Customers, OrderParts, ServiceOrders, SoldUnits
from fieldops.tables.parts import Faults, Parts, ProductModels
from inventory.orders import VISITED, Appointment, Customer, OrderStatus, ServiceOrder, SoldUnit
from inventory.parts import PartCount
from refusals import NotFound


async def add_customers(customers: Sequence[Customer]) -> None:
    """:raises AlreadyThere: a code is taken."""
    await refuse_known("customer", Customers.code, [customer.code for customer in customers])
    await insert(Customers, [asdict(customer) for customer in customers])


async def customers(codes: Iterable[str]) -> dict[str, Customer]:
    """Customers by code; a code that isn't there is left out."""
    rows = await Customers.raw("SELECT * FROM customers WHERE code = ANY({})", sorted(set(codes))).run()
    return {row["code"]: value(Customer, row) for row in rows}


async def add_units(units: Sequence[SoldUnit]) -> None:
    """:raises AlreadyThere: a serial is taken. :raises Invalid: a model, customer or seller isn't known."""
    await refuse_known("unit", SoldUnits.serial, [unit.serial for unit in units])
    numbered = list(enumerate(units))
    refuse_if_any(
        await unknown_in(ProductModels.code, ((f"{i}.model", unit.model) for i, unit in numbered)),
        await unknown_in(Customers.code, ((f"{i}.customer", unit.customer) for i, unit in numbered)),
        await unknown_in(Nodes.code, ((f"{i}.sold_by", unit.sold_by) for i, unit in numbered)),
    )
    await insert(SoldUnits, [asdict(unit) for unit in units])


async def next_numbers(count: int, registered_at: Sequence[datetime]) -> list[str]:
    """Fresh order numbers, ``SO-`` with the day of registration and six digits that never repeat."""
    rows = await ServiceOrders.raw(
        "SELECT nextval('service_order_numbers') AS number FROM generate_series(1, {})", count
    ).run()
    return [f"SO-{at:%Y%m%d}-{row['number']:06d}" for at, row in zip(registered_at, rows, strict=True)]


async def add_orders(orders: Sequence[ServiceOrder]) -> None:
    """Orders that have their numbers and parts.

    :raises AlreadyThere: a number is taken. :raises Invalid: something they name isn't known.
    """
    numbers = [order.number or "" for order in orders]
    await refuse_known("service order", ServiceOrders.number, numbers)
    numbered = list(enumerate(orders))
    refuse_if_any(
        await unknown_in(Customers.code, ((f"{i}.customer", order.customer) for i, order in numbered)),
        await not_outlets((f"{i}.outlet", order.outlet) for i, order in numbered),
        await unknown_in(SoldUnits.serial, ((f"{i}.unit", order.unit) for i, order in numbered)),
        await unknown_in(Faults.code, ((f"{i}.fault", order.fault) for i, order in numbered)),
        await unknown_in(
            Parts.number,
            ((f"{i}.parts.{j}.part", line.part) for i, o in numbered for j, line in enumerate(o.parts or ())),
        ),
    )
    await insert(ServiceOrders, [_row(order) for order in orders])
    await insert(
        OrderParts, [asdict(line) | {"service_order": order.number} for order in orders for line in order.parts or ()]
    )


def _row(order: ServiceOrder) -> dict[str, Any]:
    row = asdict(order)
    del row["parts"], row["appointment"]
    window = order.appointment
    return row | {"appointment_starts": window and window.starts, "appointment_ends": window and window.ends}


def _order(row: dict[str, Any], parts: Sequence[PartCount]) -> ServiceOrder:
    starts, ends = row["appointment_starts"], row["appointment_ends"]
    window = Appointment(starts=starts, ends=ends) if starts else None
    return value(ServiceOrder, row | {"appointment": window, "parts": tuple(parts)})


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
    """Open orders of those outlets that need somebody at the customer's, by number; without those where somebody is."""
    rows = await ServiceOrders.raw(
        "SELECT * FROM service_orders o WHERE status = {} AND kind = ANY({}) AND outlet = ANY({}) AND NOT EXISTS ("
        "SELECT FROM visits v WHERE v.service_order = o.number AND v.state IN ('on_the_way', 'on_site')) ORDER BY number",
        OrderStatus.OPEN.value,
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


async def no_longer_open(numbers: Iterable[str]) -> list[str]:
    """Those that are over, by number; the others stay open until the transaction ends."""
    rows = await ServiceOrders.raw(
        "SELECT number, status FROM service_orders WHERE number = ANY({}) ORDER BY number FOR SHARE",
        sorted(set(numbers)),
    ).run()
    return [row["number"] for row in rows if row["status"] != OrderStatus.OPEN]


async def unit(serial: str) -> SoldUnit:
    """:raises NotFound: there is none."""
    rows = await SoldUnits.raw("SELECT * FROM sold_units WHERE serial = {}", serial).run()
    if not rows:
        raise NotFound(kind="unit", key=serial)
    return value(SoldUnit, rows[0])


async def units_models(serials: Iterable[str]) -> dict[str, str]:
    """Product model by serial; a serial that isn't there is left out."""
    rows = await SoldUnits.raw(
        "SELECT serial, model FROM sold_units WHERE serial = ANY({})", sorted(set(serials))
    ).run()
    return {row["serial"]: row["model"] for row in rows}


async def customer_page(wanted: Wanted) -> tuple[int, list[Customer]]:
    count, rows = await page(Customers, wanted)
    return count, [value(Customer, row) for row in rows]


async def unit_page(wanted: Wanted) -> tuple[int, list[SoldUnit]]:
    count, rows = await page(SoldUnits, wanted)
    return count, [value(SoldUnit, row) for row in rows]


async def order_page(wanted: Wanted) -> tuple[int, list[ServiceOrder]]:
    count, rows = await page(ServiceOrders, wanted)
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
    """Write the order's row anew, as its next version; its parts stay."""
    columns: dict[Column | str, Any] = {"version": ServiceOrders.version + 1}
    columns.update((name, cell) for name, cell in _row(order).items() if name != "number")
    await ServiceOrders.update(columns).where(ServiceOrders.number == number).run()


async def set_parts(number: str, parts: Sequence[PartCount]) -> None:
    """What the next visit of an order is expected to use, in place of what stood there."""
    await OrderParts.delete().where(OrderParts.service_order == number).run()
    await insert(OrderParts, [asdict(line) | {"service_order": number} for line in parts])
