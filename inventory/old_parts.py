"""Old parts that must come back (O1): an obligation is born when a part is used under warranty, and has a due date.

What comes back is judged later, by returns (O2); here only is told how much of it is owed, since when and until when.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from inventory.network import is_code
from inventory.parts import MOST_PIECES, Part
from refusals import (
    FieldProblem,
    Refusal,
    Text,
    in_range,
    matches,
    not_blank,
    plain_text,
    positive,
    refuse_all,
    unique,
    with_offset,
)

_ANY_YEAR = 2001
"""No leap year: a day that it has is in every year."""

RECORD_HASH = "[0-9a-f]{64}"


def is_record_hash(path: str, value: str) -> FieldProblem | None:
    """The SHA-256 of a signed service record (O3)."""
    return matches(path, value, RECORD_HASH, en="a SHA-256 in 64 hex digits", zh="64 位十六进制 SHA-256 值")


class State(StrEnum):
    """``SETTLED``: its claim is done. ``SOLD``: it never came back, and the new part counts as sold."""

    OPEN = "open"
    PARTLY_RETURNED = "partly_returned"
    RETURNED = "returned"
    SETTLED = "settled"
    WAIVED = "waived"
    SOLD = "sold"


class Verb(StrEnum):
    NAME_RECORD = "name_record"
    GIVE_BACK = "give_back"
    SETTLE = "settle"
    WAIVE = "waive"
    COUNT_AS_SOLD = "count_as_sold"


class OldLeft(StrEnum):
    """Why an old part was not taken along (O1)."""

    NOTHING_REPLACED = "nothing_replaced"
    CUSTOMER_KEEPS = "customer_keeps"
    DESTROYED = "destroyed"
    DANGEROUS = "dangerous"
    OTHER = "other"


OWED = frozenset({State.OPEN, State.PARTLY_RETURNED})

TRANSITIONS: dict[Verb, dict[State, State]] = {
    Verb.NAME_RECORD: {state: state for state in (*OWED, State.RETURNED)},
    Verb.GIVE_BACK: dict.fromkeys(OWED, State.RETURNED),
    Verb.SETTLE: {State.RETURNED: State.SETTLED},
    Verb.WAIVE: dict.fromkeys(OWED, State.WAIVED),
    Verb.COUNT_AS_SOLD: dict.fromkeys(OWED, State.SOLD),
}
"""The life of an obligation: where each verb can be said, and where it leads. Giving back some of it leaves the rest owed."""


class OldPartWrongState(Refusal):
    code = "old_part_wrong_state"
    rule = "O1"
    cause = Text(
        en="Old part {id} is {state}; {verb} isn't possible any more, or not yet.",
        zh="旧件 {id} 状态为 {state}，不能执行 {verb}。",
    )
    remedy = Text(en="Look at its history: somebody may have gone on with it.", zh="请查看其履历，可能已有人处理。")


class MoreThanOwed(Refusal):
    code = "more_than_owed"
    rule = "O1"
    cause = Text(
        en="{told} of old part {id} are given back, and {owed} are still owed.",
        zh="旧件 {id} 本次返还 {told} 件，尚欠仅 {owed} 件。",
    )
    remedy = Text(
        en="Give back at most what is owed, and the rest for the visit at which it was taken out.",
        zh="返还数量不得超过欠件数量，其余请计入其实际拆下的上门记录。",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class YearDay:
    """A day of every year; 29 February is none."""

    month: int
    day: int

    def __post_init__(self) -> None:
        refuse_all(in_range("month", self.month, 1, 12), in_range("day", self.day, 1, 31), self._exists())

    def _exists(self) -> FieldProblem | None:
        try:
            date(_ANY_YEAR, self.month, self.day)
        except ValueError:
            text = Text(en="must be a day of every year", zh="应为每年都有的日期")
            return FieldProblem("day", "not_allowed", text, f"{self.month}-{self.day}")
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class OldPartPolicy:
    """When an old part is due (O1): ``within_days`` after its use, or on the next of ``fixed_days``; one of the two is given.

    What is used less than ``notice_days`` before a fixed day is due on the one after it.
    """

    within_days: int | None = None
    fixed_days: tuple[YearDay, ...] = ()
    notice_days: int = 0

    def __post_init__(self) -> None:
        both = Text(en="must be given, or within_days, and not both", zh="与 within_days 二者必填其一，且不能同时填写")
        refuse_all(
            None if self.within_days is None else in_range("within_days", self.within_days, 1, 366),
            FieldProblem("fixed_days", "not_allowed", both)
            if (self.within_days is None) is (not self.fixed_days)
            else None,
            in_range("fixed_days", len(self.fixed_days), 0, 12),
            unique("fixed_days", [f"{one.month}-{one.day}" for one in self.fixed_days]),
            in_range("notice_days", self.notice_days, 0, 180),
        )

    def due_on(self, used_on: date) -> date:
        if self.within_days is not None:
            return used_on + timedelta(days=self.within_days)
        earliest = used_on + timedelta(days=self.notice_days)
        years = (earliest.year, earliest.year + 1)
        fixed = (date(year, one.month, one.day) for year in years for one in self.fixed_days)
        return min(day for day in fixed if day >= earliest)


@dataclass(frozen=True, slots=True, kw_only=True)
class OldPart:
    """``quantity`` pieces of ``part`` that ``node``, the technician's, owes since the visit ``visit`` for ``order``.

    ``taken`` of them were taken along; ``left`` and ``left_note`` say why others were not. ``returned`` came back.
    ``record_hash`` names the signed service record, once there is one (O3).
    """

    id: str
    node: str
    order: str
    visit: str
    part: str
    quantity: int
    used_on: date
    due_on: date
    taken: int
    left: OldLeft | None = None
    left_note: str = ""
    state: State = State.OPEN
    returned: int = 0
    record_hash: str | None = None
    waived_by: str | None = None
    waived_at: datetime | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        refuse_all(
            not_blank("id", self.id, most=200),
            is_code("node", self.node),
            is_code("order", self.order),
            is_code("visit", self.visit),
            is_code("part", self.part),
            positive("quantity", self.quantity, most=MOST_PIECES),
            in_range("taken", self.taken, 0, self.quantity),
            plain_text("left_note", self.left_note, most=500),
            in_range("returned", self.returned, 0, self.quantity),
            None if self.record_hash is None else is_record_hash("record_hash", self.record_hash),
        )

    @property
    def owed(self) -> int:
        """Pieces that are still to come back."""
        return self.quantity - self.returned if self.state in OWED else 0


def must_come_back(part: Part, *, under_warranty: bool) -> bool:
    """Whether the use of ``part`` makes its old one owed (O1, P6)."""
    return under_warranty and part.must_return


def is_overdue(old: OldPart, today: date) -> bool:
    return old.owed > 0 and today > old.due_on


def after(old: OldPart, verb: Verb) -> State:
    """:raises OldPartWrongState: it stands where this can't be said."""
    if old.state not in TRANSITIONS[verb]:
        raise OldPartWrongState(id=old.id, state=old.state, verb=verb)
    return TRANSITIONS[verb][old.state]


