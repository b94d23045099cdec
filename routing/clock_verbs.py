"""What is done with a clock, one function a verb (S1, S3): each gives the next clock, or refuses.

``at`` is when it happened, ``now`` when it is recorded. The same step at the same time changes nothing the second time: a phone may
send it twice. What decides about the due time (pause, resume, renew, stop, cancel) is recorded in the order of time;
so is who holds the clock, on its own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from refusals import refuse_all, with_offset
from routing.calendar import WorkCalendar
from routing.clock_refusals import (
    ClockAlreadyStopped,
    ClockPromisesNothing,
    ClockWrongState,
    PausesOverlap,
    StepBeforeStart,
    StepInFuture,
    StepOutOfOrder,
)
from routing.clocks import (
    KIND_NAMES,
    PROMISED,
    TRANSITIONS,
    Clock,
    ClockKind,
    Due,
    Holding,
    Pause,
    PauseReason,
    Renewal,
    State,
    Verb,
)
from routing.measures import after, between


def start(kind: ClockKind, order: str, due: Due, *, held_by: str, at: datetime, now: datetime) -> Clock:
    """:raises StepInFuture: :raises Invalid:"""
    clock = Clock(kind=kind, order=order, started_at=at, due=due, holdings=(Holding(node=held_by, since=at),))
    _refuse_future(clock, at, now)
    return clock


def pause(clock: Clock, reason: PauseReason, note: str, *, at: datetime, now: datetime) -> Clock:
    """It doesn't count from ``at`` on, for a reason told in words too.

    :raises PausesOverlap: :raises ClockWrongState: :raises StepInFuture: :raises StepBeforeStart: :raises StepOutOfOrder:
    """
    begun = Pause(from_at=at, reason=reason, note=note)
    if any(replace(one, to_at=None) == begun for one in clock.pauses):
        return clock
    _refuse_step(clock, Verb.PAUSE, at, now)
    return replace(clock, pauses=(*clock.pauses, begun))


def resume(clock: Clock, *, at: datetime, now: datetime, calendar: WorkCalendar) -> Clock:
    """It counts again; the due time is later by what it would have counted in the pause.

    Who wasn't late when the pause began isn't when it ends, though nothing of it was working time.

    :raises ClockWrongState: :raises StepInFuture: :raises StepBeforeStart: :raises StepOutOfOrder:
    """
    if any(one.to_at == at for one in clock.pauses):
        return clock
    _refuse_step(clock, Verb.RESUME, at, now)
    return _without_pause(clock, at, calendar)


def renew(clock: Clock, due: Due, *, at: datetime, now: datetime) -> Clock:
    """Another due time: an appointment, or what was promised before it, from :func:`routing.clock_table.promised`.

    It ends a pause, which moves the new time no more. That the time before was missed stays on record
    (:attr:`~routing.clocks.Renewal.missed`).

    :raises ClockPromisesNothing: :raises ClockWrongState: :raises StepInFuture: :raises StepBeforeStart:
    :raises StepOutOfOrder:
    """
    if _renewed_already(clock, due, at):
        return clock
    if clock.kind not in PROMISED:
        raise ClockPromisesNothing(**_named(clock))
    renewed = _renewed(clock, due, at, now)
    return replace(renewed, pauses=_pauses_until(clock.pauses, at))


def correct(clock: Clock, due: Due, *, at: datetime, now: datetime) -> Clock:
    """What was due should have been another time all along, as for another fault level (S5). A pause goes on, and puts the
    new time off when it ends; that the time before was missed stays on record.

    :raises ClockWrongState: :raises StepInFuture: :raises StepBeforeStart: :raises StepOutOfOrder:
    """
    return clock if due == clock.due or _renewed_already(clock, due, at) else _renewed(clock, due, at, now)


def hand_over(clock: Clock, node: str, *, at: datetime, now: datetime) -> Clock:
    """``node`` is to see to it from ``at`` on.

    :raises ClockWrongState: :raises StepInFuture: :raises StepBeforeStart: :raises StepOutOfOrder:
    """
    taken = Holding(node=node, since=at)
    if taken in clock.holdings:
        return clock
    _refuse_step(clock, Verb.HAND_OVER, at, now)
    return clock if node == clock.held_by else replace(clock, holdings=(*clock.holdings, taken))


def stop(clock: Clock, *, at: datetime, now: datetime, calendar: WorkCalendar) -> Clock:
    """What it waited for was done. A pause ends with it.

    :raises ClockAlreadyStopped: at another time. :raises ClockWrongState: :raises StepInFuture: :raises StepBeforeStart:
    :raises StepOutOfOrder:
    """
    if clock.stopped_at == at:
        return clock
    _refuse_step(clock, Verb.STOP, at, now)
    return replace(_without_pause(clock, at, calendar), stopped_at=at)


def cancel(clock: Clock, *, at: datetime, now: datetime, calendar: WorkCalendar) -> Clock:
    """What it waited for isn't wanted any more. Missed it stays, if it was by then.

    :raises ClockWrongState: :raises StepInFuture: :raises StepBeforeStart: :raises StepOutOfOrder:
    """
    if clock.cancelled_at == at:
        return clock
    _refuse_step(clock, Verb.CANCEL, at, now)
    return replace(_without_pause(clock, at, calendar), cancelled_at=at)


def put_off(due: Due, from_at: datetime, to_at: datetime, calendar: WorkCalendar) -> Due:
    """A due time after a pause: later by what would have counted in it, for one that it found in time not before its end."""
    paused_s = between(from_at, to_at, due.measure, calendar)
    later = after(due.at, paused_s, due.measure, calendar)
    return replace(due, at=max(later, to_at) if from_at <= due.at else later)


def _renewed_already(clock: Clock, due: Due, at: datetime) -> bool:
    return any((one.at, one.due_at) == (at, due.at) for one in clock.renewals)


def _renewed(clock: Clock, due: Due, at: datetime, now: datetime) -> Clock:
    _refuse_step(clock, Verb.RENEW, at, now)
    missed = clock.counted_until(at) > clock.due.at
    renewal = Renewal(at=at, was_due_at=clock.due.at, due_at=due.at, missed=missed)
    return replace(clock, due=due, told=None, renewals=(*clock.renewals, renewal))


def _without_pause(clock: Clock, at: datetime, calendar: WorkCalendar) -> Clock:
    pause = clock.open_pause
    if pause is None:
        return clock
    due = put_off(clock.due, pause.from_at, at, calendar)
    return replace(clock, due=due, pauses=_pauses_until(clock.pauses, at))


def _pauses_until(pauses: tuple[Pause, ...], at: datetime) -> tuple[Pause, ...]:
    return tuple(replace(one, to_at=at) if one.to_at is None else one for one in pauses)


def _refuse_step(clock: Clock, verb: Verb, at: datetime, now: datetime) -> None:
    _refuse_state(clock, verb, at)
    _refuse_future(clock, at, now)
    if at < clock.started_at:
        raise StepBeforeStart(**_named(clock), at=at.isoformat(), started_at=clock.started_at.isoformat())
    last_at = clock.holdings[-1].since if verb is Verb.HAND_OVER else clock.last_moved_at
    if at < last_at:
        raise StepOutOfOrder(**_named(clock), at=at.isoformat(), last_at=last_at.isoformat())


def _refuse_state(clock: Clock, verb: Verb, at: datetime) -> None:
    if clock.state in TRANSITIONS[verb]:
        return
    if verb is Verb.STOP and clock.stopped_at is not None:
        raise ClockAlreadyStopped(**_named(clock), stopped_at=clock.stopped_at.isoformat(), at=at.isoformat())
    if verb is Verb.PAUSE and clock.open_pause is not None and clock.state is State.PAUSED:
        since, reason = clock.open_pause.from_at.isoformat(), clock.open_pause.note
        raise PausesOverlap(**_named(clock), since=since, reason=reason)
    raise ClockWrongState(**_named(clock), state=clock.state, verb=verb)


def _refuse_future(clock: Clock, at: datetime, now: datetime) -> None:
    refuse_all(with_offset("at", at), with_offset("now", now))
    if at > now:
        raise StepInFuture(**_named(clock), at=at.isoformat(), now=now.isoformat())


def _named(clock: Clock) -> dict[str, str]:
    name = KIND_NAMES[clock.kind]
    return {"clock": name.en, "clock_zh": name.zh, "order": clock.order}
