"""Inspections (V3): check lists, plans that make visits once, answers of a phone, reports, and repairs of what was found."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from builders import (
    INSPECTION_FIGURES,
    NOW,
    OLD_PART_FIGURES,
    VISIT_FIGURES,
    WARRANTY_FIGURES,
    a_check_item,
    a_check_list,
    a_customer,
    a_desk,
    a_policy,
    a_technician,
    a_unit,
    an_equipment,
    an_inspection_plan,
    enact_desk,
    register_catalogue,
    register_network,
)
from grounds import grounds
from network_api import end_visit

from fieldops.actions import (
    calendar,
    check_lists,
    inspection_plans,
    inspection_repairs,
    inspections,
    network,
    order_lives,
    orders,
    policies,
    visits,
)
from fieldops.actions.inspection_repairs import RepairWanted
from fieldops.database.door import perform, read
from fieldops.jobs.inspections import Turned, turn
from fieldops.store import check_lists as list_store
from fieldops.store import inspection_plans as plan_store
from fieldops.store import inspections as store
from fieldops.store import orders as order_store
from fieldops.store import visits as visit_store
from fieldops.store.pages import Wanted
from inventory.check_lists import Answer
from inventory.inspection_plans import PlanWithoutContract
from inventory.inspections import Inspection, InspectionIncomplete, InspectionWrongState, NoCheckList, State
from inventory.orders import OrderKind, OrderStatus
from inventory.visits import State as VisitState
from refusals import AlreadyThere, Invalid, NotFound, StaleVersion
from routing.calendar import DayOverride

ZONE = ZoneInfo("Asia/Shanghai")
MINUTE = timedelta(minutes=1)
SECOND = date(2028, 1, 1)
"""Until then the first policy of inspections is valid."""


async def lay_out() -> None:
    """A contract customer with a machine, a check list for washers, a technician, and the policies."""
    await register_network()
    await register_catalogue()
    await enact_desk()
    await perform(orders.register_customers, [a_customer(contract=True), a_customer(code="C-2", phone="19900000009")])
    await perform(orders.register_units, [a_unit(), a_unit(serial="U-2")])
    await perform(network.register_technicians, [a_technician()])
    figures = {
        "inspections": INSPECTION_FIGURES,
        "visits": VISIT_FIGURES,
        "old_parts": OLD_PART_FIGURES,
        "warranty": WARRANTY_FIGURES,
    }
    for name, given in figures.items():
        until = SECOND if name == "inspections" else None
        await perform(policies.enact, a_policy(name=name, figures=given, valid_until=until))
    await perform(check_lists.make, a_check_list(), by="technical", now=NOW)


registered_contract = grounds(lay_out)
pytestmark = pytest.mark.usefixtures("registered_contract")


async def planned(**given: Any) -> str:
    plan = an_inspection_plan(**given)
    await perform(inspection_plans.make, plan)
    return plan.number


async def night(now: datetime = NOW) -> Turned:
    return await turn(a_desk(now))


async def made(**given: Any) -> Inspection:
    """The only one that a plan makes."""
    await planned(**given)
    [number] = (await night()).made
    return await found(number)


async def found(number: str) -> Inspection:
    return (await read(store.inspection, number)).value


async def assigned(inspection: Inspection) -> str:
    """Its visit has a technician."""
    visit = (await read(visit_store.open_of, [inspection.order]))[inspection.order]
    await perform(visits.assign, visit.number, "ZJ-T001", now=NOW)
    return visit.number


def told(item: str = "HOSE", minutes: int = 0, **given: Any) -> Answer:
    usual: dict[str, Any] = {"yes": True} if item == "HOSE" else {"measured": Decimal("0.3")}
    return Answer(equipment="M-1", item=item, at=NOW + minutes * MINUTE, **(given or usual))


async def record(number: str, *answers: Answer, technician: str | None = "ZJ-T001") -> Inspection:
    given = {"technician": technician, "zone": ZONE, "now": NOW + timedelta(hours=1)}
    return (await perform(inspections.record, number, answers, **given)).value


async def order(number: str) -> Any:
    return (await read(order_store.order, number)).value


# Check lists


async def test_a_changed_check_list_is_a_new_version_and_inspections_keep_theirs() -> None:
    inspection = await made()
    await assigned(inspection)
    await record(inspection.number, told())

    again = await perform(check_lists.make, a_check_list(), by="technical", now=NOW)
    changed = await perform(check_lists.make, a_check_list(items=(a_check_item(code="DOOR"),)), by="technical", now=NOW)

    assert (again.version, changed.version) == (1, 2)
    assert [one.version for one in (await found(inspection.number)).lists] == [1]
    assert (await read(list_store.check_list, "WASHER")).version == 2
    assert (await read(list_store.check_list, "WASHER", 1)).items == a_check_list().items


async def test_two_who_change_a_check_list_at_once_make_two_versions() -> None:
    lists = [a_check_list(items=(a_check_item(code=f"X-{n}"),)) for n in range(4)]

    done = await asyncio.gather(*(perform(check_lists.make, one, by="t", now=NOW) for one in lists))

    assert sorted(one.version for one in done) == [2, 3, 4, 5]


async def test_a_check_list_names_known_faults() -> None:
    with pytest.raises(Invalid) as refused:
        await perform(check_lists.make, a_check_list(items=(a_check_item(fault="F-99"),)), by="t", now=NOW)

    assert [problem.path for problem in refused.value.problems] == ["items.0.fault"]


# Plans


async def test_recurring_inspections_are_for_contract_customers_with_check_lists() -> None:
    with pytest.raises(PlanWithoutContract):
        await planned(customer="C-2")
    with pytest.raises(NoCheckList):
        await planned(equipment=(an_equipment(kind="CAMERA"),))
    with pytest.raises(Invalid) as refused:
        await planned(customer="C-9", node="HQ", equipment=(an_equipment(unit="U-9"),))
    assert [problem.path for problem in refused.value.problems] == ["customer", "node", "equipment.0.unit"]
    await planned()
    with pytest.raises(AlreadyThere):
        await planned()


async def test_a_plan_is_changed_by_who_saw_it_and_stays_its_customers() -> None:
    number = await planned()

    changed = await perform(inspection_plans.change, number, an_inspection_plan(every_months=6), version=1)

    assert (changed.value.every_months, changed.version) == (6, 2)
    with pytest.raises(StaleVersion):
        await perform(inspection_plans.change, number, an_inspection_plan(), version=1)
    with pytest.raises(Invalid) as refused:
        await perform(inspection_plans.change, number, an_inspection_plan(number="IP-2", customer="C-2"), version=2)
    assert [problem.path for problem in refused.value.problems] == ["number", "customer"]


async def test_what_falls_due_becomes_an_order_with_a_visit_in_its_window() -> None:
    inspection = await made()

    visit = (await read(visit_store.open_of, [inspection.order]))[inspection.order]
    [asked] = [await order(inspection.order)]
    assert (inspection.number, inspection.state, inspection.order) == ("IP-1/20261124", State.DUE, asked.number)
    assert (asked.kind, asked.customer, asked.outlet, asked.unit) == (OrderKind.INSPECTION, "C-1", "ZJ-001", "U-1")
    assert visit.window is not None
    assert asked.appointment == visit.window
    assert (visit.window.starts, visit.window.ends) == (
        datetime(2026, 11, 24, 8, tzinfo=ZONE),
        datetime(2026, 11, 28, 18, tzinfo=ZONE),
    )
    assert "IP-1/20261124：11-24 至 11-28，08:00–18:00" in asked.note


async def test_holidays_are_avoided_as_the_calendar_has_them() -> None:
    for day in (24, 25):
        await perform(calendar.override, DayOverride(day=date(2026, 11, day), working=False, reason="停电"))

    inspection = await made()

    visit = (await read(visit_store.open_of, [inspection.order]))[inspection.order]
    assert visit.window is not None
    assert visit.window.starts == datetime(2026, 11, 26, 8, tzinfo=ZONE)


async def test_each_is_made_once_however_many_workers_turn_the_night() -> None:
    for n in range(3):
        await planned(number=f"IP-{n}", every_months=1)

    turned = await asyncio.gather(*(night() for _ in range(4)))

    assert sorted(number for one in turned for number in one.made) == [f"IP-{n}/20261124" for n in range(3)]
    assert (await night()).made == ()
    assert (await night(NOW + timedelta(days=30))).made == tuple(f"IP-{n}/20261224" for n in range(3))


async def test_a_changed_plan_makes_nothing_twice_for_a_time() -> None:
    inspection = await made()

    await perform(inspection_plans.change, "IP-1", an_inspection_plan(starts_on=date(2026, 12, 1)), version=1)

    assert (await night()).made == ()
    kept = await read(store.kept_periods, "IP-1")
    assert kept == [inspection.period]


async def test_a_plan_that_is_refused_keeps_no_other_from_being_made() -> None:
    await planned(number="IP-1")
    await planned(number="IP-2")

    async def close_down() -> None:
        await plan_store.save(replace(an_inspection_plan(), node="HQ"))

    await perform(close_down)

    turned = await night()

    assert (turned.made, turned.refused) == (("IP-2/20261124",), ("IP-1",))


async def test_a_second_policy_makes_them_later_and_gives_more_days() -> None:
    await planned(starts_on=date(2028, 1, 4))
    other = {"report_working_days": 5, "ahead_days": 2}
    await perform(policies.enact, a_policy(name="inspections", valid_from=SECOND, figures=other))

    early, late = [await night(datetime(2028, 1, day, tzinfo=ZONE)) for day in (1, 2)]

    assert (early.made, late.made) == ((), ("IP-1/20280104",))
    assert (await found("IP-1/20280104")).report_working_days == 5


async def test_without_a_policy_nothing_is_made() -> None:
    await planned(starts_on=date(2025, 12, 1))

    assert await night(datetime(2025, 12, 1, tzinfo=ZONE)) == Turned()


async def test_an_ended_plan_takes_back_what_nobody_has_begun() -> None:
    await planned(starts_on=NOW.date(), every_months=1)
    await planned(number="IP-2", starts_on=NOW.date() + timedelta(days=3))
    [first, second] = (await night()).made

    await perform(inspection_plans.end, "IP-1", NOW.date(), a_desk())
    await perform(inspection_plans.end, "IP-2", NOW.date() + timedelta(days=2), a_desk())

    assert ((await found(first)).state, (await found(second)).state) == (State.DUE, State.CANCELLED)
    assert (await order((await found(second)).order)).status is OrderStatus.CANCELLED
    assert (await read(visit_store.of_orders, [(await found(second)).order]))[0].state is VisitState.CANCELLED
    assert (await night(NOW + timedelta(days=40))).made == ()
    with pytest.raises(Invalid):
        await perform(inspection_plans.end, "IP-1", NOW.date() - timedelta(days=2), a_desk())


async def test_an_inspection_whose_order_was_withdrawn_is_off_and_not_made_again() -> None:
    inspection = await made()
    await perform(order_lives.cancel, inspection.order, "客户退约", a_desk())

    turned = await night()

    assert (turned.dropped, turned.made) == (1, ())
    assert (await found(inspection.number)).state is State.CANCELLED


async def test_nobody_cancels_an_inspection_at_which_somebody_is() -> None:
    inspection = await made()
    await assigned(inspection)
    await record(inspection.number, told())

    with pytest.raises(InspectionWrongState):
        await perform(inspection_plans.cancel, inspection.number, "x", a_desk())
    assert (await order(inspection.order)).status is OrderStatus.BOOKED


# Answers


async def test_the_first_answers_begin_it_and_a_phone_may_send_them_twice_and_out_of_order() -> None:
    inspection = await made()
    visit = await assigned(inspection)
    bad = told(minutes=20, yes=False)

    await record(inspection.number, bad, told("PRESSURE", 5))
    await record(inspection.number, told(minutes=10))
    answered = await record(inspection.number, told("PRESSURE", 5), bad, told(minutes=10))

    assert (answered.state, answered.visit, answered.visited_at) == (State.OPEN, visit, None)
    assert answered.answers == (bad, told("PRESSURE", 5))
    assert (await read(store.inspection, inspection.number)).version == 2


async def test_two_phones_that_answer_at_once_lose_nothing() -> None:
    inspection = await made(equipment=tuple(an_equipment(code=f"M-{n}", unit=None) for n in range(6)))
    await assigned(inspection)
    answers = [replace(told(), equipment=f"M-{n}") for n in range(6)]

    await asyncio.gather(*(record(inspection.number, one) for one in answers))

    assert (await found(inspection.number)).answers == tuple(answers)


async def test_nothing_is_answered_before_somebody_has_the_visit_or_by_another() -> None:
    inspection = await made()
    with pytest.raises(InspectionWrongState):
        await record(inspection.number, told(), technician=None)
    await assigned(inspection)
    with pytest.raises(InspectionWrongState):
        await record(inspection.number, told(), technician="ZJ-T002")
    with pytest.raises(NotFound):
        await record("IP-1/20990101", told())


async def test_wrong_answers_are_all_told_and_none_is_taken_in() -> None:
    inspection = await made()
    await assigned(inspection)
    wrong = [
        told(),
        told("LID", yes=True),
        told("PRESSURE", text="ok"),
        told(minutes=66),
        told(minutes=-6),
        told("PRESSURE", 1, measured=Decimal(1)),
    ]

    with pytest.raises(Invalid) as refused:
        await record(inspection.number, *wrong)

    assert [(problem.path, problem.code) for problem in refused.value.problems] == [
        ("answers.1", "unknown"),
        ("answers.2", "wrong_form"),
        ("answers.3.at", "too_late"),
        ("answers.4.at", "too_early"),
    ]
    with pytest.raises(Invalid):
        await record(inspection.number, replace(told(), photos=("0" * 32,)))
    assert (await found(inspection.number)).state is State.DUE


# The report


async def ended(**given: Any) -> Inspection:
    """Answered, and its visit is done, on Monday the 23rd."""
    inspection = await made(**given)
    visit = await assigned(inspection)
    await record(inspection.number, told(yes=False, note="接头渗水"), told("PRESSURE", measured=Decimal("0.01")))
    await perform(end_visit, visit, "ZJ-T001")
    return await found(inspection.number)


async def test_the_report_is_due_so_many_working_days_after_the_visit() -> None:
    await perform(calendar.override, DayOverride(day=date(2026, 11, 25), working=False, reason="停电"))

    inspection = await ended()

    assert (inspection.state, inspection.visited_at) == (State.OPEN, NOW)
    assert inspection.report_due_at == datetime(2026, 11, 27, 23, 59, 59, tzinfo=ZONE)
    assert (await order(inspection.order)).status is OrderStatus.DONE


async def test_a_visit_that_is_done_begins_its_inspection_though_no_answer_came_yet() -> None:
    inspection = await made()
    visit = await assigned(inspection)
    await perform(end_visit, visit, "ZJ-T001")

    assert (await found(inspection.number)).state is State.OPEN
    assert (await record(inspection.number, told(), technician=None)).answers == (told(),)


async def test_a_report_may_be_made_before_the_visit_ends() -> None:
    inspection = await made()
    visit = await assigned(inspection)
    await record(inspection.number, told(), told("PRESSURE"))
    await perform(inspections.report, inspection.number, "正常", by="t", now=NOW)
    await perform(end_visit, visit, "ZJ-T001")

    reported = await found(inspection.number)

    assert (reported.state, reported.visited_at, reported.was_late) == (State.REPORTED, NOW, False)


async def test_an_overdue_report_falls_late_by_the_job_once_and_can_still_be_made() -> None:
    inspection = await ended()
    due_at = inspection.report_due_at
    assert due_at is not None

    nights = [(await night(at)).late for at in (due_at, due_at + MINUTE, due_at + 2 * MINUTE)]
    late = await found(inspection.number)
    await perform(inspections.report, inspection.number, "晚了", by="desk", now=due_at + timedelta(days=1))

    assert nights == [0, 1, 0]
    assert late.state is State.LATE
    assert (await found(inspection.number)).was_late


async def test_a_report_waits_for_all_answers_and_nothing_changes_after_it() -> None:
    inspection = await made()
    await assigned(inspection)
    await record(inspection.number, told())

    with pytest.raises(InspectionIncomplete):
        await perform(inspections.report, inspection.number, "", by="desk", now=NOW)
    await record(inspection.number, told("PRESSURE"))
    await perform(inspections.report, inspection.number, "正常", by="desk", now=NOW)

    assert (await record(inspection.number, told())).state is State.REPORTED
    with pytest.raises(InspectionWrongState):
        await record(inspection.number, told(minutes=30, yes=False))
    with pytest.raises(InspectionWrongState):
        await perform(inspections.report, inspection.number, "又", by="desk", now=NOW)


async def test_of_many_who_report_at_once_one_does() -> None:
    inspection = await made()
    await assigned(inspection)
    await record(inspection.number, told(), told("PRESSURE"))

    reports = [perform(inspections.report, inspection.number, f"{n}", by=f"clerk {n}", now=NOW) for n in range(8)]
    answers = await asyncio.gather(*reports, return_exceptions=True)

    assert sorted(type(one).__name__ for one in answers) == ["InspectionWrongState"] * 7 + ["VersionedInspection"]


# Repairs


async def registered(number: str, *wanted: RepairWanted) -> list[Any]:
    return await perform(inspection_repairs.register, number, wanted, a_desk())


async def test_what_was_found_becomes_one_repair_however_often_it_is_registered() -> None:
    inspection = await ended()

    answers = await asyncio.gather(*(registered(inspection.number) for _ in range(4)))

    assert answers[0] == answers[1] == answers[2] == answers[3]
    [repair] = answers[0]
    asked = await order(repair.order)
    assert (asked.kind, asked.unit, asked.fault, asked.fault_level) == (OrderKind.REPAIR, "U-1", "F-01", 2)
    assert asked.note == "巡检 IP-1/20261124 发现 M-1 1 号机：水压（0.01 MPa）；水管无渗漏，接头渗水"


async def test_what_a_proposal_lacks_is_said_by_who_registers_it() -> None:
    inspection = await made(equipment=(an_equipment(unit=None), an_equipment(code="M-2", unit=None)))
    await assigned(inspection)
    await record(inspection.number, told(yes=False), replace(told(yes=False), equipment="M-2"))

    with pytest.raises(Invalid) as refused:
        await registered(inspection.number)
    assert [problem.path for problem in refused.value.problems] == [
        "repairs.0.unit",
        "repairs.0.fault",
        "repairs.1.unit",
        "repairs.1.fault",
    ]
    with pytest.raises(Invalid) as refused:
        await registered(inspection.number, RepairWanted(equipment="M-2", unit="U-9", fault="F-9"))
    assert [problem.path for problem in refused.value.problems] == ["repairs.0.unit", "repairs.0.fault"]
    with pytest.raises(Invalid):
        await registered(inspection.number, RepairWanted(equipment="M-9"))

    first = await registered(inspection.number, RepairWanted(equipment="M-2", unit="U-2", fault="F-01"))
    both = await registered(inspection.number, RepairWanted(equipment="M-1", unit="U-1", fault="F-01"))

    assert [one.equipment for one in first] == ["M-2"]
    assert [one.equipment for one in both] == ["M-2", "M-1"]


async def test_lists_are_by_plan_and_state() -> None:
    inspection = await ended()
    await planned(number="IP-2")
    await night()

    wanted = Wanted(equal={"plan": "IP-1", "state": "open"}, ordering="number", limit=9, offset=0)
    count, heads = await read(store.head_page, wanted)

    assert (count, [one.number for one in heads]) == (1, [inspection.number])
