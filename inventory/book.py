"""The rules of posting on the ledger, in memory: what a batch of requests does to the accounts (P1, P2, C2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from inventory.accounts import Account, Side
from inventory.ledger import (
    MOVING,
    WRONG,
    Action,
    AlreadyResolved,
    AlreadyReversed,
    Balance,
    NotPending,
    NotReversible,
    Pending,
    PostPending,
    PostsMoreThanPending,
    Purpose,
    Request,
    Reversal,
    Shortage,
    Transfer,
    TransferIdReused,
    UnknownTransfer,
    WrongRequests,
    short,
)


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
            if row and self.row(row.id) is None and all(row.id != other.id for other in new):
                new.append(row)
        if wrong:
            first = min((reason for reason, _ in wrong), key=WRONG.index)
            raise first(id for reason, id in wrong if reason is first)
        after = Book(self.rows + tuple(new))
        after._refuse_short(self, new)
        return after

    def _judged(self, request: Request, new: Sequence[Row]) -> tuple[Row | None, type[WrongRequests] | None]:
        """The row of a request, given those before it in its batch, wrong ones too, and what is wrong with it."""
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
