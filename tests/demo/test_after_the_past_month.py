"""What follows the demo's past month: callbacks with their scores, a sample to be drawn, inspections that fall due (S9, O5, V3)."""

from __future__ import annotations

from grounds import grounds
from test_past_month import CHINA, NOW, PERIOD, put_in

from fieldops.actions import callbacks, inspection_plans, spot_checks
from fieldops.actions.desk import Desk
from fieldops.database.door import perform, read
from fieldops.demo import DemoNetwork
from fieldops.store import check_lists, clocks, inspections
from fieldops.store.pages import Wanted
from inventory.callback_scores import ScoreOf
from inventory.spot_checks import NewDraw
from routing.clocks import ClockKind

DESK = Desk(by="technical", now=NOW, zone=CHINA)


network = grounds(put_in)


async def test_every_visit_of_the_past_month_was_called_back_and_counts(network: DemoNetwork) -> None:
    scores = await read(callbacks.scores, PERIOD, zone=CHINA)

    done = sum(f"{one.visit.done_at:%Y-%m}" == PERIOD for one in network.past.orders if one.visit)
    assert {one.code for one in scores[ScoreOf.PROVINCE]} == {"ZJ", "AH", "GD"}
    assert sum(len(one.lines) for one in scores[ScoreOf.PROVINCE]) == done
    assert len({line.answer for one in scores[ScoreOf.PROVINCE] for line in one.lines}) == 5


async def test_a_sample_of_the_past_month_can_be_drawn(network: DemoNetwork) -> None:
    shown = await perform(spot_checks.draw_sample, NewDraw(period=PERIOD, seed=1), DESK)

    assert shown.same
    assert 0 < shown.checks < shown.repairs <= len(network.past.orders)


async def test_inspections_fall_due_as_the_plans_say(network: DemoNetwork) -> None:
    policy, plans = await read(inspection_plans.running, DESK.today)
    wanted = Wanted(equal={"state": "due"}, ordering="number", limit=99, offset=0)
    count, found = await read(inspections.head_page, wanted)
    lists, _ = await read(check_lists.head_page, Wanted(equal={}, ordering="kind", limit=9, offset=0), newest_only=True)

    assert (count, lists) == (len(plans), len(network.check_lists))
    assert {one.plan for one in found} == set(plans)
    assert [await perform(inspection_plans.generate, number, policy, DESK) for number in plans] == [[]] * len(plans)


async def test_the_desk_has_looked_after_nearly_all_orders_in_time(network: DemoNetwork) -> None:
    found = await read(clocks.of_orders, [order.number or "" for order in network.orders])

    due = [one for of in found.values() for one in of if one.kind is ClockKind.CHECKED and one.due.at <= NOW]
    forgotten = [one for one in due if one.stopped_at is None]
    assert 0 < len(forgotten) < len(due) / 10
