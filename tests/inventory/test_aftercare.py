"""Callbacks (S9): whom to call by when, how a callback ends, and a month's scores with their lines, by two policies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import product
from typing import Any

import pytest

from inventory.aftercare import (
    TRANSITIONS,
    Attempt,
    Callback,
    CallbackOver,
    CallbackPolicy,
    ClosedOrder,
    NothingOffered,
    Offer,
    Satisfaction,
    State,
    Verb,
    callback_for,
    may,
    record,
)
from inventory.callback_scores import ScoreOf, Total, monthly_scores
from inventory.orders import OrderKind
from refusals import Invalid

CHINA = timezone(timedelta(hours=8))
DAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=CHINA)
NOW = NOON + timedelta(hours=4)


def a_policy(**given: Any) -> CallbackPolicy:
    usual = {
        "very_satisfied": 5,
        "satisfied": 3,
        "fair": 2,
        "no_answer": 1,
        "dissatisfied": -5,
        "kinds": (OrderKind.REPAIR, OrderKind.INSTALLATION, OrderKind.SWAP),
        "same_day_before": time(19),
        "until": time(20, 30),
        "next_day_until": time(12),
        "attempts": 3,
    }
    return CallbackPolicy(**{**usual, **given})


POLICY = a_policy()
AS_PRINTED = a_policy(dissatisfied=5, no_answer=0, attempts=1, kinds=(OrderKind.INSPECTION,))
"""A second policy: the figures as the document prints them, others for the rest."""


def an_order(number: str = "SO-1", **given: Any) -> ClosedOrder:
    usual = {
        "number": number,
        "visit": f"VS-{number}",
        "kind": OrderKind.REPAIR,
        "outlet": "ZJ-001",
        "technician": "ZJ-T001",
        "closed_at": NOON,
    }
    return ClosedOrder(**{**usual, **given})


def a_callback(state: State = State.DUE, answer: Satisfaction | None = None, **given: Any) -> Callback:
    attempts = () if state is State.DUE else (Attempt(at=NOW, by="clerk", answer=answer),)
    return Callback(order=an_order(**given), due_at=NOON, state=state, attempts=attempts)


def call(answer: Satisfaction | None = None, **given: Any) -> Attempt:
    return Attempt(**{"at": NOW, "by": "clerk", "answer": answer, **given})


DO: dict[Verb, Callable[[Callback], Callback]] = {
    Verb.ANSWER: lambda one: record(one, call(Satisfaction.FAIR), POLICY, now=NOW),
    Verb.TRY_AGAIN: lambda one: record(one, call(), a_policy(attempts=9), now=NOW),
    Verb.GIVE_UP: lambda one: record(one, call(), a_policy(attempts=1), now=NOW),
}


@pytest.mark.parametrize(("state", "verb"), list(product(State, Verb)))
def test_each_verb_is_refused_where_the_life_has_it_not(state: State, verb: Verb) -> None:
    callback = a_callback(state)

    if state in TRANSITIONS[verb]:
        assert DO[verb](callback).state is TRANSITIONS[verb][state]
        return
    with pytest.raises(CallbackOver):
        DO[verb](callback)


# Whom to call, and by when


def due(order: ClosedOrder, policy: CallbackPolicy = POLICY) -> str | None:
    found = callback_for(order, policy, zone=CHINA)
    return None if found is None else f"{found.due_at:%d %H:%M}"


def test_what_was_closed_is_called_the_same_day_and_what_was_closed_late_the_next() -> None:
    assert due(an_order()) == "23 20:30"
    assert due(an_order(closed_at=datetime(2026, 11, 23, 19, tzinfo=CHINA))) == "24 12:00"


def test_the_day_is_the_local_one() -> None:
    assert due(an_order(closed_at=datetime(2026, 11, 22, 17, tzinfo=UTC))) == "23 20:30"


def test_another_policy_calls_others() -> None:
    inspection = an_order(kind=OrderKind.INSPECTION)

    assert (due(an_order()), due(inspection)) == ("23 20:30", None)
    assert (due(an_order(), AS_PRINTED), due(inspection, AS_PRINTED)) == (None, "23 20:30")


@pytest.mark.parametrize("answer", Satisfaction)
def test_only_who_is_dissatisfied_is_offered_more(answer: Satisfaction) -> None:
    callback = answered("SO-1", answer)

    if answer is Satisfaction.DISSATISFIED:
        assert callback.offers == (Offer.COMPLAINT, Offer.REOPEN)
        return
    with pytest.raises(NothingOffered):
        may(callback, Offer.COMPLAINT)


# How it ends


def test_after_so_many_calls_in_vain_it_counts_as_no_answer() -> None:
    callback, results = a_callback(), []
    for _ in range(POLICY.attempts):
        callback = record(callback, call(), POLICY, now=NOW)
        results.append((callback.state, callback.result))

    assert results == [(State.TRIED, None), (State.TRIED, None), (State.UNREACHED, Satisfaction.NO_ANSWER)]


def test_an_answer_ends_it_after_calls_in_vain_too() -> None:
    callback = record(record(a_callback(), call(), POLICY, now=NOW), call(Satisfaction.DISSATISFIED), POLICY, now=NOW)

    assert (callback.result, len(callback.attempts)) == (Satisfaction.DISSATISFIED, 2)


@pytest.mark.parametrize("at", [NOON - timedelta(seconds=1), NOW + timedelta(seconds=1)])
def test_a_call_is_made_after_the_closing_and_not_ahead(at: datetime) -> None:
    with pytest.raises(Invalid):
        record(a_callback(), call(at=at), POLICY, now=NOW)


@pytest.mark.parametrize("given", [{"answer": Satisfaction.NO_ANSWER}, {"at": NOW.replace(tzinfo=None)}])
def test_a_call_has_its_time_and_no_answer_is_not_an_answer(given: Any) -> None:
    with pytest.raises(Invalid):
        call(**given)


# The month


def answered(number: str, answer: Satisfaction, **given: Any) -> Callback:
    state = State.UNREACHED if answer is Satisfaction.NO_ANSWER else State.ANSWERED
    return a_callback(state, None if state is State.UNREACHED else answer, number=number, **given)


MONTH = [
    answered("SO-5", Satisfaction.DISSATISFIED, technician="ZJ-T002"),
    answered("SO-1", Satisfaction.VERY_SATISFIED),
    answered("SO-2", Satisfaction.NO_ANSWER),
    answered("SO-3", Satisfaction.FAIR, outlet="ZJ-002", technician="ZJ-T003"),
    answered("SO-4", Satisfaction.SATISFIED),
    a_callback(State.TRIED, number="SO-6"),
    answered("SO-7", Satisfaction.SATISFIED, closed_at=datetime(2026, 10, 31, 16, tzinfo=UTC)),
    answered("SO-8", Satisfaction.SATISFIED, closed_at=datetime(2026, 11, 30, 16, tzinfo=UTC)),
]


def scores(callbacks: Iterable[Callback] = MONTH, policy: CallbackPolicy = POLICY, **given: Any) -> dict[ScoreOf, tuple[Total, ...]]:  # fmt: skip
    usual = {"policy_on": lambda day: policy, "provinces": {"ZJ-001": "ZJ", "ZJ-002": "ZJ"}, "period": "2026-11"}
    return monthly_scores(callbacks, **{**usual, **given}, zone=CHINA)


@pytest.mark.parametrize(
    ("policy", "technicians", "outlets", "province"),
    [
        (POLICY, {"ZJ-T001": 5 + 1 + 3 + 3, "ZJ-T002": -5, "ZJ-T003": 2}, {"ZJ-001": 7, "ZJ-002": 2}, 9),
        (AS_PRINTED, {"ZJ-T001": 5 + 0 + 3 + 3, "ZJ-T002": 5, "ZJ-T003": 2}, {"ZJ-001": 16, "ZJ-002": 2}, 18),
    ],
)
def test_a_months_scores_are_summed_by_technician_outlet_and_province(
    policy: CallbackPolicy, technicians: dict[str, int], outlets: dict[str, int], province: int
) -> None:
    found = scores(policy=policy)

    assert {one.code: one.score for one in found[ScoreOf.TECHNICIAN]} == technicians
    assert {one.code: one.score for one in found[ScoreOf.OUTLET]} == outlets
    assert {one.code: one.score for one in found[ScoreOf.PROVINCE]} == {"ZJ": province}


def test_an_outlet_whose_province_is_not_told_counts_for_none() -> None:
    found = scores(provinces={"ZJ-002": "ZJ"})

    assert [(one.code, one.score) for one in found[ScoreOf.PROVINCE]] == [("ZJ", 2)]


def test_each_counts_by_the_policy_of_its_day() -> None:
    found = scores(policy_on=lambda day: POLICY if day < DAY else AS_PRINTED)

    # SO-7 was closed on the first of the month; SO-1 counts 5, SO-2 0 and SO-4 3 by the second policy
    assert {one.code: one.score for one in found[ScoreOf.TECHNICIAN]} == {"ZJ-T001": 11, "ZJ-T002": 5, "ZJ-T003": 2}


def test_every_total_has_its_lines() -> None:
    found = scores(reversed(MONTH))

    first = found[ScoreOf.TECHNICIAN][0]
    assert [(line.order, line.answer, line.score) for line in first.lines] == [
        ("SO-1", Satisfaction.VERY_SATISFIED, 5),
        ("SO-2", Satisfaction.NO_ANSWER, 1),
        ("SO-4", Satisfaction.SATISFIED, 3),
        ("SO-7", Satisfaction.SATISFIED, 3),
    ]
    assert found == scores()


def test_a_month_is_written_as_one() -> None:
    with pytest.raises(Invalid):
        scores(period="11/2026")


@pytest.mark.parametrize(
    "figures",
    [
        {"dissatisfied": -101},
        {"very_satisfied": 101},
        {"attempts": 0},
        {"kinds": (OrderKind.REPAIR,) * 2},
        {"until": time(19)},
        {"next_day_until": time(12, tzinfo=UTC)},
    ],
)
def test_a_wrong_policy_is_refused(figures: Any) -> None:
    with pytest.raises(Invalid):
        a_policy(**figures)
