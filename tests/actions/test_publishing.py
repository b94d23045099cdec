"""Drafts bind nobody; one plan of a province and day is published, and can be withdrawn until somebody has begun (V4, V5, B2)."""

from __future__ import annotations

import asyncio
import uuid
from datetime import date, timedelta

import pytest
from builders import OLD_PART_FIGURES, VISIT_FIGURES
from planning import DAY, DESK, EVENING, ZONE, appointment, asking, register

from fieldops.actions import order_lives, plans, policies, publishing, visits
from fieldops.actions.desk import Desk
from fieldops.actions.publishing import PlanBegun, PlanDayOver, PlanOvertaken
from fieldops.database.door import perform, read
from fieldops.store import ledger, plan_edits, plan_sheets
from fieldops.store import plans as store
from fieldops.store import visits as visits_store
from fieldops.store.plan_forms import PlanNotEditable, read_plan, read_premises, written_plan, written_premises
from fieldops.store.plans import PlanHead
from fieldops.store.policies import Policy
from inventory.visit_steps import Left
from inventory.visits import State
from refusals import StaleVersion
from routing.check import violations
from routing.plan import Plan
from routing.requests import PlanState, PlanStateRefused
from routing.solve import solve

pytestmark = pytest.mark.usefixtures("province")


async def drafted(*, publish: bool = False) -> int:
    plan_id = await perform(plans.request, asking(publish=publish))
    begun = await perform(plans.begin, plan_id, zone=ZONE, now=EVENING)
    assert begun is not None
    plan = solve(begun.day.problem, time_limit_s=0.3, seed=1)
    assert await perform(plans.save, plan_id, begun.day, plan, now=EVENING)
    return plan_id


async def published(plan_id: int) -> PlanHead:
    return await perform(publishing.publish, plan_id, DESK)


async def held() -> int:
    return len(await read(ledger.reservations))


async def planned() -> dict[str, str | None]:
    return {one.order: one.technician for one in await read(visits_store.of_orders, ["SO-1", "SO-2"])}


async def test_a_draft_reserves_nothing_and_gives_out_no_visit() -> None:
    await register("SO-1")
    plan_id = await drafted()

    head = (await read(plan_sheets.sheet, plan_id)).plan
    assert (head.state, head.served, head.published_at) == (PlanState.DRAFT, 1, None)
    assert (await held(), await planned()) == (0, {})


async def test_published_it_reserves_its_parts_and_gives_out_its_visits() -> None:
    await register("SO-1")
    head = await published(await drafted())

    assert (head.state, head.publications, head.published_at, head.published_by) == (
        PlanState.PUBLISHED,
        1,
        EVENING,
        "desk",
    )
    assert await held() == 1
    assert list(await planned()) == ["SO-1"]


async def test_of_two_drafts_the_one_published_last_holds() -> None:
    await register("SO-1")
    first, second = await drafted(), await drafted()
    await published(first)
    await published(second)

    assert [(await read(store.head, one)).state for one in (first, second)] == [
        PlanState.SUPERSEDED,
        PlanState.PUBLISHED,
    ]
    assert await held() == 1


async def test_of_ten_who_publish_two_drafts_at_once_one_plan_holds_and_its_parts_are_reserved_once() -> None:
    await register("SO-1")
    drafts = [await drafted(), await drafted()]

    answers = await asyncio.gather(
        *(perform(publishing.publish, drafts[n % 2], DESK) for n in range(10)), return_exceptions=True
    )

    done = [answer for answer in answers if isinstance(answer, PlanHead)]
    assert {type(answer) for answer in answers} <= {PlanHead, PlanStateRefused}
    assert len(done) == 2
    states = [(await read(store.head, one)).state for one in drafts]
    assert sorted(states) == [PlanState.PUBLISHED, PlanState.SUPERSEDED]
    assert await held() == 1


