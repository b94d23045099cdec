"""Quota over HTTP (P2)."""

from __future__ import annotations

import msgspec

from fieldops.actions import quotas as actions
from fieldops.actions.one import register_one
from fieldops.store import balances
from fieldops.store.balances import QuotaLine
from fieldops.store.pages import Wanted
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, Now, Query
from fieldops.web.routes import creates, lists
from fieldops.web.wanted import page_of
from inventory.accounts import AccountKind
from inventory.ledger import TransferIdReused
from inventory.people import Permission
from inventory.quotas import QuotaGrant

GRANT = {"reference": "Q-2026-12-ZJ-021", "partner": "ZJ-021", "period": "2026-12", "amount_fen": 500000}
LINE = {"partner": "ZJ-021", "period": "2026-12", "left_fen": 500000, "reserved_fen": 0}
COLUMNS = {"partner": "owner", "period": "place", "left_fen": "balance"}


class QuotaFilters(msgspec.Struct, kw_only=True, frozen=True):
    partner: str | None = None
    period: str | None = None


@lists("/quotas", Listing(QuotaFilters, ordering=tuple(COLUMNS)), answer=page_of(LINE), needs=Permission.QUOTAS_READ)
async def list_quotas(asked: Query[QuotaFilters]) -> Page[QuotaLine]:
    """What the partners may still draw, by period."""
    sign = "-" if asked.ordering.startswith("-") else ""
    wanted = Wanted(
        equal={"kind": AccountKind.QUOTA.value, "owner": asked.filters.partner, "place": asked.filters.period},
        ordering=sign + COLUMNS[asked.ordering.removeprefix("-")],
        limit=asked.limit,
        offset=asked.offset,
    )
    return asked.page(*await balances.quota_page(wanted))


@creates("/quota-grants", example=GRANT, refusals=(TransferIdReused,), answer=GRANT, needs=Permission.QUOTAS_GRANT)
async def grant_quota(data: Body[QuotaGrant], now: Now) -> QuotaGrant:
    """Grant a partner quota for a month; once per reference."""
    return await perform(register_one, actions.grant, data, now=now)


RESOURCES = (list_quotas, grant_quota)
