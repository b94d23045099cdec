"""Quota (P2): what a partner may draw on credit in a month, in general or for one category of parts.

A quota is one account of the ledger, its place the month, such as ``2026-11`` or ``2026-11/ELECTRICAL``. A part draws on
its category's quota where the partner has one in that month, else on the general one.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from inventory.accounts import AccountKind, money_account
from inventory.ledger import Balance, Purpose, Transfer
from inventory.network import is_code
from inventory.parts import PartCategory
from refusals import FieldProblem, Refusal, Text, in_range, matches, not_blank, plain_text, positive, refuse_all

MONTH = r"20\d\d-(0[1-9]|1[0-2])"
MOST_FEN = 10**12


def is_month(path: str, value: str) -> FieldProblem | None:
    return matches(path, value, MONTH, en="a month like 2026-11", zh="月份，如 2026-11")


def place_of(period: str, category: PartCategory | None = None) -> str:
    """Where the ledger keeps the quota of a month."""
    return f"{period}/{category.value.upper()}" if category else period


def quota_at(place: str) -> tuple[str, PartCategory | None]:
    """The month and category of :func:`place_of`."""
    period, _, category = place.partition("/")
    return period, PartCategory(category.lower()) if category else None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaGrant:
    """``amount_fen`` for a partner in a ``period``, a month such as ``2026-11``. ``reference`` makes it happen once."""

    reference: str
    partner: str
    period: str
    amount_fen: int
    category: PartCategory | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        refuse_all(
            is_code("reference", self.reference),
            is_code("partner", self.partner),
            is_month("period", self.period),
            positive("amount_fen", self.amount_fen, most=MOST_FEN),
            plain_text("reason", self.reason, most=500),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingQuota:
    """What a partner is granted each month from ``from_period`` on, until a later one takes its place; 0 ends it."""

    partner: str
    from_period: str
    monthly_fen: int
    reason: str
    category: PartCategory | None = None

    def __post_init__(self) -> None:
        refuse_all(
            is_code("partner", self.partner),
            is_month("from_period", self.from_period),
            in_range("monthly_fen", self.monthly_fen, 0, MOST_FEN),
            not_blank("reason", self.reason, most=500),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaPolicy:
    """What becomes of a quota that is left when its month is closed, ``closes_after_days`` after the month's last day.

    ``carry_over_percent`` of it, but no more than ``carry_over_most_fen``, goes to the next month; the rest lapses.
    A request is overdue when nobody has decided it ``decide_within_s`` after it was handed in; None for never.
    """

    carry_over_percent: int
    closes_after_days: int
    carry_over_most_fen: int | None = None
    decide_within_s: int | None = None

    def __post_init__(self) -> None:
        most = self.carry_over_most_fen
        refuse_all(
            in_range("carry_over_percent", self.carry_over_percent, 0, 100),
            in_range("closes_after_days", self.closes_after_days, 0, 365),
            None if most is None else in_range("carry_over_most_fen", most, 0, MOST_FEN),
            None if self.decide_within_s is None else in_range("decide_within_s", self.decide_within_s, 1, 366 * 86400),
        )

    def carried_fen(self, left_fen: int) -> int:
        share_fen = left_fen * self.carry_over_percent // 100
        return share_fen if self.carry_over_most_fen is None else min(share_fen, self.carry_over_most_fen)


class MonthNotOver(Refusal):
    code = "month_not_over"
    rule = "P2"
    cause = Text(en="The quota of {period} is open until {until}.", zh="{period} 的额度到 {until} 才结转。")
    remedy = Text(en="Close it after that day.", zh="请在该日之后结转。")


@dataclass(frozen=True, slots=True)
class QuotasLeft:
    """What a partner may still draw in a month, ``left_fen`` by category, None in general; and the parts' categories."""

    left_fen: Mapping[PartCategory | None, int]
    category_of: Mapping[str, PartCategory]

    def serves(self, part: str) -> PartCategory | None:
        """The quota that the part draws on."""
        category = self.category_of[part]
        return category if category in self.left_fen else None


def last_day(period: str) -> date:
    year, month = int(period[:4]), int(period[5:])
    return date(year, month, monthrange(year, month)[1])


def next_period(period: str) -> str:
    return f"{last_day(period) + timedelta(days=1):%Y-%m}"


def standing_grants(standing: Iterable[StandingQuota], period: str) -> list[QuotaGrant]:
    """What the standing quotas grant in a month; the latest that has begun counts."""
    in_force: dict[tuple[str, PartCategory | None], StandingQuota] = {}
    for one in sorted(standing, key=lambda one: one.from_period):
        if one.from_period <= period:
            in_force[one.partner, one.category] = one
    return [
        QuotaGrant(
            reference=f"STANDING/{place_of(period, category)}/{partner}",
            partner=partner,
            period=period,
            amount_fen=one.monthly_fen,
            category=category,
            reason=one.reason,
        )
        for (partner, category), one in in_force.items()
        if one.monthly_fen
    ]


def granting(grant: QuotaGrant, *, now: datetime) -> Transfer:
    """What a grant moves in the ledger."""
    place = place_of(grant.period, grant.category)
    return Transfer(
        id=f"quota-grant/{grant.reference}",
        source=money_account(AccountKind.QUOTA_GRANT, grant.partner, place),
        destination=money_account(AccountKind.QUOTA, grant.partner, place),
        amount=grant.amount_fen,
        purpose=Purpose.QUOTA_GRANT,
        reference=grant.reference,
        occurred_at=now,
    )


def may_close(period: str, policy: QuotaPolicy, today: date) -> None:
    """:raises MonthNotOver: the month isn't over, or its days of grace aren't."""
    until = last_day(period) + timedelta(days=policy.closes_after_days)
    if today <= until:
        raise MonthNotOver(period=period, until=until)


def closing(left: Iterable[Balance], policy: QuotaPolicy, *, run: int, now: datetime) -> list[Transfer]:
    """What is left in a month's quota accounts goes to the next month or lapses.

    A month can be closed again, when something was given back to it later: ``run`` counts that from 1.
    """
    return [
        transfer
        for balance in left
        if balance.available
        for transfer in _closed(balance, policy.carried_fen(balance.available), run, now)
    ]


def _closed(balance: Balance, carried_fen: int, run: int, now: datetime) -> list[Transfer]:
    quota = balance.account
    period, category = quota_at(quota.place)
    following = money_account(AccountKind.QUOTA, quota.owner, place_of(next_period(period), category))
    lapsed = money_account(AccountKind.QUOTA_GRANT, quota.owner, quota.place)
    steps = (
        ("carried", following, carried_fen, Purpose.OPENING),
        ("lapsed", lapsed, balance.available - carried_fen, Purpose.QUOTA_LAPSE),
    )
    return [
        Transfer(
            id=f"quota-closing/{quota.place}/{run}/{quota.owner}/{name}",
            source=quota,
            destination=destination,
            amount=amount_fen,
            purpose=purpose,
            reference=f"quota {quota.place}",
            occurred_at=now,
        )
        for name, destination, amount_fen, purpose in steps
        if amount_fen
    ]
