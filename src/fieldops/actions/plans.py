"""Route plans: asked for, made, saved (V4). A job runs the steps; each step is one action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fieldops.actions import policies
from fieldops.actions.desk import Desk
from fieldops.actions.plan_content import counts_on_arrivals, keep
from fieldops.actions.planning_day import PlanningDay, planning_day
from fieldops.actions.publishing import PlanOvertaken, publish
from fieldops.store import jobs, network, orders, plan_edits
from fieldops.store import plans as store
from fieldops.store.plan_edits import PlanEdit
from fieldops.store.plan_forms import Premises
from fieldops.store.plans import PlanHead
from inventory.network import NodeKind
from refusals import NotFound, Refusal, Text
from routing.check import violations
from routing.days import day_of, one_day, told_by_person
from routing.locks import NO_LOCKS, Locked, Locks, locked
from routing.plan import Plan
from routing.problem import RoutingProblem
from routing.requests import PlanRequest, PlanState, move, state_refused
from routing.score import score_of

PLANNER = "planner"
"""Who a plan that nobody changed is by."""


class PlanBreaksRules(Refusal):
    """The checker found fault with what the solver made; nothing is saved."""

    code = "plan_breaks_rules"
    rule = "V4"
    cause = Text(en="The new plan breaks {count} rules: {first}.", zh="新计划违反 {count} 条规则：{first}。")
    remedy = Text(
        en="Plan again; if it happens again, report it with the plan's number.",
        zh="请重新计划；若仍出现，请连同计划编号上报。",
    )


class PlannerBroke(Refusal):
    code = "planner_broke"
    cause = Text(en="The planner stopped with an error: {reason}.", zh="计划程序出错：{reason}。")
    remedy = Text(
        en="Plan again; if it happens again, report it with the plan's number.",
        zh="请重新计划；若仍出现，请连同计划编号上报。",
    )


class LocksDropped(Refusal):
    code = "locks_dropped"
    rule = "V5"
    cause = Text(
        en="What was locked can't be kept for {subjects}: closed or rebooked meanwhile, or nobody of the technicians on duty.",
        zh="以下锁定无法保持：{subjects}（期间已关闭或改约，或人员不当班）。",
    )
    remedy = Text(en="Look at where they are in the new plan.", zh="请在新计划中核对其安排。")


async def request(asked: PlanRequest) -> int:
    """Queue a plan for any worker; its id.

    :raises NotFound: the province isn't known, or the plan that it is based on isn't one of the same province and day.
    """
    nodes = await network.nodes([asked.province])
    if asked.province not in nodes or nodes[asked.province].kind is not NodeKind.PROVINCE:
        raise NotFound(kind="province", key=asked.province)
    if asked.based_on is not None:
        base = await store.head(asked.based_on)
        if (base.province, base.day) != (asked.province, asked.day):
            raise NotFound(kind="plan of that province and day", key=asked.based_on)
    plan_id = await store.create(asked)
    lock = f"plan/{asked.province}/{asked.day}"
    await jobs.defer(jobs.MAKE_PLAN, queue=jobs.PLANS_QUEUE, lock=lock, arguments={"plan_id": plan_id})
    return plan_id


async def request_everywhere(asked: Sequence[PlanRequest]) -> list[int]:
    """Queue a plan for each of several provinces, all or none of them: a set of jobs that any number of workers share.

    :raises NotFound: as :func:`request`.
    """
    return [await request(one) for one in asked]


async def again(plan_id: int, *, now: datetime, today: date) -> int:
    """Queue the same once more, such as a plan by estimates when the road engine answers again; the new plan's id.

    :raises NotFound: there is none. :raises Invalid: its day is over.
    """
    head = await store.head(plan_id)
    return await request(
        PlanRequest(
            province=head.province,
            day=head.day,
            requested_at=now,
            today=today,
            time_limit_s=head.time_limit_s,
            seed=head.seed,
            publish=head.publish,
            based_on=head.based_on,
            days=head.days,
            reserve=head.reserve,
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The plan from which the search goes on, and what of it is locked; a locked time may move by ``give_s``."""

    plan: Plan
    locks: Locks
    give_s: int

    def held(self, problem: RoutingProblem) -> Locked:
        """``problem`` with what is locked."""
        return locked(problem, self.plan, self.locks, give_s=self.give_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What a plan is to be made of."""

    head: PlanHead
    day: PlanningDay
    base: Base | None


async def begin(plan_id: int, *, zone: ZoneInfo, now: datetime) -> Begun | None:
    """Mark the plan as running and read what it is made of; None if there is nothing left to do.

    A worker that takes over from a dead one begins anew.

    :raises NotFound: :raises NoPolicy: :raises PlanNotEditable: nothing is kept of the plan that it is based on.
    """
    head = await store.locked(plan_id)
    if head.state not in {PlanState.QUEUED, PlanState.RUNNING}:
        return None
    await store.change(plan_id, state=move(head.state, PlanState.RUNNING), started_at=now)
    day = await planning_day(head.province, head.day, zone=zone, now=now, days=head.days, reserve=head.reserve)
    return Begun(head=head, day=day, base=await _base(head))


async def _base(head: PlanHead) -> Base | None:
    if head.based_on is None:
        return None
    base, figures = await store.head(head.based_on), await policies.on(head.day)
    plan = await plan_edits.content(base.id, base.edit)
    return Base(plan=plan, locks=base.locks, give_s=figures.planning.lock_give_s)


async def report_progress(plan_id: int, *, elapsed_ms: int, best_cost_fen: int | None, served: int) -> bool:
    """Note the best found so far; False once the plan was cancelled, or somebody had enough of the search."""
    head = await store.locked(plan_id)
    if head.state is not PlanState.RUNNING:
        return False
    await store.note_progress(plan_id, elapsed_ms=elapsed_ms, best_cost_fen=best_cost_fen, served=served)
    return not head.enough


async def save(
    plan_id: int,
    day: PlanningDay,
    plan: Plan,
    *,
    now: datetime,
    warnings: Sequence[Refusal] = (),
    locks: Locks = NO_LOCKS,
) -> bool:
    """Judge the plan and keep it as a draft, or published if that was asked for; False if it was cancelled.
    ``warnings`` are what whoever reads the plan should know and can mend, ``locks`` go on in it.

    However often it is run and by however many workers, one plan is saved: whoever comes second finds it made.

    :raises PlanBreaksRules: the checker objects. :raises PlanOvertaken: an order was closed meanwhile.
    :raises InsufficientStock: it is to be published, and stock was taken meanwhile.
    """
    _refuse_broken(day.problem, plan)
    head = await store.locked(plan_id)
    if head.state is not PlanState.RUNNING:
        return False
    closed = await orders.not_to_be_visited(visit.id for visit in day.problem.visits)
    if closed:
        raise PlanOvertaken(orders=", ".join(closed))
    told = [_told(warning) for warning in (*day.notes, *warnings)]
    for plan_of, premises, made in await _by_day(head, day, plan):
        await plan_edits.keep_premises(plan_of, premises)
        edit = PlanEdit(n=0, said={"verb": "make"}, locks=locks, by=PLANNER, at=now)
        draft = move(PlanState.RUNNING, PlanState.DRAFT)
        counted = [_told(one) for one in counts_on_arrivals(made, premises, day.zone)]
        await keep(plan_of, made, premises, edit, state=draft, finished_at=now, warnings=[*told, *counted])
        if head.publish:
            await publish(plan_of, Desk(by=PLANNER, now=now, zone=day.zone))
    return True


def _refuse_broken(problem: RoutingProblem, plan: Plan) -> None:
    """:raises PlanBreaksRules:"""
    found = violations(problem, plan)
    if found:
        raise PlanBreaksRules(
            count=len(found), first="; ".join(f"{one.subject}: {one.message.en}" for one in found[:3])
        )


async def _by_day(head: PlanHead, day: PlanningDay, plan: Plan) -> list[tuple[int, Premises, Plan]]:
    """Each day's plan with its number. What isn't served stands in the first day's."""
    if head.days == 1:
        return [(head.id, Premises(problem=day.problem, due_at=day.due_at, van=day.van), plan)]
    found = []
    for number in range(head.days):
        date_of = head.day + timedelta(days=number)
        epoch, until = (datetime.combine(date_of + timedelta(days=n), time.min, day.zone) for n in (0, 1))
        out = () if number else told_by_person(day.problem, plan.unserved)
        problem, routes = one_day(day.problem, plan.routes, number, epoch=epoch, until=until, out=out)
        of = replace(plan, routes=routes, unserved=out, score=score_of(problem, routes))
        _refuse_broken(problem, of)
        premises = Premises(
            problem=problem,
            due_at={visit.id: day.due_at[visit.id] for visit in problem.visits},
            van={
                day.problem.technician_by_id[name].person: van
                for name, van in day.van.items()
                if day_of(name) == number
            },
        )
        found.append((await store.follow_on(head, date_of) if number else head.id, premises, of))
    return found


async def fail(plan_id: int, reason: Refusal, *, now: datetime) -> None:
    """Record why no plan could be made, unless it is over anyway."""
    head = await store.locked(plan_id)
    if head.state is PlanState.RUNNING:
        failed = move(head.state, PlanState.FAILED)
        await store.change(plan_id, state=failed, finished_at=now, failure=_told(reason))


def _told(reason: Refusal) -> dict[str, str]:
    return {"code": reason.code} | {
        f"{name}_{language}": text
        for language in ("en", "zh")
        for name, text in (("cause", reason.explain(language)), ("remedy", reason.advise(language)))
    }


async def cancel(plan_id: int, *, now: datetime) -> PlanHead:
    """Stop a plan that is queued or being made; the worker notices within a second or so.

    :raises NotFound: there is none. :raises PlanStateRefused: it is over already.
    """
    head = await store.locked(plan_id)
    await store.change(plan_id, state=move(head.state, PlanState.CANCELLED), finished_at=now)
    return await store.head(plan_id)


async def enough(plan_id: int) -> PlanHead:
    """End the search of a plan that is being made: the best found so far becomes the draft.

    :raises NotFound: there is none. :raises PlanStateRefused: it isn't being made.
    """
    head = await store.locked(plan_id)
    if head.state is not PlanState.RUNNING:
        raise state_refused(head.state, PlanState.DRAFT)
    await store.change(plan_id, enough=True)
    return await store.head(plan_id)
