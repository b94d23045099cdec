"""An import's own row, its progress, and the pages of its preview and report."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from piccolo.columns import Column

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert_returning, value
from fieldops.tables.imports import ImportProblems, ImportProgress, ImportRows, Imports
from inventory.imports.life import Counts, Effect, ImportKind, Mode, Status
from refusals import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What a run is doing: ``checking`` or ``committing``, and how many of about how many rows are done."""

    phase: str
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportHead:
    """An import: what was uploaded by whom, how far it is and how many rows will do what.

    ``sha256`` is of the file as it is kept, ``encoding`` what a CSV came in. A preview holds until ``expires_at``.
    ``failure`` tells, with code, cause and remedy, why a run in the background ended otherwise than it should.
    """

    id: int
    kind: ImportKind
    mode: Mode
    status: Status
    file: str
    name: str
    sha256: str
    encoding: str | None
    made_by: str
    made_at: datetime
    checked_at: datetime | None
    expires_at: datetime | None
    committed_by: str | None
    committed_at: datetime | None
    rows: int
    wrong: int
    added: int
    changed: int
    unchanged: int
    progress: Progress
    failure: dict[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """What a row of the file will do: ``cells`` by column, ``before`` what is there now, where something is."""

    row: int
    effect: Effect
    cells: dict[str, Any]
    before: dict[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """What is wrong in a row of the file: ``heading`` is the column as the file calls it."""

    row: int
    field: str
    heading: str
    code: str
    message_en: str
    message_zh: str
    value: str
    cells: dict[str, Any]


HEAD = """
SELECT i.*, f.original_name AS name, f.sha256, p.phase, p.done, p.total FROM imports i
JOIN files f ON f.id = i.file JOIN import_progress p ON p.import_id = i.id
"""


async def add(
    *, kind: ImportKind, mode: Mode, file: str, encoding: str | None, node: str | None, made_by: str, made_at: datetime
) -> int:
    """The id of a new import, queued."""
    row = {
        "kind": kind.value,
        "mode": mode.value,
        "status": Status.QUEUED.value,
        "file": file,
        "encoding": encoding,
        "node": node,
        "made_by": made_by,
        "made_at": made_at,
    }
    [import_id] = await insert_returning(Imports, [row])
    await ImportProgress.insert(ImportProgress(import_id=import_id, phase="checking", done=0, total=0)).run()
    return import_id


async def head(import_id: int) -> ImportHead:
    """:raises NotFound: there is none."""
    return await _one("", import_id)


async def locked(import_id: int) -> ImportHead:
    """The same, its row locked until the transaction ends.

    :raises NotFound: there is none.
    """
    return await _one("FOR NO KEY UPDATE OF i", import_id)


async def _one(locking: str, import_id: int) -> ImportHead:
    rows = await Imports.raw(f"{HEAD} WHERE i.id = {{}} {locking}", import_id).run()
    if not rows:
        raise NotFound(kind="import", key=import_id)
    return _head(rows[0])


async def head_page(
    wanted: Wanted, kinds: Collection[ImportKind], status: Status | None
) -> tuple[int, list[ImportHead]]:
    """Of these kinds only."""
    sign, column = ("DESC", wanted.ordering[1:]) if wanted.ordering.startswith("-") else ("ASC", wanted.ordering)
    condition = "i.kind = ANY({}) AND ({}::text IS NULL OR i.status = {})"
    filters = [[kind.value for kind in kinds], status, status]
    [counted] = await Imports.raw(f"SELECT count(*) AS found FROM imports i WHERE {condition}", *filters).run()
    rows = await Imports.raw(
        f'{HEAD} WHERE {condition} ORDER BY i."{column}" {sign}, i.id {sign} LIMIT {{}} OFFSET {{}}',
        *filters,
        wanted.limit,
        wanted.offset,
    ).run()
    return counted["found"], [_head(row) for row in rows]


def _head(row: Mapping[str, Any]) -> ImportHead:
    progress = Progress(phase=row["phase"], done=row["done"], total=row["total"])
    failure = json.loads(row["failure"]) if row["failure"] else None
    return value(ImportHead, {**row, "sha256": row["sha256"].hex(), "progress": progress, "failure": failure})


async def change(import_id: int, **columns: Any) -> None:
    """Write these columns of the import's row."""
    changed: dict[Column | str, Any] = {}
    changed.update((name, json.dumps(cell) if name == "failure" and cell else cell) for name, cell in columns.items())
    await Imports.update(changed).where(Imports.id == import_id).run()


async def note_counts(import_id: int, counts: Counts) -> None:
    await change(import_id, **asdict(counts))


async def note_progress(import_id: int, progress: Progress) -> None:
    columns: dict[Column | str, Any] = {}
    columns.update(asdict(progress))
    await ImportProgress.update(columns).where(ImportProgress.import_id == import_id).run()


async def preview_page(wanted: Wanted) -> tuple[int, list[PreviewRow]]:
    count, rows = await page(ImportRows, wanted)
    return count, [
        PreviewRow(
            row=row["row"],
            effect=Effect(row["effect"]),
            cells=json.loads(row["cells"]),
            before=json.loads(row["before"]) if row["before"] else None,
        )
        for row in rows
    ]


async def report_page(wanted: Wanted) -> tuple[int, list[ReportRow]]:
    count, rows = await page(ImportProblems, wanted)
    return count, [
        ReportRow(
            row=row["row"],
            field=row["field"],
            heading=row["heading"],
            code=row["code"],
            message_en=row["text_en"],
            message_zh=row["text_zh"],
            value=row["value"],
            cells=json.loads(row["cells"]),
        )
        for row in rows
    ]


async def expire_before(moment: datetime) -> int:
    """Previews whose time is over can't be committed any more and are thrown away; how many there were."""
    rows = await Imports.raw(
        "UPDATE imports SET status = 'expired' WHERE status = 'checked' AND expires_at < {} RETURNING id", moment
    ).run()
    await ImportRows.raw("DELETE FROM import_rows WHERE import_id = ANY({})", [row["id"] for row in rows]).run()
    return len(rows)
