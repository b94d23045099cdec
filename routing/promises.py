"""Promises (S1): when an on-site visit is due, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from refusals import in_range, not_in_past_of, refuse_all, with_offset

_LONGEST_S = 60 * 24 * 3600


class AreaKind(StrEnum):
    URBAN = "urban"
    RURAL = "rural"


class Basis(StrEnum):
    """What a due time was counted from."""

    URBAN = "urban"
    RURAL = "rural"
    APPOINTMENT = "appointment"
    SWAP = "swap"


@dataclass(frozen=True, slots=True)
class PromisePolicy:
    """The figures of S1 and B1; data with a validity date, kept by the shell.

    ``urban_s``, ``rural_s``, ``swap_s``: 1 s to 60 days. ``urban_radius_m``: 0 to 1 000 000; a site at most so far
    from its outlet is urban where no zone decides.

    Raises:
        Invalid: a figure is out of its range; all of them are listed.
    """

    urban_s: int
    rural_s: int
    swap_s: int
    urban_radius_m: int

    def __post_init__(self) -> None:
        refuse_all(
            in_range("urban_s", self.urban_s, 1, _LONGEST_S),
            in_range("rural_s", self.rural_s, 1, _LONGEST_S),
            in_range("swap_s", self.swap_s, 1, _LONGEST_S),
            in_range("urban_radius_m", self.urban_radius_m, 0, 1_000_000),
        )


@dataclass(frozen=True, slots=True)
class Appointment:
    """A window agreed with the customer; ``to_at`` is not before ``from_at``, both with their offset."""

    from_at: datetime
    to_at: datetime

    def __post_init__(self) -> None:
        refuse_all(
            with_offset("from_at", self.from_at),
            with_offset("to_at", self.to_at),
            not_in_past_of("to_at", self.to_at, self.from_at, "from_at"),
        )


@dataclass(frozen=True, slots=True)
class Promise:
    """``window`` is hard and stands only for an appointment; ``due_at`` is its end, or the promise's own."""

    due_at: datetime
    window: Appointment | None
    basis: Basis


def promise(
    registered_at: datetime,
    policy: PromisePolicy,
    *,
    area: AreaKind,
    appointment: Appointment | None = None,
    called_at: datetime | None = None,
) -> Promise:
    """The promise of a visit (S1).

    An appointment replaces every other promise, that of a swap too: the customer agreed to it. ``called_at`` is
    given for a swap order and only for one: its time runs from the call, wherever the site lies (B1). Everything
    else runs from ``registered_at`` by ``area``.

    Raises:
        Invalid: a time without its offset; an appointment that ends before the registration.
    """
    refuse_all(
        with_offset("registered_at", registered_at),
        with_offset("called_at", called_at),
        not_in_past_of("appointment.to_at", appointment.to_at, registered_at, "registered_at") if appointment else None,
    )
    if appointment is not None:
        return Promise(appointment.to_at, appointment, Basis.APPOINTMENT)
    if called_at is not None:
        return Promise(_later(called_at, policy.swap_s), None, Basis.SWAP)
    if area is AreaKind.URBAN:
        return Promise(_later(registered_at, policy.urban_s), None, Basis.URBAN)
    return Promise(_later(registered_at, policy.rural_s), None, Basis.RURAL)


def _later(moment: datetime, seconds: int) -> datetime:
    """Elapsed time, not wall-clock time: adding to an aware datetime would skip a change of the offset."""
    return (moment.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(moment.tzinfo)
