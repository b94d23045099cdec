"""Visits are booked, given to technicians and ended (V1, V2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from fieldops.actions import aftercare, charges, coverage, order_lives
from fieldops.actions.desk import Desk
from fieldops.actions.policies import old_parts_on, visits_on
from fieldops.actions.visit_records import Office, sign
from fieldops.files.kinds import FileKind
from fieldops.store import files, ledger, network, old_parts, orders, parts, serials
from fieldops.store import order_lives as order_lives_store
from fieldops.store import visits as store
from fieldops.store.network import OnStaff
from fieldops.store.rows import refuse_if_any
from fieldops.store.visits import VersionedVisit
from inventory import order_life_verbs as lives
from inventory import visit_verbs as verbs
from inventory.accounts import Account, AccountKind
from inventory.ledger import PostPending, Reservation
from inventory.order_life import TRANSITIONS, AskedBy, Booking, OrderLife, Verb, Waiting, WaitingFor
from inventory.orders import Appointment, OrderStatus, is_open, needs_visit
from inventory.service_record import RECORDED
from inventory.visit_endings import ToBeContinued, ToWorkshop, Unfinished
from inventory.visit_part_steps import PartUsed
from inventory.visit_postings import Ground, book_steps
from inventory.visit_refusals import AnothersVisit
from inventory.visit_steps import Photo, Signed, Step
from inventory.visits import AT_CUSTOMER, Closing, NewVisit, State, Visit
from inventory.visits import Verb as VisitVerb
from refusals import AlreadyThere, FieldProblem, Invalid, NotFound, Text, refuse_all, unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebooking:
    """``window``: None as long as no time is agreed, and then the ``reason`` must be given. ``asked_by`` wanted it so."""

    window: Appointment | None
    asked_by: AskedBy = AskedBy.US
    reason: str = ""


async def book(new: NewVisit, desk: Desk) -> VersionedVisit:
    """A visit for an open order; a window, once agreed, is the order's appointment too (S1).

    An order that was only forwarded yet is the node's from now on.

    :raises Invalid: the order or node isn't known, another node has the order, or the window is over. :raises OrderNotOpen:
    :raises NoVisitNeeded: :raises AlreadyThere: somebody is to go there already.
    """
    life = await _life(new.order)
    order = (await orders.order(new.order)).value
    needs_visit(order)
    refuse_if_any(await network.not_outlets([("node", new.node)]))
    there = await store.open_of([new.order])
    if there:
        raise AlreadyThere(kind="visit", keys=there[new.order].number)
    life = await _taken_by(new.node, life, desk)
    [number] = await store.next_numbers(1)
    visit = verbs.book(replace(new, window=new.window or order.appointment), number=number, now=desk.now)
    await _agree(life, visit.window, new.asked_by, new.note, desk)
    await store.add([visit])
    return await store.visit(number)


async def _life(order: str) -> OrderLife:
    try:
        return await order_lives_store.locked(order)
    except NotFound as missing:
        raise Invalid([unknown("order", order)]) from missing


async def _taken_by(node: str, life: OrderLife, desk: Desk) -> OrderLife:
    if life.status in {OrderStatus.REGISTERED, OrderStatus.FORWARDED}:
        stepped = await order_lives.assigned(life, node, at=desk.now)
        await order_lives.go(stepped, desk)
        return stepped.order
    other = Text(en=f"must be {life.holder}, which has the order", zh=f"维修单在 {life.holder}，应由其上门")
    refuse_all(None if node == life.holder else FieldProblem("node", "not_allowed", other, node))
    return life


async def _agree(life: OrderLife, window: Appointment | None, asked_by: AskedBy, note: str, desk: Desk) -> None:
    """The time that holds from now on, or that none does."""
    if window == life.appointment:
        return
    if window is not None:
        booking = Booking(appointment=window, at=desk.now, asked_by=asked_by, note=note)
        await order_lives.go(lives.book(life, booking), desk)
    elif life.status is OrderStatus.BOOKED:
        await order_lives.go(lives.unbook(life, note, at=desk.now), desk)


async def rebook(number: str, agreed: Rebooking, desk: Desk) -> VersionedVisit:
    """Another time, or none yet, is agreed with the customer; the technician is chosen anew.

    :raises NotFound: :raises VisitClosed: :raises VisitWrongState: :raises OrderWrongStatus: :raises Invalid: it is over.
    """
    life, found = await _locked(number)
    changed = verbs.rebook(found, agreed.window, now=desk.now)
    await _agree(life, agreed.window, agreed.asked_by, agreed.reason, desk)
    await store.save(found, changed, now=desk.now)
    return await store.visit(number)


async def _locked(number: str) -> tuple[OrderLife, Visit]:
    """The visit and its order, the order's row first, as whoever begins with the order does.

    :raises NotFound:
    """
    life = await order_lives_store.locked((await store.visit(number)).value.order)
    return life, (await store.locked(number)).value


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


async def cancel(number: str, reason: str, desk: Desk) -> VersionedVisit:
    """Nobody goes there; the order stays open, without a time.

    :raises NotFound: :raises VisitClosed: :raises VisitWrongState: :raises Invalid: no reason.
    """
    life, found = await _locked(number)
    await store.save(found, verbs.cancel(found, by=desk.by, reason=reason, now=desk.now), now=desk.now)
    await _agree(life, None, AskedBy.US, reason, desk)
    return await store.visit(number)


async def reinstate(number: str, desk: Desk) -> VersionedVisit:
    """It was cancelled by mistake; the time that was agreed holds again.

    :raises NotFound: :raises VisitWrongState: :raises OrderNotOpen: :raises AlreadyThere: another one took its place.
    """
    life, found = await _locked(number)
    back = verbs.reinstate(found)
    needs_visit((await orders.order(found.order)).value)
    there = await store.open_of([found.order])
    if there:
        raise AlreadyThere(kind="visit", keys=there[found.order].number)
    await store.save(found, back, now=desk.now)
    if back.window is not None and back.window.ends >= desk.now:
        await _agree(life, back.window, AskedBy.US, "", desk)
    return await store.visit(number)


async def pick_up(number: str, *, technician: str | None, now: datetime) -> VersionedVisit:
    """The technician has taken along what lies ready for this order: it is in the van from now on (V4).

    :raises NotFound: :raises VisitClosed: :raises VisitWrongState: nobody has the visit. :raises AnothersVisit:
    """
    found = (await store.locked(number)).value
    _refuse_others(found, technician)
    verbs.after(found, VisitVerb.RECORD)
    van = (await _technician(found)).van
    ready = [
        one
        for one in await ledger.reservations(references=[found.order])
        if one.source.place != van and one.destination.place == van and one.destination.kind is AccountKind.STOCK
    ]
    await ledger.post([PostPending(id=f"{one.id}/picked-up", of=one.id, occurred_at=now) for one in ready])
    return await store.visit(number)


async def record(number: str, steps: Sequence[Step], *, technician: str | None, desk: Desk) -> VersionedVisit:
    """Take in what a phone sends, however late, twice or out of order: stock, money and old parts move with it (V2, O1).

    ``technician`` is who sends it, None for somebody who writes it down for them.

    :raises NotFound: :raises Invalid: :raises PartNotInVan: :raises NoPolicy: and what ``visit_verbs.merge`` raises.
    """
    life, found = await _locked(number)
    _refuse_others(found, technician)
    told = verbs.merge(found, steps, await visits_on(desk.today), now=desk.now)
    if told == found:
        return await store.visit(number)
    await _refuse_unknown_files(found, told)
    booking = book_steps(found, told, await _ground(told, zone=desk.zone, now=desk.now))
    await serials.post(booking.postings, booking.named)
    await store.save(found, told, now=desk.now)
    await old_parts.drop(booking.fallen)
    await old_parts.add(booking.born)
    if told.state is State.ON_SITE:
        await _started(life, told, desk)
    return await store.visit(number)


async def _started(life: OrderLife, visit: Visit, desk: Desk) -> OrderLife:
    """Somebody is at the customer's, since the first step that was made there."""
    if life.status not in TRANSITIONS[Verb.START]:
        return life
    there = min(step.at for step in visit.standing if step.did in AT_CUSTOMER)
    stepped = lives.start(life, at=_on_record(there, life, desk))
    await order_lives.go(stepped, desk)
    return stepped.order


