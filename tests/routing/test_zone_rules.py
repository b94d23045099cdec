"""S1: a zone polygon of the outlet decides, else the distance."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from routing_builders import H
from shapely import Point, box

from refusals import Invalid
from routing.promises import AreaKind, PromisePolicy
from routing.zones import NO_ZONE, Area, DecidedBy, Outlet, Zone, ZoneIndex, ZonePolygonRefused, polygon_from_geojson

POLICY = PromisePolicy(urban_s=24 * H, rural_s=72 * H, swap_s=4 * H, urban_radius_m=30_000)
CIXI = Outlet("cixi", 121.25, 30.17)
YUYAO = Outlet("yuyao", 121.15, 30.04)
SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]


def test_a_polygon_of_the_outlet_decides_though_the_site_is_near() -> None:
    index = ZoneIndex([Zone("hills", "cixi", AreaKind.RURAL, box(121.2, 30.1, 121.3, 30.2))])

    area = index.classify(121.26, 30.18, CIXI, POLICY)

    assert (area.kind, area.by, area.zone) == (AreaKind.RURAL, DecidedBy.ZONE, "hills")


def test_a_polygon_of_another_outlet_decides_nothing() -> None:
    index = ZoneIndex([Zone("hills", "yuyao", AreaKind.RURAL, box(121.2, 30.1, 121.3, 30.2))])

    assert index.classify(121.26, 30.18, CIXI, POLICY).by is DecidedBy.DISTANCE


def test_without_a_polygon_30_km_decide() -> None:
    degree_m = 111_195
    lats = [CIXI.lat + 29_900 / degree_m, CIXI.lat + 30_100 / degree_m]

    areas = ZoneIndex([]).classify_many([CIXI.lon] * 2, lats, [CIXI] * 2, POLICY)

    assert [area.kind for area in areas] == [AreaKind.URBAN, AreaKind.RURAL]
    assert [area.distance_m for area in areas] == pytest.approx([29_900, 30_100], abs=20)


def test_the_distance_by_road_counts_where_there_is_one() -> None:
    areas = ZoneIndex([]).classify_many([121.3] * 2, [30.2] * 2, [CIXI] * 2, POLICY, road_m=[31_000, -1])

    assert [area.kind for area in areas] == [AreaKind.RURAL, AreaKind.URBAN]


def test_of_two_polygons_the_smaller_one_decides() -> None:
    county = Zone("a county", "cixi", AreaKind.RURAL, box(121.0, 30.0, 121.5, 30.4))
    town = Zone("b town", "cixi", AreaKind.URBAN, box(121.2, 30.1, 121.3, 30.2))

    for zones in ([county, town], [town, county]):
        assert ZoneIndex(zones).classify(121.25, 30.15, CIXI, POLICY).zone == "b town"


def test_the_border_belongs_to_the_polygon() -> None:
    index = ZoneIndex([Zone("z", "cixi", AreaKind.RURAL, box(121.2, 30.1, 121.3, 30.2))])

    assert index.classify(121.2, 30.15, CIXI, POLICY).by is DecidedBy.ZONE


def test_many_points_are_classified_as_each_alone() -> None:
    index = ZoneIndex(
        [
            Zone("z1", "cixi", AreaKind.RURAL, box(121.2, 30.1, 121.3, 30.2)),
            Zone("z2", "yuyao", AreaKind.URBAN, box(121.1, 30.0, 121.25, 30.15)),
        ]
    )
    random = np.random.default_rng(4)
    lons, lats = random.uniform(121.0, 121.7, 400), random.uniform(29.9, 30.5, 400)
    outlets = [CIXI if i % 2 else YUYAO for i in range(400)]

    areas = index.classify_many(lons, lats, outlets, POLICY)

    alone: list[Area] = [index.classify(x, y, outlet, POLICY) for x, y, outlet in zip(lons, lats, outlets, strict=True)]
    assert areas == alone
    assert {(area.kind, area.by) for area in areas} == {(kind, by) for kind in AreaKind for by in DecidedBy}


kinds = st.sampled_from(AreaKind)
boxes = st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(1, 6), st.integers(1, 6))


@given(
    st.lists(st.tuples(st.sampled_from([CIXI, YUYAO]), kinds, boxes), max_size=8),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.sampled_from([CIXI, YUYAO])), max_size=8),
)
def test_the_smallest_own_zone_that_holds_a_point_decides_and_no_other(
    drawn: list[tuple[Outlet, AreaKind, tuple[int, int, int, int]]], asked: list[tuple[int, int, Outlet]]
) -> None:
    """On a grid, so that points lie on borders and corners too. Latitude narrows areas by less than 2 % there."""
    zones = [
        Zone(f"z{n}", outlet.id, kind, box(121 + x / 10, 30 + y / 10, 121 + (x + w) / 10, 30 + (y + h) / 10))
        for n, (outlet, kind, (x, y, w, h)) in enumerate(drawn)
    ]
    lons, lats = [121 + x / 20 for x, _, _ in asked], [30 + y / 20 for _, y, _ in asked]
    outlets = [outlet for _, _, outlet in asked]

    areas = ZoneIndex(zones).classify_many(lons, lats, outlets, POLICY)

    for area, lon, lat, outlet in zip(areas, lons, lats, outlets, strict=True):
        own = [zone for zone in zones if zone.outlet == outlet.id and zone.polygon.intersects(Point(lon, lat))]
        deciding = [zone for zone in own if zone.id == area.zone]
        assert (area.zone is None) == (not own)
        assert all(deciding[0].polygon.area <= 1.02 * zone.polygon.area for zone in own)
        assert not deciding or area.kind is deciding[0].kind


def test_the_columns_say_what_each_area_says() -> None:
    index = ZoneIndex([Zone("hills", "cixi", AreaKind.RURAL, box(121.2, 30.1, 121.3, 30.2))])

    areas = index.classify_many([121.25, 121.35, 122.5], [30.15, 30.15, 30.15], [CIXI] * 3, POLICY)

    assert areas.urban.tolist() == [False, True, False]
    assert areas.zone.tolist() == [0, NO_ZONE, NO_ZONE]
    assert [area.distance_m for area in areas] == areas.distance_m.tolist()
    assert areas[0].zone == areas.zones[0].id == "hills"
    assert areas[1:] == [areas[1], areas[2]]
    assert areas[-1].kind is AreaKind.RURAL


def test_the_columns_cannot_be_written_to() -> None:
    areas = ZoneIndex([]).classify_many([121.3], [30.2], [CIXI], POLICY)

    with pytest.raises(ValueError, match="read-only"):
        areas.urban[0] = False


def test_points_that_are_no_degrees_are_refused() -> None:
    with pytest.raises(Invalid) as refused:
        ZoneIndex([]).classify_many([200.0], [float("nan")], [CIXI], POLICY)

    assert [p.path for p in refused.value.problems] == ["lons", "lats"]


def test_an_outlet_for_each_point_is_asked_for() -> None:
    with pytest.raises(Invalid):
        ZoneIndex([]).classify_many([121.0, 121.1], [30.0, 30.1], [CIXI], POLICY)


def test_a_polygon_and_a_multipolygon_are_read() -> None:
    assert polygon_from_geojson({"type": "Polygon", "coordinates": [SQUARE]}).area == 1
    far = [[x + 5, y, 12.0] for x, y in SQUARE]
    assert polygon_from_geojson({"type": "MultiPolygon", "coordinates": [[SQUARE], [far]]}).area == 2


@pytest.mark.parametrize(
    ("geometry", "named"),
    [
        ("text", "type"),
        ({"type": "Point", "coordinates": [0, 0]}, "type"),
        ({"type": "Polygon"}, "no ring"),
        ({"type": "MultiPolygon", "coordinates": []}, "no coordinates"),
        ({"type": "Polygon", "coordinates": [SQUARE[:3]]}, "fewer than 4"),
        ({"type": "Polygon", "coordinates": [[*SQUARE[:4], [0.5, 0.5]]]}, "not closed"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}, "Self-intersection"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [181, 0], [1, 1], [0, 0]]]}, "±180"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [float("nan"), 0], [1, 1], [0, 0]]]}, "±180"),
        ({"type": "Polygon", "coordinates": [[[0, 0], ["1", 0], [1, 1], [0, 0]]]}, "something else"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [2, 2], [0, 0]]]}, "not valid"),
    ],
)
def test_a_wrong_polygon_is_refused_by_name(geometry: Any, named: str) -> None:
    with pytest.raises(ZonePolygonRefused, match=named) as refused:
        polygon_from_geojson(geometry)

    assert refused.value.explain("zh")


def test_everything_wrong_with_a_polygon_is_listed() -> None:
    rings = [SQUARE[:3], [[0, 0], [181, 0], [1, 1], [0, 1]]]

    with pytest.raises(ZonePolygonRefused) as refused:
        polygon_from_geojson({"type": "Polygon", "coordinates": rings})

    assert str(refused.value.facts["problems"]).count(";") == 2
