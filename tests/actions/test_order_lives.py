"""What is done with an order on the database: who has it, what is on record of it, and what follows (S1, S2, S3, S4, S10)."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from builders import (
    NOW,
    OLD_PART_FIGURES,
    VISIT_FIGURES,
    a_customer,
    a_desk,
    a_node,
    a_policy,
    a_province,
    a_technician,
    a_unit,
    an_appointment,
    an_order,
    register_all,
)
from grounds import grounds

from fieldops.actions import crises as crisis_actions
from fieldops.actions import network, order_lives, orders, policies, visits
from fieldops.database.door import perform, read
from fieldops.database.engine import DB
from fieldops.database.who import Who, acting
from fieldops.store import clocks, crises
from fieldops.store import order_lives as store
from fieldops.store import orders as order_store
from fieldops.store import visits as visit_store
from fieldops.store.orders import Sought
from fieldops.store.pages import Wanted
from inventory.order_life import (
    AskedBy,
    EscalatesNotUpwards,
    Level,
    NothingEscalated,
    OrderLife,
    OrderWrongKind,
    OrderWrongStatus,
    Verb,
    WaitingFor,
)
from inventory.order_links import CrisisGround, NotADuplicate, NothingToChase
from inventory.orders import Missed, OrderKind, OrderNotOpen, OrderStatus, PromisedFor, Reached, ServiceOrder
from inventory.people import Reach, Scope
from inventory.visit_refusals import VisitWrongState
from inventory.visit_steps import Arrived
from inventory.visits import NewVisit, State
from refusals import Invalid, NotFound
from routing.clocks import ClockKind
from routing.clocks import State as ClockState

SOON, LATER = NOW + timedelta(minutes=5), NOW + timedelta(hours=1)


async def lay_out() -> None:
    """Two provinces; the outlets of ZJ are in town and 60 km away, where C-2 lives too."""
    await register_all()
    await perform(network.register_nodes, [a_province(code="AH"), a_node(code="ZJ-002", lon=120.8, lat=30.0)])
    await perform(network.register_technicians, [a_technician()])
    await perform(policies.enact, a_policy(name="visits", figures=VISIT_FIGURES))
    await perform(policies.enact, a_policy(name="old_parts", figures=OLD_PART_FIGURES))
    await perform(orders.register_customers, [a_customer(code="C-2", lon=120.81, lat=30.01)])
    await perform(orders.register_units, [a_unit(serial="U-2", customer="C-2")])


laid_out = grounds(lay_out)
pytestmark = pytest.mark.usefixtures("laid_out")


async def registered(number: str = "SO-1", **given: Any) -> ServiceOrder:
    [order] = await perform(
        orders.register, [an_order(number=number, **given)], a_desk(given.get("registered_at", NOW))
    )
    return order


async def a_chaser(number: str, about: str, **given: Any) -> ServiceOrder:
    return await registered(number, kind=OrderKind.CHASER, about=about, missed=Missed.PROMISE, **given)


async def life(number: str = "SO-1") -> OrderLife:
    return await perform(store.locked, number)


async def said(number: str = "SO-1") -> list[tuple[Verb, str]]:
    return [(step.verb, step.node) for step in (await read(store.steps_of, [number]))[number]]


async def open_clocks(number: str = "SO-1") -> dict[ClockKind, str]:
    """Who holds each."""
    found = (await perform(clocks.locked, [number])).get(number, ())
    return {clock.kind: clock.held_by for clock in found if clock.is_open}


async def visit_of(number: str = "SO-1") -> Any:
    return (await read(visit_store.open_of, [number])).get(number)


async def seen(**asked: Any) -> list[str | None]:
    wanted = Wanted(equal={}, ordering="number", limit=50, offset=0)
    return [order.number for order in (await read(order_store.order_page, wanted, Sought(**asked)))[1]]


# Registered


@pytest.mark.parametrize(
    ("outlet", "status", "steps"),
    [
        ("HQ", OrderStatus.REGISTERED, [(Verb.REGISTER, "HQ")]),
        ("ZJ", OrderStatus.FORWARDED, [(Verb.REGISTER, "HQ"), (Verb.FORWARD, "ZJ")]),
        ("ZJ-001", OrderStatus.ASSIGNED, [(Verb.REGISTER, "HQ"), (Verb.FORWARD, "ZJ"), (Verb.ASSIGN, "ZJ-001")]),
    ],
)
async def test_a_new_order_is_where_it_says(outlet: str, status: OrderStatus, steps: list[Any]) -> None:
    order = await registered(outlet=outlet)

    assert (order.status, order.outlet) == (status, outlet)
    assert await said() == steps
    assert set((await open_clocks()).values()) == {outlet}


async def test_a_time_that_is_agreed_already_books_a_visit() -> None:
    await registered(appointment=an_appointment())
    await registered("SO-2", outlet="ZJ", appointment=an_appointment())

    assert [(await visit_of(n)).window for n in ("SO-1", "SO-2")] == [an_appointment()] * 2
    assert ((await life("SO-2")).outlet, (await life("SO-2")).status) == ("ZJ", OrderStatus.BOOKED)


async def test_what_is_not_visited_has_no_time() -> None:
    with pytest.raises(OrderWrongKind):
        await registered(kind=OrderKind.CONSULTATION, appointment=an_appointment())


@pytest.mark.parametrize(
    ("outlet", "customer", "basis"),
    [
        ("ZJ-001", "C-1", PromisedFor.URBAN),
        ("ZJ-001", "C-2", PromisedFor.RURAL),
        ("ZJ", "C-2", PromisedFor.URBAN),
        ("HQ", "C-2", PromisedFor.URBAN),
    ],
)
async def test_while_no_outlet_is_chosen_the_nearest_ones_area_decides(
    outlet: str, customer: str, basis: PromisedFor
) -> None:
    order = await registered(outlet=outlet, customer=customer, unit=f"U-{customer[-1]}")

    assert order.promised is not None
    assert order.promised.basis is basis


async def test_what_was_promised_stays_whoever_gets_the_order() -> None:
    order = await registered()

    moved = await perform(order_lives.assign, "SO-1", "ZJ-002", a_desk(SOON))

    assert moved.value.promised == order.promised


async def test_a_promise_is_that_of_the_policy_of_its_day() -> None:
    quick = {"urban_s": 3600, "rural_s": 7200, "swap_s": 1800, "urban_radius_m": 30000}
    later = NOW + timedelta(days=40)
    await perform(policies.enact, a_policy(figures=quick, valid_from=later.date(), reason="新承诺"))

    order = await registered(registered_at=later)

    assert order.promised is not None
    assert order.promised.due_at == later + timedelta(hours=1)


# Handed over


async def test_an_order_goes_from_hand_to_hand_with_its_clocks() -> None:
    await registered(outlet="HQ")

    await perform(order_lives.forward, "SO-1", "ZJ", a_desk(SOON))
    await perform(order_lives.assign, "SO-1", "ZJ-001", a_desk(LATER, by="dispatcher"))

    order, clocks_now = await life(), await open_clocks()
    assert (order.holder, order.province, order.outlet) == ("ZJ-001", "ZJ", "ZJ-001")
    assert clocks_now[ClockKind.ARRIVE] == clocks_now[ClockKind.BOOK_TIME] == "ZJ-001"
    assert ClockKind.FORWARD_TO_OUTLET not in clocks_now
    assert [(step.by, step.at) for step in (await read(store.steps_of, ["SO-1"]))["SO-1"]][-1] == ("dispatcher", LATER)


async def test_an_outlet_sends_back_what_it_cannot_do_and_sees_it_no_more() -> None:
    await registered(appointment=an_appointment())
    clerk = Who(actor="clerk", via="session", reach=Reach(scope=Scope.NODE, node="ZJ-001"))

    with acting(clerk):
        back = await perform(order_lives.send_back, "SO-1", "无此机型资质", a_desk(SOON, by="clerk"))
        with pytest.raises(NotFound):
            await read(order_store.order, "SO-1")

    assert (back.value.outlet, back.value.status, back.value.appointment) == ("ZJ", OrderStatus.FORWARDED, None)
    assert await visit_of() is None
    assert (await order_store.order("SO-1")) == back


async def test_to_another_provinces_outlet_the_order_takes_its_province_along() -> None:
    await perform(network.register_nodes, [a_node(code="AH-001", parent="AH")])
    await registered()

    await perform(order_lives.assign, "SO-1", "AH-001", a_desk(SOON))

    assert (await life()).province == "AH"


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: perform(order_lives.forward, "SO-1", "ZJ-001", a_desk(SOON)),
        lambda: perform(order_lives.assign, "SO-1", "HQ", a_desk(SOON)),
        lambda: perform(order_lives.assign, "SO-1", "NOBODY", a_desk(SOON)),
        lambda: perform(order_lives.send_back, "SO-1", " ", a_desk(SOON)),
        lambda: perform(order_lives.wait, "SO-1", WaitingFor.PART, "", a_desk(SOON)),
        lambda: perform(order_lives.cancel, "SO-1", "x", a_desk(NOW - timedelta(hours=1))),
    ],
)
async def test_who_cannot_have_it_no_reason_or_a_time_before_the_last_step_is_refused(wrong: Any) -> None:
    await registered(outlet="HQ", kind=OrderKind.INSTALLATION)
    await perform(order_lives.assign, "SO-1", "ZJ-001", a_desk(SOON))
    before = await life()

    with pytest.raises((Invalid, OrderWrongStatus)):
        await wrong()

    assert await life() == before


async def test_of_two_who_give_it_to_two_outlets_at_once_both_are_on_record_and_one_has_it() -> None:
    await registered(outlet="ZJ")

    await asyncio.gather(
        perform(order_lives.assign, "SO-1", "ZJ-001", a_desk(SOON)),
        perform(order_lives.assign, "SO-1", "ZJ-002", a_desk(SOON)),
    )

    steps = await said()
    assert {node for verb, node in steps if verb is Verb.ASSIGN} == {"ZJ-001", "ZJ-002"}
    assert (await life()).holder == steps[-1][1]


# Booked, waited, ended


async def test_the_first_visit_of_a_forwarded_order_gives_it_to_who_goes_there() -> None:
    await registered(outlet="ZJ")
    new = NewVisit(order="SO-1", node="ZJ-001", window=an_appointment(), asked_by=AskedBy.CUSTOMER)

    await perform(visits.book, new, a_desk(SOON))

    order = await life()
    assert (order.holder, order.status) == ("ZJ-001", OrderStatus.BOOKED)
    assert order.agreed_delay is not None
    assert order.agreed_delay.appointment == an_appointment()


async def test_another_node_books_no_visit_for_it() -> None:
    await registered()

    with pytest.raises(Invalid, match="must be ZJ-001"):
        await perform(visits.book, NewVisit(order="SO-1", node="ZJ-002"), a_desk(SOON))


async def test_a_cancelled_visit_leaves_the_order_without_a_time_and_back_with_it() -> None:
    await registered(appointment=an_appointment())
    number = (await visit_of()).number

    await perform(visits.cancel, number, "客户改期", a_desk(SOON))
    assert ((await life()).status, (await life()).appointment) == (OrderStatus.ASSIGNED, None)
    assert ClockKind.BOOK_TIME in await open_clocks()

    await perform(visits.reinstate, number, a_desk(LATER))
    assert ((await life()).status, (await life()).appointment) == (OrderStatus.BOOKED, an_appointment())


async def test_a_reason_of_the_customers_pauses_the_clocks_and_a_missing_part_does_not() -> None:
    await registered()
    await registered("SO-2")

    await perform(order_lives.wait, "SO-1", WaitingFor.CUSTOMER, "出差至周五", a_desk(SOON))
    await perform(order_lives.wait, "SO-2", WaitingFor.PART, "DP-1", a_desk(SOON))

    states = {
        number: {clock.state for clock in some if clock.kind is ClockKind.ARRIVE}
        for number, some in (await perform(clocks.locked, ["SO-1", "SO-2"])).items()
    }
    assert states == {"SO-1": {ClockState.PAUSED}, "SO-2": {ClockState.RUNNING}}
    resumed = await perform(order_lives.resume, "SO-1", a_desk(LATER))
    assert resumed.value.status is OrderStatus.ASSIGNED


async def test_what_waits_for_a_part_may_be_planned_and_what_waits_for_the_customer_not() -> None:
    for number, what in (("SO-1", WaitingFor.PART), ("SO-2", WaitingFor.CUSTOMER)):
        await registered(number)
        await perform(order_lives.wait, number, what, "x", a_desk(SOON))

    assert [order.number for order in await read(order_store.open_visits, ["ZJ-001"])] == ["SO-1"]
    assert await read(order_store.not_to_be_visited, ["SO-1", "SO-2"]) == ["SO-2"]


async def test_a_withdrawn_order_takes_its_planned_visit_along_and_one_on_site_keeps_it() -> None:
    for order in ("SO-1", "SO-2"):
        await registered(order, appointment=an_appointment())
        await perform(visits.assign, (await visit_of(order)).number, "ZJ-T001", now=SOON)
    planned, on_site = (await visit_of("SO-1")).number, (await visit_of("SO-2")).number
    there = Arrived(id="a", by="ZJ-T001", at=LATER)
    await perform(visits.record, on_site, [there], technician="ZJ-T001", desk=a_desk(LATER))

    await perform(order_lives.cancel, "SO-1", "客户自行解决", a_desk(LATER))
    with pytest.raises(VisitWrongState):
        await perform(order_lives.cancel, "SO-2", "客户自行解决", a_desk(LATER))

    assert (await read(visit_store.visit, planned)).value.state is State.CANCELLED
    assert (await life("SO-2")).status is OrderStatus.IN_PROGRESS


async def test_a_complaint_is_answered_and_closed_and_its_clock_stops() -> None:
    await registered(kind=OrderKind.COMPLAINT, outlet="HQ")
    assert ClockKind.COMPLAINT_ANSWER in await open_clocks()

    await perform(order_lives.answer, "SO-1", "已致歉并退还上门费", a_desk(LATER))
    assert await open_clocks() == {}
    closed = await perform(order_lives.close, "SO-1", a_desk(LATER))
    assert closed.value.status is OrderStatus.CLOSED
    with pytest.raises(OrderWrongStatus):
        await perform(order_lives.answer, "SO-1", "x", a_desk(LATER))


async def test_what_was_done_a_while_ago_is_closed_once() -> None:
    for number in ("SO-1", "SO-2", "SO-3"):
        await registered(number, kind=OrderKind.CONSULTATION)
    await perform(order_lives.answer, "SO-1", "x", a_desk(SOON))
    await perform(order_lives.answer, "SO-2", "x", a_desk(NOW + timedelta(days=3)))
    week = a_desk(NOW + timedelta(days=8))

    counts = await asyncio.gather(*(perform(order_lives.close_done, week, most=10) for _ in range(2)))

    assert sorted(counts) == [0, 1]
    assert [(await life(number)).status for number in ("SO-1", "SO-2", "SO-3")] == ["closed", "done", "assigned"]


# Escalated (S10)


async def test_what_is_escalated_is_with_the_level_above_until_it_is_settled() -> None:
    await registered()

    await perform(order_lives.escalate, "SO-1", Level.PROVINCE, "找不到故障", a_desk(SOON))
    await perform(order_lives.escalate, "SO-1", Level.VENDOR, "需厂商支持", a_desk(LATER))
    assert (await open_clocks())[ClockKind.ESCALATION] == "HQ"
    with pytest.raises(EscalatesNotUpwards):
        await perform(order_lives.escalate, "SO-1", Level.HEAD_OFFICE, "x", a_desk(LATER))
    await perform(order_lives.settle, "SO-1", "更换主板程序", a_desk(LATER))

    order = await life()
    assert [(one.level, one.node, one.passed_on, one.outcome) for one in order.escalations] == [
        (Level.PROVINCE, "ZJ", True, ""),
        (Level.VENDOR, "HQ", False, "更换主板程序"),
    ]
    with pytest.raises(NothingEscalated):
        await perform(order_lives.settle, "SO-1", "x", a_desk(LATER))


async def test_where_no_province_has_it_nothing_is_escalated_to_one() -> None:
    await registered(outlet="HQ")

    with pytest.raises(Invalid, match="no province"):
        await perform(order_lives.escalate, "SO-1", Level.PROVINCE, "x", a_desk(SOON))


# Chasers, complaints, crises (S2, S4)


async def test_only_what_is_there_and_open_is_chased() -> None:
    await registered()
    await perform(order_lives.cancel, "SO-1", "x", a_desk(SOON))

    with pytest.raises(NothingToChase):
        await a_chaser("CH-1", "SO-1")
    with pytest.raises(Invalid, match=r"about: SO-9 is not known"):
        await a_chaser("CH-1", "SO-9")


async def test_a_complaint_chased_a_fourth_time_is_a_crisis_once() -> None:
    await registered()
    await registered("CO-1", kind=OrderKind.COMPLAINT, about="SO-1")
    for n in range(3):
        await a_chaser(f"CH-{n}", "SO-1" if n else "CO-1")
    assert await seen(crisis=True) == []

    for n in (3, 4):
        await a_chaser(f"CH-{n}", "SO-1", registered_at=LATER)

    wanted = Wanted(equal={}, ordering="complaint", limit=5, offset=0)
    _, [crisis] = await read(crises.crisis_page, wanted)
    assert (crisis.complaint, crisis.grounds, crisis.recognised_at) == ("CO-1", (CrisisGround.CHASED,), LATER)
    assert await seen(crisis=True) == ["CO-1", "SO-1"]


async def test_a_complaint_that_reaches_the_press_later_becomes_a_crisis() -> None:
    await registered("CO-1", kind=OrderKind.COMPLAINT)

    told = await perform(crisis_actions.reached, "CO-1", [Reached.MEDIA], claims_damages=False, desk=a_desk(SOON))
    again = await perform(crisis_actions.reached, "CO-1", [Reached.MEDIA], claims_damages=False, desk=a_desk(LATER))

    assert (told.value.reached, told.version, again.version) == ((Reached.MEDIA,), 2, 2)
    assert await seen(crisis=True) == ["CO-1"]


async def test_whom_a_customer_turned_to_is_told_of_an_open_complaint_only() -> None:
    await registered()
    await registered("CO-1", kind=OrderKind.COMPLAINT)
    await perform(order_lives.answer, "CO-1", "x", a_desk(SOON))

    with pytest.raises(NotFound):
        await perform(crisis_actions.reached, "SO-1", [Reached.MEDIA], claims_damages=False, desk=a_desk(SOON))
    with pytest.raises(OrderNotOpen):
        await perform(crisis_actions.reached, "CO-1", [Reached.MEDIA], claims_damages=False, desk=a_desk(SOON))


# Duplicates


async def test_a_second_report_of_the_machine_is_offered_for_merging_and_merged_with_its_chasers() -> None:
    await registered()
    await registered("SO-2", registered_at=LATER, appointment=an_appointment())
    await a_chaser("CH-1", "SO-2", registered_at=LATER)
    assert [one.number for one in await read(orders.duplicates_of, "SO-2", a_desk(LATER))] == ["SO-1"]

    merged = await perform(order_lives.merge, "SO-2", "SO-1", a_desk(LATER))

    assert merged.value.status is OrderStatus.DUPLICATE
    assert (await order_store.order("CH-1")).value.about == "SO-1"
    assert (await visit_of("SO-2"), await open_clocks("SO-2")) == (None, {})
    assert await read(orders.duplicates_of, "SO-1", a_desk(LATER)) == []


async def test_other_machines_reports_are_not_merged() -> None:
    await registered()
    await registered("SO-2", customer="C-2", unit="U-2")

    with pytest.raises(NotADuplicate):
        await perform(order_lives.merge, "SO-2", "SO-1", a_desk(SOON))
    with pytest.raises(NotFound):
        await perform(order_lives.merge, "SO-1", "SO-9", a_desk(SOON))


async def test_a_technician_sees_the_orders_that_he_goes_to_and_no_others() -> None:
    for order in ("SO-1", "SO-2"):
        await registered(order, appointment=an_appointment())
    await perform(visits.assign, (await visit_of("SO-1")).number, "ZJ-T001", now=SOON)
    technician = Who(actor="t", via="session", reach=Reach(scope=Scope.SELF, node="ZJ-001", technician="ZJ-T001"))

    with acting(technician):
        assert (await read(order_store.order, "SO-1")).value.number == "SO-1"
        with pytest.raises(NotFound):
            await read(order_store.order, "SO-2")


# What a desk looks for


async def test_a_desk_finds_what_is_at_risk_unbooked_chased_and_open() -> None:
    await registered()
    await registered("SO-2", appointment=an_appointment(), registered_at=NOW)
    await registered("SO-3", kind=OrderKind.CONSULTATION)
    await perform(order_lives.answer, "SO-3", "x", a_desk(SOON))
    await a_chaser("CH-1", "SO-1")

    ends = an_appointment().ends
    assert await seen(at_risk_before=ends) == (["SO-2"] if ends < NOW + timedelta(hours=24) else ["SO-1", "SO-2"])
    assert await seen(at_risk_before=NOW) == []
    assert await seen(unbooked=True) == ["SO-1"]
    assert await seen(chased=True) == ["SO-1"]
    assert await seen(open=False) == ["SO-3"]
    assert await seen(open=True, chased=False) == ["CH-1", "SO-2"]


async def test_what_happened_to_an_order_is_never_changed() -> None:
    await registered()
    with pytest.raises(Exception, match="order_steps"):
        async with DB.owning() as connection:
            await connection.execute("UPDATE order_steps SET note = 'x'")
