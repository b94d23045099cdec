"""Old parts that must come back (O1)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from piccolo.columns import Column

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert, value
from fieldops.tables.visits import OldParts
from inventory.old_parts import OWED, OldPart
from refusals import NotFound

NAMES = {"order": "service_order", "left": "why_left", "record_hash": "record"}
"""Fields that are called otherwise in their table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionedOldPart:
    """An obligation and how often it was changed, counted from 1."""

    value: OldPart
    version: int


def _row(old: OldPart) -> dict[str, Any]:
    return {NAMES.get(name, name): getattr(old, name) for name in OldPart.__dataclass_fields__}


def _old_part(row: Mapping[str, Any]) -> OldPart:
    return value(OldPart, {name: row[NAMES.get(name, name)] for name in OldPart.__dataclass_fields__})


async def add(born: Sequence[OldPart]) -> None:
    await insert(OldParts, [_row(old) for old in born])


async def drop(ids: Collection[str]) -> None:
    """Nothing was used after all."""
    if ids:
        await OldParts.raw("DELETE FROM old_parts WHERE id = ANY({})", sorted(ids)).run()


async def save(old: OldPart) -> None:
    """Write it as its next version."""
    columns: dict[Column | str, Any] = {"version": OldParts.version + 1}
    columns.update((name, held) for name, held in _row(old).items() if name != "id")
    await OldParts.update(columns).where(OldParts.id == old.id).run()


async def save_records(named: Sequence[OldPart]) -> None:
    """Write which service records they name, each as its next version."""
    await OldParts.raw(
        "UPDATE old_parts o SET record = n.record, version = o.version + 1"
        " FROM unnest({}::text[], {}::text[]) AS n (id, record) WHERE o.id = n.id",
        [old.id for old in named],
        [old.record_hash for old in named],
    ).run()


async def of_visit(visit: str) -> list[OldPart]:
    """Those that were born at a visit; locked."""
    rows = await OldParts.raw("SELECT * FROM old_parts WHERE visit = {} ORDER BY id FOR UPDATE", visit).run()
    return [_old_part(row) for row in rows]


async def old_part(id: str) -> VersionedOldPart:
    """:raises NotFound: there is none."""
    return await _one("", id)


async def locked(id: str) -> VersionedOldPart:
    """The same, the row locked until the transaction ends.

    :raises NotFound: there is none.
    """
    return await _one("FOR UPDATE", id)


async def _one(locking: str, id: str) -> VersionedOldPart:
    rows = await OldParts.raw(f"SELECT * FROM old_parts WHERE id = {{}} {locking}", id).run()
    if not rows:
        raise NotFound(kind="old part", key=id)
    return VersionedOldPart(value=_old_part(rows[0]), version=rows[0]["version"])


async def old_part_page(wanted: Wanted, *, overdue_on: date | None) -> tuple[int, list[OldPart]]:
    """``overdue_on``: only what is owed and was due before that day."""
    late: Any = None
    if overdue_on is not None:
        late = (OldParts.due_on < overdue_on) & OldParts.state.is_in(sorted(state.value for state in OWED))
    count, rows = await page(OldParts, wanted, late)
    return count, [_old_part(row) for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """Pieces of ``part`` that a node should have sent back, the first of them by ``since``."""

    part: str
    pieces: int
    since: date


async def overdue(node: str, today: date) -> list[Overdue]:
    """Of each part what is overdue, what is overdue longest first."""
    rows = await OldParts.raw(
        "SELECT part, sum(quantity - returned)::int AS pieces, min(due_on) AS since FROM old_parts"
        " WHERE node = {} AND due_on < {} AND state = ANY({}) GROUP BY part ORDER BY since, part",
        node,
        today,
        sorted(state.value for state in OWED),
    ).run()
    return [Overdue(**row) for row in rows]


async def overdue_pieces(nodes: Collection[str], today: date) -> dict[str, int]:
    """By node; who owes nothing that is overdue is left out."""
    rows = await OldParts.raw(
        "SELECT node, sum(quantity - returned)::int AS pieces FROM old_parts"
        " WHERE node = ANY({}) AND due_on < {} AND state = ANY({}) GROUP BY node",
        sorted(set(nodes)),
        today,
        sorted(state.value for state in OWED),
    ).run()
    return {row["node"]: row["pieces"] for row in rows}
