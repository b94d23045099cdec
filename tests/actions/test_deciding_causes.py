"""Missed promises with their likely causes, and what a person decides about them (S7)."""

from __future__ import annotations

import asyncio
from typing import Any

import month_lives as lives
import pytest
from builders import a_desk, a_policy
from grounds import grounds
from month_figures import SOLAR_INCENTIVES
from month_lives import CHINA, MIN, PERIOD, SETTLED, at

from fieldops.actions import causes, order_lives, policies, weather
from fieldops.actions.causes import MissedPromise
from fieldops.database.door import perform, read
from fieldops.database.who import Who, acting
from fieldops.tables.causes import CauseRulings
from fieldops.tables.events import Events
from inventory.cause_rulings import CauseWrongState, State
from inventory.causes import CauseKind, Owner
from inventory.order_life import AskedBy, WaitingFor
from inventory.people import Reach, Scope
from inventory.weather import AlertKind, AlertLevel, NewAlert
from refusals import Invalid, NotFound

october = grounds(lives.lay_out)
pytestmark = pytest.mark.usefixtures("october")
DIRECTOR = Who(actor="director", via="session", reach=Reach(scope=Scope.BELOW, node="ZJ"))


async def missed(**asked: Any) -> dict[str, MissedPromise]:
    given = {"period": PERIOD, "now": SETTLED, **asked}
    found = await read(causes.of_month, given["period"], now=given["now"], zone=CHINA)
    return {one.key: one for one in found}


async def likely(key: str) -> list[tuple[str, str, bool]]:
    """What is proposed, the likeliest first."""
    found = await read(causes.one, key, now=SETTLED, zone=CHINA)
    return [(one.kind.value, one.owner.value, one.decisive) for one in found.proposals]


async def decide(verb: Any, key: str, kind: CauseKind, owner: Owner, reason: str = "", hours: float = 400) -> MissedPromise:  # fmt: skip
    return await perform(verb, key, kind, owner, reason=reason, by="director", now=at(hours), zone=CHINA)


async def of_order(number: str) -> set[str]:
    return {one.missed.promise for one in (await missed()).values() if one.missed.order == number}


async def test_each_clock_that_was_missed_and_a_late_completion_are_missed_promises() -> None:
    await lives.done("SO-1", 100, forwarded=30 * MIN)
    await lives.done("SO-2", 20)

    found = await missed()

    assert {"forward_to_province", "arrive", "complete"} <= await of_order("SO-1")
    assert "complete" not in await of_order("SO-2")
    complete, forward = found["SO-1:complete"], found["SO-1:forward_to_province"]
    assert (complete.missed.due_at, complete.missed.ended_at, complete.holder) == (at(72), at(100), "ZJ-001")
    assert (forward.missed.due_at, forward.missed.ended_at, forward.holder) == (at(15 * MIN), at(30 * MIN), "HQ")


async def test_what_is_late_to_be_done_the_policy_of_incentives_says() -> None:
    await lives.done("SO-1", 30)
    assert "SO-1:complete" not in await missed()

    await perform(policies.enact, a_policy(name="incentives", figures=SOLAR_INCENTIVES, reason="Solar"))

    assert "SO-1:complete" in await missed(now=SETTLED.replace(year=2027))


async def test_without_anything_known_it_is_the_outlets() -> None:
    await lives.done("SO-1", 100)

    assert await likely("SO-1:complete") == [("too_slow", "outlet", True)]


async def test_who_forwarded_it_late_answers_for_the_delay() -> None:
    await lives.take("SO-1", forwarded=50)
    await lives.visit("SO-1", 53)
    await lives.take("SO-2", assigned=50)
    await lives.visit("SO-2", 53)

    assert (await likely("SO-1:arrive"))[0] == ("forwarded_late", "head_office", True)
    assert (await likely("SO-2:arrive"))[0] == ("forwarded_late", "province", True)


async def test_an_order_that_was_with_the_wrong_outlet_first_is_the_provinces_matter() -> None:
    await lives.take("SO-1", outlet="ZJ-002")
    await perform(order_lives.send_back, "SO-1", "another town", a_desk(at(40)))
    await perform(order_lives.assign, "SO-1", "ZJ-001", a_desk(at(60)))
    await lives.visit("SO-1", 80)

    assert (await likely("SO-1:complete"))[0] == ("wrong_dispatch", "province", True)


