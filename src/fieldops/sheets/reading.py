"""Files to import into rows of plain values. They were checked when they were uploaded: see :mod:`fieldops.files`."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from openpyxl import load_workbook
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from fieldops.files.kinds import CSV
from fieldops.files.refusals import FileDamaged
from fieldops.sheets.cells import as_it_was
from inventory.imports.reading import Flaw, Row
from refusals import Text

MOST_FLAWS = 1000
DELIMITERS = ",;\t"
HAS_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)

FORMULA = Text(en="is a formula: paste the values instead", zh="为公式，请粘贴为数值")
MERGED = Text(
    en="is merged with others: undo that, each cell has its own value", zh="为合并单元格，请取消合并并逐格填写"
)
SEVERAL = Text(
    en="more than one sheet holds something: send one sheet at a time", zh="多个工作表含有内容，请每次只提交一个工作表"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """``rows`` can be read once; there are about ``count``. ``flaws`` are cells that hold no value of their own."""

    rows: Iterator[Row]
    count: int
    flaws: tuple[Flaw, ...]


def open_sheet(data: bytes, media_type: str) -> Opened:
    """:raises FileDamaged: it can't be read after all."""
    return _csv(data) if media_type == CSV else _workbook(data)


def _csv(data: bytes) -> Opened:
    text = data.decode("utf-8-sig")
    header = text[: 1 + text.find("\n")] or text
    delimiter = max(DELIMITERS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return Opened(rows=_csv_rows(reader), count=text.count("\n"), flaws=_csv_formulas(text, delimiter))


def _csv_rows(reader: Iterator[list[str]]) -> Iterator[Row]:
    try:
        for number, row in enumerate(reader, start=1):
            yield number, [as_it_was(cell) for cell in row]
    except csv.Error as error:
        raise _damaged() from error


def _csv_formulas(text: str, delimiter: str) -> tuple[Flaw, ...]:
    """Cells that a spreadsheet program would compute; ours put an apostrophe in front of such a text."""
    if not re.search(rf'(?:^|[{delimiter}"\n])\s*=', text):
        return ()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        found = (
            Flaw(row=number, column=at, code="formula", text=FORMULA, value=cell[:80])
            for number, row in enumerate(reader, start=1)
            for at, cell in enumerate(row)
            if cell.lstrip().startswith("=")
        )
        return tuple(islice(found, MOST_FLAWS))
    except csv.Error as error:
        raise _damaged() from error


def _workbook(data: bytes) -> Opened:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        named = [one.name for one in book.sheets_metadata if one.typ is SheetTypeEnum.WorkSheet]
        filled = [sheet for sheet in map(book.get_sheet_by_name, named) if sheet.height]
    except CalamineError as error:
        raise _damaged() from error
    if not filled:
        return Opened(rows=iter(()), count=0, flaws=())
    sheet = filled[0]
    left = sheet.start[1] if sheet.start else 0
    flaws = [*_merged(sheet, left), *_formulas(data, sheet.name, left)]
    if len(filled) > 1:
        flaws.append(Flaw(row=1, column=0, code="several_sheets", text=SEVERAL, value=filled[1].name[:80]))
    return Opened(rows=enumerate(sheet.iter_rows(), start=1), count=sheet.total_height, flaws=tuple(flaws))


def _merged(sheet: CalamineSheet, left: int) -> Iterator[Flaw]:
    for (row, column), _ in islice(sheet.merged_cell_ranges or (), MOST_FLAWS):
        yield Flaw(row=row + 1, column=max(0, column - left), code="merged_cell", text=MERGED)


def _formulas(data: bytes, name: str, left: int) -> list[Flaw]:
    """Rarely there is one: only then it is looked for with a reader that knows them, which takes its time."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [part for part in archive.namelist() if SHEET.fullmatch(part)]
        if not any(HAS_FORMULA.search(archive.read(part)) for part in parts):
            return []
    book = load_workbook(io.BytesIO(data), read_only=True)
    found = (
        Flaw(row=number, column=at - left, code="formula", text=FORMULA, value=str(cell.value)[:80])
        for number, row in enumerate(book[name].iter_rows(), start=1)
        for at, cell in enumerate(row)
        if getattr(cell, "data_type", "") == "f"
    )
    flaws = list(islice(found, MOST_FLAWS))
    book.close()
    return flaws


def _damaged() -> FileDamaged:
    return FileDamaged(reason="its rows can't be told apart", reason_zh="无法区分各行")
