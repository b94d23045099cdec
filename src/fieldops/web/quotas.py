"""Quota over HTTP (P2)."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response

from fieldops.actions import quotas as actions
from fieldops.actions.one import register_one
from fieldops.documents import quota_report
from fieldops.store import quotas as store
from fieldops.store.pages import Wanted
from fieldops.store.quotas import Granted, QuotaMonth, Standing
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.paper import printed
from fieldops.web.params import Body, FromPath, Now, Query
from fieldops.web.requests import actor_of
from fieldops.web.routes import creates, lists, prints
from fieldops.web.wanted import page_of, wanted
from inventory.accounts import AccountKind
from inventory.ledger import TransferIdReused
from inventory.parts import PartCategory
from inventory.people import Permission
from inventory.quotas import QuotaGrant, StandingQuota, place_of

GRANT = {
    "reference": "Q-2026-12-ZJ-021",
    "partner": "ZJ-021",
    "period": "2026-12",
    "amount_fen": 500000,
    "category": None,
    "reason": "旺季增加",
}
GRANTED = {**GRANT, "granted_by": "manager", "granted_at": "2026-11-22T20:00:00+08:00"}
STANDING = {
    "partner": "ZJ-021",
    "from_period": "2026-12",
    "monthly_fen": 400000,
    "category": "electrical",
    "reason": "年度协议",
}
STANDS = {**STANDING, "set_by": "manager", "set_at": "2026-11-22T20:00:00+08:00"}
MONTH = {
    "partner": "ZJ-021",
    "period": "2026-12",
    "category": None,
    "carried_in_fen": 20000,
    "granted_fen": 500000,
    "drawn_fen": 120000,
    "given_back_fen": 4500,
    "carried_out_fen": 0,
    "lapsed_fen": 0,
    "left_fen": 404500,
}
COLUMNS = {"partner": "owner", "period": "place", "left_fen": "balance"}


class QuotaFilters(msgspec.Struct, kw_only=True, frozen=True):
    partner: str | None = None
    period: str | None = None


@lists("/quotas", Listing(QuotaFilters, ordering=tuple(COLUMNS)), answer=page_of(MONTH), needs=Permission.QUOTAS_READ)
async def list_quotas(asked: Query[QuotaFilters]) -> Page[QuotaMonth]:
    """The quota report: of each partner, month and category what was carried in, granted, drawn, given back, and is left."""
    period = asked.filters.period
    places = tuple(place_of(period, category) for category in (None, *PartCategory)) if period else None
    sign = "-" if asked.ordering.startswith("-") else ""
    found = Wanted(
        equal={"kind": AccountKind.QUOTA.value, "owner": asked.filters.partner, "place": places},
        ordering=sign + COLUMNS[asked.ordering.removeprefix("-")],
        limit=asked.limit,
        offset=asked.offset,
    )
    return asked.page(*await store.month_page(found))


@prints("/quotas/{period:str}/report", needs=Permission.QUOTAS_READ)
async def print_quota_report(period: FromPath[str], request: Request[Any, Any, Any], now: Now) -> Response[bytes]:
    """The report of a month as PDF: by province and partner, with sums."""
    return await printed(request, now, quota_report.of_month, period)


class GrantFilters(msgspec.Struct, kw_only=True, frozen=True):
    partner: str | None = None
    period: str | None = None
    category: PartCategory | None = None


@lists(
    "/quota-grants",
    Listing(GrantFilters, ordering=("-granted_at", "reference", "partner", "period")),
    answer=page_of(GRANTED),
    needs=Permission.QUOTAS_READ,
)
async def list_grants(asked: Query[GrantFilters]) -> Page[Granted]:
    """Who granted what, when and why."""
    return asked.page(*await store.grant_page(wanted(asked)))


@creates("/quota-grants", example=GRANT, refusals=(TransferIdReused,), answer=GRANT, needs=Permission.QUOTAS_GRANT)
async def grant_quota(data: Body[QuotaGrant], request: Request[Any, Any, Any], now: Now) -> QuotaGrant:
    """Grant a partner quota for a month, in general or for a category of parts; once per reference."""
    return await perform(register_one, actions.grant, data, by=actor_of(request), now=now)


class StandingFilters(msgspec.Struct, kw_only=True, frozen=True):
    partner: str | None = None
    category: PartCategory | None = None


@lists(
    "/standing-quotas",
    Listing(StandingFilters, ordering=("partner", "-from_period")),
    answer=page_of(STANDS),
    needs=Permission.QUOTAS_READ,
)
async def list_standing(asked: Query[StandingFilters]) -> Page[Standing]:
    """What partners are granted each month; the latest that has begun counts."""
    return asked.page(*await store.standing_page(wanted(asked)))


@creates("/standing-quotas", example=STANDING, answer=STANDING, needs=Permission.QUOTAS_GRANT)
async def set_standing(data: Body[StandingQuota], request: Request[Any, Any, Any], now: Now) -> StandingQuota:
    """Grant a partner so much each month from a month on; 0 ends it."""
    return await perform(actions.set_standing, data, by=actor_of(request), now=now)


RESOURCES = (list_quotas, print_quota_report, list_grants, grant_quota, list_standing, set_standing)