async def test_a_time_that_the_customer_moved_is_the_customers_matter() -> None:
    await lives.take("SO-1")
    visit = await lives.book("SO-1", 1, 30)
    await lives.rebook(visit, 29, 140, AskedBy.CUSTOMER)
    await lives.go_there(visit, 165)

    assert (await likely("SO-1:complete"))[0] == ("appointment_moved", "customer", True)


async def test_an_alert_for_the_province_explains_what_was_late_meanwhile() -> None:
    await lives.done("SO-1", 100)
    alert = NewAlert(kind=AlertKind.TYPHOON, level=AlertLevel.RED, nodes=("ZJ",), from_at=at(10), to_at=at(60), source="x")  # fmt: skip
    number = (await perform(weather.record, alert, by="desk", now=at(10))).value.number

    assert await likely("SO-1:complete") == [("weather", "weather", True), ("too_slow", "outlet", False)]
    await perform(weather.withdraw, number, by="desk", reason="it was AH", now=at(80))
    assert await likely("SO-1:complete") == [("too_slow", "outlet", True)]


# Parts


async def waiting(number: str = "SO-1", hours: float = 2) -> None:
    await lives.take(number)
    await lives.wait(number, hours, WaitingFor.PART)


async def test_a_part_that_nobody_asked_for_is_the_outlets_matter() -> None:
    await waiting()
    await lives.finish("SO-1", 100)

    assert (await likely("SO-1:complete"))[0] == ("missing_part", "outlet", True)


async def test_a_part_that_the_province_had_and_sent_late_is_its_matter() -> None:
    await waiting()
    request = await lives.ask_for_part("SO-1", 2)
    await lives.grant_part(request, 3)
    await lives.send_part(request, "ZJ/WH", 90)
    await lives.finish("SO-1", 100)

    assert (await likely("SO-1:complete"))[0] == ("part_sent_late", "province", True)


async def use_up_the_provinces_pumps() -> None:
    await waiting("SO-9", 1)
    await lives.grant_part(await lives.ask_for_part("SO-9", 1, pieces=3), 1)


async def test_a_part_that_the_head_office_sent_in_time_was_missing_in_the_province() -> None:
    await use_up_the_provinces_pumps()
    await waiting()
    request = await lives.ask_for_part("SO-1", 2)
    await lives.grant_part(request, 3)
    await lives.send_part(request, "HQ/WH", 20)
    await lives.finish("SO-1", 100)

    assert (await likely("SO-1:complete"))[0] == ("missing_part", "province", True)


async def test_a_part_that_the_head_office_sent_late_is_its_matter() -> None:
    await use_up_the_provinces_pumps()
    await waiting()
    request = await lives.ask_for_part("SO-1", 2)
    await lives.grant_part(request, 3)
    await lives.send_part(request, "HQ/WH", 80)
    await lives.finish("SO-1", 100)

    assert (await likely("SO-1:complete"))[0] == ("part_sent_late", "head_office", True)


async def test_a_part_that_nobody_has_is_missing_at_the_head_office() -> None:
    await waiting()
    await lives.grant_part(await lives.ask_for_part("SO-1", 2, pieces=60), 3)
    await lives.finish("SO-1", 100)

    assert (await likely("SO-1:complete"))[0] == ("missing_part", "head_office", True)


# Decided


async def test_what_was_proposed_is_confirmed_and_says_so_with_what_was_proposed_then() -> None:
    await lives.done("SO-1", 100)
    assert (await missed())["SO-1:complete"].cause.state is State.OPEN

    await decide(causes.confirm, "SO-1:complete", CauseKind.TOO_SLOW, Owner.OUTLET)

    found = (await missed())["SO-1:complete"].cause
    [kept] = await CauseRulings.select()
    assert (found.state, found.owner, found.rulings[0].by, found.rulings[0].at) == (State.CONFIRMED, Owner.OUTLET, "director", at(400))  # fmt: skip
    assert '"text_zh"' in kept["proposed"]
    assert "cause.confirmed" in [row["kind"] for row in await Events.select(Events.kind)]


