"""The orders of the calendar month before ``now``: all are done or withdrawn, some late, each for a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from fieldops.demo.dice import Dice
from fieldops.demo.geography import nearest
from fieldops.demo.market import Household
from fieldops.demo.material import FaultStory, Material
from fieldops.demo.orders import CHINA
from fieldops.demo.organisation import Province
from fieldops.demo.past import PastMonth, PastOrder, Scene, Story
from fieldops.demo.past_lives import WEIGHTS, Teller
from inventory import order_life_verbs as verbs
from inventory.network import Technician
from inventory.orders import OrderKind, ServiceOrder, SoldUnit
from inventory.parts import PartCount
from inventory.weather import AlertKind, AlertLevel, NewAlert

ORDERS = 200
"""Of a province at scale 1."""
CLOSING = "order-closing"
"""Who closes what was done, in the night a week later."""
_INSTALLATIONS = 0.12
_TROUBLE = (1.0, 4.0, 0.6)
"""How much more often than usual things go wrong, by the place of the province in the file of offices."""
_STORM = (timedelta(days=11, hours=10), timedelta(days=13, hours=20))
"""When a typhoon is over the first province, from the first of the month."""
_STAYED = (Story.NOT_ASKED_FOR, Story.SENT_LATE, Story.FROM_HEAD_OFFICE)
"""What can only happen to an order that takes a part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ticket:
    """An order before it has its number."""

    at: datetime
    story: Story
    unit: SoldUnit
    kind: OrderKind
    scene: Scene
    fault: FaultStory | None
    parts: tuple[PartCount, ...]
    note: str


def past_month(
    regions: Sequence[Province],
    market: Mapping[str, Sequence[Household]],
    urban: Mapping[str, bool],
    staff: Sequence[Technician],
    material: Material,
    *,
    head_office: str,
    now: datetime,
    scale: int,
    seed: int,
) -> PastMonth:
    """``market`` is by the province's code; ``urban`` says by the customer's code what S1 does.

    What wouldn't be over by ``now`` is left out.
    """
    first = (now.astimezone(CHINA).date().replace(day=1) - timedelta(days=1)).replace(day=1)
    start = datetime.combine(first, time(), CHINA)
    storm = (start + _STORM[0], start + _STORM[1])
    tickets: list[_Ticket] = []
    for number, region in enumerate(regions):
        office = _Office(region, material, staff, head_office, Dice(seed, f"past month {region.node.code}"))
        trouble = _TROUBLE[number % len(_TROUBLE)]
        tickets += office.tickets(
            market[region.node.code], urban, start, storm if number == 0 else None, trouble, scale
        )
    dice = Dice(seed, "past lives")
    told = [_closed(past, now) for past in _told(tickets, dice)]
    return PastMonth(
        period=f"{first:%Y-%m}",
        orders=tuple(past for past in told if past.life.since <= now),
        alerts=tuple(_alerts(regions, storm)),
    )


