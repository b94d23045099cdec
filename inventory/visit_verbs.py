"""What is done with a visit, one function a verb (V2): each takes the visit and gives the next one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from inventory.backup_pool import BackupPolicy
from inventory.network import is_code
from inventory.orders import Appointment
from inventory.visit_endings import ToWorkshop
from inventory.visit_refusals import (
    AnothersVisit,
    StepIdReused,
    StepsBeforeBooking,
    StepsInFuture,
    StepsOutOfOrder,
    VisitClosed,
    VisitWrongState,
    incomplete,
    listed,
)
from inventory.visit_steps import DID, Did, NotSigned, Step
from inventory.visits import (
    AT_CUSTOMER,
    IN_ORDER,
    MOST_STEPS,
    TRANSITIONS,
    Cancelled,
    Closed,
    Closing,
    NewVisit,
    State,
    Verb,
    Visit,
    VisitPolicy,
)
from refusals import FieldProblem, in_range, not_in_past_of, refuse_all, with_offset

_CLOSING = "closing"
"""Stands for the end of the visit among the ids of its steps."""


def after(visit: Visit, verb: Verb) -> State:
    """:raises VisitClosed: it has ended. :raises VisitWrongState: it stands where this can't be said."""
    if visit.state in TRANSITIONS[verb]:
        return TRANSITIONS[verb][visit.state]
    if visit.closed is not None:
        raise _closed(visit, visit.closed)
    raise VisitWrongState(number=visit.number, state=visit.state, verb=verb)


def _closed(visit: Visit, closed: Closed) -> VisitClosed:
    return VisitClosed(number=visit.number, by=closed.by, at=closed.at.isoformat(), outcome=closed.outcome)


def book(new: NewVisit, *, number: str, now: datetime) -> Visit:
    """:raises Invalid: its window is over already."""
    refuse_all(is_code("number", number), with_offset("now", now), *_is_ahead(new.window, now))
    return Visit(
        number=number, order=new.order, node=new.node, booked_at=now, window=new.window, continues=new.continues
    )


def _is_ahead(window: Appointment | None, now: datetime) -> Iterable[FieldProblem | None]:
    return [] if window is None else [not_in_past_of("window.ends", window.ends, now, "now")]


def rebook(visit: Visit, window: Appointment | None, *, now: datetime) -> Visit:
    """Another time is agreed with the customer; the visit is planned anew.

    :raises VisitWrongState: :raises Invalid: the window is over already.
    """
    after(visit, Verb.REBOOK)
    refuse_all(*_is_ahead(window, now))
    return replace(visit, window=window, technician=None)


def plan(visit: Visit, technician: str) -> Visit:
    """It is this technician's now. :raises VisitWrongState:"""
    after(visit, Verb.PLAN)
    refuse_all(is_code("technician", technician))
    return replace(visit, technician=technician)


def unplan(visit: Visit) -> Visit:
    """It is nobody's again. :raises VisitWrongState:"""
    after(visit, Verb.UNPLAN)
    return replace(visit, technician=None)


def cancel(visit: Visit, *, by: str, reason: str, now: datetime) -> Visit:
    """Nobody goes there. :raises VisitWrongState: :raises Invalid: no reason."""
    after(visit, Verb.CANCEL)
    return replace(visit, cancelled=Cancelled(by=by, at=now, reason=reason))


def reinstate(visit: Visit) -> Visit:
    """It was cancelled by mistake, or while a phone without a network was there already. :raises VisitWrongState:"""
    after(visit, Verb.REINSTATE)
    return replace(visit, cancelled=None, technician=None)


def merge(visit: Visit, steps: Iterable[Step], policy: VisitPolicy, *, now: datetime) -> Visit:
    """Take in what a phone sends: what is known already changes nothing, and the order of arrival means nothing (V2).

    All is taken in, or nothing.

    :raises StepIdReused: an id stands for another step. :raises VisitClosed: :raises VisitWrongState: nobody has it.
    :raises AnothersVisit: :raises StepsInFuture: :raises StepsBeforeBooking: :raises StepsOutOfOrder:
    :raises Invalid: there would be too many steps.
    """
    new = _unknown(visit, steps)
    if not new:
        return visit
    for step in new:
        after(visit, _verb(step.did))
        _refuse_others(visit, step.by)
    _refuse_wrong_times(visit, {step.id: step.at for step in new}, policy, now=now)
    merged = replace(visit, steps=tuple(sorted((*visit.steps, *new), key=lambda step: (step.at, step.id))))
    refuse_all(in_range("steps", len(merged.steps), 0, MOST_STEPS))
    _refuse_contradictions(merged)
    return merged


def _verb(did: Did) -> Verb:
    if did in AT_CUSTOMER:
        return Verb.ARRIVE
    return Verb.LEAVE if did is Did.LEFT else Verb.RECORD


