"""The queue of those who decide quota requests: what waits, how urgent it is, and for whom (P2)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from builders import NOW, a_desk, a_grant, a_policy, an_order, register_all
from grounds import grounds

from fieldops.actions import orders, policies, quota_requests, quotas
from fieldops.actions import waiting_requests as actions
from fieldops.actions.waiting_requests import View, WaitingRequests
from fieldops.database.door import perform, read
from fieldops.database.who import Who, acting
from fieldops.store.policies import NoPolicy
from inventory.parts import PartCount
from inventory.people import Reach, Scope
from inventory.quota_requests import Asked, NewRequest, Rejection

FIGURES = {"carry_over_percent": 0, "closes_after_days": 5}


async def lay_out() -> None:
    await register_all()
    await perform(quotas.grant, [a_grant(period="2026-11", amount_fen=100_000)], by="manager", now=NOW)


with_quota = grounds(lay_out)


async def ask(quantity: int = 1, by: str = "clerk", **given: Any) -> str:
    wanted = {"partner": "ZJ-001", "destination": "ZJ-001/WH", "period": "2026-11", "lines": (Asked(part="DP-1", quantity=quantity),)}  # fmt: skip
    made = await perform(quota_requests.ask, NewRequest(**{**wanted, **given}), by=by, today=NOW.date(), now=NOW)
    await perform(quota_requests.submit, made.value.number)
    return made.value.number


async def decided_within(seconds: int | None) -> None:
    figures = FIGURES if seconds is None else {**FIGURES, "decide_within_s": seconds}
    await perform(policies.enact, a_policy(name="quota", figures=figures))


async def waiting(view: View = View.ALL, **given: Any) -> WaitingRequests:
    asked = {"by": "manager", "head_office": True, "today": NOW.date(), "now": NOW, **given}
    return await read(actions.waiting, view, **asked)


def numbers(found: WaitingRequests) -> list[str]:
    return [one.number for one in found.requests]


@pytest.mark.usefixtures("with_quota")
async def test_what_holds_up_an_order_comes_first_and_the_earliest_due_before_all() -> None:
    await decided_within(None)
    for_shelf = await ask(1)
    later = await ask(1)
    parts = (PartCount(part="DP-1", quantity=1),)
    two = an_order(number="SO-2", parts=parts, registered_at=NOW)
    one = an_order(number="SO-1", parts=parts, registered_at=NOW - timedelta(hours=5))
    await perform(orders.register, [two, one], a_desk())
    for_two = await ask(lines=(Asked(part="DP-1", quantity=1, order="SO-2"),))

    found = await waiting()

    assert numbers(found) == [for_shelf, later, for_two]
    shelf, _, two_only = found.requests
    assert (shelf.held_up, two_only.held_up) == (2, 1)
    assert shelf.due_at is not None
    assert two_only.due_at is not None
    assert shelf.due_at < two_only.due_at
    assert found.counts[View.HOLDING_UP] == 3


@pytest.mark.usefixtures("with_quota")
async def test_what_was_decided_does_not_wait_and_what_was_undone_does() -> None:
    await decided_within(None)
    number = await ask()
    await perform(quota_requests.reject, number, Rejection(reason="other", text="x"), by="manager", now=NOW)  # type: ignore[arg-type]
    assert numbers(await waiting()) == []

    await perform(quota_requests.undo, number, now=NOW)
    assert numbers(await waiting()) == [number]


@pytest.mark.usefixtures("with_quota")
async def test_mine_are_those_that_i_may_decide() -> None:
    await decided_within(None)
    within, over, own = await ask(1), await ask(90_000), await ask(1, by="manager")

    everything = await waiting()
    assert set(numbers(await waiting(View.MINE))) == {within, over}
    assert numbers(await waiting(View.MINE, by="administrator", head_office=False)) == [within, own]
    assert numbers(await waiting(View.OVER_QUOTA)) == [over]
    assert everything.counts == {View.ALL: 3, View.MINE: 2, View.OVERDUE: 0, View.HOLDING_UP: 0, View.OVER_QUOTA: 1}


@pytest.mark.usefixtures("with_quota")
@pytest.mark.parametrize(("within_s", "overdue"), [(3600, True), (4 * 86400, False), (None, False)])
async def test_overdue_is_what_waits_longer_than_the_policy_allows(within_s: int | None, overdue: bool) -> None:
    await decided_within(within_s)
    number = await ask()
    since = (await waiting()).requests[0].since

    found = await waiting(now=since + timedelta(days=2))

    assert (numbers(await waiting(View.OVERDUE, now=since + timedelta(days=2))) == [number]) is overdue
    expected = None if within_s is None else since + timedelta(seconds=within_s)
    assert found.requests[0].decide_by == expected


@pytest.mark.usefixtures("with_quota")
async def test_without_a_quota_policy_nobody_can_tell_what_is_overdue() -> None:
    with pytest.raises(NoPolicy):
        await waiting()


@pytest.mark.usefixtures("with_quota")
async def test_who_decides_sees_the_own_province_only() -> None:
    await decided_within(None)
    number = await ask()

    async def seen(node: str) -> list[str]:
        with acting(Who(actor="a", via="session", reach=Reach(scope=Scope.BELOW, node=node))):
            return numbers(await waiting(by="a", head_office=False))

    assert (await seen("ZJ"), await seen("AH")) == ([number], [])
