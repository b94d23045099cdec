"""Where a machine's barcode tells when it was made (W4): a mask over its last characters, such as ``YYMM@#####``.

``Y`` is a digit of the year (two or four), ``M`` of the month, ``D`` of the day (two, or none), ``#`` any digit, ``@`` any letter and
``?`` any character. What stands before is the model, and may be anything.
"""

from __future__ import annotations

import re
from datetime import date

from refusals import FieldProblem, Text

LONGEST = 40
CENTURY = 2000
_CLASSES = {"Y": "[0-9]", "M": "[0-9]", "D": "[0-9]", "#": "[0-9]", "@": "[A-Z]", "?": "."}


def is_mask(path: str, mask: str) -> FieldProblem | None:
    """A mask has one year, one month and at most one day, each in one piece."""
    pieces = re.findall(r"Y+|M+|D+|[#@?]+|.", mask, re.DOTALL)
    told = sorted(piece for piece in pieces if piece[0] in "YMD")
    if 0 < len(mask) <= LONGEST and set(mask) <= set(_CLASSES) and told in _TOLD:
        return None
    text = Text(
        en="must be of Y (2 or 4), MM, perhaps DD, and # @ ? for digits, letters and any character, such as YYMM@#####",
        zh="应由 Y（2 或 4 位）、MM、可选 DD 以及 #（数字）@（字母）?（任意）组成，例如 YYMM@#####",
    )
    return FieldProblem(path, "wrong_form", text, mask[:80])


_TOLD = [["MM", "YY"], ["MM", "YYYY"], ["DD", "MM", "YY"], ["DD", "MM", "YYYY"]]


def day_of(serial: str, mask: str) -> date | None:
    """The day on which ``serial`` was made, the first of its month where ``mask`` tells no day; None if it doesn't fit."""
    last = serial[-len(mask) :]
    if len(last) < len(mask) or not re.fullmatch("".join(_CLASSES[one] for one in mask), last):
        return None
    year, month, day = ("".join(c for c, m in zip(last, mask, strict=True) if m == letter) for letter in "YMD")
    try:
        return date(int(year) + (CENTURY if len(year) == 2 else 0), int(month), int(day or 1))
    except ValueError:
        return None
