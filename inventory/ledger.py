"""The requests and rows of one double-entry ledger for parts, quota and money (P1, P2, C2).

A *transfer* moves a whole number of something from one account to another, is posted once under its caller's id, never
changes, and is undone by its reversal. A *pending* transfer is a reservation: it lowers what the source has available
and arrives when it is posted, or is voided. The functions of the SQL migration do what is said here;
:class:`inventory.book.Book` says what happens when a request is posted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from inventory.accounts import CNY, Account
from refusals import FieldProblem, Refusal, Text, not_blank, positive, refuse_all, with_offset

MOST = 10**12
"""The largest amount of one transfer, in pieces or fen; millions of them fit into a balance."""


class Purpose(StrEnum):
    """Why something moves; reports such as the monthly quota (P2) and the statement (C3) sum by it."""

    RECEIPT = "receipt"
    MOVE = "move"
    SET_ASIDE = "set_aside"
    ISSUE = "issue"
    OLD_PART = "old_part"
    INSPECTION = "inspection"
    LOAN = "loan"
    SWAP = "swap"
    COUNT = "count"
    DISPOSAL = "disposal"
    QUOTA_GRANT = "quota_grant"
    QUOTA_DRAW = "quota_draw"
    QUOTA_RETURN = "quota_return"
    QUOTA_LAPSE = "quota_lapse"
    SALE = "sale"
    PAYMENT = "payment"
    CLAIM = "claim"
    FREIGHT = "freight"
    REWARD = "reward"
    PENALTY = "penalty"
    OFFSET = "offset"
    OPENING = "opening"


class Action(StrEnum):
    """What a row of the ledger does."""

    TRANSFER = "transfer"
    PENDING = "pending"
    POST = "post"
    VOID = "void"
    REVERSAL = "reversal"


MOVING = frozenset({Action.TRANSFER, Action.POST, Action.REVERSAL})
"""The actions by which something arrives."""


def _is_id(path: str, value: str) -> FieldProblem | None:
    return not_blank(path, value, most=200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Move ``amount`` (1 to :data:`MOST` pieces or fen) from ``source`` to ``destination``, at once.

    ``id`` is the caller's (≤ 200 characters) and names the deed, such as ``order/SO-1/use/PUMP``: sent again with the same
    content it changes nothing. ``reference`` is what it is for (an order, request or plan). ``occurred_at`` is when it
    happened, by the caller's clock; it is no part of the content, so a retry may carry a later one.
    """

    action: ClassVar[Action] = Action.TRANSFER

    id: str
    source: Account
    destination: Account
    amount: int
    purpose: Purpose
    reference: str
    occurred_at: datetime

    def __post_init__(self) -> None:
        refuse_all(
            _is_id("id", self.id),
            positive("amount", self.amount, most=MOST),
            not_blank("reference", self.reference),
            with_offset("occurred_at", self.occurred_at),
            _differs(self.source, self.destination),
        )


def _differs(source: Account, destination: Account) -> FieldProblem | None:
    if source.asset == destination.asset and source != destination:
        return None
    text = Text(en="must be another account of the same asset", zh="应为同一物料的另一账户")
    return FieldProblem("destination", "not_allowed", text, str(destination))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending(Transfer):
    """Reserve ``amount`` at ``source`` for ``destination`` until it is posted or voided."""

    action: ClassVar[Action] = Action.PENDING


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What is done about the earlier row ``of``; accounts, purpose and reference are its."""

    action: ClassVar[Action]

    id: str
    of: str
    occurred_at: datetime

    def __post_init__(self) -> None:
        refuse_all(_is_id("id", self.id), _is_id("of", self.of), with_offset("occurred_at", self.occurred_at))


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPending(Resolution):
    """Let a pending transfer arrive: all of it, or ``amount``; what remains is released."""

    action: ClassVar[Action] = Action.POST

    amount: int | None = None

    def __post_init__(self) -> None:
        Resolution.__post_init__(self)
        refuse_all(None if self.amount is None else positive("amount", self.amount, most=MOST))


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidPending(Resolution):
    """Release a pending transfer."""

    action: ClassVar[Action] = Action.VOID


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversal(Resolution):
    """Undo a transfer, or a post, by the same amount the other way; once, and never of another reversal (P1)."""

    action: ClassVar[Action] = Action.REVERSAL


Request = Transfer | PostPending | VoidPending | Reversal


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Pieces or fen; ``reserved`` is what pending transfers hold of ``balance``."""

    account: Account
    balance: int
    reserved: int

    @property
    def available(self) -> int:
        return self.balance - self.reserved


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """The answer to a request, the same whenever it is asked again: the balances right after it.

    ``amount`` is what was moved, reserved or released; the destination's balance is None where nothing arrived.
    """

    id: str
    amount: int
    source_balance: int
    source_reserved: int
    destination_balance: int | None = None
    destination_reserved: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row as one of its accounts sees it: what changed and the figures right after.

    ``seq`` counts the account's entries from 1; ``of`` is the row that this one posts, voids or reverses.
    ``latest_at`` is the latest ``occurred_at`` of the account's entries so far: later than its own for one that was
    posted late.
    """

    account: Account
    other: Account
    seq: int
    id: str
    action: Action
    of: str | None
    change: int
    reserved_change: int
    balance: int
    reserved: int
    purpose: Purpose
    reference: str
    occurred_at: datetime
    latest_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """A pending transfer that is neither posted nor voided yet."""

    id: str
    source: Account
    destination: Account
    amount: int
    purpose: Purpose
    reference: str
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class Shortage:
    """``asked`` more than ``available`` of an account; of an owed one, what is still owed is available."""

    account: Account
    available: int
    asked: int


class Short(Refusal):
    """The accounts that have too little, all of the batch at once, in ``shortages``."""

    def __init__(self, shortages: Iterable[Shortage]) -> None:
        self.shortages = tuple(sorted(shortages, key=lambda short: str(short.account)))
        super().__init__(
            count=len(self.shortages),
            summary="; ".join(f"{s.account}: {s.available} available, {s.asked} asked" for s in self.shortages),
            summary_zh="；".join(f"{s.account}：可用 {s.available}，需要 {s.asked}" for s in self.shortages),
        )

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.shortages,)


class InsufficientStock(Short):
    """Parts are short, and perhaps money too."""

    code = "insufficient_stock"
    rule = "P1"
    cause = Text(en="Not enough stock: {summary}.", zh="库存不足：{summary_zh}。")
    remedy = Text(
        en="Take less, take it from another place, or receive more first.",
        zh="请减少数量、改从其他库位领用，或先入库。",
    )


class InsufficientBalance(Short):
    """Only money or quota is short."""

    code = "insufficient_balance"
    rule = "P2"
    cause = Text(en="Not enough balance: {summary} (fen).", zh="余额不足：{summary_zh}（单位：分）。")
    remedy = Text(
        en="Ask for less, or have the quota or balance raised first.", zh="请减少金额，或先申请提高额度或余额。"
    )


def short(shortages: Sequence[Shortage]) -> Short:
    """The refusal of a batch that leaves accounts short."""
    money = all(shortage.account.asset == CNY for shortage in shortages)
    return InsufficientBalance(shortages) if money else InsufficientStock(shortages)


class WrongRequests(Refusal):
    """``ids`` are the requests of the batch that are wrong in the way of the class."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.ids = tuple(sorted(set(ids)))
        super().__init__(ids=", ".join(self.ids[:20]))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.ids,)


