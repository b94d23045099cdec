"""The past month's values: orders, what happened to each, and why some were late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inventory.order_life import OrderLife, Stepped
from inventory.orders import Appointment, ServiceOrder
from inventory.weather import NewAlert


class Story(StrEnum):
    """``PROMPT`` and ``FORWARDED_LATE`` are done in time. ``MOVED`` and ``STORM`` count by the time that was agreed then."""

    PROMPT = "prompt"
    FORWARDED_LATE = "forwarded_late"
    STUCK = "stuck"
    SLOW = "slow"
    FORGOTTEN = "forgotten"
    WRONG_OUTLET = "wrong_outlet"
    NOT_ASKED_FOR = "not_asked_for"
    SENT_LATE = "sent_late"
    FROM_HEAD_OFFICE = "from_head_office"
    MOVED = "moved"
    STORM = "storm"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPart:
    """A part that the outlet asked for, for an order that waited for it; ``source`` is the location that sent it."""

    order: str
    partner: str
    part: str
    source: str
    asked_at: datetime
    sent_at: datetime
    arrived_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PastVisit:
    """The visit at which it was done."""

    technician: str
    booked_at: datetime
    window: Appointment
    arrived_at: datetime
    done_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PastOrder:
    """An order as it was registered, and all that happened to it, each with who did it."""

    order: ServiceOrder
    story: Story
    steps: tuple[tuple[Stepped, str], ...]
    visit: PastVisit | None
    part: PastPart | None

    @property
    def life(self) -> OrderLife:
        return self.steps[-1][0].order


@dataclass(frozen=True, slots=True, kw_only=True)
class PastMonth:
    """``orders`` in the sequence of their registration, and what the weather was."""

    period: str
    orders: tuple[PastOrder, ...]
    alerts: tuple[NewAlert, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Where an order happens. ``beside`` is another outlet of the province, ``urban`` whether the customer lives in town."""

    head_office: str
    province: str
    outlet: str
    beside: str
    technicians: Sequence[str]
    urban: bool
    storm: tuple[datetime, datetime] | None = None
