"""The best plan that can be put together from routes seen: set partitioning, with all that ties technicians together.

Of the routes seen, those come into question whose reduced cost is less than what there is to gain between the linear bound and the
best plan known; among them CP-SAT chooses (the restricted master heuristic; Joncour et al. 2010, doi:10.1016/j.endm.2010.05.088).
Nothing in it depends on the clock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import gcd

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

from routing.kernel.data import (
    FEN,
    FIXED,
    GIVEN,
    NODE,
    OUT_COST,
    OWNER,
    PAID,
    PERSON,
    SIZE,
    VERSION,
    Data,
    Routes,
    Work,
)
from routing.kernel.goods import VAN
from routing.kernel.routes import clear_route, lay_ordered, recount

MOST_COLUMNS = 6_000
"""Kept; more recent ones replace older ones."""
MOST_CHOSEN_FROM = 800
"""Of many more CP-SAT finds nothing in the time that it has."""
DETERMINISTIC_S = 0.4
"""CP-SAT's own measure of work, about a second of a fast processor."""

Key = tuple[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Column:
    """A route that was seen. ``given``: source, good and count of what it takes if goods are scarce; ``van``: of what is its van's."""

    vehicle: int
    nodes: tuple[int, ...]
    cost: int
    given: tuple[tuple[int, int, int], ...]
    van: tuple[int, ...]


class Pool:
    """Of each technician and set of visits the cheapest route seen."""

    def __init__(self, visits: int) -> None:
        self.visits = visits
        self.columns: dict[Key, Column] = {}
        self._versions: dict[int, NDArray[np.int64]] = {}

    def see(self, routes: Routes) -> None:
        """The routes that have changed since these were last seen."""
        now = routes.sums[:, VERSION].copy()
        before = self._versions.get(id(routes))
        self._versions[id(routes)] = now
        changed = routes.sums[:, SIZE] > 0
        if before is not None:
            changed &= now != before
        for v in np.nonzero(changed)[0].tolist():
            self.keep(_column(routes, v))

    def keep(self, column: Column) -> None:
        key = column.vehicle, frozenset(node for node in column.nodes if node < self.visits)
        known = self.columns.pop(key, None)
        self.columns[key] = column if known is None or column.cost < known.cost else known
        if len(self.columns) > MOST_COLUMNS:
            self.columns.pop(next(iter(self.columns)))

    def take(self, other: Pool) -> None:
        """All that ``other`` has, which has nothing then."""
        for column in other.columns.values():
            self.keep(column)
        other.columns.clear()


def _column(routes: Routes, v: int) -> Column:
    size, given = int(routes.sums[v, SIZE]), int(routes.sums[v, GIVEN])
    return Column(
        v,
        tuple(routes.at[v, 1 : size + 1, NODE].tolist()),
        int(routes.sums[v, PAID]),
        tuple(map(tuple, routes.given[v, :given].tolist())),
        tuple(routes.van[v].tolist()),
    )


@dataclass(slots=True)
class Row:
    """At least ``least`` and at most ``most`` of what columns and visits left out count in it."""

    least: int
    most: int
    columns: dict[int, int]
    left_out: int | None = None
    sign: int = 1
    """What that visit counts in it if it is left out."""


def rows(data: Data, columns: Sequence[Column]) -> list[Row]:
    """What a choice of columns must keep."""
    on = _on(len(data.near), columns)
    found = [Row(1, 1, dict.fromkeys(on[visit], 1), visit) for visit in range(len(data.near))]
    return [
        *found,
        *_technicians(data, columns),
        *_goods(data, columns),
        *_reserves(data, columns),
        *_ties(data, columns, on),
    ]


def _on(visits: int, columns: Sequence[Column]) -> list[list[int]]:
    on: list[list[int]] = [[] for _ in range(visits)]
    for c, column in enumerate(columns):
        for node in column.nodes:
            if node < visits:
                on[node].append(c)
    return on


def _technicians(data: Data, columns: Sequence[Column]) -> Iterable[Row]:
    """One route each; those with fixed visits have one."""
    own: list[dict[int, int]] = [{} for _ in data.vehicle]
    for c, column in enumerate(columns):
        own[column.vehicle][c] = 1
    return [Row(int(data.vehicle[v, FIXED] > 0 and bool(its)), 1, its) for v, its in enumerate(own)]


def _goods(data: Data, columns: Sequence[Column]) -> Iterable[Row]:
    """What is at a stock place, and in a van that several days share."""
    used: dict[tuple[int, int, int], dict[int, int]] = defaultdict(dict)
    for c, column in enumerate(columns):
        owner = int(data.vehicle[column.vehicle, OWNER])
        for source, good, count in column.given:
            its = used[(source, owner if source == VAN else -1, good)]
            its[c] = its.get(c, 0) + count
    for (source, owner, good), its in used.items():
        there = data.has[owner, good] if source == VAN else data.stock[source, good]
        yield Row(0, int(there), its)


def _reserves(data: Data, columns: Sequence[Column]) -> Iterable[Row]:
    for r in range(len(data.least)):
        members = {c: 1 for c, column in enumerate(columns) if data.held[r, column.vehicle]}
        yield Row(0, int(data.held[r].sum() - data.least[r]), members)


def _ties(data: Data, columns: Sequence[Column], on: Sequence[Sequence[int]]) -> Iterable[Row]:
    """Together: a route without the other only if the other is left out. Apart: of both, each person does one at most."""
    person = data.vehicle[:, PERSON]
    for visit in range(len(data.near)):
        for t in range(data.tie_of[visit], data.tie_of[visit + 1]):
            other, together = int(data.tie[t, 0]), bool(data.tie[t, 1])
            if together:
                with_other = set(on[other])
                yield Row(-1, 0, {c: 1 for c in on[visit] if c not in with_other}, other, -1)
                continue
            by_person: dict[int, dict[int, int]] = defaultdict(dict)
            for c in (*on[visit], *on[other]):
                its = by_person[int(person[columns[c].vehicle])]
                its[c] = its.get(c, 0) + 1
            yield from (Row(0, 1, its) for its in by_person.values())


def recombined(data: Data, pool: Pool, upper: int, seed: int) -> list[Column] | None:
    """The columns of a plan that costs less than ``upper``; None if none was found."""
    columns = list(pool.columns.values())
    out = {v: int(cost) for v, cost in enumerate(data.node[: pool.visits, OUT_COST]) if cost < upper}
    task = _Task(columns, rows(data, columns), out, upper)
    bound = _linear(task)
    if bound is None:
        return None
    value, reduced = bound
    near = [c for c in np.argsort(reduced, kind="stable").tolist() if reduced[c] < upper - value]
    return _chosen(task, sorted(near[:MOST_CHOSEN_FROM]), seed)


@dataclass(frozen=True, slots=True)
class _Task:
    """``out``: the visits that may be left out of a plan that costs less than ``upper``, with what that costs."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    out: Mapping[int, int]
    upper: int


def _linear(task: _Task) -> tuple[float, NDArray[np.float64]] | None:
    """The linear bound, and the reduced cost of each column."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    objective = solver.Objective()
    chosen = [solver.NumVar(0.0, solver.infinity(), "") for _ in task.columns]
    for variable, column in zip(chosen, task.columns, strict=True):
        objective.SetCoefficient(variable, column.cost / FEN)
    out = {visit: solver.NumVar(0.0, 1.0, "") for visit in task.out}
    for visit, cost in task.out.items():
        objective.SetCoefficient(out[visit], cost / FEN)
    for row in task.rows:
        held = solver.Constraint(row.least, row.most)
        for c, count in row.columns.items():
            held.SetCoefficient(chosen[c], count)
        if row.left_out in out:
            held.SetCoefficient(out[row.left_out], row.sign)
    objective.SetMinimization()
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        return None
    return objective.Value() * FEN, np.array([variable.reduced_cost() * FEN for variable in chosen])


def _chosen(task: _Task, near: Sequence[int], seed: int) -> list[Column] | None:
    model = cp_model.CpModel()
    chosen = {c: model.new_bool_var("") for c in near}
    out = {visit: model.new_bool_var("") for visit in task.out}
    for row in task.rows:
        terms = [count * chosen[c] for c, count in row.columns.items() if c in chosen]
        if row.left_out in out:
            terms.append(row.sign * out[row.left_out])
        if terms:
            model.add_linear_constraint(sum(terms), row.least, row.most)
        elif row.least > 0:
            return None
    unit = gcd(*(task.columns[c].cost for c in near), *task.out.values()) or 1
    prices = [(task.columns[c].cost, chosen[c]) for c in near] + [(task.out[visit], out[visit]) for visit in out]
    cost = sum(price // unit * variable for price, variable in prices)
    model.add(cost <= (task.upper - 1) // unit)
    model.minimize(cost)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = DETERMINISTIC_S
    if solver.solve(model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None
    return [task.columns[c] for c in near if solver.value(chosen[c])]


def lay_out(data: Data, chosen: Sequence[Column], target: Routes, work: Work) -> None:
    """Make ``target`` the plan of these columns."""
    for v in range(len(data.vehicle)):
        clear_route(data, target, v, work)
    for column in chosen:
        v, size = column.vehicle, len(column.nodes)
        work.order[:size] = column.nodes
        lay_ordered(data, target, v, work, size)
        target.van[v] = column.van
        target.given[v, : len(column.given)] = np.array(column.given, np.int64).reshape(-1, 3)
        target.sums[v, GIVEN] = len(column.given)
    recount(data, target)
