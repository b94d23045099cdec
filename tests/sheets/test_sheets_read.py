"""A file to import becomes rows of plain values; what is no value of its own is named by its cell."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from samples import a_workbook

from fieldops.files.kinds import CSV, XLSX
from fieldops.files.refusals import FileDamaged
from fieldops.sheets.cells import as_it_was, harmless
from fieldops.sheets.reading import Opened, open_sheet


def a_book(*sheets: dict[str, Any], merged: str = "") -> bytes:
    """A workbook of sheets with these cells by their names."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for cells in sheets:
        sheet = book.create_sheet()
        for name, value in cells.items():
            sheet[name] = value
        if merged:
            sheet.merge_cells(merged)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def flaws(opened: Opened) -> list[tuple[int, int, str]]:
    return [(flaw.row, flaw.column, flaw.code) for flaw in opened.flaws]


def test_a_workbooks_rows_keep_their_numbers_and_values() -> None:
    opened = open_sheet(a_book({"B2": "part", "C2": "sold", "B4": 12, "C4": date(2026, 11, 22)}), XLSX)

    assert opened.flaws == ()
    assert [(n, row) for n, row in opened.rows if any(cell != "" for cell in row)] == [
        (2, ["part", "sold"]),
        (4, [12.0, date(2026, 11, 22)]),
    ]


def test_formulas_and_merged_cells_are_named() -> None:
    book = a_book({"B2": "part", "C2": "cost", "B3": "DP-1", "C3": "=1+1", "B4": "=A1", "C4": 2}, merged="B5:C6")

    assert flaws(open_sheet(book, XLSX)) == [(5, 0, "merged_cell"), (3, 1, "formula"), (4, 0, "formula")]


def test_a_text_that_only_looks_like_a_formula_is_text() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "=1+1"
    sheet["A1"].data_type = "s"
    made = io.BytesIO()
    book.save(made)

    opened = open_sheet(made.getvalue(), XLSX)

    assert (opened.flaws, list(opened.rows)) == ((), [(1, ["=1+1"])])


def test_one_sheet_at_a_time() -> None:
    assert flaws(open_sheet(a_book({"A1": "a"}, {}, {"A1": "b"}), XLSX)) == [(1, 0, "several_sheets")]
    assert flaws(open_sheet(a_book({}, {"A1": "b"}), XLSX)) == []
    assert list(open_sheet(a_book({}), XLSX).rows) == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_cut_as_its_headings_are(delimiter: str) -> None:
    text = f'part{delimiter}note\r\nDP-1{delimiter}"a{delimiter} ""b""\nc"\r\n'

    assert list(open_sheet(b"\xef\xbb\xbf" + text.encode(), CSV).rows) == [
        (1, ["part", "note"]),
        (2, ["DP-1", f'a{delimiter} "b"\nc']),
    ]


def test_a_csv_whose_quotes_do_not_end_is_refused() -> None:
    with pytest.raises(FileDamaged):
        list(open_sheet(b'a,b\n"x,1\n', CSV).rows)


def test_a_formula_in_a_csv_is_named_and_ours_come_back_as_text() -> None:
    opened = open_sheet(b"a,b\n=1+1,'=1+1\n-5,'-5 x\n", CSV)

    assert flaws(opened) == [(2, 0, "formula")]
    assert list(opened.rows)[1:] == [(2, ["=1+1", "=1+1"]), (3, ["-5", "-5 x"])]


@given(st.text())
def test_what_was_made_harmless_comes_back_as_it_was(text: str) -> None:
    assert as_it_was(harmless(text)) == text


@given(st.text(alphabet="'= +a", max_size=6))
def test_apostrophes_in_front_come_back_too(text: str) -> None:
    assert as_it_was(harmless(text)) == text


def test_a_workbook_of_samples_has_no_flaws() -> None:
    assert open_sheet(a_workbook(), XLSX).flaws == ()
