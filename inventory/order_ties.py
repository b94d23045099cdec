"""What ties the visits of two orders: the same technician, another one, or one after the other (V4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inventory.network import is_code
from inventory.orders import ServiceOrder, needs_visit
from refusals import AlreadyThere, FieldProblem, Refusal, Text, in_range, not_blank, refuse_all

MOST_GAP_S = 14 * 24 * 3600


class TieKind(StrEnum):
    """``AFTER``: the second starts not before the first is done and a gap is over."""

    SAME = "same_technician"
    OTHER = "other_technician"
    AFTER = "after"


class TieContradicts(Refusal):
    code = "tie_contradicts"
    rule = "V4"
    cause = Text(
        en="{first} and {second} can't be tied so: {why_en}.",
        zh="{first} 与 {second} 不能这样关联：{why_zh}。",
    )
    remedy = Text(en="End the other tie first: {ties}.", zh="请先解除已有关联：{ties}。")


class TieEnded(Refusal):
    code = "tie_ended"
    rule = "V4"
    cause = Text(en="Tie {id} was ended already.", zh="关联 {id} 已解除。")
    remedy = Text(en="Tie the orders anew if they are to be tied again.", zh="如需再次关联，请重新登记。")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTie:
    """``gap_s``: of ``AFTER`` alone, how long after the end of the first the second may start."""

    kind: TieKind
    first: str
    second: str
    why: str
    gap_s: int = 0

    def __post_init__(self) -> None:
        itself = Text(en="must be another order than first", zh="应为另一张维修单")
        without = Text(en="is only for ties of the kind after", zh="仅适用于先后关联")
        refuse_all(
            is_code("first", self.first),
            is_code("second", self.second),
            not_blank("why", self.why, most=500),
            in_range("gap_s", self.gap_s, 0, MOST_GAP_S),
            FieldProblem("second", "not_allowed", itself, self.second) if self.first == self.second else None,
            FieldProblem("gap_s", "not_allowed", without, str(self.gap_s))
            if self.gap_s and self.kind is not TieKind.AFTER
            else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie(NewTie):
    """As it was made ``by`` somebody; it holds until it is ended."""

    id: int
    by: str
    at: datetime
    ended_by: str | None = None
    ended_at: datetime | None = None
    ended_why: str = ""


def tie(new: NewTie, orders: Iterable[ServiceOrder], standing: Iterable[Tie]) -> None:
    """Refuse what can't be: ``orders`` are the two, ``standing`` all ties that hold and hang together with them.

    :raises OrderNotOpen: :raises NoVisitNeeded: :raises AlreadyThere: they are tied so. :raises TieContradicts:
    """
    for order in orders:
        needs_visit(order)
    held = list(standing)
    if any(one.kind is new.kind and _says_the_same(one, new) for one in held):
        raise AlreadyThere(kind="tie", keys=f"{new.first}, {new.second}")
    same = [one for one in held if one.kind is TieKind.SAME]
    if new.kind is TieKind.OTHER and new.second in _linked(new.first, same):
        raise _contradicts(new, same, en="the same technician is to do both", zh="已要求由同一人员完成")
    joined = _linked(new.first, same) | _linked(new.second, same)
    apart = [one for one in held if one.kind is TieKind.OTHER and {one.first, one.second} <= joined]
    if new.kind is TieKind.SAME and apart:
        raise _contradicts(new, apart, en="different technicians are to do them", zh="已要求由不同人员完成")
    after = [one for one in held if one.kind is TieKind.AFTER]
    if new.kind is TieKind.AFTER and new.first in _following(new.second, after):
        raise _contradicts(new, after, en="the second comes before the first already", zh="后者已须先于前者")


def _says_the_same(one: Tie, new: NewTie) -> bool:
    there, told = (one.first, one.second), (new.first, new.second)
    return there == told or (new.kind is not TieKind.AFTER and there == told[::-1])


def _contradicts(new: NewTie, with_: Iterable[Tie], *, en: str, zh: str) -> TieContradicts:
    listed = ", ".join(str(one.id) for one in with_)
    return TieContradicts(first=new.first, second=new.second, why_en=en, why_zh=zh, ties=listed)


def _linked(order: str, same: list[Tie]) -> set[str]:
    """All orders that are to be done by the same technician as it, itself too."""
    found, looked_at = {order}, set[str]()
    while found - looked_at:
        one = (found - looked_at).pop()
        looked_at.add(one)
        found |= {other for tie in same if one in (tie.first, tie.second) for other in (tie.first, tie.second)}
    return found


def _following(order: str, after: list[Tie]) -> set[str]:
    """All orders that come after it, itself too."""
    found, looked_at = {order}, set[str]()
    while found - looked_at:
        one = (found - looked_at).pop()
        looked_at.add(one)
        found |= {tie.second for tie in after if tie.first == one}
    return found
