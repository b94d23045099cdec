"""A worker: takes jobs from PostgreSQL until it is stopped."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from zoneinfo import ZoneInfo

import psycopg
import psycopg_pool
import structlog
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import DeleteJobCondition

from fieldops.database.engine import FieldopsEngine
from fieldops.jobs import housekeeping, imports, incentive_months, orders, planning, quota_months, webhooks
from fieldops.settings import Settings

log = structlog.get_logger()

PAUSE_S = 2


ALL_JOBS = App(connector=PsycopgConnector())
for some in (
    planning.tasks,
    housekeeping.tasks,
    orders.tasks,
    quota_months.tasks,
    incentive_months.tasks,
    imports.tasks,
    webhooks.tasks,
):
    ALL_JOBS.add_tasks_from(some, namespace="fieldops")  # once a process: it renames the tasks


async def work(
    settings: Settings, engine: FieldopsEngine, *, queues: Sequence[str] | None = None, until_empty: bool = False
) -> None:
    """Run jobs of ``queues`` (all if None), ``settings.worker_concurrency`` at once.

    Returns when the queues are empty if ``until_empty``, else only when it is cancelled. A server that went away is
    waited for. One at a time in a process.
    """
    while True:
        try:
            async with _opened(engine.config["dsn"], settings) as app:
                await app.run_worker_async(
                    queues=queues,  # type: ignore[arg-type]  # None means all
                    wait=not until_empty,
                    concurrency=settings.worker_concurrency,
                    install_signal_handlers=False,
                    delete_jobs=DeleteJobCondition.SUCCESSFUL,
                    update_heartbeat_interval=settings.worker_silence_s / 4,
                    stalled_worker_timeout=settings.worker_silence_s,
                    shutdown_graceful_timeout=None if until_empty else PAUSE_S,  # type: ignore[arg-type]  # None is till the end
                    additional_context={"settings": settings, "zone": ZoneInfo(settings.time_zone)},
                )
            if until_empty:
                return
            log.error("worker_stopped_by_itself")
            await asyncio.sleep(PAUSE_S)
        except (psycopg.OperationalError, psycopg_pool.PoolTimeout, ConnectorException) as error:
            log.warning("worker_lost_the_database", reason=str(error))
            await asyncio.sleep(PAUSE_S)
            async with engine.connection():  # restarts the embedded server if that is what went away
                pass


@asynccontextmanager
async def _opened(url: str, settings: Settings) -> AsyncIterator[App]:
    """``ALL_JOBS`` itself, on the database at ``url``: what is due by the clock is queued through a task's own app."""
    connector = PsycopgConnector(conninfo=url, min_size=1, max_size=settings.worker_concurrency + 3)
    with ALL_JOBS.replace_connector(connector) as app:
        async with app.open_async(), _rescuing(app, settings.worker_silence_s):
            yield app


@asynccontextmanager
async def _rescuing(app: App, silence_s: int) -> AsyncIterator[None]:
    """Meanwhile, queue the jobs of dead workers again."""

    async def rescue() -> None:
        while True:
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=silence_s):
                log.warning("job_rescued", job=job.id, task=job.task_name)
                with suppress(ConnectorException):  # another worker was quicker
                    await app.job_manager.retry_job(job)
            await asyncio.sleep(silence_s / 4)

    rescuing = asyncio.create_task(rescue())
    try:
        yield
    finally:
        rescuing.cancel()
        with suppress(asyncio.CancelledError, ConnectorException):
            await rescuing
