"""What a route costs, term by term, to the last fraction of a fen; nothing is rounded before the end.

Counted in units of 1/3,600,000 fen, so that a rate per hour is whole per second and a rate per kilometre whole per metre.
"""

from __future__ import annotations

from routing.problem import Technician, Visit

COST = 3_600_000
"""Of one fen."""
_HOUR = COST // 3600
_KM = COST // 1000


def travel_cost(technician: Technician, distance_m: int) -> int:
    return distance_m * technician.travel_cost_fen_per_km * _KM


def work_cost(technician: Technician, leave_s: int, back_s: int) -> int:
    return (back_s - leave_s) * technician.work_cost_fen_per_h * _HOUR


def overtime_cost(technician: Technician, leave_s: int, back_s: int) -> int:
    overtime = technician.overtime
    return max(0, back_s - max(overtime.from_s, leave_s)) * overtime.fen_per_h * _HOUR if overtime else 0


def fairness_cost(technician: Technician, leave_s: int, back_s: int) -> int:
    fair = technician.fair
    return max(0, back_s - leave_s - fair.work_s) * fair.fen_per_h * _HOUR if fair else 0


def paid_cost(technician: Technician, leave_s: int, back_s: int) -> int:
    """Everything that hangs on the hours between leaving and coming back."""
    parts = (work_cost, overtime_cost, fairness_cost)
    return sum(part(technician, leave_s, back_s) for part in parts)


def start_cost(visit: Visit, start_s: int) -> int:
    """Everything that hangs on when work starts: lateness, missed promises, another time than the customer was told."""
    return changed_fen(visit, start_s) * COST + sum(
        promise.missed_cost(start_s) * COST + promise.late_cost(start_s) * _HOUR for promise in visit.promises
    )


def changed_fen(visit: Visit, start_s: int) -> int:
    return visit.told.change_fen if visit.told and start_s > visit.told.window.end_s else 0


def price_fen(visit: Visit, technician: Technician) -> int:
    return visit.prices_fen.get(technician.id, 0)


def late_s(visit: Visit, start_s: int) -> int:
    """How long after its first promise a visit starts; 0 without one."""
    return max(0, start_s - visit.promises[0].due_s) if visit.promises else 0


def in_fen(cost: int) -> int:
    """Rounded half up."""
    return (cost + COST // 2) // COST
