"""What we hand out as a sheet: text stays text, numbers stay numbers, moments are local times."""

from __future__ import annotations

import csv
import io
import re
import tracemalloc
import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from fieldops.files.checking import check
from fieldops.files.kinds import FileKind
from fieldops.sheets.cells import Heading, as_it_was, clean, harmless, width
from fieldops.sheets.flat import as_sheet
from fieldops.sheets.writing import write_csv, write_xlsx

ZONE = ZoneInfo("Asia/Shanghai")
MOMENT = datetime(2026, 11, 22, 16, 30, 15, 999, tzinfo=UTC)


def xlsx(*rows: list[object], headings: tuple[Heading, ...] = (Heading("a"), Heading("b"))) -> bytes:
    return write_xlsx(headings, rows, zone=ZONE, language="en")


def as_csv(*rows: list[object], headings: tuple[Heading, ...] = (Heading("a"), Heading("b"))) -> list[list[str]]:
    written = write_csv(headings, rows, zone=ZONE, language="en")
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def read(book: bytes) -> list[list[Any]]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
    return [list(row) for row in sheet.to_python(skip_empty_area=False)]


def formulas(book: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return re.findall(rb"<f[ >/]", archive.read("xl/worksheets/sheet1.xml"))


# Text

FORMULAS = ["=1+1", '=HYPERLINK("http://evil","a")', "+1", "-1", "@SUM(A1)", "=cmd|'/c calc'!A0", "\t=1", "\r=1", "\n=1",
            " =1", "＝1+1", "＋1", "－1", "＠a", "'=1", "#N/A", "#REF!", "=", "{=1}", "TRUE", "1E5", "007",
            "2026-11-23", "_x0041_", "_x005F_", "_x000D_", "<f>1</f>", "]]>", "&amp;", "\0", "\x0b", "\ud800", "\ufffe",
            "𠮷野家", "a\r\nb", "a\rb"]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_text_stays_text_in_a_workbook(text: str) -> None:
    book = xlsx([text, 1])

    assert not formulas(book)
    assert read(book)[1] == [clean(text), 1.0]


texts = st.text(max_size=40) | st.sampled_from(FORMULAS).flatmap(lambda text: st.text(max_size=5).map(text.__add__))


@settings(deadline=None, max_examples=25)
@given(st.lists(texts, min_size=30, max_size=60))
def test_any_text_comes_back_from_a_workbook_as_that_text(given_texts: list[str]) -> None:
    book = xlsx(*([text, 1] for text in given_texts))

    assert not formulas(book)
    for text, [found, _] in zip(given_texts, read(book)[1:], strict=True):
        assert isinstance(found, str)
        assert found == clean(text) or not (found or clean(text).strip())  # the reader takes white space for nothing


@settings(deadline=None, max_examples=25)
@given(st.lists(texts, min_size=1, max_size=20, unique=True))
def test_a_heading_is_text_too(names: list[str]) -> None:
    book = xlsx([1] * len(names), headings=tuple(Heading(name) for name in names))

    assert not formulas(book)
    assert len(read(book)[1]) == len(names)


@pytest.mark.parametrize("text", ["=1+1", "@a", "#N/A"])
def test_text_that_looks_like_a_formula_stays_text_when_somebody_edits_the_cell(text: str) -> None:
    sheet = load_workbook(io.BytesIO(xlsx([text, 1]))).active

    assert sheet["A2"].quotePrefix
    assert sheet["A2"].data_type == "s"


@pytest.mark.parametrize("text", FORMULAS)
def test_text_in_a_csv_begins_no_formula(text: str) -> None:
    [_, [found, number]] = as_csv([text, -1])

    assert not found.lstrip().startswith(tuple("=+-@＝＋－＠"))
    assert as_it_was(found) == clean(text)
    assert number == "-1"


@given(st.text(max_size=40))
def test_any_text_comes_back_from_a_csv_but_for_an_apostrophe(text: str) -> None:
    [_, [found, _]] = as_csv([text, 1])

    assert found in (clean(text), f"'{clean(text)}")
    assert not found.lstrip().startswith(tuple("=+-@＝＋－＠"))
    assert found[:1] not in ("\t", "\n", "\r")


def test_ordinary_text_gets_no_apostrophe() -> None:
    assert [harmless(text) for text in ("DP-9001", "配件", "a=b", "'", "")] == ["DP-9001", "配件", "a=b", "'", ""]


def test_text_longer_than_a_cell_takes_is_cut() -> None:
    [_, [found, _]] = read(xlsx(["𠮷" * 20_000, 1]))

    assert found == "𠮷" * 16_383


# Numbers


@pytest.mark.parametrize("number", [0, -5, 20, 3.25, -0.5, 10**11, 10**15 - 1, Decimal("12.50")])
def test_a_number_stays_a_number(number: float) -> None:
    [_, [in_book, _]] = read(xlsx([number, "x"]))
    [_, [in_csv, _]] = as_csv([number, "x"])

    assert (type(in_book), in_book) == (float, float(number))
    assert float(in_csv) == float(number)


@pytest.mark.parametrize("number", [10**15, -(10**15), 6901234567890123, float("nan"), float("inf")])
def test_a_number_that_a_sheet_would_change_is_text(number: float) -> None:
    assert read(xlsx([number, "x"]))[1][0] == str(number)


def test_a_long_number_is_shown_whole() -> None:
    sheet = load_workbook(io.BytesIO(xlsx([690123456789, 5]))).active

    assert (sheet["A2"].number_format, sheet["B2"].number_format) == ("0", "General")


def test_true_false_and_nothing() -> None:
    assert read(xlsx([True, None], [False, "x"]))[1:] == [[True, ""], [False, "x"]]
    assert as_csv([True, None], [False, "x"])[1:] == [["true", ""], ["false", "x"]]


# Days and moments

MOMENTS = (Heading("due", moments=True), Heading("day"))


def test_a_moment_is_a_local_time_under_a_heading_that_names_the_zone() -> None:
    row = [MOMENT, date(2026, 11, 23)]

    assert read(xlsx(row, headings=MOMENTS)) == [
        ["due (Asia/Shanghai time)", "day"],
        [datetime(2026, 11, 23, 0, 30, 15), date(2026, 11, 23)],  # noqa: DTZ001
    ]
    assert as_csv(row, headings=MOMENTS) == [["due (Asia/Shanghai time)", "day"], ["2026-11-23 00:30:15", "2026-11-23"]]
    zh = write_csv(MOMENTS, [], zone=ZONE, language="zh").decode("utf-8-sig")
    assert zh == "due（Asia/Shanghai 时间）,day\r\n"


@settings(deadline=None, max_examples=50)
@given(
    st.datetimes(min_value=datetime(1902, 1, 1), max_value=datetime(2200, 1, 1)),  # noqa: DTZ001
    st.integers(-14 * 60, 14 * 60),
)
def test_any_moment_comes_back_as_the_local_time(naive: datetime, offset_min: int) -> None:
    moment = naive.replace(tzinfo=timezone(timedelta(minutes=offset_min)))

    [_, [found, _]] = read(xlsx([moment, None], headings=MOMENTS))

    local = moment.astimezone(ZONE).replace(tzinfo=None, microsecond=0)
    found = found if isinstance(found, datetime) else datetime.combine(found, time())
    assert abs(found - local) < timedelta(seconds=1)


def test_a_moment_without_an_offset_never_leaves() -> None:
    for write in (write_xlsx, write_csv):
        with pytest.raises(ValueError, match="no offset"):
            write(MOMENTS, [[MOMENT.replace(tzinfo=None), None]], zone=ZONE, language="en")


def test_a_moment_in_a_column_that_names_no_zone_has_its_offset() -> None:
    assert as_csv([MOMENT, 1])[1][0] == "2026-11-23T00:30:15+08:00"


def test_a_time_of_day_and_a_day_of_long_ago() -> None:
    assert read(xlsx([time(8, 30), date(1899, 12, 31)]))[1] == [time(8, 30), "1899-12-31"]
    assert as_csv([time(8, 30), date(1899, 12, 31)])[1] == ["08:30:00", "1899-12-31"]


# Look


def test_the_headings_are_bold_and_stay_in_sight() -> None:
    sheet = load_workbook(io.BytesIO(xlsx([1, 2]))).active

    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.b
    assert not sheet["A2"].font.b


def test_columns_are_as_wide_as_chinese_needs() -> None:
    sheet = load_workbook(io.BytesIO(xlsx(["压缩机继电器总成", "compressor"], ["a" * 500, "b"]))).active

    assert width("压缩机继电器总成") == 16
    assert sheet.column_dimensions["A"].width == 62
    assert sheet.column_dimensions["B"].width == 12


def test_a_csv_is_known_to_excel_by_its_byte_order_mark() -> None:
    assert write_csv([Heading("配件")], [["压缩机"]], zone=ZONE, language="en") == "\ufeff配件\r\n压缩机\r\n".encode()


def test_rows_are_not_held_in_memory() -> None:
    rows = ([f"{number} {'x' * 2000}", number] for number in range(3000))
    tracemalloc.start()
    try:
        write_xlsx([Heading("a"), Heading("b")], rows, zone=ZONE, language="en")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 3_000_000  # bytes; the rows are twice as much


def test_what_we_hand_out_can_be_imported() -> None:
    check(FileKind.IMPORT, xlsx(["=1", 1]))
    check(FileKind.IMPORT, write_csv([Heading("配件")], [["=1"]], zone=ZONE, language="en"))


# Results of the API


@dataclass(frozen=True)
class Line:
    part: str
    quantity: int


ORDERS = [
    {"number": "SO-1", "appointment": None, "lines": [], "open": True},
    {
        "number": "SO-2",
        "appointment": {"starts": MOMENT, "note": None},
        "lines": [Line("DP-1", 2), Line("DP-2", 1)],
        "skills": frozenset({"b", "a"}),
        "open": False,
    },
]


def sheet(results: list[Any], form: Literal["csv", "xlsx"] = "csv") -> list[list[Any]]:
    made, media_type = as_sheet(results, form, ZONE, "en")
    if form == "xlsx":
        assert media_type.endswith("spreadsheetml.sheet")
        return read(made)
    assert media_type == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))


