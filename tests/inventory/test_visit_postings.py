"""What a visit moves: parts out of the van, old ones into it, money that is owed, and what must come back (V2, O1)."""

from __future__ import annotations

from datetime import date, timedelta, timezone
from typing import Any

import pytest
from builders import a_part
from hypothesis import given
from hypothesis import strategies as st
from visit_builders import LATER, MINUTE, NOW, POLICY, a_step, a_visit

from inventory import visit_verbs
from inventory.accounts import CNY, Account, AccountKind, Condition, money_account, parts_account
from inventory.book import Book
from inventory.ledger import Pending, Purpose, Reservation, Transfer
from inventory.old_parts import OldLeft, OldPartPolicy, YearDay
from inventory.visit_part_steps import OldPieces, PartUsed
from inventory.visit_postings import Booking, Ground, book_steps
from inventory.visit_refusals import PartNotInVan
from inventory.visit_steps import Charged, Step, Withdrawn
from inventory.visits import Visit
from refusals import Invalid

VAN = "ZJ-T001/VAN"
PUMPS = parts_account(AccountKind.STOCK, "HQ", VAN, "DP-1")
OLD_PUMPS = parts_account(AccountKind.STOCK, "HQ", VAN, "DP-1", Condition.DEFECTIVE)
CATALOGUE = {
    "DP-1": a_part(),
    "DP-0": a_part(number="DP-0", superseded_by="DP-1"),
    "HOSE": a_part(number="HOSE", must_return=False),
    "MB-1": a_part(number="MB-1", serial_tracked=True),
}
CHINA = timezone(timedelta(hours=8))


def a_ground(**given: Any) -> Ground:
    available = {parts_account(AccountKind.STOCK, "HQ", VAN, part): 5 for part in CATALOGUE}
    usual = {
        "ours": "HQ",
        "zone": CHINA,
        "policy": OldPartPolicy(within_days=30),
        "catalogue": CATALOGUE,
        "covered": frozenset(CATALOGUE),
        "available": available,
    }
    return Ground(**{**usual, **given})


def used(minute: int = 5, **given: Any) -> PartUsed:
    step: PartUsed = a_step(PartUsed, minute, **given)
    return step


def booked(*steps: Step, before: Visit | None = None, **ground: Any) -> Booking:
    before = before or a_visit()
    return book_steps(before, a_visit(*before.steps, *steps), a_ground(**ground))


def stocked(pieces: int = 5) -> Book:
    return Book().post(
        [
            Transfer(
                id=f"opening/{part}",
                source=parts_account(AccountKind.SUPPLIER, "HQ", "", part),
                destination=parts_account(AccountKind.STOCK, "HQ", VAN, part),
                amount=pieces,
                purpose=Purpose.OPENING,
                reference="opening",
                occurred_at=NOW,
            )
            for part in CATALOGUE
        ]
    )


def test_a_part_used_leaves_the_van_and_its_old_one_comes_in() -> None:
    book = stocked().post(booked(used(quantity=2, old=OldPieces(taken=2))).postings)

    assert book.balance(PUMPS).balance == 3
    assert book.balance(OLD_PUMPS).balance == 2
    assert book.balance(parts_account(AccountKind.CONSUMPTION, "HQ", "", "DP-1")).balance == 2


def test_the_old_part_is_owed_by_the_technicians_node_from_the_local_day_of_its_use() -> None:
    evening = a_step(PartUsed, at=NOW + timedelta(hours=17))

    [old] = booked(evening).born

    assert (old.node, old.order, old.visit, old.part, old.quantity, old.taken) == (
        "ZJ-001",
        "SO-1",
        "V-1",
        "DP-1",
        1,
        1,
    )
    assert (old.used_on, old.due_on) == (date(2026, 11, 24), date(2026, 12, 24))
    assert old.record_hash is None


def test_another_policy_gives_another_due_date() -> None:
    fixed = OldPartPolicy(fixed_days=(YearDay(month=6, day=30), YearDay(month=12, day=31)))

    assert booked(used(), policy=fixed).born[0].due_on == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("step", "covered"),
    [(used(), frozenset({"HOSE"})), (used(part="HOSE"), frozenset({"HOSE"}))],
    ids=["chargeable", "need not come back"],
)
def test_what_is_not_owed_does_not_come_into_the_van_either(step: PartUsed, covered: frozenset[str]) -> None:
    booking = booked(step, covered=covered)

    assert booking.born == ()
    assert [one.purpose for one in booking.postings if isinstance(one, Transfer)] == [Purpose.ISSUE]


def test_an_old_part_that_was_left_is_owed_all_the_same_with_its_reason() -> None:
    left = OldPieces(taken=0, left=OldLeft.OTHER, note="掉进排水沟")

    booking = booked(used(old=left))

    assert [(old.taken, old.left, old.left_note, old.owed) for old in booking.born] == [
        (0, OldLeft.OTHER, "掉进排水沟", 1)
    ]
    assert len(booking.postings) == 1


