"""What a dispatcher has locked in a plan, for planning the rest again (V5)."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from enum import StrEnum

from routing.edit import lock_position, lock_technician, lock_time
from routing.plan import Plan, StopKind
from routing.problem import RoutingProblem


class Lock(StrEnum):
    """A visit stays with its technician; there and at its time; there, with all that comes before it on the route."""

    TECHNICIAN = "technician"
    TIME = "time"
    POSITION = "position"


@dataclass(frozen=True, slots=True, kw_only=True)
class Locks:
    """``visits`` by id. The routes of ``technicians`` stay as they are: nothing is added, nothing taken away."""

    visits: Mapping[str, Lock] = field(default_factory=dict[str, Lock])
    technicians: frozenset[str] = frozenset()


NO_LOCKS = Locks()


@dataclass(frozen=True, slots=True)
class Locked:
    """``dropped``: visits and technicians whose lock can't be kept, because they aren't in the problem any more, or the visit
    may not be done by that technician any more. ``kept`` are the other locks."""

    problem: RoutingProblem
    kept: Locks
    dropped: tuple[str, ...]


def locked(problem: RoutingProblem, plan: Plan, locks: Locks, *, give_s: int) -> Locked:
    """``problem`` with what ``locks`` hold of ``plan``; a locked time may move by ``give_s`` either way."""
    plan = _known(problem, plan)
    on = {stop.ref: (route.technician, stop.start_s) for route in plan.routes for stop in route.visits}
    whole = locks.technicians & problem.technician_by_id.keys()
    wanted = {**locks.visits, **{visit: Lock.POSITION for visit, (technician, _) in on.items() if technician in whole}}
    held = {
        visit: how for visit, how in wanted.items() if visit in on and _can(problem, visit, *on[visit], how, give_s)
    }
    by_lock = {lock: [visit for visit, how in held.items() if how is lock] for lock in Lock}
    problem = _reserves(problem, {on[visit][0] for visit in held})
    problem = lock_position(problem, plan, by_lock[Lock.POSITION])
    problem = lock_time(problem, plan, by_lock[Lock.TIME], give_s=give_s)
    problem = lock_technician(problem, plan, by_lock[Lock.TECHNICIAN] + by_lock[Lock.TIME])
    dropped = (wanted.keys() - held.keys()) | (locks.technicians - whole)
    kept = Locks(visits={visit: how for visit, how in locks.visits.items() if visit in held}, technicians=whole)
    return Locked(_nobody_added(problem, whole), kept, tuple(sorted(dropped)))


def _known(problem: RoutingProblem, plan: Plan) -> Plan:
    """The plan without what isn't in the problem any more."""
    routes = [
        replace(
            route,
            stops=tuple(s for s in route.stops if s.kind is not StopKind.VISIT or s.ref in problem.visit_by_id),
        )
        for route in plan.routes
        if route.technician in problem.technician_by_id
    ]
    return replace(plan, routes=tuple(routes))


def _can(problem: RoutingProblem, visit: str, technician: str, start_s: int, how: Lock, give_s: int) -> bool:
    """Whether the technician may still do it, and at its time if that is locked."""
    found = problem.visit_by_id[visit]
    may = found.technicians is None or technician in found.technicians
    in_time = not found.windows or any(w.start_s - give_s <= start_s <= w.end_s + give_s for w in found.windows)
    return may and found.skills <= problem.technician_by_id[technician].skills and (how is not Lock.TIME or in_time)


def _reserves(problem: RoutingProblem, busy: Set[str]) -> RoutingProblem:
    """Who is locked to a visit isn't kept free."""
    reserves = tuple(replace(one, least=min(one.least, len(one.technicians - busy))) for one in problem.reserves)
    return replace(problem, reserves=reserves)


def _nobody_added(problem: RoutingProblem, whole: Set[str]) -> RoutingProblem:
    staff = tuple(replace(t, most_visits=len(t.fixed)) if t.id in whole else t for t in problem.technicians)
    return replace(problem, technicians=staff)
