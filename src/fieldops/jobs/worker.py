"""A worker: takes jobs from PostgreSQL until it is stopped."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from zoneinfo import ZoneInfo

import psycopg
import psycopg_pool
import structlog
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import DeleteJobCondition

from fieldops.database.engine import FieldopsEngine
from fieldops.jobs import (
    clocks,
    housekeeping,
    imports,
    incentive_months,
    inspections,
    orders,
    plan_sharing,
    planning,
    quota_months,
    webhooks,
)
from fieldops.settings import Settings
from fieldops.store.jobs import CLOCKS_QUEUE

log = structlog.get_logger()

PAUSE_S = 2


ALL_JOBS = App(connector=PsycopgConnector())
for some in (
    planning.tasks,
    plan_sharing.tasks,
    housekeeping.tasks,
    orders.tasks,
    quota_months.tasks,
    incentive_months.tasks,
    imports.tasks,
    webhooks.tasks,
    clocks.tasks,
    inspections.tasks,
):
    ALL_JOBS.add_tasks_from(some, namespace="fieldops")  # once a process: it renames the tasks


async def work(
    settings: Settings, engine: FieldopsEngine, *, queues: Sequence[str] | None = None, until_empty: bool = False
) -> None:
    """Run jobs of ``queues`` (all if None), ``settings.worker_concurrency`` at once, and clocks beside them.

    Returns when the queues are empty if ``until_empty``, else only when it is cancelled. A server that went away is
    waited for. One at a time in a process.
    """
    while True:
        try:
            async with _opened(engine.config["dsn"], settings) as app:
                lanes = [_lane(app, settings, queues, settings.worker_concurrency, until_empty=until_empty)]
                if queues is None:  # what is told within seconds doesn't wait behind plans that take a minute
                    lanes.append(_lane(app, settings, [CLOCKS_QUEUE], 1, until_empty=until_empty))
                await _all_of(lanes, until_empty=until_empty)
            if until_empty:
                return
            log.error("worker_stopped_by_itself")
            await asyncio.sleep(PAUSE_S)
        except (psycopg.OperationalError, psycopg_pool.PoolTimeout, ConnectorException) as error:
            log.warning("worker_lost_the_database", reason=str(error))
            await asyncio.sleep(PAUSE_S)
            async with engine.connection():  # restarts the embedded server if that is what went away
                pass


def _lane(
    app: App, settings: Settings, queues: Sequence[str] | None, concurrency: int, *, until_empty: bool
) -> Coroutine[None, None, None]:
    return app.run_worker_async(
        queues=queues,  # type: ignore[arg-type]  # None means all
        wait=not until_empty,
        concurrency=concurrency,
        install_signal_handlers=False,
        delete_jobs=DeleteJobCondition.SUCCESSFUL,
        update_heartbeat_interval=settings.worker_silence_s / 4,
        stalled_worker_timeout=settings.worker_silence_s,
        shutdown_graceful_timeout=None if until_empty else PAUSE_S,  # type: ignore[arg-type]  # None is till the end
        additional_context={"settings": settings, "zone": ZoneInfo(settings.time_zone)},
    )


async def _all_of(lanes: Sequence[Coroutine[None, None, None]], *, until_empty: bool) -> None:
    """Until all have ended if ``until_empty``; else one that ends takes the others with it. They are told to stop once only."""
    working = [asyncio.create_task(lane) for lane in lanes]
    try:
        await asyncio.wait(working, return_when=asyncio.FIRST_EXCEPTION if until_empty else asyncio.FIRST_COMPLETED)
    finally:
        for lane in working:
            lane.cancel()
        await asyncio.wait(working)
    for lane in working:
        if not lane.cancelled():
            lane.result()


@asynccontextmanager
async def _opened(url: str, settings: Settings) -> AsyncIterator[App]:
    """``ALL_JOBS`` itself, on the database at ``url``: what is due by the clock is queued through a task's own app."""
    connector = PsycopgConnector(conninfo=url, min_size=1, max_size=settings.worker_concurrency + 6)
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
