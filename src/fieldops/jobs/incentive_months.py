"""Each morning: a month whose days of grace are over is computed as a preview, for finance to look at and post (S8)."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import structlog
from procrastinate import Blueprint, JobContext, RetryStrategy

from fieldops.actions import incentive_runs
from fieldops.actions.policies import incentives_on
from fieldops.database.door import perform, read
from fieldops.database.who import Who, acting
from fieldops.store import incentive_runs as store
from fieldops.store.policies import NoPolicy
from inventory.incentive_runs import settled_month
from inventory.incentives import MonthNotSettled

tasks = Blueprint()
log = structlog.get_logger()

ACTOR = "incentive-months"


@tasks.periodic(cron="35 16 * * *")  # UTC: 00:35 in China
@tasks.task(
    name="incentive-months",
    queue="housekeeping",
    pass_context=True,
    queueing_lock="incentive-months",
    retry=RetryStrategy(max_attempts=3),
)
async def preview_months(context: JobContext, timestamp: int) -> None:
    """Done again it finds the preview that is there."""
    zone: ZoneInfo = context.additional_context["zone"]
    await turn(datetime.now(UTC), zone)


async def turn(now: datetime, zone: ZoneInfo) -> None:
    today = now.astimezone(zone).date()
    with acting(Who(actor=ACTOR, via="job", operation=ACTOR)):
        try:
            policy = await read(incentives_on, today, now)
            period = settled_month(today, policy.settles_after_days)
            if await read(store.latest, period) is None:
                kept = await perform(incentive_runs.preview, period, by=ACTOR, zone=zone, now=now)
                log.info("incentives_previewed", period=period, run=kept.run.number)
        except (NoPolicy, MonthNotSettled) as none:
            log.warning("incentives_not_previewed", reason=none.explain("en"))
