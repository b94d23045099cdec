"""What is done with a service order from its registration to its end, over HTTP (S2, S3, S4, S10)."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request

from fieldops.actions import crises as crisis_actions
from fieldops.actions import order_lives as actions
from fieldops.store import crises, order_lives
from fieldops.store.crises import Crisis
from fieldops.store.order_lives import Step
from fieldops.store.orders import VersionedOrder
from fieldops.store.policies import NoPolicy
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.orders import ORDER_SHOWN
from fieldops.web.params import Body, FromPath, Now, Query
from fieldops.web.requests import desk_of
from fieldops.web.routes import acts, lists
from fieldops.web.wanted import page_of, wanted
from inventory.order_life import (
    EscalatesNotUpwards,
    Level,
    NothingEscalated,
    OrderWrongKind,
    OrderWrongStatus,
    Verb,
    WaitingFor,
)
from inventory.order_links import NotADuplicate
from inventory.orders import OrderNotOpen, Reached
from inventory.people import Permission
from inventory.visit_refusals import VisitClosed, VisitWrongState
from refusals import NotFound
from routing.clock_policy import TargetMissing
from routing.clock_refusals import StepOutOfOrder

STEP = {
    "id": 4,
    "order": "SO-20261122-000001",
    "verb": "book",
    "at": "2026-11-22T10:05:00+08:00",
    "by": "clerk.zj-021",
    "status": "booked",
    "node": "ZJ-021",
    "appointment": {"starts": "2026-11-23T10:00:00+08:00", "ends": "2026-11-23T12:00:00+08:00"},
    "asked_by": "customer",
    "waiting_for": None,
    "level": None,
    "note": "",
}
CRISIS = {
    "complaint": "SO-20261122-000009",
    "node": "ZJ",
    "recognised_at": "2026-11-22T16:00:00+08:00",
    "grounds": ["chased"],
}
STEPPED = (NotFound, OrderWrongStatus, StepOutOfOrder, NoPolicy, TargetMissing)
VISITED_ONLY = (*STEPPED, OrderWrongKind)
STOPS_A_VISIT = (VisitWrongState, VisitClosed)


class Forwarding(msgspec.Struct, kw_only=True):
    province: str


class Assignment(msgspec.Struct, kw_only=True):
    outlet: str


class Reason(msgspec.Struct, kw_only=True):
    reason: str


class Waiting(msgspec.Struct, kw_only=True):
    """``note`` says which part, or what the customer asked."""

    what: WaitingFor
    note: str


class Answer(msgspec.Struct, kw_only=True):
    text: str


class Merging(msgspec.Struct, kw_only=True):
    into: str


class EscalationAsked(msgspec.Struct, kw_only=True):
    level: Level
    reason: str


class Outcome(msgspec.Struct, kw_only=True):
    outcome: str


class Turned(msgspec.Struct, kw_only=True):
    """Whom the customer has turned to (S4)."""

    reached: list[Reached] = []
    claims_damages: bool = False


class StepFilters(msgspec.Struct, kw_only=True, frozen=True):
    service_order: str | None = None
    verb: Verb | None = None
    node: str | None = None
    by: str | None = None


class CrisisFilters(msgspec.Struct, kw_only=True, frozen=True):
    complaint: str | None = None
    node: str | None = None


@lists(
    "/order-steps",
    Listing(StepFilters, ordering=("-id", "at", "node")),
    answer=page_of(STEP),
    needs=Permission.ORDERS_READ,
)
async def list_order_steps(asked: Query[StepFilters]) -> Page[Step]:
    """What happened to orders, who did it, and where they stood then."""
    return asked.page(*await order_lives.step_page(wanted(asked)))


@lists(
    "/crises",
    Listing(CrisisFilters, ordering=("-recognised_at", "complaint")),
    answer=page_of(CRISIS),
    needs=Permission.ORDERS_READ,
)
async def list_crises(asked: Query[CrisisFilters]) -> Page[Crisis]:
    """Complaints that are a crisis, and why (S4)."""
    return asked.page(*await crises.crisis_page(wanted(asked)))


@acts(
    "/service-orders/{number:str}/forward",
    example={"province": "ZJ"},
    refusals=STEPPED,
    answer=ORDER_SHOWN,
    needs=Permission.ORDERS_DISPATCH,
)
async def forward_order(
    number: FromPath[str], data: Body[Forwarding], request: Request[Any, Any, Any], now: Now
) -> VersionedOrder:
    """To the province, or from a wrong one to another (S3)."""
    return await perform(actions.forward, number, data.province, desk_of(request, now))


@acts(
    "/service-orders/{number:str}/assign",
    example={"outlet": "ZJ-022"},
    refusals=(*STEPPED, *STOPS_A_VISIT),
    answer=ORDER_SHOWN,
    needs=Permission.ORDERS_DISPATCH,
)
async def assign_order(
    number: FromPath[str], data: Body[Assignment], request: Request[Any, Any, Any], now: Now
) -> VersionedOrder:
    """To an outlet, or to the provincial centre itself; what was booked before is off (S3)."""
    return await perform(actions.assign, number, data.outlet, desk_of(request, now))


@acts(
    "/service-orders/{number:str}/send-back",
    example={"reason": "网点无此机型维修资质"},
    refusals=(*VISITED_ONLY, *STOPS_A_VISIT),
    answer=ORDER_SHOWN,
    needs=Permission.ORDERS_AMEND,
)
async def send_order_back(
    number: FromPath[str], data: Body[Reason], request: Request[Any, Any, Any], now: Now
) -> VersionedOrder:
    """The outlet can't do it: the province finds another one."""
    return await perform(actions.send_back, number, data.reason, desk_of(request, now))


