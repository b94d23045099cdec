"""Each night: what was done long enough ago is closed (S2)."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import structlog
from procrastinate import Blueprint, JobContext, RetryStrategy

from fieldops.actions import order_lives
from fieldops.actions.desk import Desk
from fieldops.database.door import perform
from fieldops.database.who import Who, acting
from fieldops.store.policies import NoPolicy

tasks = Blueprint()
log = structlog.get_logger()

ACTOR = "order-closing"
AT_ONCE = 200


@tasks.periodic(cron="45 18 * * *")  # UTC: 02:45 in China
@tasks.task(
    name="close-orders",
    queue="housekeeping",
    pass_context=True,
    queueing_lock="close-orders",
    retry=RetryStrategy(max_attempts=3),
)
async def close_orders(context: JobContext, timestamp: int) -> None:
    """In batches, each a transaction of its own; done again it finds nothing to do."""
    zone: ZoneInfo = context.additional_context["zone"]
    await close_done(Desk(by=ACTOR, now=datetime.now(UTC), zone=zone))


async def close_done(desk: Desk) -> int:
    """How many were closed; none as long as no policy says after how many days."""
    closed = 0
    with acting(Who(actor=ACTOR, via="job", operation=ACTOR)):
        try:
            while some := await perform(order_lives.close_done, desk, most=AT_ONCE):
                closed += some
        except NoPolicy as none:
            log.warning("orders_stay_done", reason=none.explain("en"))
    log.info("orders_closed", orders=closed)
    return closed
