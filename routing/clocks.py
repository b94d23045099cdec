"""Clocks (S1, S3, S4, S5, S10): what an order must see done by when, who is to do it, and how that stands.

A clock starts with a due time and is stopped by what it waits for. A pause moves the due time by as much as the clock would have
counted meanwhile, an appointment puts another in its place. :mod:`routing.clock_verbs` goes on with a clock,
:mod:`routing.clock_watch` tells how it stands, :mod:`routing.clock_table` which clocks an order has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from refusals import FieldProblem, Text, in_range, not_blank, not_in_past_of, refuse_all, with_offset
from routing.measures import Measure, elapsed
from routing.promises import Basis

LONGEST_S = 366 * 24 * 3600


class ClockKind(StrEnum):
    FORWARD_TO_PROVINCE = "forward_to_province"
    FORWARD_TO_OUTLET = "forward_to_outlet"
    BOOK_TIME = "book_time"
    ARRANGED = "arranged"
    CHECKED = "checked"
    ANSWER = "answer"
    ARRIVE = "arrive"
    RESTORE = "restore"
    SWAP = "swap"
    COMPLAINT_ANSWER = "complaint_answer"
    ESCALATION = "escalation"


KIND_NAMES: Mapping[ClockKind, Text] = {
    ClockKind.FORWARD_TO_PROVINCE: Text(en="forward to the province", zh="转派省级服务中心"),
    ClockKind.FORWARD_TO_OUTLET: Text(en="forward to an outlet", zh="转派网点"),
    ClockKind.BOOK_TIME: Text(en="book a time with the customer", zh="与客户预约"),
    ClockKind.ARRANGED: Text(en="arrange", zh="安排"),
    ClockKind.CHECKED: Text(en="check", zh="核查"),
    ClockKind.ANSWER: Text(en="answer", zh="响应"),
    ClockKind.ARRIVE: Text(en="arrive", zh="上门"),
    ClockKind.RESTORE: Text(en="restore", zh="恢复"),
    ClockKind.SWAP: Text(en="swap", zh="换机"),
    ClockKind.COMPLAINT_ANSWER: Text(en="answer the complaint", zh="投诉答复"),
    ClockKind.ESCALATION: Text(en="settle what was escalated", zh="升级处理"),
}

PROMISED = frozenset({ClockKind.ARRIVE, ClockKind.SWAP})
"""The clocks whose due time is what the customer was promised; an appointment replaces it (S1)."""


TO_THE_CUSTOMER = PROMISED | {ClockKind.ANSWER, ClockKind.RESTORE, ClockKind.COMPLAINT_ANSWER}
"""The clocks of what a customer was promised; the others are of the way there."""


class State(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    CANCELLED = "cancelled"


class Verb(StrEnum):
    PAUSE = "pause"
    RESUME = "resume"
    RENEW = "renew"
    HAND_OVER = "hand_over"
    STOP = "stop"
    CANCEL = "cancel"


TRANSITIONS: dict[Verb, dict[State, State]] = {
    Verb.PAUSE: {State.RUNNING: State.PAUSED},
    Verb.RESUME: {State.PAUSED: State.RUNNING},
    Verb.RENEW: {State.RUNNING: State.RUNNING, State.PAUSED: State.RUNNING},
    Verb.HAND_OVER: {State.RUNNING: State.RUNNING, State.PAUSED: State.PAUSED},
    Verb.STOP: dict.fromkeys((State.RUNNING, State.PAUSED), State.STOPPED),
    Verb.CANCEL: dict.fromkeys((State.RUNNING, State.PAUSED), State.CANCELLED),
}
"""Where each verb can be said, and where it leads."""


class PauseReason(StrEnum):
    """What lies with us, a missing part say, is no reason to pause."""

    CUSTOMER_ASKED = "customer_asked"
    NO_ACCESS = "no_access"
    AWAITING_CONSENT = "awaiting_consent"
    WEATHER = "weather"
    FORCE_MAJEURE = "force_majeure"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """``to_at`` is None while it lasts."""

    from_at: datetime
    reason: PauseReason
    note: str
    to_at: datetime | None = None

    def __post_init__(self) -> None:
        refuse_all(
            with_offset("from_at", self.from_at),
            with_offset("to_at", self.to_at),
            not_in_past_of("to_at", self.to_at, self.from_at, "from_at"),
            not_blank("note", self.note, most=500),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """The node that was to see to it, from ``since`` until the next one took over."""

    node: str
    since: datetime

    def __post_init__(self) -> None:
        refuse_all(not_blank("node", self.node), with_offset("since", self.since))


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When, counted how, and from how many seconds (of any kind) before that it is at risk, 0 to a year.

    ``basis`` is that of the promise, None for a time that a policy or a contract allows.
    """

    at: datetime
    measure: Measure
    at_risk_s: int
    basis: Basis | None = None

    def __post_init__(self) -> None:
        refuse_all(with_offset("at", self.at), in_range("at_risk_s", self.at_risk_s, 0, LONGEST_S))


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """Another due time took the place of ``was_due_at``, which was ``missed`` by then or not."""

    at: datetime
    was_due_at: datetime
    due_at: datetime
    missed: bool


