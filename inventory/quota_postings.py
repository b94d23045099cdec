"""What a quota request moves in the ledger (P1, P2, P3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from inventory.accounts import AccountKind, money_account, parts_account
from inventory.ledger import Pending, Purpose, Request, Reversal, Transfer, VoidPending
from inventory.quota_requests import Allocation, Line, QuotaRequest, Terms


def draw(request: QuotaRequest, *, now: datetime) -> list[Request]:
    """What head office adds for a decided request, and what the request draws; nothing where it is for cash (P2)."""
    if request.terms is Terms.CASH:
        return []
    granted = money_account(AccountKind.QUOTA_GRANT, request.partner, request.period)
    quota = money_account(AccountKind.QUOTA, request.partner, request.period)
    drawn = money_account(AccountKind.QUOTA_DRAWN, request.partner, request.period)
    steps = (
        ("extra", granted, quota, request.extra_quota_fen, Purpose.QUOTA_GRANT),
        ("draw", quota, drawn, request.approved_fen, Purpose.QUOTA_DRAW),
    )
    return [
        Transfer(
            id=f"{_round(request)}/{name}",
            source=source,
            destination=destination,
            amount=amount,
            purpose=purpose,
            reference=request.number,
            occurred_at=now,
        )
        for name, source, destination, amount, purpose in steps
        if amount
    ]


def hold(request: QuotaRequest, before: QuotaRequest, *, ours: str, now: datetime) -> list[Request]:
    """Reserve what ``request`` has allocated and ``before`` had not; parts for cash become the partner's (P1, P3).

    ``ours`` is the head office, whose the stock is.
    """
    held = {one.pending for line in before.lines for one in line.allocations}
    return [
        Pending(
            id=one.pending,
            source=parts_account(AccountKind.STOCK, ours, one.source, part),
            destination=parts_account(
                AccountKind.IN_TRANSIT, request.owner_on_the_way(ours), request.destination, part
            ),
            amount=one.quantity,
            purpose=Purpose.SALE if request.terms is Terms.CASH else Purpose.MOVE,
            reference=request.number,
            occurred_at=now,
        )
        for line, one in _allocated(request)
        if one.pending not in held and (part := line.granted_part)
    ]


def release(before: QuotaRequest, *, now: datetime) -> list[Request]:
    """Give back all that ``before``, decided and untouched, holds: its reservations, its draw, what was added for it."""
    pendings = [one.pending for _, one in _allocated(before)]
    voids = [VoidPending(id=f"{pending}/released", of=pending, occurred_at=now) for pending in pendings]
    drawn = [Reversal(id=f"{one.id}/undone", of=one.id, occurred_at=now) for one in reversed(draw(before, now=now))]
    return [*voids, *drawn]


def give_back(request: QuotaRequest, amount_fen: int, *, of: str, now: datetime) -> list[Request]:
    """Quota for what did not arrive through no fault of the partner (P3); ``of`` names the receipt."""
    if request.terms is Terms.CASH or not amount_fen:
        return []
    return [
        Transfer(
            id=f"{of}/quota",
            source=money_account(AccountKind.QUOTA_DRAWN, request.partner, request.period),
            destination=money_account(AccountKind.QUOTA, request.partner, request.period),
            amount=amount_fen,
            purpose=Purpose.QUOTA_DRAW,
            reference=request.number,
            occurred_at=now,
        )
    ]


def payment(request: QuotaRequest, *, now: datetime) -> list[Request]:
    """The goods are charged and paid at once (P3)."""
    receivable = money_account(AccountKind.RECEIVABLE, request.partner)
    charged = Transfer(
        id=f"{_round(request)}/sale",
        source=money_account(AccountKind.SALES, request.partner),
        destination=receivable,
        amount=request.approved_fen,
        purpose=Purpose.SALE,
        reference=request.number,
        occurred_at=now,
    )
    paid = Transfer(
        id=f"{_round(request)}/payment",
        source=receivable,
        destination=money_account(AccountKind.CASH, request.partner),
        amount=request.approved_fen,
        purpose=Purpose.PAYMENT,
        reference=request.number,
        occurred_at=now,
    )
    return [charged, paid]


def _round(request: QuotaRequest) -> str:
    return f"quota-request/{request.number}/{request.round}"


def _allocated(request: QuotaRequest) -> Iterable[tuple[Line, Allocation]]:
    return ((line, one) for line in request.lines for one in line.allocations)
