"""Zones are imported from GeoJSON (S1): bad features, overlaps and holes are told, all at once."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Geometry, Point, Polygon, box, difference, union_all
from shapely.geometry import mapping

from refusals import Invalid
from routing.coordinates import CoordinateSystem, many_from_wgs84
from routing.promises import AreaKind
from routing.travel import great_circle_m
from routing.zone_import import ZoneImport, ZoneImportPolicy, holes, overlaps, read_zones
from routing.zones import Zone

POLICY = ZoneImportPolicy(least_m2=10_000)
OUTLETS = ("ZJ-CX", "ZJ-YY")
DEGREE_KM = 111.195

COUNTY = box(121.0, 30.0, 121.5, 30.4)
TOWN = box(121.2, 30.1, 121.3, 30.2)


def feature(id: object = "z1", outlet: object = "ZJ-CX", area: object = "rural", shape: object = COUNTY) -> Any:
    geometry = mapping(shape) if isinstance(shape, Geometry) else shape
    return {"type": "Feature", "properties": {"id": id, "outlet": outlet, "area": area}, "geometry": geometry}


def imported(*features: object, policy: ZoneImportPolicy = POLICY, **given: Any) -> ZoneImport:
    collection = json.loads(json.dumps({"type": "FeatureCollection", "features": features}))
    return read_zones(collection, OUTLETS, policy, **given)


def a_zone(id: str, kind: AreaKind, shape: Any, outlet: str = "ZJ-CX") -> Zone:
    return Zone(id, outlet, kind, shape)


def test_features_become_zones() -> None:
    found = imported(feature(), feature("z2", "ZJ-YY", "urban", TOWN))

    assert [(zone.id, zone.outlet, zone.kind) for zone in found.zones] == [
        ("z1", "ZJ-CX", AreaKind.RURAL),
        ("z2", "ZJ-YY", AreaKind.URBAN),
    ]
    assert found.zones[1].polygon.equals(TOWN)
    assert (found.bad, found.overlaps, found.holes) == ((), (), ())


@pytest.mark.parametrize("system", CoordinateSystem)
def test_zones_of_a_map_service_lie_where_they_belong(system: CoordinateSystem) -> None:
    ring = [list(point) for point in COUNTY.exterior.coords]
    lons, lats = many_from_wgs84([lon for lon, _ in ring], [lat for _, lat in ring], system)
    drawn = {"type": "Polygon", "coordinates": [list(map(list, zip(lons, lats, strict=True)))]}

    (zone,) = imported(feature(shape=drawn), system=system).zones

    off_m = [great_circle_m(*a, *b) for a, b in zip(zone.polygon.exterior.coords, ring, strict=True)]  # type: ignore[union-attr]
    assert max(map(float, off_m)) < 0.1


def test_every_bad_feature_is_told_with_all_that_is_wrong() -> None:
    open_ring = {"type": "Polygon", "coordinates": [[[121, 30], [121.1, 30], [121.1, 30.1], [121, 30.1]]]}

    found = imported(
        feature("good"),
        feature(7, "ZJ-XX", "suburb", open_ring),
        feature("good"),
        {"type": "Feature", "geometry": None},
        "text",
        feature(" ", shape=None),
    )

    assert [zone.id for zone in found.zones] == ["good"]
    assert [(bad.number, bad.id) for bad in found.bad] == [(1, None), (2, "good"), (3, None), (4, None), (5, " ")]
    assert [[problem.path for problem in bad.problems] for bad in found.bad] == [
        ["features.1.properties.id", "features.1.properties.outlet", "features.1.properties.area", "features.1.geometry"],
        ["features.2.properties.id"],
        ["features.3"],
        ["features.4"],
        ["features.5.properties.id", "features.5.geometry"],
    ]  # fmt: skip
    assert "not closed" in found.bad[0].problems[-1].explain("en")
    assert "未闭合" in found.bad[0].problems[-1].explain("zh")


def test_an_outlet_that_is_not_known_is_told() -> None:
    (bad,) = imported(feature(outlet="ZJ-XX")).bad

    assert [problem.code for problem in bad.problems] == ["unknown"]


def test_a_polygon_that_crosses_itself_once_it_is_converted_is_told() -> None:
    """It lies across the edge of what GCJ-02 shifts."""
    west, notch = [(72.01, 30.001), (72.01, 30.0), (72.0, 30.0)], [(72.0, 30.0004), (72.008, 30.0005), (72.0, 30.0006)]
    notched = Polygon([*west, *notch, (72.0, 30.001)])

    assert imported(feature(shape=notched)).zones
    (bad,) = imported(feature(shape=notched), system=CoordinateSystem.GCJ_02).bad
    assert "WGS-84" in bad.problems[0].explain("en")


@pytest.mark.parametrize("collection", [None, [], {}, {"type": "Feature"}, {"type": "FeatureCollection"}, {"type": "FeatureCollection", "features": "x"}])  # fmt: skip
def test_what_is_no_feature_collection_is_refused(collection: object) -> None:
    with pytest.raises(Invalid):
        read_zones(collection, OUTLETS, POLICY)


# Overlaps


def test_an_urban_and_a_rural_zone_of_an_outlet_that_overlap_are_told_with_their_km2() -> None:
    (found,) = imported(feature(), feature("z2", area="urban", shape=box(121.4, 30.3, 121.6, 30.5))).overlaps

    assert (found.outlet, found.urban, found.rural, found.nested) == ("ZJ-CX", "z2", "z1", False)
    assert found.km2 == pytest.approx(0.1 * 0.1 * DEGREE_KM**2 * 0.8625, rel=0.001)


def test_a_town_within_its_county_is_told_as_nested() -> None:
    (found,) = imported(feature(), feature("town", area="urban", shape=TOWN)).overlaps

    assert found.nested


@pytest.mark.parametrize(
    "other",
    [
        feature("same kind", shape=TOWN),
        feature("other outlet", "ZJ-YY", "urban", TOWN),
        feature("neighbour", area="urban", shape=box(121.5, 30.0, 121.6, 30.4)),
        feature("far", area="urban", shape=box(125.5, 30.0, 125.6, 30.4)),
    ],
    ids=lambda found: found["properties"]["id"],
)
def test_zones_that_do_not_contradict_each_other_are_no_overlap(other: object) -> None:
    assert imported(feature(), other, policy=ZoneImportPolicy(least_m2=0)).overlaps == ()


def test_a_border_drawn_twice_is_no_overlap_unless_the_policy_says_so() -> None:
    sliver = feature("z2", area="urban", shape=box(121.499999, 30.0, 121.6, 30.05))

    assert imported(feature(), sliver).overlaps == ()
    assert len(imported(feature(), sliver, policy=ZoneImportPolicy(least_m2=100)).overlaps) == 1


# Holes


def test_a_gap_that_zones_surround_is_told_with_a_point_in_it() -> None:
    around = difference(COUNTY, TOWN)
    west, east = around & box(120, 29, 121.25, 31), around & box(121.25, 29, 122, 31)

    (found,) = imported(feature("w", shape=west), feature("e", area="urban", shape=east)).holes

    assert found.outlet == "ZJ-CX"
    assert found.km2 == pytest.approx(0.1 * 0.1 * DEGREE_KM**2 * 0.8643, rel=0.001)
    assert TOWN.contains(Point(found.lon, found.lat))


def test_a_gap_that_another_zone_fills_is_none() -> None:
    around = difference(COUNTY, TOWN)

    assert imported(feature(shape=around), feature("town", area="urban", shape=TOWN)).holes == ()


def test_another_outlets_zone_fills_no_gap() -> None:
    around = difference(COUNTY, TOWN)

    assert len(imported(feature(shape=around), feature("town", "ZJ-YY", "urban", TOWN)).holes) == 1


def test_an_island_in_a_gap_belongs_to_the_outlet() -> None:
    around, island = difference(COUNTY, TOWN), box(121.24, 30.14, 121.26, 30.16)

    (found,) = imported(feature(shape=around), feature("island", area="urban", shape=island)).holes

    assert found.km2 == pytest.approx((0.01 - 0.0004) * DEGREE_KM**2 * 0.8643, rel=0.001)
    assert not island.contains(Point(found.lon, found.lat))


boxes = st.builds(
    lambda x, y, w, h: box(120 + x / 10, 29 + y / 10, 120 + (x + w) / 10, 29 + (y + h) / 10),
    st.integers(0, 8), st.integers(0, 8), st.integers(1, 4), st.integers(1, 4),
)  # fmt: skip


@given(st.lists(st.tuples(boxes, st.sampled_from(AreaKind)), min_size=2, max_size=6))
def test_overlaps_and_holes_are_told_where_they_are_and_nowhere_else(drawn: list[tuple[Any, AreaKind]]) -> None:
    zones = [a_zone(f"z{n}", kind, shape) for n, (shape, kind) in enumerate(drawn)]
    every = ZoneImportPolicy(least_m2=0)

    told = {(one.urban, one.rural) for one in overlaps(zones, every)}

    by_kind = {kind: [zone for zone in zones if zone.kind is kind] for kind in AreaKind}
    assert told == {
        (u.id, r.id)
        for u in by_kind[AreaKind.URBAN]
        for r in by_kind[AreaKind.RURAL]
        if (u.polygon & r.polygon).area > 1e-9
    }
    union = union_all([zone.polygon for zone in zones])
    assert not any(union.intersects(Point(hole.lon, hole.lat)) for hole in holes(zones, every))


def test_a_wrong_figure_is_refused() -> None:
    with pytest.raises(Invalid):
        ZoneImportPolicy(least_m2=-1)
