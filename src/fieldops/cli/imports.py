"""``fieldops import`` and ``fieldops export``: records from and into spreadsheets."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from rich.cells import cell_len
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars
from rich.table import Table
from rich.text import Text as Line

from fieldops.actions import files, imports
from fieldops.cli.acting import desk_of
from fieldops.cli.arguments import choice
from fieldops.cli.console import err, json_option, language, out, print_json
from fieldops.cli.tables import minute, say, say_more
from fieldops.database.door import perform, read
from fieldops.database.engine import connect
from fieldops.database.migrate import migrate
from fieldops.files.kinds import FileKind
from fieldops.roads.promises import look_ahead_for_import
from fieldops.settings import Settings
from fieldops.sheets.table import as_table
from fieldops.store.imports import heads
from fieldops.store.imports.heads import ImportHead, PreviewRow, Progress, ReportRow
from fieldops.store.pages import Wanted
from inventory.imports.cells import Plain
from inventory.imports.description import Column
from inventory.imports.kinds import EXPORTED, described
from inventory.imports.life import Effect, ImportKind, Mode, Status

SHOWN = 20
GAP, WIDEST = 2, 40
KINDS = choice(ImportKind)

WORDS = {
    "checking": ("Reading", "读取"),
    "committing": ("Writing", "写入"),
    "added": ("added", "新增"),
    "changed": ("changed", "修改"),
    "unchanged": ("unchanged", "不变"),
    "wrong": ("wrong", "有误"),
}


def _word(name: str) -> str:
    return WORDS[name][language() == "zh"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An import with the beginning of its report and of its preview."""

    head: ImportHead
    report: list[ReportRow]
    preview: list[PreviewRow]


@click.command("import")
@click.argument("kind", type=KINDS)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--set", "mode", flag_value=Mode.SET.value, help="What the file says holds from now on.")
@click.option("--add", "mode", flag_value=Mode.ADD.value, help="Only what isn't there yet comes in.")
@click.option("--commit", "commits", is_flag=True, help="Do what the preview says; without it nothing is written.")
@json_option
@click.pass_obj
def import_command(settings: Settings, kind: str, file: Path, mode: str | None, commits: bool, as_json: bool) -> None:
    """Read FILE, a CSV or XLSX of KIND, say what is wrong with it or what it will do, and with --commit do it."""
    if mode is None:
        raise click.UsageError("say --set or --add: it is never guessed")
    wanted, way = ImportKind(kind), Mode(mode)
    described(wanted, way)

    async def run() -> Told:
        async with connect(settings):
            await migrate()
            return await _import(settings, wanted, way, file, commits=commits)

    told = asyncio.run(run())
    if as_json:
        print_json(told, ZoneInfo(settings.time_zone))
    else:
        _print(told, ZoneInfo(settings.time_zone))
    if told.head.status is Status.REFUSED:
        sys.exit(1)


async def _import(settings: Settings, kind: ImportKind, mode: Mode, file: Path, *, commits: bool) -> Told:
    data = await asyncio.to_thread(file.read_bytes)
    upload = await files.checked(FileKind.IMPORT, file.name, data)
    folder = settings.data_dir / "files"
    now = datetime.now(UTC)
    import_id = await perform(imports.begin, upload, folder, kind=kind, mode=mode, now=now)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=err, transient=True) as bars:
        task = bars.add_task(_word("checking"), total=None)

        async def show(progress: Progress) -> None:
            bars.update(task, description=_word(progress.phase), completed=progress.done, total=progress.total)

        content = upload.content
        head = await perform(
            imports.check, import_id, content.data, content.media_type, desk_of(settings), on_progress=show
        )
        if commits and head.status is Status.CHECKED:
            await look_ahead_for_import(import_id, desk_of(settings), settings, wait_s=settings.osrm_plan_wait_s)
            head = await perform(imports.finish, import_id, desk_of(settings), on_progress=show)
    return await read(_told, head)


async def _told(head: ImportHead) -> Told:
    def first(**also: Any) -> Wanted:
        return Wanted(equal={"import_id": head.id, **also}, ordering="row", limit=SHOWN, offset=0)

    _, report = await heads.report_page(first())
    preview = [
        row for effect in (Effect.ADDED, Effect.CHANGED) for row in (await heads.preview_page(first(effect=effect)))[1]
    ]
    return Told(head=head, report=report, preview=sorted(preview, key=lambda row: row.row)[:SHOWN])


