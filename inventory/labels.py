"""Labels of parts (P6): how many of which, on what sheets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from inventory.network import is_code
from refusals import FieldProblem, Text, in_range, refuse_all, unique

MOST_PARTS = 200
MOST_COPIES = 500
MOST_LABELS = 2_400


class LabelLayout(StrEnum):
    """``A4_3X8``: sheets of 24 labels of 70 × 37 mm; ``SINGLE_50X30``: a label printer's, 50 × 30 mm, one a page."""

    A4_3X8 = "a4_3x8"
    SINGLE_50X30 = "single_50x30"

    @property
    def per_sheet(self) -> int:
        return 24 if self is LabelLayout.A4_3X8 else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLabel:
    """So many labels of one part."""

    part: str
    copies: int = 1

    def __post_init__(self) -> None:
        refuse_all(is_code("part", self.part), in_range("copies", self.copies, 1, MOST_COPIES))


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelOrder:
    """Labels in the order of ``parts``; ``skip`` places are left free on the first sheet, which was begun before."""

    parts: tuple[PartLabel, ...]
    layout: LabelLayout = LabelLayout.A4_3X8
    skip: int = 0

    def __post_init__(self) -> None:
        labels = sum(one.copies for one in self.parts)
        refuse_all(
            in_range("parts", len(self.parts), 1, MOST_PARTS),
            unique("parts", [one.part for one in self.parts]),
            in_range("skip", self.skip, 0, self.layout.per_sheet - 1),
            None if labels <= MOST_LABELS else _too_many(labels),
        )


def _too_many(labels: int) -> FieldProblem:
    text = Text(en=f"must be {MOST_LABELS} labels at most together", zh=f"标签总数不能超过 {MOST_LABELS}")
    return FieldProblem("parts", "out_of_range", text, str(labels))
