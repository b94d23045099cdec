"""What became of a service order, as targets and incentives need it (S6, S8): from the clocks and causes, never typed in.

Times allowed are elapsed seconds from the registration. Where the customer or the weather delayed it and a new time was
agreed, the order counts by that. What was cancelled or merged into another order isn't among the results.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from inventory.causes import Owner
from inventory.network import is_code
from inventory.orders import OrderKind
from refusals import (
    FieldProblem,
    in_range,
    matches,
    not_in_past_of,
    one_of,
    refuse_all,
    unique,
    with_offset,
)

FARTHEST_M = 10_000_000
COMPLETE = "complete"
"""What a late order has missed, whatever its clocks say: that all is done in the time that incentives allow (S8)."""


def is_product(path: str, value: str) -> FieldProblem | None:
    return matches(
        path, value, "[a-z][a-z0-9_]{0,39}", en="small letters, digits and _, such as twin_tub", zh="小写字母、数字和 _"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedTime:
    """The new time ``at`` that was agreed since the customer, or the weather, allowed no earlier one (S6)."""

    at: datetime
    asked_by: Owner

    def __post_init__(self) -> None:
        refuse_all(with_offset("at", self.at), one_of("asked_by", self.asked_by, (Owner.CUSTOMER, Owner.WEATHER)))


@dataclass(frozen=True, slots=True, kw_only=True)
class LateForward:
    """The clerk ``person`` of ``node`` (the head office or a province) forwarded it at ``done_at``, due at ``due_at`` (S3)."""

    node: str
    due_at: datetime
    done_at: datetime
    person: str = ""

    def __post_init__(self) -> None:
        refuse_all(
            is_code("node", self.node),
            with_offset("due_at", self.due_at),
            with_offset("done_at", self.done_at),
            not_in_past_of("done_at", self.done_at, self.due_at, "due_at"),
        )

    @property
    def late_s(self) -> int:
        return int((self.done_at - self.due_at).total_seconds())


class Standing(StrEnum):
    """``PENDING``: it isn't done, and isn't late yet."""

    IN_TIME = "in_time"
    LATE = "late"
    PENDING = "pending"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderResult:
    """``distance_m`` is that from the outlet to the customer. ``registered``: before the visit, not told afterwards.

    ``cause`` is the owner of the confirmed cause if it is late (S7), None while nobody has confirmed one.
    """

    order: str
    kind: OrderKind
    product: str
    province: str
    outlet: str
    registered_at: datetime
    distance_m: int
    completed_at: datetime | None = None
    technician: str | None = None
    registered: bool = True
    agreed: AgreedTime | None = None
    cause: Owner | None = None
    late_forwards: tuple[LateForward, ...] = ()

    def __post_init__(self) -> None:
        refuse_all(
            is_code("order", self.order),
            is_product("product", self.product),
            is_code("province", self.province),
            is_code("outlet", self.outlet),
            with_offset("registered_at", self.registered_at),
            in_range("distance_m", self.distance_m, 0, FARTHEST_M),
            with_offset("completed_at", self.completed_at),
            not_in_past_of("completed_at", self.completed_at, self.registered_at, "registered_at"),
            None if self.technician is None else is_code("technician", self.technician),
            unique("late_forwards", [one.node for one in self.late_forwards]),
        )

    def month(self, zone: tzinfo) -> str:
        """The month to which it belongs: that of its registration, such as ``2026-11``."""
        return f"{self.registered_at.astimezone(zone):%Y-%m}"

    def due_at(self, allowed_s: int) -> datetime:
        """When it is due if ``allowed_s`` are allowed."""
        due_at = self.registered_at + timedelta(seconds=allowed_s)
        return due_at if self.agreed is None else max(due_at, self.agreed.at)

    def completed_by(self, as_of: datetime) -> datetime | None:
        """When it was done, as one knew at ``as_of``."""
        done = self.completed_at is not None and self.completed_at <= as_of
        return self.completed_at if done else None

    def standing(self, allowed_s: int, as_of: datetime) -> Standing:
        """How it stood at ``as_of``, whatever is known since."""
        due_at, completed_at = self.due_at(allowed_s), self.completed_by(as_of)
        if completed_at is not None:
            return Standing.IN_TIME if completed_at <= due_at else Standing.LATE
        return Standing.PENDING if as_of <= due_at else Standing.LATE

    def elapsed_s(self, as_of: datetime) -> int:
        """From the registration to its completion, or ``as_of`` if it wasn't done by then."""
        return int(((self.completed_by(as_of) or as_of) - self.registered_at).total_seconds())


def of_month(
    results: Iterable[OrderResult], kinds: Iterable[OrderKind], period: str, zone: tzinfo
) -> list[OrderResult]:
    """Those of ``period`` and of these kinds, by order: in whatever order they come, what follows is the same."""
    wanted = frozenset(kinds)
    return sorted(
        (one for one in results if one.kind in wanted and one.month(zone) == period), key=lambda one: one.order
    )