def _print(told: Told, zone: ZoneInfo) -> None:
    zh, head = language() == "zh", told.head
    encoding = f" ({head.encoding})" if head.encoding else ""
    counts = ", ".join(f"{getattr(head, name):,} {_word(name)}" for name in ("added", "changed", "unchanged", "wrong"))
    rows = f"{head.rows:,} 行" if zh else f"{head.rows:,} rows"
    out.print(f"{head.name}{encoding}: {rows}: {counts}", highlight=False, markup=False, soft_wrap=True)
    for one in told.report:
        message = one.message_zh if zh else one.message_en
        value = f" [{one.value}]" if one.value else ""
        where = f"第 {one.row} 行 {one.heading}" if zh else f"row {one.row} {one.heading}"
        err.print(f"  {where}: {message}{value}", highlight=False, markup=False, soft_wrap=True)
    if told.report:
        left = head.wrong - len({one.row for one in told.report})
        if left > 0:
            err.print(f"  … {left:,}", highlight=False)
    else:
        _print_preview(told, zone)
    out.print(_outcome(head, zh=zh), highlight=False, markup=False, soft_wrap=True)


def _print_preview(told: Told, zone: ZoneInfo) -> None:
    """The columns of the file as it would be written, an amount in yuan and not in fen; as many as the terminal has room for."""
    if not told.preview:
        return
    tongue = language()
    given = {name for row in told.preview for name in row.cells}
    columns = [column for column in described(told.head.kind, told.head.mode).columns if column.name in given]
    headings = [getattr(column.heading, tongue) for column in columns]
    rows = [[_change(column, row.cells, row.before or {}, zone) for column in columns] for row in told.preview]
    ahead = [[str(row.row), _word(row.effect)] for row in told.preview]
    fit = _that_fit(headings, rows, out.width - max(cell_len("".join(two)) for two in ahead) - 2 * GAP)
    table = Table("", "", *headings[:fit], box=None, header_style="dim", padding=(0, GAP, 0, 0))
    for column in table.columns:
        column.overflow = "fold"
    for two, row in zip(ahead, rows, strict=True):
        table.add_row(*two, *map(Line, row[:fit]))
    out.print(table)
    say_more(told.head.added + told.head.changed - len(told.preview))
    if fit < len(headings):
        left = ", ".join(headings[fit:])
        say(f"Not shown: {left} (--json shows all)", f"未显示：{left}（--json 可查看全部）", style="dim")


def _that_fit(headings: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> int:
    """How many columns, at least one, have their place side by side; a longer text is folded."""
    widths = [min(WIDEST, max(cell_len(cell) for cell in column)) + GAP for column in zip(headings, *rows, strict=True)]
    return max(1, sum(reached <= room for reached in accumulate(widths)))


def _change(column: Column, cells: Mapping[str, Plain], before: Mapping[str, Plain], zone: ZoneInfo) -> str:
    now = _shown(column, cells.get(column.name), zone)
    was = _shown(column, before.get(column.name, cells.get(column.name)), zone)
    return now if now == was else f"{was} → {now}"


def _shown(column: Column, value: Plain, zone: ZoneInfo) -> str:
    shown = None if value is None else column.cell.show(value, language())
    if isinstance(shown, datetime):
        return minute(shown, zone)
    return "" if shown is None else str(shown)


def _outcome(head: ImportHead, *, zh: bool) -> str:
    said = {
        Status.REFUSED: (
            "Nothing was written: correct the file and import it again.",
            "未写入任何内容，请更正后重新导入。",
        ),
        Status.CHECKED: ("Nothing was written; with --commit it is.", "未写入任何内容；加 --commit 提交。"),
        Status.COMMITTED: (f"Committed as import {head.id}.", f"已提交，导入编号 {head.id}。"),
    }
    return said[head.status][zh]


@click.command("export")
@click.argument("kind", type=KINDS)
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--language", "tongue", type=click.Choice(["en", "zh"]), help="Of the headings; else the terminal's.")
@click.pass_obj
def export_command(settings: Settings, kind: str, file: Path, tongue: str | None) -> None:
    """Write all of KIND into FILE, by its name a CSV or an XLSX, which can be imported again."""
    form = file.suffix.lower().removeprefix(".")
    if form not in {"csv", "xlsx"}:
        raise click.UsageError("FILE must end in .csv or .xlsx")
    wanted = ImportKind(kind)

    async def run() -> list[Any]:
        async with connect(settings):
            await migrate()
            return await read(imports.export, wanted)

    records = asyncio.run(run())
    content = as_table(
        EXPORTED[wanted],
        records,
        "csv" if form == "csv" else "xlsx",
        zone=ZoneInfo(settings.time_zone),
        language="zh" if (tongue or language()) == "zh" else "en",
    )
    file.write_bytes(content)
    said = f"{file}：{len(records):,} 行" if language() == "zh" else f"{file}: {len(records):,} rows"
    out.print(said, highlight=False, markup=False, soft_wrap=True)