async def test_what_was_not_proposed_needs_a_reason_and_so_does_another_decision() -> None:
    await lives.done("SO-1", 100)

    with pytest.raises(Invalid, match="reason"):
        await decide(causes.confirm, "SO-1:complete", CauseKind.WEATHER, Owner.WEATHER)
    await decide(causes.confirm, "SO-1:complete", CauseKind.WEATHER, Owner.WEATHER, "ice, the outlet says")
    with pytest.raises(Invalid, match="reason"):
        await decide(causes.revise, "SO-1:complete", CauseKind.TOO_SLOW, Owner.OUTLET)
    revised = await decide(causes.revise, "SO-1:complete", CauseKind.TOO_SLOW, Owner.OUTLET, "no alert was published", 410)  # fmt: skip

    assert [one.owner for one in revised.cause.rulings] == [Owner.WEATHER, Owner.OUTLET]


async def test_a_decision_stands_where_it_can_be_made() -> None:
    await lives.done("SO-1", 100)

    with pytest.raises(CauseWrongState):
        await decide(causes.revise, "SO-1:complete", CauseKind.TOO_SLOW, Owner.OUTLET, "x")
    with pytest.raises(Invalid, match="owner"):
        await decide(causes.confirm, "SO-1:complete", CauseKind.TOO_SLOW, Owner.PROVINCE, "x")
    for key in ("SO-1:restore", "SO-2:complete", "SO-1", "nonsense"):
        with pytest.raises(NotFound):
            await decide(causes.confirm, key, CauseKind.TOO_SLOW, Owner.OUTLET, "x")


async def test_of_many_who_decide_at_once_one_does() -> None:
    await lives.done("SO-1", 100)

    answers = await asyncio.gather(
        *(decide(causes.confirm, "SO-1:complete", CauseKind.TOO_SLOW, Owner.OUTLET) for _ in range(5)),
        return_exceptions=True,
    )

    assert sorted(type(one).__name__ for one in answers) == ["CauseWrongState"] * 4 + ["MissedPromise"]
    assert await CauseRulings.count().run() == 1


async def test_of_many_who_decide_otherwise_at_once_one_does() -> None:
    await lives.done("SO-1", 100)
    await decide(causes.confirm, "SO-1:complete", CauseKind.TOO_SLOW, Owner.OUTLET)

    answers = await asyncio.gather(
        *(decide(causes.revise, "SO-1:complete", CauseKind.WEATHER, Owner.WEATHER, "ice", 410) for _ in range(12)),
        return_exceptions=True,
    )

    assert sorted(type(one).__name__ for one in answers) == ["Invalid"] * 11 + ["MissedPromise"]
    assert await CauseRulings.count().run() == 2


async def test_a_director_decides_about_the_own_province_only() -> None:
    await lives.done("SO-1", 100)

    with acting(Who(actor="d", via="session", reach=Reach(scope=Scope.BELOW, node="AH"))):
        assert await missed() == {}
        with pytest.raises(NotFound):
            await decide(causes.confirm, "SO-1:complete", CauseKind.TOO_SLOW, Owner.OUTLET)
    with acting(DIRECTOR):
        done = await decide(causes.confirm, "SO-1:complete", CauseKind.TOO_SLOW, Owner.OUTLET)
        assert done.cause.owner is Owner.OUTLET


async def test_a_director_is_told_whose_matter_a_part_of_the_head_office_was() -> None:
    await use_up_the_provinces_pumps()
    await waiting()
    request = await lives.ask_for_part("SO-1", 2)
    await lives.grant_part(request, 3)
    await lives.send_part(request, "HQ/WH", 80)
    await lives.finish("SO-1", 100)

    with acting(DIRECTOR):
        assert (await likely("SO-1:complete"))[0] == ("part_sent_late", "head_office", True)


async def test_a_promise_that_was_missed_and_then_put_off_stays_missed() -> None:
    await lives.take("SO-1")
    await lives.book("SO-1", 40, 60)

    found = (await missed(now=at(50)))["SO-1:arrive"]

    assert (found.missed.due_at, found.missed.ended_at) == (at(24), None)
