"""Quota: grants refuse bad input, months are granted and closed by what stands and by the policy (P2)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from builders import NOW, a_grant
from hypothesis import given
from hypothesis import strategies as st

from inventory.accounts import AccountKind, money_account
from inventory.book import Book
from inventory.ledger import Balance
from inventory.parts import PartCategory
from inventory.quotas import (
    MonthNotOver,
    QuotaPolicy,
    StandingQuota,
    closing,
    granting,
    may_close,
    next_period,
    place_of,
    quota_at,
    standing_grants,
)
from refusals import Invalid


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        ({"reference": ""}, "reference", "wrong_form"),
        ({"reference": "q 1"}, "reference", "wrong_form"),
        ({"partner": "zj"}, "partner", "wrong_form"),
        ({"period": "2026-13"}, "period", "wrong_form"),
        ({"period": "2026-1"}, "period", "wrong_form"),
        ({"period": "2026-12-01"}, "period", "wrong_form"),
        ({"amount_fen": 0}, "amount_fen", "out_of_range"),
        ({"amount_fen": 10**12 + 1}, "amount_fen", "out_of_range"),
        ({"amount_fen": 99.5}, "amount_fen", "not_whole"),
        ({"amount_fen": True}, "amount_fen", "not_a_number"),
    ],
)
def test_a_wrong_field_is_refused(given: dict[str, Any], path: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        a_grant(**given)

    assert [(problem.path, problem.code) for problem in caught.value.problems] == [(path, code)]


def test_all_wrong_fields_are_told_at_once() -> None:
    with pytest.raises(Invalid) as caught:
        a_grant(reference="", partner="", period="", amount_fen=0)

    assert len(caught.value.problems) == 4


@pytest.mark.parametrize("category", [None, *PartCategory])
def test_a_quotas_place_tells_its_month_and_category(category: PartCategory | None) -> None:
    assert quota_at(place_of("2026-11", category)) == ("2026-11", category)


def standing(monthly_fen: int, from_period: str, category: PartCategory | None = None) -> StandingQuota:
    return StandingQuota(
        partner="ZJ-001", from_period=from_period, monthly_fen=monthly_fen, category=category, reason="agreed"
    )


def test_the_latest_standing_quota_that_has_begun_counts() -> None:
    set_so_far = [
        standing(100, "2026-10"),
        standing(300, "2026-12"),
        standing(200, "2026-11"),
        standing(50, "2026-10", PartCategory.WEAR),
        standing(0, "2026-12", PartCategory.WEAR),
    ]

    granted = {
        period: [(one.amount_fen, one.category) for one in standing_grants(set_so_far, period)]
        for period in ("2026-09", "2026-10", "2026-11", "2026-12", "2027-01")
    }
    assert granted == {
        "2026-09": [],
        "2026-10": [(100, None), (50, PartCategory.WEAR)],
        "2026-11": [(200, None), (50, PartCategory.WEAR)],
        "2026-12": [(300, None)],
        "2027-01": [(300, None)],
    }


def test_what_is_set_later_for_the_same_month_counts() -> None:
    assert [one.amount_fen for one in standing_grants([standing(1, "2026-11"), standing(2, "2026-11")], "2026-11")] == [
        2
    ]


@pytest.mark.parametrize(
    ("figures", "carried"),
    [
        ({"carry_over_percent": 0}, 0),
        ({"carry_over_percent": 100}, 999),
        ({"carry_over_percent": 50}, 499),
        ({"carry_over_percent": 50, "carry_over_most_fen": 200}, 200),
    ],
)
def test_so_much_is_carried_over_as_the_policy_says_and_the_rest_lapses(figures: dict[str, int], carried: int) -> None:
    book = Book().post([granting(a_grant(amount_fen=999), now=NOW)])
    account = money_account(AccountKind.QUOTA, "ZJ-001", "2026-12")
    policy = QuotaPolicy(closes_after_days=0, **figures)

    closed = book.post(closing([book.balance(account)], policy, run=1, now=NOW))

    assert closed.balance(account).balance == 0
    following = money_account(AccountKind.QUOTA, "ZJ-001", "2027-01")
    assert closed.balance(following).balance == carried
    assert closed.balance(money_account(AccountKind.QUOTA_GRANT, "ZJ-001", "2026-12")).balance == -carried


@given(
    lefts=st.lists(st.integers(0, 10**9), min_size=1, max_size=6),
    percent=st.integers(0, 100),
    most=st.none() | st.integers(0, 10**6),
)
def test_a_months_closing_neither_makes_nor_loses_a_fen(lefts: list[int], percent: int, most: int | None) -> None:
    policy = QuotaPolicy(carry_over_percent=percent, closes_after_days=0, carry_over_most_fen=most)
    pots = [(None, *PartCategory)[n % 7] for n in range(len(lefts))]
    balances = [
        Balance(account=money_account(AccountKind.QUOTA, "ZJ-001", place_of("2026-12", pot)), balance=fen, reserved=0)
        for fen, pot in zip(lefts, pots, strict=True)
    ]

    moves = closing(balances, policy, run=1, now=NOW)

    assert sum(one.amount for one in moves) == sum(lefts)
    assert len({one.id for one in moves}) == len(moves)
    assert {one.id for one in moves}.isdisjoint(one.id for one in closing(balances, policy, run=2, now=NOW))


def test_a_month_is_closed_when_its_days_of_grace_are_over() -> None:
    policy = QuotaPolicy(carry_over_percent=0, closes_after_days=5)

    with pytest.raises(MonthNotOver):
        may_close("2026-12", policy, date(2027, 1, 5))
    may_close("2026-12", policy, date(2027, 1, 6))
    assert next_period("2026-12") == "2027-01"


@pytest.mark.parametrize(
    "figures",
    [
        {"carry_over_percent": 101, "closes_after_days": 0},
        {"carry_over_percent": 1, "closes_after_days": -1},
        {"carry_over_percent": 1, "closes_after_days": 0, "carry_over_most_fen": -1},
    ],
)
def test_a_policy_of_wrong_figures_is_refused(figures: dict[str, int]) -> None:
    with pytest.raises(Invalid):
        QuotaPolicy(**figures)
