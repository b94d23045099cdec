"""Visits (V1, V2): the life of one, from the booking to its end, told by the steps that a technician's phone records.

A phone may send a visit's steps hours later, twice and out of order. So a visit holds a *set* of steps, and its state
follows from the set alone; :mod:`inventory.visit_verbs` takes new ones in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inventory.network import is_code
from inventory.order_life import AskedBy
from inventory.orders import Appointment
from inventory.visit_steps import Did, Step, Unsigned, Withdrawn, is_step_id
from refusals import in_range, not_blank, one_of, refuse_all, unique, with_offset

MOST_STEPS = 500


class State(StrEnum):
    """``PLANNED``: a technician has it. Of the last five none is left, but that a cancelled visit may be booked again."""

    BOOKED = "booked"
    PLANNED = "planned"
    ON_THE_WAY = "on_the_way"
    ON_SITE = "on_site"
    DONE = "done"
    TO_BE_CONTINUED = "to_be_continued"
    TO_WORKSHOP = "to_workshop"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Verb(StrEnum):
    """``RECORD`` takes in a step that tells nothing of where the technician is."""

    REBOOK = "rebook"
    PLAN = "plan"
    UNPLAN = "unplan"
    CANCEL = "cancel"
    REINSTATE = "reinstate"
    RECORD = "record"
    LEAVE = "leave"
    ARRIVE = "arrive"
    FINISH = "finish"
    CONTINUE_LATER = "continue_later"
    TAKE_TO_WORKSHOP = "take_to_workshop"
    FAIL = "fail"


UNDER_WAY = (State.PLANNED, State.ON_THE_WAY, State.ON_SITE)
"""A technician has it, and its steps are taken in."""

TRANSITIONS: dict[Verb, dict[State, State]] = {
    Verb.REBOOK: dict.fromkeys((State.BOOKED, State.PLANNED), State.BOOKED),
    Verb.PLAN: dict.fromkeys((State.BOOKED, State.PLANNED), State.PLANNED),
    Verb.UNPLAN: {State.PLANNED: State.BOOKED},
    Verb.CANCEL: dict.fromkeys((State.BOOKED, State.PLANNED, State.ON_THE_WAY), State.CANCELLED),
    Verb.REINSTATE: {State.CANCELLED: State.BOOKED},
    Verb.RECORD: {state: state for state in UNDER_WAY},
    Verb.LEAVE: {State.PLANNED: State.ON_THE_WAY, State.ON_THE_WAY: State.ON_THE_WAY, State.ON_SITE: State.ON_SITE},
    Verb.ARRIVE: dict.fromkeys(UNDER_WAY, State.ON_SITE),
    Verb.FINISH: {State.ON_SITE: State.DONE},
    Verb.CONTINUE_LATER: {State.ON_SITE: State.TO_BE_CONTINUED},
    Verb.TAKE_TO_WORKSHOP: {State.ON_SITE: State.TO_WORKSHOP},
    Verb.FAIL: dict.fromkeys(UNDER_WAY, State.FAILED),
}
"""The life of a visit: where each verb can be said, and where it leads. Leaving that is told after arriving changes nothing."""

AT_CUSTOMER = frozenset(
    {
        Did.ARRIVED,
        Did.IDENTITY_SHOWN,
        Did.CONDITION_NOTED,
        Did.WORK_DONE,
        Did.PART_USED,
        Did.SIGNED,
        Did.UNSIGNED,
        Did.CHARGED,
        Did.TO_BE_CONTINUED,
        Did.TO_WORKSHOP,
    }
)
"""The steps that are made on site: each shows that the technician is there, also while the arrival itself is on its way."""

ENDINGS: dict[Did, Verb] = {
    Did.TO_BE_CONTINUED: Verb.CONTINUE_LATER,
    Did.TO_WORKSHOP: Verb.TAKE_TO_WORKSHOP,
    Did.FAILED: Verb.FAIL,
}
"""The steps that say how a visit ends; one without any is finished."""

IN_ORDER: tuple[tuple[frozenset[Did], frozenset[Did]], ...] = (
    (frozenset({Did.LEFT}), AT_CUSTOMER),
    (frozenset({Did.ARRIVED}), AT_CUSTOMER - {Did.ARRIVED}),
    (frozenset({Did.WORK_DONE, Did.PART_USED}), frozenset({Did.SIGNED})),
)
"""None of the first is later than any of the second, by the phone's clock; a customer signs for what was done before."""

