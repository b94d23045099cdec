"""Two orders' visits are tied, and planned so (V4)."""

import asyncio
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from planning import DAY, DESK, EVENING, ZONE, appointment, asking, register

from fieldops.actions import order_lives, order_ties, plans
from fieldops.actions.planning_day import PlanningDay, planning_day
from fieldops.database.door import perform, read
from fieldops.store import order_ties as store
from fieldops.store import plan_sheets
from inventory.order_ties import NewTie, Tie, TieContradicts, TieEnded, TieKind
from refusals import Invalid, NotFound
from routing.check import violations
from routing.couplings import Sequence_
from routing.problem import Window
from routing.reasons import UnservedReason
from routing.solve import solve

pytestmark = pytest.mark.usefixtures("province")
NEXT = DAY + timedelta(days=1)


async def tie(kind: TieKind, first: str = "SO-1", second: str = "SO-2", **given: Any) -> Tie:
    return await perform(order_ties.tie, NewTie(kind=kind, first=first, second=second, why="同一住户", **given), DESK)


async def planned(day: date = DAY, now: datetime = EVENING) -> PlanningDay:
    return await perform(planning_day, "ZJ", day, zone=ZONE, now=now)


async def two(**given: Any) -> None:
    for number in ("SO-1", "SO-2"):
        await register(number, fault="NOISE", fault_level=1, **given)


async def publish(day: date = DAY, only: str = "SO-1") -> tuple[str, datetime]:
    """A plan of the day that is published: who does ``only``, and until when."""
    plan_id = await perform(plans.request, asking(day=day))
    begun = await perform(plans.begin, plan_id, zone=ZONE, now=EVENING)
    assert begun is not None
    plan = solve(begun.day.problem, time_limit_s=0.3, seed=1)
    assert await perform(plans.save, plan_id, begun.day, plan, now=EVENING)
    routes = (await read(plan_sheets.sheet, plan_id)).routes
    [found] = [(r.technician, s.depart_at) for r in routes for s in r.stops if s.service_order == only]
    return found


async def test_ties_become_what_the_plan_must_keep() -> None:
    await two()
    await register("SO-3", fault="NOISE")
    await tie(TieKind.SAME)
    await tie(TieKind.OTHER, second="SO-3")
    await tie(TieKind.AFTER, gap_s=3600)
    problem = (await planned()).problem
    assert problem.together == (frozenset({"SO-1", "SO-2"}),)
    assert problem.apart == (frozenset({"SO-1", "SO-3"}),)
    assert problem.sequences == (Sequence_("SO-1", "SO-2", 3600),)

    plan = solve(problem, time_limit_s=0.5, seed=1)
    by = {stop.ref: (route.technician, stop) for route in plan.routes for stop in route.visits}
    assert plan.score.served == 3
    assert violations(problem, plan) == []
    assert by["SO-1"][0] == by["SO-2"][0] != by["SO-3"][0]
    assert by["SO-2"][1].start_s >= by["SO-1"][1].depart_s + 3600


async def test_what_must_come_after_too_late_is_left_out_with_the_reason() -> None:
    await register("SO-1", fault="NOISE", appointment=appointment(14, 15))
    await register("SO-2", fault="NOISE", appointment=appointment(9, 10))
    await tie(TieKind.AFTER)
    plan = solve((await planned()).problem, time_limit_s=0.3, seed=1)
    assert [one.reason for one in plan.unserved] == [UnservedReason.SEQUENCE]


async def test_an_ended_tie_binds_nobody() -> None:
    await two()
    made = await tie(TieKind.SAME)
    ended = await perform(order_ties.untie, made.id, "分开也可以", DESK)
    assert (ended.ended_by, ended.ended_why) == ("desk", "分开也可以")
    assert (await planned()).problem.together == ()
    with pytest.raises(TieEnded):
        await perform(order_ties.untie, made.id, "x", DESK)
    with pytest.raises(NotFound):
        await perform(order_ties.untie, 99, "x", DESK)
    with pytest.raises(Invalid):
        await perform(order_ties.untie, made.id, " ", DESK)


