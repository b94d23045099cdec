"""The clocks of service orders over HTTP: how they stand, and what a desk says about them (S1, S3, S4, S5, S10)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from litestar import Request

from fieldops.actions import clock_desk as actions
from fieldops.actions.clock_desk import Pausing, ShownClock
from fieldops.store.clocks import Sought
from fieldops.store.policies import NoPolicy
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query
from fieldops.web.routes import acts, lists, shows
from fieldops.web.wanted import page_of
from inventory.people import Permission
from refusals import NotFound
from routing.clock_refusals import (
    ClockAlreadyStopped,
    ClockWrongState,
    PausesOverlap,
    StepBeforeStart,
    StepInFuture,
    StepOutOfOrder,
)
from routing.clocks import ClockKind

CLOCK = {
    "order": "SO-20261122-000001",
    "kind": "arrive",
    "holder": "ZJ-021",
    "due_holder": "ZJ-021",
    "standing": "running",
    "at_risk": False,
    "started_at": "2026-11-22T09:30:00+08:00",
    "at_risk_at": "2026-11-23T05:30:00+08:00",
    "due_at": "2026-11-23T09:30:00+08:00",
    "left_s": 27000,
    "over_s": 0,
    "measure": "wall_clock",
    "basis": "urban",
    "paused_since": None,
    "stopped_at": None,
    "cancelled_at": None,
    "told": None,
    "unpublished_years": [],
    "holdings": [
        {"node": "HQ", "since": "2026-11-22T09:30:00+08:00"},
        {"node": "ZJ-021", "since": "2026-11-22T09:40:00+08:00"},
    ],
    "pauses": [],
    "renewals": [],
}
PAUSE = {
    "from_at": "2026-11-22T11:00:00+08:00",
    "reason": "customer_asked",
    "note": "用户出差，周三回来",
    "to_at": None,
}
PAUSED = CLOCK | {"standing": "paused", "paused_since": PAUSE["from_at"], "pauses": [PAUSE]}
RESUMED = CLOCK | {"pauses": [PAUSE | {"to_at": "2026-11-22T12:00:00+08:00"}]}
STOPPED = CLOCK | {"kind": "arranged", "standing": "met", "stopped_at": "2026-11-22T10:10:00+08:00", "basis": None}
STEPS = (NotFound, ClockWrongState, StepInFuture, StepBeforeStart, StepOutOfOrder, NoPolicy)


class Moment(msgspec.Struct, kw_only=True):
    """``at`` is when it happened; None for now."""

    at: datetime | None = None


@lists(
    "/clocks",
    Listing(Sought, ordering=("due_at", "started_at")),
    answer=page_of(CLOCK),
    refusals=(NoPolicy,),
    needs=Permission.ORDERS_READ,
)
async def list_clocks(asked: Query[Sought], request: Request[Any, Any, Any], now: Now) -> Page[ShownClock]:
    """Clocks of all orders: what is due before a moment, what was missed since another, by holder, kind and how they stand."""
    found = await actions.page(
        asked.filters,
        ordering=asked.ordering,
        limit=asked.limit,
        offset=asked.offset,
        zone=request.app.state.zone,
        now=now,
    )
    return asked.page(*found)


@shows(
    "/service-orders/{number:str}/clocks", refusals=(NotFound, NoPolicy), answer=[CLOCK], needs=Permission.ORDERS_READ
)
async def show_order_clocks(number: FromPath[str], request: Request[Any, Any, Any], now: Now) -> list[ShownClock]:
    """All clocks of an order in the order in which they started, with who had them, their pauses and other due times."""
    return await actions.clocks_of(number, zone=request.app.state.zone, now=now)


@acts(
    "/service-orders/{number:str}/clocks/{kind:str}/pause",
    example={"reason": "customer_asked", "note": "用户出差，周三回来", "at": "2026-11-22T11:00:00+08:00"},
    refusals=(*STEPS, PausesOverlap),
    answer=PAUSED,
    needs=Permission.CLOCKS_KEEP,
)
async def pause_clock(
    number: FromPath[str], kind: FromPath[str], data: Body[Pausing], request: Request[Any, Any, Any], now: Now
) -> ShownClock:
    """It doesn't count from then on, for a reason that stays on record; what lies with us is none."""
    zone = request.app.state.zone
    return await perform(actions.pause_clock, number, _kind(number, kind), data, zone=zone, now=now)


@acts(
    "/service-orders/{number:str}/clocks/{kind:str}/resume",
    example={"at": "2026-11-22T12:00:00+08:00"},
    refusals=STEPS,
    answer=RESUMED,
    needs=Permission.CLOCKS_KEEP,
)
async def resume_clock(
    number: FromPath[str], kind: FromPath[str], data: Body[Moment], request: Request[Any, Any, Any], now: Now
) -> ShownClock:
    """It counts again, and is due later by what it would have counted in the pause."""
    zone = request.app.state.zone
    return await perform(actions.resume_clock, number, _kind(number, kind), data.at, zone=zone, now=now)


def _kind(number: str, written: str) -> ClockKind:
    """:raises NotFound: it is none."""
    try:
        return ClockKind(written)
    except ValueError as error:
        raise NotFound(kind="clock", key=f"{number}/{written}") from error


@acts(
    "/service-orders/{number:str}/arranged",
    example={"at": "2026-11-22T10:10:00+08:00"},
    refusals=(*STEPS, ClockAlreadyStopped),
    answer=STOPPED,
    needs=Permission.CLOCKS_KEEP,
)
async def arrange_order(
    number: FromPath[str], data: Body[Moment], request: Request[Any, Any, Any], now: Now
) -> ShownClock:
    """It is arranged who does it, also before a time is booked: "arranged within 2 h" (S3)."""
    return await perform(actions.arranged, number, data.at, zone=request.app.state.zone, now=now)


@acts(
    "/service-orders/{number:str}/checked",
    example={"at": "2026-11-22T12:30:00+08:00"},
    refusals=(*STEPS, ClockAlreadyStopped),
    answer=STOPPED | {"kind": "checked"},
    needs=Permission.CLOCKS_KEEP,
)
async def check_order(
    number: FromPath[str], data: Body[Moment], request: Request[Any, Any, Any], now: Now
) -> ShownClock:
    """Somebody checked that it goes on as arranged: "checked within 4 h" (S3)."""
    return await perform(actions.checked, number, data.at, zone=request.app.state.zone, now=now)


RESOURCES = (list_clocks, show_order_clocks, pause_clock, resume_clock, arrange_order, check_order)
