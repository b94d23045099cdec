"""The working calendar over HTTP (S5)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, TypeAlias

import msgspec
from litestar import Request
from litestar.di import NamedDependency, Provide

from fieldops.actions import calendar as actions
from fieldops.actions.calendar import ShownCalendar
from fieldops.database import door
from fieldops.store import calendar as store
from fieldops.store.pages import Wanted
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Query
from fieldops.web.queries import read_query
from fieldops.web.requests import QUERY
from fieldops.web.routes import creates, ends, lists, shows
from fieldops.web.wanted import page_of
from inventory.people import Permission
from refusals import AlreadyThere, NotFound
from routing.calendar import DayOverride

OVERRIDE = {"day": "2026-11-28", "working": True, "reason": "盘点"}
SHOWN = {
    "days": [
        {
            "day": "2026-10-10",
            "working": True,
            "kind": "moved_workday",
            "why_en": "worked instead of 2026-10-07",
            "why_zh": "上班，2026-10-07 调休",
            "settled": True,
        }
    ],
    "working_days": 1,
    "unpublished_years": [],
}


class Span(msgspec.Struct, kw_only=True, frozen=True):
    first: Annotated[date, msgspec.Meta(description="The first day.")] = msgspec.field(name="from")
    last: Annotated[date, msgspec.Meta(description="The last day, at most ten years later.")] = msgspec.field(name="to")


class OverrideFilters(msgspec.Struct, kw_only=True, frozen=True):
    working: bool | None = None
    since: Annotated[date | None, msgspec.Meta(description="The first day.")] = None
    until: Annotated[date | None, msgspec.Meta(description="The last day.")] = None


def _span(request: Request[Any, Any, Any]) -> Span:
    return read_query(Span, request.query_params.multi_items())


AskedSpan: TypeAlias = NamedDependency[Span]


@shows(
    "/calendar",
    needs=Permission.NETWORK_READ,
    answer=SHOWN,
    opt={QUERY: Span},
    dependencies={"span": Provide(_span, sync_to_thread=False)},
)
async def show_calendar(span: AskedSpan) -> ShownCalendar:
    """Which days are worked and why, and the years whose moved working days aren't published yet."""
    return await actions.show(span.first, span.last)


@lists(
    "/calendar/overrides",
    Listing(OverrideFilters, ordering=("day",)),
    answer=page_of(OVERRIDE),
    needs=Permission.NETWORK_READ,
)
async def list_overrides(asked: Query[OverrideFilters]) -> Page[DayOverride]:
    """Days that are worked, or aren't, whatever the calendar says."""
    filters = asked.filters
    wanted = Wanted(equal={"working": filters.working}, ordering=asked.ordering, limit=asked.limit, offset=asked.offset)
    return asked.page(*await store.override_page(wanted, since=filters.since, until=filters.until))


@creates(
    "/calendar/overrides",
    example=OVERRIDE,
    refusals=(AlreadyThere,),
    answer=OVERRIDE,
    needs=Permission.POLICIES_ENACT,
)
async def override_day(data: Body[DayOverride]) -> DayOverride:
    """Have a day worked, or not, whatever the calendar says; of the whole network."""
    return await perform(actions.override, data)


@ends("/calendar/overrides/{day:str}", refusals=(NotFound,), needs=Permission.POLICIES_ENACT)
async def remove_override(day: FromPath[str]) -> None:
    """The day is again what the calendar says."""
    await door.perform(actions.remove_override, _day(day))


def _day(written: str) -> date:
    """:raises NotFound: it is none."""
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise NotFound(kind=store.KIND, key=written) from error


RESOURCES = (show_calendar, list_overrides, override_day, remove_override)
