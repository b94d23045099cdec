"""Reserve plans over HTTP (P4)."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request

from fieldops.actions import reserve_plans as actions
from fieldops.actions.reserve_plans import Filing
from fieldops.store import reserve_plans as store
from fieldops.store.pages import Wanted
from fieldops.store.policies import NoPolicy
from fieldops.store.reserve_plans import ReservePlanHead, VersionedPlan
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query, Version
from fieldops.web.requests import actor_of, local_day
from fieldops.web.routes import acts, changes, creates, lists, shows
from fieldops.web.wanted import page_of
from inventory.people import Permission
from inventory.reserve_plans import FilingDayPast, NewPlan, ReserveWrongStatus, Standing, Status, WantedPlan
from refusals import NotFound, StaleVersion

NEW = {"partner": "ZJ-021", "season": "spring", "year": 2027}
WANTED = {"lines": [{"part": "DP-9001", "quantity": 10, "note": "雨季前多备"}], "note": ""}
SHOWN = {
    **NEW,
    "number": "RP-000001",
    "starts_on": "2027-03-01",
    "months": 3,
    "file_by": "2027-01-30",
    "lines": [
        {
            "part": "DP-9001",
            "quantity": 8,
            "note": "",
            "at_hand": 2,
            "under_way": 1,
            "missing": 5,
            "basis": {
                "ground": "seasonal",
                "since": "2025-09",
                "months": 14,
                "pieces": 21,
                "imported": 21,
                "monthly": [2, 0, 1, 3, 0, 1, 2, 2, 1, 4, 3, 0, 1, 1],
                "rate_milli": 1480,
                "index_percent": 104,
                "expected_milli": 4618,
                "dispersion_percent": 118,
                "service_percent": 95,
                "quantity": 8,
            },
        }
    ],
    "made_by": "clerk.zj-021",
    "status": "draft",
    "note": "",
    "filed_by": None,
    "filed_on": None,
    "late_days": 0,
}
HEAD = {
    **NEW,
    "number": "RP-000001",
    "starts_on": "2027-03-01",
    "file_by": "2027-01-30",
    "status": "filed",
    "filed_on": "2027-02-02",
    "late_days": 3,
    "lines": 31,
    "pieces": 96,
    "missing": 40,
}
FILING = {
    **NEW,
    "name_zh": "余姚宏达维修部",
    "name_en": "Yuyao Hongda Repairs",
    "province": "ZJ",
    "file_by": "2027-01-30",
    "standing": "filed_late",
    "late_days": 3,
    "plan": "RP-000001",
    "lines": 31,
    "pieces": 96,
    "missing": 40,
}


class PlanFilters(msgspec.Struct, kw_only=True, frozen=True):
    partner: str | None = None
    season: str | None = None
    year: int | None = None
    status: Status | None = None
    late: bool | None = None


@lists(
    "/reserve-plans",
    Listing(PlanFilters, ordering=("-number", "partner", "season", "year", "file_by", "status", "late_days")),
    answer=page_of(HEAD),
    needs=Permission.RESERVES_READ,
)
async def list_reserve_plans(asked: Query[PlanFilters]) -> Page[ReservePlanHead]:
    """Reserve plans with their sums; ``late`` asks for those that were filed after their day."""
    equal = {name: value for name, value in msgspec.structs.asdict(asked.filters).items() if name != "late"}
    found = Wanted(equal=equal, ordering=asked.ordering, limit=asked.limit, offset=asked.offset)
    return asked.page(*await store.head_page(found, late=asked.filters.late))


class FilingFilters(msgspec.Struct, kw_only=True, frozen=True):
    season: str | None = None
    year: int | None = None
    partner: str | None = None
    province: str | None = None
    standing: Standing | None = None


@lists(
    "/reserve-plans/overview",
    Listing(FilingFilters, ordering=("partner", "province", "standing", "late_days", "missing")),
    answer=page_of(FILING),
    refusals=(NoPolicy,),
    needs=Permission.RESERVES_READ,
)
async def list_filings(asked: Query[FilingFilters], request: Request[Any, Any, Any], now: Now) -> Page[Filing]:
    """Which partners have filed for a season, in time or late, and which haven't; else of the season to be filed next."""
    filters, name = asked.filters, asked.ordering.removeprefix("-")
    found = await actions.overview(filters.season, filters.year, today=local_day(request, now))
    fitting = [
        one
        for one in found
        if filters.partner in {None, one.partner}
        and filters.province in {None, one.province}
        and filters.standing in {None, one.standing}
    ]
    fitting.sort(key=lambda one: (getattr(one, name), one.partner), reverse=asked.ordering.startswith("-"))
    return asked.page(len(fitting), fitting[asked.offset : asked.offset + asked.limit])


