"""A desk sees how clocks stand, pauses and resumes them for a recorded reason, and says what was arranged and checked (S3)."""

from __future__ import annotations

import asyncio
import random
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from builders import NOW
from clock_steps import LATER, MIN, ZONE, H, begun, kept, registered_order, tell

from fieldops.actions import calendar
from fieldops.actions import clock_desk as desk
from fieldops.actions.clock_desk import Pausing, ShownClock
from fieldops.database.door import perform, read
from fieldops.store import clocks as store
from fieldops.store.clocks import Sought
from inventory import order_life_verbs as life
from inventory.orders import OrderKind
from refusals import Invalid, NotFound, Refusal
from routing.calendar import DayOverride, WorkCalendar, WorkingHours
from routing.clock_refusals import (
    ClockAlreadyStopped,
    ClockWrongState,
    PausesOverlap,
    StepBeforeStart,
    StepInFuture,
    StepOutOfOrder,
)
from routing.clock_verbs import cancel, pause, resume, stop
from routing.clock_watch import Standing, look
from routing.clocks import Clock, ClockKind, Due, Holding, PauseReason
from routing.measures import Measure

pytestmark = pytest.mark.usefixtures("registered")

ARRIVE = ClockKind.ARRIVE
AWAY = Pausing(reason=PauseReason.CUSTOMER_ASKED, note="出差", at=NOW + H)


async def an_open_order(number: str = "SO-1") -> None:
    await registered_order(number)


async def paused(pausing: Pausing = AWAY, kind: ClockKind = ARRIVE, *, now: datetime = NOW + 9 * H) -> ShownClock:
    return await perform(desk.pause_clock, "SO-1", kind, pausing, zone=ZONE, now=now)


async def resumed(at: datetime | None, kind: ClockKind = ARRIVE, *, now: datetime = NOW + 9 * H) -> ShownClock:
    return await perform(desk.resume_clock, "SO-1", kind, at, zone=ZONE, now=now)


async def arranged(at: datetime | None, *, now: datetime = NOW + 9 * H) -> ShownClock:
    return await perform(desk.arranged, "SO-1", at, zone=ZONE, now=now)


async def listed(now: datetime = NOW, **sought: Any) -> list[tuple[str, str]]:
    _, found = await read(desk.page, Sought(**sought), ordering="due_at", limit=99, zone=ZONE, now=now)
    return [(one.order, one.kind) for one in found]


async def test_every_clock_of_an_order_shows_how_it_stands() -> None:
    await an_open_order()

    shown = await read(desk.clocks_of, "SO-1", zone=ZONE, now=NOW + 21 * H)

    assert {one.kind: (one.standing, one.left_s, one.over_s, one.at_risk) for one in shown} == {
        ClockKind.FORWARD_TO_PROVINCE: (Standing.MISSED, 0, 20 * 3600 + 45 * 60, False),
        ClockKind.ARRANGED: (Standing.MISSED, 0, 19 * 3600, False),
        ClockKind.CHECKED: (Standing.MISSED, 0, 17 * 3600, False),
        ARRIVE: (Standing.RUNNING, 3 * 3600, 0, True),
    }


async def test_an_order_without_clocks_shows_none_and_one_that_is_not_there_is_refused() -> None:
    await registered_order(kind=OrderKind.CONSULTATION, unit=None, fault=None)

    assert await read(desk.clocks_of, "SO-1", zone=ZONE, now=NOW) == []
    with pytest.raises(NotFound):
        await read(desk.clocks_of, "SO-9", zone=ZONE, now=NOW)


async def test_a_pause_puts_the_due_time_off_and_stays_on_record() -> None:
    await an_open_order()

    during = await paused()
    after = await resumed(NOW + 3 * H)

    assert (during.standing, during.paused_since) == (Standing.PAUSED, NOW + H)
    assert (after.standing, after.due_at) == (Standing.RUNNING, NOW + 26 * H)
    [kept_pause] = (await kept())[ARRIVE].pauses
    assert (kept_pause.reason, kept_pause.note, kept_pause.to_at) == (AWAY.reason, "出差", NOW + 3 * H)


