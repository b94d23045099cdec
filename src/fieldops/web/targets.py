"""Completion targets over HTTP (S6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar import Request

from fieldops.actions import targets as actions
from fieldops.store.policies import NoPolicy
from fieldops.web import computed
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Now, Query
from fieldops.web.requests import local_month
from fieldops.web.routes import lists
from fieldops.web.wanted import page_of
from inventory.order_results import Standing
from inventory.people import Permission
from inventory.targets import Level, MonthlyCompletion, Share

SHARE = {
    "level": "province",
    "code": "ZJ",
    "days": 3,
    "percent": 85,
    "in_time": 172,
    "counted": 196,
    "pending": 0,
    "basis_points": 8775,
    "met": True,
}
ORDER = {
    "level": "province",
    "code": "ZJ",
    "days": 3,
    "order": "SO-20261102-000017",
    "registered_at": "2026-11-02T09:10:00+08:00",
    "completed_at": "2026-11-05T15:40:00+08:00",
    "due_at": "2026-11-05T09:10:00+08:00",
    "agreed": False,
    "standing": "late",
}


class TargetShare(msgspec.Struct, kw_only=True):
    """``basis_points`` are hundredths of a percent, 0 while nothing is decided; ``met`` is None then."""

    level: Level
    code: str
    days: int
    percent: int
    in_time: int
    counted: int
    pending: int
    basis_points: int
    met: bool | None


class TargetOrder(msgspec.Struct, kw_only=True):
    """An order behind a share. ``agreed``: it counts by a time that the customer or the weather asked for."""

    level: Level
    code: str
    days: int
    order: str
    registered_at: datetime
    completed_at: datetime | None
    due_at: datetime
    agreed: bool
    standing: Standing


PERIOD = msgspec.Meta(description="The month of registration; else this one.")
AS_OF = msgspec.Meta(description="As orders stood then; else now.")


class ShareFilters(msgspec.Struct, kw_only=True, frozen=True):
    period: Annotated[str | None, PERIOD] = None
    as_of: Annotated[datetime | None, AS_OF] = None
    level: Level | None = None
    code: str | None = None
    days: int | None = None
    met: bool | None = None


class OrderFilters(msgspec.Struct, kw_only=True, frozen=True):
    period: Annotated[str | None, PERIOD] = None
    as_of: Annotated[datetime | None, AS_OF] = None
    level: Level | None = None
    code: str | None = None
    days: int | None = None
    order: str | None = None
    standing: Standing | None = None


def share_shown(level: Level, share: Share) -> TargetShare:
    return TargetShare(
        level=level,
        code=share.code,
        days=share.target.days,
        percent=share.target.percent,
        in_time=share.in_time,
        counted=share.counted,
        pending=share.pending,
        basis_points=share.basis_points or 0,
        met=share.met,
    )


def orders_shown(level: Level, share: Share) -> Iterator[TargetOrder]:
    for line in share.lines:
        yield TargetOrder(
            level=level,
            code=share.code,
            days=share.target.days,
            order=line.order,
            registered_at=line.registered_at,
            completed_at=line.completed_at,
            due_at=line.due_at,
            agreed=line.agreed,
            standing=line.standing,
        )


BESIDES = ("period", "as_of")


async def _month(asked: Any, request: Request[Any, Any, Any], now: datetime) -> MonthlyCompletion:
    period = asked.filters.period or local_month(request, now)
    return await actions.month(period, as_of=min(asked.filters.as_of or now, now), zone=request.app.state.zone)


@lists(
    "/targets",
    Listing(ShareFilters, ordering=("level", "code", "days", "basis_points", "-counted")),
    answer=page_of(SHARE),
    refusals=(NoPolicy,),
    needs=Permission.TARGETS_READ,
)
async def list_targets(asked: Query[ShareFilters], request: Request[Any, Any, Any], now: Now) -> Page[TargetShare]:
    """How provinces, outlets and technicians stand towards the completion targets of a month."""
    found = await _month(asked, request, now)
    rows = [share_shown(level, share) for level, share in found.shares]
    return computed.page_of(asked, rows, besides=BESIDES)


@lists(
    "/target-orders",
    Listing(OrderFilters, ordering=("order", "level", "code", "days", "registered_at", "due_at")),
    answer=page_of(ORDER),
    refusals=(NoPolicy,),
    needs=Permission.TARGETS_READ,
)
async def list_target_orders(
    asked: Query[OrderFilters], request: Request[Any, Any, Any], now: Now
) -> Page[TargetOrder]:
    """The orders behind each share, and how each counts."""
    found = await _month(asked, request, now)
    rows = [row for level, share in found.shares for row in orders_shown(level, share)]
    return computed.page_of(asked, rows, besides=BESIDES)


RESOURCES = (list_targets, list_target_orders)
