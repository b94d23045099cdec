"""What comes out: a route for every technician, and a reason for every visit that is on none."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from routing.reasons import Unserved, UnservedReason
from routing.stock_places import Pool

__all__ = ["Load", "Plan", "Pool", "Route", "Score", "Stop", "StopKind", "Unserved", "UnservedReason", "Use"]


class StopKind(StrEnum):
    """``PICKUP``: something is loaded at a stock place. ``RETURN``: units are brought to one, and nothing is loaded."""

    VISIT = "visit"
    PICKUP = "pickup"
    RETURN = "return"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Load:
    """Taken on board at a stock place for one named visit, so that it can be reserved there."""

    part: str
    quantity: int
    visit: str
    pool: Pool


@dataclass(frozen=True, slots=True)
class Use:
    """Needed at a visit. ``source``: the stock place it was loaded at, or :data:`routing.problem.VAN`."""

    part: str
    quantity: int
    source: str
    pool: Pool


@dataclass(frozen=True, slots=True)
class Stop:
    """``ref``: the visit's or the stock place's id, empty for a break. ``place``: None for a break, which is taken
    wherever the technician then is. Work lasts from ``start_s`` to ``depart_s``; ``late_s``: start after the first promise.

    ``tools``: taken along from here. ``brings``: the visits from which a unit is brought here.
    """

    kind: StopKind
    ref: str
    place: int | None
    arrive_s: int
    start_s: int
    depart_s: int
    loads: tuple[Load, ...] = ()
    uses: tuple[Use, ...] = ()
    late_s: int = 0
    tools: tuple[str, ...] = ()
    brings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """One technician's day; without a stop they stay where they are, and ``leave_s`` is ``back_s``.

    ``travel_s`` is by the matrix, without the factors of the hours.
    """

    technician: str
    stops: tuple[Stop, ...]
    leave_s: int
    back_s: int
    travel_s: int
    distance_m: int

    @property
    def visits(self) -> tuple[Stop, ...]:
        return tuple(stop for stop in self.stops if stop.kind is StopKind.VISIT)


@dataclass(frozen=True, slots=True)
class Score:
    """What a plan or a route costs, in fen, and what it does. A plan's score is the sum of its routes' and ``unserved_fen``.

    Rounded half up for each route (travel, work, overtime, fairness) and promise (lateness).
    """

    travel_fen: int = 0
    work_fen: int = 0
    overtime_fen: int = 0
    fairness_fen: int = 0
    late_fen: int = 0
    missed_fen: int = 0
    changes_fen: int = 0
    prices_fen: int = 0
    unserved_fen: int = 0
    served: int = 0
    late: int = 0
    travel_s: int = 0
    distance_m: int = 0

    @property
    def total_fen(self) -> int:
        return sum(getattr(self, term) for term in TERMS)

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def __sub__(self, other: Score) -> Score:
        return Score(*(getattr(self, f.name) - getattr(other, f.name) for f in fields(self)))


TERMS = tuple(f.name for f in fields(Score) if f.name.endswith("_fen"))


@dataclass(frozen=True, slots=True)
class Plan:
    """``routes``: one for each technician, in the problem's order. ``unserved``: in the order of the visits.

    ``engine`` and ``seed`` say what found it; ``elapsed_ms`` is the whole of solve().
    """

    routes: tuple[Route, ...]
    unserved: tuple[Unserved, ...]
    score: Score
    engine: str
    seed: int
    elapsed_ms: int
