"""Chargeable work (W3): a quote, the customer's consent to that very quote, the work, and a receipt of no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from inventory import chargeable as verbs
from inventory.chargeable import (
    TRANSITIONS,
    ChargeableWork,
    ChargeableWrongState,
    ChargedMoreThanQuoted,
    ChargeKind,
    ChargeLine,
    Consent,
    Quote,
    QuoteReplaced,
    Receipt,
    State,
    Verb,
    Way,
    WorkWithoutConsent,
)
from inventory.entitlements import Ground
from inventory.visit_steps import Method
from refusals import Invalid, Refusal

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
WHY = (Ground.OUT_OF_WARRANTY,)
LABOUR = ChargeLine(kind=ChargeKind.LABOUR, text="上门维修", price_fen=8_000)
PUMP = ChargeLine(kind=ChargeKind.PART, text="排水泵", price_fen=12_000, quantity=2, part="DP-1")


def at(hours: int) -> datetime:
    return NOW + timedelta(hours=hours)


def a_quote(*lines: ChargeLine, hours: int = 0) -> Quote:
    return Quote(lines=lines or (LABOUR, PUMP), by="clerk", at=at(hours))


def a_consent(**given: Any) -> Consent:
    usual = {"round": 1, "name": "王小明", "way": Way.BY_PHONE, "at": at(1), "recorded_by": "clerk"}
    return Consent(**{**usual, **given})


def a_receipt(*lines: ChargeLine, **given: Any) -> Receipt:
    usual = {"number": "R-1", "lines": lines or (LABOUR, PUMP), "method": Method.WECHAT, "by": "T1", "at": at(3)}
    return Receipt(**{**usual, **given})


def quoted() -> ChargeableWork:
    return verbs.quote("SO-1", a_quote(), grounds=WHY)


def work_in(state: State) -> ChargeableWork:
    way: dict[State, list[Callable[[ChargeableWork], ChargeableWork]]] = {
        State.QUOTED: [],
        State.CONSENTED: [DO[Verb.CONSENT]],
        State.DECLINED: [DO[Verb.DECLINE]],
        State.WORKED: [DO[Verb.CONSENT], DO[Verb.WORK]],
        State.RECEIPTED: [DO[Verb.CONSENT], DO[Verb.WORK], DO[Verb.RECEIPT]],
    }
    work = quoted()
    for step in way[state]:
        work = step(work)
    return work


DO: dict[Verb, Callable[[ChargeableWork], ChargeableWork]] = {
    Verb.QUOTE_AGAIN: lambda work: verbs.quote_again(work, a_quote(LABOUR, hours=2), grounds=WHY),
    Verb.CONSENT: lambda work: verbs.consent(work, a_consent()),
    Verb.DECLINE: lambda work: verbs.decline(work, reason="too dear", at=at(2)),
    Verb.WORK: lambda work: verbs.do_work(work, at=at(2)),
    Verb.RECEIPT: lambda work: verbs.give_receipt(work, a_receipt()),
}


@pytest.mark.parametrize(("state", "verb"), list(product(State, Verb)))
def test_each_verb_is_refused_where_the_life_has_it_not(state: State, verb: Verb) -> None:
    work = work_in(state)
    assert work.state is state

    if state in TRANSITIONS[verb]:
        assert DO[verb](work).state is TRANSITIONS[verb][state]
        return
    unasked = verb is Verb.WORK and state in {State.QUOTED, State.DECLINED}
    expected: type[Refusal] = WorkWithoutConsent if unasked else ChargeableWrongState
    with pytest.raises(expected):
        DO[verb](work)


def test_work_before_the_consent_is_refused_with_what_it_would_cost() -> None:
    with pytest.raises(WorkWithoutConsent) as refused:
        verbs.do_work(quoted(), at=at(1))

    assert refused.value.facts == {"order": "SO-1", "round": 1, "amount_fen": 32_000}


def test_another_quote_needs_another_consent() -> None:
    again = verbs.quote_again(work_in(State.CONSENTED), a_quote(LABOUR, hours=2), grounds=WHY)

    assert (again.consent, again.round, again.quoted_fen) == (None, 2, 8_000)
    with pytest.raises(WorkWithoutConsent):
        verbs.do_work(again, at=at(3))


def test_a_consent_to_the_quote_before_is_refused() -> None:
    again = verbs.quote_again(quoted(), a_quote(LABOUR, hours=2), grounds=WHY)

    with pytest.raises(QuoteReplaced) as refused:
        verbs.consent(again, a_consent(round=1, at=at(3)))

    assert (refused.value.facts["present"], refused.value.facts["amount_fen"]) == (2, 8_000)
    assert verbs.consent(again, a_consent(round=2, at=at(3))).state is State.CONSENTED


def test_who_consented_when_and_how_stays_with_the_work() -> None:
    told = a_consent(way=Way.SIGNED, file="ab" * 16)

    assert verbs.consent(quoted(), told).consent == told


@pytest.mark.parametrize("way", Way)
def test_what_was_signed_or_written_is_shown(way: Way) -> None:
    if way in {Way.SIGNED, Way.IN_WRITING}:
        with pytest.raises(Invalid):
            a_consent(way=way)
    else:
        assert a_consent(way=way).file is None


def test_no_more_is_charged_than_was_agreed_and_less_may_be() -> None:
    worked = work_in(State.WORKED)
    dearer = ChargeLine(kind=ChargeKind.OTHER, text="高空作业", price_fen=1)

    with pytest.raises(ChargedMoreThanQuoted) as refused:
        verbs.give_receipt(worked, a_receipt(LABOUR, PUMP, dearer))

    assert (refused.value.facts["charged_fen"], refused.value.facts["quoted_fen"]) == (32_001, 32_000)
    assert verbs.give_receipt(worked, a_receipt(LABOUR)).state is State.RECEIPTED


@pytest.mark.parametrize(
    "step",
    [
        lambda: verbs.consent(quoted(), a_consent(at=at(-1))),
        lambda: verbs.quote_again(work_in(State.CONSENTED), a_quote(hours=0), grounds=WHY),
        lambda: verbs.decline(quoted(), reason="", at=at(-1)),
        lambda: verbs.do_work(work_in(State.CONSENTED), at=at(0)),
        lambda: verbs.do_work(work_in(State.CONSENTED), at=at(2).replace(tzinfo=None)),
        lambda: verbs.give_receipt(work_in(State.WORKED), a_receipt(at=at(1))),
    ],
)
def test_no_step_lies_before_the_one_that_it_follows(step: Callable[[], object]) -> None:
    with pytest.raises(Invalid):
        step()


@pytest.mark.parametrize(
    ("build", "given", "path"),
    [
        (ChargeLine, {"kind": ChargeKind.PART, "text": "泵", "price_fen": 1}, "part"),
        (ChargeLine, {"kind": ChargeKind.LABOUR, "text": "工时", "price_fen": 1, "part": "DP-1"}, "part"),
        (ChargeLine, {"kind": ChargeKind.LABOUR, "text": "", "price_fen": 1}, "text"),
        (ChargeLine, {"kind": ChargeKind.LABOUR, "text": "工时", "price_fen": -1}, "price_fen"),
        (ChargeLine, {"kind": ChargeKind.LABOUR, "text": "工时", "price_fen": 1, "quantity": 0}, "quantity"),
        (Quote, {"lines": (), "by": "clerk", "at": NOW}, "lines"),
        (Quote, {"lines": (LABOUR,), "by": "clerk", "at": NOW.replace(tzinfo=None)}, "at"),
        (a_consent, {"name": " "}, "name"),
        (a_consent, {"file": "photo.png"}, "file"),
        (a_receipt, {"number": "r 1"}, "number"),
    ],
)
def test_a_wrong_field_is_refused(build: Callable[..., object], given: dict[str, Any], path: str) -> None:
    with pytest.raises(Invalid) as refused:
        build(**given)

    assert [problem.path for problem in refused.value.problems] == [path]


def test_nobody_pays_without_a_ground() -> None:
    with pytest.raises(Invalid):
        verbs.quote("SO-1", a_quote(), grounds=())
    with pytest.raises(Invalid):
        verbs.quote_again(quoted(), a_quote(hours=1), grounds=())
