"""A draft is changed by hand, each change judged at once; changes are undone and done again (V4, V5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fieldops.actions.desk import Desk
from fieldops.actions.plan_content import hold, keep
from fieldops.actions.plan_reading import made
from fieldops.actions.plan_verdicts import Placing, placed
from fieldops.store import plan_edits
from fieldops.store import plans as store
from fieldops.store.plan_edits import PlanEdit
from fieldops.store.plan_forms import Premises
from fieldops.store.plans import PlanHead
from refusals import NotFound, Refusal, StaleVersion, Text, refuse_all, unknown
from routing.compare import Comparison, compare
from routing.locks import Lock, Locks
from routing.plan import Plan
from routing.requests import STATES_ZH, PlanState
from routing.rules import Broken


class PlanEditRefused(Refusal):
    """The change breaks a rule of the plan, which ``broken`` names."""

    code = "plan_edit_refused"
    rule = "V4"
    cause = Text(en="That can't be done: {why}.", zh="无法如此调整：{why_zh}。")
    remedy = Text(en="Choose another place or technician.", zh="请选择其他位置或人员。")


class VisitLocked(Refusal):
    code = "visit_locked"
    rule = "V5"
    cause = Text(en="{subject} is locked in the plan.", zh="{subject} 在计划中已锁定。")
    remedy = Text(en="Unlock it first.", zh="请先解除锁定。")


class PlanNotDraft(Refusal):
    code = "plan_not_draft"
    rule = "V5"
    cause = Text(
        en="Plan {plan} is {state}; only a draft can be changed.",
        zh="计划 {plan} 状态为“{state_zh}”，只有草稿可以修改。",
    )
    remedy = Text(en="Copy it, change the copy and publish that.", zh="请复制该计划，修改副本后发布。")


class NothingToUndo(Refusal):
    code = "nothing_to_undo"
    cause = Text(en="There is no further change of plan {plan} to {verb}.", zh="计划 {plan} 没有可{verb_zh}的更改。")
    remedy = Text(en="Look at the plan's changes.", zh="请查看该计划的更改记录。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Locking:
    """What is locked and unlocked (None, False); what isn't named stays as it is."""

    visits: Mapping[str, Lock | None]
    technicians: Mapping[str, bool]


async def place(plan_id: int, placing: Placing, desk: Desk, *, version: int) -> PlanHead:
    """:raises NotFound: :raises StaleVersion: :raises PlanNotDraft: :raises PlanNotEditable:
    :raises Invalid: as :func:`~fieldops.actions.plan_verdicts.judge`. :raises VisitLocked: :raises PlanEditRefused: a rule is in the way.
    """
    head = await _draft(plan_id, version)
    premises, opened = await plan_edits.opened(plan_id, head.edit)
    _refuse_locked(head.locks, opened.plan, placing)
    found = placed(opened, placing)
    if isinstance(found, Broken):
        raise PlanEditRefused(why=found.message.en, why_zh=found.message.zh, broken=found.rule.value)
    touched = frozenset(route.technician for route in found.routes)
    said = placing.as_done(found)
    return await _keep(head, found.plan, premises, said, head.locks, desk, touched=touched)


async def lock(plan_id: int, locking: Locking, desk: Desk, *, version: int) -> PlanHead:
    """For planning the rest again, and so that nobody moves it by mistake.

    :raises NotFound: :raises StaleVersion: :raises PlanNotDraft: :raises PlanNotEditable:
    :raises Invalid: the plan doesn't serve such a visit, or has no such technician.
    """
    head = await _draft(plan_id, version)
    premises, plan = await _content(head)
    _refuse_unknown(plan, locking)
    visits = {**head.locks.visits, **locking.visits}
    technicians = {**dict.fromkeys(head.locks.technicians, True), **locking.technicians}
    locks = Locks(
        visits={visit: how for visit, how in sorted(visits.items()) if how is not None},
        technicians=frozenset(technician for technician, on in technicians.items() if on),
    )
    if locks == head.locks:
        return head
    said = {"verb": "lock", "visits": dict(locking.visits), "technicians": dict(locking.technicians)}
    return await _keep(head, plan, premises, said, locks, desk, touched=frozenset())


