"""Results of orders, and the policies that targets and incentives are tested with."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from inventory.causes import Owner
from inventory.order_results import AgreedTime, LateForward, OrderResult
from inventory.orders import OrderKind

CHINA = timezone(timedelta(hours=8))
START = datetime(2026, 11, 2, 9, tzinfo=CHINA)
AS_OF = datetime(2026, 12, 12, tzinfo=CHINA)
PERIOD = "2026-11"


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def a_result(order: str = "SO-1", done_h: float | None = 20, **given: Any) -> OrderResult:
    """An order of the morning of 2 November, done after so many hours, 12 km from its outlet."""
    usual = {
        "kind": OrderKind.REPAIR,
        "product": "front_loader",
        "province": "ZJ",
        "outlet": "ZJ-001",
        "technician": "ZJ-T001",
        "registered_at": START,
        "distance_m": 12_300,
        "completed_at": None if done_h is None else given.get("registered_at", START) + timedelta(hours=done_h),
    }
    return OrderResult(**{"order": order, **usual, **given})


def agreed(hours: float, asked_by: Owner = Owner.CUSTOMER) -> AgreedTime:
    return AgreedTime(at=at(hours), asked_by=asked_by)


def a_late_forward(node: str = "HQ", minutes: int = 10) -> LateForward:
    return LateForward(node=node, due_at=START, done_at=START + timedelta(minutes=minutes), person="li")
