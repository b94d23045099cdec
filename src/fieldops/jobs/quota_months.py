"""Each morning: this month's standing quotas are granted, and months whose days of grace are over are closed (P2)."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import structlog
from procrastinate import Blueprint, JobContext, RetryStrategy

from fieldops.actions import quotas
from fieldops.database.door import perform, read
from fieldops.database.who import Who, acting
from fieldops.store.policies import NoPolicy

tasks = Blueprint()
log = structlog.get_logger()

ACTOR = "quota-months"


@tasks.periodic(cron="5 16 * * *")  # UTC: 00:05 in China
@tasks.task(
    name="quota-months",
    queue="housekeeping",
    pass_context=True,
    queueing_lock="quota-months",
    retry=RetryStrategy(max_attempts=3),
)
async def turn_months(context: JobContext, timestamp: int) -> None:
    """Each month in a transaction of its own; done again it finds nothing to do."""
    zone: ZoneInfo = context.additional_context["zone"]
    await turn(datetime.now(UTC), zone)


async def turn(now: datetime, zone: ZoneInfo) -> None:
    today = now.astimezone(zone).date()
    with acting(Who(actor=ACTOR, via="job", operation=ACTOR)):
        granted = await perform(quotas.open_month, f"{today:%Y-%m}", by=ACTOR, now=now)
        log.info("quota_month_opened", period=f"{today:%Y-%m}", granted=granted)
        try:
            months = await read(quotas.months_to_close, today)
        except NoPolicy as none:
            log.warning("quota_months_stay_open", reason=none.explain("en"))
            return
        for period in months:
            closed = await perform(quotas.close_month, period, today=today, now=now)
            log.info("quota_month_closed", period=period, quotas=closed)
