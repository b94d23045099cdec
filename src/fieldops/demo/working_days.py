"""What the demo's technicians take along, and how far their days go (V4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from fieldops.demo.dice import Dice
from fieldops.demo.geography import distance_m
from fieldops.demo.organisation import Province
from inventory.network import DayPlace, Technician, WorkingDay
from inventory.parts import Tool

NEIGHBOURS = 4
"""Outlets whose customers are those of a technician of the centre."""


def with_days(
    technicians: Iterable[Technician], provinces: tuple[Province, ...], tools: tuple[Tool, ...], dice: Dice
) -> Iterator[Technician]:
    """Who has learnt most carries most. Those of the centre have home areas, a few begin at their outlet or have limits."""
    by_code = {province.node.code: province for province in provinces}
    for technician in technicians:
        share = 0.9 if len(technician.skills) > 5 else 0.5
        carried = frozenset(tool.code for tool in tools if dice.happens(share))
        limited = dice.happens(0.15)
        yield replace(
            technician,
            day=WorkingDay(
                tools=carried,
                areas=_areas(by_code[technician.node], dice) if technician.node in by_code else frozenset(),
                most_visits=dice.whole(5, 7) if limited else None,
                most_distance_m=dice.whole(12, 20) * 10_000 if limited else None,
                overtime=not dice.happens(0.2),
                begins_at=DayPlace.BASE if dice.happens(0.2) else DayPlace.HOME,
            ),
        )


def _areas(province: Province, dice: Dice) -> frozenset[str]:
    """An outlet and those around it."""
    outlets = [seat.node for seat in province.outlets]
    middle = dice.pick(outlets)
    near = sorted(outlets, key=lambda node: (distance_m(middle, node), node.code))
    return frozenset(node.code for node in near[:NEIGHBOURS])
