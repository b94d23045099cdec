"""The life of a clock (S1, S3): every step as the table has it; pauses, appointments and who held it; when it is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise, product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from routing_builders import CHINA, MIN, H

from refusals import Invalid, Refusal
from routing.calendar import WorkCalendar, WorkingHours
from routing.clock_refusals import (
    ClockAlreadyStopped,
    ClockPromisesNothing,
    ClockWrongState,
    PausesOverlap,
    StepBeforeStart,
    StepInFuture,
    StepOutOfOrder,
)
from routing.clock_verbs import cancel, hand_over, pause, renew, resume, start, stop
from routing.clock_watch import Look, Standing, look, next_moment, tell
from routing.clocks import (
    KIND_NAMES,
    TRANSITIONS,
    Clock,
    ClockKind,
    Due,
    Holding,
    Notice,
    Pause,
    PauseReason,
    State,
    Verb,
)
from routing.measures import Measure, after, between
from routing.promises import Basis

CALENDAR = WorkCalendar(hours=WorkingHours(opens_s=9 * H, closes_s=17 * H), zone=ZoneInfo("Asia/Shanghai"))
MONDAY = datetime(2026, 11, 23, 9, tzinfo=CHINA)
LATER = datetime(2027, 12, 1, tzinfo=CHINA)
WALL, WORKING = Measure
ASKED = PauseReason.CUSTOMER_ASKED
SECOND = timedelta(seconds=1)


def in_h(hours: float) -> datetime:
    return MONDAY + timedelta(hours=hours)


def due(at: datetime, measure: Measure = WALL, *, at_risk_s: int = H, basis: Basis | None = None) -> Due:
    return Due(at=at, measure=measure, at_risk_s=at_risk_s, basis=basis)


def a_clock(
    kind: ClockKind = ClockKind.ARRIVE, *, allowed_s: int = 4 * H, measure: Measure = WALL, at_risk_s: int = H
) -> Clock:
    due_at = after(MONDAY, allowed_s, measure, CALENDAR)
    return start(kind, "SO-1", due(due_at, measure, at_risk_s=at_risk_s), held_by="ZJ", at=MONDAY, now=MONDAY)


def paused(clock: Clock, at: datetime, *, note: str = "asks for tomorrow", now: datetime = LATER) -> Clock:
    return pause(clock, ASKED, note, at=at, now=now)


def resumed(clock: Clock, at: datetime, *, now: datetime = LATER) -> Clock:
    return resume(clock, at=at, now=now, calendar=CALENDAR)


def stopped(clock: Clock, at: datetime, *, now: datetime = LATER) -> Clock:
    return stop(clock, at=at, now=now, calendar=CALENDAR)


def cancelled(clock: Clock, at: datetime) -> Clock:
    return cancel(clock, at=at, now=LATER, calendar=CALENDAR)


def renewed(clock: Clock, at: datetime, due_at: datetime) -> Clock:
    return renew(clock, due(due_at, basis=Basis.APPOINTMENT), at=at, now=LATER)


def seen(clock: Clock, now: datetime) -> Look:
    return look(clock, now, CALENDAR)


DO: dict[Verb, Callable[[Clock, datetime], Clock]] = {
    Verb.PAUSE: paused,
    Verb.RESUME: resumed,
    Verb.RENEW: lambda clock, at: renewed(clock, at, in_h(30)),
    Verb.HAND_OVER: lambda clock, at: hand_over(clock, "ZJ-HZ", at=at, now=LATER),
    Verb.STOP: stopped,
    Verb.CANCEL: cancelled,
}
IN: dict[State, Clock] = {
    State.RUNNING: a_clock(),
    State.PAUSED: paused(a_clock(), in_h(1)),
    State.STOPPED: stopped(a_clock(), in_h(1)),
    State.CANCELLED: cancelled(a_clock(), in_h(1)),
}


# The life


@pytest.mark.parametrize(("state", "verb"), list(product(State, Verb)))
def test_each_verb_leads_where_the_table_has_it_and_is_refused_elsewhere(state: State, verb: Verb) -> None:
    if state in TRANSITIONS[verb]:
        assert DO[verb](IN[state], in_h(2)).state is TRANSITIONS[verb][state]
        return
    special = {(State.STOPPED, Verb.STOP): ClockAlreadyStopped, (State.PAUSED, Verb.PAUSE): PausesOverlap}
    with pytest.raises(special.get((state, verb), ClockWrongState)) as refused:
        DO[verb](IN[state], in_h(2))
    assert "SO-1" in refused.value.explain("zh")


@pytest.mark.parametrize("verb", Verb)
def test_the_same_step_at_the_same_time_changes_nothing(verb: Verb) -> None:
    before = IN[State.PAUSED if verb is Verb.RESUME else State.RUNNING]
    once = DO[verb](before, in_h(2))

    assert once != before
    assert DO[verb](once, in_h(2)) == once


def test_a_pause_that_comes_again_after_it_ended_changes_nothing() -> None:
    clock = resumed(paused(a_clock(), in_h(1)), in_h(2))

    assert paused(clock, in_h(1)) == clock


@pytest.mark.parametrize("verb", Verb)
def test_a_step_in_the_future_is_refused(verb: Verb) -> None:
    now = in_h(2)
    step = {
        Verb.PAUSE: lambda clock, at: paused(clock, at, now=now),
        Verb.RESUME: lambda clock, at: resumed(clock, at, now=now),
        Verb.RENEW: lambda clock, at: renew(clock, due(in_h(30)), at=at, now=now),
        Verb.HAND_OVER: lambda clock, at: hand_over(clock, "ZJ-HZ", at=at, now=now),
        Verb.STOP: lambda clock, at: stopped(clock, at, now=now),
        Verb.CANCEL: lambda clock, at: cancel(clock, at=at, now=now, calendar=CALENDAR),
    }[verb]
    with pytest.raises(StepInFuture):
        step(IN[State.PAUSED if verb is Verb.RESUME else State.RUNNING], now + SECOND)


def test_a_clock_does_not_start_in_the_future() -> None:
    with pytest.raises(StepInFuture):
        start(ClockKind.ARRIVE, "SO-1", due(in_h(4)), held_by="ZJ", at=in_h(1), now=MONDAY)


@pytest.mark.parametrize("verb", [Verb.PAUSE, Verb.RENEW, Verb.HAND_OVER, Verb.STOP, Verb.CANCEL])
def test_a_step_before_the_start_is_refused(verb: Verb) -> None:
    with pytest.raises(StepBeforeStart):
        DO[verb](a_clock(), MONDAY - SECOND)


@pytest.mark.parametrize("verb", [Verb.PAUSE, Verb.RENEW, Verb.STOP, Verb.CANCEL])
def test_steps_out_of_order_are_refused(verb: Verb) -> None:
    with pytest.raises(StepOutOfOrder):
        DO[verb](resumed(paused(a_clock(), in_h(1)), in_h(3)), in_h(2))


def test_a_pause_does_not_end_before_it_begins() -> None:
    with pytest.raises(StepOutOfOrder):
        resumed(paused(a_clock(), in_h(2)), in_h(1))


def test_a_step_is_not_before_a_renewal() -> None:
    with pytest.raises(StepOutOfOrder):
        stopped(renewed(a_clock(), in_h(2), in_h(30)), in_h(1))


def test_a_pause_in_a_pause_is_refused_and_told_by_its_reason() -> None:
    with pytest.raises(PausesOverlap, match="asks for tomorrow"):
        paused(paused(a_clock(), in_h(1)), in_h(2))


@pytest.mark.parametrize("note", ["", " ", "x" * 501])
def test_a_pause_without_a_recorded_reason_is_refused(note: str) -> None:
    with pytest.raises(Invalid):
        paused(a_clock(), in_h(1), note=note)


def test_a_time_without_offset_is_refused() -> None:
    with pytest.raises(Invalid):
        stopped(a_clock(), in_h(1).replace(tzinfo=None))


# Pauses


def test_a_pause_moves_the_due_time_by_as_long_as_it_lasted() -> None:
    assert resumed(paused(a_clock(), in_h(1)), in_h(2.5)).due.at == in_h(5.5)


def test_of_working_time_a_pause_moves_only_what_was_worked() -> None:
    """Paused on Monday from 16:00 on, resumed on Tuesday at 10:00: two working hours."""
    clock = a_clock(allowed_s=10 * H, measure=WORKING)
    assert clock.due.at == datetime(2026, 11, 24, 11, tzinfo=CHINA)

    clock = resumed(paused(clock, in_h(7)), in_h(25))

    assert clock.due.at == datetime(2026, 11, 24, 13, tzinfo=CHINA)


def test_while_paused_no_time_is_lost() -> None:
    clock = paused(a_clock(), in_h(1))

    assert [seen(clock, in_h(n)).left_s for n in (1, 2, 100)] == [3 * H] * 3
    assert seen(clock, in_h(100)).standing is Standing.PAUSED


def test_stopped_in_a_pause_it_is_met_if_it_was_in_time_when_that_began() -> None:
    clock = stopped(paused(a_clock(), in_h(3)), in_h(9))

    assert (seen(clock, LATER).standing, seen(clock, LATER).left_s) == (Standing.MET, H)
    assert clock.pauses[-1].to_at == in_h(9)


def test_paused_at_the_very_end_of_a_working_day_it_is_not_missed_overnight() -> None:
    clock = a_clock(allowed_s=8 * H, measure=WORKING)
    assert clock.due.at == in_h(8)

    assert seen(stopped(paused(clock, in_h(8)), in_h(20)), LATER).standing is Standing.MET


def test_a_pause_does_not_heal_what_was_missed() -> None:
    clock = paused(a_clock(), in_h(5))

    assert (seen(clock, in_h(9)).standing, seen(clock, in_h(9)).over_s) == (Standing.MISSED, H)
    assert seen(resumed(clock, in_h(9)), in_h(9)).over_s == H


times = st.lists(st.integers(0, 10 * 24 * 60), min_size=2, max_size=8, unique=True).map(sorted)


@given(st.sampled_from(Measure), times, st.integers(1, 40))
def test_what_is_allowed_is_what_was_counted_outside_of_pauses_and_what_is_left(
    measure: Measure, minutes: list[int], allowed_h: int
) -> None:
    clock = a_clock(allowed_s=allowed_h * H, measure=measure)
    moments = [MONDAY + timedelta(minutes=m) for m in minutes[: len(minutes) // 2 * 2]]

    for from_at, to_at in zip(moments[::2], moments[1::2], strict=True):
        clock = resumed(paused(clock, from_at), to_at)

    edges = [MONDAY, *moments]
    counted_s = sum(between(a, b, measure, CALENDAR) for a, b in list(pairwise(edges))[::2])
    then = seen(clock, moments[-1])
    assert then.left_s - then.over_s == allowed_h * H - counted_s


# Appointments (S1)


def test_an_appointment_puts_its_end_in_the_place_of_the_promise() -> None:
    clock = renewed(a_clock(), in_h(1), in_h(30))

    assert (clock.due.at, clock.due.basis) == (in_h(30), Basis.APPOINTMENT)
    assert not clock.renewals[0].missed


def test_an_appointment_made_too_late_keeps_on_record_what_was_missed() -> None:
    clock = renewed(a_clock(), in_h(5), in_h(30))

    assert seen(clock, in_h(6)).standing is Standing.RUNNING
    assert (clock.renewals[0].was_due_at, clock.renewals[0].missed) == (in_h(4), True)


def test_an_appointment_made_in_a_pause_ends_it_and_is_not_moved_by_it() -> None:
    clock = renewed(paused(a_clock(), in_h(1)), in_h(9), in_h(30))

    assert (clock.state, clock.due.at, clock.renewals[0].missed) == (State.RUNNING, in_h(30), False)


def test_an_appointment_may_be_made_again() -> None:
    clock = renewed(renewed(a_clock(), in_h(1), in_h(30)), in_h(2), in_h(50))

    assert clock.due.at == in_h(50)
    assert [one.was_due_at for one in clock.renewals] == [in_h(4), in_h(30)]


@pytest.mark.parametrize("kind", sorted(set(ClockKind) - {ClockKind.ARRIVE, ClockKind.SWAP}))
def test_an_appointment_moves_no_clock_that_promises_no_visit(kind: ClockKind) -> None:
    with pytest.raises(ClockPromisesNothing):
        renewed(a_clock(kind), in_h(1), in_h(30))


# Who holds it


def test_who_held_a_clock_is_known_for_every_moment() -> None:
    clock = hand_over(a_clock(), "ZJ-HZ", at=in_h(1), now=LATER)

    assert clock.held_by == "ZJ-HZ"
    assert [clock.holder_at(in_h(n)) for n in (-1, 0, 0.5, 1, 2)] == ["ZJ", "ZJ", "ZJ", "ZJ-HZ", "ZJ-HZ"]


def test_handed_over_to_who_has_it_nothing_changes() -> None:
    assert hand_over(a_clock(), "ZJ", at=in_h(1), now=LATER) == a_clock()


def test_hand_overs_are_recorded_in_order() -> None:
    clock = hand_over(a_clock(), "ZJ-HZ", at=in_h(2), now=LATER)

    with pytest.raises(StepOutOfOrder):
        hand_over(clock, "ZJ-NB", at=in_h(1), now=LATER)


def test_an_arrival_before_a_hand_over_counts_though_it_is_reported_later() -> None:
    clock = stopped(hand_over(a_clock(), "ZJ-HZ", at=in_h(3), now=LATER), in_h(2))

    assert (clock.stopped_at, clock.holder_at(in_h(2))) == (in_h(2), "ZJ")


# How it stands, and what is told


@pytest.mark.parametrize(
    ("hours", "standing", "left_h", "over_h", "at_risk"),
    [
        (0, Standing.RUNNING, 4, 0, False),
        (2.5, Standing.RUNNING, 1.5, 0, False),
        (3, Standing.RUNNING, 1, 0, True),
        (4, Standing.RUNNING, 0, 0, True),
        (6, Standing.MISSED, 0, 2, False),
    ],
)
def test_a_running_clock_shows_time_left_or_over(
    hours: float, standing: Standing, left_h: float, over_h: float, at_risk: bool
) -> None:
    found = seen(a_clock(), in_h(hours))

    assert found == Look(
        standing=standing, left_s=int(left_h * H), over_s=int(over_h * H), at_risk=at_risk, unpublished=()
    )


def test_working_time_left_is_counted_in_working_time() -> None:
    clock = a_clock(allowed_s=10 * H, measure=WORKING)

    assert [seen(clock, in_h(n)).left_s // H for n in (0, 8, 20, 24, 25)] == [10, 2, 2, 2, 1]
    assert seen(clock, in_h(50)).over_s == 8 * H


@pytest.mark.parametrize(("late", "standing"), [(timedelta(), Standing.MET), (SECOND, Standing.MISSED)])
def test_stopped_on_the_dot_a_clock_is_met(late: timedelta, standing: Standing) -> None:
    assert seen(stopped(a_clock(), in_h(4) + late), LATER).standing is standing


@pytest.mark.parametrize(("hours", "standing"), [(3, Standing.CANCELLED), (5, Standing.MISSED)])
def test_cancelled_after_its_time_a_clock_is_missed_all_the_same(hours: float, standing: Standing) -> None:
    assert seen(cancelled(a_clock(), in_h(hours)), LATER).standing is standing


def test_a_due_time_in_a_year_that_is_not_published_is_told_to_be_uncertain() -> None:
    clock = a_clock(allowed_s=40 * 8 * H, measure=WORKING)

    assert seen(clock, MONDAY).unpublished == (2027,)
    assert seen(a_clock(allowed_s=60 * 24 * H), MONDAY).unpublished == ()


def test_at_risk_is_told_first_then_missed_then_nothing() -> None:
    clock = a_clock()
    assert next_moment(clock) == in_h(3)

    clock, first = tell(clock, in_h(3))
    again = tell(clock, in_h(3.5))
    clock, second = tell(clock, in_h(4) + SECOND)

    assert (first, again, second) == (Notice.AT_RISK, (replace(clock, told=Notice.AT_RISK), None), Notice.MISSED)
    assert next_moment(clock) is None


def test_a_sweep_that_comes_too_late_tells_of_the_miss_only() -> None:
    clock, notice = tell(a_clock(), in_h(9))

    assert (notice, tell(clock, in_h(10))[1]) == (Notice.MISSED, None)


def test_without_a_time_at_risk_only_the_miss_is_told() -> None:
    clock = a_clock(at_risk_s=0)

    assert tell(clock, in_h(4)) == (clock, None)
    assert tell(clock, in_h(4) + SECOND)[1] is Notice.MISSED


def test_a_clock_that_is_short_is_at_risk_from_its_start() -> None:
    assert next_moment(a_clock(allowed_s=10 * MIN)) == MONDAY


@pytest.mark.parametrize("state", [State.PAUSED, State.STOPPED, State.CANCELLED])
def test_nothing_is_told_of_a_clock_that_does_not_run(state: State) -> None:
    assert next_moment(IN[state]) is None
    assert tell(IN[state], LATER) == (IN[state], None)


def test_a_renewed_promise_is_told_anew() -> None:
    clock, _ = tell(a_clock(), in_h(5))

    assert tell(renewed(clock, in_h(6), in_h(30)), in_h(31))[1] is Notice.MISSED


@given(st.sampled_from(Measure), st.integers(60, 40 * H), st.integers(0, 10 * H), st.booleans())
def test_something_is_told_at_the_next_moment_and_nothing_before(
    measure: Measure, allowed_s: int, at_risk_s: int, told: bool
) -> None:
    clock = a_clock(allowed_s=allowed_s, measure=measure, at_risk_s=at_risk_s)
    clock = replace(clock, told=Notice.AT_RISK) if told else clock
    moment = next_moment(clock)

    assert moment is not None
    assert tell(clock, moment - datetime.resolution)[1] is None
    assert tell(clock, moment)[1] is not None


# The value


def test_every_kind_of_clock_has_its_name() -> None:
    assert set(KIND_NAMES) == set(ClockKind)


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"holdings": ()}, "holdings"),
        ({"order": ""}, "order"),
        ({"started_at": datetime(2026, 11, 23, 9)}, "started_at"),  # noqa: DTZ001
        ({"stopped_at": MONDAY - SECOND}, "pauses"),
        ({"stopped_at": in_h(1), "cancelled_at": in_h(1)}, "cancelled_at"),
        ({"holdings": (Holding(node="ZJ", since=MONDAY - SECOND),)}, "holdings"),
        ({"pauses": (Pause(from_at=in_h(2), reason=ASKED, note="x"), Pause(from_at=in_h(3), reason=ASKED, note="x"))}, "pauses"),
        ({"pauses": (Pause(from_at=in_h(1), to_at=in_h(3), reason=ASKED, note="x"), Pause(from_at=in_h(2), reason=ASKED, note="x"))}, "pauses"),
        ({"pauses": (Pause(from_at=in_h(1), reason=ASKED, note="x"),), "stopped_at": in_h(2)}, "pauses"),
    ],
)  # fmt: skip
def test_a_clock_that_cannot_be_is_refused(wrong: dict[str, object], path: str) -> None:
    with pytest.raises(Invalid) as refused:
        replace(a_clock(), **wrong)  # type: ignore[arg-type]

    assert path in {problem.path for problem in refused.value.problems}


def test_a_pause_ends_after_it_begins() -> None:
    with pytest.raises(Invalid):
        Pause(from_at=in_h(2), to_at=in_h(1), reason=ASKED, note="x")


def test_a_clock_may_be_read_in_any_offset() -> None:
    clock = stopped(a_clock(), in_h(4).astimezone(UTC))

    assert seen(clock, LATER.astimezone(UTC)).standing is Standing.MET


def test_refusals_tell_cause_and_remedy_in_both_languages() -> None:
    refused: list[Refusal] = []
    for do in (lambda: stopped(IN[State.STOPPED], in_h(2)), lambda: paused(IN[State.PAUSED], in_h(2)), lambda: resumed(a_clock(), in_h(1))):  # fmt: skip
        with pytest.raises(Refusal) as raised:
            do()
        refused.append(raised.value)

    assert all(one.explain(language) and one.advise(language) for one in refused for language in ("en", "zh"))
    assert all(one.rule == "S3" for one in refused)
