"""What a new order can't say, whichever channel it comes by (S1, S2, S3)."""

from __future__ import annotations

from datetime import datetime

from inventory.network import Node, NodeKind
from inventory.orders import OrderStatus, ServiceOrder
from refusals import FieldProblem, Text


def begins(order: ServiceOrder, *, now: datetime) -> list[FieldProblem]:
    """What is wrong with a new order: it lies in the future, or says of itself where it stands and until when it is promised,
    which follow from its registration (S1, S2)."""
    ours = Text(en="is not for a new order", zh="新维修单不能填写")
    shown = now.isoformat(timespec="seconds")
    ahead = Text(en=f"must not be after now ({shown})", zh=f"不能晚于当前时间（{shown}）")
    given = {"status": order.status is not OrderStatus.REGISTERED, "promised": order.promised is not None}
    problems = [FieldProblem(name, "not_allowed", ours) for name, told in given.items() if told]
    late = order.registered_at > now
    return [*problems, *([FieldProblem("registered_at", "too_late", ahead)] if late else [])]


def may_be_booked(order: ServiceOrder, node: Node) -> FieldProblem | None:
    """A time is agreed by who goes there; the head office only forwards (S3)."""
    if order.appointment is None or node.kind is not NodeKind.HEAD_OFFICE:
        return None
    text = Text(
        en=f"{node.code} only forwards orders: name the outlet or province that goes there at this time",
        zh=f"{node.code} 只负责转派，请填写按此时间上门的网点或省级服务中心",
    )
    return FieldProblem("appointment.starts", "not_allowed", text)
