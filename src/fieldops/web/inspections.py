"""Inspections over HTTP (V3)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, Response

from fieldops.actions import inspection_plans, inspection_repairs
from fieldops.actions import inspections as actions
from fieldops.actions.desk import Desk
from fieldops.actions.inspection_repairs import RepairWanted
from fieldops.documents import inspection_report
from fieldops.store import inspections as store
from fieldops.store.inspections import InspectionHead, Repair
from fieldops.store.policies import NoPolicy
from fieldops.web.access import known_of
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.paper import printed
from fieldops.web.params import Body, FromPath, Now, Query
from fieldops.web.requests import actor_of, desk_of
from fieldops.web.routes import acts, lists, prints, shows
from fieldops.web.visits import Reason
from fieldops.web.wanted import page_of, wanted
from inventory import inspection_verbs as verbs
from inventory.check_lists import Answer, CheckList
from inventory.inspection_plans import Equipment, Period
from inventory.inspections import (
    Inspection,
    InspectionIncomplete,
    InspectionWrongState,
    NoCheckList,
    RepairProposal,
    State,
)
from inventory.order_life import OrderWrongStatus
from inventory.people import Permission
from inventory.visit_refusals import VisitWrongState
from refusals import NotFound

EQUIPMENT = {"code": "M-1", "kind": "WASHER", "name": "一层洗衣房 1 号机", "unit": "XQG10077-2025-000001"}
ITEM = {
    "code": "HOSE",
    "kind": "yes_no",
    "text_zh": "进水管、排水管无渗漏",
    "text_en": "Inlet and drain hoses don't leak",
    "fault_level": 3,
    "fault": "FL-90",
    "wanted": True,
    "unit": "",
    "least": None,
    "most": None,
}
ANSWER = {"equipment": "M-1", "item": "HOSE", "at": "2026-12-03T10:20:00+08:00", "yes": False, "note": "排水管接头渗水"}
ANSWERED = {**ANSWER, "measured": None, "text": "", "skipped": "", "photos": []}
REPAIR = {"equipment": "M-1", "order": "SO-20261203-000009", "made_by": "desk", "made_at": "2026-12-03T15:00:00+08:00"}
PROPOSAL = {
    "id": "HT-2026-017/A/20261201/M-1",
    "inspection": "HT-2026-017/A/20261201",
    "customer": "L9",
    "node": "ZJ",
    "equipment": EQUIPMENT,
    "fault_level": 3,
    "fault": "FL-90",
    "findings": [{"equipment": EQUIPMENT, "item": ITEM, "answer": ANSWERED}],
}
HEAD = {
    "number": "HT-2026-017/A/20261201",
    "plan": "HT-2026-017/A",
    "customer": "L9",
    "node": "ZJ",
    "order": "SO-20261117-000021",
    "state": "open",
    "period_first": "2026-12-01",
    "period_last": "2027-02-28",
    "visit": "VS-000041",
    "visited_at": "2026-12-03T11:00:00+08:00",
    "report_due_at": "2026-12-08T23:59:59+08:00",
    "reported_at": None,
}
SHOWN = {
    "number": "HT-2026-017/A/20261201",
    "plan": "HT-2026-017/A",
    "customer": "L9",
    "node": "ZJ",
    "order": "SO-20261117-000021",
    "state": "open",
    "period": {"first": "2026-12-01", "last": "2027-02-28"},
    "equipment": [EQUIPMENT],
    "visit": "VS-000041",
    "visited_at": "2026-12-03T11:00:00+08:00",
    "report_working_days": 3,
    "report_due_at": "2026-12-08T23:59:59+08:00",
    "was_late": False,
    "reported_by": None,
    "reported_at": None,
    "summary": "",
    "lists": [{"kind": "WASHER", "version": 1, "items": [ITEM]}],
    "answers": [ANSWERED],
    "unanswered": 0,
    "proposals": [PROPOSAL],
    "repairs": [],
}


class InspectionFilters(msgspec.Struct, kw_only=True, frozen=True):
    plan: str | None = None
    customer: str | None = None
    node: str | None = None
    service_order: str | None = None
    state: State | None = None


class InspectionShown(msgspec.Struct, kw_only=True):
    """``lists`` are the versions that it is answered by, ``unanswered`` counts the items that are left. ``proposals`` are the
    repairs that its findings ask for, ``repairs`` those that were registered."""

    number: str
    plan: str
    customer: str
    node: str
    order: str
    state: State
    period: Period
    equipment: tuple[Equipment, ...]
    visit: str | None
    visited_at: datetime | None
    report_working_days: int
    report_due_at: datetime | None
    was_late: bool
    reported_by: str | None
    reported_at: datetime | None
    summary: str
    lists: tuple[CheckList, ...]
    answers: tuple[Answer, ...]
    unanswered: int
    proposals: list[RepairProposal]
    repairs: list[Repair]


class VersionedInspectionShown(msgspec.Struct, kw_only=True):
    value: InspectionShown
    version: int


class AnswersTold(msgspec.Struct, kw_only=True):
    answers: list[Answer]


class Reported(msgspec.Struct, kw_only=True):
    summary: str


class RepairsWanted(msgspec.Struct, kw_only=True):
    """``repairs``: which of the proposals, each with what it lacks; none given, all of them."""

    repairs: list[RepairWanted] = msgspec.field(default_factory=list)


class RepairsRegistered(msgspec.Struct, kw_only=True):
    repairs: list[Repair]


def shown(inspection: Inspection, repairs: list[Repair]) -> InspectionShown:
    return InspectionShown(
        number=inspection.number,
        plan=inspection.plan,
        customer=inspection.customer,
        node=inspection.node,
        order=inspection.order,
        state=inspection.state,
        period=inspection.period,
        equipment=inspection.equipment,
        visit=inspection.visit,
        visited_at=inspection.visited_at,
        report_working_days=inspection.report_working_days,
        report_due_at=inspection.report_due_at,
        was_late=inspection.was_late,
        reported_by=inspection.reported_by,
        reported_at=inspection.reported_at,
        summary=inspection.summary,
        lists=inspection.lists,
        answers=inspection.answers,
        unanswered=len(verbs.unanswered(inspection)),
        proposals=verbs.propose_repairs(inspection),
        repairs=repairs,
    )


async def whole(number: str) -> VersionedInspectionShown:
    """As it is shown. :raises NotFound: there is none."""
    found = await store.inspection(number)
    return VersionedInspectionShown(value=shown(found.value, await store.repairs(number)), version=found.version)


@lists(
    "/inspections",
    Listing(InspectionFilters, ordering=("-period_first", "number", "node", "state")),
    answer=page_of(HEAD),
    needs=Permission.INSPECTIONS_READ,
)
async def list_inspections(asked: Query[InspectionFilters]) -> Page[InspectionHead]:
    """Inspections that were made due; a technician's are those of the own visits."""
    return asked.page(*await store.head_page(wanted(asked)))


