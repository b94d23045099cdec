"""What the customer pays for, over HTTP: quotes, consent, receipts (W3)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from litestar import Request

from fieldops.actions import charges as actions
from fieldops.actions.charges import NewConsent, NewQuote
from fieldops.store import charges as store
from fieldops.store.charges import WorkOnRecord
from fieldops.web.entitlements import CANT_BE_JUDGED
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query
from fieldops.web.requests import desk_of
from fieldops.web.routes import acts, lists, shows
from fieldops.web.visits import Reason
from fieldops.web.wanted import page_of, wanted
from inventory.chargeable import (
    ChargeableWrongState,
    ChargedMoreThanQuoted,
    ChargeLine,
    QuoteReplaced,
    State,
    Way,
    total_fen,
)
from inventory.charging import CoveredNotCharged, ReceiptNotCollected
from inventory.entitlements import Ground, NothingToJudge
from inventory.orders import OrderNotOpen
from inventory.people import Permission
from inventory.visit_steps import Method
from refusals import NotFound

LABOUR = {"kind": "labour", "text": "上门维修", "price_fen": 8000, "quantity": 1, "part": None}
PART = {"kind": "part", "text": "排水泵", "price_fen": 12000, "quantity": 1, "part": "DP-9001"}
CONSENT = {"round": 1, "name": "王小明", "way": "by_phone"}
AGREED = {
    "name": "王小明",
    "way": "by_phone",
    "file": None,
    "at": "2026-11-24T09:50:00+08:00",
    "recorded_by": "li.na",
}
QUOTED = {
    "round": 1,
    "lines": [LABOUR, PART],
    "amount_fen": 20000,
    "made_by": "li.na",
    "made_at": "2026-11-24T09:40:00+08:00",
    "consent": AGREED,
    "declined_at": None,
    "declined_because": "",
}
SHOWN = {
    "service_order": "SO-20261122-000001",
    "outlet": "ZJ-021",
    "state": "consented",
    "grounds": ["out_of_warranty"],
    "round": 1,
    "quoted_fen": 20000,
    "quotes": [QUOTED],
    "worked_at": None,
    "receipt": None,
}
RECEIPT = {
    "number": "RC-000001",
    "lines": [LABOUR, PART],
    "amount_fen": 20000,
    "method": "wechat",
    "given_by": "li.na",
    "given_at": "2026-11-24T11:10:00+08:00",
}


class ChargeFilters(msgspec.Struct, kw_only=True, frozen=True):
    service_order: str | None = None
    outlet: str | None = None
    state: State | None = None


class ConsentShown(msgspec.Struct, kw_only=True):
    name: str
    way: Way
    file: str | None
    at: datetime
    recorded_by: str


class QuoteShown(msgspec.Struct, kw_only=True):
    """A quote and what the customer answered, also where another one has taken its place."""

    round: int
    lines: list[ChargeLine]
    amount_fen: int
    made_by: str
    made_at: datetime
    consent: ConsentShown | None
    declined_at: datetime | None
    declined_because: str


class ReceiptShown(msgspec.Struct, kw_only=True):
    number: str
    lines: list[ChargeLine]
    amount_fen: int
    method: Method
    given_by: str
    given_at: datetime


class ChargeableShown(msgspec.Struct, kw_only=True):
    """``grounds`` are why the customer pays; the quote of ``round`` is the present one."""

    service_order: str
    outlet: str
    state: State
    grounds: list[Ground]
    round: int
    quoted_fen: int
    quotes: list[QuoteShown]
    worked_at: datetime | None
    receipt: ReceiptShown | None


class VersionedCharges(msgspec.Struct, kw_only=True):
    value: ChargeableShown
    version: int


class ReceiptWanted(msgspec.Struct, kw_only=True, frozen=True):
    """``lines``: what was charged, if it isn't what was quoted."""

    lines: tuple[ChargeLine, ...] | None = None


