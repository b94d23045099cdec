"""A visit that can't be done even alone: which rule it is, in words, and what would help."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from routing.clock import clock
from routing.draft import Draft
from routing.inquiry import Answer, Relaxed, answer, ask, called_in, earliest
from routing.plan import Unserved, UnservedReason
from routing.problem import Visit
from routing.reasons import Remedy, RemedyKind
from routing.relax import relaxed
from routing.shortage import Shortage
from routing.staff import allowed


def impossible(draft: Draft, alone: Draft, visit: Visit, needed: tuple[Relaxed, ...]) -> Unserved:
    """``needed``: the rules without which it could be done; the first is told. Costs are those beside what is on ``draft``,
    if there is room for it, otherwise those of doing it alone."""
    by = ask(draft, visit, *needed) or ask(alone, visit, *needed)
    assert by is not None
    return _TOLD[needed[0]](_Case(draft, alone, visit, by))


def later(draft: Draft, visit: Visit) -> Iterable[Remedy]:
    """Overtime, or another time for the customer."""
    overtime = ask(draft, visit, Relaxed.SHIFT)
    if overtime is not None:
        facts = {"technician": overtime.technician, "until": clock(draft.problem, overtime.back_s)}
        yield Remedy(RemedyKind.OVERTIME, facts, overtime.cost_fen)
    other = ask(draft, visit, Relaxed.TIME) if visit.windows or visit.told else None
    if other is not None:
        facts = {"technician": other.technician, "start": clock(draft.problem, other.start_s)}
        yield Remedy(RemedyKind.OTHER_TIME, facts, other.cost_fen)


@dataclass(frozen=True, slots=True)
class _Case:
    draft: Draft
    alone: Draft
    visit: Visit
    by: Answer

    def because(self, reason: UnservedReason, facts: Mapping[str, str], *remedies: Remedy) -> Unserved:
        cheapest_first = sorted(remedies, key=lambda remedy: remedy.cost_fen or 0)
        return Unserved(self.visit.id, reason, facts, tuple(cheapest_first))

    def let_do(self) -> list[Remedy]:
        other = ask(self.draft, self.visit, Relaxed.ALLOWED) or ask(self.alone, self.visit, Relaxed.ALLOWED)
        return [Remedy(RemedyKind.LET_DO, {"technician": other.technician}, other.cost_fen)] if other else []

    def in_time(self) -> list[Remedy]:
        return list(later(self.draft, self.visit)) or list(later(self.alone, self.visit))


def _no_skill(case: _Case) -> Unserved:
    """Those that nobody who may come has; all of them if only the combination is missing."""
    had = frozenset[str]().union(*(t.skills for t in allowed(case.draft.problem, case.visit)))
    skills = ", ".join(sorted(case.visit.skills - had) or sorted(case.visit.skills))
    new = called_in(case.draft, case.visit)
    call_in = Remedy(RemedyKind.CALL_IN_SKILLED, {"skills": skills}, new.cost_fen if new else None)
    return case.because(UnservedReason.NO_SKILL, {"skills": skills}, call_in, *case.let_do())


def _no_tool(case: _Case) -> Unserved:
    tools = ", ".join(sorted(case.visit.tools))
    facts = {"technician": case.by.technician, "tools": tools}
    give = Remedy(RemedyKind.GIVE_TOOLS, facts, case.by.cost_fen)
    return case.because(UnservedReason.NO_TOOL, {"tools": tools}, give)


def _no_goods(case: _Case) -> Unserved:
    return Shortage(case.alone, case.visit).told(case.by)


def _no_workshop(case: _Case) -> Unserved:
    remedy = Remedy(RemedyKind.OTHER_WORKSHOP, {"technician": case.by.technician}, case.by.cost_fen)
    return case.because(UnservedReason.NO_WORKSHOP, {"place": case.visit.returns_to or ""}, remedy)


def _limits(case: _Case) -> Unserved:
    remedy = Remedy(RemedyKind.RAISE_LIMITS, {"technician": case.by.technician}, case.by.cost_fen)
    return case.because(UnservedReason.LIMITS, {}, remedy)


def _window(case: _Case) -> Unserved:
    """Whoever could be there before it closes isn't back in time from a visit within it."""
    visit, problem = case.visit, case.draft.problem
    first = earliest(case.alone, visit) or case.by
    until_s = visit.windows[-1].end_s if visit.windows else 0
    if first.start_s <= until_s or not _there_in_time(case):
        return _outside_shift(case)
    facts = {
        "until": clock(problem, until_s),
        "earliest": clock(problem, first.start_s),
        "technician": first.technician,
    }
    return case.because(UnservedReason.WINDOW_TOO_TIGHT, facts, *case.in_time())


def _shift(case: _Case) -> Unserved:
    if not _there_in_time(case):
        return _outside_shift(case)
    return case.because(UnservedReason.TOO_FAR, {}, *case.in_time())


def _outside_shift(case: _Case) -> Unserved:
    facts = {"minutes": str(-(-case.visit.duration_s // 60))}
    return case.because(UnservedReason.OUTSIDE_SHIFT, facts, *case.in_time())


def _there_in_time(case: _Case) -> bool:
    """If everybody began and ended the day at the site."""
    problem = case.alone.problem
    there = [replace(t, start_place=case.visit.place, end_place=case.visit.place) for t in problem.technicians]
    bare = replace(case.visit, parts={}, units={}, tools=frozenset(), returns_to=None)
    return answer(case.alone.asking(relaxed(problem, visit=bare, technicians=there)), bare) is not None


def _nobody(case: _Case) -> Unserved:
    return case.because(UnservedReason.NO_TECHNICIAN, {}, *case.let_do())


_TOLD: Mapping[Relaxed, Callable[[_Case], Unserved]] = {
    Relaxed.SKILLS: _no_skill,
    Relaxed.TOOLS: _no_tool,
    Relaxed.GOODS: _no_goods,
    Relaxed.WORKSHOP: _no_workshop,
    Relaxed.LIMITS: _limits,
    Relaxed.TIME: _window,
    Relaxed.SHIFT: _shift,
    Relaxed.ALLOWED: _nobody,
}
