"""What some of the demo's customers want: whom, and when nobody may come (V1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time

from fieldops.demo.dice import Dice
from inventory.customer_wishes import NewWish, Rest, Rests, Wish
from inventory.network import Technician
from inventory.orders import VISITED, ServiceOrder

REASONS = {
    Wish.PREFERRED: ("上次维修很满意", "熟悉我家的机器", "老客户，一直由他上门"),
    Wish.REFUSED: ("上次没有戴鞋套", "上次迟到两小时", "与其有过争执"),
}
LUNCH, NAP = (time(11, 45), time(12, 45)), (time(12, 30), time(14, 0))


def wishes(
    orders: Sequence[ServiceOrder], technicians: Sequence[Technician], dice: Dice
) -> Iterator[tuple[str, NewWish]]:
    """With the customer, one of 25 who wait for a visit prefers somebody of the outlet, one of 60 refuses somebody."""
    at: dict[str, list[Technician]] = {}
    for technician in technicians:
        at.setdefault(technician.node, []).append(technician)
    for order in orders:
        if order.kind not in VISITED or order.outlet not in at:
            continue
        for wish, share in ((Wish.PREFERRED, 1 / 25), (Wish.REFUSED, 1 / 60)):
            if dice.happens(share):
                whom = dice.pick(at[order.outlet]).code
                yield (
                    order.customer,
                    NewWish(technician=whom, wish=wish, said_by="用户本人", why=dice.pick(REASONS[wish])),
                )
                break


def rests(orders: Sequence[ServiceOrder], dice: Dice) -> Iterator[tuple[str, Rests]]:
    """One of 12 who wait for a visit doesn't want to be disturbed at noon."""
    for customer in sorted({order.customer for order in orders if order.kind in VISITED}):
        if dice.happens(1 / 12):
            (starts, ends), note = (LUNCH, "用餐") if dice.happens(0.6) else (NAP, "午睡")
            yield customer, Rests(rests=(Rest(weekdays=tuple(range(7)), starts=starts, ends=ends, note=note),))
