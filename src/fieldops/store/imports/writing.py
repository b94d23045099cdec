"""A preview is committed: as it was shown or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import asyncpg

from fieldops.store.imports.targets import Record, Target
from fieldops.store.rows import Overtaken
from fieldops.tables.imports import ImportRows
from inventory.imports.description import Cells, Description

MOST_NAMED = 1000
OF_ROWS = "r.import_id = {} AND r.row BETWEEN {} AND {}"


@dataclass(frozen=True, slots=True)
class Staged:
    """A row that does something."""

    row: int
    key: str
    cells: Cells
    before: Cells | None


async def hold(import_id: int, record: Record) -> None:
    """Lock what the rows find, in the order of its key: until this transaction ends nobody changes it."""
    await ImportRows.raw(
        f"SELECT count(*) FROM (SELECT FROM {record.table} t JOIN import_rows r ON t.{record.key} = r.key"
        f" WHERE r.import_id = {{}} AND r.effect <> 'added' ORDER BY t.{record.key} FOR NO KEY UPDATE OF t) held",
        import_id,
    ).run()


async def overtaken(import_id: int, target: Target) -> list[str]:
    """The keys of rows that find something else than when they were previewed, 1000 at most."""
    rows = await ImportRows.raw(
        f"SELECT r.key FROM import_rows r LEFT JOIN LATERAL ({target.present}) p ON TRUE"
        " WHERE r.import_id = {} AND p.cells IS DISTINCT FROM r.before ORDER BY r.row LIMIT {}",
        import_id,
        MOST_NAMED,
    ).run()
    return [row["key"] for row in rows]


async def portions(import_id: int, at_once: int) -> list[tuple[int, int, int]]:
    """First row, last row and number of rows of each portion of ``at_once`` rows that do something."""
    rows = await ImportRows.raw(
        "SELECT min(row) AS first, max(row) AS last, count(*) AS count FROM"
        " (SELECT row, (row_number() OVER (ORDER BY row) - 1) / {} AS portion FROM import_rows"
        "  WHERE import_id = {} AND effect <> 'unchanged') r GROUP BY portion ORDER BY portion",
        at_once,
        import_id,
    ).run()
    return [(row["first"], row["last"], row["count"]) for row in rows]


async def write(import_id: int, record: Record, description: Description, first: int, last: int) -> None:
    """Add and change the records of these rows.

    :raises Overtaken: somebody else has added one of them meanwhile.
    """
    fields = ", ".join(f"{name} {kind}" for name, kind in record.columns.items())
    fixed = "".join(f", {sql}" for sql in record.fixed.values())
    values = ", ".join("NULL" if name == record.later else f"c.{name}" for name in record.columns)
    changed = [name for name in record.columns if name != record.key]
    sets = ", ".join([f"{name} = c.{name}" for name in changed] + ["version = t.version + 1"] * record.versioned)
    try:
        await ImportRows.raw(
            f"INSERT INTO {record.table} ({', '.join([*record.columns, *record.fixed])}) SELECT {values}{fixed}"
            f" FROM import_rows r CROSS JOIN LATERAL jsonb_to_record({{}}::jsonb || r.cells) AS c ({fields})"
            f" WHERE {OF_ROWS} AND r.effect = 'added'",
            json.dumps(description.defaults),
            import_id,
            first,
            last,
        ).run()
    except asyncpg.UniqueViolationError as error:
        raise Overtaken(str(error)) from error
    await ImportRows.raw(
        f"UPDATE {record.table} t SET {sets}"
        f" FROM import_rows r CROSS JOIN LATERAL jsonb_to_record(r.before || r.cells) AS c ({fields})"
        f" WHERE {OF_ROWS} AND r.effect = 'changed' AND t.{record.key} = r.key",
        import_id,
        first,
        last,
    ).run()


async def write_later(import_id: int, record: Record) -> None:
    """Point the added records at each other, now that all of them are there."""
    if record.later is None:
        return
    await ImportRows.raw(
        f"UPDATE {record.table} t SET {record.later} = r.cells ->> '{record.later}' FROM import_rows r"
        f" WHERE r.import_id = {{}} AND r.effect = 'added' AND t.{record.key} = r.key"
        f" AND r.cells ->> '{record.later}' IS NOT NULL",
        import_id,
    ).run()


async def staged(import_id: int, first: int, last: int) -> list[Staged]:
    """These rows, as they were previewed, without those that do nothing."""
    rows = await ImportRows.raw(
        f"SELECT r.row, r.key, r.cells, r.before FROM import_rows r WHERE {OF_ROWS} AND r.effect <> 'unchanged'"
        " ORDER BY r.row",
        import_id,
        first,
        last,
    ).run()
    return [Staged(row["row"], row["key"], json.loads(row["cells"]), _read(row)) for row in rows]


def _read(row: Mapping[str, Any]) -> Cells | None:
    before: Cells | None = json.loads(row["before"]) if row["before"] else None
    return before


async def everything(target: Target) -> list[Cells]:
    """All that is there of a kind and the caller sees, as an import of it would hold it."""
    rows = await ImportRows.raw(
        f"SELECT {target.cells} AS cells FROM {target.source} WHERE {target.shown} ORDER BY {target.order}"
    ).run()
    return [json.loads(row["cells"]) for row in rows]