def name_record(old: OldPart, record_hash: str) -> OldPart:
    """Its service record is signed, or was corrected: the newest one counts (O3)."""
    return replace(old, state=after(old, Verb.NAME_RECORD), record_hash=record_hash)


def give_back(old: OldPart, quantity: int) -> OldPart:
    """:raises OldPartWrongState: :raises MoreThanOwed:"""
    state = after(old, Verb.GIVE_BACK)
    refuse_all(positive("quantity", quantity, most=MOST_PIECES))
    if quantity > old.owed:
        raise MoreThanOwed(id=old.id, told=quantity, owed=old.owed)
    some = quantity < old.owed
    return replace(old, state=State.PARTLY_RETURNED if some else state, returned=old.returned + quantity)


def settle(old: OldPart) -> OldPart:
    """What is owed for it is paid (C2). :raises OldPartWrongState:"""
    return replace(old, state=after(old, Verb.SETTLE))


def waive(old: OldPart, *, by: str, reason: str, now: datetime) -> OldPart:
    """A person decides that the rest needn't come back.

    :raises OldPartWrongState: :raises Invalid: no reason.
    """
    state = after(old, Verb.WAIVE)
    refuse_all(not_blank("reason", reason, most=500), with_offset("now", now))
    return replace(old, state=state, waived_by=by, waived_at=now, reason=reason)


def count_as_sold(old: OldPart, *, reason: str) -> OldPart:
    """What is still owed didn't come back; the new parts are charged, as O4 has it of unused stock.

    :raises OldPartWrongState: :raises Invalid: no reason.
    """
    state = after(old, Verb.COUNT_AS_SOLD)
    refuse_all(not_blank("reason", reason, most=500))
    return replace(old, state=state, reason=reason)
