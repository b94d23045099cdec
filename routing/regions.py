"""A province split along the roads (V4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from routing.problem import RoutingProblem, Technician, Visit
from routing.travel import UNREACHABLE


@dataclass(frozen=True, slots=True)
class Region:
    technicians: frozenset[str]
    visits: tuple[str, ...]


def regions(problem: RoutingProblem, *, most_visits: int) -> list[Region]:
    """Technicians who start near each other by road, with the visits that are nearest to one of them who may do them; about
    ``most_visits`` each. All days of a person, and visits that are planned with a look at each other, are in one region."""
    persons = _persons(problem)
    names = list(persons)
    starts = [problem.technician_by_id[persons[name][0]].start_place for name in names]
    way = apart_s(problem, starts)
    parts = max(1, -(-len(problem.visits) // most_visits))
    groups = [group for group in _halved(np.arange(len(names)), way, parts) if len(group)]
    of_person = {names[i]: g for g, group in enumerate(groups) for i in group.tolist()}
    own = _visits_of(problem, names, of_person)
    return [
        Region(frozenset(t for i in group.tolist() for t in persons[names[i]]), tuple(own[g]))
        for g, group in enumerate(groups)
    ]


def _persons(problem: RoutingProblem) -> dict[str, list[str]]:
    days: dict[str, list[str]] = defaultdict(list)
    for technician in problem.technicians:
        days[technician.person].append(technician.id)
    return days


def way_s(problem: RoutingProblem, starts: Sequence[int], ends: Sequence[int]) -> NDArray[np.int64]:
    """Seconds from each of ``starts`` to each of ``ends``, a month where there is no way."""
    there = problem.matrix.duration_s[np.ix_(starts, ends)].astype(np.int64)
    there[there == UNREACHABLE] = 30 * 24 * 3600
    return there


def apart_s(problem: RoutingProblem, places: Sequence[int]) -> NDArray[np.int64]:
    """There and back between each two of these places."""
    there = way_s(problem, places, places)
    return there + there.T


def _halved(group: NDArray[np.int64], way: NDArray[np.int64], parts: int) -> Iterator[NDArray[np.int64]]:
    """Cut between the two who are farthest from each other, until there are as many parts."""
    if parts < 2 or len(group) < 2:
        yield group
        return
    one = group[np.argmax(way[group[0], group])]
    other = group[np.argmax(way[one, group])]
    nearer = np.argsort(way[one, group] - way[other, group], kind="stable")
    first = parts // 2
    cut = round(len(group) * first / parts)
    yield from _halved(group[nearer[:cut]], way, first)
    yield from _halved(group[nearer[cut:]], way, parts - first)


def _visits_of(problem: RoutingProblem, names: Sequence[str], of_person: Mapping[str, int]) -> dict[int, list[str]]:
    region = {t.id: of_person[t.person] for t in problem.technicians}
    chosen: dict[str, int] = {visit: region[t.id] for t in problem.technicians for visit in t.fixed}
    staff = np.array([region[t.id] for t in problem.technicians])
    at = {visit.id: i for i, visit in enumerate(problem.visits)}
    ways = way_s(problem, [t.start_place for t in problem.technicians], [visit.place for visit in problem.visits])
    may: dict[tuple[object, ...], NDArray[np.int64]] = {}
    for visit in problem.visits:
        key = (visit.skills, visit.technicians)
        if key not in may:
            may[key] = np.array([i for i, t in enumerate(problem.technicians) if may_do(t, visit)], np.int64)
        able = may[key]
        if visit.id not in chosen:
            chosen[visit.id] = int(staff[able[np.argmin(ways[able, at[visit.id]])]]) if len(able) else 0
    for group in _ties(problem):
        first = min(group)
        chosen.update(dict.fromkeys(group, chosen[first]))
    own: dict[int, list[str]] = defaultdict(list)
    for visit in problem.visits:
        own[chosen[visit.id]].append(visit.id)
    return own


def may_do(technician: Technician, visit: Visit) -> bool:
    return visit.skills <= technician.skills and (visit.technicians is None or technician.id in visit.technicians)


def _ties(problem: RoutingProblem) -> list[frozenset[str]]:
    """Joined where they meet."""
    joined: list[frozenset[str]] = []
    for group in [*problem.together, *(frozenset({one.first, one.then}) for one in problem.sequences)]:
        meeting = [other for other in joined if other & group]
        joined = [other for other in joined if not other & group] + [group.union(*meeting)]
    return joined
