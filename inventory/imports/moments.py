"""Moments in cells: text with its offset from UTC, for without one nobody knows when it was."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from inventory.imports.cells import FIRST_YEAR, LAST_YEAR, CellWrong, Plain, Raw, Shown, as_text
from refusals import Text
from refusals.base import Language

EXAMPLE = "2026-11-23T08:00:00+08:00"
FORM = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?) ?(Z|[+-]\d\d:?\d\d)?", re.ASCII)

OF_A_WORKBOOK = Text(
    en=f"is a date of the spreadsheet's own, which has no offset from UTC: make it text such as {EXAMPLE}",
    zh=f"为表格自带的日期时间，不含时区偏移，请改为文本，例如 {EXAMPLE}",
)
WITHOUT_OFFSET = Text(
    en=f"has no offset from UTC: write it with one, such as {EXAMPLE}", zh=f"缺少时区偏移，请写作 {EXAMPLE} 的形式"
)
NO_MOMENT = Text(
    en=f"must be a moment such as {EXAMPLE}, {FIRST_YEAR} to {LAST_YEAR}",
    zh=f"应为带时区偏移的时间，如 {EXAMPLE}，年份 {FIRST_YEAR} 到 {LAST_YEAR}",
)


@dataclass(frozen=True, slots=True)
class MomentCell:
    """A moment; kept in UTC to the second, as 2026-11-23T00:00:00+00:00."""

    def read(self, raw: Raw) -> Plain:
        if isinstance(raw, date):
            raise CellWrong("no_offset", OF_A_WORKBOOK)
        found = FORM.fullmatch(as_text(raw).strip())
        if found is None:
            raise CellWrong("not_a_moment", NO_MOMENT)
        day, time, offset = found.groups()
        if offset is None:
            raise CellWrong("no_offset", WITHOUT_OFFSET)
        try:
            moment = datetime.fromisoformat(f"{day}T{time}{offset}")
        except ValueError as error:
            raise CellWrong("not_a_moment", NO_MOMENT) from error
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise CellWrong("not_a_moment", NO_MOMENT)
        return moment.astimezone(UTC).isoformat(timespec="seconds")

    def show(self, value: Plain, language: Language) -> Shown:
        return None if value is None else datetime.fromisoformat(str(value))
