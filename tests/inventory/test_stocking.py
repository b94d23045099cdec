"""How much is proposed: the rate of intermittent demand, the season, the quantile (P4)."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.parts import PartCategory
from inventory.seasons import ReservePolicy, Season, SeasonOfYear, is_to_plan, months
from inventory.stocking import (
    LEVEL,
    Basis,
    Ground,
    Months,
    Taken,
    basis,
    dispersion,
    group_indices,
    history,
    month_indices,
    quantile,
    rate,
)
from refusals import Invalid

TODAY = date(2026, 11, 23)


def a_season(**given: Any) -> Season:
    usual = {"code": "spring", "name_zh": "春季", "name_en": "Spring", "first_month": 3, "months": 3}
    return Season(**{**usual, **given})


def a_reserve_policy(**given: Any) -> ReservePolicy:
    usual = {
        "days_ahead": 30,
        "service_percent": 95,
        "months_looked_at": 24,
        "probability_percent": 10,
        "size_percent": 10,
        "damping_pieces": 2,
        "categories": (PartCategory.MAIN, PartCategory.WEAR),
        "seasons": (a_season(), a_season(code="winter", first_month=12)),
    }
    return ReservePolicy(**{**usual, **given})


SPRING = a_reserve_policy().season("spring", 2027)

monthly = st.lists(st.integers(0, 30), min_size=0, max_size=40)
service = st.integers(50, 99)


def proposed(pieces: list[int], **policy: Any) -> Basis:
    since = months(TODAY, -len(pieces), 0)[0] if pieces else None
    return basis(Months(since=since, pieces=tuple(pieces)), LEVEL, SPRING, a_reserve_policy(**policy))


# the method


def test_the_rate_is_the_smoothed_probability_times_the_smoothed_size() -> None:
    """Two months by hand: probability 1/2 → 0.55 → 0.495, size 4 throughout."""
    assert rate([4, 0], probability_percent=10, size_percent=10) == pytest.approx(0.495 * 4)


def test_what_is_no_longer_asked_for_fades_away() -> None:
    was_used = [3] * 12

    rates = [rate([*was_used, *[0] * quiet], probability_percent=10, size_percent=10) for quiet in (0, 6, 12, 24)]

    assert rates == sorted(rates, reverse=True)
    assert rates[-1] < rates[0] / 10


def test_the_quantile_is_the_poissons_where_the_variance_is_no_more_than_the_mean() -> None:
    chances = [math.exp(-3) * 3**n / math.factorial(n) for n in range(8)]

    assert quantile(3, 1, 95) == next(n for n in range(8) if sum(chances[: n + 1]) >= 0.95) == 6


def test_the_quantile_is_the_negative_binomials_where_it_is_more() -> None:
    """Mean 4 and variance 8: four failures of a fair coin, the number of successes before them."""
    chances = [math.comb(n + 3, n) * 0.5 ** (n + 4) for n in range(30)]

    for percent in (50, 80, 95, 99):
        assert quantile(4, 2, percent) == next(n for n in range(30) if sum(chances[: n + 1]) * 100 >= percent)


def test_a_large_mean_is_no_matter() -> None:
    assert 5_100 < quantile(5_000, 1, 95) < 5_150
    assert quantile(10**6, 1, 95) == 100_000, "no line holds more"


def test_even_months_have_the_dispersion_of_chance() -> None:
    assert dispersion([2, 2, 2, 2]) == dispersion([5]) == dispersion([]) == dispersion([0, 0]) == 1
    assert dispersion([0, 0, 0, 8]) == 8


def test_the_index_is_that_of_whole_years_and_1_on_average() -> None:
    summer = [0, 0, 0, 0, 0, 12, 12, 12, 0, 0, 0, 0]
    group = Months(since="2024-11", pieces=(99, 99, *summer, *summer))

    indices = month_indices(group, damping=1)

    assert sum(indices) / 12 == pytest.approx(1)
    assert [round(one, 2) for one in indices] == [0.25] * 5 + [3.25] * 3 + [0.25] * 4, "November and December fell out"
    assert month_indices(Months(since="2026-01", pieces=(9,) * 11), damping=1) == LEVEL


def test_a_group_of_few_pieces_has_hardly_a_season() -> None:
    few = Months(since="2025-11", pieces=(1, *[0] * 11))

    assert max(month_indices(few, damping=10)) < 1.1


def test_a_season_of_high_demand_asks_for_more_than_one_of_low() -> None:
    summer = (1, 1, 1, 1, 2, 6, 6, 6, 2, 1, 1, 1)
    taken = Months(since="2024-11", pieces=(summer[10:] + summer[:10]) * 2)
    indices = month_indices(taken, damping=1)
    policy = a_reserve_policy(seasons=(a_season(code="summer", first_month=6), a_season(code="winter", first_month=12)))

    high, low = (basis(taken, indices, policy.season(code, 2027), policy) for code in ("summer", "winter"))

    assert (high.ground, high.index_percent > 150, low.index_percent < 60) == (Ground.SEASONAL, True, True)
    assert high.quantity > 2 * low.quantity
    assert high.rate_milli == low.rate_milli, "the rate is that without a season"


@given(monthly, service, service)
def test_a_higher_service_level_never_proposes_less(pieces: list[int], one: int, other: int) -> None:
    low, high = sorted((one, other))

    assert proposed(pieces, service_percent=low).quantity <= proposed(pieces, service_percent=high).quantity


@given(monthly, service, st.integers(1, 5))
def test_demand_that_is_a_multiple_never_proposes_less(pieces: list[int], percent: int, times: int) -> None:
    once, more = (proposed([one * n for one in pieces], service_percent=percent) for n in (1, times))

    assert once.quantity <= more.quantity


@given(st.floats(0, 50), st.floats(0, 50), st.floats(1, 20), service)
def test_a_higher_mean_never_needs_less(one: float, other: float, spread: float, percent: int) -> None:
    low, high = sorted((one, other))

    assert 0 <= quantile(low, spread, percent) <= quantile(high, spread, percent)


@given(monthly)
def test_without_demand_nothing_is_proposed_and_never_less_than_nothing(pieces: list[int]) -> None:
    none = proposed([0] * len(pieces))

    assert (none.quantity, none.rate_milli, none.pieces) == (0, 0, 0)
    assert none.ground is (Ground.NO_DEMAND if pieces else Ground.NO_HISTORY)
    assert proposed(pieces).quantity >= 0


# what counts as history


def a_history(*taken: Taken, looked_at: int = 24, **current: str) -> Any:
    return history(taken, current, today=TODAY, looked_at=looked_at)


def test_only_whole_months_count_from_the_first_of_which_anything_is_known() -> None:
    seen = a_history(
        Taken(part="A", month="2026-08", pieces=0, imported=True),
        Taken(part="A", month="2026-10", pieces=3, imported=True),
        Taken(part="B", month="2026-11", pieces=9, imported=True),
    )

    assert seen.part("A") == Months(since="2026-08", pieces=(0, 0, 3), imported=3)
    assert seen.part("B") == seen.part("C") == Months(since="2026-08", pieces=(0, 0, 0))


def test_no_more_months_are_looked_at_than_the_policy_says() -> None:
    seen = a_history(Taken(part="A", month="2020-01", pieces=5, imported=True), looked_at=2)

    assert seen.part("A") == Months(since="2026-09", pieces=(0, 0))


def test_imported_months_count_until_repairs_are_booked_and_nothing_counts_twice() -> None:
    seen = a_history(
        Taken(part="A", month="2026-08", pieces=4, imported=True),
        Taken(part="A", month="2026-09", pieces=5, imported=True),
        Taken(part="A", month="2026-10", pieces=6, imported=True),
        Taken(part="B", month="2026-09", pieces=1),
        Taken(part="A", month="2026-10", pieces=2),
    )

    assert seen.part("A") == Months(since="2026-08", pieces=(4, 0, 2), imported=4)
    assert seen.part("B") == Months(since="2026-08", pieces=(0, 1, 0))


def test_a_part_inherits_the_demand_of_those_that_it_superseded() -> None:
    """P6."""
    seen = a_history(
        Taken(part="OLD", month="2026-09", pieces=2), Taken(part="NEW", month="2026-09", pieces=1), OLD="NEW"
    )

    assert seen.of == {"NEW": Months(since="2026-09", pieces=(3, 0))}


def test_what_was_given_back_counts_off_but_no_month_is_below_nothing() -> None:
    seen = a_history(Taken(part="A", month="2026-09", pieces=2), Taken(part="A", month="2026-10", pieces=-1))

    assert seen.part("A").pieces == (2, 0)


def test_the_index_is_of_all_parts_of_a_category_together() -> None:
    year = months(TODAY, -12, 0)
    seen = a_history(*(Taken(part=part, month=year[n], pieces=24) for n, part in ((0, "A"), (11, "B"))))
    found = group_indices(seen, {"A": PartCategory.WEAR, "B": PartCategory.WEAR}, damping=4)

    assert list(found) == [PartCategory.WEAR]
    assert found[PartCategory.WEAR][10] == found[PartCategory.WEAR][9] == pytest.approx(28 / 8)


# seasons and their policy


def test_a_season_may_run_over_the_new_year_and_is_filed_the_days_ahead() -> None:
    winter = a_reserve_policy().season("winter", 2026)

    assert (winter.starts_on, winter.file_by) == (date(2026, 12, 1), date(2026, 11, 1))
    assert winter.periods == ["2026-12", "2027-01", "2027-02"]


@pytest.mark.parametrize(
    ("today", "code", "expected"),
    [
        (date(2026, 11, 1), None, ("winter", 2026)),
        (date(2026, 11, 2), None, ("spring", 2027)),
        (date(2026, 11, 2), "winter", ("winter", 2027)),
        (date(2027, 1, 30), None, ("spring", 2027)),
    ],
)
def test_the_season_to_be_filed_next(today: date, code: str | None, expected: tuple[str, int]) -> None:
    found = a_reserve_policy().next_to_file(today, code)

    assert (found.season, found.year) == expected


@pytest.mark.parametrize("code", ["", "monsoon"])
def test_a_season_that_the_policy_does_not_know_is_refused(code: str) -> None:
    with pytest.raises(Invalid):
        a_reserve_policy().next_to_file(date(2026, 11, 23), code)


@pytest.mark.parametrize(
    ("season", "today", "code"),
    [
        (SPRING, date(2027, 5, 31), None),
        (SPRING, date(2027, 6, 1), "too_early"),
        (SPRING, date(2026, 3, 1), None),
        (SPRING, date(2026, 2, 1), "too_late"),
    ],
)
def test_a_season_is_planned_until_it_is_over_and_a_year_ahead(
    season: SeasonOfYear, today: date, code: str | None
) -> None:
    problem = is_to_plan("season", season, today)

    assert (problem and problem.code) == code


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"days_ahead": -1}, "days_ahead"),
        ({"service_percent": 100}, "service_percent"),
        ({"months_looked_at": 0}, "months_looked_at"),
        ({"probability_percent": 0}, "probability_percent"),
        ({"size_percent": 101}, "size_percent"),
        ({"damping_pieces": 0}, "damping_pieces"),
        ({"categories": ()}, "categories"),
        ({"categories": (PartCategory.WEAR, PartCategory.WEAR)}, "categories"),
        ({"seasons": ()}, "seasons"),
        ({"seasons": (a_season(), a_season())}, "seasons"),
    ],
)
def test_a_policy_refuses_wrong_figures(given: dict[str, Any], path: str) -> None:
    with pytest.raises(Invalid) as caught:
        a_reserve_policy(**given)

    assert [problem.path for problem in caught.value.problems] == [path]


@pytest.mark.parametrize(
    "given", [{"code": "Spring"}, {"name_zh": " "}, {"first_month": 13}, {"months": 0}, {"months": 13}]
)
def test_a_season_refuses_wrong_figures(given: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        a_season(**given)


def test_an_unknown_season_is_told_with_those_that_there_are() -> None:
    with pytest.raises(Invalid) as caught:
        a_reserve_policy().season("monsoon", 1999)

    assert [(problem.path, problem.code) for problem in caught.value.problems] == [
        ("season", "not_allowed"),
        ("year", "out_of_range"),
    ]
    assert "spring, winter" in caught.value.problems[0].text.en
