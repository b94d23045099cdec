"""Exchanges and refunds (W2): by right only, and none without a record of the technical department."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from inventory import exchanges as verbs
from inventory.entitlements import Answer, Decision, Ground, Reason
from inventory.exchanges import (
    TRANSITIONS,
    Appraisal,
    Exchange,
    ExchangeNotAppraised,
    ExchangeWrongState,
    NewExchange,
    NoRightToExchange,
    NotAmongChoices,
    OwnExchange,
    State,
    Verb,
)
from inventory.sale_proofs import Recognition
from refusals import Invalid, Refusal, Text

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=2)
MONEY_BACK = (Answer.REFUND, Answer.EXCHANGE, Answer.COVERED)
ANOTHER_ONE = (Answer.EXCHANGE, Answer.COVERED)


def a_decision(*choices: Answer) -> Decision:
    reason = Reason(
        ground=Ground.REFUND_DAYS, rule="W2", answer=choices[0], until=date(2026, 11, 30), text=Text(en="a", zh="a")
    )
    return Decision(answer=choices[0], choices=choices, reasons=(reason,), recognised_for_claims=Recognition.RECOGNISED)


def requested(choices: tuple[Answer, ...] = MONEY_BACK, asked: Answer = Answer.EXCHANGE) -> Exchange:
    new = NewExchange(number="EX-1", order="SO-1", serial="U-1", asked=asked)
    return verbs.request(new, a_decision(*choices), by="clerk", now=NOW)


def an_appraisal(**given: Any) -> Appraisal:
    usual = {"by": "engineer", "at": NOW + timedelta(days=1), "confirmed": True, "findings": "主板击穿"}
    return Appraisal(**{**usual, **given})


def confirmed(choices: tuple[Answer, ...] = MONEY_BACK) -> Exchange:
    return verbs.appraise(requested(choices), an_appraisal())


DO: dict[Verb, Callable[[Exchange], Exchange]] = {
    Verb.CONFIRM: lambda one: verbs.appraise(one, an_appraisal()),
    Verb.REFUSE: lambda one: verbs.appraise(one, an_appraisal(confirmed=False, reason="无故障")),
    Verb.APPRAISE_AGAIN: lambda one: verbs.appraise_again(one, reason="客户提供了视频"),
    Verb.EXCHANGE: lambda one: verbs.exchange_for(one, "U-2", by="clerk", at=LATER),
    Verb.REFUND: lambda one: verbs.refund(one, 299_900, by="clerk", at=LATER),
    Verb.WITHDRAW: lambda one: verbs.withdraw(one, reason="客户同意维修"),
}
WAY: dict[State, tuple[Verb, ...]] = {
    State.REQUESTED: (),
    State.CONFIRMED: (Verb.CONFIRM,),
    State.REFUSED: (Verb.REFUSE,),
    State.EXCHANGED: (Verb.CONFIRM, Verb.EXCHANGE),
    State.REFUNDED: (Verb.CONFIRM, Verb.REFUND),
    State.WITHDRAWN: (Verb.WITHDRAW,),
}


@pytest.mark.parametrize(("state", "verb"), list(product(State, Verb)))
def test_each_verb_is_refused_where_the_life_has_it_not(state: State, verb: Verb) -> None:
    exchange = requested()
    for step in WAY[state]:
        exchange = DO[step](exchange)
    assert exchange.state is state

    if state in TRANSITIONS[verb]:
        assert DO[verb](exchange).state is TRANSITIONS[verb][state]
        return
    taking = verb in {Verb.EXCHANGE, Verb.REFUND} and state in {State.REQUESTED, State.REFUSED}
    expected: type[Refusal] = ExchangeNotAppraised if taking else ExchangeWrongState
    with pytest.raises(expected):
        DO[verb](exchange)


@pytest.mark.parametrize(
    ("choices", "asked"),
    [
        ((Answer.COVERED,), Answer.EXCHANGE),
        ((Answer.CHARGEABLE,), Answer.REFUND),
        (ANOTHER_ONE, Answer.REFUND),
    ],
)
def test_without_a_right_to_it_nothing_is_exchanged_or_refunded(choices: tuple[Answer, ...], asked: Answer) -> None:
    with pytest.raises(NoRightToExchange):
        requested(choices, asked)


def test_a_request_keeps_the_reasons_of_the_entitlement() -> None:
    exchange = requested(MONEY_BACK, Answer.REFUND)

    assert (exchange.choices, exchange.reasons[0].ground) == (MONEY_BACK[:2], Ground.REFUND_DAYS)


def test_who_asked_for_it_does_not_appraise_it() -> None:
    with pytest.raises(OwnExchange):
        verbs.appraise(requested(), an_appraisal(by="clerk"))


def test_a_fault_that_is_not_confirmed_has_its_reason_and_gives_nothing() -> None:
    with pytest.raises(Invalid):
        an_appraisal(confirmed=False)

    refused = verbs.appraise(requested(), an_appraisal(confirmed=False, reason="无故障"))

    with pytest.raises(ExchangeNotAppraised):
        verbs.refund(refused, 100, by="clerk", at=LATER)


def test_what_was_refused_may_be_appraised_once_more_and_both_records_stay() -> None:
    refused = verbs.appraise(requested(), an_appraisal(confirmed=False, reason="无故障"))

    again = verbs.appraise(verbs.appraise_again(refused, reason="视频"), an_appraisal(at=LATER))

    assert (again.state, [one.confirmed for one in again.appraisals]) == (State.CONFIRMED, [False, True])


def test_who_may_have_the_money_back_may_take_another_machine_and_not_the_other_way_round() -> None:
    assert verbs.exchange_for(confirmed(), "U-2", by="clerk", at=LATER).new_serial == "U-2"
    assert verbs.refund(confirmed(), 299_900, by="clerk", at=LATER).refunded_fen == 299_900
    with pytest.raises(NotAmongChoices):
        verbs.refund(confirmed(ANOTHER_ONE), 299_900, by="clerk", at=LATER)


@pytest.mark.parametrize(
    "step",
    [
        lambda: verbs.exchange_for(confirmed(), "U-1", by="clerk", at=LATER),
        lambda: verbs.exchange_for(confirmed(), "u 2", by="clerk", at=LATER),
        lambda: verbs.exchange_for(confirmed(), "U-2", by="clerk", at=NOW),
        lambda: verbs.refund(confirmed(), 0, by="clerk", at=LATER),
        lambda: verbs.refund(confirmed(), 1, by="clerk", at=LATER.replace(tzinfo=None)),
        lambda: verbs.appraise(requested(), an_appraisal(at=NOW - timedelta(seconds=1))),
        lambda: verbs.withdraw(requested(), reason=" "),
        lambda: NewExchange(number="EX-1", order="SO-1", serial="U-1", asked=Answer.COVERED),
        lambda: an_appraisal(findings=""),
        lambda: an_appraisal(files=("photo.png",)),
    ],
)
def test_what_makes_no_sense_is_refused(step: Callable[[], object]) -> None:
    with pytest.raises(Invalid):
        step()
