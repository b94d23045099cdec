"""Rows as XLSX and as CSV."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from fieldops.sheets.cells import Cell, Heading, cell, clean, harmless, width
from refusals.base import Language

Rows = Iterable[Sequence[object]]

MOST_CHARACTERS = 32_767
"""That Excel takes in one cell, counted as in UTF-16."""

LOOKED_AT = 200
"""Rows by which a column's width is judged."""

NARROWEST, WIDEST = 8, 60
FORMATS: dict[type, str] = {datetime: "yyyy-mm-dd hh:mm:ss", date: "yyyy-mm-dd", time: "hh:mm:ss"}
WHOLE = "0"
FIRST_YEAR = 1901
"""Before it Excel can't count days."""

ABBREVIATED_FROM = 10**11
"""Whole numbers from here on Excel would show as 1.23E+11."""

ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What a reader would take for the code of a character."""


def write_xlsx(headings: Sequence[Heading], rows: Rows, *, zone: ZoneInfo, language: Language) -> bytes:
    """One sheet: bold headings that stay in sight, then ``rows``, fewer than 1,048,576, which are not held in memory."""
    written = ([cell(value, heading, zone) for value, heading in zip(row, headings, strict=True)] for row in rows)
    first = list(itertools.islice(written, LOOKED_AT))
    named = [clean(heading.shown(zone, language)) for heading in headings]
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for number, column in enumerate(zip(named, *first, strict=True), start=1):
        widest = max(width(_as_text(value)) for value in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(max(widest, NARROWEST), WIDEST) + 2
    bold = Font(bold=True)
    sheet.append([_styled(sheet, _fitting(name), font=bold) for name in named])
    for row in itertools.chain(first, written):
        sheet.append([_xlsx_cell(sheet, value) for value in row])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def write_csv(headings: Sequence[Heading], rows: Rows, *, zone: ZoneInfo, language: Language) -> bytes:
    """UTF-8 with a byte order mark, by which Excel knows it."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow([harmless(clean(heading.shown(zone, language))) for heading in headings])
    for row in rows:
        cells = [cell(value, heading, zone) for value, heading in zip(row, headings, strict=True)]
        writer.writerow([harmless(value) if isinstance(value, str) else _as_text(value) for value in cells])
    return made.getvalue().encode("utf-8-sig")


def _xlsx_cell(sheet: Any, value: Cell) -> object:
    if isinstance(value, str):
        return _text(sheet, _fitting(value))
    if isinstance(value, date) and value.year < FIRST_YEAR:
        return _as_text(value)
    shown_as = _number_format(value)
    return value if shown_as is None else _styled(sheet, value, number_format=shown_as)


def _number_format(value: Cell) -> str | None:
    """None leaves it to the program."""
    if isinstance(value, int):
        return WHOLE if abs(value) >= ABBREVIATED_FROM else None
    return FORMATS.get(type(value))


def _text(sheet: Any, text: str) -> object:
    """Text that begins like a word is text anyway; of the rest openpyxl might make a formula or an error value."""
    if not text or text[0].isalnum():
        return text or None
    return _styled(sheet, text, quotePrefix=True)


def _styled(sheet: Any, value: Any, **style: object) -> object:
    made = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        made.data_type = "s"
    for name, what in style.items():
        setattr(made, name, what)
    return made


def _fitting(text: str) -> str:
    """``text`` as it is written into a cell, cut where Excel would refuse it."""
    escaped = ESCAPE.sub("_x005F_", text)
    if len(escaped) * 2 <= MOST_CHARACTERS:
        return escaped
    return escaped.encode("utf-16-le")[: 2 * MOST_CHARACTERS].decode("utf-16-le", errors="ignore")


def _as_text(value: Cell) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat(" ")
    return str(value)
