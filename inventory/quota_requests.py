"""Quota requests (P2, P3, P5): a partner asks for parts, somebody decides, the parts are reserved and go out.

A request is one value with its lines. :mod:`inventory.quota_verbs` goes on with it, and
:mod:`inventory.quota_postings` tells what it moves in the ledger.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from inventory.network import is_code
from inventory.parts import PartCategory
from inventory.quotas import is_month
from refusals import (
    FieldProblem,
    Refusal,
    Text,
    in_range,
    not_blank,
    plain_text,
    positive,
    refuse_all,
    unique,
)

MOST_PIECES = 100_000
MOST_LINES = 200
MOST_RULINGS = 200


class Status(StrEnum):
    """From ``APPROVED`` on it is that of the part that lags behind most; ``RECEIVED`` means that some have arrived."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    OVER_QUOTA = "over_quota"
    APPROVED = "approved"
    PARTLY_APPROVED = "partly_approved"
    REJECTED = "rejected"
    RESERVED = "reserved"
    PICKED = "picked"
    SHIPPED = "shipped"
    RECEIVED = "received"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Verb(StrEnum):
    AMEND = "amend"
    SUBMIT = "submit"
    APPROVE = "approve"
    REJECT = "reject"
    RESERVE = "reserve"
    PAY = "pay"
    PICK = "pick"
    UNDO = "undo"
    CANCEL = "cancel"


UNDECIDED = frozenset({Status.SUBMITTED, Status.OVER_QUOTA})
DECIDED = frozenset({Status.APPROVED, Status.PARTLY_APPROVED})
UNDER_WAY = frozenset({Status.PICKED, Status.SHIPPED, Status.RECEIVED})

ALLOWED: dict[Verb, frozenset[Status]] = {
    Verb.AMEND: frozenset({Status.DRAFT}),
    Verb.SUBMIT: frozenset({Status.DRAFT}),
    Verb.APPROVE: UNDECIDED,
    Verb.REJECT: UNDECIDED,
    Verb.RESERVE: DECIDED,
    Verb.PAY: DECIDED | {Status.RESERVED, Status.PICKED},
    Verb.PICK: DECIDED | {Status.RESERVED} | UNDER_WAY,
    Verb.UNDO: DECIDED | {Status.RESERVED, Status.REJECTED},
    Verb.CANCEL: UNDECIDED | DECIDED | {Status.DRAFT, Status.RESERVED},
}
"""The life cycle: in which states each verb can be said. What has been picked isn't undone or cancelled as a whole."""


class Terms(StrEnum):
    """Parts on credit draw on the quota and stay ours; for cash the goods leave when the money is booked (P2, P3)."""

    CREDIT = "credit"
    CASH = "cash"


class Reason(StrEnum):
    """Why a request or line isn't granted in full."""

    TOO_MANY = "too_many"
    NOT_IN_STOCK = "not_in_stock"
    OLD_PARTS_OVERDUE = "old_parts_overdue"
    WRONG_PART = "wrong_part"
    DISCONTINUED = "discontinued"
    OVER_QUOTA = "over_quota"
    OTHER = "other"


class Stage(StrEnum):
    """How far the pieces of an allocation are."""

    RESERVED = "reserved"
    PICKED = "picked"
    SHIPPED = "shipped"
    RECEIVED = "received"


