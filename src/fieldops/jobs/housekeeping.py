"""What is thrown away each night: ended sessions, old failures to log in, old Idempotency-Keys and events, files that
nothing names, old ways by road."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import structlog
from procrastinate import Blueprint, JobContext, RetryStrategy

from fieldops.actions import files, log_in
from fieldops.database.door import perform
from fieldops.database.who import Who, acting
from fieldops.settings import Settings
from fieldops.store import events, idempotency, roads

tasks = Blueprint()
log = structlog.get_logger()

KEYS_ARE_KEPT = timedelta(days=7)
"""A POST that is sent again later than this is done again."""


@tasks.periodic(cron="17 19 * * *")  # UTC: 03:17 in China
@tasks.task(
    name="sweep", queue="housekeeping", pass_context=True, queueing_lock="sweep", retry=RetryStrategy(max_attempts=3)
)
async def sweep(context: JobContext, timestamp: int) -> None:
    """Each part in a transaction of its own; done again it finds nothing."""
    settings: Settings = context.additional_context["settings"]
    now = datetime.now(UTC)
    with acting(Who(actor="sweep", via="job", operation="sweep")):
        await perform(log_in.sweep, log_in.limits_of(settings), now=now)
        keys = await perform(idempotency.forget_before, now - KEYS_ARE_KEPT)
        old = await perform(events.forget_before, now - timedelta(days=settings.events_kept_days))
        needless = await perform(files.sweep, settings.data_dir / "files", now=now)
        ways = await perform(roads.forget_before, now - timedelta(days=settings.road_answers_kept_days))
    log.info("swept", keys=keys, events=old, files=needless, road_tables=ways)
