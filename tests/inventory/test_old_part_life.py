"""Old parts (O1): which are owed, until when by which policy, and every step of their life as the table has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from builders import a_part
from hypothesis import given
from hypothesis import strategies as st

from inventory import old_parts as verbs
from inventory.old_parts import (
    OWED,
    TRANSITIONS,
    MoreThanOwed,
    OldPart,
    OldPartPolicy,
    OldPartWrongState,
    State,
    Verb,
    YearDay,
    is_overdue,
    must_come_back,
)
from refusals import Invalid

NOW = datetime(2026, 11, 23, tzinfo=UTC)
HASH = "ab" * 32
TWICE_A_YEAR = OldPartPolicy(fixed_days=(YearDay(month=6, day=30), YearDay(month=12, day=31)), notice_days=10)
IN_A_MONTH = OldPartPolicy(within_days=30)


def an_old_part(**given: Any) -> OldPart:
    usual = {
        "id": "V-1.step-1",
        "node": "ZJ-001",
        "order": "SO-1",
        "visit": "V-1",
        "part": "DP-1",
        "quantity": 3,
        "used_on": date(2026, 11, 23),
        "due_on": date(2026, 12, 31),
        "taken": 3,
    }
    return OldPart(**{**usual, **given})


DO: dict[Verb, Callable[[OldPart], OldPart]] = {
    Verb.NAME_RECORD: lambda old: verbs.name_record(old, HASH),
    Verb.GIVE_BACK: lambda old: verbs.give_back(old, old.quantity - old.returned),
    Verb.SETTLE: verbs.settle,
    Verb.WAIVE: lambda old: verbs.waive(old, by="chief", reason="burnt", now=NOW),
    Verb.COUNT_AS_SOLD: lambda old: verbs.count_as_sold(old, reason="two seasons past"),
}


@pytest.mark.parametrize(("state", "verb"), list(product(State, Verb)))
def test_each_verb_is_refused_where_the_life_has_it_not(state: State, verb: Verb) -> None:
    old = an_old_part(state=state)

    if state in TRANSITIONS[verb]:
        assert DO[verb](old).state is TRANSITIONS[verb][state]
        return
    with pytest.raises(OldPartWrongState):
        DO[verb](old)


@pytest.mark.parametrize(
    ("must_return", "under_warranty", "owed"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_only_a_part_used_under_warranty_whose_old_one_comes_back_is_owed(
    must_return: bool, under_warranty: bool, owed: bool
) -> None:
    assert must_come_back(a_part(must_return=must_return), under_warranty=under_warranty) is owed


@pytest.mark.parametrize(
    ("policy", "used_on", "due_on"),
    [
        (IN_A_MONTH, date(2026, 11, 23), date(2026, 12, 23)),
        (TWICE_A_YEAR, date(2026, 6, 20), date(2026, 6, 30)),
        (TWICE_A_YEAR, date(2026, 6, 21), date(2026, 12, 31)),
        (TWICE_A_YEAR, date(2026, 12, 22), date(2027, 6, 30)),
        (OldPartPolicy(fixed_days=(YearDay(month=3, day=1),)), date(2026, 3, 1), date(2026, 3, 1)),
        (OldPartPolicy(fixed_days=(YearDay(month=3, day=1),)), date(2026, 3, 2), date(2027, 3, 1)),
    ],
)
def test_it_is_due_as_the_policy_says(policy: OldPartPolicy, used_on: date, due_on: date) -> None:
    assert policy.due_on(used_on) == due_on


@given(used_on=st.dates(date(2020, 1, 1), date(2040, 1, 1)), notice_days=st.integers(0, 180))
def test_a_fixed_day_leaves_the_notice_and_none_is_left_out(used_on: date, notice_days: int) -> None:
    fixed = (YearDay(month=2, day=28), YearDay(month=8, day=31))

    due_on = OldPartPolicy(fixed_days=fixed, notice_days=notice_days).due_on(used_on)

    assert YearDay(month=due_on.month, day=due_on.day) in fixed
    assert notice_days <= (due_on - used_on).days <= notice_days + 185


@pytest.mark.parametrize(
    "figures",
    [
        {},
        {"within_days": 30, "fixed_days": (YearDay(month=6, day=30),)},
        {"within_days": 0},
        {"fixed_days": (YearDay(month=6, day=30), YearDay(month=6, day=30))},
        {"within_days": 30, "notice_days": 181},
    ],
)
def test_a_policy_has_days_or_fixed_days_and_not_both(figures: Any) -> None:
    with pytest.raises(Invalid):
        OldPartPolicy(**figures)


@pytest.mark.parametrize(("month", "day"), [(2, 29), (2, 30), (4, 31), (13, 1), (1, 0)])
def test_a_fixed_day_is_in_every_year(month: int, day: int) -> None:
    with pytest.raises(Invalid):
        YearDay(month=month, day=day)


def test_what_is_given_back_in_part_leaves_the_rest_owed() -> None:
    some = verbs.give_back(an_old_part(), 2)
    all_of_it = verbs.give_back(some, 1)

    assert (some.state, some.owed) == (State.PARTLY_RETURNED, 1)
    assert (all_of_it.state, all_of_it.owed, all_of_it.returned) == (State.RETURNED, 0, 3)


@pytest.mark.parametrize("quantity", [2, 3])
def test_more_than_is_owed_is_not_given_back(quantity: int) -> None:
    with pytest.raises(MoreThanOwed) as refused:
        verbs.give_back(verbs.give_back(an_old_part(), 2), quantity)

    assert refused.value.facts["owed"] == 1


@pytest.mark.parametrize("quantity", [0, -1])
def test_at_least_one_piece_is_given_back(quantity: int) -> None:
    with pytest.raises(Invalid):
        verbs.give_back(an_old_part(), quantity)


@pytest.mark.parametrize("state", State)
def test_it_is_overdue_after_its_day_while_any_of_it_is_owed(state: State) -> None:
    old = an_old_part(state=state)

    assert not is_overdue(old, old.due_on)
    assert is_overdue(old, old.due_on + timedelta(days=1)) is (state in OWED)


def test_who_waives_it_says_why_and_is_named() -> None:
    waived = DO[Verb.WAIVE](an_old_part())

    assert (waived.waived_by, waived.waived_at, waived.reason, waived.owed) == ("chief", NOW, "burnt", 0)
    with pytest.raises(Invalid):
        verbs.waive(an_old_part(), by="chief", reason=" ", now=NOW)
    with pytest.raises(Invalid):
        verbs.count_as_sold(an_old_part(), reason="")


def test_a_corrected_record_takes_the_place_of_the_first() -> None:
    named = verbs.name_record(verbs.name_record(an_old_part(), HASH), "cd" * 32)

    assert (named.record_hash, named.state) == ("cd" * 32, State.OPEN)
    with pytest.raises(Invalid):
        verbs.name_record(named, "no hash")


@pytest.mark.parametrize(
    "given", [{"quantity": 0}, {"taken": 4}, {"returned": 4}, {"id": ""}, {"left_note": "x" * 501}]
)
def test_an_obligation_is_of_whole_pieces(given: Any) -> None:
    with pytest.raises(Invalid):
        an_old_part(**given)
