"""What technicians take along and how far their days go is kept, and planned with (V1, V4)."""

from datetime import date, datetime, time
from typing import Any

import pytest
from builders import OLD_PART_FIGURES, VISIT_FIGURES, a_tool
from planning import DAY, EVENING, POLICIES, ZONE, asking, register

from fieldops.actions import network, parts, plans, policies, technicians, tools, visits
from fieldops.actions.desk import Desk
from fieldops.actions.planning_day import PlanningDay, planning_day
from fieldops.database.door import perform, read
from fieldops.store import plan_sheets, published_plans
from fieldops.store import technicians as store
from fieldops.store import visits as visits_store
from fieldops.store.policies import Policy
from inventory.network import DayPlace, Location, LocationKind, WorkingDay
from inventory.orders import OrderKind
from inventory.parts import Fault, ProductType
from inventory.visit_steps import Arrived
from refusals import Invalid, NotFound, StaleVersion
from routing.plan import StopKind
from routing.problem import RoutingProblem
from routing.reasons import UnservedReason
from routing.solve import solve

pytestmark = pytest.mark.usefixtures("province")


async def problem(now: datetime = EVENING) -> RoutingProblem:
    return (await planned(now)).problem


async def planned(now: datetime = EVENING) -> PlanningDay:
    return await perform(planning_day, "ZJ", DAY, zone=ZONE, now=now)


async def enact(**figures: Any) -> None:
    policy = Policy(name="planning", valid_from=DAY, figures=POLICIES["planning"] | figures, reason="figures")
    await perform(policies.enact, policy)


async def set_day(code: str, **given: Any) -> None:
    await perform(technicians.set_day, code, WorkingDay(**given))


async def add_tools(*codes: str) -> None:
    await perform(tools.add, [a_tool(code=code) for code in codes])


async def test_a_day_is_kept_whole_and_changed_by_who_has_seen_it() -> None:
    await add_tools("clamp_meter")
    day = WorkingDay(
        tools=frozenset({"clamp_meter"}),
        areas=frozenset({"ZJ-001", "ZJ-002"}),
        most_visits=6,
        most_distance_m=90_000,
        overtime=False,
        begins_at=DayPlace.BASE,
        ends_at=DayPlace.HOME,
    )
    seen = await read(store.technician, "T1")
    changed = await perform(technicians.set_day, "T1", day, version=seen.version)

    assert (changed.value.day, changed.version) == (day, seen.version + 1)
    assert changed.value.week == seen.value.week
    with pytest.raises(StaleVersion):
        await perform(technicians.set_day, "T1", WorkingDay(), version=seen.version)


async def test_unknown_tools_and_areas_are_told_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        await set_day("T1", tools=frozenset({"laser"}), areas=frozenset({"HQ", "NO"}))
    assert [one.path for one in refused.value.problems] == ["tools", "areas", "areas"]
    with pytest.raises(NotFound):
        await set_day("T9")
    with pytest.raises(Invalid):
        WorkingDay(most_visits=0, most_distance_m=-1)


async def test_a_technician_takes_the_tools_along() -> None:
    await add_tools("clamp_meter")
    await set_day("T1", tools=frozenset({"clamp_meter"}))
    staff = (await problem()).technician_by_id
    assert (staff["T1"].tools, staff["T2"].tools) == ({"clamp_meter"}, frozenset())


async def test_the_faults_tools_are_needed_at_the_visit_v1() -> None:
    await add_tools("clamp_meter", "lift")
    fault = Fault(
        code="SHORT",
        name_zh="漏电",
        name_en="Leaks current",
        product_type=ProductType.FRONT_LOADER,
        skill="front_loader",
        duration_s=1800,
        tools=frozenset({"clamp_meter"}),
    )
    await perform(parts.add_faults, [fault])
    swap = POLICIES["planning"]["swap"] | {"tools": ["lift"]}
    await enact(swap=swap)
    await register("SO-1", fault="SHORT", parts=())
    await register("SO-2", kind=OrderKind.SWAP, parts=())
    visits_of = (await problem()).visit_by_id
    assert (visits_of["SO-1"].tools, visits_of["SO-2"].tools) == ({"clamp_meter"}, {"lift"})


async def test_a_fault_names_known_tools() -> None:
    fault = Fault(
        code="F", name_zh="x", name_en="x", product_type=ProductType.FRONT_LOADER, skill="front_loader",
        duration_s=1800, tools=frozenset({"laser"}),
    )  # fmt: skip
    with pytest.raises(Invalid) as refused:
        await perform(parts.add_faults, [fault])
    assert [one.path for one in refused.value.problems] == ["0.tools"]


async def needs_a_lift() -> None:
    """SO-1 needs a lift, which nobody carries."""
    await add_tools("lift")
    await enact(installation=POLICIES["planning"]["installation"] | {"tools": ["lift"]})
    await register("SO-1", kind=OrderKind.INSTALLATION, fault=None, parts=())