async def test_what_was_withdrawn_is_a_draft_again_and_can_be_published_again() -> None:
    await register("SO-1")
    plan_id = await drafted()
    await published(plan_id)

    head = await perform(publishing.withdraw, plan_id, DESK)

    assert (head.state, await held(), await planned()) == (PlanState.DRAFT, 0, {"SO-1": None})
    assert (await published(plan_id)).publications == 2
    assert (await held(), list((await planned()).values()) != [None]) == (1, True)


async def test_a_plan_that_somebody_has_begun_is_not_withdrawn() -> None:
    await register("SO-1")
    plan_id = await drafted()
    await published(plan_id)
    [visit] = await read(visits_store.of_orders, ["SO-1"])
    morning = EVENING + timedelta(hours=15)
    desk = Desk(by="desk", now=morning, zone=ZONE)
    for name, figures in (("visits", VISIT_FIGURES), ("old_parts", OLD_PART_FIGURES)):
        await perform(policies.enact, Policy(name=name, valid_from=date(2026, 1, 1), figures=figures))
    left = Left(id=uuid.uuid4().hex, by=visit.technician or "", at=morning)
    await perform(visits.record, visit.number, [left], technician=None, desk=desk)

    with pytest.raises(PlanBegun):
        await perform(publishing.withdraw, plan_id, desk)
    [still] = await read(visits_store.of_orders, ["SO-1"])
    assert (still.state, await held()) == (State.ON_THE_WAY, 1)


async def test_what_was_closed_or_rebooked_since_is_not_published() -> None:
    await register("SO-1")
    await register("SO-2", appointment=appointment(9, 12))
    plan_id = await drafted()
    await perform(order_lives.cancel, "SO-1", "客户自行解决", DESK)

    with pytest.raises(PlanOvertaken, match="SO-1"):
        await published(plan_id)
    assert ((await read(store.head, plan_id)).state, await held()) == (PlanState.DRAFT, 0)


async def test_whoever_publishes_says_what_was_seen_of_it() -> None:
    await register("SO-1")
    plan_id = await drafted()
    seen = (await read(store.head, plan_id)).version

    with pytest.raises(StaleVersion):
        await perform(publishing.publish, plan_id, DESK, version=seen - 1)
    assert (await perform(publishing.publish, plan_id, DESK, version=seen)).state is PlanState.PUBLISHED


async def test_a_day_that_is_over_is_not_published() -> None:
    plan_id = await drafted()
    with pytest.raises(PlanDayOver):
        await perform(publishing.publish, plan_id, Desk(by="desk", now=EVENING + timedelta(days=3), zone=ZONE))


async def test_a_draft_is_discarded_and_nothing_else_is() -> None:
    plan_id = await drafted()
    assert (await perform(publishing.discard, plan_id)).state is PlanState.DISCARDED
    for verb in (publishing.publish, publishing.withdraw):
        with pytest.raises(PlanStateRefused):
            await perform(verb, plan_id, DESK)


async def test_what_a_plan_was_made_of_is_kept_with_it() -> None:
    await register("SO-1")
    plan_id = await drafted()

    premises, plan = await read(plan_edits.premises_of, plan_id), await read(plan_edits.content, plan_id, 0)

    assert premises.van == {"T1": "T1/VAN", "T2": "T2/VAN"}
    assert list(premises.due_at) == ["SO-1"]
    assert violations(premises.problem, plan) == []
    assert isinstance(plan, Plan)
    assert read_plan(1, written_plan(plan)) == plan
    assert read_premises(1, written_premises(premises)).problem == premises.problem
    assert [(one.n, one.said, one.by) for one in await read(plan_edits.edits_of, plan_id)] == [
        (0, {"verb": "make"}, "planner")
    ]
    assert (await read(store.head, plan_id)).day == DAY


async def test_a_plan_of_which_nothing_is_kept_can_only_be_read() -> None:
    with pytest.raises(PlanNotEditable):
        await read(plan_edits.premises_of, 1)
    with pytest.raises(PlanNotEditable):
        read_plan(1, None)