@acts(
    "/service-orders/{number:str}/wait",
    example={"what": "part", "note": "DP-9001，12 月 3 日到货"},
    refusals=(*VISITED_ONLY, *STOPS_A_VISIT),
    answer=ORDER_SHOWN,
    needs=Permission.ORDERS_AMEND,
)
async def let_order_wait(
    number: FromPath[str], data: Body[Waiting], request: Request[Any, Any, Any], now: Now
) -> VersionedOrder:
    """It can't go on before something is there. The clocks pause only for what doesn't lie with us."""
    return await perform(actions.wait, number, data.what, data.note, desk_of(request, now))


@acts(
    "/service-orders/{number:str}/resume",
    refusals=VISITED_ONLY,
    answer=ORDER_SHOWN,
    needs=Permission.ORDERS_AMEND,
)
async def resume_order(number: FromPath[str], request: Request[Any, Any, Any], now: Now) -> VersionedOrder:
    """What it waited for is there; a time is to be booked."""
    return await perform(actions.resume, number, desk_of(request, now))


@acts(
    "/service-orders/{number:str}/finish",
    refusals=(*VISITED_ONLY, *STOPS_A_VISIT),
    answer=ORDER_SHOWN,
    needs=Permission.ORDERS_AMEND,
)
async def finish_order(number: FromPath[str], request: Request[Any, Any, Any], now: Now) -> VersionedOrder:
    """All is done without another visit, as when the workshop hands the machine out."""
    return await perform(actions.finish, number, desk_of(request, now))


@acts(
    "/service-orders/{number:str}/answer",
    example={"text": "配件明日到货，后天上午上门"},
    refusals=VISITED_ONLY,
    answer=ORDER_SHOWN,
    needs=Permission.ORDERS_AMEND,
)
async def answer_order(
    number: FromPath[str], data: Body[Answer], request: Request[Any, Any, Any], now: Now
) -> VersionedOrder:
    """The customer was told; a complaint clearly (S4)."""
    return await perform(actions.answer, number, data.text, desk_of(request, now))


