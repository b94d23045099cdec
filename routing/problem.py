"""What is to be planned: visits, technicians, stock places, and the travel between them (V1, V4).

All times are whole seconds since the problem's epoch, usually midnight of the planned day at the place. The values are
checked together when a :class:`RoutingProblem` is built, so that everything wrong comes back at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from refusals import FieldProblem, Text, in_range, not_blank, positive, refuse_all, unique, with_offset
from routing.amounts import NOTHING, Amounts
from routing.travel import TravelMatrix

HORIZON_S = 14 * 24 * 3600
MOST_COST_FEN = 1_000_000_000
MOST_PIECES = 1_000_000
ANY_TIME = ()
VAN = "van"
"""Where a part comes from that was on board at the start; no stock place can have this id."""


@dataclass(frozen=True, slots=True)
class Window:
    """From ``start_s`` to ``end_s``, both included; 0 <= start <= end <= 14 days."""

    start_s: int
    end_s: int


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit to a site.

    ``place``: its row in the matrix. ``windows``: hard, service starts within one of them; none means at any time.
    ``due_s``: the promise (S1), soft: a later start is reported as late and costs ``late_cost_fen_per_h``. A promise
    already missed at the epoch (``due_s`` < 0) costs from the epoch on: what went before no plan can mend.
    ``parts``: ordinary stock it needs, from the van or picked up. ``units``: backup units for a swap, which come from
    what stock places have set aside and from nowhere else (B2). ``technicians``: who may do it, None for anyone with
    the ``skills``. ``unserved_cost_fen``: what it costs to leave it out.
    """

    id: str
    place: int
    duration_s: int
    unserved_cost_fen: int
    windows: tuple[Window, ...] = ANY_TIME
    due_s: int | None = None
    late_cost_fen_per_h: int = 0
    skills: frozenset[str] = frozenset()
    parts: Mapping[str, int] = NOTHING
    units: Mapping[str, int] = NOTHING
    technicians: frozenset[str] | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "windows", tuple(sorted(self.windows, key=lambda w: (w.start_s, w.end_s))))
        object.__setattr__(self, "skills", frozenset(self.skills))
        object.__setattr__(self, "parts", Amounts(self.parts))
        object.__setattr__(self, "units", Amounts(self.units))
        if self.technicians is not None:
            object.__setattr__(self, "technicians", frozenset(self.technicians))


@dataclass(frozen=True, slots=True)
class Break:
    """A rest of ``duration_s`` that starts within ``window``, wherever the technician then is.

    It may interrupt a drive, never a service or a loading, and needs no stop if it fits before leaving or after coming
    back.
    """

    window: Window
    duration_s: int


