"""A draft is changed by hand: each change is judged at once, kept, undone and done again; locks hold (V4, V5)."""

from __future__ import annotations

import asyncio

import pytest
from planning import DESK, EVENING, ZONE, asking, receive, register

from fieldops.actions import plan_editing as editing
from fieldops.actions import plan_verdicts as verdicts
from fieldops.actions import plans, publishing
from fieldops.actions.plan_editing import (
    Locking,
    NothingToUndo,
    PlanEditRefused,
    PlanNotDraft,
    VisitLocked,
)
from fieldops.actions.plan_reading import PlanNotMadeYet
from fieldops.actions.plan_verdicts import Placing
from fieldops.database.door import perform, read
from fieldops.store import events, plan_edits, plan_sheets
from fieldops.store import plans as store
from fieldops.store.plans import PlanHead
from inventory.events import Family
from inventory.orders import OrderKind
from refusals import Invalid, NotFound, StaleVersion
from routing.check import violations
from routing.locks import Lock, Locks
from routing.requests import PlanState
from routing.solve import solve

pytestmark = pytest.mark.usefixtures("province")


async def drafted() -> PlanHead:
    """SO-1 and SO-2, which either technician may do, parts in both vans; SO-3 only T2 has the skill for."""
    await receive("R8", "T1/VAN", PUMP=2)
    await receive("R9", "T2/VAN", PUMP=2)
    await register("SO-1")
    await register("SO-2", at=(120.19, 30.26))
    await register("SO-3", kind=OrderKind.INSTALLATION, fault=None, parts=())
    plan_id = await perform(plans.request, asking(publish=False))
    begun = await perform(plans.begin, plan_id, zone=ZONE, now=EVENING)
    assert begun is not None
    plan = solve(begun.day.problem, time_limit_s=0.3, seed=1)
    assert await perform(plans.save, plan_id, begun.day, plan, now=EVENING)
    return await read(store.head, plan_id)


async def who_does_what(plan_id: int) -> dict[str, str]:
    sheet = await read(plan_sheets.sheet, plan_id)
    return {
        stop.service_order: route.technician
        for route in sheet.routes
        for stop in route.stops
        if stop.service_order is not None
    }


def other_than(technician: str) -> str:
    return "T2" if technician == "T1" else "T1"


async def moved(head: PlanHead, order: str = "SO-1") -> tuple[PlanHead, str]:
    """To the other technician, first in line."""
    to = other_than((await who_does_what(head.id))[order])
    after = await perform(
        editing.place, head.id, Placing(order=order, technician=to, position=0), DESK, version=head.version
    )
    return after, to


async def test_a_moved_visit_is_the_other_technicians_and_the_plan_keeps_every_rule() -> None:
    head, to = await moved(await drafted())

    assert (await who_does_what(head.id))["SO-1"] == to
    premises, plan = await read(plan_edits.premises_of, head.id), await read(plan_edits.content, head.id, head.edit)
    assert violations(premises.problem, plan) == []
    assert (head.edit, head.served, head.best_cost_fen) == (1, 3, plan.score.total_fen)
    assert {route.technician for route in plan.routes if route.stops} == set((await who_does_what(head.id)).values())


async def test_whoever_looks_at_the_plan_is_told_of_each_change() -> None:
    head = await drafted()
    before = await events.last_position()

    await moved(head)

    told = await read(events.events_after, before, {Family.PLAN}, limit=10)
    assert [(one.kind, one.key) for one in told] == [("plan.changed", str(head.id))]


async def test_each_technician_is_told_with_what_the_visit_would_cost_there_or_the_rule_in_the_way() -> None:
    head = await drafted()
    to = other_than((await who_does_what(head.id))["SO-1"])

    found = {one.technician: one for one in await read(verdicts.chances, head.id, "SO-1")}
    only_one_can = await read(verdicts.chances, head.id, "SO-3")

    there = found[to]
    placing = Placing(order="SO-1", technician=to, position=there.position)
    verdict = await read(verdicts.judge, head.id, placing)
    assert verdict.change is not None
    assert there.change_fen == verdict.change["total_fen"]
    after = await perform(editing.place, head.id, Placing(order="SO-1", technician=to), DESK, version=head.version)
    assert (await read(plan_edits.edits_of, after.id))[-1].said["position"] == there.position
    assert [(one.technician, one.allowed, one.rule) for one in only_one_can] == [
        ("T2", True, None),
        ("T1", False, "skills"),
    ]


async def test_the_verdict_before_says_what_the_move_comes_to_and_changes_nothing() -> None:
    head = await drafted()
    to = other_than((await who_does_what(head.id))["SO-1"])

    verdict = await read(verdicts.judge, head.id, Placing(order="SO-1", technician=to, position=0))
    assert (await read(store.head, head.id)) == head

    after, _ = await moved(head)
    assert verdict.allowed
    assert verdict.change is not None
    assert after.score is not None
    assert head.score is not None
    assert verdict.change["total_fen"] == after.score["total_fen"] - head.score["total_fen"]
    assert {route.technician for route in verdict.routes} == {"T1", "T2"}


async def test_a_move_against_a_rule_names_it_and_changes_nothing() -> None:
    head = await drafted()
    placing = Placing(order="SO-3", technician="T1")

    verdict = await read(verdicts.judge, head.id, placing)
    with pytest.raises(PlanEditRefused, match="skills") as refused:
        await perform(editing.place, head.id, placing, DESK, version=head.version)

    assert (verdict.allowed, verdict.rule) == (False, "skills")
    assert verdict.why_en in refused.value.explain("en")
    assert verdict.why_zh in refused.value.explain("zh")
    assert await read(store.head, head.id) == head


