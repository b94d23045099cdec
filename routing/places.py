"""Where a customer is (S1): a point as somebody entered it becomes a checked point in WGS-84."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from refusals import FieldProblem, Invalid, Refusal, Text, in_range, not_blank, refuse_all
from routing.coordinates import CoordinateSystem, to_wgs84
from routing.travel import checked_points, great_circle_m

_HALF_WAY_ROUND_M = 20_100_000


class PlaceSwapped(Refusal):
    """Longitude and latitude came in each other's place."""

    code = "place_swapped"
    rule = "S1"
    cause = Text(
        en="{lon}, {lat} lies far from {server}; the other way round it is {distance_km} km away: swapped, it seems.",
        zh="{lon}, {lat} 远离 {server}；对调后相距 {distance_km} 公里，经纬度可能填反了。",
    )
    remedy = Text(
        en="Enter longitude {right_lon} and latitude {right_lat} if that is the place.",
        zh="如位置无误，请填写经度 {right_lon}、纬度 {right_lat}。",
    )


class PlaceOutOfReach(Refusal):
    """Another country, or too far from who serves it."""

    code = "place_out_of_reach"
    rule = "S1"
    cause = Text(
        en="{lon}, {lat} lies {distance_km} km from {server}, which serves up to {reach_km} km: another country or region.",
        zh="{lon}, {lat} 距 {server} {distance_km} 公里，超出其 {reach_km} 公里的服务范围，可能位于其他地区或国外。",
    )
    remedy = Text(
        en="Check the point and its coordinate system, or choose the outlet or province that serves it.",
        zh="请核对坐标及坐标系，或改由当地的网点或省级服务中心受理。",
    )


