"""What a cell of a spreadsheet becomes, and how it is written: one kind of cell each.

``read`` takes what stands in a cell that isn't empty and gives a plain value (text, whole number, float, bool) as it is
kept in a preview, or raises CellWrong; ``show`` gives what is written for such a value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from refusals import FieldProblem, Text, plain_text
from refusals.base import Language

Raw = object
"""Of a CSV text; of a workbook also float, bool, date, datetime; None for nothing."""

Plain = str | int | float | bool | None
Shown = str | int | float | Decimal | bool | date | None

MOST_DIGITS = 15
"""That a spreadsheet's number keeps."""

FIRST_YEAR, LAST_YEAR = 1990, 2100


class CellWrong(Exception):
    """What stands in a cell can't be what its column holds."""

    def __init__(self, code: str, text: Text) -> None:
        self.code, self.text = code, text
        super().__init__(text.en)


class Cell(Protocol):
    def read(self, raw: Raw) -> Plain: ...
    def show(self, value: Plain, language: Language) -> Shown: ...


def is_blank(raw: Raw) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())


def as_text(raw: Raw) -> str:
    """How a person would write it.

    Raises CellWrong for a number with more digits than a spreadsheet keeps, for the last ones are lost.
    """
    if isinstance(raw, float) and raw.is_integer():
        if abs(raw) >= 10**MOST_DIGITS:
            raise CellWrong(
                "digits_lost",
                Text(
                    en=f"is a number of more than {MOST_DIGITS} digits, of which the last are lost: make it text",
                    zh=f"为超过 {MOST_DIGITS} 位的数字，末位已丢失，请设为文本格式",
                ),
            )
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.isoformat(" ")
    return str(raw)


@dataclass(frozen=True, slots=True)
class TextCell:
    """Text as it stands."""

    most: int = 200

    def read(self, raw: Raw) -> Plain:
        text = as_text(raw)
        problem = plain_text("", text, most=self.most)
        if problem:
            raise CellWrong(problem.code, problem.text)
        return text

    def show(self, value: Plain, language: Language) -> Shown:
        return value


@dataclass(frozen=True, slots=True)
class CodeCell:
    """A code: what stands around it is left out; the value that it goes into says what a right one is."""

    def read(self, raw: Raw) -> Plain:
        return as_text(raw).strip()

    def show(self, value: Plain, language: Language) -> Shown:
        return value


@dataclass(frozen=True, slots=True)
class WholeCell:
    """A whole number from ``least`` to ``most``."""

    least: int
    most: int

    def read(self, raw: Raw) -> Plain:
        number = _decimal(raw)
        if number is None or number != number.to_integral_value() or not self.least <= number <= self.most:
            raise CellWrong(
                "out_of_range",
                Text(
                    en=f"must be a whole number from {self.least:,} to {self.most:,}",
                    zh=f"应为 {self.least:,} 到 {self.most:,} 之间的整数",
                ),
            )
        return int(number)

    def show(self, value: Plain, language: Language) -> Shown:
        return value


@dataclass(frozen=True, slots=True)
class MoneyCell:
    """Yuan with at most two decimals, kept as fen, up to ``most_fen``."""

    most_fen: int
    least_fen: int = 0

    def read(self, raw: Raw) -> Plain:
        yuan = _decimal(raw)
        fen = None if yuan is None else yuan * 100
        if fen is None or fen != fen.to_integral_value() or not self.least_fen <= fen <= self.most_fen:
            least, most = Decimal(self.least_fen) / 100, Decimal(self.most_fen) / 100
            raise CellWrong(
                "not_an_amount",
                Text(
                    en=f"must be an amount in yuan such as 42.50, from {least:,.2f} to {most:,.2f}",
                    zh=f"应为以元计的金额，如 42.50，在 {least:,.2f} 到 {most:,.2f} 之间",
                ),
            )
        return int(fen)

    def show(self, value: Plain, language: Language) -> Shown:
        return None if value is None else (Decimal(str(value)) / 100).quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class DegreesCell:
    """Degrees from ``-most`` to ``most``."""

    most: int

    def read(self, raw: Raw) -> Plain:
        number = _decimal(raw)
        if number is None or abs(number) > self.most:
            raise CellWrong(
                "out_of_range",
                Text(
                    en=f"must be degrees from -{self.most} to {self.most}",
                    zh=f"应为 -{self.most} 到 {self.most} 的度数",
                ),
            )
        return float(number)

    def show(self, value: Plain, language: Language) -> Shown:
        return value


YES = frozenset({"yes", "y", "true", "1", "是", "√", "✓"})
NO = frozenset({"no", "n", "false", "0", "否", "×"})


