"""The life of a visit (V2): every verb as the table has it, and a phone that sends steps late, twice and out of order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import timedelta, timezone
from itertools import product
from typing import Any

import pytest
from builders import an_appointment
from hypothesis import given
from hypothesis import strategies as st
from visit_builders import (
    LATER,
    LENIENT,
    MINUTE,
    NOW,
    POLICY,
    USUAL,
    a_closing,
    a_step,
    a_visit,
    a_visit_in,
    whole_steps,
)

from inventory import visit_verbs as verbs
from inventory.accounts import Condition
from inventory.backup_pool import BackupPolicy
from inventory.parts import PartCount
from inventory.visit_endings import Failed, Failure, ToBeContinued, ToWorkshop
from inventory.visit_part_steps import OldLeft, OldPieces, PartUsed
from inventory.visit_refusals import (
    AnothersVisit,
    StepIdReused,
    StepsBeforeBooking,
    StepsInFuture,
    StepsOutOfOrder,
    VisitClosed,
    VisitIncomplete,
    VisitWrongState,
)
from inventory.visit_steps import (
    DONE_ZH,
    Arrived,
    Charged,
    ConditionNoted,
    Did,
    Left,
    NotSigned,
    Phoned,
    Photo,
    Signed,
    Step,
    Unsigned,
    Withdrawn,
    WorkDone,
)
from inventory.visits import MOST_STEPS, TRANSITIONS, UNDER_WAY, NewVisit, State, Verb, Visit, VisitPolicy
from refusals import Invalid, Refusal

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


# Steps late, twice and out of order


def steps_that_agree() -> st.SearchStrategy[list[Step]]:
    """Some of a whole visit's steps, with one or another withdrawn."""

    def with_withdrawals(steps: list[Step]) -> st.SearchStrategy[list[Step]]:
        ids = st.lists(st.sampled_from([step.id for step in steps]), unique=True, max_size=3)
        return ids.map(
            lambda gone: [*steps, *(a_step(Withdrawn, 20 + n, id=f"w-{id}", of=id) for n, id in enumerate(gone))]
        )

    return st.lists(st.sampled_from(whole_steps()), unique_by=lambda step: step.id, min_size=1).flatmap(
        with_withdrawals
    )


@given(data=st.data())
def test_any_order_of_arrival_with_any_step_sent_again_gives_the_same_visit(data: st.DataObject) -> None:
    steps = data.draw(steps_that_agree())
    sent = data.draw(st.permutations([*steps, *data.draw(st.lists(st.sampled_from(steps), max_size=5))]))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=4)))

    visit = a_visit()
    for start, end in zip([0, *cuts], [*cuts, len(sent)], strict=True):
        visit = merge(visit, *sent[start:end])

    assert visit == merge(a_visit(), *steps)
    assert merge(visit, *sent) == visit


@given(data=st.data())
def test_a_phone_that_sends_again_what_was_refused_always_comes_to_the_same_visit(data: st.DataObject) -> None:
    """A tap on "arrived" by mistake, withdrawn: until the withdrawal is there, the real departure contradicts it."""
    mistaken = [a_step(Arrived, 1, id="tapped"), a_step(Withdrawn, 2, id="oops", of="tapped")]
    steps = [*mistaken, a_step(Left, 5), a_step(Arrived, 9), a_step(WorkDone, 12), a_step(Signed, 15)]
    waiting = deque(data.draw(st.permutations(steps)))

    visit, rounds = a_visit(), 0
    while waiting:
        rounds += 1
        assert rounds < 100
        step = waiting.popleft()
        try:
            visit = merge(visit, step)
        except StepsOutOfOrder:
            waiting.append(step)

    assert visit == merge(a_visit(), *steps)
    assert visit.state is State.ON_SITE


def test_a_step_shows_where_the_technician_is_while_the_arrival_is_on_its_way() -> None:
    assert merge(a_visit(), a_step(WorkDone, 9)).state is State.ON_SITE
    assert merge(a_visit(), a_step(WorkDone, 9), a_step(Left, 1)).state is State.ON_SITE


def test_what_is_withdrawn_counts_for_nothing_but_is_kept() -> None:
    visit = merge(a_visit(), a_step(Left, 1), a_step(Arrived, 2), a_step(Withdrawn, 3, of="arrived"))

    assert (visit.state, len(visit.steps)) == (State.ON_THE_WAY, 3)


