"""What is to be planned: visits, technicians, stock places, and the travel between them (V1, V4).

All times are whole seconds since the problem's epoch, usually midnight of the (first) planned day at the place. The values
are checked together when a :class:`RoutingProblem` is built, so that everything wrong comes back at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime

from refusals import refuse_all, with_offset
from routing.contradictions import contradictions
from routing.couplings import Reserve, Sequence_
from routing.problem_checks import HORIZON_S, VAN, wrong_couplings, wrong_factors, wrong_ids, wrong_values
from routing.stock_places import Arrival, Pool, StockPlace
from routing.technicians import Break, Fair, Overtime, Technician
from routing.travel import TravelMatrix
from routing.visits import ANY_TIME, Promise, Told, Visit, Window

__all__ = [
    "ANY_TIME",
    "HORIZON_S",
    "VAN",
    "Arrival",
    "Break",
    "Fair",
    "Overtime",
    "Pool",
    "Promise",
    "Reserve",
    "RoutingProblem",
    "Sequence_",
    "StockPlace",
    "Technician",
    "Told",
    "TravelMatrix",
    "Visit",
    "Window",
]


@dataclass(frozen=True, slots=True)
class RoutingProblem:
    """One day's or a few days' planning problem.

    ``together``: each set's served visits are on one route. ``apart``: each set's visits are done by different persons.
    ``factors``: empty, or for each of the 24 hours of the day how many per mille of the matrix's seconds a drive takes in
    that hour (:mod:`routing.pace`); the epoch is then a midnight.

    Raises:
        Invalid: ids twice or blank, places outside the matrix, references to nobody, windows reversed or beyond 14
            days, negative amounts, costs above 10⁹ fen, breaks that can meet, and what contradicts itself: a visit fixed
            for two, or for one who may not do it, sequences in a circle …; all of it listed by path.
    """

    epoch: datetime
    visits: tuple[Visit, ...]
    technicians: tuple[Technician, ...]
    stock_places: tuple[StockPlace, ...]
    matrix: TravelMatrix
    together: tuple[frozenset[str], ...] = ()
    apart: tuple[frozenset[str], ...] = ()
    sequences: tuple[Sequence_, ...] = ()
    reserves: tuple[Reserve, ...] = ()
    factors: tuple[int, ...] = ()
    visit_by_id: Mapping[str, Visit] = field(init=False, repr=False, compare=False)
    technician_by_id: Mapping[str, Technician] = field(init=False, repr=False, compare=False)
    stock_place_by_id: Mapping[str, StockPlace] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name in ("visits", "technicians", "stock_places", "sequences", "reserves", "factors"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        for name in ("together", "apart"):
            object.__setattr__(self, name, tuple(frozenset(visits) for visits in getattr(self, name)))
        wrong = [
            with_offset("epoch", self.epoch),
            *wrong_ids(visits=self.visits, technicians=self.technicians, stock_places=self.stock_places),
            *wrong_values(self.visits, self.technicians, self.stock_places, places=len(self.matrix)),
            *wrong_couplings(self.visits, self.technicians, self.together, self.apart, self.sequences, self.reserves),
            *wrong_factors(self.factors, self.epoch),
        ]
        refuse_all(
            *wrong,
            *contradictions(self.visits, self.technicians, self.together, self.apart, self.sequences, self.reserves),
        )
        object.__setattr__(self, "visit_by_id", {visit.id: visit for visit in self.visits})
        object.__setattr__(self, "technician_by_id", {technician.id: technician for technician in self.technicians})
        object.__setattr__(self, "stock_place_by_id", {place.id: place for place in self.stock_places})

    def travel_s(self, start: int, end: int) -> int:
        """By the matrix alone: without ``factors``."""
        return int(self.matrix.duration_s[start, end])

    def distance_m(self, start: int, end: int) -> int:
        return int(self.matrix.distance_m[start, end])

    def __reduce__(self) -> tuple[object, ...]:
        return RoutingProblem, tuple(getattr(self, f.name) for f in fields(self) if f.init)
