"""Inspection plans over HTTP (V3)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import msgspec
from litestar import Request

from fieldops.actions import inspection_plans as actions
from fieldops.store import inspection_plans as store
from fieldops.store.inspection_plans import VersionedInspectionPlan
from fieldops.store.pages import Wanted
from fieldops.store.policies import NoPolicy
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query, Version
from fieldops.web.requests import desk_of, local_day
from fieldops.web.routes import acts, changes, creates, lists, shows
from fieldops.web.wanted import page_of
from inventory.inspection_plans import DueVisit, InspectionPlan, PlanWithoutContract
from inventory.inspections import NoCheckList
from inventory.order_life import OrderWrongStatus
from inventory.people import Permission
from inventory.visit_refusals import VisitWrongState
from refusals import AlreadyThere, NotFound, StaleVersion

PLAN = {
    "number": "HT-2026-017/A",
    "customer": "L9",
    "node": "ZJ",
    "starts_on": "2026-12-01",
    "every_months": 3,
    "window_days": 10,
    "equipment": [{"code": "M-1", "kind": "WASHER", "name": "一层洗衣房 1 号机", "unit": "UL9"}],
    "ends_on": "2027-11-30",
    "weekdays": [1, 3],
    "opens": "09:00:00",
    "closes": "17:00:00",
}
DUE = {
    "number": "HT-2026-017/A/20261201",
    "plan": "HT-2026-017/A",
    "period": {"first": "2026-12-01", "last": "2027-02-28"},
    "days": ["2026-12-01", "2026-12-03", "2026-12-08", "2026-12-10"],
    "starts": "2026-12-01T09:00:00+08:00",
    "ends": "2026-12-10T17:00:00+08:00",
}


class InspectionPlanFilters(msgspec.Struct, kw_only=True, frozen=True):
    customer: str | None = None
    node: str | None = None
    every_months: int | None = None
    running: Annotated[bool | None, msgspec.Meta(description="Only those that haven't ended.")] = None


class Ended(msgspec.Struct, kw_only=True):
    """``last`` is the last day of the plan."""

    last: date


@lists(
    "/inspection-plans",
    Listing(InspectionPlanFilters, ordering=("number", "customer", "node", "starts_on")),
    answer=page_of(PLAN),
    needs=Permission.INSPECTIONS_READ,
)
async def list_inspection_plans(
    asked: Query[InspectionPlanFilters], request: Request[Any, Any, Any], now: Now
) -> Page[InspectionPlan]:
    """What is to be inspected again and again."""
    equal = {name: held for name, held in msgspec.structs.asdict(asked.filters).items() if name != "running"}
    wanted = Wanted(equal=equal, ordering=asked.ordering, limit=asked.limit, offset=asked.offset)
    running_on = local_day(request, now) if asked.filters.running else None
    return asked.page(*await store.plan_page(wanted, running_on=running_on))


@shows("/inspection-plans/{number:str}", refusals=(NotFound,), answer=PLAN, needs=Permission.INSPECTIONS_READ)
async def show_inspection_plan(number: FromPath[str]) -> VersionedInspectionPlan:
    """One plan; its ETag is what a change must name."""
    return await store.plan(number)


@shows(
    "/inspection-plans/{number:str}/upcoming",
    refusals=(NotFound,),
    answer=[DUE],
    needs=Permission.INSPECTIONS_READ,
)
async def show_upcoming(number: FromPath[str], request: Request[Any, Any, Any], now: Now) -> list[DueVisit]:
    """What it makes due in the coming year and on which days, holidays avoided, as far as it isn't made yet."""
    plan = (await store.plan(number)).value
    return await actions.upcoming(plan, today=local_day(request, now), zone=request.app.state.zone)


@creates(
    "/inspection-plans",
    example=PLAN,
    location="/inspection-plans/{number}",
    refusals=(AlreadyThere, PlanWithoutContract, NoCheckList),
    answer=PLAN,
    needs=Permission.INSPECTIONS_PLAN,
)
async def make_inspection_plan(data: Body[InspectionPlan]) -> VersionedInspectionPlan:
    """Plan the inspections of a customer with an annual contract; each night what falls due becomes an order with a visit."""
    return await perform(actions.make, data)


@changes(
    "/inspection-plans/{number:str}",
    example=PLAN,
    refusals=(NotFound, StaleVersion, PlanWithoutContract, NoCheckList),
    answer=PLAN,
    needs=Permission.INSPECTIONS_PLAN,
    whole=True,
)
async def change_inspection_plan(
    number: FromPath[str], data: Body[InspectionPlan], version: Version
) -> VersionedInspectionPlan:
    """Write the plan anew; number and customer stay, and so does what was made by it already."""
    return await perform(actions.change, number, data, version=version)


@acts(
    "/inspection-plans/{number:str}/end",
    example={"last": "2027-05-31"},
    refusals=(NotFound, VisitWrongState, OrderWrongStatus, NoPolicy),
    answer=PLAN,
    needs=Permission.INSPECTIONS_PLAN,
)
async def end_inspection_plan(
    number: FromPath[str], data: Body[Ended], request: Request[Any, Any, Any], now: Now
) -> VersionedInspectionPlan:
    """End it with a day; what was made for later and nobody has begun is cancelled, with its visit."""
    return await perform(actions.end, number, data.last, desk_of(request, now))


RESOURCES = (
    list_inspection_plans,
    show_inspection_plan,
    show_upcoming,
    make_inspection_plan,
    change_inspection_plan,
    end_inspection_plan,
)
