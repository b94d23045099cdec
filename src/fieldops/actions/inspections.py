"""An inspection is answered at the customer's, reported, or late (V3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta, tzinfo

from fieldops.actions.policies import visits_on
from fieldops.files.kinds import FileKind
from fieldops.store import calendar, check_lists, files, visits
from fieldops.store import inspections as store
from fieldops.store.inspections import VersionedInspection
from inventory import inspection_verbs as verbs
from inventory.check_lists import Answer
from inventory.inspections import Inspection, InspectionWrongState, State, Verb
from inventory.visits import UNDER_WAY, Visit
from inventory.visits import State as VisitState
from routing.calendar import WorkDays

ANSWERED_AT = frozenset({*UNDER_WAY, VisitState.DONE, VisitState.TO_BE_CONTINUED, VisitState.TO_WORKSHOP})
"""The states of a visit at which somebody may have looked: also one whose arrival is still on its way."""

END_OF_DAY = time(23, 59, 59)
LONGEST_WAIT = timedelta(days=366)
"""Sixty working days, the most that a policy may give for a report, are over by then."""


async def record(
    number: str, answers: Sequence[Answer], *, technician: str | None, zone: tzinfo, now: datetime
) -> VersionedInspection:
    """Take in what a phone sends, however late, twice or out of order; the first answers begin the inspection.

    ``technician`` is who sends it, None for somebody who writes it down for them.

    :raises NotFound: :raises InspectionWrongState: nobody has its visit, or the report is made. :raises NoPolicy:
    :raises Invalid: and what ``inspection_verbs.answer`` refuses.
    """
    before = (await store.locked(number)).value
    visit = await _visit(before, technician)
    begun = await _begun(before, visit.number)
    tolerance = timedelta(seconds=(await visits_on(now.astimezone(zone).date())).clock_tolerance_s)
    told = verbs.answer(begun, answers, since=visit.booked_at - tolerance, until=now + tolerance)
    if told is not begun:
        pictures = [(f"answers.{i}.photos.{j}", photo) for i, one in enumerate(answers) for j, photo in enumerate(one.photos)]  # fmt: skip
        await files.digests(pictures, (FileKind.PHOTO,))
    await store.save(before, told)
    return await store.inspection(number)


async def _visit(inspection: Inspection, technician: str | None) -> Visit:
    """The last one at which somebody may have looked."""
    found = [
        one
        for one in await visits.of_orders([inspection.order])
        if one.state in ANSWERED_AT and technician in {None, one.technician}
    ]
    if not found:
        raise InspectionWrongState(number=inspection.number, state=inspection.state, verb=Verb.ANSWER)
    return found[-1]


async def _begun(inspection: Inspection, visit: str) -> Inspection:
    if inspection.state is not State.DUE:
        return inspection
    lists = await check_lists.newest({one.kind for one in inspection.equipment})
    return verbs.begin(inspection, lists.values(), visit=visit)


async def end_visit(visit: Visit, *, zone: tzinfo) -> None:
    """The visit of an inspection is done: from now on its report is awaited. Nothing for visits of another sort."""
    before = await store.of_order(visit.order)
    if before is None or visit.closed is None:
        return
    begun = await _begun(before, visit.number)
    if begun.visited_at is None and begun.state in {State.OPEN, State.REPORTED}:
        at = visit.closed.at
        due_at = await _report_due_at(at, begun.report_working_days, zone)
        begun = verbs.end_visit(begun, visit=visit.number, visited_at=at, report_due_at=due_at)
    await store.save(before, begun)


async def _report_due_at(visited_at: datetime, working_days: int, zone: tzinfo) -> datetime:
    """The end of the working day that is the n-th after the visit."""
    day = visited_at.astimezone(zone).date()
    days = WorkDays(overrides=await calendar.between(day, day + LONGEST_WAIT))
    return datetime.combine(days.add_working_days(day, working_days), END_OF_DAY, zone)


async def report(number: str, summary: str, *, by: str, now: datetime) -> VersionedInspection:
    """:raises NotFound: :raises InspectionWrongState: :raises InspectionIncomplete: :raises Invalid: it is too long."""
    before = (await store.locked(number)).value
    await store.save(before, verbs.report(before, by=by, summary=summary, now=now))
    return await store.inspection(number)


async def fall_late(number: str, *, now: datetime) -> None:
    """Its report is overdue. Said again, or when the report came meanwhile, it changes nothing."""
    before = (await store.locked(number)).value
    if before.state is State.OPEN:
        await store.save(before, verbs.fall_late(before, now=now))
