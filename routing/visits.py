"""A visit to be planned (V1): where, when, with what, and what it costs to be late with it or to leave it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from routing.amounts import NOTHING, Amounts

ANY_TIME = ()
MOST_PROMISES = 3


@dataclass(frozen=True, slots=True)
class Window:
    """From ``start_s`` to ``end_s``, both included; 0 <= start <= end <= 14 days."""

    start_s: int
    end_s: int


@dataclass(frozen=True, slots=True)
class Promise:
    """Work starts by ``due_s`` (S1, S5). Later it costs ``missed_fen`` once and ``late_fen_per_h`` on top (S8).

    A promise already missed at the epoch (``due_s`` < 0) costs by the hour from the epoch on, and nothing once: what went
    before no plan can mend.
    """

    due_s: int
    missed_fen: int = 0
    late_fen_per_h: int = 0

    def missed_cost(self, start_s: int) -> int:
        """In fen, once."""
        return self.missed_fen if start_s > self.due_s >= 0 else 0

    def late_cost(self, start_s: int) -> int:
        """In fen/3600."""
        return max(0, start_s - max(0, self.due_s)) * self.late_fen_per_h


@dataclass(frozen=True, slots=True)
class Told:
    """What the customer was told: work never starts before ``window``; to start after it costs ``change_fen`` once (V5)."""

    window: Window
    change_fen: int


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit to a site.

    ``place``: its row in the matrix. ``windows``: hard, service starts within one of them; none means at any time.
    ``promises``: soft, at most three, the earliest first; ``unserved_cost_fen``: what it costs to leave it out.
    ``parts``: ordinary stock it needs, from the van or picked up. ``units``: backup units for a swap, which come from
    what stock places have set aside and from nowhere else (B2). ``tools`` are carried along and not used up. ``load``:
    what it takes of the technician's capacity. ``returns_to``: the stock place where what was taken out is brought to,
    later on the same route (B1, B4).
    ``technicians``: who may do it, None for anyone with the ``skills``. ``prices_fen``: what it costs more if it is this
    technician who does it; a wish, no rule.
    """

    id: str
    place: int
    duration_s: int
    unserved_cost_fen: int
    windows: tuple[Window, ...] = ANY_TIME
    promises: tuple[Promise, ...] = ()
    told: Told | None = None
    skills: frozenset[str] = frozenset()
    tools: frozenset[str] = frozenset()
    parts: Mapping[str, int] = NOTHING
    units: Mapping[str, int] = NOTHING
    load: int = 0
    returns_to: str | None = None
    technicians: frozenset[str] | None = None
    prices_fen: Mapping[str, int] = NOTHING

    def __post_init__(self) -> None:
        object.__setattr__(self, "windows", tuple(sorted(self.windows, key=lambda w: (w.start_s, w.end_s))))
        object.__setattr__(self, "promises", tuple(sorted(self.promises, key=lambda promise: promise.due_s)))
        for name in ("skills", "tools"):
            object.__setattr__(self, name, frozenset(getattr(self, name)))
        for name in ("parts", "units", "prices_fen"):
            object.__setattr__(self, name, Amounts(getattr(self, name)))
        if self.technicians is not None:
            object.__setattr__(self, "technicians", frozenset(self.technicians))
