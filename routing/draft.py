"""A plan in the making: each technician's calls, what they leave of the stock, and what ties the routes to each other.

A change of some routes is tried as a whole: it either keeps every rule and has a cost, or the first rule in its way is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass

from routing.calls import Calls, visits_of
from routing.day import Day, forbidden, route_of, timed_day
from routing.goods import Stock, Supplied, supplied
from routing.plan import Route
from routing.problem import RoutingProblem
from routing.rules import Broken, Rule
from routing.ties import Ties

_IDLE = Day(Supplied((), (), (), (), (), (), {}), None, 0)


@dataclass(frozen=True, slots=True)
class Change:
    """``days`` by the number of the technician; ``cost``: what they cost more than before, as in routing.costs."""

    days: Mapping[int, Day]
    cost: int


class Draft:
    """Begins with nobody doing anything. ``days``: in the order of the problem's technicians."""

    def __init__(self, problem: RoutingProblem) -> None:
        self.problem = problem
        self.ties = Ties(problem)
        self.stock = Stock(problem)
        self.number = {technician.id: i for i, technician in enumerate(problem.technicians)}
        self.days = [_IDLE for _ in problem.technicians]
        self.on_day: dict[str, int] = {}
        self._done_s: dict[str, int] = {}

    def copied(self) -> Draft:
        """To be changed while this one stays what it is."""
        other = copy(self)
        other.stock = self.stock.copied()
        other.days, other.on_day, other._done_s = list(self.days), dict(self.on_day), dict(self._done_s)
        return other

    def asking(self, problem: RoutingProblem) -> Draft:
        """The same routes under a more permissive problem."""
        other = Draft(problem)
        other.days[: len(self.days)] = self.days
        other.on_day, other._done_s = dict(self.on_day), dict(self._done_s)
        for day in self.days:
            other.stock.take(day.supplied.taken)
        return other

    def tried(self, calls: Mapping[int, Calls]) -> Change | Broken:
        """These routes instead of the present ones; nothing is changed yet. No visit may come to stand on two routes."""
        for number, wanted in calls.items():
            broken = forbidden(self.problem, self.ties, self.problem.technicians[number], wanted)
            if broken is not None:
                return broken
        for number in calls:
            self.stock.give_back(self.days[number].supplied.taken)
        loads: dict[int, Supplied] = {}
        broken = self._loaded(calls, loads)
        for load in loads.values():
            self.stock.give_back(load.taken)
        for number in calls:
            self.stock.take(self.days[number].supplied.taken)
        if broken is not None:
            return broken
        days = self._timed(loads)
        if isinstance(days, Broken):
            return days
        return Change(days, sum(day.cost - self.days[number].cost for number, day in days.items()))

    def accept(self, change: Change) -> None:
        for number in change.days:
            self.stock.give_back(self.days[number].supplied.taken)
            for visit in visits_of(self.days[number].calls):
                if self.on_day.get(visit) == number:
                    del self.on_day[visit], self._done_s[visit]
        for number, day in change.days.items():
            self.stock.take(day.supplied.taken)
            self.days[number] = day
            for visit, start_s in day.starts_s():
                self.on_day[visit] = number
                self._done_s[visit] = start_s + self.problem.visit_by_id[visit].duration_s

    def routes(self, numbers: Iterable[int] | None = None) -> tuple[Route, ...]:
        """Of the technicians of these numbers, or of all."""
        wanted = range(len(self.days)) if numbers is None else numbers
        return tuple(route_of(self.problem, self.problem.technicians[n], self.days[n]) for n in wanted)

    def _loaded(self, calls: Mapping[int, Calls], loads: dict[int, Supplied]) -> Broken | None:
        """Fills ``loads``, taking from the stock, until a rule is broken."""
        for number, wanted in sorted(calls.items()):
            load = supplied(self.problem, self.problem.technicians[number], wanted, self.stock)
            if isinstance(load, Broken):
                return load
            loads[number] = load
        return self._untied(loads)

    def _untied(self, loads: Mapping[int, Supplied]) -> Broken | None:
        """The first rule between routes that is broken, those about time left aside."""
        ties = self.ties
        if not (ties.together or ties.apart or self.problem.reserves or self.problem.sequences):
            return None
        on_day = {visit: number for visit, number in self.on_day.items() if number not in loads}
        on_day |= {visit: number for number, load in loads.items() for visit in visits_of(load.calls)}
        technicians = self.problem.technicians
        for number, load in loads.items():
            for visit in visits_of(load.calls):
                if any(on_day.get(other, number) != number for other in ties.together.get(visit, ())):
                    return Broken(Rule.TOGETHER, visit)
                others = {technicians[on_day[other]].person for other in ties.apart.get(visit, ()) if other in on_day}
                if technicians[number].person in others:
                    return Broken(Rule.APART, visit)
        for sequence in self.problem.sequences:
            if sequence.then in on_day and sequence.first not in on_day:
                return Broken(Rule.SEQUENCE, sequence.then)
        for reserve in self.problem.reserves:
            numbers = [self.number[technician] for technician in reserve.technicians]
            idle = sum(not (loads[n].calls if n in loads else self.days[n].calls) for n in numbers)
            if idle < reserve.least:
                return Broken(Rule.RESERVE, ", ".join(sorted(reserve.technicians)))
        return None

    def _timed(self, loads: Mapping[int, Supplied]) -> dict[int, Day] | Broken:
        """The days of ``loads``, and of the other routes on which something waits for what is done in them.

        What isn't timed yet counts as done at once; whoever waits for it is timed again once it is known.
        """
        done_s = {visit: at_s for visit, at_s in self._done_s.items() if self.on_day[visit] not in loads}
        on_day = {visit: number for number, load in loads.items() for visit in visits_of(load.calls)}
        done_s |= dict.fromkeys(on_day, 0)
        loads, days, waiting = dict(loads), dict[int, Day](), sorted(loads)
        rounds = len(loads) + 4 * len(self.problem.sequences)
        while waiting:
            if rounds == 0:
                return Broken(Rule.SEQUENCE, self.problem.sequences[0].then)
            number, rounds = waiting.pop(0), rounds - 1
            day = timed_day(self.problem, self.ties, self.problem.technicians[number], loads[number], done_s)
            if isinstance(day, Broken):
                return day
            days[number] = day
            for visit in self._done_otherwise(day, done_s):
                for sequence in self.ties.after.get(visit, ()):
                    other = on_day.get(sequence.then, self.on_day.get(sequence.then, number))
                    if other != number and other not in waiting:
                        loads.setdefault(other, self.days[other].supplied)
                        waiting.append(other)
        return days

    def _done_otherwise(self, day: Day, done_s: dict[str, int]) -> list[str]:
        """The visits whose end has changed; ``done_s`` is brought up to date."""
        ends = [(v, start_s + self.problem.visit_by_id[v].duration_s) for v, start_s in day.starts_s()]
        moved = [visit for visit, end_s in ends if done_s.get(visit) != end_s]
        done_s.update(ends)
        return moved


def timed_plan(problem: RoutingProblem, calls: Mapping[str, Calls]) -> tuple[Route, ...] | Broken:
    """The routes of all technicians from the order of their calls, by technician; who isn't named stays idle.

    Stops at stock places that serve nothing are left out. No visit may be named twice.
    """
    draft = Draft(problem)
    change = draft.tried({draft.number[technician]: tuple(wanted) for technician, wanted in calls.items()})
    if isinstance(change, Broken):
        return change
    draft.accept(change)
    return draft.routes()
