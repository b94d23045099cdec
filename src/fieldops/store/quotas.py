"""Quota: grants with who and why, what is granted each month, and the months' figures (P2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from fieldops.store import ledger, parts
from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert, value
from fieldops.tables.ledger import LedgerAccounts
from fieldops.tables.quotas import QuotaClosings, QuotaGrants, StandingQuotas
from inventory.accounts import AccountKind
from inventory.ledger import Balance
from inventory.parts import PartCategory
from inventory.quotas import QuotaGrant, QuotasLeft, StandingQuota, place_of, quota_at


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaMonth:
    """A partner's quota of a month (P2); ``category`` None is the general one.

    ``carried_in_fen`` + ``granted_fen`` - ``drawn_fen`` + ``given_back_fen`` - ``carried_out_fen`` - ``lapsed_fen``
    = ``left_fen``. What a decision drew and its undoing gave back is not drawn.
    """

    partner: str
    period: str
    category: PartCategory | None
    carried_in_fen: int
    granted_fen: int
    drawn_fen: int
    given_back_fen: int
    carried_out_fen: int
    lapsed_fen: int
    left_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """A grant, and by whom and when."""

    reference: str
    partner: str
    period: str
    category: PartCategory | None
    amount_fen: int
    reason: str
    granted_by: str
    granted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A standing quota, and who set it when."""

    partner: str
    category: PartCategory | None
    from_period: str
    monthly_fen: int
    reason: str
    set_by: str
    set_at: datetime


MONTHS = """
SELECT a.owner AS partner, a.place, a.balance AS left_fen,
       coalesce(sum(e.change) FILTER (WHERE e.purpose = 'opening' AND e.change > 0), 0)::bigint AS carried_in_fen,
       coalesce(sum(e.change) FILTER (WHERE e.purpose = 'quota_grant'), 0)::bigint AS granted_fen,
       coalesce(-sum(e.change) FILTER (WHERE e.purpose = 'quota_draw'), 0)::bigint AS drawn_fen,
       coalesce(sum(e.change) FILTER (WHERE e.purpose = 'quota_return'), 0)::bigint AS given_back_fen,
       coalesce(-sum(e.change) FILTER (WHERE e.purpose = 'opening' AND e.change < 0), 0)::bigint AS carried_out_fen,
       coalesce(-sum(e.change) FILTER (WHERE e.purpose = 'quota_lapse'), 0)::bigint AS lapsed_fen
FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
"""


async def month_page(wanted: Wanted) -> tuple[int, list[QuotaMonth]]:
    """``wanted`` names columns of the ledger's accounts: ``owner``, ``place``, ``balance``."""
    count, accounts = await page(LedgerAccounts, wanted)
    order = [row["id"] for row in accounts]
    rows = await LedgerAccounts.raw(
        f"{MONTHS} WHERE a.id = ANY({{}}) GROUP BY a.id ORDER BY array_position({{}}::int[], a.id::int)", order, order
    ).run()
    return count, [_month(row) for row in rows]


async def months_of(period: str) -> list[QuotaMonth]:
    """Of all partners within reach, the general quota before those of categories."""
    rows = await LedgerAccounts.raw(
        f"{MONTHS} WHERE a.kind = {{}} AND a.place = ANY({{}}) GROUP BY a.id ORDER BY a.owner, a.place",
        AccountKind.QUOTA.value,
        [place_of(period, category) for category in (None, *PartCategory)],
    ).run()
    return [_month(row) for row in rows]


def _month(row: dict[str, object]) -> QuotaMonth:
    period, category = quota_at(str(row["place"]))
    figures = {name: figure for name, figure in row.items() if name != "place"}
    return value(QuotaMonth, {**figures, "period": period, "category": category})


async def left(partner: str, period: str, numbers: Iterable[str]) -> QuotasLeft:
    """What the partner may still draw on for these parts."""
    rows = await LedgerAccounts.raw(
        "SELECT place, balance - reserved AS left_fen FROM ledger_accounts"
        " WHERE owner = {} AND kind = {} AND asset = 'CNY' AND place = ANY({})",
        partner,
        AccountKind.QUOTA.value,
        [place_of(period, category) for category in (None, *PartCategory)],
    ).run()
    left_fen = {quota_at(row["place"])[1]: row["left_fen"] for row in rows}
    return QuotasLeft({None: 0, **left_fen}, await parts.categories(numbers))


async def add_grants(grants: Sequence[QuotaGrant], *, by: str, now: datetime) -> None:
    """Those that are there already stay as they are: the ledger refuses a reference that stands for another grant."""
    rows = [asdict(grant) | {"granted_by": by, "granted_at": now} for grant in grants]
    if rows:
        await QuotaGrants.insert(*(QuotaGrants(**row) for row in rows)).on_conflict(action="DO NOTHING").run()


async def granted(references: Iterable[str]) -> set[str]:
    """Those of the references that stand for a grant."""
    rows = await QuotaGrants.raw(
        "SELECT reference FROM quota_grants WHERE reference = ANY({})", sorted(set(references))
    ).run()
    return {row["reference"] for row in rows}


async def grant_page(wanted: Wanted) -> tuple[int, list[Granted]]:
    count, rows = await page(QuotaGrants, wanted)
    return count, [value(Granted, row) for row in rows]


async def add_standing(standing: StandingQuota, *, by: str, now: datetime) -> None:
    await StandingQuotas.insert(StandingQuotas(**asdict(standing), set_by=by, set_at=now)).run()


async def standing_page(wanted: Wanted) -> tuple[int, list[Standing]]:
    count, rows = await page(StandingQuotas, wanted)
    return count, [value(Standing, row) for row in rows]


async def standing_up_to(period: str) -> list[StandingQuota]:
    """All that have begun by that month, the last set last."""
    rows = await StandingQuotas.raw(
        "SELECT partner, category, from_period, monthly_fen, reason FROM standing_quotas WHERE from_period <= {} ORDER BY id",
        period,
    ).run()
    return [value(StandingQuota, row) for row in rows]


async def next_run(period: str, now: datetime) -> int:
    """The number of this closing of a month, counted from 1.

    :raises Overtaken: another closes it at the same time.
    """
    run: int = 1 + await QuotaClosings.count().where(QuotaClosings.period == period).run()
    await insert(QuotaClosings, [{"period": period, "run": run, "closed_at": now}])
    return run


async def open_months(before: str) -> list[str]:
    """Months before that one in which something is left, the first first."""
    rows = await LedgerAccounts.raw(
        "SELECT DISTINCT left(place, 7) AS period FROM ledger_accounts"
        " WHERE kind = {} AND balance > reserved AND left(place, 7) < {} ORDER BY period",
        AccountKind.QUOTA.value,
        before,
    ).run()
    return [row["period"] for row in rows]


async def left_in(period: str) -> list[Balance]:
    """The month's quota accounts in which something is left."""
    places = [place_of(period, category) for category in (None, *PartCategory)]
    found = await ledger.balances(kinds=[AccountKind.QUOTA], places=places)
    return [balance for balance in found if balance.available]
