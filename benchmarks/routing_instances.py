"""Public instances and our own as problems, and the value of a plan recomputed from the instance itself.

*TRSP* (Pillac, Guéret and Medaglia 2013, doi:10.1007/s11590-012-0567-4): skills, tools, spare parts, a depot with all of them; the
value is the working time. *VRPTW* in Solomon's and Homberger's format: the value is the distance, each way cut to one decimal.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from routing.plan import Plan, StopKind
from routing.problem import HORIZON_S, Reserve, RoutingProblem, Sequence_, StockPlace, Technician, Visit, Window
from routing.travel import TravelMatrix

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
DEAR_FEN = 10**9
FEN_PER_S = 3600
FEN_PER_M = 1000


@dataclass(frozen=True, slots=True)
class Instance:
    """``value``: of a plan, None if it leaves something out that must be done."""

    name: str
    problem: RoutingProblem
    value: Callable[[Plan], float | None]
    best_known: float | None


def read(path: Path) -> Instance:
    if path.suffix == ".json":
        return _own(path)
    text = path.read_text()
    problem, value = _trsp(text) if "CREW COUNT" in text else _vrptw(text)
    return Instance(path.stem, problem, value, _best_known(path))


def _best_known(path: Path) -> float | None:
    table = path.parent / "best_known.csv"
    if table.exists():
        with table.open() as lines:
            for row in csv.reader(lines):
                if row and row[0] == path.stem:
                    return float(row[1])
    return None


def _places(points: NDArray[np.float64]) -> NDArray[np.float64]:
    away: NDArray[np.float64] = np.sqrt(((points[:, None] - points[None]) ** 2).sum(-1))
    return away


def _matrix(cells: NDArray[np.float64]) -> TravelMatrix:
    whole = cells.astype(np.int32)
    return TravelMatrix(whole, whole, np.ones(whole.shape, np.bool_))


def _vrptw(text: str) -> tuple[RoutingProblem, Callable[[Plan], float | None]]:
    """A unit of distance and of time is ten metres and ten seconds."""
    lines = [line.split() for line in text.splitlines()]
    numbers = [line for line in lines if line and all(re.fullmatch(r"-?[\d.]+", word) for word in line)]
    rows = np.array([[float(word) for word in row] for row in numbers[1:]])
    ways = np.floor(_places(rows[:, 1:3]) * 10 + 1e-9)
    visits = tuple(
        Visit(
            str(i),
            i,
            round(row[6] * 10),
            DEAR_FEN,
            (Window(round(row[4] * 10), round(row[5] * 10)),),
            load=round(row[3]),
        )
        for i, row in enumerate(rows[1:], 1)
    )
    shift = Window(0, round(rows[0, 5] * 10))
    vans = tuple(
        Technician(f"t{v}", 0, 0, shift, 0, FEN_PER_M, capacity=int(numbers[0][1])) for v in range(int(numbers[0][0]))
    )
    problem = RoutingProblem(EPOCH, visits, vans, (), _matrix(ways))

    def value(plan: Plan) -> float | None:
        stops = [[0, *(int(stop.ref) for stop in route.visits), 0] for route in plan.routes if route.stops]
        done = sum(len(each) - 2 for each in stops)
        return sum(float(ways[leg]) for each in stops for leg in pairwise(each)) / 10 if done == len(visits) else None

    return problem, value


def _trsp(text: str) -> tuple[RoutingProblem, Callable[[Plan], float | None]]:
    """Times are rounded so that a plan that is in time is in time in the instance too."""
    rows = [_trsp_row(line) for line in text.split("ID", 1)[1].splitlines()[1:] if line.strip()]
    crew = int(re.search(r"^(\d+)\s+\d+\s+\d+\s+\d+\s*$", text, re.MULTILINE)[1])  # type: ignore[index]
    away = _places(np.array([row[1:3] for row in rows]))
    scale = min(4000, int(HORIZON_S // (max(row[4] + row[5] for row in rows) + 1)))
    ways = np.ceil(away * scale - 1e-9)
    technicians = tuple(
        Technician(
            f"t{i}", i, i, _trsp_window(row, scale), FEN_PER_S, 0,
            skills=frozenset(map(str, row[6])), tools=frozenset(map(str, row[7])), van=_trsp_parts(row), depots=frozenset({"depot"}),
        )
        for i, row in enumerate(rows[1 : crew + 1], 1)
    )  # fmt: skip
    visits = tuple(
        Visit(
            str(i), i, int(np.ceil(row[5] * scale)), DEAR_FEN, (_trsp_window(row, scale),),
            skills=frozenset(map(str, row[6])), tools=frozenset(map(str, row[7])), parts=_trsp_parts(row),
        )
        for i, row in enumerate(rows[crew + 1 :], crew + 1)
    )  # fmt: skip
    everything = {str(k): 1_000_000 for k in range(len(rows[1][8]))}
    tools = frozenset(tool for visit in visits for tool in visit.tools)
    depot = StockPlace("depot", 0, (_trsp_window(rows[0], scale),), 0, everything, tools=tools)
    problem = RoutingProblem(EPOCH, visits, technicians, (depot,), _matrix(ways))

    def value(plan: Plan) -> float | None:
        found = [_trsp_works(rows, away, route.technician, route.stops) for route in plan.routes if route.stops]
        done = sum(len(route.visits) for route in plan.routes)
        return None if None in found or done < len(visits) else sum(x for x in found if x is not None)

    return problem, value


Row = tuple[int, float, float, float, float, float, list[int], list[int], list[int]]


def _trsp_row(line: str) -> Row:
    head, *lists = line.split("[")
    number, *values = head.split()
    three = [[int(word) for word in each.split("]")[0].split(",") if word.strip()] for each in lists]
    x, y, start, end, lasts = map(float, values)
    return int(number), x, y, start, end, lasts, *three  # type: ignore[return-value]


def _trsp_window(row: Row, scale: int) -> Window:
    return Window(int(np.ceil(row[3] * scale)), int(row[4] * scale))


def _trsp_parts(row: Row) -> dict[str, int]:
    return {str(k): count for k, count in enumerate(row[8]) if count}


def _trsp_works(rows: list[Row], away: NDArray[np.float64], technician: str, stops: Any) -> float | None:
    """The least time between leaving and coming back for this order, by the instance's own figures; None if it can't be kept."""
    home = int(technician[1:])
    order = [home, *(int(stop.ref) if stop.kind is StopKind.VISIT else 0 for stop in stops), home]
    now, waits, slack = rows[home][3], 0.0, float("inf")
    for before, here in pairwise(order):
        now += float(away[before, here])
        start = max(now, rows[here][3]) if here != home else now
        if start > rows[here][4] + 1e-6:
            return None
        waits += start - now
        slack = min(slack, waits + rows[here][4] - start)
        now = start + (rows[here][5] if here != home else 0.0)
    return now - rows[home][3] - min(slack, waits)


class ProblemFile(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Our own format: the model's fields, the matrix as two lists of lists."""

    epoch: datetime
    duration_s: list[list[int]]
    distance_m: list[list[int]]
    visits: tuple[Visit, ...] = ()
    technicians: tuple[Technician, ...] = ()
    stock_places: tuple[StockPlace, ...] = ()
    together: tuple[frozenset[str], ...] = ()
    apart: tuple[frozenset[str], ...] = ()
    sequences: tuple[Sequence_, ...] = ()
    reserves: tuple[Reserve, ...] = ()
    factors: tuple[int, ...] = ()


def _own(path: Path) -> Instance:
    told = msgspec.convert(json.loads(path.read_bytes()), ProblemFile)
    seconds, metres = np.array(told.duration_s, np.int32), np.array(told.distance_m, np.int32)
    matrix = TravelMatrix(seconds, metres, np.ones(seconds.shape, np.bool_))
    problem = RoutingProblem(
        told.epoch, told.visits, told.technicians, told.stock_places, matrix,
        told.together, told.apart, told.sequences, told.reserves, told.factors,
    )  # fmt: skip
    return Instance(path.stem, problem, lambda plan: float(plan.score.total_fen), None)
