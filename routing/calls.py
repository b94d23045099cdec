"""Where a technician calls at, in order: all that has to be decided about a route."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from routing.plan import Route, StopKind


class Call(NamedTuple):
    """At a visit or a stock place: ``kind`` is VISIT, or PICKUP for whatever is done at a stock place."""

    kind: StopKind
    ref: str


Calls = tuple[Call, ...]


def visit(ref: str) -> Call:
    return Call(StopKind.VISIT, ref)


def stock_stop(ref: str) -> Call:
    return Call(StopKind.PICKUP, ref)


def calls_of(route: Route) -> Calls:
    return tuple(
        visit(stop.ref) if stop.kind is StopKind.VISIT else stock_stop(stop.ref)
        for stop in route.stops
        if stop.kind is not StopKind.BREAK
    )


def visits_of(calls: Iterable[Call]) -> tuple[str, ...]:
    return tuple(call.ref for call in calls if call.kind is StopKind.VISIT)
