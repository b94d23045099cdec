"""Inspection plans of the contract customers (V3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from fieldops.demo.dice import Dice
from fieldops.demo.market import Household
from fieldops.demo.material import Material
from inventory.inspection_plans import Equipment, InspectionPlan
from inventory.parts import ProductType

KINDS = {ProductType.TOP_LOADER: "TOP-LOADER", ProductType.FRONT_LOADER: "FRONT-LOADER"}
"""What the check lists call the machines that stand at contract customers."""

_EVERY_MONTHS = (1, 3, 3, 6)
_FIRST_WITHIN = 90
_WINDOW_DAYS = 10


def inspection_plans(
    market: Iterable[Household], material: Material, today: date, dice: Dice
) -> Iterator[InspectionPlan]:
    """One a contract, the first visit within three months."""
    kinds = {story.model.code: KINDS[story.model.product_type] for story in material.models if story.commercial}
    for household in market:
        if household.customer.contract:
            yield InspectionPlan(
                number=household.customer.code.replace("C-", "IP-", 1),
                customer=household.customer.code,
                node=household.outlet.node.code,
                starts_on=today + timedelta(days=dice.whole(1, _FIRST_WITHIN)),
                every_months=dice.pick(_EVERY_MONTHS),
                window_days=_WINDOW_DAYS,
                equipment=tuple(_equipment(household, kinds)),
            )


def _equipment(household: Household, kinds: Mapping[str, str]) -> Iterator[Equipment]:
    for n, unit in enumerate(household.units, start=1):
        yield Equipment(code=f"M-{n:02d}", kind=kinds[unit.model], name=f"{n} 号洗衣机", unit=unit.serial)
    yield Equipment(code="WATER", kind="WATER-SUPPLY", name="洗衣房供排水")
