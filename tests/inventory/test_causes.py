"""The cause of a missed promise (S7): what is proposed first and why, and that only recorded decisions change it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.cause_rulings import TRANSITIONS, Cause, CauseWrongState, Ruling, State, Verb, confirm, revise
from inventory.causes import OWNERS, CauseKind, Fact, Missed, Owner, PromiseKept, Proposal, propose
from refusals import Invalid

START = datetime(2026, 11, 23, 8, tzinfo=UTC)


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def a_promise(ended: float | None = 30, **given: Any) -> Missed:
    """A day's promise, kept after so many hours."""
    usual = {"order": "SO-1", "promise": "arrive", "started_at": START, "due_at": at(24)}
    return Missed(**{**usual, "ended_at": None if ended is None else at(ended), **given})


def a_fact(kind: CauseKind, start: float, end: float | None, owner: Owner | None = None, what: str = "DP-1") -> Fact:
    owner = owner or min(OWNERS[kind])
    return Fact(kind=kind, owner=owner, from_at=at(start), to_at=None if end is None else at(end), what=what)


def proposed(*facts: Fact, ended: float | None = 30, now: float = 48) -> list[Proposal]:
    return propose(a_promise(ended), facts, now=at(now))


def told(found: list[Proposal]) -> list[tuple[str, str, float, bool]]:
    return [(one.kind.value, one.owner.value, one.accounts_s / 3600, one.decisive) for one in found]


PART = CauseKind.MISSING_PART
LATE = CauseKind.FORWARDED_LATE


def test_without_anything_known_it_is_the_outlets() -> None:
    assert told(proposed()) == [("too_slow", "outlet", 30, True)]


@pytest.mark.parametrize("owner", [Owner.OUTLET, Owner.PROVINCE, Owner.HEAD_OFFICE])
def test_a_part_that_was_missing_for_longer_than_the_delay_is_the_cause_of_whoever_lacked_it(owner: Owner) -> None:
    found = proposed(a_fact(PART, 2, 10, owner))

    assert told(found) == [("missing_part", owner.value, 8, True), ("too_slow", "outlet", 22, False)]


def test_what_took_less_than_the_delay_does_not_excuse_the_outlet() -> None:
    found = proposed(a_fact(LATE, 0.25, 1, Owner.HEAD_OFFICE))

    assert told(found) == [("too_slow", "outlet", 29.25, True), ("forwarded_late", "head_office", 0.75, False)]


def test_of_several_causes_the_one_that_took_longest_comes_first() -> None:
    found = proposed(a_fact(LATE, 0, 7, Owner.PROVINCE), a_fact(PART, 8, 20, Owner.HEAD_OFFICE))

    assert [one.kind for one in found] == [PART, LATE, CauseKind.TOO_SLOW]


def test_two_parts_of_one_owner_are_one_cause_and_hours_that_they_share_count_once() -> None:
    found = proposed(
        a_fact(PART, 2, 10, Owner.PROVINCE),
        a_fact(PART, 3, 5, Owner.PROVINCE),
        a_fact(PART, 6, 12, Owner.PROVINCE, "BELT"),
        a_fact(PART, 2, 5, Owner.HEAD_OFFICE),
    )

    assert told(found)[0] == ("missing_part", "province", 10, True)
    assert [fact.what for fact in found[0].facts] == ["DP-1", "DP-1", "BELT"]
    assert "DP-1、BELT" in found[0].text.zh


def test_what_was_before_the_promise_or_after_it_was_kept_is_left_out() -> None:
    found = proposed(a_fact(PART, -9, 0), a_fact(PART, 30, 40), a_fact(CauseKind.WEATHER, -5, 7, what="台风"))

    assert told(found)[0] == ("weather", "weather", 7, True)
    assert len(found) == 2


def test_what_is_still_in_the_way_counts_until_now() -> None:
    found = proposed(a_fact(PART, 20, None), ended=None, now=40)

    assert told(found)[0][2:] == (20, True)


def test_where_the_whole_time_is_explained_the_outlet_is_not_named() -> None:
    found = proposed(a_fact(CauseKind.APPOINTMENT_MOVED, 0, 30, what="出差"))

    assert told(found) == [("appointment_moved", "customer", 30, True)]


