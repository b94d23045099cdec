"""Spot checks (O5): a sample of each outlet that anybody can draw again, and a failed check that freezes the claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

import pytest
from builders import NOW
from hypothesis import given
from hypothesis import strategies as st

from inventory import spot_checks as verbs
from inventory.spot_checks import (
    TRANSITIONS,
    ClosedRepair,
    MonthStillRuns,
    NewDraw,
    SampleDraw,
    SampleDrawn,
    SpotCheck,
    SpotCheckPolicy,
    SpotCheckWrongState,
    State,
    Verb,
    Way,
    draw,
    may_draw,
)
from refusals import Invalid

POLICY = SpotCheckPolicy(percent=5, least=2, visit_percent=20)
THOROUGH = SpotCheckPolicy(percent=50, least=0, visit_percent=100)


def repairs(outlet: str, number: int) -> list[ClosedRepair]:
    return [ClosedRepair(order=f"{outlet}/SO-{n}", outlet=outlet) for n in range(number)]


def a_check(state: State = State.DRAWN) -> SpotCheck:
    return SpotCheck(order="SO-1", outlet="ZJ-001", way=Way.CALL, drawn_at=NOW, state=state)


DO: dict[Verb, Callable[[SpotCheck], SpotCheck]] = {
    Verb.PASS: lambda check: verbs.pass_check(check, by="technical", note="", now=NOW),
    Verb.FAIL: lambda check: verbs.fail_check(check, by="technical", note="客户称未更换配件", now=NOW),
    Verb.LIFT: lambda check: verbs.lift(check, by="chief", reason="客户记错了日期"),
}


@pytest.mark.parametrize(("state", "verb"), list(product(State, Verb)))
def test_each_verb_is_refused_where_the_life_has_it_not(state: State, verb: Verb) -> None:
    check = a_check(state)

    if state in TRANSITIONS[verb]:
        assert DO[verb](check).state is TRANSITIONS[verb][state]
        return
    with pytest.raises(SpotCheckWrongState):
        DO[verb](check)


@pytest.mark.parametrize("state", State)
def test_only_a_failed_check_freezes_the_claim(state: State) -> None:
    assert a_check(state).freezes_claim is (state is State.FAILED)


@pytest.mark.parametrize(
    ("policy", "closed", "drawn"),
    [(POLICY, 0, 0), (POLICY, 1, 1), (POLICY, 2, 2), (POLICY, 40, 2), (POLICY, 41, 3), (POLICY, 100, 5),
     (THOROUGH, 1, 1), (THOROUGH, 9, 5), (SpotCheckPolicy(percent=0, least=0, visit_percent=0), 9, 0)],
)  # fmt: skip
def test_so_many_are_drawn_of_each_outlet(policy: SpotCheckPolicy, closed: int, drawn: int) -> None:
    sample = draw([*repairs("ZJ-001", closed), *repairs("ZJ-002", 10)], policy, seed=7, now=NOW)

    assert sum(check.outlet == "ZJ-001" for check in sample) == drawn


@pytest.mark.parametrize(("policy", "visits"), [(POLICY, 1), (THOROUGH, 50)])
def test_a_part_of_the_sample_is_visited(policy: SpotCheckPolicy, visits: int) -> None:
    sample = draw(repairs("ZJ-001", 100), policy, seed=7, now=NOW)

    assert sum(check.way is Way.VISIT for check in sample) == visits


@given(data=st.data(), seed=st.integers(0, 10**9))
def test_the_same_seed_draws_the_same_sample_and_other_outlets_change_nothing(data: st.DataObject, seed: int) -> None:
    ours, others = repairs("ZJ-001", data.draw(st.integers(0, 60))), repairs("ZJ-002", data.draw(st.integers(0, 60)))

    sample = draw(data.draw(st.permutations([*ours, *others])), THOROUGH, seed=seed, now=NOW)

    assert sample == draw(ours, THOROUGH, seed=seed, now=NOW) + draw(others, THOROUGH, seed=seed, now=NOW)
    assert [(check.outlet, check.order) for check in sample] == sorted({(one.outlet, one.order) for one in sample})


def test_every_repair_is_drawn_about_as_often_as_every_other() -> None:
    """4 of 20 under each of 1000 seeds: 200 each, with a deviation of 12.6."""
    often = Counter(
        check.order
        for seed in range(1000)
        for check in draw(repairs("ZJ-001", 20), SpotCheckPolicy(percent=20, least=1, visit_percent=0), seed=seed, now=NOW)
    )  # fmt: skip

    assert len(often) == 20
    assert 150 < min(often.values()) <= max(often.values()) < 250


def test_an_order_is_closed_once() -> None:
    with pytest.raises(Invalid):
        draw(repairs("ZJ-001", 3) * 2, POLICY, seed=7, now=NOW)


def test_who_fails_or_frees_a_repair_says_why() -> None:
    failed = DO[Verb.FAIL](a_check())

    assert (failed.checked_by, failed.checked_at, failed.note) == ("technical", NOW, "客户称未更换配件")
    with pytest.raises(Invalid):
        verbs.fail_check(a_check(), by="technical", note=" ", now=NOW)
    with pytest.raises(Invalid):
        verbs.lift(failed, by="chief", reason="")


def test_nothing_is_checked_before_it_is_drawn() -> None:
    for told in (verbs.pass_check, verbs.fail_check):
        with pytest.raises(Invalid):
            told(a_check(), by="technical", note="x", now=NOW.replace(year=2025))


@pytest.mark.parametrize("figures", [{"percent": 101}, {"least": -1}, {"visit_percent": 101}])
def test_a_wrong_policy_is_refused(figures: Any) -> None:
    with pytest.raises(Invalid):
        SpotCheckPolicy(**{"percent": 5, "least": 2, "visit_percent": 20, **figures})


# A month is drawn once

FIRST = SampleDraw(period="2026-10", seed=7, policy=POLICY, drawn_by="technical", drawn_at=NOW)


def test_a_month_is_drawn_when_it_is_over() -> None:
    with pytest.raises(MonthStillRuns):
        may_draw(NewDraw(period="2026-11", seed=7), None, today=date(2026, 11, 30))

    assert may_draw(NewDraw(period="2026-11", seed=7), None, today=date(2026, 12, 1))


def test_nobody_draws_until_a_sample_pleases() -> None:
    assert not may_draw(NewDraw(period="2026-10", seed=7), FIRST, today=NOW.date())
    with pytest.raises(SampleDrawn):
        may_draw(NewDraw(period="2026-10", seed=8), FIRST, today=NOW.date())


@pytest.mark.parametrize("given", [{"period": "2026-13"}, {"seed": -1}, {"seed": 2**31}])
def test_a_wrong_draw_is_refused(given: Any) -> None:
    with pytest.raises(Invalid):
        NewDraw(**{"period": "2026-10", "seed": 7, **given})
