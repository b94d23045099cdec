"""The life of a service order (S2, S3, S10): from its registration over province and outlet to its end.

What a step means to the clocks is told as an *occasion* and a pause, in plain words: which clocks an occasion starts and
stops is known where the clocks are. :mod:`inventory.order_life_verbs` goes on with an order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inventory.network import is_code
from inventory.orders import OPEN, VISITED, Appointment, OrderKind, OrderStatus
from refusals import Refusal, Text, not_blank, plain_text, refuse_all, with_offset


class Verb(StrEnum):
    REGISTER = "register"
    AMEND = "amend"
    FORWARD = "forward"
    ASSIGN = "assign"
    SEND_BACK = "send_back"
    BOOK = "book"
    UNBOOK = "unbook"
    START = "start"
    WAIT = "wait"
    RESUME = "resume"
    FINISH = "finish"
    ANSWER = "answer"
    REOPEN = "reopen"
    CLOSE = "close"
    CANCEL = "cancel"
    MERGE = "merge"
    ESCALATE = "escalate"
    SETTLE = "settle"


_AT_THE_OUTLET = (OrderStatus.ASSIGNED, OrderStatus.BOOKED, OrderStatus.WAITING)
_BEFORE_THE_VISIT = (OrderStatus.REGISTERED, OrderStatus.FORWARDED, *_AT_THE_OUTLET)

TRANSITIONS: dict[Verb, dict[OrderStatus, OrderStatus]] = {
    Verb.REGISTER: {},
    Verb.AMEND: {status: status for status in OPEN},
    Verb.FORWARD: dict.fromkeys((OrderStatus.REGISTERED, OrderStatus.FORWARDED), OrderStatus.FORWARDED),
    Verb.ASSIGN: dict.fromkeys(_BEFORE_THE_VISIT, OrderStatus.ASSIGNED),
    Verb.SEND_BACK: dict.fromkeys(_AT_THE_OUTLET, OrderStatus.FORWARDED),
    Verb.BOOK: dict.fromkeys(_AT_THE_OUTLET, OrderStatus.BOOKED),
    Verb.UNBOOK: dict.fromkeys((OrderStatus.BOOKED, OrderStatus.IN_PROGRESS), OrderStatus.ASSIGNED),
    Verb.START: dict.fromkeys(_AT_THE_OUTLET, OrderStatus.IN_PROGRESS),
    Verb.WAIT: dict.fromkeys((*_AT_THE_OUTLET, OrderStatus.IN_PROGRESS), OrderStatus.WAITING),
    Verb.RESUME: {OrderStatus.WAITING: OrderStatus.ASSIGNED},
    Verb.FINISH: dict.fromkeys((OrderStatus.IN_PROGRESS, OrderStatus.WAITING), OrderStatus.DONE),
    Verb.ANSWER: dict.fromkeys((OrderStatus.REGISTERED, OrderStatus.FORWARDED, OrderStatus.ASSIGNED), OrderStatus.DONE),
    Verb.REOPEN: {OrderStatus.DONE: OrderStatus.ASSIGNED},
    Verb.CLOSE: {OrderStatus.DONE: OrderStatus.CLOSED},
    Verb.CANCEL: dict.fromkeys(OPEN, OrderStatus.CANCELLED),
    Verb.MERGE: dict.fromkeys(_BEFORE_THE_VISIT, OrderStatus.DUPLICATE),
    Verb.ESCALATE: {status: status for status in OPEN},
    Verb.SETTLE: {status: status for status in (*OPEN, OrderStatus.DONE)},
}
"""Where each verb can be said, and where it leads; registering begins a life. An order that waited is booked anew; one
that was amended or escalated stays where it is."""

KEEPS_WAITING = frozenset({Verb.AMEND, Verb.ESCALATE, Verb.SETTLE})
"""The verbs that say nothing of what the order waits for."""

DESK = frozenset(OrderKind) - VISITED
"""The kinds that are answered, not visited (S2)."""

FOR_KINDS: dict[Verb, frozenset[OrderKind]] = {
    **dict.fromkeys(
        (Verb.SEND_BACK, Verb.BOOK, Verb.UNBOOK, Verb.START, Verb.WAIT, Verb.RESUME, Verb.FINISH, Verb.REOPEN), VISITED
    ),
    Verb.ANSWER: DESK,
    Verb.MERGE: VISITED | {OrderKind.CONSULTATION},
}
"""The verbs that are for some kinds of order only. A complaint and a chaser say something of their own: they aren't merged."""


class Occasion(StrEnum):
    """What the clocks are told; the same words as theirs."""

    REGISTERED = "registered"
    FORWARDED_TO_PROVINCE = "forwarded_to_province"
    FORWARDED_TO_OUTLET = "forwarded_to_outlet"
    ANSWERED = "answered"
    BOOKED = "booked"
    UNBOOKED = "unbooked"
    ARRIVED = "arrived"
    RESTORED = "restored"
    SWAPPED = "swapped"
    COMPLAINT_ANSWERED = "complaint_answered"
    ESCALATED = "escalated"
    ESCALATION_SETTLED = "escalation_settled"
    CLOSED = "closed"


class WaitingFor(StrEnum):
    """A part and the workshop are our own matter: the clocks go on."""

    PART = "part"
    WORKSHOP = "workshop"
    CUSTOMER = "customer"
    CONSENT = "consent"
    WEATHER = "weather"