@shows("/reserve-plans/{number:str}", refusals=(NotFound,), answer=SHOWN, needs=Permission.RESERVES_READ)
async def show_reserve_plan(number: FromPath[str]) -> VersionedPlan:
    """One plan with its lines, each with what was proposed and why; its ETag is what a change of the draft must name."""
    return await store.plan(number)


@creates(
    "/reserve-plans",
    example=NEW,
    location="/reserve-plans/{number}",
    refusals=(NoPolicy,),
    answer=SHOWN,
    needs=Permission.RESERVES_MAKE,
)
async def propose_reserve_plan(data: Body[NewPlan], request: Request[Any, Any, Any], now: Now) -> VersionedPlan:
    """Have a partner's plan for a season proposed, from what its repairs took; one a season."""
    return await perform(actions.propose, data, by=actor_of(request), now=now, zone=request.app.state.zone)


@acts(
    "/reserve-plans/{number:str}/propose",
    refusals=(NotFound, NoPolicy, ReserveWrongStatus),
    answer=SHOWN,
    needs=Permission.RESERVES_MAKE,
)
async def propose_reserve_plan_again(number: FromPath[str], request: Request[Any, Any, Any], now: Now) -> VersionedPlan:
    """Have the lines of a draft proposed anew; what was edited is lost."""
    return await perform(actions.propose_again, number, now=now, zone=request.app.state.zone)


@changes(
    "/reserve-plans/{number:str}",
    example=WANTED,
    refusals=(NotFound, StaleVersion, NoPolicy, ReserveWrongStatus),
    answer=SHOWN,
    needs=Permission.RESERVES_MAKE,
    whole=True,
)
async def edit_reserve_plan(
    number: FromPath[str], data: Body[WantedPlan], version: Version, request: Request[Any, Any, Any], now: Now
) -> VersionedPlan:
    """Write a draft's lines anew; of a superseded part the refusal names the one to plan instead (P6)."""
    return await perform(actions.edit, number, data, version=version, now=now, zone=request.app.state.zone)


@acts(
    "/reserve-plans/{number:str}/file",
    refusals=(NotFound, ReserveWrongStatus),
    answer=SHOWN,
    needs=Permission.RESERVES_MAKE,
)
async def file_reserve_plan(number: FromPath[str], request: Request[Any, Any, Any], now: Now) -> VersionedPlan:
    """Hand it in; after ``file_by`` it is late, by ``late_days``."""
    return await perform(actions.file, number, by=actor_of(request), today=local_day(request, now))


@acts(
    "/reserve-plans/{number:str}/withdraw",
    refusals=(NotFound, ReserveWrongStatus, FilingDayPast),
    answer=SHOWN,
    needs=Permission.RESERVES_MAKE,
)
async def withdraw_reserve_plan(number: FromPath[str], request: Request[Any, Any, Any], now: Now) -> VersionedPlan:
    """Take a filed plan back into a draft, up to its filing day."""
    return await perform(actions.withdraw, number, today=local_day(request, now))


RESOURCES = (
    list_reserve_plans,
    list_filings,
    show_reserve_plan,
    propose_reserve_plan,
    propose_reserve_plan_again,
    edit_reserve_plan,
    file_reserve_plan,
    withdraw_reserve_plan,
)
