"""What a quota request moves in the ledger (P1, P2, P3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from inventory.accounts import AccountKind, money_account, parts_account
from inventory.ledger import Pending, Purpose, Request, Reversal, Transfer, VoidPending
from inventory.parts import PartCategory
from inventory.quota_requests import Allocation, Line, QuotaRequest, Terms
from inventory.quotas import place_of


def draw(request: QuotaRequest, *, now: datetime) -> list[Request]:
    """What head office adds for a decided request, and what the request draws; nothing where it is for cash (P2)."""
    if request.terms is Terms.CASH:
        return []
    drawn_fen = {quota: fen for quota, fen in request.drawn_fen().items() if fen}
    added = [_extra(request, now)] if request.extra_quota_fen else []
    return [*added, *(_drawn(request, quota, fen, now) for quota, fen in drawn_fen.items())]


def _extra(request: QuotaRequest, now: datetime) -> Transfer:
    return Transfer(
        id=f"{_round(request)}/extra",
        source=money_account(AccountKind.QUOTA_GRANT, request.partner, request.period),
        destination=money_account(AccountKind.QUOTA, request.partner, request.period),
        amount=request.extra_quota_fen,
        purpose=Purpose.QUOTA_GRANT,
        reference=request.number,
        occurred_at=now,
    )


def _drawn(request: QuotaRequest, quota: PartCategory | None, amount_fen: int, now: datetime) -> Transfer:
    place = place_of(request.period, quota)
    return Transfer(
        id=f"{_round(request)}/draw/{quota or 'general'}",
        source=money_account(AccountKind.QUOTA, request.partner, place),
        destination=money_account(AccountKind.QUOTA_DRAWN, request.partner, place),
        amount=amount_fen,
        purpose=Purpose.QUOTA_DRAW,
        reference=request.number,
        occurred_at=now,
    )


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


def give_back(
    request: QuotaRequest, amounts_fen: Mapping[PartCategory | None, int], *, of: str, now: datetime
) -> list[Request]:
    """Quota for what did not arrive through no fault of the partner (P3), by quota; ``of`` names the receipt."""
    if request.terms is Terms.CASH:
        return []
    return [
        Transfer(
            id=f"{of}/quota/{quota or 'general'}",
            source=money_account(AccountKind.QUOTA_DRAWN, request.partner, place_of(request.period, quota)),
            destination=money_account(AccountKind.QUOTA, request.partner, place_of(request.period, quota)),
            amount=amount_fen,
            purpose=Purpose.QUOTA_RETURN,
            reference=request.number,
            occurred_at=now,
        )
        for quota, amount_fen in amounts_fen.items()
        if amount_fen
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
