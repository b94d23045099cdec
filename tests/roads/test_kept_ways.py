"""What the engine told is kept, and only the rest is asked (V4)."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from front import before
from road_server import SEA, RoadServer, settings_of, some_points

from fieldops.database.door import perform, read
from fieldops.database.who import Who, acting
from fieldops.roads.osrm import EngineAway
from fieldops.roads.travel import look_ahead, ways_between
from fieldops.store import roads as store
from fieldops.tables.roads import RoadNetworks, RoadTableRows, RoadTables
from inventory.people import Reach, Scope
from routing.roads import NOT_TOLD, Ways, point_keys

pytestmark = pytest.mark.usefixtures("database")
NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
CLERK = Who(actor="clerk", via="session", reach=Reach(scope=Scope.NODE, node="ZJ-001"))


def tables(paths: list[str]) -> int:
    return sum(path.startswith("/table") for path in paths)


async def test_what_was_told_once_is_not_asked_again(shared_road_server: RoadServer) -> None:
    keys = some_points(100)
    async with before(shared_road_server.port) as front:
        first = await ways_between(keys, settings_of(front.url), now=NOW)
        asked = tables(front.seen)
        again = await ways_between(keys[::-1], settings_of(front.url), now=NOW)
        assert tables(front.seen) == asked > 1
    assert (first.ways.duration_s == again.ways.duration_s).all()
    assert (first.ways.distance_m == again.ways.distance_m).all()
    assert again.ways.told.all()


async def test_for_new_places_only_the_ways_from_and_to_them_are_asked(shared_road_server: RoadServer) -> None:
    keys = some_points(100)
    await ways_between(keys[:-2], settings_of(shared_road_server.url), now=NOW)
    async with before(shared_road_server.port) as front:
        found = await ways_between(keys, settings_of(front.url), now=NOW)
        assert tables(front.seen) <= 6
    assert found.ways.told.all()


async def test_places_a_hand_apart_share_their_ways(shared_road_server: RoadServer) -> None:
    keys = point_keys([121.4700001, 121.4699999, 121.48], [31.2300001, 31.2299999, 31.23])
    found = await ways_between(keys, settings_of(shared_road_server.url), now=NOW)
    assert found.ways.duration_s.shape == (2, 2)


async def test_another_map_makes_old_answers_stale(shared_road_server: RoadServer) -> None:
    keys = some_points(10)
    await ways_between(keys, settings_of(shared_road_server.url), now=NOW)
    async with before(shared_road_server.port) as front:
        found = await ways_between(keys, settings_of(front.url, osrm_map="august"), now=NOW)
        assert tables(front.seen) == 1
    assert found.ways.told.all()


async def test_what_the_present_map_is_is_written_only_when_it_changes() -> None:
    first = await perform(store.network, "june", NOW)
    assert await perform(store.network, "june", NOW + timedelta(days=1)) == first
    assert [row["seen_at"] for row in await RoadNetworks.select(RoadNetworks.seen_at).run()] == [NOW]
    await perform(store.network, "july", NOW + timedelta(days=2))
    assert await perform(store.network, "june", NOW + timedelta(days=3)) == first == await read(store.present_network)


async def test_a_server_that_hangs_keeps_a_plan_waiting_only_so_long(shared_road_server: RoadServer) -> None:
    begun = asyncio.get_running_loop().time()
    async with before(shared_road_server.port, always="hang") as front:
        found = await ways_between(some_points(5), settings_of(front.url, osrm_plan_wait_s=1), now=NOW)
    assert asyncio.get_running_loop().time() - begun < 4
    assert isinstance(found.trouble, EngineAway)


async def test_with_the_engine_away_what_it_told_before_still_counts(road_server: RoadServer) -> None:
    keys = some_points(20)
    settings = settings_of(road_server.url)
    told = await ways_between(keys[:-1], settings, now=NOW)
    road_server.kill()
    assert (await ways_between(keys[:-1], settings, now=NOW)).trouble is None
    found = await ways_between(keys, settings, now=NOW)
    assert isinstance(found.trouble, EngineAway)
    assert (found.ways.duration_s[:-1, :-1] == told.ways.duration_s).all()
    assert not found.ways.told[-1].any()


async def test_an_engine_that_was_never_there_tells_nothing(road_server: RoadServer) -> None:
    road_server.kill()
    found = await ways_between(some_points(5), settings_of(road_server.url), now=NOW)
    assert isinstance(found.trouble, EngineAway)
    assert not found.ways.told.any()


async def test_a_point_in_the_sea_is_asked_anew_each_time_and_nothing_else(shared_road_server: RoadServer) -> None:
    keys = np.array([*some_points(20), *point_keys([SEA[0]], [SEA[1]])])
    async with before(shared_road_server.port) as front:
        for _ in range(2):
            found = await ways_between(keys, settings_of(front.url), now=NOW)
            assert found.off_road == {int(keys[-1])}
            assert found.ways.told.sum() == 400
            seen, front.seen = front.seen, []
    assert sum(path.startswith("/nearest") for path in seen) == 2  # the map's version, and the point


async def test_planners_who_ask_for_the_same_at_once_all_get_it(shared_road_server: RoadServer) -> None:
    keys, settings = some_points(60), settings_of(shared_road_server.url)
    found = await asyncio.gather(*(ways_between(keys, settings, now=NOW) for _ in range(4)))
    assert all(one.ways.told.all() and one.trouble is None for one in found)
    assert await RoadNetworks.count().run() == 1


async def test_answers_come_back_as_they_were_kept_and_later_ones_win() -> None:
    number = await perform(store.network, "map", NOW)
    old = Ways(
        np.array([3, 1]), np.array([7, 8]), np.array([[1, -1], [3, NOT_TOLD]]), np.array([[9, -1], [7, NOT_TOLD]])
    )
    new = Ways(np.array([1]), np.array([8]), np.array([[50]]), np.array([[500]]))
    await perform(store.keep, number, [old, new], NOW)
    ways = Ways.untold(np.array([1, 3]), np.array([7, 8]))
    for told in await read(store.ways_from, number, ways.sources):
        ways.take_over(told)
    assert ways.duration_s.tolist() == [[3, 50], [1, -1]]
    assert ways.distance_m.tolist() == [[7, 500], [9, -1]]
    lengths = await read(store.lengths_m, np.array([1, 3, 3, 4]), np.array([8, 7, 8, 7]))
    assert lengths.tolist() == [500, 9, -1, NOT_TOLD]


async def test_what_tells_nothing_is_not_kept() -> None:
    number = await perform(store.network, "map", NOW)
    await perform(store.keep, number, [Ways.untold(np.array([1]), np.array([2]))], NOW)
    assert await RoadTables.count().run() == 0


async def test_old_ways_and_those_of_an_old_map_are_forgotten() -> None:
    some = Ways(np.array([1]), np.array([2]), np.array([[5]]), np.array([[5]]))
    for days, name in ((40, "june"), (5, "june"), (40, "july"), (1, "july")):
        at = NOW - timedelta(days=days)
        await perform(store.keep, await perform(store.network, name, at), [some], at)
    assert await perform(store.forget_before, NOW - timedelta(days=30)) == 3
    assert await RoadTables.count().run() == await RoadTableRows.count().run() == 1
    assert [row["name"] for row in await RoadNetworks.select(RoadNetworks.name).run()] == ["july"]


async def test_whoever_sees_one_node_uses_ways_without_being_shown_them_n3(shared_road_server: RoadServer) -> None:
    keys = some_points(5)
    with acting(CLERK):
        assert (await ways_between(keys, settings_of(shared_road_server.url), now=NOW)).ways.told.all()
        assert await read(RoadTables.count().run) == 0
        assert (await read(store.lengths_m, keys[:1], keys[1:2]))[0] != NOT_TOLD
    assert await RoadTables.count().run() == 1


async def test_looking_ahead_gives_up_soon(shared_road_server: RoadServer) -> None:
    keys = some_points(3).tolist()
    begun = asyncio.get_running_loop().time()
    async with before(shared_road_server.port, always="hang") as front:
        await look_ahead({keys[0]: keys[1:]}, settings_of(front.url), now=NOW, wait_s=0.1)
    assert asyncio.get_running_loop().time() - begun < 2
    assert await RoadTables.count().run() == 0
