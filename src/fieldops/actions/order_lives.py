"""What is done with a service order from its registration to its end (S2, S3, S10), one action a verb."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from fieldops.actions import clocks, crises
from fieldops.actions.desk import Desk
from fieldops.actions.policies import desk_on
from fieldops.actions.promises import promises_of
from fieldops.store import ledger, network, orders, plan_content, visits
from fieldops.store import order_lives as store
from fieldops.store.orders import VersionedOrder
from fieldops.store.reach import everywhere
from fieldops.store.rows import refuse_if_any
from inventory import order_life_verbs as verbs
from inventory import order_links as links
from inventory.ledger import VoidPending
from inventory.network import NodeKind
from inventory.order_life import Escalation, Level, OrderLife, Stepped, Waiting, WaitingFor
from inventory.visit_verbs import cancel as cancel_visit
from refusals import FieldProblem, NotFound, Text, refuse_all


async def go(stepped: Stepped, desk: Desk) -> VersionedOrder:
    """The order stands where ``stepped`` says, and its clocks know. Whoever handed it over sees it as they left it."""
    life = stepped.order
    before = await orders.order(life.number)
    order = replace(before.value, outlet=life.holder, appointment=life.appointment, status=life.status)
    await clocks.told([stepped], {life.number: order}, promises_of([order]), zone=desk.zone, now=desk.now)
    await store.save(stepped, by=desk.by)
    return VersionedOrder(value=order, version=before.version + 1)


async def forward(number: str, province: str, desk: Desk) -> VersionedOrder:
    """To the province, which finds an outlet (S3).

    :raises NotFound: :raises OrderWrongStatus: :raises Invalid: there is no such province, or it has the order.
    """
    life = await store.locked(number)
    refuse_if_any(await network.not_provinces([("province", province)]))
    return await go(verbs.forward(life, province, at=desk.now), desk)


async def assign(number: str, outlet: str, desk: Desk) -> VersionedOrder:
    """To an outlet, or to the technicians of the provincial centre itself; what was booked before is off (S3).

    :raises NotFound: :raises OrderWrongStatus: :raises Invalid: there is no such outlet, or it has the order.
    """
    life = await store.locked(number)
    stepped = await assigned(life, outlet, at=desk.now)
    await _nobody_goes(stepped, outlet, desk)
    return await go(stepped, desk)


async def assigned(life: OrderLife, outlet: str, *, at: datetime) -> Stepped:
    """The order at an outlet, of whichever province. :raises OrderWrongStatus: :raises Invalid:"""
    refuse_if_any(await network.not_outlets([("outlet", outlet)]))
    node = await network.node(outlet)
    province = node.parent if node.kind is NodeKind.PARTNER and node.parent else outlet
    return verbs.assign(life, outlet, province=province, at=at)


async def send_back(number: str, reason: str, desk: Desk) -> VersionedOrder:
    """The outlet can't do it. :raises NotFound: :raises OrderWrongStatus: :raises OrderWrongKind: :raises Invalid:"""
    stepped = verbs.send_back(await store.locked(number), reason, at=desk.now)
    await _nobody_goes(stepped, reason, desk)
    return await go(stepped, desk)


async def wait(number: str, what: WaitingFor, note: str, desk: Desk) -> VersionedOrder:
    """It can't go on before something is there; nobody goes there meanwhile.

    :raises NotFound: :raises OrderWrongStatus: :raises OrderWrongKind: :raises Invalid: it isn't said what exactly.
    """
    waiting = Waiting(what=what, since=desk.now, note=note)
    stepped = verbs.wait(await store.locked(number), waiting)
    await _nobody_goes(stepped, note, desk)
    return await go(stepped, desk)


async def resume(number: str, desk: Desk) -> VersionedOrder:
    """What it waited for is there. :raises NotFound: :raises OrderWrongStatus: :raises OrderWrongKind:"""
    return await go(verbs.resume(await store.locked(number), at=desk.now), desk)


async def finish(number: str, desk: Desk) -> VersionedOrder:
    """All is done, as the workshop says say, without another visit.

    :raises NotFound: :raises OrderWrongStatus: :raises OrderWrongKind:
    """
    stepped = verbs.finish(await store.locked(number), at=desk.now)
    await _nobody_goes(stepped, "done", desk)
    return await go(stepped, desk)