async def test_said_again_at_the_same_time_nothing_changes() -> None:
    await an_open_order()

    assert await paused() == await paused()
    assert await resumed(NOW + 3 * H) == await resumed(NOW + 3 * H)
    assert (await arranged(NOW + MIN)) == (await arranged(NOW + MIN))


async def test_arranged_and_checked_stop_their_clocks() -> None:
    await an_open_order()

    in_time = await arranged(NOW + 2 * H)
    late = await perform(desk.checked, "SO-1", NOW + 5 * H, zone=ZONE, now=NOW + 9 * H)

    assert (in_time.standing, in_time.stopped_at) == (Standing.MET, NOW + 2 * H)
    assert (late.standing, late.over_s) == (Standing.MISSED, 3600)


@pytest.mark.parametrize(
    ("at", "refusal"),
    [
        (NOW + 10 * H, StepInFuture),
        (NOW - MIN, StepBeforeStart),
        (NOW + 30 * MIN, StepOutOfOrder),
        (datetime(2026, 11, 23, 9), Invalid),  # noqa: DTZ001 - what somebody may send
    ],
)
async def test_a_time_that_cannot_be_is_refused_and_nothing_changes(at: datetime, refusal: type[Refusal]) -> None:
    await an_open_order()
    await paused()
    before = await kept()

    with pytest.raises(refusal):
        await resumed(at)
    assert await kept() == before


async def test_a_time_without_offset_is_named_as_it_was_given() -> None:
    await an_open_order()
    with pytest.raises(Invalid) as refused:
        await paused(Pausing(reason=PauseReason.OTHER, note="x", at=datetime(2026, 11, 23, 9)))  # noqa: DTZ001
    assert [(one.path, one.code) for one in refused.value.problems] == [("at", "no_offset")]


async def test_what_is_stopped_is_not_paused_and_what_runs_is_not_resumed() -> None:
    await an_open_order()
    await arranged(NOW + H)

    with pytest.raises(ClockWrongState):
        await paused(kind=ClockKind.ARRANGED)
    with pytest.raises(ClockWrongState):
        await resumed(None)
    with pytest.raises(ClockAlreadyStopped):
        await arranged(NOW + 2 * H)


async def test_a_pause_needs_its_reason_in_words_and_there_is_one_at_a_time() -> None:
    await an_open_order()

    with pytest.raises(Invalid):
        await paused(Pausing(reason=PauseReason.OTHER, note=" "))
    await paused()
    with pytest.raises(PausesOverlap):
        await paused(Pausing(reason=PauseReason.WEATHER, note="台风", at=NOW + 2 * H))


async def test_a_clock_that_the_order_does_not_have_is_refused() -> None:
    await an_open_order()
    for number, kind in (("SO-1", ClockKind.SWAP), ("SO-9", ARRIVE)):
        with pytest.raises(NotFound):
            await perform(desk.pause_clock, number, kind, AWAY, zone=ZONE, now=NOW + 9 * H)


async def test_of_several_of_a_kind_the_last_one_is_meant() -> None:
    order = await registered_order()
    first = life.assign(begun(order).order, "ZJ-001", province="ZJ", at=NOW + MIN)
    back = life.assign(first.order, "ZJ", province="ZJ", at=NOW + 5 * MIN)
    await tell(order, begun(order), first, back)

    shown = await paused(kind=ClockKind.BOOK_TIME)

    assert (shown.holder, shown.started_at) == ("ZJ", NOW + 5 * MIN)


async def test_two_who_pause_at_once_pause_it_once() -> None:
    await an_open_order()
    pausings = [Pausing(reason=PauseReason.OTHER, note=f"n{n}", at=NOW + H + n * MIN) for n in range(4)]

    done = await asyncio.gather(*(paused(one) for one in pausings), return_exceptions=True)

    assert sorted(type(one).__name__ for one in done) == ["PausesOverlap"] * 3 + ["ShownClock"]
    assert len((await kept())[ARRIVE].pauses) == 1