@shows("/inspections/{number:str}", refusals=(NotFound,), answer=SHOWN, needs=Permission.INSPECTIONS_READ)
async def show_inspection(number: FromPath[str]) -> VersionedInspectionShown:
    """One with its check lists, answers, and the repairs that they ask for."""
    return await whole(number)


@acts(
    "/inspections/{number:str}/answers",
    example={"answers": [ANSWER]},
    refusals=(NotFound, InspectionWrongState, NoCheckList, NoPolicy),
    answer=SHOWN,
    needs=Permission.INSPECTIONS_RECORD,
)
async def record_answers(
    number: FromPath[str], data: Body[AnswersTold], request: Request[Any, Any, Any], now: Now
) -> VersionedInspectionShown:
    """Send what was found, however late, again or out of order, with the phone's times; all of it or nothing. Of an item
    the latest answer counts."""
    technician = known_of(request).user.person.technician
    zone = request.app.state.zone
    return await perform(_recorded, number, data.answers, technician=technician, zone=zone, now=now)


async def _recorded(number: str, answers: list[Answer], **given: Any) -> VersionedInspectionShown:
    await actions.record(number, answers, **given)
    return await whole(number)


@acts(
    "/inspections/{number:str}/report",
    example={"summary": "共检查 1 台，发现 1 处渗漏，已安排维修。"},
    refusals=(NotFound, InspectionWrongState, InspectionIncomplete),
    answer=SHOWN,
    needs=Permission.INSPECTIONS_RECORD,
)
async def report_inspection(
    number: FromPath[str], data: Body[Reported], request: Request[Any, Any, Any], now: Now
) -> VersionedInspectionShown:
    """Make the report: all is answered, and nothing is changed afterwards."""
    return await perform(_reported, number, data.summary, by=actor_of(request), now=now)


async def _reported(number: str, summary: str, **given: Any) -> VersionedInspectionShown:
    await actions.report(number, summary, **given)
    return await whole(number)


@prints("/inspections/{number:str}/report.pdf", refusals=(NotFound,), needs=Permission.INSPECTIONS_READ)
async def print_inspection_report(number: FromPath[str], request: Request[Any, Any, Any], now: Now) -> Response[bytes]:
    """The report as PDF; a draft until it is made."""
    return await printed(request, now, inspection_report.of_inspection, number)


@acts(
    "/inspections/{number:str}/repairs",
    example={"repairs": [{"equipment": "M-1", "unit": "XQG10077-2025-000001", "fault": "FL-90"}]},
    refusals=(NotFound, NoPolicy),
    answer={"repairs": [REPAIR]},
    needs=Permission.ORDERS_REGISTER,
)
async def register_repairs(
    number: FromPath[str], data: Body[RepairsWanted], request: Request[Any, Any, Any], now: Now
) -> RepairsRegistered:
    """Register the repairs that the findings ask for, each once, however often this is sent."""
    return await perform(_registered, number, data.repairs, desk_of(request, now))


async def _registered(number: str, wanted: list[RepairWanted], desk: Desk) -> RepairsRegistered:
    return RepairsRegistered(repairs=await inspection_repairs.register(number, wanted, desk))


@acts(
    "/inspections/{number:str}/cancel",
    example={"reason": "客户停业装修"},
    refusals=(NotFound, InspectionWrongState, VisitWrongState, OrderWrongStatus, NoPolicy),
    answer=SHOWN,
    needs=Permission.INSPECTIONS_PLAN,
)
async def cancel_inspection(
    number: FromPath[str], data: Body[Reason], request: Request[Any, Any, Any], now: Now
) -> VersionedInspectionShown:
    """Nobody goes there this time; its visit and its order are cancelled with it."""
    return await perform(_cancelled, number, data.reason, desk_of(request, now))


async def _cancelled(number: str, reason: str, desk: Desk) -> VersionedInspectionShown:
    await inspection_plans.cancel(number, reason, desk)
    return await whole(number)


RESOURCES = (
    list_inspections,
    show_inspection,
    record_answers,
    report_inspection,
    print_inspection_report,
    register_repairs,
    cancel_inspection,
)
