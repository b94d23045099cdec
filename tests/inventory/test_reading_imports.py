"""What a sheet's rows become, and what is said of the wrong ones, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.imports.cells import (
    CellWrong,
    ChoiceCell,
    DayCell,
    DegreesCell,
    MoneyCell,
    MonthCell,
    TextCell,
    WholeCell,
    YesNoCell,
)
from inventory.imports.kinds import DESCRIPTIONS, EXPORTED, described
from inventory.imports.life import NEEDS, ImportKind, Mode
from inventory.imports.moments import MomentCell
from inventory.imports.parts import CATEGORIES
from inventory.imports.reading import AT_ONCE, Flaw, ReadRow, RowProblem, read
from inventory.people import POLICY, Permission
from refusals import Invalid, Text

UNITS = described(ImportKind.UNITS_SOLD, Mode.ADD)
PRICES = described(ImportKind.PRICES, Mode.SET)
HEADINGS = ["Part number", "Unit cost (yuan)"]


def judged(*rows: list[Any], of: Any = PRICES, flaws: tuple[Flaw, ...] = ()) -> tuple[list[ReadRow], list[RowProblem]]:
    batches = list(read(of, enumerate(rows, start=1), flaws))
    return [row for batch in batches for row in batch.rows], [one for batch in batches for one in batch.problems]


def codes(problems: list[RowProblem]) -> list[tuple[int, str, str]]:
    return [(one.row, one.heading, one.problem.code) for one in problems]


@pytest.mark.parametrize("headings", [HEADINGS, ["配件编号", "单价（元）"], [" part  NUMBER", "单价(元)"]])
def test_headings_are_known_in_both_languages_and_any_order(headings: list[str]) -> None:
    rows, problems = judged([*headings[::-1]], ["42.5", "DP-1"])

    assert problems == []
    assert [(row.row, row.key, row.cells) for row in rows] == [(2, "DP-1", {"unit_cost_fen": 4250, "number": "DP-1"})]


def test_all_wrong_headings_are_told_and_nothing_else_is_read() -> None:
    rows, problems = judged(["Part number", "Colour", "part number"], ["DP-1", "red", "DP-1"])

    assert rows == []
    assert codes(problems) == [
        (1, "Colour", "unknown_column"),
        (1, "part number", "twice"),
        (1, "Unit cost (yuan) / 单价（元）", "missing_column"),
    ]


def test_every_wrong_cell_of_a_row_is_told() -> None:
    rows, problems = judged(HEADINGS, ["dp 1", "forty"], ["", "1.005"], ["DP-2", 3.0])

    assert [row.row for row in rows] == [4]
    assert codes(problems) == [
        (2, "Unit cost (yuan)", "not_an_amount"),
        (3, "Part number", "missing"),
        (3, "Unit cost (yuan)", "not_an_amount"),
    ]


def test_the_core_says_what_is_wrong_with_a_row_whose_cells_can_be_read() -> None:
    _, problems = judged(HEADINGS, ["dp 1", "1"])

    assert codes(problems) == [(2, "Part number", "wrong_form")]


def test_empty_rows_are_passed_over_and_numbers_are_those_of_the_sheet() -> None:
    rows, problems = judged([None, ""], HEADINGS, ["", " "], ["DP-1", 1.0])

    assert (problems, [row.row for row in rows]) == ([], [4])


def test_a_row_with_more_cells_than_headings_is_refused() -> None:
    assert codes(judged(HEADINGS, ["DP-1", "1", "x"])[1]) == [(2, "", "too_many_cells")]


def test_two_kinds_of_dates_in_one_column_are_refused_by_row() -> None:
    headings = ["Serial or barcode", "Product model", "Dealer", "Sold on"]
    _, problems = judged(
        headings,
        ["U-1", "M", "D", "2026-11-01"],
        ["U-2", "M", "D", date(2026, 11, 2)],
        ["U-3", "M", "D", "2026/11/03"],
        ["U-4", "M", "D", "2026-11-04"],
        of=UNITS,
    )

    assert codes(problems) == [(3, "Sold on", "mixed_dates"), (4, "Sold on", "mixed_dates")]
    assert "row 2" in problems[0].problem.text.en


def test_a_flawed_cell_is_named_and_its_row_is_not_read() -> None:
    flaw = Flaw(row=2, column=1, code="formula", text=Text(en="is a formula", zh="公式"))

    rows, problems = judged(HEADINGS, ["DP-1", None], ["DP-2", "1"], flaws=(flaw,))

    assert [row.row for row in rows] == [3]
    assert codes(problems) == [(2, "Unit cost (yuan)", "formula")]


def test_rows_come_in_batches() -> None:
    rows = [HEADINGS, *([f"DP-{n}", "1"] for n in range(2 * AT_ONCE + 1))]

    batches = list(read(PRICES, enumerate(rows, start=1)))

    assert [len(batch.rows) for batch in batches] == [0, AT_ONCE, AT_ONCE, 1]
    assert [batch.reached for batch in batches] == [1, AT_ONCE + 1, 2 * AT_ONCE + 1, 2 * AT_ONCE + 2]


@pytest.mark.parametrize(
    ("cell", "raw", "value"),
    [
        (TextCell(), 10010.0, "10010"),
        (TextCell(), " as it stands ", " as it stands "),
        (MoneyCell(10**9), 0.1 + 0.2, 30),
        (MoneyCell(10**9), "1,234.50", 123450),
        (WholeCell(0, 10), 3.0, 3),
        (DegreesCell(180), "-120.25", -120.25),
        (YesNoCell(), "是", True),
        (YesNoCell(), False, False),
        (ChoiceCell(CATEGORIES), "电器件", "electrical"),
        (ChoiceCell(CATEGORIES), "Whole Unit", "whole_unit"),
        (MonthCell(), "2026-11", "2026-11"),
        (MonthCell(), date(2026, 11, 1), "2026-11"),
        (DayCell(), "2026年1月2日", "2026-01-02"),
        (DayCell(), datetime(2026, 1, 2, tzinfo=UTC), "2026-01-02"),
        (DayCell(), 20260102.0, "2026-01-02"),
        (MomentCell(), "2026-01-02T00:30:00+08:00", "2026-01-01T16:30:00+00:00"),
        (MomentCell(), " 2026-01-02 08:00 +0800 ", "2026-01-02T00:00:00+00:00"),
        (MomentCell(), "2026-01-02T00:00:59.999Z", "2026-01-02T00:00:59+00:00"),
    ],
)
def test_a_cell_is_read(cell: Any, raw: object, value: object) -> None:
    assert cell.read(raw) == value


@pytest.mark.parametrize(
    ("cell", "raw", "code"),
    [
        (TextCell(), 1234567890123456.0, "digits_lost"),
        (TextCell(), "a\x07", "control_character"),
        (TextCell(5), "123456", "too_long"),
        (MoneyCell(100), "1.01", "not_an_amount"),
        (MoneyCell(100), "-1", "not_an_amount"),
        (MoneyCell(100), "1,00", "not_an_amount"),
        (MoneyCell(100), True, "not_an_amount"),
        (WholeCell(1, 10), 2.5, "out_of_range"),
        (WholeCell(1, 10), "1e1", "out_of_range"),
        (DegreesCell(90), "91", "out_of_range"),
        (DegreesCell(90), "nan", "out_of_range"),
        (YesNoCell(), "maybe", "not_yes_or_no"),
        (ChoiceCell(CATEGORIES), "pump", "not_allowed"),
        (MonthCell(), "2026-13", "wrong_form"),
        (DayCell(), "05/06/2026", "not_a_date"),
        (DayCell(), "2026-02-30", "not_a_date"),
        (DayCell(), datetime(2026, 1, 2, 13, tzinfo=UTC), "not_a_date"),
        (DayCell(), 46000.0, "not_a_date"),
        (MomentCell(), "2026-01-02 08:00:00", "no_offset"),
        (MomentCell(), datetime(2026, 1, 2, 8), "no_offset"),  # noqa: DTZ001 - as a workbook holds it
        (MomentCell(), date(2026, 1, 2), "no_offset"),
        (MomentCell(), "2026-01-02", "not_a_moment"),
        (MomentCell(), "2026-02-30T08:00:00+08:00", "not_a_moment"),
        (MomentCell(), "2026-01-02T08:00:00+25:00", "not_a_moment"),
        (MomentCell(), "0001-01-01T00:00:00+08:00", "not_a_moment"),
        (MomentCell(), "02/01/2026 08:00 +08:00", "not_a_moment"),
        (MomentCell(), 46000.4, "not_a_moment"),
    ],
)
def test_a_cell_that_cannot_be_told_for_sure_is_refused(cell: Any, raw: object, code: str) -> None:
    with pytest.raises(CellWrong) as wrong:
        cell.read(raw)
    assert wrong.value.code == code


@given(st.integers(0, 10**9))
def test_an_amount_comes_back_as_it_was_shown(fen: int) -> None:
    cell = MoneyCell(10**9)

    assert cell.read(str(cell.show(fen, "en"))) == fen
    assert cell.read(float(cell.show(fen, "en"))) == fen  # type: ignore[arg-type]


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_day_comes_back_as_it_was_shown(day: date) -> None:
    assert DayCell().read(DayCell().show(day.isoformat(), "zh")) == day.isoformat()


@given(st.datetimes(datetime(1991, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_moment_comes_back_as_it_was_shown(moment: datetime) -> None:
    kept = moment.replace(microsecond=0).isoformat()

    assert MomentCell().read(str(MomentCell().show(kept, "zh"))) == kept


def test_what_to_do_with_a_moment_of_the_spreadsheet_is_told_in_both_languages() -> None:
    with pytest.raises(CellWrong) as wrong:
        MomentCell().read(datetime(2026, 1, 2, 8))  # noqa: DTZ001
    assert "make it text such as 2026-" in wrong.value.text.en
    assert "请改为文本" in wrong.value.text.zh


@given(
    st.lists(st.lists(st.one_of(st.none(), st.text(max_size=8), st.floats(), st.booleans(), st.dates()), max_size=4))
)
def test_whatever_stands_in_a_sheet_each_filled_row_is_read_or_told(sheet: list[list[Any]]) -> None:
    rows, problems = judged(HEADINGS, *sheet)
    filled = {n for n, row in enumerate(sheet, start=2) if any(raw is not None and str(raw).strip() for raw in row)}

    assert {row.row for row in rows} | {one.row for one in problems} == filled
    assert not {row.row for row in rows} & {one.row for one in problems}


def test_a_kind_that_cannot_be_set_or_added_says_so() -> None:
    with pytest.raises(Invalid, match="prices can only be imported with set"):
        described(ImportKind.PRICES, Mode.ADD)


@pytest.mark.parametrize("description", DESCRIPTIONS, ids=lambda one: f"{one.kind}-{one.modes[0]}")
def test_the_headings_of_a_kind_differ_in_both_languages(description: Any) -> None:
    for tongue in ("en", "zh"):
        names = [getattr(column.heading, tongue) for column in description.columns]
        assert len(set(names)) == len(names)


def test_every_kind_is_exported_and_names_the_deed_it_is_many_of() -> None:
    assert set(EXPORTED) == set(NEEDS) == set(ImportKind)


def test_who_may_import_is_who_may_do_one_of_the_deeds_and_reaches_as_far() -> None:
    """N3: the endpoint asks for IMPORTS_MAKE, and then for the deed's own permission."""
    deeds = [POLICY[needed] for needed in NEEDS.values()]

    assert {role for deed in deeds for role in deed} == set(POLICY[Permission.IMPORTS_MAKE])
    for deed in deeds:
        assert {role: POLICY[Permission.IMPORTS_MAKE][role] for role in deed} == deed
