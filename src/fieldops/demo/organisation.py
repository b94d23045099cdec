"""Nodes, their places of stock, technicians, zones and quotas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from fieldops.demo.dice import Dice
from fieldops.demo.geography import Spot, around, nearby, on_the_way, ring, within
from fieldops.demo.material import Material, Names, Office, Pair, Place
from fieldops.demo.network import ServiceZone
from inventory.network import Location, LocationKind, Node, NodeKind, PartnerKind, Technician, WorkingTime
from inventory.parts import Tool
from inventory.quotas import QuotaGrant
from routing.promises import AreaKind

PARTNERS = 20
"""Partners of a province at scale 1."""
TECHNICIANS = 50
AT_THE_CENTRE = 6
"""Of them employed by the province itself."""
BIG_OUTLETS = 3
"""Outlets of a province with backup units of their own (B1)."""
_APART_M = 3_000


@dataclass(frozen=True, slots=True)
class Seat:
    """A partner and the real place it stands at; ``staff`` technicians."""

    node: Node
    place: Place
    staff: int

    @property
    def repairs(self) -> bool:
        return self.node.partner_kind is PartnerKind.SERVICE_OUTLET

    @property
    def reach_m(self) -> int:
        """How far its town stretches."""
        steps = ((5_000_000, 6_000), (1_500_000, 5_000), (500_000, 4_200), (100_000, 3_600))
        return next((reach for people, reach in steps if self.place.population >= people), 3_000)


@dataclass(frozen=True, slots=True)
class Province:
    """A province with its partners, outlets first by size where it matters, and its places."""

    office: Office
    node: Node
    seats: tuple[Seat, ...]
    places: tuple[Place, ...]
    big: int

    @property
    def outlets(self) -> tuple[Seat, ...]:
        return tuple(seat for seat in self.seats if seat.repairs)

    @property
    def big_outlets(self) -> tuple[Seat, ...]:
        """Those of the largest cities, which the file of places names first."""
        return self.outlets[: self.big]


def head_office(material: Material) -> Node:
    office = next(office for office in material.offices if office.kind is NodeKind.HEAD_OFFICE)
    return _office_node(office, material, parent=None)


def provinces(material: Material, head: Node, scale: int, dice: Dice) -> tuple[Province, ...]:
    offices = [office for office in material.offices if office.kind is NodeKind.PROVINCE]
    return tuple(_province(office, material, head, scale, dice) for office in offices)


def _office_node(office: Office, material: Material, parent: str | None) -> Node:
    seat = next(p for p in material.places if p.name_zh == office.seat and p.province == office.province)
    return Node(
        code=office.code,
        kind=office.kind,
        name_zh=office.name_zh,
        name_en=office.name_en,
        lon=seat.lon,
        lat=seat.lat,
        parent=parent,
    )


def _province(office: Office, material: Material, head: Node, scale: int, dice: Dice) -> Province:
    places = tuple(place for place in material.places if place.province == office.province)
    sites = _sites(places, PARTNERS * scale, dice)
    repairs = [number % PARTNERS < office.outlets_of_20 for number in range(len(sites))]
    staff = iter(_staff(sum(repairs), (TECHNICIANS - AT_THE_CENTRE) * scale))
    seats = []
    for number, ((place, spot), repairing) in enumerate(zip(sites, repairs, strict=True), 1):
        node = _partner(
            f"{office.code}-{number:03d}", place, spot, material.names, dice, parent=office.code, repairs=repairing
        )
        seats.append(Seat(node, place, next(staff) if repairing else 0))
    return Province(office, _office_node(office, material, head.code), tuple(seats), places, BIG_OUTLETS * scale)


def _sites(places: tuple[Place, ...], count: int, dice: Dice) -> list[tuple[Place, Spot]]:
    """A real place and a spot in it for each partner: the places in the order of the file, then again beside them."""
    sites: list[tuple[Place, Spot]] = []
    for place in places:
        spot = around(place, 900, dice)
        if not within(spot, [other for _, other in sites], _APART_M):
            sites.append((place, spot))
        if len(sites) == count:
            return sites
    while len(sites) < count:
        place = dice.pick(places)
        spot = around(place, 4_500, dice)
        if not within(spot, [other for _, other in sites], _APART_M / 2):
            sites.append((place, spot))
    return sites


def _staff(outlets: int, technicians: int) -> list[int]:
    """2 to 4 technicians an outlet, most at the first ones, ``technicians`` in all."""
    more = technicians - 2 * outlets
    two_more = (more + 2) // 3
    one_more = more - 2 * two_more
    return [4] * two_more + [3] * one_more + [2] * (outlets - two_more - one_more)


def _partner(code: str, place: Place, spot: Spot, names: Names, dice: Dice, *, parent: str, repairs: bool) -> Node:
    brand_zh, brand_en = dice.pick(names.partner_brands)
    kind_zh, kind_en = ("家电维修服务部", "Appliance Service") if repairs else ("电器商行", "Appliance Trading")
    return Node(
        code=code,
        kind=NodeKind.PARTNER,
        name_zh=f"{place.name_zh}{brand_zh}{kind_zh}",
        name_en=f"{place.name_en} {brand_en} {kind_en}",
        lon=spot.lon,
        lat=spot.lat,
        parent=parent,
        partner_kind=PartnerKind.SERVICE_OUTLET if repairs else PartnerKind.DEALER,
        grade=None if repairs else dice.weighted("ABCD", (25, 40, 25, 10)),
    )


def locations(
    head: Node, all_provinces: tuple[Province, ...], technicians: tuple[Technician, ...], tools: tuple[Tool, ...]
) -> Iterator[Location]:
    """N2: a warehouse each; workshops at the offices and the big outlets, designated warehouses at the offices; transit a
    province; a van each. At the offices there are all tools."""
    lying = frozenset(tool.code for tool in tools)
    offices = [head, *(province.node for province in all_provinces)]
    for office in offices:
        yield Location(code=f"{office.code}/WH", node=office.code, kind=LocationKind.WAREHOUSE, tools=lying)
        yield Location(code=f"{office.code}/WORKSHOP", node=office.code, kind=LocationKind.WORKSHOP)
        yield Location(code=f"{office.code}/REUSABLE", node=office.code, kind=LocationKind.RETURNS_REUSABLE)
        yield Location(code=f"{office.code}/SCRAP", node=office.code, kind=LocationKind.RETURNS_SCRAP)
    for province in all_provinces:
        yield Location(code=f"{province.node.code}/TRANSIT", node=province.node.code, kind=LocationKind.TRANSIT)
        for seat in province.seats:
            yield Location(code=f"{seat.node.code}/WH", node=seat.node.code, kind=LocationKind.WAREHOUSE)
        for seat in province.big_outlets:
            yield Location(code=f"{seat.node.code}/WORKSHOP", node=seat.node.code, kind=LocationKind.WORKSHOP)
    for technician in technicians:
        yield Location(code=technician.van, node=technician.node, kind=LocationKind.VAN)


def technicians(all_provinces: tuple[Province, ...], names: Names, scale: int, dice: Dice) -> Iterator[Technician]:
    phone = 0
    for province in all_provinces:
        employers: list[tuple[Node, int]] = [(province.node, AT_THE_CENTRE * scale)]
        employers += [(seat.node, seat.staff) for seat in province.outlets]
        number = 0
        for node, staff in employers:
            towns = nearby(node, province.places)
            for rank in range(staff):
                number, phone = number + 1, phone + 1
                code = f"{province.node.code}-T{number:03d}"
                home = on_the_way(node, dice.pick(towns), dice.between(600, 5_500), dice)
                name_zh, name_en = person(names, dice, women=0.06)
                yield Technician(
                    code=code,
                    node=node.code,
                    name_zh=name_zh,
                    name_en=name_en,
                    phone=f"199009{phone:05d}",
                    home_lon=home.lon,
                    home_lat=home.lat,
                    van=f"{code}/VAN",
                    skills=_skills(rank, dice),
                    week=_week(number),
                )


_FIRST = {
    "twin_tub": 1.0,
    "top_loader": 1.0,
    "front_loader": 1.0,
    "electronics": 1.0,
    "drying": 0.7,
    "installation": 1.0,
    "inspection": 1.0,
    "unit_swap": 1.0,
}
_OTHERS = {
    "twin_tub": 0.75,
    "top_loader": 0.95,
    "front_loader": 0.7,
    "electronics": 0.35,
    "drying": 0.25,
    "installation": 0.85,
    "inspection": 0.6,
    "unit_swap": 0.6,
}


def _skills(rank: int, dice: Dice) -> frozenset[str]:
    """The first of an outlet has learnt most; nearly everybody does top-loaders."""
    likely = _FIRST if rank == 0 else _OTHERS
    learnt = frozenset(skill for skill, share in likely.items() if dice.happens(share))
    return learnt or frozenset({"top_loader"})


def _week(number: int) -> tuple[WorkingTime, ...]:
    """Six days a week, every third only five; who is free moves on from one technician to the next."""
    free = {number % 7} | ({(number + 3) % 7} if number % 3 == 0 else set())
    return tuple(
        WorkingTime(weekday=day, starts=time(8), ends=time(17, 30), break_s=45 * 60)
        for day in range(7)
        if day not in free
    )


def person(names: Names, dice: Dice, *, women: float) -> Pair:
    surname_zh, surname_en = dice.pick(names.surnames)
    given_zh, given_en = dice.pick(names.given_women if dice.happens(women) else names.given_men)
    return surname_zh + given_zh, f"{surname_en} {given_en}"


def zones(all_provinces: tuple[Province, ...], scale: int, dice: Dice) -> Iterator[ServiceZone]:
    """S1: the town of each outlet is urban; around two of three a wider rural area is drawn, elsewhere 30 km decide."""
    crowd = scale**0.5
    for province in all_provinces:
        for seat in province.outlets:
            code, reach_m = seat.node.code, seat.reach_m
            yield ServiceZone(
                code=f"{code}/URBAN",
                outlet=code,
                kind=AreaKind.URBAN,
                ring=ring(seat.node, reach_m, dice.whole(10, 16), dice),
            )
            if dice.happens(0.67):
                far_m = max(2.2 * reach_m, dice.between(26_000, 40_000) / crowd)
                yield ServiceZone(
                    code=f"{code}/RURAL",
                    outlet=code,
                    kind=AreaKind.RURAL,
                    ring=ring(seat.node, far_m, dice.whole(10, 16), dice),
                )


def quotas(all_provinces: tuple[Province, ...], period: str, dice: Dice) -> Iterator[QuotaGrant]:
    """P2: about 4,000 to 6,000 yuan for each technician."""
    for province in all_provinces:
        for seat in province.outlets:
            yuan = seat.staff * dice.whole(40, 60) * 100
            code = seat.node.code
            yield QuotaGrant(reference=f"DEMO-{code}-{period}", partner=code, period=period, amount_fen=yuan * 100)
