"""A month's rewards and penalties are computed, looked at as a preview, and posted once (S8)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from fieldops.actions import incentives
from fieldops.store import incentive_runs as store
from fieldops.store import ledger, network
from fieldops.store.incentive_runs import KeptRun
from inventory import incentive_runs as rules
from inventory.incentive_policy import IncentivePolicy
from inventory.incentive_postings import postings
from inventory.incentive_runs import IncentiveRun
from inventory.incentives import MonthRun
from inventory.ledger import Request


async def preview(period: str, *, by: str, zone: ZoneInfo, now: datetime) -> KeptRun:
    """What the month comes to as orders stand now; nothing is posted. It takes the place of the month's last preview.

    :raises Invalid: that is no month. :raises MonthNotSettled: :raises NoPolicy:
    """
    found, policy = await incentives.month(period, as_of=now, zone=zone)
    return await keep(found, policy, by=by, now=now)


async def keep(found: MonthRun, policy: IncentivePolicy, *, by: str, now: datetime) -> KeptRun:
    """What was found as a preview, with the figures that it was found by."""
    number, n = await store.next_one(found.period)
    run = IncentiveRun(number=number, period=found.period, n=n, as_of=found.as_of, made_by=by, made_at=now)
    await store.replace_previews(found.period)
    await store.add(run, found, policy=policy, head_office=await network.head_office())
    return await store.run(number)


async def post(number: str, *, by: str, now: datetime) -> KeptRun:
    """Post a preview as it was seen; again, it posts nothing.

    :raises NotFound: :raises RunWrongStatus: a newer preview has taken its place.
    :raises InsufficientBalance: what is to be reversed was paid out, or paid, meanwhile.
    """
    run = (await store.locked(number)).run
    posted = rules.post(run, by=by, now=now)
    if posted != run:
        requests = await _still_to_post(run, now)
        await ledger.post(requests)
        await store.add_postings(number, requests)
        await store.save_posted(posted)
    return await store.run(number)


async def to_post(number: str, *, now: datetime) -> list[Request]:
    """What posting a run would post now."""
    return await _still_to_post((await store.run(number)).run, now)


async def _still_to_post(run: IncentiveRun, now: datetime) -> list[Request]:
    return postings(await store.found_by(run), await store.posted_of(run.period), now=now)
