"""The database posts as the Book says, over generated histories."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from fieldops.database.engine import DB, FieldopsEngine
from fieldops.store import ledger
from inventory.accounts import Account, AccountKind, Condition, money_account, parts_account
from inventory.book import Book
from inventory.ledger import (
    Action,
    AlreadyResolved,
    Pending,
    PostPending,
    Purpose,
    Request,
    Reversal,
    Short,
    Transfer,
    VoidPending,
    WrongRequests,
)
from refusals import Refusal

START = datetime(2026, 11, 1, tzinfo=UTC)
examples = count()


def accounts_of(owner: str) -> tuple[tuple[Account, ...], ...]:
    """Few accounts, so that requests meet: by asset."""
    return (
        (
            parts_account(AccountKind.SUPPLIER, owner, "", "PUMP"),
            parts_account(AccountKind.STOCK, owner, "WH", "PUMP"),
            parts_account(AccountKind.STOCK, owner, "VAN", "PUMP"),
            parts_account(AccountKind.SET_ASIDE, owner, "WH", "PUMP"),
            parts_account(AccountKind.STOCK, owner, "WH", "PUMP", Condition.DEFECTIVE),
        ),
        (
            money_account(AccountKind.SALES, owner),
            money_account(AccountKind.RECEIVABLE, owner),
            money_account(AccountKind.PAYABLE, owner),
            money_account(AccountKind.CLAIMS, owner),
        ),
    )


def outcome(refusal: Refusal) -> tuple[object, ...]:
    if isinstance(refusal, Short):
        return type(refusal), refusal.shortages
    assert isinstance(refusal, WrongRequests)
    return type(refusal), refusal.ids


async def tried(batch: list[Request]) -> tuple[ledger.Posted, ...] | Refusal:
    try:
        async with DB.transaction():
            return await ledger.post(batch)
    except Refusal as refusal:
        return refusal


class Histories(RuleBasedStateMachine):
    runner: asyncio.Runner

    def __init__(self) -> None:
        super().__init__()
        self.owner = f"E{next(examples)}"
        self.assets = accounts_of(self.owner)
        self.book = Book()
        self.requests: dict[str, Request] = {}
        self.answers: dict[str, object] = {}
        self.ids = count()

    def draw_request(self, data: st.DataObject) -> Request:
        old = sorted(self.requests)
        choice = data.draw(
            st.sampled_from(["transfer"] * 4 + ["pending"] * 2 + ["post", "void", "reverse", "again", "clash"])
        )
        if choice == "again" and old:
            return self.requests[data.draw(st.sampled_from(old))]
        id = data.draw(st.sampled_from(old)) if choice == "clash" and old else f"{self.owner}/{next(self.ids)}"
        occurred_at = START + timedelta(days=data.draw(st.integers(0, 20)))
        if choice in {"post", "void", "reverse"}:
            of = data.draw(st.sampled_from([*old, "nowhere"]))
            if choice == "post":
                amount = data.draw(st.none() | st.integers(1, 8))
                return PostPending(id=id, of=of, amount=amount, occurred_at=occurred_at)
            return (VoidPending if choice == "void" else Reversal)(id=id, of=of, occurred_at=occurred_at)
        source, destination = data.draw(
            st.sampled_from(self.assets).flatmap(lambda group: st.permutations(group).map(lambda order: order[:2]))
        )
        return (Pending if choice == "pending" else Transfer)(
            id=id,
            source=source,
            destination=destination,
            amount=data.draw(st.integers(1, 8)),
            purpose=data.draw(st.sampled_from([Purpose.MOVE, Purpose.ISSUE])),
            reference=data.draw(st.sampled_from([f"{self.owner}/SO-1", f"{self.owner}/SO-2"])),
            occurred_at=occurred_at,
        )

    def draw_batch(self, data: st.DataObject, most: int = 5) -> list[Request]:
        return [self.draw_request(data) for _ in range(data.draw(st.integers(1, most)))]

    def expect(self, batch: list[Request]) -> tuple[object, ...] | None:
        """Post to the book; what it refuses."""
        try:
            self.book = self.book.post(batch)
        except Refusal as refusal:
            return outcome(refusal)
        return None

    def remember(self, batch: list[Request], answers: tuple[ledger.Posted, ...]) -> None:
        assert [answer.id for answer in answers] == [request.id for request in batch]
        for request, answer in zip(batch, answers, strict=True):
            self.requests.setdefault(request.id, request)
            assert self.answers.setdefault(request.id, answer) == answer

    @rule(data=st.data())
    def post_a_batch(self, data: st.DataObject) -> None:
        batch = self.draw_batch(data)

        self.compare(batch, self.runner.run(tried(batch)))

    def compare(self, batch: list[Request], answer: tuple[ledger.Posted, ...] | Refusal) -> None:
        """The book refuses what the database refused, for the same reason, or neither does."""
        refused = self.expect(batch)
        if isinstance(answer, Refusal):
            assert outcome(answer) == refused
        else:
            assert refused is None
            self.remember(batch, answer)

    @rule(data=st.data())
    def post_each_of_some_groups(self, data: st.DataObject) -> None:
        groups = [self.draw_batch(data, most=3) for _ in range(data.draw(st.integers(1, 4)))]

        async def posted() -> tuple[tuple[ledger.Posted, ...] | Refusal, ...]:
            async with DB.transaction():
                return await ledger.post_each(groups)

        answers = self.runner.run(posted())
        for group, answer in zip(groups, answers, strict=True):
            self.compare(group, answer)

    @rule()
    def replaying_everything_changes_nothing(self) -> None:
        batch = list(self.requests.values())
        answer = self.runner.run(tried(batch))
        assert isinstance(answer, tuple)
        self.remember(batch, answer)

    @invariant()
    def balances_are_the_sums_of_transfers(self) -> None:
        for accounts in self.assets:
            found = self.runner.run(ledger.balances_of(accounts))
            assert found == {account: self.book.balance(account) for account in accounts}
            assert sum(balance.balance for balance in found.values()) == 0

    @rule(days=st.integers(-1, 21))
    def figures_of_a_past_moment_are_the_sums_up_to_it(self, days: int) -> None:
        moment = START + timedelta(days=days)
        accounts = [account for group in self.assets for account in group]
        found = self.runner.run(ledger.as_of(accounts, moment))
        assert found == {account: self.book.balance(account, moment) for account in accounts}

    @rule(data=st.data())
    def a_history_runs_without_gaps(self, data: st.DataObject) -> None:
        account = data.draw(st.sampled_from([account for group in self.assets for account in group]))
        page = self.runner.run(ledger.history(account, limit=3))
        entries = list(page)
        while len(page) == 3:
            page = self.runner.run(ledger.history(account, limit=3, before=page[-1]))
            entries += page
        balance = reserved = 0
        for seq, entry in enumerate(reversed(entries), start=1):
            balance += entry.change
            reserved += entry.reserved_change
            assert (entry.seq, entry.balance, entry.reserved) == (seq, balance, reserved)
        expected = [
            row.id for row in self.book.rows if account in ({row.source} | ({row.destination} if row.moved else set()))
        ]
        assert [entry.id for entry in reversed(entries)] == expected

    @rule()
    def open_reservations_are_what_is_reserved(self) -> None:
        accounts = [account for group in self.assets for account in group]
        found = self.runner.run(ledger.reservations(accounts=accounts))
        resolved = {row.of for row in self.book.rows}
        waiting = [row for row in self.book.rows if row.action is Action.PENDING and row.id not in resolved]
        assert {one.id: (one.source, one.amount) for one in found} == {
            row.id: (row.source, row.amount) for row in waiting
        }


@pytest.fixture
def runner(database_url: str) -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        runner.run(DB.open(database_url, pool_max=2))
        yield runner
        runner.run(DB.close())


def test_any_history_posts_as_the_book_says(runner: asyncio.Runner) -> None:
    class Connected(Histories):
        pass

    Connected.runner = runner
    run_state_machine_as_test(
        Connected,
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


async def test_whoever_resolves_a_reservation_second_is_named_though_the_first_asked_too_much(
    database: FieldopsEngine,
) -> None:
    supplier, stock, *_ = accounts_of("E")[0]
    held = Pending(
        id="p", source=supplier, destination=stock, amount=3, purpose=Purpose.MOVE, reference="SO", occurred_at=START
    )
    batch: list[Request] = [
        PostPending(id="too-much", of="p", amount=4, occurred_at=START),
        VoidPending(id="second", of="p", occurred_at=START),
    ]
    assert isinstance(await tried([held]), tuple)

    with pytest.raises(WrongRequests) as refused:
        Book().post([held]).post(batch)
    answer = await tried(batch)

    assert isinstance(answer, Refusal)
    assert outcome(answer) == outcome(refused.value) == (AlreadyResolved, ("second",))
