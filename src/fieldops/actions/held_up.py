"""Service orders that wait for parts, and until when they were promised (S1)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from fieldops.actions.promises import promises_of
from fieldops.store import demand, orders


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldUp:
    """An open service order that is expected to use the part; ``due_at`` is its appointment's or promise's end (S1)."""

    order: str
    quantity: int
    due_at: datetime


async def orders_waiting_for(partners: Collection[str], parts: Collection[str]) -> dict[tuple[str, str], list[HeldUp]]:
    """By partner and part, the most urgent first; in the same few queries however many there are."""
    needs = await demand.waiting_for(partners, parts)
    if not needs:
        return {}
    found = await orders.orders_of(need.order for need in needs)
    promises = promises_of(found)
    held: dict[tuple[str, str], list[HeldUp]] = {}
    for need in (need for need in needs if need.order in promises):
        one = HeldUp(order=need.order, quantity=need.quantity, due_at=promises[need.order].due_at)
        held.setdefault((need.partner, need.part), []).append(one)
    return {key: sorted(some, key=lambda one: (one.due_at, one.order)) for key, some in held.items()}
