"""Quota by category, and from month to month, on the database (P2)."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from builders import NOW, a_grant, a_part, a_policy, a_receipt, register_all
from grounds import grounds

from fieldops.actions import parts, policies, quota_requests, quotas, stock
from fieldops.database import door
from fieldops.database.door import perform
from fieldops.jobs.quota_months import turn
from fieldops.store import quotas as store
from fieldops.store.pages import Wanted
from fieldops.store.quotas import QuotaMonth
from inventory.parts import PartCategory, PartCount
from inventory.quota_requests import Asked, Decision, NewRequest, OverQuota, Status
from inventory.quotas import MonthNotOver, StandingQuota

AFTER = date(2026, 12, 6)
SHANGHAI = ZoneInfo("Asia/Shanghai")
HALF = {"carry_over_percent": 50, "closes_after_days": 5}


async def lay_out() -> None:
    """10 belts, wear parts of 100 yuan, at the province."""
    await register_all()
    await perform(policies.enact, a_policy(name="quota", figures=HALF))
    belt = a_part(number="BELT", category=PartCategory.WEAR, unit_cost_fen=10_000, barcode=None)
    await perform(parts.add_parts, [belt])
    ten = (PartCount(part="BELT", quantity=10),)
    await perform(stock.receive, [a_receipt(reference="A", location="ZJ/WH", lines=ten)], now=NOW)


network_with_stock = grounds(lay_out)


async def grant(amount_fen: int, category: PartCategory | None = None, period: str = "2026-11") -> None:
    given = a_grant(reference=f"Q/{period}/{category}".upper(), period=period, amount_fen=amount_fen, category=category)
    await perform(quotas.grant, [given], by="manager", now=NOW)


async def ask(quantity: int) -> str:
    wanted = NewRequest(
        partner="ZJ-001",
        destination="ZJ-001/WH",
        period="2026-11",
        lines=(Asked(part="BELT", quantity=quantity),),
    )
    made = await perform(quota_requests.ask, wanted, by="clerk", today=NOW.date(), now=NOW)
    return (await perform(quota_requests.submit, made.value.number)).value.number


async def approve(number: str, extra_quota_fen: int = 0) -> Status:
    decision = Decision(extra_quota_fen=extra_quota_fen)
    return (
        await perform(quota_requests.approve, number, decision, by="manager", head_office=True, now=NOW)
    ).value.status


async def months(period: str = "2026-11") -> dict[str | None, QuotaMonth]:
    wanted = Wanted(equal={"kind": "quota"}, ordering="place", limit=99, offset=0)
    return {one.category: one for one in (await store.month_page(wanted))[1] if one.period == period}


def adds_up(month: QuotaMonth) -> bool:
    given = month.carried_in_fen + month.granted_fen + month.given_back_fen
    return given - month.drawn_fen - month.carried_out_fen - month.lapsed_fen == month.left_fen


@pytest.mark.usefixtures("network_with_stock")
async def test_a_wear_part_draws_on_the_quota_for_wear_parts() -> None:
    await grant(1_000_000)
    await grant(30_000, PartCategory.WEAR)
    four, three = await ask(4), await ask(3)

    with pytest.raises(OverQuota):
        await approve(four, extra_quota_fen=10**6)
    assert await approve(three) is Status.RESERVED
    found = await months()
    assert (found[None].left_fen, found["wear"].left_fen, found["wear"].drawn_fen) == (1_000_000, 0, 30_000)
    await perform(quota_requests.undo, three, now=NOW)
    found = await months()
    assert (found["wear"].left_fen, found["wear"].drawn_fen) == (30_000, 0)


@pytest.mark.usefixtures("network_with_stock")
async def test_what_is_left_is_carried_over_by_the_policy_and_the_rest_lapses() -> None:
    await grant(100_001)
    await grant(20_000, PartCategory.WEAR)
    await approve(await ask(1))
    with pytest.raises(MonthNotOver):
        await perform(quotas.close_month, "2026-11", today=date(2026, 12, 5), now=NOW)

    assert await perform(quotas.close_month, "2026-11", today=AFTER, now=NOW) == 2

    november, december = await months(), await months("2026-12")
    assert [(one.carried_out_fen, one.lapsed_fen, one.left_fen) for one in november.values()] == [
        (50_000, 50_001, 0),
        (5_000, 5_000, 0),
    ]
    assert [(one.carried_in_fen, one.left_fen) for one in december.values()] == [(50_000, 50_000), (5_000, 5_000)]
    assert all(adds_up(one) for one in [*november.values(), *december.values()])


@pytest.mark.usefixtures("network_with_stock")
async def test_a_month_that_got_something_back_is_closed_again() -> None:
    await grant(100_000)
    number = await ask(1)
    await approve(number)
    await perform(quotas.close_month, "2026-11", today=AFTER, now=NOW)
    assert await perform(quotas.close_month, "2026-11", today=AFTER, now=NOW) == 0
    await perform(quota_requests.undo, number, now=NOW)

    assert await perform(quotas.close_month, "2026-11", today=AFTER, now=NOW) == 1

    assert (await months("2026-12"))[None].left_fen == 50_000
    assert all(adds_up(one) for one in (await months()).values())


@pytest.mark.usefixtures("network_with_stock")
async def test_a_month_that_many_close_and_draw_on_at_once_loses_nothing() -> None:
    await grant(1_000_000)
    numbers = [await ask(1) for _ in range(5)]
    closing = [perform(quotas.close_month, "2026-11", today=AFTER, now=NOW) for _ in range(4)]

    done = await asyncio.gather(*closing, *(approve(number) for number in numbers), return_exceptions=True)

    assert not [one for one in done if isinstance(one, BaseException) and not isinstance(one, OverQuota)]
    drawn = sum(one is Status.RESERVED for one in done)
    month = (await months())[None]
    assert (month.drawn_fen, month.left_fen) == (drawn * 10_000, 0)
    assert adds_up(month)


@pytest.mark.usefixtures("network_with_stock")
async def test_standing_quotas_are_granted_once_a_month() -> None:
    first = StandingQuota(partner="ZJ-001", from_period="2026-11", monthly_fen=400, reason="agreed")
    await perform(quotas.set_standing, first, by="manager", now=NOW)

    opened = await asyncio.gather(*(perform(quotas.open_month, "2026-11", by="job", now=NOW) for _ in range(4)))
    more = StandingQuota(partner="ZJ-001", from_period="2026-11", monthly_fen=900, reason="grown")
    await perform(quotas.set_standing, more, by="manager", now=NOW)
    again = await perform(quotas.open_month, "2026-11", by="job", now=NOW)

    assert max(opened) == 1
    assert again == 0
    assert (await months())[None].granted_fen == 400
    await perform(quotas.open_month, "2026-12", by="job", now=NOW)
    assert (await months("2026-12"))[None].granted_fen == 900


@pytest.mark.usefixtures("network_with_stock")
async def test_the_months_turn_by_themselves() -> None:
    standing = StandingQuota(partner="ZJ-001", from_period="2026-11", monthly_fen=1000, reason="agreed")
    await perform(quotas.set_standing, standing, by="manager", now=NOW)
    mornings = [datetime(2026, 10, 31, 16, 5, tzinfo=UTC), *(datetime(2026, 12, d, 16, 5, tzinfo=UTC) for d in (1, 4, 5, 6))]  # fmt: skip

    left = []
    for morning in mornings:
        await turn(morning, SHANGHAI)
        left.append([(await months(period)).get(None) for period in ("2026-11", "2026-12")])

    figures = [[one.left_fen if one else None for one in pair] for pair in left]
    assert figures == [[1000, None], [1000, 1000], [1000, 1000], [0, 1500], [0, 1500]]


@pytest.mark.usefixtures("network_with_stock")
async def test_who_granted_what_and_why_stays_known() -> None:
    await perform(quotas.grant, [a_grant(reason="旺季")], by="manager", now=NOW)
    await perform(quotas.grant, [a_grant(reason="again")], by="somebody", now=NOW)

    wanted = Wanted(equal={"partner": "ZJ-001"}, ordering="reference", limit=9, offset=0)
    count, found = await door.read(store.grant_page, wanted)

    assert [(one.granted_by, one.reason, one.amount_fen) for one in found] == [("manager", "旺季", 500_000)]
    assert count == 1
