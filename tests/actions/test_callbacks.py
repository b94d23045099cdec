"""Callbacks (S9): made by a visit that is done, called until somebody answers or the policy gives up, and counted by the month."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from builders import (
    CALLBACK_FIGURES,
    NOW,
    OLD_PART_FIGURES,
    VISIT_FIGURES,
    WARRANTY_FIGURES,
    a_desk,
    a_policy,
    a_technician,
    an_order,
    register_all,
)
from grounds import grounds
from network_api import end_visit

from fieldops.actions import callback_offers, callbacks, network, orders, policies, visits
from fieldops.database.door import perform, read
from fieldops.store import callbacks as store
from fieldops.store import orders as order_store
from fieldops.store import visits as visit_store
from fieldops.store.callbacks import KeptCallback
from fieldops.store.pages import Wanted
from inventory.aftercare import Attempt, CallbackOver, NothingOffered, Satisfaction, State
from inventory.callback_scores import ScoreOf
from inventory.orders import OrderKind, OrderStatus
from inventory.visits import NewVisit
from inventory.visits import State as VisitState
from refusals import Invalid, NotFound

ZONE = ZoneInfo("Asia/Shanghai")
EVENING = NOW + timedelta(hours=10)
SECOND = date(2028, 1, 1)
"""Until then the first policy of callbacks is valid."""


async def lay_out() -> None:
    await register_all()
    await perform(network.register_technicians, [a_technician()])
    for name, figures in (("visits", VISIT_FIGURES), ("old_parts", OLD_PART_FIGURES), ("warranty", WARRANTY_FIGURES)):
        await perform(policies.enact, a_policy(name=name, figures=figures))
    kinds = ["repair", "installation"]
    first = a_policy(name="callbacks", figures={**CALLBACK_FIGURES, "kinds": kinds}, valid_until=SECOND)
    await perform(policies.enact, first)


registered_technician = grounds(lay_out)
pytestmark = pytest.mark.usefixtures("registered_technician")


async def done(number: str = "SO-1", now: datetime = NOW, **given: Any) -> str:
    """An order whose visit is done; the visit's number."""
    await perform(orders.register, [an_order(number=number, registered_at=now, **given)], a_desk(now))
    visit = (await perform(visits.book, NewVisit(order=number, node="ZJ-001"), a_desk(now))).value.number
    await perform(visits.assign, visit, "ZJ-T001", now=now)
    await perform(end_visit, visit, "ZJ-T001", now.astimezone(UTC))
    return visit


def attempt(answer: Satisfaction | None = None, **given: Any) -> Attempt:
    return Attempt(**{"at": EVENING, "by": "desk", "answer": answer, **given})


async def call(visit: str, answer: Satisfaction | None = None, **given: Any) -> KeptCallback:
    now = given.pop("now", EVENING)
    return await perform(callbacks.call, visit, attempt(answer, **given), zone=ZONE, now=now)


async def to_call(due_before: datetime | None = None) -> list[str]:
    wanted = Wanted(equal={}, ordering="due_at", limit=50, offset=0)
    return [one.value.order.number for one in (await read(store.callback_page, wanted, due_before=due_before))[1]]


async def test_a_visit_that_is_done_is_called_back_the_same_day() -> None:
    visit = await done()

    kept = await read(store.callback, visit)
    assert (kept.value.state, kept.value.due_at) == (State.DUE, datetime(2026, 11, 23, 20, 30, tzinfo=ZONE))
    assert (kept.value.order.technician, kept.value.order.outlet) == ("ZJ-T001", "ZJ-001")
    contact = (await read(store.contacts, ["SO-1"]))["SO-1"]
    assert (contact.customer, contact.phone) == ("C-1", "19900001234")


async def test_orders_of_other_kinds_call_nobody() -> None:
    inspection = await done("SO-2", kind=OrderKind.INSPECTION, fault=None)

    with pytest.raises(NotFound):
        await read(store.callback, inspection)


async def test_a_visit_ends_also_when_nobody_says_who_is_called_back() -> None:
    visit = await done(now=datetime.combine(SECOND, time(12), ZONE))

    assert (await read(visit_store.visit, visit)).value.state is VisitState.DONE
    with pytest.raises(NotFound):
        await read(store.callback, visit)


async def test_the_desk_calls_what_is_due_today_or_was_before_first() -> None:
    await done("SO-1", now=NOW + timedelta(days=1))
    await done("SO-2")
    gone = await done("SO-3")
    await call(gone, Satisfaction.FAIR)

    midnight = datetime(2026, 11, 24, tzinfo=ZONE)
    assert await to_call(midnight) == ["SO-2"]
    assert await to_call(midnight + timedelta(days=1)) == ["SO-2", "SO-1"]
    assert await to_call() == ["SO-2", "SO-3", "SO-1"]


