"""What customers said: whom they want, and when nobody may come (V1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from fieldops.store.rows import insert, refuse_if_any, unknown_in, value
from fieldops.tables.customer_wishes import CustomerRests, CustomerWishes
from fieldops.tables.network import Technicians
from fieldops.tables.orders import Customers
from inventory.customer_wishes import RecordedWish, Rest, Rests, WishSheet, holding
from refusals import NotFound, unknown


async def lock(customer: str) -> None:
    """Until this transaction ends nobody else writes down what the customer wants.

    :raises NotFound: there is none.
    """
    rows = await Customers.raw("SELECT code FROM customers WHERE code = {} FOR UPDATE", customer).run()
    if not rows:
        raise NotFound(kind="customer", key=customer)


async def add(said: RecordedWish) -> None:
    """:raises Invalid: the technician isn't known, or the order is none of the customer's."""
    own = "SELECT number FROM service_orders WHERE number = {} AND customer = {}"
    found = await Customers.raw(own, said.order, said.customer).run() if said.order else []
    refuse_if_any(
        await unknown_in(Technicians.code, [("technician", said.technician)]),
        [unknown("order", said.order)] if said.order and not found else [],
    )
    row = {name: cell for name, cell in asdict(said).items() if name != "order"}
    await insert(CustomerWishes, [row | {"service_order": said.order}])


async def set_rests(customer: str, rests: Rests) -> None:
    """In the place of those there were."""
    await CustomerRests.delete().where(CustomerRests.customer == customer).run()
    rows = [asdict(rest) | {"customer": customer, "weekdays": list(rest.weekdays)} for rest in rests.rests]
    await insert(CustomerRests, rows)


async def said(customers: Iterable[str]) -> list[RecordedWish]:
    """All that was ever said, in its order."""
    rows = await CustomerWishes.raw(
        "SELECT * FROM customer_wishes WHERE customer = ANY({}) ORDER BY id", sorted(set(customers))
    ).run()
    return [_wish(row) for row in rows]


async def rests(customers: Iterable[str]) -> dict[str, list[Rest]]:
    """By customer."""
    rows = await CustomerRests.raw(
        "SELECT * FROM customer_rests WHERE customer = ANY({}) ORDER BY starts, id", sorted(set(customers))
    ).run()
    found: dict[str, list[Rest]] = {}
    for row in rows:
        found.setdefault(row["customer"], []).append(value(Rest, row))
    return found


async def sheet(customer: str) -> WishSheet:
    """:raises NotFound: there is no such customer."""
    if not await Customers.exists().where(Customers.code == customer).run():
        raise NotFound(kind="customer", key=customer)
    all_said = await said([customer])
    return WishSheet(
        customer=customer,
        wishes=tuple(holding(all_said)),
        rests=tuple((await rests([customer])).get(customer, ())),
        said=tuple(reversed(all_said)),
    )


def _wish(row: Mapping[str, Any]) -> RecordedWish:
    return value(RecordedWish, {**row, "order": row["service_order"]})
