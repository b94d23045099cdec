"""Policies of one name follow each other without gap or overlap; new figures take the rest of one policy's days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.validity import PolicyLeavesGap, PolicyOverlaps, Succession, Term, succeed
from refusals import Refusal

FIRST = date(2026, 1, 1)


def term(first: int, until: int | None = None) -> Term:
    """From so many days after New Year on, until so many."""
    return Term(
        valid_from=FIRST + timedelta(days=first),
        valid_until=None if until is None else FIRST + timedelta(days=until),
    )


PAST_AND_PRESENT = [term(0, 10), term(10)]
ENDED = [term(0, 10), term(10, 20)]


@pytest.mark.parametrize(
    ("new", "present"),
    [(term(5), []), (term(20), ENDED), (term(20, 25), ENDED), (term(-5, 0), ENDED), (term(-5, 0), PAST_AND_PRESENT)],
)
def test_the_first_policy_and_one_beside_those_that_are_there_take_nobodys_place(
    new: Term, present: list[Term]
) -> None:
    assert succeed("promise", new, present) is None


@pytest.mark.parametrize(
    ("new", "present", "of", "keeps"),
    [
        (term(15), PAST_AND_PRESENT, term(10), term(10, 15)),
        (term(10), PAST_AND_PRESENT, term(10), None),
        (term(3, 10), PAST_AND_PRESENT, term(0, 10), term(0, 3)),
        (term(19, 20), ENDED, term(10, 20), term(10, 19)),
    ],
)
def test_new_figures_take_the_rest_of_one_policys_days(
    new: Term, present: list[Term], of: Term, keeps: Term | None
) -> None:
    assert succeed("promise", new, present) == Succession(of=of, keeps=keeps)


@pytest.mark.parametrize(
    ("new", "present"),
    [
        (term(5), PAST_AND_PRESENT),
        (term(3, 8), PAST_AND_PRESENT),
        (term(12, 20), PAST_AND_PRESENT),
        (term(-5, 5), ENDED),
        (term(15), ENDED),
    ],
)
def test_figures_that_are_valid_beside_others_are_refused(new: Term, present: list[Term]) -> None:
    with pytest.raises(PolicyOverlaps):
        succeed("promise", new, present)


@pytest.mark.parametrize(
    ("new", "gap"),
    [(term(21), ("2026-01-21", "2026-01-22")), (term(-5, -1), ("2025-12-31", "2026-01-01"))],
)
def test_a_day_without_figures_is_refused_and_named(new: Term, gap: tuple[str, str]) -> None:
    with pytest.raises(PolicyLeavesGap) as caught:
        succeed("promise", new, ENDED)

    assert (str(caught.value.facts["gap_from"]), str(caught.value.facts["gap_until"])) == gap


@given(st.lists(st.tuples(st.integers(0, 30), st.none() | st.integers(1, 20)), max_size=12))
def test_whatever_is_enacted_each_day_from_the_first_on_has_one_policy(wanted: list[tuple[int, int | None]]) -> None:
    present: list[Term] = []
    for first, days in wanted:
        new = term(first, None if days is None else first + days)
        try:
            found = succeed("promise", new, present)
        except Refusal:
            continue
        if found is not None:
            present.remove(found.of)
            present += [found.keeps] if found.keeps else []
        present.append(new)

    present.sort(key=lambda one: one.valid_from)
    assert all(one.valid_until == following.valid_from for one, following in pairwise(present))