_NEEDABLE = (
    Did.PHONED,
    Did.LEFT,
    Did.ARRIVED,
    Did.IDENTITY_SHOWN,
    Did.CONDITION_NOTED,
    Did.WORK_DONE,
    Did.PHOTO,
    Did.SIGNED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPolicy:
    """What must be recorded before a visit ends as done, to be continued, with the machine in the workshop, or failed (V2).

    Whoever ended it on site has arrived, whatever the policy asks. A reason in ``unsigned_for`` stands in for a signature.
    A phone's clock may be ``clock_tolerance_s`` ahead of ours, or behind it (0 s to a day).
    """

    needs_done: tuple[Did, ...]
    needs_continued: tuple[Did, ...]
    needs_workshop: tuple[Did, ...]
    needs_failed: tuple[Did, ...]
    unsigned_for: tuple[Unsigned, ...]
    clock_tolerance_s: int

    def __post_init__(self) -> None:
        needs = {
            "needs_done": self.needs_done,
            "needs_continued": self.needs_continued,
            "needs_workshop": self.needs_workshop,
            "needs_failed": self.needs_failed,
        }
        refuse_all(
            *(one_of(f"{name}.{i}", did, _NEEDABLE) for name, kinds in needs.items() for i, did in enumerate(kinds)),
            *(unique(name, kinds) for name, kinds in needs.items()),
            unique("unsigned_for", self.unsigned_for),
            in_range("clock_tolerance_s", self.clock_tolerance_s, 0, 24 * 3600),
        )

    def needed(self, ending: Verb) -> frozenset[Did]:
        """The steps without which a visit doesn't end so."""
        needs, on_site = {
            Verb.FINISH: (self.needs_done, {Did.ARRIVED}),
            Verb.CONTINUE_LATER: (self.needs_continued, {Did.ARRIVED}),
            Verb.TAKE_TO_WORKSHOP: (self.needs_workshop, {Did.ARRIVED}),
            Verb.FAIL: (self.needs_failed, set[Did]()),
        }[ending]
        return frozenset(needs) | on_site


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVisit:
    """A visit for ``order`` by a technician of ``node``; ``window`` was agreed with the customer (S1), who wanted it so and why.

    ``continues`` is the visit that could not be finished.
    """

    order: str
    node: str
    window: Appointment | None = None
    asked_by: AskedBy = AskedBy.US
    note: str = ""
    continues: str | None = None

    def __post_init__(self) -> None:
        refuse_all(
            is_code("order", self.order),
            is_code("node", self.node),
            None if self.continues is None else is_code("continues", self.continues),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A technician ends the visit at ``at``, by the phone's clock. ``steps`` are the ids of all that the phone recorded,
    so that nothing still on its way is lost."""

    by: str
    at: datetime
    steps: tuple[str, ...]

    def __post_init__(self) -> None:
        refuse_all(
            is_code("by", self.by),
            with_offset("at", self.at),
            in_range("steps", len(self.steps), 0, MOST_STEPS),
            *(is_step_id(f"steps.{i}", step) for i, step in enumerate(self.steps)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """How a visit ended: ``outcome`` is done, to be continued, to workshop or failed."""

    outcome: State
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled:
    by: str
    at: datetime
    reason: str

    def __post_init__(self) -> None:
        refuse_all(with_offset("at", self.at), not_blank("reason", self.reason, most=500))


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """``steps`` are in the order of the phone's times. ``technician`` is set while the visit is planned."""

    number: str
    order: str
    node: str
    booked_at: datetime
    window: Appointment | None = None
    continues: str | None = None
    technician: str | None = None
    steps: tuple[Step, ...] = ()
    closed: Closed | None = None
    cancelled: Cancelled | None = None

    @property
    def standing(self) -> tuple[Step, ...]:
        """The steps that were not withdrawn. To withdraw a withdrawal brings nothing back."""
        withdrawn = {step.of for step in self.steps if isinstance(step, Withdrawn)}
        return tuple(step for step in self.steps if step.id not in withdrawn)

    @property
    def done(self) -> frozenset[Did]:
        """The kinds of its standing steps."""
        return frozenset(step.did for step in self.standing)

    @property
    def state(self) -> State:
        """It follows from what is known, in whichever order that came."""
        if self.closed is not None:
            return self.closed.outcome
        if self.cancelled is not None:
            return State.CANCELLED
        if self.technician is None:
            return State.BOOKED
        if self.done & AT_CUSTOMER:
            return State.ON_SITE
        return State.ON_THE_WAY if Did.LEFT in self.done else State.PLANNED

    def has_begun(self, *, since: datetime | None) -> bool:
        """Whether the technician has left for it, or it ended ``since`` then, None: ever (V5)."""
        if self.closed is not None:
            return since is None or self.closed.at >= since
        return self.state in {State.ON_THE_WAY, State.ON_SITE}

    @property
    def ending(self) -> Verb:
        """How it would end now: as the latest step about that says, else finished."""
        said = [ENDINGS[step.did] for step in self.standing if step.did in ENDINGS]
        return said[-1] if said else Verb.FINISH