async def test_what_is_taken_out_is_not_served_and_can_be_put_back() -> None:
    head = await drafted()
    out = await perform(editing.place, head.id, Placing(order="SO-2"), DESK, version=head.version)
    sheet = await read(plan_sheets.sheet, head.id)
    assert ([one.service_order for one in sheet.unserved], out.served) == (["SO-2"], 2)

    back = await perform(
        editing.place, head.id, Placing(order="SO-2", technician="T2", position=0), DESK, version=out.version
    )
    assert (back.served, back.unserved, (await who_does_what(head.id))["SO-2"]) == (3, 0, "T2")


async def test_changes_are_undone_and_done_again_until_another_takes_their_place() -> None:
    first = await drafted()
    was = await who_does_what(first.id)
    changed, to = await moved(first)

    undone = await perform(editing.undo, first.id, version=changed.version)
    assert (await who_does_what(first.id), undone.edit, undone.score) == (was, 0, first.score)
    redone = await perform(editing.redo, first.id, version=undone.version)
    assert ((await who_does_what(first.id))["SO-1"], redone.score) == (to, changed.score)
    undone = await perform(editing.undo, first.id, version=redone.version)
    other = await perform(editing.place, first.id, Placing(order="SO-2"), DESK, version=undone.version)

    with pytest.raises(NothingToUndo):
        await perform(editing.redo, first.id, version=other.version)
    assert [one.said["verb"] for one in await read(plan_edits.edits_of, first.id)] == ["make", "take_out"]
    back = await perform(editing.undo, first.id, version=other.version)
    with pytest.raises(NothingToUndo):
        await perform(editing.undo, first.id, version=back.version)


async def test_of_ten_who_change_the_same_version_one_does() -> None:
    head = await drafted()
    answers = await asyncio.gather(
        *(perform(editing.place, head.id, Placing(order="SO-2"), DESK, version=head.version) for _ in range(10)),
        return_exceptions=True,
    )
    assert [type(one) for one in answers].count(StaleVersion) == 9
    assert (await read(store.head, head.id)).edit == 1


async def test_what_is_locked_is_not_moved_until_it_is_unlocked_and_locks_are_undone_too() -> None:
    head = await drafted()
    locking = Locking(visits={"SO-1": Lock.TIME}, technicians={"T2": True})
    locked = await perform(editing.lock, head.id, locking, DESK, version=head.version)
    assert locked.locks == Locks(visits={"SO-1": Lock.TIME}, technicians=frozenset({"T2"}))

    for placing in (Placing(order="SO-1"), Placing(order="SO-3"), Placing(order="SO-2", technician="T2")):
        with pytest.raises(VisitLocked):
            await perform(editing.place, head.id, placing, DESK, version=locked.version)

    unlocking = Locking(visits={"SO-1": None}, technicians={"T2": False})
    unlocked = await perform(editing.lock, head.id, unlocking, DESK, version=locked.version)
    assert unlocked.locks == Locks()
    undone = await perform(editing.undo, head.id, version=unlocked.version)
    assert undone.locks == locked.locks


async def test_what_the_plan_has_not_is_refused_all_at_once() -> None:
    head = await drafted()
    with pytest.raises(Invalid) as refused:
        await perform(
            editing.lock,
            head.id,
            Locking(visits={"SO-9": Lock.TIME}, technicians={"T9": True}),
            DESK,
            version=head.version,
        )
    assert [one.path for one in refused.value.problems] == ["visits.SO-9", "technicians.T9"]
    for placing in (Placing(order="SO-9"), Placing(order="SO-1", technician="T9", position=9)):
        with pytest.raises(Invalid):
            await perform(editing.place, head.id, placing, DESK, version=head.version)


async def test_what_is_published_is_copied_to_be_changed_and_the_copy_takes_its_place() -> None:
    head = await perform(publishing.publish, (await drafted()).id, DESK)
    with pytest.raises(PlanNotDraft):
        await perform(editing.place, head.id, Placing(order="SO-2"), DESK, version=head.version)

    copied = await perform(editing.copy, head.id, DESK)
    changed = await perform(editing.place, copied.id, Placing(order="SO-2"), DESK, version=copied.version)
    compared = await read(editing.compared, head.id, copied.id)
    await perform(publishing.publish, copied.id, DESK, version=changed.version)

    assert [
        (one.visit, one.kind.value, one.new_technician) for one in compared.moved if one.kind.value == "dropped"
    ] == [("SO-2", "dropped", None)]
    assert compared.score.served == -1
    assert (await read(store.head, head.id)).state is PlanState.SUPERSEDED
    assert "SO-2" not in await who_does_what(copied.id)


async def test_plans_of_different_days_are_not_compared() -> None:
    head = await drafted()
    with pytest.raises(NotFound):
        await read(editing.compared, head.id, head.id + 1)


async def test_what_is_not_made_yet_is_not_copied() -> None:
    plan_id = await perform(plans.request, asking(publish=False))
    with pytest.raises(PlanNotMadeYet) as refused:
        await perform(editing.copy, plan_id, DESK)
    assert "排队中" in refused.value.explain("zh")


async def test_a_lock_that_holds_already_is_no_change() -> None:
    head = await drafted()
    locking = Locking(visits={"SO-1": Lock.TIME}, technicians={})
    locked = await perform(editing.lock, head.id, locking, DESK, version=head.version)
    assert await perform(editing.lock, head.id, locking, DESK, version=locked.version) == locked