def test_the_old_one_may_bear_the_number_that_was_superseded() -> None:
    booking = booked(used(old=OldPieces(taken=1, part="DP-0")))

    assert booking.born[0].part == "DP-0"
    assert {one.source.asset for one in booking.postings if isinstance(one, Transfer)} == {"DP-1", "DP-0"}


def test_what_was_not_in_the_van_is_refused_all_at_once() -> None:
    steps = [used(quantity=3, id="a", old=OldPieces(taken=3)), used(quantity=3, id="b", old=OldPieces(taken=3)), used(part="HOSE", id="c", place="ZJ/WH"), used(part="DP-0", id="d")]  # fmt: skip

    with pytest.raises(PartNotInVan) as refused:
        booked(*steps)

    told = str(refused.value.facts["summary"])
    assert f"{PUMPS}: 6 used, 5 there" in told
    assert "ZJ/WH HOSE new: 1 used, 0 there" in told
    assert "DP-0" not in told


def test_all_that_is_there_may_be_used() -> None:
    steps = [used(quantity=3, id="a", old=OldPieces(taken=3)), used(quantity=2, id="b", old=OldPieces(taken=2))]

    assert stocked().post(booked(*steps).postings).balance(PUMPS).balance == 0


def test_whose_piece_it_was_matters() -> None:
    theirs = parts_account(AccountKind.STOCK, "ZJ-001", VAN, "DP-1")

    with pytest.raises(PartNotInVan):
        booked(used(owner="ZJ-001"))
    booking = booked(used(owner="ZJ-001"), available={theirs: 1})
    assert booking.postings[0].source == theirs  # type: ignore[union-attr]
    assert booking.postings[1].destination == OLD_PUMPS  # type: ignore[union-attr]


def test_what_a_plan_holds_on_board_for_the_order_is_used_for_it() -> None:
    consumed = parts_account(AccountKind.CONSUMPTION, "HQ", "", "DP-1")
    plan = Pending(id="plan/7/SO-1/DP-1/VAN", source=PUMPS, destination=consumed, amount=5, purpose=Purpose.ISSUE, reference="SO-1", occurred_at=NOW)  # fmt: skip
    held = [
        Reservation(id=plan.id, source=PUMPS, destination=consumed, amount=5, purpose=Purpose.ISSUE, reference="SO-1", occurred_at=NOW),
        Reservation(id="plan/7/SO-1/HOSE/VAN", source=parts_account(AccountKind.STOCK, "HQ", VAN, "HOSE"), destination=consumed, amount=1, purpose=Purpose.ISSUE, reference="SO-1", occurred_at=NOW),
    ]  # fmt: skip
    steps = [used(5, id="a"), used(7, id="b")]

    book = stocked().post([plan]).post(booked(*steps, held=held).postings)

    assert (book.balance(PUMPS).balance, book.balance(PUMPS).reserved) == (3, 0)
    assert [row.occurred_at for row in book.rows if row.of == plan.id] == [NOW + 5 * MINUTE]


@pytest.mark.parametrize(
    ("step", "path"),
    [
        (used(part="NONE"), "steps.part_used.part"),
        (used(part="MB-1"), "steps.part_used.serials"),
        (used(serials=("S-1",)), "steps.part_used.serials"),
        (used(old=OldPieces(taken=1, serials=("S-1",))), "steps.part_used.old.serials"),
        (used(old=OldPieces(taken=1, part="NONE")), "steps.part_used.old.part"),
    ],
)
def test_a_wrong_use_is_named(step: PartUsed, path: str) -> None:
    with pytest.raises(Invalid) as refused:
        booked(step)

    assert path in [problem.path for problem in refused.value.problems]


def test_pieces_with_serials_are_named_both_ways_and_an_old_one_may_be_unreadable() -> None:
    readable = used(id="a", part="MB-1", serials=("NEW-1",), old=OldPieces(taken=1, serials=("OLD-1",)))
    unreadable = used(id="b", part="MB-1", serials=("NEW-2",), old=OldPieces(taken=1))

    named = booked(readable, unreadable).named

    assert named == {"visit/V-1/a/used": ("NEW-1",), "visit/V-1/a/old": ("OLD-1",), "visit/V-1/b/used": ("NEW-2",)}


def test_what_the_customer_paid_is_owed_by_the_technicians_node() -> None:
    book = stocked().post(booked(a_step(Charged, amount_fen=12_000)).postings)

    assert book.balance(money_account(AccountKind.RECEIVABLE, "ZJ-001")).balance == 12_000
    assert book.balance(money_account(AccountKind.SALES, "ZJ-001")).balance == -12_000


def test_what_is_booked_is_not_booked_again() -> None:
    before = a_visit(used(), a_step(Charged))

    booking = booked(a_step(PartUsed, 9, id="another"), before=before)

    assert {one.id for one in booking.postings} == {"visit/V-1/another/used", "visit/V-1/another/old"}


