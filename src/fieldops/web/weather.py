"""Weather alerts over HTTP (S6, S7)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar import Request

from fieldops.actions import weather as actions
from fieldops.store import weather as store
from fieldops.store.pages import Wanted
from fieldops.store.weather import VersionedAlert
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query
from fieldops.web.requests import actor_of
from fieldops.web.routes import acts, creates, lists, shows
from fieldops.web.visits import Reason
from fieldops.web.wanted import page_of
from inventory.people import Permission
from inventory.weather import Alert, AlertKind, AlertWrongState, NewAlert, State
from refusals import NotFound

NEW = {
    "kind": "rainstorm",
    "level": "orange",
    "nodes": ["ZJ"],
    "from_at": "2026-11-20T06:00:00+08:00",
    "to_at": "2026-11-21T18:00:00+08:00",
    "source": "浙江省气象台",
    "note": "台州、温州多处道路积水",
}
SHOWN = {
    "number": "WA-000001",
    **NEW,
    "recorded_by": "director.zj",
    "recorded_at": "2026-11-20T08:10:00+08:00",
    "state": "ended",
    "withdrawn": None,
}


class AlertFilters(msgspec.Struct, kw_only=True, frozen=True):
    kind: AlertKind | None = None
    state: State | None = None
    node: Annotated[str | None, msgspec.Meta(description="Those that name it or a node above it.")] = None
    since: Annotated[datetime | None, msgspec.Meta(description="Those still in force after that.")] = None
    until: Annotated[datetime | None, msgspec.Meta(description="Those that began before that.")] = None


class Ended(msgspec.Struct, kw_only=True):
    to_at: datetime


@lists(
    "/weather-alerts",
    Listing(AlertFilters, ordering=("-from_at", "number", "kind", "state")),
    answer=page_of(SHOWN),
    needs=Permission.WEATHER_READ,
)
async def list_alerts(asked: Query[AlertFilters]) -> Page[Alert]:
    """What the weather was, as somebody recorded it."""
    filters = asked.filters
    wanted = Wanted(
        equal={"kind": filters.kind, "state": filters.state},
        ordering=asked.ordering,
        limit=asked.limit,
        offset=asked.offset,
    )
    return asked.page(*await store.alert_page(wanted, node=filters.node, since=filters.since, until=filters.until))


@shows("/weather-alerts/{number:str}", refusals=(NotFound,), answer=SHOWN, needs=Permission.WEATHER_READ)
async def show_alert(number: FromPath[str]) -> VersionedAlert:
    """One alert."""
    return await store.alert(number)


@creates(
    "/weather-alerts",
    example=NEW,
    location="/weather-alerts/{number}",
    answer=SHOWN,
    needs=Permission.WEATHER_RECORD,
)
async def record_alert(data: Body[NewAlert], request: Request[Any, Any, Any], now: Now) -> VersionedAlert:
    """Record an alert for some nodes and all below them: it explains promises that were missed meanwhile."""
    return await perform(actions.record, data, by=actor_of(request), now=now)


@acts(
    "/weather-alerts/{number:str}/end",
    example={"to_at": "2026-11-21T12:00:00+08:00"},
    refusals=(NotFound, AlertWrongState),
    answer=SHOWN,
    needs=Permission.WEATHER_RECORD,
)
async def end_alert(number: FromPath[str], data: Body[Ended]) -> VersionedAlert:
    """Say when it was over, or correct that."""
    return await perform(actions.end, number, data.to_at)


@acts(
    "/weather-alerts/{number:str}/withdraw",
    example={"reason": "登记错省份"},
    refusals=(NotFound, AlertWrongState),
    answer=SHOWN,
    needs=Permission.WEATHER_RECORD,
)
async def withdraw_alert(
    number: FromPath[str], data: Body[Reason], request: Request[Any, Any, Any], now: Now
) -> VersionedAlert:
    """It was recorded by mistake and explains nothing."""
    return await perform(actions.withdraw, number, by=actor_of(request), reason=data.reason, now=now)


RESOURCES = (list_alerts, show_alert, record_alert, end_alert, withdraw_alert)
