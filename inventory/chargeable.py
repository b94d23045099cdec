"""Work that the customer pays for (W3): a quote, the customer's consent to it, the work, a receipt.

Amounts are in fen, and what the customer pays in the end: VAT is no line of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from inventory.entitlements import Ground
from inventory.network import is_code
from inventory.visit_steps import MOST_CHARGE_FEN, Method, is_file_id
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

MOST_LINES = 100
MOST_PIECES = 1000


class State(StrEnum):
    """``WORKED``: done, and not paid yet."""

    QUOTED = "quoted"
    CONSENTED = "consented"
    DECLINED = "declined"
    WORKED = "worked"
    RECEIPTED = "receipted"


class Verb(StrEnum):
    QUOTE_AGAIN = "quote_again"
    CONSENT = "consent"
    DECLINE = "decline"
    WORK = "work"
    RECEIPT = "receipt"


TRANSITIONS: dict[Verb, dict[State, State]] = {
    Verb.QUOTE_AGAIN: dict.fromkeys((State.QUOTED, State.CONSENTED, State.DECLINED), State.QUOTED),
    Verb.CONSENT: {State.QUOTED: State.CONSENTED},
    Verb.DECLINE: dict.fromkeys((State.QUOTED, State.CONSENTED), State.DECLINED),
    Verb.WORK: {State.CONSENTED: State.WORKED},
    Verb.RECEIPT: {State.WORKED: State.RECEIPTED},
}
"""The life of chargeable work: where each verb can be said, and where it leads. A new quote needs a new consent."""


class ChargeableWrongState(Refusal):
    code = "chargeable_wrong_state"
    rule = "W3"
    cause = Text(
        en="The chargeable work for order {order} is {state}; {verb} isn't possible any more, or not yet.",
        zh="维修单 {order} 的收费维修状态为 {state}，不能执行 {verb}。",
    )
    remedy = Text(en="Read it again: somebody may have gone on with it.", zh="请刷新后查看，可能已有人处理。")


class WorkWithoutConsent(Refusal):
    code = "work_without_consent"
    rule = "W3"
    cause = Text(
        en="The customer has not consented to quote {round} for order {order}, over {amount_fen} fen.",
        zh="客户尚未同意维修单 {order} 的第 {round} 次报价（{amount_fen} 分）。",
    )
    remedy = Text(
        en="Record the customer's consent before the work begins.", zh="请先取得并登记客户同意，再开始收费维修。"
    )


class QuoteReplaced(Refusal):
    """The customer answered to a quote that isn't the present one."""

    code = "quote_replaced"
    rule = "W3"
    cause = Text(
        en="Quote {round} for order {order} was replaced; the present one is quote {present}, over {amount_fen} fen.",
        zh="维修单 {order} 的第 {round} 次报价已被替换，当前为第 {present} 次报价（{amount_fen} 分）。",
    )
    remedy = Text(en="Show the customer the present quote.", zh="请向客户出示当前报价。")


class ChargedMoreThanQuoted(Refusal):
    code = "charged_more_than_quoted"
    rule = "W3"
    cause = Text(
        en="{charged_fen} fen are charged for order {order}; the customer consented to {quoted_fen} fen.",
        zh="维修单 {order} 实收 {charged_fen} 分，客户同意的金额为 {quoted_fen} 分。",
    )
    remedy = Text(en="Charge no more than was agreed.", zh="收费不得超过客户同意的金额。")


class ChargeKind(StrEnum):
    LABOUR = "labour"
    TRAVEL = "travel"
    PART = "part"
    OTHER = "other"


class Way(StrEnum):
    """How the customer consented."""

    SIGNED = "signed"
    BY_PHONE = "by_phone"
    IN_WRITING = "in_writing"
    IN_PERSON = "in_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeLine:
    """``quantity`` times ``price_fen``; ``part`` is given for a part, and only for one."""

    kind: ChargeKind
    text: str
    price_fen: int
    quantity: int = 1
    part: str | None = None

    def __post_init__(self) -> None:
        part = Text(en="must be given for a part, and only for one", zh="仅配件行填写，且必须填写")
        refuse_all(
            not_blank("text", self.text),
            in_range("price_fen", self.price_fen, 0, MOST_CHARGE_FEN),
            positive("quantity", self.quantity, most=MOST_PIECES),
            FieldProblem("part", "not_allowed", part)
            if (self.part is not None) is not (self.kind is ChargeKind.PART)
            else None,
            None if self.part is None else is_code("part", self.part),
        )

    @property
    def amount_fen(self) -> int:
        return self.quantity * self.price_fen


def total_fen(lines: tuple[ChargeLine, ...]) -> int:
    return sum(line.amount_fen for line in lines)


