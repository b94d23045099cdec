"""Service orders that came in by another channel, each with its number (S2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from inventory.imports.cells import ChoiceCell, CodeCell, Plain, TextCell, WholeCell
from inventory.imports.description import Column, Description, by
from inventory.imports.life import ImportKind, Mode
from inventory.imports.moments import MomentCell
from inventory.orders import Appointment, OrderKind, ServiceOrder
from refusals import FieldProblem, Text, refuse_all

KINDS = {
    OrderKind.CONSULTATION: Text(en="consultation", zh="咨询"),
    OrderKind.REPAIR: Text(en="repair", zh="维修"),
    OrderKind.INSTALLATION: Text(en="installation", zh="安装"),
    OrderKind.INSPECTION: Text(en="inspection", zh="巡检"),
    OrderKind.SWAP: Text(en="swap", zh="换机"),
    OrderKind.COMPLAINT: Text(en="complaint", zh="投诉"),
}
"""All but a chaser, which is about an order that is here already."""

USUAL_LEVEL = 3
ALONE = Text(en="must be given with the other end of the appointment", zh="预约时段的起止须同时填写")


def order_of(cells: Mapping[str, Plain]) -> ServiceOrder:
    """The order of a row. :raises Invalid:"""
    whole = {**SERVICE_ORDERS.defaults, **cells}
    return ServiceOrder(
        number=str(whole["number"]),
        kind=OrderKind(str(whole["kind"])),
        customer=str(whole["customer"]),
        outlet=str(whole["outlet"]),
        registered_at=datetime.fromisoformat(str(whole["registered_at"])),
        unit=_text(whole["unit"]),
        fault=_text(whole["fault"]),
        fault_level=int(whole["fault_level"] or USUAL_LEVEL),
        appointment=_appointment(whole["starts"], whole["ends"]),
        note=str(whole["note"] or ""),
    )


def _text(cell: Plain) -> str | None:
    return None if cell is None else str(cell)


def _appointment(starts: Plain, ends: Plain) -> Appointment | None:
    if starts is None and ends is None:
        return None
    refuse_all(
        FieldProblem("starts", "missing", ALONE) if starts is None else None,
        FieldProblem("ends", "missing", ALONE) if ends is None else None,
    )
    return Appointment(starts=datetime.fromisoformat(str(starts)), ends=datetime.fromisoformat(str(ends)))


SERVICE_ORDERS = Description(
    kind=ImportKind.SERVICE_ORDERS,
    modes=(Mode.ADD,),
    name=Text(en="Service orders", zh="维修单"),
    columns=(
        Column(name="number", heading=Text(en="Order number", zh="维修单号"), cell=CodeCell()),
        Column(name="kind", heading=Text(en="Kind", zh="类型"), cell=ChoiceCell(KINDS)),
        Column(name="customer", heading=Text(en="Customer code", zh="客户编号"), cell=CodeCell()),
        Column(name="unit", heading=Text(en="Serial or barcode", zh="机号（条码）"), cell=CodeCell(), required=False),
        Column(name="fault", heading=Text(en="Fault code", zh="故障代码"), cell=CodeCell(), required=False),
        Column(
            name="fault_level",
            heading=Text(en="Fault level", zh="故障级别"),
            cell=WholeCell(1, 4),
            required=False,
            default=USUAL_LEVEL,
            compared=False,
        ),
        Column(name="outlet", heading=Text(en="Node that has it", zh="所在网点"), cell=CodeCell(), compared=False),
        Column(name="registered_at", heading=Text(en="Registered at", zh="登记时间"), cell=MomentCell()),
        Column(
            name="starts",
            heading=Text(en="Appointment from", zh="预约开始"),
            cell=MomentCell(),
            required=False,
            compared=False,
        ),
        Column(
            name="ends",
            heading=Text(en="Appointment until", zh="预约结束"),
            cell=MomentCell(),
            required=False,
            compared=False,
        ),
        Column(
            name="note",
            heading=Text(en="Note", zh="备注"),
            cell=TextCell(most=2000),
            required=False,
            default="",
            compared=False,
        ),
    ),
    key=by("number"),
    build=order_of,
)