@acts(
    "/service-orders/{number:str}/reopen",
    example={"reason": "回访反映故障未排除"},
    refusals=VISITED_ONLY,
    answer=ORDER_SHOWN,
    needs=Permission.ORDERS_AMEND,
)
async def reopen_order(
    number: FromPath[str], data: Body[Reason], request: Request[Any, Any, Any], now: Now
) -> VersionedOrder:
    """It isn't done after all; the outlet books another time."""
    return await perform(actions.reopen, number, data.reason, desk_of(request, now))


@acts(
    "/service-orders/{number:str}/close",
    refusals=STEPPED,
    answer=ORDER_SHOWN,
    needs=Permission.ORDERS_DISPATCH,
)
async def close_order(number: FromPath[str], request: Request[Any, Any, Any], now: Now) -> VersionedOrder:
    """What is done is over for good."""
    return await perform(actions.close, number, desk_of(request, now))


@acts(
    "/service-orders/{number:str}/cancel",
    example={"reason": "客户自行解决"},
    refusals=(*STEPPED, *STOPS_A_VISIT),
    answer=ORDER_SHOWN,
    needs=Permission.ORDERS_CANCEL,
)
async def cancel_order(
    number: FromPath[str], data: Body[Reason], request: Request[Any, Any, Any], now: Now
) -> VersionedOrder:
    """The customer withdrew it; nobody goes there, and what a plan has reserved for it is free again."""
    return await perform(actions.cancel, number, data.reason, desk_of(request, now))


@acts(
    "/service-orders/{number:str}/merge",
    example={"into": "SO-20261121-000007"},
    refusals=(*VISITED_ONLY, NotADuplicate, *STOPS_A_VISIT),
    answer=ORDER_SHOWN,
    needs=Permission.ORDERS_DISPATCH,
)
async def merge_order(
    number: FromPath[str], data: Body[Merging], request: Request[Any, Any, Any], now: Now
) -> VersionedOrder:
    """It is one with another order about the same machine; whoever chased it chases the other (S2)."""
    return await perform(actions.merge, number, data.into, desk_of(request, now))


@acts(
    "/service-orders/{number:str}/escalate",
    example={"level": "head_office", "reason": "主板多次更换仍不启动"},
    refusals=(*STEPPED, EscalatesNotUpwards),
    answer=ORDER_SHOWN,
    needs=Permission.ORDERS_AMEND,
)
async def escalate_order(
    number: FromPath[str], data: Body[EscalationAsked], request: Request[Any, Any, Any], now: Now
) -> VersionedOrder:
    """Up to the province, the head office or the vendor (S10)."""
    return await perform(actions.escalate, number, data.level, data.reason, desk_of(request, now))


@acts(
    "/service-orders/{number:str}/settle",
    example={"outcome": "总部技术部远程指导后修复"},
    refusals=(*STEPPED, NothingEscalated),
    answer=ORDER_SHOWN,
    needs=Permission.ORDERS_SETTLE,
)
async def settle_order(
    number: FromPath[str], data: Body[Outcome], request: Request[Any, Any, Any], now: Now
) -> VersionedOrder:
    """What was escalated is solved."""
    return await perform(actions.settle, number, data.outcome, desk_of(request, now))


@acts(
    "/service-orders/{number:str}/reached",
    example={"reached": ["consumer_association"], "claims_damages": False},
    refusals=(NotFound, OrderNotOpen, NoPolicy),
    answer=ORDER_SHOWN,
    needs=Permission.ORDERS_AMEND,
)
async def record_reached(
    number: FromPath[str], data: Body[Turned], request: Request[Any, Any, Any], now: Now
) -> VersionedOrder:
    """Whom the customer of a complaint has turned to since, and whether damages are claimed; it may become a crisis (S4)."""
    desk, damages = desk_of(request, now), data.claims_damages
    return await perform(crisis_actions.reached, number, data.reached, claims_damages=damages, desk=desk)


RESOURCES = (
    list_order_steps,
    list_crises,
    forward_order,
    assign_order,
    send_order_back,
    let_order_wait,
    resume_order,
    finish_order,
    answer_order,
    reopen_order,
    close_order,
    cancel_order,
    merge_order,
    escalate_order,
    settle_order,
    record_reached,
)
