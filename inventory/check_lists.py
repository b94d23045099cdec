"""Check lists of inspections (V3): what is looked at on a kind of equipment, and whether an answer is good."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from inventory.network import is_code
from inventory.visit_steps import is_file_id
from refusals import FieldProblem, Text, in_range, not_blank, plain_text, refuse_all, unique, with_offset

MOST_ITEMS = 200
MOST_PHOTOS = 20
MOST_MEASURE = 10**9
FINEST = -6
"""Decimal places of a measure."""


class ItemKind(StrEnum):
    YES_NO = "yes_no"
    MEASURE = "measure"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckItem:
    """One thing to look at. Good is the answer ``wanted`` to yes or no, a measure in ``unit`` from ``least`` to ``most`` (one
    of them may be open), and any text.

    What isn't good is a fault of ``fault_level`` 1 to 4 (S5), ``fault`` in the catalogue if it names one.
    """

    code: str
    kind: ItemKind
    text_zh: str
    text_en: str
    fault_level: int = 3
    fault: str | None = None
    wanted: bool | None = None
    unit: str = ""
    least: Decimal | None = None
    most: Decimal | None = None

    def __post_init__(self) -> None:
        refuse_all(
            is_code("code", self.code),
            not_blank("text_zh", self.text_zh),
            not_blank("text_en", self.text_en),
            in_range("fault_level", self.fault_level, 1, 4),
            None if self.fault is None else is_code("fault", self.fault),
            _given("wanted", self.wanted is not None, self.kind is ItemKind.YES_NO),
            _given("unit", bool(self.unit), self.kind is ItemKind.MEASURE),
            plain_text("unit", self.unit, most=20),
            None if self.least is None else is_measure("least", self.least),
            None if self.most is None else is_measure("most", self.most),
            _given("most", (self.least, self.most) != (None, None), self.kind is ItemKind.MEASURE),
        )
        crossed = self.least is not None and self.most is not None and self.least > self.most
        text = Text(en="must not be less than least", zh="不能小于 least")
        refuse_all(FieldProblem("most", "out_of_range", text, str(self.most)) if crossed else None)


def _given(path: str, given: bool, wanted: bool) -> FieldProblem | None:
    if given is wanted:
        return None
    if wanted:
        return FieldProblem(path, "missing", Text(en="must be given for this kind of item", zh="此类检查项必须填写"))
    return FieldProblem(path, "not_allowed", Text(en="is not for this kind of item", zh="不适用于此类检查项"))


def is_measure(path: str, value: Decimal) -> FieldProblem | None:
    """A finite decimal number of up to a billion either way, with at most six decimal places."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= FINEST and abs(value) <= MOST_MEASURE:
        return None
    text = Text(
        en=f"must be a number from -{MOST_MEASURE} to {MOST_MEASURE} with at most {-FINEST} decimal places",
        zh=f"应为 -{MOST_MEASURE} 到 {MOST_MEASURE} 之间、最多 {-FINEST} 位小数的数字",
    )
    return FieldProblem(path, "not_a_measure", text, str(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckList:
    """What is looked at on equipment of ``kind``. A version never changes; a new one takes its place."""

    kind: str
    version: int
    items: tuple[CheckItem, ...]

    def __post_init__(self) -> None:
        refuse_all(
            is_code("kind", self.kind),
            in_range("version", self.version, 1, 10_000),
            in_range("items", len(self.items), 1, MOST_ITEMS),
            unique("items", [item.code for item in self.items]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCheckList:
    """What is to be looked at on equipment of ``kind`` from now on."""

    kind: str
    items: tuple[CheckItem, ...]

    def __post_init__(self) -> None:
        CheckList(kind=self.kind, version=1, items=self.items)

    def after(self, present: CheckList | None) -> CheckList:
        """The version that takes the place of ``present``; that one itself if nothing about it changes."""
        if present is not None and present.items == self.items:
            return present
        return CheckList(kind=self.kind, version=present.version + 1 if present else 1, items=self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found of an item ``at`` a moment, by the phone's clock: ``yes``, ``measured`` or ``text``, as the item asks; or
    ``skipped`` says why it couldn't be looked at. ``note`` and ``photos``, file ids, go with any."""

    equipment: str
    item: str
    at: datetime
    yes: bool | None = None
    measured: Decimal | None = None
    text: str = ""
    skipped: str = ""
    note: str = ""
    photos: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        told = [self.yes is not None, self.measured is not None, bool(self.text.strip()), bool(self.skipped.strip())]
        one = Text(
            en="must hold one of yes, measured, text and skipped", zh="yes、measured、text、skipped 应且只应填写一项"
        )
        refuse_all(
            is_code("equipment", self.equipment),
            is_code("item", self.item),
            with_offset("at", self.at),
            None if sum(told) == 1 else FieldProblem("", "not_one", one),
            None if self.measured is None else is_measure("measured", self.measured),
            *(plain_text(name, getattr(self, name), most=2000) for name in ("text", "skipped", "note")),
            in_range("photos", len(self.photos), 0, MOST_PHOTOS),
            *(is_file_id(f"photos.{i}", photo) for i, photo in enumerate(self.photos)),
        )


def fits(path: str, answer: Answer, item: CheckItem) -> FieldProblem | None:
    """An answer is of the form that its item asks for, or says why there is none."""
    told = {
        ItemKind.YES_NO: answer.yes is not None,
        ItemKind.MEASURE: answer.measured is not None,
        ItemKind.TEXT: bool(answer.text.strip()),
    }[item.kind]
    if told or answer.skipped.strip():
        return None
    text = Text(
        en=f"must answer with {item.kind}, or say why it was skipped", zh=f"应以 {item.kind} 形式填写，或说明未检原因"
    )
    return FieldProblem(path, "wrong_form", text)


def is_good(answer: Answer, item: CheckItem) -> bool:
    """What was skipped is no fault, and neither is a text."""
    if answer.yes is not None:
        return answer.yes is item.wanted
    if answer.measured is None:
        return True
    low = item.least is not None and answer.measured < item.least
    high = item.most is not None and answer.measured > item.most
    return not (low or high)


def list_of(kind: str, lists: Iterable[CheckList]) -> CheckList | None:
    return next((one for one in lists if one.kind == kind), None)