def test_nested_fields_get_dotted_headings_and_lists_become_one_text() -> None:
    assert sheet(ORDERS) == [
        ["number", "appointment.starts (Asia/Shanghai time)", "appointment.note", "lines", "skills", "open"],
        ["SO-1", "", "", "", "", "true"],
        ["SO-2", "2026-11-23 00:30:15", "", "part=DP-1, quantity=2; part=DP-2, quantity=1", "a; b", "false"],
    ]


def test_a_workbook_of_results_has_the_same_cells() -> None:
    assert sheet(ORDERS, "xlsx")[2] == [
        "SO-2", datetime(2026, 11, 23, 0, 30, 15), "", "part=DP-1, quantity=2; part=DP-2, quantity=1", "a; b", False,  # noqa: DTZ001
    ]  # fmt: skip


def test_results_may_be_values_of_the_core() -> None:
    assert sheet([Line("DP-1", 2)]) == [["part", "quantity"], ["DP-1", "2"]]


def test_a_field_that_is_sometimes_plain_and_sometimes_parted_loses_nothing() -> None:
    assert sheet([{"a": 1}, {"a": {"b": 2}}]) == [["a.b", "a"], ["", "1"], ["2", ""]]


def test_lists_within_lists_and_moments_in_lists_can_be_read() -> None:
    assert sheet([{"a": [[1.5, 2], [None, True]], "b": [MOMENT]}])[1] == [
        "(1.5, 2); (, true)",
        "2026-11-23T00:30:15.000999+08:00",
    ]


def test_no_results_make_an_empty_sheet() -> None:
    assert sheet([]) in ([], [[]])
    assert sheet([], "xlsx") == []


def test_formulas_in_results_are_text() -> None:
    made, _ = as_sheet([{"=1+1": "=1+1", "b": ["=1"]}], "xlsx", ZONE, "en")

    assert not formulas(made)
    assert read(made) == [["=1+1", "b"], ["=1+1", "=1"]]
    assert sheet([{"=1+1": "=1+1", "b": ["=1"]}]) == [["'=1+1", "b"], ["'=1+1", "'=1"]]
