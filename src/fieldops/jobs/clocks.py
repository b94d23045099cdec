"""Every few seconds: clocks that are at risk by now, or missed, are told as events (S3)."""

from __future__ import annotations

from datetime import UTC, datetime

import structlog
from procrastinate import Blueprint

from fieldops.actions import clocks
from fieldops.database.door import perform
from fieldops.database.who import Who, acting
from fieldops.store.jobs import CLOCKS_QUEUE

tasks = Blueprint()
log = structlog.get_logger()

ACTOR = "clocks"
AT_ONCE = 500
"""Clocks that one transaction tells: others that raise events wait for it."""


@tasks.periodic(cron="* * * * * */5")  # the last column is the seconds
@tasks.task(name="tell_clocks", queue=CLOCKS_QUEUE, queueing_lock="tell_clocks")
async def tell_clocks(timestamp: int) -> None:
    """A batch in a transaction of its own, until nothing is due; what is killed between has told all of its batches or none."""
    with acting(Who(actor=ACTOR, via="job", operation="tell_clocks")):
        while told := await perform(clocks.tell_due, now=datetime.now(UTC), most=AT_ONCE):
            log.info("clocks_told", clocks=told)
            if told < AT_ONCE:
                return
