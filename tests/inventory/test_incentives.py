"""Rewards and penalties (S8): each rule with its lines, by two policies; the month; what it moves in the ledger, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from result_builders import AS_OF, CHINA, PERIOD, a_late_forward, a_result, agreed

from inventory.accounts import Account, AccountKind, money_account
from inventory.book import Book
from inventory.causes import Owner
from inventory.incentive_policy import (
    IncentivePolicy,
    LateStep,
    OnTime,
    Post,
    ProvinceAmounts,
    ProvinceMonth,
    UnitReward,
)
from inventory.incentive_postings import PostedLine, postings, prefix_of
from inventory.incentive_rules import run_month
from inventory.incentives import Line, LineKind, Month, MonthNotSettled, MonthRun, Unsettled, Why
from inventory.ledger import Action, Purpose, Reversal, Transfer
from inventory.order_results import OrderResult
from inventory.orders import OrderKind
from refusals import Invalid

H = 3600
MONTH = Month(period=PERIOD, as_of=AS_OF, zone=CHINA, head_office="HQ")


def amounts(director: int, parts_administrator: int, chasing_clerk: int) -> ProvinceAmounts:
    return ProvinceAmounts(
        director_fen=director, parts_administrator_fen=parts_administrator, chasing_clerk_fen=chasing_clerk
    )


def a_policy(**given: Any) -> IncentivePolicy:
    rewards = {"twin_tub": 1000, "top_loader": 2000, "front_loader": 2000, "washer_dryer": 2000}
    usual = {
        "kinds": (OrderKind.REPAIR, OrderKind.INSTALLATION),
        "on_time": OnTime(
            near_m=30_000,
            near_s=24 * H,
            far_s=72 * H,
            rewards=tuple(UnitReward(product=product, amount_fen=fen) for product, fen in rewards.items()),
        ),
        "late_forward_fen": 3000,
        "outlet_steps": (LateStep(over_s=72 * H, amount_fen=2000), LateStep(over_s=168 * H, amount_fen=5000)),
        "province_fault": amounts(1000, 2000, 3000),
        "province_month": ProvinceMonth(
            late_s=72 * H,
            share_percent=21,
            bonus=amounts(50_000, 30_000, 20_000),
            very_late_s=168 * H,
            orders=5,
            per_order=amounts(500, 300, 200),
        ),
        "head_office_fen": 3000,
        "settles_after_days": 10,
    }
    return IncentivePolicy(**{**usual, **given})


POLICY = a_policy()
SOLAR = a_policy(
    kinds=(OrderKind.SWAP,),
    on_time=OnTime(
        near_m=5_000, near_s=4 * H, far_s=8 * H, rewards=(UnitReward(product="solar_heater", amount_fen=777),)
    ),
    late_forward_fen=0,
    outlet_steps=(LateStep(over_s=10 * H, amount_fen=99),),
    province_fault=amounts(1, 0, 0),
    head_office_fen=5,
    settles_after_days=0,
)
"""A second policy: another product, other distances and hours, swaps only, and nothing for a late forwarding."""


def run(*orders: OrderResult, policy: IncentivePolicy = POLICY, month: Month = MONTH) -> MonthRun:
    return run_month(orders, policy, month)


def told(found: MonthRun) -> list[tuple[str, str, str, int]]:
    return [(line.kind.value, line.party.post.value, line.party.node, line.amount_fen) for line in found.lines]


def on_time_among(others: int) -> list[OrderResult]:
    """So many orders in time without a reward, so that a late one costs the province no month."""
    return [a_result(f"OK-{n}", 50) for n in range(others)]


def late(order: str = "SO-1", hours: float = 80, cause: Owner | None = Owner.OUTLET, **given: Any) -> list[OrderResult]:
    return [a_result(order, hours, cause=cause, **given), *on_time_among(9)]


# On time


@pytest.mark.parametrize(
    ("given", "fen"),
    [
        ({"done_h": 24}, 2000),
        ({"done_h": 24.01}, 0),
        ({"done_h": 24, "product": "twin_tub"}, 1000),
        ({"done_h": 24, "product": "kettle"}, 0),
        ({"done_h": 24, "distance_m": 30_000}, 2000),
        ({"done_h": 25, "distance_m": 30_000}, 0),
        ({"done_h": 72, "distance_m": 30_001}, 2000),
        ({"done_h": 20, "registered": False}, 0),
        ({"done_h": 20, "kind": OrderKind.INSPECTION}, 0),
        ({"done_h": None}, 0),
        ({"done_h": 200, "agreed": agreed(200)}, 2000),
    ],
)
def test_a_unit_done_in_time_for_its_distance_is_rewarded(given: Any, fen: int) -> None:
    rewards = [line for line in run(a_result(**given)).lines if line.kind is LineKind.ON_TIME]

    assert sum(line.amount_fen for line in rewards) == fen


def test_by_another_policy_other_units_are_rewarded() -> None:
    swap = a_result("SW-1", 8, kind=OrderKind.SWAP, product="solar_heater")

    assert told(run(swap, a_result(), policy=SOLAR)) == [("on_time", "outlet", "ZJ-001", 777)]
    assert told(run(swap)) == []


def test_a_reward_is_the_outlets_and_is_told_for_the_technician_with_its_figures() -> None:
    (line,) = run(a_result()).lines

    assert (line.outlet, line.technician, line.rule) == ("ZJ-001", "ZJ-T001", "S8")
    assert {one.name: one.value for one in line.figures} == {
        "elapsed_s": 20 * H, "allowed_s": 24 * H, "distance_m": 12_300,
    }  # fmt: skip
    assert "12.3 公里" in line.text.zh
    assert "20.00 yuan" in line.text.en


# Late


def test_a_clerk_pays_for_each_order_forwarded_late_whenever_it_was_done() -> None:
    order = a_result(done_h=30, late_forwards=(a_late_forward(), a_late_forward("ZJ")))

    found = run(order)

    assert told(found) == [
        ("forwarded_late", "forwarding_clerk", "HQ", -3000),
        ("forwarded_late", "forwarding_clerk", "ZJ", -3000),
    ]
    assert found.lines[0].party.person == "li"
    assert told(run(replace(order, kind=OrderKind.SWAP, completed_at=None, agreed=agreed(9999)), policy=SOLAR)) == []


@pytest.mark.parametrize(
    ("hours", "fen"),
    [(72, None), (72.01, -2000), (168, -2000), (168.01, -5000), (None, -5000)],
)
def test_an_outlet_pays_for_the_last_step_that_its_order_took_longer_than(hours: float | None, fen: int | None) -> None:
    found = run(*late(hours=hours))  # type: ignore[arg-type]

    assert told(found) == ([] if fen is None else [("outlet_late", "outlet", "ZJ-001", fen)])


def test_a_province_at_fault_pays_by_its_three_posts_and_the_outlet_nothing() -> None:
    assert told(run(*late(cause=Owner.PROVINCE))) == [
        ("province_fault", "chasing_clerk", "ZJ", -3000),
        ("province_fault", "director", "ZJ", -1000),
        ("province_fault", "parts_administrator", "ZJ", -2000),
    ]


def test_a_head_office_at_fault_pays_by_its_parts_group_and_the_outlet_nothing() -> None:
    found = run(*late(hours=200, cause=Owner.HEAD_OFFICE))

    assert told(found) == [("head_office_fault", "parts_group", "HQ", -3000)]
    assert found.by_outlet == ()


@pytest.mark.parametrize("cause", [Owner.CUSTOMER, Owner.WEATHER])
def test_nobody_pays_for_customer_or_weather(cause: Owner) -> None:
    found = run(*late(cause=cause))

    assert (told(found), found.unsettled) == ([], ())


def test_a_late_order_without_a_confirmed_cause_waits_and_costs_nobody_anything() -> None:
    found = run(*late(cause=None))

    assert (told(found), found.unsettled) == ([], (Unsettled("SO-1", Why.NO_CAUSE),))


def test_an_order_whose_agreed_time_is_yet_to_come_waits() -> None:
    found = run(a_result(done_h=None, agreed=agreed(24 * 60)))

    assert (told(found), found.unsettled) == ([], (Unsettled("SO-1", Why.NOT_DUE),))


def test_by_another_policy_late_is_something_else() -> None:
    def swap(cause: Owner) -> OrderResult:
        return a_result("SW-1", 11, kind=OrderKind.SWAP, cause=cause)

    assert told(run(swap(Owner.OUTLET), policy=SOLAR)) == [("outlet_late", "outlet", "ZJ-001", -99)]
    assert told(run(swap(Owner.PROVINCE), policy=SOLAR)) == [("province_fault", "director", "ZJ", -1)]
    assert told(run(swap(Owner.HEAD_OFFICE), policy=SOLAR)) == [("head_office_fault", "parts_group", "HQ", -5)]


# A province's month


def a_month(late_orders: int, very_late: int, in_time: int) -> list[OrderResult]:
    return [
        *(a_result(f"L-{n}", 100, cause=Owner.CUSTOMER) for n in range(late_orders)),
        *(a_result(f"V-{n}", 200, cause=Owner.WEATHER) for n in range(very_late)),
        *(a_result(f"OK-{n}", 50) for n in range(in_time)),
    ]


BONUS = [
    ("month_bonus", "chasing_clerk", "ZJ", -20_000),
    ("month_bonus", "director", "ZJ", -50_000),
    ("month_bonus", "parts_administrator", "ZJ", -30_000),
]
PER_ORDER = [
    ("month_orders", "chasing_clerk", "ZJ", -1200),
    ("month_orders", "director", "ZJ", -3000),
    ("month_orders", "parts_administrator", "ZJ", -1800),
]


@pytest.mark.parametrize(
    ("orders", "lines"),
    [
        (a_month(21, 0, 79), []),
        (a_month(22, 0, 78), BONUS),
        (a_month(17, 5, 78), BONUS),
        (a_month(16, 6, 78), BONUS + PER_ORDER),
        (a_month(0, 6, 94), []),
    ],
)
def test_too_many_late_orders_cost_the_provinces_bonus_and_too_many_very_late_ones_more(
    orders: list[OrderResult], lines: list[Any]
) -> None:
    assert told(run(*orders)) == lines


def test_each_province_has_its_own_month() -> None:
    elsewhere = [a_result(f"AH-{n}", 100, cause=Owner.WEATHER, province="AH", outlet="AH-001") for n in range(3)]

    found = run(*elsewhere, *a_month(1, 0, 20))

    assert {line.party.node for line in found.lines} == {"AH"}


def test_what_is_not_due_yet_is_not_among_the_provinces_orders() -> None:
    waiting = [a_result(f"W-{n}", None, agreed=agreed(24 * 60)) for n in range(50)]

    assert told(run(*a_month(22, 0, 78), *waiting)) == BONUS


# The month as a whole


@pytest.mark.parametrize(("policy", "day", "settled"), [(POLICY, 10, False), (POLICY, 11, True), (SOLAR, 1, True)])
def test_a_month_is_settled_after_its_days_of_grace(policy: IncentivePolicy, day: int, settled: bool) -> None:
    month = replace(MONTH, as_of=datetime(2026, 12, day, 12, tzinfo=CHINA))

    if settled:
        assert run(a_result(), policy=policy, month=month).period == PERIOD
    else:
        with pytest.raises(MonthNotSettled):
            run(a_result(), policy=policy, month=month)


def test_only_the_months_own_orders_are_in_it() -> None:
    found = run(a_result(), a_result("SO-2", registered_at=datetime(2026, 12, 1, tzinfo=CHINA)))

    assert [line.order for line in found.lines] == ["SO-1"]


def test_an_order_twice_is_refused() -> None:
    with pytest.raises(Invalid):
        run(a_result(), a_result())


def test_totals_tell_who_comes_to_what() -> None:
    found = run(
        a_result("SO-1"),
        a_result("SO-2", late_forwards=(a_late_forward(),), technician="ZJ-T002"),
        *late("SO-3"),
        a_result("SO-4", province="AH", outlet="AH-001", technician=None),
    )

    def sums(totals: Any) -> dict[str, int]:
        return {one.code: one.amount_fen for one in totals}

    assert sums(found.by_order) == {"SO-1": 2000, "SO-2": -1000, "SO-3": -2000, "SO-4": 2000}
    assert sums(found.by_outlet) == {"ZJ-001": 2000, "AH-001": 2000}
    assert sums(found.by_technician) == {"ZJ-T001": 0, "ZJ-T002": 2000}
    assert sums(found.by_province) == {"ZJ": -1000, "AH": 2000}


@pytest.mark.parametrize(
    "figures",
    [
        {"kinds": ()},
        {"outlet_steps": ()},
        {"outlet_steps": POLICY.outlet_steps[::-1]},
        {"late_forward_fen": -1},
        {"head_office_fen": 1.5},
        {"settles_after_days": 400},
    ],
)
def test_a_wrong_figure_is_refused(figures: Any) -> None:
    with pytest.raises(Invalid):
        a_policy(**figures)


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        (POLICY.on_time, {"near_s": 0}),
        (POLICY.on_time, {"rewards": POLICY.on_time.rewards * 2}),
        (POLICY.on_time.rewards[0], {"product": "Twin tub"}),
        (POLICY.outlet_steps[0], {"over_s": 0}),
        (POLICY.province_fault, {"director_fen": -1}),
        (POLICY.province_month, {"very_late_s": 71 * H}),
        (POLICY.province_month, {"share_percent": 101}),
        (MONTH, {"period": "2026-1"}),
        (MONTH, {"as_of": datetime(2026, 12, 12)}),  # noqa: DTZ001 - meant
    ],
)
def test_a_wrong_part_of_the_policy_or_month_is_refused(value: Any, wrong: Any) -> None:
    with pytest.raises(Invalid):
        replace(value, **wrong)


RESULTS = st.lists(
    st.builds(
        a_result,
        st.integers(1, 9).map("SO-{}".format),
        st.none() | st.sampled_from([20, 50, 100, 200]),
        province=st.sampled_from(["ZJ", "AH"]),
        distance_m=st.sampled_from([1_000, 50_000]),
        technician=st.sampled_from(["T1", "T2", None]),
        cause=st.none() | st.sampled_from(Owner),
        agreed=st.none() | st.sampled_from([agreed(150), agreed(5000)]),
        late_forwards=st.sampled_from([(), (a_late_forward(),), (a_late_forward("ZJ"), a_late_forward())]),
    ),
    max_size=6,
    unique_by=lambda one: one.order,
)


@settings(max_examples=60)
@given(RESULTS, st.randoms(use_true_random=False))
def test_the_order_of_the_orders_changes_nothing_and_totals_are_sums(orders: list[OrderResult], random: Any) -> None:
    shuffled = list(orders)
    random.shuffle(shuffled)

    found = run(*orders)

    assert found == run(*shuffled)
    assert len({line.key for line in found.lines}) == len(found.lines)
    for totals in (found.by_order, found.by_outlet, found.by_technician, found.by_province):
        assert all(total.amount_fen == sum(line.amount_fen for line in total.lines) for total in totals)
    assert sum(total.amount_fen for total in found.by_province) == sum(line.amount_fen for line in found.lines)


# In the ledger


def posted(book: Book) -> list[PostedLine]:
    """What the ledger tells of the month's transfers."""
    undone = {row.of for row in book.rows if row.action is Action.REVERSAL}
    return [
        PostedLine(
            id=row.id, source=row.source, destination=row.destination, amount_fen=row.amount, undone=row.id in undone
        )
        for row in book.rows
        if row.action is Action.TRANSFER and row.id.startswith(prefix_of(PERIOD))
    ]


