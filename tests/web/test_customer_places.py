"""A customer's place over HTTP (S1): in the coordinates of a map service, checked, kept in WGS-84."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import httpx
import pytest
from asking import fresh_key, open_client
from builders import PLACE_FIGURES, a_head_office, a_node, a_policy, a_province, a_settlement, register_network
from grounds import grounds
from network_api import API, Staff, post, staff, the_app, token_of

from fieldops.actions import customers, network, policies
from fieldops.actions.customers import NewCustomer
from fieldops.database.door import perform
from fieldops.database.engine import FieldopsEngine
from fieldops.store.policies import NoPolicy
from inventory.people import Person, Role
from refusals import NotFound
from routing.coordinates import CoordinateSystem, from_wgs84
from routing.places import PlaceNearNoSettlement, PlaceOutOfReach
from routing.travel import great_circle_m

CUSTOMER = {
    "code": "C-9",
    "name": "王小明",
    "phone": "19900001234",
    "address": "浙江省余姚市城区示范路 1 号",
    "lon": 121.155,
    "lat": 30.041,
}
URUMQI = {"lon": 87.6168, "lat": 43.8256}


async def lay_out() -> Staff:
    """ZJ and its outlet lie in Yuyao; figures hold until the day before Christmas."""
    await register_network()
    places = a_policy(name="places", figures=PLACE_FIGURES, valid_until=date(2026, 12, 24))
    await perform(policies.enact, places)
    return await staff()


someone = grounds(lay_out)


@pytest.fixture
async def client(someone: Staff) -> AsyncIterator[httpx.AsyncClient]:
    async with open_client(the_app(), someone) as client:
        yield client


async def register(client: httpx.AsyncClient, **given: Any) -> httpx.Response:
    return await post(client, "/customers", {**CUSTOMER, **given})


async def test_a_customer_without_a_code_is_given_one(client: httpx.AsyncClient) -> None:
    codes = [(await register(client, code=None)).json()["code"] for _ in range(2)]
    assert codes == ["C-000001", "C-000002"]


@pytest.mark.parametrize("system", CoordinateSystem)
async def test_a_place_of_a_map_service_is_kept_in_wgs84(client: httpx.AsyncClient, system: CoordinateSystem) -> None:
    lon, lat = from_wgs84(121.155, 30.041, system)

    made = await register(client, lon=lon, lat=lat, coordinates=system)

    kept = (await client.get(f"{API}/customers")).json()["results"][0]
    assert made.json() == kept
    assert "coordinates" not in kept
    assert great_circle_m(kept["lon"], kept["lat"], 121.155, 30.041) < 0.1


async def test_without_a_system_it_is_wgs84(client: httpx.AsyncClient) -> None:
    made = await register(client)

    assert (made.json()["lon"], made.json()["lat"]) == (121.155, 30.041)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"lon": 30.041, "lat": 121.155}, "place_swapped"),
        ({"lon": 126.978, "lat": 37.5665}, "place_out_of_reach"),
        ({"lon": 0.0, "lat": 0.0}, "place_out_of_reach"),
        ({"lon": 0.0, "lat": 95.0}, "invalid"),
        ({"lon": 181.0}, "invalid"),
        ({"coordinates": "epsg4326"}, "invalid"),
    ],
)
async def test_what_is_no_place_of_a_customer_is_refused(
    client: httpx.AsyncClient, given: dict[str, Any], code: str
) -> None:
    refused = await register(client, **given)

    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert (await client.get(f"{API}/customers")).json()["count"] == 0


async def test_swapped_coordinates_are_told_the_right_way_round(client: httpx.AsyncClient) -> None:
    refused = await post(client, "/customers", {**CUSTOMER, "lon": 30.041, "lat": 121.155}, **{"accept-language": "zh"})

    assert "经度 121.155、纬度 30.041" in refused.json()["remedy"]


async def test_every_wrong_field_is_told_with_the_place(client: httpx.AsyncClient) -> None:
    refused = await register(client, name=" ", phone="?", lon=181.0)

    assert {error["path"] for error in refused.json()["errors"]} == {"name", "phone", "lon"}


async def test_anybody_who_serves_may_be_the_nearest(client: httpx.AsyncClient) -> None:
    await perform(network.register_nodes, [a_province(code="XJ", **URUMQI)])

    far = await register(client, code="C-1", lon=85.0, lat=44.3)
    swapped = await register(client, code="C-2", lon=43.8, lat=87.6)

    assert far.status_code == 201, far.text
    assert swapped.json()["facts"]["server"] == "XJ"


async def test_an_outlet_reaches_less_far_than_its_province(client: httpx.AsyncClient) -> None:
    """Of the same place: 400 km away the province serves, and is named where neither does."""
    served = await register(client, code="C-1", lon=121.15, lat=33.6)
    refused = await register(client, code="C-2", lon=121.15, lat=35.6)

    assert served.status_code == 201, served.text
    assert (refused.json()["facts"]["server"], refused.json()["facts"]["reach_km"]) == ("ZJ", 600)


async def test_a_dispatcher_is_told_of_the_own_province_only(client: httpx.AsyncClient) -> None:
    """Another province would serve it; who may not see that one isn't told of it."""
    await perform(network.register_nodes, [a_province(code="XJ", **URUMQI), a_node(code="XJ-1", parent="XJ", **URUMQI)])
    token = await token_of(Person(login="desk", name="D", role=Role.DISPATCHER, node="ZJ"))

    headers = {**fresh_key(), "authorization": f"Bearer {token}"}
    refused = await client.post(f"{API}/customers", json={**CUSTOMER, **URUMQI}, headers=headers)

    assert refused.json()["code"] == "place_out_of_reach"
    assert "XJ" not in refused.text


