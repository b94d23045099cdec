"""Receipt cards that reached head office (W5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from inventory.imports.cells import CodeCell, DayCell, Plain
from inventory.imports.description import Column, Description, by
from inventory.imports.life import ImportKind, Mode
from inventory.sold_units import ReceiptCard
from refusals import Text


def _card(cells: Mapping[str, Plain]) -> ReceiptCard:
    return ReceiptCard(serial=str(cells["serial"]), on=date.fromisoformat(str(cells["receipt_card_on"])))


RECEIPT_CARDS = Description(
    kind=ImportKind.RECEIPT_CARDS,
    modes=(Mode.SET,),
    name=Text(en="Receipt cards", zh="三包回执卡"),
    columns=(
        Column(name="serial", heading=Text(en="Serial or barcode", zh="机号（条码）"), cell=CodeCell()),
        Column(
            name="receipt_card_on",
            heading=Text(en="Receipt card received on", zh="回执卡收到日期"),
            cell=DayCell(),
        ),
    ),
    key=by("serial"),
    build=_card,
)
