"""Customers and the machines they own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fieldops.demo.dice import Dice
from fieldops.demo.geography import around, distance_m, nearby, nearest, on_the_way
from fieldops.demo.material import Material, ModelStory, Names, Place
from fieldops.demo.organisation import Province, Seat, person
from fieldops.store.contracts import Contract
from inventory.network import Node
from inventory.orders import HOUSEHOLD, Customer, SoldUnit
from routing.clock_policy import ServiceClass

HOUSEHOLDS = 270
"""Of a province at scale 1."""
URBAN_SHARE = 0.62
_TOO_FAR_M = 55_000
_FIVE_YEARS = 5 * 365


@dataclass(frozen=True, slots=True)
class Household:
    """A customer of any kind with its machines; ``outlet`` is the nearest service outlet of the province."""

    customer: Customer
    outlet: Seat
    units: tuple[SoldUnit, ...]


@dataclass(frozen=True, slots=True)
class _Market:
    """An outlet's town with its surroundings; ``sellers`` are the partners whose machines stand there."""

    seat: Seat
    region_zh: str
    towards: tuple[Place, ...]
    countryside: tuple[Place, ...]
    sellers: tuple[str, ...]


def households(province: Province, material: Material, scale: int, factory: Factory, dice: Dice) -> Iterator[Household]:
    """Contract customers first, then private ones."""
    markets = _markets(province)
    outlets = [market.seat.node for market in markets]
    staff = [market.seat.staff for market in markets]
    contracts = province.office.contracts * scale
    for number in range(1, contracts + HOUSEHOLDS * scale + 1):
        code, phone = f"C-{province.node.code}-{number:06d}", f"1990{province.office.number}{number:06d}"
        if number <= contracts:
            large = markets[(number - 1) % (len(markets) // 2)]
            customer = _contract_customer(code, phone, large, material.names, dice)
        else:
            home = dice.weighted(markets, staff)
            customer = _private_customer(code, phone, home, material.names, dice)
        market = markets[nearest(customer, outlets)]
        yield Household(customer, market.seat, factory.owned(customer, market.sellers, material.models))


def _markets(province: Province) -> list[_Market]:
    outlets = province.outlets
    countryside: list[list[Place]] = [[] for _ in outlets]
    for place in province.places:
        closest = nearest(place, [seat.node for seat in outlets])
        seat = outlets[closest]
        if place.kind != "city" and seat.reach_m * 1.3 < distance_m(place, seat.node) < _TOO_FAR_M:
            countryside[closest].append(place)
    partners = [seat.node for seat in province.seats]
    return [
        _Market(
            seat, province.office.region_zh, nearby(seat.node, province.places), tuple(places), _sellers(seat, partners)
        )
        for seat, places in zip(outlets, countryside, strict=True)
    ]


def _sellers(seat: Seat, partners: Sequence[Node]) -> tuple[str, ...]:
    return (seat.node.code, *(node.code for node in nearby(seat.node, partners, 3)))


def _private_customer(code: str, phone: str, market: _Market, names: Names, dice: Dice) -> Customer:
    name, _ = person(names, dice, women=0.55)
    seat = market.seat
    house = f"{dice.whole(1, 36)}幢{dice.whole(1, 4)}单元{dice.whole(1, 18)}0{dice.whole(1, 4)}室"
    if dice.happens(URBAN_SHARE):
        spot = on_the_way(seat.node, dice.pick(market.towards), dice.between(200, seat.reach_m * 0.85), dice)
        address = f"{market.region_zh}{_town(seat.place)}{dice.pick(names.streets)}{dice.whole(1, 399)}号{dice.pick(names.estates)}{house}"
    elif market.countryside and dice.happens(0.9):
        place = dice.pick(market.countryside)
        spot = around(place, 1_500, dice)
        street = f"{dice.pick(names.streets)}{dice.whole(1, 120)}号"
        village = f"{dice.pick(names.villages)}{dice.whole(1, 12)}组{dice.whole(1, 60)}号"
        address = f"{market.region_zh}{_town(place)}{street if dice.happens(0.4) else village}"
    else:
        spot = on_the_way(seat.node, dice.pick(market.towards), dice.between(1.3, 3.5) * seat.reach_m, dice)
        village = f"{dice.pick(names.villages)}{dice.whole(1, 12)}组{dice.whole(1, 60)}号"
        address = f"{market.region_zh}{_town(seat.place)}{village}"
    return Customer(code=code, name=name, phone=phone, address=address, lon=spot.lon, lat=spot.lat)


def _contract_customer(code: str, phone: str, market: _Market, names: Names, dice: Dice) -> Customer:
    seat = market.seat
    spot = on_the_way(seat.node, dice.pick(market.towards), dice.between(300, seat.reach_m), dice)
    kind, _ = dice.pick(names.contract_kinds)
    return Customer(
        code=code,
        name=f"{seat.place.name_zh}{dice.pick(names.contract_names)}{kind}",
        phone=phone,
        address=f"{market.region_zh}{_town(seat.place)}{dice.pick(names.streets)}{dice.whole(1, 399)}号",
        lon=spot.lon,
        lat=spot.lat,
        contract=True,
    )


def _town(place: Place) -> str:
    """As it stands in an address."""
    return place.name_zh if place.name_zh[-1] in "县区镇乡市道村" else f"{place.name_zh}市"


class Factory:
    """Makes a province's machines with serial numbers that don't repeat."""

    def __init__(self, mark: str, today: date, dice: Dice) -> None:
        self._mark, self._today, self._dice = mark, today, dice
        self._made = 0

    def owned(self, customer: Customer, sellers: Sequence[str], models: Sequence[ModelStory]) -> tuple[SoldUnit, ...]:
        """What a customer has: one machine or two; a contract customer many, most of one model."""
        dice = self._dice
        offered = [story for story in models if story.commercial] if customer.contract else models
        weights = [story.weight for story in offered]
        favourite = dice.weighted(offered, weights)
        units = []
        for number in range(dice.whole(5, 12) if customer.contract else 1 + dice.happens(0.15)):
            same = number == 0 or (customer.contract and number % 3 > 0)
            model = favourite if same else dice.weighted(offered, weights)
            sold_on = self._today - timedelta(days=1 + int(_FIVE_YEARS * dice.share() ** 1.3))
            units.append(self.sold(customer, model.model.code, dice.pick(sellers), sold_on))
        return tuple(units)

    def sold(self, customer: Customer, model: str, seller: str, sold_on: date) -> SoldUnit:
        self._made += 1
        built = sold_on - timedelta(days=self._dice.whole(20, 150))
        return SoldUnit(
            serial=f"{model.replace('-', '')}{built:%y%m}{self._mark}{self._made:05d}",
            model=model,
            customer=customer.code,
            sold_by=seller,
            sold_on=sold_on,
            receipt_card_on=self._card(sold_on),
            use_class="commercial" if customer.contract else HOUSEHOLD,
        )

    def _card(self, sold_on: date) -> date | None:
        """W5: mostly within 20 days, one in nine late, one in twelve never; not there yet for a fresh sale."""
        dice = self._dice
        share = dice.share()
        days = dice.whole(1, 18) if share < 0.8 else dice.whole(21, 70)
        card_on = sold_on + timedelta(days=days)
        return card_on if share < 0.92 and card_on <= self._today else None


def contracts(people: Iterable[Household], today: date) -> Iterator[Contract]:
    """Of those who have one, signed at the beginning of this month for a year: every third is served round the clock, the others
    on working days (S5)."""
    signed = [household.customer.code for household in people if household.customer.contract]
    first = today.replace(day=1)
    for number, customer in enumerate(signed):
        yield Contract(
            number=f"HT-{first.year}-{number + 1:04d}",
            customer=customer,
            profile="working_days" if number % 3 else "round_the_clock",
            service_class=list(ServiceClass)[number % len(ServiceClass)],
            special=number % 6 == 0,
            valid_from=first,
            last_day=first.replace(year=first.year + 1) - timedelta(days=1),
        )