class Notice(StrEnum):
    """What is told about a clock, each once for a due time."""

    AT_RISK = "at_risk"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """``told`` is the last notice given about the present due time. Histories are in the order of time.

    :raises Invalid: a moment without offset; one out of order; nobody holds it; it ended twice, or in an open pause.
    """

    kind: ClockKind
    order: str
    started_at: datetime
    due: Due
    holdings: tuple[Holding, ...]
    pauses: tuple[Pause, ...] = ()
    renewals: tuple[Renewal, ...] = ()
    stopped_at: datetime | None = None
    cancelled_at: datetime | None = None
    told: Notice | None = None

    def __post_init__(self) -> None:
        refuse_all(
            not_blank("order", self.order),
            with_offset("started_at", self.started_at),
            with_offset("stopped_at", self.stopped_at),
            with_offset("cancelled_at", self.cancelled_at),
            in_range("holdings", len(self.holdings), 1, 1000),
        )
        refuse_all(
            _open_inside(self.pauses, ended=not self.is_open),
            _ended_twice(self.stopped_at, self.cancelled_at),
            _in_order("pauses", [self.started_at, *self._pause_moments(), *self._ends()]),
            _in_order("holdings", [self.started_at, *(one.since for one in self.holdings)]),
        )

    @property
    def state(self) -> State:
        if self.stopped_at is not None:
            return State.STOPPED
        if self.cancelled_at is not None:
            return State.CANCELLED
        return State.PAUSED if self.open_pause else State.RUNNING

    @property
    def is_open(self) -> bool:
        return self.state in {State.RUNNING, State.PAUSED}

    @property
    def open_pause(self) -> Pause | None:
        return self.pauses[-1] if self.pauses and self.pauses[-1].to_at is None else None

    @property
    def held_by(self) -> str:
        return self.holdings[-1].node

    def holder_at(self, moment: datetime) -> str:
        """Who held it then; before its start the first one."""
        return next((one.node for one in reversed(self.holdings) if one.since <= moment), self.holdings[0].node)

    def counted_until(self, now: datetime) -> datetime:
        """The last moment that it counts, by ``now``."""
        pause = self.open_pause
        return self.stopped_at or self.cancelled_at or (pause.from_at if pause else now)

    @property
    def last_moved_at(self) -> datetime:
        """When what decides about its due time changed last."""
        return max([self.started_at, *self._pause_moments(), *(one.at for one in self.renewals)])

    @property
    def at_risk_at(self) -> datetime:
        """From then on it is at risk."""
        return max(self.started_at, elapsed(self.due.at, -timedelta(seconds=self.due.at_risk_s)))

    def _pause_moments(self) -> Iterator[datetime]:
        for pause in self.pauses:
            yield pause.from_at
            if pause.to_at is not None:
                yield pause.to_at

    def _ends(self) -> Iterator[datetime]:
        yield from (moment for moment in (self.stopped_at, self.cancelled_at) if moment is not None)


def _in_order(path: str, moments: list[datetime]) -> FieldProblem | None:
    if all(earlier <= later for earlier, later in pairwise(moments)):
        return None
    text = Text(en="must be in the order of time, within start and end", zh="须按时间先后排列，且在起止时间之内")
    return FieldProblem(path, "out_of_order", text)


def _open_inside(pauses: tuple[Pause, ...], *, ended: bool) -> FieldProblem | None:
    over = pauses if ended else pauses[:-1]
    if all(one.to_at is not None for one in over):
        return None
    text = Text(
        en="must each have an end, but for the last one of a clock that isn't stopped",
        zh="除未停止计时的最后一次暂停外，均须有结束时间",
    )
    return FieldProblem("pauses", "open", text)


def _ended_twice(stopped_at: datetime | None, cancelled_at: datetime | None) -> FieldProblem | None:
    if stopped_at is None or cancelled_at is None:
        return None
    return FieldProblem("cancelled_at", "not_allowed", Text(en="is not for a stopped clock", zh="不适用于已停止的计时"))