def _on_record(at: datetime, life: OrderLife, desk: Desk) -> datetime:
    """A phone's time, as far as it fits to what is recorded already."""
    return min(max(at, life.since), desk.now)


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

    :raises NotFound: :raises NoPolicy: and what ``visit_verbs.close`` and ``charges.visit_ends`` raise.
    """
    desk = Desk(by=by, now=now, zone=office.zone)
    life, found = await _locked(number)
    _refuse_others(found, technician)
    closed = verbs.close(found, closing, await visits_on(desk.today), now=now)
    if closed == found:
        return await store.visit(number)
    await store.save(found, closed, now=now)
    await order_lives.release(closed.order, "visited", now)
    if closed.state in RECORDED:
        await charges.visit_ends(closed, desk)
        await sign(closed, office, by=by, now=now)
    if is_open(life.status):
        await _go_on(life, closed, desk)
    await aftercare.follow(closed, zone=office.zone)
    return await store.visit(number)


async def _go_on(life: OrderLife, visit: Visit, desk: Desk) -> None:
    """What a visit's end means for its order; what is left to do waits as a visit without a time."""
    assert visit.closed is not None
    match visit.state:
        case State.DONE:
            life = await _started(life, visit, desk)
            await order_lives.go(lives.finish(life, at=_on_record(visit.closed.at, life, desk)), desk)
        case State.TO_WORKSHOP:
            [taken] = [step for step in visit.standing if isinstance(step, ToWorkshop)][-1:]
            await _wait(await _started(life, visit, desk), visit, WaitingFor.WORKSHOP, taken.reason, desk)
        case State.TO_BE_CONTINUED:
            [left] = [step for step in visit.standing if isinstance(step, ToBeContinued)][-1:]
            await _continue(await _started(life, visit, desk), visit, left, desk)
        case _ if life.status in TRANSITIONS[Verb.UNBOOK]:
            await order_lives.go(lives.unbook(life, visit.state, at=_on_record(visit.closed.at, life, desk)), desk)


async def _continue(life: OrderLife, visit: Visit, left: ToBeContinued, desk: Desk) -> None:
    assert visit.closed is not None
    if left.reason is Unfinished.PART_MISSING:
        await _wait(life, visit, WaitingFor.PART, left.next_time, desk)
    else:
        await order_lives.go(lives.unbook(life, left.next_time, at=_on_record(visit.closed.at, life, desk)), desk)
    await orders.set_parts(visit.order, left.parts)
    [number] = await store.next_numbers(1)
    next_one = NewVisit(order=visit.order, node=visit.node, continues=visit.number)
    await store.add([verbs.book(next_one, number=number, now=desk.now)])


async def _wait(life: OrderLife, visit: Visit, what: WaitingFor, note: str, desk: Desk) -> None:
    assert visit.closed is not None
    waiting = Waiting(what=what, since=_on_record(visit.closed.at, life, desk), note=note)
    await order_lives.go(lives.wait(life, waiting), desk)


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