def _are_lines(lines: tuple[ChargeLine, ...]) -> tuple[FieldProblem | None, ...]:
    return (
        in_range("lines", len(lines), 1, MOST_LINES),
        in_range("lines", total_fen(lines), 0, MOST_CHARGE_FEN),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    lines: tuple[ChargeLine, ...]
    by: str
    at: datetime

    def __post_init__(self) -> None:
        refuse_all(*_are_lines(self.lines), not_blank("by", self.by), with_offset("at", self.at))


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """``name`` agreed at ``at`` to the quote of ``round``; ``file`` is the picture of what was signed or written."""

    round: int
    name: str
    way: Way
    at: datetime
    recorded_by: str
    file: str | None = None

    def __post_init__(self) -> None:
        missing = Text(en="must be given for what was signed or written", zh="签字或书面同意须上传凭证")
        shown = self.way in {Way.SIGNED, Way.IN_WRITING}
        refuse_all(
            in_range("round", self.round, 1, 1000),
            not_blank("name", self.name, most=100),
            with_offset("at", self.at),
            not_blank("recorded_by", self.recorded_by),
            FieldProblem("file", "missing", missing) if shown and self.file is None else None,
            None if self.file is None else is_file_id("file", self.file),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was charged in the end, at most as much as was agreed."""

    number: str
    lines: tuple[ChargeLine, ...]
    method: Method
    by: str
    at: datetime

    def __post_init__(self) -> None:
        refuse_all(
            is_code("number", self.number),
            *_are_lines(self.lines),
            not_blank("by", self.by),
            with_offset("at", self.at),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeableWork:
    """``grounds`` are why the customer pays. ``quotes`` are all that were made; the last one is the present one."""

    order: str
    grounds: tuple[Ground, ...]
    quotes: tuple[Quote, ...]
    state: State = State.QUOTED
    consent: Consent | None = None
    worked_at: datetime | None = None
    receipt: Receipt | None = None
    declined_at: datetime | None = None
    declined_because: str = ""

    @property
    def round(self) -> int:
        return len(self.quotes)

    @property
    def quoted_fen(self) -> int:
        return total_fen(self.quotes[-1].lines)

    def goes_on(self, at: datetime) -> tuple[FieldProblem | None, ...]:
        """A step at ``at`` is not before the one that it follows."""
        known = (self.quotes[-1].at, self.consent.at if self.consent else None, self.worked_at)
        last_at = max(moment for moment in known if moment is not None)
        return with_offset("at", at), not_in_past_of("at", at, last_at, "the step before")


def after(work: ChargeableWork, verb: Verb) -> State:
    """:raises ChargeableWrongState: it stands where this can't be said."""
    if work.state not in TRANSITIONS[verb]:
        raise ChargeableWrongState(order=work.order, state=work.state, verb=verb)
    return TRANSITIONS[verb][work.state]


def quote(order: str, quote: Quote, *, grounds: tuple[Ground, ...]) -> ChargeableWork:
    """The first quote. :raises Invalid: nothing says why the customer should pay."""
    refuse_all(is_code("order", order), in_range("grounds", len(grounds), 1, len(Ground)))
    return ChargeableWork(order=order, grounds=grounds, quotes=(quote,))


def quote_again(work: ChargeableWork, quote: Quote, *, grounds: tuple[Ground, ...]) -> ChargeableWork:
    """Another quote in place of the present one, for the reasons of now; what was agreed before is over."""
    state = after(work, Verb.QUOTE_AGAIN)
    refuse_all(in_range("grounds", len(grounds), 1, len(Ground)), *work.goes_on(quote.at))
    return replace(
        work,
        state=state,
        grounds=grounds,
        quotes=(*work.quotes, quote),
        consent=None,
        declined_at=None,
        declined_because="",
    )


def consent(work: ChargeableWork, told: Consent) -> ChargeableWork:
    """:raises ChargeableWrongState: :raises QuoteReplaced: :raises Invalid: it was given before the quote."""
    state = after(work, Verb.CONSENT)
    if told.round != work.round:
        raise QuoteReplaced(order=work.order, round=told.round, present=work.round, amount_fen=work.quoted_fen)
    refuse_all(*work.goes_on(told.at))
    return replace(work, state=state, consent=told)


def decline(work: ChargeableWork, *, reason: str, at: datetime) -> ChargeableWork:
    """The customer doesn't want it, or not any more."""
    state = after(work, Verb.DECLINE)
    refuse_all(plain_text("reason", reason, most=500), *work.goes_on(at))
    return replace(work, state=state, consent=None, declined_at=at, declined_because=reason)


def do_work(work: ChargeableWork, *, at: datetime) -> ChargeableWork:
    """:raises WorkWithoutConsent: :raises ChargeableWrongState: :raises Invalid: it was done before the consent."""
    if work.state in {State.QUOTED, State.DECLINED}:
        raise WorkWithoutConsent(order=work.order, round=work.round, amount_fen=work.quoted_fen)
    state = after(work, Verb.WORK)
    refuse_all(*work.goes_on(at))
    return replace(work, state=state, worked_at=at)


def give_receipt(work: ChargeableWork, receipt: Receipt) -> ChargeableWork:
    """:raises ChargeableWrongState: :raises ChargedMoreThanQuoted: :raises Invalid: it is older than the work."""
    state = after(work, Verb.RECEIPT)
    charged_fen = total_fen(receipt.lines)
    if charged_fen > work.quoted_fen:
        raise ChargedMoreThanQuoted(order=work.order, charged_fen=charged_fen, quoted_fen=work.quoted_fen)
    refuse_all(*work.goes_on(receipt.at))
    return replace(work, state=state, receipt=receipt)