def after(book: Book, *runs: MonthRun) -> Book:
    for one in runs:
        book = book.post(postings(one, posted(book), now=AS_OF))
    return book


def balances(book: Book) -> dict[Account, int]:
    accounts = {account for row in book.rows for account in (row.source, row.destination)}
    return {account: fen for account in accounts if (fen := book.balance(account).balance)}


def test_a_reward_is_owed_to_the_outlet_and_a_penalty_by_it() -> None:
    book = after(Book(), run(a_result("SO-2"), *late()))

    assert balances(book) == {
        money_account(AccountKind.PAYABLE, "ZJ-001"): -2000,
        money_account(AccountKind.REWARDS, "ZJ-001", PERIOD): 2000,
        money_account(AccountKind.RECEIVABLE, "ZJ-001"): 2000,
        money_account(AccountKind.PENALTIES, "ZJ-001", PERIOD): -2000,
    }
    assert {(row.purpose, row.reference) for row in book.rows} == {(Purpose.REWARD, "SO-2"), (Purpose.PENALTY, "SO-1")}


def test_what_staff_pay_stands_with_the_pay_of_their_post_and_month() -> None:
    book = after(Book(), run(*late(cause=Owner.HEAD_OFFICE, late_forwards=(a_late_forward(),))))

    assert balances(book) == {
        money_account(AccountKind.STAFF, "HQ", "2026-11/PARTS_GROUP"): 3000,
        money_account(AccountKind.STAFF, "HQ", "2026-11/FORWARDING_CLERK"): 3000,
        money_account(AccountKind.PENALTIES, "HQ", PERIOD): -6000,
    }


