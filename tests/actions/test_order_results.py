"""What became of a month's orders, read from their steps, visits, clocks and causes, as one knew at a moment (S6, S8)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import month_lives as lives
import pytest
from builders import a_desk, a_policy
from grounds import grounds
from month_lives import CHINA, MIN, PERIOD, SETTLED, at
from network_api import counted_queries

from fieldops.actions import causes, order_lives, order_results, policies
from fieldops.database.door import perform, read
from fieldops.database.who import Who, acting
from inventory.causes import CauseKind, Owner
from inventory.order_life import AskedBy, WaitingFor
from inventory.order_results import AgreedTime, LateForward, OrderResult
from inventory.orders import OrderKind
from inventory.people import Reach, Scope

october = grounds(lives.lay_out)
pytestmark = pytest.mark.usefixtures("october")


async def results(as_of: datetime = SETTLED, period: str = PERIOD) -> dict[str, OrderResult]:
    found = await read(order_results.of_month, period, list(OrderKind), as_of=as_of, zone=CHINA)
    return {one.order: one for one in found}


async def result(number: str = "SO-1", **given: Any) -> OrderResult:
    return (await results(**given))[number]


async def test_a_result_says_who_did_what_how_far_away_and_when() -> None:
    await lives.take("SO-1")
    await lives.visit("SO-1", 20)

    found = await result()

    assert found == OrderResult(
        order="SO-1",
        kind=OrderKind.REPAIR,
        product="front_loader",
        province="ZJ",
        outlet="ZJ-001",
        technician="ZJ-T001",
        registered_at=at(0),
        distance_m=found.distance_m,
        completed_at=at(21),
    )
    assert 700 < found.distance_m < 1000, "676 m as the crow flies, a quarter more by road"


async def test_by_another_travel_policy_it_is_farther() -> None:
    await lives.take("SO-1")
    near = (await result()).distance_m
    figures = {"bands": [{"upto_m": None, "detour": 2.5, "speed_kmh": 50}]}
    await perform(policies.enact, a_policy(name="travel", figures=figures, reason="山区"))

    assert abs((await result(as_of=datetime.now(CHINA))).distance_m - 2 * near) <= 1


async def test_who_forwarded_it_late_is_named_with_the_node() -> None:
    await lives.take("SO-1", forwarded=30 * MIN, assigned=60 * MIN)
    await lives.take("SO-2")

    late = (await result()).late_forwards

    assert set(late) == {
        LateForward(node="HQ", due_at=at(15 * MIN), done_at=at(30 * MIN), person="li"),
        LateForward(node="ZJ", due_at=at(45 * MIN), done_at=at(90 * MIN), person="wang"),
    }
    assert (await result("SO-2")).late_forwards == ()


@pytest.mark.parametrize(
    ("asked_by", "agreed"),
    [
        (AskedBy.US, None),
        (AskedBy.CUSTOMER, AgreedTime(at=at(111), asked_by=Owner.CUSTOMER)),
        (AskedBy.WEATHER, AgreedTime(at=at(111), asked_by=Owner.WEATHER)),
    ],
)
async def test_an_order_counts_by_the_day_that_customer_or_weather_asked_for(
    asked_by: AskedBy, agreed: AgreedTime | None
) -> None:
    await lives.take("SO-1")
    visit = await lives.book("SO-1", 1, 20)
    await lives.rebook(visit, 19, 90, asked_by)

    assert (await result()).agreed == agreed


async def test_an_order_is_its_provinces_while_no_outlet_has_it() -> None:
    await lives.take("SO-1")
    await perform(order_lives.send_back, "SO-1", "no licence", a_desk(at(5)))

    assert ((await result()).province, (await result()).outlet) == ("ZJ", "ZJ")
    assert (await result(as_of=at(4))).outlet == "ZJ-001"


async def test_what_was_withdrawn_or_belongs_to_another_month_is_left_out() -> None:
    await lives.take("SO-1")
    await perform(order_lives.cancel, "SO-1", "repaired itself", a_desk(at(30)))
    await lives.take("SO-2", hours=24 * 20)

    assert list(await results()) == []
    assert list(await results(as_of=at(29))) == ["SO-1"], "it was still wanted then"
    assert list(await results(period="2026-11")) == ["SO-2"]


async def test_a_past_moment_is_told_as_it_was_then_whatever_happened_since() -> None:
    await lives.take("SO-1", forwarded=30 * MIN)
    await lives.take("SO-2")
    await lives.wait("SO-2", 10)
    then = await results(as_of=at(100))

    await lives.visit("SO-1", 120)
    await lives.finish("SO-2", 130)
    kind, owner = CauseKind.TOO_SLOW, Owner.OUTLET
    given = {"reason": "x", "by": "director", "now": at(140), "zone": CHINA}
    await perform(causes.confirm, "SO-1:complete", kind, owner, **given)
    await perform(order_lives.reopen, "SO-2", "still leaks", a_desk(at(150)))

    assert await results(as_of=at(100)) == then
    now, before = await results(), await results(as_of=at(145))
    assert (now["SO-1"].completed_at, now["SO-1"].cause, then["SO-1"].cause) == (at(121), Owner.OUTLET, None)
    assert (before["SO-2"].completed_at, now["SO-2"].completed_at) == (at(130), None)


async def test_a_director_sees_the_orders_of_the_own_province_only() -> None:
    await lives.take("SO-1")
    elsewhere = Who(actor="d", via="session", reach=Reach(scope=Scope.BELOW, node="AH"))

    with acting(elsewhere):
        assert await results() == {}
    with acting(Who(actor="d", via="session", reach=Reach(scope=Scope.BELOW, node="ZJ"))):
        assert list(await results()) == ["SO-1"]


async def test_who_has_an_order_now_is_not_told_who_had_it_then() -> None:
    await lives.take("SO-1")
    await perform(order_lives.assign, "SO-1", "AH-001", a_desk(at(5)))

    with acting(Who(actor="d", via="session", reach=Reach(scope=Scope.BELOW, node="AH"))):
        assert list(await results()) == ["SO-1"]
        assert await results(as_of=at(4)) == {}


async def test_a_month_takes_the_same_few_queries_however_many_orders_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = []
    for numbers in (range(1, 3), range(3, 9)):
        for n in numbers:
            await lives.take(f"SO-{n}", hours=n, forwarded=1)
            await lives.wait(f"SO-{n}", n + 2, WaitingFor.PART)
        for gather in (order_results_of_october, causes_of_october):
            with counted_queries(monkeypatch) as counted:
                await read(gather)
            counts.append(len(counted.statements))

    assert counts[:2] == counts[2:]
    assert counts[0] <= 6
    assert counts[1] <= 14


async def order_results_of_october() -> Any:
    return await order_results.of_month(PERIOD, list(OrderKind), as_of=SETTLED, zone=CHINA)


async def causes_of_october() -> Any:
    return await causes.of_month(PERIOD, now=SETTLED + timedelta(days=1), zone=CHINA)
