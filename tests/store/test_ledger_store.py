"""What only the database shows of the ledger: it grows only, answers from indexes, and holds when many post at once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import asyncpg
import pytest

from fieldops.database.engine import DB, FieldopsEngine
from fieldops.store import ledger
from fieldops.store.ledger import Posted
from inventory.accounts import Account, AccountKind, parts_account
from inventory.ledger import (
    AlreadyResolved,
    Balance,
    InsufficientStock,
    Pending,
    PostPending,
    Purpose,
    Request,
    Reversal,
    Transfer,
    TransferIdReused,
    VoidPending,
)
from refusals import Refusal

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
CONNECTIONS = 32
SUPPLIER = parts_account(AccountKind.SUPPLIER, "HQ", "", "PUMP")


def stock(place: str) -> Account:
    return parts_account(AccountKind.STOCK, "HQ", place, "PUMP")


WH, VAN = stock("WH"), stock("VAN")


def transfer(
    id: str,
    source: Account,
    destination: Account,
    amount: int = 1,
    *,
    kind: type[Transfer] = Transfer,
    at: datetime = NOW,
    purpose: Purpose = Purpose.MOVE,
    reference: str = "SO-1",
) -> Transfer:
    return kind(
        id=id,
        source=source,
        destination=destination,
        amount=amount,
        purpose=purpose,
        reference=reference,
        occurred_at=at,
    )


async def post(*requests: Request) -> tuple[Posted, ...]:
    async with DB.transaction():
        return await ledger.post(requests)


async def tried(*requests: Request) -> tuple[Posted, ...] | Refusal:
    try:
        return await post(*requests)
    except Refusal as refusal:
        return refusal


async def figures(account: Account) -> tuple[int, int]:
    found = (await ledger.balances_of([account]))[account]
    return found.balance, found.reserved


@pytest.fixture
async def many(database_url: str) -> AsyncIterator[FieldopsEngine]:
    """``DB`` with as many connections as there are posters, all open."""
    await DB.open(database_url, pool_min=CONNECTIONS, pool_max=CONNECTIONS)
    try:
        yield DB
    finally:
        await DB.close()


async def slow_down(table: str) -> None:
    """Rest at each row that is inserted, so that batches truly meet half-way."""
    async with DB.owning() as connection:
        await connection.execute(
            "CREATE FUNCTION rest() RETURNS trigger LANGUAGE plpgsql"
            " AS $$ BEGIN PERFORM pg_sleep(0.003); RETURN NEW; END $$;"
            f"CREATE TRIGGER rest BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION rest()"
        )


# The rows


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_transfers SET amount = 2",
        "DELETE FROM ledger_transfers",
        "TRUNCATE ledger_transfers CASCADE",
        "DELETE FROM ledger_accounts",
        "UPDATE ledger_accounts SET owner = 'P1'",
        "UPDATE ledger_accounts SET side = 'outside'",
    ],
)
async def test_the_ledger_only_grows(database: FieldopsEngine, change: str) -> None:
    await post(transfer("in", SUPPLIER, WH, 10))
    with pytest.raises(asyncpg.PostgresError) as refused:
        async with database.owning() as connection:
            await connection.execute(change)
    assert refused.value.sqlstate == "FL009"


@pytest.mark.parametrize("change", ["balance = -1", "reserved = 11", "reserved = -1"])
async def test_the_table_itself_keeps_own_stock_above_zero(database: FieldopsEngine, change: str) -> None:
    await post(transfer("in", SUPPLIER, WH, 10))
    with pytest.raises(asyncpg.CheckViolationError):
        async with database.owning() as connection:
            await connection.execute(f"UPDATE ledger_accounts SET {change} WHERE kind = 'stock'")


async def test_a_refused_batch_leaves_nothing_behind(database: FieldopsEngine) -> None:
    await post(transfer("in", SUPPLIER, WH, 10))
    with pytest.raises(InsufficientStock):
        await post(transfer("good", WH, VAN, 1), transfer("bad", stock("NEW"), VAN, 1))
    assert await ledger.balances(assets=["PUMP"], kinds=[AccountKind.STOCK]) == (
        Balance(account=WH, balance=10, reserved=0),
    )


# What can be asked


async def test_what_is_posted_late_counts_when_it_occurred(database: FieldopsEngine) -> None:
    day = timedelta(days=1)
    await post(transfer("in", SUPPLIER, WH, 10))
    await post(transfer("out", WH, VAN, 4, at=NOW + 5 * day))
    await post(transfer("late", WH, VAN, 3, at=NOW + 2 * day))
    found = [(await ledger.as_of([WH], NOW + days * day))[WH].balance for days in (-1, 0, 1, 2, 4, 5)]
    assert found == [0, 10, 10, 7, 7, 3]


async def test_balances_are_found_by_any_part_of_the_key(database: FieldopsEngine) -> None:
    await post(transfer("in", SUPPLIER, WH, 10), transfer("out", WH, VAN, 4))
    assert [b.account for b in await ledger.balances(places=["VAN"])] == [VAN]
    assert [b.account for b in await ledger.balances(owners=["HQ"], kinds=[AccountKind.SUPPLIER])] == [SUPPLIER]
    assert await ledger.balances(owners=[]) == ()
    assert len(await ledger.balances()) == 3


async def test_all_about_an_order_is_found_by_its_reference(database: FieldopsEngine) -> None:
    await post(transfer("in", SUPPLIER, WH, 10, reference="note 7"))
    await post(transfer("p", WH, VAN, 4, kind=Pending))
    await post(PostPending(id="pp", of="p", occurred_at=NOW))
    await post(Reversal(id="r", of="pp", occurred_at=NOW))
    assert [(entry.id, entry.of, entry.change) for entry in await ledger.about("SO-1")] == [
        ("p", None, 0),
        ("pp", "p", -4),
        ("r", "pp", -4),
    ]


async def test_a_turnover_sums_by_purpose_within_its_time(database: FieldopsEngine) -> None:
    month = timedelta(days=30)
    await post(transfer("in", SUPPLIER, WH, 10, purpose=Purpose.RECEIPT, at=NOW - month))
    await post(
        transfer("a", WH, VAN, 2), transfer("b", WH, VAN, 3), transfer("c", SUPPLIER, WH, 5, purpose=Purpose.COUNT)
    )
    await post(transfer("next", WH, VAN, 1, at=NOW + month))
    found = await ledger.turnover(owners=["HQ"], kinds=[AccountKind.STOCK], start=NOW, end=NOW + month)
    assert found == {WH: {Purpose.MOVE: -5, Purpose.COUNT: 5}, VAN: {Purpose.MOVE: 5}}


async def test_open_reservations_are_found_by_account_and_reference(database: FieldopsEngine) -> None:
    await post(
        transfer("in", SUPPLIER, WH, 10),
        transfer("p1", WH, VAN, 4, kind=Pending),
        transfer("p2", WH, VAN, 1, kind=Pending, reference="SO-2"),
    )
    assert [one.id for one in await ledger.reservations(accounts=[WH])] == ["p1", "p2"]
    assert [one.id for one in await ledger.reservations(references=["SO-2"])] == ["p2"]
    await post(VoidPending(id="v", of="p1", occurred_at=NOW))
    assert [one.id for one in await ledger.reservations(accounts=[WH])] == ["p2"]


async def test_each_group_stands_for_itself_in_order(database: FieldopsEngine) -> None:
    await post(transfer("in", SUPPLIER, WH, 10))
    async with DB.transaction():
        first, second, nothing, third, fourth = await ledger.post_each(
            [
                [transfer("a", WH, VAN, 8)],
                [transfer("b", WH, VAN, 3)],
                [],
                [transfer("c", WH, VAN, 2, kind=Pending)],
                [PostPending(id="d", of="c", occurred_at=NOW)],
            ]
        )
    assert isinstance(first, tuple)
    assert isinstance(second, InsufficientStock)
    assert nothing == ()
    assert isinstance(third, tuple)
    assert isinstance(fourth, tuple)
    assert await figures(WH) == (0, 0)


@pytest.mark.parametrize("first", [(), (transfer("more", WH, VAN),)], ids=["brings", "takes and brings"])
async def test_no_group_lives_on_what_a_later_one_brings(first: tuple[Transfer, ...], database: FieldopsEngine) -> None:
    async with DB.transaction():
        early, late = await ledger.post_each([[transfer("out", WH, VAN)], [*first, transfer("in", SUPPLIER, WH, 5)]])
    assert isinstance(early, InsufficientStock)
    assert isinstance(late, tuple)


# Many at once


async def test_two_hundred_posts_for_the_last_ten_units_give_ten(many: FieldopsEngine) -> None:
    await post(transfer("in", SUPPLIER, WH, 10))
    answers = await asyncio.gather(*(tried(transfer(f"t{n}", WH, stock(f"VAN-{n % 40}"))) for n in range(200)))
    assert Counter(type(answer) for answer in answers) == {tuple: 10, InsufficientStock: 190}
    assert await figures(WH) == (0, 0)


async def test_overlapping_batches_in_any_order_lose_nothing_and_never_deadlock(many: FieldopsEngine) -> None:
    """Accounts are created on the way, by several at once; a deadlock would end the test with its error."""
    random = Random(5)
    places = [stock(f"P-{n}") for n in range(12)]
    moved: Counter[Account] = Counter()

    async def work(worker: int) -> None:
        for number in range(8):
            batch = []
            for line in range(random.randint(2, 8)):
                source, destination = random.sample([SUPPLIER, SUPPLIER, *places], 2)
                if source != destination:
                    batch.append(transfer(f"{worker}/{number}/{line}", source, destination, random.randint(1, 5)))
            if isinstance(await tried(*batch), tuple):
                for one in batch:
                    moved[one.source] -= one.amount
                    moved[one.destination] += one.amount

    await asyncio.gather(*(work(worker) for worker in range(CONNECTIONS)))
    found = await ledger.balances_of([SUPPLIER, *places])
    assert {account: balance.balance for account, balance in found.items()} == {a: moved[a] for a in found}
    assert all(balance.balance >= 0 for account, balance in found.items() if account != SUPPLIER)
    for account in places:
        entries = await ledger.history(account, limit=10_000)
        assert [entry.seq for entry in reversed(entries)] == list(range(1, len(entries) + 1))
        assert all(older.balance + newer.change == newer.balance for newer, older in pairwise(entries))


async def test_new_accounts_created_in_opposite_orders_never_deadlock(many: FieldopsEngine) -> None:
    places = [stock(f"P-{n}") for n in range(10)]
    await slow_down("ledger_accounts")

    async def fill(worker: int) -> None:
        order = places if worker % 2 else places[::-1]
        await post(*(transfer(f"{worker}/{account.place}", SUPPLIER, account) for account in order))

    await asyncio.gather(*(fill(worker) for worker in range(CONNECTIONS)))
    assert {b.balance for b in await ledger.balances(kinds=[AccountKind.STOCK])} == {CONNECTIONS}


async def test_one_request_sent_by_all_at_once_is_posted_once(many: FieldopsEngine) -> None:
    answers = await asyncio.gather(*(tried(transfer("same", SUPPLIER, WH, 3)) for _ in range(100)))
    assert len(set(answers)) == 1
    assert await figures(WH) == (3, 0)


async def test_one_id_for_different_deeds_at_once_goes_to_one_of_them(many: FieldopsEngine) -> None:
    """They share no account, hence no lock; half of the batches name the ids in the opposite order."""

    await slow_down("ledger_transfers")

    async def send(worker: int) -> tuple[Posted, ...] | Refusal:
        supplier = parts_account(AccountKind.SUPPLIER, f"P{worker}", "", "PUMP")
        ids = [f"id-{n}" for n in range(20)]
        place = stock(f"P-{worker}")
        return await tried(*(transfer(id, supplier, place) for id in (ids if worker % 2 else ids[::-1])))

    answers = await asyncio.gather(*(send(worker) for worker in range(CONNECTIONS)))
    assert Counter(type(answer) for answer in answers) == {tuple: 1, TransferIdReused: CONNECTIONS - 1}
    assert sum(b.balance for b in await ledger.balances(kinds=[AccountKind.STOCK])) == 20


async def test_a_reservation_posted_and_voided_at_once_is_resolved_once(many: FieldopsEngine) -> None:
    await post(transfer("in", SUPPLIER, WH, 10), transfer("p", WH, VAN, 4, kind=Pending))
    ends: list[Request] = [PostPending(id=f"post-{n}", of="p", occurred_at=NOW) for n in range(16)]
    ends += [VoidPending(id=f"void-{n}", of="p", occurred_at=NOW) for n in range(16)]
    answers = await asyncio.gather(*(tried(end) for end in ends))
    assert Counter(type(answer) for answer in answers) == {tuple: 1, AlreadyResolved: 31}
    assert (await figures(WH))[1] == 0


async def test_group_commits_and_single_posts_meet_at_one_account(many: FieldopsEngine) -> None:
    await post(transfer("in", SUPPLIER, WH, 100))

    async def gathered(worker: int) -> int:
        groups = [[transfer(f"g{worker}/{n}", WH, stock(f"P-{(worker * n) % 7}"))] for n in range(20)]
        async with DB.transaction():
            return sum(isinstance(answer, tuple) for answer in await ledger.post_each(groups))

    async def single(n: int) -> int:
        return isinstance(await tried(transfer(f"s{n}", WH, VAN)), tuple)

    went = await asyncio.gather(*(gathered(n) for n in range(8)), *(single(n) for n in range(24)))
    assert sum(went) == 100
    assert await figures(WH) == (0, 0)
