"""Ways by road, asked of a real OSRM server (V4)."""

from __future__ import annotations

import asyncio
import json
import math
import time
from typing import Any

import httpx
import numpy as np
import pytest
from front import before
from road_server import EAST, NORTH, SEA, TABLE_SIZE, RoadServer, settings_of, some_points

from fieldops.roads.asking import Asking
from fieldops.roads.osrm import EngineAway, EngineStrange, OffRoad, connected
from fieldops.settings import Settings
from routing.roads import NOT_TOLD, Ways, degrees_of, point_keys, rectangles_of
from routing.travel import UNREACHABLE


async def asked(
    settings: Settings, keys: np.ndarray, *, wait_s: float = 60
) -> tuple[Ways, set[int], EngineAway | EngineStrange | None]:
    ways = Ways.untold(keys, keys)
    async with connected(settings) as engine:
        asking = Asking(engine, settings, ways)
        trouble = await asking.ask(rectangles_of(ways.missing, settings.osrm_max_table_size), wait_s=wait_s)
    return ways, asking.off_road, trouble


async def test_a_table_tells_what_single_routes_tell(shared_road_server: RoadServer) -> None:
    keys = some_points(30)
    ways, off_road, trouble = await asked(settings_of(shared_road_server.url), keys)
    assert (off_road, trouble) == (set(), None)
    places = list(zip(*degrees_of(keys), strict=True))
    unreachable = 0
    for row, column in np.random.default_rng(2).integers(0, len(keys), (60, 2)).tolist():
        if row == column:
            continue
        found = shared_road_server.route(places[row], places[column])
        unreachable += found is None
        expected = (UNREACHABLE, UNREACHABLE) if found is None else (math.ceil(found[0]), round(found[1]))
        assert ways.duration_s[row, column] == expected[0]
        # the route adds up metres of its parts, the table doesn't
        assert abs(int(ways.distance_m[row, column]) - expected[1]) <= 1
    assert 0 < unreachable < 60


async def test_two_houses_between_which_the_server_measures_backwards_are_no_way_apart(
    shared_road_server: RoadServer,
) -> None:
    keys = point_keys([121.46953, 121.46967], [31.23723, 31.23727])
    places = ";".join(f"{lon:.5f},{lat:.5f}" for lon, lat in zip(*degrees_of(keys), strict=True))
    url = f"{shared_road_server.url}/table/v1/driving/{places}?annotations=distance"
    said = await asyncio.to_thread(httpx.get, url, trust_env=False)
    assert said.json()["distances"][0][1] < 0
    ways, _, trouble = await asked(settings_of(shared_road_server.url), np.sort(keys))
    assert trouble is None
    assert ways.distance_m.min() == 0


async def test_what_the_clipped_edge_cuts_off_is_unreachable_in_both_arrays(shared_road_server: RoadServer) -> None:
    ways, _, _ = await asked(settings_of(shared_road_server.url), some_points(60))
    none = ways.duration_s == UNREACHABLE
    assert 0 < none.sum() < none.size
    assert (none == (ways.distance_m == UNREACHABLE)).all()
    assert (ways.duration_s[~none] >= 0).all()


async def test_many_blocks_tell_what_one_table_tells(shared_road_server: RoadServer) -> None:
    keys = some_points(TABLE_SIZE)
    one, _, _ = await asked(settings_of(shared_road_server.url), keys)
    async with before(shared_road_server.port) as front:
        many, _, trouble = await asked(settings_of(front.url, osrm_max_table_size=7), keys)
        assert len(front.seen) == math.ceil(len(keys) / 7) ** 2
    assert trouble is None
    assert (many.duration_s == one.duration_s).all()
    assert (many.distance_m == one.distance_m).all()
    assert one.told.all()


async def test_more_places_than_the_server_takes_at_once_are_asked_in_parts(shared_road_server: RoadServer) -> None:
    keys = some_points(3 * TABLE_SIZE)
    ways, _, trouble = await asked(settings_of(shared_road_server.url), keys)
    assert trouble is None
    assert ways.told.all()


async def test_every_point_in_the_sea_is_found_and_the_others_have_their_ways(shared_road_server: RoadServer) -> None:
    at_sea = set(point_keys([SEA[0], SEA[0] + 0.1, 0.0], [SEA[1], SEA[1], 0.0]).tolist())
    keys = np.unique([*some_points(60).tolist(), *at_sea])
    ways, off_road, trouble = await asked(settings_of(shared_road_server.url), keys)
    assert trouble is None
    assert off_road == at_sea
    wet = np.isin(keys, list(at_sea))
    assert (ways.told == (~wet[:, None] & ~wet[None, :])).all()
    assert (ways.distance_m[~ways.told] == NOT_TOLD).all()


