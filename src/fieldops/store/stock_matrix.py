"""Stock as a matrix, part by place (P1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fieldops.store.rows import as_it_stands
from fieldops.tables.ledger import LedgerAccounts
from fieldops.tables.parts import Parts
from inventory.accounts import Condition
from inventory.parts import PartCategory


@dataclass(frozen=True, slots=True)
class Cell:
    """Pieces of a part at a location."""

    location: str
    on_hand: int = 0
    reserved: int = 0
    available: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """A part, with a cell for each of the places asked, in their order."""

    part: str
    name_zh: str
    name_en: str
    category: PartCategory
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsSought:
    """Parts of a category, that fit a product model, whose number begins with ``search`` or whose names hold it.

    ``with_stock``: of which something stands at the places asked. ``fewer_than``: of which fewer are available there in all.
    """

    category: PartCategory | None = None
    model: str | None = None
    search: str | None = None
    with_stock: bool = False
    fewer_than: int | None = None

    def conditions(self, places: Sequence[str], condition: Condition) -> tuple[str, list[Any]]:
        """What a part ``p`` must fulfil, with its arguments."""
        here: list[Any] = [list(places), condition.value]
        given: list[tuple[str, list[Any]]] = [("TRUE", [])]
        if self.category is not None:
            given.append(("p.category = {}", [self.category.value]))
        if self.model is not None:
            fits = "EXISTS (SELECT FROM part_fits f WHERE f.part = p.number AND f.model = {})"
            given.append((fits, [self.model]))
        if self.search is not None:
            said = as_it_stands(self.search)
            names = "(p.number ILIKE {} OR p.name_zh ILIKE {} OR p.name_en ILIKE {})"
            given.append((names, [f"{said}%", f"%{said}%", f"%{said}%"]))
        if self.with_stock:
            given.append((f"EXISTS (SELECT {OF_PART})", here))
        if self.fewer_than is not None:
            available = f"(SELECT coalesce(sum(a.balance - a.reserved), 0) {OF_PART})"
            given.append((f"{available} < {{}}", [*here, self.fewer_than]))
        return " AND ".join(sql for sql, _ in given), [one for _, arguments in given for one in arguments]


STANDS = "a.place = ANY({}) AND a.condition = {} AND a.kind = 'stock' AND a.balance <> 0"
OF_PART = f"FROM ledger_accounts a WHERE a.asset = p.number AND {STANDS}"

PARTS_COLUMNS = {"part": "p.number", "name_zh": "p.name_zh", "name_en": "p.name_en"}


async def matrix_page(
    sought: PartsSought, places: Sequence[str], condition: Condition, *, ordering: str, limit: int, offset: int
) -> tuple[int, list[MatrixRow]]:
    """How many parts fit, and those wanted with a cell for each place."""
    conditions, arguments = sought.conditions(places, condition)
    direction = " DESC" if ordering.startswith("-") else ""
    first = PARTS_COLUMNS[ordering.removeprefix("-")]
    order = f"{first}{direction}" + ("" if first == "p.number" else f", p.number{direction}")
    counted = await Parts.raw(f"SELECT count(*) AS total FROM parts p WHERE {conditions}", *arguments).run()
    parts = await Parts.raw(
        f"SELECT p.number, p.name_zh, p.name_en, p.category FROM parts p WHERE {conditions}"
        f" ORDER BY {order} LIMIT {{}} OFFSET {{}}",
        *arguments,
        limit,
        offset,
    ).run()
    found = await cells([part["number"] for part in parts], places, condition)
    return counted[0]["total"], [
        MatrixRow(
            part=part["number"],
            name_zh=part["name_zh"],
            name_en=part["name_en"],
            category=PartCategory(part["category"]),
            cells=tuple(found.get((part["number"], place)) or Cell(place) for place in places),
        )
        for part in parts
    ]


async def cells(parts: Sequence[str], places: Sequence[str], condition: Condition) -> dict[tuple[str, str], Cell]:
    """Stock on hand of these parts at these places, whosever it is, where there is some."""
    rows = await LedgerAccounts.raw(
        f"SELECT a.asset, a.place, {FIGURES} FROM ledger_accounts a WHERE {STANDS} AND a.asset = ANY({{}})"
        " GROUP BY a.asset, a.place",
        list(places),
        condition.value,
        list(parts),
    ).run()
    return {(row["asset"], row["place"]): _cell(row) for row in rows}


async def totals(sought: PartsSought, places: Sequence[str], condition: Condition) -> list[Cell]:
    """Of all parts that fit, what stands at each place."""
    conditions, arguments = sought.conditions(places, condition)
    rows = await LedgerAccounts.raw(
        f"SELECT a.place, {FIGURES} FROM ledger_accounts a JOIN parts p ON p.number = a.asset"
        f" WHERE {STANDS} AND {conditions} GROUP BY a.place",
        list(places),
        condition.value,
        *arguments,
    ).run()
    found = {row["place"]: _cell(row) for row in rows}
    return [found.get(place) or Cell(place) for place in places]


FIGURES = "sum(a.balance)::bigint AS on_hand, sum(a.reserved)::bigint AS reserved"


def _cell(row: Mapping[str, Any]) -> Cell:
    return Cell(row["place"], row["on_hand"], row["reserved"], row["on_hand"] - row["reserved"])
