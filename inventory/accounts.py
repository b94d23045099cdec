"""The accounts of the ledger: who owns what kind of thing where (P1, P2, C2).

Parts count in pieces, money in fen.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from inventory.network import is_code
from refusals import FieldProblem, Text, refuse_all

CNY = "CNY"
"""The asset of money accounts; their amounts are in fen."""


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
    STAFF = "staff"


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
    # what is taken from the pay of those of a post at a node above 0, what comes to it below; wages are paid elsewhere (S8)
    AccountKind.STAFF: (Holds.MONEY, Side.OUTSIDE),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who (``owner``, a node's code) has which kind of thing where.

    ``place`` is a location's code; a money account of a period carries the period there, such as ``2026-11`` or, for a
    quota by category (P2), ``2026-11/ELECTRICAL``, for staff by post (S8) ``2026-11/DIRECTOR``. ``asset`` is a part number or :data:`CNY`. Outside accounts have
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
