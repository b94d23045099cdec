"""Why a visit is on no route: the rule that is really binding, found by asking the model, and what would help at which cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from routing.calls import visits_of
from routing.costs import COST, in_fen
from routing.draft import Draft
from routing.impossible import impossible, later
from routing.inquiry import Answer, Relaxed, alone, answer, ask, called_in
from routing.insertion import Insertion, cheapest_way, nearest_first, ways_in
from routing.plan import Unserved, UnservedReason
from routing.problem import RoutingProblem, Visit
from routing.reasons import Remedy, RemedyKind, yuan
from routing.relax import relaxed
from routing.repair import without
from routing.rough import Rough
from routing.rules import Broken, Rule
from routing.shortage import Shortage, listed

_TECHNICIANS_TO_DISPLACE = 5
VISITS_TO_DISPLACE_FOR = 30
"""Looking for them takes longest; where more visits are left out than that, more staff is the answer."""
_LONGEST_DISPLACED = 3


class Inquiry:
    """What is asked once for all visits that ``draft`` leaves out. For ``displacing`` of them it is asked too which others could
    make room."""

    def __init__(self, draft: Draft, *, displacing: int = VISITS_TO_DISPLACE_FOR) -> None:
        self.draft = draft
        self.problem = draft.problem
        self.alone = alone(draft.problem)
        self._displacing_left = displacing

    def why(self, visit: Visit) -> Unserved:
        found = self._reason(visit)
        return found if found.remedies else replace(found, remedies=(Remedy(RemedyKind.OTHER_DAY, {}),))

    def _reason(self, visit: Visit) -> Unserved:
        if not self.problem.technicians:
            return Unserved(visit.id, UnservedReason.NO_TECHNICIAN, {}, (Remedy(RemedyKind.CALL_IN, {}),))
        beside = answer(self.draft, visit)
        if beside is not None:
            return self._possible(visit, beside)
        if ask(self.alone, visit) is None:
            return self._impossible(visit)
        return self._beside_others(visit)

    def _possible(self, visit: Visit, by: Answer) -> Unserved:
        if by.cost_fen <= visit.unserved_cost_fen:
            put = Remedy(RemedyKind.PUT_BACK, {}, by.cost_fen)
            return Unserved(visit.id, UnservedReason.NOT_FOUND, {"technician": by.technician}, (put,))
        facts = {
            "technician": by.technician,
            "cost": yuan(by.cost_fen),
            "unserved_cost": yuan(visit.unserved_cost_fen),
        }
        return Unserved(visit.id, UnservedReason.COSTS_MORE, facts, (Remedy(RemedyKind.RAISE_COST, {}),))

    def _impossible(self, visit: Visit) -> Unserved:
        """Even alone: the first rule without which it could be done; if no single one does it, the first of those that must
        go together."""
        needed = next(((one,) for one in Relaxed if ask(self.alone, visit, one)), None) or self._together(visit)
        if not needed:
            return Unserved(visit.id, UnservedReason.UNREACHABLE, {}, (Remedy(RemedyKind.CHECK_MAP, {}),))
        return impossible(self.draft, self.alone, visit, needed)

    def _together(self, visit: Visit) -> tuple[Relaxed, ...]:
        needed = tuple(Relaxed)
        if ask(self.alone, visit, *needed) is None:
            return ()
        for one in Relaxed:
            fewer = tuple(other for other in needed if other is not one)
            needed = fewer if ask(self.alone, visit, *fewer) else needed
        return needed

    def _beside_others(self, visit: Visit) -> Unserved:
        """Alone it could be done: the stock, what ties it to others, the reserve or the time that others take are in the way."""
        shortage = Shortage(self.draft, visit)
        supplied = ask(self.draft, visit, Relaxed.GOODS) if shortage.needs else None
        if supplied:
            return self._taken(visit, shortage, supplied)
        problem = self.problem
        unreserved = self._under(relaxed(problem, reserves=()), visit) if problem.reserves else None
        if unreserved:
            remedy = Remedy(RemedyKind.USE_RESERVE, {"technician": unreserved.technician}, unreserved.cost_fen)
            facts = {"technician": unreserved.technician}
            return Unserved(visit.id, UnservedReason.RESERVE, facts, (remedy,))
        ties = problem.together or problem.apart or problem.sequences
        untied = relaxed(problem, together=(), apart=(), sequences=())
        free = self._under(untied, visit) if ties else None
        if free:
            return self._tied(visit, free)
        return Unserved(visit.id, UnservedReason.CAPACITY, {}, self._room(visit))

    def _under(self, problem: RoutingProblem, visit: Visit) -> Answer | None:
        return answer(self.draft.asking(problem), visit)

    def _tied(self, visit: Visit, free: Answer) -> Unserved:
        first = [sequence.first for sequence in self.problem.sequences if sequence.then == visit.id]
        together, apart = (
            [other for group in groups if visit.id in group for other in sorted(group - {visit.id})]
            for groups in (self.problem.together, self.problem.apart)
        )
        reasons = ((UnservedReason.SEQUENCE, first), (UnservedReason.TOGETHER, together), (UnservedReason.APART, apart))
        untie = Remedy(RemedyKind.UNTIE, {}, free.cost_fen)
        for reason, names in reasons:
            if names:
                return Unserved(visit.id, reason, {"visits": ", ".join(names)}, (untie,))
        return Unserved(visit.id, UnservedReason.CAPACITY, {}, (untie, *self._room(visit)))

    def _taken(self, visit: Visit, shortage: Shortage, by: Answer) -> Unserved:
        """There would be room, but the goods are used for others, or only those set aside are left."""
        names = visit.parts.keys() | visit.units.keys()
        users = {
            call.ref
            for day in self.draft.days
            for call, uses in zip(day.calls, day.supplied.uses, strict=True)
            if any(use.part in names for use in uses)
        }
        facts = {"parts": listed(shortage.needs), "visits": ", ".join(sorted(users))}
        taken = Unserved(visit.id, UnservedReason.PART_TAKEN, facts, shortage.remedies(by))
        return shortage.set_aside(by) or taken

    def _room(self, visit: Visit) -> tuple[Remedy, ...]:
        found = [*later(self.draft, visit), *self._displacing(visit), *self._more_staff(visit)]
        return tuple(sorted(found, key=lambda remedy: remedy.cost_fen or 0))

    def _more_staff(self, visit: Visit) -> Iterable[Remedy]:
        by = called_in(self.draft, visit)
        if by is not None:
            yield Remedy(RemedyKind.CALL_IN, {}, by.cost_fen)

    def _displacing(self, visit: Visit) -> Iterable[Remedy]:
        """The fewest yuan for which visits in a row could make room; what they cost unserved is counted."""
        best: tuple[int, tuple[str, ...], str] | None = None
        if not self._displacing_left:
            return
        self._displacing_left -= 1
        for technician in nearest_first(self.draft, visit)[:_TECHNICIANS_TO_DISPLACE]:
            number = self.draft.number[technician.id]
            day, rough = self.draft.days[number], Rough(self.problem, technician)
            for gone in _strings(visits_of(day.calls)):
                kept = day.calls
                for name in gone:
                    kept = without(kept, name)
                lost = sum(self.problem.visit_by_id[name].unserved_cost_fen for name in gone) * COST
                below = best[0] - lost if best else None
                least = rough.least_cost(kept)
                if least is not None and below is not None and least - day.cost >= below:
                    continue
                ways = ((number, way) for way in ways_in(self.draft, visit, number, kept))
                found = cheapest_way(self.draft, ways, Broken(Rule.SHIFT, technician.id), below=below)
                if isinstance(found, Insertion):
                    best = (found.change.cost + lost, gone, technician.id)
        if best is not None:
            cost, gone, name = best
            yield Remedy(RemedyKind.DISPLACE, {"visits": ", ".join(gone), "technician": name}, in_fen(cost))


def _strings(names: Sequence[str]) -> Iterable[tuple[str, ...]]:
    for length in range(1, _LONGEST_DISPLACED + 1):
        for first in range(len(names) - length + 1):
            yield tuple(names[first : first + length])