class UnknownTransfer(WrongRequests):
    """What a request would post, void or reverse was not posted before its batch."""

    code = "unknown_transfer"
    cause = Text(en="{ids}: there is no such transfer to act on.", zh="{ids}：所指的记录不存在。")
    remedy = Text(en="Check the id; post the transfer first.", zh="请核对编号，或先登记该记录。")


class TransferIdReused(WrongRequests):
    """An id stands for another content already; nothing is paid or drawn twice (C2)."""

    code = "transfer_id_reused"
    rule = "C2"
    cause = Text(en="{ids}: already used for a transfer with other content.", zh="{ids}：该编号已用于内容不同的记录。")
    remedy = Text(
        en="If it is the same deed, send what was sent first; for another one use an id of its own.",
        zh="同一业务请按首次内容重发；不同业务请使用新的编号。",
    )


class NotPending(WrongRequests):
    """Only a pending transfer is posted or voided."""

    code = "not_pending"
    cause = Text(en="{ids}: what it points at is not a reservation.", zh="{ids}：所指的记录不是预留。")
    remedy = Text(en="Reverse a transfer that was posted at once.", zh="已直接过账的记录请用冲销。")


class NotReversible(WrongRequests):
    """Only a transfer or a post is reversed."""

    code = "not_reversible"
    rule = "P1"
    cause = Text(
        en="{ids}: what it points at moved nothing, or is a reversal itself.",
        zh="{ids}：所指的记录未发生移动，或本身就是冲销。",
    )
    remedy = Text(
        en="Void a reservation; post anew what was reversed by mistake.", zh="预留请作废；误冲销的请重新登记。"
    )


class AlreadyResolved(WrongRequests):
    """A pending transfer is posted or voided once."""

    code = "already_resolved"
    cause = Text(en="{ids}: the reservation was posted or voided before.", zh="{ids}：该预留已过账或已作废。")
    remedy = Text(en="Look at its history; reverse the post if it was wrong.", zh="请查看其历史；过账有误时请冲销。")


class AlreadyReversed(WrongRequests):
    """A transfer is reversed once."""

    code = "already_reversed"
    rule = "P1"
    cause = Text(en="{ids}: the transfer was reversed before.", zh="{ids}：该记录已冲销。")
    remedy = Text(en="Look at its history; nothing more needs to be undone.", zh="请查看其历史，无需再次冲销。")


class PostsMoreThanPending(WrongRequests):
    """A post takes at most what was reserved."""

    code = "posts_more_than_pending"
    cause = Text(en="{ids}: posts more than was reserved.", zh="{ids}：过账数量超过预留数量。")
    remedy = Text(
        en="Post at most what was reserved, and the rest as a transfer of its own.",
        zh="过账不得超过预留数量，其余请另行登记。",
    )


WRONG: tuple[type[WrongRequests], ...] = (
    UnknownTransfer,
    TransferIdReused,
    NotPending,
    NotReversible,
    AlreadyResolved,
    AlreadyReversed,
    PostsMoreThanPending,
)
"""The ways in which a request can be wrong. A batch is refused for the first that any of its requests shows."""
