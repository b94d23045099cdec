"""A quota request from the draft to the last piece, on the database and with others at the same time (P1, P2, P3, P5)."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from builders import NOW, a_desk, a_grant, a_location, a_part, a_receipt, an_order, register_all
from grounds import grounds

from fieldops.actions import consequences, network, orders, parts, quota_requests, quotas, shipments, stock
from fieldops.database import door
from fieldops.database.door import perform
from fieldops.store import ledger, old_parts, visits
from fieldops.store import parts as part_store
from fieldops.store import quota_requests as request_store
from fieldops.store.quota_requests import VersionedRequest
from inventory import visit_verbs as verbs_of_visits
from inventory.accounts import AccountKind, Condition, money_account, parts_account
from inventory.ledger import InsufficientStock, Purpose, Transfer
from inventory.old_parts import OldPart, State
from inventory.parts import PartCount
from inventory.quota_requests import (
    Asked,
    Decision,
    LineDecision,
    NewRequest,
    OverQuota,
    QuotaRequest,
    Reason,
    Rejection,
    Ruling,
    Rulings,
    Source,
    Status,
    Terms,
    WrongStatus,
)
from inventory.shipments import Dispatch, Fault, Goods, LineReceipt, Moving, Receipt
from inventory.visits import NewVisit
from refusals import Invalid, Refusal

PERIOD = "2026-11"
QUOTA = money_account(AccountKind.QUOTA, "ZJ-001", PERIOD)
DRAWN = money_account(AccountKind.QUOTA_DRAWN, "ZJ-001", PERIOD)
PROVINCE = parts_account(AccountKind.STOCK, "HQ", "ZJ/WH", "DP-1")
HEAD_OFFICE = parts_account(AccountKind.STOCK, "HQ", "HQ/WH", "DP-1")
PARTNER = parts_account(AccountKind.STOCK, "HQ", "ZJ-001/WH", "DP-1")
ON_THE_WAY = parts_account(AccountKind.IN_TRANSIT, "HQ", "ZJ-001/WH", "DP-1")
PRICE_FEN = 10_000


async def lay_out() -> None:
    """10 pieces at the province, 5 at head office; quota for 20."""
    await register_all()

    async def inside() -> None:
        await network.open_locations([a_location(code="HQ/WH", node="HQ")])
        await parts.add_parts([a_part(number="DP-2", unit_cost_fen=PRICE_FEN, barcode=None)])
        await parts.add_parts([a_part(number="DP-OLD", unit_cost_fen=PRICE_FEN, barcode=None, superseded_by="DP-2")])
        count = (PartCount(part="DP-1", quantity=10),)
        await stock.receive([a_receipt(reference="A", location="ZJ/WH", lines=count)], now=NOW)
        half = (PartCount(part="DP-1", quantity=5), PartCount(part="DP-2", quantity=5))
        await stock.receive([a_receipt(reference="B", location="HQ/WH", lines=half)], now=NOW)
        price = (await parts_store_prices())["DP-1"]
        await quotas.grant([a_grant(period=PERIOD, amount_fen=20 * price)], by="manager", now=NOW)

    await perform(inside)


network_with_stock = grounds(lay_out)


async def parts_store_prices() -> dict[str, int]:
    return await part_store.prices_fen(["DP-1", "DP-2"])


async def figures(account: Any) -> tuple[int, int]:
    found = (await ledger.balances_of([account]))[account]
    return found.balance, found.reserved


async def ask(*lines: Asked, **given: Any) -> str:
    wanted = {
        "partner": "ZJ-001",
        "destination": "ZJ-001/WH",
        "period": PERIOD,
        "lines": lines or (Asked(part="DP-1", quantity=4),),
    }
    request = NewRequest(**{**wanted, **given})
    made = await perform(quota_requests.ask, request, by="clerk", today=NOW.date(), now=NOW)
    await perform(quota_requests.submit, made.value.number)
    return made.value.number


async def approve(number: str, *lines: LineDecision, **given: Any) -> QuotaRequest:
    decision = Decision(lines=lines, extra_quota_fen=given.pop("extra_quota_fen", 0))
    wanted = {"by": "manager", "head_office": True, "now": NOW, **given}
    found: VersionedRequest = await perform(quota_requests.approve, number, decision, **wanted)
    return found.value


async def request_of(number: str) -> QuotaRequest:
    return (await request_store.request(number)).value


async def send(number: str, source: str = "ZJ/WH") -> str:
    made = await perform(shipments.pick, number, source, by="store", now=NOW)
    await perform(shipments.ship, made.value.number, Dispatch(carrier="SF", tracking="1"), now=NOW)
    return made.value.number


@pytest.mark.usefixtures("network_with_stock")
async def test_a_request_lives_from_draft_to_closed() -> None:
    number = await ask(Asked(part="DP-1", quantity=4))
    price = (await parts_store_prices())["DP-1"]

    approved = await approve(number)
    assert approved.status is Status.RESERVED
    assert await figures(PROVINCE) == (10, 4)
    assert (await figures(QUOTA))[0] == 16 * price
    shipment = await send(number)
    assert (await request_of(number)).status is Status.SHIPPED
    assert (await figures(PROVINCE), await figures(ON_THE_WAY)) == ((6, 0), (4, 0))
    first = Receipt(lines=(LineReceipt(line=1, good=2),))
    await perform(shipments.receive, shipment, first, by="clerk", now=NOW)
    assert (await request_of(number)).status is Status.SHIPPED
    second = Receipt(lines=(LineReceipt(line=1, good=1, short=1, fault=Fault.CARRIER),))
    await perform(shipments.receive, shipment, second, by="clerk", now=NOW)

    assert (await request_of(number)).status is Status.CLOSED
    assert (await figures(PARTNER), await figures(ON_THE_WAY)) == ((3, 0), (0, 0))
    assert (await figures(QUOTA))[0] == 17 * price, "what the carrier lost is not drawn"


@pytest.mark.usefixtures("network_with_stock")
async def test_what_the_province_lacks_comes_from_head_office_and_the_rest_waits() -> None:
    number = await ask(Asked(part="DP-1", quantity=17))

    approved = await approve(number)

    assert [(one.source, one.quantity) for one in approved.lines[0].allocations] == [("ZJ/WH", 10), ("HQ/WH", 5)]
    assert (approved.status, approved.lines[0].waiting) == (Status.APPROVED, 2)
    await perform(stock.receive, [a_receipt(reference="C", location="ZJ/WH", lines=(PartCount(part="DP-1", quantity=9),))], now=NOW)  # fmt: skip
    supplied = (await perform(quota_requests.supply_waiting, number, now=NOW)).value
    assert (supplied.status, supplied.lines[0].waiting) == (Status.RESERVED, 0)
    assert await figures(PROVINCE) == (19, 12)


@pytest.mark.usefixtures("network_with_stock")
async def test_a_line_is_cut_split_and_replaced() -> None:
    number = await ask(Asked(part="DP-1", quantity=8), Asked(part="DP-OLD", quantity=2))
    split = (Source(location="HQ/WH", quantity=3), Source(location="ZJ/WH", quantity=2))

    approved = await approve(
        number,
        LineDecision(line=1, quantity=5, reason=Reason.TOO_MANY, sources=split),
        LineDecision(line=2, quantity=2, part="DP-2"),
    )

    assert approved.status is Status.RESERVED
    assert [(one.source, one.quantity) for line in approved.lines for one in line.allocations] == [
        ("HQ/WH", 3), ("ZJ/WH", 2), ("HQ/WH", 2),
    ]  # fmt: skip
    assert [line.granted_part for line in approved.lines] == ["DP-1", "DP-2"]


@pytest.mark.usefixtures("network_with_stock")
async def test_a_source_that_has_too_little_is_refused_and_nothing_is_drawn() -> None:
    number = await ask(Asked(part="DP-1", quantity=8))
    before = await figures(QUOTA)
    too_much = LineDecision(line=1, quantity=8, sources=(Source(location="HQ/WH", quantity=8),))

    with pytest.raises(InsufficientStock):
        await approve(number, too_much)

    assert (await request_of(number)).status is Status.SUBMITTED
    assert await figures(QUOTA) == before


@pytest.mark.usefixtures("network_with_stock")
async def test_over_quota_waits_for_the_head_office() -> None:
    number = await ask(Asked(part="DP-1", quantity=21))
    price = (await parts_store_prices())["DP-1"]

    assert (await request_of(number)).status is Status.OVER_QUOTA
    with pytest.raises(OverQuota):
        await approve(number, head_office=False)
    approved = await approve(number, extra_quota_fen=price)
    assert (approved.approved_fen, await figures(QUOTA)) == (21 * price, (0, 0))


@pytest.mark.usefixtures("network_with_stock")
async def test_undone_it_is_as_before_and_can_be_decided_anew() -> None:
    number = await ask()
    before = await figures(QUOTA), await figures(PROVINCE)

    for _ in range(3):
        await approve(number, extra_quota_fen=5)
        undone = await perform(quota_requests.undo, number, now=NOW)
        assert undone.value.status is Status.SUBMITTED
        assert (await figures(QUOTA), await figures(PROVINCE)) == before
    rejected = await perform(
        quota_requests.reject, number, Rejection(reason=Reason.TOO_MANY, text="x"), by="m", now=NOW
    )
    assert rejected.value.status is Status.REJECTED
    await perform(quota_requests.undo, number, now=NOW)
    await perform(quota_requests.cancel, number, now=NOW)
    assert (await figures(QUOTA), await figures(PROVINCE)) == before


@pytest.mark.usefixtures("network_with_stock")
async def test_a_dealers_parts_become_its_own_when_they_leave_paid() -> None:
    number = await ask(terms=Terms.CASH)
    await approve(number)
    picked = (await perform(shipments.pick, number, "ZJ/WH", by="store", now=NOW)).value.number
    with pytest.raises(Refusal) as refused:
        await perform(shipments.ship, picked, Dispatch(), now=NOW)
    assert refused.value.code == "money_not_booked"

    await perform(quota_requests.pay, number, now=NOW)
    await perform(shipments.ship, picked, Dispatch(), now=NOW)
    await perform(shipments.receive, picked, Receipt(lines=(LineReceipt(line=1, good=4),)), by="clerk", now=NOW)

    own = parts_account(AccountKind.STOCK, "ZJ-001", "ZJ-001/WH", "DP-1")
    assert (await figures(own))[0] == 4
    assert (await figures(money_account(AccountKind.RECEIVABLE, "ZJ-001")))[0] == 0
    assert (await figures(money_account(AccountKind.CASH, "ZJ-001")))[0] > 0


@pytest.mark.usefixtures("network_with_stock")
async def test_a_cancelled_shipment_leaves_its_pieces_reserved() -> None:
    number = await ask()
    await approve(number)
    picked = (await perform(shipments.pick, number, "ZJ/WH", by="store", now=NOW)).value.number

    await perform(shipments.cancel, picked, now=NOW)

    assert (await request_of(number)).status is Status.RESERVED
    assert await figures(PROVINCE) == (10, 4)
    await send(number)


@pytest.mark.usefixtures("network_with_stock")
async def test_stock_moves_between_any_two_places() -> None:
    wanted = Moving(source="HQ/WH", destination="ZJ/WH", lines=(Goods(part="DP-1", quantity=5),))
    made = (await perform(shipments.move, wanted, by="store", now=NOW)).value.number
    with pytest.raises(InsufficientStock):
        await perform(shipments.move, wanted, by="store", now=NOW)
    await perform(shipments.ship, made, Dispatch(), now=NOW)
    told = Receipt(lines=(LineReceipt(line=1, good=4, damaged=1, fault=Fault.HEAD_OFFICE),))
    await perform(shipments.receive, made, told, by="store", now=NOW)

    broken = parts_account(AccountKind.STOCK, "HQ", "ZJ/WH", "DP-1", Condition.DEFECTIVE)
    assert [await figures(one) for one in (HEAD_OFFICE, PROVINCE, broken)] == [(0, 0), (14, 0), (1, 0)]


# Many at once


async def rule(*rulings: Ruling, by: str = "manager") -> list[str]:
    found = await perform(quota_requests.rule, Rulings(requests=rulings), by=by, head_office=True, now=NOW)
    return [one.code if isinstance(one, Refusal) else one.value.status for one in found]


@pytest.mark.usefixtures("network_with_stock")
async def test_each_of_many_decisions_has_its_own_result() -> None:
    first, second, third = [await ask(Asked(part="DP-1", quantity=n)) for n in (9, 12, 1)]
    before = await figures(QUOTA)
    too_much = LineDecision(line=1, quantity=12, sources=(Source(location="HQ/WH", quantity=12),))

    told = await rule(
        Ruling(number=second, decision=Decision(lines=(too_much,))),
        Ruling(number=first, decision=Decision()),
        Ruling(number="QR-NO", decision=Decision()),
        Ruling(number=third, rejection=Rejection(reason=Reason.WRONG_PART, text="x")),
    )

    assert told == ["insufficient_stock", Status.RESERVED, "not_found", Status.REJECTED]
    assert (await request_of(second)).status is Status.SUBMITTED
    price = (await parts_store_prices())["DP-1"]
    assert (await figures(QUOTA))[0] == before[0] - 9 * price, "the refused one draws nothing"
    assert await figures(HEAD_OFFICE) == (5, 0)


@pytest.mark.usefixtures("network_with_stock")
async def test_many_are_decided_in_their_order() -> None:
    first, second = await ask(Asked(part="DP-1", quantity=10)), await ask(Asked(part="DP-1", quantity=10))

    assert await rule(Ruling(number=second, decision=Decision()), Ruling(number=first, decision=Decision())) == [
        Status.RESERVED,
        Status.APPROVED,
    ]


@pytest.mark.usefixtures("network_with_stock")
async def test_two_who_decide_the_same_many_in_opposite_order_decide_each_once() -> None:
    await perform(quotas.grant, [a_grant(reference="MORE", period=PERIOD, amount_fen=10**9)], by="manager", now=NOW)
    lines = Asked(part="DP-1", quantity=1), Asked(part="DP-2", quantity=1)
    numbers = [await ask(*order) for order in (lines, lines[::-1], lines, lines[::-1])]
    rulings = [Ruling(number=number, decision=Decision()) for number in numbers]

    told = await asyncio.gather(rule(*rulings), rule(*rulings[::-1]), rule(*rulings[1:], by="another"))

    flat = sorted(one for some in told for one in some)
    assert flat == ["request_wrong_status"] * 7 + [Status.RESERVED] * 4


def test_a_ruling_decides_or_rejects() -> None:
    for given in ({}, {"decision": Decision(), "rejection": Rejection(reason=Reason.OTHER, text="x")}):
        with pytest.raises(Invalid):
            Ruling(number="QR-1", **given)


# Others at the same time


async def outcomes(*actions: Any) -> list[str]:
    done = await asyncio.gather(*actions, return_exceptions=True)
    unexpected = [one for one in done if isinstance(one, BaseException) and not isinstance(one, Refusal)]
    assert not unexpected, unexpected[0]
    return sorted(one.code if isinstance(one, Refusal) else "done" for one in done)


@pytest.mark.usefixtures("network_with_stock")
async def test_two_who_approve_at_once_approve_once() -> None:
    number = await ask()

    assert await outcomes(*(approve(number) for _ in range(8))) == ["done"] + ["request_wrong_status"] * 7
    assert await figures(PROVINCE) == (10, 4)


async def two_hundred_requests() -> list[str]:
    wanted = NewRequest(partner="ZJ-001", destination="ZJ-001/WH", period=PERIOD, lines=(Asked(part="DP-1", quantity=1),))  # fmt: skip
    made = [await quota_requests.ask(wanted, by="clerk", today=NOW.date(), now=NOW) for _ in range(200)]
    return [(await quota_requests.submit(one.value.number)).value.number for one in made]


@pytest.mark.usefixtures("network_with_stock")
async def test_of_two_hundred_requests_for_the_last_ten_pieces_ten_get_one() -> None:
    await perform(quotas.grant, [a_grant(reference="MORE", period=PERIOD, amount_fen=10**9)], by="manager", now=NOW)
    await perform(shipments.move, Moving(source="HQ/WH", destination="ZJ/WH", lines=(Goods(part="DP-1", quantity=5),)), by="s", now=NOW)  # fmt: skip
    numbers = await perform(two_hundred_requests)

    approved = await asyncio.gather(*(approve(number) for number in numbers))

    assert [one.status for one in approved].count(Status.RESERVED) == 10
    assert [one.status for one in approved].count(Status.APPROVED) == 190
    assert await figures(PROVINCE) == (10, 10)
    fortunate = [one.number for one in approved if one.status is Status.RESERVED]
    unlucky = next(one.number for one in approved if one.status is Status.APPROVED)
    assert await outcomes(*(send(number) for number in [*fortunate, unlucky])) == ["done"] * 10 + ["nothing_to_pick"]
    assert (await figures(PROVINCE), (await figures(ON_THE_WAY))[0]) == ((0, 0), 10)


@pytest.mark.usefixtures("network_with_stock")
async def test_a_receipt_and_an_undo_meet_nobody_halfway() -> None:
    number = await ask()
    await approve(number)
    picking = perform(shipments.pick, number, "ZJ/WH", by="store", now=NOW)
    undoing = perform(quota_requests.undo, number, now=NOW)

    told = await outcomes(picking, undoing)

    assert len(told) == 2
    assert "done" in told
    assert told != ["done", "done"]


# Wrong input


@pytest.mark.usefixtures("network_with_stock")
@pytest.mark.parametrize(
    ("given", "paths"),
    [
        ({"partner": "ZJ"}, {"partner", "destination"}),
        ({"destination": "ZJ/WH"}, {"destination"}),
        ({"period": "2026-09"}, {"period"}),
        ({"lines": (Asked(part="NO", quantity=1), Asked(part="DP-1", quantity=1, order="NO"))}, {"lines.0.part", "lines.1.order"}),
    ],
)  # fmt: skip
async def test_what_a_request_names_must_be_there(given: Any, paths: set[str]) -> None:
    with pytest.raises(Invalid) as refused:
        await ask(**given)

    assert {problem.path for problem in refused.value.problems} == paths


@pytest.mark.usefixtures("network_with_stock")
async def test_a_draft_is_changed_and_a_submitted_request_is_not() -> None:
    wanted = NewRequest(partner="ZJ-001", destination="ZJ-001/WH", period=PERIOD, lines=(Asked(part="DP-1", quantity=4),))  # fmt: skip
    made = await perform(quota_requests.ask, wanted, by="clerk", today=NOW.date(), now=NOW)
    other = NewRequest(partner="ZJ-001", destination="ZJ-001/WH", period="2026-12", lines=(Asked(part="DP-2", quantity=1),))  # fmt: skip

    amended = await perform(quota_requests.amend, made.value.number, other, version=1, today=NOW.date())
    assert ([line.part for line in amended.value.lines], amended.value.period) == (["DP-2"], "2026-12")
    with pytest.raises(Refusal) as stale:
        await perform(quota_requests.amend, made.value.number, other, version=1, today=NOW.date())
    assert stale.value.code == "stale_version"
    await perform(quota_requests.submit, made.value.number)
    with pytest.raises(WrongStatus):
        await perform(quota_requests.amend, made.value.number, other, version=3, today=NOW.date())


# What a decision would mean


@pytest.mark.usefixtures("network_with_stock")
async def test_the_approver_sees_what_each_line_means() -> None:
    late = an_order(number="SO-1", parts=(PartCount(part="DP-1", quantity=2),), registered_at=NOW - timedelta(hours=20))
    later = an_order(number="SO-2", parts=(PartCount(part="DP-1", quantity=1),), registered_at=NOW)
    await perform(orders.register, [later, late], a_desk())
    number = await ask(Asked(part="DP-1", quantity=3), Asked(part="DP-OLD", quantity=1), Asked(part="DP-1", quantity=1, order="SO-2"))  # fmt: skip
    other = await ask(Asked(part="DP-1", quantity=4))
    await approve(other)
    await send(other)
    price = (await parts_store_prices())["DP-1"]
    not_to_be_granted = a_receipt(reference="C", location="ZJ/SHOP", lines=(PartCount(part="DP-1", quantity=3),))
    await perform(stock.receive, [not_to_be_granted], now=NOW)

    seen = await door.read(consequences.of_request, number, today=NOW.date(), now=NOW)

    pump, old, for_order = seen.lines
    assert [(one.category, one.left_fen, one.after_fen) for one in seen.quotas] == [
        (None, 16 * price, 12 * price - PRICE_FEN)
    ]
    assert (pump.free.head_office, pump.free.province, pump.free.partner, pump.free.under_way) == (5, 6, 0, 4)
    assert [(one.order, one.quantity) for one in pump.held_up] == [("SO-1", 2), ("SO-2", 1)]
    assert pump.held_up[0].due_at < pump.held_up[1].due_at
    assert [one.order for one in for_order.held_up] == ["SO-2"]
    assert (old.superseded_by, old.held_up) == (["DP-2"], [])


@pytest.mark.usefixtures("network_with_stock")
async def test_the_approver_sees_which_old_parts_the_partner_still_owes() -> None:
    await perform(orders.register, [an_order(number="SO-1")], a_desk())
    number = await ask()
    visit = verbs_of_visits.book(NewVisit(order="SO-1", node="ZJ-001"), number="VS-1", now=NOW)
    await perform(visits.add, [visit])
    today = NOW.date()
    usual = {"node": "ZJ-001", "order": "SO-1", "visit": "VS-1", "part": "DP-1", "quantity": 3, "taken": 3}
    late, day = {**usual, "used_on": today - timedelta(days=60)}, timedelta(days=1)
    owed = [
        OldPart(**{**late, "id": "a", "due_on": today - 9 * day, "returned": 1, "state": State.PARTLY_RETURNED}),
        OldPart(**{**late, "id": "b", "due_on": today - day}),
        OldPart(**{**late, "id": "c", "due_on": today}),
        OldPart(**{**late, "id": "d", "due_on": today - day, "state": State.RETURNED, "returned": 3}),
    ]
    await perform(old_parts.add, owed)

    seen = await door.read(consequences.of_request, number, today=today, now=NOW)

    assert [(one.part, one.pieces, one.since) for one in seen.overdue] == [("DP-1", 5, today - 9 * day)]


@pytest.mark.usefixtures("network_with_stock")
async def test_demand_is_what_the_partners_repairs_took_in_twelve_months() -> None:
    number = await ask()
    van = parts_account(AccountKind.STOCK, "HQ", "ZJ/WH", "DP-1")
    used = parts_account(AccountKind.CONSUMPTION, "ZJ-001", "", "DP-1")

    def taken(name: str, days_ago: int) -> Transfer:
        return Transfer(id=name, source=van, destination=used, amount=2, purpose=Purpose.ISSUE, reference="SO-1", occurred_at=NOW - timedelta(days=days_ago))  # fmt: skip

    await perform(ledger.post, [taken("a", 1), taken("b", 300), taken("c", 366)])

    seen = await door.read(consequences.of_request, number, today=NOW.date(), now=NOW)
    assert seen.lines[0].used_12_months == 4
