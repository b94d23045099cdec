"""The web application."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any
from zoneinfo import ZoneInfo

from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.types import ControllerRouterHandler

from fieldops.database.engine import connect
from fieldops.maps.bases import base_of
from fieldops.maps.tiles import TileServer
from fieldops.settings import Settings
from fieldops.web import docs, pages, system
from fieldops.web.access import guard
from fieldops.web.answers import API, Answered
from fieldops.web.errors import HANDLERS
from fieldops.web.live import Bell
from fieldops.web.metrics import Metrics
from fieldops.web.observe import Observed
from fieldops.web.rates import Rates
from fieldops.web.requests import ApiRequest, check
from fieldops.web.resources import RESOURCES

LARGEST_BODY = 1_000_000  # bytes


def utc_now() -> datetime:
    return datetime.now(UTC)


def create_app(
    settings: Settings,
    resources: Sequence[ControllerRouterHandler] = RESOURCES,
    *,
    opens_database: bool = True,
    clock: Callable[[], datetime] = utc_now,
) -> Litestar:
    """The application of ``settings``. With ``opens_database=False`` the caller opened ``DB`` in this event loop.

    Handlers that need the time take ``now: datetime``, which ``clock`` tells.
    """
    metrics = Metrics()
    base = base_of(settings.map_base)
    app = Litestar(
        [api(resources, clock), docs.router, pages.router, system.router],
        request_class=ApiRequest,
        exception_handlers=HANDLERS,
        request_max_body_size=LARGEST_BODY,
        lifespan=[*([_database] if opens_database else []), _listening, _mapping],
        openapi_config=_openapi(),
        logging_config=None,
        state=State(
            {
                "settings": settings,
                "clock": clock,
                "zone": ZoneInfo(settings.time_zone),
                "metrics": metrics,
                "bell": Bell(),
                "rates": Rates(settings.requests_per_minute),
                "map_base": base,
                "tile_server": TileServer(base, settings.map_secret),
                "migrations": system.known_migrations(),
            }
        ),
    )
    app.asgi_handler = Observed(app.asgi_handler, metrics)
    return app


def api(resources: Sequence[ControllerRouterHandler], clock: Callable[[], datetime]) -> Router:
    def now() -> datetime:
        return clock()

    return Router(
        API,
        route_handlers=resources,
        guards=[guard],
        before_request=check,
        response_class=Answered,
        dependencies={"now": Provide(now, sync_to_thread=False)},
    )


@asynccontextmanager
async def _database(app: Litestar) -> AsyncIterator[None]:
    async with connect(app.state.settings):
        yield


@asynccontextmanager
async def _listening(app: Litestar) -> AsyncIterator[None]:
    async with app.state.bell.listening():
        yield


@asynccontextmanager
async def _mapping(app: Litestar) -> AsyncIterator[None]:
    async with app.state.tile_server:
        yield


def _openapi() -> OpenAPIConfig:
    """Litestar insists on pages of its own for the document; a guard hides them, ``docs`` has ours."""
    return OpenAPIConfig(
        title="fieldops",
        version=version("fieldops"),
        description="Spare-parts and field-logistics management for manufacturers' after-sales service.",
        use_handler_docstrings=True,
        operation_id_creator=_operation_id,
        render_plugins=[JsonRenderPlugin()],
        openapi_router=Router("/schema", route_handlers=[], guards=[docs.never], include_in_schema=False),
    )


def _operation_id(handler: HTTPRouteHandler, method: Any, path: Any) -> str:
    return handler.handler_name
