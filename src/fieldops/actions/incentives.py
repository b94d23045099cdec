"""A month's rewards and penalties, computed from what is known (S8)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from fieldops.actions import order_results
from fieldops.actions.policies import incentives_on
from fieldops.store import network
from inventory.incentive_policy import IncentivePolicy
from inventory.incentive_rules import run_month
from inventory.incentives import Month, MonthRun
from inventory.quotas import is_month, last_day
from refusals import refuse_all


async def month(period: str, *, as_of: datetime, zone: ZoneInfo) -> tuple[MonthRun, IncentivePolicy]:
    """Every line, as orders stood at ``as_of`` and by the figures of the month's last day, as they were known then.

    :raises Invalid: that is no month. :raises MonthNotSettled: :raises NoPolicy:
    """
    refuse_all(is_month("period", period))
    policy = await incentives_on(last_day(period), as_of)
    results = await order_results.of_month(period, policy.kinds, as_of=as_of, zone=zone)
    head_office = await network.head_office()
    return run_month(results, policy, Month(period=period, as_of=as_of, zone=zone, head_office=head_office)), policy