async def test_a_tool_that_nobody_has_is_the_reason_for_leaving_out() -> None:
    await needs_a_lift()
    [left_out] = solve(await problem(), time_limit_s=0.3, seed=1).unserved
    assert (left_out.visit, left_out.reason) == ("SO-1", UnservedReason.NO_TOOL)


async def test_a_tool_that_lies_at_a_stock_place_is_fetched_on_the_way() -> None:
    await needs_a_lift()
    await perform(tools.keep, "ZJ/WH", frozenset({"lift"}))
    plan_id = await perform(plans.request, asking())
    begun = await perform(plans.begin, plan_id, zone=ZONE, now=EVENING)
    assert begun is not None
    plan = solve(begun.day.problem, time_limit_s=0.3, seed=1)
    assert await perform(plans.save, plan_id, begun.day, plan, now=EVENING)
    [route] = [one for one in (await read(plan_sheets.sheet, plan_id)).routes if one.stops]
    stops = [(stop.kind, stop.location or stop.service_order, stop.tools) for stop in route.stops]
    assert (StopKind.PICKUP, "ZJ/WH", ("lift",)) in stops
    assert stops.index((StopKind.PICKUP, "ZJ/WH", ("lift",))) < stops.index((StopKind.VISIT, "SO-1", ()))


async def test_only_known_tools_lie_at_known_places() -> None:
    with pytest.raises(Invalid):
        await perform(tools.keep, "ZJ/WH", frozenset({"laser"}))
    with pytest.raises(NotFound):
        await perform(tools.keep, "NO/WH", frozenset())
    place = Location(code="ZJ/W2", node="ZJ", kind=LocationKind.WAREHOUSE, tools=frozenset({"laser"}))
    with pytest.raises(Invalid):
        await perform(network.open_locations, [place])


async def test_a_day_has_no_more_visits_and_metres_than_its_limits() -> None:
    await set_day("T1", most_visits=2, most_distance_m=50_000)
    staff = (await problem()).technician_by_id
    assert (staff["T1"].most_visits, staff["T1"].most_distance_m) == (2, 50_000)
    assert (staff["T2"].most_visits, staff["T2"].most_distance_m) == (None, None)


async def test_visits_that_have_begun_count_towards_the_most_of_the_day() -> None:
    for name, figures in (("visits", VISIT_FIGURES), ("old_parts", OLD_PART_FIGURES)):
        await perform(policies.enact, Policy(name=name, valid_from=date(2026, 1, 1), figures=figures))
    await register("SO-1")
    plan_id = await perform(plans.request, asking())
    begun = await perform(plans.begin, plan_id, zone=ZONE, now=EVENING)
    assert begun is not None
    assert await perform(
        plans.save, plan_id, begun.day, solve(begun.day.problem, time_limit_s=0.3, seed=1), now=EVENING
    )
    [given] = (await read(published_plans.given, "ZJ", [DAY])).values()
    await set_day(given.technician, most_visits=2)
    ten = datetime.combine(DAY, time(10), ZONE)
    [visit] = await read(visits_store.of_orders, ["SO-1"])
    arrived = Arrived(id="a", by=given.technician, at=ten)
    await perform(visits.record, visit.number, [arrived], technician=None, desk=Desk(by="desk", now=ten, zone=ZONE))

    assert (await problem(now=ten)).technician_by_id[given.technician].most_visits == 1


async def test_without_overtime_the_day_ends_with_the_shift() -> None:
    await enact(overtime_s=3600, overtime_fen_per_h=900)
    await set_day("T1", overtime=False)
    staff = (await problem()).technician_by_id
    assert (staff["T1"].shift.end_s, staff["T1"].overtime) == (int(17.5 * 3600), None)
    assert staff["T2"].shift.end_s == int(18.5 * 3600)


async def test_a_day_begins_and_ends_at_home_or_at_the_node() -> None:
    await set_day("T1", begins_at=DayPlace.BASE)
    day = await planned()
    one = day.problem.technician_by_id["T1"]
    at = [(day.lons[row], day.lats[row]) for row in (one.start_place, one.end_place)]
    assert at == [(120.20, 30.25), (120.21, 30.26)]


async def test_a_visit_outside_the_home_areas_has_a_price() -> None:
    await set_day("T2", areas=frozenset({"ZJ-002"}))
    await register("SO-1")
    await register("SO-2", outlet="ZJ-002")
    await register("SO-3", outlet="ZJ")
    assert not any(visit.prices_fen for visit in (await problem()).visits)

    await enact(outside_area_fen=1200)
    prices = {visit.id: dict(visit.prices_fen) for visit in (await problem()).visits}
    assert prices == {"SO-1": {"T2": 1200}, "SO-2": {}, "SO-3": {}}


async def test_what_a_visit_outside_costs_stands_in_the_plans_cost() -> None:
    await enact(outside_area_fen=1200)
    for code in ("T1", "T2"):
        await set_day(code, areas=frozenset({"ZJ-002"}))
    await register("SO-1")
    plan = solve(await problem(), time_limit_s=0.3, seed=1)
    assert (plan.score.served, plan.score.prices_fen) == (1, 1200)