def test_a_line_is_posted_under_an_id_that_names_the_month_the_line_and_its_round() -> None:
    (transfer,) = postings(run(a_result()), [], now=AS_OF)

    assert transfer.id == "incentive/2026-11/on_time/SO-1/outlet/ZJ-001/1"


def test_every_post_of_the_policy_has_an_account() -> None:
    line = run(*late(cause=Owner.PROVINCE)).lines[0]

    for post in Post:
        paid: Line = replace(line, party=replace(line.party, post=post))
        found = postings(MonthRun(period=PERIOD, as_of=AS_OF, lines=(paid,), unsettled=()), [], now=AS_OF)
        assert isinstance(found[0], Transfer)
        assert found[0].purpose is Purpose.PENALTY


def test_a_month_run_again_posts_nothing() -> None:
    month = run(a_result("SO-2"), *late())
    book = after(Book(), month)

    assert postings(month, posted(book), now=AS_OF + timedelta(days=1)) == []


def test_two_runs_at_once_post_each_line_once() -> None:
    month = run(a_result("SO-2"), *late())
    book = Book().post(postings(month, [], now=AS_OF)).post(postings(month, [], now=AS_OF + timedelta(seconds=1)))

    assert balances(book) == balances(after(Book(), month))


def test_a_cause_that_was_decided_anew_is_reversed_and_posted_in_its_next_round() -> None:
    outlet, province = run(*late()), run(*late(cause=Owner.PROVINCE))

    once = after(Book(), outlet)
    found = postings(province, posted(once), now=AS_OF)
    back_again = after(once, province, outlet)

    assert [one for one in found if isinstance(one, Reversal)] == [
        Reversal(
            id="incentive/2026-11/outlet_late/SO-1/outlet/ZJ-001/1/undone",
            of="incentive/2026-11/outlet_late/SO-1/outlet/ZJ-001/1",
            occurred_at=AS_OF,
        )
    ]
    assert len(found) == 4
    assert "incentive/2026-11/outlet_late/SO-1/outlet/ZJ-001/2" in {row.id for row in back_again.rows}
    assert balances(back_again) == balances(once)


def test_a_changed_amount_is_reversed_and_posted_anew() -> None:
    dearer = a_policy(outlet_steps=(LateStep(over_s=72 * H, amount_fen=2500),))
    book = after(Book(), run(*late()), run(*late(), policy=dearer))

    assert book.balance(money_account(AccountKind.RECEIVABLE, "ZJ-001")).balance == 2500
    assert len(book.rows) == 3


@settings(max_examples=30)
@given(st.lists(RESULTS, min_size=1, max_size=3))
def test_after_any_runs_the_ledger_says_what_the_last_one_found(histories: list[list[OrderResult]]) -> None:
    runs = [run(*orders) for orders in histories]

    book = after(Book(), *runs)

    assert balances(book) == balances(after(Book(), runs[-1]))
    assert postings(runs[-1], posted(book), now=AS_OF) == []
