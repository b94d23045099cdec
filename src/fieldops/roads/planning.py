"""A planning day by road: its matrix as the engine tells it, and what is to be said where it doesn't (V4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np

from fieldops.actions.planning_day import PlanningDay
from fieldops.roads.refusals import PlacesOffRoad, refusal_of
from fieldops.roads.travel import Told, ways_between
from fieldops.settings import Settings
from refusals import Refusal
from routing.roads import by_road as matrix_by_road
from routing.roads import point_keys

MOST_NAMED = 20


async def by_road(day: PlanningDay, settings: Settings, *, now: datetime) -> tuple[PlanningDay, list[Refusal]]:
    """The day with ways by road instead of estimates, as far as they are known, and why some aren't.

    Without an engine in ``settings`` the day as it was.
    """
    if not settings.osrm_url or not day.lons:
        return day, []
    keys = point_keys(day.lons, day.lats)
    told = await ways_between(keys, settings, now=now)
    matrix = matrix_by_road(day.problem.matrix, keys, told.ways)
    found = replace(day, problem=replace(day.problem, matrix=matrix))
    return found, _warnings(found, keys, told, settings)


def _warnings(day: PlanningDay, keys: np.ndarray, told: Told, settings: Settings) -> list[Refusal]:
    warnings: list[Refusal] = []
    if told.trouble is not None:
        warnings.append(refusal_of(told.trouble, settings))
    if told.off_road:
        rows = np.flatnonzero(np.isin(keys, list(told.off_road))).tolist()
        named = [name for row in rows for name in day.at_row(row)]
        shown = ", ".join(named[:MOST_NAMED]) + (" …" if len(named) > MOST_NAMED else "")
        facts = {"count": len(rows), "all": len(keys), "radius_m": settings.osrm_radius_m}
        warnings.append(PlacesOffRoad(places=shown, **facts))
    return warnings
