"""Shipments: parts leave a place, are on the way, and arrive line by line (P3, S7).

A shipment carries what a quota request has reserved, or moves stock between any two places. What is done with one stands in
:mod:`inventory.shipment_verbs`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inventory.accounts import Condition
from inventory.network import is_code
from inventory.serials import are_serials
from refusals import FieldProblem, Refusal, Text, in_range, plain_text, positive, refuse_all, unique, with_offset

MOST_PIECES = 100_000
MOST_LINES = 500


class Status(StrEnum):
    """``ARRIVED``: received in part, the rest is expected or disputed."""

    PICKED = "picked"
    SHIPPED = "shipped"
    ARRIVED = "arrived"
    RECEIVED = "received"
    CANCELLED = "cancelled"


class Verb(StrEnum):
    SHIP = "ship"
    RECEIVE = "receive"
    CANCEL = "cancel"
    EXPECT = "expect"


ALLOWED: dict[Verb, frozenset[Status]] = {
    Verb.SHIP: frozenset({Status.PICKED}),
    Verb.RECEIVE: frozenset({Status.SHIPPED, Status.ARRIVED}),
    Verb.CANCEL: frozenset({Status.PICKED}),
    Verb.EXPECT: frozenset({Status.SHIPPED, Status.ARRIVED}),
}


class Fault(StrEnum):
    """Who answers for a difference (P3, S7)."""

    OUTLET = "outlet"
    PROVINCE = "province"
    HEAD_OFFICE = "head_office"
    CARRIER = "carrier"


class ShipmentWrongStatus(Refusal):
    code = "shipment_wrong_status"
    rule = "P3"
    cause = Text(
        en="Shipment {number} is {status}; {verb} isn't possible any more, or not yet.",
        zh="发货单 {number} 状态为 {status}，不能执行 {verb}。",
    )
    remedy = Text(en="Read it again: somebody may have gone on with it.", zh="请刷新后查看，可能已有人处理。")


class MoreThanSent(Refusal):
    code = "more_than_sent"
    rule = "P3"
    cause = Text(
        en="Line {line} of shipment {number}: {told} pieces told, {expected} still expected.",
        zh="发货单 {number} 第 {line} 行：登记 {told} 件，待收仅 {expected} 件。",
    )
    remedy = Text(en="Tell what came beyond as over.", zh="多出的数量请登记为多发。")


class NotYourPlace(Refusal):
    code = "not_your_place"
    rule = "N3"
    cause = Text(
        en="Shipment {number} is sent from, or received at, {place}, which is not yours.",
        zh="发货单 {number} 的该步骤在 {place} 办理，不属于您的库位。",
    )
    remedy = Text(en="Leave it to those who work there.", zh="请由该库位人员办理。")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentLine:
    """Pieces of a part that are reserved at the source under the ledger's id ``pending``, and what came of them.

    ``owner`` is whose they are on the way. ``good``, ``damaged``, ``short`` and ``wrong`` (another part came instead)
    together never exceed ``quantity``. ``serials`` are those of a tracked part that are on the way.
    """

    part: str
    quantity: int
    owner: str
    pending: str
    condition: Condition = Condition.NEW
    request: str | None = None
    good: int = 0
    damaged: int = 0
    short: int = 0
    wrong: int = 0
    serials: tuple[str, ...] = ()

    @property
    def expected(self) -> int:
        return self.quantity - self.good - self.damaged - self.short - self.wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """``arrives_at``: when it is expected, once somebody has told. ``receipts`` counts how often something of it was received."""

    number: str
    source: str
    destination: str
    lines: tuple[ShipmentLine, ...]
    status: Status = Status.PICKED
    carrier: str = ""
    tracking: str = ""
    arrives_at: datetime | None = None
    receipts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """Pieces of a part in a condition; each of a tracked part is named by its serial number."""

    part: str
    quantity: int
    condition: Condition = Condition.NEW
    serials: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        none = Text(en="must not be empty for parts", zh="配件状态不能为空")
        refuse_all(
            is_code("part", self.part),
            positive("quantity", self.quantity, most=MOST_PIECES),
            *are_serials("serials", self.serials),
            FieldProblem("condition", "not_allowed", none) if self.condition is Condition.NONE else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """Stock of ours that is wanted elsewhere, from one location to another (P1). Which pieces go is told when they leave."""

    source: str
    destination: str
    lines: tuple[Goods, ...]

    def __post_init__(self) -> None:
        same = Text(en="must be another location", zh="应为另一库位")
        later = Text(en="are told when it leaves", zh="在发货时填写")
        refuse_all(
            is_code("source", self.source),
            is_code("destination", self.destination),
            FieldProblem("destination", "not_allowed", same) if self.source == self.destination else None,
            in_range("lines", len(self.lines), 1, MOST_LINES),
            unique("lines", [f"{line.part} {line.condition}" for line in self.lines]),
            *(
                FieldProblem(f"lines.{i}.serials", "not_allowed", later)
                for i, line in enumerate(self.lines)
                if line.serials
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePieces:
    """The pieces of a tracked part that leave with line ``line``, counted from 1."""

    line: int
    serials: tuple[str, ...]

    def __post_init__(self) -> None:
        refuse_all(in_range("line", self.line, 1, MOST_LINES), *are_serials("serials", self.serials))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """How it leaves, which pieces of its tracked parts, and when it is expected."""

    carrier: str = ""
    tracking: str = ""
    arrives_at: datetime | None = None
    pieces: tuple[LinePieces, ...] = ()

    def __post_init__(self) -> None:
        refuse_all(
            plain_text("carrier", self.carrier, most=100),
            plain_text("tracking", self.tracking, most=100),
            None if self.arrives_at is None else with_offset("arrives_at", self.arrives_at),
            unique("pieces", [str(one.line) for one in self.pieces]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """What came in place of pieces that are told as ``wrong``."""

    part: str
    quantity: int
    serials: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        refuse_all(
            is_code("part", self.part),
            positive("quantity", self.quantity, most=MOST_PIECES),
            *are_serials("serials", self.serials),
        )


class Found(StrEnum):
    """What has become of a piece that was sent, or that came without being sent."""

    GOOD = "good"
    DAMAGED = "damaged"
    SHORT = "short"
    WRONG = "wrong"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a tracked part, and how it was found."""

    serial: str
    found: Found = Found.GOOD