@dataclass(frozen=True, slots=True)
class YesNoCell:
    def read(self, raw: Raw) -> Plain:
        told = as_text(raw).strip().casefold()
        if told not in YES | NO:
            raise CellWrong("not_yes_or_no", Text(en="must be yes or no", zh="应为“是”或“否”"))
        return told in YES

    def show(self, value: Plain, language: Language) -> Shown:
        if language == "zh":
            return "是" if value else "否"
        return "yes" if value else "no"


@dataclass(frozen=True, slots=True)
class ChoiceCell:
    """One of ``names``, value to what it is called; either can be written."""

    names: Mapping[Any, Text]

    def read(self, raw: Raw) -> Plain:
        told = folded(as_text(raw))
        for value, name in self.names.items():
            if told in {folded(value), folded(name.en), folded(name.zh)}:
                return str(value)
        en, zh = (", ".join(getattr(name, tongue) for name in self.names.values()) for tongue in ("en", "zh"))
        raise CellWrong("not_allowed", Text(en=f"must be one of {en}", zh=f"应为以下之一：{zh}"))

    def show(self, value: Plain, language: Language) -> Shown:
        return None if value is None else getattr(self.names[str(value)], language)


@dataclass(frozen=True, slots=True)
class MonthCell:
    """A month such as 2026-11; a spreadsheet makes the first of the month of it."""

    def read(self, raw: Raw) -> Plain:
        if isinstance(raw, date) and raw.day == 1:
            return f"{raw.year:04}-{raw.month:02}"
        found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})月?", as_text(raw).strip())
        if found is None or not 1 <= int(found[2]) <= 12:
            raise CellWrong("wrong_form", Text(en="must be a month like 2026-11", zh="应为月份，如 2026-11"))
        return f"{found[1]}-{int(found[2]):02}"

    def show(self, value: Plain, language: Language) -> Shown:
        return value


FORMS = (
    ("2026-11-22", re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: 0{1,2}:00(?::00)?)?")),
    ("2026/11/22", re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?: 0{1,2}:00(?::00)?)?")),
    ("2026.11.22", re.compile(r"(\d{4})\.(\d{1,2})\.(\d{1,2})")),
    ("20261122", re.compile(r"(\d{4})(\d{2})(\d{2})")),
    ("2026年11月22日", re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")),
)
"""How a day may be written: always year, month, day. Of 05/06/2026 nobody knows which is the month."""

REAL_DATE = "date"


def form_of_day(raw: Raw) -> str:
    """How a day is written: one of FORMS, ``date`` for a workbook's own, or nothing known."""
    if isinstance(raw, date):
        return REAL_DATE
    text = as_text(raw).strip()
    return next((form for form, pattern in FORMS if pattern.fullmatch(text)), "")


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day; kept as 2026-11-22. A column is written in one form only, which is seen to where columns are read."""

    def read(self, raw: Raw) -> Plain:
        day = _day(raw)
        if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise CellWrong(
                "not_a_date",
                Text(
                    en=f"must be a date such as 2026-11-22, {FIRST_YEAR} to {LAST_YEAR}",
                    zh=f"应为日期，如 2026-11-22，年份 {FIRST_YEAR} 到 {LAST_YEAR}",
                ),
            )
        return day.isoformat()

    def show(self, value: Plain, language: Language) -> Shown:
        return None if value is None else date.fromisoformat(str(value))


def _day(raw: Raw) -> date | None:
    if isinstance(raw, datetime):
        return raw.date() if (raw.hour, raw.minute, raw.second) == (0, 0, 0) else None
    if isinstance(raw, date):
        return raw
    text = as_text(raw).strip()
    for _, pattern in FORMS:
        if found := pattern.fullmatch(text):
            try:
                return date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                return None
    return None


def _decimal(raw: Raw) -> Decimal | None:
    """The number; of a workbook's the 15 digits that it keeps, so that 0.1 + 0.2 is 0.3."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | float):
        text = f"{raw:.{MOST_DIGITS}g}"
    elif isinstance(raw, str):
        text = raw.strip()
        if not re.fullmatch(r"[+-]?(\d{1,18}|\d{1,3}(,\d{3}){1,5})(\.\d{1,17})?", text, re.ASCII):
            return None
        text = text.replace(",", "")
    else:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def folded(text: str) -> str:
    """What counts as the same when people write it: capitals, width and white space are not told apart."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()


def problem_of(wrong: CellWrong, path: str, raw: Raw) -> FieldProblem:
    shown = str(raw)
    return FieldProblem(path, wrong.code, wrong.text, shown if len(shown) <= 80 else shown[:79] + "…")
