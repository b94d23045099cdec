"""A customer's place as entered is checked (S1): swapped, out of reach, in the sea."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refusals import Invalid, Text
from routing.coordinates import CoordinateSystem, from_wgs84
from routing.places import (
    EnteredPlace,
    PlaceNearNoSettlement,
    PlaceOutOfReach,
    PlacePolicy,
    PlaceSwapped,
    Server,
    ServerKind,
    Settlements,
    checked_place,
    nearest_server,
)
from routing.travel import great_circle_m

ROWS = list(csv.DictReader((Path(__file__).parents[2] / "fixtures/demo/places.csv").open(encoding="utf-8")))
LONS, LATS = [float(row["lon"]) for row in ROWS], [float(row["lat"]) for row in ROWS]
GAZETTEER = Settlements([Text(en=row["name_en"], zh=row["name_zh"]) for row in ROWS], LONS, LATS)

POLICY = PlacePolicy(outlet_reach_m=300_000, province_reach_m=600_000, settlement_m=60_000, covered_m=300_000)
HANGZHOU = Server(id="ZJ", kind=ServerKind.PROVINCE, lon=120.16142, lat=30.29365)
ZHOUSHAN = Server(id="ZJ-ZS", kind=ServerKind.OUTLET, lon=122.10, lat=30.01)

MEIJIAWU = EnteredPlace(lon=120.0833, lat=30.2000)
"""A tea village in the hills behind Hangzhou."""
SEOUL = EnteredPlace(lon=126.9780, lat=37.5665)
OFF_ZHOUSHAN = EnteredPlace(lon=123.2, lat=30.2)
"""Open sea, 90 km east of the islands."""


def test_a_village_is_a_place() -> None:
    place = checked_place(MEIJIAWU, HANGZHOU, POLICY, GAZETTEER)

    assert (place.lon, place.lat) == (120.0833, 30.2000)
    assert place.distance_m == pytest.approx(12_800, abs=500)


@pytest.mark.parametrize("system", CoordinateSystem)
def test_a_point_of_a_map_service_becomes_wgs84(system: CoordinateSystem) -> None:
    lon, lat = from_wgs84(MEIJIAWU.lon, MEIJIAWU.lat, system)

    place = checked_place(EnteredPlace(lon=lon, lat=lat, system=system), HANGZHOU, POLICY, GAZETTEER)

    assert great_circle_m(place.lon, place.lat, MEIJIAWU.lon, MEIJIAWU.lat) < 0.1


@pytest.mark.parametrize("system", CoordinateSystem)
def test_swapped_coordinates_are_refused_with_the_right_pair(system: CoordinateSystem) -> None:
    with pytest.raises(PlaceSwapped) as refused:
        checked_place(EnteredPlace(lon=30.29365, lat=120.16142, system=system), HANGZHOU, POLICY, GAZETTEER)

    assert (refused.value.facts["right_lon"], refused.value.facts["right_lat"]) == (120.16142, 30.29365)
    assert "120.16142" in refused.value.advise("zh")


def test_swapped_coordinates_that_are_degrees_both_are_told_too() -> None:
    urumqi = Server(id="XJ", kind=ServerKind.PROVINCE, lon=87.6168, lat=43.8256)

    with pytest.raises(PlaceSwapped):
        checked_place(EnteredPlace(lon=43.8, lat=87.6), urumqi, POLICY)


def test_a_place_of_another_country_is_refused() -> None:
    with pytest.raises(PlaceOutOfReach) as refused:
        checked_place(SEOUL, HANGZHOU, POLICY, GAZETTEER)

    assert refused.value.facts["distance_km"] == pytest.approx(1_020, abs=20)
    assert refused.value.explain("zh")


def test_a_latitude_that_is_none_either_way_is_no_place() -> None:
    with pytest.raises(Invalid) as refused:
        checked_place(EnteredPlace(lon=150.0, lat=120.0), HANGZHOU, POLICY)

    assert [problem.path for problem in refused.value.problems] == ["lat"]


def test_a_place_in_the_sea_is_refused_by_the_nearest_settlement() -> None:
    with pytest.raises(PlaceNearNoSettlement) as refused:
        checked_place(OFF_ZHOUSHAN, ZHOUSHAN, POLICY, GAZETTEER)

    assert refused.value.facts["distance_km"] == pytest.approx(91, abs=2)
    assert refused.value.facts["settlement"] == "Zhanmao"
    assert "展茅" in refused.value.explain("zh")


def test_an_island_with_people_is_a_place() -> None:
    shengsi = EnteredPlace(lon=122.4511, lat=30.7269)

    assert checked_place(shengsi, ZHOUSHAN, POLICY, GAZETTEER).distance_m > 80_000


def test_where_the_gazetteer_covers_nothing_nobody_is_refused_for_it() -> None:
    nanjing, there = Server(id="JS", kind=ServerKind.PROVINCE, lon=118.78, lat=32.06), EnteredPlace(lon=119.2, lat=34.6)
    policy = replace(POLICY, settlement_m=20_000, covered_m=50_000)

    assert checked_place(there, nanjing, policy, GAZETTEER)
    with pytest.raises(PlaceNearNoSettlement):
        checked_place(there, nanjing, replace(policy, covered_m=300_000), GAZETTEER)


@pytest.mark.parametrize("settlements", [None, Settlements([], [], [])])
def test_without_a_gazetteer_the_sea_is_not_asked_for(settlements: Settlements | None) -> None:
    assert checked_place(OFF_ZHOUSHAN, ZHOUSHAN, POLICY, settlements)


def test_an_outlet_reaches_as_far_as_its_policy_says_and_a_province_as_far_as_its_own() -> None:
    wenzhou = EnteredPlace(lon=120.66682, lat=27.99942)
    outlet = replace(HANGZHOU, kind=ServerKind.OUTLET)

    assert checked_place(wenzhou, HANGZHOU, POLICY, GAZETTEER)
    assert checked_place(wenzhou, outlet, POLICY, GAZETTEER)
    with pytest.raises(PlaceOutOfReach):
        checked_place(wenzhou, outlet, replace(POLICY, outlet_reach_m=200_000), GAZETTEER)


def test_every_settlement_would_be_a_place_if_the_gazetteer_did_not_have_it() -> None:
    """The proposed figure is sound for the gazetteer shipped."""
    apart_m = great_circle_m(np.array(LONS)[:, None], np.array(LATS)[:, None], LONS, LATS)
    np.fill_diagonal(apart_m, np.inf)

    assert apart_m.min(axis=1).max() <= POLICY.settlement_m


@given(st.floats(100, 140), st.floats(15, 45))
def test_what_is_accepted_is_in_reach_and_not_deserted(lon: float, lat: float) -> None:
    try:
        place = checked_place(EnteredPlace(lon=lon, lat=lat), HANGZHOU, POLICY, GAZETTEER)
    except (PlaceSwapped, PlaceOutOfReach, PlaceNearNoSettlement):
        return
    nearest = GAZETTEER.nearest(place.lon, place.lat)
    assert place.distance_m <= POLICY.province_reach_m
    assert nearest is not None
    assert not POLICY.settlement_m < nearest[1] <= POLICY.covered_m


def test_what_is_no_degrees_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        EnteredPlace(lon=181.0, lat=float("nan"))

    assert [problem.path for problem in refused.value.problems] == ["lon", "lat"]


def test_a_gazetteer_has_a_name_for_each_point() -> None:
    with pytest.raises(Invalid):
        Settlements([Text(en="a", zh="甲")], [120.0, 121.0], [30.0, 31.0])


def test_every_wrong_figure_of_a_policy_is_listed() -> None:
    with pytest.raises(Invalid) as refused:
        PlacePolicy(outlet_reach_m=0, province_reach_m=-1, settlement_m=0, covered_m=10**9)

    assert len(refused.value.problems) == 4


URUMQI = Server(id="XJ", kind=ServerKind.PROVINCE, lon=87.6168, lat=43.8256)
NETWORK = [ZHOUSHAN, HANGZHOU, URUMQI]


@pytest.mark.parametrize(
    ("entered", "server"),
    [
        (MEIJIAWU, HANGZHOU),
        (EnteredPlace(lon=85.0, lat=44.3), URUMQI),
        (EnteredPlace(lon=43.8, lat=87.6), URUMQI),
        (EnteredPlace(lon=30.2, lat=120.1), HANGZHOU),
        (EnteredPlace(lon=127.5, lat=33.0), HANGZHOU),
    ],
    ids=["near", "elsewhere", "swapped degrees", "swapped", "beyond"],
)
def test_a_place_is_seen_from_whose_reach_it_lies_in_deepest(entered: EnteredPlace, server: Server) -> None:
    assert nearest_server(entered, NETWORK, POLICY) == server


def test_an_outlet_with_a_longer_reach_serves_what_its_province_does_not() -> None:
    far = EnteredPlace(lon=122.1, lat=33.0)
    long = replace(POLICY, outlet_reach_m=500_000, province_reach_m=100_000)

    assert checked_place(far, nearest_server(far, NETWORK, long), long).distance_m == pytest.approx(332_500, abs=500)
    short = replace(long, outlet_reach_m=300_000)
    with pytest.raises(PlaceOutOfReach):
        checked_place(far, nearest_server(far, NETWORK, short), short)


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_a_place_within_anybodys_reach_is_taken(lon: float, lat: float) -> None:
    entered = EnteredPlace(lon=lon, lat=lat)
    away_m = {one: float(great_circle_m(lon, lat, one.lon, one.lat)) for one in NETWORK}
    reach_m = {ServerKind.OUTLET: POLICY.outlet_reach_m, ServerKind.PROVINCE: POLICY.province_reach_m}

    if any(metres <= reach_m[one.kind] - 1 for one, metres in away_m.items()):
        checked_place(entered, nearest_server(entered, NETWORK, POLICY), POLICY)
