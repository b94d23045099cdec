"""The desk has looked after nearly all the orders that came in over the last days (S3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from fieldops.actions.calendar import working_on
from fieldops.actions.desk import Desk
from fieldops.demo.dice import Dice
from fieldops.store import clocks
from inventory.orders import ServiceOrder
from routing.calendar import WorkCalendar
from routing.clock_verbs import stop
from routing.clocks import Clock, ClockKind

FORGOTTEN = 0.04


async def check_orders(orders: Iterable[ServiceOrder], seed: int, desk: Desk) -> None:
    """Their clocks "checked" stop an hour or more after they began."""
    found = await clocks.locked([order.number or "" for order in orders])
    waiting = [clock for of in found.values() for clock in of if clock.kind is ClockKind.CHECKED and clock.is_open]
    calendar = (await working_on({desk.today}, desk.zone))[desk.today]
    checked = list(_checked(sorted(waiting, key=lambda clock: clock.order), calendar, Dice(seed, "checks"), desk))
    numbers = {clock.order for clock in checked}
    await clocks.save([clock for clock in waiting if clock.order in numbers], checked)


def _checked(waiting: Iterable[Clock], calendar: WorkCalendar, dice: Dice, desk: Desk) -> Iterator[Clock]:
    for clock in waiting:
        at = clock.started_at + timedelta(minutes=dice.whole(60, 215))
        if at <= desk.now and not dice.happens(FORGOTTEN):
            yield stop(clock, at=at, now=desk.now, calendar=calendar)
