"""A problem with some rules relaxed, to ask what is in the way. It isn't checked again: it is asked, and never planned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from routing.problem import RoutingProblem, Technician, Visit


def relaxed(
    problem: RoutingProblem,
    *,
    visit: Visit | None = None,
    technicians: Iterable[Technician] = (),
    called_in: Iterable[Technician] = (),
    **changes: object,
) -> RoutingProblem:
    """With ``visit`` and ``technicians`` in the place of those of the same id, ``called_in`` besides, and other fields as
    given in ``changes``."""
    values = {f.name: getattr(problem, f.name) for f in fields(problem)} | changes
    if visit is not None:
        values["visit_by_id"] = {**problem.visit_by_id, visit.id: visit}
    staff = {**problem.technician_by_id, **{t.id: t for t in technicians}, **{t.id: t for t in called_in}}
    values["technician_by_id"] = staff
    values["technicians"] = tuple(staff.values())
    other = object.__new__(RoutingProblem)
    for name, value in values.items():
        object.__setattr__(other, name, value)
    return other
