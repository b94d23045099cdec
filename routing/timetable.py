"""The times of one technician's calls in a given order: windows, breaks, shift."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from routing.problem import Promise, RoutingProblem, StockPlace, Technician, Visit, Window
from routing.travel import UNREACHABLE

FEN = 3600
"""Costs are counted in fen/3600, so that a rate per hour is a whole number per second."""


@dataclass(frozen=True, slots=True)
class Call:
    """Something done at a place: starts within one of ``windows`` (none: any time) and lasts ``duration_s``."""

    place: int
    duration_s: int
    windows: tuple[Window, ...]
    promises: tuple[Promise, ...] = ()


class Rest(NamedTuple):
    """A break taken on the way to the call of number ``before``."""

    before: int
    start_s: int
    end_s: int


@dataclass(frozen=True, slots=True)
class Times:
    """``arrive_s`` and ``start_s``: one for each call; ``cost``: of paid time and lateness, in fen/3600."""

    leave_s: int
    arrive_s: tuple[int, ...]
    start_s: tuple[int, ...]
    rests: tuple[Rest, ...]
    back_s: int
    late_cost: int
    cost: int


class _State(NamedTuple):
    """Earliest readiness to go on, and how it came about."""

    ready_s: int
    arrive_s: tuple[int, ...]
    start_s: tuple[int, ...]
    rests: tuple[Rest, ...]


def visit_call(visit: Visit) -> Call:
    return Call(visit.place, visit.duration_s, visit.windows, visit.promises)


def pickup_call(stock_place: StockPlace) -> Call:
    """An opening shorter than the loading leaves a reversed window, in which nothing can start."""
    opening = stock_place.opening
    window = Window(opening.start_s, opening.end_s - stock_place.loading_s)
    return Call(stock_place.place, stock_place.loading_s, (window,))


def cheapest_times(
    problem: RoutingProblem, technician: Technician, calls: Sequence[Call], *, leave_hint_s: int | None = None
) -> Times | None:
    """Times of low cost for ``calls`` in this order; None if there are none.

    Leaving as early as possible makes nothing late that needn't be, leaving later saves paid waiting. Compared are:
    the latest leaving that costs no one anything, the latest that brings nobody back later, and ``leave_hint_s``.
    """
    first = earliest_times(problem, technician, calls, technician.shift.start_s)
    if first is None:
        return None

    def at(leave_s: int) -> Times | None:
        return earliest_times(problem, technician, calls, leave_s)

    found = [
        _latest(at, first, lambda times: times.back_s == first.back_s and times.late_cost == first.late_cost),
        _latest(at, first, lambda times: times.back_s == first.back_s),
    ]
    if leave_hint_s is not None and (hinted := at(leave_hint_s)) is not None:
        found.append(hinted)
    return min(found, key=lambda times: times.cost)


def _latest(at: Callable[[int], Times | None], first: Times, good: Callable[[Times], bool]) -> Times:
    """The latest leaving whose times are ``good``; ``first`` is, and once they aren't they stay so."""
    best, too_late_s = first, first.back_s + 1
    while too_late_s - best.leave_s > 1:
        middle_s = (best.leave_s + too_late_s) // 2
        times = at(middle_s)
        if times is not None and good(times):
            best = times
        else:
            too_late_s = middle_s
    return best


def earliest_times(
    problem: RoutingProblem, technician: Technician, calls: Sequence[Call], leave_s: int
) -> Times | None:
    """Everything as early as it can be after leaving at ``leave_s``; None if the order can't be kept.

    A dynamic programme over (calls made, breaks taken): for each pair only the earliest readiness matters.
    """
    rested = sum(rest.window.start_s + rest.duration_s <= leave_s for rest in technician.breaks)
    states = {rested: _State(leave_s, (), (), ())}
    place = technician.start_place
    for number, call in enumerate(calls):
        travel_s = problem.travel_s(place, call.place)
        if travel_s == UNREACHABLE:
            return None
        arrived = _on_the_way(technician, states, travel_s, number)
        states = {taken: served for taken, state in arrived.items() if (served := _served(state, call)) is not None}
        place = call.place
    travel_s = problem.travel_s(place, technician.end_place)
    if travel_s == UNREACHABLE:
        return None
    back = _on_the_way(technician, states, travel_s, len(calls))
    ends = [state for taken, state in back.items() if _over(technician, taken, state.ready_s)]
    return _times(technician, calls, leave_s, min(ends, key=lambda end: end.ready_s)) if ends else None


def _over(technician: Technician, taken: int, back_s: int) -> bool:
    """Back within the shift, and in time to take the remaining breaks at home."""
    left = technician.breaks[taken : taken + 1]
    return back_s <= technician.shift.end_s and all(back_s <= rest.window.end_s for rest in left)


def _on_the_way(technician: Technician, states: dict[int, _State], travel_s: int, before: int) -> dict[int, _State]:
    """The states on arrival, by the breaks taken until then, those on this drive included."""
    arrived: dict[int, _State] = {}
    for taken, state in states.items():
        _keep(arrived, taken, state, state.ready_s + travel_s, state.rests)
        now_s, left_s, rests = state.ready_s, travel_s, state.rests
        for number in range(taken, len(technician.breaks)):
            rest = technician.breaks[number]
            start_s = max(now_s, rest.window.start_s)
            if start_s > rest.window.end_s:
                break
            left_s = max(0, left_s - (start_s - now_s))
            now_s = start_s + rest.duration_s
            rests = (*rests, Rest(before, start_s, now_s))
            _keep(arrived, number + 1, state, now_s + left_s, rests)
    return arrived


def _keep(arrived: dict[int, _State], taken: int, state: _State, ready_s: int, rests: tuple[Rest, ...]) -> None:
    if taken not in arrived or ready_s < arrived[taken].ready_s:
        arrived[taken] = _State(ready_s, state.arrive_s, state.start_s, rests)


def _served(state: _State, call: Call) -> _State | None:
    start_s = _first_start(state.ready_s, call.windows)
    if start_s is None:
        return None
    return _State(start_s + call.duration_s, (*state.arrive_s, state.ready_s), (*state.start_s, start_s), state.rests)


def _first_start(ready_s: int, windows: Iterable[Window]) -> int | None:
    if not windows:
        return ready_s
    for window in windows:
        if ready_s <= window.end_s and window.start_s <= window.end_s:
            return max(ready_s, window.start_s)
    return None


def _times(technician: Technician, calls: Sequence[Call], leave_s: int, end: _State) -> Times:
    late_cost = sum(
        promise.missed_cost(start_s) * FEN + promise.late_cost(start_s)
        for call, start_s in zip(calls, end.start_s, strict=True)
        for promise in call.promises
    )
    cost = late_cost + (end.ready_s - leave_s) * technician.work_cost_fen_per_h
    return Times(leave_s, end.arrive_s, end.start_s, end.rests, end.ready_s, late_cost, cost)
