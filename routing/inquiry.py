"""Asking the model: what a visit would cost, and when it would be, if some of the rules were relaxed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto

from routing.costs import in_fen
from routing.draft import Draft
from routing.insertion import Insertion, cheapest_insertion, nearest_first, ways_in
from routing.problem import HORIZON_S, RoutingProblem, Technician, Visit, Window
from routing.relax import relaxed
from routing.rules import Broken


class Relaxed(Enum):
    """What may be let go, in the order in which the reasons are looked for."""

    SKILLS = auto()
    TOOLS = auto()
    GOODS = auto()
    WORKSHOP = auto()
    LIMITS = auto()
    TIME = auto()
    SHIFT = auto()
    ALLOWED = auto()


_OF_THE_VISIT: dict[Relaxed, dict[str, object]] = {
    Relaxed.SKILLS: {"skills": frozenset()},
    Relaxed.TOOLS: {"tools": frozenset()},
    Relaxed.GOODS: {"parts": {}, "units": {}},
    Relaxed.WORKSHOP: {"returns_to": None},
    Relaxed.TIME: {"windows": (), "told": None},
    Relaxed.ALLOWED: {"technicians": None},
}
_OF_THE_STAFF: dict[Relaxed, dict[str, object]] = {
    Relaxed.LIMITS: {"capacity": None, "most_visits": None, "most_distance_m": None},
}


@dataclass(frozen=True, slots=True)
class Answer:
    """It could be done by ``technician``, from ``start_s``, who would be back at ``back_s``; ``cost_fen`` more in all."""

    technician: str
    start_s: int
    back_s: int
    cost_fen: int


def ask(draft: Draft, visit: Visit, *let_go: Relaxed) -> Answer | None:
    """The cheapest way beside all that is on ``draft``, if these rules are relaxed; None if there still isn't one."""
    changes = {name: value for one in let_go for name, value in _OF_THE_VISIT.get(one, {}).items()}
    of_staff = {name: value for one in let_go for name, value in _OF_THE_STAFF.get(one, {}).items()}
    staff: Iterable[Technician] = draft.problem.technicians if of_staff or Relaxed.SHIFT in let_go else ()
    if Relaxed.SHIFT in let_go:
        staff = [replace(t, shift=Window(t.shift.start_s, HORIZON_S)) for t in staff]
    staff = [replace(t, **of_staff) for t in staff]  # type: ignore[arg-type]
    asked = replace(visit, **changes)  # type: ignore[arg-type]
    return answer(draft.asking(relaxed(draft.problem, visit=asked, technicians=staff)), asked)


def answer(draft: Draft, visit: Visit) -> Answer | None:
    insertion = cheapest_insertion(draft, visit)
    return None if isinstance(insertion, Broken) else told(draft, insertion, visit)


def told(draft: Draft, insertion: Insertion, visit: Visit) -> Answer:
    day = insertion.change.days[insertion.technician]
    assert day.times is not None
    start_s = dict(day.starts_s())[visit.id]
    technician = draft.problem.technicians[insertion.technician].id
    return Answer(technician, start_s, day.times.back_s, in_fen(insertion.change.cost))


def alone(problem: RoutingProblem) -> Draft:
    """Nobody has anything else to do, and nothing depends on anything."""
    staff = [replace(technician, fixed=()) for technician in problem.technicians if technician.fixed]
    return Draft(relaxed(problem, technicians=staff, together=(), apart=(), sequences=(), reserves=()))


def earliest(draft: Draft, visit: Visit) -> Answer | None:
    """The first that anyone could be there, windows and what was told aside."""
    anytime = replace(visit, windows=(), told=None)
    asked = draft.asking(relaxed(draft.problem, visit=anytime))
    found: list[Answer] = []
    for technician in nearest_first(asked, anytime):
        number = asked.number[technician.id]
        for calls in ways_in(asked, anytime, number, asked.days[number].calls):
            change = asked.tried({number: calls})
            if not isinstance(change, Broken):
                found.append(told(asked, Insertion(number, change), anytime))
    return min(found, key=lambda one: (one.start_s, one.technician), default=None)


def called_in(draft: Draft, visit: Visit) -> Answer | None:
    """By somebody like the nearest on duty, with the skills and tools for it, and nothing else to do."""
    anyone = replace(visit, technicians=None, skills=frozenset())
    for like in nearest_first(draft, anyone)[:1]:
        name = f"{like.id}+"
        new = replace(
            like, id=name, person=name, fixed=(), skills=like.skills | visit.skills, tools=like.tools | visit.tools
        )
        able = replace(visit, technicians=frozenset({name}))
        return answer(draft.asking(relaxed(draft.problem, visit=able, called_in=[new])), able)
    return None
