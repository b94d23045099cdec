"""Records as a file that can be imported again: its columns are those of the import, its headings of one language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal
from zoneinfo import ZoneInfo

from fieldops.sheets.cells import Heading
from fieldops.sheets.writing import write_csv, write_xlsx
from inventory.imports.description import Cells, Description
from refusals.base import Language


def as_table(
    description: Description,
    records: Iterable[Cells],
    form: Literal["csv", "xlsx"],
    *,
    zone: ZoneInfo,
    language: Language,
) -> bytes:
    """One row a record, under the description's headings; of no records the headings alone."""
    headings = [Heading(getattr(column.heading, language)) for column in description.columns]
    rows = (
        [
            None if cells.get(column.name) is None else column.cell.show(cells[column.name], language)
            for column in description.columns
        ]
        for cells in records
    )
    write = write_csv if form == "csv" else write_xlsx
    return write(headings, rows, zone=zone, language=language)
