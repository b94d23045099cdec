"""Recurring inspections of contract customers are planned, and what falls due becomes visits (V3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta, tzinfo

from fieldops.actions import order_lives, orders, policies, visits
from fieldops.actions.desk import Desk
from fieldops.store import calendar, check_lists, network
from fieldops.store import inspection_plans as store
from fieldops.store import inspections as made
from fieldops.store import orders as order_store
from fieldops.store.inspection_plans import VersionedInspectionPlan
from fieldops.store.inspections import VersionedInspection
from fieldops.store.rows import refuse_if_any
from inventory import inspection_verbs as verbs
from inventory.inspection_plans import (
    DueVisit,
    InspectionPlan,
    InspectionPolicy,
    Period,
    PlanWithoutContract,
    due_visits,
    falling_due,
    runs,
)
from inventory.inspections import Verb
from inventory.orders import OrderKind, OrderStatus, ServiceOrder
from inventory.visits import NewVisit
from refusals import FieldProblem, StaleVersion, Text, unknown
from routing.calendar import WorkDays
from routing.china_days import DayKind

A_YEAR = timedelta(days=366)


async def make(plan: InspectionPlan) -> VersionedInspectionPlan:
    """:raises AlreadyThere: :raises Invalid: something that it names isn't known. :raises PlanWithoutContract:
    :raises NoCheckList: for all kinds of equipment that have none."""
    await _check(plan)
    await store.add(plan)
    return await store.plan(plan.number)


async def change(number: str, plan: InspectionPlan, *, version: int) -> VersionedInspectionPlan:
    """What was made by it already stays as it is.

    :raises NotFound: :raises StaleVersion: :raises Invalid: it is another plan's, or as in :func:`make`.
    :raises PlanWithoutContract: :raises NoCheckList:
    """
    found = await store.locked(number)
    if found.version != version:
        raise StaleVersion(key=number, seen=version, present=found.version)
    refuse_if_any([*_stays("number", number, plan.number), *_stays("customer", found.value.customer, plan.customer)])
    await _check(plan)
    await store.save(plan)
    return await store.plan(number)


def _stays(path: str, present: str, wanted: str) -> list[FieldProblem]:
    if present == wanted:
        return []
    text = Text(en=f"must stay {present}; make another plan", zh=f"应保持 {present}，如需更换请另建计划")
    return [FieldProblem(path, "not_allowed", text, wanted)]


async def _check(plan: InspectionPlan) -> None:
    customer = (await order_store.customers([plan.customer])).get(plan.customer)
    refuse_if_any(
        [] if customer else [unknown("customer", plan.customer)],
        await network.not_outlets([("node", plan.node)]),
        await store.unknown_units(plan),
    )
    if customer is not None and not customer.contract:
        raise PlanWithoutContract(customer=plan.customer)
    lists = await check_lists.newest({one.kind for one in plan.equipment})
    verbs.kept_lists(plan.number, plan.equipment, lists.values())


async def end(number: str, last: date, desk: Desk) -> VersionedInspectionPlan:
    """It makes nothing after the day ``last``; what was made for later and nobody has begun is cancelled, with its visit.

    :raises NotFound: :raises Invalid: the day is before its beginning.
    """
    found = (await store.locked(number)).value
    await store.save(replace(found, ends_on=last))
    for later in await made.due_after(number, last):
        await cancel(later, "巡检计划已终止", desk)
    return await store.plan(number)


async def cancel(number: str, reason: str, desk: Desk) -> VersionedInspection:
    """Nobody goes there; its visit and its order are cancelled with it.

    :raises NotFound: :raises InspectionWrongState: somebody was there. :raises VisitWrongState: somebody is there now.
    :raises OrderWrongStatus: :raises Invalid: no reason.
    """
    found = (await made.inspection(number)).value
    verbs.after(found, Verb.CANCEL)
    if (await order_store.order(found.order)).value.status is not OrderStatus.CANCELLED:
        await order_lives.cancel(found.order, reason, desk)
    before = (await made.locked(number)).value
    await made.save(before, verbs.cancel(before))
    return await made.inspection(number)


async def drop(number: str) -> None:
    """Its order was withdrawn: nobody goes there. Said again it changes nothing."""
    before = (await made.locked(number)).value
    if number in await made.due_without_order():
        await made.save(before, verbs.cancel(before))


async def upcoming(plan: InspectionPlan, *, today: date, zone: tzinfo) -> list[DueVisit]:
    """What it makes due in the year from today on, as far as there are no inspections for it."""
    asked = Period(today, today + A_YEAR)
    kept = await made.kept_periods(plan.number)
    return due_visits(plan, asked, zone=zone, kept=kept, closed=await _holidays(asked, plan.window_days))


async def running(today: date) -> tuple[InspectionPolicy, list[str]]:
    """The policy of that day, and the plans by which something may fall due. :raises NoPolicy:"""
    policy = await policies.inspections_on(today)
    return policy, await store.running(today, today + timedelta(days=policy.ahead_days))


async def generate(number: str, policy: InspectionPolicy, desk: Desk) -> list[str]:
    """Make what falls due by a plan: for each an order, its visit and the inspection; their numbers. Done again, or by
    several at once, it makes each only once.

    :raises NotFound: and whatever the order or the visit is refused for.
    """
    plan = (await store.locked(number)).value
    ahead = Period(desk.today, desk.today + timedelta(days=policy.ahead_days))
    due = falling_due(
        plan,
        policy,
        today=desk.today,
        zone=desk.zone,
        kept=await made.kept_periods(number),
        closed=await _holidays(ahead, plan.window_days),
    )
    for one in due:
        order = await _visited_by(plan, one, desk)
        await made.add(verbs.inspection_of(plan, one, policy, order=order))
    return [one.number for one in due]


async def _holidays(asked: Period, window_days: int) -> list[date]:
    """The days on which nobody inspects, though they are no mere weekend, in windows that begin in ``asked``."""
    last = asked.last + timedelta(days=window_days)
    days = WorkDays(overrides=await calendar.between(asked.first, last)).days(asked.first, last)
    return [one.day for one in days if not one.working and one.kind is not DayKind.WEEKEND]


async def _visited_by(plan: InspectionPlan, due: DueVisit, desk: Desk) -> str:
    """The number of a new order with its visit."""
    units = [one.unit for one in plan.equipment if one.unit]
    asked = ServiceOrder(
        kind=OrderKind.INSPECTION,
        customer=plan.customer,
        outlet=plan.node,
        registered_at=desk.now.astimezone(desk.zone),
        unit=units[0] if len(units) == 1 else None,
        note=_note(plan, due),
    )
    [order] = await orders.register([asked], desk)
    assert order.number is not None
    await visits.book(NewVisit(order=order.number, node=plan.node, window=due.window(desk.now)), desk)
    return order.number


def _note(plan: InspectionPlan, due: DueVisit) -> str:
    days = "、".join(
        f"{run[0]:%m-%d}" if len(run) == 1 else f"{run[0]:%m-%d} 至 {run[-1]:%m-%d}" for run in runs(due.days)
    )
    note = f"定期巡检 {due.number}：{days}，{plan.opens:%H:%M}–{plan.closes:%H:%M}，设备 {len(plan.equipment)} 台"
    return note[: verbs.MOST_NOTE]
