"""What is reserved, for whom and since when (P1, P2, V4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fieldops.tables.ledger import LedgerReservations
from inventory.accounts import PLACED, AccountKind, Condition
from inventory.ledger import Purpose
from inventory.stock_words import HeldFor, holder, words

COLUMNS = {"since": "t.occurred_at", "part": "s.asset", "location": "s.place", "quantity": "t.amount"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Pieces at a location that wait for ``reference``: a quota request, a shipment, or the service order of a route plan.

    ``to_en`` and ``to_zh`` say where they go.
    """

    id: str
    part: str
    location: str
    owner: str
    condition: Condition
    set_aside: bool
    quantity: int
    held_for: HeldFor
    reference: str
    plan: int | None
    purpose: Purpose
    since: datetime
    to_en: str
    to_zh: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldSought:
    """``places`` None: all that one sees."""

    part: str | None = None
    places: Sequence[str] | None = None
    reference: str | None = None
    held_for: HeldFor | None = None

    @property
    def conditions(self) -> tuple[str, list[Any]]:
        given: list[tuple[str, Any]] = [("s.kind = ANY({})", sorted(kind.value for kind in PLACED))]
        if self.part is not None:
            given.append(("s.asset = {}", self.part))
        if self.places is not None:
            given.append(("s.place = ANY({})", list(self.places)))
        if self.reference is not None:
            given.append(("r.reference = {}", self.reference))
        if self.held_for is not None:
            given.append((f"({HELD_FOR}) = {{}}", self.held_for.value))
        return " AND ".join(sql for sql, _ in given), [argument for _, argument in given]


# inventory.stock_words.holder says the same of one id
HELD_FOR = (
    "CASE WHEN r.id LIKE 'quota-request/%' THEN 'quota_request' WHEN r.id LIKE 'shipment/%' THEN 'shipment'"
    " WHEN r.id ~ '^plan/[0-9]+(/|$)' THEN 'plan' ELSE 'other' END"
)


async def held_page(sought: HeldSought, *, ordering: str, limit: int, offset: int) -> tuple[int, list[Held]]:
    """How many reservations there are, and those wanted, by a name of :data:`COLUMNS`, '-' in front if descending."""
    conditions, arguments = sought.conditions
    direction = " DESC" if ordering.startswith("-") else ""
    tables = (
        "FROM ledger_reservations r JOIN ledger_transfers t ON t.id = r.id JOIN ledger_accounts s ON s.id = r.account_id"
        f" WHERE {conditions}"
    )
    counted = await LedgerReservations.raw(f"SELECT count(*) AS total {tables}", *arguments).run()
    rows = await LedgerReservations.raw(
        "SELECT held.*, d.kind AS to_kind, d.place AS to_place, seen.id IS NOT NULL AS seen FROM ("
        " SELECT r.id, r.reference, t.amount, t.purpose, t.occurred_at, t.destination_id,"
        f" s.owner, s.kind, s.place, s.asset, s.condition {tables}"
        f" ORDER BY {COLUMNS[ordering.removeprefix('-')]}{direction}, r.id{direction} LIMIT {{}} OFFSET {{}}"
        ") held JOIN ledger_account_keys d ON d.id = held.destination_id"
        " LEFT JOIN ledger_accounts seen ON seen.id = held.destination_id"
        f" ORDER BY held.{OUTER[ordering.removeprefix('-')]}{direction}, held.id{direction}",
        *arguments,
        limit,
        offset,
    ).run()
    return counted[0]["total"], [_held(row) for row in rows]


OUTER = {name: column.partition(".")[2] for name, column in COLUMNS.items()}


def _held(row: Mapping[str, Any]) -> Held:
    waiting = holder(row["id"])
    to = words(AccountKind(row["to_kind"]), row["to_place"], seen=row["seen"])
    return Held(
        id=row["id"],
        part=row["asset"],
        location=row["place"],
        owner=row["owner"],
        condition=Condition(row["condition"]),
        set_aside=row["kind"] == AccountKind.SET_ASIDE,
        quantity=row["amount"],
        held_for=waiting.held_for,
        reference=row["reference"],
        plan=waiting.plan,
        purpose=Purpose(row["purpose"]),
        since=row["occurred_at"],
        to_en=to.en,
        to_zh=to.zh,
    )
