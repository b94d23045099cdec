"""The base map over HTTP: tiles of a real map server, whose key stays with us, and files in parts."""

from __future__ import annotations

import io
import json
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from asking import open_client
from builders import NOW, register_network
from grounds import grounds
from network_api import API, token_of
from tile_server import KEY, MapServer, pmtiles, png, running_map_server

from fieldops import logs
from fieldops.maps import tiles
from fieldops.settings import Settings
from fieldops.web import maps
from fieldops.web.app import create_app
from inventory.people import Person, Role

_network = grounds(register_network)
pytestmark = pytest.mark.usefixtures("_network")

TILE = f"{API}/map/tiles/0/7/107/52"
FILE = f"{API}/map/file"
Open = Callable[..., httpx.AsyncClient]


class Clock:
    later = timedelta(0)

    def __call__(self) -> datetime:
        return NOW + self.later


@pytest.fixture
def map_server() -> Iterator[MapServer]:
    with running_map_server() as server:
        yield server


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def opened(tmp_path: Path, clock: Clock) -> AsyncIterator[Open]:
    """Asks an application with these settings as a clerk of a partner."""
    token = await token_of(Person(login="wang", name="Wang", role=Role.PARTNER_CLERK, node="ZJ-001"))
    clients: list[httpx.AsyncClient] = []

    def opened(**given: Any) -> httpx.AsyncClient:
        settings = Settings(data_dir=tmp_path, requests_per_minute=100_000, **given)
        client = open_client(create_app(settings, maps.RESOURCES, opens_database=False, clock=clock))
        client.headers["authorization"] = f"Bearer {token}"
        clients.append(client)
        return client

    yield opened
    for client in clients:
        await client.aclose()