async def test_a_year_whose_moved_days_are_not_published_is_told() -> None:
    at = datetime(2031, 9, 30, 16, 30, tzinfo=ZONE)
    order = await registered_order(registered_at=at)
    outlet = life.assign(begun(order).order, "ZJ-001", province="ZJ", at=at)
    await tell(order, begun(order), outlet, now=at)

    shown = {one.kind: one for one in await read(desk.clocks_of, "SO-1", zone=ZONE, now=at)}

    assert shown[ClockKind.BOOK_TIME].unpublished_years == (2031,)
    assert shown[ARRIVE].unpublished_years == ()


async def test_a_day_that_is_overridden_counts_as_that_says() -> None:
    await perform(calendar.override, DayOverride(day=date(2026, 11, 23), working=False, reason="盘点"))
    order = await registered_order()
    await tell(order, begun(order), life.assign(begun(order).order, "ZJ-001", province="ZJ", at=NOW))

    assert (await kept())[ClockKind.BOOK_TIME].due.at == datetime(2026, 11, 24, 10, tzinfo=ZONE)


async def test_a_list_tells_what_is_due_and_what_was_missed() -> None:
    await an_open_order()
    await an_open_order("SO-2")
    await paused()

    assert await listed(due_before=NOW + 3 * H, kind=ClockKind.ARRANGED) == [("SO-1", "arranged"), ("SO-2", "arranged")]
    assert await listed(standing=Standing.PAUSED) == [("SO-1", "arrive")]
    assert await listed(NOW + 3 * H, missed_since=NOW + H) == [("SO-1", "arranged"), ("SO-2", "arranged")]
    assert await listed(order="SO-2", holder="HQ", kind=ARRIVE) == [("SO-2", "arrive")]
    assert await listed(holder="ZJ-001") == []


def test_a_list_is_asked_with_offsets() -> None:
    with pytest.raises(Invalid):
        Sought(due_before=datetime(2026, 11, 23))  # noqa: DTZ001


ALWAYS = WorkCalendar(hours=WorkingHours(opens_s=0, closes_s=86400), zone=ZONE)


def some_clock(dice: random.Random, n: int) -> Clock:
    """Somewhere in its life, of four days."""
    began = NOW - n * timedelta(seconds=1)
    due = Due(at=NOW + dice.randrange(100) * H, measure=Measure.WALL_CLOCK, at_risk_s=dice.choice([0, 7200]))
    clock = Clock(kind=ARRIVE, order="SO-1", started_at=began, due=due, holdings=(Holding(node="HQ", since=began),))
    for at in sorted(NOW + dice.randrange(100) * H for _ in range(dice.randrange(4))):
        if clock.open_pause:
            clock = resume(clock, at=at, now=LATER, calendar=ALWAYS)
        elif dice.random() < 0.6:
            clock = pause(clock, PauseReason.OTHER, "x", at=at, now=LATER)
        else:
            return dice.choice([stop, cancel])(clock, at=at, now=LATER, calendar=ALWAYS)
    return clock


async def test_the_list_finds_clocks_by_how_they_stand() -> None:
    """What it asks of the rows is what the rule says of the clocks."""
    await registered_order(kind=OrderKind.CONSULTATION, unit=None, fault=None)
    dice = random.Random(7)
    clocks = [some_clock(dice, n) for n in range(400)]
    await perform(store.save, (), clocks)

    for hours in (0, 20, 50, 80, 200):
        now = NOW + hours * H
        for standing in Standing:
            _, found = await read(store.clock_page, Sought(standing=standing), now=now, ordering="due_at", limit=999)
            assert {one.started_at for one in found} == {
                one.started_at for one in clocks if look(one, now, ALWAYS).standing is standing
            }
