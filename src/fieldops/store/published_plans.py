"""What the plans that are published mean for planning again: whom customers were given, which orders are taken, which stock is free."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fieldops.tables.ledger import LedgerAccounts
from fieldops.tables.plans import Plans
from inventory.accounts import AccountKind, Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Whom and when a customer was given."""

    technician: str
    start_at: datetime


async def given(province: str, days: Sequence[date]) -> dict[str, Given]:
    """By order, what the plans that are published for these days gave their customers."""
    rows = await Plans.raw(
        "SELECT stop.service_order, route.technician, stop.start_at FROM plans"
        " JOIN plan_routes AS route ON route.plan = plans.id JOIN plan_stops AS stop ON stop.route = route.id"
        " WHERE plans.province = {} AND plans.day = ANY({}) AND plans.state = 'published' AND stop.service_order IS NOT NULL",
        province,
        list(days),
    ).run()
    return {row.pop("service_order"): Given(**row) for row in rows}


async def orders_planned_on_other_days(province: str, days: Sequence[date], *, since: date) -> set[str]:
    """Orders that a published plan of the province serves on another day than ``days`` from ``since`` on."""
    rows = await Plans.raw(
        "SELECT DISTINCT service_order FROM plans"
        " JOIN plan_routes ON plan_routes.plan = plans.id JOIN plan_stops ON plan_stops.route = plan_routes.id"
        " WHERE province = {} AND day <> ALL({}) AND day >= {} AND state = 'published' AND service_order IS NOT NULL",
        province,
        list(days),
        since,
    ).run()
    return {row["service_order"] for row in rows}


@dataclass(frozen=True, slots=True)
class FreeStock:
    """Pieces by location and part: ``free`` for ordinary work, ``set_aside`` for swaps only (B2)."""

    free: Mapping[str, Mapping[str, int]]
    set_aside: Mapping[str, Mapping[str, int]]


async def stock_for_plan(locations: Iterable[str], province: str, days: Sequence[date]) -> FreeStock:
    """What a new plan of ``province`` and ``days`` may take at ``locations``: what the published one reserved is free."""
    rows = await LedgerAccounts.raw(
        "SELECT place, kind, asset, sum(balance - reserved)::bigint + coalesce(sum(released.amount), 0)::bigint AS free"
        " FROM ledger_accounts AS account LEFT JOIN LATERAL ("
        "  SELECT sum(transfer.amount) AS amount FROM ledger_reservations AS reservation"
        "  JOIN ledger_transfers AS transfer ON transfer.id = reservation.id"
        "  JOIN plan_parts ON plan_parts.reservation = reservation.id"
        "  JOIN plan_stops ON plan_stops.id = plan_parts.stop JOIN plan_routes ON plan_routes.id = plan_stops.route"
        "  JOIN plans ON plans.id = plan_routes.plan"
        "  WHERE reservation.account_id = account.id AND account.reserved > 0"
        "  AND plans.state = 'published' AND plans.province = {} AND plans.day = ANY({})"
        " ) AS released ON account.reserved > 0"
        " WHERE place = ANY({}) AND kind = ANY({}) AND condition = {} AND balance > 0"
        " GROUP BY place, kind, asset",
        province,
        list(days),
        sorted(set(locations)),
        [AccountKind.STOCK.value, AccountKind.SET_ASIDE.value],
        Condition.NEW.value,
    ).run()
    pools: dict[str, dict[str, dict[str, int]]] = {kind: defaultdict(dict) for kind in ("stock", "set_aside")}
    for row in rows:
        pools[row["kind"]][row["place"]][row["asset"]] = row["free"]
    return FreeStock(free=pools["stock"], set_aside=pools["set_aside"])
