"""Files to import, and what became of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from builders import NOW, a_desk

from fieldops.actions import files, imports
from fieldops.database.door import perform, read
from fieldops.database.engine import DB
from fieldops.files.kinds import FileKind
from fieldops.store.imports import heads
from fieldops.store.imports.heads import ImportHead, PreviewRow, ReportRow
from fieldops.store.pages import Wanted
from inventory.imports.life import ImportKind, Mode


def a_csv(*rows: Sequence[object], encoding: str = "utf-8") -> bytes:
    made = io.StringIO(newline="")
    csv.writer(made).writerows(rows)
    return made.getvalue().encode(encoding)


async def imported(data: bytes, kind: ImportKind, mode: Mode, folder: Path, *, now: datetime = NOW) -> ImportHead:
    upload = await files.checked(FileKind.IMPORT, "given.csv", data)
    return await perform(imports.upload, upload, folder, kind=kind, mode=mode, desk=a_desk(now))


async def commit(head: ImportHead) -> ImportHead:
    return await perform(imports.commit, head.id, a_desk(by="tester"))


async def preview(head: ImportHead) -> list[PreviewRow]:
    return (await read(heads.preview_page, _all_of(head)))[1]


async def reported(head: ImportHead) -> list[ReportRow]:
    return (await read(heads.report_page, _all_of(head)))[1]


async def report(head: ImportHead) -> list[tuple[int, str, str]]:
    return [(one.row, one.field, one.code) for one in await reported(head)]


def _all_of(head: ImportHead) -> Wanted:
    return Wanted(equal={"import_id": head.id}, ordering="row", limit=500, offset=0)


def counted(head: ImportHead) -> tuple[int, int, int, int]:
    return head.added, head.changed, head.unchanged, head.wrong


async def rows_of(sql: str) -> list[tuple[Any, ...]]:
    async with DB.connection() as connection:
        return [tuple(row) for row in await connection.fetch(sql)]
