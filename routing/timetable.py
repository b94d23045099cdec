"""The times of one technician's stays in a given order: windows, breaks, shift, and what is paid for them.

Everything is as early as it can be; then the technician leaves as late as makes nobody later than a promise or what the
customer was told, nobody who is late already later still, and the way home no later. Breaks that are over before leaving are
taken at home, and how many of them are is chosen so that the route costs least. A search that wants to agree with this
module to the second needs nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from routing.costs import paid_cost, start_cost
from routing.pace import Pace
from routing.problem import Break, RoutingProblem, StockPlace, Technician, Visit, Window
from routing.rules import Broken, Rule
from routing.travel import UNREACHABLE

_NO_END = 2**62


@dataclass(frozen=True, slots=True)
class Stay:
    """Something done at a place: starts within one of ``windows`` (none: any time), not before ``not_before_s``.

    ``after``: it starts not before so many seconds after the end of an earlier stay of this route. ``awaited``: another
    visit waits for its end, so it is never put off.
    """

    ref: str
    place: int
    duration_s: int
    windows: tuple[Window, ...]
    not_before_s: int = 0
    visit: Visit | None = None
    after: tuple[tuple[int, int], ...] = ()
    awaited: bool = False


class Rest(NamedTuple):
    """A break taken on the way to the stay of number ``before``."""

    before: int
    start_s: int
    end_s: int


@dataclass(frozen=True, slots=True)
class Times:
    """``arrive_s`` and ``start_s``: one for each stay. ``cost``: of paid time and of late starts, as in routing.costs."""

    leave_s: int
    arrive_s: tuple[int, ...]
    start_s: tuple[int, ...]
    rests: tuple[Rest, ...]
    back_s: int
    cost: int


class _State(NamedTuple):
    """Earliest readiness to go on, and how it came about."""

    ready_s: int
    arrive_s: tuple[int, ...] = ()
    start_s: tuple[int, ...] = ()
    rests: tuple[Rest, ...] = ()


_NEVER = Window(0, -1)


def visit_stay(
    visit: Visit, *, not_before_s: int = 0, after: tuple[tuple[int, int], ...] = (), awaited: bool = False
) -> Stay:
    told_s = visit.told.window.start_s if visit.told else 0
    first_s = max(not_before_s, told_s)
    return Stay(visit.id, visit.place, visit.duration_s, visit.windows, first_s, visit, after, awaited)


def stock_stay(stock_place: StockPlace, not_before_s: int = 0) -> Stay:
    """Where no opening is as long as the loading, nothing can start."""
    lasts_s = stock_place.loading_s
    windows = [Window(w.start_s, w.end_s - lasts_s) for w in stock_place.openings if w.start_s + lasts_s <= w.end_s]
    return Stay(stock_place.id, stock_place.place, lasts_s, tuple(windows) or (_NEVER,), not_before_s)


def cheapest_times(problem: RoutingProblem, technician: Technician, stays: Sequence[Stay]) -> Times | Broken:
    """See the module; the rule that is in the way if the order can't be kept."""
    day = _Day(problem, technician, stays)
    found: list[Times] = []
    broken: Broken | None = None
    for taken, leave_s in enumerate(_after_breaks_at_home(technician)):
        ends = day.ends(taken, leave_s)
        if isinstance(ends, Broken):
            broken = broken or ends
            continue
        found += [day.left_late(taken, leave_s, end) for end in ends]
    if found:
        return min(found, key=lambda times: times.cost)
    return broken or Broken(Rule.SHIFT, technician.id)


def _after_breaks_at_home(technician: Technician) -> Iterator[int]:
    """When the technician can leave after no, one, two … breaks at home."""
    now_s = technician.shift.start_s
    yield now_s
    for rest in technician.breaks:
        now_s = max(now_s, rest.window.start_s + rest.duration_s)
        if now_s > technician.shift.end_s:
            return
        yield now_s


