"""The life of a visit (V2): every verb as the table has it, its booking and its planning."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from builders import an_appointment
from visit_builders import (
    LATER,
    MINUTE,
    NOW,
    POLICY,
    a_closing,
    a_step,
    a_visit,
    a_visit_in,
)

from inventory import visit_verbs as verbs
from inventory.visit_endings import Failed, ToBeContinued, ToWorkshop
from inventory.visit_refusals import (
    VisitClosed,
    VisitIncomplete,
    VisitWrongState,
)
from inventory.visit_steps import (
    Arrived,
    Left,
    Photo,
    Step,
)
from inventory.visits import TRANSITIONS, UNDER_WAY, NewVisit, State, Verb, Visit, VisitPolicy
from refusals import Invalid

ENDED = (State.DONE, State.TO_BE_CONTINUED, State.TO_WORKSHOP, State.FAILED)


def merge(visit: Visit, *steps: Step, policy: VisitPolicy = POLICY) -> Visit:
    return verbs.merge(visit, steps, policy, now=LATER)


def close(visit: Visit, policy: VisitPolicy = POLICY, **given: Any) -> Visit:
    return verbs.close(visit, a_closing(**given), policy, now=LATER)


def ended_with(*kinds: type[Step]) -> Callable[[Visit], Visit]:
    """It ends so, as far as the rest allows."""
    policy = VisitPolicy(
        needs_done=(), needs_continued=(), needs_workshop=(), needs_failed=(), unsigned_for=(), clock_tolerance_s=0
    )
    steps = tuple(a_step(kind, 30) for kind in kinds)
    return lambda visit: close(
        a_visit(*visit.steps, *steps, technician=visit.technician, closed=visit.closed, cancelled=visit.cancelled),
        policy,
        at=NOW + 61 * MINUTE,
    )


DO: dict[Verb, Callable[[Visit], Visit]] = {
    Verb.REBOOK: lambda visit: verbs.rebook(visit, an_appointment(), now=NOW),
    Verb.PLAN: lambda visit: verbs.plan(visit, "ZJ-T002"),
    Verb.UNPLAN: verbs.unplan,
    Verb.CANCEL: lambda visit: verbs.cancel(visit, by="clerk", reason="客户取消", now=NOW),
    Verb.REINSTATE: verbs.reinstate,
    Verb.RECORD: lambda visit: merge(visit, a_step(Photo, 5)),
    Verb.LEAVE: lambda visit: merge(visit, a_step(Left, 1, id="left-again")),
    Verb.ARRIVE: lambda visit: merge(visit, a_step(Arrived, 3, id="arrived-again")),
    Verb.FINISH: ended_with(),
    Verb.FAIL: ended_with(Failed),
}


@pytest.mark.parametrize(("state", "verb"), list(product(State, DO)))
def test_each_verb_is_refused_where_the_life_has_it_not(state: State, verb: Verb) -> None:
    visit = a_visit_in(state)

    if state in TRANSITIONS[verb]:
        assert DO[verb](visit).state is TRANSITIONS[verb][state]
        return
    with pytest.raises((VisitWrongState, VisitClosed, VisitIncomplete)) as refused:
        DO[verb](visit)
    assert (refused.type is VisitClosed) is (state in ENDED)
    assert (refused.type is VisitIncomplete) is (verb is Verb.FINISH and state in UNDER_WAY)


@pytest.mark.parametrize(("kind", "verb"), [(ToBeContinued, Verb.CONTINUE_LATER), (ToWorkshop, Verb.TAKE_TO_WORKSHOP)])
@pytest.mark.parametrize("state", State)
def test_what_is_left_unfinished_was_begun_on_site(state: State, kind: type[Step], verb: Verb) -> None:
    visit = a_visit_in(state)

    if state in TRANSITIONS[verb]:
        assert ended_with(kind)(visit).state is TRANSITIONS[verb][state]
        return
    with pytest.raises((VisitWrongState, VisitClosed, VisitIncomplete)):
        ended_with(kind)(visit)


# Booking and planning


def test_a_visit_is_booked_for_an_order_and_may_continue_another() -> None:
    visit = verbs.book(NewVisit(order="SO-1", node="ZJ-001", continues="V-0"), number="V-1", now=NOW)

    assert (visit.state, visit.booked_at, visit.continues) == (State.BOOKED, NOW, "V-0")


def test_nobody_books_a_window_that_is_over() -> None:
    over = an_appointment(starts=NOW - 2 * MINUTE, ends=NOW - MINUTE)

    with pytest.raises(Invalid):
        verbs.book(NewVisit(order="SO-1", node="ZJ-001", window=over), number="V-1", now=NOW)
    with pytest.raises(Invalid):
        verbs.rebook(a_visit(), over, now=NOW)


def test_another_time_for_the_customer_takes_the_visit_out_of_the_plan() -> None:
    later = verbs.rebook(a_visit(), an_appointment(), now=NOW)

    assert (later.state, later.technician, later.window) == (State.BOOKED, None, an_appointment())


def test_what_was_cancelled_while_a_phone_was_away_is_booked_again_and_takes_its_steps() -> None:
    cancelled = a_visit_in(State.CANCELLED)

    with pytest.raises(VisitWrongState):
        merge(cancelled, a_step(Arrived, 1))
    again = verbs.plan(verbs.reinstate(cancelled), "ZJ-T001")
    assert merge(again, a_step(Arrived, 1)).state is State.ON_SITE


def test_a_visit_has_begun_when_somebody_left_for_it_or_it_ended_since() -> None:
    begun = {state for state in State if a_visit_in(state).has_begun(since=None)}
    assert begun == set(State) - {State.BOOKED, State.PLANNED, State.CANCELLED}

    ended = a_visit_in(State.DONE)
    assert ended.closed is not None
    assert ended.has_begun(since=ended.closed.at)
    assert not ended.has_begun(since=ended.closed.at + MINUTE)
