"""A customer's place, entered in any coordinate system of the map services, is checked and kept in WGS-84 (S1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from fieldops.actions import orders, policies
from fieldops.store import network, settlements
from fieldops.store import orders as store
from inventory.imports.settlements import Settlement
from inventory.network import Node, NodeKind
from inventory.orders import Customer, about_customer
from refusals import NotFound, refuse_all
from routing.coordinates import CoordinateSystem, to_wgs84
from routing.places import (
    EnteredPlace,
    Place,
    PlacePolicy,
    Server,
    ServerKind,
    checked_place,
    is_entered,
    nearest_server,
)
from routing.places import Settlements as Gazetteer

SERVERS = {NodeKind.PARTNER: ServerKind.OUTLET, NodeKind.PROVINCE: ServerKind.PROVINCE}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCustomer:
    """A customer as entered: ``lon``, ``lat`` are degrees in ``coordinates``. One without ``code`` is given one."""

    name: str
    phone: str
    address: str
    lon: float
    lat: float
    code: str | None = None
    coordinates: CoordinateSystem = CoordinateSystem.WGS_84
    contract: bool = False

    def __post_init__(self) -> None:
        refuse_all(
            *about_customer(self.code, self.name, self.phone, self.address),
            *is_entered(self.lon, self.lat),
        )

    def at(self, place: Place) -> Customer:
        assert self.code is not None
        return Customer(
            code=self.code,
            name=self.name,
            phone=self.phone,
            address=self.address,
            lon=place.lon,
            lat=place.lat,
            contract=self.contract,
        )


async def add_settlements(found: Sequence[Settlement]) -> None:
    """Where people live. :raises AlreadyThere: a code is taken."""
    await settlements.add(found)


@dataclass(frozen=True, slots=True)
class Ground:
    """What entered places are checked by: who serves, the figures of a day, and where people live around them."""

    servers: Sequence[Server]
    policy: PlacePolicy
    gazetteer: Gazetteer

    def customer(self, new: NewCustomer) -> Customer:
        """At the place in WGS-84.

        :raises PlaceSwapped: :raises PlaceOutOfReach: of everybody who serves.
        :raises PlaceNearNoSettlement: in the sea, as far as the gazetteer tells. :raises Invalid: the latitude is none.
        """
        entered = _place(new)
        server = nearest_server(entered, self.servers, self.policy)
        return new.at(checked_place(entered, server, self.policy, self.gazetteer))


async def ground_of(new: Sequence[NewCustomer], *, today: date) -> Ground:
    """For at least one customer. :raises NoPolicy: :raises NotFound: there is nobody yet who serves."""
    policy = await policies.places_on(today)
    latitudes = [_latitude(_place(one)) for one in new]
    gazetteer = await settlements.around(min(latitudes), max(latitudes), policy.covered_m)
    return Ground(await _servers(), policy, gazetteer)


async def register_customer(new: NewCustomer, *, today: date) -> Customer:
    """The customer, at the place in WGS-84.

    :raises AlreadyThere: the code is taken. :raises NoPolicy: :raises NotFound: there is nobody yet who serves.
    :raises PlaceSwapped: :raises PlaceOutOfReach: :raises PlaceNearNoSettlement: :raises Invalid:
    """
    if new.code is None:
        new = replace(new, code=await store.next_customer_code())
    customer = (await ground_of([new], today=today)).customer(new)
    await orders.register_customers([customer])
    return customer


def _place(new: NewCustomer) -> EnteredPlace:
    return EnteredPlace(lon=new.lon, lat=new.lat, system=new.coordinates)


def _latitude(entered: EnteredPlace) -> float:
    """In WGS-84; a latitude that is none is told with the place."""
    lat = max(-90.0, min(90.0, entered.lat))
    return to_wgs84(entered.lon, lat, entered.system)[1]


async def _servers() -> list[Server]:
    """Who serves customers, as far as the caller sees them: nobody's refusal names an outlet beside his own."""
    nodes = await network.serving_nodes()
    if not nodes:
        raise NotFound(kind="node", key=NodeKind.PROVINCE)
    return [_server(node) for node in nodes]


def _server(node: Node) -> Server:
    return Server(id=node.code, kind=SERVERS[node.kind], lon=node.lon, lat=node.lat)
