"""A large problem's routes shared out to threads, each of which makes its own better and leaves those of the others alone.

A share is routes that lie near each other, all of a person and all that are tied together; each piece of stock that is free, each
technician who may be idle and each visit that is on no route is in one share only. So what comes out together keeps every rule
that the routes have kept before.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray

from routing.kernel.data import ALIKE, FIXED, LIMITED, NEVER, OWNER, PERSON, PLACE, SIZE, Data, Routes
from routing.kernel.routes import copy_route, recount


def shared_out(data: Data, routes: Routes, count: int, chance: Random) -> NDArray[np.int64]:
    """For each vehicle, and behind them for each visit, the number of its share, 0 to ``count`` - 1."""
    group = _groups(data, routes)
    size = np.bincount(group, weights=_visits_on(data, routes, len(group)), minlength=len(group))
    away = _away(data, routes, chance)
    rest = list(dict.fromkeys(group.tolist()))
    near = {g: float(away[group == g].mean()) for g in rest}
    share = np.zeros(len(group), np.int64)
    order, before, total = sorted(rest, key=lambda g: (near[g], g)), 0.0, max(1.0, float(size.sum()))
    for g in order:
        share[g] = min(count - 1, int((before + size[g] / 2) * count / total))
        before += float(size[g])
    return share[group]


def _visits_on(data: Data, routes: Routes, count: int) -> NDArray[np.int64]:
    """How many visits each vehicle has; a visit on no route counts itself."""
    vehicles = len(data.vehicle)
    found = np.zeros(count, np.int64)
    found[:vehicles] = routes.sums[:, SIZE]
    found[vehicles:] = routes.spot[:, 0] < 0
    return found


def _groups(data: Data, routes: Routes) -> NDArray[np.int64]:
    """Numbers of what must stay in one share, each that of the first in it."""
    vehicles, spot = len(data.vehicle), routes.spot[:, 0]
    first = np.arange(vehicles + len(spot))

    def find(one: int) -> int:
        while first[one] != one:
            one = int(first[one])
        return one

    def join(one: int, two: int) -> None:
        one, two = find(one), find(two)
        first[max(one, two)] = min(one, two)

    for column in (OWNER, PERSON):
        leader: dict[int, int] = {}
        for v in range(vehicles):
            join(leader.setdefault(int(data.vehicle[v, column]), v), v)
    for visit in np.nonzero(spot >= 0)[0].tolist():
        join(int(spot[visit]), vehicles + visit)
    for visit in range(len(spot)):
        for t in range(data.tie_of[visit], data.tie_of[visit + 1]):
            join(vehicles + visit, vehicles + int(data.tie[t, 0]))
    return np.array([find(one) for one in range(len(first))])


def _away(data: Data, routes: Routes, chance: Random) -> NDArray[np.float64]:
    """How far each vehicle and each visit is from a visit drawn by lot; an idle vehicle is anywhere."""
    vehicles, visits = len(data.vehicle), len(routes.spot)
    there = int(data.node[chance.randrange(visits), PLACE])
    away = np.zeros(vehicles + visits)
    away[vehicles:] = np.minimum(data.way[there, data.node[:visits, PLACE], 0], NEVER)
    on = routes.spot[:, 0]
    total = np.bincount(on[on >= 0], weights=away[vehicles:][on >= 0], minlength=vehicles)
    count = routes.sums[:, SIZE]
    furthest = float(away.max()) + 1
    for v in range(vehicles):
        away[v] = total[v] / count[v] if count[v] else chance.random() * furthest
    away[vehicles:][on >= 0] = away[on[on >= 0]]
    return away


def confine(data: Data, whole: Data, routes: Routes, share: NDArray[np.int64], mine: int, count: int) -> None:
    """Let ``data`` hold what ``routes`` takes and, of the rest, only the share ``mine``."""
    vehicles = len(whole.vehicle)
    own, its = share[:vehicles] == mine, share[vehicles:] == mine
    data.vehicle[:] = whole.vehicle
    data.vehicle[~own, FIXED] = NEVER
    data.vehicle[~own, ALIKE] = vehicles
    data.price[:] = whole.price
    data.price[:, ~own] = -1
    data.price[~its] = -1
    if whole.rules[LIMITED]:
        free = np.maximum(0, whole.stock - routes.taken)
        part = free // count + (np.arange(free.shape[1]) % count == mine)[None, :] * (free % count)
        data.stock[:] = np.where(whole.used_up[None, :] > 0, np.minimum(whole.stock, routes.taken + part), whole.stock)
    idle = routes.sums[:, SIZE] == 0
    for r in range(len(whole.least)):
        members = whole.held[r] > 0
        spare = [int((members & idle & (share[:vehicles] == k)).sum()) for k in range(count)]
        data.held[r] = members & own
        data.least[r] = _allotted(spare, int(whole.least[r]))[mine]


def _allotted(spare: Sequence[int], least: int) -> list[int]:
    """Who keeps how many idle, so that together they keep as many as must be."""
    kept = []
    for has in spare:
        kept.append(min(has, least))
        least -= kept[-1]
    return kept


def put_together(data: Data, parts: Sequence[Routes], share: NDArray[np.int64], target: Routes) -> None:
    """In ``target``: each route from the part in whose share it is."""
    for v in range(len(data.vehicle)):
        copy_route(parts[share[v]], target, v)
    recount(data, target)
