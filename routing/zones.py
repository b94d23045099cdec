"""Urban or rural (S1): a zone polygon of the outlet decides, else the distance to the outlet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely import MultiPolygon, Polygon, STRtree

from refusals import FieldProblem, Refusal, Text, refuse_all, unique
from routing.promises import AreaKind, PromisePolicy
from routing.travel import checked_points, great_circle_m

NO_ROAD = -1
"""In ``road_m``: no road engine answered for this point."""

Polygonal: TypeAlias = Polygon | MultiPolygon


class DecidedBy(StrEnum):
    ZONE = "zone"
    DISTANCE = "distance"


class ZonePolygonRefused(Refusal):
    """A drawn or imported polygon can't be a service zone (S1)."""

    code = "zone_polygon_refused"
    rule = "S1"
    cause = Text(en="The zone's polygon is wrong: {problems}.", zh="服务区多边形不正确：{problems_zh}。")
    remedy = Text(
        en="Send a GeoJSON Polygon or MultiPolygon in WGS-84 degrees with closed rings that don't cross themselves.",
        zh="请提供 WGS-84 坐标的 GeoJSON Polygon 或 MultiPolygon，各环须闭合且不自相交。",
    )


@dataclass(frozen=True, slots=True)
class Outlet:
    id: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of an outlet's service area, WGS-84."""

    id: str
    outlet: str
    kind: AreaKind
    polygon: Polygonal


@dataclass(frozen=True, slots=True)
class Area:
    """``distance_m`` is that to the outlet, whoever decided; ``zone`` is the deciding zone's id."""

    kind: AreaKind
    by: DecidedBy
    zone: str | None
    distance_m: int


class ZoneIndex:
    """The zones of all outlets, searchable by point.

    Raises:
        Invalid: a zone id twice.
    """

    def __init__(self, zones: Sequence[Zone]) -> None:
        refuse_all(unique("zones", (zone.id for zone in zones)))
        # Smaller ones first, so the first hit of a point is the one that decides.
        self._zones = sorted(zones, key=lambda zone: (_size(zone.polygon), zone.id))
        self._tree = STRtree([zone.polygon for zone in self._zones])

    def classify(self, lon: float, lat: float, outlet: Outlet, policy: PromisePolicy) -> Area:
        return self.classify_many([lon], [lat], [outlet], policy)[0]

    def classify_many(
        self,
        lons: ArrayLike,
        lats: ArrayLike,
        outlets: Sequence[Outlet],
        policy: PromisePolicy,
        *,
        road_m: ArrayLike | None = None,
    ) -> list[Area]:
        """The area of each of n points, served by the outlet of the same position.

        A zone of the point's own outlet decides; of several that hold the point, border included, the smallest one
        (a town drawn inside a county). Where none does, a point at most ``policy.urban_radius_m`` from the outlet is
        urban: by ``road_m`` [n] where a road engine answered (>= 0), else by the great circle.

        Raises:
            Invalid: lons, lats, outlets and road_m are not n of each, or no degrees.
        """
        lon, lat = checked_points(lons, lats)
        roads = np.full(len(lon), NO_ROAD) if road_m is None else np.asarray(road_m)
        refuse_all(_wrong_length("outlets", len(outlets), len(lon)), _wrong_length("road_m", len(roads), len(lon)))
        straight_m = great_circle_m(lon, lat, [o.lon for o in outlets], [o.lat for o in outlets])
        distance_m = np.where(roads >= 0, roads, np.rint(straight_m)).astype(np.int64)
        deciding = self._deciding(lon, lat, outlets)
        return [
            _by_zone(self._zones[zone], int(away)) if zone >= 0 else _by_distance(int(away), policy)
            for zone, away in zip(deciding.tolist(), distance_m, strict=True)
        ]

    def _deciding(
        self, lon: NDArray[np.float64], lat: NDArray[np.float64], outlets: Sequence[Outlet]
    ) -> NDArray[np.int64]:
        """The position of each point's deciding zone, -1 where there is none."""
        none = len(self._zones)
        first = np.full(len(lon), none, dtype=np.int64)
        points, zones = self._tree.query(shapely.points(lon, lat), predicate="intersects")
        own = [outlets[p].id == self._zones[z].outlet for p, z in zip(points, zones, strict=True)]
        np.minimum.at(first, points[own], zones[own])
        return np.where(first == none, -1, first)


