"""One double-entry ledger for parts, quota and money (P1, P2, C2).

An *account* says who owns what kind of thing where. A *transfer* moves a whole number of it from one account to
another, is posted once under its caller's id, never changes, and is undone by its reversal. A *pending* transfer is a
reservation: it lowers what the source has available and arrives when it is posted, or is voided. Parts count in
pieces, money in fen. The functions of the
SQL migration do what is said here; :class:`Book` says what happens when a request is posted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from inventory.network import is_code
from refusals import FieldProblem, Refusal, Text, not_blank, positive, refuse_all, with_offset

CNY = "CNY"
"""The asset of money accounts; their amounts are in fen."""

MOST = 10**12
"""The largest amount of one transfer, in pieces or fen; millions of them fit into a balance."""


class Side(StrEnum):
    """What an account's balance may be: ``HELD`` never below 0, ``OWED`` never above 0, ``OUTSIDE`` anything."""

    HELD = "held"
    OWED = "owed"
    OUTSIDE = "outside"


class Holds(StrEnum):
    PARTS = "parts"
    MONEY = "money"


class AccountKind(StrEnum):
    """What an account is for. :data:`KINDS` says what each holds and on which side it stands."""

    STOCK = "stock"
    SET_ASIDE = "set_aside"
    IN_TRANSIT = "in_transit"
    LENT = "lent"
    SUPPLIER = "supplier"
    CONSUMPTION = "consumption"
    SCRAP = "scrap"
    CORRECTION = "correction"
    QUOTA = "quota"
    QUOTA_DRAWN = "quota_drawn"
    QUOTA_GRANT = "quota_grant"
    RECEIVABLE = "receivable"
    PAYABLE = "payable"
    SALES = "sales"
    CASH = "cash"
    CLAIMS = "claims"
    REWARDS = "rewards"
    PENALTIES = "penalties"


KINDS: dict[AccountKind, tuple[Holds, Side]] = {
    # on hand at a place: warehouse, van, workshop, returns (P1, O2)
    AccountKind.STOCK: (Holds.PARTS, Side.HELD),
    # backup units at a place that ordinary work can't take (B2)
    AccountKind.SET_ASIDE: (Holds.PARTS, Side.HELD),
    # on the way; the place is where it goes (P1, B4)
    AccountKind.IN_TRANSIT: (Holds.PARTS, Side.HELD),
    # ours, standing at a customer's site (B3, B4)
    AccountKind.LENT: (Holds.PARTS, Side.HELD),
    # where parts come from
    AccountKind.SUPPLIER: (Holds.PARTS, Side.OUTSIDE),
    # in customers' machines: new parts that went in, defective ones that came out (O1)
    AccountKind.CONSUMPTION: (Holds.PARTS, Side.OUTSIDE),
    # destroyed (O2)
    AccountKind.SCRAP: (Holds.PARTS, Side.OUTSIDE),
    # counted differences (P3, O2)
    AccountKind.CORRECTION: (Holds.PARTS, Side.OUTSIDE),
    # what a partner may still draw in the period (P2)
    AccountKind.QUOTA: (Holds.MONEY, Side.HELD),
    # what it has drawn and not given back (P2)
    AccountKind.QUOTA_DRAWN: (Holds.MONEY, Side.HELD),
    # where quota comes from, and where it lapses to (P2)
    AccountKind.QUOTA_GRANT: (Holds.MONEY, Side.OUTSIDE),
    # what a partner owes us (C2, C3)
    AccountKind.RECEIVABLE: (Holds.MONEY, Side.HELD),
    # what we owe a partner for approved claims and rewards, as a balance below 0 (C2)
    AccountKind.PAYABLE: (Holds.MONEY, Side.OWED),
    # goods sold, balance below 0 (C3)
    AccountKind.SALES: (Holds.MONEY, Side.OUTSIDE),
    # paid to us above 0, paid by us below (P3)
    AccountKind.CASH: (Holds.MONEY, Side.OUTSIDE),
    # what claims cost us (C1)
    AccountKind.CLAIMS: (Holds.MONEY, Side.OUTSIDE),
    # what rewards cost us (S8)
    AccountKind.REWARDS: (Holds.MONEY, Side.OUTSIDE),
    # what penalties brought, balance below 0 (S8)
    AccountKind.PENALTIES: (Holds.MONEY, Side.OUTSIDE),
}

