"""What parts cost us (P6). Requests that were made keep the price of their day (P2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from inventory.imports.cells import CodeCell, Plain
from inventory.imports.description import Column, Description, by
from inventory.imports.life import ImportKind, Mode
from inventory.imports.parts import UNIT_COST
from inventory.network import is_code
from inventory.parts import MOST_COST_FEN
from refusals import Text, in_range, refuse_all


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    number: str
    unit_cost_fen: int

    def __post_init__(self) -> None:
        refuse_all(is_code("number", self.number), in_range("unit_cost_fen", self.unit_cost_fen, 0, MOST_COST_FEN))


def _price(cells: Mapping[str, Plain]) -> Price:
    return Price(number=str(cells["number"]), unit_cost_fen=int(cells["unit_cost_fen"] or 0))


PRICES = Description(
    kind=ImportKind.PRICES,
    modes=(Mode.SET,),
    name=Text(en="Prices", zh="价格"),
    columns=(Column(name="number", heading=Text(en="Part number", zh="配件编号"), cell=CodeCell()), UNIT_COST),
    key=by("number"),
    build=_price,
)
