"""A phone sends a visit's steps late, twice and out of order, with its own times (V2)."""

from __future__ import annotations

from collections import deque
from datetime import timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from visit_builders import (
    LATER,
    LENIENT,
    NOW,
    POLICY,
    USUAL,
    a_step,
    a_visit,
    whole_steps,
)

from inventory import visit_verbs as verbs
from inventory.accounts import Condition
from inventory.parts import PartCount
from inventory.visit_endings import Failed, Failure, ToBeContinued, ToWorkshop
from inventory.visit_part_steps import OldLeft, OldPieces, PartUsed
from inventory.visit_refusals import (
    AnothersVisit,
    StepIdReused,
    StepsBeforeBooking,
    StepsInFuture,
    StepsOutOfOrder,
)
from inventory.visit_steps import (
    DID,
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
from inventory.visits import MOST_STEPS, State, Visit, VisitPolicy
from refusals import Invalid


def merge(visit: Visit, *steps: Step, policy: VisitPolicy = POLICY) -> Visit:
    return verbs.merge(visit, steps, policy, now=LATER)


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
    assert {kind.did for kind in USUAL} == set(Did) == set(DID)


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
