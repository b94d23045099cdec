"""How a command does one action on the database."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from fieldops.actions.desk import Desk
from fieldops.cli.console import login
from fieldops.database.door import perform
from fieldops.database.engine import connect
from fieldops.database.migrate import migrate
from fieldops.settings import Settings

T = TypeVar("T")


def run(settings: Settings, action: Callable[..., Awaitable[T]], *args: Any, **given: Any) -> T:
    """One action on the database of ``settings``, in one transaction."""

    async def performed() -> T:
        async with connect(settings):
            await migrate()
            return await perform(action, *args, **given)

    return asyncio.run(performed())


def desk_of(settings: Settings, by: str | None = None) -> Desk:
    """Whoever is logged in at this machine, or ``by``, now."""
    return Desk(by=by or login(), now=datetime.now(UTC), zone=ZoneInfo(settings.time_zone))
