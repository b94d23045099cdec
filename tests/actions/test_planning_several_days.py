"""Up to three days are planned at once, each becomes a plan of its own; a visit goes to the day on which it costs least (V4, S1)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from planning import DAY, DESK, EVENING, ZONE, appointment, asking, receive, register

from fieldops.actions import plan_editing, plans, publishing
from fieldops.actions.plan_verdicts import Placing
from fieldops.database.door import perform, read
from fieldops.store import plan_edits, plan_sheets
from fieldops.store import plans as store
from fieldops.store.plans import PlanHead
from inventory.parts import PartCount
from refusals import Invalid
from routing.check import violations
from routing.requests import PlanState
from routing.solve import solve

pytestmark = pytest.mark.usefixtures("province")


async def drafted(days: int = 2) -> list[PlanHead]:
    plan_id = await perform(plans.request, asking(publish=False, days=days))
    begun = await perform(plans.begin, plan_id, zone=ZONE, now=EVENING)
    assert begun is not None
    plan = solve(begun.day.problem, time_limit_s=0.5, seed=1)
    assert violations(begun.day.problem, plan) == []
    assert await perform(plans.save, plan_id, begun.day, plan, now=EVENING)
    return [await read(store.head, one) for one in await read(store.planned_with, plan_id)]


async def served(plan_id: int) -> dict[str, str]:
    routes = (await read(plan_sheets.sheet, plan_id)).routes
    return {stop.service_order: route.technician for route in routes for stop in route.stops if stop.service_order}


async def test_each_day_becomes_a_draft_of_its_own_that_keeps_every_rule() -> None:
    await receive("R8", "T1/VAN", PUMP=2)
    await register("SO-1", appointment=appointment(9, 12))
    await register("SO-2", appointment=appointment(9, 12, DAY + timedelta(days=1)))

    first, second = await drafted()

    assert [(one.day, one.state, one.first) for one in (first, second)] == [
        (DAY, PlanState.DRAFT, None),
        (DAY + timedelta(days=1), PlanState.DRAFT, first.id),
    ]
    assert (list(await served(first.id)), list(await served(second.id))) == (["SO-1"], ["SO-2"])
    for head in (first, second):
        premises, plan = await read(plan_edits.premises_of, head.id), await read(plan_edits.content, head.id, 0)
        assert violations(premises.problem, plan) == []
        assert head.best_cost_fen == plan.score.total_fen
        (visit,) = [stop for route in plan.routes for stop in route.visits]
        assert 9 * 3600 <= visit.start_s <= 12 * 3600
        assert premises.van == {"T1": "T1/VAN", "T2": "T2/VAN"}


async def test_what_is_in_a_van_is_there_once_for_all_days() -> None:
    for number, day in (("SO-1", DAY), ("SO-2", DAY + timedelta(days=1))):
        belt = (PartCount(part="BELT", quantity=1),)
        await register(number, parts=belt, appointment=appointment(9, 12, day))
    await receive("R8", "T1/VAN", BELT=1)

    first, second = await drafted()

    assert len({**await served(first.id), **await served(second.id)}) == 1
    assert (first.unserved, second.unserved) == (1, 0)


async def test_what_can_wait_goes_to_a_day_on_which_there_is_room() -> None:
    await receive("R8", "ZJ/WH", PUMP=30)
    for number in range(24):
        await register(f"SO-{number:02}", at=(120.7 + number / 100, 30.25))  # beyond 30 km: within 72 h

    alone = (await drafted(days=1))[0]
    together = await drafted(days=3)

    assert alone.unserved > 0
    assert sum(one.served for one in together) == 24
    assert [one.late for one in together] == [0, 0, 0]


async def test_each_day_is_changed_and_published_by_itself() -> None:
    await receive("R8", "T1/VAN", PUMP=2)
    await register("SO-1", appointment=appointment(9, 12))
    await register("SO-2", appointment=appointment(9, 12, DAY + timedelta(days=1)))
    first, second = await drafted()

    changed = await perform(plan_editing.place, second.id, Placing(order="SO-2"), DESK, version=second.version)
    assert changed.unserved == 1
    assert (await perform(publishing.publish, first.id, DESK)).state is PlanState.PUBLISHED
    assert (await read(store.head, second.id)).state is PlanState.DRAFT


async def test_why_a_visit_is_left_out_names_technicians_as_people_know_them() -> None:
    await receive("R8", "ZJ/WH", PUMP=30)
    for number in range(40):
        await register(f"SO-{number:02}", at=(120.7 + number / 100, 30.25), fault_level=1)

    first, second = await drafted()

    told = (await read(plan_sheets.sheet, first.id)).unserved
    texts = [text for one in told for text in (one.cause_en, one.cause_zh, one.remedy_en, one.remedy_zh)]
    assert any("T1" in text or "T2" in text for text in texts)
    assert [text for text in texts if "@" in text] == []
    assert (await read(plan_sheets.sheet, second.id)).unserved == ()


async def test_more_than_three_days_or_several_based_on_one_are_refused() -> None:
    for wrong in ({"days": 4}, {"days": 0}, {"days": 2, "based_on": 1}):
        with pytest.raises(Invalid):
            asking(**wrong)
