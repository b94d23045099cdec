"""The entries of a part, the newest first, page by page wherever the last one ended (P1, N3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from fieldops.database.who import who
from fieldops.tables.ledger import LedgerTransfers
from inventory.accounts import PLACED, AccountKind, Condition
from inventory.ledger import Action, Purpose
from inventory.stock_words import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an entry stands in the order: ``latest_at`` of its account then, the account's number, its own number there."""

    latest_at: datetime
    account: int
    seq: int


NEWEST = Place(latest_at=datetime.max.replace(tzinfo=UTC), account=2**62, seq=2**62)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistorySought:
    """Entries of ``part``, that occurred from ``since`` on and before ``until``; ``location`` None: all that one sees."""

    part: str
    location: str | None = None
    purpose: Purpose | None = None
    since: datetime | None = None
    until: datetime | None = None

    @property
    def conditions(self) -> tuple[str, list[Any]]:
        """What an entry ``e`` must fulfil. It never occurred after its ``latest_at``, which the index goes along."""
        given: list[tuple[str, Any]] = []
        if self.purpose is not None:
            given.append((" AND e.purpose = {}", self.purpose.value))
        if self.since is not None:
            given += [(" AND e.latest_at >= {}", self.since), (" AND e.occurred_at >= {}", self.since)]
        if self.until is not None:
            given.append((" AND e.occurred_at < {}", self.until))
        return "".join(sql for sql, _ in given), [argument for _, argument in given]

    @property
    def filtered(self) -> bool:
        return (self.purpose, self.since, self.until) != (None, None, None)


class HistoryEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What one booking did to the pieces of a part at a location, and the figures right after it.

    ``counter_en`` and ``counter_zh`` say where they came from or went; ``counter_location`` is that place's code, if it is
    one and may be seen. A booking between two places is an entry of each.
    """

    occurred_at: datetime
    location: str
    condition: Condition
    owner: str
    kind: AccountKind
    action: Action
    purpose: Purpose
    reference: str
    change: int
    reserved_change: int
    on_hand: int
    reserved: int
    counter_en: str
    counter_zh: str
    counter_location: str | None


async def history(
    sought: HistorySought, *, limit: int, before: Place = NEWEST
) -> tuple[list[HistoryEntry], Place | None]:
    """So many entries before a place of the order, and the place to go on from; None at the end.

    Whoever sees everything goes along the part's index; for some accounts only, theirs are merged.
    """
    someone = who()
    some = sought.location is not None or (someone is not None and someone.scoped)
    conditions, arguments = sought.conditions
    cut = [before.latest_at, before.account, before.seq]
    if some:
        query, given = _merged(sought, conditions, [*cut, *arguments], limit, first=before == NEWEST)
    else:
        query, given = _along_the_index(sought.part, conditions, [*cut, *arguments], limit)
    rows = await LedgerTransfers.raw(query, *given).run()
    page = rows[:limit]
    last = Place(latest_at=page[-1]["latest_at"], account=page[-1]["account_id"], seq=page[-1]["seq"]) if page else None
    return [_entry(row) for row in page], last if len(rows) > limit else None


PLACED_KINDS = ", ".join(f"'{kind.value}'" for kind in sorted(PLACED))

ENTRY = (
    "SELECT e.*, o.kind AS other_kind, o.place AS other_place, seen.id IS NOT NULL AS seen"
    " FROM ({entries}) e JOIN ledger_account_keys o ON o.id = e.other_id"
    " LEFT JOIN ledger_accounts seen ON seen.id = e.other_id"
    " ORDER BY e.latest_at DESC, e.account_id DESC, e.seq DESC"
)
FIELDS = (
    "e.account_id, e.seq, e.latest_at, e.other_id, e.change, e.reserved_change, e.balance, e.reserved, e.action,"
    " e.purpose, e.reference, e.occurred_at, a.owner, a.kind, a.place, a.condition"
)
BEFORE = "(e.latest_at, e.account_id, e.seq) < ({}::timestamptz, {}::bigint, {}::bigint)"


def _along_the_index(part: str, conditions: str, given: list[Any], limit: int) -> tuple[str, list[Any]]:
    entries = (
        f"SELECT {FIELDS} FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id"
        f" WHERE e.asset = {{}} AND e.asset <> 'CNY' AND {BEFORE}{conditions} AND a.kind IN ({PLACED_KINDS})"
        " ORDER BY e.latest_at DESC, e.account_id DESC, e.seq DESC LIMIT {}"
    )
    return ENTRY.replace("{entries}", entries), [part, *given, limit + 1]


def _merged(
    sought: HistorySought, conditions: str, given: list[Any], limit: int, *, first: bool
) -> tuple[str, list[Any]]:
    """The newest of each account, merged. Each account has an entry at its own latest time, so the newest so many entries
    of all are among the so many accounts with the newest; further on, or of filtered entries, nobody can tell."""
    place = " AND a.place = {}" if sought.location is not None else ""
    accounts = (
        "SELECT a.id, a.owner, a.kind, a.place, a.condition FROM ledger_accounts a"
        f" WHERE a.asset = {{}} AND a.kind IN ({PLACED_KINDS}){place} AND a.latest_at IS NOT NULL"
        " ORDER BY a.latest_at DESC, a.id DESC" + (" LIMIT {}" if first and not sought.filtered else "")
    )
    entries = (
        f"SELECT {FIELDS} FROM ({accounts}) a CROSS JOIN LATERAL ("
        f"SELECT * FROM ledger_entries e WHERE e.account_id = a.id AND {BEFORE}{conditions}"
        " ORDER BY e.latest_at DESC, e.seq DESC LIMIT {}) e"
        " ORDER BY e.latest_at DESC, e.account_id DESC, e.seq DESC LIMIT {}"
    )
    few = [limit + 1] if first and not sought.filtered else []
    at = [sought.location] if sought.location is not None else []
    return ENTRY.replace("{entries}", entries), [sought.part, *at, *few, *given, limit + 1, limit + 1]


def _entry(row: Mapping[str, Any]) -> HistoryEntry:
    kind = AccountKind(row["other_kind"])
    said = words(kind, row["other_place"], seen=row["seen"])
    return HistoryEntry(
        occurred_at=row["occurred_at"],
        location=row["place"],
        condition=Condition(row["condition"]),
        owner=row["owner"],
        kind=AccountKind(row["kind"]),
        action=Action(row["action"]),
        purpose=Purpose(row["purpose"]),
        reference=row["reference"],
        change=row["change"],
        reserved_change=row["reserved_change"],
        on_hand=row["balance"],
        reserved=row["reserved"],
        counter_en=said.en,
        counter_zh=said.zh,
        counter_location=row["other_place"] if kind in PLACED and row["seen"] else None,
    )
