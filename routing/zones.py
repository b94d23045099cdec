"""Urban or rural (S1): a zone polygon of the outlet decides, else the distance to the outlet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias, overload

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely import MultiPolygon, Polygon, STRtree

from refusals import FieldProblem, Refusal, Text, refuse_all, unique
from routing.promises import AreaKind, PromisePolicy
from routing.travel import checked_points, great_circle_m

NO_ROAD = -1
"""In ``road_m``: no road engine answered for this point."""

NO_ZONE = -1
"""In :attr:`Areas.zone`: no zone of the outlet holds this point."""

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


class Areas(Sequence[Area]):
    """The areas of n points, in columns; an :class:`Area` is made when it is looked at.

    ``urban`` is bool [n]; ``zone`` int64 [n], the position of the deciding zone in ``zones`` or :data:`NO_ZONE`;
    ``distance_m`` int64 [n]. None of them can be written to.
    """

    def __init__(
        self,
        zones: Sequence[Zone],
        urban: NDArray[np.bool_],
        zone: NDArray[np.int64],
        distance_m: NDArray[np.int64],
    ) -> None:
        self.zones, self.urban, self.zone, self.distance_m = zones, urban, zone, distance_m
        for column in (urban, zone, distance_m):
            column.setflags(write=False)

    def __len__(self) -> int:
        return len(self.urban)

    @overload
    def __getitem__(self, at: int) -> Area: ...
    @overload
    def __getitem__(self, at: slice) -> Areas: ...
    def __getitem__(self, at: int | slice) -> Area | Areas:
        if isinstance(at, slice):
            return Areas(self.zones, self.urban[at], self.zone[at], self.distance_m[at])
        kind = AreaKind.URBAN if self.urban[at] else AreaKind.RURAL
        zone, distance_m = int(self.zone[at]), int(self.distance_m[at])
        if zone == NO_ZONE:
            return Area(kind, DecidedBy.DISTANCE, None, distance_m)
        return Area(kind, DecidedBy.ZONE, self.zones[zone].id, distance_m)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


class ZoneIndex:
    """The zones of all outlets, searchable by point.

    Raises:
        Invalid: a zone id twice.
    """

    def __init__(self, zones: Sequence[Zone]) -> None:
        refuse_all(unique("zones", (zone.id for zone in zones)))
        # Smaller ones first, so the first hit of a point is the one that decides.
        self._zones = sorted(zones, key=lambda zone: (_size(zone.polygon), zone.id))
        self._urban = np.array([zone.kind is AreaKind.URBAN for zone in self._zones], dtype=np.bool_)
        self._codes = {outlet: code for code, outlet in enumerate(sorted({zone.outlet for zone in zones}))}
        self._outlet = np.array([self._codes[zone.outlet] for zone in self._zones], dtype=np.int64)
        self._polygons = np.array([zone.polygon for zone in self._zones], dtype=object)
        shapely.prepare(self._polygons)
        self._tree = STRtree(self._polygons)

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
    ) -> Areas:
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
        urban = distance_m <= policy.urban_radius_m
        by_zone = deciding != NO_ZONE
        urban[by_zone] = self._urban[deciding[by_zone]]
        return Areas(self._zones, urban, deciding, distance_m)

    def _deciding(
        self, lon: NDArray[np.float64], lat: NDArray[np.float64], outlets: Sequence[Outlet]
    ) -> NDArray[np.int64]:
        """The position of each point's deciding zone, or :data:`NO_ZONE`.

        The tree finds zones by their bounding boxes. Most of them are other outlets', so what lies within is asked of the
        own ones only, which are prepared for it; the tree would ask it of all.
        """
        codes = np.array([self._codes.get(outlet.id, NO_ZONE) for outlet in outlets], dtype=np.int64)
        points, zones = self._tree.query(shapely.points(lon, lat))
        own = codes[points] == self._outlet[zones]
        points, zones = points[own], zones[own]
        inside = shapely.intersects_xy(self._polygons[zones], lon[points], lat[points])
        first = np.full(len(lon), len(self._zones), dtype=np.int64)
        np.minimum.at(first, points[inside], zones[inside])
        first[first == len(self._zones)] = NO_ZONE
        return first


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
