"""A technician on one day: shift, breaks, what is on board, what their work costs and how much of it there may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from routing.amounts import NOTHING, Amounts
from routing.visits import Window


@dataclass(frozen=True, slots=True)
class Break:
    """A rest of ``duration_s`` that starts within ``window``, wherever the technician then is.

    It may interrupt a drive, never a service or a loading, and needs no stop if it fits before leaving or after coming
    back.
    """

    window: Window
    duration_s: int


@dataclass(frozen=True, slots=True)
class Overtime:
    """Work after ``from_s`` costs ``fen_per_h`` more; the shift's end stays hard."""

    from_s: int
    fen_per_h: int


@dataclass(frozen=True, slots=True)
class Fair:
    """Work beyond ``work_s`` costs ``fen_per_h`` more, so that the load is balanced as far as that is worth it."""

    work_s: int
    fen_per_h: int


@dataclass(frozen=True, slots=True)
class Technician:
    """One technician on one day.

    Leaves ``start_place`` not before ``shift.start_s`` and is at ``end_place`` not after ``shift.end_s``. Paid from leaving
    to coming back. ``person``: who it is, by default the ``id``; what several days of one person take from the ``van``,
    whose parts are told alike for each of them, is taken from one van. ``tools``: on board. ``depots``: the stock places
    they may stop at. ``breaks``: in the order of the day, and so that no two can meet. ``capacity`` bounds the sum of the
    visits' loads. ``fixed``: the first visits of the route are these, in this order, so far as they are served at all.
    """

    id: str
    start_place: int
    end_place: int
    shift: Window
    work_cost_fen_per_h: int
    travel_cost_fen_per_km: int
    skills: frozenset[str] = frozenset()
    van: Mapping[str, int] = NOTHING
    breaks: tuple[Break, ...] = ()
    depots: frozenset[str] = frozenset()
    person: str = ""
    tools: frozenset[str] = frozenset()
    capacity: int | None = None
    most_visits: int | None = None
    most_distance_m: int | None = None
    overtime: Overtime | None = None
    fair: Fair | None = None
    fixed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("skills", "tools", "depots"):
            object.__setattr__(self, name, frozenset(getattr(self, name)))
        for name in ("breaks", "fixed"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        object.__setattr__(self, "van", Amounts(self.van))
        object.__setattr__(self, "person", self.person or self.id)
