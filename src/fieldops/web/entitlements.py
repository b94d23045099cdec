"""What a customer is entitled to, over HTTP, and what was found that bears on it (W2, W3, W6)."""

from __future__ import annotations

from typing import Any, TypeAlias

import msgspec
from litestar import Request
from litestar.di import NamedDependency, Provide

from fieldops.actions import entitlements as actions
from fieldops.actions import warranty_findings
from fieldops.actions.entitlements import Entitlement, Question
from fieldops.store.policies import NoPolicy
from fieldops.web.idempotency import perform
from fieldops.web.params import Body, FromPath, Now
from fieldops.web.queries import read_query
from fieldops.web.requests import QUERY, desk_of
from fieldops.web.routes import acts, creates, shows
from fieldops.web.visits import Reason
from inventory.entitlements import NothingToJudge
from inventory.people import Permission
from inventory.sale_proofs import SaleNotProven, SerialNeverSold, SerialSoldTwice, UnitTakenBack
from inventory.warranty import UseClassUnknown
from inventory.warranty_findings import Finding, FindingWithdrawn, NewFinding
from refusals import NotFound

REASON = {
    "ground": "in_warranty",
    "rule": "W1",
    "answer": "covered",
    "until": "2028-05-01",
    "text": {
        "en": "In the household warranty (main) until 2028-05-01.",
        "zh": "主要部件三包期（家用）至 2028-05-01。",
    },
}
ENTITLEMENT = {
    "unit": "XQG10077-2025-000001",
    "model": "XQG100-77",
    "use_class": "household",
    "fault": "FL-90",
    "order": "SO-20261122-000001",
    "reported_on": "2026-11-22",
    "since": "2025-05-01",
    "proof": "receipt_card",
    "answer": "covered",
    "choices": ["covered"],
    "rule": "W1",
    "until": "2028-05-01",
    "means": {
        "en": "It is repaired free of charge; old parts come back with the signed service record.",
        "zh": "免费维修，旧件连同签字的三包维修记录返还。",
    },
    "reasons": [REASON],
    "parts": [
        {"part": "DP-9001", "component": "main", "answer": "covered", "rule": "W1", "until": "2028-05-01"},
    ],
    "earlier_repairs": 1,
    "unvisited_days": 0,
    "recognised_for_claims": "recognised",
    "card_due_on": "2025-05-21",
    "findings": [],
}
NEW_FINDING = {"found": "misuse", "note": "进水口加装非配套增压泵，水压超限", "part": None}
FINDING = {
    **NEW_FINDING,
    "id": 1,
    "order": "SO-20261122-000001",
    "by": "li.na",
    "at": "2026-11-24T09:40:00+08:00",
    "withdrawn_by": None,
    "withdrawn_at": None,
    "withdrawn_because": "",
}
CANT_BE_JUDGED = (SerialNeverSold, SerialSoldTwice, SaleNotProven, UnitTakenBack, UseClassUnknown, NoPolicy)


class Failed(msgspec.Struct, kw_only=True, frozen=True):
    """``part``: what failed, if that is known; else what the repair is expected to use."""

    part: str | None = None


def _failed(request: Request[Any, Any, Any]) -> Failed:
    return read_query(Failed, request.query_params.multi_items())


def _question(request: Request[Any, Any, Any]) -> Question:
    return read_query(Question, request.query_params.multi_items())


AskedPart: TypeAlias = NamedDependency[Failed]
AskedQuestion: TypeAlias = NamedDependency[Question]


@shows(
    "/service-orders/{number:str}/entitlement",
    refusals=(NotFound, NothingToJudge, *CANT_BE_JUDGED),
    answer=ENTITLEMENT,
    needs=Permission.WARRANTY_READ,
    opt={QUERY: Failed},
    dependencies={"failed": Provide(_failed, sync_to_thread=False)},
)
async def show_order_entitlement(
    number: FromPath[str], failed: AskedPart, request: Request[Any, Any, Any], now: Now
) -> Entitlement:
    """Covered, chargeable, exchange or refund for an order's fault, with all reasons, by the policy of the day of its report."""
    return await actions.of_order(number, desk_of(request, now), part=failed.part)


@shows(
    "/entitlements",
    refusals=CANT_BE_JUDGED,
    answer=ENTITLEMENT,
    needs=Permission.WARRANTY_READ,
    opt={QUERY: Question},
    dependencies={"question": Provide(_question, sync_to_thread=False)},
)
async def check_entitlement(question: AskedQuestion, request: Request[Any, Any, Any], now: Now) -> Entitlement:
    """The same for a machine and a fault that somebody tells on the phone; nothing is registered."""
    return await actions.check(question, desk_of(request, now))


@creates(
    "/service-orders/{number:str}/warranty-findings",
    example=NEW_FINDING,
    refusals=(NotFound, NothingToJudge),
    answer=FINDING,
    needs=Permission.WARRANTY_JUDGE,
)
async def record_finding(
    number: FromPath[str], data: Body[NewFinding], request: Request[Any, Any, Any], now: Now
) -> Finding:
    """Record what was found at the machine that takes its fault out of the warranty (W3), or that it still works (W2)."""
    return await perform(warranty_findings.record, number, data, desk_of(request, now))


@acts(
    "/warranty-findings/{id:int}/withdraw",
    example={"reason": "复查未发现加装"},
    refusals=(NotFound, FindingWithdrawn),
    answer=FINDING,
    needs=Permission.WARRANTY_JUDGE,
)
async def withdraw_finding(id: FromPath[int], data: Body[Reason], request: Request[Any, Any, Any], now: Now) -> Finding:
    """It was a mistake; it stays on record."""
    return await perform(warranty_findings.withdraw, id, data.reason, desk_of(request, now))


RESOURCES = (show_order_entitlement, check_entitlement, record_finding, withdraw_finding)
