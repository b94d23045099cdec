"""Counts over HTTP (P1)."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request

from fieldops.actions import counting as actions
from fieldops.store import counting as store
from fieldops.store.counting import VersionedCount
from fieldops.store.policies import NoPolicy
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query
from fieldops.web.requests import actor_of
from fieldops.web.routes import acts, creates, lists, shows
from fieldops.web.wanted import page_of, wanted
from inventory.counting import Approval, Difference, Entries, NewCount, Recount, Status, StockCount
from inventory.counting_refusals import (
    CorrectionHitsReserved,
    CountOvertaken,
    CountWrongStatus,
    LinesNotCounted,
    OwnCount,
    PlaceBeingCounted,
)
from inventory.people import Permission
from refusals import NotFound

COUNT = {"place": "ZJ/WH", "parts": ["DP-9001"], "note": "滤网盘点"}
SHOWN = {
    "number": "CT-000001",
    "place": "ZJ/WH",
    "full": False,
    "lines": [
        {
            "part": "DP-9001",
            "condition": "new",
            "owner": "HQ",
            "set_aside": False,
            "counted": None,
            "counted_at": None,
            "counted_by": None,
            "recount": False,
            "recounted": False,
            "expected": None,
            "reason": None,
            "reason_text": "",
        }
    ],
    "opened_by": "parts.zj",
    "opened_at": "2026-11-23T09:00:00+08:00",
    "status": "opened",
    "counters": [],
    "decided_by": None,
    "note": "滤网盘点",
}
ENTRIES = {"lines": [{"part": "DP-9001", "quantity": 18, "counted_at": "2026-11-23T09:20:00+08:00"}]}
DIFFERENCES = {
    "number": "CT-000001",
    "lines": [
        {
            "line": 1,
            "part": "DP-9001",
            "condition": "new",
            "owner": "HQ",
            "set_aside": False,
            "counted": 18,
            "expected": 20,
            "difference": -2,
            "value_fen": -9000,
            "on_hand": 17,
            "held": 3,
        }
    ],
}


class CountFilters(msgspec.Struct, kw_only=True, frozen=True):
    place: str | None = None
    full: bool | None = None
    status: Status | None = None


class Differences(msgspec.Struct, kw_only=True):
    number: str
    lines: list[Difference]


@lists(
    "/stock-counts",
    Listing(CountFilters, ordering=("-number", "place")),
    answer=page_of(SHOWN),
    needs=Permission.COUNTS_READ,
)
async def list_counts(asked: Query[CountFilters]) -> Page[StockCount]:
    """Counts with their sheets; ``expected`` is told once a count is booked."""
    return asked.page(*await store.count_page(wanted(asked)))


@shows("/stock-counts/{number:str}", refusals=(NotFound,), answer=SHOWN, needs=Permission.COUNTS_READ)
async def show_count(number: FromPath[str]) -> VersionedCount:
    """One count with its sheet, without what the books say."""
    return await store.count(number)


@creates(
    "/stock-counts",
    example=COUNT,
    location="/stock-counts/{number}",
    refusals=(PlaceBeingCounted,),
    answer=SHOWN,
    needs=Permission.COUNTS_COUNT,
)
async def open_count(data: Body[NewCount], request: Request[Any, Any, Any], now: Now) -> VersionedCount:
    """Open a count of chosen parts at a place, or without any of all that stands there."""
    return await perform(actions.open_count, data, by=actor_of(request), now=now)


@acts(
    "/stock-counts/{number:str}/entries",
    example=ENTRIES,
    refusals=(NotFound, CountWrongStatus),
    answer=SHOWN,
    needs=Permission.COUNTS_COUNT,
)
async def enter_counted(
    number: FromPath[str], data: Body[Entries], request: Request[Any, Any, Any], now: Now
) -> VersionedCount:
    """Enter what was found and when; 0 is a finding too. Work goes on meanwhile: the moment is what counts."""
    return await perform(actions.enter, number, data, by=actor_of(request), now=now)


@acts(
    "/stock-counts/{number:str}/finish",
    refusals=(NotFound, CountWrongStatus, LinesNotCounted, NoPolicy),
    answer=SHOWN,
    needs=Permission.COUNTS_COUNT,
)
async def finish_count(number: FromPath[str], request: Request[Any, Any, Any], now: Now) -> VersionedCount:
    """All is counted. Lines with a large difference come back marked ``recount``, once."""
    return await perform(actions.finish, number, today=now.astimezone(request.app.state.zone).date())


@shows(
    "/stock-counts/{number:str}/differences",
    refusals=(NotFound, CountWrongStatus, OwnCount),
    answer=DIFFERENCES,
    needs=Permission.COUNTS_DECIDE,
)
async def show_differences(number: FromPath[str], request: Request[Any, Any, Any]) -> Differences:
    """What each line comes to, in pieces and money; not for who has counted."""
    return Differences(number=number, lines=await actions.differences(number, by=actor_of(request)))


@acts(
    "/stock-counts/{number:str}/approve",
    example={"reasons": [{"line": 1, "reason": "lost", "text": ""}]},
    refusals=(NotFound, CountWrongStatus, OwnCount, CountOvertaken, CorrectionHitsReserved),
    answer=SHOWN,
    needs=Permission.COUNTS_DECIDE,
)
async def approve_count(
    number: FromPath[str], data: Body[Approval], request: Request[Any, Any, Any], now: Now
) -> VersionedCount:
    """Book the differences as corrections, each with its reason; somebody else than who counted."""
    return await perform(actions.approve, number, data, by=actor_of(request), now=now)


@acts(
    "/stock-counts/{number:str}/recount",
    example={"lines": [1]},
    refusals=(NotFound, CountWrongStatus),
    answer=SHOWN,
    needs=Permission.COUNTS_DECIDE,
)
async def recount_lines(number: FromPath[str], data: Body[Recount]) -> VersionedCount:
    """Have lines counted again."""
    return await perform(actions.recount, number, data)


@acts(
    "/stock-counts/{number:str}/cancel",
    refusals=(NotFound, CountWrongStatus),
    answer=SHOWN,
    needs=Permission.COUNTS_COUNT,
)
async def cancel_count(number: FromPath[str]) -> VersionedCount:
    """Give the count up; nothing is corrected."""
    return await perform(actions.cancel, number)


RESOURCES = (
    list_counts,
    show_count,
    open_count,
    enter_counted,
    finish_count,
    show_differences,
    approve_count,
    recount_lines,
    cancel_count,
)