async def answer(number: str, text: str, desk: Desk) -> VersionedOrder:
    """The customer was told (S4). :raises NotFound: :raises OrderWrongStatus: :raises OrderWrongKind: :raises Invalid:"""
    return await go(verbs.answer(await store.locked(number), text, at=desk.now), desk)


async def reopen(number: str, reason: str, desk: Desk) -> VersionedOrder:
    """It isn't done after all. :raises NotFound: :raises OrderWrongStatus: :raises OrderWrongKind: :raises Invalid:"""
    return await go(verbs.reopen(await store.locked(number), reason, at=desk.now), desk)


async def close(number: str, desk: Desk) -> VersionedOrder:
    """:raises NotFound: :raises OrderWrongStatus: it isn't done."""
    return await go(verbs.close(await store.locked(number), at=desk.now), desk)


async def cancel(number: str, reason: str, desk: Desk) -> VersionedOrder:
    """The customer withdrew it; nobody goes there, and what a plan has reserved for it is free again.

    :raises NotFound: :raises OrderWrongStatus: it is over. :raises Invalid: no reason.
    """
    stepped = verbs.cancel(await store.locked(number), reason, at=desk.now)
    await _nobody_goes(stepped, reason, desk)
    return await go(stepped, desk)


async def close_done(desk: Desk, *, most: int) -> int:
    """Close up to ``most`` orders that were done so long ago that nobody reopens them; how many there were.

    :raises NoPolicy:
    """
    since = desk.now - timedelta(days=(await desk_on(desk.today)).close_after_days)
    numbers = await store.done_since(since, most=most)
    for number in numbers:
        await close(number, desk)
    return len(numbers)


async def merge(number: str, into: str, desk: Desk) -> VersionedOrder:
    """It is one with another order about the same machine; whoever chased it chases the other (S2).

    :raises NotFound: :raises NotADuplicate: :raises OrderWrongStatus: :raises OrderWrongKind:
    """
    found = await store.locked_lives([number, into])
    for one in (number, into):
        if one not in found:
            raise NotFound(kind="service order", key=one)
    named = {one.number: one for one in await orders.orders_of([number, into])}
    async with everywhere():
        pointing = await orders.pointing_at([number])
    merged = links.merge(found[number], named[number], named[into], pointing, at=desk.now)
    await _nobody_goes(merged.stepped, into, desk)
    await orders.point_elsewhere(merged.moved)
    after = await go(merged.stepped, desk)
    await crises.look_at(merged.moved, desk)
    return after


async def escalate(number: str, level: Level, reason: str, desk: Desk) -> VersionedOrder:
    """Up to the province, the head office, or the vendor, with whom the head office deals (S10).

    :raises NotFound: :raises OrderWrongStatus: :raises EscalatesNotUpwards: :raises Invalid: no reason, or no province has it.
    """
    life = await store.locked(number)
    none = Text(en="no province has this order yet", zh="该维修单尚未转派省级服务中心")
    refuse_all(
        FieldProblem("level", "not_allowed", none, level) if level is Level.PROVINCE and life.province is None else None
    )
    node = life.province if level is Level.PROVINCE and life.province else await network.head_office()
    return await go(
        verbs.escalate(life, Escalation(level=level, node=node, reason=reason, by=desk.by, at=desk.now)), desk
    )


async def settle(number: str, outcome: str, desk: Desk) -> VersionedOrder:
    """What was escalated is solved. :raises NotFound: :raises OrderWrongStatus: :raises NothingEscalated: :raises Invalid:"""
    return await go(verbs.settle(await store.locked(number), outcome, at=desk.now), desk)


async def _nobody_goes(stepped: Stepped, reason: str, desk: Desk) -> None:
    """A visit that is booked or planned is off, and what plans hold for it is free again.

    :raises VisitWrongState: somebody is on the way or there.
    """
    number = stepped.order.number
    visit = (await visits.open_of([number], lock=True)).get(number)
    if visit is not None:
        await visits.save(visit, cancel_visit(visit, by=desk.by, reason=reason, now=desk.now), now=desk.now)
    await release(number, stepped.verb.value, desk.now)


async def release(number: str, why: str, now: datetime) -> None:
    """What plans hold for the order is free again."""
    held = await plan_content.reservations_for(number)
    await ledger.post([VoidPending(id=f"{pending}/{why}", of=pending, occurred_at=now) for pending in held])
