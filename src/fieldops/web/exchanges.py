"""Exchanges and refunds over HTTP, and what the technical department found (W2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from litestar import Request

from fieldops.actions import exchanges as actions
from fieldops.actions.exchanges import NewAppraisal, NewMachine
from fieldops.store import exchanges as store
from fieldops.store.exchanges import VersionedExchange
from fieldops.store.policies import NoPolicy
from fieldops.web.entitlements import CANT_BE_JUDGED, REASON
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query
from fieldops.web.requests import desk_of
from fieldops.web.routes import acts, creates, lists, shows
from fieldops.web.visits import Reason
from fieldops.web.wanted import page_of, wanted
from inventory.entitlements import Answer, NothingToJudge
from inventory.entitlements import Reason as Why
from inventory.exchanges import (
    Appraisal,
    ExchangeNotAppraised,
    ExchangeWrongState,
    NoRightToExchange,
    NotAmongChoices,
    OwnExchange,
    State,
)
from inventory.orders import OrderNotOpen
from inventory.people import Permission
from inventory.sale_proofs import SaleNotProven, SerialSoldTwice
from refusals import AlreadyThere, NotFound

RIGHT = {
    **REASON,
    "ground": "exchange_days",
    "rule": "W2",
    "answer": "exchange",
    "until": "2026-12-05",
    "text": {
        "en": "A performance fault within 15 days from 2026-11-20: exchange until 2026-12-05.",
        "zh": "自 2026-11-20 起 15 日内出现性能故障，可换货，截止 2026-12-05。",
    },
}
APPRAISAL = {"confirmed": True, "findings": "主板击穿，无拆动痕迹", "reason": "", "files": []}
SHOWN = {
    "number": "EX-000001",
    "service_order": "SO-20261127-000004",
    "outlet": "ZJ-021",
    "unit": "XQG1002610A00017",
    "asked": "exchange",
    "choices": ["exchange"],
    "reasons": [RIGHT],
    "requested_by": "li.na",
    "requested_at": "2026-11-27T10:00:00+08:00",
    "state": "requested",
    "appraisals": [],
    "new_unit": None,
    "refunded_fen": None,
    "done_by": None,
    "done_at": None,
    "note": "",
}
APPRAISED = {
    **SHOWN,
    "state": "confirmed",
    "appraisals": [{**APPRAISAL, "by": "chen.gang", "at": "2026-11-28T09:00:00+08:00"}],
}


class ExchangeFilters(msgspec.Struct, kw_only=True, frozen=True):
    service_order: str | None = None
    outlet: str | None = None
    unit: str | None = None
    new_unit: str | None = None
    state: State | None = None


class ExchangeShown(msgspec.Struct, kw_only=True):
    """``choices`` are what the customer has a right to, for ``reasons``; the last of ``appraisals`` counts."""

    number: str
    service_order: str
    outlet: str
    unit: str
    asked: Answer
    choices: list[Answer]
    reasons: list[Why]
    requested_by: str
    requested_at: datetime
    state: State
    appraisals: list[Appraisal]
    new_unit: str | None
    refunded_fen: int | None
    done_by: str | None
    done_at: datetime | None
    note: str


class VersionedShownExchange(msgspec.Struct, kw_only=True):
    value: ExchangeShown
    version: int


class AskedFor(msgspec.Struct, kw_only=True, frozen=True):
    """``asked``: exchange or refund."""

    asked: Answer


class Refunded(msgspec.Struct, kw_only=True, frozen=True):
    amount_fen: int


def shown(found: VersionedExchange) -> ExchangeShown:
    one = found.value
    return ExchangeShown(
        number=one.number,
        service_order=one.order,
        outlet=found.outlet,
        unit=one.serial,
        asked=one.asked,
        choices=list(one.choices),
        reasons=list(one.reasons),
        requested_by=one.requested_by,
        requested_at=one.requested_at,
        state=one.state,
        appraisals=list(one.appraisals),
        new_unit=one.new_serial,
        refunded_fen=one.refunded_fen,
        done_by=one.done_by,
        done_at=one.done_at,
        note=one.note,
    )


async def _done(verb: Any, *given: Any) -> VersionedShownExchange:
    """What a verb leaves, as it is answered; within the transaction, so that it is answered the same again."""
    return _versioned(await verb(*given))


def _versioned(found: VersionedExchange) -> VersionedShownExchange:
    return VersionedShownExchange(value=shown(found), version=found.version)


@lists(
    "/exchanges",
    Listing(ExchangeFilters, ordering=("-number", "unit", "requested_at")),
    answer=page_of(SHOWN),
    needs=Permission.EXCHANGES_READ,
)
async def list_exchanges(asked: Query[ExchangeFilters]) -> Page[ExchangeShown]:
    """Machines that customers want to give back, and what became of it."""
    count, found = await store.exchange_page(wanted(asked))
    return asked.page(count, [shown(one) for one in found])


@shows("/exchanges/{number:str}", refusals=(NotFound,), answer=APPRAISED, needs=Permission.EXCHANGES_READ)
async def show_exchange(number: FromPath[str]) -> VersionedShownExchange:
    """One exchange with its appraisals."""
    return _versioned(await store.exchange(number))


@creates(
    "/service-orders/{number:str}/exchange",
    example={"asked": "exchange"},
    location="/exchanges/{number}",
    refusals=(NotFound, OrderNotOpen, NothingToJudge, AlreadyThere, NoRightToExchange, *CANT_BE_JUDGED),
    answer=SHOWN,
    needs=Permission.EXCHANGES_MAKE,
)
async def request_exchange(
    number: FromPath[str], data: Body[AskedFor], request: Request[Any, Any, Any], now: Now
) -> VersionedShownExchange:
    """The customer of an order asks for another machine, or for the money, and has a right to it (W2)."""
    return await perform(_done, actions.request, number, data.asked, desk_of(request, now))


@acts(
    "/exchanges/{number:str}/appraise",
    example=APPRAISAL,
    refusals=(NotFound, ExchangeWrongState, OwnExchange),
    answer=APPRAISED,
    needs=Permission.EXCHANGES_APPRAISE,
)
async def appraise_exchange(
    number: FromPath[str], data: Body[NewAppraisal], request: Request[Any, Any, Any], now: Now
) -> VersionedShownExchange:
    """The technical department's record: the fault is confirmed, or not and why."""
    return await perform(_done, actions.appraise, number, data, desk_of(request, now))


