"""Stock of ours at places (P1): *set* is a count, whose difference is corrected with a reason; *add* is a receipt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from inventory.accounts import AccountKind, Condition, parts_account
from inventory.imports.cells import ChoiceCell, CodeCell, Plain, TextCell, WholeCell, YesNoCell
from inventory.imports.description import Cells, Column, Description, by
from inventory.imports.life import ImportKind, Mode
from inventory.ledger import Purpose, Transfer
from inventory.network import is_code
from inventory.parts import MOST_PIECES, ReceiptLine, StockReceipt
from refusals import Text, in_range, plain_text, refuse_all

MOST_COUNTED = 10**7

CONDITIONS = {
    Condition.NEW: Text(en="new", zh="新件"),
    Condition.REUSABLE: Text(en="reusable", zh="可用旧件"),
    Condition.DEFECTIVE: Text(en="defective", zh="故障件"),
    Condition.SCRAP: Text(en="scrap", zh="报废件"),
}
LOCATION = Column(name="location", heading=Text(en="Location", zh="库位"), cell=CodeCell())
PART = Column(name="part", heading=Text(en="Part number", zh="配件编号"), cell=CodeCell())


@dataclass(frozen=True, slots=True, kw_only=True)
class StockCount:
    """Pieces of a part of ours that were counted at a location. ``reason`` says why there are others than booked."""

    location: str
    part: str
    quantity: int
    condition: Condition = Condition.NEW
    reason: str = ""

    def __post_init__(self) -> None:
        refuse_all(
            is_code("location", self.location),
            is_code("part", self.part),
            in_range("quantity", self.quantity, 0, MOST_COUNTED),
            plain_text("reason", self.reason, most=200),
        )


def _count(cells: Mapping[str, Plain]) -> StockCount:
    return StockCount(
        location=str(cells["location"]),
        part=str(cells["part"]),
        quantity=int(cells["quantity"] or 0),
        condition=Condition(str(cells["condition"])),
        reason=str(cells["reason"] or ""),
    )


def _receipt(cells: Mapping[str, Plain]) -> StockReceipt:
    return StockReceipt(
        reference=str(cells["reference"]),
        location=str(cells["location"]),
        lines=(ReceiptLine(part=str(cells["part"]), quantity=int(cells["quantity"] or 0)),),
        set_aside=bool(cells["set_aside"]),
    )


STOCK_COUNTED = Description(
    kind=ImportKind.STOCK,
    modes=(Mode.SET,),
    name=Text(en="Stock counted", zh="库存盘点"),
    columns=(
        LOCATION,
        PART,
        Column(name="condition", heading=Text(en="Condition", zh="状态"), cell=ChoiceCell(CONDITIONS)),
        Column(name="quantity", heading=Text(en="Quantity", zh="数量"), cell=WholeCell(0, MOST_COUNTED)),
        Column(
            name="reason",
            heading=Text(en="Reason of the difference", zh="差异原因"),
            cell=TextCell(),
            required=False,
            compared=False,
        ),
    ),
    key=by("location", "part", "condition"),
    build=_count,
)
STOCK_RECEIVED = Description(
    kind=ImportKind.STOCK,
    modes=(Mode.ADD,),
    name=Text(en="Stock received", zh="入库"),
    columns=(
        Column(name="reference", heading=Text(en="Delivery note", zh="送货单号"), cell=CodeCell()),
        LOCATION,
        PART,
        Column(name="quantity", heading=Text(en="Quantity", zh="数量"), cell=WholeCell(1, MOST_PIECES)),
        Column(
            name="set_aside",
            heading=Text(en="Set aside for swaps", zh="备机专用"),
            cell=YesNoCell(),
            required=False,
            default=False,
        ),
    ),
    key=lambda cells: f"receipt/{cells['part']} {cells['reference']}",
    build=_receipt,
)


def correction(count: Mapping[str, Plain], booked: int, *, ours: str, id: str, now: datetime) -> Transfer:
    """What brings the ``booked`` pieces to those counted, which are others (P1). ``id`` names the row."""
    found = _count({"reason": None, **count})
    there = parts_account(AccountKind.STOCK, ours, found.location, found.part, found.condition)
    outside = parts_account(AccountKind.CORRECTION, ours, "", found.part, found.condition)
    missing = found.quantity - booked
    return Transfer(
        id=id,
        source=outside if missing > 0 else there,
        destination=there if missing > 0 else outside,
        amount=abs(missing),
        purpose=Purpose.COUNT,
        reference=id,
        occurred_at=now,
    )


def receipt_of(cells: Cells) -> StockReceipt:
    """The delivery that a row tells of: booked like one that was told by hand, so none comes in twice."""
    return _receipt({**STOCK_RECEIVED.defaults, **cells})
