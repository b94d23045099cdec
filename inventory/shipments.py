"""Shipments: parts leave a place, are on the way, and arrive line by line (P3, S7).

A shipment carries what a quota request has reserved, or moves stock between any two places.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from inventory.accounts import AccountKind, Condition, parts_account
from inventory.ledger import PostPending, Purpose, Request, Transfer, VoidPending
from inventory.network import is_code
from refusals import FieldProblem, Refusal, Text, in_range, plain_text, positive, refuse_all, unique, unknown

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


ALLOWED: dict[Verb, frozenset[Status]] = {
    Verb.SHIP: frozenset({Status.PICKED}),
    Verb.RECEIVE: frozenset({Status.SHIPPED, Status.ARRIVED}),
    Verb.CANCEL: frozenset({Status.PICKED}),
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
    together never exceed ``quantity``.
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

    @property
    def expected(self) -> int:
        return self.quantity - self.good - self.damaged - self.short - self.wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """``receipts`` counts how often something of it was received."""

    number: str
    source: str
    destination: str
    lines: tuple[ShipmentLine, ...]
    status: Status = Status.PICKED
    carrier: str = ""
    tracking: str = ""
    receipts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """Pieces of a part in a condition."""

    part: str
    quantity: int
    condition: Condition = Condition.NEW

    def __post_init__(self) -> None:
        none = Text(en="must not be empty for parts", zh="配件状态不能为空")
        refuse_all(
            is_code("part", self.part),
            positive("quantity", self.quantity, most=MOST_PIECES),
            FieldProblem("condition", "not_allowed", none) if self.condition is Condition.NONE else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """Stock of ours that is wanted elsewhere, from one location to another (P1)."""

    source: str
    destination: str
    lines: tuple[Goods, ...]

    def __post_init__(self) -> None:
        same = Text(en="must be another location", zh="应为另一库位")
        refuse_all(
            is_code("source", self.source),
            is_code("destination", self.destination),
            FieldProblem("destination", "not_allowed", same) if self.source == self.destination else None,
            in_range("lines", len(self.lines), 1, MOST_LINES),
            unique("lines", [f"{line.part} {line.condition}" for line in self.lines]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """How it leaves."""

    carrier: str = ""
    tracking: str = ""

    def __post_init__(self) -> None:
        refuse_all(plain_text("carrier", self.carrier, most=100), plain_text("tracking", self.tracking, most=100))


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """What came in place of pieces that are told as ``wrong``."""

    part: str
    quantity: int

    def __post_init__(self) -> None:
        refuse_all(is_code("part", self.part), positive("quantity", self.quantity, most=MOST_PIECES))


@dataclass(frozen=True, slots=True, kw_only=True)
class LineReceipt:
    """What the receiver found of line ``line``, counted from 1. Whatever isn't good or over has somebody at fault."""

    line: int
    good: int = 0
    damaged: int = 0
    short: int = 0
    wrong: int = 0
    over: int = 0
    instead: Instead | None = None
    fault: Fault | None = None

    def __post_init__(self) -> None:
        counts = {name: getattr(self, name) for name in ("good", "damaged", "short", "wrong", "over")}
        nothing = Text(en="must tell something", zh="至少填写一项数量")
        refuse_all(
            in_range("line", self.line, 1, MOST_LINES),
            *(in_range(name, count, 0, MOST_PIECES) for name, count in counts.items()),
            None if any(counts.values()) else FieldProblem("good", "missing", nothing),
            _given_with("fault", self.fault is not None, self.damaged + self.short + self.wrong + self.over > 0),
            _given_with("instead", self.instead is not None, self.wrong > 0),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A receipt as it is booked: the shipment after it, what it moves, and the lines that nothing is expected of now."""

    shipment: Shipment
    postings: list[Request] = field(default_factory=list)
    settled: tuple[int, ...] = ()


def can(shipment: Shipment, verb: Verb) -> None:
    """:raises ShipmentWrongStatus: it stands where this can't be said."""
    if shipment.status not in ALLOWED[verb]:
        raise ShipmentWrongStatus(number=shipment.number, status=shipment.status, verb=verb)


def ship(shipment: Shipment, dispatch: Dispatch, *, now: datetime) -> tuple[Shipment, list[Request]]:
    """It leaves: what was reserved is on the way."""
    can(shipment, Verb.SHIP)
    left = [PostPending(id=f"{line.pending}/shipped", of=line.pending, occurred_at=now) for line in shipment.lines]
    gone = replace(shipment, status=Status.SHIPPED, carrier=dispatch.carrier, tracking=dispatch.tracking)
    return gone, list[Request](left)


def cancel(shipment: Shipment, *, now: datetime) -> tuple[Shipment, list[Request]]:
    """It doesn't leave. What a request has reserved stays reserved for it; what was only to be moved is free."""
    can(shipment, Verb.CANCEL)
    free = [
        VoidPending(id=f"{line.pending}/released", of=line.pending, occurred_at=now)
        for line in shipment.lines
        if line.request is None
    ]
    return replace(shipment, status=Status.CANCELLED), list[Request](free)


def receive(shipment: Shipment, receipt: Receipt, *, ours: str, now: datetime) -> Received:
    """Book what came, line by line: good and damaged pieces to the destination, differences against corrections.

    :raises ShipmentWrongStatus: :raises MoreThanSent: :raises Invalid: a line isn't there.
    """
    can(shipment, Verb.RECEIVE)
    refuse_all(
        *(
            unknown(f"lines.{i}.line", str(told.line))
            for i, told in enumerate(receipt.lines)
            if told.line > len(shipment.lines)
        )
    )
    lines, postings = list(shipment.lines), list[Request]()
    for told in receipt.lines:
        line = lines[told.line - 1]
        if told.told > line.expected:
            raise MoreThanSent(number=shipment.number, line=told.line, told=told.told, expected=line.expected)
        postings += _postings(shipment, line, told, ours=ours, now=now)
        lines[told.line - 1] = replace(
            line,
            good=line.good + told.good,
            damaged=line.damaged + told.damaged,
            short=line.short + told.short,
            wrong=line.wrong + told.wrong,
        )
    settled = tuple(
        n
        for n, (line, before) in enumerate(zip(lines, shipment.lines, strict=True), start=1)
        if line.expected == 0 < before.expected
    )
    after = replace(
        shipment,
        lines=tuple(lines),
        receipts=shipment.receipts + 1,
        status=Status.ARRIVED if any(line.expected for line in lines) else Status.RECEIVED,
    )
    return Received(shipment=after, postings=postings, settled=settled)


def receipt_id(shipment: Shipment) -> str:
    """The ledger's name for the receipt that comes next."""
    return f"shipment/{shipment.number}/{shipment.receipts + 1}"


def _postings(
    shipment: Shipment, line: ShipmentLine, told: LineReceipt, *, ours: str, now: datetime
) -> Iterable[Request]:
    part, condition, here = line.part, line.condition, shipment.destination
    sent = parts_account(AccountKind.IN_TRANSIT, line.owner, here, part, condition)
    good = parts_account(AccountKind.STOCK, line.owner, here, part, condition)
    damaged = parts_account(AccountKind.STOCK, line.owner, here, part, Condition.DEFECTIVE)
    difference = parts_account(AccountKind.CORRECTION, ours, "", part, condition)
    beyond = parts_account(AccountKind.STOCK, ours, here, part, condition)
    steps = [
        ("good", sent, good, told.good, Purpose.MOVE),
        ("damaged", sent, damaged, told.damaged, Purpose.MOVE),
        ("short", sent, difference, told.short, Purpose.COUNT),
        ("wrong", sent, difference, told.wrong, Purpose.COUNT),
        ("over", difference, beyond, told.over, Purpose.COUNT),
    ]
    if told.instead:
        difference = parts_account(AccountKind.CORRECTION, ours, "", told.instead.part)
        came = parts_account(AccountKind.STOCK, ours, here, told.instead.part)
        steps.append(("instead", difference, came, told.instead.quantity, Purpose.COUNT))
    return (
        Transfer(
            id=f"{receipt_id(shipment)}/{told.line}/{name}",
            source=source,
            destination=destination,
            amount=amount,
            purpose=purpose,
            reference=shipment.number,
            occurred_at=now,
        )
        for name, source, destination, amount, purpose in steps
        if amount
    )


def not_the_partners_fault(shipment: Shipment, receipt: Receipt) -> list[tuple[ShipmentLine, int]]:
    """Lines of requests with the pieces that did not come as they should, by somebody else's fault than the outlet's."""
    return [
        (line, missing)
        for told in receipt.lines
        if told.fault is not Fault.OUTLET
        for line in [shipment.lines[told.line - 1]]
        if line.request and (missing := told.damaged + told.short + told.wrong)
    ]