@acts(
    "/exchanges/{number:str}/appraise-again",
    example={"reason": "客户补充了故障视频"},
    refusals=(NotFound, ExchangeWrongState, AlreadyThere),
    answer=SHOWN,
    needs=Permission.EXCHANGES_MAKE,
)
async def appraise_exchange_again(
    number: FromPath[str], data: Body[Reason], request: Request[Any, Any, Any], now: Now
) -> VersionedShownExchange:
    """What was refused is to be looked at once more."""
    return await perform(_done, actions.appraise_again, number, data.reason, desk_of(request, now))


@acts(
    "/exchanges/{number:str}/withdraw",
    example={"reason": "客户同意维修"},
    refusals=(NotFound, ExchangeWrongState),
    answer={**SHOWN, "state": "withdrawn"},
    needs=Permission.EXCHANGES_MAKE,
)
async def withdraw_exchange(
    number: FromPath[str], data: Body[Reason], request: Request[Any, Any, Any], now: Now
) -> VersionedShownExchange:
    """The customer doesn't want it any more."""
    return await perform(_done, actions.withdraw, number, data.reason, desk_of(request, now))


@acts(
    "/exchanges/{number:str}/exchange",
    example={"serial": "XQG1002611A00003"},
    refusals=(
        NotFound,
        ExchangeNotAppraised,
        ExchangeWrongState,
        NotAmongChoices,
        AlreadyThere,
        SerialSoldTwice,
        SaleNotProven,
        NoPolicy,
    ),
    answer={**APPRAISED, "state": "exchanged", "new_unit": "XQG1002611A00003"},
    needs=Permission.EXCHANGES_MAKE,
)
async def exchange_unit(
    number: FromPath[str], data: Body[NewMachine], request: Request[Any, Any, Any], now: Now
) -> VersionedShownExchange:
    """The customer has another machine: it is on record from now on, with a warranty of its own."""
    return await perform(_done, actions.exchange_for, number, data, desk_of(request, now))


@acts(
    "/exchanges/{number:str}/refund",
    example={"amount_fen": 299900},
    refusals=(NotFound, ExchangeNotAppraised, ExchangeWrongState, NotAmongChoices),
    answer={**APPRAISED, "state": "refunded", "refunded_fen": 299900},
    needs=Permission.EXCHANGES_REFUND,
)
async def refund_unit(
    number: FromPath[str], data: Body[Refunded], request: Request[Any, Any, Any], now: Now
) -> VersionedShownExchange:
    """The customer has the money back."""
    return await perform(_done, actions.refund, number, data.amount_fen, desk_of(request, now))


RESOURCES = (
    list_exchanges,
    show_exchange,
    request_exchange,
    appraise_exchange,
    appraise_exchange_again,
    withdraw_exchange,
    exchange_unit,
    refund_unit,
)
