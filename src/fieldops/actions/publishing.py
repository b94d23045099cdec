"""A draft is published: its parts are reserved and its visits given out, in the place of the plan before (V4, B2). It can be
withdrawn as long as nobody has begun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from fieldops.actions import planned_visits
from fieldops.actions.arrivals import refuse_taken_arrivals
from fieldops.actions.desk import Desk
from fieldops.store import ledger, network, orders, plan_edits, visits
from fieldops.store import plan_content as content
from fieldops.store import plans as store
from fieldops.store.plan_content import PlannedPart
from fieldops.store.plans import PlanHead
from inventory.accounts import AccountKind, parts_account
from inventory.ledger import Pending, Purpose, VoidPending
from inventory.orders import appointed_elsewhere
from refusals import Refusal, StaleVersion, Text
from routing.plan import Plan, StopKind
from routing.requests import PlanState, move


class PlanOvertaken(Refusal):
    code = "plan_overtaken"
    rule = "V4"
    cause = Text(
        en="Since it was planned these orders were closed, withdrawn or given another time: {orders}.",
        zh="计划生成后，以下维修单已关闭、撤销或改约：{orders}。",
    )
    remedy = Text(en="Plan again, or take them out of the plan.", zh="请重新计划，或将其从计划中移除。")


class PlanDayOver(Refusal):
    code = "plan_day_over"
    rule = "V4"
    cause = Text(en="The plan is for {day}, which is over.", zh="该计划日期 {day} 已过。")
    remedy = Text(en="Plan a day that is still to come.", zh="请对今后的日期进行计划。")


class PlanBegun(Refusal):
    """Withdrawing it would take from technicians what they are at."""

    code = "plan_begun"
    rule = "V5"
    cause = Text(
        en="These visits of the plan have begun or are over: {visits}.",
        zh="该计划中以下上门任务已开始或已完成：{visits}。",
    )
    remedy = Text(en="Plan the rest of the day again and publish that.", zh="请对当日剩余任务重新计划并发布。")


async def publish(plan_id: int, desk: Desk, *, version: int | None = None) -> PlanHead:
    """The draft holds from now on; the plan of the same province and day that was published before is superseded.

    ``version`` is what whoever publishes has seen of it, None if that doesn't matter.

    :raises NotFound: :raises StaleVersion: :raises PlanStateRefused: it is no draft. :raises PlanDayOver:
    :raises PlanOvertaken: an order was closed, or its appointment moved away from the planned time.
    :raises InsufficientStock: stock was taken meanwhile. :raises ArrivalTaken: what is to arrive was.
    """
    asked = await store.head(plan_id)
    await store.publish_alone(asked.province, asked.day)
    head = await store.locked(plan_id)
    if version is not None and version != head.version:
        raise StaleVersion(key=str(plan_id), seen=version, present=head.version)
    state = move(head.state, PlanState.PUBLISHED)
    if head.day < desk.today:
        raise PlanDayOver(day=head.day)
    premises, plan = await plan_edits.premises_of(plan_id), await plan_edits.content(plan_id, head.edit)
    await _refuse_overtaken(plan, premises.problem.epoch)
    released, served_before = await _take_the_place(head.province, head.day, desk)
    parts, publication = await content.parts_of(plan_id), head.publications + 1
    await refuse_taken_arrivals(parts.values(), now=desk.now)
    there = {row: one for row, one in parts.items() if one.arrives_at is None}
    held = {row: f"plan/{plan_id}/{publication}/{one.order}/{one.part}/{one.source}" for row, one in there.items()}
    await ledger.post([*released, *(await _reservations(there, held, premises.van, desk))])
    await content.note_reservations(held)
    await store.change(plan_id, state=state, publications=publication, published_at=desk.now, published_by=desk.by)
    technician_of = {ref: technician for technician, ref, _ in _visits(plan)}
    await planned_visits.follow(technician_of, served_before - technician_of.keys(), desk)
    return await store.head(plan_id)


async def withdraw(plan_id: int, desk: Desk) -> PlanHead:
    """What was published is a draft again: its parts are free, its visits nobody's.

    :raises NotFound: :raises PlanStateRefused: it isn't published. :raises PlanBegun:
    """
    head = await store.locked(plan_id)
    state = move(head.state, PlanState.DRAFT)
    served = await content.served_by(plan_id)
    begun = [one.number for one in await visits.of_orders(served) if one.has_begun(since=head.published_at)]
    if begun:
        raise PlanBegun(visits=", ".join(begun))
    await ledger.post(_released(await content.reservations_of(plan_id), "withdrawn", desk))
    await planned_visits.follow({}, served, desk)
    await store.change(plan_id, state=state)
    return await store.head(plan_id)


async def discard(plan_id: int) -> PlanHead:
    """Nobody wants the draft. :raises NotFound: :raises PlanStateRefused: it is no draft."""
    head = await store.locked(plan_id)
    await store.change(plan_id, state=move(head.state, PlanState.DISCARDED))
    return await store.head(plan_id)


def _visits(plan: Plan) -> Iterator[tuple[str, str, int]]:
    """Technician, order and planned start of each."""
    for route in plan.routes:
        for stop in route.stops:
            if stop.kind is StopKind.VISIT:
                yield route.technician, stop.ref, stop.start_s


async def _refuse_overtaken(plan: Plan, epoch: datetime) -> None:
    """:raises PlanOvertaken:"""
    starts = {ref: epoch + timedelta(seconds=start_s) for _, ref, start_s in _visits(plan)}
    closed = set(await orders.not_to_be_visited(starts))
    rebooked = {
        order.number or ""
        for order in await orders.orders_of(starts)
        if appointed_elsewhere(order, starts[order.number or ""], since=epoch)
    }
    if closed | rebooked:
        raise PlanOvertaken(orders=", ".join(sorted(closed | rebooked)))


async def _take_the_place(province: str, day: date, desk: Desk) -> tuple[list[VoidPending], set[str]]:
    """Of the plan before: what it had reserved, and which orders it served."""
    replaced = await store.present(province, day)
    if replaced is None:
        return [], set()
    await store.change(replaced.id, state=move(replaced.state, PlanState.SUPERSEDED))
    held = await content.reservations_of(replaced.id)
    return _released(held, "superseded", desk), await content.served_by(replaced.id)


def _released(held: list[str], why: str, desk: Desk) -> list[VoidPending]:
    return [VoidPending(id=f"{one}/{why}", of=one, occurred_at=desk.now) for one in held]


async def _reservations(
    parts: Mapping[int, PlannedPart], held: Mapping[int, str], van_of: Mapping[str, str], desk: Desk
) -> list[Pending]:
    """Parts on board are held for their use; what is to be picked up is held for the van, a unit for its way (B4)."""
    ours = await network.head_office()
    reserved = []
    for row, item in parts.items():
        van = van_of[item.technician]
        kind, purpose = (AccountKind.SET_ASIDE, Purpose.SWAP) if item.set_aside else (AccountKind.STOCK, Purpose.MOVE)
        if item.source == van:
            destination = parts_account(AccountKind.CONSUMPTION, ours, "", item.part)
            purpose = Purpose.ISSUE
        elif item.set_aside:
            destination = parts_account(AccountKind.IN_TRANSIT, ours, van, item.part)
        else:
            destination = parts_account(AccountKind.STOCK, ours, van, item.part)
        reserved.append(
            Pending(
                id=held[row],
                source=parts_account(kind, ours, item.source, item.part),
                destination=destination,
                amount=item.quantity,
                purpose=purpose,
                reference=item.order,
                occurred_at=desk.now,
            )
        )
    return reserved
