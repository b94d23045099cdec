"""Two plans of the same day compared: who moves, and what it means in minutes, kilometres, lateness and money."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from routing.plan import Plan, Route, Score, Stop


class MoveKind(StrEnum):
    ADDED = "added"
    DROPPED = "dropped"
    REASSIGNED = "reassigned"
    RETIMED = "retimed"


@dataclass(frozen=True, slots=True)
class Moved:
    """A visit whose technician or start changes; on the side on which it isn't served, both are None."""

    visit: str
    kind: MoveKind
    old_technician: str | None
    new_technician: str | None
    old_start_s: int | None
    new_start_s: int | None

    @property
    def later_s(self) -> int | None:
        """How much later it starts, negative for earlier; None if it isn't served in one of the plans."""
        if self.old_start_s is None or self.new_start_s is None:
            return None
        return self.new_start_s - self.old_start_s


@dataclass(frozen=True, slots=True)
class DayChange:
    """What changes for one technician, new minus old."""

    technician: str
    visits: int
    work_s: int
    distance_m: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """``score`` and ``late_s``: new minus old. ``moved`` in the order of the visits' ids, ``days`` of those it concerns."""

    score: Score
    late_s: int
    moved: tuple[Moved, ...]
    days: tuple[DayChange, ...]


def compare(old: Plan, new: Plan) -> Comparison:
    before, after = _served(old), _served(new)
    moved = [_moved(visit, before.get(visit), after.get(visit)) for visit in sorted(before.keys() | after.keys())]
    return Comparison(
        score=new.score - old.score,
        late_s=_late_s(new) - _late_s(old),
        moved=tuple(one for one in moved if one is not None),
        days=tuple(_days(old, new)),
    )


_Served = tuple[str, Stop]


def _served(plan: Plan) -> dict[str, _Served]:
    return {stop.ref: (route.technician, stop) for route in plan.routes for stop in route.visits}


def _moved(visit: str, before: _Served | None, after: _Served | None) -> Moved | None:
    old, new = before or (None, None), after or (None, None)
    starts = tuple(stop.start_s if stop else None for _, stop in (old, new))
    if (old[0], starts[0]) == (new[0], starts[1]):
        return None
    if before is None or after is None:
        kind = MoveKind.ADDED if before is None else MoveKind.DROPPED
    else:
        kind = MoveKind.RETIMED if old[0] == new[0] else MoveKind.REASSIGNED
    return Moved(visit, kind, old[0], new[0], *starts)


def _late_s(plan: Plan) -> int:
    return sum(stop.late_s for route in plan.routes for stop in route.visits)


def _days(old: Plan, new: Plan) -> list[DayChange]:
    before, after = ({route.technician: route for route in plan.routes} for plan in (old, new))
    changes = []
    for technician in sorted(before.keys() | after.keys()):
        was, becomes = _figures(before.get(technician)), _figures(after.get(technician))
        if was != becomes:
            changes.append(DayChange(technician, *(b - a for a, b in zip(was, becomes, strict=True))))
    return changes


def _figures(route: Route | None) -> tuple[int, int, int]:
    return (len(route.visits), route.back_s - route.leave_s, route.distance_m) if route else (0, 0, 0)
