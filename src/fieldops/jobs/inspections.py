"""Each night: inspections that fall due become visits, and reports that are overdue fall late (V3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import structlog
from procrastinate import Blueprint, JobContext, RetryStrategy

from fieldops.actions import inspection_plans, inspections
from fieldops.actions.desk import Desk
from fieldops.database.door import perform, read
from fieldops.database.who import Who, acting
from fieldops.store import inspections as store
from fieldops.store.policies import NoPolicy
from refusals import Refusal

tasks = Blueprint()
log = structlog.get_logger()

ACTOR = "inspections"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """What a night came to; ``refused`` are the plans of which nothing could be made."""

    made: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    dropped: int = 0
    late: int = 0


@tasks.periodic(cron="20 16 * * *")  # UTC: 00:20 in China
@tasks.task(
    name="inspections",
    queue="housekeeping",
    pass_context=True,
    queueing_lock="inspections",
    retry=RetryStrategy(max_attempts=3),
)
async def turn_inspections(context: JobContext, timestamp: int) -> None:
    """Each plan and each report in a transaction of its own; done again, or by several at once, it finds nothing to do."""
    zone: ZoneInfo = context.additional_context["zone"]
    with acting(Who(actor=ACTOR, via="job", operation=ACTOR)):
        turned = await turn(Desk(by=ACTOR, now=datetime.now(UTC), zone=zone))
    log.info("inspections_turned", made=len(turned.made), dropped=turned.dropped, late=turned.late)


async def turn(desk: Desk) -> Turned:
    made, refused = await _generate(desk)
    withdrawn = await read(store.due_without_order)
    for number in withdrawn:
        await perform(inspection_plans.drop, number)
    overdue = await read(store.overdue, desk.now)
    for number in overdue:
        await perform(inspections.fall_late, number, now=desk.now)
    return Turned(made=tuple(made), refused=tuple(refused), dropped=len(withdrawn), late=len(overdue))


async def _generate(desk: Desk) -> tuple[list[str], list[str]]:
    """A plan that is refused keeps none of the others from being made."""
    made: list[str] = []
    refused: list[str] = []
    try:
        policy, numbers = await read(inspection_plans.running, desk.today)
    except NoPolicy as none:
        log.warning("inspections_not_made", reason=none.explain("en"))
        return made, refused
    for number in numbers:
        try:
            made += await perform(inspection_plans.generate, number, policy, desk)
        except Refusal as refusal:
            log.warning("inspection_plan_refused", plan=number, reason=refusal.explain("en"))
            refused.append(number)
    return made, refused
