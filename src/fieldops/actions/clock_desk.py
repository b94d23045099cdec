"""What a desk does with clocks: it looks how they stand, pauses and resumes them, and says that it arranged and checked (S3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from fieldops.actions.calendar import working_on
from fieldops.store import clocks as store
from fieldops.store import orders
from fieldops.store.clocks import Sought
from refusals import NotFound, refuse_all, with_offset
from routing.calendar import WorkCalendar
from routing.clock_verbs import pause, resume, stop
from routing.clock_watch import Look, Standing, look
from routing.clocks import Clock, ClockKind, Holding, Notice, Pause, PauseReason, Renewal
from routing.measures import Measure
from routing.promises import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownClock:
    """A clock and how it stands; ``due_holder`` had it when it was due, or is the last one before that. Of ``left_s`` and ``over_s``, as it counts them, one is 0.

    ``unpublished_years``: the years of which working days may still be moved, and its due time with them.
    """

    order: str
    kind: ClockKind
    holder: str
    due_holder: str
    standing: Standing
    at_risk: bool
    started_at: datetime
    at_risk_at: datetime
    due_at: datetime
    left_s: int
    over_s: int
    measure: Measure
    basis: Basis | None
    paused_since: datetime | None
    stopped_at: datetime | None
    cancelled_at: datetime | None
    told: Notice | None
    unpublished_years: tuple[int, ...]
    holdings: tuple[Holding, ...]
    pauses: tuple[Pause, ...]
    renewals: tuple[Renewal, ...]


async def clocks_of(number: str, *, zone: ZoneInfo, now: datetime) -> list[ShownClock]:
    """All clocks of an order, in the order in which they started. :raises NotFound: there is no such order."""
    await orders.order(number)
    return await shown((await store.of_orders([number])).get(number, []), zone=zone, now=now)


async def page(
    sought: Sought, *, ordering: str, limit: int, offset: int = 0, zone: ZoneInfo, now: datetime
) -> tuple[int, list[ShownClock]]:
    """:raises NoPolicy: nobody says which hours are worked today."""
    count, found = await store.clock_page(sought, now=now, ordering=ordering, limit=limit, offset=offset)
    return count, await shown(found, zone=zone, now=now)


async def shown(clocks: Sequence[Clock], *, zone: ZoneInfo, now: datetime) -> list[ShownClock]:
    """How they stand ``now``. :raises NoPolicy: nobody says which hours are worked today."""
    if not clocks:
        return []
    today = now.astimezone(zone).date()
    calendar = (await working_on({today}, zone))[today]
    return [_shown(clock, look(clock, now, calendar)) for clock in clocks]


def _shown(clock: Clock, seen: Look) -> ShownClock:
    pause = clock.open_pause
    return ShownClock(
        order=clock.order,
        kind=clock.kind,
        holder=clock.held_by,
        due_holder=clock.holder_at(clock.due.at),
        standing=seen.standing,
        at_risk=seen.at_risk,
        started_at=clock.started_at,
        at_risk_at=clock.at_risk_at,
        due_at=clock.due.at,
        left_s=seen.left_s,
        over_s=seen.over_s,
        measure=clock.due.measure,
        basis=clock.due.basis,
        paused_since=pause.from_at if pause else None,
        stopped_at=clock.stopped_at,
        cancelled_at=clock.cancelled_at,
        told=clock.told,
        unpublished_years=seen.unpublished,
        holdings=clock.holdings,
        pauses=clock.pauses,
        renewals=clock.renewals,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pausing:
    """``at`` is when it began, None for now; the reason is told in words too."""

    reason: PauseReason
    note: str
    at: datetime | None = None


async def pause_clock(number: str, kind: ClockKind, pausing: Pausing, *, zone: ZoneInfo, now: datetime) -> ShownClock:
    """It doesn't count, for a reason that is recorded (S3).

    :raises NotFound: :raises PausesOverlap: :raises ClockWrongState: :raises StepInFuture: :raises StepBeforeStart:
    :raises StepOutOfOrder: :raises NoPolicy:
    """

    def paused(clock: Clock, *, at: datetime, now: datetime, calendar: WorkCalendar) -> Clock:
        return pause(clock, pausing.reason, pausing.note, at=at, now=now)

    return await _go_on(number, kind, paused, at=pausing.at or now, zone=zone, now=now)


async def resume_clock(
    number: str, kind: ClockKind, at: datetime | None, *, zone: ZoneInfo, now: datetime
) -> ShownClock:
    """It counts again; it is due later by what it would have counted.

    :raises NotFound: :raises ClockWrongState: :raises StepInFuture: :raises StepBeforeStart: :raises StepOutOfOrder:
    :raises NoPolicy:
    """
    return await _go_on(number, kind, resume, at=at or now, zone=zone, now=now)


async def arranged(number: str, at: datetime | None, *, zone: ZoneInfo, now: datetime) -> ShownClock:
    """Somebody saw to it that the order is done, before a time was booked.

    :raises NotFound: :raises ClockAlreadyStopped: at another time. :raises ClockWrongState: :raises StepInFuture:
    :raises StepBeforeStart: :raises StepOutOfOrder: :raises NoPolicy:
    """
    return await _go_on(number, ClockKind.ARRANGED, stop, at=at or now, zone=zone, now=now)


async def checked(number: str, at: datetime | None, *, zone: ZoneInfo, now: datetime) -> ShownClock:
    """Somebody checked that what was arranged is on its way. Raises what :func:`arranged` does."""
    return await _go_on(number, ClockKind.CHECKED, stop, at=at or now, zone=zone, now=now)


async def _go_on(
    number: str, kind: ClockKind, verb: Callable[..., Clock], *, at: datetime, zone: ZoneInfo, now: datetime
) -> ShownClock:
    """Of several clocks of a kind the last one is meant."""
    refuse_all(with_offset("at", at))
    await orders.order(number)
    of_kind = [clock for clock in (await store.locked([number])).get(number, ()) if clock.kind is kind]
    if not of_kind:
        raise NotFound(kind="clock", key=f"{number}/{kind}")
    clock = of_kind[-1]
    day = at.astimezone(zone).date()
    calendar = (await working_on({day}, zone))[day]
    after = verb(clock, at=at, now=now, calendar=calendar)
    await store.save([clock], [after])
    return _shown(after, look(after, now, calendar))