def _unknown(visit: Visit, steps: Iterable[Step]) -> list[Step]:
    """The steps that the visit doesn't hold yet, each once."""
    known = {step.id: step for step in visit.steps}
    new: dict[str, Step] = {}
    changed = []
    for step in steps:
        there = known.get(step.id) or new.setdefault(step.id, step)
        if there != step:
            changed.append(step.id)
    if changed:
        raise StepIdReused(number=visit.number, ids=listed(changed))
    return list(new.values())


def _refuse_others(visit: Visit, by: str) -> None:
    if by != visit.technician:
        raise AnothersVisit(number=visit.number, technician=visit.technician, by=by)


def _refuse_wrong_times(visit: Visit, times: dict[str, datetime], policy: VisitPolicy, *, now: datetime) -> None:
    tolerance = timedelta(seconds=policy.clock_tolerance_s)
    ahead = [id for id, at in times.items() if at > now + tolerance]
    if ahead:
        raise StepsInFuture(number=visit.number, ids=listed(ahead), tolerance_s=policy.clock_tolerance_s)
    before = [id for id, at in times.items() if at < visit.booked_at - tolerance]
    if before:
        raise StepsBeforeBooking(number=visit.number, ids=listed(before), booked_at=visit.booked_at.isoformat())


def _refuse_contradictions(visit: Visit) -> None:
    """By the standing steps' own times."""
    wrong: list[tuple[Step, Step]] = []
    for earlier, later in IN_ORDER:
        firsts = [step for step in visit.standing if step.did in earlier]
        seconds = [step for step in visit.standing if step.did in later]
        if firsts and seconds and firsts[-1].at > seconds[0].at:
            wrong.append((seconds[0], firsts[-1]))
    if wrong:
        raise StepsOutOfOrder(
            number=visit.number,
            ids=listed(step.id for pair in wrong for step in pair),
            summary="; ".join(
                f"{DID[one.did].en} ({one.id}) before {DID[other.did].en} ({other.id})" for one, other in wrong
            ),
            summary_zh="；".join(
                f"{DID[one.did].zh}（{one.id}）早于{DID[other.did].zh}（{other.id}）" for one, other in wrong
            ),
        )


def close(visit: Visit, closing: Closing, policy: VisitPolicy, *, now: datetime) -> Visit:
    """The technician ends it: as its steps say, else as done. Sent again it changes nothing.

    :raises VisitClosed: somebody has ended it; the first counts. :raises AnothersVisit: :raises VisitWrongState:
    :raises VisitIncomplete: all that is missing. :raises StepsInFuture: :raises StepsBeforeBooking:
    :raises StepsOutOfOrder: it would end before a step that was made.
    """
    if visit.closed is not None:
        if (visit.closed.by, visit.closed.at) == (closing.by, closing.at):
            return visit
        raise _closed(visit, visit.closed)
    after(visit, Verb.RECORD)
    _refuse_others(visit, closing.by)
    ending = visit.ending
    outcome = TRANSITIONS[ending][State.ON_SITE]
    _refuse_missing(visit, closing, outcome, policy.needed(ending) - _there(visit.standing, policy))
    _refuse_wrong_times(visit, {_CLOSING: closing.at}, policy, now=now)
    _refuse_early_end(visit, closing)
    return replace(visit, closed=Closed(outcome=after(visit, ending), by=closing.by, at=closing.at))


def _there(standing: Sequence[Step], policy: VisitPolicy) -> set[Did]:
    """What is recorded; a reason that the policy takes stands for the signature."""
    excused = any(isinstance(step, NotSigned) and step.reason in policy.unsigned_for for step in standing)
    return {step.did for step in standing} | ({Did.SIGNED} if excused else set())


def _refuse_missing(visit: Visit, closing: Closing, outcome: State, missing: Iterable[Did]) -> None:
    on_their_way = set(closing.steps) - {step.id for step in visit.steps}
    refused = incomplete(visit.number, outcome, missing, on_their_way)
    if refused:
        raise refused


def _refuse_early_end(visit: Visit, closing: Closing) -> None:
    last = visit.steps[-1] if visit.steps else None
    if last is not None and closing.at < last.at:
        raise StepsOutOfOrder(
            number=visit.number,
            ids=listed([last.id]),
            summary=f"its end before {DID[last.did].en} ({last.id})",
            summary_zh=f"结束时间早于{DID[last.did].zh}（{last.id}）",
        )


def offers_loan(taken: ToWorkshop, *, registered_at: datetime, contract: bool, policy: BackupPolicy) -> bool:
    """Whether the customer is to be offered a loan unit while the machine is in the workshop (B3): the repair takes longer
    than the policy's ``loan_after_s``, counted from the order's registration as a loan is, and there is a contract if
    one is needed. What isn't known to take long isn't offered."""
    if taken.ready_at is None or (policy.loan_needs_contract and not contract):
        return False
    return (taken.ready_at - registered_at).total_seconds() > policy.loan_after_s
