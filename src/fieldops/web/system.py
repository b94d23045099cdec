"""/health, /ready and /metrics, for whoever runs the service."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
from litestar import Request, Response, Router, get
from piccolo.apps.migrations.tables import Migration
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from fieldops.database.engine import DB
from fieldops.database.migrate import APP, load_migrations, migrations_folder
from fieldops.web.errors import AWAY
from fieldops.web.refusals import NotReady
from fieldops.web.statuses import FOR_OPERATORS

ANSWERS_IN_S = 3.0


class Status(msgspec.Struct):
    status: str


@get("/health", sync_to_thread=False)
def health() -> Status:
    """The process lives."""
    return Status("ok")


@get("/ready")
async def ready(request: Request[Any, Any, Any]) -> Status:
    """The database answers and has every migration."""
    try:
        async with asyncio.timeout(ANSWERS_IN_S):
            ran = await _ran()
    except (TimeoutError, *AWAY, *FOR_OPERATORS) as error:
        raise NotReady(reason="the database does not answer", reason_zh="数据库没有响应") from error
    if ran != request.app.state.migrations:
        raise NotReady(reason="the database needs other migrations", reason_zh="数据库迁移与程序版本不一致")
    return Status("ready")


async def _ran() -> frozenset[str]:
    if DB.pool is None or not await Migration.table_exists().run():
        return frozenset()
    return frozenset(await Migration.get_migrations_which_ran(app_name=APP))


def known_migrations() -> frozenset[str]:
    return frozenset(load_migrations(migrations_folder()))


@get("/metrics", sync_to_thread=False)
def metrics(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Figures for Prometheus."""
    return Response(generate_latest(request.app.state.metrics.registry), media_type=CONTENT_TYPE_LATEST)


router = Router("/", route_handlers=[health, ready, metrics], include_in_schema=False)