def shown(found: WorkOnRecord) -> ChargeableShown:
    work, receipt = found.value, found.value.receipt
    return ChargeableShown(
        service_order=work.order,
        outlet=found.outlet,
        state=work.state,
        grounds=list(work.grounds),
        round=work.round,
        quoted_fen=work.quoted_fen,
        quotes=[
            QuoteShown(
                round=one.round,
                lines=list(one.quote.lines),
                amount_fen=total_fen(one.quote.lines),
                made_by=one.quote.by,
                made_at=one.quote.at,
                consent=ConsentShown(
                    name=one.consent.name,
                    way=one.consent.way,
                    file=one.consent.file,
                    at=one.consent.at,
                    recorded_by=one.consent.recorded_by,
                )
                if one.consent
                else None,
                declined_at=one.declined_at,
                declined_because=one.declined_because,
            )
            for one in found.quotes
        ],
        worked_at=work.worked_at,
        receipt=ReceiptShown(
            number=receipt.number,
            lines=list(receipt.lines),
            amount_fen=total_fen(receipt.lines),
            method=receipt.method,
            given_by=receipt.by,
            given_at=receipt.at,
        )
        if receipt
        else None,
    )


async def _done(verb: Any, *given: Any) -> VersionedCharges:
    """What a verb leaves, as it is answered; within the transaction, so that it is answered the same again."""
    return _versioned(await verb(*given))


def _versioned(found: WorkOnRecord) -> VersionedCharges:
    return VersionedCharges(value=shown(found), version=found.version)


@lists(
    "/chargeable-work",
    Listing(ChargeFilters, ordering=("-service_order", "outlet", "state")),
    answer=page_of({**SHOWN, "state": "quoted", "quotes": [{**QUOTED, "consent": None}]}),
    needs=Permission.CHARGES_READ,
)
async def list_charges(asked: Query[ChargeFilters]) -> Page[ChargeableShown]:
    """Orders with work that the customer pays for, and where it stands."""
    count, found = await store.work_page(wanted(asked))
    return asked.page(count, [shown(one) for one in found])


@shows(
    "/service-orders/{number:str}/chargeable-work",
    refusals=(NotFound,),
    answer=SHOWN,
    needs=Permission.CHARGES_READ,
)
async def show_charges(number: FromPath[str]) -> VersionedCharges:
    """What was quoted for an order, what the customer answered to each quote, and the receipt."""
    return _versioned(await store.work(number))


@acts(
    "/service-orders/{number:str}/chargeable-work/quote",
    example={"lines": [LABOUR, PART]},
    refusals=(
        NotFound,
        OrderNotOpen,
        NothingToJudge,
        *CANT_BE_JUDGED,
        CoveredNotCharged,
        ChargeableWrongState,
    ),
    answer=SHOWN,
    needs=Permission.CHARGES_MAKE,
)
async def make_quote(
    number: FromPath[str], data: Body[NewQuote], request: Request[Any, Any, Any], now: Now
) -> VersionedCharges:
    """Quote what the customer would pay; another quote takes the place of the present one and needs another consent."""
    return await perform(_done, actions.quote, number, data, desk_of(request, now))


@acts(
    "/service-orders/{number:str}/chargeable-work/consent",
    example=CONSENT,
    refusals=(NotFound, ChargeableWrongState, QuoteReplaced),
    answer=SHOWN,
    needs=Permission.CHARGES_MAKE,
)
async def record_consent(
    number: FromPath[str], data: Body[NewConsent], request: Request[Any, Any, Any], now: Now
) -> VersionedCharges:
    """The customer agreed to that very quote: on the phone, there, or with the picture of what was signed or written."""
    return await perform(_done, actions.consent, number, data, desk_of(request, now))


@acts(
    "/service-orders/{number:str}/chargeable-work/decline",
    example={"reason": "客户认为价格过高"},
    refusals=(NotFound, ChargeableWrongState),
    answer={**SHOWN, "state": "declined"},
    needs=Permission.CHARGES_MAKE,
)
async def decline_quote(
    number: FromPath[str], data: Body[Reason], request: Request[Any, Any, Any], now: Now
) -> VersionedCharges:
    """The customer doesn't want it, or not any more."""
    return await perform(_done, actions.decline, number, data.reason, desk_of(request, now))


@acts(
    "/service-orders/{number:str}/chargeable-work/receipt",
    example={},
    refusals=(NotFound, ChargeableWrongState, ReceiptNotCollected, ChargedMoreThanQuoted),
    answer={**SHOWN, "state": "receipted", "receipt": RECEIPT},
    needs=Permission.CHARGES_MAKE,
)
async def give_receipt(
    number: FromPath[str], data: Body[ReceiptWanted], request: Request[Any, Any, Any], now: Now
) -> VersionedCharges:
    """Give the receipt over what was collected at the visits, not over more than was agreed."""
    return await perform(_done, actions.give_receipt, number, data.lines, desk_of(request, now))


RESOURCES = (list_charges, show_charges, make_quote, record_consent, decline_quote, give_receipt)
