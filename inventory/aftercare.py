"""Calling back after the visit (S9): whom, by when, and what they said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

from inventory.network import is_code
from inventory.orders import OrderKind
from refusals import (
    FieldProblem,
    Refusal,
    Text,
    in_range,
    not_in_past_of,
    plain_text,
    refuse_all,
    unique,
    with_offset,
)


class Satisfaction(StrEnum):
    """What a callback comes to; ``NO_ANSWER`` when nobody was reached."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    FAIR = "fair"
    NO_ANSWER = "no_answer"
    DISSATISFIED = "dissatisfied"


class State(StrEnum):
    DUE = "due"
    TRIED = "tried"
    ANSWERED = "answered"
    UNREACHED = "unreached"


class Verb(StrEnum):
    ANSWER = "answer"
    TRY_AGAIN = "try_again"
    GIVE_UP = "give_up"


class Offer(StrEnum):
    """What a dissatisfied customer is offered, and the desk does with one word."""

    COMPLAINT = "complaint"
    REOPEN = "reopen"


WAITING = (State.DUE, State.TRIED)

TRANSITIONS: dict[Verb, dict[State, State]] = {
    Verb.ANSWER: dict.fromkeys(WAITING, State.ANSWERED),
    Verb.TRY_AGAIN: dict.fromkeys(WAITING, State.TRIED),
    Verb.GIVE_UP: dict.fromkeys(WAITING, State.UNREACHED),
}
"""The life of a callback: where each verb can be said, and where it leads."""


class CallbackOver(Refusal):
    code = "callback_over"
    rule = "S9"
    cause = Text(
        en="The callback for order {order} is over: {state}; {verb} isn't possible any more.",
        zh="维修单 {order} 的回访已结束，状态为 {state}，不能执行 {verb}。",
    )
    remedy = Text(
        en="What the customer says now is a new complaint or consultation.", zh="客户现在的意见请另行登记为投诉或咨询。"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackPolicy:
    """S9. The first five are the scores (−100 to 100); orders of ``kinds`` are called back.

    What is closed before ``same_day_before``, local time, is called the same day until ``until``, else the next day until
    ``next_day_until``. After ``attempts`` calls in vain it counts as no answer.
    """

    very_satisfied: int
    satisfied: int
    fair: int
    no_answer: int
    dissatisfied: int
    kinds: tuple[OrderKind, ...]
    same_day_before: time
    until: time
    next_day_until: time
    attempts: int

    def __post_init__(self) -> None:
        times = {name: getattr(self, name) for name in ("same_day_before", "until", "next_day_until")}
        local = Text(en="must be local time, without an offset", zh="应为当地时间，不带时区")
        refuse_all(
            *(in_range(answer, self.score(answer), -100, 100) for answer in Satisfaction),
            unique("kinds", self.kinds),
            *(FieldProblem(name, "not_allowed", local) for name, value in times.items() if value.tzinfo is not None),
            in_range("attempts", self.attempts, 1, 20),
        )
        late = Text(en="must be after same_day_before", zh="必须晚于 same_day_before")
        refuse_all(None if self.same_day_before < self.until else FieldProblem("until", "too_early", late))

    def score(self, answer: Satisfaction) -> int:
        return {
            Satisfaction.VERY_SATISFIED: self.very_satisfied,
            Satisfaction.SATISFIED: self.satisfied,
            Satisfaction.FAIR: self.fair,
            Satisfaction.NO_ANSWER: self.no_answer,
            Satisfaction.DISSATISFIED: self.dissatisfied,
        }[answer]

    def due_at(self, closed_at: datetime, zone: tzinfo) -> datetime:
        local = closed_at.astimezone(zone)
        if local.time() < self.same_day_before:
            return datetime.combine(local.date(), self.until, zone)
        return datetime.combine(local.date() + timedelta(days=1), self.next_day_until, zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedOrder:
    """An order whose work is over, by which visit, by whom and when."""

    number: str
    visit: str
    kind: OrderKind
    outlet: str
    technician: str
    closed_at: datetime

    def __post_init__(self) -> None:
        refuse_all(
            is_code("number", self.number),
            is_code("visit", self.visit),
            is_code("outlet", self.outlet),
            is_code("technician", self.technician),
            with_offset("closed_at", self.closed_at),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A call at ``at``; without ``answer`` nobody was reached."""

    at: datetime
    by: str
    answer: Satisfaction | None = None
    note: str = ""

    def __post_init__(self) -> None:
        none = Text(en="is what several calls in vain come to", zh="由多次未接通自动得出，不能直接填写")
        refuse_all(
            with_offset("at", self.at),
            FieldProblem("answer", "not_allowed", none) if self.answer is Satisfaction.NO_ANSWER else None,
            plain_text("note", self.note, most=2000),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback:
    """``attempts`` are in the order in which they were recorded."""

    order: ClosedOrder
    due_at: datetime
    state: State = State.DUE
    attempts: tuple[Attempt, ...] = ()

    @property
    def result(self) -> Satisfaction | None:
        """None while it is not over."""
        if self.state is State.UNREACHED:
            return Satisfaction.NO_ANSWER
        return self.attempts[-1].answer if self.state is State.ANSWERED else None

    @property
    def offers(self) -> tuple[Offer, ...]:
        return tuple(Offer) if self.result is Satisfaction.DISSATISFIED else ()


def callback_for(order: ClosedOrder, policy: CallbackPolicy, *, zone: tzinfo) -> Callback | None:
    """Whom to call and by when; None for an order of a kind that isn't called back."""
    if order.kind not in policy.kinds:
        return None
    return Callback(order=order, due_at=policy.due_at(order.closed_at, zone))


class NothingOffered(Refusal):
    code = "nothing_offered"
    rule = "S9"
    cause = Text(
        en="The callback for order {order} came to {answer}; {offer} is offered to dissatisfied customers only.",
        zh="维修单 {order} 的回访结果为 {answer}，仅对不满意的客户办理 {offer}。",
    )
    remedy = Text(en="Register what the customer wants as an order of its own.", zh="客户的要求请另行登记。")


def may(callback: Callback, offer: Offer) -> None:
    """:raises NothingOffered: the customer didn't say to be dissatisfied."""
    if offer not in callback.offers:
        raise NothingOffered(order=callback.order.number, answer=callback.result or callback.state, offer=offer)


def after(callback: Callback, verb: Verb) -> State:
    """:raises CallbackOver: it stands where this can't be said."""
    if callback.state not in TRANSITIONS[verb]:
        raise CallbackOver(order=callback.order.number, state=callback.state, verb=verb)
    return TRANSITIONS[verb][callback.state]


def record(callback: Callback, attempt: Attempt, policy: CallbackPolicy, *, now: datetime) -> Callback:
    """A call was made. The last one that the policy asks for ends it, answered or not.

    :raises CallbackOver: :raises Invalid: it was made before the order was closed, or lies ahead.
    """
    state = after(callback, _verb(callback, attempt, policy))
    ahead = Text(en="must not lie ahead", zh="不能晚于当前时间")
    refuse_all(
        not_in_past_of("at", attempt.at, callback.order.closed_at, "closed_at"),
        FieldProblem("at", "too_late", ahead, attempt.at.isoformat()) if attempt.at > now else None,
    )
    return replace(callback, state=state, attempts=(*callback.attempts, attempt))


def _verb(callback: Callback, attempt: Attempt, policy: CallbackPolicy) -> Verb:
    if attempt.answer is not None:
        return Verb.ANSWER
    return Verb.GIVE_UP if len(callback.attempts) + 1 >= policy.attempts else Verb.TRY_AGAIN
