"""Quota is granted, month by month too, and what is left of a month goes on or lapses (P2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from fieldops.actions import policies
from fieldops.store import ledger, network
from fieldops.store import quotas as store
from fieldops.store.rows import Overtaken, refuse_if_any
from inventory import quotas as rules
from inventory.ledger import InsufficientBalance, TransferIdReused
from inventory.quotas import QuotaGrant, StandingQuota


async def grant(grants: Sequence[QuotaGrant], *, by: str, now: datetime) -> None:
    """Add to what the partners may draw in their periods; once per reference.

    :raises Invalid: a partner isn't known. :raises TransferIdReused: a reference stands for another grant already.
    """
    refuse_if_any(await network.not_partners((f"{i}.partner", grant.partner) for i, grant in enumerate(grants)))
    await ledger.post([rules.granting(grant, now=now) for grant in grants])
    await store.add_grants(grants, by=by, now=now)


async def set_standing(standing: StandingQuota, *, by: str, now: datetime) -> StandingQuota:
    """Grant a partner so much each month from a month on. What was granted for a month already stays.

    :raises Invalid: the partner isn't known.
    """
    refuse_if_any(await network.not_partners([("partner", standing.partner)]))
    await store.add_standing(standing, by=by, now=now)
    return standing


async def open_month(period: str, *, by: str, now: datetime) -> int:
    """Grant what the standing quotas say for a month, each once however often it is opened; how many there were."""
    due = rules.standing_grants(await store.standing_up_to(period), period)
    done = await store.granted(one.reference for one in due)
    new = [one for one in due if one.reference not in done]
    try:
        await ledger.post([rules.granting(one, now=now) for one in new])
    except TransferIdReused as opened:  # another has opened it meanwhile, before the standing quota was changed
        raise Overtaken(str(opened)) from opened
    await store.add_grants(new, by=by, now=now)
    return len(new)


async def close_month(period: str, *, today: date, now: datetime) -> int:
    """What is left of a month goes on to the next or lapses, as the policy of its last day says; of how many quotas.

    Again, it does the same with what was given back since.

    :raises MonthNotOver: :raises NoPolicy: none says what becomes of it.
    """
    policy = await policies.quota_on(rules.last_day(period))
    rules.may_close(period, policy, today)
    left = await store.left_in(period)
    if not left:
        return 0
    run = await store.next_run(period, now)
    try:
        await ledger.post(rules.closing(left, policy, run=run, now=now))
    except InsufficientBalance as drawn:  # meanwhile
        raise Overtaken(str(drawn)) from drawn
    return len(left)


async def months_to_close(today: date) -> list[str]:
    """Months that may be closed today and in which something is left."""
    found = []
    for period in await store.open_months(f"{today:%Y-%m}"):
        policy = await policies.quota_on(rules.last_day(period))
        try:
            rules.may_close(period, policy, today)
        except rules.MonthNotOver:
            continue
        found.append(period)
    return found
