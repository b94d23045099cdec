"""How much of a part there is at each tier, and the course of its stock and demand, over HTTP (P1, P4)."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import msgspec
from litestar import Request

from fieldops.store import network, parts
from fieldops.store.rows import refuse_if_any
from fieldops.store.stock_course import Month, course
from fieldops.store.stock_tiers import Tier, tiers
from fieldops.web.params import Now
from fieldops.web.queries import read_query
from fieldops.web.requests import QUERY, local_day
from fieldops.web.routes import shows
from inventory.months import add_months
from inventory.people import Permission

TIER = {"tier": "province", "places": 1, "on_hand": 20, "reserved": 2, "available": 18, "in_transit": 4}
MONTH = {"month": "2026-11", "on_hand": 20, "on_its_way": 4, "taken": 7}


class CourseQuery(msgspec.Struct, kw_only=True, frozen=True):
    part: str
    location: str | None = None
    months: Annotated[int, msgspec.Meta(ge=1, le=36, description="How many, this one included.")] = 13


class Course(msgspec.Struct):
    results: list[Month]


@shows("/stock/course", opt={QUERY: CourseQuery}, answer={"results": [MONTH]}, needs=Permission.STOCK_READ)
async def show_stock_course(request: Request[Any, Any, Any], now: Now) -> Course:
    """New pieces of a part at the end of each month, the earliest first, and what repairs took in it; at all that one sees, or at one place."""
    asked = read_query(CourseQuery, request.query_params.multi_items())
    refuse_if_any(
        await parts.unknown_parts([("part", asked.part)]),
        await network.unknown_locations([("location", asked.location)]),
    )
    zone = request.app.state.zone
    ends = _ends(local_day(request, now), asked.months, zone, now)
    return Course(results=await course(asked.part, ends, zone, location=asked.location))


def _ends(today: date, months: int, zone: ZoneInfo, now: datetime) -> list[tuple[str, datetime]]:
    """The months up to today's, each with its end; the last one's is now."""
    first = today.replace(day=1)
    past = [add_months(first, -n) for n in range(months - 1, 0, -1)]
    ends = [(f"{month:%Y-%m}", datetime.combine(add_months(month, 1), time(), zone)) for month in past]
    return [*ends, (f"{first:%Y-%m}", now)]


class TierQuery(msgspec.Struct, kw_only=True, frozen=True):
    part: str


class Tiers(msgspec.Struct):
    results: list[Tier]


@shows("/stock/tiers", opt={QUERY: TierQuery}, answer={"results": [TIER]}, needs=Permission.STOCK_READ)
async def show_stock_tiers(request: Request[Any, Any, Any]) -> Tiers:
    """New pieces of a part at head office, in the provinces and at partners, as far as one sees them."""
    asked = read_query(TierQuery, request.query_params.multi_items())
    refuse_if_any(await parts.unknown_parts([("part", asked.part)]))
    return Tiers(results=await tiers(asked.part))


RESOURCES = (show_stock_course, show_stock_tiers)
