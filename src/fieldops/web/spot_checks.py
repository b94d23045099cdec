"""Spot checks over HTTP (O5)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
from litestar import Request

from fieldops.actions import spot_checks as actions
from fieldops.actions.spot_checks import ShownDraw
from fieldops.store import spot_checks as store
from fieldops.store.policies import NoPolicy
from fieldops.store.spot_checks import KeptCheck, RepairInDraw
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query
from fieldops.web.requests import actor_of, desk_of
from fieldops.web.routes import acts, creates, lists, shows
from fieldops.web.visits import Reason
from fieldops.web.wanted import page_of, wanted
from inventory.people import Permission
from inventory.spot_checks import (
    MonthStillRuns,
    NewDraw,
    SampleDraw,
    SampleDrawn,
    SpotCheckWrongState,
    State,
    Way,
)
from inventory.warranty import UseClassUnknown
from refusals import NotFound

NEW = {"period": "2026-10", "seed": 20261105}
DRAW = {
    **NEW,
    "policy": {"percent": 5, "least": 2, "visit_percent": 20},
    "drawn_by": "technical",
    "drawn_at": "2026-11-05T10:00:00+08:00",
}
SHOWN_DRAW = {"draw": DRAW, "repairs": 41, "checks": 3, "same": True}
CHECK = {
    "order": "SO-20261022-000001",
    "outlet": "ZJ-021",
    "period": "2026-10",
    "way": "call",
    "state": "failed",
    "freezes_claim": True,
    "drawn_at": "2026-11-05T10:00:00+08:00",
    "checked_by": "technical",
    "checked_at": "2026-11-06T10:00:00+08:00",
    "note": "客户称未更换配件",
    "lifted_by": None,
    "lift_reason": "",
}
REPAIR = {"order": "SO-20261022-000001", "outlet": "ZJ-021", "period": "2026-10"}


class CheckFilters(msgspec.Struct, kw_only=True, frozen=True):
    period: str | None = None
    outlet: str | None = None
    way: Way | None = None
    state: State | None = None


class DrawFilters(msgspec.Struct, kw_only=True, frozen=True):
    period: str | None = None


class RepairFilters(msgspec.Struct, kw_only=True, frozen=True):
    period: str | None = None
    outlet: str | None = None


class CheckShown(msgspec.Struct, kw_only=True):
    """``freezes_claim``: nothing is paid for the order while this holds."""

    order: str
    outlet: str
    period: str
    way: Way
    state: State
    freezes_claim: bool
    drawn_at: datetime
    checked_by: str | None
    checked_at: datetime | None
    note: str
    lifted_by: str | None
    lift_reason: str


class VersionedCheckShown(msgspec.Struct, kw_only=True):
    value: CheckShown
    version: int


class Found(msgspec.Struct, kw_only=True):
    """What the customer said, or what was seen."""

    note: str = ""


def shown(kept: KeptCheck) -> CheckShown:
    check = kept.value
    return CheckShown(
        order=check.order,
        outlet=check.outlet,
        period=kept.period,
        way=check.way,
        state=check.state,
        freezes_claim=check.freezes_claim,
        drawn_at=check.drawn_at,
        checked_by=check.checked_by,
        checked_at=check.checked_at,
        note=check.note,
        lifted_by=check.lifted_by,
        lift_reason=check.lift_reason,
    )


def _versioned(kept: KeptCheck) -> VersionedCheckShown:
    return VersionedCheckShown(value=shown(kept), version=kept.version)


@lists(
    "/spot-checks",
    Listing(CheckFilters, ordering=("-period", "outlet", "way", "state")),
    answer=page_of(CHECK),
    needs=Permission.SPOT_CHECKS_READ,
)
async def list_spot_checks(asked: Query[CheckFilters]) -> Page[CheckShown]:
    """The samples, and what came of them."""
    count, found = await store.check_page(wanted(asked))
    return asked.page(count, [shown(one) for one in found])


@shows("/spot-checks/{order:str}", refusals=(NotFound,), answer=CHECK, needs=Permission.SPOT_CHECKS_READ)
async def show_spot_check(order: FromPath[str]) -> VersionedCheckShown:
    """The spot check of an order that was drawn."""
    return _versioned(await store.check(order))


@creates(
    "/spot-check-draws",
    example=NEW,
    refusals=(MonthStillRuns, SampleDrawn, NoPolicy, UseClassUnknown),
    answer=SHOWN_DRAW,
    needs=Permission.SPOT_CHECKS_DRAW,
)
async def draw_spot_checks(data: Body[NewDraw], request: Request[Any, Any, Any], now: Now) -> ShownDraw:
    """Draw a month's sample of each outlet's closed warranty repairs; the seed decides, and drawn again nothing new is."""
    return await perform(actions.draw_sample, data, desk_of(request, now))


@lists(
    "/spot-check-draws",
    Listing(DrawFilters, ordering=("-period",)),
    answer=page_of(DRAW),
    needs=Permission.SPOT_CHECKS_DRAW,
)
async def list_draws(asked: Query[DrawFilters]) -> Page[SampleDraw]:
    """Who drew which month, with which seed and figures."""
    return asked.page(*await store.draw_page(wanted(asked)))


@shows("/spot-check-draws/{period:str}", refusals=(NotFound,), answer=SHOWN_DRAW, needs=Permission.SPOT_CHECKS_DRAW)
async def show_draw(period: FromPath[str]) -> ShownDraw:
    """How a month was drawn; it is drawn again, and ``same`` tells whether it comes to the same checks."""
    return await actions.show_draw(period)


@lists(
    "/spot-check-repairs",
    Listing(RepairFilters, ordering=("-period", "order", "outlet")),
    answer=page_of(REPAIR),
    needs=Permission.SPOT_CHECKS_READ,
)
async def list_drawn_from(asked: Query[RepairFilters]) -> Page[RepairInDraw]:
    """The closed warranty repairs that the samples were drawn from: with seed and figures, all that it takes to draw again."""
    sought = wanted(asked)
    return asked.page(
        *await store.repair_page(replace(sought, ordering=sought.ordering.replace("order", "service_order")))
    )


@acts(
    "/spot-checks/{order:str}/pass",
    example={"note": "客户确认已更换"},
    refusals=(NotFound, SpotCheckWrongState),
    answer=CHECK,
    needs=Permission.SPOT_CHECKS_CHECK,
)
async def pass_spot_check(
    order: FromPath[str], data: Body[Found], request: Request[Any, Any, Any], now: Now
) -> VersionedCheckShown:
    """The customer confirms the repair."""
    return await perform(_done, actions.pass_check, order, data.note, by=actor_of(request), now=now)


@acts(
    "/spot-checks/{order:str}/fail",
    example={"note": "客户称未更换配件"},
    refusals=(NotFound, SpotCheckWrongState),
    answer=CHECK,
    needs=Permission.SPOT_CHECKS_CHECK,
)
async def fail_spot_check(
    order: FromPath[str], data: Body[Found], request: Request[Any, Any, Any], now: Now
) -> VersionedCheckShown:
    """What the record says isn't so: nothing is paid for the order."""
    return await perform(_done, actions.fail_check, order, data.note, by=actor_of(request), now=now)


@acts(
    "/spot-checks/{order:str}/lift",
    example={"reason": "客户记错了日期，已补签确认"},
    refusals=(NotFound, SpotCheckWrongState),
    answer=CHECK,
    needs=Permission.SPOT_CHECKS_LIFT,
)
async def lift_spot_check(
    order: FromPath[str], data: Body[Reason], request: Request[Any, Any, Any]
) -> VersionedCheckShown:
    """Decide that the claim goes on although the check failed."""
    return await perform(_done, actions.lift, order, data.reason, by=actor_of(request))


async def _done(verb: Callable[..., Awaitable[KeptCheck]], *given: Any, **named: Any) -> VersionedCheckShown:
    return _versioned(await verb(*given, **named))


RESOURCES = (
    list_spot_checks,
    show_spot_check,
    draw_spot_checks,
    list_draws,
    show_draw,
    list_drawn_from,
    pass_spot_check,
    fail_spot_check,
    lift_spot_check,
)