async def undo(plan_id: int, *, version: int) -> PlanHead:
    """The plan as it was before the last change. Raises what :func:`place` does, and :class:`NothingToUndo`."""
    return await _go(plan_id, -1, version=version, verb=("undo", "撤销"))


async def redo(plan_id: int, *, version: int) -> PlanHead:
    """The change that was undone last. Raises what :func:`place` does, and :class:`NothingToUndo`."""
    return await _go(plan_id, +1, version=version, verb=("redo", "重做"))


async def copy(plan_id: int, desk: Desk) -> PlanHead:
    """A draft like it, to be changed while the plan itself stays what it is.

    :raises NotFound: :raises PlanNotMadeYet: :raises PlanNotEditable:
    """
    head = await made(plan_id)
    premises, plan = await _content(head)
    new = await store.copy(head, requested_at=desk.now)
    await plan_edits.keep_premises(new, premises)
    said = {"verb": "copy", "plan": plan_id}
    edit = PlanEdit(n=0, said=said, locks=head.locks, by=desk.by, at=desk.now)
    await keep(new, plan, premises, edit, state=PlanState.DRAFT, finished_at=desk.now)
    return await store.head(new)


async def compared(plan_id: int, other_id: int) -> Comparison:
    """What changes from ``plan_id`` to ``other_id``. :raises NotFound: :raises PlanNotMadeYet: :raises PlanNotEditable:"""
    heads = [await made(one) for one in (plan_id, other_id)]
    if heads[0].province != heads[1].province or heads[0].day != heads[1].day:
        raise NotFound(kind="plan of that province and day", key=other_id)
    old, new = [await plan_edits.content(head.id, head.edit) for head in heads]
    return compare(old, new)


async def _draft(plan_id: int, version: int) -> PlanHead:
    head = await store.locked(plan_id)
    if head.version != version:
        raise StaleVersion(key=str(plan_id), seen=version, present=head.version)
    if head.state is not PlanState.DRAFT:
        raise PlanNotDraft(plan=plan_id, state=head.state, state_zh=STATES_ZH[head.state])
    return head


async def _content(head: PlanHead) -> tuple[Premises, Plan]:
    return await plan_edits.premises_of(head.id), await plan_edits.content(head.id, head.edit)


def _refuse_locked(locks: Locks, plan: Plan, placing: Placing) -> None:
    """:raises VisitLocked:"""
    on = {stop.ref: route.technician for route in plan.routes for stop in route.visits}
    concerned = {placing.order} & locks.visits.keys() | {placing.technician, on.get(placing.order)} & locks.technicians
    if concerned:
        raise VisitLocked(subject=", ".join(sorted(filter(None, concerned))))


def _refuse_unknown(plan: Plan, locking: Locking) -> None:
    """:raises Invalid: all that the plan has not, at once."""
    on = {stop.ref for route in plan.routes for stop in route.visits}
    staff = {route.technician for route in plan.routes}
    refuse_all(
        *(unknown(f"visits.{one}", one) for one, how in locking.visits.items() if how is not None and one not in on),
        *(unknown(f"technicians.{one}", one) for one in locking.technicians if one not in staff),
    )


async def _keep(
    head: PlanHead,
    plan: Plan,
    premises: Premises,
    said: Mapping[str, Any],
    locks: Locks,
    desk: Desk,
    *,
    touched: frozenset[str],
) -> PlanHead:
    edit = PlanEdit(n=head.edit + 1, said=said, locks=locks, by=desk.by, at=desk.now)
    await keep(head.id, plan, premises, edit, touched=touched)
    return await store.head(head.id)


async def _go(plan_id: int, step: int, *, version: int, verb: tuple[str, str]) -> PlanHead:
    head = await _draft(plan_id, version)
    wanted = head.edit + step
    edits = {one.n: one for one in await plan_edits.edits_of(plan_id)}
    if wanted not in edits:
        raise NothingToUndo(plan=plan_id, verb=verb[0], verb_zh=verb[1])
    premises, before = await _content(head)
    plan = await plan_edits.content(plan_id, wanted)
    await hold(plan_id, plan, premises, edits[wanted], touched=_changed(before, plan))
    return await store.head(plan_id)


def _changed(before: Plan, after: Plan) -> frozenset[str]:
    was = {route.technician: route for route in before.routes}
    return frozenset(route.technician for route in after.routes if was.get(route.technician) != route)
