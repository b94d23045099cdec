"""Where at a location a part lies (N2): what a pick list is sorted by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inventory.network import is_code
from refusals import matches, refuse_all

SHELF = r"[^\W_][\w .:/-]{0,19}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The shelf, bin or drawer of a part at a location, as it is written on it; a part has one at each location."""

    location: str
    part: str
    shelf: str

    def __post_init__(self) -> None:
        refuse_all(
            is_code("location", self.location),
            is_code("part", self.part),
            matches(
                "shelf",
                self.shelf,
                SHELF,
                en="1 to 20 letters, digits, spaces or . : / - _, starting with a letter or digit",
                zh="1 至 20 位文字、数字、空格或 . : / - _，且以文字或数字开头",
            ),
        )


def walking_order(shelf: str | None) -> tuple[bool, list[tuple[bool, int, str]]]:
    """Sorts shelves as one walks along them, A2 before A10; what has no shelf comes last."""
    runs = re.findall(r"\d+|\D+", shelf or "")
    return shelf is None, [(not run.isdecimal(), int(run) if run.isdecimal() else 0, run) for run in runs]
