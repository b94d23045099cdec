"""What the outlets ask for tonight: parts for orders that wait, and for their shelves (P2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fieldops.demo.dice import Dice
from fieldops.demo.material import Material
from fieldops.demo.organisation import Province, Seat
from inventory.orders import ServiceOrder
from inventory.parts import Part, PartCategory
from inventory.quota_requests import Asked, NewRequest, Terms

EACH = 1.15
"""Requests of an outlet."""
_FOR_ORDERS, _TOO_MUCH, _CASH = 0.6, 0.14, 0.1
"""How likely a request names orders, asks for more than its quota, is for cash."""


def requests(
    regions: Sequence[Province], orders: Sequence[ServiceOrder], material: Material, period: str, dice: Dice
) -> Iterator[NewRequest]:
    wear = [part for part in material.parts if part.category in {PartCategory.WEAR, PartCategory.PLASTIC}]
    dear = sorted(
        (part for part in material.parts if part.category is not PartCategory.WHOLE_UNIT),
        key=lambda part: part.unit_cost_fen,
    )[-6:]
    for seat in (seat for region in regions for seat in region.outlets):
        waiting = [order for order in orders if order.outlet == seat.node.code and order.parts]
        for _ in range(1 + dice.happens(EACH - 1)):
            yield _request(seat, waiting, wear, dear, period, dice)


def _request(
    seat: Seat, waiting: Sequence[ServiceOrder], wear: Sequence[Part], dear: Sequence[Part], period: str, dice: Dice
) -> NewRequest:
    code = seat.node.code
    lines: dict[tuple[str, str | None], Asked] = {}
    if waiting and dice.happens(_FOR_ORDERS):
        for order in dice.shuffled(waiting)[: dice.whole(1, 2)]:
            for needed in order.parts or ():
                lines[needed.part, order.number] = Asked(part=needed.part, quantity=needed.quantity, order=order.number)
    for part in dice.shuffled(wear)[: dice.whole(1, 3)]:
        lines.setdefault((part.number, None), Asked(part=part.number, quantity=dice.whole(2, 12)))
    if dice.happens(_TOO_MUCH):
        part = dice.pick(dear)
        lines[part.number, None] = Asked(part=part.number, quantity=20 + 12 * seat.staff)
    return NewRequest(
        partner=code,
        destination=f"{code}/WH",
        period=period,
        lines=tuple(lines.values()),
        terms=Terms.CASH if dice.happens(_CASH) else Terms.CREDIT,
        note=dice.pick(("", "", "", "用户催得急", "旺季备货", "本周六前需要")),
    )
