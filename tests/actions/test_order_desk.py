"""Orders are registered, amended and cancelled (S1, S2, B1, P6)."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from builders import (
    NOW,
    a_customer,
    a_desk,
    a_fault,
    a_model,
    a_part,
    a_receipt,
    a_technician,
    a_unit,
    an_appointment,
    an_order,
)

from fieldops.actions import network, order_lives, orders, parts, stock
from fieldops.database.door import perform
from fieldops.store import ledger
from fieldops.store import order_lives as lives
from fieldops.store import orders as store
from fieldops.store.pages import Wanted
from fieldops.tables.orders import ServiceOrders
from fieldops.tables.plans import PlanParts, PlanRoutes, Plans, PlanStops
from inventory.accounts import AccountKind, parts_account
from inventory.ledger import Pending, Purpose
from inventory.order_life import OrderWrongStatus, Verb
from inventory.orders import (
    Amendment,
    OrderKind,
    OrderNotOpen,
    OrderStatus,
    Promised,
    PromisedFor,
    ServiceOrder,
    SwapWithoutContract,
)
from inventory.parts import PartCount
from refusals import AlreadyThere, Invalid, NotFound, StaleVersion

pytestmark = pytest.mark.usefixtures("registered")


async def register(*wanted: ServiceOrder) -> list[ServiceOrder]:
    return await perform(orders.register, wanted, a_desk())


async def wrong(*wanted: ServiceOrder) -> set[tuple[str, str]]:
    with pytest.raises(Invalid) as caught:
        await register(*wanted)
    return {(problem.path, problem.code) for problem in caught.value.problems}


async def test_an_order_reads_back_equal() -> None:
    order = an_order(
        number="SO-1",
        fault_level=1,
        appointment=an_appointment(),
        parts=(PartCount(part="DP-1", quantity=2),),
        note="后门\n“急”",
    )

    [registered] = await register(order)

    due = Promised(due_at=NOW + timedelta(hours=24), basis=PromisedFor.URBAN)
    assert registered == replace(order, status=OrderStatus.BOOKED, promised=due)
    found = await store.order("SO-1")
    assert (found.value, found.version) == (registered, 1)
    asked = Wanted(equal={"status": OrderStatus.BOOKED}, ordering="number", limit=10, offset=0)
    assert await store.order_page(asked) == (1, [registered])


async def test_a_moment_keeps_its_place_in_time_whatever_its_offset() -> None:
    await register(an_order(number="SO-1", registered_at=datetime.fromisoformat("2026-11-23T08:00:00+08:00")))

    assert (await store.order("SO-1")).value.registered_at == datetime(2026, 11, 23, 0, 0, tzinfo=UTC)


async def test_an_order_without_a_number_is_given_one() -> None:
    first, given, second = await register(an_order(), an_order(number="OURS-7"), an_order())

    assert given.number == "OURS-7"
    assert re.fullmatch(r"SO-20261123-\d{6}", first.number or "")
    assert first.number != second.number
    assert (await store.order(first.number or "")).value == first


async def test_twenty_registrations_at_once_get_twenty_numbers() -> None:
    registered = await asyncio.gather(*(register(an_order()) for _ in range(20)))

    assert len({order.number for [order] in registered}) == 20
    assert await ServiceOrders.count().run() == 20


async def test_a_number_is_taken_once() -> None:
    await register(an_order(number="SO-1"))

    with pytest.raises(AlreadyThere, match="SO-1"):
        await register(an_order(number="SO-1"))
    with pytest.raises(AlreadyThere, match="SO-2"):
        await register(an_order(number="SO-2"), an_order(number="SO-2"))


async def test_likely_parts_are_those_of_the_fault_that_fit_the_machine() -> None:
    pump, seal = PartCount(part="DP-1", quantity=1), PartCount(part="SEAL", quantity=2)
    await perform(parts.add_models, [a_model(code="XQB80")])
    await perform(parts.add_parts, [a_part(number="SEAL", fits=frozenset({"XQB80"}))])
    await perform(parts.add_faults, [a_fault(code="F-02", parts=(pump, seal))])
    await perform(orders.register_units, [a_unit(serial="U-2", model="XQB80")])

    registered = await register(
        an_order(fault="F-02"),
        an_order(fault="F-02", unit="U-2"),
        an_order(fault="F-02", parts=()),
        an_order(fault="F-02", parts=(seal,)),
        an_order(kind=OrderKind.INSPECTION, fault=None, unit=None),
    )

    assert [order.parts for order in registered] == [(pump,), (seal,), (), (seal,), ()]
    assert (await store.order(registered[1].number or "")).value.parts == (seal,)


async def test_every_unknown_name_is_told_with_its_place() -> None:
    line = PartCount(part="NO-PART", quantity=1)
    nothing = an_order(customer="NO", outlet="NO", unit="NO", fault="NO", parts=(line,))

    assert await wrong(an_order(), nothing) == {
        ("1.customer", "unknown"),
        ("1.outlet", "unknown"),
        ("1.unit", "unknown"),
        ("1.fault", "unknown"),
        ("1.parts.0.part", "unknown"),
    }
    assert await ServiceOrders.count().run() == 0


async def test_what_a_new_order_cannot_say_is_refused() -> None:
    assert await wrong(an_order(status=OrderStatus.CANCELLED, registered_at=NOW + timedelta(minutes=1))) == {
        ("0.status", "not_allowed"),
        ("0.registered_at", "too_late"),
    }


async def test_a_swap_without_a_contract_is_refused_and_with_one_taken() -> None:
    await perform(orders.register_customers, [a_customer(code="C-2", contract=True)])
    await perform(orders.register_units, [a_unit(serial="U-2", customer="C-2")])
    swap = an_order(kind=OrderKind.SWAP, fault=None)

    with pytest.raises(SwapWithoutContract):
        await register(an_order(), swap)
    assert await ServiceOrders.count().run() == 0
    await register(an_order(kind=OrderKind.SWAP, fault=None, customer="C-2", unit="U-2"))


async def test_an_amendment_is_kept_as_the_next_version() -> None:
    [before] = await register(an_order(number="SO-1"))
    pumps = (PartCount(part="DP-1", quantity=2),)

    changed = await perform(
        orders.amend, "SO-1", Amendment(fault_level=1, parts=pumps, note="侧门"), a_desk(), version=1
    )

    assert changed.version == 2
    assert changed.value == replace(before, fault_level=1, parts=pumps, note="侧门")
    assert await store.order("SO-1") == changed
    [*_, step] = (await lives.steps_of(["SO-1"]))["SO-1"]
    assert (step.verb, step.by, step.at) == (Verb.AMEND, "desk", NOW)


async def test_of_ten_who_change_the_same_version_one_does() -> None:
    await register(an_order(number="SO-1"))

    answers = await asyncio.gather(
        *(perform(orders.amend, "SO-1", Amendment(note=str(n)), a_desk(), version=1) for n in range(10)),
        return_exceptions=True,
    )

    refused = [answer for answer in answers if isinstance(answer, BaseException)]
    assert {type(answer) for answer in refused} == {StaleVersion}
    assert len(refused) == 9
    assert refused[0].facts == {"key": "SO-1", "seen": 1, "present": 2}  # type: ignore[attr-defined]
    assert (await store.order("SO-1")).version == 2


async def test_an_amendment_to_what_is_not_there_or_not_known_is_refused() -> None:
    await register(an_order(number="SO-1"))

    with pytest.raises(NotFound):
        await perform(orders.amend, "SO-9", Amendment(note="x"), a_desk(), version=1)
    with pytest.raises(Invalid, match=r"parts\.0\.part: NO is not known"):
        await perform(orders.amend, "SO-1", Amendment(parts=(PartCount(part="NO", quantity=1),)), a_desk(), version=1)


async def test_a_cancelled_order_is_over() -> None:
    await register(an_order(number="SO-1"))

    cancelled = await perform(order_lives.cancel, "SO-1", "客户自行解决", a_desk())

    assert (cancelled.value.status, cancelled.version) == (OrderStatus.CANCELLED, 2)
    with pytest.raises(OrderWrongStatus):
        await perform(order_lives.cancel, "SO-1", "客户自行解决", a_desk())
    with pytest.raises(OrderNotOpen):
        await perform(orders.amend, "SO-1", Amendment(note="x"), a_desk(), version=2)
    with pytest.raises(NotFound):
        await perform(order_lives.cancel, "SO-9", "x", a_desk())


async def test_cancelling_an_order_frees_what_a_plan_holds_for_it_and_nothing_else() -> None:
    await perform(stock.receive, [a_receipt()], now=NOW)
    await register(an_order(number="SO-1"), an_order(number="SO-2"))
    await plan_with_reservations("SO-1", "SO-2")
    held = parts_account(AccountKind.STOCK, "HQ", "ZJ/WH", "DP-1")
    assert (await ledger.balances_of([held]))[held].reserved == 6

    await perform(order_lives.cancel, "SO-1", "客户自行解决", a_desk())

    after = (await ledger.balances_of([held]))[held]
    assert (after.balance, after.reserved) == (20, 3)
    assert [found.reference for found in await ledger.reservations(accounts=[held])] == ["SO-2"]


async def plan_with_reservations(*numbers: str) -> None:
    """A finished plan in which ZJ-T001 visits the orders, three pumps reserved at ZJ/WH for each."""
    await perform(network.register_technicians, [a_technician()])
    await Plans.insert(
        Plans(
            province="ZJ",
            day=NOW.date(),
            state="published",
            seed=0,
            time_limit_s=1,
            requested_at=NOW,
            published_at=NOW,
            published_by="x",
        )
    ).run()
    [plan] = await Plans.select(Plans.id).run()
    await PlanRoutes.insert(
        PlanRoutes(plan=plan["id"], technician="ZJ-T001", leave_at=NOW, back_at=NOW, travel_s=0, distance_m=0)
    ).run()
    [route] = await PlanRoutes.select(PlanRoutes.id).run()
    for position, number in enumerate(numbers):
        times = {"arrive_at": NOW, "start_at": NOW, "depart_at": NOW}
        stop = PlanStops(route=route["id"], position=position, kind="visit", service_order=number, **times)
        [made] = await PlanStops.insert(stop).returning(PlanStops.id).run()
        reservation = f"plan/1/{number}/DP-1"
        pending = Pending(
            id=reservation,
            source=parts_account(AccountKind.STOCK, "HQ", "ZJ/WH", "DP-1"),
            destination=parts_account(AccountKind.STOCK, "HQ", "ZJ-T001/VAN", "DP-1"),
            amount=3,
            purpose=Purpose.MOVE,
            reference=number,
            occurred_at=NOW,
        )
        await perform(ledger.post, [pending])
        await PlanParts.insert(
            PlanParts(
                stop=made["id"], part="DP-1", quantity=3, source="ZJ/WH", set_aside=False, reservation=reservation
            )
        ).run()
