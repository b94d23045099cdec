"""Quota requests are decided over HTTP, one by one or many at once, and what a decision means (P2, P5)."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request

from fieldops.actions import allocation, consequences, waiting_requests
from fieldops.actions import quota_requests as actions
from fieldops.actions.waiting_requests import View
from fieldops.database.who import who
from fieldops.store.policies import NoPolicy
from fieldops.store.quota_requests import VersionedRequest
from fieldops.web.errors import Problem, described
from fieldops.web.idempotency import perform
from fieldops.web.params import Body, FromPath, Now
from fieldops.web.queries import read_query
from fieldops.web.quota_requests import SHOWN
from fieldops.web.requests import QUERY, actor_of, local_day
from fieldops.web.routes import acts, shows
from inventory.ledger import InsufficientBalance, InsufficientStock
from inventory.people import Permission
from inventory.quota_requests import (
    AlreadyPaid,
    Decision,
    OverQuota,
    OwnRequest,
    QuotaRequest,
    Rejection,
    Rulings,
    WrongStatus,
)
from refusals import NotFound, Refusal

DECISION = {
    "lines": [{"line": 1, "quantity": 3, "reason": "too_many", "sources": [{"location": "ZJ/WH", "quantity": 3}]}]
}
WAITING = {
    "counts": {"all": 1, "mine": 1, "overdue": 0, "holding_up": 1, "over_quota": 0},
    "requests": [
        {
            "number": "QR-202611-000001",
            "partner": "ZJ-021",
            "partner_name_zh": "慈溪顺达电器维修部",
            "partner_name_en": "Cixi Shunda Appliance Service",
            "period": "2026-11",
            "terms": "credit",
            "status": "submitted",
            "made_by": "clerk.zj-021",
            "note": "",
            "since": "2026-11-22T15:00:00+08:00",
            "decide_by": "2026-11-23T15:00:00+08:00",
            "lines": 1,
            "pieces": 4,
            "amount_fen": 18000,
            "held_up": 1,
            "due_at": "2026-11-23T16:00:00+08:00",
            "overdue_old_parts": 2,
            "views": ["all", "mine", "holding_up"],
        }
    ],
}
CONSEQUENCES = {
    "number": "QR-202611-000001",
    "overdue": [{"part": "DP-9001", "pieces": 2, "since": "2026-10-31"}],
    "quotas": [{"category": None, "left_fen": 500000, "after_fen": 482000}],
    "lines": [
        {
            "line": 1,
            "part": "DP-9001",
            "name_zh": "排水泵",
            "name_en": "Drain pump",
            "quantity": 4,
            "amount_fen": 18000,
            "quota": None,
            "sources": [{"part": "DP-9001", "location": "ZJ/WH", "quantity": 18}],
            "free": {"head_office": 120, "province": 18, "partner": 1, "under_way": 0},
            "superseded_by": ["DP-9002"],
            "used_12_months": 31,
            "held_up": [{"order": "SO-20261122-000001", "quantity": 1, "due_at": "2026-11-23T16:00:00+08:00"}],
        }
    ],
}
RULINGS = {
    "requests": [
        {"number": "QR-202611-000001", "decision": {}},
        {"number": "QR-202611-000002", "rejection": {"reason": "wrong_part", "text": "型号不符"}},
    ]
}
OUTCOMES = {
    "done": 1,
    "refused": 1,
    "results": [
        {"number": "QR-202611-000001", "request": SHOWN, "refused": None},
        {
            "number": "QR-202611-000002",
            "request": None,
            "refused": {
                "type": "/docs/errors#request_wrong_status",
                "title": "Request wrong status",
                "status": 409,
                "detail": "Request QR-202611-000002 is reserved; reject isn't possible any more, or not yet.",
                "instance": "/api/v1/quota-requests/rulings",
                "code": "request_wrong_status",
                "cause": "Request QR-202611-000002 is reserved; reject isn't possible any more, or not yet.",
                "remedy": "Read it again: somebody may have gone on with it.",
                "request_id": "3f6c0d5c6f0d4d0f8a0b8f3e0d5c6f0d",
                "rule": "P2",
            },
        },
    ],
}
PROPOSAL = {
    "parts": [{"part": "DP-9001", "waiting": 9, "free": 5, "proposed": 5}],
    "lines": [
        {
            "request": "QR-202611-000001",
            "line": 1,
            "partner": "ZJ-021",
            "part": "DP-9001",
            "decided": False,
            "waiting": 4,
            "proposed": 3,
            "sources": [{"location": "ZJ/WH", "quantity": 3}],
            "orders": ["SO-20261122-000001"],
        }
    ],
    "rulings": {
        "requests": [
            {
                "number": "QR-202611-000001",
                "decision": {
                    "lines": [{"line": 1, "quantity": 4, "sources": [{"location": "ZJ/WH", "quantity": 3}]}],
                    "extra_quota_fen": 0,
                },
                "rejection": None,
            }
        ]
    },
}
REJECTION = {"reason": "old_parts_overdue", "text": "请先寄回 9 月旧件"}


class OnePart(msgspec.Struct, kw_only=True, frozen=True):
    part: str | None = None


class OneView(msgspec.Struct, kw_only=True, frozen=True):
    view: View = View.ALL


@shows(
    "/quota-requests/waiting",
    refusals=(NoPolicy,),
    answer=WAITING,
    needs=Permission.REQUESTS_DECIDE,
    opt={QUERY: OneView},
)
async def list_waiting_requests(request: Request[Any, Any, Any], now: Now) -> waiting_requests.WaitingRequests:
    """Those that wait for a decision, the most urgent first, of one view; and how many there are in every view."""
    asked = read_query(OneView, request.query_params.multi_items())
    return await waiting_requests.waiting(
        asked.view, by=actor_of(request), head_office=_is_head_office(), today=local_day(request, now), now=now
    )


@shows(
    "/quota-requests/{number:str}/consequences",
    refusals=(NotFound, NoPolicy),
    answer=CONSEQUENCES,
    needs=Permission.REQUESTS_DECIDE,
)
async def show_consequences(
    number: FromPath[str], request: Request[Any, Any, Any], now: Now
) -> consequences.Consequences:
    """What granting it would mean: quota before and after, the partner's overdue old parts, and for each line the stock, the demand and
    the orders held up."""
    return await consequences.of_request(number, today=local_day(request, now), now=now)


@shows(
    "/quota-requests/allocation",
    refusals=(NoPolicy,),
    answer=PROPOSAL,
    needs=Permission.REQUESTS_DECIDE,
    opt={QUERY: OnePart},
)
async def propose_allocation(request: Request[Any, Any, Any], now: Now) -> allocation.Proposal:
    """Who would get which pieces when stock is short: the orders due first, then all partners alike; ``rulings`` can be sent as they are."""
    asked = read_query(OnePart, request.query_params.multi_items())
    return await allocation.propose(part=asked.part, today=local_day(request, now), now=now)


@acts(
    "/quota-requests/{number:str}/approve",
    example=DECISION,
    refusals=(NotFound, WrongStatus, OverQuota, OwnRequest, InsufficientStock),
    answer=SHOWN,
    needs=Permission.REQUESTS_DECIDE,
)
async def approve_request(
    number: FromPath[str], data: Body[Decision], request: Request[Any, Any, Any], now: Now
) -> VersionedRequest:
    """Grant it in full, or lines of it less, from other sources or of a superseding part; what can be had is reserved."""
    head_office = _is_head_office()
    return await perform(actions.approve, number, data, by=actor_of(request), head_office=head_office, now=now)


class Outcome(msgspec.Struct, kw_only=True):
    """What became of one request: as it is now, or why nothing was done with it."""

    number: str
    request: QuotaRequest | None = None
    refused: Problem | None = None


class Outcomes(msgspec.Struct, kw_only=True):
    done: int
    refused: int
    results: list[Outcome]


@acts(
    "/quota-requests/rulings",
    example=RULINGS,
    answer=OUTCOMES,
    needs=Permission.REQUESTS_DECIDE,
)
async def rule_on_requests(data: Body[Rulings], request: Request[Any, Any, Any], now: Now) -> Outcomes:
    """Decide many at once, in the order in which they are to have the stock; each has its own result."""

    async def ruled() -> Outcomes:
        found = await actions.rule(data, by=actor_of(request), head_office=_is_head_office(), now=now)
        results = [_outcome(one.number, result, request) for one, result in zip(data.requests, found, strict=True)]
        refused = sum(one.refused is not None for one in results)
        return Outcomes(done=len(results) - refused, refused=refused, results=results)

    return await perform(ruled)


def _outcome(number: str, result: VersionedRequest | Refusal, request: Request[Any, Any, Any]) -> Outcome:
    if isinstance(result, Refusal):
        return Outcome(number=number, refused=described(request, result))
    return Outcome(number=number, request=result.value)


def _is_head_office() -> bool:
    someone = who()
    return someone is None or someone.reach.everything


@acts(
    "/quota-requests/{number:str}/reject",
    example=REJECTION,
    refusals=(NotFound, WrongStatus),
    answer=SHOWN,
    needs=Permission.REQUESTS_DECIDE,
)
async def reject_request(
    number: FromPath[str], data: Body[Rejection], request: Request[Any, Any, Any], now: Now
) -> VersionedRequest:
    """Reject it with a reason."""
    return await perform(actions.reject, number, data, by=actor_of(request), now=now)


@acts(
    "/quota-requests/{number:str}/reserve",
    refusals=(NotFound, WrongStatus),
    answer=SHOWN,
    needs=Permission.REQUESTS_DECIDE,
)
async def reserve_request(number: FromPath[str], now: Now) -> VersionedRequest:
    """Reserve what has come in meanwhile for the lines that wait (P5)."""
    return await perform(actions.supply_waiting, number, now=now)


@acts(
    "/quota-requests/{number:str}/undo",
    refusals=(NotFound, WrongStatus, AlreadyPaid, InsufficientBalance),
    answer=SHOWN,
    needs=Permission.REQUESTS_DECIDE,
)
async def undo_decision(number: FromPath[str], now: Now) -> VersionedRequest:
    """Take the decision back while nothing is picked; quota and stock are free again."""
    return await perform(actions.undo, number, now=now)


RESOURCES = (
    list_waiting_requests,
    show_consequences,
    propose_allocation,
    approve_request,
    rule_on_requests,
    reject_request,
    reserve_request,
    undo_decision,
)