@dataclass(frozen=True, slots=True)
class Technician:
    """One technician on duty.

    Leaves ``start_place`` not before ``shift.start_s`` and is at ``end_place`` not after ``shift.end_s``. ``van``:
    parts on board at the start. ``depots``: the stock places they may pick up at. ``breaks``: in the order of the day,
    and so that no two can meet. Paid from leaving to coming back.
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

    def __post_init__(self) -> None:
        object.__setattr__(self, "skills", frozenset(self.skills))
        object.__setattr__(self, "van", Amounts(self.van))
        object.__setattr__(self, "breaks", tuple(self.breaks))
        object.__setattr__(self, "depots", frozenset(self.depots))


@dataclass(frozen=True, slots=True)
class StockPlace:
    """A place with stock that all technicians share.

    A stop there takes ``loading_s`` however much is loaded, and lies wholly within ``opening``. ``stock`` is for
    ordinary parts; ``set_aside`` only for the units of swaps (B2).
    """

    id: str
    place: int
    opening: Window
    loading_s: int
    stock: Mapping[str, int] = NOTHING
    set_aside: Mapping[str, int] = NOTHING

    def __post_init__(self) -> None:
        object.__setattr__(self, "stock", Amounts(self.stock))
        object.__setattr__(self, "set_aside", Amounts(self.set_aside))


@dataclass(frozen=True, slots=True)
class RoutingProblem:
    """A day's planning problem.

    Raises:
        Invalid: ids twice or blank, places outside the matrix, references to nobody, windows reversed or beyond 14
            days, negative durations, costs above 10⁹ fen, breaks that can meet …; all of them listed by path.
    """

    epoch: datetime
    visits: tuple[Visit, ...]
    technicians: tuple[Technician, ...]
    stock_places: tuple[StockPlace, ...]
    matrix: TravelMatrix
    visit_by_id: Mapping[str, Visit] = field(init=False, repr=False, compare=False)
    technician_by_id: Mapping[str, Technician] = field(init=False, repr=False, compare=False)
    stock_place_by_id: Mapping[str, StockPlace] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name in ("visits", "technicians", "stock_places"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        refuse_all(with_offset("epoch", self.epoch), *self._wrong_ids(), *self._wrong_values())
        object.__setattr__(self, "visit_by_id", {visit.id: visit for visit in self.visits})
        object.__setattr__(self, "technician_by_id", {technician.id: technician for technician in self.technicians})
        object.__setattr__(self, "stock_place_by_id", {place.id: place for place in self.stock_places})

    def travel_s(self, start: int, end: int) -> int:
        return int(self.matrix.duration_s[start, end])

    def distance_m(self, start: int, end: int) -> int:
        return int(self.matrix.distance_m[start, end])

    def __reduce__(self) -> tuple[object, ...]:
        return RoutingProblem, (self.epoch, self.visits, self.technicians, self.stock_places, self.matrix)

    def _wrong_ids(self) -> Iterator[FieldProblem | None]:
        for name, values in self._by_field():
            yield unique(name, (value.id for value in values))
            yield from (not_blank(f"{name}.{i}.id", value.id) for i, value in enumerate(values))
        for i, stock_place in enumerate(self.stock_places):
            if stock_place.id == VAN:
                text = Text(en=f"must not be {VAN}, which means the van", zh=f"不能为 {VAN}，该名称指车上库存")
                yield FieldProblem(f"stock_places.{i}.id", "reserved", text, VAN)

    def _wrong_values(self) -> Iterator[FieldProblem]:
        technicians = {technician.id for technician in self.technicians}
        depots = {place.id for place in self.stock_places}
        places = len(self.matrix)
        for i, visit in enumerate(self.visits):
            yield from _inside(f"visits.{i}", _wrong_visit(visit, places, technicians))
        for i, technician in enumerate(self.technicians):
            yield from _inside(f"technicians.{i}", _wrong_technician(technician, places, depots))
        for i, stock_place in enumerate(self.stock_places):
            yield from _inside(f"stock_places.{i}", _wrong_stock_place(stock_place, places))

    def _by_field(self) -> tuple[tuple[str, Sequence[Visit | Technician | StockPlace]], ...]:
        return ("visits", self.visits), ("technicians", self.technicians), ("stock_places", self.stock_places)


def _inside(parent: str, problems: Iterable[FieldProblem | None]) -> Iterator[FieldProblem]:
    return (problem.within(parent) for problem in problems if problem is not None)


def _wrong_visit(visit: Visit, places: int, technicians: set[str]) -> Iterator[FieldProblem | None]:
    yield in_range("place", visit.place, 0, places - 1)
    yield in_range("duration_s", visit.duration_s, 0, HORIZON_S)
    yield in_range("unserved_cost_fen", visit.unserved_cost_fen, 0, MOST_COST_FEN)
    yield in_range("late_cost_fen_per_h", visit.late_cost_fen_per_h, 0, MOST_COST_FEN)
    if visit.due_s is not None:
        yield in_range("due_s", visit.due_s, -(10**9), 10**9)
    for i, window in enumerate(visit.windows):
        yield from _wrong_window(f"windows.{i}", window)
    for earlier, later in zip(visit.windows, visit.windows[1:], strict=False):
        if later.start_s <= earlier.end_s:
            yield FieldProblem("windows", "overlap", Text(en="must not overlap", zh="各时间段不能重叠"))
    yield from _wrong_names("skills", visit.skills)
    yield from _wrong_amounts("parts", visit.parts, least=1)
    yield from _wrong_amounts("units", visit.units, least=1)
    yield from _wrong_references("technicians", visit.technicians or (), technicians)


def _wrong_technician(technician: Technician, places: int, depots: set[str]) -> Iterator[FieldProblem | None]:
    yield in_range("start_place", technician.start_place, 0, places - 1)
    yield in_range("end_place", technician.end_place, 0, places - 1)
    yield from _wrong_window("shift", technician.shift)
    yield in_range("work_cost_fen_per_h", technician.work_cost_fen_per_h, 0, MOST_COST_FEN)
    yield in_range("travel_cost_fen_per_km", technician.travel_cost_fen_per_km, 0, 1_000_000)
    yield from _wrong_names("skills", technician.skills)
    yield from _wrong_amounts("van", technician.van, least=0)
    for i, rest in enumerate(technician.breaks):
        yield positive(f"breaks.{i}.duration_s", rest.duration_s, most=HORIZON_S)
        yield from _wrong_window(f"breaks.{i}.window", rest.window)
    for i, (earlier, later) in enumerate(zip(technician.breaks, technician.breaks[1:], strict=False), 1):
        if later.window.start_s < earlier.window.end_s + earlier.duration_s:
            text = Text(
                en="must not start before the break ahead of it can be over", zh="不能早于前一次休息可能的结束时间"
            )
            yield FieldProblem(f"breaks.{i}.window.start_s", "breaks_meet", text, str(later.window.start_s))
    yield from _wrong_references("depots", technician.depots, depots)


def _wrong_stock_place(stock_place: StockPlace, places: int) -> Iterator[FieldProblem | None]:
    yield in_range("place", stock_place.place, 0, places - 1)
    yield from _wrong_window("opening", stock_place.opening)
    yield in_range("loading_s", stock_place.loading_s, 0, HORIZON_S)
    yield from _wrong_amounts("stock", stock_place.stock, least=0)
    yield from _wrong_amounts("set_aside", stock_place.set_aside, least=0)


def _wrong_window(path: str, window: Window) -> Iterator[FieldProblem | None]:
    wrong = [in_range(f"{path}.{name}", getattr(window, name), 0, HORIZON_S) for name in ("start_s", "end_s")]
    yield from wrong
    if not any(wrong) and window.end_s < window.start_s:
        text = Text(en="must not be before start_s", zh="不能早于 start_s")
        yield FieldProblem(f"{path}.end_s", "reversed", text, str(window.end_s))


def _wrong_amounts(path: str, amounts: Mapping[str, int], *, least: int) -> Iterator[FieldProblem | None]:
    yield from _wrong_names(path, amounts)
    for name, amount in amounts.items():
        yield in_range(f"{path}.{name}", amount, least, MOST_PIECES)


def _wrong_names(path: str, names: Iterable[str]) -> Iterator[FieldProblem | None]:
    yield from (not_blank(path, name) for name in sorted(names))


def _wrong_references(path: str, names: Iterable[str], known: set[str]) -> Iterator[FieldProblem]:
    for name in sorted(set(names) - known):
        text = Text(en=f"names {name}, which isn't in the problem", zh=f"引用了问题中不存在的 {name}")
        yield FieldProblem(path, "unknown", text, name)
