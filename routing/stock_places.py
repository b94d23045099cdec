"""A place with stock that all technicians share: warehouses, workshops (P1, B1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from routing.amounts import NOTHING, Amounts
from routing.visits import Window


class Pool(StrEnum):
    """Which part of a stock an item comes from: ordinary work takes from ``FREE``, swaps from ``SET_ASIDE`` (B2)."""

    FREE = "free"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class Arrival:
    """``quantity`` pieces more in ``pool`` from ``at_s`` on: a stop that takes of them starts not before (P5)."""

    part: str
    quantity: int
    at_s: int
    pool: Pool = Pool.FREE


@dataclass(frozen=True, slots=True)
class StockPlace:
    """A stop there takes ``loading_s`` however much is loaded or brought, and lies wholly within one of the ``openings``.

    ``stock`` is for ordinary parts; ``set_aside`` only for the units of swaps (B2). ``tools`` are there for everyone.
    """

    id: str
    place: int
    openings: tuple[Window, ...]
    loading_s: int
    stock: Mapping[str, int] = NOTHING
    set_aside: Mapping[str, int] = NOTHING
    tools: frozenset[str] = frozenset()
    arrivals: tuple[Arrival, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "openings", tuple(sorted(self.openings, key=lambda w: (w.start_s, w.end_s))))
        object.__setattr__(self, "stock", Amounts(self.stock))
        object.__setattr__(self, "set_aside", Amounts(self.set_aside))
        object.__setattr__(self, "tools", frozenset(self.tools))
        arrivals = sorted(self.arrivals, key=lambda a: (a.at_s, a.part, a.pool, a.quantity))
        object.__setattr__(self, "arrivals", tuple(arrivals))
