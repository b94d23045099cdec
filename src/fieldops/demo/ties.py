"""A few of the demo's orders hang together (V4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fieldops.demo.dice import Dice
from inventory.order_ties import NewTie, TieKind
from inventory.orders import VISITED, ServiceOrder

REASONS = {
    TieKind.SAME: "同一小区，由同一人员上门",
    TieKind.OTHER: "用户要求换人复查",
    TieKind.AFTER: "先修好排水再处理",
}
SHARE = 1 / 30


def ties(orders: Sequence[ServiceOrder], dice: Dice) -> Iterator[NewTie]:
    """Of the orders of an outlet without an appointment one of thirty is tied to the next one, in each way in turn."""
    at: dict[str, list[str]] = {}
    for order in orders:
        if order.kind in VISITED and order.appointment is None:
            at.setdefault(order.outlet, []).append(order.number or "")
    tied = 0
    for numbers in at.values():
        for first, second in zip(numbers[::2], numbers[1::2], strict=False):
            if dice.happens(2 * SHARE):
                kind = list(TieKind)[tied % len(TieKind)]
                tied += 1
                yield NewTie(kind=kind, first=first, second=second, why=REASONS[kind])
