"""What a value is as a cell: text that no program takes for a formula, numbers, days and moments."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from refusals.base import Language

Cell = str | int | float | Decimal | bool | date | datetime | time | None
"""A datetime has no offset here: it is local time already."""

MOST_DIGITS = 15
"""Of a whole number in a spreadsheet; one with more would come back changed, so it is written as text."""

NOT_IN_XML = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
STARTS_FORMULA = tuple("=+-@\t\n＝＋－＠")
"""What makes a spreadsheet program take the text of a CSV for a formula, or may do so after the next import."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Of a column; that of ``moments`` names the zone in which they are written."""

    name: str
    moments: bool = False

    def shown(self, zone: ZoneInfo, language: Language) -> str:
        if not self.moments:
            return self.name
        return f"{self.name}（{zone.key} 时间）" if language == "zh" else f"{self.name} ({zone.key} time)"


def cell(value: object, heading: Heading, zone: ZoneInfo) -> Cell:
    """``value`` in its column; what a cell can't hold becomes text.

    Raises ValueError for a moment without an offset.
    """
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise ValueError(f"{value.isoformat()} has no offset; a moment without one must not leave")
        local = value.astimezone(zone).replace(microsecond=0)
        return local.replace(tzinfo=None) if heading.moments else local.isoformat()
    if value is None or isinstance(value, bool | date | time):
        return value
    if isinstance(value, int):
        return value if len(str(abs(value))) <= MOST_DIGITS else str(value)
    if isinstance(value, float | Decimal):
        return value if math.isfinite(value) else str(value)
    return clean(str(value))


def clean(text: str) -> str:
    """``text`` without the characters that XML forbids; every line ends in one line feed."""
    return NOT_IN_XML.sub("", re.sub("\r\n?", "\n", text))


def harmless(text: str) -> str:
    """``text`` for a CSV, with an apostrophe in front where it would be taken for a formula, or for one made harmless."""
    return f"'{text}" if _like_formula(text.lstrip("'")) else text


def as_it_was(text: str) -> str:
    """What was made ``text`` by :func:`harmless`."""
    return text[1:] if text.startswith("'") and _like_formula(text.lstrip("'")) else text


def _like_formula(text: str) -> bool:
    return text.startswith(STARTS_FORMULA) or text.lstrip().startswith(STARTS_FORMULA)


def width(text: str) -> int:
    """How many places ``text`` takes where a Latin letter takes one and a Chinese character two."""
    return max(
        (sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) for line in text.split("\n")), default=0
    )
