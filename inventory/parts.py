"""The parts catalogue (P6): product models, parts, what fits what, skills and faults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inventory.accounts import AccountKind, parts_account
from inventory.ledger import Purpose, Transfer
from inventory.network import is_code
from inventory.serials import are_serials
from refusals import FieldProblem, Refusal, Text, in_range, matches, not_blank, positive, refuse_all, unique

MOST_COST_FEN = 10**9
MOST_PIECES = 100_000


class PartCategory(StrEnum):
    """P6. ``MAIN`` decides the warranty period (W1); ``WHOLE_UNIT`` is a machine, as new stock or backup unit."""

    MAIN = "main"
    WEAR = "wear"
    PLASTIC = "plastic"
    ELECTRICAL = "electrical"
    MECHANICAL = "mechanical"
    WHOLE_UNIT = "whole_unit"


class ProductType(StrEnum):
    """What S8 pays by and a technician is trained for."""

    TWIN_TUB = "twin_tub"
    TOP_LOADER = "top_loader"
    FRONT_LOADER = "front_loader"
    WASHER_DRYER = "washer_dryer"


PRODUCT_NAMES: dict[str, Text] = {
    ProductType.TWIN_TUB: Text(en="twin tub", zh="双缸洗衣机"),
    ProductType.TOP_LOADER: Text(en="top loader", zh="波轮洗衣机"),
    ProductType.FRONT_LOADER: Text(en="front loader", zh="滚筒洗衣机"),
    ProductType.WASHER_DRYER: Text(en="washer-dryer", zh="洗烘一体机"),
}
"""What people call them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """What a visit can ask of a technician."""

    code: str
    name_zh: str
    name_en: str

    def __post_init__(self) -> None:
        refuse_all(
            matches(
                "code", self.code, "[a-z][a-z0-9_]{0,39}", en="small letters, digits and _", zh="小写字母、数字和 _"
            ),
            not_blank("name_zh", self.name_zh),
            not_blank("name_en", self.name_en),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool(Skill):
    """What a technician must have along for some work, and brings back (V1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductModel:
    """A machine that is sold. Whole machines of it are stocked under the ``WHOLE_UNIT`` part that fits it."""

    code: str
    product_type: ProductType
    name_zh: str
    name_en: str

    def __post_init__(self) -> None:
        refuse_all(is_code("code", self.code), not_blank("name_zh", self.name_zh), not_blank("name_en", self.name_en))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part number (P6).

    ``unit_cost_fen`` is what it costs us; ``must_return`` says that the old one comes back (O1); ``fits`` holds
    product model codes; ``superseded_by`` the number that replaces it.
    """

    number: str
    name_zh: str
    name_en: str
    category: PartCategory
    unit_cost_fen: int
    must_return: bool
    barcode: str | None = None
    serial_tracked: bool = False
    superseded_by: str | None = None
    fits: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        refuse_all(
            is_code("number", self.number),
            not_blank("name_zh", self.name_zh),
            not_blank("name_en", self.name_en),
            in_range("unit_cost_fen", self.unit_cost_fen, 0, MOST_COST_FEN),
            None
            if self.barcode is None
            else matches(
                "barcode",
                self.barcode,
                r"[0-9A-Z-]{4,40}",
                en="4 to 40 digits or capitals",
                zh="4 至 40 位数字或大写字母",
            ),
            _not_itself(self),
        )


def _not_itself(part: Part) -> FieldProblem | None:
    if part.superseded_by != part.number:
        return None
    return FieldProblem("superseded_by", "not_allowed", Text(en="can't be the part itself", zh="不能是其自身"))


class SupersessionCircle(Refusal):
    code = "supersession_circle"
    rule = "P6"
    cause = Text(
        en="These parts supersede each other in a circle: {numbers}.", zh="以下配件的替代关系成环：{numbers}。"
    )
    remedy = Text(en="Leave the newest of them without a superseding part.", zh="请让其中最新的配件不再被替代。")


def circles(superseded_by: Mapping[str, str]) -> list[frozenset[str]]:
    """The circles among parts, each with the number that supersedes it; none is right (P6)."""
    found: list[frozenset[str]] = []
    seen: set[str] = set()
    for start in superseded_by:
        way: dict[str, None] = {}
        number: str | None = start
        while number is not None and number not in seen and number not in way:
            way[number] = None
            number = superseded_by.get(number)
        if number in way:
            walked = list(way)
            found.append(frozenset(walked[walked.index(str(number)) :]))
        seen.update(way)
    return found


def successors_first(parts: Sequence[Part]) -> list[Part]:
    """The parts so ordered that each comes after the one among them that supersedes it.

    :raises SupersessionCircle: there is no such order.
    """
    waiting = {part.number: part for part in parts}
    ordered: list[Part] = []
    while waiting:
        ready = [part for part in waiting.values() if part.superseded_by not in waiting]
        if not ready:
            raise SupersessionCircle(numbers=", ".join(sorted(waiting)))
        ordered.extend(ready)
        waiting = {number: part for number, part in waiting.items() if part not in ready}
    return ordered


@dataclass(frozen=True, slots=True, kw_only=True)
class PartCount:
    """A number of one part."""

    part: str
    quantity: int

    def __post_init__(self) -> None:
        refuse_all(positive("quantity", self.quantity, most=MOST_PIECES))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What a customer reports, and what the repair usually takes: a skill, seconds of work, parts, tools."""

    code: str
    name_zh: str
    name_en: str
    product_type: ProductType
    skill: str
    duration_s: int
    parts: tuple[PartCount, ...] = ()
    tools: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        refuse_all(
            is_code("code", self.code),
            not_blank("name_zh", self.name_zh),
            not_blank("name_en", self.name_en),
            in_range("duration_s", self.duration_s, 60, 12 * 3600),
            unique("parts", [line.part for line in self.parts]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLine(PartCount):
    """Pieces of a part that arrive; of a part that is tracked by ``serials`` each piece names its own."""

    serials: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        PartCount.__post_init__(self)
        refuse_all(*are_serials("serials", self.serials))


@dataclass(frozen=True, slots=True, kw_only=True)
class StockReceipt:
    """Goods that arrive from outside at a location. ``reference`` makes it happen once: the supplier's note."""

    reference: str
    location: str
    lines: tuple[ReceiptLine, ...]
    set_aside: bool = False

    def __post_init__(self) -> None:
        refuse_all(
            not_blank("reference", self.reference, most=80),
            None if self.lines else FieldProblem("lines", "missing", Text(en="must hold something", zh="至少填写一行")),
            unique("lines", [line.part for line in self.lines]),
        )


def receipt_transfer(receipt: StockReceipt, line: PartCount, *, ours: str, now: datetime) -> Transfer:
    """What books a line of goods from outside; once per reference and part, whoever books it (P1)."""
    kind = AccountKind.SET_ASIDE if receipt.set_aside else AccountKind.STOCK
    return Transfer(
        id=f"receipt/{line.part} {receipt.reference}",  # a part number holds no space: no two can be confused
        source=parts_account(AccountKind.SUPPLIER, ours, "", line.part),
        destination=parts_account(kind, ours, receipt.location, line.part),
        amount=line.quantity,
        purpose=Purpose.RECEIPT,
        reference=receipt.reference,
        occurred_at=now,
    )
