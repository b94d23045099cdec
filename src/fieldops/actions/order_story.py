"""One order told whole: what was asked for, each step, the clocks, the visits, the parts, and who asked again."""

from __future__ import annotations

from dataclasses import dataclass

from fieldops.actions import order_parts
from fieldops.actions.calendar import working_on
from fieldops.actions.desk import Desk
from fieldops.actions.order_parts import OrderPart
from fieldops.store import clocks, order_lives, orders, visits
from fieldops.store.order_lives import Step
from inventory.orders import Customer, ServiceOrder, is_open
from inventory.visits import Visit
from routing.clock_watch import Look, look
from routing.clocks import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A clock, and how it stands."""

    clock: Clock
    look: Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All of it in the order of time; ``parts`` are what is still to be used."""

    order: ServiceOrder
    customer: Customer
    steps: list[Step]
    clocks: list[Told]
    visits: list[Visit]
    parts: list[OrderPart]
    pointing: list[ServiceOrder]


async def story_of(number: str, desk: Desk) -> Story:
    """As far as the caller sees it, in a fixed number of queries.

    :raises NotFound: there is none. :raises NoPolicy:
    """
    order = (await orders.order(number)).value
    calendar = (await working_on({desk.today}, desk.zone))[desk.today]
    known = (await clocks.of_orders([number])).get(number, [])
    return Story(
        order=order,
        customer=(await orders.customers([order.customer]))[order.customer],
        steps=(await order_lives.steps_of([number]))[number],
        clocks=[Told(clock=one, look=look(one, desk.now, calendar)) for one in known],
        visits=await visits.of_orders([number]),
        parts=await order_parts.parts_of(number, today=desk.today) if is_open(order.status) else [],
        pointing=await orders.pointing_at([number]),
    )
