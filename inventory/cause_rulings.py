"""Why a promise was missed, as a person decides it (S7): on record, and changed only by another decision on record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from inventory.causes import OWNERS, CauseKind, Owner, Proposal
from refusals import (
    FieldProblem,
    Refusal,
    Text,
    not_blank,
    not_in_past_of,
    one_of,
    plain_text,
    refuse_all,
    with_offset,
)


class State(StrEnum):
    OPEN = "open"
    CONFIRMED = "confirmed"


class Verb(StrEnum):
    CONFIRM = "confirm"
    REVISE = "revise"


TRANSITIONS: dict[Verb, dict[State, State]] = {
    Verb.CONFIRM: {State.OPEN: State.CONFIRMED},
    Verb.REVISE: {State.CONFIRMED: State.CONFIRMED},
}
"""Where each verb can be said, and where it leads."""


class CauseWrongState(Refusal):
    code = "cause_wrong_state"
    rule = "S7"
    cause = Text(
        en="The cause of order {order} for {promise} is {state}; {verb} isn't possible.",
        zh="维修单 {order} 的 {promise} 超时原因状态为 {state}，不能执行 {verb}。",
    )
    remedy = Text(
        en="Confirm what is open; what was confirmed is changed by another decision, with its reason.",
        zh="未认定的请先认定；已认定的须另行作出更改决定并说明理由。",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A person's decision. ``reason`` is given for what was not proposed, and for every change."""

    kind: CauseKind
    owner: Owner
    by: str
    at: datetime
    reason: str = ""

    def __post_init__(self) -> None:
        refuse_all(
            one_of("owner", self.owner, OWNERS[self.kind]),
            not_blank("by", self.by),
            with_offset("at", self.at),
            plain_text("reason", self.reason, most=500),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """``rulings`` are all that were made about a missed promise; the last one counts."""

    order: str
    promise: str
    rulings: tuple[Ruling, ...] = ()

    @property
    def state(self) -> State:
        return State.CONFIRMED if self.rulings else State.OPEN

    @property
    def owner(self) -> Owner | None:
        return self.rulings[-1].owner if self.rulings else None


def after(cause: Cause, verb: Verb) -> State:
    """:raises CauseWrongState: it stands where this can't be said."""
    if cause.state not in TRANSITIONS[verb]:
        raise CauseWrongState(order=cause.order, promise=cause.promise, state=cause.state, verb=verb)
    return TRANSITIONS[verb][cause.state]


def confirm(cause: Cause, ruling: Ruling, proposals: Iterable[Proposal]) -> Cause:
    """:raises CauseWrongState: it was confirmed. :raises Invalid: it wasn't proposed, and isn't given a reason."""
    after(cause, Verb.CONFIRM)
    proposed = any((one.kind, one.owner) == (ruling.kind, ruling.owner) for one in proposals)
    refuse_all(None if proposed else not_blank("reason", ruling.reason, most=500))
    return replace(cause, rulings=(ruling,))


def revise(cause: Cause, ruling: Ruling) -> Cause:
    """Another decision takes the place of the last one, which stays on record.

    :raises CauseWrongState: none was made. :raises Invalid: it says the same, has no reason, or is older.
    """
    after(cause, Verb.REVISE)
    last = cause.rulings[-1]
    same = Text(en="must differ from the last decision", zh="应与上次认定不同")
    refuse_all(
        not_blank("reason", ruling.reason, most=500),
        FieldProblem("kind", "not_allowed", same, ruling.kind)
        if (ruling.kind, ruling.owner) == (last.kind, last.owner)
        else None,
        not_in_past_of("at", ruling.at, last.at, "the last decision"),
    )
    return replace(cause, rulings=(*cause.rulings, ruling))
