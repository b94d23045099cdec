"""The life of a quota request: every step as the table has it, and the books balance at each (P1, P2, P3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from inventory import quota_postings as postings
from inventory import quota_verbs as verbs
from inventory import shipment_verbs, shipments
from inventory.accounts import AccountKind, Condition, money_account, parts_account
from inventory.book import Book
from inventory.ledger import InsufficientBalance, InsufficientStock, Purpose, Transfer
from inventory.parts import PartCategory
from inventory.quota_requests import (
    ALLOWED,
    AlreadyPaid,
    Asked,
    Decision,
    Line,
    LineDecision,
    MoneyNotBooked,
    NewRequest,
    NothingToPick,
    OverQuota,
    OwnRequest,
    QuotaRequest,
    Reason,
    Rejection,
    Source,
    Stage,
    Status,
    Terms,
    Verb,
    WrongStatus,
)
from inventory.quotas import QuotaGrant, QuotasLeft, granting
from inventory.shipments import (
    Dispatch,
    Fault,
    Instead,
    LineReceipt,
    MoreThanSent,
    Receipt,
    Shipment,
    ShipmentWrongStatus,
)
from refusals import Invalid, Refusal

NOW = datetime(2026, 11, 23, tzinfo=UTC)
PRICES = {"PUMP": 500, "BELT": 100, "PUMP2": 600}
PLACES = ("ZJ/WH", "HQ/WH")
HERE = "ZJ-001/WH"


def a_request(**given: Any) -> QuotaRequest:
    usual = {
        "number": "QR-1",
        "partner": "ZJ-001",
        "destination": HERE,
        "period": "2026-11",
        "terms": Terms.CREDIT,
        "lines": (Line(part="PUMP", quantity=4, price_fen=500), Line(part="BELT", quantity=10, price_fen=100)),
        "made_by": "clerk",
        "status": Status.SUBMITTED,
    }
    return QuotaRequest(**{**usual, **given})


def left(general_fen: int, **categories_fen: int) -> QuotasLeft:
    """Of a partner; pumps are main parts, belts wear parts."""
    of = {"PUMP": PartCategory.MAIN, "PUMP2": PartCategory.MAIN, "BELT": PartCategory.WEAR}
    return QuotasLeft({None: general_fen, **{PartCategory(one): fen for one, fen in categories_fen.items()}}, of)


def decided(request: QuotaRequest | None = None, decision: Decision | None = None, **given: Any) -> QuotaRequest:
    usual = {
        "prices_fen": PRICES,
        "superseding": {"PUMP": ["PUMP2"]},
        "quotas": left(3000),
        "by": "manager",
        "head_office": False,
    }
    return verbs.decide(request or a_request(), decision or Decision(), **{**usual, **given})


def sourced(request: QuotaRequest, **found: Any) -> QuotaRequest:
    usual = {1: [Source(location="ZJ/WH", quantity=4)], 2: [Source(location="ZJ/WH", quantity=10)]}
    return verbs.reserve(request, found or usual)


# Asking


@pytest.mark.parametrize("quantity", [0, -1, 100_001, 1.5, True])
def test_a_quantity_is_a_whole_number_of_pieces(quantity: Any) -> None:
    with pytest.raises(Invalid):
        LineDecision(line=1, quantity=quantity, reason=Reason.OTHER) if quantity else Source(location="A", quantity=0)


@pytest.mark.parametrize(("left_fen", "status"), [(3000, Status.SUBMITTED), (2999, Status.OVER_QUOTA)])
def test_what_exceeds_the_quota_waits_for_the_head_office(left_fen: int, status: Status) -> None:
    assert verbs.submit(a_request(status=Status.DRAFT), quotas=left(left_fen)).status is status


def test_cash_draws_on_no_quota() -> None:
    request = a_request(status=Status.DRAFT, terms=Terms.CASH)

    assert verbs.submit(request, quotas=left(0)).status is Status.SUBMITTED
    assert decided(replace(request, status=Status.SUBMITTED), quotas=left(0)).status is Status.APPROVED
    assert postings.draw(decided(a_request(terms=Terms.CASH)), now=NOW) == []


@pytest.mark.parametrize(("period", "wrong"), [("2026-10", True), ("2026-11", False), ("2026-12", False), ("2027-01", True)])  # fmt: skip
def test_a_request_is_for_this_month_or_the_next(period: str, wrong: bool) -> None:
    assert (verbs.is_request_time("period", NOW.date(), period) is not None) is wrong


# Deciding


def test_all_in_full_is_approved_and_less_is_partly_approved() -> None:
    cut = Decision(lines=(LineDecision(line=1, quantity=1, reason=Reason.TOO_MANY),))

    assert decided().status is Status.APPROVED
    partly = decided(decision=cut)
    assert (partly.status, [line.approved for line in partly.lines]) == (Status.PARTLY_APPROVED, [1, 10])


def test_nobody_decides_an_own_request() -> None:
    with pytest.raises(OwnRequest):
        decided(by="clerk")


def test_over_quota_needs_the_head_office_which_adds_to_it() -> None:
    with pytest.raises(OverQuota) as refused:
        decided(quotas=left(2999))
    assert refused.value.facts["needed_fen"] == 3000
    with pytest.raises(Invalid):
        decided(decision=Decision(extra_quota_fen=1), quotas=left(2999))

    assert decided(decision=Decision(extra_quota_fen=1), quotas=left(2999), head_office=True)


def test_a_part_draws_on_its_categorys_quota_where_there_is_one() -> None:
    request = decided(quotas=left(2000, wear=1000))

    assert request.drawn_fen() == {None: 2000, PartCategory.WEAR: 1000}
    assert {(one.destination.place, one.amount) for one in postings.draw(request, now=NOW) if isinstance(one, Transfer)} == {
        ("2026-11", 2000),
        ("2026-11/WEAR", 1000),
    }  # fmt: skip


def test_what_is_left_in_general_does_not_help_a_category() -> None:
    for quotas, needed, told in ((left(9000, wear=999), 1000, "wear"), (left(0, wear=0), 3000, "general, wear")):
        with pytest.raises(OverQuota) as refused:
            decided(decision=Decision(), quotas=quotas)
        assert (refused.value.facts["needed_fen"], refused.value.facts["quotas"]) == (needed, told)
    with pytest.raises(OverQuota):
        decided(decision=Decision(extra_quota_fen=9000), quotas=left(2000, wear=999), head_office=True)
    assert verbs.submit(a_request(status=Status.DRAFT), quotas=left(9000, wear=999)).status is Status.OVER_QUOTA


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ({"line": 3, "quantity": 1}, "lines.0.line"),
        ({"line": 1, "quantity": 5}, "lines.0.quantity"),
        ({"line": 1, "quantity": 3}, "lines.0.reason"),
        ({"line": 1, "quantity": 4, "part": "BELT"}, "lines.0.part"),
    ],
)
def test_a_wrong_decision_names_its_line(line: Any, path: str) -> None:
    with pytest.raises(Invalid) as refused:
        decided(decision=Decision(lines=(LineDecision(**line),)))

    assert [problem.path for problem in refused.value.problems] == [path]


def test_nothing_at_all_is_no_approval() -> None:
    nothing = Decision(lines=tuple(LineDecision(line=n, quantity=0, reason=Reason.OTHER) for n in (1, 2)))

    with pytest.raises(Invalid):
        decided(decision=nothing)


def test_a_superseding_part_is_granted_at_its_own_price() -> None:
    newer = decided(decision=Decision(lines=(LineDecision(line=1, quantity=4, part="PUMP2"),)), quotas=left(3400))

    assert (newer.lines[0].granted_part, newer.approved_fen) == ("PUMP2", 4 * 600 + 10 * 100)


@pytest.mark.parametrize(("status", "verb"), list(product(Status, Verb)))
def test_each_verb_is_refused_where_the_life_cycle_has_it_not(status: Status, verb: Verb) -> None:
    request = a_request(status=status)
    if status in ALLOWED[verb]:
        verbs.can(request, verb)
        return
    with pytest.raises(WrongStatus) as refused:
        verbs.can(request, verb)
    assert refused.value.facts == {"number": "QR-1", "status": status, "verb": verb}


# Reserving and going out


def test_what_is_not_found_keeps_waiting() -> None:
    some = verbs.reserve(decided(), {1: [Source(location="ZJ/WH", quantity=3)]})

    assert (some.status, [line.waiting for line in some.lines]) == (Status.APPROVED, [1, 10])
    with pytest.raises(Invalid):
        verbs.reserve(some, {1: [Source(location="HQ/WH", quantity=2)]})
    all_of_it = verbs.reserve(some, {1: [Source(location="HQ/WH", quantity=1)], 2: [Source(location="HQ/WH", quantity=10)]})  # fmt: skip
    assert all_of_it.status is Status.RESERVED


def test_a_request_is_as_far_as_what_lags_behind() -> None:
    request = verbs.reserve(decided(), {1: [Source(location="ZJ/WH", quantity=4)], 2: [Source(location="HQ/WH", quantity=10)]})  # fmt: skip
    first, second = [line.allocations[0].pending for line in request.lines]

    seen = []
    for pending, stage in ((first, Stage.PICKED), (second, Stage.PICKED), (first, Stage.SHIPPED), (second, Stage.SHIPPED), (second, Stage.RECEIVED), (first, Stage.RECEIVED)):  # fmt: skip
        request = verbs.moved(request, [pending], stage, "S")
        seen.append(request.status)

    assert seen == [Status.RESERVED, Status.PICKED, Status.PICKED, Status.SHIPPED, Status.RECEIVED, Status.CLOSED]


def test_what_is_picked_is_neither_undone_nor_cancelled() -> None:
    request = verbs.reserve(decided(), {1: [Source(location="ZJ/WH", quantity=4)]})
    assert verbs.undo(request).status is Status.SUBMITTED
    picked, _ = verbs.pick(request, "ZJ/WH", number="S-1", ours="HQ")

    for verb in (verbs.undo, verbs.cancel):
        with pytest.raises(WrongStatus):
            verb(picked)
    with pytest.raises(NothingToPick):
        verbs.pick(picked, "ZJ/WH", number="S-2", ours="HQ")


def test_goods_for_cash_leave_when_the_money_is_booked() -> None:
    request = sourced(decided(a_request(terms=Terms.CASH)))
    with pytest.raises(MoneyNotBooked):
        verbs.may_leave(request)

    paid = verbs.pay(request)

    verbs.may_leave(paid)
    for verb in (verbs.pay, verbs.undo, verbs.cancel):
        with pytest.raises(AlreadyPaid):
            verb(paid)
    assert sum(one.amount for one in postings.payment(paid, now=NOW) if isinstance(one, Transfer)) == 2 * 3000
    with pytest.raises(Invalid):
        verbs.pay(sourced(decided()))


# Receiving


def a_shipment() -> Shipment:
    _, shipment = verbs.pick(sourced(decided()), "ZJ/WH", number="S-1", ours="HQ")
    return shipment_verbs.ship(shipment, Dispatch(carrier="SF"), tracked=(), now=NOW).shipment


def receive(shipment: Shipment, *lines: LineReceipt) -> shipment_verbs.Received:
    return shipment_verbs.receive(shipment, Receipt(lines=lines), ours="HQ", tracked=(), now=NOW)


def test_what_has_not_left_is_not_received_and_what_has_is_not_stopped() -> None:
    shipped = a_shipment()
    picked = replace(shipped, status=shipments.Status.PICKED)

    with pytest.raises(ShipmentWrongStatus):
        receive(picked, LineReceipt(line=1, good=1))
    with pytest.raises(ShipmentWrongStatus):
        shipment_verbs.cancel(shipped, now=NOW)
    with pytest.raises(ShipmentWrongStatus):
        shipment_verbs.ship(shipped, Dispatch(), tracked=(), now=NOW)


def test_it_is_received_in_parts() -> None:
    first = receive(a_shipment(), LineReceipt(line=1, good=3))
    second = receive(first.shipment, LineReceipt(line=1, short=1, fault=Fault.CARRIER), LineReceipt(line=2, good=10))

    assert (first.shipment.status, first.settled) == (shipments.Status.ARRIVED, ())
    assert (second.shipment.status, second.settled) == (shipments.Status.RECEIVED, (1, 2))
    assert {one.id for one in first.postings} & {one.id for one in second.postings} == set()
    with pytest.raises(ShipmentWrongStatus):
        receive(second.shipment, LineReceipt(line=1, over=1, fault=Fault.PROVINCE))


def test_more_than_was_sent_is_told_as_over() -> None:
    with pytest.raises(MoreThanSent):
        receive(a_shipment(), LineReceipt(line=1, good=5))
    received = receive(a_shipment(), LineReceipt(line=1, good=4, over=1, fault=Fault.PROVINCE))

    assert [(one.amount, one.source.kind, one.destination.kind) for one in received.postings if isinstance(one, Transfer)] == [
        (4, AccountKind.IN_TRANSIT, AccountKind.STOCK),
        (1, AccountKind.CORRECTION, AccountKind.STOCK),
    ]  # fmt: skip


def test_damaged_pieces_arrive_as_defective_and_another_part_as_itself() -> None:
    wrong = LineReceipt(line=1, damaged=1, wrong=2, instead=Instead(part="BELT", quantity=2), fault=Fault.HEAD_OFFICE)

    moved = [one for one in receive(a_shipment(), wrong).postings if isinstance(one, Transfer)]

    arrived = [(one.destination.asset, one.destination.condition, one.amount) for one in moved if one.destination.kind is AccountKind.STOCK]  # fmt: skip
    assert arrived == [("PUMP", Condition.DEFECTIVE, 1), ("BELT", Condition.NEW, 2)]


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({}, "good"),
        ({"good": -1}, "good"),
        ({"short": 1}, "fault"),
        ({"good": 1, "fault": Fault.CARRIER}, "fault"),
        ({"wrong": 1, "fault": Fault.CARRIER}, "instead"),
        ({"good": 1, "instead": Instead(part="A", quantity=1)}, "instead"),
    ],
)
def test_a_difference_is_told_with_whose_fault_it_is(given: Any, path: str) -> None:
    with pytest.raises(Invalid) as refused:
        LineReceipt(line=1, **given)

    assert path in {problem.path for problem in refused.value.problems}


def test_quota_comes_back_for_what_others_lost() -> None:
    shipment = a_shipment()

    lost = [LineReceipt(line=1, good=2, short=2, fault=fault) for fault in (Fault.CARRIER, Fault.OUTLET)]
    told = [shipment_verbs.not_the_partners_fault(shipment, Receipt(lines=(one,))) for one in lost]

    assert [[(line.part, missing) for line, missing in one] for one in told] == [[("PUMP", 2)], []]


# All of it, in any order


class Lives(RuleBasedStateMachine):
    """Requests for scarce parts, decided, undone, picked, shipped, received in any order against one Book."""

    @initialize()
    def open(self) -> None:
        self.book = Book()
        self.requests: dict[str, QuotaRequest] = {}
        self.shipments: dict[str, Shipment] = {}
        stock = [(AccountKind.SUPPLIER, AccountKind.STOCK, place, part, 25) for place, part in product(PLACES, PRICES)]
        opening = [
            Transfer(
                id=f"opening/{place}/{part}",
                source=parts_account(a, "HQ", "", part),
                destination=parts_account(b, "HQ", place, part),
                amount=amount,
                purpose=Purpose.OPENING,
                reference="opening",
                occurred_at=NOW,
            )
            for a, b, place, part, amount in stock
        ]
        grants = [
            QuotaGrant(reference="A", partner="ZJ-001", period="2026-11", amount_fen=7000),
            QuotaGrant(reference="B", partner="ZJ-001", period="2026-11", amount_fen=3000, category=PartCategory.WEAR),
        ]
        self.book = self.book.post([*opening, *(granting(one, now=NOW) for one in grants)])
        for n, terms in enumerate((Terms.CREDIT, Terms.CREDIT, Terms.CASH)):
            self.ask(terms, [3 + n, 9 - n])

    def left(self) -> QuotasLeft:
        """Belts have a quota of their own."""
        wear = self.book.balance(money_account(AccountKind.QUOTA, "ZJ-001", "2026-11/WEAR")).available
        return left(self.book.balance(money_account(AccountKind.QUOTA, "ZJ-001", "2026-11")).available, wear=wear)

    def step(self, number: str, verb: Any) -> None:
        """Do what the verb says, all or nothing; a refusal leaves everything as it was."""
        try:
            after, requests = verb(self.requests[number])
            book = self.book.post(requests)
        except Refusal:
            return
        self.requests[number], self.book = after, book

    @rule(terms=st.sampled_from(Terms), quantities=st.lists(st.integers(1, 9), min_size=1, max_size=2))
    def ask(self, terms: Terms, quantities: list[int]) -> None:
        number = f"QR-{len(self.requests)}"
        parts = tuple(Line(part=part, quantity=q, price_fen=PRICES[part]) for part, q in zip(PRICES, quantities, strict=False))  # fmt: skip
        self.requests[number] = a_request(number=number, terms=terms, lines=parts)

    @rule(data=st.data(), figures=st.lists(st.integers(0, 9), min_size=1, max_size=8))
    def go_on(self, data: st.DataObject, figures: list[int]) -> None:
        """What usually comes next, some steps."""
        number = data.draw(st.sampled_from(sorted(self.requests)))
        for figure in figures:
            self.next_step(number, figure, PLACES[figure % 2])

    def next_step(self, number: str, figure: int, place: str) -> None:
        request = self.requests[number]
        stages = [one for line in request.lines for one in line.allocations]
        moving = [one.shipment for one in stages if one.stage in {Stage.PICKED, Stage.SHIPPED}]
        reserved = [one.source for one in stages if one.stage is Stage.RESERVED]
        usual = {Status.SUBMITTED: "approve", Status.APPROVED: "reserve", Status.PARTLY_APPROVED: "reserve"}
        if request.terms is Terms.CASH and not request.paid and stages:
            self.say(number, "pay", figure, place)
        elif moving:
            picked = self.shipments[moving[0] or ""].status is shipments.Status.PICKED
            self.carry(moving[0] or "", "ship" if picked else "receive", figure)
        else:
            self.say(number, usual.get(request.status, "pick"), figure, [*reserved, place][0])

    @rule(data=st.data(), verb=st.sampled_from(Verb), figure=st.integers(0, 9), place=st.sampled_from(PLACES))
    def do_anything(self, data: st.DataObject, verb: Verb, figure: int, place: str) -> None:
        self.say(data.draw(st.sampled_from(sorted(self.requests))), verb, figure, place)

    @precondition(lambda self: self.shipments)
    @rule(data=st.data(), verb=st.sampled_from(shipments.Verb), figure=st.integers(0, 9))
    def do_anything_to_a_shipment(self, data: st.DataObject, verb: str, figure: int) -> None:
        self.carry(data.draw(st.sampled_from(sorted(self.shipments))), verb, figure)

    def say(self, number: str, verb: str, figure: int, place: str) -> None:
        def said(request: QuotaRequest) -> Any:
            match verb:
                case "approve":
                    line = LineDecision(line=1, quantity=max(0, request.lines[0].quantity - figure // 4), reason=Reason.OTHER)  # fmt: skip
                    told = Decision(lines=(line,), extra_quota_fen=5000 * (figure == 9))
                    after = decided(request, told, quotas=self.left(), head_office=True)
                    return after, postings.draw(after, now=NOW)
                case "reserve":
                    found = {n: [Source(location=place, quantity=min(figure + 1, line.waiting))] for n, line in enumerate(request.lines, start=1) if line.waiting}  # fmt: skip
                    after = verbs.reserve(request, found)
                    return after, postings.hold(after, request, ours="HQ", now=NOW)
                case "reject":
                    return verbs.reject(request, Rejection(reason=Reason.OTHER, text="no"), by="manager"), []
                case "pay":
                    paid = verbs.pay(request)
                    return paid, postings.payment(paid, now=NOW)
                case "pick":
                    name = f"S-{len(self.shipments)}"
                    picked, self.shipments[name] = verbs.pick(request, place, number=name, ours="HQ")
                    return picked, []
                case "undo":
                    return verbs.undo(request), postings.release(request, now=NOW)
                case "cancel":
                    return verbs.cancel(request), postings.release(request, now=NOW)
            return request, []

        self.step(number, said)

    def carry(self, name: str, verb: str, figure: int) -> None:
        shipment = after = self.shipments[name]
        number = shipment.lines[0].request or ""
        pendings = [line.pending for line in shipment.lines]

        def said(request: QuotaRequest) -> Any:
            nonlocal after
            if verb == "ship":
                verbs.may_leave(request)
                gone = shipment_verbs.ship(shipment, Dispatch(), tracked=(), now=NOW)
                after = gone.shipment
                return verbs.moved(request, pendings, Stage.SHIPPED, name), gone.postings
            if verb == "cancel":
                after, moves = shipment_verbs.cancel(shipment, now=NOW)
                return verbs.moved(request, pendings, Stage.RESERVED, None), moves
            n, line = next(((n, line) for n, line in enumerate(shipment.lines, start=1) if line.expected), (1, shipment.lines[0]))  # fmt: skip
            short = int(figure == 3)
            told = LineReceipt(line=n, good=line.expected - short if figure < 8 else figure, short=short, fault=Fault.CARRIER if short else None)  # fmt: skip
            received = shipment_verbs.receive(shipment, Receipt(lines=(told,)), ours="HQ", tracked=(), now=NOW)
            after = received.shipment
            arrived = [shipment.lines[n - 1].pending for n in received.settled]
            return verbs.moved(request, arrived, Stage.RECEIVED, name), received.postings

        before = self.requests[number]
        self.step(number, said)
        if self.requests[number] is not before:
            self.shipments[name] = after

    @invariant()
    def reservations_are_those_of_the_requests(self) -> None:
        for place, part in product(PLACES, PRICES):
            held = sum(
                one.quantity
                for request in self.requests.values()
                for line in request.lines
                for one in line.allocations
                if (one.source, line.granted_part) == (place, part) and one.stage in {Stage.RESERVED, Stage.PICKED}
            )
            assert self.book.balance(parts_account(AccountKind.STOCK, "HQ", place, part)).reserved == held

    @invariant()
    def the_quota_drawn_is_what_was_approved(self) -> None:
        gone = {Status.CANCELLED, Status.REJECTED}
        drawn = [r.drawn_fen() for r in self.requests.values() if r.terms is Terms.CREDIT and r.status not in gone]
        for quota, place in ((None, "2026-11"), (PartCategory.WEAR, "2026-11/WEAR")):
            approved = sum(one.get(quota, 0) for one in drawn)
            assert self.book.balance(money_account(AccountKind.QUOTA_DRAWN, "ZJ-001", place)).balance == approved
        assert not any(PartCategory.MAIN in one for one in drawn), "pumps have no quota of their own"

    @invariant()
    def what_is_under_way_is_what_was_shipped_and_not_told_of(self) -> None:
        expected = sum(
            line.expected
            for shipment in self.shipments.values()
            if shipment.status in {shipments.Status.SHIPPED, shipments.Status.ARRIVED}
            for line in shipment.lines
        )
        kinds = [(owner, part) for owner in ("HQ", "ZJ-001") for part in PRICES]
        moving = sum(self.book.balance(parts_account(AccountKind.IN_TRANSIT, owner, HERE, part)).balance for owner, part in kinds)  # fmt: skip
        assert moving == expected

    @invariant()
    def goods_for_cash_have_left_only_if_they_are_paid(self) -> None:
        for request in self.requests.values():
            left = any(one.stage in {Stage.SHIPPED, Stage.RECEIVED} for line in request.lines for one in line.allocations)  # fmt: skip
            assert request.paid or request.terms is Terms.CREDIT or not left


TestLives = Lives.TestCase
TestLives.settings = settings(max_examples=15, stateful_step_count=30, deadline=None)


def test_the_ledger_refuses_what_the_request_could_not_know() -> None:
    book = Book()
    request = sourced(decided())

    with pytest.raises(InsufficientBalance):
        book.post(postings.draw(request, now=NOW))
    with pytest.raises(InsufficientStock):
        book.post(postings.hold(request, decided(), ours="HQ", now=NOW))


def test_a_request_holds_each_part_once_for_each_order() -> None:

    twice = (Asked(part="PUMP", quantity=1), Asked(part="PUMP", quantity=2))
    with pytest.raises(Invalid):
        NewRequest(partner="ZJ-001", destination=HERE, period="2026-11", lines=twice)
    assert NewRequest(partner="ZJ-001", destination=HERE, period="2026-11", lines=(twice[0], replace(twice[1], order="SO-1")))  # fmt: skip
