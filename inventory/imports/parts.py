"""Parts of the catalogue (P6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inventory.imports.cells import ChoiceCell, CodeCell, MoneyCell, Plain, TextCell, YesNoCell
from inventory.imports.description import Column, Description, by
from inventory.imports.life import ImportKind, Mode
from inventory.parts import MOST_COST_FEN, Part, PartCategory
from refusals import Text

CATEGORIES = {
    PartCategory.MAIN: Text(en="main", zh="主要件"),
    PartCategory.WEAR: Text(en="wear", zh="易损件"),
    PartCategory.PLASTIC: Text(en="plastic", zh="塑料件"),
    PartCategory.ELECTRICAL: Text(en="electrical", zh="电器件"),
    PartCategory.MECHANICAL: Text(en="mechanical", zh="机械件"),
    PartCategory.WHOLE_UNIT: Text(en="whole unit", zh="整机"),
}
UNIT_COST = Column(
    name="unit_cost_fen", heading=Text(en="Unit cost (yuan)", zh="单价（元）"), cell=MoneyCell(most_fen=MOST_COST_FEN)
)


def _part(cells: Mapping[str, Plain]) -> Part:
    given: dict[str, Any] = {**cells, "category": PartCategory(str(cells["category"]))}
    return Part(**given)


PARTS = Description(
    kind=ImportKind.PARTS,
    modes=(Mode.ADD, Mode.SET),
    name=Text(en="Parts", zh="配件"),
    columns=(
        Column(name="number", heading=Text(en="Part number", zh="配件编号"), cell=CodeCell()),
        Column(name="name_zh", heading=Text(en="Name (zh)", zh="中文名称"), cell=TextCell()),
        Column(name="name_en", heading=Text(en="Name (en)", zh="英文名称"), cell=TextCell()),
        Column(name="category", heading=Text(en="Category", zh="类别"), cell=ChoiceCell(CATEGORIES)),
        UNIT_COST,
        Column(name="must_return", heading=Text(en="Old part must come back", zh="旧件须返回"), cell=YesNoCell()),
        Column(name="barcode", heading=Text(en="Barcode", zh="条码"), cell=CodeCell(), required=False),
        Column(
            name="serial_tracked",
            heading=Text(en="Tracked by serial number", zh="按序列号管理"),
            cell=YesNoCell(),
            required=False,
            default=False,
        ),
        Column(name="superseded_by", heading=Text(en="Superseded by", zh="替代件"), cell=CodeCell(), required=False),
    ),
    key=by("number"),
    build=_part,
)
