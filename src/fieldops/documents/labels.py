"""Labels of parts (P6)."""

from __future__ import annotations

from dataclasses import dataclass

from fieldops.documents.codes import code128, qr
from fieldops.documents.printing import Document
from fieldops.store import parts
from fieldops.store.rows import refuse_if_any
from inventory.labels import LabelLayout, LabelOrder

BARS_MM = {LabelLayout.A4_3X8: 63.0, LabelLayout.SINGLE_50X30: 46.0}
"""How wide the bars can be, as the template draws them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """``barcode`` is the part's own or else its number; ``bars`` are None where they would be too narrow to be read."""

    number: str
    name_zh: str
    name_en: str
    barcode: str
    qr: str
    bars: str | None
    copies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    layout: LabelLayout
    skip: int
    labels: list[Label]


async def part_labels(order: LabelOrder) -> Document:
    """:raises Invalid: a part isn't known."""
    refuse_if_any(await parts.unknown_parts((f"parts.{i}.part", one.part) for i, one in enumerate(order.parts)))
    coded = await parts.labelled(one.part for one in order.parts)
    labels = []
    for one in order.parts:
        name_zh, name_en, barcode = coded[one.part]
        bars = barcode or one.part
        label = Label(
            number=one.part,
            name_zh=name_zh,
            name_en=name_en,
            barcode=bars,
            qr=qr(one.part),
            bars=code128(bars, width_mm=BARS_MM[order.layout]),
            copies=one.copies,
        )
        labels.append(label)
    return Document(
        template="labels", name="part-labels", values=Labels(layout=order.layout, skip=order.skip, labels=labels)
    )
