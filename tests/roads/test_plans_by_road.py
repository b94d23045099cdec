"""Plans by road, and without (V4): what the engine doesn't tell is estimated, said so, and can be made anew."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from planning import DAY, EVENING, ZONE, asking, register
from road_server import SEA, SOUTH, WEST, RoadServer, settings_of

from fieldops.actions import plans
from fieldops.actions.planning_day import PlanningDay, planning_day
from fieldops.database.door import perform
from fieldops.database.engine import DB, FieldopsEngine
from fieldops.jobs.worker import work
from fieldops.roads.planning import by_road
from fieldops.settings import Settings
from fieldops.store import plan_sheets
from fieldops.store import plans as store
from fieldops.store.jobs import PLANS_QUEUE
from fieldops.store.plans import PlanHead
from refusals import Invalid, NotFound
from routing.requests import PlanState

SPOTS = [(0.2, 0.3), (0.5, 0.5), (0.4, 0.8), (0.7, 0.2)]


def in_shanghai(east: float, north: float) -> tuple[float, float]:
    """A spot of the map; both from 0 to 1."""
    return WEST + 0.022 * east, SOUTH + 0.02 * north


@pytest.fixture(autouse=True)
async def small_province(province: FieldopsEngine) -> None:
    """The province of ``planning``, drawn small on the map of Shanghai, with four orders."""
    for table, lon, lat in (("nodes", "lon", "lat"), ("technicians", "home_lon", "home_lat")):
        await DB._run_in_pool(
            f"UPDATE {table} SET {lon} = {WEST} + ({lon} - 120.1) * 0.2, {lat} = {SOUTH} + ({lat} - 30.25) * 0.2"
            + (" WHERE code <> 'HQ'" if table == "nodes" else "")
        )
    for number, spot in enumerate(SPOTS):
        await register(f"SO-{number}", at=in_shanghai(*spot))


async def planned() -> PlanningDay:
    return await perform(planning_day, "ZJ", DAY, zone=ZONE, now=EVENING)


async def worked(settings: Settings, plan_id: int) -> PlanHead:
    await work(settings, DB, queues=[PLANS_QUEUE], until_empty=True)
    return await store.head(plan_id)


def next_monday() -> Any:
    """Jobs go by the real clock, so they plan a day to come."""
    today = datetime.now(UTC).date()
    return today + timedelta(days=7 - today.weekday())


async def test_a_day_by_road_has_the_engines_ways_in_every_cell(shared_road_server: RoadServer) -> None:
    day, warnings = await by_road(await planned(), settings_of(shared_road_server.url), now=EVENING)
    assert warnings == []
    matrix = day.problem.matrix
    assert not matrix.estimated.any()
    row, column = (day.problem.visit_by_id[number].place for number in ("SO-0", "SO-1"))
    route = shared_road_server.route((day.lons[row], day.lats[row]), (day.lons[column], day.lats[column]))
    assert route is not None
    assert 0 <= matrix.duration_s[row, column] - route[0] < 1


async def test_without_an_engine_the_day_stays_estimated_and_nothing_is_wrong() -> None:
    before = await planned()
    day, warnings = await by_road(before, settings_of(""), now=EVENING)
    assert (day, warnings) == (before, [])
    assert day.problem.matrix.estimated.all()


async def test_ways_to_a_place_in_the_sea_are_estimated_and_the_order_is_named(shared_road_server: RoadServer) -> None:
    await register("SO-SEA", at=SEA)
    day, warnings = await by_road(await planned(), settings_of(shared_road_server.url), now=EVENING)
    [warning] = warnings
    assert "1 of 10 places" in warning.explain("en")
    assert "SO-SEA" in warning.explain("en")
    assert "SO-0" not in warning.explain("zh")
    wet = day.problem.visit_by_id["SO-SEA"].place
    expected = np.zeros_like(day.problem.matrix.estimated)
    expected[wet, :] = expected[:, wet] = True
    expected[wet, wet] = False
    assert (day.problem.matrix.estimated == expected).all()


async def test_a_plan_without_its_engine_is_made_says_so_and_is_made_anew_by_road(road_server: RoadServer) -> None:
    settings = settings_of(road_server.url)
    road_server.kill()
    first = await worked(settings, await perform(plans.request, asking(day=next_monday())))
    assert (first.state, first.estimated, first.served > 0) == (PlanState.PUBLISHED, True, True)
    [warning] = first.warnings
    assert warning.code == "road_engine_away"
    assert road_server.url in warning.cause_en
    assert "fieldops roads check" in warning.remedy_zh

    road_server.start()
    again = await perform(plans.again, first.id, now=datetime.now(UTC), today=datetime.now(UTC).date())
    second = await worked(settings, again)
    assert (second.state, second.estimated, second.warnings) == (PlanState.PUBLISHED, False, ())
    assert (second.province, second.day, second.seed) == (first.province, first.day, first.seed)
    assert (await store.head(first.id)).state is PlanState.SUPERSEDED
    assert {one.technician for one in (await plan_sheets.sheet(again)).routes} <= {"T1", "T2"}


async def test_a_plan_whose_day_is_over_is_not_made_again() -> None:
    plan_id = await perform(plans.request, asking())
    with pytest.raises(Invalid):
        await perform(plans.again, plan_id, now=EVENING, today=DAY + timedelta(days=1))
    with pytest.raises(NotFound):
        await perform(plans.again, plan_id + 1, now=EVENING, today=EVENING.date())
