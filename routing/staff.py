"""Who can do a visit."""

from __future__ import annotations

from routing.problem import RoutingProblem, Technician, Visit


def allowed(problem: RoutingProblem, visit: Visit) -> list[Technician]:
    """The technicians on duty who may do it."""
    fixer = next((t.id for t in problem.technicians if visit.id in t.fixed), None)
    return [
        t
        for t in problem.technicians
        if (visit.technicians is None or t.id in visit.technicians) and fixer in {None, t.id}
    ]


def skilled(problem: RoutingProblem, visit: Visit) -> list[Technician]:
    """Those of them with every skill it needs."""
    return [t for t in allowed(problem, visit) if visit.skills <= t.skills]


def able(problem: RoutingProblem, visit: Visit) -> list[Technician]:
    """Those of them whose shift leaves time for it within one of its windows."""
    return [t for t in skilled(problem, visit) if _fits_shift(visit, t)]


def _fits_shift(visit: Visit, technician: Technician) -> bool:
    told_s = visit.told.window.start_s if visit.told else 0
    first_s, last_s = max(technician.shift.start_s, told_s), technician.shift.end_s - visit.duration_s
    if not visit.windows:
        return first_s <= last_s
    return any(max(window.start_s, first_s) <= min(window.end_s, last_s) for window in visit.windows)
