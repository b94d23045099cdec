"""Machines that dealers have sold, what proves it, and whether their receipt cards came (W1, W4, W5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from inventory.imports.cells import CodeCell, DayCell, Plain, TextCell
from inventory.imports.description import Column, Description, by
from inventory.imports.life import ImportKind, Mode
from inventory.orders import HOUSEHOLD, SoldUnit
from refusals import Text


def _unit(cells: Mapping[str, Plain]) -> SoldUnit:
    invoice = cells["invoice"]
    return SoldUnit(
        serial=str(cells["serial"]),
        model=str(cells["model"]),
        sold_by=str(cells["sold_by"]),
        sold_on=date.fromisoformat(str(cells["sold_on"])),
        receipt_card_on=_day(cells["receipt_card_on"]),
        use_class=str(cells["use_class"]),
        invoice=None if invoice is None else str(invoice),
        made_on=_day(cells["made_on"]),
    )


def _day(cell: Plain) -> date | None:
    return date.fromisoformat(str(cell)) if cell else None


UNITS_SOLD = Description(
    kind=ImportKind.UNITS_SOLD,
    modes=(Mode.ADD, Mode.SET),
    name=Text(en="Units sold", zh="已售机器"),
    columns=(
        Column(name="serial", heading=Text(en="Serial or barcode", zh="机号（条码）"), cell=CodeCell()),
        Column(name="model", heading=Text(en="Product model", zh="产品型号"), cell=CodeCell()),
        Column(name="sold_by", heading=Text(en="Dealer", zh="经销商"), cell=CodeCell()),
        Column(name="sold_on", heading=Text(en="Sold on", zh="销售日期"), cell=DayCell()),
        Column(
            name="receipt_card_on",
            heading=Text(en="Receipt card received on", zh="回执卡收到日期"),
            cell=DayCell(),
            required=False,
        ),
        Column(
            name="use_class",
            heading=Text(en="Use class", zh="用途"),
            cell=TextCell(most=40),
            required=False,
            default=HOUSEHOLD,
        ),
        Column(name="invoice", heading=Text(en="Invoice", zh="发票号"), cell=TextCell(most=80), required=False),
        Column(name="made_on", heading=Text(en="Made on", zh="生产日期"), cell=DayCell(), required=False),
    ),
    key=by("serial"),
    build=_unit,
)