def test_a_use_that_is_withdrawn_is_reversed_and_its_old_part_falls_away() -> None:
    before = a_visit(used(), a_step(Charged))
    first = booked(*before.steps)
    back = [a_step(Withdrawn, 20, id="w1", of="part_used"), a_step(Withdrawn, 21, id="w2", of="charged")]

    second = booked(*back, before=before, owed=[old.id for old in first.born], available={})

    book = stocked().post(first.postings).post(second.postings)
    assert {account: n for account, n in _balances(book).items() if n} == _balances(stocked())
    assert second.fallen == tuple(old.id for old in first.born)
    assert second.born == ()


def test_the_pieces_of_a_withdrawn_use_go_back_by_their_names() -> None:
    before = a_visit(used(part="MB-1", serials=("NEW-1",), old=OldPieces(taken=1, serials=("OLD-1",))))
    owed = [old.id for old in booked(*before.steps).born]

    back = booked(a_step(Withdrawn, 20, of="part_used"), before=before, owed=owed, available={})

    assert back.named == {
        "visit/V-1/part_used/used/withdrawn": ("NEW-1",),
        "visit/V-1/part_used/old/withdrawn": ("OLD-1",),
    }


def _balances(book: Book) -> dict[Account, int]:
    return {account: book.balance(account).balance for account in _touched(book)}


def _touched(book: Book) -> set[Account]:
    return {account for row in book.rows for account in (row.source, row.destination)}


def test_of_a_use_that_owed_nothing_only_the_use_is_reversed() -> None:
    before = a_visit(used(part="HOSE"))
    first = booked(*before.steps)

    second = booked(a_step(Withdrawn, 20, of="part_used"), before=before)

    book = stocked().post(first.postings).post(second.postings)
    assert {account: n for account, n in _balances(book).items() if n} == _balances(stocked())


def test_what_was_withdrawn_before_it_arrived_was_never_booked() -> None:
    before = a_visit(a_step(Withdrawn, 20, of="part_used"))

    booking = booked(used(), before=before)

    assert (booking.postings, booking.born, booking.fallen) == ([], (), ())


def test_a_withdrawn_piece_is_in_the_van_for_the_right_one() -> None:
    before = a_visit(used(quantity=5, old=OldPieces(taken=5)))
    right = [a_step(Withdrawn, 20, of="part_used"), used(id="right", quantity=4, old=OldPieces(taken=4))]

    booking = booked(*right, before=before, available={}, owed=["V-1.part_used"])

    assert [old.quantity for old in booking.born] == [4]
    book = stocked().post(booked(*before.steps).postings).post(booking.postings)
    assert (book.balance(PUMPS).balance, book.balance(OLD_PUMPS).balance) == (1, 4)


@given(data=st.data())
def test_the_books_and_what_is_owed_end_the_same_in_any_order_of_arrival(data: st.DataObject) -> None:
    steps = [
        used(5, id="a", quantity=2, old=OldPieces(taken=1, left=OldLeft.DESTROYED)),
        used(6, id="b", part="HOSE"),
        used(7, id="c"),
        a_step(Charged, 8),
        a_step(Withdrawn, 20, id="w1", of="a"),
        a_step(Withdrawn, 21, id="w2", of="charged"),
    ]
    sent = data.draw(st.permutations(steps))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=5)))

    visit, book, owed = a_visit(), stocked(), dict[str, Any]()
    for start, end in zip([0, *cuts], [*cuts, len(sent)], strict=True):
        after = visit_verbs.merge(visit, sent[start:end], POLICY, now=LATER)
        available = {account: book.balance(account).available for account in _touched(book) if account.asset != CNY}
        booking = book_steps(visit, after, a_ground(available=available, owed=owed))
        visit, book = after, book.post(booking.postings)
        owed |= {old.id: old for old in booking.born}
        owed = {id: old for id, old in owed.items() if id not in booking.fallen}

    assert set(owed) == {"V-1.c"}
    assert {str(account): n for account, n in _balances(book).items() if n} == {
        **{str(parts_account(AccountKind.STOCK, "HQ", VAN, part)): 5 for part in ("DP-0", "MB-1")},
        **{str(parts_account(AccountKind.SUPPLIER, "HQ", "", part)): -5 for part in CATALOGUE},
        **{str(parts_account(AccountKind.STOCK, "HQ", VAN, part)): 4 for part in ("DP-1", "HOSE")},
        **{str(parts_account(AccountKind.CONSUMPTION, "HQ", "", part)): 1 for part in ("DP-1", "HOSE")},
        str(OLD_PUMPS): 1,
        str(parts_account(AccountKind.CONSUMPTION, "HQ", "", "DP-1", Condition.DEFECTIVE)): -1,
    }


def test_it_is_booked_at_the_phones_time() -> None:
    booking = booked(used(minute=5))

    assert {one.occurred_at for one in booking.postings} == {NOW + 5 * MINUTE}