async def test_who_does_it_on_another_day_binds_the_other_order() -> None:
    await two(appointment=None)
    await register("SO-3", fault="NOISE", appointment=appointment(10, 12, NEXT))
    await register("SO-4", fault="NOISE", appointment=appointment(10, 12, NEXT))
    await tie(TieKind.SAME, second="SO-3")
    await tie(TieKind.OTHER, second="SO-4")
    technician, _ = await publish()
    other = "T2" if technician == "T1" else "T1"
    visits = (await planned(NEXT)).problem.visit_by_id
    assert (visits["SO-3"].technicians, visits["SO-4"].technicians) == ({technician}, {other})


async def test_what_comes_after_an_order_that_nobody_plans_waits_and_is_told() -> None:
    await register("SO-1", fault="NOISE", appointment=appointment(10, 12, NEXT))
    await register("SO-2", fault="NOISE")
    await register("SO-3", fault="NOISE")
    await tie(TieKind.AFTER)
    await tie(TieKind.AFTER, first="SO-2", second="SO-3")
    plan_id = await perform(plans.request, asking())
    begun = await perform(plans.begin, plan_id, zone=ZONE, now=EVENING)
    assert begun is not None
    assert begun.day.problem.visits == ()
    assert await perform(
        plans.save, plan_id, begun.day, solve(begun.day.problem, time_limit_s=0.1, seed=1), now=EVENING
    )
    [warning] = (await read(plan_sheets.sheet, plan_id)).plan.warnings
    assert (warning.code, "SO-2, SO-3" in warning.cause_zh) == ("orders_wait", True)


async def test_what_comes_after_an_order_that_is_over_is_free() -> None:
    await two()
    await tie(TieKind.AFTER)
    await perform(order_lives.cancel, "SO-1", "自行解决", DESK)
    assert [visit.id for visit in (await planned()).problem.visits] == ["SO-2"]


async def test_the_gap_runs_from_the_end_of_what_is_planned_before() -> None:
    await two()
    await register("SO-3", fault="NOISE", appointment=appointment(8, 20, NEXT))
    await tie(TieKind.AFTER, second="SO-3", gap_s=24 * 3600)
    _, done_at = await publish()
    (window,) = (await planned(NEXT)).problem.visit_by_id["SO-3"].windows
    ready_s = int((done_at + timedelta(days=1) - datetime.combine(NEXT, time(), ZONE)).total_seconds())
    assert window == Window(max(ready_s, 8 * 3600), 20 * 3600)


async def test_an_appointment_before_the_gap_is_over_waits() -> None:
    await two()
    await register("SO-3", fault="NOISE", appointment=appointment(8, 9, NEXT))
    await tie(TieKind.AFTER, second="SO-3", gap_s=2 * 24 * 3600)
    await publish()
    day = await planned(NEXT)
    assert "SO-3" not in day.problem.visit_by_id
    assert [note.code for note in day.notes] == ["orders_wait"]


async def test_unknown_orders_are_told_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        await tie(TieKind.SAME, first="NO-1", second="NO-2")
    assert [one.path for one in refused.value.problems] == ["first", "second"]


async def test_two_who_contradict_each_other_at_the_same_time_do_not_both_succeed() -> None:
    await two()
    done = await asyncio.gather(tie(TieKind.SAME), tie(TieKind.OTHER), return_exceptions=True)
    assert sorted(type(one) for one in done if isinstance(one, Exception)) == [TieContradicts]
    assert len(await read(store.standing, ["SO-2"])) == 1


async def test_standing_ties_are_found_however_far() -> None:
    for number in ("SO-1", "SO-2", "SO-3"):
        await register(number)
    await tie(TieKind.SAME)
    await tie(TieKind.SAME, first="SO-3", second="SO-2")
    with pytest.raises(TieContradicts):
        await tie(TieKind.OTHER, first="SO-1", second="SO-3")
