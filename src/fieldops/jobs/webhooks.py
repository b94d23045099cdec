"""Webhooks are told of events: a job for each that something is due to, and each minute for what is to be tried again."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import asyncpg
import structlog
from procrastinate import Blueprint, JobContext, RetryStrategy
from procrastinate.exceptions import JobAborted

from fieldops.actions import webhooks
from fieldops.database.door import perform, read
from fieldops.database.who import Who, acting
from fieldops.hooks import messages, sending
from fieldops.settings import Settings
from fieldops.store import webhooks as store
from fieldops.store.webhooks import Sending
from inventory.webhooks import Attempt

tasks = Blueprint()
log = structlog.get_logger()

ACTOR = "webhooks"
TURN_S = 20
"""After so long a webhook's job makes room for others and queues itself again."""

INTERRUPTED: tuple[Any, ...] = (asyncio.CancelledError, JobAborted, asyncpg.PostgresConnectionError, OSError)


@tasks.task(
    name="deliver_events",
    queue="webhooks",
    pass_context=True,
    retry=RetryStrategy(max_attempts=6, wait=1, retry_exceptions=set(INTERRUPTED)),
)
async def deliver_events(context: JobContext, webhook: int) -> None:
    """Send what is due, one after another. Killed between sending and noting it, it sends that one again."""
    settings: Settings = context.additional_context["settings"]
    zone: ZoneInfo = context.additional_context["zone"]
    own = sending.networks(settings.webhook_networks)
    with acting(Who(actor=ACTOR, via="job", operation="deliver_events", request_id=str(context.job.id or ""))):
        begun = datetime.now(UTC)
        while (due := await read(store.next_due, webhook, datetime.now(UTC))) is not None:
            attempt = await _send(due, zone, own)
            state = await perform(webhooks.note, due, attempt, now=datetime.now(UTC))
            log.info("webhook_told", webhook=webhook, position=due.event.position, state=state, problem=attempt.problem)
            if not (attempt.arrived or attempt.answered):
                return  # it isn't there: what else is due is tried with the next minute
            if (datetime.now(UTC) - begun).total_seconds() > TURN_S:
                await perform(store.wake, [webhook])
                return


async def _send(due: Sending, zone: ZoneInfo, own: tuple[sending.Network, ...]) -> Attempt:
    body = messages.body_of(due.event, zone)
    headers = messages.headers_of(due.event, body, due.secrets, datetime.now(UTC))
    return await sending.send(due.webhook.url, headers, body, own=own)


@tasks.periodic(cron="* * * * *")
@tasks.task(name="wake_webhooks", queue="housekeeping", queueing_lock="wake_webhooks")
async def wake_webhooks(timestamp: int) -> None:
    """Those to which something is due again."""
    with acting(Who(actor=ACTOR, via="job", operation="wake_webhooks")):
        await perform(_wake, datetime.now(UTC))


async def _wake(now: datetime) -> None:
    if due := await store.with_due(now):
        await store.wake(due)
