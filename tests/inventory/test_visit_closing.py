"""How a visit ends (V2): what the policy asks for, who may end it, and a loan unit for a long repair (B3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from visit_builders import (
    LATER,
    LENIENT,
    MINUTE,
    NOW,
    POLICY,
    a_closing,
    a_step,
    a_visit,
    whole_steps,
)

from inventory import visit_verbs as verbs
from inventory.backup_pool import BackupPolicy
from inventory.visit_endings import Failed, ToBeContinued, ToWorkshop
from inventory.visit_refusals import (
    AnothersVisit,
    StepsBeforeBooking,
    StepsInFuture,
    StepsOutOfOrder,
    VisitClosed,
    VisitIncomplete,
)
from inventory.visit_steps import (
    Arrived,
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
from inventory.visits import State, Visit, VisitPolicy
from refusals import Refusal


def merge(visit: Visit, *steps: Step, policy: VisitPolicy = POLICY) -> Visit:
    return verbs.merge(visit, steps, policy, now=LATER)


def close(visit: Visit, policy: VisitPolicy = POLICY, **given: Any) -> Visit:
    return verbs.close(visit, a_closing(**given), policy, now=LATER)


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