class ClockPause(StrEnum):
    """Why the clocks stand still; the same words as theirs."""

    CUSTOMER_ASKED = "customer_asked"
    AWAITING_CONSENT = "awaiting_consent"
    WEATHER = "weather"


PAUSES: dict[WaitingFor, ClockPause] = {
    WaitingFor.CUSTOMER: ClockPause.CUSTOMER_ASKED,
    WaitingFor.CONSENT: ClockPause.AWAITING_CONSENT,
    WaitingFor.WEATHER: ClockPause.WEATHER,
}


class OrderWrongStatus(Refusal):
    code = "order_wrong_status"
    rule = "S2"
    cause = Text(
        en="Order {number} is {status}; {verb} isn't possible any more, or not yet.",
        zh="维修单 {number} 状态为 {status}，不能执行 {verb}。",
    )
    remedy = Text(en="Read it again: somebody may have gone on with it.", zh="请刷新后查看，可能已有人处理。")


class OrderWrongKind(Refusal):
    code = "order_wrong_kind"
    rule = "S2"
    cause = Text(
        en="Order {number} is a {kind}; {verb} is not for that.", zh="维修单 {number} 类型为 {kind}，不适用 {verb}。"
    )
    remedy = Text(
        en="What is asked by phone is answered; what needs a visit is booked and done.",
        zh="咨询、投诉、催办应予答复；需上门的应预约并完成。",
    )


class EscalatesNotUpwards(Refusal):
    code = "escalates_not_upwards"
    rule = "S10"
    cause = Text(
        en="Order {number} is with {present} already; {wanted} is not above.",
        zh="维修单 {number} 已升级至 {present}，{wanted} 并非更高一级。",
    )
    remedy = Text(
        en="Settle that first, or take it up to the next level.", zh="请先处理完当前升级事项，或升级至更高一级。"
    )


class NothingEscalated(Refusal):
    code = "nothing_escalated"
    rule = "S10"
    cause = Text(en="Nothing of order {number} is escalated.", zh="维修单 {number} 没有未处理的升级事项。")
    remedy = Text(en="Read it again: somebody may have settled it.", zh="请刷新后查看，可能已有人处理。")


class AskedBy(StrEnum):
    """Who wanted this time and no earlier one; ``WEATHER`` allowed none (S6, S7)."""

    CUSTOMER = "customer"
    US = "us"
    WEATHER = "weather"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A time agreed with the customer at ``at`` (S1), who wanted it so, and why."""

    appointment: Appointment
    at: datetime
    asked_by: AskedBy
    note: str = ""

    def __post_init__(self) -> None:
        refuse_all(with_offset("at", self.at), plain_text("note", self.note, most=500))


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """It can't go on before ``what`` is there; ``note`` says which part, or what the customer asked."""

    what: WaitingFor
    since: datetime
    note: str

    def __post_init__(self) -> None:
        refuse_all(with_offset("since", self.since), not_blank("note", self.note, most=500))


class Level(StrEnum):
    """Where what can't be solved goes, upwards (S10)."""

    PROVINCE = "province"
    HEAD_OFFICE = "head_office"
    VENDOR = "vendor"


LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """``node`` sees to it: the province, or the head office, which also deals with the vendor.

    ``passed_on``: it ended by going up further, not by an outcome.
    """

    level: Level
    node: str
    reason: str
    by: str
    at: datetime
    ended_at: datetime | None = None
    outcome: str = ""
    passed_on: bool = False

    def __post_init__(self) -> None:
        refuse_all(
            is_code("node", self.node),
            not_blank("reason", self.reason, most=500),
            not_blank("by", self.by),
            with_offset("at", self.at),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLife:
    """``holder`` is the node that has the order since its last hand-over, ``since`` when its last step happened.

    ``appointment`` is the time that holds, ``bookings`` are all that were ever agreed. ``note`` is the latest that was said: the answer, or why it was cancelled, sent back, unbooked or reopened. ``done_at``
    is when all that was asked for was done.
    """

    number: str
    kind: OrderKind
    holder: str
    since: datetime
    status: OrderStatus = OrderStatus.REGISTERED
    province: str | None = None
    outlet: str | None = None
    appointment: Appointment | None = None
    bookings: tuple[Booking, ...] = ()
    waiting: Waiting | None = None
    escalations: tuple[Escalation, ...] = ()
    merged_into: str | None = None
    done_at: datetime | None = None
    note: str = ""

    def __post_init__(self) -> None:
        refuse_all(is_code("number", self.number), is_code("holder", self.holder), with_offset("since", self.since))

    @property
    def agreed_delay(self) -> Booking | None:
        """The latest time that the customer or the weather asked for: the order counts by that (S6)."""
        wished = [one for one in self.bookings if one.asked_by is not AskedBy.US]
        return wished[-1] if wished else None

    @property
    def escalation(self) -> Escalation | None:
        """The one that is not settled."""
        last = self.escalations[-1] if self.escalations else None
        return last if last is not None and last.ended_at is None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stepped:
    """The order after a step at ``at``, and what the clocks are told, in this order: they ``resume``, ``occasion`` happened and
    ``node`` has what it starts, they pause. ``said`` is the step's own reason, answer, note or outcome."""

    order: OrderLife
    verb: Verb
    at: datetime
    node: str
    resume: bool = False
    occasion: Occasion | None = None
    pause: ClockPause | None = None
    said: str = ""
