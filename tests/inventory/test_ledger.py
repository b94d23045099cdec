"""The ledger's rules, without a database."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime

import pytest

from inventory.accounts import CNY, KINDS, Account, AccountKind, Condition, Holds, money_account, parts_account
from inventory.book import Book
from inventory.ledger import (
    AlreadyResolved,
    AlreadyReversed,
    InsufficientBalance,
    InsufficientStock,
    NotPending,
    NotReversible,
    Pending,
    PostPending,
    PostsMoreThanPending,
    Purpose,
    Reversal,
    Shortage,
    Transfer,
    TransferIdReused,
    UnknownTransfer,
    VoidPending,
    short,
)
from refusals import Invalid

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
SUPPLIER = parts_account(AccountKind.SUPPLIER, "HQ", "", "PUMP")
STOCK = parts_account(AccountKind.STOCK, "HQ", "WH", "PUMP")
VAN = parts_account(AccountKind.STOCK, "HQ", "VAN", "PUMP")
QUOTA = money_account(AccountKind.QUOTA, "P1", "2026-11")
DRAWN = money_account(AccountKind.QUOTA_DRAWN, "P1", "2026-11")
RECEIVABLE = money_account(AccountKind.RECEIVABLE, "P1")
PAYABLE = money_account(AccountKind.PAYABLE, "P1")
CLAIMS = money_account(AccountKind.CLAIMS, "P1")
SALES = money_account(AccountKind.SALES, "P1")


def transfer(id: str, source: Account, destination: Account, amount: int, kind: type[Transfer] = Transfer) -> Transfer:
    return kind(
        id=id,
        source=source,
        destination=destination,
        amount=amount,
        purpose=Purpose.MOVE,
        reference="SO-1",
        occurred_at=NOW,
    )


def post(id: str, of: str, amount: int | None = None) -> PostPending:
    return PostPending(id=id, of=of, amount=amount, occurred_at=NOW)


def void(id: str, of: str) -> VoidPending:
    return VoidPending(id=id, of=of, occurred_at=NOW)


def reverse(id: str, of: str) -> Reversal:
    return Reversal(id=id, of=of, occurred_at=NOW)


@pytest.fixture
def stocked() -> Book:
    return Book().post([transfer("in", SUPPLIER, STOCK, 10)])


def figures(book: Book, account: Account) -> tuple[int, int]:
    balance = book.balance(account)
    return balance.balance, balance.reserved


def test_every_kind_has_a_side_and_holds_one_thing() -> None:
    assert set(KINDS) == set(AccountKind)


@pytest.mark.parametrize("kind", AccountKind)
def test_money_is_cny_without_condition_and_parts_are_not(kind: AccountKind) -> None:
    money = KINDS[kind][0] is Holds.MONEY
    right = {"asset": CNY} if money else {"asset": "PUMP", "condition": Condition.NEW}
    wrong = {"asset": "PUMP", "condition": Condition.NEW} if money else {"asset": CNY}
    Account(owner="HQ", kind=kind, place="WH", **right)
    with pytest.raises(Invalid) as refused:
        Account(owner="HQ", kind=kind, place="WH", **wrong)
    assert {problem.path for problem in refused.value.problems} == {"asset", "condition"}


def test_stock_stands_somewhere() -> None:
    with pytest.raises(Invalid):
        parts_account(AccountKind.STOCK, "HQ", "", "PUMP")


@pytest.mark.parametrize("amount", [0, -1, 10**12 + 1, True, 1.0])
def test_an_amount_is_a_positive_bounded_whole_number(amount: int) -> None:
    with pytest.raises(Invalid):
        transfer("t", SUPPLIER, STOCK, amount)


@pytest.mark.parametrize("destination", [STOCK, parts_account(AccountKind.STOCK, "HQ", "WH", "BELT"), QUOTA])
def test_a_transfer_joins_two_accounts_of_one_asset(destination: Account) -> None:
    with pytest.raises(Invalid):
        transfer("t", STOCK, destination, 1)


def test_a_time_without_offset_is_refused() -> None:
    with pytest.raises(Invalid):
        VoidPending(id="v", of="p", occurred_at=datetime(2026, 11, 22))  # noqa: DTZ001


def test_own_stock_never_goes_below_zero(stocked: Book) -> None:
    with pytest.raises(InsufficientStock) as refused:
        stocked.post([transfer("out", STOCK, VAN, 11)])
    assert refused.value.shortages == (Shortage(STOCK, 10, 11),)


def test_all_short_accounts_are_named_at_once(stocked: Book) -> None:
    with pytest.raises(InsufficientStock) as refused:
        stocked.post([transfer("a", STOCK, VAN, 11), transfer("b", VAN, SUPPLIER, 12), transfer("c", QUOTA, DRAWN, 5)])
    assert [s.account for s in refused.value.shortages] == [QUOTA, VAN, STOCK]


def test_a_batch_is_judged_by_its_end_result() -> None:
    book = Book().post([transfer("out", STOCK, VAN, 3), transfer("in", SUPPLIER, STOCK, 3)])
    assert figures(book, VAN) == (3, 0)


def test_only_money_short_is_an_insufficient_balance() -> None:
    with pytest.raises(InsufficientBalance):
        Book().post([transfer("q", QUOTA, DRAWN, 5)])


def test_more_than_is_owed_is_never_offset() -> None:
    """C2: an approved claim of 500 fen is offset once."""
    book = Book().post([transfer("sale", SALES, RECEIVABLE, 900), transfer("claim", PAYABLE, CLAIMS, 500)])
    book = book.post([transfer("offset", RECEIVABLE, PAYABLE, 500)])
    with pytest.raises(InsufficientBalance) as refused:
        book.post([transfer("offset-again", RECEIVABLE, PAYABLE, 1)])
    assert refused.value.shortages == (Shortage(PAYABLE, 0, 1),)


def test_a_pending_transfer_lowers_what_is_available_and_arrives_when_posted(stocked: Book) -> None:
    reserved = stocked.post([transfer("p", STOCK, VAN, 4, Pending)])
    assert figures(reserved, STOCK) == (10, 4)
    assert figures(reserved, VAN) == (0, 0)
    with pytest.raises(InsufficientStock):
        reserved.post([transfer("t", STOCK, VAN, 7)])
    posted = reserved.post([post("pp", "p", 3)])
    assert figures(posted, STOCK) == (7, 0)
    assert figures(posted, VAN) == (3, 0)


def test_a_void_releases_what_was_reserved(stocked: Book) -> None:
    book = stocked.post([transfer("p", STOCK, VAN, 4, Pending)]).post([void("v", "p")])
    assert figures(book, STOCK) == (10, 0)


def test_the_same_request_again_changes_nothing(stocked: Book) -> None:
    again = transfer("in", SUPPLIER, STOCK, 10)
    assert stocked.post([again, again]) == stocked


def test_an_id_with_other_content_is_refused(stocked: Book) -> None:
    with pytest.raises(TransferIdReused) as refused:
        stocked.post([transfer("in", SUPPLIER, STOCK, 9), transfer("new", SUPPLIER, STOCK, 1)])
    assert refused.value.ids == ("in",)


def test_what_is_pointed_at_must_be_there_and_fit(stocked: Book) -> None:
    book = stocked.post([transfer("p", STOCK, VAN, 4, Pending)])
    for request, refusal in (
        (post("x", "nowhere"), UnknownTransfer),
        (void("x", "in"), NotPending),
        (reverse("x", "p"), NotReversible),
        (post("x", "p", 5), PostsMoreThanPending),
    ):
        with pytest.raises(refusal):
            book.post([request])


def test_a_pending_transfer_is_resolved_once(stocked: Book) -> None:
    book = stocked.post([transfer("p", STOCK, VAN, 4, Pending)])
    with pytest.raises(AlreadyResolved):
        book.post([post("pp", "p"), void("v", "p")])
    with pytest.raises(AlreadyResolved):
        book.post([post("pp", "p")]).post([void("v", "p")])


def test_a_transfer_is_reversed_once_and_a_reversal_never(stocked: Book) -> None:
    book = stocked.post([reverse("r", "in")])
    assert figures(book, STOCK) == (0, 0)
    with pytest.raises(AlreadyReversed):
        book.post([reverse("r2", "in")])
    with pytest.raises(NotReversible):
        book.post([reverse("rr", "r")])


def test_a_reversal_needs_what_was_moved_to_be_still_there(stocked: Book) -> None:
    with pytest.raises(InsufficientStock):
        stocked.post([transfer("t", STOCK, VAN, 1)]).post([reverse("r", "in")])


def test_refusals_survive_pickling_and_speak_both_languages() -> None:
    for refusal in (short([Shortage(STOCK, 1, 2)]), AlreadyReversed(["a", "b"])):
        again = pickle.loads(pickle.dumps(refusal))
        assert type(again) is type(refusal)
        assert again.explain("zh") == refusal.explain("zh") != refusal.explain("en")
        assert again.advise("zh")
