"""A month's completion targets, computed from what is known (S6)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from fieldops.actions import order_results
from fieldops.actions.policies import targets_on
from inventory.quotas import is_month, last_day
from inventory.targets import MonthlyCompletion, monthly_completion
from refusals import refuse_all


async def month(period: str, *, as_of: datetime, zone: ZoneInfo, province: str | None = None) -> MonthlyCompletion:
    """Every share with the orders behind it, as orders stood at ``as_of`` and by the figures of the month's last day; of one
    province, or of all.

    :raises Invalid: that is no month. :raises NoPolicy:
    """
    refuse_all(is_month("period", period))
    policy = await targets_on(last_day(period), as_of)
    results = await order_results.of_month(period, policy.kinds, as_of=as_of, zone=zone)
    results = [one for one in results if province in {None, one.province}]
    return monthly_completion(results, policy, period=period, as_of=as_of, zone=zone)
