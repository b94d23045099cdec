"""Why a visit is on no route: found by trying it alone and letting one rule after the other go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from routing.amounts import Amounts
from routing.draft import Draft
from routing.errands import calls_of, errands_for, grouped
from routing.plan import Unserved, UnservedReason
from routing.problem import RoutingProblem, Technician, Visit
from routing.staff import able, allowed, skilled
from routing.supply import Stock, Supply, minus, supplies
from routing.timetable import FEN, Call, earliest_times, visit_call

_ALL = 1_000_000


def unserved(draft: Draft, visit: Visit, *, too_dear: bool) -> Unserved:
    """The reason why ``draft`` leaves ``visit`` out: the first rule that alone already forbids it.

    ``too_dear``: there was room for it once, but at a higher cost than that of leaving it out.
    """
    problem = draft.problem
    if not allowed(problem, visit):
        return _because(visit, UnservedReason.NO_TECHNICIAN)
    if not skilled(problem, visit):
        return _because(visit, UnservedReason.NO_SKILL, skills=", ".join(_missing_skills(problem, visit)))
    staff = able(problem, visit)
    if not any(_has_time(problem, visit, technician) for technician in staff):
        return _because(visit, UnservedReason.OUTSIDE_SHIFT, duration_s=str(visit.duration_s))
    if not any(_in_time(problem, technician, [visit_call(visit)]) for technician in staff):
        return _because(visit, UnservedReason.TOO_FAR)
    return _for_lack_of_parts(draft, visit, staff) or _for_lack_of_room(draft, visit, too_dear=too_dear)


def _for_lack_of_parts(draft: Draft, visit: Visit, staff: Sequence[Technician]) -> Unserved | None:
    full = Stock(draft.problem)
    for stock in (full, draft.stock):
        supplied = [(t, s) for t in staff for s in supplies(draft.problem, visit, t, stock, most=_ALL)]
        if not supplied:
            return _missing_parts(draft.problem, visit, staff, stock)
        if not any(_in_time_with(draft.problem, technician, visit, supply) for technician, supply in supplied):
            needs = Amounts({**visit.parts, **visit.units})
            return _because(visit, UnservedReason.PART_NOT_IN_TIME, parts=_listed(needs))
    return None


def _for_lack_of_room(draft: Draft, visit: Visit, *, too_dear: bool) -> Unserved:
    insertion = draft.cheapest_insertion(visit) if too_dear else None
    if insertion is None:
        return _because(visit, UnservedReason.CAPACITY)
    return _because(
        visit,
        UnservedReason.COSTS_MORE,
        cost_fen=str(insertion.cost // FEN),
        unserved_cost_fen=str(visit.unserved_cost_fen),
    )


def _because(visit: Visit, reason: UnservedReason, **facts: str) -> Unserved:
    return Unserved(visit.id, reason, facts)


def _missing_skills(problem: RoutingProblem, visit: Visit) -> list[str]:
    """Those that nobody who may come has; all of them if only the combination is missing."""
    had = frozenset[str]().union(*(technician.skills for technician in allowed(problem, visit)))
    return sorted(visit.skills - had) or sorted(visit.skills)


def _has_time(problem: RoutingProblem, visit: Visit, technician: Technician) -> bool:
    """If the technician were at the site already and went home from nowhere else."""
    there = replace(technician, start_place=visit.place, end_place=visit.place)
    return _in_time(problem, there, [visit_call(visit)])


def _in_time(problem: RoutingProblem, technician: Technician, calls: Sequence[Call]) -> bool:
    return earliest_times(problem, technician, calls, technician.shift.start_s) is not None


def _in_time_with(problem: RoutingProblem, technician: Technician, visit: Visit, supply: Supply) -> bool:
    return _in_time(problem, technician, calls_of(problem, grouped(errands_for(visit, supply))))


def _missing_parts(problem: RoutingProblem, visit: Visit, staff: Sequence[Technician], stock: Stock) -> Unserved:
    """Told for the technician who lacks least; B2 is the reason if what is set aside would be enough."""
    shortages = [(_missing(visit, technician, stock), technician) for technician in staff]
    (parts, units), technician = min(shortages, key=lambda one: (_pieces(one[0]), one[1].id))
    beyond = parts
    for depot in sorted(technician.depots):
        beyond = minus(beyond, stock.set_aside_at(depot, beyond))
    reason = UnservedReason.PART_UNAVAILABLE if beyond or units else UnservedReason.SET_ASIDE
    return _because(visit, reason, parts=_listed({**parts, **units}))


def _missing(visit: Visit, technician: Technician, stock: Stock) -> tuple[Amounts, Amounts]:
    """Parts and units that neither the van nor all depots of ``technician`` together have."""
    parts, units = minus(visit.parts, stock.in_van(technician.id, visit.parts)), Amounts(visit.units)
    for depot in sorted(technician.depots):
        pick = stock.at(depot, parts, units)
        parts, units = minus(parts, pick.parts), minus(units, pick.units)
    return parts, units


def _pieces(amounts: Iterable[Amounts]) -> int:
    return sum(sum(each.values()) for each in amounts)


def _listed(parts: Mapping[str, int]) -> str:
    return ", ".join(f"{part} ×{quantity}" for part, quantity in sorted(parts.items()))
