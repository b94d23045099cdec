"""A plan is made, judged and saved; what it reserves is in the ledger (V4, B2, P1)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from planning import DAY, DESK, EVENING, ZONE, appointment, asking, receive, register

from fieldops.actions import order_lives, plans
from fieldops.actions.planning_day import PlanningDay
from fieldops.actions.publishing import PlanOvertaken
from fieldops.database.door import perform
from fieldops.database.engine import FieldopsEngine
from fieldops.store import ledger, plan_content, plan_sheets
from fieldops.store import plans as store
from inventory.accounts import AccountKind, parts_account
from inventory.ledger import InsufficientStock, Pending, Purpose
from inventory.orders import OrderKind
from inventory.parts import PartCount
from refusals import NotFound
from routing.plan import Plan, StopKind, UnservedReason
from routing.requests import PlanState, PlanStateRefused
from routing.solve import solve

PROVINCE_PUMPS = parts_account(AccountKind.STOCK, "HQ", "ZJ/WH", "PUMP")
VAN_PUMPS = parts_account(AccountKind.STOCK, "HQ", "T1/VAN", "PUMP")
SET_ASIDE = parts_account(AccountKind.SET_ASIDE, "HQ", "ZJ/WH", "UNIT")


pytestmark = pytest.mark.usefixtures("province")


async def begun(**given: object) -> tuple[int, PlanningDay]:
    plan_id = await perform(plans.request, asking(**given))
    found = await perform(plans.begin, plan_id, zone=ZONE, now=EVENING)
    assert found is not None
    return plan_id, found.day


async def made() -> int:
    plan_id, day = await begun()
    assert await perform(plans.save, plan_id, day, solved(day), now=EVENING)
    return plan_id


def solved(day: PlanningDay) -> Plan:
    return solve(day.problem, time_limit_s=0.4, seed=1)


async def reserved() -> tuple[int, int]:
    """Pumps reserved at the province and in the van."""
    balances = await ledger.balances_of([PROVINCE_PUMPS, VAN_PUMPS])
    return balances[PROVINCE_PUMPS].reserved, balances[VAN_PUMPS].reserved


async def test_every_part_of_a_saved_plan_is_reserved_where_it_is_taken() -> None:
    for number in ("SO-1", "SO-2", "SO-3"):
        await register(number)
    sheet = await plan_sheets.sheet(await made())
    used = [
        part for route in sheet.routes for stop in route.stops if stop.kind is StopKind.VISIT for part in stop.parts
    ]
    assert (sheet.plan.served, len(used)) == (3, 3)
    assert sum(await reserved()) == 3
    assert {part.source for part in used} <= {"ZJ/WH", "T1/VAN"}


async def test_a_pick_up_lists_what_is_to_be_loaded() -> None:
    await register("SO-1", outlet="ZJ-002")
    sheet = await plan_sheets.sheet(await made())
    (route,) = sheet.routes
    pickup, visit = (stop for stop in route.stops if stop.kind is not StopKind.BREAK)
    assert (pickup.kind, pickup.location, visit.service_order) == (StopKind.PICKUP, "ZJ/WH", "SO-1")
    assert pickup.parts == visit.parts
    assert pickup.depart_at <= visit.start_at


async def test_no_visit_without_its_parts() -> None:
    await register("SO-1", parts=(PartCount(part="BELT", quantity=1),))
    sheet = await plan_sheets.sheet(await made())
    assert [(one.service_order, one.reason) for one in sheet.unserved] == [("SO-1", UnservedReason.PART_UNAVAILABLE)]


async def test_ordinary_work_can_not_take_a_set_aside_unit_b2() -> None:
    await register("SO-1", parts=(PartCount(part="UNIT", quantity=1),))
    sheet = await plan_sheets.sheet(await made())
    assert [one.reason for one in sheet.unserved] == [UnservedReason.SET_ASIDE]


async def test_a_swap_takes_the_set_aside_unit_and_it_is_on_its_way_b4() -> None:
    await register(
        "SO-1", kind=OrderKind.SWAP, parts=(PartCount(part="UNIT", quantity=1),), appointment=appointment(9, 12)
    )
    await made()
    (held,) = await ledger.reservations(references=["SO-1"])
    assert held.source == SET_ASIDE
    assert held.destination == parts_account(AccountKind.IN_TRANSIT, "HQ", "T2/VAN", "UNIT")


async def test_a_new_plan_takes_the_place_of_the_old_one_and_of_its_reservations() -> None:
    for number in ("SO-1", "SO-2"):
        await register(number)
    first = await made()
    await register("SO-3")
    second = await made()
    assert (await store.head(first)).state is PlanState.SUPERSEDED
    assert (await store.head(second)).state is PlanState.PUBLISHED
    assert sum(await reserved()) == 3
    assert await plan_content.reservations_of(first) == []


async def test_what_the_old_plan_reserved_is_free_for_the_new_one() -> None:
    for number in ("SO-1", "SO-2", "SO-3", "SO-4"):
        await register(number)
    await made()
    assert sum(await reserved()) == 4
    assert (await plan_sheets.sheet(await made())).plan.served == 4


async def test_what_something_else_reserved_is_not_free() -> None:
    await register("SO-1", outlet="ZJ-002")
    held = Pending(
        id="somebody-else",
        source=PROVINCE_PUMPS,
        destination=VAN_PUMPS,
        amount=3,
        purpose=Purpose.MOVE,
        reference="X",
        occurred_at=EVENING,
    )
    await perform(ledger.post, [held])
    assert (await plan_sheets.sheet(await made())).plan.served == 0


async def test_a_plan_is_saved_once_however_many_workers_made_it() -> None:
    await register("SO-1")
    plan_id, day = await begun()
    again = await perform(plans.begin, plan_id, zone=ZONE, now=EVENING)
    assert again is not None
    assert await perform(plans.save, plan_id, day, solved(day), now=EVENING)
    assert not await perform(plans.save, plan_id, again.day, solved(again.day), now=EVENING)
    assert sum(await reserved()) == 1
    assert await perform(plans.begin, plan_id, zone=ZONE, now=EVENING) is None


async def test_a_plan_that_breaks_a_rule_is_not_saved() -> None:
    await register("SO-1")
    plan_id, day = await begun()
    plan = solved(day)
    (route,) = (route for route in plan.routes if route.stops)
    late = tuple(
        replace(stop, start_s=stop.start_s + 7 * 3600, depart_s=stop.depart_s + 7 * 3600) for stop in route.stops
    )
    broken = replace(plan, routes=tuple(replace(r, stops=late) if r is route else r for r in plan.routes))
    with pytest.raises(plans.PlanBreaksRules):
        await perform(plans.save, plan_id, day, broken, now=EVENING)
    assert await reserved() == (0, 0)


async def test_a_plan_is_overtaken_by_an_order_withdrawn_meanwhile() -> None:
    await register("SO-1")
    plan_id, day = await begun()
    plan = solved(day)
    await perform(order_lives.cancel, "SO-1", "客户自行解决", DESK)
    with pytest.raises(PlanOvertaken):
        await perform(plans.save, plan_id, day, plan, now=EVENING)
    assert (await store.head(plan_id)).state is PlanState.RUNNING


async def test_a_plan_is_overtaken_by_stock_taken_meanwhile() -> None:
    await register("SO-1", outlet="ZJ-002")
    plan_id, day = await begun()
    plan = solved(day)
    taken = Pending(
        id="quicker",
        source=PROVINCE_PUMPS,
        destination=VAN_PUMPS,
        amount=3,
        purpose=Purpose.MOVE,
        reference="X",
        occurred_at=EVENING,
    )
    await perform(ledger.post, [taken])
    with pytest.raises(InsufficientStock):
        await perform(plans.save, plan_id, day, plan, now=EVENING)


async def test_withdrawing_a_planned_order_frees_its_parts() -> None:
    await register("SO-1")
    await made()
    await perform(order_lives.cancel, "SO-1", "客户自行解决", DESK)
    assert await reserved() == (0, 0)
    await made()


async def test_a_cancelled_plan_is_not_saved() -> None:
    await register("SO-1")
    plan_id, day = await begun()
    await perform(plans.cancel, plan_id, now=EVENING)
    assert not await perform(plans.report_progress, plan_id, elapsed_ms=1, best_cost_fen=None, served=0)
    assert not await perform(plans.save, plan_id, day, solved(day), now=EVENING)
    with pytest.raises(PlanStateRefused):
        await perform(plans.cancel, plan_id, now=EVENING)


async def test_a_plan_reads_in_as_many_queries_whatever_its_size(
    monkeypatch: pytest.MonkeyPatch, province: FieldopsEngine
) -> None:
    counted = 0
    run = province._run_in_pool

    async def counting(query: str, args: object = None) -> object:
        nonlocal counted
        counted += 1
        return await run(query, args)  # type: ignore[arg-type]

    await receive("R8", "T2/VAN", PUMP=9)
    for number in range(6):
        await register(f"SO-{number}")
    plan_id = await made()
    monkeypatch.setattr(province, "_run_in_pool", counting)
    sheet = await plan_sheets.sheet(plan_id)
    assert sheet.plan.served == 6
    assert counted == 5


async def test_a_failure_is_kept_with_cause_and_remedy_in_both_languages() -> None:
    plan_id, _ = await begun()
    await perform(plans.fail, plan_id, NotFound(kind="province", key="XX"), now=EVENING + timedelta(seconds=5))
    head = await store.head(plan_id)
    assert head.state is PlanState.FAILED
    assert head.failure is not None
    assert set(head.failure) == {"code", "cause_en", "remedy_en", "cause_zh", "remedy_zh"}


async def test_the_planned_day_must_not_be_past() -> None:
    with pytest.raises(Exception, match="before today"):
        asking(day=DAY - timedelta(days=2))