async def test_after_so_many_calls_in_vain_it_is_given_up() -> None:
    visit = await done()

    states = [(await call(visit)).value.state for _ in range(3)]

    assert states == [State.TRIED, State.TRIED, State.UNREACHED]
    with pytest.raises(CallbackOver):
        await call(visit, Satisfaction.FAIR)


async def test_of_many_who_call_at_once_one_answer_counts() -> None:
    visit = await done()

    calls = (call(visit, Satisfaction.FAIR, by=f"clerk {n}") for n in range(8))
    answers = await asyncio.gather(*calls, return_exceptions=True)

    assert sorted(type(one).__name__ for one in answers) == ["CallbackOver"] * 7 + ["KeptCallback"]
    kept = await read(store.callback, visit)
    assert len(kept.value.attempts) == 1
    assert kept.version == 2


@pytest.mark.parametrize("at", [NOW - timedelta(seconds=1), EVENING + timedelta(seconds=1)])
async def test_a_call_is_made_after_the_visit_and_not_ahead(at: datetime) -> None:
    visit = await done()

    with pytest.raises(Invalid) as refused:
        await call(visit, Satisfaction.FAIR, at=at)

    assert [problem.path for problem in refused.value.problems] == ["at"]
    assert (await read(store.callback, visit)).value.attempts == ()


async def test_a_dissatisfied_customer_gets_one_complaint_however_often_it_is_registered() -> None:
    visit = await done()
    await call(visit, Satisfaction.DISSATISFIED, note="仍有异响")

    answers = await asyncio.gather(*(perform(callback_offers.complain, visit, a_desk(EVENING)) for _ in range(4)))

    [number] = {one.complaint for one in answers}
    assert number is not None
    complaint = (await read(order_store.order, number)).value
    assert (complaint.kind, complaint.customer, complaint.about) == (OrderKind.COMPLAINT, "C-1", "SO-1")
    assert complaint.note == f"回访不满意，上门单 {visit}：仍有异响"


async def test_a_dissatisfied_customers_order_is_opened_again_once() -> None:
    visit = await done()
    await call(visit, Satisfaction.DISSATISFIED, note="仍有异响")

    answers = await asyncio.gather(*(perform(callback_offers.reopen, visit, a_desk(EVENING)) for _ in range(4)))

    assert {one.reopened_at for one in answers} == {EVENING}
    assert (await read(order_store.order, "SO-1")).value.status is OrderStatus.ASSIGNED
    assert [one.version for one in answers].count(3) == 4


async def test_who_is_satisfied_is_offered_nothing() -> None:
    visit = await done()
    await call(visit, Satisfaction.SATISFIED)

    with pytest.raises(NothingOffered):
        await perform(callback_offers.complain, visit, a_desk(EVENING))


# The month


async def scores(period: str = "2026-11") -> dict[str, int]:
    found = await read(callbacks.scores, period, zone=ZONE)
    return {f"{of} {one.code}": one.score for of in ScoreOf for one in found[of]}


async def test_a_month_is_counted_for_technician_outlet_and_province() -> None:
    for n, answer in enumerate((Satisfaction.VERY_SATISFIED, Satisfaction.DISSATISFIED, Satisfaction.SATISFIED)):
        await call(await done(f"SO-{n}"), answer)
    unreached = await done("SO-9")
    for _ in range(3):
        await call(unreached)
    await done("SO-8")
    december = NOW + timedelta(days=10)
    await call(await done("SO-7", now=december), Satisfaction.FAIR, at=december, now=december)

    assert await scores() == {"technician ZJ-T001": 4, "outlet ZJ-001": 4, "province ZJ": 4}
    assert await scores("2026-12") == {"technician ZJ-T001": 2, "outlet ZJ-001": 2, "province ZJ": 2}
    with pytest.raises(Invalid):
        await scores("2026-13")


async def test_a_month_is_counted_by_the_policy_of_its_time() -> None:
    other = {**CALLBACK_FIGURES, "dissatisfied": 5, "attempts": 1, "kinds": ["inspection"], "until": "21:00:00"}
    await perform(policies.enact, a_policy(name="callbacks", figures=other, valid_from=SECOND))
    later = datetime(2028, 1, 3, 12, tzinfo=ZONE)
    first = await done()
    await call(first, Satisfaction.DISSATISFIED)
    repair = await done("SO-2", now=later)
    inspection = await done("SO-3", now=later, kind=OrderKind.INSPECTION, fault=None)

    kept = await read(store.callback, inspection)
    given_up = await call(inspection, at=later, now=later)

    with pytest.raises(NotFound):
        await read(store.callback, repair)
    assert kept.value.due_at == datetime(2028, 1, 3, 21, tzinfo=ZONE)
    assert given_up.value.state is State.UNREACHED
    assert (await scores())["outlet ZJ-001"] == -5
    assert (await scores("2028-01"))["outlet ZJ-001"] == 1
