"""Large files in the background: their preview is made, and it is committed. ``fieldops import`` does the same by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import Context
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import structlog
from procrastinate import Blueprint, JobContext, RetryStrategy
from procrastinate.exceptions import JobAborted

from fieldops.actions import imports
from fieldops.actions.desk import Desk
from fieldops.database.door import perform, read
from fieldops.database.who import Who, acting, taken_over
from fieldops.roads.promises import look_ahead_for_import
from fieldops.settings import Settings
from fieldops.store.imports.heads import Progress
from fieldops.store.jobs import IMPORTS_QUEUE
from refusals import Refusal

tasks = Blueprint()
log = structlog.get_logger()

INTERRUPTED: tuple[Any, ...] = (asyncio.CancelledError, JobAborted, asyncpg.PostgresConnectionError, OSError)
"""The worker was stopped or lost the database: another one takes over, and begins anew."""

RETRY = RetryStrategy(max_attempts=6, wait=1, retry_exceptions=set(INTERRUPTED))


@tasks.task(name="check_import", queue=IMPORTS_QUEUE, pass_context=True, retry=RETRY)
async def check_import(context: JobContext, import_id: int, by: dict[str, Any] | None) -> None:
    """Make the preview."""
    settings: Settings = context.additional_context["settings"]
    someone = taken_over(by, operation="check_import", request_id=str(context.job.id or ""))
    with acting(someone):
        await _or_give_up(import_id, _check, import_id, settings.data_dir / "files", _desk(someone, context))


@tasks.task(name="commit_import", queue=IMPORTS_QUEUE, pass_context=True, retry=RETRY)
async def commit_import(context: JobContext, import_id: int, by: dict[str, Any] | None) -> None:
    """Do what the preview says."""
    someone = taken_over(by, operation="commit_import", request_id=str(context.job.id or ""))
    with acting(someone):
        await _or_give_up(
            import_id, _commit, import_id, _desk(someone, context), context.additional_context["settings"]
        )


def _desk(someone: Who, context: JobContext) -> Desk:
    return Desk(by=someone.actor, now=datetime.now(UTC), zone=context.additional_context["zone"])


@tasks.periodic(cron="47 * * * *")
@tasks.task(name="expire_imports", queue="housekeeping", queueing_lock="expire_imports")
async def expire_imports(timestamp: int) -> None:
    with acting(Who(actor="expire_imports", via="job", operation="expire_imports")):
        await perform(imports.expire, now=datetime.now(UTC))


async def _check(import_id: int, folder: Path, desk: Desk) -> None:
    """Read the file of an import that is queued, telling how far it is."""
    data, media_type = await read(imports.content_of, import_id, folder)
    await perform(imports.check, import_id, data, media_type, desk, on_progress=_reporting(import_id))


async def _commit(import_id: int, desk: Desk, settings: Settings) -> None:
    await look_ahead_for_import(import_id, desk, settings, wait_s=settings.osrm_plan_wait_s)
    await perform(imports.finish, import_id, desk, on_progress=_reporting(import_id))


def _reporting(import_id: int) -> Callable[[Progress], Awaitable[None]]:
    """Tells the others how far a run is, in transactions beside the one of the run, which nobody can look into."""

    async def report(progress: Progress) -> None:
        await asyncio.create_task(perform(imports.report_progress, import_id, progress), context=Context())

    return report


async def _or_give_up(import_id: int, step: Callable[..., Awaitable[None]], *args: object) -> None:
    try:
        await step(*args)
    except INTERRUPTED:
        raise
    except Refusal as refusal:
        log.info("import_given_up", import_id=import_id, code=refusal.code)
        await perform(imports.give_up, import_id, refusal)
    except Exception as error:
        log.exception("import_broke", import_id=import_id)
        await perform(imports.give_up, import_id, imports.ImportBroke(reason=f"{type(error).__name__}: {error}"))
