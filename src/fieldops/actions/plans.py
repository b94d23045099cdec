"""Route plans: asked for, made, saved (V4). A job runs the steps; each step is one action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from fieldops.actions import planned_visits
from fieldops.actions.desk import Desk
from fieldops.actions.planning_day import PlanningDay, planning_day
from fieldops.store import jobs, ledger, network, orders
from fieldops.store import plans as store
from fieldops.store.plans import PlanHead, PlannedPart
from inventory.accounts import AccountKind, parts_account
from inventory.ledger import Pending, Purpose, VoidPending
from inventory.network import NodeKind
from refusals import NotFound, Refusal, Text
from routing.check import violations
from routing.plan import Plan, Pool, StopKind
from routing.problem import VAN
from routing.requests import PlanRequest, PlanState, move


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


class PlanOvertaken(Refusal):
    code = "plan_overtaken"
    rule = "V4"
    cause = Text(
        en="While it was planned these orders were closed or withdrawn: {orders}.",
        zh="计划期间以下维修单已关闭或撤销：{orders}。",
    )
    remedy = Text(en="Plan again.", zh="请重新计划。")


async def request(asked: PlanRequest) -> int:
    """Queue a plan for any worker; its id.

    :raises NotFound: the province isn't known.
    """
    nodes = await network.nodes([asked.province])
    if asked.province not in nodes or nodes[asked.province].kind is not NodeKind.PROVINCE:
        raise NotFound(kind="province", key=asked.province)
    plan_id = await store.create(asked)
    lock = f"plan/{asked.province}/{asked.day}"
    await jobs.defer(jobs.MAKE_PLAN, queue=jobs.PLANS_QUEUE, lock=lock, arguments={"plan_id": plan_id})
    return plan_id


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
        )
    )


async def begin(plan_id: int, *, zone: ZoneInfo, now: datetime) -> tuple[PlanHead, PlanningDay] | None:
    """Mark the plan as running and read what it is made of; None if there is nothing left to do.

    A worker that takes over from a dead one begins anew.
    """
    head = await store.locked(plan_id)
    if head.state not in {PlanState.QUEUED, PlanState.RUNNING}:
        return None
    await store.change(plan_id, state=move(head.state, PlanState.RUNNING), started_at=now)
    return head, await planning_day(head.province, head.day, zone=zone, now=now)


async def report_progress(plan_id: int, *, elapsed_ms: int, best_cost_fen: int | None, served: int) -> bool:
    """Note the best found so far; False once the plan was cancelled."""
    head = await store.locked(plan_id)
    if head.state is not PlanState.RUNNING:
        return False
    await store.change(plan_id, elapsed_ms=elapsed_ms, best_cost_fen=best_cost_fen, served=served)
    return True


async def save(plan_id: int, day: PlanningDay, plan: Plan, *, now: datetime, warnings: Sequence[Refusal] = ()) -> bool:
    """Judge the plan, put it in the place of the day's present one, reserve its parts and give its visits to the technicians;
    False if it was cancelled. ``warnings`` are what whoever reads the plan should know and can mend.

    However often it is run and by however many workers, one plan is saved: whoever comes second finds it done.

    :raises PlanBreaksRules: the checker objects. :raises PlanOvertaken: an order was closed meanwhile.
    :raises InsufficientStock: stock was taken meanwhile.
    """
    found = violations(day.problem, plan)
    if found:
        raise PlanBreaksRules(
            count=len(found), first="; ".join(f"{one.subject}: {one.message.en}" for one in found[:3])
        )
    head = await store.locked(plan_id)
    if head.state is not PlanState.RUNNING:
        return False
    closed = await orders.not_to_be_visited(visit.id for visit in day.problem.visits)
    if closed:
        raise PlanOvertaken(orders=", ".join(closed))
    released: list[VoidPending] = []
    served_before: set[str] = set()
    replaced = await store.present(head.province, head.day)
    if replaced:
        reserved = await store.reservations_of(replaced.id)
        released = [VoidPending(id=f"{held}/superseded", of=held, occurred_at=now) for held in reserved]
        served_before = await store.served_by(replaced.id)
        await store.change(replaced.id, state=move(replaced.state, PlanState.SUPERSEDED))
    taken = list(_taken(plan_id, day, plan))
    await ledger.post([*released, *(await _reservations(day, taken, now))])
    await store.save_plan(plan_id, plan, day.problem, day.due_at, [item for _, item in taken])
    told = [_told(warning) for warning in warnings]
    await store.change(
        plan_id, state=move(head.state, PlanState.DONE), finished_at=now, warnings=told, **_outcome(day, plan)
    )
    technician_of = {
        stop.ref: route.technician for route in plan.routes for stop in route.stops if stop.kind is StopKind.VISIT
    }
    desk = Desk(by=f"plan {plan_id}", now=now, zone=day.zone)
    await planned_visits.follow(technician_of, served_before - technician_of.keys(), desk)
    return True


def _outcome(day: PlanningDay, plan: Plan) -> dict[str, Any]:
    score = plan.score
    return {
        "elapsed_ms": plan.elapsed_ms,
        "best_cost_fen": score.total_fen,
        "served": score.served,
        "unserved": len(plan.unserved),
        "late": score.late,
        "distance_m": score.distance_m,
        "travel_s": score.travel_s,
        "score": store.terms_of(score),
        "estimated": bool(day.problem.matrix.estimated.any()),
    }


def _taken(plan_id: int, day: PlanningDay, plan: Plan) -> Iterator[tuple[str, PlannedPart]]:
    """What each visit uses, with the technician who brings it."""
    for route in plan.routes:
        for stop in route.stops:
            for use in stop.uses if stop.kind is StopKind.VISIT else ():
                source = day.van[route.technician] if use.source == VAN else use.source
                yield (
                    route.technician,
                    PlannedPart(
                        order=stop.ref,
                        part=use.part,
                        quantity=use.quantity,
                        source=source,
                        set_aside=use.pool is Pool.SET_ASIDE,
                        reservation=f"plan/{plan_id}/{stop.ref}/{use.part}/{source}",
                    ),
                )


async def _reservations(day: PlanningDay, taken: list[tuple[str, PlannedPart]], now: datetime) -> list[Pending]:
    """Parts on board are held for their use; what is to be picked up is held for the van, a unit for its way (B4)."""
    ours = await network.head_office()
    held = []
    for technician, item in taken:
        van = day.van[technician]
        kind, purpose = (AccountKind.SET_ASIDE, Purpose.SWAP) if item.set_aside else (AccountKind.STOCK, Purpose.MOVE)
        if item.source == van:
            destination = parts_account(AccountKind.CONSUMPTION, ours, "", item.part)
            purpose = Purpose.ISSUE
        elif item.set_aside:
            destination = parts_account(AccountKind.IN_TRANSIT, ours, van, item.part)
        else:
            destination = parts_account(AccountKind.STOCK, ours, van, item.part)
        held.append(
            Pending(
                id=item.reservation,
                source=parts_account(kind, ours, item.source, item.part),
                destination=destination,
                amount=item.quantity,
                purpose=purpose,
                reference=item.order,
                occurred_at=now,
            )
        )
    return held


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
