"""An exchange or refund (W2): asked for by right, appraised by the technical department, and only then done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from inventory.entitlements import Answer, Decision, Reason
from inventory.network import is_code
from inventory.visit_steps import MOST_CHARGE_FEN, is_file_id
from refusals import (
    FieldProblem,
    Refusal,
    Text,
    in_range,
    not_blank,
    not_in_past_of,
    plain_text,
    positive,
    refuse_all,
    with_offset,
)

TAKEN_BACK = (Answer.REFUND, Answer.EXCHANGE)
MOST_FILES = 20


class State(StrEnum):
    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    EXCHANGED = "exchanged"
    REFUNDED = "refunded"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    CONFIRM = "confirm"
    REFUSE = "refuse"
    APPRAISE_AGAIN = "appraise_again"
    EXCHANGE = "exchange"
    REFUND = "refund"
    WITHDRAW = "withdraw"


TRANSITIONS: dict[Verb, dict[State, State]] = {
    Verb.CONFIRM: {State.REQUESTED: State.CONFIRMED},
    Verb.REFUSE: {State.REQUESTED: State.REFUSED},
    Verb.APPRAISE_AGAIN: {State.REFUSED: State.REQUESTED},
    Verb.EXCHANGE: {State.CONFIRMED: State.EXCHANGED},
    Verb.REFUND: {State.CONFIRMED: State.REFUNDED},
    Verb.WITHDRAW: dict.fromkeys((State.REQUESTED, State.CONFIRMED), State.WITHDRAWN),
}
"""The life of an exchange: where each verb can be said, and where it leads."""


class NoRightToExchange(Refusal):
    code = "no_right_to_exchange"
    rule = "W2"
    cause = Text(
        en="{serial} is {answer} by {rule}: there is no right to {asked}.",
        zh="机号 {serial} 按 {rule} 判定为 {answer}，不享有 {asked} 的权利。",
    )
    remedy = Text(
        en="Repair it; ask for an exchange when a right to one has come about.", zh="请先维修；符合换货条件后再申请。"
    )


class ExchangeWrongState(Refusal):
    code = "exchange_wrong_state"
    rule = "W2"
    cause = Text(
        en="Exchange {number} is {state}; {verb} isn't possible any more, or not yet.",
        zh="退换货申请 {number} 状态为 {state}，不能执行 {verb}。",
    )
    remedy = Text(en="Read it again: somebody may have gone on with it.", zh="请刷新后查看，可能已有人处理。")


class ExchangeNotAppraised(Refusal):
    code = "exchange_not_appraised"
    rule = "W2"
    cause = Text(
        en="Exchange {number} has no appraisal record that confirms the fault.",
        zh="退换货申请 {number} 没有确认故障的鉴定记录。",
    )
    remedy = Text(en="Have the technical department appraise it first.", zh="请先由技术部门出具鉴定记录。")


class OwnExchange(Refusal):
    code = "own_exchange"
    rule = "W2"
    cause = Text(en="Exchange {number} was requested by you.", zh="退换货申请 {number} 由您本人提出。")
    remedy = Text(en="Somebody else of the technical department appraises it.", zh="须由技术部门其他人员鉴定。")


class NotAmongChoices(Refusal):
    """The customer has a right to the other one only."""

    code = "exchange_not_chosen"
    rule = "W2"
    cause = Text(
        en="The customer of exchange {number} may choose from {choices}, not {asked}.",
        zh="退换货申请 {number} 的客户可选择 {choices}，不含 {asked}。",
    )
    remedy = Text(en="Do one of those.", zh="请按可选项办理。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal:
    """What the technical department found; ``reason`` is given where it doesn't confirm the fault. ``files`` are photos."""

    by: str
    at: datetime
    confirmed: bool
    findings: str
    reason: str = ""
    files: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        why = plain_text if self.confirmed else not_blank
        refuse_all(
            not_blank("by", self.by),
            with_offset("at", self.at),
            not_blank("findings", self.findings, most=2000),
            why("reason", self.reason, most=500),
            in_range("files", len(self.files), 0, MOST_FILES),
            *(is_file_id(f"files.{n}", file) for n, file in enumerate(self.files)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """``asked`` is what the customer wants, of ``choices``; ``reasons`` are those of the entitlement. ``appraisals`` are all
    that were made; the last one counts."""

    number: str
    order: str
    serial: str
    asked: Answer
    choices: tuple[Answer, ...]
    reasons: tuple[Reason, ...]
    requested_by: str
    requested_at: datetime
    state: State = State.REQUESTED
    appraisals: tuple[Appraisal, ...] = ()
    new_serial: str | None = None
    refunded_fen: int | None = None
    done_by: str | None = None
    done_at: datetime | None = None
    note: str = ""


def after(exchange: Exchange, verb: Verb) -> State:
    """:raises ExchangeWrongState: it stands where this can't be said."""
    if exchange.state not in TRANSITIONS[verb]:
        raise ExchangeWrongState(number=exchange.number, state=exchange.state, verb=verb)
    return TRANSITIONS[verb][exchange.state]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewExchange:
    """The customer of ``order`` asks that the machine ``serial`` be exchanged, or taken back for the money."""

    number: str
    order: str
    serial: str
    asked: Answer

    def __post_init__(self) -> None:
        text = Text(en="must be exchange or refund", zh="应为 exchange 或 refund")
        refuse_all(
            is_code("number", self.number),
            is_code("order", self.order),
            is_code("serial", self.serial),
            None if self.asked in TAKEN_BACK else FieldProblem("asked", "not_allowed", text, self.asked),
        )


def has_right(serial: str, asked: Answer, decision: Decision) -> None:
    """:raises NoRightToExchange: the entitlement doesn't give what is asked."""
    if asked not in decision.choices:
        raise NoRightToExchange(serial=serial, answer=decision.answer, rule=decision.rule, asked=asked)


def request(new: NewExchange, decision: Decision, *, by: str, now: datetime) -> Exchange:
    """``decision`` is the entitlement of the fault. :raises NoRightToExchange:"""
    has_right(new.serial, new.asked, decision)
    refuse_all(with_offset("now", now))
    return Exchange(
        number=new.number,
        order=new.order,
        serial=new.serial,
        asked=new.asked,
        choices=tuple(answer for answer in decision.choices if answer in TAKEN_BACK),
        reasons=decision.reasons,
        requested_by=by,
        requested_at=now,
    )


def appraise(exchange: Exchange, appraisal: Appraisal) -> Exchange:
    """The technical department confirms the fault or refuses, with its reason.

    :raises ExchangeWrongState: :raises OwnExchange: :raises Invalid: it was made before it was asked for.
    """
    state = after(exchange, Verb.CONFIRM if appraisal.confirmed else Verb.REFUSE)
    if appraisal.by == exchange.requested_by:
        raise OwnExchange(number=exchange.number)
    refuse_all(not_in_past_of("at", appraisal.at, exchange.requested_at, "requested_at"))
    return replace(exchange, state=state, appraisals=(*exchange.appraisals, appraisal))


def appraise_again(exchange: Exchange, *, reason: str) -> Exchange:
    """What was refused is to be looked at once more."""
    state = after(exchange, Verb.APPRAISE_AGAIN)
    refuse_all(not_blank("reason", reason, most=500))
    return replace(exchange, state=state, note=reason)


def exchange_for(exchange: Exchange, new_serial: str, *, by: str, at: datetime) -> Exchange:
    """The customer has another machine in place of the old one.

    :raises ExchangeNotAppraised: :raises ExchangeWrongState: :raises NotAmongChoices: :raises Invalid: it is the same machine.
    """
    state = _taken_back(exchange, Verb.EXCHANGE, Answer.EXCHANGE, at)
    same = Text(en="must be another machine", zh="应为另一台机器")
    refuse_all(
        is_code("new_serial", new_serial),
        FieldProblem("new_serial", "not_allowed", same, new_serial) if new_serial == exchange.serial else None,
    )
    return replace(exchange, state=state, new_serial=new_serial, done_by=by, done_at=at)


def refund(exchange: Exchange, amount_fen: int, *, by: str, at: datetime) -> Exchange:
    """The customer has the money back.

    :raises ExchangeNotAppraised: :raises ExchangeWrongState: :raises NotAmongChoices: there is a right to an exchange only.
    """
    state = _taken_back(exchange, Verb.REFUND, Answer.REFUND, at)
    refuse_all(positive("amount_fen", amount_fen, most=MOST_CHARGE_FEN))
    return replace(exchange, state=state, refunded_fen=amount_fen, done_by=by, done_at=at)


def _taken_back(exchange: Exchange, verb: Verb, done: Answer, at: datetime) -> State:
    if exchange.state in {State.REQUESTED, State.REFUSED}:
        raise ExchangeNotAppraised(number=exchange.number)
    state = after(exchange, verb)
    if done not in exchange.choices:
        raise NotAmongChoices(number=exchange.number, choices=", ".join(exchange.choices), asked=done)
    refuse_all(with_offset("at", at), not_in_past_of("at", at, exchange.appraisals[-1].at, "the appraisal"))
    return state


def withdraw(exchange: Exchange, *, reason: str) -> Exchange:
    """The customer doesn't want it any more."""
    state = after(exchange, Verb.WITHDRAW)
    refuse_all(not_blank("reason", reason, most=500))
    return replace(exchange, state=state, note=reason)
