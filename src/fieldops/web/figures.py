"""Figures of the last days over HTTP: how it goes, and whether it gets better."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Any

import msgspec
from litestar import Request

from fieldops.store import figures as store
from fieldops.web.params import Now
from fieldops.web.queries import read_query
from fieldops.web.requests import QUERY, local_day
from fieldops.web.routes import shows
from inventory.people import Permission

MOST_DAYS = 92
ORDER_DAY = {
    "day": "2026-11-22",
    "registered": 41,
    "done": 38,
    "left_open": 127,
    "promised": 36,
    "kept": 34,
    "began_to_wait": 2,
}
PART_DAY = {"day": "2026-11-22", "made": 6, "decided": 5, "granted_fen": 128_000}


class Days(msgspec.Struct, kw_only=True, frozen=True):
    days: Annotated[int, msgspec.Meta(ge=1, le=MOST_DAYS, description="How many, today the last.")] = 14


def _asked(request: Request[Any, Any, Any], now: datetime) -> tuple[date, date]:
    asked = read_query(Days, request.query_params.multi_items())
    today = local_day(request, now)
    return today - timedelta(days=asked.days - 1), today


@shows("/order-figures", answer=[ORDER_DAY], needs=Permission.ORDERS_READ, opt={QUERY: Days})
async def show_order_figures(request: Request[Any, Any, Any], now: Now) -> list[store.OrderDay]:
    """Orders of each day: registered, done, left open, visits promised and kept, and what began to wait for a part."""
    return await store.order_days(*_asked(request, now), request.app.state.zone, now)


@shows("/part-figures", answer=[PART_DAY], needs=Permission.REQUESTS_READ, opt={QUERY: Days})
async def show_part_figures(request: Request[Any, Any, Any], now: Now) -> list[store.PartDay]:
    """Quota requests of each day: made, decided, and what was granted."""
    return await store.part_days(*_asked(request, now), request.app.state.zone, now)


RESOURCES = (show_order_figures, show_part_figures)
