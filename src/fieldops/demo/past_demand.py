"""What the outlets' repairs took before fieldops: two years, month by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from fieldops.demo.dice import Dice
from fieldops.demo.material import Material
from fieldops.demo.organisation import Province
from fieldops.demo.stock import demand
from inventory.imports.demand import PastDemand
from inventory.parts import PartCategory
from inventory.seasons import ReservePolicy, calendar_month, months

MONTHS = 24
REPAIRS_A_MONTH = 10
"""Of one technician, that took a part of ours."""
SEASON = (0.8, 0.7, 0.9, 1.0, 1.15, 1.3, 1.35, 1.2, 1.0, 0.9, 0.85, 0.85)
"""January to December, 1 on average: most break down in the rainy season and the heat, fewest around the new year."""
_BURST, _OTHERWISE = (0.08, 2.5), 0.87
"""How likely a month takes how much more of a part, and the others less."""


def past_demand(provinces: Sequence[Province], material: Material, today: date, dice: Dice) -> Iterator[PastDemand]:
    """Of the categories that are reserved; months in which nothing was taken are left out."""
    reserved = _reserved(material)
    wanted = demand(material)
    parts = [part.number for part in wanted.parts if part.category in reserved and wanted.use[part.number]]
    for seat in (seat for province in provinces for seat in province.outlets):
        for part in parts:
            usual = seat.staff * REPAIRS_A_MONTH * wanted.use[part]
            for month in months(today, -MONTHS, 0):
                pieces = _pieces(usual * SEASON[calendar_month(month)], dice)
                if pieces:
                    yield PastDemand(partner=seat.node.code, part=part, month=month, pieces=pieces)


def _reserved(material: Material) -> tuple[PartCategory, ...]:
    return next(dated.policy.categories for dated in material.policies if isinstance(dated.policy, ReservePolicy))


def _pieces(mean: float, dice: Dice) -> int:
    likely, more = _BURST
    mean *= more if dice.happens(likely) else _OTHERWISE
    tries = 4 + int(4 * mean)
    return sum(dice.happens(mean / tries) for _ in range(tries))
