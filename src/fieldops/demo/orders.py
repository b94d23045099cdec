"""The service orders that are open at ``now``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone

from fieldops.demo.dice import Dice
from fieldops.demo.market import Factory, Household
from fieldops.demo.material import FaultStory, Material
from fieldops.demo.organisation import Province
from inventory.orders import Appointment, OrderKind, ServiceOrder, SoldUnit
from inventory.parts import PartCount
from routing.promises import PromisePolicy

ORDERS = 200
"""Of a province at scale 1."""
CHINA = timezone(timedelta(hours=8))
_INSTALLATIONS, _INSPECTIONS = 0.08, 0.06
_NOT_ASSIGNED = 20
"""Every so manieth order waits at the province for its outlet."""
_WITH_APPOINTMENT = 0.25
_WINDOWS = (8, 9, 10, 13, 14, 15, 16)
"""Hours at which an agreed window of two hours begins."""
_TOO_EARLY = 10
"""A promise that ends before this hour of tomorrow can hardly be kept: the outlet agrees a time (S3)."""
_DAYTIME = range(7, 22)
"""Hours at which people call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A service order before it has its number."""

    kind: OrderKind
    household: Household
    outlet: str
    at: datetime
    unit: SoldUnit
    fault: str | None = None
    level: int = 4
    appointment: Appointment | None = None
    parts: tuple[PartCount, ...] = ()
    note: str = ""


class CallCentre:
    """Registers what the customers of one province call for."""

    def __init__(
        self, province: Province, material: Material, now: datetime, policy: PromisePolicy, factory: Factory, dice: Dice
    ) -> None:
        self._province, self._now, self._factory, self._dice = province, now, factory, dice
        self._policy = policy
        self._notes = material.names.repair_notes
        self._models = {story.model.code: story for story in material.models}
        self._fits = {part.number: part.fits for part in material.parts}
        self._faults = material.faults
        self._arranged = 0

    def calls(self, customers: Sequence[Household], urban: Mapping[str, bool], scale: int) -> Iterator[Call]:
        """``urban`` says by the customer's code what S1 does."""
        dice = self._dice
        contracts = dice.shuffled([household for household in customers if household.customer.contract])
        private = dice.shuffled([household for household in customers if not household.customer.contract])
        swaps = self._province.office.swaps * scale
        for number, household in enumerate(contracts[:swaps]):
            yield self._swap(household, just_called=number % 2 == 0)
        rest = ORDERS * scale - swaps
        inspections, installations = int(rest * _INSPECTIONS), int(rest * _INSTALLATIONS)
        for household in [*contracts[swaps:], *reversed(private)][:inspections]:
            yield self._inspection(household, urban[household.customer.code])
        for number, household in enumerate(private[: rest - inspections]):
            work = self._installation if number < installations else self._repair
            yield work(household, urban[household.customer.code])

    def _swap(self, household: Household, *, just_called: bool) -> Call:
        """B1: called within the last two hours, or before and agreed for tomorrow at eight."""
        dice = self._dice
        unit = household.units[0]
        minutes = dice.whole(8, 110) if just_called else dice.whole(130, 400)
        return Call(
            kind=OrderKind.SWAP,
            household=household,
            outlet=household.outlet.node.code,
            at=self._now - timedelta(minutes=minutes),
            unit=unit,
            level=1,
            appointment=None if just_called else self._window(1, 8),
            parts=(PartCount(part=self._models[unit.model].whole_unit, quantity=1),),
            note="合同客户停机，要求换机",
        )

    def _inspection(self, household: Household, urban: bool) -> Call:
        called_at = self._called_at(urban)
        outlet, appointment = self._outlet_and_time(household, urban, called_at)
        return Call(
            kind=OrderKind.INSPECTION,
            household=household,
            outlet=outlet,
            at=called_at,
            unit=self._dice.pick(household.units),
            appointment=appointment,
            note="定期巡检" if household.customer.contract else "用户要求检查保养",
        )

    def _installation(self, household: Household, urban: bool) -> Call:
        """Of a machine that was sold these days."""
        dice = self._dice
        called_at = self._called_at(urban)
        outlet, appointment = self._outlet_and_time(household, urban, called_at)
        sold_on = called_at.date() - timedelta(days=dice.whole(0, 4))
        bought = self._factory.sold(household.customer, household.units[0].model, household.units[0].sold_by, sold_on)
        return Call(
            kind=OrderKind.INSTALLATION,
            household=household,
            outlet=outlet,
            at=called_at,
            unit=bought,
            appointment=appointment,
            note="新机已送到",
        )

    def _repair(self, household: Household, urban: bool) -> Call:
        dice = self._dice
        called_at = self._called_at(urban)
        outlet, appointment = self._outlet_and_time(household, urban, called_at)
        unit = dice.pick(household.units)
        kind = self._models[unit.model].model.product_type
        stories = [story for story in self._faults if story.fault.product_type is kind]
        story = dice.weighted(stories, [story.weight for story in stories])
        return Call(
            kind=OrderKind.REPAIR,
            household=household,
            outlet=outlet,
            at=called_at,
            unit=unit,
            fault=story.fault.code,
            level=story.level,
            appointment=appointment,
            parts=self._expected(story, unit.model),
            note=dice.pick(self._notes),
        )

    def _expected(self, story: FaultStory, model: str) -> tuple[PartCount, ...]:
        fitting = [likely for likely in story.likely if model in self._fits[likely.line.part]]
        return tuple(likely.line for likely in fitting if self._dice.happens(likely.chance))

    def _outlet_and_time(self, household: Household, urban: bool, at: datetime) -> tuple[str, Appointment | None]:
        """While no outlet is chosen nobody has agreed a time; else one is, if the promise ends too early tomorrow (S3)."""
        dice = self._dice
        self._arranged += 1
        if self._arranged % _NOT_ASSIGNED == 0:
            return self._province.node.code, None
        hour = dice.pick(_WINDOWS)
        promised = timedelta(seconds=self._policy.urban_s if urban else self._policy.rural_s)
        if at + promised < self._window(1, _TOO_EARLY).starts:
            return household.outlet.node.code, self._window(1, hour)
        window = self._window(dice.whole(1, 2), hour) if dice.happens(_WITH_APPOINTMENT) else None
        return household.outlet.node.code, window

    def _called_at(self, urban: bool) -> datetime:
        """What is older is mostly done: urban orders are of the last 20 hours, rural ones of three days."""
        for _ in range(30):
            age = self._dice.share() ** 1.4 * 20 if urban else self._dice.share() * 71
            at = self._now - timedelta(minutes=1 + int(age * 60))
            if at.hour in _DAYTIME:
                return at
        return at

    def _window(self, days: int, hour: int) -> Appointment:
        day = self._now.date() + timedelta(days=days)
        return Appointment(
            starts=datetime.combine(day, time(hour), CHINA), ends=datetime.combine(day, time(hour + 2), CHINA)
        )


def numbered(calls: Iterable[Call]) -> Iterator[ServiceOrder]:
    """The orders in the sequence of their registration, counted afresh each day."""
    day, number = "", 0
    for call in sorted(calls, key=lambda call: (call.at, call.household.customer.code, call.kind)):
        today = f"{call.at:%Y%m%d}"
        day, number = today, number + 1 if today == day else 1
        yield ServiceOrder(
            number=f"SO-{day}-{number:04d}",
            kind=call.kind,
            customer=call.household.customer.code,
            outlet=call.outlet,
            registered_at=call.at,
            unit=call.unit.serial,
            fault=call.fault,
            fault_level=call.level,
            appointment=call.appointment,
            parts=call.parts,
            note=call.note,
        )