class _Day:
    def __init__(self, problem: RoutingProblem, technician: Technician, stays: Sequence[Stay]) -> None:
        self.technician = technician
        self.stays = stays
        self.pace = Pace(problem.factors)
        places = [technician.start_place, *(stay.place for stay in stays), technician.end_place]
        duration_s = problem.matrix.duration_s
        self.legs_s = [int(duration_s[a, b]) for a, b in pairwise(places)]

    def ends(self, taken: int, leave_s: int) -> list[_State] | Broken:
        """The ways to come back, one for each number of breaks taken until then; ``taken`` of them before leaving.

        A dynamic programme over (stays made, breaks taken): for each pair only the earliest readiness matters.
        """
        states = {taken: _State(leave_s)}
        for number, stay in enumerate([*self.stays, None]):
            if self.legs_s[number] == UNREACHABLE:
                return Broken(Rule.REACHABLE, self.technician.id if stay is None else stay.ref)
            arrived = self._on_the_way(states, number)
            if stay is None:
                return self._over(arrived)
            states = {
                taken: served for taken, state in arrived.items() if (served := _served(self.stays, state)) is not None
            }
            if not states:
                return Broken(Rule.OPENING if stay.visit is None else Rule.WINDOW, stay.ref)
        raise AssertionError("the way home is the last")

    def _on_the_way(self, states: dict[int, _State], number: int) -> dict[int, _State]:
        """The states on arrival, by the breaks taken until then, those on this drive included."""
        arrived: dict[int, _State] = {}
        breaks = self.technician.breaks
        for taken, state in states.items():
            for upto in range(taken, len(breaks) + 1):
                there = self._driven(state, number, breaks[taken:upto])
                if there is None:
                    break
                if upto not in arrived or there.ready_s < arrived[upto].ready_s:
                    arrived[upto] = there
        return arrived

    def _driven(self, state: _State, number: int, breaks: Iterable[Break]) -> _State | None:
        """To the stay of that number with these breaks on the way, each as early as its window allows."""
        now_s, left, rests = state.ready_s, self.pace.whole(self.legs_s[number]), state.rests
        for rest in breaks:
            start_s = max(now_s, rest.window.start_s)
            if start_s > rest.window.end_s:
                return None
            left = self.pace.left(now_s, start_s, left)
            now_s = start_s + rest.duration_s
            rests = (*rests, Rest(number, start_s, now_s))
        return _State(self.pace.arrival_s(now_s, left), state.arrive_s, state.start_s, rests)

    def _over(self, back: dict[int, _State]) -> list[_State] | Broken:
        """Back within the shift, and in time to take the remaining breaks at home."""
        technician = self.technician
        in_time = {taken: state for taken, state in back.items() if state.ready_s <= technician.shift.end_s}
        rested = [
            state
            for taken, state in in_time.items()
            if all(state.ready_s <= rest.window.end_s for rest in technician.breaks[taken : taken + 1])
        ]
        return rested or Broken(Rule.BREAKS if in_time else Rule.SHIFT, technician.id)

    def left_late(self, taken: int, leave_s: int, end: _State) -> Times:
        """The same with the latest leaving that keeps to each stay's limit. Leaving later makes nothing earlier, so what is
        too late stays too late."""
        limits = [_until_s(stay, start_s) for stay, start_s in zip(self.stays, end.start_s, strict=True)]

        def kept(later_s: int) -> _State | None:
            state = self._replayed(taken, later_s, end)
            good = state and state.ready_s <= end.ready_s and all(map(int.__le__, state.start_s, limits))
            return state if good else None

        best, best_s, slack_s = end, leave_s, self._slack_s(leave_s, end)
        too_late_s, middle_s = leave_s + slack_s + 1, leave_s + slack_s
        while too_late_s - best_s > 1:
            state = kept(middle_s)
            if state:
                best, best_s = state, middle_s
            else:
                too_late_s = middle_s
            middle_s = (best_s + too_late_s) // 2
        return self._times(best_s, best)

    def _slack_s(self, leave_s: int, end: _State) -> int:
        """No more than this can be won by leaving later: without factors, what is waited."""
        if self.pace.factors:
            return end.ready_s - leave_s
        busy_s = sum(self.legs_s) + sum(stay.duration_s for stay in self.stays)
        return end.ready_s - leave_s - busy_s - sum(rest.end_s - rest.start_s for rest in end.rests)

    def _replayed(self, taken: int, leave_s: int, end: _State) -> _State | None:
        """Leaving at another time, with the same breaks on the same ways."""
        state = _State(leave_s)
        for number in range(len(self.legs_s)):
            here = sum(rest.before == number for rest in end.rests)
            there = self._driven(state, number, self.technician.breaks[taken : taken + here])
            if there is None:
                return None
            taken += here
            if number == len(self.stays):
                return there
            served = _served(self.stays, there)
            if served is None:
                return None
            state = served
        raise AssertionError("the way home is the last")

    def _times(self, leave_s: int, end: _State) -> Times:
        cost = paid_cost(self.technician, leave_s, end.ready_s) + sum(
            start_cost(stay.visit, start_s)
            for stay, start_s in zip(self.stays, end.start_s, strict=True)
            if stay.visit is not None
        )
        return Times(leave_s, end.arrive_s, end.start_s, end.rests, end.ready_s, cost)


def _served(stays: Sequence[Stay], state: _State) -> _State | None:
    """The next stay of ``state``, which has arrived there."""
    stay = stays[len(state.start_s)]
    ready_s = max(state.ready_s, stay.not_before_s)
    for earlier, gap_s in stay.after:
        ready_s = max(ready_s, state.start_s[earlier] + stays[earlier].duration_s + gap_s)
    start_s = _first_start(ready_s, stay.windows)
    if start_s is None:
        return None
    return _State(start_s + stay.duration_s, (*state.arrive_s, state.ready_s), (*state.start_s, start_s), state.rests)


def _first_start(ready_s: int, windows: Iterable[Window]) -> int | None:
    if not windows:
        return ready_s
    for window in windows:
        if ready_s <= window.end_s and window.start_s <= window.end_s:
            return max(ready_s, window.start_s)
    return None


def _until_s(stay: Stay, start_s: int) -> int:
    """How late a stay may begin that can begin at ``start_s``, at no cost to anyone, within the same window."""
    if stay.awaited:
        return start_s
    until_s = next((window.end_s for window in stay.windows if window.start_s <= start_s <= window.end_s), _NO_END)
    visit = stay.visit
    for promise in visit.promises if visit else ():
        due_s = max(0, promise.due_s)
        if start_s <= due_s:
            until_s = min(until_s, due_s) if promise.missed_fen or promise.late_fen_per_h else until_s
        elif promise.late_fen_per_h:
            until_s = start_s
    if visit and visit.told and visit.told.change_fen and start_s <= visit.told.window.end_s:
        until_s = min(until_s, visit.told.window.end_s)
    return until_s
