"""A sheet's rows into the plain values of a kind of import, and all that is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from inventory.imports.cells import REAL_DATE, CellWrong, DayCell, Raw, folded, form_of_day, is_blank, problem_of
from inventory.imports.description import Cells, Column, Description
from inventory.imports.life import MOST_ROWS
from refusals import FieldProblem, Invalid, Text

Row = tuple[int, Sequence[Raw]]
"""The row's number as a spreadsheet shows it, from 1, and its cells."""

AT_ONCE = 5000
MISSING = Text(en="must be given", zh="必须填写")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """What a cell is that isn't a plain value, such as a formula; ``column`` counts from 0."""

    row: int
    column: int
    code: str
    text: Text
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """What is wrong in a row; the path of ``problem`` is the column's name, or nothing for the row as a whole.

    ``heading`` is what the file calls the column, ``cells`` what the row holds, by the names of the columns.
    """

    row: int
    heading: str
    problem: FieldProblem
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    row: int
    key: str
    cells: Cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some rows, in their order. ``reached`` is the number of the last one."""

    rows: Sequence[ReadRow]
    problems: Sequence[RowProblem]
    reached: int


def read(description: Description, rows: Iterable[Row], flaws: Sequence[Flaw] = ()) -> Iterator[Batch]:
    """Batches of at most ``AT_ONCE`` rows; empty rows are passed over, the first other one holds the headings.

    Without the right headings nothing else is read.
    """
    filled = ((number, row) for number, row in rows if not all(is_blank(raw) for raw in row))
    number, row = next(filled, (1, ()))
    headings = ["" if is_blank(raw) else str(raw).strip() for raw in row]
    columns, wrong = match_headings(description, headings)
    found = [RowProblem(row=number, heading=one.path, problem=one) for one in wrong]
    if wrong:
        yield Batch(rows=[], problems=found, reached=number)
        return
    reader = _Reader(description, columns, headings, flaws)
    yield Batch(rows=[], problems=reader.flaws, reached=number)
    yield from reader.batches(filled)


def match_headings(description: Description, headings: Sequence[str]) -> tuple[list[Column | None], list[FieldProblem]]:
    """The column under each heading, in either language, and what is wrong: unknown, twice, or missing."""
    known = {folded(name): column for column in description.columns for name in _names(column)}
    columns = [known.get(folded(heading)) if heading else None for heading in headings]
    problems = []
    for at, (heading, column) in enumerate(zip(headings, columns, strict=True)):
        if heading and column is None:
            named = [f"{one.heading.en} / {one.heading.zh}" for one in description.columns]
            text = Text(
                en=f"is no column of this import; there are: {', '.join(named)}",
                zh=f"不是该类导入的列；可用列：{'，'.join(named)}",
            )
            problems.append(FieldProblem(heading, "unknown_column", text, heading))
        elif column is not None and column in columns[:at]:
            problems.append(FieldProblem(heading, "twice", Text(en="stands there twice", zh="列重复"), heading))
    for column in description.columns:
        if column.required and column not in columns:
            name = f"{column.heading.en} / {column.heading.zh}"
            text = Text(en=f"the column {name} is missing", zh=f"缺少列 {name}")
            problems.append(FieldProblem(name, "missing_column", text))
    return columns, problems


def _names(column: Column) -> tuple[str, ...]:
    return (column.heading.en, column.heading.zh)


class _Reader:
    def __init__(
        self, description: Description, columns: Sequence[Column | None], headings: Sequence[str], flaws: Sequence[Flaw]
    ) -> None:
        self._description = description
        self._places = [(at, column) for at, column in enumerate(columns) if column is not None]
        self._headings = {column.name: headings[at] for at, column in self._places}
        self._width = len(headings)
        self._defaults = description.defaults
        self._forms: dict[str, tuple[str, int]] = {}  # how the first day of each column is written, and in which row
        self._flawed = {flaw.row for flaw in flaws}
        self.flaws = [self._flaw(flaw) for flaw in flaws]

    def _flaw(self, flaw: Flaw) -> RowProblem:
        column = next((column for at, column in self._places if at == flaw.column), None)
        heading = _letters(flaw.column) if column is None else self._headings[column.name]
        problem = FieldProblem(column.name if column else "", flaw.code, flaw.text, flaw.value)
        return RowProblem(row=flaw.row, heading=heading, problem=problem)

    def batches(self, rows: Iterable[Row]) -> Iterator[Batch]:
        good: list[ReadRow] = []
        bad: list[RowProblem] = []
        count = number = 0
        for number, row in rows:
            count += 1
            if count > MOST_ROWS:
                bad.append(_too_many(number))
                break
            if number in self._flawed:
                continue
            made, wrong = self._read(number, row)
            bad += wrong
            if made is not None:
                good.append(made)
            if count % AT_ONCE == 0:
                yield Batch(rows=good, problems=bad, reached=number)
                good, bad = [], []
        yield Batch(rows=good, problems=bad, reached=number)

    def _read(self, number: int, row: Sequence[Raw]) -> tuple[ReadRow | None, list[RowProblem]]:
        cells: Cells = {}
        problems: list[FieldProblem] = []
        for at, column in self._places:
            raw = row[at] if at < len(row) else None
            if is_blank(raw):
                cells[column.name] = column.default
                if column.required:
                    problems.append(FieldProblem(column.name, "missing", MISSING))
                continue
            try:
                cells[column.name] = column.cell.read(raw)
                problems += self._other_form(column, raw, number)
            except CellWrong as wrong:
                problems.append(problem_of(wrong, column.name, raw))
        problems += self._beyond(row)
        if not problems:
            problems = self._refused(cells)
        if problems:
            told = {column.name: _shown(row, at) for at, column in self._places}
            return None, [
                RowProblem(row=number, heading=self._headings.get(one.path, ""), problem=one, cells=told)
                for one in problems
            ]
        return ReadRow(row=number, key=self._description.key(cells), cells=cells), []

    def _refused(self, cells: Cells) -> list[FieldProblem]:
        """What the core's value says; its fields are called like the columns."""
        try:
            self._description.build({**self._defaults, **cells})
        except Invalid as invalid:
            return [
                FieldProblem(one.path.rpartition(".")[2], one.code, one.text, one.value) for one in invalid.problems
            ]
        return []

    def _other_form(self, column: Column, raw: Raw, number: int) -> list[FieldProblem]:
        if not isinstance(column.cell, DayCell):
            return []
        form = form_of_day(raw)
        first, row = self._forms.setdefault(column.name, (form, number))
        if form == first:
            return []
        text = Text(
            en=f"is written as {_form(form, 'en')}, but row {row} of this column as {_form(first, 'en')}: use one form",
            zh=f"写作{_form(form, 'zh')}，而本列第 {row} 行写作{_form(first, 'zh')}，请统一格式",
        )
        return [FieldProblem(column.name, "mixed_dates", text, str(raw)[:80])]

    def _beyond(self, row: Sequence[Raw]) -> list[FieldProblem]:
        if all(is_blank(raw) for raw in row[self._width :]):
            return []
        text = Text(en="has more cells than there are headings", zh="单元格数多于列标题")
        return [FieldProblem("", "too_many_cells", text)]


def _form(form: str, language: str) -> str:
    if form != REAL_DATE:
        return form
    return "日期格式" if language == "zh" else "a real date"


def _shown(row: Sequence[Raw], at: int) -> str:
    raw = row[at] if at < len(row) else None
    return "" if raw is None else re.sub(r"\.0$", "", str(raw))[:200]


def _letters(column: int) -> str:
    """A for 0, AA for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _too_many(number: int) -> RowProblem:
    text = Text(
        en=f"this and all that follow are beyond {MOST_ROWS:,} rows: make several files of it",
        zh=f"自本行起超过 {MOST_ROWS:,} 行，请拆分为多个文件",
    )
    return RowProblem(row=number, heading="", problem=FieldProblem("", "too_many_rows", text))