@pytest.mark.parametrize("ended", [20, 24])
def test_a_promise_that_was_kept_has_no_cause(ended: float) -> None:
    with pytest.raises(PromiseKept):
        proposed(ended=ended)


def test_a_promise_that_still_runs_is_not_missed() -> None:
    with pytest.raises(PromiseKept):
        proposed(ended=None, now=24)


@pytest.mark.parametrize(
    "build",
    [
        lambda: a_fact(CauseKind.WEATHER, 0, 1, Owner.OUTLET),
        lambda: a_fact(CauseKind.TOO_SLOW, 0, 1),
        lambda: a_fact(PART, 0, 1, Owner.CUSTOMER),
        lambda: a_fact(PART, 2, 1),
        lambda: a_fact(PART, 0, 1, what=" "),
        lambda: a_promise(ended=-1),
        lambda: a_promise(due_at=at(24).replace(tzinfo=None)),
        lambda: Ruling(kind=CauseKind.WEATHER, owner=Owner.PROVINCE, by="wang", at=START),
    ],
)
def test_nobody_answers_for_what_is_not_theirs(build: Callable[[], object]) -> None:
    with pytest.raises(Invalid):
        build()


FACTS = st.lists(
    st.builds(
        a_fact,
        st.sampled_from([kind for kind in CauseKind if kind is not CauseKind.TOO_SLOW]),
        st.integers(-10, 40),
        st.integers(41, 60) | st.none(),
        what=st.sampled_from(["A", "B"]),
    ),
    max_size=6,
)


@given(FACTS, st.randoms(use_true_random=False))
def test_the_order_in_which_facts_come_to_light_changes_nothing(facts: list[Fact], random: Any) -> None:
    shuffled = [*facts, *facts[:1]]
    random.shuffle(shuffled)

    found = proposed(*facts)

    assert found == proposed(*shuffled)
    assert found
    assert all(0 < one.accounts_s <= 30 * 3600 for one in found)


# The decision


def a_ruling(kind: CauseKind = PART, owner: Owner = Owner.PROVINCE, **given: Any) -> Ruling:
    return Ruling(**{"kind": kind, "owner": owner, "by": "wang", "at": at(50), **given})


OTHER = a_ruling(CauseKind.WEATHER, Owner.WEATHER, reason="补充气象预警", at=at(51))
DO: dict[Verb, Callable[[Cause], Cause]] = {
    Verb.CONFIRM: lambda cause: confirm(cause, a_ruling(), proposed(a_fact(PART, 2, 10, Owner.PROVINCE))),
    Verb.REVISE: lambda cause: revise(cause, OTHER),
}
OPEN = Cause(order="SO-1", promise="arrive")
CONFIRMED = DO[Verb.CONFIRM](OPEN)


@pytest.mark.parametrize(("cause", "verb"), list(product((OPEN, CONFIRMED), Verb)))
def test_a_cause_is_confirmed_once_and_then_changed_by_another_decision_only(cause: Cause, verb: Verb) -> None:
    if cause.state in TRANSITIONS[verb]:
        assert DO[verb](cause).state is TRANSITIONS[verb][cause.state]
        return
    with pytest.raises(CauseWrongState):
        DO[verb](cause)


def test_the_last_decision_counts_and_all_stay_on_record() -> None:
    revised = revise(CONFIRMED, OTHER)

    assert (OPEN.owner, CONFIRMED.owner, revised.owner) == (None, Owner.PROVINCE, Owner.WEATHER)
    assert revised.rulings == (a_ruling(), OTHER)


def test_what_was_not_proposed_is_confirmed_with_a_reason_only() -> None:
    with pytest.raises(Invalid):
        confirm(OPEN, a_ruling(), proposed())

    assert confirm(OPEN, a_ruling(reason="网点提供照片"), proposed()).state is State.CONFIRMED


@pytest.mark.parametrize("given", [{"reason": ""}, {"at": at(49)}, {"kind": PART, "owner": Owner.PROVINCE}])
def test_a_change_has_a_reason_and_changes_something(given: Any) -> None:
    usual = {"kind": OTHER.kind, "owner": OTHER.owner, "at": OTHER.at, "reason": OTHER.reason}
    with pytest.raises(Invalid):
        revise(CONFIRMED, a_ruling(**{**usual, **given}))
