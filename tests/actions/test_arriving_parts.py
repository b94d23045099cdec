"""A visit is planned after its part arrives, and the part is reserved as it does (P5, V4)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from planning import DAY, DESK, EVENING, ZONE, appointment, asking, receive, register

from fieldops.actions import order_lives, plans, publishing, shipments
from fieldops.actions.planning_day import planning_day
from fieldops.database.door import perform, read
from fieldops.store import plan_sheets
from fieldops.store import stock_reservations as reservations
from fieldops.store.stock_reservations import HeldSought
from inventory.arrivals import ArrivalTaken
from inventory.parts import PartCount
from inventory.shipments import Dispatch, Goods, LineReceipt, Moving, Receipt, ShipmentWrongStatus
from routing.plan import StopKind
from routing.problem import Arrival, RoutingProblem
from routing.reasons import UnservedReason
from routing.solve import solve

pytestmark = pytest.mark.usefixtures("province")
TEN = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)


async def on_its_way(quantity: int = 1, arrives_at: datetime | None = TEN, part: str = "BELT") -> str:
    """A shipment from ZJ-002 to ZJ/WH; its number."""
    await receive(f"R-{part}-{quantity}-{arrives_at}", "ZJ-002/WH", **{part: quantity})
    moving = Moving(source="ZJ-002/WH", destination="ZJ/WH", lines=(Goods(part=part, quantity=quantity),))
    number: str = (await perform(shipments.move, moving, by="desk", now=EVENING)).value.number
    await perform(shipments.ship, number, Dispatch(arrives_at=arrives_at), now=EVENING)
    return number


async def needs_a_belt(*numbers: str, **given: Any) -> None:
    for number in numbers:
        await register(number, fault="NOISE", parts=(PartCount(part="BELT", quantity=1),), **given)


async def problem(day: date = DAY, now: datetime = EVENING, **given: Any) -> RoutingProblem:
    return (await perform(planning_day, "ZJ", day, zone=ZONE, now=now, **given)).problem


async def make(day: date = DAY, **given: Any) -> plan_sheets.PlanSheet:
    plan_id = await perform(plans.request, asking(day=day, **given))
    begun = await perform(plans.begin, plan_id, zone=ZONE, now=EVENING)
    assert begun is not None
    plan = solve(begun.day.problem, time_limit_s=0.4, seed=1)
    assert await perform(plans.save, plan_id, begun.day, plan, now=EVENING)
    return await read(plan_sheets.sheet, plan_id)


async def held_for(order: str) -> list[tuple[str, str, int]]:
    _, held = await read(reservations.held_page, HeldSought(reference=order), ordering="since", limit=9, offset=0)
    return [(one.location, one.part, one.quantity) for one in held]


async def arrive(number: str, **found: Any) -> None:
    told = LineReceipt(**{"line": 1, "good": 1, **found})
    await perform(shipments.receive, number, Receipt(lines=(told,)), by="desk", now=TEN)


async def test_what_is_expected_arrives_at_the_stock_place() -> None:
    await on_its_way(2)
    assert (await problem()).stock_place_by_id["ZJ/WH"].arrivals == (Arrival("BELT", 2, 10 * 3600),)


async def test_what_nobody_knows_when_or_is_late_arrives_never() -> None:
    number = await on_its_way(arrives_at=None)
    assert (await problem()).stock_place_by_id["ZJ/WH"].arrivals == ()
    await perform(shipments.expect, number, TEN)
    assert len((await problem()).stock_place_by_id["ZJ/WH"].arrivals) == 1
    assert (await problem(now=TEN + timedelta(minutes=1))).stock_place_by_id["ZJ/WH"].arrivals == ()
    assert (await problem(day=DAY, days=1)).stock_place_by_id["ZJ/WH"].arrivals[0].at_s == 10 * 3600


async def test_only_what_is_on_the_way_is_expected() -> None:
    number = await on_its_way()
    await arrive(number)
    with pytest.raises(ShipmentWrongStatus):
        await perform(shipments.expect, number, TEN)


async def test_a_visit_comes_after_its_part_and_the_plan_says_so() -> None:
    await on_its_way()
    await needs_a_belt("SO-1")
    sheet = await make()
    [route] = [one for one in sheet.routes if one.stops]
    pickup = next(stop for stop in route.stops if stop.kind is StopKind.PICKUP)
    assert pickup.start_at >= TEN
    [line] = next(stop for stop in route.stops if stop.kind is StopKind.VISIT).parts
    assert (line.source, line.arrives_at) == ("ZJ/WH", TEN)
    [warning] = sheet.plan.warnings
    assert (warning.code, "SO-1 BELT ×1 ZJ/WH 11-23 10:00" in warning.cause_zh) == ("counts_on_arrivals", True)


async def test_a_part_that_arrives_too_late_is_the_reason_for_leaving_out() -> None:
    await on_its_way()
    await needs_a_belt("SO-1", appointment=appointment(8, 9))
    [left_out] = solve(await problem(), time_limit_s=0.3, seed=1).unserved
    assert left_out.reason is UnservedReason.PART_LATE


async def test_it_is_reserved_for_the_visit_as_it_arrives() -> None:
    number = await on_its_way()
    await needs_a_belt("SO-1")
    await make()
    assert await held_for("SO-1") == []
    await arrive(number)
    assert await held_for("SO-1") == [("ZJ/WH", "BELT", 1)]


async def test_what_does_not_come_in_good_order_is_reserved_for_nobody() -> None:
    number = await on_its_way()
    await needs_a_belt("SO-1")
    await make()
    await arrive(number, good=0, short=1, fault="carrier")
    assert await held_for("SO-1") == []


async def test_a_withdrawn_plan_counts_on_nothing() -> None:
    number = await on_its_way()
    await needs_a_belt("SO-1")
    sheet = await make()
    await perform(publishing.withdraw, sheet.plan.id, DESK)
    await arrive(number)
    assert await held_for("SO-1") == []


async def test_an_order_that_is_over_counts_on_nothing() -> None:
    number = await on_its_way()
    await needs_a_belt("SO-1")
    await make()
    await perform(order_lives.cancel, "SO-1", "自行解决", DESK)
    await arrive(number)
    assert await held_for("SO-1") == []


async def test_what_is_there_is_reserved_and_what_arrives_is_counted_on() -> None:
    await receive("R9", "ZJ/WH", BELT=1)
    number = await on_its_way()
    await needs_a_belt("SO-1", "SO-2")
    await make()
    before = [await held_for(order) for order in ("SO-1", "SO-2")]
    assert sorted(before) == [[], [("ZJ/WH", "BELT", 1)]]
    await arrive(number)
    assert [await held_for(order) for order in ("SO-1", "SO-2")] == [[("ZJ/WH", "BELT", 1)]] * 2


async def test_no_two_plans_count_on_the_same_piece() -> None:
    await on_its_way()
    next_day = DAY + timedelta(days=1)
    await needs_a_belt("SO-1")
    await needs_a_belt("SO-2", appointment=appointment(14, 16, next_day))
    today, tomorrow = await make(publish=False), await make(next_day, publish=False)
    assert (today.plan.served, tomorrow.plan.served) == (1, 1)
    await perform(publishing.publish, today.plan.id, DESK)
    assert (await problem(next_day)).stock_place_by_id["ZJ/WH"].arrivals == ()
    with pytest.raises(ArrivalTaken):
        await perform(publishing.publish, tomorrow.plan.id, DESK)


async def test_the_same_day_planned_again_counts_on_it_again() -> None:
    await on_its_way()
    await needs_a_belt("SO-1")
    await make()
    again = await make()
    assert (again.plan.state, again.plan.served) == ("published", 1)


async def test_what_is_later_than_planned_is_not_published() -> None:
    number = await on_its_way()
    await needs_a_belt("SO-1")
    draft = await make(publish=False)
    await perform(shipments.expect, number, TEN + timedelta(hours=5))
    with pytest.raises(ArrivalTaken):
        await perform(publishing.publish, draft.plan.id, DESK)


async def test_days_planned_together_do_not_take_the_same_piece_twice() -> None:
    await receive("R9", "ZJ/WH", BELT=1)
    await on_its_way()
    next_day = DAY + timedelta(days=1)
    await needs_a_belt("SO-1", appointment=appointment(14, 16))
    await needs_a_belt("SO-2", appointment=appointment(14, 16, next_day))
    await make(days=2)
    held = [await held_for(order) for order in ("SO-1", "SO-2")]
    assert sorted(held) == [[], [("ZJ/WH", "BELT", 1)]]
