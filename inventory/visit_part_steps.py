"""A part that went into a machine at a visit, and the old one that came out (V2, O1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from inventory.accounts import Account, AccountKind, Condition, parts_account
from inventory.network import is_code
from inventory.old_parts import OldLeft
from inventory.parts import MOST_PIECES
from inventory.serials import are_serials
from inventory.visit_steps import MOST_NOTE, Did, Step
from refusals import FieldProblem, Text, in_range, not_blank, plain_text, positive, refuse_all


@dataclass(frozen=True, slots=True, kw_only=True)
class OldPieces:
    """What came out for the pieces that went in: ``taken`` along, and why the others were ``left``.

    ``part`` is their number where it isn't that of the new ones (P6); ``serials`` those that could be read.
    """

    taken: int
    part: str | None = None
    serials: tuple[str, ...] = ()
    left: OldLeft | None = None
    note: str = ""

    def __post_init__(self) -> None:
        many = Text(en="must not name more pieces than were taken", zh="不能多于取回件数")
        refuse_all(
            in_range("taken", self.taken, 0, MOST_PIECES),
            None if self.part is None else is_code("part", self.part),
            *are_serials("serials", self.serials),
            FieldProblem("serials", "wrong_count", many) if len(self.serials) > self.taken else None,
            (not_blank if self.left is OldLeft.OTHER else plain_text)("note", self.note, most=MOST_NOTE),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PartUsed(Step):
    """``quantity`` pieces went in, from the van ``place``. ``owner`` is whose they were: None is ours, else the node that
    has paid for them (P1)."""

    did: ClassVar[Did] = Did.PART_USED

    part: str
    quantity: int
    place: str
    old: OldPieces
    condition: Condition = Condition.NEW
    serials: tuple[str, ...] = ()
    owner: str | None = None

    def stock(self, ours: str) -> Account:
        """Where the pieces came from; ``ours`` is the head office."""
        return parts_account(AccountKind.STOCK, self.owner or ours, self.place, self.part, self.condition)

    @property
    def old_part(self) -> str:
        """The number of what came out."""
        return self.old.part or self.part

    def wrong_content(self) -> tuple[FieldProblem | None, ...]:
        usable = {Condition.NEW, Condition.REUSABLE}
        broken = Text(en="must be new or reusable", zh="应为新件或可用旧件")
        return (
            is_code("part", self.part),
            positive("quantity", self.quantity, most=MOST_PIECES),
            is_code("place", self.place),
            None if self.condition in usable else FieldProblem("condition", "not_allowed", broken, self.condition),
            *are_serials("serials", self.serials),
            None if self.owner is None else is_code("owner", self.owner),
            *self._wrong_old_pieces(),
        )

    def _wrong_old_pieces(self) -> tuple[FieldProblem | None, ...]:
        many = Text(en=f"must be at most the {self.quantity} that went in", zh=f"不能多于装上的 {self.quantity} 件")
        why = Text(en="must say why not all old ones were taken, and only then", zh="仅在旧件未全部取回时填写，且必填")
        all_taken = self.old.taken >= self.quantity
        return (
            FieldProblem("old.taken", "out_of_range", many, str(self.old.taken))
            if self.old.taken > self.quantity
            else None,
            None if (self.old.left is None) is all_taken else FieldProblem("old.left", "not_allowed", why),
        )
