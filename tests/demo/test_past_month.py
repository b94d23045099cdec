"""The demo's past month: finished, late here and there for reasons that can be found, and consistent on the database."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from books import NEGATIVE_ONCE, OUT_OF_BALANCE
from grounds import Grounds, LayOut

from fieldops.actions import causes, incentive_runs, order_results, targets
from fieldops.database.door import perform, read
from fieldops.demo import DemoNetwork, build
from fieldops.demo.load import demand_files, load
from fieldops.demo.past import PastOrder, Story
from fieldops.store import incentive_runs as run_store
from fieldops.store import order_lives
from fieldops.tables.clocks import Clocks
from fieldops.tables.ledger import LedgerAccounts
from fieldops.tables.visits import Visits
from inventory.cause_rulings import State
from inventory.causes import CauseKind, Owner
from inventory.incentives import LineKind
from inventory.orders import OrderKind, OrderStatus

CHINA = ZoneInfo("Asia/Shanghai")
NOW = datetime.fromisoformat("2026-11-22T18:00:00+08:00")
PERIOD = "2026-10"


@pytest.fixture(scope="module")
def demo() -> DemoNetwork:
    return build(seed=1, scale=1, now=NOW)


def of_story(demo: DemoNetwork, story: Story) -> list[PastOrder]:
    return [one for one in demo.past.orders if one.story is story]


def hours(one: PastOrder) -> float:
    assert one.life.done_at is not None
    return (one.life.done_at - one.order.registered_at).total_seconds() / 3600


def test_all_orders_are_of_the_month_before_and_over_by_now(demo: DemoNetwork) -> None:
    assert demo.past.period == PERIOD
    assert 550 < len(demo.past.orders) <= 600
    assert {f"{one.order.registered_at:%Y-%m}" for one in demo.past.orders} == {PERIOD}
    assert {one.life.status for one in demo.past.orders} <= {
        OrderStatus.DONE,
        OrderStatus.CLOSED,
        OrderStatus.CANCELLED,
    }
    for one in demo.past.orders:
        moments = [step.at for step, _ in one.steps]
        assert all(earlier <= later for earlier, later in pairwise(moments))
        assert moments[-1] <= NOW


def test_each_story_happens_and_is_as_late_as_it_says(demo: DemoNetwork) -> None:
    told = Counter(one.story for one in demo.past.orders)
    assert set(told) == set(Story)
    assert told[Story.PROMPT] > 0.7 * len(demo.past.orders)
    prompt, forgotten = of_story(demo, Story.PROMPT), of_story(demo, Story.FORGOTTEN)
    assert sum(hours(one) > 72 for one in prompt) < 0.01 * len(prompt)
    assert all(hours(one) > 168 for one in forgotten)


def test_with_a_young_month_what_is_not_over_yet_is_left_out(demo: DemoNetwork) -> None:
    young = build(seed=1, scale=1, now=NOW.replace(day=2))

    assert young.past.period == PERIOD
    assert 450 < len(young.past.orders) < len(demo.past.orders)


async def put_in() -> DemoNetwork:
    """Nobody reads the files of past demand again."""
    demo = build(seed=1, scale=1, now=NOW)
    past = await demand_files(demo)
    with tempfile.TemporaryDirectory() as folder:
        await perform(load, demo, past, Path(folder), now=NOW, on_step=lambda step, count: None)
    return demo


@pytest.fixture(scope="module")
def loaded(laid_out: Callable[[LayOut], Grounds]) -> Grounds:
    return laid_out(put_in)


@pytest.fixture
async def network(loaded: Grounds) -> AsyncIterator[DemoNetwork]:
    async with loaded.clone():
        yield loaded.told


async def test_the_steps_on_record_make_the_life_that_was_told(network: DemoNetwork) -> None:
    told = {one.life.number: one for one in network.past.orders}

    found = await perform(order_lives.locked_lives, list(told))
    steps = await read(order_lives.steps_of, list(told))

    assert found == {number: one.life for number, one in told.items()}
    assert all([(s.verb, s.at, s.by) for s in steps[n]] == [(s.verb, s.at, by) for s, by in one.steps] for n, one in told.items())  # fmt: skip


async def test_no_clock_of_a_finished_order_runs_and_each_has_its_visit(network: DemoNetwork) -> None:
    over = [one.life.number for one in network.past.orders]
    closed = [one.life.number for one in network.past.orders if one.life.status is OrderStatus.CLOSED]
    open_clocks = await Clocks.count().where(
        Clocks.service_order.is_in(closed), Clocks.stopped_at.is_null(), Clocks.cancelled_at.is_null()
    )
    visited = await Visits.select(Visits.service_order).where(Visits.service_order.is_in(over), Visits.state == "done")

    assert open_clocks == 0
    assert {row["service_order"] for row in visited} == {one.life.number for one in network.past.orders if one.visit}


async def test_the_results_are_those_of_the_stories(network: DemoNetwork) -> None:
    found = await read(order_results.of_month, PERIOD, list(OrderKind), as_of=NOW, zone=CHINA)

    by_number = {one.order: one for one in found}
    for one in network.past.orders:
        if one.story is Story.WITHDRAWN:
            assert one.life.number not in by_number
            continue
        result = by_number[one.life.number]
        assert one.visit is not None
        assert (result.completed_at, result.technician) == (one.life.done_at, one.visit.technician)
        assert (result.agreed is not None) == (one.story in {Story.MOVED, Story.STORM})
        assert bool(result.late_forwards) == (one.story in {Story.FORWARDED_LATE, Story.STUCK, Story.WRONG_OUTLET})


async def test_the_likely_cause_of_what_was_late_is_that_of_its_story(network: DemoNetwork) -> None:
    expected = {
        Story.SLOW: {(CauseKind.TOO_SLOW, Owner.OUTLET)},
        Story.FORGOTTEN: {(CauseKind.TOO_SLOW, Owner.OUTLET)},
        Story.STUCK: {(CauseKind.FORWARDED_LATE, Owner.PROVINCE), (CauseKind.FORWARDED_LATE, Owner.HEAD_OFFICE)},
        Story.NOT_ASKED_FOR: {(CauseKind.MISSING_PART, Owner.OUTLET)},
        Story.SENT_LATE: {(CauseKind.PART_SENT_LATE, Owner.PROVINCE)},
        Story.FROM_HEAD_OFFICE: {(CauseKind.MISSING_PART, Owner.PROVINCE), (CauseKind.PART_SENT_LATE, Owner.HEAD_OFFICE)},
        Story.WRONG_OUTLET: {(CauseKind.WRONG_DISPATCH, Owner.PROVINCE)},
    }  # fmt: skip
    stories = {one.life.number: one.story for one in network.past.orders}
    found = await read(causes.of_month, PERIOD, now=NOW, zone=CHINA)

    seen: dict[Story, set[Any]] = {}
    for one in found:
        if one.missed.promise == "complete":
            seen.setdefault(stories[one.missed.order], set()).add((one.proposals[0].kind, one.proposals[0].owner))
    assert {story for story, likely in expected.items() if seen[story] and seen[story] <= likely} == set(expected)
    states = Counter(one.cause.state for one in found)
    assert states[State.CONFIRMED] > states[State.OPEN] > 10


async def test_a_province_that_did_badly_misses_its_target_and_loses_its_bonus(network: DemoNetwork) -> None:
    completion = await read(targets.month, PERIOD, as_of=NOW, zone=CHINA)
    kept = await perform(incentive_runs.preview, PERIOD, by="finance", zone=CHINA, now=NOW)
    await perform(incentive_runs.post, kept.run.number, by="finance", now=NOW)
    found = await read(run_store.found_by, kept.run)

    assert {share.code: share.met for share in completion.by_province if share.target.days == 3} == {"ZJ": True, "AH": False, "GD": True}  # fmt: skip
    assert {line.province for line in found.lines if line.kind is LineKind.MONTH_BONUS} == {"AH"}
    assert {line.kind for line in found.lines} == set(LineKind)
    assert found.unsettled


async def test_the_books_balance_and_no_stock_was_ever_below_zero(network: DemoNetwork) -> None:
    assert await LedgerAccounts.raw(OUT_OF_BALANCE).run() == []
    assert await LedgerAccounts.raw(NEGATIVE_ONCE).run() == []


def test_a_part_is_asked_for_then_sent_then_there(demo: DemoNetwork) -> None:
    parts = [one.part for one in demo.past.orders if one.part]
    assert len(parts) > 5
    assert all(one.asked_at < one.sent_at < one.arrived_at for one in parts)
    assert all(one.arrived_at - one.sent_at < timedelta(days=7) for one in parts)
