"""Quota requests over HTTP (P2, P3, P5)."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response

from fieldops.actions import offers
from fieldops.actions import quota_requests as actions
from fieldops.actions.offers import VersionedOffer
from fieldops.documents import pick_list
from fieldops.store import quota_requests as store
from fieldops.store.quota_requests import VersionedRequest
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.paper import printed
from fieldops.web.params import Body, FromPath, Now, Query, Version
from fieldops.web.requests import actor_of, local_day
from fieldops.web.routes import acts, changes, creates, lists, prints, shows
from fieldops.web.wanted import page_of, wanted
from inventory.ledger import InsufficientBalance
from inventory.people import Permission
from inventory.quota_requests import (
    AlreadyPaid,
    NewRequest,
    QuotaRequest,
    Status,
    Terms,
    WrongStatus,
)
from refusals import NotFound, StaleVersion

REQUEST = {
    "partner": "ZJ-021",
    "destination": "ZJ-021/WH",
    "period": "2026-11",
    "lines": [{"part": "DP-9001", "quantity": 4}],
    "terms": "credit",
    "note": "",
}
SHOWN = {
    **REQUEST,
    "number": "QR-202611-000001",
    "lines": [
        {
            "part": "DP-9001",
            "quantity": 4,
            "price_fen": 4500,
            "order": None,
            "approved": None,
            "granted_part": None,
            "quota": None,
            "reason": None,
            "allocations": [],
        }
    ],
    "made_by": "clerk.zj-021",
    "status": "draft",
    "round": 0,
    "extra_quota_fen": 0,
    "paid": False,
    "decided_by": None,
    "reason": None,
    "reason_text": "",
}
OFFERED: dict[str, Any] = {**SHOWN, "offers": []}


class RequestFilters(msgspec.Struct, kw_only=True, frozen=True):
    partner: str | None = None
    period: str | None = None
    status: Status | None = None
    terms: Terms | None = None


@lists(
    "/quota-requests",
    Listing(RequestFilters, ordering=("-number", "partner", "period", "status")),
    answer=page_of(SHOWN),
    needs=Permission.REQUESTS_READ,
)
async def list_requests(asked: Query[RequestFilters]) -> Page[QuotaRequest]:
    """Quota requests with their lines."""
    count, found = await store.request_page(wanted(asked))
    return asked.page(count, [one.value for one in found])


@shows("/quota-requests/{number:str}", refusals=(NotFound,), answer=OFFERED, needs=Permission.REQUESTS_READ)
async def show_request(number: FromPath[str]) -> VersionedOffer:
    """One quota request, with what is offered for superseded parts; its ETag is what a change of the draft must name."""
    return await offers.show(number)


@prints("/quota-requests/{number:str}/pick-list", refusals=(NotFound,), needs=Permission.REQUESTS_READ)
async def print_request_pick_list(number: FromPath[str], request: Request[Any, Any, Any], now: Now) -> Response[bytes]:
    """The pick list of what is reserved for it, place by place, as PDF."""
    return await printed(request, now, pick_list.of_request, number)


@creates(
    "/quota-requests",
    example=REQUEST,
    location="/quota-requests/{number}",
    answer=OFFERED,
    needs=Permission.REQUESTS_MAKE,
)
async def ask_for_parts(data: Body[NewRequest], request: Request[Any, Any, Any], now: Now) -> VersionedOffer:
    """Draft a quota request, at the prices of now; for a superseded part the answer offers what supersedes it (P6)."""
    return await perform(offers.ask, data, by=actor_of(request), today=local_day(request, now), now=now)


@changes(
    "/quota-requests/{number:str}",
    example=REQUEST,
    refusals=(NotFound, StaleVersion, WrongStatus),
    answer=OFFERED,
    needs=Permission.REQUESTS_MAKE,
    whole=True,
)
async def amend_request(
    number: FromPath[str], data: Body[NewRequest], version: Version, request: Request[Any, Any, Any], now: Now
) -> VersionedOffer:
    """Write a draft anew."""
    return await perform(offers.amend, number, data, version=version, today=local_day(request, now))


@acts(
    "/quota-requests/{number:str}/submit",
    refusals=(NotFound, WrongStatus),
    answer=SHOWN,
    needs=Permission.REQUESTS_MAKE,
)
async def submit_request(number: FromPath[str]) -> VersionedRequest:
    """Hand it in; what exceeds the quota waits for the head office."""
    return await perform(actions.submit, number)


@acts(
    "/quota-requests/{number:str}/cancel",
    refusals=(NotFound, WrongStatus, AlreadyPaid, InsufficientBalance),
    answer=SHOWN,
    needs=Permission.REQUESTS_MAKE,
)
async def cancel_request(number: FromPath[str], now: Now) -> VersionedRequest:
    """It is no longer wanted, and nothing is picked yet."""
    return await perform(actions.cancel, number, now=now)


@acts(
    "/quota-requests/{number:str}/pay",
    refusals=(NotFound, WrongStatus, AlreadyPaid),
    answer=SHOWN,
    needs=Permission.PAYMENTS_BOOK,
)
async def pay_request(number: FromPath[str], now: Now) -> VersionedRequest:
    """Book the money of a request for cash; then its goods may leave (P3)."""
    return await perform(actions.pay, number, now=now)


RESOURCES = (
    list_requests,
    show_request,
    print_request_pick_list,
    ask_for_parts,
    amend_request,
    submit_request,
    cancel_request,
    pay_request,
)