def test_a_withdrawal_is_not_withdrawn() -> None:
    visit = merge(
        a_visit(),
        a_step(Arrived, 2),
        a_step(Withdrawn, 3, id="w1", of="arrived"),
        a_step(Withdrawn, 4, id="w2", of="w1"),
    )

    assert Did.ARRIVED not in visit.done


def test_an_id_stands_for_one_step() -> None:
    visit = a_visit(a_step(WorkDone, 9))

    with pytest.raises(StepIdReused) as refused:
        merge(visit, a_step(WorkDone, 9, text="清洗过滤器"))
    assert refused.value.facts["ids"] == "work_done"
    with pytest.raises(StepIdReused):
        merge(a_visit(), a_step(Photo, 9, id="same"), a_step(Arrived, 9, id="same"))


def test_the_same_moment_told_with_another_offset_is_the_same_step() -> None:
    visit = a_visit(a_step(Arrived, 2))
    there = a_step(Arrived, 2)
    again = a_step(Arrived, at=there.at.astimezone(timezone(timedelta(hours=8))))

    assert merge(visit, again) == visit


@pytest.mark.parametrize(("policy", "ahead_s", "allowed"), [(POLICY, 300, True), (POLICY, 301, False), (LENIENT, 0, True), (LENIENT, 1, False)])  # fmt: skip
def test_a_phones_clock_may_differ_from_ours_as_the_policy_says(
    policy: VisitPolicy, ahead_s: int, allowed: bool
) -> None:
    off = timedelta(seconds=ahead_s)
    ahead, behind = a_step(Photo, at=LATER + off), a_step(Photo, at=NOW - off)

    for step, kind in ((ahead, StepsInFuture), (behind, StepsBeforeBooking)):
        if allowed:
            assert merge(a_visit(), step, policy=policy).steps == (step,)
            continue
        with pytest.raises(kind) as refused:
            merge(a_visit(), step, policy=policy)
        assert refused.value.facts["ids"] == "photo"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (a_step(Left, 5), a_step(Arrived, 4)),
        (a_step(Left, 5), a_step(WorkDone, 4)),
        (a_step(Arrived, 5), a_step(PartUsed, 4)),
        (a_step(Arrived, 5), a_step(Charged, 4)),
        (a_step(WorkDone, 5), a_step(Signed, 4)),
        (a_step(PartUsed, 5), a_step(Signed, 4)),
    ],
)
def test_steps_that_contradict_each_other_by_their_own_times_are_refused_in_any_order(
    first: Step, second: Step
) -> None:
    for batches in ([[first, second]], [[first], [second]], [[second], [first]]):
        *before, last = batches
        visit = merge(a_visit(), *(step for batch in before for step in batch))
        with pytest.raises(StepsOutOfOrder) as refused:
            merge(visit, *last)
        assert refused.value.facts["ids"] == ", ".join(sorted([first.id, second.id]))


def test_all_that_was_done_comes_before_the_signature() -> None:
    steps = [a_step(WorkDone, 3), a_step(WorkDone, 8, id="more-work"), a_step(Signed, 5)]

    with pytest.raises(StepsOutOfOrder):
        merge(a_visit(), *steps)
    assert merge(a_visit(), *steps, a_step(Withdrawn, 9, of="more-work")).state is State.ON_SITE


def test_what_contradicts_nothing_may_come_at_the_same_moment_or_after_the_signature() -> None:
    steps = [a_step(Left, 5), a_step(Arrived, 5), a_step(WorkDone, 5), a_step(Signed, 5), a_step(Charged, 6), a_step(Phoned, 7)]  # fmt: skip

    assert len(merge(a_visit(), *steps).steps) == 6


def test_nothing_is_taken_in_of_another_technician() -> None:
    with pytest.raises(AnothersVisit) as refused:
        merge(a_visit(), a_step(Left, 1), a_step(Arrived, 2, by="ZJ-T002"))

    assert (refused.value.facts["technician"], refused.value.facts["by"]) == ("ZJ-T001", "ZJ-T002")


def test_what_the_first_technician_sent_may_be_sent_again_when_the_visit_is_anothers() -> None:
    phoned = a_step(Phoned, 1)
    now_anothers = verbs.plan(a_visit(phoned), "ZJ-T002")

    assert merge(now_anothers, phoned) == now_anothers


