"""Stock by place and part, now or at a past moment, and as a matrix (P1). Every figure is the ledger's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from fieldops.store.ledger import BALANCE_AT, FIGURES_AT, RESERVED_AT
from fieldops.tables.ledger import LedgerAccounts
from fieldops.tables.network import Locations
from inventory.accounts import Condition
from inventory.network import LocationKind
from inventory.stock_words import StockKind

KINDS: dict[StockKind | None, str] = {
    StockKind.STOCK: "a.kind IN ('stock', 'in_transit')",
    StockKind.SET_ASIDE: "a.kind = 'set_aside'",
    StockKind.LENT: "a.kind = 'lent'",
    None: "a.kind IN ('stock', 'in_transit', 'set_aside', 'lent')",
}
"""The ledger's kinds that make a line of stock: what is on the way stands with the stock of the place it goes to."""

KEY = ("location", "part", "owner", "condition", "kind")


class StockLine(msgspec.Struct, frozen=True, kw_only=True):
    """Pieces of a part at a location: ``available`` is what is on hand and not reserved, ``in_transit`` is on its way there (P1)."""

    owner: str
    location: str
    part: str
    condition: Condition
    kind: StockKind
    on_hand: int
    reserved: int
    available: int
    in_transit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StockSought:
    """Which lines: at ``places`` (None: all that one sees); as they were at ``as_of``, None: now."""

    part: str | None = None
    places: Sequence[str] | None = None
    owner: str | None = None
    condition: Condition | None = None
    kind: StockKind | None = None
    as_of: datetime | None = None

    @property
    def conditions(self) -> tuple[str, list[Any]]:
        """What a row of the accounts ``a`` must fulfil, with its arguments."""
        given: list[tuple[str, Any]] = []
        if self.part is not None:
            given.append(("a.asset = {}", self.part))
        if self.places is not None:
            one = len(self.places) == 1  # of which PostgreSQL keeps the plan
            given.append(("a.place = {}", self.places[0]) if one else ("a.place = ANY({})", list(self.places)))
        if self.owner is not None:
            given.append(("a.owner = {}", self.owner))
        if self.condition is not None:
            given.append(("a.condition = {}", self.condition.value))
        return " AND ".join([KINDS[self.kind], *(sql for sql, _ in given)]), [argument for _, argument in given]


async def places_of(*, location: str | None, node: str | None, below: bool) -> list[str] | None:
    """The places that are asked for: one, or those of a node; both: the one if it is of the node. None: no matter which."""
    if node is None:
        return None if location is None else [location]
    return [code for code in await places(node=node, below=below) if location in {None, code}]


async def places(
    *, node: str | None = None, below: bool = False, kind: LocationKind | None = None, partners: bool = True
) -> list[str]:
    """The codes of the places that one sees, in their order: of a node, and of all below it, and of a kind."""
    conditions, arguments = ["TRUE"], list[Any]()
    tree = ""
    if node is not None:
        under = "UNION ALL SELECT n.code FROM tree JOIN nodes n ON n.parent = tree.code" if below else ""
        tree = f"WITH RECURSIVE tree (code) AS (SELECT {{}}::varchar {under})"
        conditions.append("l.node IN (SELECT code FROM tree)")
        arguments.append(node)
    if kind is not None:
        conditions.append("l.kind = {}")
        arguments.append(kind.value)
    if not partners:
        conditions.append("l.node IN (SELECT code FROM nodes WHERE kind <> 'partner')")
    query = f"{tree} SELECT l.code FROM locations l WHERE {' AND '.join(conditions)} ORDER BY l.code"
    return [row["code"] for row in await Locations.raw(query, *arguments).run()]


async def stock_page(sought: StockSought, *, ordering: str, limit: int, offset: int) -> tuple[int, list[StockLine]]:
    """How many lines have something, and those wanted, by a field of a line with '-' in front if descending."""
    lines, arguments = _lines(sought)
    direction = " DESC" if ordering.startswith("-") else ""
    first = ordering.removeprefix("-")
    order = ", ".join(f"{name}{direction}" for name in (first, *(name for name in KEY if name != first)))
    rows = await LedgerAccounts.raw(
        "SELECT *, on_hand - reserved AS available, count(*) OVER () AS total"
        f" FROM ({lines}) AS lines ORDER BY {order} LIMIT {{}} OFFSET {{}}",
        *arguments,
        limit,
        offset,
    ).run()
    if rows or not offset:
        return (rows[0]["total"] if rows else 0), msgspec.convert(rows, list[StockLine])
    counted = await LedgerAccounts.raw(f"SELECT count(*) AS total FROM ({lines}) AS lines", *arguments).run()
    return counted[0]["total"], []


def _lines(sought: StockSought) -> tuple[str, list[Any]]:
    """The lines as a query: accounts, those on the way joined to the stock that they go to."""
    conditions, arguments = sought.conditions
    balance, reserved, at = "a.balance", "a.reserved", ""
    if sought.as_of is not None:
        balance, reserved = BALANCE_AT, RESERVED_AT
        at = f"CROSS JOIN (SELECT {{}}::timestamptz AS moment) AS asked {FIGURES_AT}"
        arguments = [sought.as_of, *arguments]
    accounts = (
        "SELECT a.owner, a.place AS location, a.asset AS part, a.condition, a.kind = 'in_transit' AS coming,"
        f" CASE a.kind WHEN 'in_transit' THEN 'stock' ELSE a.kind END AS kind, {balance} AS balance, {reserved} AS reserved"
        f" FROM ledger_accounts a {at} WHERE {conditions}"
    )
    lines = (
        f"SELECT {', '.join(KEY)}, coalesce(sum(balance) FILTER (WHERE NOT coming), 0)::bigint AS on_hand,"
        " coalesce(sum(reserved) FILTER (WHERE NOT coming), 0)::bigint AS reserved,"
        " coalesce(sum(balance) FILTER (WHERE coming), 0)::bigint AS in_transit"
        f" FROM ({accounts}) AS figures WHERE balance <> 0 GROUP BY {', '.join(KEY)}"
    )
    return lines, arguments
