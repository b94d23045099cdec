"""Purchases (P5): what neither the province nor the head office has is bought, and whoever waits sees when it comes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from inventory.accounts import AccountKind, parts_account
from inventory.ledger import Purpose, Transfer
from inventory.network import is_code
from inventory.serials import are_serials
from refusals import FieldProblem, Refusal, Text, in_range, not_blank, plain_text, positive, refuse_all

MOST_PIECES = 100_000


class Status(StrEnum):
    """``RECEIVED`` when all has come; what was cancelled may have come in part."""

    ORDERED = "ordered"
    RECEIVED = "received"
    CANCELLED = "cancelled"


class Verb(StrEnum):
    AMEND = "amend"
    RECEIVE = "receive"
    CANCEL = "cancel"


ALLOWED: dict[Verb, frozenset[Status]] = dict.fromkeys(Verb, frozenset({Status.ORDERED}))
"""The life cycle: a purchase that is over stays as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPurchase:
    """``quantity`` pieces ordered from ``supplier``, expected at the location on a day."""

    part: str
    quantity: int
    location: str
    supplier: str
    expected_on: date
    note: str = ""

    def __post_init__(self) -> None:
        refuse_all(
            is_code("part", self.part),
            positive("quantity", self.quantity, most=MOST_PIECES),
            is_code("location", self.location),
            not_blank("supplier", self.supplier, most=200),
            plain_text("note", self.note, most=2000),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponement:
    """The day on which it is expected now, and why it changed."""

    expected_on: date
    note: str = ""

    def __post_init__(self) -> None:
        refuse_all(plain_text("note", self.note, most=2000))


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Pieces that came; each of a tracked part is named by its serial number."""

    quantity: int
    serials: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        refuse_all(positive("quantity", self.quantity, most=MOST_PIECES), *are_serials("serials", self.serials))


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """``received`` of ``quantity`` pieces have come, in ``arrivals`` parts."""

    number: str
    part: str
    quantity: int
    location: str
    supplier: str
    expected_on: date
    ordered_by: str
    note: str = ""
    status: Status = Status.ORDERED
    received: int = 0
    arrivals: int = 0

    @property
    def coming(self) -> int:
        return self.quantity - self.received if self.status is Status.ORDERED else 0


class PurchaseWrongStatus(Refusal):
    code = "purchase_wrong_status"
    rule = "P5"
    cause = Text(
        en="Purchase {number} is {status}; {verb} isn't possible any more.",
        zh="采购单 {number} 状态为 {status}，不能执行 {verb}。",
    )
    remedy = Text(en="Read it again: somebody may have gone on with it.", zh="请刷新后查看，可能已有人处理。")


class MoreThanOrdered(Refusal):
    code = "more_than_ordered"
    rule = "P5"
    cause = Text(
        en="{told} pieces came of purchase {number}, {expected} are still expected.",
        zh="采购单 {number} 到货 {told} 件，待收仅 {expected} 件。",
    )
    remedy = Text(en="Book what came beyond as a stock receipt of its own.", zh="多到的数量请另行登记入库。")


def is_to_come(path: str, day: date, today: date) -> FieldProblem | None:
    text = Text(en="must not be past", zh="不能早于今天")
    return FieldProblem(path, "out_of_range", text, str(day)) if day < today else None


def can(purchase: Purchase, verb: Verb) -> None:
    """:raises PurchaseWrongStatus: it is over."""
    if purchase.status not in ALLOWED[verb]:
        raise PurchaseWrongStatus(number=purchase.number, status=purchase.status, verb=verb)


def amend(purchase: Purchase, told: Postponement) -> Purchase:
    can(purchase, Verb.AMEND)
    return replace(purchase, expected_on=told.expected_on, note=told.note or purchase.note)


def receive(purchase: Purchase, arrival: Arrival, *, ours: str, now: datetime) -> tuple[Purchase, Transfer]:
    """Some or all of it has come, and is new stock of ours.

    :raises PurchaseWrongStatus: :raises MoreThanOrdered:
    """
    can(purchase, Verb.RECEIVE)
    if arrival.quantity > purchase.coming:
        raise MoreThanOrdered(number=purchase.number, told=arrival.quantity, expected=purchase.coming)
    received = purchase.received + arrival.quantity
    arrivals = purchase.arrivals + 1
    transfer = Transfer(
        id=f"purchase/{purchase.number}/{arrivals}",
        source=parts_account(AccountKind.SUPPLIER, ours, "", purchase.part),
        destination=parts_account(AccountKind.STOCK, ours, purchase.location, purchase.part),
        amount=arrival.quantity,
        purpose=Purpose.RECEIPT,
        reference=purchase.number,
        occurred_at=now,
    )
    status = Status.RECEIVED if received == purchase.quantity else purchase.status
    return replace(purchase, received=received, arrivals=arrivals, status=status), transfer


def cancel(purchase: Purchase) -> Purchase:
    """What hasn't come doesn't come.

    :raises PurchaseWrongStatus: it is over.
    """
    can(purchase, Verb.CANCEL)
    return replace(purchase, status=Status.CANCELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyPolicy:
    """Days from the head office to a partner, and until what isn't bought yet could be at the head office (P5)."""

    head_office_days: int
    purchase_days: int

    def __post_init__(self) -> None:
        refuse_all(
            in_range("head_office_days", self.head_office_days, 0, 365),
            in_range("purchase_days", self.purchase_days, 0, 365),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Granted pieces of a part for which nothing is reserved yet."""

    key: str
    part: str
    quantity: int


class Origin(StrEnum):
    """Where pieces that somebody waits for come from."""

    HEAD_OFFICE = "head_office"
    PURCHASE = "purchase"
    TO_BE_BOUGHT = "to_be_bought"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Pieces that are expected at the partner on a day; ``purchase`` where they are on order."""

    quantity: int
    on: date
    origin: Origin
    purchase: str | None = None


def expectations(
    wanted: Iterable[Wanted],
    free: Mapping[str, int],
    purchases: Iterable[Purchase],
    policy: SupplyPolicy,
    *,
    today: date,
) -> dict[str, list[Expected]]:
    """When those who wait get theirs, by key; the first comes first.

    From what is ``free`` at the head office by part, then from the purchases in the order of their days, one that is
    late being expected today, then from a purchase yet to be made.
    """
    way = timedelta(days=policy.head_office_days)
    pools: dict[str, list[_Pool]] = {}
    for part, pieces in free.items():
        pools.setdefault(part, []).append(_Pool(pieces, today + way, Origin.HEAD_OFFICE))
    for one in sorted(purchases, key=lambda one: (one.expected_on, one.number)):
        there = max(one.expected_on, today) + way
        pools.setdefault(one.part, []).append(_Pool(one.coming, there, Origin.PURCHASE, one.number))
    bought = today + timedelta(days=policy.purchase_days) + way
    found = {}
    for claim in wanted:
        last = _Pool(claim.quantity, bought, Origin.TO_BE_BOUGHT)
        found[claim.key] = _drawn(claim.quantity, [*pools.get(claim.part, ()), last])
    return found


@dataclass
class _Pool:
    left: int
    on: date
    origin: Origin
    purchase: str | None = None


def _drawn(missing: int, pools: Iterable[_Pool]) -> list[Expected]:
    drawn = []
    for pool in pools:
        taken = min(missing, pool.left)
        pool.left -= taken
        missing -= taken
        if taken:
            drawn.append(Expected(quantity=taken, on=pool.on, origin=pool.origin, purchase=pool.purchase))
    return drawn
