"""Counting what stands at a place (P1): a sheet, entries made without knowing the books, differences, corrections.

Counting doesn't stop the warehouse. Each line carries the moment at which it was counted; what the books said *then* is
expected, and the difference of that moment is corrected later, whatever has come and gone meanwhile.
:mod:`inventory.counting_verbs` goes on with a count.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inventory.accounts import Account, AccountKind, Condition, parts_account
from inventory.network import Location, LocationKind, is_code
from inventory.serials import are_serials
from refusals import FieldProblem, Text, in_range, not_blank, plain_text, refuse_all, unique, with_offset

MOST_PIECES = 100_000
MOST_LINES = 5_000
MOST_AT_ONCE = 500

COUNTED_AT = frozenset(LocationKind) - {LocationKind.TRANSIT, LocationKind.CUSTOMER_SITE}
"""What is on the way, or lent, stands on no shelf."""


class Status(StrEnum):
    OPENED = "opened"
    COUNTING = "counting"
    COUNTED = "counted"
    BOOKED = "booked"
    CANCELLED = "cancelled"


class Verb(StrEnum):
    ENTER = "enter"
    FINISH = "finish"
    RECOUNT = "recount"
    APPROVE = "approve"
    CANCEL = "cancel"


OPEN = frozenset({Status.OPENED, Status.COUNTING, Status.COUNTED})

TRANSITIONS: dict[Verb, dict[Status, Status]] = {
    Verb.ENTER: {Status.OPENED: Status.COUNTING, Status.COUNTING: Status.COUNTING},
    Verb.FINISH: {Status.OPENED: Status.COUNTED, Status.COUNTING: Status.COUNTED},
    Verb.RECOUNT: {Status.COUNTED: Status.COUNTING},
    Verb.APPROVE: {Status.COUNTED: Status.BOOKED},
    Verb.CANCEL: dict.fromkeys(OPEN, Status.CANCELLED),
}
"""The life cycle: where each verb can be said, and where it leads. Where a line has to be recounted, finishing leads nowhere yet."""


class Reason(StrEnum):
    """Why the books and the shelf differ."""

    LOST = "lost"
    FOUND = "found"
    NOT_BOOKED = "not_booked"
    BOOKED_TWICE = "booked_twice"
    OTHER_PLACE = "other_place"
    OTHER_PART = "other_part"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingPolicy:
    """A difference is counted again from ``recount_pieces`` pieces, or from a value of ``recount_fen``, either way."""

    recount_pieces: int
    recount_fen: int

    def __post_init__(self) -> None:
        refuse_all(
            in_range("recount_pieces", self.recount_pieces, 1, MOST_PIECES),
            in_range("recount_fen", self.recount_fen, 1, 10**9),
        )

    def is_large(self, difference: int, price_fen: int) -> bool:
        return abs(difference) >= self.recount_pieces or abs(difference) * price_fen >= self.recount_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCount:
    """A count of chosen parts at a place (a cycle count), or without any of all that stands there (a full count)."""

    place: str
    parts: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        refuse_all(
            is_code("place", self.place),
            in_range("parts", len(self.parts), 0, MOST_AT_ONCE),
            unique("parts", self.parts),
            plain_text("note", self.note, most=2000),
        )


def is_countable(path: str, location: Location) -> FieldProblem | None:
    if location.kind in COUNTED_AT:
        return None
    return FieldProblem(path, "not_allowed", Text(en="nothing stands there", zh="该库位无实物可盘"), location.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Pieces that are counted together: of one part, condition and owner; those set aside for swaps (B2) by themselves."""

    part: str
    condition: Condition
    owner: str
    set_aside: bool = False

    def account(self, place: str) -> Account:
        kind = AccountKind.SET_ASIDE if self.set_aside else AccountKind.STOCK
        return parts_account(kind, self.owner, place, self.part, self.condition)

    def __str__(self) -> str:
        return f"{self.part} {self.condition}{' set aside' if self.set_aside else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountLine:
    """What was counted of a shelf and when; nothing yet if ``counted`` is None.

    ``recount``: it has to be counted again. ``recounted``: that was asked once. ``expected``, what the books said at
    ``counted_at``, is told when the count is booked, not before: who counts doesn't see it.
    """

    part: str
    condition: Condition
    owner: str
    set_aside: bool = False
    counted: int | None = None
    counted_at: datetime | None = None
    counted_by: str | None = None
    recount: bool = False
    recounted: bool = False
    expected: int | None = None
    reason: Reason | None = None
    reason_text: str = ""

    @property
    def shelf(self) -> Shelf:
        return Shelf(part=self.part, condition=self.condition, owner=self.owner, set_aside=self.set_aside)


@dataclass(frozen=True, slots=True, kw_only=True)
class StockCount:
    """``full``: all that stands at ``place``; else only the parts on the sheet. ``counters`` are all who entered something."""

    number: str
    place: str
    full: bool
    lines: tuple[CountLine, ...]
    opened_by: str
    opened_at: datetime
    status: Status = Status.OPENED
    counters: tuple[str, ...] = ()
    decided_by: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """``quantity`` pieces were found; 0 is a finding too. Without an owner they are ours, without a moment it is now."""

    part: str
    quantity: int
    condition: Condition = Condition.NEW
    set_aside: bool = False
    owner: str | None = None
    counted_at: datetime | None = None

    def __post_init__(self) -> None:
        none = Text(en="must not be empty for parts", zh="配件状态不能为空")
        refuse_all(
            is_code("part", self.part),
            in_range("quantity", self.quantity, 0, MOST_PIECES),
            FieldProblem("condition", "not_allowed", none) if self.condition is Condition.NONE else None,
            None if self.owner is None else is_code("owner", self.owner),
            with_offset("counted_at", self.counted_at),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    lines: tuple[Entry, ...]

    def __post_init__(self) -> None:
        refuse_all(
            in_range("lines", len(self.lines), 1, MOST_AT_ONCE),
            unique("lines", [f"{e.part} {e.condition} {e.owner or ''} {e.set_aside}" for e in self.lines]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LineReason:
    """Why line ``line``, counted from 1, differs; ``other`` is said in words.

    ``serials`` are the pieces of a tracked part that are missing, or were found.
    """

    line: int
    reason: Reason
    text: str = ""
    serials: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        refuse_all(
            in_range("line", self.line, 1, MOST_LINES),
            (not_blank if self.reason is Reason.OTHER else plain_text)("text", self.text, most=500),
            *are_serials("serials", self.serials),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Each line that differs is given its reason."""

    reasons: tuple[LineReason, ...] = ()

    def __post_init__(self) -> None:
        refuse_all(unique("reasons", [str(one.line) for one in self.reasons]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """The lines, counted from 1, that are to be counted again."""

    lines: tuple[int, ...]

    def __post_init__(self) -> None:
        refuse_all(
            in_range("lines", len(self.lines), 1, MOST_LINES), unique("lines", [str(line) for line in self.lines])
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a line comes to, for who decides: ``expected`` by the books at the counted moment, and the books of now.

    ``held`` of ``on_hand`` are reserved, or are backup units that have their serials.
    """

    line: int
    part: str
    condition: Condition
    owner: str
    set_aside: bool
    counted: int
    expected: int
    difference: int
    value_fen: int
    on_hand: int
    held: int
