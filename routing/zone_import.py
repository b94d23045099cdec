"""Zones from a GeoJSON file (S1): what can be read becomes zones, and a report tells what can't and what looks wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry, Polygon, STRtree

from refusals import FieldProblem, Invalid, Text, in_range, not_blank, one_of, refuse_all
from refusals.records import unknown
from routing.coordinates import CoordinateSystem, many_to_wgs84
from routing.promises import AreaKind
from routing.travel import EARTH_RADIUS_M
from routing.zones import Polygonal, Zone, ZonePolygonRefused, polygon_from_geojson


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneImportPolicy:
    """Overlaps and holes smaller than ``least_m2``, 0 to a million km², aren't told: a border drawn twice never fits."""

    least_m2: int

    def __post_init__(self) -> None:
        refuse_all(in_range("least_m2", self.least_m2, 0, 10**12))


@dataclass(frozen=True, slots=True, kw_only=True)
class BadFeature:
    """``number`` counts from 0 as the paths of ``problems`` do; ``id`` is None where there is none to show."""

    number: int
    id: str | None
    problems: tuple[FieldProblem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """An urban and a rural zone of the same outlet share ``km2``; there the smaller zone decides.

    ``nested``: one of them lies within the other, as a town is drawn inside a county.
    """

    outlet: str
    urban: str
    rural: str
    km2: float
    nested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """Zones of an outlet surround ``km2`` that none of them holds; there the distance decides. The point lies inside."""

    outlet: str
    km2: float
    lon: float
    lat: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneImport:
    """``zones`` and ``bad`` in the order of the file, ``overlaps`` and ``holes`` the largest first."""

    zones: tuple[Zone, ...]
    bad: tuple[BadFeature, ...]
    overlaps: tuple[Overlap, ...]
    holes: tuple[Hole, ...]


def read_zones(
    collection: object,
    outlets: Collection[str],
    policy: ZoneImportPolicy,
    *,
    system: CoordinateSystem = CoordinateSystem.WGS_84,
) -> ZoneImport:
    """A GeoJSON FeatureCollection, read from JSON, with coordinates in ``system``.

    Each feature has the properties ``id``, ``outlet`` (one of ``outlets``) and ``area`` (urban or rural), and a Polygon or
    MultiPolygon.

    :raises Invalid: it is no FeatureCollection at all.
    """
    zones: dict[str, Zone] = {}
    bad: list[BadFeature] = []
    for number, feature in enumerate(_features(collection)):
        read = _read(feature, number, outlets, zones.keys(), system)
        if isinstance(read, Zone):
            zones[read.id] = read
        else:
            bad.append(read)
    return ZoneImport(
        zones=tuple(zones.values()),
        bad=tuple(bad),
        overlaps=tuple(overlaps(zones.values(), policy)),
        holes=tuple(holes(zones.values(), policy)),
    )


def overlaps(zones: Iterable[Zone], policy: ZoneImportPolicy) -> list[Overlap]:
    """Where zones of the same outlet say different things, the largest first."""
    found = [overlap for own in _by_outlet(zones) for overlap in _overlaps(own) if overlap.km2 * 1e6 >= policy.least_m2]
    return sorted(found, key=lambda one: (-one.km2, one.urban, one.rural))


def holes(zones: Iterable[Zone], policy: ZoneImportPolicy) -> list[Hole]:
    """Gaps that the zones of an outlet surround together, the largest first."""
    found = [hole for own in _by_outlet(zones) for hole in _holes(own) if hole.km2 * 1e6 >= policy.least_m2]
    return sorted(found, key=lambda one: (-one.km2, one.outlet, one.lon))


def _features(collection: object) -> Sequence[object]:
    features = collection.get("features") if isinstance(collection, Mapping) else None
    if not isinstance(collection, Mapping) or collection.get("type") != "FeatureCollection":
        raise Invalid([_wrong("type", "must be a GeoJSON FeatureCollection", "应为 GeoJSON FeatureCollection")])
    if not isinstance(features, list | tuple):
        raise Invalid([_wrong("features", "must be a list of features", "应为要素列表")])
    return features


def _read(
    feature: object, number: int, outlets: Collection[str], taken: Collection[str], system: CoordinateSystem
) -> Zone | BadFeature:
    path = f"features.{number}"
    if not isinstance(feature, Mapping) or not isinstance(feature.get("properties"), Mapping):
        wrong = _wrong(path, "must be a GeoJSON Feature with properties", "应为带 properties 的 GeoJSON Feature")
        return BadFeature(number=number, id=None, problems=(wrong,))
    properties = feature["properties"]
    polygon, problems = _polygon(f"{path}.geometry", feature.get("geometry"), system)
    problems = [*_wrong_properties(f"{path}.properties", properties, outlets, taken), *problems]
    if polygon is None or problems:
        return BadFeature(number=number, id=_shown(properties.get("id")), problems=tuple(problems))
    return Zone(properties["id"], properties["outlet"], AreaKind(properties["area"]), polygon)


def _wrong_properties(
    path: str, properties: Mapping[object, object], outlets: Collection[str], taken: Collection[str]
) -> Iterator[FieldProblem]:
    names = [(name, properties.get(name)) for name in ("id", "outlet", "area")]
    texts = {name: value for name, value in names if isinstance(value, str)}
    for name, value in names:
        if name not in texts:
            yield FieldProblem(f"{path}.{name}", "missing", Text(en="must be a text", zh="应为文本"), str(value)[:80])
    if "id" in texts:
        yield from filter(None, [not_blank(f"{path}.id", texts["id"], most=80)])
        if texts["id"] in taken:
            yield _wrong(f"{path}.id", "must not be in the file twice", "文件中重复")
    if "outlet" in texts and texts["outlet"] not in outlets:
        yield unknown(f"{path}.outlet", texts["outlet"])
    if "area" in texts:
        yield from filter(None, [one_of(f"{path}.area", texts["area"], list(AreaKind))])


def _polygon(path: str, geometry: object, system: CoordinateSystem) -> tuple[Polygonal | None, list[FieldProblem]]:
    code = ZonePolygonRefused.code
    try:
        polygon = _converted(polygon_from_geojson(geometry), system)
    except ZonePolygonRefused as refused:
        text = Text(en=str(refused.facts["problems"]), zh=str(refused.facts["problems_zh"]))
        return None, [FieldProblem(path, code, text)]
    if polygon.is_valid:
        return polygon, []
    reason = shapely.is_valid_reason(polygon)
    text = Text(en=f"in WGS-84 it is not valid ({reason})", zh=f"转换为 WGS-84 后图形无效（{reason}）")
    return None, [FieldProblem(path, code, text)]


def _converted(polygon: Polygonal, system: CoordinateSystem) -> Polygonal:
    def to_wgs84(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(many_to_wgs84(points[:, 0], points[:, 1], system))

    converted: Polygonal = shapely.transform(polygon, to_wgs84)
    return converted


def _shown(value: object) -> str | None:
    return value[:80] if isinstance(value, str) else None


def _wrong(path: str, en: str, zh: str) -> FieldProblem:
    return FieldProblem(path, "wrong_form", Text(en=en, zh=zh))


def _by_outlet(zones: Iterable[Zone]) -> Iterator[list[Zone]]:
    for _, own in groupby(sorted(zones, key=lambda zone: (zone.outlet, zone.id)), key=lambda zone: zone.outlet):
        yield list(own)


def _overlaps(own: Sequence[Zone]) -> Iterator[Overlap]:
    urban = [zone for zone in own if zone.kind is AreaKind.URBAN]
    rural = [zone for zone in own if zone.kind is AreaKind.RURAL]
    asked = np.array([zone.polygon for zone in urban], dtype=object)
    pairs = STRtree([zone.polygon for zone in rural]).query(asked, predicate="intersects")
    for one, other in ((urban[i], rural[j]) for i, j in pairs.T.tolist()):
        shared = one.polygon.intersection(other.polygon)
        if shared.area == 0:
            continue
        nested = one.polygon.within(other.polygon) or other.polygon.within(one.polygon)
        yield Overlap(outlet=one.outlet, urban=one.id, rural=other.id, km2=_km2(shared), nested=nested)


def _holes(own: Sequence[Zone]) -> Iterator[Hole]:
    union = shapely.union_all([zone.polygon for zone in own])
    for ring in (ring for part in shapely.get_parts(union) for ring in part.interiors):
        # What lies in the ring may be an island of the outlet again.
        for gap in shapely.get_parts(Polygon(ring).difference(union)):
            inside = gap.representative_point()
            yield Hole(outlet=own[0].outlet, km2=_km2(gap), lon=inside.x, lat=inside.y)


def _km2(shape: Geometry) -> float:
    """The area on the mean sphere: Sanson's sinusoidal projection keeps areas."""

    def flat_km(points: NDArray[np.float64]) -> NDArray[np.float64]:
        east, north = np.radians(points[:, 0] - shape.centroid.x), np.radians(points[:, 1])
        return np.column_stack((east * np.cos(north), north)) * (EARTH_RADIUS_M / 1000)

    return 0.0 if shape.is_empty else float(shapely.transform(shape, flat_km).area)
