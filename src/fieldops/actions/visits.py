"""Visits are booked, given to technicians and ended (V1, V2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from fieldops.actions import coverage
from fieldops.actions.policies import old_parts_on, visits_on
from fieldops.actions.visit_records import Office, sign
from fieldops.files.kinds import FileKind
from fieldops.store import files, ledger, network, old_parts, orders, parts, plans, serials
from fieldops.store import visits as store
from fieldops.store.network import OnStaff
from fieldops.store.rows import refuse_if_any
from fieldops.store.visits import VersionedVisit
from inventory import visit_verbs as verbs
from inventory.accounts import Account, AccountKind
from inventory.ledger import PostPending, Reservation, VoidPending
from inventory.orders import (
    Amendment,
    Appointment,
    OrderStatus,
    ServiceOrder,
    complete,
    needs_visit,
    take_to_workshop,
)
from inventory.service_record import RECORDED
from inventory.visit_endings import ToBeContinued
from inventory.visit_part_steps import PartUsed
from inventory.visit_postings import Ground, book_steps
from inventory.visit_refusals import AnothersVisit
from inventory.visit_steps import Photo, Signed, Step
from inventory.visits import Closing, NewVisit, State, Verb, Visit
from refusals import AlreadyThere, Invalid, NotFound, unknown


async def book(new: NewVisit, *, now: datetime) -> VersionedVisit:
    """A visit for an open order; a window, once agreed, is the order's appointment too (S1).

    :raises Invalid: the order or node isn't known, or the window is over. :raises OrderNotOpen: :raises NoVisitNeeded:
    :raises AlreadyThere: somebody is to go there already.
    """
    try:
        order = (await orders.locked_order(new.order)).value
    except NotFound as missing:
        raise Invalid([unknown("order", new.order)]) from missing
    needs_visit(order)
    refuse_if_any(await network.not_outlets([("node", new.node)]))
    there = await store.open_of([new.order])
    if there:
        raise AlreadyThere(kind="visit", keys=there[new.order].number)
    window = new.window or order.appointment
    [number] = await store.next_numbers(1)
    visit = verbs.book(NewVisit(order=new.order, node=new.node, window=window), number=number, now=now)
    await _agree(order, window)
    await store.add([visit])
    return await store.visit(number)


async def _agree(order: ServiceOrder, window: Appointment | None) -> None:
    if window != order.appointment:
        amendment = Amendment(appointment=window, without_appointment=window is None)
        await orders.change(order.number or "", amendment.of(order))


async def rebook(number: str, window: Appointment | None, *, now: datetime) -> VersionedVisit:
    """Another time, or none yet, is agreed with the customer; the technician is chosen anew.

    :raises NotFound: :raises VisitClosed: :raises VisitWrongState: :raises OrderNotOpen: :raises Invalid: it is over.
    """
    found = (await store.locked(number)).value
    changed = verbs.rebook(found, window, now=now)
    await _agree((await orders.locked_order(found.order)).value, window)
    await store.save(found, changed, now=now)
    return await store.visit(number)


async def assign(number: str, technician: str, *, now: datetime) -> VersionedVisit:
    """It is a technician's: of its node, or of the provincial centre above.

    :raises NotFound: :raises VisitClosed: :raises VisitWrongState: :raises Invalid: no such technician there.
    """
    found = (await store.locked(number)).value
    node = await network.node(found.node)
    there = await network.technicians([technician])
    fits = technician in there and there[technician].active and there[technician].node in {found.node, node.parent}
    refuse_if_any([] if fits else [unknown("technician", technician)])
    await store.save(found, verbs.plan(found, technician), now=now)
    return await store.visit(number)


async def unassign(number: str, *, now: datetime) -> VersionedVisit:
    """:raises NotFound: :raises VisitClosed: :raises VisitWrongState:"""
    found = (await store.locked(number)).value
    await store.save(found, verbs.unplan(found), now=now)
    return await store.visit(number)


async def cancel(number: str, *, by: str, reason: str, now: datetime) -> VersionedVisit:
    """Nobody goes there; the order stays open.

    :raises NotFound: :raises VisitClosed: :raises VisitWrongState: :raises Invalid: no reason.
    """
    found = (await store.locked(number)).value
    await store.save(found, verbs.cancel(found, by=by, reason=reason, now=now), now=now)
    return await store.visit(number)


async def reinstate(number: str, *, now: datetime) -> VersionedVisit:
    """It was cancelled by mistake.

    :raises NotFound: :raises VisitWrongState: :raises OrderNotOpen: :raises AlreadyThere: another one took its place.
    """
    found = (await store.locked(number)).value
    back = verbs.reinstate(found)
    needs_visit((await orders.locked_order(found.order)).value)
    there = await store.open_of([found.order])
    if there:
        raise AlreadyThere(kind="visit", keys=there[found.order].number)
    await store.save(found, back, now=now)
    return await store.visit(number)


async def pick_up(number: str, *, technician: str | None, now: datetime) -> VersionedVisit:
    """The technician has taken along what lies ready for this order: it is in the van from now on (V4).

    :raises NotFound: :raises VisitClosed: :raises VisitWrongState: nobody has the visit. :raises AnothersVisit:
    """
    found = (await store.locked(number)).value
    _refuse_others(found, technician)
    verbs.after(found, Verb.RECORD)
    van = (await _technician(found)).van
    ready = [
        one
        for one in await ledger.reservations(references=[found.order])
        if one.source.place != van and one.destination.place == van and one.destination.kind is AccountKind.STOCK
    ]
    await ledger.post([PostPending(id=f"{one.id}/picked-up", of=one.id, occurred_at=now) for one in ready])
    return await store.visit(number)


async def record(
    number: str, steps: Sequence[Step], *, technician: str | None, zone: tzinfo, now: datetime
) -> VersionedVisit:
    """Take in what a phone sends, however late, twice or out of order: stock, money and old parts move with it (V2, O1).

    ``technician`` is who sends it, None for somebody who writes it down for them.

    :raises NotFound: :raises Invalid: :raises PartNotInVan: :raises NoPolicy: and what ``visit_verbs.merge`` raises.
    """
    found = (await store.locked(number)).value
    _refuse_others(found, technician)
    told = verbs.merge(found, steps, await visits_on(now.astimezone(zone).date()), now=now)
    if told == found:
        return await store.visit(number)
    await _refuse_unknown_files(found, told)
    booking = book_steps(found, told, await _ground(told, zone=zone, now=now))
    await serials.post(booking.postings, booking.named)
    await store.save(found, told, now=now)
    await old_parts.drop(booking.fallen)
    await old_parts.add(booking.born)
    return await store.visit(number)


def _refuse_others(visit: Visit, technician: str | None) -> None:
    if technician is not None and technician != visit.technician:
        raise AnothersVisit(number=visit.number, technician=visit.technician, by=technician)


async def _refuse_unknown_files(before: Visit, told: Visit) -> None:
    known = {step.id for step in before.steps}
    for kind, picture in ((FileKind.PHOTO, Photo), (FileKind.SIGNATURE, Signed)):
        new = [step for step in told.steps if isinstance(step, picture) and step.id not in known]
        await files.digests([(f"steps.{step.id}.file", step.file) for step in new], (kind,))


async def close(
    number: str, closing: Closing, office: Office, *, technician: str | None, by: str, now: datetime
) -> VersionedVisit:
    """The visit ends: its record is kept, the order goes on, and what was held for it and not used is free again (V2).

    :raises NotFound: :raises NoPolicy: and what ``visit_verbs.close`` raises.
    """
    found = (await store.locked(number)).value
    _refuse_others(found, technician)
    closed = verbs.close(found, closing, await visits_on(now.astimezone(office.zone).date()), now=now)
    if closed == found:
        return await store.visit(number)
    await store.save(found, closed, now=now)
    await _release(closed.order, now=now)
    if closed.state in RECORDED:
        await sign(closed, office, by=by, now=now)
    await _go_on(closed, now=now)
    return await store.visit(number)


async def _release(order: str, *, now: datetime) -> None:
    held = await plans.reservations_for(order)
    await ledger.post([VoidPending(id=f"{pending}/visited", of=pending, occurred_at=now) for pending in held])


async def _go_on(visit: Visit, *, now: datetime) -> None:
    """What a visit's end means for its order; what is left to do waits as a visit without a time."""
    order = (await orders.locked_order(visit.order)).value
    if order.status is not OrderStatus.OPEN:
        return
    if visit.state is State.DONE:
        await orders.change(visit.order, complete(order))
    elif visit.state is State.TO_WORKSHOP:
        await orders.change(visit.order, take_to_workshop(order))
    elif visit.state is State.TO_BE_CONTINUED:
        await _agree(order, None)
        [left] = [step for step in visit.standing if isinstance(step, ToBeContinued)][-1:]
        await orders.set_parts(visit.order, left.parts)
        [number] = await store.next_numbers(1)
        next_one = NewVisit(order=visit.order, node=visit.node, continues=visit.number)
        await store.add([verbs.book(next_one, number=number, now=now)])


async def _technician(visit: Visit) -> OnStaff:
    assert visit.technician is not None
    return (await network.technicians([visit.technician]))[visit.technician]


async def _ground(told: Visit, *, now: datetime, zone: tzinfo) -> Ground:
    ours = await network.head_office()
    order = (await orders.order(told.order)).value
    uses = [step for step in told.steps if isinstance(step, PartUsed)]
    numbers = sorted({number for step in uses for number in (step.part, step.old_part)})
    van = (await _technician(told)).van
    wanted = [step.stock(ours) for step in uses if step.place == van]
    present = await ledger.balances_of(wanted)
    held = await ledger.reservations(accounts=wanted, references=[told.order])
    return Ground(
        ours=ours,
        zone=zone,
        policy=await old_parts_on(now.astimezone(zone).date()),
        catalogue=await parts.parts_of(numbers),
        covered=await coverage.covered_parts(order, numbers, zone=zone),
        available={account: there.available + _held_at(account, held) for account, there in present.items()},
        held=held,
        owed=[old.id for old in await old_parts.of_visit(told.number)],
    )


def _held_at(account: Account, held: Sequence[Reservation]) -> int:
    return sum(one.amount for one in held if one.source == account)
