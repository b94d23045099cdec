"""A province's day becomes a routing problem (V1, V4)."""

from datetime import date, datetime, time, timedelta

import pytest
from builders import OLD_PART_FIGURES, VISIT_FIGURES
from planning import DAY, DESK, EVENING, POLICIES, ZONE, appointment, asking, receive, register

from fieldops.actions import order_lives, plans, policies, visits
from fieldops.actions.desk import Desk
from fieldops.actions.planning_day import PlanningDay, planning_day
from fieldops.database.door import perform, read
from fieldops.store import published_plans
from fieldops.store import visits as visits_store
from fieldops.store.policies import NoPolicy, Policy
from inventory.orders import OrderKind
from inventory.parts import PartCount
from inventory.visit_steps import Arrived
from refusals import NotFound
from routing.problem import Promise, Told, Window
from routing.solve import solve
from routing.technicians import Fair, Overtime

pytestmark = pytest.mark.usefixtures("province")


async def planned(day: date = DAY, now: datetime = EVENING) -> PlanningDay:
    return await perform(planning_day, "ZJ", day, zone=ZONE, now=now)


async def test_an_urban_order_is_due_24_hours_after_its_registration_s1() -> None:
    order = await register("SO-1")
    day = await planned()
    (visit,) = day.problem.visits
    assert visit.windows == ()
    assert day.due_at["SO-1"] == order.registered_at + timedelta(hours=24)
    assert visit.promises[0].due_s == 15 * 3600


async def test_an_order_farther_than_30_km_from_its_outlet_is_due_after_72_hours_s1() -> None:
    order = await register("SO-1", at=(120.7, 30.25))
    day = await planned()
    assert day.due_at["SO-1"] == order.registered_at + timedelta(hours=72)


async def test_an_appointment_of_the_day_is_a_hard_window_s1() -> None:
    await register("SO-1", appointment=appointment(10, 12))
    (visit,) = (await planned()).problem.visits
    assert visit.windows == (Window(10 * 3600, 12 * 3600),)
    assert visit.promises[0].due_s == 12 * 3600


async def test_an_appointment_of_a_later_day_keeps_the_order_out() -> None:
    await register("SO-1", appointment=appointment(10, 12, day=DAY + timedelta(days=1)))
    assert (await planned()).problem.visits == ()


async def test_a_missed_appointment_is_made_good_as_soon_as_may_be() -> None:
    await register(
        "SO-1", registered_at=EVENING - timedelta(days=2), appointment=appointment(9, 11, date(2026, 11, 22))
    )
    (visit,) = (await planned()).problem.visits
    assert visit.windows == ()
    assert visit.promises[0].due_s < 0


async def test_a_swap_is_due_4_hours_after_the_call_and_takes_a_set_aside_unit_b1_b2() -> None:
    order = await register("SO-1", kind=OrderKind.SWAP, parts=(PartCount(part="UNIT", quantity=1),))
    day = await planned()
    (visit,) = day.problem.visits
    assert (dict(visit.parts), dict(visit.units)) == ({}, {"UNIT": 1})
    assert day.due_at["SO-1"] == order.registered_at + timedelta(hours=4)
    assert visit.skills == {"unit_swap"}


async def test_stock_and_set_aside_units_are_kept_apart_b2() -> None:
    await receive("R9", "ZJ/WH", UNIT=2)
    places = (await planned()).problem.stock_place_by_id
    assert dict(places["ZJ/WH"].stock) == {"PUMP": 3, "UNIT": 2}
    assert dict(places["ZJ/WH"].set_aside) == {"UNIT": 1}


async def test_the_outlets_and_the_provinces_technicians_may_serve_an_order_n3() -> None:
    await register("SO-1")
    await register("SO-2", outlet="ZJ-002")
    await register("SO-3", outlet="ZJ")
    visits = (await planned()).problem.visit_by_id
    assert visits["SO-1"].technicians == {"T1", "T2"}
    assert visits["SO-2"].technicians == {"T2"}
    assert visits["SO-3"].technicians is None


async def test_technicians_pick_up_at_their_own_and_the_provinces_warehouse() -> None:
    technicians = (await planned()).problem.technician_by_id
    assert technicians["T1"].depots == {"ZJ-001/WH", "ZJ/WH"}
    assert technicians["T2"].depots == {"ZJ/WH"}
    assert dict(technicians["T1"].van) == {"PUMP": 1}


async def test_nobody_is_on_duty_on_a_day_off() -> None:
    assert (await planned(day=date(2026, 11, 28))).problem.technicians == ()


async def test_a_plan_for_today_begins_now() -> None:
    noon = datetime(2026, 11, 23, 12, 0, tzinfo=ZONE)
    technicians = (await planned(now=noon)).problem.technicians
    assert {technician.shift.start_s for technician in technicians} == {12 * 3600}


async def test_an_urgent_fault_costs_more_to_leave_out_s5() -> None:
    await register("SO-1", fault_level=1)
    await register("SO-2", fault_level=3)
    visits = (await planned()).problem.visit_by_id
    assert visits["SO-1"].unserved_cost_fen == 3 * visits["SO-2"].unserved_cost_fen


async def test_an_order_that_can_wait_costs_less_to_leave_out() -> None:
    await register("SO-1", at=(120.7, 30.25))
    (visit,) = (await planned()).problem.visits
    assert visit.unserved_cost_fen == 12000


