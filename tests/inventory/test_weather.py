"""Weather alerts: what one says, and what becomes of it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from inventory.weather import (
    TRANSITIONS,
    Alert,
    AlertKind,
    AlertLevel,
    AlertWrongState,
    NewAlert,
    State,
    Verb,
    Withdrawal,
    end,
    record,
    withdraw,
)
from refusals import Invalid

CHINA = timezone(timedelta(hours=8))
START = datetime(2026, 11, 20, 6, tzinfo=CHINA)


def a_new_alert(**given: Any) -> NewAlert:
    usual = {
        "kind": AlertKind.RAINSTORM,
        "level": AlertLevel.ORANGE,
        "nodes": ("ZJ",),
        "from_at": START,
        "source": "浙江省气象台",
    }
    return NewAlert(**{**usual, **given})


def an_alert(state: State) -> Alert:
    alert = record(a_new_alert(), number="WA-000001", by="director", now=START)
    if state is State.ENDED:
        return end(alert, START + timedelta(hours=9))
    if state is State.WITHDRAWN:
        return withdraw(alert, Withdrawal(by="director", at=START, reason="wrong province"))
    return alert


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("state", State)
def test_each_verb_is_for_some_states_and_leads_where_the_table_says(verb: Verb, state: State) -> None:
    def say(alert: Alert) -> Alert:
        if verb is Verb.END:
            return end(alert, START + timedelta(hours=5))
        return withdraw(alert, Withdrawal(by="director", at=START, reason="x"))

    if state in TRANSITIONS[verb]:
        assert say(an_alert(state)).state is TRANSITIONS[verb][state]
    else:
        with pytest.raises(AlertWrongState):
            say(an_alert(state))


def test_an_alert_with_its_end_has_ended() -> None:
    told = a_new_alert(to_at=START + timedelta(hours=3))

    assert record(told, number="WA-000001", by="director", now=START).state is State.ENDED


@pytest.mark.parametrize(
    "wrong",
    [
        {"nodes": ()},
        {"nodes": ("ZJ", "ZJ")},
        {"nodes": ("no node",)},
        {"to_at": START},
        {"from_at": datetime(2026, 11, 20)},  # noqa: DTZ001 - meant
        {"source": " "},
    ],
)
def test_what_an_alert_says_must_make_sense(wrong: Any) -> None:
    with pytest.raises(Invalid):
        a_new_alert(**wrong)


def test_an_alert_does_not_end_before_it_began() -> None:
    with pytest.raises(Invalid, match="to_at"):
        end(an_alert(State.IN_FORCE), START - timedelta(hours=1))