STAGES = tuple(Stage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """Pieces for a line that are reserved at ``source``, a location, under the ledger's id ``pending``."""

    pending: str
    source: str
    quantity: int
    stage: Stage = Stage.RESERVED
    shipment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is asked of one part at ``price_fen`` apiece, for a service order or for stock.

    ``approved`` pieces of ``granted_part``, the part itself or what supersedes it, are None and None until it is
    decided. They draw on ``quota``, that of the part's category, or on the general one, which is None.
    """

    part: str
    quantity: int
    price_fen: int
    order: str | None = None
    approved: int | None = None
    granted_part: str | None = None
    quota: PartCategory | None = None
    reason: Reason | None = None
    allocations: tuple[Allocation, ...] = ()

    @property
    def approved_fen(self) -> int:
        return self.price_fen * (self.approved or 0)

    @property
    def waiting(self) -> int:
        """Approved pieces that nothing is reserved for yet (P5)."""
        return (self.approved or 0) - sum(one.quantity for one in self.allocations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A line as it is asked for."""

    part: str
    quantity: int
    order: str | None = None

    def __post_init__(self) -> None:
        refuse_all(is_code("part", self.part), positive("quantity", self.quantity, most=MOST_PIECES))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """A partner asks for parts, to be sent to its location ``destination``, in ``period``, a month such as ``2026-11``."""

    partner: str
    destination: str
    period: str
    lines: tuple[Asked, ...]
    terms: Terms = Terms.CREDIT
    note: str = ""

    def __post_init__(self) -> None:
        refuse_all(
            is_code("partner", self.partner),
            is_code("destination", self.destination),
            is_month("period", self.period),
            in_range("lines", len(self.lines), 1, MOST_LINES),
            unique("lines", [f"{line.part} {line.order or ''}".rstrip() for line in self.lines]),
            plain_text("note", self.note, most=2000),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaRequest:
    """``round`` counts its decisions: what each moves in the ledger has ids of its own."""

    number: str
    partner: str
    destination: str
    period: str
    terms: Terms
    lines: tuple[Line, ...]
    made_by: str
    status: Status = Status.DRAFT
    note: str = ""
    round: int = 0
    extra_quota_fen: int = 0
    paid: bool = False
    decided_by: str | None = None
    reason: Reason | None = None
    reason_text: str = ""

    def owner_on_the_way(self, ours: str) -> str:
        """Whose the parts are once they have left; ``ours`` is the head office."""
        return self.partner if self.terms is Terms.CASH else ours

    @property
    def asked_fen(self) -> int:
        return sum(line.price_fen * line.quantity for line in self.lines)

    @property
    def approved_fen(self) -> int:
        return sum(line.approved_fen for line in self.lines)

    def drawn_fen(self) -> dict[PartCategory | None, int]:
        """What the decided request draws, by quota."""
        drawn: dict[PartCategory | None, int] = {}
        for line in self.lines:
            drawn[line.quota] = drawn.get(line.quota, 0) + line.approved_fen
        return drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """So many pieces from a location."""

    location: str
    quantity: int

    def __post_init__(self) -> None:
        refuse_all(is_code("location", self.location), positive("quantity", self.quantity, most=MOST_PIECES))


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDecision:
    """What line ``line``, counted from 1, gets: 0 to all it asked, perhaps of another part, from these sources.

    Without sources they are found: the province, then the head office (P5). Where less comes from those named, or
    nothing from none at all, the rest waits.
    """

    line: int
    quantity: int
    part: str | None = None
    reason: Reason | None = None
    sources: tuple[Source, ...] | None = None

    def __post_init__(self) -> None:
        refuse_all(
            in_range("line", self.line, 1, MOST_LINES),
            in_range("quantity", self.quantity, 0, MOST_PIECES),
            unique("sources", [source.location for source in self.sources or ()]),
            fits_sources(self.quantity, self.sources or ()),
        )


def fits_sources(quantity: int, sources: Sequence[Source]) -> FieldProblem | None:
    if sum(source.quantity for source in sources) <= quantity:
        return None
    text = Text(en="must not give more than is approved", zh="合计不能超过批准数量")
    return FieldProblem("sources", "out_of_range", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Lines that aren't named are granted in full. ``extra_quota_fen`` is what head office adds to the general quota for it."""

    lines: tuple[LineDecision, ...] = ()
    extra_quota_fen: int = 0

    def __post_init__(self) -> None:
        refuse_all(
            in_range("extra_quota_fen", self.extra_quota_fen, 0, 10**12),
            unique("lines", [str(line.line) for line in self.lines]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    reason: Reason
    text: str

    def __post_init__(self) -> None:
        refuse_all(not_blank("text", self.text, most=500))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What becomes of one request: it is decided or rejected."""

    number: str
    decision: Decision | None = None
    rejection: Rejection | None = None

    def __post_init__(self) -> None:
        text = Text(en="must be given, and no rejection, or the other way round", zh="须与 rejection 二选一")
        one = (self.decision is None) != (self.rejection is None)
        refuse_all(None if one else FieldProblem("decision", "not_allowed", text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """On many requests, in the order in which they are to have the stock."""

    requests: tuple[Ruling, ...]

    def __post_init__(self) -> None:
        refuse_all(
            in_range("requests", len(self.requests), 1, MOST_RULINGS),
            unique("requests", [one.number for one in self.requests]),
        )


class WrongStatus(Refusal):
    """The life cycle does not have this step; also the second of two who decide at once."""

    code = "request_wrong_status"
    rule = "P2"
    cause = Text(
        en="Request {number} is {status}; {verb} isn't possible any more, or not yet.",
        zh="额度申请 {number} 状态为 {status}，不能执行 {verb}。",
    )
    remedy = Text(en="Read it again: somebody may have gone on with it.", zh="请刷新后查看，可能已有人处理。")


class OverQuota(Refusal):
    code = "over_quota"
    rule = "P2"
    cause = Text(
        en="Request {number} draws {needed_fen} fen of the {quotas} quota, of which {left_fen} fen are left.",
        zh="申请 {number} 需占用额度（{quotas}）{needed_fen} 分，剩余 {left_fen} 分。",
    )
    remedy = Text(
        en="Cut it to the quota, or leave it to the head office, which can add general quota or grant more for a category.",
        zh="请削减至额度以内，或转由总部追加通用额度或该类别额度后批准。",
    )


class OwnRequest(Refusal):
    code = "own_request"
    rule = "P2"
    cause = Text(en="Request {number} was made by you.", zh="申请 {number} 由您本人提出。")
    remedy = Text(en="Somebody else has to decide it.", zh="须由他人审批。")


class MoneyNotBooked(Refusal):
    code = "money_not_booked"
    rule = "P3"
    cause = Text(
        en="Request {number} is for cash, and the money isn't booked yet.", zh="申请 {number} 为现款，货款尚未入账。"
    )
    remedy = Text(en="Let finance book the payment first.", zh="请先由财务登记收款。")


class AlreadyPaid(Refusal):
    code = "already_paid"
    rule = "P3"
    cause = Text(en="Request {number} is paid.", zh="申请 {number} 已付款。")
    remedy = Text(en="Ship it, or pay the money back first.", zh="请发货，或先退款。")


class NothingToPick(Refusal):
    code = "nothing_to_pick"
    rule = "P5"
    cause = Text(en="Nothing of request {number} is reserved at {source}.", zh="申请 {number} 在 {source} 没有预留。")
    remedy = Text(en="Reserve what has come in, or choose another place.", zh="请先预留到货配件，或选择其他库位。")
