"""Stock is carried by hand between two places nearby, such as a warehouse and a van (P1, N2).

What travels farther is a shipment: it is on the way for a while, and somebody says what came (:mod:`inventory.shipments`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from inventory.accounts import AccountKind, parts_account
from inventory.ledger import Purpose, Request, Transfer
from inventory.network import Location, LocationKind, Node, NodeKind, is_code
from inventory.shipments import Goods
from refusals import FieldProblem, Refusal, Text, in_range, not_blank, plain_text, refuse_all, unique

MOST_LINES = 200

CARRIED_FROM = frozenset(
    {LocationKind.WAREHOUSE, LocationKind.VAN, LocationKind.WORKSHOP, LocationKind.RETURNS_REUSABLE}
)
CARRIED_TO = CARRIED_FROM - {LocationKind.RETURNS_REUSABLE}
"""What goes to the designated warehouses is sorted by an inspection (O2); what stands at a customer is lent (B4)."""


class TooFarToCarry(Refusal):
    code = "too_far_to_carry"
    rule = "P1"
    cause = Text(
        en="{source} and {destination} are not of one outlet or province: nobody carries it by hand.",
        zh="{source} 与 {destination} 不属于同一网点或同一省，不能直接移库。",
    )
    remedy = Text(en="Send a shipment, and let the receiver tell what came.", zh="请开发货单，由收货方确认收货。")


class MoveReferenceReused(Refusal):
    code = "move_reference_reused"
    rule = "P1"
    cause = Text(
        en="{reference} already stands for another move of stock from {source}.",
        zh="{source} 已有内容不同的移库使用编号 {reference}。",
    )
    remedy = Text(
        en="If it is the same move, send what was sent first; for another one use a reference of its own.",
        zh="同一移库请按首次内容重发；不同移库请使用新的编号。",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StockMove:
    """Goods that somebody carries from ``source`` to ``destination`` at once.

    ``reference`` is the caller's, unique at the source: sent again with the same content it changes nothing. ``owner`` is
    whose the goods are: None is ours, else the node of the source that has paid for them (P1).
    """

    reference: str
    source: str
    destination: str
    lines: tuple[Goods, ...]
    owner: str | None = None
    note: str = ""

    def __post_init__(self) -> None:
        same = Text(en="must be another location", zh="应为另一库位")
        refuse_all(
            not_blank("reference", self.reference, most=80),
            is_code("source", self.source),
            is_code("destination", self.destination),
            FieldProblem("destination", "not_allowed", same) if self.source == self.destination else None,
            in_range("lines", len(self.lines), 1, MOST_LINES),
            unique("lines", [f"{line.part} {line.condition}" for line in self.lines]),
            None if self.owner is None else is_code("owner", self.owner),
            plain_text("note", self.note, most=2000),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedMove:
    """A move as it was booked; it is never changed, a mistake is carried back (P1)."""

    number: str
    reference: str
    source: str
    destination: str
    owner: str
    lines: tuple[Goods, ...]
    moved_by: str
    moved_at: datetime
    note: str = ""

    def says(self, move: StockMove, owner: str) -> bool:
        """Whether ``move`` is this one, sent again."""
        return (self.destination, self.owner, self.lines, self.note) == (move.destination, owner, move.lines, move.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A location with the node that owns it."""

    location: Location
    node: Node

    @property
    def region(self) -> str:
        """The province it lies in; of the head office the head office itself (N1)."""
        return self.node.parent or "" if self.node.kind is NodeKind.PARTNER else self.node.code


def owner_of(move: StockMove, source: Place, *, ours: str) -> str:
    """Whose the goods are; ``ours`` is the head office.

    :raises Invalid: neither ours nor the source's.
    """
    owner = move.owner or ours
    theirs = Text(en=f"must be {ours} or {source.node.code}", zh=f"应为 {ours} 或 {source.node.code}")
    refuse_all(None if owner in {ours, source.node.code} else FieldProblem("owner", "not_allowed", theirs, owner))
    return owner


def can_be_carried(source: Place, destination: Place) -> None:
    """:raises Invalid: stock isn't carried from, or to, such a place. :raises TooFarToCarry:"""
    refuse_all(
        _handles("source", source, CARRIED_FROM),
        _handles("destination", destination, CARRIED_TO),
    )
    if source.region != destination.region:
        raise TooFarToCarry(source=source.location.code, destination=destination.location.code)


def _handles(path: str, place: Place, kinds: frozenset[LocationKind]) -> FieldProblem | None:
    if place.location.kind in kinds:
        return None
    listed = ", ".join(sorted(kinds))
    return FieldProblem(
        path,
        "not_allowed",
        Text(en=f"must be one of: {listed}", zh=f"应为以下库位类型之一：{listed}"),
        place.location.kind,
    )


def postings(move: BookedMove) -> list[Request]:
    """All lines at once."""
    return [
        Transfer(
            id=f"move/{move.number}/{n}",
            source=parts_account(AccountKind.STOCK, move.owner, move.source, line.part, line.condition),
            destination=parts_account(AccountKind.STOCK, move.owner, move.destination, line.part, line.condition),
            amount=line.quantity,
            purpose=Purpose.MOVE,
            reference=move.number,
            occurred_at=move.moved_at,
        )
        for n, line in enumerate(move.lines, start=1)
    ]
