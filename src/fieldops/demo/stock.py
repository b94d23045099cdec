"""What stands in the warehouses and vans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from math import fsum
from typing import NamedTuple

from fieldops.demo.dice import Dice
from fieldops.demo.material import Material
from fieldops.demo.organisation import Province
from inventory.backup_pool import NewUnit, Origin
from inventory.network import Node, Technician
from inventory.parts import Part, PartCategory, ReceiptLine, StockReceipt

Levels = Mapping[str, int]

_DEAR_FEN = 4_000
_VAN_COST_FEN = 10_000
"""What costs more rides along only when an order asks for it."""


@dataclass(frozen=True, slots=True)
class Demand:
    """``use``: how often each part is asked for, of all repairs; ``by_skill``: those of the repairs of a skill."""

    parts: tuple[Part, ...]
    whole_units: tuple[Part, ...]
    use: Mapping[str, float]
    by_skill: Mapping[str, Mapping[str, float]]


def demand(material: Material) -> Demand:
    parts = tuple(part for part in material.parts if part.category is not PartCategory.WHOLE_UNIT)
    sold = {story.model.code: story.weight for story in material.models}
    total = fsum(sold.values())
    share = {part.number: fsum(sold[code] for code in sorted(part.fits)) / total for part in parts}
    by_skill: dict[str, dict[str, float]] = {skill.code: {} for skill in material.skills}
    for story in material.faults:
        used = by_skill[story.fault.skill]
        for likely in story.likely:
            part = likely.line.part
            used[part] = used.get(part, 0.0) + story.weight * likely.chance * share[part] / 100
    use = {part.number: fsum(used.get(part.number, 0.0) for used in by_skill.values()) for part in parts}
    whole = tuple(part for part in material.parts if part.category is PartCategory.WHOLE_UNIT)
    return Demand(parts, whole, use, by_skill)


def receipts(
    head: Node,
    provinces: Sequence[Province],
    technicians: Sequence[Technician],
    material: Material,
    dice: Dice,
    *,
    scale: int,
) -> Iterator[StockReceipt]:
    """Head office, provinces, partners, vans, and the backup units set aside (B2); what came out empty is left out."""
    whole_units = {part.number for part in material.parts if part.serial_tracked}
    for delivery in _deliveries(head, provinces, technicians, material, dice, scale):
        lines = _lines(delivery, whole_units)
        if lines:
            kind = "BJ" if delivery.set_aside else "RK"
            reference = f"{kind}-{delivery.location}-1"
            yield StockReceipt(
                reference=reference, location=delivery.location, lines=lines, set_aside=delivery.set_aside
            )


def backup_units(delivered: Sequence[StockReceipt]) -> Iterator[NewUnit]:
    """Each piece that was delivered to be set aside gets its serial (B4)."""
    pieces = (
        (receipt.location, line.part)
        for receipt in delivered
        if receipt.set_aside
        for line in receipt.lines
        for _ in range(line.quantity)
    )
    for number, (place, part) in enumerate(pieces, start=1):
        yield NewUnit(serial=f"BJ-{number:07d}", part=part, place=place, origin=Origin.ON_HAND, set_aside=True)


class _Delivery(NamedTuple):
    location: str
    levels: Levels
    set_aside: bool = False


def _deliveries(
    head: Node,
    provinces: Sequence[Province],
    technicians: Sequence[Technician],
    material: Material,
    dice: Dice,
    scale: int,
) -> Iterator[_Delivery]:
    wanted = demand(material)
    yield _Delivery(_warehouse(head), _head_office(wanted, scale, dice))
    commercial = [story.whole_unit for story in material.models if story.commercial]
    for province in provinces:
        yield _Delivery(_warehouse(province.node), _province(wanted, scale, dice))
        units = {unit: dice.whole(1, 2) * scale for unit in commercial}
        yield _Delivery(_warehouse(province.node), units, set_aside=True)
        for seat in province.seats:
            levels = _outlet(wanted, seat.staff, dice) if seat.repairs else _dealer(wanted, dice)
            yield _Delivery(_warehouse(seat.node), levels)
        for seat in province.big_outlets:
            units = dict.fromkeys(dice.shuffled(commercial)[:3], 1)
            yield _Delivery(_warehouse(seat.node), units, set_aside=True)
    kits = {skills: _kit(wanted, skills) for skills in {technician.skills for technician in technicians}}
    for technician in technicians:
        yield _Delivery(technician.van, _van(kits[technician.skills], dice))


def _warehouse(node: Node) -> str:
    return f"{node.code}/WH"


def _lines(delivery: _Delivery, tracked: Set[str]) -> tuple[ReceiptLine, ...]:
    """Machines in stock have serials that tell where they came in; those set aside are named by the pool of backup units."""
    return tuple(
        ReceiptLine(
            part=part,
            quantity=count,
            serials=tuple(f"{delivery.location}-{n:03d}" for n in range(1, count + 1))
            if part in tracked and not delivery.set_aside
            else (),
        )
        for part, count in sorted(delivery.levels.items())
        if count > 0
    )


def _head_office(wanted: Demand, scale: int, dice: Dice) -> Levels:
    """Of everything, save two parts that wait for the supplier."""
    waiting = [part.number for part in dice.some(wanted.parts, [wanted.use[part.number] for part in wanted.parts], 2)]
    levels = {part.number: (20 + int(400 * wanted.use[part.number])) * scale for part in wanted.parts}
    levels |= {unit.number: dice.whole(8, 30) * scale for unit in wanted.whole_units}
    return {part: count for part, count in levels.items() if part not in waiting}


def _province(wanted: Demand, scale: int, dice: Dice) -> Levels:
    """A good range: one part of ten is short."""
    levels = {
        part.number: (2 + int(90 * wanted.use[part.number]) + dice.whole(0, 4)) * scale
        for part in wanted.parts
        if not dice.happens(0.1)
    }
    return levels | {unit.number: dice.whole(1, 4) * scale for unit in wanted.whole_units}


def _outlet(wanted: Demand, staff: int, dice: Dice) -> Levels:
    """The usual parts: about half of the catalogue, those in demand rather than others; of dear ones no more than asked."""
    kinds = dice.some(wanted.parts, [wanted.use[part.number] ** 0.8 for part in wanted.parts], 40 + 4 * staff)
    return {
        part.number: 1
        + int(6 * staff * wanted.use[part.number])
        + (dice.whole(0, 2) if part.unit_cost_fen < _DEAR_FEN else 0)
        for part in kinds
    }


def _dealer(wanted: Demand, dice: Dice) -> Levels:
    """A dealer sells machines and keeps a few parts."""
    parts = dice.some(wanted.parts, [wanted.use[part.number] for part in wanted.parts], 10)
    units = dice.shuffled(wanted.whole_units)[:5]
    return {part.number: dice.whole(1, 4) for part in [*parts, *units]}


def _kit(wanted: Demand, skills: frozenset[str]) -> list[tuple[Part, float]]:
    """The parts that may ride in a van for ``skills``, with how often they are asked for."""
    known = sorted(skills)
    return [
        (part, fsum(wanted.by_skill[skill].get(part.number, 0.0) for skill in known))
        for part in wanted.parts
        if part.unit_cost_fen <= _VAN_COST_FEN
    ]


def _van(kit: Sequence[tuple[Part, float]], dice: Dice) -> Levels:
    """8 to 15 kinds: one of each dear part, up to three of the others."""
    kinds = dice.some([part for part, _ in kit], [use for _, use in kit], dice.whole(8, 15))
    return {part.number: dice.weighted((1, 2, 3), (3, 4, 2)) if part.unit_cost_fen < _DEAR_FEN else 1 for part in kinds}
