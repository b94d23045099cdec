"""A proposal for all that waits when stock is short, taken as it is (P2, P5, N3)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import (
    NOW,
    a_customer,
    a_desk,
    a_grant,
    a_location,
    a_node,
    a_receipt,
    a_unit,
    an_order,
    register_all,
)
from grounds import grounds

from fieldops.actions import allocation, network, orders, quota_requests, quotas, stock
from fieldops.database import door
from fieldops.database.door import perform
from fieldops.database.who import Who, acting
from fieldops.store import quota_requests as request_store
from inventory.parts import PartCount
from inventory.people import Reach, Scope
from inventory.quota_requests import Asked, NewRequest, Status

PARTNERS = ("ZJ-001", "ZJ-002", "ZJ-003")


async def lay_out() -> None:
    """6 pieces at the province, 2 at head office."""
    await register_all()

    async def inside() -> None:
        await network.register_nodes([a_node(code=code) for code in PARTNERS[1:]])
        await network.open_locations([a_location(code=f"{code}/WH", node=code) for code in ("HQ", *PARTNERS[1:])])
        for place, pieces in (("ZJ/WH", 6), ("HQ/WH", 2)):
            lines = (PartCount(part="DP-1", quantity=pieces),)
            await stock.receive([a_receipt(reference=place, location=place, lines=lines)], now=NOW)
        grants = [a_grant(reference=f"Q-{one}", partner=one, period="2026-11", amount_fen=10**8) for one in PARTNERS]
        await quotas.grant(grants, by="manager", now=NOW)

    await perform(inside)


three_partners = grounds(lay_out)


async def ask(partner: str, *lines: Asked) -> str:
    wanted = NewRequest(partner=partner, destination=f"{partner}/WH", period="2026-11", lines=lines)
    made = await perform(quota_requests.ask, wanted, by=f"clerk {partner}", today=NOW.date(), now=NOW)
    return (await perform(quota_requests.submit, made.value.number)).value.number


async def order(number: str, outlet: str, due_h: int) -> None:
    """Waits for one piece, promised in so many hours."""
    customer = a_customer(code=f"C-{number}")
    await perform(orders.register_customers, [customer])
    await perform(orders.register_units, [a_unit(serial=f"U-{number}", customer=customer.code)])
    registered = NOW + timedelta(hours=due_h - 24)
    parts = (PartCount(part="DP-1", quantity=1),)
    one = an_order(
        number=number, outlet=outlet, customer=customer.code, unit=f"U-{number}", parts=parts, registered_at=registered
    )
    await perform(orders.register, [one], a_desk(max(NOW, registered)))


async def propose(part: str | None = None) -> allocation.Proposal:
    return await door.read(allocation.propose, part=part, today=NOW.date(), now=NOW)


@pytest.mark.usefixtures("three_partners")
async def test_orders_come_first_and_the_rest_is_shared_alike() -> None:
    await order("SO-B", "ZJ-002", due_h=4)
    numbers = [await ask(partner, Asked(part="DP-1", quantity=8)) for partner in PARTNERS]

    proposal = await propose()

    assert [(one.part, one.waiting, one.free, one.proposed) for one in proposal.parts] == [("DP-1", 24, 8, 8)]
    got = {one.request: one.proposed for one in proposal.lines}
    assert sorted(got.values()) == [2, 3, 3]
    assert next(one.orders for one in proposal.lines if one.request == numbers[1]) == ("SO-B",)


@pytest.mark.usefixtures("three_partners")
async def test_taken_as_it_is_each_gets_what_was_proposed_and_waits_for_the_rest() -> None:
    await order("SO-C", "ZJ-003", due_h=1)
    numbers = [await ask(partner, Asked(part="DP-1", quantity=8 if n else 1)) for n, partner in enumerate(PARTNERS)]
    proposal = await propose()
    assert proposal.rulings is not None

    await perform(quota_requests.rule, proposal.rulings, by="manager", head_office=True, now=NOW)

    found = {number: (await request_store.request(number)).value for number in numbers}
    proposed = {one.request: one.proposed for one in proposal.lines}
    for number, request in found.items():
        [line] = request.lines
        assert sum(one.quantity for one in line.allocations) == proposed[number]
        assert line.approved == line.quantity or request.status is Status.SUBMITTED
    again = await propose()
    assert all(one.proposed == 0 for one in again.lines)
    assert again.rulings is None


@pytest.mark.usefixtures("three_partners")
async def test_what_a_partner_has_itself_holds_up_no_order() -> None:
    own = (PartCount(part="DP-1", quantity=1),)
    await perform(stock.receive, [a_receipt(reference="own", location="ZJ-001/WH", lines=own)], now=NOW)
    await order("SO-A", "ZJ-001", due_h=1)
    await order("SO-B", "ZJ-002", due_h=40)
    for partner in PARTNERS[:2]:
        await ask(partner, Asked(part="DP-1", quantity=1))
    await perform(stock.receive, [a_receipt(reference="x", location="HQ/WH", lines=own)], now=NOW)

    assert [one.orders for one in (await propose()).lines] == [(), ("SO-B",)]


@pytest.mark.usefixtures("three_partners")
async def test_a_line_for_an_order_counts_for_that_order() -> None:
    await order("SO-1", "ZJ-001", due_h=1)
    await order("SO-2", "ZJ-001", due_h=2)
    await ask("ZJ-001", Asked(part="DP-1", quantity=1, order="SO-2"), Asked(part="DP-1", quantity=1))

    assert [one.orders for one in (await propose("DP-1")).lines] == [("SO-2",), ("SO-1",)]
    assert (await propose("DP-2")).lines == []


@pytest.mark.usefixtures("three_partners")
async def test_another_provinces_requests_are_not_told_of() -> None:
    for partner in PARTNERS:
        await ask(partner, Asked(part="DP-1", quantity=8))
    here = Who(actor="x", via="session", reach=Reach(scope=Scope.NODE, node="ZJ-002"))

    with acting(here):
        proposal = await propose()

    assert {one.partner for one in proposal.lines} == {"ZJ-002"}
