"""Open orders as visits of a planned day: what they take, when they may be, and what it costs to be late or to leave them out (V1, S8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fieldops.actions.day_ground import Clock
from fieldops.actions.day_windows import appointment_of, without
from fieldops.store.published_plans import Given
from inventory.orders import OrderKind, ServiceOrder
from inventory.parts import Fault
from routing import problem as routing
from routing.policy import KindOfVisit, PlanningPolicy
from routing.promises import Promise

LATEST_DUE_S = 10**9


def visit_of(
    order: ServiceOrder,
    place: int,
    promised: Promise,
    clock: Clock,
    policy: PlanningPolicy,
    faults: Mapping[str, Fault],
    *,
    ends_s: int,
    crew: frozenset[str] | None,
    given: Given | None,
    rests: Sequence[routing.Window],
) -> routing.Visit:
    """``ends_s``: when the planned days are over. ``crew``: who may do it. ``given``: by whom and when the published plan does it, which another plan changes at a price
    (V5). ``rests``: when nobody may be there."""
    work = work_of(order, policy, faults)
    needs = {line.part: line.quantity for line in order.parts or ()}
    swap = order.kind is OrderKind.SWAP
    appointed = appointment_of(promised, clock)
    windows = without(appointed, rests, work.duration_s, ends_s=ends_s)
    promise = _promise(order, clock.at(promised.due_at), policy)
    return routing.Visit(
        id=order.number or "",
        place=place,
        duration_s=work.duration_s,
        windows=windows,
        promises=(promise,),
        told=None if appointed or given is None else _told(clock.at(given.start_at), windows, clock, policy),
        unserved_cost_fen=_unserved_fen(order, promise, policy, ends_s=ends_s),
        skills=frozenset({work.skill}),
        tools=frozenset(work.tools),
        parts={} if swap else needs,
        units=needs if swap else {},
        technicians=crew,
    )


def work_of(order: ServiceOrder, policy: PlanningPolicy, faults: Mapping[str, Fault]) -> KindOfVisit:
    if order.kind is OrderKind.SWAP:
        return policy.swap
    if order.fault is not None:
        fault = faults[order.fault]
        return KindOfVisit(duration_s=fault.duration_s, skill=fault.skill, tools=tuple(sorted(fault.tools)))
    return policy.installation if order.kind is OrderKind.INSTALLATION else policy.inspection


def _told(start_s: int, windows: Sequence[routing.Window], clock: Clock, policy: PlanningPolicy) -> routing.Told | None:
    """A time that is over already, or in which nobody may come any more, can't be kept."""
    last_s = start_s + policy.told_give_s
    over = last_s < clock.begins_s or (bool(windows) and start_s > windows[-1].end_s)
    if not policy.retimed_fen or over:
        return None
    return routing.Told(routing.Window(max(start_s - policy.told_give_s, 0), last_s), policy.retimed_fen)


def _promise(order: ServiceOrder, due_s: int, policy: PlanningPolicy) -> routing.Promise:
    factor = _urgency(order, policy)
    return routing.Promise(
        min(due_s, LATEST_DUE_S), missed_fen=policy.missed_fen * factor, late_fen_per_h=policy.late_fen_per_h * factor
    )


def _urgency(order: ServiceOrder, policy: PlanningPolicy) -> int:
    return {1: policy.level_1_factor, 2: policy.level_2_factor}.get(order.fault_level, 1)


def _unserved_fen(order: ServiceOrder, promise: routing.Promise, policy: PlanningPolicy, *, ends_s: int) -> int:
    """Whoever is left out is late until the planned days are over: that is never cheaper than to come late."""
    late_fen = promise.missed_cost(ends_s) + promise.late_cost(ends_s) // 3600
    if order.kind is OrderKind.SWAP:
        return policy.unserved_swap_fen + late_fen
    out_fen = policy.unserved_fen if promise.due_s <= ends_s else policy.unserved_later_fen
    return out_fen * _urgency(order, policy) + late_fen
