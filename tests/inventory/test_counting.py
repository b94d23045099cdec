"""Counts: blind, by the moment of counting, approved by another; in the end the books are what stands on the shelf (P1)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from builders import a_location
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from inventory import counting_verbs as verbs
from inventory.accounts import Account, AccountKind, Condition, parts_account
from inventory.book import Book
from inventory.counting import (
    TRANSITIONS,
    Approval,
    CountingPolicy,
    CountLine,
    Difference,
    Entries,
    Entry,
    LineReason,
    NewCount,
    Reason,
    Recount,
    Shelf,
    Status,
    StockCount,
    Verb,
    is_countable,
)
from inventory.counting_refusals import (
    CorrectionHitsReserved,
    CountOvertaken,
    CountWrongStatus,
    LinesNotCounted,
    OwnCount,
)
from inventory.ledger import Balance, Pending, Purpose, Transfer, VoidPending
from inventory.network import LocationKind
from refusals import Invalid, Refusal

NOW = datetime(2026, 11, 23, tzinfo=UTC)
POLICY = CountingPolicy(recount_pieces=5, recount_fen=10_000)
PUMP = Shelf(part="PUMP", condition=Condition.NEW, owner="HQ")
PRICES = {"PUMP": 400}


def a_count(**given: Any) -> StockCount:
    usual = {
        "number": "CT-1",
        "place": "ZJ/WH",
        "full": False,
        "lines": (CountLine(part="PUMP", condition=Condition.NEW, owner="HQ"),),
        "opened_by": "chief",
        "opened_at": NOW,
    }
    return StockCount(**{**usual, **given})


def entered(count: StockCount | None = None, *entries: Entry, by: str = "counter", now: datetime = NOW) -> StockCount:
    lines = entries or (Entry(part="PUMP", quantity=8),)
    return verbs.enter(count or a_count(), Entries(lines=lines), by=by, now=now, ours="HQ", node="ZJ")


def counted(expected: int = 8, **given: Any) -> StockCount:
    return verbs.finish(entered(a_count(**given)), {PUMP: expected}, PRICES, POLICY)


def differing(count: StockCount, expected: int, on_hand: int, reserved: int = 0, units: int = 0) -> list[Difference]:
    present = {PUMP: Balance(account=PUMP.account("ZJ/WH"), balance=on_hand, reserved=reserved)}
    return verbs.differences(count, {PUMP: expected}, present, {PUMP: units}, PRICES, by="chief")


def approve(count: StockCount, found: list[Difference], *reasons: LineReason, by: str = "chief") -> Any:
    told = Approval(reasons=reasons or (LineReason(line=1, reason=Reason.LOST),))
    return verbs.approve(count, told, found, held_for={PUMP: ["QR-7"]}, tracked=(), by=by, ours="HQ", now=NOW)


# The sheet


def test_a_sheet_holds_what_the_books_know_and_each_chosen_part() -> None:
    broken = Shelf(part="PUMP", condition=Condition.DEFECTIVE, owner="ZJ-001")

    lines = verbs.sheet([PUMP, broken], ["BELT", "PUMP"], ours="HQ")

    assert [(line.part, line.condition, line.owner) for line in lines] == [
        ("PUMP", "defective", "ZJ-001"),
        ("PUMP", "new", "HQ"),
        ("BELT", "new", "HQ"),
    ]
    assert {(line.counted, line.expected) for line in lines} == {(None, None)}


@pytest.mark.parametrize("kind", LocationKind)
def test_what_is_on_the_way_or_lent_is_not_counted(kind: LocationKind) -> None:
    refused = is_countable("place", a_location(kind=kind)) is not None

    assert refused == (kind in {LocationKind.TRANSIT, LocationKind.CUSTOMER_SITE})


# Entering


def test_the_last_entry_of_a_line_counts_and_the_moment_stays_with_it() -> None:
    first = entered(a_count(), Entry(part="PUMP", quantity=8, counted_at=NOW + timedelta(minutes=1)), now=NOW + timedelta(hours=1))  # fmt: skip
    second = entered(first, Entry(part="PUMP", quantity=7), by="other", now=NOW + timedelta(hours=2))

    assert (first.lines[0].counted, first.lines[0].counted_at) == (8, NOW + timedelta(minutes=1))
    assert (second.lines[0].counted, second.lines[0].counted_at) == (7, NOW + timedelta(hours=2))
    assert second.counters == ("counter", "other")


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        (Entry(part="BELT", quantity=1), "lines.0.part"),
        (Entry(part="PUMP", quantity=1, owner="ZJ-001"), "lines.0.owner"),
        (Entry(part="PUMP", quantity=1, counted_at=NOW - timedelta(seconds=1)), "lines.0.counted_at"),
        (Entry(part="PUMP", quantity=1, counted_at=NOW + timedelta(seconds=1)), "lines.0.counted_at"),
    ],
)
def test_a_wrong_entry_is_named(entry: Entry, path: str) -> None:
    with pytest.raises(Invalid) as refused:
        entered(a_count(), entry)

    assert [problem.path for problem in refused.value.problems] == [path]


def test_a_full_count_may_find_what_the_books_do_not_know() -> None:
    found = entered(a_count(full=True), Entry(part="BELT", quantity=2, condition=Condition.REUSABLE))

    assert [(line.part, line.counted) for line in found.lines] == [("PUMP", None), ("BELT", 2)]


@pytest.mark.parametrize("given", [{"quantity": -1}, {"quantity": 1.5}, {"condition": Condition.NONE}, {"part": "p"}])
def test_an_entry_is_of_whole_pieces_of_a_part(given: Any) -> None:
    with pytest.raises(Invalid):
        Entry(**{"part": "PUMP", "quantity": 1, **given})


# Finishing


def test_what_is_not_counted_is_not_taken_for_zero() -> None:
    with pytest.raises(LinesNotCounted) as refused:
        verbs.finish(entered(a_count(full=True), Entry(part="BELT", quantity=2)), {}, PRICES, POLICY)

    assert refused.value.facts["shelves"] == "PUMP new"


@pytest.mark.parametrize(("expected", "price_fen", "again"), [(12, 1, False), (13, 1, True), (3, 1, True), (9, 9_999, False), (9, 10_000, True)])  # fmt: skip
def test_a_large_difference_in_pieces_or_money_is_counted_again_once(
    expected: int, price_fen: int, again: bool
) -> None:
    first = verbs.finish(entered(), {PUMP: expected}, {"PUMP": price_fen}, POLICY)

    assert (first.lines[0].recount, first.status) == (again, Status.COUNTING if again else Status.COUNTED)
    if again:
        with pytest.raises(LinesNotCounted):
            verbs.finish(first, {PUMP: expected}, {"PUMP": price_fen}, POLICY)
        second = verbs.finish(entered(first), {PUMP: expected}, {"PUMP": price_fen}, POLICY)
        assert second.status is Status.COUNTED


def test_who_counts_is_told_to_count_again_without_what_is_expected() -> None:
    first = verbs.finish(entered(), {PUMP: 100}, PRICES, POLICY)

    assert (first.lines[0].recount, first.lines[0].expected) == (True, None)


def test_who_decides_has_lines_counted_again() -> None:
    again = verbs.recount(counted(), Recount(lines=(1,)))

    assert (again.status, again.lines[0].recount) == (Status.COUNTING, True)
    with pytest.raises(Invalid):
        verbs.recount(counted(), Recount(lines=(2,)))


# Deciding


def test_who_has_counted_neither_sees_nor_approves_the_differences() -> None:
    count = counted()

    with pytest.raises(OwnCount):
        verbs.differences(count, {PUMP: 8}, {}, {}, PRICES, by="counter")
    with pytest.raises(OwnCount):
        approve(count, differing(count, 9, 9), by="counter")


def test_the_difference_is_that_of_the_counted_moment_whatever_went_since() -> None:
    count = counted(expected=9)
    [difference] = differing(count, expected=9, on_hand=4)

    decided = approve(count, [difference])
    booked, [correction] = decided.count, decided.corrections

    assert (difference.difference, difference.value_fen) == (-1, -400)
    assert (correction.amount, correction.destination.kind) == (1, AccountKind.CORRECTION)
    assert (booked.status, booked.decided_by, booked.lines[0].expected) == (Status.BOOKED, "chief", 9)
    assert booked.lines[0].reason is Reason.LOST


def test_more_than_the_books_say_comes_from_the_correction_account() -> None:
    count = counted(expected=6)
    [correction] = approve(count, differing(count, 6, 6), LineReason(line=1, reason=Reason.FOUND)).corrections

    assert (correction.source.kind, correction.destination, correction.amount) == (AccountKind.CORRECTION, PUMP.account("ZJ/WH"), 2)  # fmt: skip


def test_a_counted_difference_needs_a_reason_and_only_a_difference_has_one() -> None:
    count = counted(expected=9)
    for found, told in ((9, ()), (8, (LineReason(line=1, reason=Reason.LOST),))):
        with pytest.raises(Invalid):
            verbs.approve(count, Approval(reasons=told), differing(count, found, found), held_for={}, tracked=(), by="chief", ours="HQ", now=NOW)  # fmt: skip
    with pytest.raises(Invalid):
        LineReason(line=1, reason=Reason.OTHER)


def test_what_agrees_needs_no_correction() -> None:
    decided = verbs.approve(counted(), Approval(), differing(counted(), 8, 5), held_for={}, tracked=(), by="chief", ours="HQ", now=NOW)  # fmt: skip

    assert (decided.count.status, decided.corrections) == (Status.BOOKED, [])


def test_books_below_zero_are_refused_and_named() -> None:
    count = counted(expected=11)

    with pytest.raises(CountOvertaken) as refused:
        approve(count, differing(count, expected=11, on_hand=2))

    assert "2 on hand, -3 to book" in refused.value.explain("en")
    assert "counted again" in refused.value.advise("en")


@pytest.mark.parametrize(("reserved", "units"), [(9, 0), (0, 9)])
def test_reserved_pieces_and_units_with_serials_are_not_corrected_away(reserved: int, units: int) -> None:
    count = counted(expected=10)

    with pytest.raises(CorrectionHitsReserved) as refused:
        approve(count, differing(count, expected=10, on_hand=10, reserved=reserved, units=units))

    assert refused.value.facts["references"] == "QR-7"
    assert approve(count, differing(count, 10, 11, reserved, units))


@pytest.mark.parametrize(("status", "verb"), list(product(Status, Verb)))
def test_each_verb_is_refused_where_the_life_cycle_has_it_not(status: Status, verb: Verb) -> None:
    count = a_count(status=status)
    if status in TRANSITIONS[verb]:
        assert verbs.after(count, verb) is TRANSITIONS[verb][status]
        return
    with pytest.raises(CountWrongStatus) as refused:
        verbs.after(count, verb)
    assert refused.value.facts == {"number": "CT-1", "status": status, "verb": verb}


def test_a_count_that_is_given_up_corrects_nothing() -> None:
    assert verbs.cancel(counted()).status is Status.CANCELLED


@pytest.mark.parametrize("given", [{"place": ""}, {"parts": ("PUMP", "PUMP")}, {"parts": ("P",) * 501}])
def test_a_wrong_count_is_refused(given: Any) -> None:
    with pytest.raises(Invalid):
        NewCount(**{"place": "ZJ/WH", **given})


# In any order, while goods come and go

PARTS = ("PUMP", "BELT")
PLACES = ("ZJ/WH", "ZJ/VAN")


class Warehouse(RuleBasedStateMachine):
    """Goods come, go and get lost while they are counted. ``shelf`` is what really stands there."""

    @initialize()
    def open(self) -> None:
        self.book, self.shelf = Book(), Counter[Account]()
        self.now = NOW
        self.n = 0
        self.count: StockCount | None = None
        self.unseen: set[Account] = set()
        for part, place in product(PARTS, PLACES):
            self.move(None, self.stock(part, place), 12)

    def stock(self, part: str, place: str) -> Account:
        return parts_account(AccountKind.STOCK, "HQ", place, part)

    def tick(self) -> str:
        self.n += 1
        self.now += timedelta(seconds=1)
        return f"T{self.n}"

    def move(self, source: Account | None, destination: Account | None, quantity: int) -> None:
        """Goods that are there move, in truth and, if they allow it, in the books."""
        if source and self.shelf[source] < quantity:
            return
        part = (source or destination or self.stock("", "")).asset
        outside = parts_account(AccountKind.SUPPLIER, "HQ", "", part)
        id = self.tick()
        transfer = Transfer(id=id, source=source or outside, destination=destination or outside, amount=quantity, purpose=Purpose.MOVE, reference="x", occurred_at=self.now)  # fmt: skip
        try:
            self.book = self.book.post([transfer])
        except Refusal:
            return  # nobody takes what the books don't have
        if source:
            self.shelf[source] -= quantity
        if destination:
            self.shelf[destination] += quantity

    @rule(part=st.sampled_from(PARTS), place=st.sampled_from(PLACES), quantity=st.integers(1, 9))
    def receive(self, part: str, place: str, quantity: int) -> None:
        self.move(None, self.stock(part, place), quantity)

    @rule(part=st.sampled_from(PARTS), place=st.sampled_from(PLACES), quantity=st.integers(1, 9))
    def ship(self, part: str, place: str, quantity: int) -> None:
        self.move(self.stock(part, place), None, quantity)

    @rule(part=st.sampled_from(PARTS), back=st.booleans(), quantity=st.integers(1, 9))
    def carry(self, part: str, back: bool, quantity: int) -> None:
        source, destination = (self.stock(part, place) for place in PLACES[:: -1 if back else 1])
        self.move(source, destination, quantity)

    @rule(part=st.sampled_from(PARTS), quantity=st.integers(1, 6))
    def reserve_and_release(self, part: str, quantity: int) -> None:
        """Somebody's reservation comes, and the one before goes."""
        id, account = self.tick(), self.stock(part, PLACES[0])
        held = [row for row in self.book.rows if row.id.endswith("held") and not any(o.of == row.id for o in self.book.rows)]  # fmt: skip
        released = [VoidPending(id=f"{row.id}/void", of=row.id, occurred_at=self.now) for row in held]
        pending = Pending(id=f"{id}held", source=account, destination=parts_account(AccountKind.IN_TRANSIT, "HQ", "A", part), amount=quantity, purpose=Purpose.MOVE, reference="x", occurred_at=self.now)  # fmt: skip
        try:
            self.book = self.book.post([*released, pending])
        except Refusal:
            return

    @rule(part=st.sampled_from(PARTS), change=st.integers(-3, 3))
    def lose_or_find(self, part: str, change: int) -> None:
        """Nobody books it. What was counted before won't show it."""
        account = self.stock(part, PLACES[0])
        self.shelf[account] = max(0, self.shelf[account] + change)
        self.unseen.add(account)
        self.now += timedelta(seconds=1)

    @precondition(lambda self: self.count is None)
    @rule(parts=st.sets(st.sampled_from(PARTS)))
    def begin(self, parts: set[str]) -> None:
        shelves = [Shelf(part=part, condition=Condition.NEW, owner="HQ") for part in (parts or PARTS)]
        self.count = a_count(
            number=f"C{self.n}",
            full=not parts,
            lines=verbs.sheet(shelves, sorted(parts), ours="HQ"),
            opened_at=self.now,
        )
        self.tick()

    @precondition(lambda self: self.count is not None)
    @rule(data=st.data(), entered_later_s=st.integers(0, 3))
    def look_at_a_shelf(self, data: st.DataObject, entered_later_s: int) -> None:
        assert self.count is not None
        line = data.draw(st.sampled_from(self.count.lines))
        account = line.shelf.account("ZJ/WH")
        entry = Entry(part=line.part, quantity=self.shelf[account], counted_at=self.now)
        self.now += timedelta(seconds=entered_later_s)
        try:
            self.count = entered(self.count, entry, now=self.now)
        except CountWrongStatus:
            return
        self.unseen.discard(account)
        self.now += timedelta(seconds=1)

    @precondition(lambda self: self.count is not None)
    @rule()
    def decide(self) -> None:
        """Finish, and approve if it can be; what can't be booked is counted again."""
        assert self.count is not None
        count = self.count
        books = {line.shelf: self.book.balance(line.shelf.account("ZJ/WH"), line.counted_at).balance for line in count.lines}  # fmt: skip
        if count.status is not Status.COUNTED:
            try:
                count = self.count = verbs.finish(count, books, {}, CountingPolicy(recount_pieces=2, recount_fen=10**9))
            except LinesNotCounted:
                return
        if count.status is not Status.COUNTED:
            return
        present = {line.shelf: self.book.balance(line.shelf.account("ZJ/WH")) for line in count.lines}
        found = verbs.differences(count, books, present, {}, {}, by="chief")
        told = Approval(reasons=tuple(LineReason(line=one.line, reason=Reason.LOST) for one in found if one.difference))
        self.tick()
        try:
            decided = verbs.approve(count, told, found, held_for={}, tracked=(), by="chief", ours="HQ", now=self.now)
        except (CountOvertaken, CorrectionHitsReserved):
            self.count = verbs.recount(count, Recount(lines=tuple(range(1, len(count.lines) + 1))))
            return
        self.book = self.book.post(list(decided.corrections))
        for line in decided.count.lines:
            account = line.shelf.account("ZJ/WH")
            if account not in self.unseen:
                assert self.book.balance(account).balance == self.shelf[account], "the books are what stands there"
        self.count = None

    @invariant()
    def what_nobody_lost_or_counted_is_as_the_books_say(self) -> None:
        for part in PARTS:
            van = self.stock(part, PLACES[1])
            assert self.book.balance(van).balance == self.shelf[van]


TestWarehouse = Warehouse.TestCase
TestWarehouse.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)


def test_a_late_posted_move_is_taken_into_account() -> None:
    """It happened before the count and was posted after it: the books of that moment have it."""
    account = PUMP.account("ZJ/WH")
    outside = replace(account, kind=AccountKind.SUPPLIER, place="")
    came = Transfer(id="a", source=outside, destination=account, amount=10, purpose=Purpose.RECEIPT, reference="x", occurred_at=NOW)  # fmt: skip
    late = Transfer(id="b", source=account, destination=outside, amount=2, purpose=Purpose.MOVE, reference="x", occurred_at=NOW)  # fmt: skip
    count = entered(now=NOW + timedelta(minutes=1))
    book = Book().post([came])
    before = book.balance(account, count.lines[0].counted_at).balance

    book = book.post([late])

    expected = book.balance(account, count.lines[0].counted_at).balance
    assert (before, expected) == (10, 8)
    assert verbs.finish(count, {PUMP: expected}, PRICES, POLICY).status is Status.COUNTED