class _Office:
    """What a province's customers called for in that month."""

    def __init__(
        self, region: Province, material: Material, staff: Sequence[Technician], head_office: str, dice: Dice
    ) -> None:
        self._region, self._head_office, self._dice = region, head_office, dice
        self._models = {story.model.code: story.model.product_type for story in material.models}
        self._fits = {part.number: part.fits for part in material.parts}
        self._faults, self._notes = material.faults, material.names.repair_notes
        codes = [seat.node.code for seat in region.outlets]
        self._teams = {code: [one.code for one in staff if one.node == code] for code in codes}

    def tickets(
        self,
        people: Sequence[Household],
        urban: Mapping[str, bool],
        start: datetime,
        storm: tuple[datetime, datetime] | None,
        trouble: float,
        scale: int,
    ) -> Iterator[_Ticket]:
        dice, days = self._dice, (start.replace(day=28) + timedelta(days=4)).replace(day=1) - start
        sold = [(home, unit) for home in people for unit in home.units if unit.sold_on < start.date()]
        for _ in range(ORDERS * scale):
            home, unit = dice.pick(sold)
            at = start + timedelta(days=dice.whole(0, days.days - 1), minutes=dice.whole(7 * 60, 21 * 60))
            installed = dice.happens(_INSTALLATIONS)
            fault = None if installed else self._fault(unit)
            parts = self._parts(fault, unit) if fault else ()
            yield _Ticket(
                at=at,
                story=self._story(at, trouble, storm, parts),
                unit=unit,
                kind=OrderKind.INSTALLATION if installed else OrderKind.REPAIR,
                scene=self._scene(home, urban, storm),
                fault=fault,
                parts=parts,
                note="新机已送到" if installed else dice.pick(self._notes),
            )

    def _fault(self, unit: SoldUnit) -> FaultStory:
        fitting = [story for story in self._faults if story.fault.product_type is self._models[unit.model]]
        return self._dice.weighted(fitting, [story.weight for story in fitting])

    def _parts(self, fault: FaultStory, unit: SoldUnit) -> tuple[PartCount, ...]:
        likely = [one for one in fault.likely if unit.model in self._fits[one.line.part]]
        return tuple(one.line for one in likely if self._dice.happens(one.chance))

    def _story(
        self, at: datetime, trouble: float, storm: tuple[datetime, datetime] | None, parts: Sequence[PartCount]
    ) -> Story:
        dice = self._dice
        if storm is not None and storm[0] - timedelta(hours=20) < at < storm[1] and dice.happens(0.7):
            return Story.STORM
        possible = [story for story in WEIGHTS if parts or story not in _STAYED]
        weights = [WEIGHTS[story] * (1 if story is Story.PROMPT else trouble) for story in possible]
        return dice.weighted(possible, weights)

    def _scene(self, home: Household, urban: Mapping[str, bool], storm: tuple[datetime, datetime] | None) -> Scene:
        outlets = [seat.node for seat in self._region.outlets if seat.node.code != home.outlet.node.code]
        return Scene(
            head_office=self._head_office,
            province=self._region.node.code,
            outlet=home.outlet.node.code,
            beside=outlets[nearest(home.outlet.node, outlets)].code,
            technicians=self._teams[home.outlet.node.code],
            urban=urban[home.customer.code],
            storm=storm,
        )


def _told(tickets: Sequence[_Ticket], dice: Dice) -> Iterator[PastOrder]:
    """In the sequence of their registration, numbered afresh each day."""
    day, number = date.min, 0
    for ticket in sorted(tickets, key=lambda one: (one.at, one.unit.serial, one.kind)):
        day, number = ticket.at.date(), number + 1 if ticket.at.date() == day else 1
        order = ServiceOrder(
            number=f"SO-{day:%Y%m%d}-{number:04d}",
            kind=ticket.kind,
            customer=ticket.unit.customer or "",
            outlet=ticket.scene.outlet,
            registered_at=ticket.at,
            unit=ticket.unit.serial,
            fault=ticket.fault.fault.code if ticket.fault else None,
            fault_level=ticket.fault.level if ticket.fault else 4,
            parts=ticket.parts,
            note=ticket.note,
        )
        yield Teller(order, ticket.scene, dice).tell(ticket.story)


def _closed(past: PastOrder, now: datetime) -> PastOrder:
    """A week after it was done, in the night."""
    done_at = past.life.done_at
    if done_at is None:
        return past
    at = (done_at + timedelta(days=8)).replace(hour=2, minute=45)
    if at > now:
        return past
    return replace(past, steps=(*past.steps, (verbs.close(past.life, at=at), CLOSING)))


def _alerts(regions: Sequence[Province], storm: tuple[datetime, datetime]) -> Iterator[NewAlert]:
    yield NewAlert(
        kind=AlertKind.TYPHOON,
        level=AlertLevel.ORANGE,
        nodes=(regions[0].node.code,),
        from_at=storm[0],
        to_at=storm[1],
        source="省气象台",
        note="沿海多地道路封闭",
    )
    yield NewAlert(
        kind=AlertKind.FOG,
        level=AlertLevel.YELLOW,
        nodes=(regions[-1].node.code,),
        from_at=storm[1] + timedelta(days=5),
        to_at=storm[1] + timedelta(days=5, hours=9),
        source="省气象台",
    )
