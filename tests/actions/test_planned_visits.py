"""A plan gives visits to technicians, and the next one takes them back (V2, V4)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import OLD_PART_FIGURES, VISIT_FIGURES
from planning import DESK, EVENING, ZONE, appointment, asking, register

from fieldops.actions import order_lives, plans, policies, visits
from fieldops.actions.desk import Desk
from fieldops.database.door import perform, read
from fieldops.store import orders
from fieldops.store import visits as store
from fieldops.store.policies import Policy
from inventory.orders import OrderStatus
from inventory.visit_steps import Left
from inventory.visits import NewVisit, State, Visit
from routing.solve import solve

pytestmark = pytest.mark.usefixtures("province")


async def planned() -> None:
    plan_id = await perform(plans.request, asking())
    begun = await perform(plans.begin, plan_id, zone=ZONE, now=EVENING)
    assert begun is not None
    assert await perform(
        plans.save, plan_id, begun.day, solve(begun.day.problem, time_limit_s=0.4, seed=1), now=EVENING
    )


async def visit_of(order: str) -> Visit:
    return (await read(store.open_of, [order]))[order]


async def test_what_a_plan_serves_is_somebodys_visit_with_the_time_that_was_agreed() -> None:
    await register("SO-1")
    await register("SO-2", appointment=appointment(10, 12))
    booked = await visit_of("SO-2")

    await planned()

    first, second = await visit_of("SO-1"), await visit_of("SO-2")
    assert (first.state, first.window, first.node) == (State.PLANNED, None, "ZJ-001")
    assert (second.number, second.state, second.window) == (booked.number, State.PLANNED, appointment(10, 12))
    assert {first.technician, second.technician} <= {"T1", "T2"}


async def test_an_order_without_an_outlet_is_its_technicians() -> None:
    await register("SO-1", outlet="ZJ")

    await planned()

    order, visit = (await read(orders.order, "SO-1")).value, await visit_of("SO-1")
    assert order.status is OrderStatus.ASSIGNED
    assert order.outlet == visit.node == {"T1": "ZJ-001", "T2": "ZJ"}[visit.technician or ""]


async def test_made_again_a_plan_keeps_each_visit_and_frees_what_it_serves_no_more() -> None:
    for number in ("SO-1", "SO-2"):
        await register(number)
    await planned()
    kept, dropped = await visit_of("SO-1"), await visit_of("SO-2")
    tomorrow = Desk(by="desk", now=EVENING, zone=ZONE)
    later = appointment(10, 12, day=DESK.today + timedelta(days=3))
    await perform(visits.rebook, dropped.number, visits.Rebooking(window=later), tomorrow)

    await planned()

    assert (await visit_of("SO-1")).number == kept.number
    assert ((await visit_of("SO-2")).state, (await visit_of("SO-2")).technician) == (State.BOOKED, None)


async def test_who_is_on_the_way_goes_on_whatever_the_new_plan_says() -> None:
    await register("SO-1")
    plan_id = await perform(plans.request, asking())
    begun = await perform(plans.begin, plan_id, zone=ZONE, now=EVENING)
    assert begun is not None
    plan = solve(begun.day.problem, time_limit_s=0.4, seed=1)
    [given] = [route.technician for route in plan.routes if route.stops]
    other = "T2" if given == "T1" else "T1"
    number = (await perform(visits.book, NewVisit(order="SO-1", node="ZJ-001"), DESK)).value.number
    await perform(visits.assign, number, other, now=EVENING)
    await perform(policies.enact, Policy(name="visits", valid_from=date(2026, 1, 1), figures=VISIT_FIGURES))
    await perform(policies.enact, Policy(name="old_parts", valid_from=date(2026, 1, 1), figures=OLD_PART_FIGURES))
    left = Left(id="l", by=other, at=EVENING)
    await perform(visits.record, number, [left], technician=other, desk=DESK)

    assert await perform(plans.save, plan_id, begun.day, plan, now=EVENING)

    assert ((await visit_of("SO-1")).technician, (await visit_of("SO-1")).state) == (other, State.ON_THE_WAY)


async def test_a_withdrawn_order_frees_its_planned_visit() -> None:
    await register("SO-1")
    await planned()
    number = (await visit_of("SO-1")).number

    await perform(order_lives.cancel, "SO-1", "客户自行解决", DESK)

    assert (await read(store.visit, number)).value.state is State.CANCELLED
