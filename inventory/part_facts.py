"""Whose matter it was that an order waited for a part (P5, S7), read off what was asked, reserved and sent for it.

While nobody has asked for the part it is the outlet's. What somebody reserved is sent within the policy's time, or it is sent
late. A part that the head office had to send, and sent in time, was missing in the province; one that nobody had was missing at the
head office.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from inventory.cause_facts import Wait
from inventory.causes import CauseKind, Fact, Owner
from inventory.order_life import WaitingFor
from refusals import FieldProblem, in_range, matches, one_of, refuse_all, unique, with_offset

LONGEST_S = 366 * 24 * 3600
SENDERS = (Owner.PROVINCE, Owner.HEAD_OFFICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CausePolicy:
    """Which missed ``promises`` somebody must answer for, such as ``arrive`` and ``complete``; what a desk only watches is not
    among them. A part that is in stock leaves within ``sent_within_s`` of being asked for."""

    promises: tuple[str, ...]
    sent_within_s: int

    def __post_init__(self) -> None:
        refuse_all(
            in_range("promises", len(self.promises), 1, 30),
            unique("promises", self.promises),
            *(_is_promise(f"promises.{n}", promise) for n, promise in enumerate(self.promises)),
            in_range("sent_within_s", self.sent_within_s, 0, LONGEST_S),
        )


def _is_promise(path: str, value: str) -> FieldProblem | None:
    return matches(
        path, value, "[a-z_]{1,30}", en="small letters and _, such as arrive", zh="小写字母和 _，例如 arrive"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Pieces that ``sender`` had reserved at ``reserved_at``; ``wrong_at`` is when something else was found in it."""

    sender: Owner
    reserved_at: datetime
    sent_at: datetime | None = None
    arrived_at: datetime | None = None
    wrong_at: datetime | None = None

    def __post_init__(self) -> None:
        refuse_all(
            one_of("sender", self.sender, SENDERS),
            with_offset("reserved_at", self.reserved_at),
            with_offset("sent_at", self.sent_at),
            with_offset("arrived_at", self.arrived_at),
            with_offset("wrong_at", self.wrong_at),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """What became of ``part``, asked for an order at ``asked_at``.

    ``short``: some of it was granted and nobody had it, or it was refused since nobody had it. What was refused for another reason
    counts as not asked for, and is no supply.
    """

    part: str
    asked_at: datetime
    decided_at: datetime | None = None
    short: bool = False
    parcels: tuple[Parcel, ...] = ()

    def __post_init__(self) -> None:
        refuse_all(with_offset("asked_at", self.asked_at), with_offset("decided_at", self.decided_at))


def of_parts(found: Iterable[Wait], supplies: Sequence[Supply], policy: CausePolicy) -> Iterator[Fact]:
    """What was in the way while the order waited for parts."""
    for wait in found:
        if wait.what is WaitingFor.PART:
            yield from _of_wait(wait, supplies, policy)


def _of_wait(wait: Wait, supplies: Sequence[Supply], policy: CausePolicy) -> Iterator[Fact]:
    asked_at = min((supply.asked_at for supply in supplies), default=None)
    missing = ", ".join(sorted({supply.part for supply in supplies})) or wait.note
    yield from _within(wait, CauseKind.MISSING_PART, Owner.OUTLET, None, asked_at, missing)
    for supply in supplies:
        for kind, owner, from_at, to_at in _of_supply(supply, policy):
            yield from _within(wait, kind, owner, from_at, to_at, supply.part)


Way = tuple[CauseKind, Owner, datetime, datetime | None]


def _of_supply(supply: Supply, policy: CausePolicy) -> Iterator[Way]:
    within = timedelta(seconds=policy.sent_within_s)
    if supply.decided_at is None:
        yield CauseKind.PART_SENT_LATE, Owner.PROVINCE, supply.asked_at + within, None
    if supply.short:
        yield CauseKind.MISSING_PART, Owner.HEAD_OFFICE, supply.decided_at or supply.asked_at, None
    for parcel in supply.parcels:
        yield from _of_parcel(parcel, supply, within)


def _of_parcel(parcel: Parcel, supply: Supply, within: timedelta) -> Iterator[Way]:
    decided_at = supply.decided_at or supply.asked_at
    waited = parcel.reserved_at > decided_at
    due_at = (parcel.reserved_at if waited else supply.asked_at) + within
    late = parcel.sent_at is None or parcel.sent_at > due_at
    if waited:
        yield CauseKind.MISSING_PART, parcel.sender, decided_at, parcel.reserved_at
    if late:
        yield CauseKind.PART_SENT_LATE, parcel.sender, due_at, parcel.sent_at
    if parcel.wrong_at is not None:
        yield CauseKind.PART_SENT_WRONG, parcel.sender, parcel.wrong_at, None
    if parcel.sender is Owner.HEAD_OFFICE and not (waited or late or parcel.wrong_at):
        yield CauseKind.MISSING_PART, Owner.PROVINCE, supply.asked_at, parcel.arrived_at


def _within(
    wait: Wait, kind: CauseKind, owner: Owner, from_at: datetime | None, to_at: datetime | None, part: str
) -> Iterator[Fact]:
    """The part of that time in which the order waited, if there is any."""
    start = wait.since if from_at is None else max(from_at, wait.since)
    ends = [end for end in (to_at, wait.until) if end is not None]
    end = min(ends) if ends else None
    if end is None or start < end:
        yield Fact(kind=kind, owner=owner, from_at=start, to_at=end, what=part)
