"""Technicians kept free, and units brought back on the same route (B1, B4, V4)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from planning import DAY, EVENING, POLICIES, ZONE, asking, receive, register

from fieldops.actions import network, plans, policies
from fieldops.actions.planning_day import planning_day
from fieldops.database.door import perform, read
from fieldops.store import plan_sheets, technicians
from fieldops.store import plans as plans_store
from fieldops.store.policies import Policy
from inventory.network import Location, LocationKind, Technician
from inventory.orders import OrderKind
from inventory.parts import PartCount
from refusals import Invalid
from routing.couplings import Reserve
from routing.locks import Lock, Locks, locked
from routing.plan import StopKind
from routing.problem import RoutingProblem
from routing.solve import solve

pytestmark = pytest.mark.usefixtures("province")


async def enact(**figures: Any) -> None:
    policy = Policy(name="planning", valid_from=DAY, figures=POLICIES["planning"] | figures, reason="figures")
    await perform(policies.enact, policy)


async def problem(**given: Any) -> RoutingProblem:
    return (await perform(planning_day, "ZJ", DAY, zone=ZONE, now=EVENING, **given)).problem


async def hire(code: str, like: Technician) -> None:
    van = Location(code=f"{code}/VAN", node=like.node, kind=LocationKind.VAN)
    await perform(network.open_locations, [van])
    await perform(network.register_technicians, [_like(code, like)])


def _like(code: str, like: Technician) -> Technician:
    return Technician(
        code=code,
        node=like.node,
        name_zh=code,
        name_en=code,
        phone=like.phone,
        home_lon=like.home_lon,
        home_lat=like.home_lat,
        van=f"{code}/VAN",
        skills=like.skills,
        week=like.week,
    )


async def hire_at_the_outlet() -> None:
    """T3, a colleague of T1."""
    await hire("T3", (await read(technicians.technician, "T1")).value)


async def test_one_of_each_area_is_kept_free_where_more_are_on_duty() -> None:
    await hire_at_the_outlet()
    assert (await problem()).reserves == ()
    assert (await problem(reserve=1)).reserves == (Reserve(frozenset({"T1", "T3"}), 1),)
    assert (await problem(reserve=2)).reserves == ()


async def test_the_policys_reserve_holds_unless_another_one_is_asked_for() -> None:
    await hire_at_the_outlet()
    await enact(reserve=1)
    assert len((await problem()).reserves) == 1
    assert (await problem(reserve=0)).reserves == ()


async def test_each_days_technicians_are_kept_free_on_their_own() -> None:
    await hire_at_the_outlet()
    reserves = (await problem(reserve=1, days=2)).reserves
    assert [sorted(one.technicians) for one in reserves] == [["T1@0", "T3@0"], ["T1@1", "T3@1"]]


async def test_a_plan_is_asked_for_and_made_again_with_its_reserve() -> None:
    await hire_at_the_outlet()
    for number in ("SO-1", "SO-2", "SO-3"):
        await register(number, fault="NOISE")
    plan_id = await perform(plans.request, asking(reserve=1, publish=False))
    begun = await perform(plans.begin, plan_id, zone=ZONE, now=EVENING)
    assert begun is not None
    plan = solve(begun.day.problem, time_limit_s=0.5, seed=1)
    assert await perform(plans.save, plan_id, begun.day, plan, now=EVENING)

    busy = {route.technician for route in plan.routes if route.stops}
    assert plan.score.served == 3
    assert len(busy & {"T1", "T3"}) <= 1
    again = await perform(plans.again, plan_id, now=EVENING, today=EVENING.date())
    assert (await read(plans_store.head, again)).reserve == 1


async def test_a_reserve_is_a_small_number() -> None:
    with pytest.raises(Invalid):
        asking(reserve=-1)


async def test_who_is_locked_to_a_visit_is_not_kept_free() -> None:
    await hire_at_the_outlet()
    for number in ("SO-1", "SO-2"):
        await register(number, fault="NOISE", fault_level=1)
    free = await problem()
    both = _given_to(free, {"T1": "SO-1", "T3": "SO-2"})
    plan = solve(both, time_limit_s=0.3, seed=1)
    locks = Locks(visits={"SO-1": Lock.POSITION, "SO-2": Lock.TECHNICIAN})
    held = locked(await problem(reserve=1), plan, locks, give_s=0)
    assert (held.dropped, held.problem.reserves[0].least) == ((), 0)
    assert solve(held.problem, time_limit_s=0.3, seed=1).score.served == 2


def _given_to(problem: RoutingProblem, whom: dict[str, str]) -> RoutingProblem:
    only = {visit: frozenset({technician}) for technician, visit in whom.items()}
    return replace(problem, visits=tuple(replace(visit, technicians=only[visit.id]) for visit in problem.visits))


async def a_swap(**given: Any) -> None:
    await register("SO-1", kind=OrderKind.SWAP, parts=(PartCount(part="UNIT", quantity=1),), **given)


async def test_a_swap_brings_the_old_unit_to_its_workshop_b4() -> None:
    await a_swap(registered_at=EVENING - timedelta(hours=1))
    assert (await problem()).visits[0].returns_to is None
    await enact(swaps_return=True)
    shop = Location(code="ZJ-001/WORKSHOP", node="ZJ-001", kind=LocationKind.WORKSHOP)
    await perform(network.open_locations, [shop])
    plan_id = await perform(plans.request, asking())
    begun = await perform(plans.begin, plan_id, zone=ZONE, now=EVENING)
    assert begun is not None
    assert begun.day.problem.visits[0].returns_to == "ZJ-001/WORKSHOP"
    plan = solve(begun.day.problem, time_limit_s=0.3, seed=1)
    assert await perform(plans.save, plan_id, begun.day, plan, now=EVENING)
    [route] = [one for one in (await read(plan_sheets.sheet, plan_id)).routes if one.stops]
    last = route.stops[-1]
    assert (last.kind, last.location, last.brings) == (StopKind.RETURN, "ZJ-001/WORKSHOP", ("SO-1",))


async def test_without_a_workshop_the_outlets_warehouse_takes_the_old_unit() -> None:
    await enact(swaps_return=True)
    await a_swap(outlet="ZJ-001")
    found = await problem()
    assert found.visits[0].returns_to == "ZJ-001/WH"
    assert all("ZJ-001/WH" in one.depots for one in found.technicians)


async def test_repairs_bring_nothing_back() -> None:
    await enact(swaps_return=True)
    await receive("R9", "T1/VAN", PUMP=1)
    await register("SO-1")
    assert (await problem()).visits[0].returns_to is None