class PlaceNearNoSettlement(Refusal):
    """In the sea, or where nobody lives."""

    code = "place_near_no_settlement"
    rule = "S1"
    cause = Text(
        en="{lon}, {lat} lies {distance_km} km from {settlement}, the nearest settlement: in the sea, or nobody lives there.",
        zh="{lon}, {lat} 距最近的居民点{settlement_zh} {distance_km} 公里，可能位于海上或无人区。",
    )
    remedy = Text(
        en="Pick the point on the map anew; if somebody does live there, add the settlement to the gazetteer.",
        zh="请在地图上重新选点；如确有住户，请先在地名录中补充该居民点。",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePolicy:
    """Metres, 1 to half the way round the world.

    A place lies at most ``outlet_reach_m`` from the outlet that serves it, or ``province_reach_m`` from the province's seat
    while no outlet is chosen. It lies at most ``settlement_m`` from a settlement, provided that the gazetteer covers
    its surroundings: it has one within ``covered_m``.

    ``settlement_m`` depends on how dense the gazetteer is: never less than its widest gap between two neighbours.
    """

    outlet_reach_m: int
    province_reach_m: int
    settlement_m: int
    covered_m: int

    def __post_init__(self) -> None:
        refuse_all(
            in_range("outlet_reach_m", self.outlet_reach_m, 1, _HALF_WAY_ROUND_M),
            in_range("province_reach_m", self.province_reach_m, 1, _HALF_WAY_ROUND_M),
            in_range("settlement_m", self.settlement_m, 1, _HALF_WAY_ROUND_M),
            in_range("covered_m", self.covered_m, self.settlement_m, _HALF_WAY_ROUND_M),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredPlace:
    """Degrees as somebody entered them. ``lat`` may be beyond ±90 so far: that tells that the two are swapped."""

    lon: float
    lat: float
    system: CoordinateSystem = CoordinateSystem.WGS_84

    def __post_init__(self) -> None:
        refuse_all(*is_entered(self.lon, self.lat))

    @property
    def swapped(self) -> EnteredPlace:
        return EnteredPlace(lon=self.lat, lat=self.lon, system=self.system)


def is_entered(lon: float, lat: float) -> tuple[FieldProblem | None, ...]:
    return (in_range("lon", lon, -180, 180.0), in_range("lat", lat, -180, 180.0))


class ServerKind(StrEnum):
    OUTLET = "outlet"
    PROVINCE = "province"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Who serves the place, WGS-84: an outlet, or the province itself while none is chosen."""

    id: str
    kind: ServerKind
    lon: float
    lat: float

    def __post_init__(self) -> None:
        refuse_all(
            not_blank("id", self.id), in_range("lon", self.lon, -180, 180.0), in_range("lat", self.lat, -90, 90.0)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A checked point, WGS-84, and how far away who serves it is by the great circle."""

    lon: float
    lat: float
    distance_m: int


class Settlements:
    """A gazetteer: n named points, degrees in WGS-84.

    :raises Invalid: the three differ in length, or are no degrees.
    """

    def __init__(self, names: Sequence[Text], lons: ArrayLike, lats: ArrayLike) -> None:
        self._names = tuple(names)
        self._lon, self._lat = checked_points(lons, lats)
        as_many = len(self._names) == len(self._lon)
        text = Text(en="must be as many as lons", zh="个数应与 lons 相同")
        refuse_all(None if as_many else FieldProblem("names", "wrong_length", text, str(len(self._names))))

    def __len__(self) -> int:
        return len(self._names)

    def nearest(self, lon: float, lat: float) -> tuple[Text, float] | None:
        """The name of the nearest one and the metres to it; None if there is none at all."""
        if not self._names:
            return None
        distances_m = great_circle_m(self._lon, self._lat, lon, lat)
        found = int(np.argmin(distances_m))
        return self._names[found], float(distances_m[found])


def checked_place(
    entered: EnteredPlace, server: Server, policy: PlacePolicy, settlements: Settlements | None = None
) -> Place:
    """The place, if a customer can be there. Without a gazetteer it isn't asked whether somebody lives there.

    :raises PlaceSwapped: :raises PlaceOutOfReach: :raises PlaceNearNoSettlement:
    :raises Invalid: the latitude is beyond ±90°, and swapped it is no place either.
    """
    reach_m = _reach_m(server, policy)
    place = _converted(entered, server)
    if place is None or place.distance_m > reach_m:
        raise _why_out_of_reach(entered, place, server, reach_m)
    if settlements is not None:
        _refuse_deserted(entered, place, policy, settlements)
    return place


def nearest_server(entered: EnteredPlace, servers: Sequence[Server], policy: PlacePolicy) -> Server:
    """Of those of a network, at least one, the one whose reach the place lies in deepest, or misses least.

    A place that all miss, and none does once it is swapped, is seen from the one that it then lies nearest to.
    """
    as_entered, swapped = (_spare_m(one, servers, policy) for one in (entered, entered.swapped))
    decides = swapped if as_entered.max() < 0 <= swapped.max() else as_entered
    return servers[int(np.argmax(decides))]


def _spare_m(entered: EnteredPlace, servers: Sequence[Server], policy: PlacePolicy) -> NDArray[np.float64]:
    """How much of each server's reach is left at the place [n]; below 0 beyond it, everywhere where the latitude is none."""
    reach_m = np.array([_reach_m(server, policy) for server in servers], dtype=np.float64)
    if abs(entered.lat) > 90:
        return np.full(len(servers), -np.inf)
    lon, lat = to_wgs84(entered.lon, entered.lat, entered.system)
    away_m = great_circle_m(lon, lat, [server.lon for server in servers], [server.lat for server in servers])
    return np.asarray(reach_m - away_m)


def _reach_m(server: Server, policy: PlacePolicy) -> int:
    return policy.outlet_reach_m if server.kind is ServerKind.OUTLET else policy.province_reach_m


def _converted(entered: EnteredPlace, server: Server) -> Place | None:
    """None where the latitude is none."""
    if abs(entered.lat) > 90:
        return None
    lon, lat = to_wgs84(entered.lon, entered.lat, entered.system)
    return Place(lon=lon, lat=lat, distance_m=round(float(great_circle_m(lon, lat, server.lon, server.lat))))


def _why_out_of_reach(entered: EnteredPlace, place: Place | None, server: Server, reach_m: int) -> Refusal:
    swapped = _converted(entered.swapped, server)
    facts = {"lon": entered.lon, "lat": entered.lat, "server": server.id, "reach_km": _km(reach_m)}
    if swapped is not None and swapped.distance_m <= reach_m:
        distance_km = _km(swapped.distance_m)
        return PlaceSwapped(**facts, right_lon=entered.lat, right_lat=entered.lon, distance_km=distance_km)
    if place is None:
        return Invalid(filter(None, [in_range("lat", entered.lat, -90, 90.0)]))
    return PlaceOutOfReach(**facts, distance_km=_km(place.distance_m))


def _refuse_deserted(entered: EnteredPlace, place: Place, policy: PlacePolicy, settlements: Settlements) -> None:
    nearest = settlements.nearest(place.lon, place.lat)
    if nearest is None:
        return
    name, away_m = nearest
    if policy.settlement_m < away_m <= policy.covered_m:
        raise PlaceNearNoSettlement(
            lon=entered.lon, lat=entered.lat, settlement=name.en, settlement_zh=name.zh, distance_km=_km(away_m)
        )


def _km(metres: float) -> int:
    return round(metres / 1000)
