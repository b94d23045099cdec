"""What partners' repairs took of parts, month by month, before fieldops booked it (P4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from inventory.imports.cells import CodeCell, MonthCell, Plain, WholeCell
from inventory.imports.description import Column, Description, by
from inventory.imports.life import ImportKind, Mode
from inventory.network import is_code
from inventory.parts import MOST_PIECES
from inventory.quotas import is_month
from refusals import Text, in_range, refuse_all


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDemand:
    """``pieces`` of a part in a month; 0 says that the records know the month and nothing was taken."""

    partner: str
    part: str
    month: str
    pieces: int

    def __post_init__(self) -> None:
        refuse_all(
            is_code("partner", self.partner),
            is_code("part", self.part),
            is_month("month", self.month),
            in_range("pieces", self.pieces, 0, MOST_PIECES),
        )


def _past(cells: Mapping[str, Plain]) -> PastDemand:
    return PastDemand(
        partner=str(cells["partner"]),
        part=str(cells["part"]),
        month=str(cells["month"]),
        pieces=int(cells["pieces"] or 0),
    )


DEMAND = Description(
    kind=ImportKind.DEMAND,
    modes=(Mode.ADD, Mode.SET),
    name=Text(en="Past demand", zh="历史用量"),
    columns=(
        Column(name="partner", heading=Text(en="Partner code", zh="网点编号"), cell=CodeCell()),
        Column(name="part", heading=Text(en="Part number", zh="配件编号"), cell=CodeCell()),
        Column(name="month", heading=Text(en="Month", zh="月份"), cell=MonthCell()),
        Column(name="pieces", heading=Text(en="Pieces", zh="数量"), cell=WholeCell(0, MOST_PIECES)),
    ),
    key=by("partner", "part", "month"),
    build=_past,
)