def test_a_visit_holds_so_many_steps_and_no_more() -> None:
    photos = [a_step(Photo, 1, id=f"p{n}") for n in range(MOST_STEPS)]

    assert len(merge(a_visit(), *photos).steps) == MOST_STEPS
    with pytest.raises(Invalid):
        merge(a_visit(*photos), a_step(Left, 1))


# Closing


def test_a_finished_visit_needs_all_that_the_policy_asks_and_says_all_that_is_missing() -> None:
    with pytest.raises(VisitIncomplete) as refused:
        close(a_visit(), steps=("photo", "left"))

    assert refused.value.facts["missing"] == "arrived, identity_shown, condition_noted, work_done, signed"
    for told in ("photo", "left"):
        assert told in refused.value.explain("en")
        assert told in refused.value.explain("zh")
    assert "客户签字" in refused.value.explain("zh")


def test_a_visit_with_all_steps_is_done() -> None:
    visit = merge(a_visit(), *whole_steps())

    done = close(visit, steps=tuple(step.id for step in whole_steps()))

    assert (done.state, done.closed.by, done.closed.at) == (State.DONE, "ZJ-T001", NOW + 60 * MINUTE)  # type: ignore[union-attr]


@pytest.mark.parametrize("did", POLICY.needs_done)
def test_without_one_needed_step_it_is_not_done(did: Did) -> None:
    visit = a_visit(*(step for step in whole_steps() if step.did is not did))

    with pytest.raises(VisitIncomplete) as refused:
        close(visit)
    assert refused.value.facts["missing"] == did


def test_another_policy_asks_for_other_steps() -> None:
    visit = a_visit(a_step(Arrived, 2), a_step(WorkDone, 3))

    assert close(visit, LENIENT).state is State.DONE
    with pytest.raises(VisitIncomplete):
        close(visit, POLICY)
    with pytest.raises(VisitIncomplete) as refused:
        close(a_visit(*visit.steps, a_step(ToWorkshop, 4)), LENIENT)
    assert refused.value.facts["missing"] == "photo"


@pytest.mark.parametrize(("reason", "allowed"), [(Unsigned.ABSENT, True), (Unsigned.REFUSED, False)])
def test_a_reason_stands_for_the_signature_where_the_policy_takes_it(reason: Unsigned, allowed: bool) -> None:
    steps = [step for step in whole_steps() if step.did is not Did.SIGNED]
    visit = a_visit(*steps, a_step(NotSigned, 30, reason=reason))

    if allowed:
        assert close(visit).state is State.DONE
        return
    with pytest.raises(VisitIncomplete) as refused:
        close(visit)
    assert refused.value.facts["missing"] == "signed"


def test_of_two_technicians_the_second_cannot_close_and_learns_who_did() -> None:
    done = close(a_visit(*whole_steps()))

    with pytest.raises(VisitClosed) as refused:
        close(done, by="ZJ-T002", at=NOW + 61 * MINUTE)
    assert refused.value.facts["by"] == "ZJ-T001"
    with pytest.raises(AnothersVisit):
        close(a_visit(*whole_steps()), by="ZJ-T002")


def test_closing_again_changes_nothing_and_closing_otherwise_is_refused() -> None:
    done = close(a_visit(*whole_steps()))

    assert close(done) is done
    with pytest.raises(VisitClosed):
        close(done, at=NOW + 61 * MINUTE)


def test_nothing_is_added_to_a_closed_visit_but_what_it_has_may_come_again() -> None:
    done = close(a_visit(*whole_steps()))

    assert merge(done, *whole_steps()) is done
    with pytest.raises(VisitClosed):
        merge(done, a_step(Photo, 9, id="late-photo"))


@pytest.mark.parametrize(
    ("at", "kind"),
    [
        (LATER + timedelta(seconds=301), StepsInFuture),
        (NOW + 9 * MINUTE, StepsOutOfOrder),
        (NOW - 10 * MINUTE, StepsBeforeBooking),
    ],
)
def test_a_visit_ends_after_its_steps_and_not_ahead_of_us(at: Any, kind: type[Refusal]) -> None:
    with pytest.raises(kind):
        close(a_visit(*whole_steps()), at=at)


def test_the_latest_word_says_how_it_ends_and_a_withdrawn_one_says_nothing() -> None:
    on_site = [a_step(Arrived, 2), a_step(ConditionNoted, 3), a_step(Signed, 9), a_step(ToBeContinued, 10)]

    assert close(a_visit(*on_site)).state is State.TO_BE_CONTINUED
    assert close(a_visit(*on_site, a_step(ToWorkshop, 11))).state is State.TO_WORKSHOP
    back = [a_step(ToWorkshop, 11), a_step(Withdrawn, 12, of="to_workshop")]
    assert close(a_visit(*on_site, *back)).state is State.TO_BE_CONTINUED


