"""Each value of a problem by itself: ranges, names, references."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from itertools import pairwise

from refusals import FieldProblem, Text, in_range, not_blank, positive, unique
from routing import travel
from routing.couplings import Reserve, Sequence_
from routing.stock_places import StockPlace
from routing.technicians import Technician
from routing.visits import MOST_PROMISES, Visit, Window

HORIZON_S = 14 * 24 * 3600
MOST_COST_FEN = 1_000_000_000
MOST_PIECES = 1_000_000
MOST_DUE_S = 10**9
MOST_DISTANCE_M = 10**9
VAN = "van"
"""Where a part comes from that was on board at the start; no stock place can have this id."""

Problems = Iterator[FieldProblem | None]


def wrong_ids(**by_field: Sequence[Visit | Technician | StockPlace]) -> Problems:
    for name, values in by_field.items():
        yield unique(name, (value.id for value in values))
        yield from (not_blank(f"{name}.{i}.id", value.id) for i, value in enumerate(values))
    for i, stock_place in enumerate(by_field["stock_places"]):
        if stock_place.id == VAN:
            text = Text(en=f"must not be {VAN}, which means the van", zh=f"不能为 {VAN}，该名称指车上库存")
            yield FieldProblem(f"stock_places.{i}.id", "reserved", text, VAN)


def wrong_values(
    visits: Sequence[Visit], technicians: Sequence[Technician], stock_places: Sequence[StockPlace], *, places: int
) -> Problems:
    depots = {place.id for place in stock_places}
    staff = {technician.id for technician in technicians}
    for i, visit in enumerate(visits):
        yield from _inside(f"visits.{i}", _wrong_visit(visit, places, staff, depots))
    known = {visit.id for visit in visits}
    for i, technician in enumerate(technicians):
        yield from _inside(f"technicians.{i}", _wrong_technician(technician, places, depots, known))
    for i, stock_place in enumerate(stock_places):
        yield from _inside(f"stock_places.{i}", _wrong_stock_place(stock_place, places))


def wrong_couplings(
    visits: Sequence[Visit],
    technicians: Sequence[Technician],
    together: Sequence[frozenset[str]],
    apart: Sequence[frozenset[str]],
    sequences: Sequence[Sequence_],
    reserves: Sequence[Reserve],
) -> Problems:
    known, staff = {visit.id for visit in visits}, {technician.id for technician in technicians}
    for name, groups in (("together", together), ("apart", apart)):
        for i, group in enumerate(groups):
            yield from _wrong_references(f"{name}.{i}", group, known)
            if len(group) < 2:
                text = Text(en="must name at least two visits", zh="至少应包含两个任务")
                yield FieldProblem(f"{name}.{i}", "too_few", text, ", ".join(group))
    for i, sequence in enumerate(sequences):
        yield from _wrong_references(f"sequences.{i}.first", [sequence.first], known)
        yield from _wrong_references(f"sequences.{i}.then", [sequence.then], known)
        yield in_range(f"sequences.{i}.gap_s", sequence.gap_s, 0, HORIZON_S)
    for i, reserve in enumerate(reserves):
        yield from _wrong_references(f"reserves.{i}.technicians", reserve.technicians, staff)
        yield in_range(f"reserves.{i}.least", reserve.least, 0, len(reserve.technicians))


def wrong_factors(factors: Sequence[int], epoch: datetime) -> Problems:
    yield from travel.wrong_factors("factors", factors)
    if factors and epoch.timetz().replace(tzinfo=None) != time.min:
        text = Text(en="must be a midnight if there are factors by the hour", zh="使用分时系数时须为零点")
        yield FieldProblem("epoch", "no_midnight", text, epoch.isoformat())


def _inside(parent: str, problems: Iterable[FieldProblem | None]) -> Iterator[FieldProblem]:
    return (problem.within(parent) for problem in problems if problem is not None)


def _wrong_visit(visit: Visit, places: int, technicians: Collection[str], depots: Collection[str]) -> Problems:
    yield in_range("place", visit.place, 0, places - 1)
    yield in_range("duration_s", visit.duration_s, 0, HORIZON_S)
    yield in_range("unserved_cost_fen", visit.unserved_cost_fen, 0, MOST_COST_FEN)
    yield from _wrong_moments(visit)
    yield from _wrong_names("skills", visit.skills)
    yield from _wrong_names("tools", visit.tools)
    yield from _wrong_amounts("parts", visit.parts, least=1)
    yield from _wrong_amounts("units", visit.units, least=1)
    yield in_range("load", visit.load, 0, MOST_PIECES)
    if visit.returns_to is not None:
        yield from _wrong_references("returns_to", [visit.returns_to], depots)
    yield from _wrong_references("technicians", visit.technicians or (), technicians)
    yield from _wrong_references("prices_fen", visit.prices_fen, technicians)
    for name, fen in visit.prices_fen.items():
        yield in_range(f"prices_fen.{name}", fen, 0, MOST_COST_FEN)


def _wrong_moments(visit: Visit) -> Problems:
    yield from _wrong_windows("windows", visit.windows)
    if len(visit.promises) > MOST_PROMISES:
        text = Text(en=f"must be at most {MOST_PROMISES}", zh=f"最多 {MOST_PROMISES} 个")
        yield FieldProblem("promises", "too_many", text, str(len(visit.promises)))
    yield unique("promises", (str(promise.due_s) for promise in visit.promises))
    for i, promise in enumerate(visit.promises):
        yield in_range(f"promises.{i}.due_s", promise.due_s, -MOST_DUE_S, MOST_DUE_S)
        yield in_range(f"promises.{i}.missed_fen", promise.missed_fen, 0, MOST_COST_FEN)
        yield in_range(f"promises.{i}.late_fen_per_h", promise.late_fen_per_h, 0, MOST_COST_FEN)
    if visit.told is not None:
        yield from _wrong_window("told.window", visit.told.window)
        yield in_range("told.change_fen", visit.told.change_fen, 0, MOST_COST_FEN)
        if visit.windows and visit.told.window.start_s > visit.windows[-1].end_s:
            text = Text(en="must not start after the last of the windows", zh="不能晚于最后一个时间窗")
            yield FieldProblem("told.window.start_s", "impossible", text, str(visit.told.window.start_s))


def _wrong_technician(
    technician: Technician, places: int, depots: Collection[str], visits: Collection[str]
) -> Problems:
    yield in_range("start_place", technician.start_place, 0, places - 1)
    yield in_range("end_place", technician.end_place, 0, places - 1)
    yield from _wrong_window("shift", technician.shift)
    yield in_range("work_cost_fen_per_h", technician.work_cost_fen_per_h, 0, MOST_COST_FEN)
    yield in_range("travel_cost_fen_per_km", technician.travel_cost_fen_per_km, 0, 1_000_000)
    yield not_blank("person", technician.person)
    yield from _wrong_names("skills", technician.skills)
    yield from _wrong_names("tools", technician.tools)
    yield from _wrong_amounts("van", technician.van, least=0)
    yield from _wrong_breaks(technician)
    yield from _wrong_references("depots", technician.depots, depots)
    for name, most in (("capacity", 10**9), ("most_visits", MOST_PIECES), ("most_distance_m", MOST_DISTANCE_M)):
        if getattr(technician, name) is not None:
            yield in_range(name, getattr(technician, name), 0, most)
    if technician.overtime is not None:
        yield in_range("overtime.from_s", technician.overtime.from_s, 0, HORIZON_S)
        yield in_range("overtime.fen_per_h", technician.overtime.fen_per_h, 0, MOST_COST_FEN)
    if technician.fair is not None:
        yield in_range("fair.work_s", technician.fair.work_s, 0, HORIZON_S)
        yield in_range("fair.fen_per_h", technician.fair.fen_per_h, 0, MOST_COST_FEN)
    yield from _wrong_references("fixed", technician.fixed, visits)


def _wrong_breaks(technician: Technician) -> Problems:
    for i, rest in enumerate(technician.breaks):
        yield positive(f"breaks.{i}.duration_s", rest.duration_s, most=HORIZON_S)
        yield from _wrong_window(f"breaks.{i}.window", rest.window)
    for i, (earlier, later) in enumerate(pairwise(technician.breaks), 1):
        if later.window.start_s < earlier.window.end_s + earlier.duration_s:
            text = Text(
                en="must not start before the break ahead of it can be over", zh="不能早于前一次休息可能的结束时间"
            )
            yield FieldProblem(f"breaks.{i}.window.start_s", "breaks_meet", text, str(later.window.start_s))


def _wrong_stock_place(stock_place: StockPlace, places: int) -> Problems:
    yield in_range("place", stock_place.place, 0, places - 1)
    if not stock_place.openings:
        yield FieldProblem("openings", "missing", Text(en="must be open at some time", zh="须有营业时间"))
    yield from _wrong_windows("openings", stock_place.openings)
    yield in_range("loading_s", stock_place.loading_s, 0, HORIZON_S)
    yield from _wrong_amounts("stock", stock_place.stock, least=0)
    yield from _wrong_amounts("set_aside", stock_place.set_aside, least=0)
    yield from _wrong_names("tools", stock_place.tools)
    for i, arrival in enumerate(stock_place.arrivals):
        yield not_blank(f"arrivals.{i}.part", arrival.part)
        yield positive(f"arrivals.{i}.quantity", arrival.quantity, most=MOST_PIECES)
        yield in_range(f"arrivals.{i}.at_s", arrival.at_s, 0, HORIZON_S)


def _wrong_windows(path: str, windows: Sequence[Window]) -> Problems:
    for i, window in enumerate(windows):
        yield from _wrong_window(f"{path}.{i}", window)
    for earlier, later in pairwise(windows):
        if later.start_s <= earlier.end_s:
            yield FieldProblem(path, "overlap", Text(en="must not overlap", zh="各时间段不能重叠"))


def _wrong_window(path: str, window: Window) -> Problems:
    wrong = [in_range(f"{path}.{name}", getattr(window, name), 0, HORIZON_S) for name in ("start_s", "end_s")]
    yield from wrong
    if not any(wrong) and window.end_s < window.start_s:
        text = Text(en="must not be before start_s", zh="不能早于 start_s")
        yield FieldProblem(f"{path}.end_s", "reversed", text, str(window.end_s))


def _wrong_amounts(path: str, amounts: Mapping[str, int], *, least: int) -> Problems:
    yield from _wrong_names(path, amounts)
    for name, amount in amounts.items():
        yield in_range(f"{path}.{name}", amount, least, MOST_PIECES)


def _wrong_names(path: str, names: Iterable[str]) -> Problems:
    yield from (not_blank(path, name) for name in sorted(names))


def _wrong_references(path: str, names: Iterable[str], known: Collection[str]) -> Iterator[FieldProblem]:
    for name in sorted(set(names).difference(known)):
        text = Text(en=f"names {name}, which isn't in the problem", zh=f"引用了问题中不存在的 {name}")
        yield FieldProblem(path, "unknown", text, name)