def _by_zone(zone: Zone, distance_m: int) -> Area:
    return Area(zone.kind, DecidedBy.ZONE, zone.id, distance_m)


def _by_distance(distance_m: int, policy: PromisePolicy) -> Area:
    kind = AreaKind.URBAN if distance_m <= policy.urban_radius_m else AreaKind.RURAL
    return Area(kind, DecidedBy.DISTANCE, None, distance_m)


def _size(polygon: Polygonal) -> float:
    """Area up to a constant: square degrees, narrowed by the latitude."""
    return float(polygon.area * np.cos(np.radians(polygon.centroid.y)))


def _wrong_length(path: str, found: int, wanted: int) -> FieldProblem | None:
    if found == wanted:
        return None
    text = Text(en=f"must be {wanted}, one for each point", zh=f"应有 {wanted} 个，每点一个")
    return FieldProblem(path, "wrong_length", text, str(found))


def polygon_from_geojson(geometry: object) -> Polygonal:
    """A GeoJSON geometry object of type Polygon or MultiPolygon; further coordinates (height) are left out.

    Raises:
        ZonePolygonRefused: with everything that is wrong in the facts ``problems`` and ``problems_zh``.
    """
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or kind not in {"Polygon", "MultiPolygon"}:
        raise _refused([Text(en="its type is neither Polygon nor MultiPolygon", zh="类型不是 Polygon 或 MultiPolygon")])
    coordinates = geometry.get("coordinates")
    parts = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(parts, list | tuple) or not parts:
        raise _refused([Text(en="it has no coordinates", zh="没有坐标")])
    wrong = [problem for number, part in enumerate(parts, 1) for problem in _wrong_part(part, number)]
    if wrong:
        raise _refused(wrong)
    polygons = [_polygon(part) for part in parts]
    polygon = polygons[0] if kind == "Polygon" else MultiPolygon(polygons)
    if not polygon.is_valid:
        reason = shapely.is_valid_reason(polygon)
        raise _refused([Text(en=f"it is not valid ({reason})", zh=f"图形无效（{reason}）")])
    if polygon.area == 0:
        raise _refused([Text(en="it has no area", zh="面积为零")])
    return polygon


def _polygon(rings: list[list[list[float]]]) -> Polygon:
    shell, *holes = ([position[:2] for position in ring] for ring in rings)
    return Polygon(shell, holes)


def _wrong_part(rings: object, number: int) -> Iterator[Text]:
    if not isinstance(rings, list | tuple) or not rings:
        yield Text(en=f"part {number} has no ring", zh=f"第 {number} 部分没有环")
        return
    for count, ring in enumerate(rings, 1):
        en, zh = f"ring {count} of part {number}", f"第 {number} 部分第 {count} 环"
        if not isinstance(ring, list | tuple) or not all(_is_position(position) for position in ring):
            yield Text(en=f"{en} holds something else than [lon, lat]", zh=f"{zh}含有非 [经度, 纬度] 的内容")
            continue
        if len(ring) < 4:
            yield Text(en=f"{en} has fewer than 4 positions", zh=f"{zh}少于 4 个点")
        elif list(ring[0][:2]) != list(ring[-1][:2]):
            yield Text(en=f"{en} is not closed", zh=f"{zh}未闭合")
        if any(not (abs(lon) <= 180 and abs(lat) <= 90) for lon, lat, *_ in ring):
            yield Text(en=f"{en} leaves ±180° of longitude or ±90° of latitude", zh=f"{zh}超出经度 ±180° 或纬度 ±90°")


def _is_position(position: object) -> bool:
    return (
        isinstance(position, list | tuple)
        and len(position) >= 2
        and all(isinstance(x, int | float) and not isinstance(x, bool) for x in position)
    )


def _refused(problems: list[Text]) -> ZonePolygonRefused:
    return ZonePolygonRefused(problems="; ".join(p.en for p in problems), problems_zh="；".join(p.zh for p in problems))
