"""When work at a customer's may start: appointments, less the customer's rest and meal times (V1, S1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from fieldops.actions.day_ground import Clock
from inventory.customer_wishes import Rest
from routing.problem import Window
from routing.promises import Promise


def appointment_of(promised: Promise, clock: Clock) -> tuple[Window, ...]:
    """An appointment is kept to the minute; one that is past can only be made good, as soon as may be."""
    if promised.window is None or clock.at(promised.window.to_at) < clock.begins_s:
        return ()
    return (Window(max(clock.at(promised.window.from_at), 0), clock.at(promised.window.to_at)),)


def rests_of(rests: Iterable[Rest], clock: Clock, starts_s: Sequence[int]) -> tuple[Window, ...]:
    """On the planned days, which begin at ``starts_s``; in their order."""
    days = [replace(clock, day_s=start_s) for start_s in starts_s]
    found = [
        Window(day.local(rest.starts), day.local(rest.ends))
        for rest in rests
        for day in days
        if day.weekday in rest.weekdays
    ]
    return tuple(sorted(found, key=lambda window: (window.start_s, window.end_s)))


def without(
    appointed: tuple[Window, ...], rests: Iterable[Window], duration_s: int, *, ends_s: int
) -> tuple[Window, ...]:
    """Work of ``duration_s`` neither starts nor goes on in the rests. An appointment that lies so that nothing of it is left was
    agreed all the same, and stays. Without either, at any time until ``ends_s``; if nobody may come at any time, then not before."""
    rests = tuple(rests)
    if not rests:
        return appointed
    left = appointed or (Window(0, ends_s),)
    for rest in rests:
        left = tuple(part for window in left for part in _apart(window, rest, duration_s))
    return left or appointed or (Window(ends_s, ends_s),)


def _apart(window: Window, rest: Window, duration_s: int) -> Iterable[Window]:
    """What is left of ``window``: to be done before the rest, and to start after it."""
    before, after = min(window.end_s, rest.start_s - duration_s), max(window.start_s, rest.end_s)
    if window.start_s <= before:
        yield Window(window.start_s, before)
    if after <= window.end_s:
        yield Window(after, window.end_s)