@dataclass(frozen=True, slots=True, kw_only=True)
class LineReceipt:
    """What the receiver found of line ``line``, counted from 1. Whatever isn't good or over has somebody at fault.

    Pieces of a tracked part are told one by one, unless all that are on the way were found alike.
    """

    line: int
    good: int = 0
    damaged: int = 0
    short: int = 0
    wrong: int = 0
    over: int = 0
    instead: Instead | None = None
    fault: Fault | None = None
    pieces: tuple[Piece, ...] = ()

    def __post_init__(self) -> None:
        counts = {name: getattr(self, name) for name in ("good", "damaged", "short", "wrong", "over")}
        nothing = Text(en="must tell something", zh="至少填写一项数量")
        refuse_all(
            in_range("line", self.line, 1, MOST_LINES),
            *(in_range(name, count, 0, MOST_PIECES) for name, count in counts.items()),
            None if any(counts.values()) else FieldProblem("good", "missing", nothing),
            _given_with("fault", self.fault is not None, self.damaged + self.short + self.wrong + self.over > 0),
            _given_with("instead", self.instead is not None, self.wrong > 0),
            *are_serials("pieces", [one.serial for one in self.pieces]),
        )

    @property
    def told(self) -> int:
        """Of what was sent."""
        return self.good + self.damaged + self.short + self.wrong


def _given_with(path: str, given: bool, needed: bool) -> FieldProblem | None:
    if given is needed:
        return None
    if needed:
        return FieldProblem(path, "missing", Text(en="must be given with a difference", zh="有差异时必须填写"))
    return FieldProblem(path, "not_allowed", Text(en="is only for a difference", zh="仅在有差异时填写"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    lines: tuple[LineReceipt, ...]
    note: str = ""

    def __post_init__(self) -> None:
        refuse_all(
            in_range("lines", len(self.lines), 1, MOST_LINES),
            unique("lines", [str(line.line) for line in self.lines]),
            plain_text("note", self.note, most=2000),
        )
