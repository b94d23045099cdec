"""How the stock of a part went month by month, and what repairs took of it (P1, P4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from fieldops.store.ledger import BALANCE_AT, FIGURES_AT
from fieldops.tables.ledger import LedgerAccounts
from fieldops.tables.past_demand import PastDemand


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """New pieces ``on_hand`` and ``on_its_way`` at the end of ``month``, or now; ``taken`` is what repairs took in it."""

    month: str
    on_hand: int
    on_its_way: int
    taken: int


async def course(
    part: str, ends: Sequence[tuple[str, datetime]], zone: ZoneInfo, *, location: str | None = None
) -> list[Month]:
    """At the places that one sees, or at one of them. ``ends`` are the months, the earliest first, each with its end.

    What was taken before repairs were booked here is known by partner, so of one location it isn't told.
    """
    stood = await _stood(part, [end for _, end in ends], location)
    taken = await (_taken(part, zone) if location is None else _taken_at(part, location, zone))
    return [
        Month(month=month, on_hand=on_hand, on_its_way=on_its_way, taken=taken.get(month, 0))
        for (month, _), (on_hand, on_its_way) in zip(ends, stood, strict=True)
    ]


async def _stood(part: str, moments: Sequence[datetime], location: str | None) -> list[tuple[int, int]]:
    """On hand and on the way at each moment."""
    place = "" if location is None else " AND a.place = {}"
    rows = await LedgerAccounts.raw(
        f"SELECT n, a.kind, sum({BALANCE_AT})::bigint AS pieces"
        " FROM unnest({}::timestamptz[]) WITH ORDINALITY AS asked (moment, n)"
        f" CROSS JOIN ledger_accounts a {FIGURES_AT}"
        " WHERE a.asset = {} AND a.condition = 'new' AND a.kind IN ('stock', 'in_transit')"
        f"{place} GROUP BY n, a.kind",
        list(moments),
        part,
        *([] if location is None else [location]),
    ).run()
    found = {(row["n"], row["kind"]): row["pieces"] for row in rows}
    return [(found.get((n, "stock"), 0), found.get((n, "in_transit"), 0)) for n in range(1, len(moments) + 1)]


async def _taken(part: str, zone: ZoneInfo) -> dict[str, int]:
    """Pieces by month, booked and imported."""
    rows = await PastDemand.raw(
        "SELECT month, sum(pieces)::bigint AS pieces FROM ("
        " SELECT to_char(occurred_at AT TIME ZONE {}, 'YYYY-MM') AS month, change AS pieces FROM parts_taken WHERE part = {}"
        " UNION ALL SELECT month, pieces FROM past_demand WHERE part = {}) AS known GROUP BY month",
        zone.key,
        part,
        part,
    ).run()
    return {row["month"]: row["pieces"] for row in rows}


async def _taken_at(part: str, location: str, zone: ZoneInfo) -> dict[str, int]:
    rows = await LedgerAccounts.raw(
        "SELECT to_char(e.occurred_at AT TIME ZONE {}, 'YYYY-MM') AS month, -sum(e.change)::bigint AS pieces"
        " FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id"
        " JOIN ledger_account_keys o ON o.id = e.other_id AND o.kind = 'consumption'"
        " WHERE a.place = {} AND a.asset = {} AND a.condition = 'new' GROUP BY 1",
        zone.key,
        location,
        part,
    ).run()
    return {row["month"]: row["pieces"] for row in rows}