async def test_to_leave_an_order_out_is_never_cheaper_than_to_come_late_with_it() -> None:
    figures = POLICIES["planning"] | {"missed_fen": 5000}
    await perform(policies.enact, Policy(name="planning", valid_from=DAY, figures=figures, reason="prices"))
    await register("SO-1")  # due at 15:00
    (visit,) = (await planned()).problem.visits
    (promise,) = visit.promises
    assert promise == Promise(15 * 3600, missed_fen=5000, late_fen_per_h=3000)
    assert visit.unserved_cost_fen == 30000 + 5000 + 9 * 3000


async def test_withdrawn_orders_and_consultations_need_no_visit_s2() -> None:
    await register("SO-1")
    await register("SO-2", kind=OrderKind.CONSULTATION, fault=None, unit=None)
    await perform(order_lives.cancel, "SO-1", "客户自行解决", DESK)
    assert (await planned()).problem.visits == ()


async def test_an_order_on_another_days_plan_is_not_planned_twice() -> None:
    await register("SO-1", fault_level=1)
    plan_id = await perform(plans.request, asking())
    begun = await perform(plans.begin, plan_id, zone=ZONE, now=EVENING)
    assert begun is not None
    plan = solve(begun.day.problem, time_limit_s=0.5, seed=1)
    assert plan.score.served == 1
    assert await perform(plans.save, plan_id, begun.day, plan, now=EVENING)
    assert (await planned(day=DAY + timedelta(days=1))).problem.visits == ()


async def test_the_travel_policys_figures_by_the_hour_slow_the_day() -> None:
    assert (await planned()).problem.factors == ()
    rush = [1000] * 7 + [1500] * 2 + [1000] * 15
    policy = Policy(name="travel", valid_from=DAY, figures=POLICIES["travel"] | {"hour_permille": rush}, reason="rush")
    await perform(policies.enact, policy)
    assert (await planned()).problem.factors == tuple(rush)


async def test_only_a_province_is_planned() -> None:
    with pytest.raises(NotFound):
        await perform(planning_day, "ZJ-001", DAY, zone=ZONE, now=EVENING)


async def test_a_day_without_policies_is_refused() -> None:
    with pytest.raises(NoPolicy):
        await perform(planning_day, "ZJ", date(2025, 11, 24), zone=ZONE, now=EVENING)


async def published_day() -> tuple[str, datetime]:
    """SO-1 is published: by whom it is done, and when."""
    await register("SO-1")
    plan_id = await perform(plans.request, asking())
    begun = await perform(plans.begin, plan_id, zone=ZONE, now=EVENING)
    assert begun is not None
    assert await perform(
        plans.save, plan_id, begun.day, solve(begun.day.problem, time_limit_s=0.3, seed=1), now=EVENING
    )
    [given] = (await read(published_plans.given, "ZJ", [DAY])).values()
    return given.technician, given.start_at


async def test_what_customers_were_given_is_changed_at_a_price_v5() -> None:
    figures = POLICIES["planning"] | {"told_give_s": 1800, "retimed_fen": 700, "reassigned_fen": 300}
    await perform(policies.enact, Policy(name="planning", valid_from=DAY, figures=figures, reason="prices"))
    technician, start_at = await published_day()
    other = "T2" if technician == "T1" else "T1"

    (visit,) = (await planned()).problem.visits
    start_s = int((start_at - datetime.combine(DAY, time(), ZONE)).total_seconds())
    assert visit.told == Told(Window(start_s - 1800, start_s + 1800), 700)
    assert dict(visit.prices_fen) == {other: 300}


async def test_without_such_prices_nothing_holds_the_new_plan() -> None:
    await published_day()
    (visit,) = (await planned()).problem.visits
    assert (visit.told, dict(visit.prices_fen)) == (None, {})


async def test_who_has_begun_starts_from_there_when_that_visit_is_over() -> None:
    technician, _ = await published_day()
    for name, figures in (("visits", VISIT_FIGURES), ("old_parts", OLD_PART_FIGURES)):
        await perform(policies.enact, Policy(name=name, valid_from=date(2026, 1, 1), figures=figures))
    ten = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)
    [visit] = await read(visits_store.of_orders, ["SO-1"])
    arrived = Arrived(id="a", by=technician, at=ten)
    desk = Desk(by="desk", now=ten, zone=ZONE)
    await perform(visits.record, visit.number, [arrived], technician=None, desk=desk)

    day = await planned(now=ten + timedelta(minutes=15))
    problem = day.problem
    there, else_where = (problem.technician_by_id[code] for code in (technician, "T2" if technician == "T1" else "T1"))
    assert problem.visits == ()
    assert (day.lons[there.start_place], day.lats[there.start_place]) == (120.18, 30.27)
    assert there.shift.start_s == 10 * 3600 + 2700
    assert else_where.shift.start_s == 10 * 3600 + 900
    assert else_where.start_place == else_where.end_place


async def test_overtime_and_uneven_load_have_their_prices() -> None:
    figures = POLICIES["planning"] | {
        "overtime_s": 3600,
        "overtime_fen_per_h": 900,
        "fair_work_s": 7 * 3600,
        "fair_fen_per_h": 50,
    }
    await perform(policies.enact, Policy(name="planning", valid_from=DAY, figures=figures, reason="prices"))
    for one in (await planned()).problem.technicians:
        assert (one.shift.end_s, one.overtime, one.fair) == (
            int(18.5 * 3600), Overtime(int(17.5 * 3600), 900), Fair(7 * 3600, 50)
        )  # fmt: skip
