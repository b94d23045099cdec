"""What is done with a shipment, one function a verb (P3): each takes the shipment and gives the next one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from inventory.accounts import AccountKind, Condition, parts_account
from inventory.ledger import PostPending, Purpose, Request, Transfer, VoidPending
from inventory.serials import as_many
from inventory.shipments import (
    ALLOWED,
    Dispatch,
    Fault,
    Found,
    LineReceipt,
    MoreThanSent,
    Receipt,
    Shipment,
    ShipmentLine,
    ShipmentWrongStatus,
    Status,
    Verb,
)
from refusals import FieldProblem, Text, refuse_all, unknown

Named = Mapping[str, tuple[str, ...]]
"""The serials of the pieces that each of some transfers moves, by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    """A shipment that left, what that moves, and which pieces."""

    shipment: Shipment
    postings: list[Request]
    named: Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A receipt as it is booked: the shipment after it, what it moves and which pieces, and the lines that nothing is
    expected of now."""

    shipment: Shipment
    postings: list[Request] = field(default_factory=list)
    named: Named = field(default_factory=dict)
    settled: tuple[int, ...] = ()


def can(shipment: Shipment, verb: Verb) -> None:
    """:raises ShipmentWrongStatus: it stands where this can't be said."""
    if shipment.status not in ALLOWED[verb]:
        raise ShipmentWrongStatus(number=shipment.number, status=shipment.status, verb=verb)


def ship(shipment: Shipment, dispatch: Dispatch, *, tracked: Collection[str], now: datetime) -> Shipped:
    """It leaves: what was reserved is on the way. ``tracked`` are the parts whose pieces are told by their serials.

    :raises ShipmentWrongStatus: :raises Invalid: a line isn't there, or not each piece of a tracked part is told.
    """
    can(shipment, Verb.SHIP)
    told = {one.line: one.serials for one in dispatch.pieces}
    refuse_all(
        *(
            unknown(f"pieces.{i}.line", str(one.line))
            for i, one in enumerate(dispatch.pieces)
            if one.line > len(shipment.lines)
        ),
        *(_all_told(n, line, told.get(n, ()), tracked) for n, line in enumerate(shipment.lines, start=1)),
    )
    lines = tuple(replace(line, serials=told.get(n, ())) for n, line in enumerate(shipment.lines, start=1))
    left = [PostPending(id=f"{line.pending}/shipped", of=line.pending, occurred_at=now) for line in lines]
    return Shipped(
        shipment=replace(
            shipment,
            status=Status.SHIPPED,
            carrier=dispatch.carrier,
            tracking=dispatch.tracking,
            arrives_at=dispatch.arrives_at,
            lines=lines,
        ),
        postings=list[Request](left),
        named={gone.id: line.serials for gone, line in zip(left, lines, strict=True)},
    )


def _all_told(n: int, line: ShipmentLine, serials: tuple[str, ...], tracked: Collection[str]) -> FieldProblem | None:
    problem = as_many("pieces", serials, line.quantity, tracked=line.part in tracked)
    if problem is None:
        return None
    text = Text(en=f"line {n}: {problem.text.en}", zh=f"第 {n} 行：{problem.text.zh}")
    return FieldProblem(problem.path, problem.code, text, problem.value)


def expect(shipment: Shipment, arrives_at: datetime) -> Shipment:
    """When it is expected, told anew. :raises ShipmentWrongStatus: it isn't on the way."""
    can(shipment, Verb.EXPECT)
    return replace(shipment, arrives_at=arrives_at)


def cancel(shipment: Shipment, *, now: datetime) -> tuple[Shipment, list[Request]]:
    """It doesn't leave. What a request has reserved stays reserved for it; what was only to be moved is free."""
    can(shipment, Verb.CANCEL)
    free = [
        VoidPending(id=f"{line.pending}/released", of=line.pending, occurred_at=now)
        for line in shipment.lines
        if line.request is None
    ]
    return replace(shipment, status=Status.CANCELLED), list[Request](free)


