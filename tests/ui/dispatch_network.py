"""A province's Monday for the tests of the board: seven technicians, two dozen orders, one that nobody has the part for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from planning import DESK, SKILLS, ZONE, asking, lay_out_province, receive, register
from small_network import PASSWORD
from working import next_monday

from fieldops.actions import network, plans, secrets
from fieldops.database.door import perform
from fieldops.store import people
from inventory.network import Location, LocationKind, Technician, WorkingTime
from inventory.orders import Appointment, OrderKind
from inventory.parts import PartCount
from inventory.people import Person, Role
from routing.solve import solve

NAMES = {
    "T3": ("王建国", "Wang Jianguo"),
    "T4": ("李卫东", "Li Weidong"),
    "T5": ("赵小军", "Zhao Xiaojun"),
    "T6": ("孙丽华", "Sun Lihua"),
    "T7": ("周敏", "Zhou Min"),
}
DISPATCHERS = ("dora", "dirk")
ORDERS = 24
WITHOUT_PART = "SO-20261127-0024"


@dataclass(frozen=True, slots=True)
class Monday:
    """The day that is planned."""

    day: date


async def lay_out_monday() -> Monday:
    await lay_out_province()
    day = next_monday()
    await perform(network.open_locations, [_van(code) for code in NAMES])
    await perform(network.register_technicians, [_technician(n, code) for n, code in enumerate(NAMES)])
    await receive("R4", "ZJ/WH", BELT=40, PUMP=20)
    for n in range(1, ORDERS + 1):
        await register(number(n), **_asked(n, day))
    hashed = await secrets.hashed(PASSWORD)
    for login in DISPATCHERS:
        person = Person(login=login, name=login.capitalize(), role=Role.DISPATCHER, node="ZJ")
        await perform(people.add_user, person, now=datetime.now(UTC), password_hash=hashed)
    return Monday(day)


def number(n: int) -> str:
    return f"SO-20261127-{n:04d}"


async def make_plan(day: date) -> int:
    """A draft of the day, as a worker makes it."""
    plan_id = await perform(plans.request, asking(day=day, publish=False))
    begun = await perform(plans.begin, plan_id, zone=ZONE, now=datetime.now(UTC))
    assert begun is not None
    plan = solve(begun.day.problem, time_limit_s=1, seed=1)
    assert await perform(plans.save, plan_id, begun.day, plan, now=DESK.now)
    return plan_id


def _van(code: str) -> Location:
    return Location(code=f"{code}/VAN", node="ZJ-001", kind=LocationKind.VAN)


def _technician(n: int, code: str) -> Technician:
    name_zh, name_en = NAMES[code]
    return Technician(
        code=code,
        node="ZJ-001",
        name_zh=name_zh,
        name_en=name_en,
        phone="19900000000",
        home_lon=120.14 + n / 50,
        home_lat=30.22 + n / 60,
        van=f"{code}/VAN",
        skills=frozenset(SKILLS if n % 2 else ["front_loader"]),
        week=tuple(WorkingTime(weekday=one, starts=time(8), ends=time(17, 30), break_s=2700) for one in range(5)),
    )


def _asked(n: int, day: date) -> dict[str, Any]:
    """Every third has an appointment; every fifth is an installation."""
    given: dict[str, Any] = {
        "at": (120.10 + n % 7 / 45, 30.20 + n % 5 / 40),
        "called": f"Mrs Li {n}",
        "address": f"{n} Wensan Road, Hangzhou",
        "parts": (PartCount(part="BELT" if n % 2 else "PUMP", quantity=1),),
    }
    if n % 5 == 0:
        given |= {"kind": OrderKind.INSTALLATION, "fault": None, "parts": ()}
    if n % 3 == 0:
        given["appointment"] = Appointment(
            starts=datetime.combine(day, time(8 + n % 8), ZONE), ends=datetime.combine(day, time(10 + n % 8), ZONE)
        )
    if number(n) == WITHOUT_PART:
        given |= {"kind": OrderKind.REPAIR, "fault": "NOISE", "parts": (PartCount(part="BELT", quantity=90),)}
    return given
