"""Service zones over HTTP (S1): imported with a report, all or none; looked at, removed, and asked about a place."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from asking import fresh_key, open_client
from builders import a_policy, a_zone, register_network
from grounds import grounds
from network_api import API, Staff, post, staff, the_app, the_document, token_of

from fieldops.actions import policies, zones
from fieldops.database.door import perform
from inventory.people import Person, Role
from routing.coordinates import CoordinateSystem, from_wgs84
from routing.promises import AreaKind

Ring = list[list[float]]


def square(west: float, south: float, size: float) -> Ring:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


COUNTY, TOWN = square(121.0, 29.9, 0.4), square(121.1, 30.0, 0.1)


async def lay_out() -> Staff:
    await register_network()
    await perform(policies.enact, a_policy())
    await perform(policies.enact, a_policy(name="zones", figures={"least_m2": 10_000}))
    return await staff()


someone = grounds(lay_out)


@pytest.fixture
async def client(someone: Staff) -> AsyncIterator[httpx.AsyncClient]:
    async with open_client(the_app(), someone) as client:
        yield client


def feature(key: str, area: str, *rings: Ring, outlet: str = "ZJ-001") -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": list(rings)}
    return {"type": "Feature", "properties": {"id": key, "outlet": outlet, "area": area}, "geometry": geometry}


async def sent(client: httpx.AsyncClient, *features: Any, **given: Any) -> httpx.Response:
    collection = {"type": "FeatureCollection", "features": list(features)}
    return await post(client, "/service-zones/import", {"collection": collection, **given})


async def ids(client: httpx.AsyncClient) -> list[str]:
    return [one["id"] for one in (await client.get(f"{API}/service-zones")).json()["results"]]


async def test_a_file_is_previewed_then_drawn(client: httpx.AsyncClient) -> None:
    both = feature("COUNTY", "rural", COUNTY), feature("TOWN", "urban", TOWN)

    previewed = await sent(client, *both)
    before = await ids(client)
    drawn = await sent(client, *both, commit=True)

    assert (previewed.status_code, before) == (200, [])
    assert drawn.json() == {**previewed.json(), "committed": True}
    assert drawn.json()["zones"] == ["COUNTY", "TOWN"]
    assert await ids(client) == ["COUNTY", "TOWN"]
    (overlap,) = drawn.json()["overlaps"]
    assert (overlap["urban"], overlap["rural"], overlap["nested"]) == ("TOWN", "COUNTY", True)
    assert overlap["km2"] == pytest.approx(107.2, abs=0.5)


async def test_a_drawn_zone_is_shown_as_geojson(client: httpx.AsyncClient) -> None:
    await sent(client, feature("TOWN", "urban", TOWN), commit=True)

    shown = await client.get(f"{API}/service-zones/TOWN")

    assert shown.json() == {
        "id": "TOWN",
        "outlet": "ZJ-001",
        "area": "urban",
        "polygon": {"type": "Polygon", "coordinates": [TOWN]},
    }


async def test_all_that_is_wrong_is_reported_by_feature_and_nothing_is_drawn(client: httpx.AsyncClient) -> None:
    await perform(zones.draw_zones, [a_zone(id="THERE")])
    crossed = [[121.0, 30.0], [121.2, 30.2], [121.2, 30.0], [121.0, 30.2], [121.0, 30.0]]
    features = [
        feature("GOOD", "urban", TOWN),
        feature("THERE", "urban", TOWN),
        feature("CROSSED", "county", crossed, outlet="NO"),
        feature("市区", "urban", TOWN),
        {"type": "Feature"},
    ]

    previewed = await sent(client, *features)
    refused = await sent(client, *features, commit=True)

    told = [(one["feature"], one["path"], one["code"]) for one in previewed.json()["problems"]]
    assert set(told) == {
        (1, "features.1.properties.id", "already_there"),
        (2, "features.2.properties.outlet", "unknown"),
        (2, "features.2.properties.area", "not_allowed"),
        (2, "features.2.geometry", "zone_polygon_refused"),
        (3, "features.3.properties.id", "wrong_form"),
        (4, "features.4", "wrong_form"),
    }
    assert [number for number, _, _ in told] == sorted(number for number, _, _ in told)
    assert (previewed.json()["zones"], previewed.json()["committed"]) == (["GOOD"], False)
    assert refused.status_code == 422
    assert [(error["path"], error["code"]) for error in refused.json()["errors"]] == [
        (path, code) for _, path, code in told
    ]
    assert await ids(client) == ["THERE"]


async def test_zones_that_were_there_before_overlap_and_surround_too(client: httpx.AsyncClient) -> None:
    await perform(zones.draw_zones, [a_zone(id="THERE", kind=AreaKind.URBAN)])

    report = (await sent(client, feature("RING", "rural", COUNTY, square(121.05, 29.95, 0.3)))).json()
    small = (await sent(client, feature("OVER", "rural", COUNTY))).json()

    await perform(zones.draw_zones, [a_zone(id="BEFORE", kind=AreaKind.RURAL)])
    aside = (await sent(client, feature("ASIDE", "rural", square(122.0, 29.9, 0.1)))).json()

    (hole,) = report["holes"]
    assert aside["overlaps"] == []
    assert (hole["outlet"], hole["km2"]) == ("ZJ-001", pytest.approx(857.7, abs=5))
    assert [(one["urban"], one["rural"]) for one in small["overlaps"]] == [("THERE", "OVER")]


@pytest.mark.parametrize("system", CoordinateSystem)
async def test_a_file_of_a_map_service_lies_where_it_belongs(
    client: httpx.AsyncClient, system: CoordinateSystem
) -> None:
    ring = [list(from_wgs84(lon, lat, system)) for lon, lat in TOWN]

    await sent(client, feature("TOWN", "urban", ring), coordinates=system, commit=True)

    kept = (await client.get(f"{API}/service-zones/TOWN")).json()["polygon"]["coordinates"][0]
    off = max(abs(a - b) for one, other in zip(kept, TOWN, strict=True) for a, b in zip(one, other, strict=True))
    assert off < 1e-6


@pytest.mark.parametrize("collection", [{}, {"type": "FeatureCollection"}, {"type": "Feature", "features": []}])
async def test_what_is_no_feature_collection_is_refused(client: httpx.AsyncClient, collection: Any) -> None:
    refused = await post(client, "/service-zones/import", {"collection": collection})

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")


async def test_the_example_is_reported_as_shown(client: httpx.AsyncClient) -> None:
    described = the_document()["paths"][f"{API}/service-zones/import"]["post"]
    example = described["requestBody"]["content"]["application/json"]["example"]
    shown = described["responses"]["200"]["content"]["application/json"]["example"]
    await perform(zones.draw_zones, [a_zone(id="ZJ-001-RURAL", kind=AreaKind.RURAL)])
    (one,) = example["collection"]["features"]

    answer = await sent(client, {**one, "properties": {**one["properties"], "outlet": "ZJ-001"}})

    assert answer.json().keys() == shown.keys()
    assert answer.json()["overlaps"][0].keys() == shown["overlaps"][0].keys()
    assert answer.json()["overlaps"][0]["km2"] == pytest.approx(shown["overlaps"][0]["km2"], abs=0.01)


async def test_a_zone_is_removed_once(client: httpx.AsyncClient) -> None:
    await perform(zones.draw_zones, [a_zone()])

    removed = await client.delete(f"{API}/service-zones/ZJ-001-URBAN")
    again = await client.delete(f"{API}/service-zones/ZJ-001-URBAN")

    assert (removed.status_code, again.status_code) == (204, 404)
    assert await ids(client) == []


async def test_a_zone_decides_else_the_distance(client: httpx.AsyncClient) -> None:
    spot = {"lon": "121.15", "lat": "30.05", "outlet": "ZJ-001"}

    by_distance = (await client.get(f"{API}/area", params=spot)).json()
    await perform(zones.draw_zones, [a_zone(kind=AreaKind.RURAL)])
    by_zone = (await client.get(f"{API}/area", params=spot)).json()
    lon, lat = from_wgs84(121.1001, 30.05, CoordinateSystem.BD_09)
    of_baidu = await client.get(
        f"{API}/area", params={**spot, "lon": f"{lon:.9f}", "lat": f"{lat:.9f}", "coordinates": "bd09"}
    )

    assert (by_distance["kind"], by_distance["by"], by_distance["zone"]) == ("urban", "distance", None)
    assert by_distance["distance_m"] == pytest.approx(1435, abs=10)
    assert (by_zone["kind"], by_zone["by"], by_zone["zone"]) == ("rural", "zone", "ZJ-001-URBAN")
    assert of_baidu.json()["by"] == "zone"


@pytest.mark.parametrize(
    ("given", "wrong"),
    [({"outlet": "HQ"}, ("outlet", "not_allowed")), ({"lat": "91"}, ("lat", "out_of_range"))],
)
async def test_an_area_is_asked_of_who_serves_and_at_a_place(
    client: httpx.AsyncClient, given: dict[str, str], wrong: tuple[str, str]
) -> None:
    answer = await client.get(f"{API}/area", params={"lon": "121.15", "lat": "30.05", "outlet": "ZJ-001", **given})

    assert [(error["path"], error["code"]) for error in answer.json()["errors"]] == [wrong]


async def test_a_clerk_draws_nothing(client: httpx.AsyncClient) -> None:
    token = await token_of(Person(login="clerk", name="C", role=Role.PARTNER_CLERK, node="ZJ-001"))

    answer = await client.post(
        f"{API}/service-zones/import", json={}, headers={**fresh_key(), "authorization": f"Bearer {token}"}
    )

    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