async def test_a_place_in_the_sea_is_refused_where_the_gazetteer_reaches(client: httpx.AsyncClient) -> None:
    at_sea, beyond = {"lon": 123.2, "lat": 30.2}, {"lon": 121.15, "lat": 33.6}
    unknown = await register(client, code="C-1", **at_sea)
    await perform(customers.add_settlements, [a_settlement(), a_settlement(code="S2", lon=-121.0)])

    refused = await register(client, code="C-2", **at_sea)
    village = await register(client, code="C-3", lon=121.5, lat=30.2)
    elsewhere = await register(client, code="C-4", **beyond)

    assert unknown.status_code == 201, unknown.text
    assert (refused.status_code, refused.json()["code"]) == (422, "place_near_no_settlement")
    assert (refused.json()["facts"]["settlement"], refused.json()["facts"]["distance_km"]) == ("Yuyao", 198)
    assert (village.status_code, elsewhere.status_code) == (201, 201)


async def test_the_gazetteer_is_asked_where_the_place_is_whatever_it_was_entered_in(client: httpx.AsyncClient) -> None:
    await perform(customers.add_settlements, [a_settlement()])
    edge = {**PLACE_FIGURES, "settlement_m": 10_000, "covered_m": 10_300}
    await perform(policies.enact, a_policy(name="places", figures=edge, valid_from=date(2026, 12, 24)))

    lon, lat = from_wgs84(121.149, 30.05 + 10_150 / 111_195, CoordinateSystem.BD_09)
    new = NewCustomer(**{**CUSTOMER, "lon": lon, "lat": lat}, coordinates=CoordinateSystem.BD_09)

    with pytest.raises(PlaceNearNoSettlement):
        await perform(customers.register_customer, new, today=date(2026, 12, 24))


@pytest.mark.usefixtures("client")
async def test_without_figures_of_that_day_nobody_is_registered_unchecked() -> None:
    with pytest.raises(NoPolicy):
        await perform(customers.register_customer, NewCustomer(**CUSTOMER), today=date(2026, 12, 24))


@pytest.mark.usefixtures("client")
async def test_other_figures_reach_elsewhere() -> None:
    narrow = {**PLACE_FIGURES, "province_reach_m": 300_000}
    await perform(policies.enact, a_policy(name="places", figures=narrow, valid_from=date(2026, 12, 24)))
    far = NewCustomer(**{**CUSTOMER, "lat": 33.6})

    with pytest.raises(PlaceOutOfReach):
        await perform(customers.register_customer, far, today=date(2026, 12, 24))
    assert (await perform(customers.register_customer, far, today=date(2026, 12, 23))).lat == 33.6


async def test_where_nobody_serves_nobody_is_registered(database: FieldopsEngine) -> None:
    await perform(network.register_nodes, [a_head_office()])
    await perform(policies.enact, a_policy(name="places", figures=PLACE_FIGURES))

    with pytest.raises(NotFound):
        await perform(customers.register_customer, NewCustomer(**CUSTOMER), today=date(2026, 11, 23))
