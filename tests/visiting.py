"""Somebody goes to a customer: visits from the booking to their end, at a given time, for tests of what follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from builders import (
    NOWHERE,
    OLD_PART_FIGURES,
    VISIT_FIGURES,
    WARRANTY_FIGURES,
    a_desk,
    a_policy,
    a_receipt,
    a_technician,
    register_all,
)

from fieldops.actions import network, policies, stock, visits
from fieldops.actions.visit_records import Office
from fieldops.database.door import perform
from inventory.orders import Appointment
from inventory.parts import PartCount
from inventory.visit_endings import Failed, Failure
from inventory.visit_steps import (
    Arrived,
    ConditionNoted,
    IdentityShown,
    NotSigned,
    Phoned,
    Step,
    Unsigned,
    WorkDone,
)
from inventory.visits import Closing, NewVisit, Visit

CHINA = ZoneInfo("Asia/Shanghai")
VAN = "ZJ-T001/VAN"
T = "ZJ-T001"
MINUTE = timedelta(minutes=1)
OFFICE = Office(folder=NOWHERE, zone=CHINA)
"""Nobody signs, so nothing is read from the disk."""


async def lay_out_visits(**warranty: Any) -> None:
    """One of everything, the policies (``warranty`` has other figures), a technician with ten pumps on board."""
    await register_all()
    figures = {
        "visits": VISIT_FIGURES,
        "old_parts": OLD_PART_FIGURES,
        "warranty": {**WARRANTY_FIGURES, **warranty},
    }
    for name, given in figures.items():
        await perform(policies.enact, a_policy(name=name, figures=given))
    await perform(network.register_technicians, [a_technician(code=T, van=VAN)])
    await perform(stock.receive, [a_receipt(location=VAN, lines=(PartCount(part="DP-1", quantity=10),))], now=SINCE)


SINCE = datetime(2026, 1, 1, tzinfo=CHINA)


async def planned(order: str, *, at: datetime, window: Appointment | None = None) -> str:
    """Booked at ``at``, and given to the technician."""
    new = NewVisit(order=order, node="ZJ-001", window=window)
    number = (await perform(visits.book, new, a_desk(at))).value.number
    await perform(visits.assign, number, T, now=at)
    return number


def on_site(at: datetime) -> list[Step]:
    """All that a finished visit needs, in the customer's absence."""
    return [
        Arrived(id="a", by=T, at=at),
        IdentityShown(id="i", by=T, at=at),
        ConditionNoted(id="c", by=T, at=at, complete=True, tampered=False),
        WorkDone(id="w", by=T, at=at, text="更换排水泵"),
        NotSigned(id="n", by=T, at=at, reason=Unsigned.ABSENT, note="外出"),
    ]


async def recorded(number: str, steps: Sequence[Step], *, now: datetime) -> Visit:
    return (await perform(visits.record, number, steps, technician=T, desk=a_desk(now, by=T))).value


async def closed(number: str, *, at: datetime) -> Visit:
    closing, now = Closing(by=T, at=at, steps=()), at.astimezone(UTC)
    return (await perform(visits.close, number, closing, OFFICE, technician=T, by=T, now=now)).value


async def repaired(order: str, *, at: datetime, also: Sequence[Step] = ()) -> Visit:
    """Somebody goes there and is done an hour later."""
    number = await planned(order, at=at)
    end = at + 60 * MINUTE
    await recorded(number, [*on_site(at + MINUTE), *also], now=end)
    return await closed(number, at=end)


async def in_vain(order: str, reason: Failure, *, at: datetime) -> Visit:
    """Somebody went, and nothing came of it."""
    number = await planned(order, at=at)
    steps = [
        Phoned(id="p", by=T, at=at, reached=False),
        Failed(id="f", by=T, at=at + MINUTE, reason=reason, note="x"),
    ]
    await recorded(number, steps, now=at + 2 * MINUTE)
    return await closed(number, at=at + 2 * MINUTE)