def test_a_customer_who_is_not_at_home_was_phoned() -> None:
    in_vain = a_visit(a_step(Left, 2), a_step(Failed, 30))

    with pytest.raises(VisitIncomplete) as refused:
        close(in_vain)
    assert refused.value.facts["missing"] == "phoned"
    assert close(a_visit(*in_vain.steps, a_step(Phoned, 1, reached=False))).state is State.FAILED


# The steps themselves


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (Left, {"id": ""}),
        (Left, {"id": "a b"}),
        (Left, {"at": NOW.replace(tzinfo=None)}),
        (ConditionNoted, {"complete": False}),
        (ConditionNoted, {"tampered": True}),
        (WorkDone, {"text": " "}),
        (PartUsed, {"quantity": 0}),
        (PartUsed, {"condition": Condition.DEFECTIVE}),
        (PartUsed, {"old": OldPieces(taken=0)}),
        (PartUsed, {"old": OldPieces(taken=2)}),
        (PartUsed, {"old": OldPieces(taken=1, left=OldLeft.DESTROYED)}),
        (Photo, {"file": "photo.jpg"}),
        (Signed, {"signer": ""}),
        (NotSigned, {"note": ""}),
        (Charged, {"amount_fen": 0}),
        (Charged, {"amount_fen": 1.5}),
        (ToBeContinued, {"next_time": ""}),
        (ToBeContinued, {"parts": (PartCount(part="DP-1", quantity=1),) * 2}),
        (ToWorkshop, {"reason": ""}),
        (ToWorkshop, {"ready_at": NOW.replace(tzinfo=None)}),
        (Failed, {"reason": Failure.OTHER}),
        (Withdrawn, {"reason": ""}),
    ],
)
def test_a_wrong_step_is_refused(kind: type[Step], given: Any) -> None:
    with pytest.raises(Invalid):
        a_step(kind, **given)


@pytest.mark.parametrize("given", [{"taken": -1}, {"taken": 1, "serials": ("A", "B")}, {"taken": 0, "left": OldLeft.OTHER}])  # fmt: skip
def test_old_pieces_are_told_rightly(given: Any) -> None:
    with pytest.raises(Invalid):
        OldPieces(**given)


def test_an_old_part_left_behind_has_its_reason() -> None:
    left = a_step(PartUsed, quantity=2, old=OldPieces(taken=1, left=OldLeft.DESTROYED))

    assert (left.old_part, left.old.left) == ("DP-1", OldLeft.DESTROYED)


def test_every_kind_of_step_has_its_value_and_a_name_in_chinese() -> None:
    assert {kind.did for kind in USUAL} == set(Did) == set(DONE_ZH)


@pytest.mark.parametrize(
    "figures",
    [
        {"needs_done": (Did.PART_USED,)},
        {"needs_done": (Did.ARRIVED, Did.ARRIVED)},
        {"unsigned_for": (Unsigned.ABSENT,) * 2},
        {"clock_tolerance_s": -1},
    ],
)
def test_a_policy_asks_for_what_every_visit_can_have(figures: Any) -> None:
    usual = {"needs_done": (), "needs_continued": (), "needs_workshop": (), "needs_failed": (), "unsigned_for": (), "clock_tolerance_s": 0}  # fmt: skip

    with pytest.raises(Invalid):
        VisitPolicy(**{**usual, **figures})


# B3


@pytest.mark.parametrize(
    ("after_h", "contract", "needs_contract", "offered"),
    [
        (49, True, True, True),
        (48, True, True, False),
        (49, False, True, False),
        (49, False, False, True),
        (None, True, True, False),
    ],
)
def test_a_loan_unit_is_offered_for_a_long_repair_under_contract(
    after_h: int | None, contract: bool, needs_contract: bool, offered: bool
) -> None:
    policy = BackupPolicy(loan_after_s=48 * 3600, loan_needs_contract=needs_contract, longest_loan_s=10**6, swap_return_s=10**6)  # fmt: skip
    ready_at = None if after_h is None else NOW + timedelta(hours=after_h)

    told = verbs.offers_loan(a_step(ToWorkshop, ready_at=ready_at), registered_at=NOW, contract=contract, policy=policy)

    assert told is offered
