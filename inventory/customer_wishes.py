"""Whom a customer wants or refuses, and when nobody may come (V1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum

from inventory.network import is_code
from refusals import FieldProblem, Text, in_range, not_blank, plain_text, refuse_all, unique

MOST_RESTS = 20


class Wish(StrEnum):
    """``PREFERRED``: others cost more. ``REFUSED``: is never sent. ``NONE``: neither, from now on."""

    PREFERRED = "preferred"
    REFUSED = "refused"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWish:
    """``said_by``: who of the customer's said so, and ``why``. ``order``: for this one alone, None for all of the customer's."""

    technician: str
    wish: Wish
    said_by: str
    why: str
    order: str | None = None

    def __post_init__(self) -> None:
        refuse_all(
            is_code("technician", self.technician),
            not_blank("said_by", self.said_by, most=100),
            not_blank("why", self.why, most=500),
            None if self.order is None else is_code("order", self.order),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedWish(NewWish):
    """As it was written down ``by`` somebody of ours. What is said later of the same technician and order takes its place."""

    customer: str
    by: str
    at: datetime


def holding(said: Iterable[RecordedWish]) -> list[RecordedWish]:
    """Of wishes in the order in which they were said those that hold."""
    last = {(one.customer, one.order, one.technician): one for one in said}
    return [one for one in last.values() if one.wish is not Wish.NONE]


def wished_for(order: str, customer: str, held: Iterable[RecordedWish]) -> dict[str, Wish]:
    """By technician; what was said for the order goes before what was said for all."""
    own = [one for one in held if one.customer == customer and one.order in {None, order}]
    return {one.technician: one.wish for one in sorted(own, key=lambda one: one.order is not None)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """From ``starts`` to ``ends``, local time, on these days of the week (0 is Monday) nobody may be at the customer's."""

    weekdays: tuple[int, ...]
    starts: time
    ends: time
    note: str = ""

    def __post_init__(self) -> None:
        local = Text(en="must be local time, without an offset", zh="应为当地时间，不带时区")
        none = Text(en="must name at least one day of the week", zh="至少选择一个星期几")
        late = Text(en="must be after starts", zh="必须晚于 starts")
        given = {"starts": self.starts, "ends": self.ends}
        refuse_all(*(FieldProblem(name, "not_allowed", local) for name, at in given.items() if at.tzinfo is not None))
        refuse_all(
            None if self.weekdays else FieldProblem("weekdays", "missing", none),
            *(in_range(f"weekdays.{i}", day, 0, 6) for i, day in enumerate(self.weekdays)),
            unique("weekdays", [str(day) for day in self.weekdays]),
            None if self.starts < self.ends else FieldProblem("ends", "not_allowed", late, str(self.ends)),
            plain_text("note", self.note, most=200),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rests:
    """All rest and meal times of a customer."""

    rests: tuple[Rest, ...]

    def __post_init__(self) -> None:
        refuse_all(in_range("rests", len(self.rests), 0, MOST_RESTS))


@dataclass(frozen=True, slots=True, kw_only=True)
class WishSheet:
    """``wishes`` hold; ``said`` is all that was ever said, the last first."""

    customer: str
    wishes: tuple[RecordedWish, ...] = ()
    rests: tuple[Rest, ...] = ()
    said: tuple[RecordedWish, ...] = field(default=())