def refused(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def test_without_a_setting_the_base_is_none(opened: Open) -> None:
    answer = await opened().get(f"{API}/map")
    assert answer.status_code == 200
    assert (answer.json()["kind"], answer.json()["addresses"]) == ("none", [])
    assert refused(await opened().get(TILE)) == (404, "no_such_tile")
    assert refused(await opened().get(FILE)) == (404, "no_such_address")


async def test_tiles_come_through_us_and_the_key_stays_here(opened: Open, map_server: MapServer) -> None:
    log = io.StringIO()
    logs.configure("debug", "json", log)
    given = {
        "map_base": f"{map_server.template('/vec')} {map_server.template('/cva')}",
        "map_secret": KEY,
        "map_attribution": "天地图",
        "map_review_number": "GS（2024）0568号",
        "map_coordinates": "gcj02",
        "map_most_zoom": 16,
    }
    client = opened(**given)
    told = await client.get(f"{API}/map")
    tile = await client.get(TILE)
    names = await client.get(f"{API}/map/tiles/1/0/0/0")
    logs.configure("info", "json", io.StringIO())

    assert told.json() == {
        "kind": "tiles",
        "addresses": [f"/api/v1/map/tiles/{n}/{{z}}/{{x}}/{{y}}" for n in (0, 1)],
        "attribution": "天地图",
        "review_number": "GS（2024）0568号",
        "coordinates": "gcj02",
        "least_zoom": 1,
        "most_zoom": 16,
    }
    assert (tile.status_code, tile.headers["content-type"], tile.content) == (200, "image/png", png(207))
    assert "max-age=" in tile.headers["cache-control"]
    assert "private" in tile.headers["cache-control"]
    assert names.status_code == 200
    assert map_server.asked == [
        "/vec?TILEMATRIX=7&TILEROW=52&TILECOL=107&tk=k3y%2Fof%3Dours",
        "/cva?TILEMATRIX=0&TILEROW=0&TILECOL=0&tk=k3y%2Fof%3Dours",
    ]
    for answer in (told, tile, names):
        assert "k3y" not in answer.text + str(answer.headers)
    assert "k3y" not in log.getvalue()


@pytest.mark.parametrize("place", ["2/0/4/0", "2/0/0/4", "-1/0/0", "0/25/0/0", "0/3/8/0", "0/3/0/-1", "9/0/0/0"])
async def test_a_tile_that_no_map_has_is_not_asked_for(opened: Open, map_server: MapServer, place: str) -> None:
    client = opened(map_base=map_server.template(), map_secret=KEY)
    assert (await client.get(f"{API}/map/tiles/{place}")).status_code == 404
    assert map_server.asked == []


@pytest.mark.parametrize(
    ("path", "secret", "refusal"),
    [
        ("/wmts", "another", (502, "map_server_strange")),
        ("/html", KEY, (502, "map_server_strange")),
        ("/huge", KEY, (502, "map_server_strange")),
        ("/elsewhere", KEY, (502, "map_server_strange")),
        ("/empty", KEY, (404, "no_such_tile")),
        ("/cut", KEY, (503, "map_server_away")),
        ("/slow", KEY, (503, "map_server_away")),
    ],
)
async def test_a_map_server_that_fails_is_told(
    opened: Open,
    map_server: MapServer,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    secret: str,
    refusal: tuple[int, str],
) -> None:
    monkeypatch.setattr(tiles, "ANSWERS_IN_S", 0.5)
    client = opened(map_base=map_server.template(path), map_secret=secret)
    for language, cause in (("en", "map"), ("zh-CN", "地图")):
        answer = await client.get(TILE, headers={"accept-language": language})
        assert refused(answer) == refusal
        assert cause in answer.json()["cause"]
        assert answer.json()["remedy"]
        assert secret not in answer.text
    assert len([one for one in map_server.asked if one.startswith("/wmts")]) == (2 if path == "/wmts" else 0)


async def test_nobody_waits_again_at_once_for_a_server_that_is_away(opened: Open, clock: Clock) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{nobody.getsockname()[1]}"
    client = opened(map_base=f"{address}/{{z}}/{{x}}/{{y}}")
    first, second = await client.get(TILE), await client.get(TILE)
    clock.later = tiles.PAUSE
    third = await client.get(TILE)

    assert [refused(one) for one in (first, second, third)] == [(503, "map_server_away")] * 3
    assert [one.json()["facts"]["reason"] for one in (first, second, third)] == ["ConnectError", "no answer a moment ago", "ConnectError"]  # fmt: skip


async def test_whoever_is_not_logged_in_gets_nothing(opened: Open, map_server: MapServer) -> None:
    client = opened(map_base=map_server.template(), map_secret=KEY)
    del client.headers["authorization"]
    for path in (f"{API}/map", TILE, FILE):
        assert refused(await client.get(path)) == (401, "not_logged_in")
    assert map_server.asked == []


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    path = tmp_path / "zj.pmtiles"
    path.write_bytes(pmtiles({0: png(3), 1: png(4)}, least=0, most=1))
    return path


def content_of(path: Path) -> bytes:
    return path.read_bytes()


def put(path: Path, content: bytes | None) -> None:
    """The administrator puts another file there, or takes it away."""
    path.unlink()
    if content is not None:
        path.write_bytes(content)


async def test_a_file_is_given_in_parts(opened: Open, packed: Path) -> None:
    content = content_of(packed)
    client = opened(map_base=str(packed))
    told = (await client.get(f"{API}/map")).json()
    head = await client.get(FILE, headers={"range": "bytes=0-126"})
    end = await client.get(FILE, headers={"range": "bytes=-10"})
    whole = await client.get(FILE)

    assert (told["kind"], told["addresses"], told["least_zoom"], told["most_zoom"]) == ("pmtiles", [FILE], 0, 1)
    assert (head.status_code, head.content) == (206, content[:127])
    assert head.headers["content-range"] == f"bytes 0-126/{len(content)}"
    assert head.headers["content-length"] == "127"
    assert (end.status_code, end.content) == (206, content[-10:])
    assert (whole.status_code, whole.content, whole.headers["accept-ranges"]) == (200, content, "bytes")


async def test_a_part_that_is_not_there_is_refused(opened: Open, packed: Path) -> None:
    size = len(content_of(packed))
    answer = await opened(map_base=str(packed)).get(FILE, headers={"range": f"bytes={size}-"})
    assert refused(answer) == (416, "range_outside")
    assert answer.headers["content-range"] == f"bytes */{size}"


async def test_parts_of_an_old_file_are_not_mixed_with_those_of_a_new_one(opened: Open, packed: Path) -> None:
    client = opened(map_base=str(packed))
    old = (await client.get(FILE, headers={"range": "bytes=0-6"})).headers["etag"]
    asked = {"range": "bytes=7-10", "if-range": old}
    assert (await client.get(FILE, headers=asked)).status_code == 206
    assert (await client.get(FILE, headers={"if-none-match": old})).status_code == 304

    put(packed, pmtiles({0: png(9)}, least=0, most=0))
    answer = await client.get(FILE, headers=asked)
    assert (answer.status_code, answer.content) == (200, content_of(packed))
    assert answer.headers["etag"] != old
    assert (await client.get(FILE, headers={"if-none-match": old})).status_code == 200


async def test_a_file_that_is_gone_is_told(opened: Open, packed: Path) -> None:
    client = opened(map_base=str(packed))
    put(packed, None)
    assert refused(await client.get(FILE)) == (503, "map_file_lost")
    assert refused(await client.get(f"{API}/map")) == (503, "map_file_lost")


async def test_a_geojson_file_is_given_as_it_is(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "zj.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": []}))
    client = opened(map_base=str(path))
    answer = await client.get(FILE)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/geo+json")
    assert answer.json()["type"] == "FeatureCollection"
