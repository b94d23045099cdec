"""A worker: takes jobs from PostgreSQL until it is stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import psycopg
import psycopg_pool
import structlog
from procrastinate import App, Blueprint, JobContext, PsycopgConnector
from procrastinate.jobs import DeleteJobCondition

from fieldops.database.engine import FieldopsEngine
from fieldops.jobs import planning
from fieldops.settings import Settings

log = structlog.get_logger()

HEARTBEAT_S = 5
DEAD_AFTER_S = 20
"""A worker that was not heard of for so long is dead: its jobs run again elsewhere."""
PAUSE_S = 2

care = Blueprint()


@care.periodic(cron="*/10 * * * * *")
@care.task(name="rescue", queueing_lock="rescue", pass_context=True)
async def rescue(context: JobContext, timestamp: int) -> None:
    """Queue the jobs of dead workers again."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER_S):
        log.warning("job_rescued", job=job.id, task=job.task_name)
        await manager.retry_job(job)


def job_app(url: str, *, connections: int) -> App:
    app = App(connector=PsycopgConnector(conninfo=url, min_size=1, max_size=connections))
    app.add_tasks_from(planning.tasks, namespace="fieldops")
    app.add_tasks_from(care, namespace="fieldops")
    return app


async def work(
    settings: Settings, engine: FieldopsEngine, *, queues: Sequence[str] | None = None, until_empty: bool = False
) -> None:
    """Run jobs of ``queues`` (all if None), ``settings.worker_concurrency`` at once.

    Returns when the queues are empty if ``until_empty``, else only when it is cancelled. A server that went away is
    waited for.
    """
    while True:
        app = job_app(engine.config["dsn"], connections=settings.worker_concurrency + 3)
        try:
            async with app.open_async():
                await app.run_worker_async(
                    queues=queues,  # type: ignore[arg-type]  # None means all
                    wait=not until_empty,
                    concurrency=settings.worker_concurrency,
                    install_signal_handlers=False,
                    delete_jobs=DeleteJobCondition.SUCCESSFUL,
                    update_heartbeat_interval=HEARTBEAT_S,
                    stalled_worker_timeout=DEAD_AFTER_S,
                    shutdown_graceful_timeout=PAUSE_S,
                    additional_context={"zone": ZoneInfo(settings.time_zone)},
                )
            return
        except (psycopg.OperationalError, psycopg_pool.PoolTimeout) as error:
            log.warning("worker_lost_the_database", reason=str(error))
            await asyncio.sleep(PAUSE_S)
            async with engine.connection():  # restarts the embedded server if that is what went away
                pass
