"""Requests to the API: read strictly, before the handler sees anything."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Any

from litestar import Request

from fieldops.actions.desk import Desk
from fieldops.web import idempotency
from fieldops.web.answers import answer
from fieldops.web.decoding import decode
from fieldops.web.lists import NoFilters
from fieldops.web.paths import names_nothing, restore_slashes, shown_path
from fieldops.web.queries import read_query
from fieldops.web.refusals import BodyMissing, NoSuchAddress, UnsupportedMediaType

JSON = "application/json"
QUERY = "query"
"""The handler option with the type of its query parameters; without it there are none."""


class ApiRequest(Request[Any, Any, Any]):
    """A request whose JSON body becomes the type that the handler declares as ``data``."""

    async def json(self) -> Any:
        declared = self.route_handler.parsed_data_field
        assert declared is not None
        return decode(declared.annotation, await self.body())


async def check(request: Request[Any, Any, Any]) -> None:
    """Refuse what is wrong as a request, and prepare a POST's idempotency. Runs after the guards."""
    handler = request.route_handler
    restore_slashes(request.scope)
    if names_nothing(request.scope):
        raise NoSuchAddress(path=shown_path(request.scope))
    if QUERY not in handler.opt:
        read_query(NoFilters, request.query_params.multi_items())
    if handler.parsed_data_field is not None:
        await _check_body(request)
    idempotency.end()
    if request.method == "POST" and idempotency.EXEMPT not in handler.opt:
        encode = partial(answer, status=handler.status_code, request=request)
        await idempotency.begin(request, actor_of(request), encode)


async def _check_body(request: Request[Any, Any, Any]) -> None:
    if not await request.body():
        raise BodyMissing()
    found, _ = request.content_type
    if found.lower() != JSON:
        raise UnsupportedMediaType(found=found[:100] or "-", wanted=JSON)


def desk_of(request: Request[Any, Any, Any], now: datetime) -> Desk:
    """Who sends the request, at the service desk."""
    return Desk(by=actor_of(request), now=now, zone=request.app.state.zone)


def actor_of(request: Request[Any, Any, Any]) -> str:
    """Who sends the request: what the log-in put into the scope, or nobody."""
    return str(request.scope.get("user") or "")


def local_day(request: Request[Any, Any, Any], now: datetime) -> date:
    """The day in the network's time zone."""
    day: date = now.astimezone(request.app.state.zone).date()
    return day


def local_month(request: Request[Any, Any, Any], now: datetime) -> str:
    """The month in the network's time zone, such as ``2026-11``."""
    return f"{local_day(request, now):%Y-%m}"