def receive(shipment: Shipment, receipt: Receipt, *, ours: str, tracked: Collection[str], now: datetime) -> Received:
    """Book what came, line by line: good and damaged pieces to the destination, differences against corrections.

    ``tracked`` are the parts whose pieces are told by their serials.

    :raises ShipmentWrongStatus: :raises MoreThanSent: :raises Invalid: a line isn't there, or pieces are not told rightly.
    """
    can(shipment, Verb.RECEIVE)
    refuse_all(
        *(
            unknown(f"lines.{i}.line", str(told.line))
            for i, told in enumerate(receipt.lines)
            if told.line > len(shipment.lines)
        )
    )
    lines, postings, named = list(shipment.lines), list[Request](), dict[str, tuple[str, ...]]()
    problems: list[FieldProblem | None] = []
    for i, told in enumerate(receipt.lines):
        line = lines[told.line - 1]
        if told.told > line.expected:
            raise MoreThanSent(number=shipment.number, line=told.line, told=told.told, expected=line.expected)
        pieces = _pieces(line, told)
        problems += _wrong_pieces(f"lines.{i}", line, told, pieces, tracked)
        moved = list(_postings(shipment, line, told, ours=ours, now=now))
        postings += moved
        named |= _named(moved, told, pieces)
        lines[told.line - 1] = replace(
            line,
            good=line.good + told.good,
            damaged=line.damaged + told.damaged,
            short=line.short + told.short,
            wrong=line.wrong + told.wrong,
            serials=tuple(one for one in line.serials if one not in {s for found in pieces.values() for s in found}),
        )
    refuse_all(*problems)
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
    return Received(shipment=after, postings=postings, named=named, settled=settled)


def _pieces(line: ShipmentLine, told: LineReceipt) -> dict[Found, tuple[str, ...]]:
    """The serials by what was found of them; all that are on the way where they were found alike."""
    counts = {Found(name): getattr(told, name) for name in Found}
    alike = [found for found, count in counts.items() if count == line.expected and found is not Found.OVER]
    if not told.pieces and line.serials and alike and not told.over:
        return {alike[0]: line.serials}
    return {found: tuple(one.serial for one in told.pieces if one.found is found) for found in Found}


def _wrong_pieces(
    path: str, line: ShipmentLine, told: LineReceipt, pieces: Mapping[Found, tuple[str, ...]], tracked: Collection[str]
) -> Iterable[FieldProblem | None]:
    """What was sent with its serials is told with them, whether or not the part is tracked still."""
    named = bool(line.serials)
    for found in Found:
        known = line.part in tracked if found is Found.OVER else named
        problem = as_many(f"{path}.pieces", pieces.get(found, ()), getattr(told, found), tracked=known)
        if problem is not None:
            text = Text(en=f"{found}: {problem.text.en}", zh=f"{found}：{problem.text.zh}")
            yield FieldProblem(problem.path, problem.code, text, problem.value)
    on_the_way = Text(en="is not on the way with this line", zh="不在本行的在途序列号中")
    for i, one in enumerate(told.pieces):
        if one.found is not Found.OVER and named and one.serial not in line.serials:
            yield FieldProblem(f"{path}.pieces.{i}.serial", "unknown", on_the_way, one.serial)
    if told.instead:
        known = told.instead.part in tracked
        yield as_many(f"{path}.instead.serials", told.instead.serials, told.instead.quantity, tracked=known)


def _named(
    moved: Iterable[Request], told: LineReceipt, pieces: Mapping[Found, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """By the last word of a transfer's id, which says what was found."""
    instead = {"instead": told.instead.serials} if told.instead else {}
    of = {found.value: serials for found, serials in pieces.items()} | instead
    return {one.id: of.get(one.id.rpartition("/")[2], ()) for one in moved}


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
