"""Stock now and at any past moment, reservations and histories are what a replay of the transfers says (P1, N3)."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from builders import NOW, a_location, a_node, a_part, register_all
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldops.actions import network, parts
from fieldops.database.door import perform
from fieldops.database.engine import DB, FieldopsEngine
from fieldops.database.who import Who, acting
from fieldops.store import ledger, stock, stock_course, stock_history, stock_matrix, stock_reservations, stock_tiers
from fieldops.store.stock import StockSought
from fieldops.store.stock_history import HistoryEntry, HistorySought
from fieldops.store.stock_reservations import HeldSought
from fieldops.store.stock_tiers import Tier
from fieldops.tables.past_demand import PastDemand
from inventory.accounts import Account, AccountKind, Condition, parts_account
from inventory.ledger import Pending, PostPending, Purpose, Request, Transfer, VoidPending
from inventory.network import NodeKind
from inventory.people import Reach, Scope
from inventory.stock_words import HeldFor, StockKind

START = datetime(2026, 11, 1, tzinfo=UTC)
DAY = timedelta(days=1)
examples = count()

# kind, place: where the generated pieces go round
ENDS = [
    (AccountKind.SUPPLIER, ""),
    (AccountKind.STOCK, "WH"),
    (AccountKind.STOCK, "VAN"),
    (AccountKind.IN_TRANSIT, "VAN"),
    (AccountKind.SET_ASIDE, "WH"),
    (AccountKind.LENT, "SITE"),
    (AccountKind.CONSUMPTION, ""),
]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(range(len(ENDS))),
        st.sampled_from(range(len(ENDS))),
        st.integers(1, 4),
        st.integers(0, 6),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@pytest.fixture
def runner(database_url: str) -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        runner.run(DB.open(database_url, pool_max=2))
        yield runner
        runner.run(DB.close())


Figures = dict[tuple[str, StockKind], tuple[int, int, int]]


def replayed(transfers: list[Transfer], moment: datetime) -> Figures:
    """On hand, reserved and in transit by place and kind, from what occurred up to a moment."""
    found: dict[tuple[str, StockKind], list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in transfers:
        if one.occurred_at > moment:
            continue
        if isinstance(one, Pending):
            bucket(found, one.source, 1, one.amount)
            continue
        for account, change in ((one.source, -one.amount), (one.destination, one.amount)):
            bucket(found, account, 0, change)
    return {key: (own[0], own[1], own[2]) for key, own in found.items() if own[0] or own[2]}


def bucket(found: dict[tuple[str, StockKind], list[int]], account: Account, figure: int, change: int) -> None:
    if account.kind is AccountKind.IN_TRANSIT and figure == 0:
        found[account.place, StockKind.STOCK][2] += change
    elif account.kind in {AccountKind.STOCK, AccountKind.SET_ASIDE, AccountKind.LENT}:
        found[account.place, StockKind(account.kind.value)][figure] += change


async def seen(part: str, moment: datetime | None) -> Figures:
    total, lines = await stock.stock_page(
        StockSought(part=part, as_of=moment), ordering="location", limit=100, offset=0
    )
    assert total == len(lines)
    assert all(line.available == line.on_hand - line.reserved for line in lines)
    return {(line.location, line.kind): (line.on_hand, line.reserved, line.in_transit) for line in lines}


async def post_what_can_be(part: str, steps: list[tuple[int, int, int, int, bool]]) -> list[Transfer]:
    """Plenty everywhere first, so that late ones never leave a place short at a past moment."""
    placed = [end for end in ENDS if end[1]]
    opening = [
        Transfer(
            id=f"{part}/open/{n}",
            source=parts_account(AccountKind.SUPPLIER, "HQ", "", part),
            destination=parts_account(kind, "HQ", place, part),
            amount=60,
            purpose=Purpose.OPENING,
            reference="opening",
            occurred_at=START - DAY,
        )
        for n, (kind, place) in enumerate(placed)
    ]
    moved = [
        (Pending if held and ENDS[source][0] is AccountKind.STOCK else Transfer)(
            id=f"{part}/{n}",
            source=parts_account(ENDS[source][0], "HQ", ENDS[source][1], part),
            destination=parts_account(ENDS[destination][0], "HQ", ENDS[destination][1], part),
            amount=amount,
            purpose=Purpose.MOVE,
            reference=f"SO-{n}",
            occurred_at=START + day * DAY,
        )
        for n, (source, destination, amount, day, held) in enumerate(steps)
        if source != destination
    ]
    for batch in (opening, *([one] for one in moved)):
        async with DB.transaction():
            await ledger.post(batch)
    return [*opening, *moved]


def test_stock_at_every_moment_is_what_a_replay_says(runner: asyncio.Runner) -> None:
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(steps=STEPS)
    def always(steps: list[tuple[int, int, int, int, bool]]) -> None:
        part = f"E{next(examples)}"
        transfers = runner.run(post_what_can_be(part, steps))
        for day in range(-2, 8):
            moment = START + day * DAY
            assert runner.run(seen(part, moment)) == replayed(transfers, moment)
        assert runner.run(seen(part, None)) == replayed(transfers, START + 100 * DAY)

    always()


def test_a_history_in_pages_holds_every_entry_once_and_its_balances_run(runner: asyncio.Runner) -> None:
    async def all_pages(sought: HistorySought, limit: int) -> list[HistoryEntry]:
        entries, last = await stock_history.history(sought, limit=limit)
        while last is not None:
            more, last = await stock_history.history(sought, limit=limit, before=last)
            entries += more
        return entries

    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(steps=STEPS, limit=st.integers(1, 5))
    def always(steps: list[tuple[int, int, int, int, bool]], limit: int) -> None:
        part = f"E{next(examples)}"
        transfers = runner.run(post_what_can_be(part, steps))
        everywhere = runner.run(all_pages(HistorySought(part=part), limit))
        here = runner.run(all_pages(HistorySought(part=part, location="WH"), limit))

        expected = [
            (one.reference, account.place, account.kind)
            for one in transfers
            for account in ([one.source] if isinstance(one, Pending) else [one.source, one.destination])
            if account.place
        ]
        assert sorted((e.reference, e.location, e.kind) for e in everywhere) == sorted(expected)
        running: dict[tuple[str, AccountKind], list[int]] = defaultdict(lambda: [0, 0])
        for entry in reversed(everywhere):
            figures = running[entry.location, entry.kind]
            figures[0] += entry.change
            figures[1] += entry.reserved_change
            assert (entry.on_hand, entry.reserved) == tuple(figures)
        assert here == [entry for entry in everywhere if entry.location == "WH"]

    always()


# Two partners of a province


@pytest.fixture
async def neighbours(database: FieldopsEngine) -> None:
    """10 pieces at the province, of which ZJ-001 gets 3 and 1 is reserved for it, and ZJ-002 gets 2 from ZJ-001."""
    await register_all()
    await perform(network.register_nodes, [a_node(code="ZJ-002")])
    await perform(network.open_locations, [a_location(code="ZJ-002/WH", node="ZJ-002")])
    await perform(parts.add_parts, [a_part(number="DP-2")])
    steps: list[Request] = [
        at(1, "in", here(AccountKind.SUPPLIER, ""), here(AccountKind.STOCK, "ZJ/WH"), 10, Purpose.RECEIPT),
        at(2, "down", here(AccountKind.STOCK, "ZJ/WH"), here(AccountKind.STOCK, "ZJ-001/WH"), 3, Purpose.MOVE),
        at(3, "beside", here(AccountKind.STOCK, "ZJ-001/WH"), here(AccountKind.STOCK, "ZJ-002/WH"), 2, Purpose.MOVE),
        at(4, "used", here(AccountKind.STOCK, "ZJ-001/WH"), here(AccountKind.CONSUMPTION, ""), 1, Purpose.ISSUE),
        at(5, "quota-request/QR-1/1/1/1", here(AccountKind.STOCK, "ZJ/WH"), here(AccountKind.IN_TRANSIT, "ZJ-001/WH"),
           1, Purpose.MOVE, kind=Pending, reference="QR-1"),
        at(5, "plan/7/SO-9/DP-1/ZJ/WH", here(AccountKind.STOCK, "ZJ/WH"), here(AccountKind.CONSUMPTION, ""), 2,
           Purpose.ISSUE, kind=Pending, reference="SO-9"),
    ]  # fmt: skip
    for step in steps:
        await perform(ledger.post, [step])


def here(kind: AccountKind, place: str) -> Account:
    return parts_account(kind, "HQ", place, "DP-1")


def at(day: int, id: str, source: Account, destination: Account, amount: int, purpose: Purpose, *, kind: type[Transfer] = Transfer, reference: str = "R") -> Transfer:  # fmt: skip
    return kind(id=id, source=source, destination=destination, amount=amount, purpose=purpose, reference=reference, occurred_at=START + day * DAY)  # fmt: skip


def clerk(node: str) -> Who:
    return Who(actor="clerk", via="token", person=1, reach=Reach(scope=Scope.NODE, node=node))


async def told(who: Who | None, sought: HistorySought) -> list[HistoryEntry]:
    with acting(who):
        async with DB.transaction():
            return (await stock_history.history(sought, limit=50))[0]


@pytest.mark.usefixtures("neighbours")
async def test_a_history_names_another_nodes_place_as_elsewhere() -> None:
    own = await told(clerk("ZJ-001"), HistorySought(part="DP-1"))

    assert [(e.location, e.change, e.on_hand, e.counter_en, e.counter_location) for e in own] == [
        ("ZJ-001/WH", -1, 0, "customers' machines", None),
        ("ZJ-001/WH", -2, 1, "elsewhere", None),
        ("ZJ-001/WH", 3, 3, "elsewhere", None),
    ]
    assert "ZJ/" not in str(own)
    assert "ZJ-002" not in str(own)


@pytest.mark.usefixtures("neighbours")
async def test_who_sees_both_ends_reads_both_names() -> None:
    whole = await told(None, HistorySought(part="DP-1"))
    province = Who(actor="pa", via="token", person=1, reach=Reach(scope=Scope.BELOW, node="ZJ"))

    assert await told(province, HistorySought(part="DP-1")) == whole
    assert [(e.location, e.counter_en) for e in whole if e.purpose is Purpose.MOVE and e.change < 0] == [
        ("ZJ-001/WH", "ZJ-002/WH"),
        ("ZJ/WH", "ZJ-001/WH"),
    ]
    assert len(whole) == 8


@pytest.mark.usefixtures("neighbours")
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"purpose": Purpose.ISSUE}, ["SO-9", "R"]),
        ({"since": START + 5 * DAY}, ["SO-9", "QR-1"]),
        ({"until": START + 2 * DAY}, ["R"]),
        ({"since": START + 2 * DAY, "until": START + 3 * DAY, "location": "ZJ/WH"}, ["R"]),
        ({"since": START + 6 * DAY}, []),
    ],
)
async def test_a_history_is_cut_by_purpose_place_and_time(given: dict[str, object], expected: list[str]) -> None:
    found = await told(None, HistorySought(part="DP-1", **given))  # type: ignore[arg-type]

    assert sorted(entry.reference for entry in found) == sorted(expected)


@pytest.mark.usefixtures("neighbours")
async def test_a_reservation_tells_for_what_and_since_when() -> None:
    count, held = await stock_reservations.held_page(HeldSought(part="DP-1"), ordering="quantity", limit=9, offset=0)

    assert count == 2
    assert [(one.held_for, one.reference, one.plan, one.quantity, one.to_en) for one in held] == [
        (HeldFor.QUOTA_REQUEST, "QR-1", None, 1, "on the way to ZJ-001/WH"),
        (HeldFor.PLAN, "SO-9", 7, 2, "customers' machines"),
    ]
    assert {one.since for one in held} == {START + 5 * DAY}
    for wanted in HeldFor:
        sought = HeldSought(held_for=wanted)
        _, same = await stock_reservations.held_page(sought, ordering="since", limit=9, offset=0)
        assert same == [one for one in held if one.held_for is wanted]


@pytest.mark.usefixtures("neighbours")
async def test_what_is_posted_or_voided_is_reserved_no_more() -> None:
    done = PostPending(id="x", of="quota-request/QR-1/1/1/1", occurred_at=NOW)
    await perform(ledger.post, [done, VoidPending(id="y", of="plan/7/SO-9/DP-1/ZJ/WH", occurred_at=NOW)])

    assert await stock_reservations.held_page(HeldSought(), ordering="since", limit=9, offset=0) == (0, [])


@pytest.mark.usefixtures("neighbours")
async def test_a_matrix_has_a_cell_for_each_part_and_place() -> None:
    places = await stock.places(node="ZJ", below=True)
    total, rows = await stock_matrix.matrix_page(
        stock_matrix.PartsSought(search="dp-"), places, Condition.NEW, ordering="-part", limit=9, offset=0
    )

    assert (total, [row.part for row in rows]) == (2, ["DP-2", "DP-1"])
    assert places == ["ZJ-001/WH", "ZJ-002/WH", "ZJ-T001/VAN", "ZJ/SHOP", "ZJ/WH"]
    assert rows[1].cells == (
        stock_matrix.Cell("ZJ-001/WH"),
        stock_matrix.Cell("ZJ-002/WH", 2, 0, 2),
        stock_matrix.Cell("ZJ-T001/VAN"),
        stock_matrix.Cell("ZJ/SHOP"),
        stock_matrix.Cell("ZJ/WH", 7, 3, 4),
    )
    assert rows[0].cells == tuple(stock_matrix.Cell(place) for place in places)


async def found_of(places: list[str], **given: Any) -> list[str]:
    sought = stock_matrix.PartsSought(**given)
    _, rows = await stock_matrix.matrix_page(sought, places, Condition.NEW, ordering="part", limit=9, offset=0)
    return [row.part for row in rows]


@pytest.mark.usefixtures("neighbours")
async def test_a_matrix_finds_parts_by_what_stands_at_its_places() -> None:
    assert await found_of(["ZJ/WH"], search="DP-", with_stock=True) == ["DP-1"]
    assert await found_of(["ZJ-001/WH"], search="DP-", with_stock=True) == []
    assert await found_of(["ZJ/WH", "ZJ-002/WH"], search="DP-", fewer_than=6) == ["DP-2"]
    assert await found_of(["ZJ/WH", "ZJ-002/WH"], search="DP-", fewer_than=7) == ["DP-1", "DP-2"]
    assert await found_of(["ZJ/WH"], search="DP-", fewer_than=7, with_stock=True) == ["DP-1"]


@pytest.mark.usefixtures("neighbours")
async def test_the_last_line_of_a_matrix_counts_all_parts_that_fit() -> None:
    places = ["ZJ-001/WH", "ZJ-002/WH", "ZJ/WH"]
    everything = await stock_matrix.totals(stock_matrix.PartsSought(), places, Condition.NEW)
    assert everything == [
        stock_matrix.Cell("ZJ-001/WH"),
        stock_matrix.Cell("ZJ-002/WH", 2, 0, 2),
        stock_matrix.Cell("ZJ/WH", 7, 3, 4),
    ]
    none = await stock_matrix.totals(stock_matrix.PartsSought(search="DP-2"), places, Condition.NEW)
    assert none == [stock_matrix.Cell(place) for place in places]


@pytest.mark.usefixtures("neighbours")
async def test_places_can_leave_out_those_of_partners() -> None:
    assert await stock.places(node="ZJ", below=True, partners=False) == ["ZJ/SHOP", "ZJ/WH"]


@pytest.mark.usefixtures("neighbours")
async def test_the_course_of_a_part_tells_what_stood_at_each_months_end_and_what_repairs_took() -> None:
    zone = ZoneInfo("Asia/Shanghai")
    await perform(past, "2026-09", 4)
    ends = [("2026-09", START - 32 * DAY), ("2026-10", START + 2 * DAY), ("2026-11", NOW)]

    assert await stock_course.course("DP-1", ends, zone) == [
        stock_course.Month(month="2026-09", on_hand=0, on_its_way=0, taken=4),
        stock_course.Month(month="2026-10", on_hand=10, on_its_way=0, taken=0),
        stock_course.Month(month="2026-11", on_hand=9, on_its_way=0, taken=1),
    ]
    assert await stock_course.course("DP-1", ends[1:], zone, location="ZJ-001/WH") == [
        stock_course.Month(month="2026-10", on_hand=3, on_its_way=0, taken=0),
        stock_course.Month(month="2026-11", on_hand=0, on_its_way=0, taken=1),
    ]


@pytest.mark.usefixtures("neighbours")
async def test_a_part_is_counted_at_each_tier_that_one_sees() -> None:
    province = Tier(tier=NodeKind.PROVINCE, places=1, on_hand=7, reserved=3, available=4, in_transit=0)
    partners = Tier(tier=NodeKind.PARTNER, places=1, on_hand=2, reserved=0, available=2, in_transit=0)
    head_office = Tier(tier=NodeKind.HEAD_OFFICE, places=0, on_hand=0, reserved=0, available=0, in_transit=0)
    assert await stock_tiers.tiers("DP-1") == [head_office, province, partners]

    with acting(clerk("ZJ-002")):
        async with DB.transaction():
            assert await stock_tiers.tiers("DP-1") == [partners]


async def past(month: str, pieces: int) -> None:
    """What a partner's repairs took before they were booked here."""
    await PastDemand.insert(
        PastDemand(key=f"ZJ-001 DP-1 {month}", partner="ZJ-001", part="DP-1", month=month, pieces=pieces)
    ).run()


@pytest.mark.usefixtures("neighbours")
@pytest.mark.parametrize("search", ["%", "_P-1", "DP-1' OR TRUE --", "\\"])
async def test_what_is_searched_for_is_taken_literally(search: str) -> None:
    found = await stock_matrix.matrix_page(
        stock_matrix.PartsSought(search=search), ["ZJ/WH"], Condition.NEW, ordering="part", limit=9, offset=0
    )

    assert found == (0, [])


async def test_a_parts_history_is_read_from_its_index(database: FieldopsEngine) -> None:
    """However many bookings there are, a page is merged from both halves of the ledger without sorting them."""
    query, given = stock_history._along_the_index("DP-1", "", [NOW, 1, 1], 50)
    for n in range(1, len(given) + 1):
        query = query.replace("{}", f"${n}", 1)
    async with database.connection() as connection, connection.transaction():
        await connection.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        plan = "\n".join(row[0] for row in await connection.fetch(f"EXPLAIN {query}", *given))

    assert "Merge Append" in plan
    assert "ledger_transfers_part_out" in plan
    assert "ledger_transfers_part_in" in plan