async def test_a_point_farther_from_a_road_than_the_radius_has_none(shared_road_server: RoadServer) -> None:
    point = int(point_keys([EAST + 0.05], [NORTH])[0])
    for radius_m, near in ((2_000, False), (20_000, True)):
        async with connected(settings_of(shared_road_server.url, osrm_radius_m=radius_m)) as engine:
            assert await engine.near_road(point) is near


async def test_a_table_with_a_point_in_the_sea_is_refused_not_snapped(shared_road_server: RoadServer) -> None:
    keys = np.array([*some_points(3), *point_keys([SEA[0]], [SEA[1]])])
    async with connected(settings_of(shared_road_server.url)) as engine:
        with pytest.raises(OffRoad):
            await engine.table(keys, keys)


@pytest.mark.parametrize("fate", ["drop", "busy"])
async def test_what_fails_twice_is_asked_a_third_time(shared_road_server: RoadServer, fate: str) -> None:
    async with before(shared_road_server.port, fate, fate) as front:
        ways, _, trouble = await asked(settings_of(front.url), some_points(5))
    assert trouble is None
    assert ways.told.all()
    assert len(front.seen) == 3


@pytest.mark.parametrize(("fate", "reason"), [("drop", "disconnected"), ("busy", "503"), ("hang", "Timeout")])
async def test_what_always_fails_is_given_up_with_the_reason(
    shared_road_server: RoadServer, fate: str, reason: str
) -> None:
    async with before(shared_road_server.port, always=fate) as front:
        ways, _, trouble = await asked(settings_of(front.url, osrm_timeout_s=1), some_points(5))
    assert isinstance(trouble, EngineAway)
    assert reason in str(trouble)
    assert not ways.told.any()
    assert len(front.seen) == 3


async def test_a_plan_waits_for_all_answers_only_so_long(shared_road_server: RoadServer) -> None:
    async with before(shared_road_server.port, "pass", always="hang") as front:
        begun = time.monotonic()
        ways, _, trouble = await asked(settings_of(front.url), some_points(3 * TABLE_SIZE), wait_s=0.5)
    assert time.monotonic() - begun < 5
    assert isinstance(trouble, EngineAway)
    assert 0 < ways.told.sum() <= TABLE_SIZE**2


async def test_a_server_killed_in_the_middle_leaves_what_it_told(road_server: RoadServer) -> None:
    async with before(road_server.port) as front:
        asking = asyncio.create_task(asked(settings_of(front.url, osrm_max_table_size=5), some_points(100)))
        while len(front.seen) < 20:
            await asyncio.sleep(0.001)
        road_server.kill()
        ways, _, trouble = await asking
    assert isinstance(trouble, EngineAway)
    assert 0 < ways.told.sum() < ways.told.size


async def test_a_page_instead_of_an_answer_is_told_as_such(shared_road_server: RoadServer) -> None:
    async with before(shared_road_server.port, always="say") as front:
        _, _, trouble = await asked(settings_of(front.url), some_points(5))
    assert isinstance(trouble, EngineStrange)
    assert len(front.seen) == 1


async def test_a_table_larger_than_the_server_allows_is_told_as_such(shared_road_server: RoadServer) -> None:
    async with before(shared_road_server.port) as front:
        larger = settings_of(front.url, osrm_max_table_size=125, osrm_radius_m=100_000)
        _, _, trouble = await asked(larger, some_points(300))
    assert isinstance(trouble, EngineStrange)
    assert "TooBig" in str(trouble)
    assert max(map(len, front.seen)) < 8000  # what proxies take


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ({"durations": [[1.0]], "distances": [[1.0]]}, "shape"),
        ({"durations": [[1.0, -5.0]] * 2, "distances": [[1.0, 1.0]] * 2}, "negative"),
        ({"durations": [[1.0, 5.0]] * 2, "distances": [[1.0, -900.0]] * 2}, "negative"),
        ({"durations": [[1.0, 2.0]] * 2, "distances": [[1.0, 1e9]] * 2}, "world"),
        ({"durations": [[1.0, 2.0], [1.0]], "distances": [[1.0, 1.0]] * 2}, "shape"),
        ({"durations": "none"}, "JSON"),
    ],
)
async def test_figures_that_are_no_ways_are_not_taken(table: dict[str, Any], reason: str) -> None:
    async with before(0, always="say") as front:
        front.body = json.dumps({"code": "Ok", **table}).encode()
        _, _, trouble = await asked(settings_of(front.url), some_points(2))
    assert isinstance(trouble, EngineStrange)
    assert reason in str(trouble)


async def test_the_maps_version_is_that_of_the_server_and_of_the_settings(shared_road_server: RoadServer) -> None:
    async with connected(settings_of(shared_road_server.url, osrm_map="july")) as engine:
        assert await engine.version() == "july/2026-07/2000"