PLACED = frozenset({AccountKind.STOCK, AccountKind.SET_ASIDE, AccountKind.IN_TRANSIT, AccountKind.LENT})
"""The kinds that say where a thing is, so ``place`` must be given (P1, B4)."""


class Condition(StrEnum):
    """P1. Money has none."""

    NONE = ""
    NEW = "new"
    REUSABLE = "reusable"
    DEFECTIVE = "defective"
    SCRAP = "scrap"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who (``owner``, a node's code) has which kind of thing where.

    ``place`` is a location's code; a money account of a period carries the period there, such as ``2026-11`` or, for a
    quota by category (P2), ``2026-11/ELECTRICAL``. ``asset`` is a part number or :data:`CNY`. Outside accounts have
    an owner too, so that a partner's consumption is one balance and no account is everybody's.
    """

    owner: str
    kind: AccountKind
    asset: str
    place: str = ""
    condition: Condition = Condition.NONE

    def __post_init__(self) -> None:
        money = KINDS[self.kind][0] is Holds.MONEY
        refuse_all(
            is_code("owner", self.owner),
            is_code("place", self.place) if self.place or self.kind in PLACED else None,
            is_code("asset", self.asset),
            _only(self.asset == CNY, money, "asset", en="CNY", zh="CNY"),
            _only(self.condition is Condition.NONE, money, "condition", en="empty", zh="空"),
        )

    @property
    def side(self) -> Side:
        return KINDS[self.kind][1]

    def __str__(self) -> str:
        where = f"{self.owner}/{self.place}" if self.place else self.owner
        return f"{self.kind} {where} {self.asset} {self.condition}".rstrip()


def _only(found: bool, wanted: bool, path: str, *, en: str, zh: str) -> FieldProblem | None:
    if found is wanted:
        return None
    if wanted:
        return FieldProblem(path, "not_allowed", Text(en=f"must be {en} for money", zh=f"资金账户应为{zh}"))
    return FieldProblem(path, "not_allowed", Text(en=f"must not be {en} for parts", zh=f"配件账户不能为{zh}"))


def parts_account(
    kind: AccountKind, owner: str, place: str, part: str, condition: Condition = Condition.NEW
) -> Account:
    """The account of a part number."""
    return Account(owner=owner, kind=kind, place=place, asset=part, condition=condition)


def money_account(kind: AccountKind, owner: str, period: str = "") -> Account:
    """The account of an amount in fen."""
    return Account(owner=owner, kind=kind, place=period, asset=CNY)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A request that was posted, with what it took over from the row it points at."""

    id: str
    action: Action
    of: str | None
    source: Account
    destination: Account
    amount: int
    reserved_change: int
    purpose: Purpose
    reference: str
    occurred_at: datetime

    @property
    def moved(self) -> int:
        return self.amount if self.action in MOVING else 0

    @property
    def content(self) -> tuple[object, ...]:
        """What must be the same when the id comes again: everything but the time."""
        return self.action, self.of, self.source, self.destination, self.amount, self.purpose, self.reference


@dataclass(frozen=True, slots=True)
class Book:
    """The rules of posting, in memory and one at a time. The database does the same for whole batches and many at once."""

    rows: tuple[Row, ...] = ()

    def row(self, id: str | None) -> Row | None:
        return next((row for row in self.rows if row.id == id), None)

    def balance(self, account: Account, moment: datetime | None = None) -> Balance:
        """Present figures, or those from all that occurred up to ``moment``."""
        seen = [row for row in self.rows if moment is None or row.occurred_at <= moment]
        return Balance(
            account=account,
            balance=sum(row.moved for row in seen if row.destination == account)
            - sum(row.moved for row in seen if row.source == account),
            reserved=sum(row.reserved_change for row in seen if row.source == account),
        )

    def post(self, requests: Iterable[Request]) -> Book:
        """The book after a batch, which is posted as a whole.

        :raises WrongRequests: the first way of :data:`WRONG` that any request shows, with all that show it.
        :raises Short: the batch as a whole leaves accounts short; all of them.
        """
        new: list[Row] = []
        wrong: list[tuple[type[WrongRequests], str]] = []
        for request in requests:
            row, reason = self._judged(request, new)
            if reason:
                wrong.append((reason, request.id))
            elif row and self.row(row.id) is None and all(row.id != other.id for other in new):
                new.append(row)
        if wrong:
            first = min((reason for reason, _ in wrong), key=WRONG.index)
            raise first(id for reason, id in wrong if reason is first)
        after = Book(self.rows + tuple(new))
        after._refuse_short(self, new)
        return after

    def _judged(self, request: Request, new: Sequence[Row]) -> tuple[Row | None, type[WrongRequests] | None]:
        """The row of a request, given those before it in its batch, and what is wrong with it."""
        earlier = None if isinstance(request, Transfer) else self.row(request.of)
        if not isinstance(request, Transfer) and earlier is None:
            return None, UnknownTransfer
        row = _row(request, earlier)
        same_id = self.row(row.id) or next((other for other in new if other.id == row.id), None)
        if same_id:
            return row, None if same_id.content == row.content else TransferIdReused
        return row, self._unfit(row, earlier, new) if earlier else None

    def _unfit(self, row: Row, earlier: Row, new: Sequence[Row]) -> type[WrongRequests] | None:
        """Why ``row`` can't act on ``earlier``."""
        back = row.action is Action.REVERSAL
        used = any(other.of == earlier.id for other in (*self.rows, *new))
        reasons = (
            (NotPending, not back and earlier.action is not Action.PENDING),
            (NotReversible, back and earlier.action not in {Action.TRANSFER, Action.POST}),
            (AlreadyResolved, not back and used),
            (AlreadyReversed, back and used),
            (PostsMoreThanPending, row.amount > earlier.amount),
        )
        return next((reason for reason, applies in reasons if applies), None)

    def _refuse_short(self, before: Book, new: Iterable[Row]) -> None:
        shortages = []
        for account in {account for row in new for account in (row.source, row.destination)}:
            room, had = _room(self.balance(account)), _room(before.balance(account))
            if room is not None and had is not None and room < 0:
                shortages.append(Shortage(account, had, had - room))
        if shortages:
            raise short(shortages)


def _room(figures: Balance) -> int | None:
    """What may still be taken from a held account, or paid on an owed one; None: anything."""
    return {Side.HELD: figures.available, Side.OWED: -figures.balance, Side.OUTSIDE: None}[figures.account.side]


def _row(request: Request, earlier: Row | None) -> Row:
    if isinstance(request, Transfer):
        reserved = request.amount if isinstance(request, Pending) else 0
        source, destination, amount = request.source, request.destination, request.amount
        purpose, reference, of = request.purpose, request.reference, None
    else:
        assert earlier is not None
        back = isinstance(request, Reversal)
        source, destination = (earlier.source, earlier.destination)[:: -1 if back else 1]
        amount = (isinstance(request, PostPending) and request.amount) or earlier.amount
        reserved = 0 if back else -earlier.amount
        purpose, reference, of = earlier.purpose, earlier.reference, request.of
    return Row(
        id=request.id,
        action=request.action,
        of=of,
        source=source,
        destination=destination,
        amount=amount,
        reserved_change=reserved,
        purpose=purpose,
        reference=reference,
        occurred_at=request.occurred_at,
    )
