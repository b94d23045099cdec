"""Callbacks after a visit (S9)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from piccolo.columns import Column

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert, value
from fieldops.tables.callbacks import Callbacks
from inventory.aftercare import WAITING, Attempt, Callback, ClosedOrder, State
from inventory.orders import OrderKind
from refusals import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCallback:
    """A callback, what it led to, and how often it was changed, counted from 1."""

    value: Callback
    complaint: str | None
    reopened_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to call."""

    customer: str
    name: str
    phone: str


async def add(callbacks: Sequence[Callback]) -> None:
    await insert(Callbacks, [_row(callback) | {"visit": callback.order.visit} for callback in callbacks])


async def save(callback: Callback, *, complaint: str | None, reopened_at: datetime | None) -> None:
    """Write it as its next version."""
    columns: dict[Column | str, Any] = {"version": Callbacks.version + 1}
    columns.update(_row(callback) | {"complaint": complaint, "reopened_at": reopened_at})
    await Callbacks.update(columns).where(Callbacks.visit == callback.order.visit).run()


def _row(callback: Callback) -> dict[str, Any]:
    order, result = callback.order, callback.result
    return {
        "service_order": order.number,
        "kind": order.kind.value,
        "outlet": order.outlet,
        "technician": order.technician,
        "closed_at": order.closed_at,
        "due_at": callback.due_at,
        "state": callback.state.value,
        "attempts": msgspec.json.encode(callback.attempts).decode(),
        "result": result and result.value,
    }


async def callback(visit: str) -> KeptCallback:
    """:raises NotFound: there is none."""
    return await _one(visit, "")


async def locked(visit: str) -> KeptCallback:
    """The same, the row locked until the transaction ends.

    :raises NotFound: there is none.
    """
    return await _one(visit, "FOR UPDATE")


async def _one(visit: str, locking: str) -> KeptCallback:
    rows = await Callbacks.raw(f"SELECT * FROM callbacks WHERE visit = {{}} {locking}", visit).run()
    if not rows:
        raise NotFound(kind="callback", key=visit)
    return _kept(rows[0])


async def callback_page(wanted: Wanted, *, due_before: datetime | None) -> tuple[int, list[KeptCallback]]:
    """``due_before`` asks for those that wait and were due before it."""
    waits = Callbacks.state.is_in([state.value for state in WAITING])
    also = None if due_before is None else waits & (Callbacks.due_at < due_before)
    count, rows = await page(Callbacks, wanted, also)
    return count, [_kept(row) for row in rows]


async def over_between(first: datetime, end: datetime) -> list[Callback]:
    """Those that are over, of the orders that were closed from ``first`` on and before ``end``."""
    rows = await Callbacks.raw(
        "SELECT * FROM callbacks WHERE closed_at >= {} AND closed_at < {} AND result IS NOT NULL", first, end
    ).run()
    return [_kept(row).value for row in rows]


async def contacts(orders: Collection[str]) -> dict[str, Contact]:
    """The customer of each of these orders."""
    rows = await Callbacks.raw(
        "SELECT o.number, c.code AS customer, c.name, c.phone FROM service_orders o JOIN customers c ON c.code = o.customer"
        " WHERE o.number = ANY({})",
        sorted(orders),
    ).run()
    return {row["number"]: value(Contact, row) for row in rows}


def _kept(row: Mapping[str, Any]) -> KeptCallback:
    order = ClosedOrder(
        number=row["service_order"],
        visit=row["visit"],
        kind=OrderKind(row["kind"]),
        outlet=row["outlet"],
        technician=row["technician"],
        closed_at=row["closed_at"],
    )
    attempts = msgspec.json.decode(row["attempts"], type=tuple[Attempt, ...])
    found = Callback(order=order, due_at=row["due_at"], state=State(row["state"]), attempts=attempts)
    return KeptCallback(value=found, complaint=row["complaint"], reopened_at=row["reopened_at"], version=row["version"])
