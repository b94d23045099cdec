"""What a service desk finds on a Monday, beside the requests of the small network."""

from __future__ import annotations

from datetime import datetime, timedelta

from builders import (
    BACKUP_FIGURES,
    PLACE_FIGURES,
    VISIT_FIGURES,
    WARRANTY_FIGURES,
    a_customer,
    a_desk,
    a_model,
    a_policy,
    a_technician,
    a_unit,
    an_appointment,
    an_order,
)

from fieldops.actions import network, order_lives, orders, parts, policies, visits
from inventory.order_life import WaitingFor
from inventory.orders import Missed, OrderKind
from inventory.people import Person, Role
from inventory.visits import NewVisit

PEOPLE = (
    Person(login="cara", name="Cara", role=Role.CALL_CENTRE, node="HQ"),
    Person(login="carl", name="Carl", role=Role.CALL_CENTRE, node="HQ"),
    Person(login="dirk", name="Dirk", role=Role.DIRECTOR, node="ZJ"),
    Person(login="pia", name="Pia", role=Role.PARTS_ADMINISTRATOR, node="ZJ"),
    Person(login="fritz", name="Fritz", role=Role.FINANCE, node="HQ"),
    Person(login="tim", name="Tim", role=Role.TECHNICIAN, node="ZJ-001", technician="T-9"),
)
PHONE = "13800000001"
LATE, RISK, WAITS, BOOKED, CHASED = (f"SO-20261101-{n}001" for n in range(1, 6))


def unit_of(n: int) -> str:
    return f"XQG80-2025-0000{n}"


SPARE = unit_of(6)
"""Nothing is open about it."""


async def lay_out(now: datetime) -> None:
    """A late order, one at risk, one that waits, one that is booked, and one that was chased."""
    figures = {
        "places": PLACE_FIGURES,
        "warranty": WARRANTY_FIGURES,
        "visits": VISIT_FIGURES,
        "backup": BACKUP_FIGURES,
    }
    for name, values in figures.items():
        await policies.enact(a_policy(name=name, figures=values))
    await parts.add_models([a_model(code="XQG80")])
    await network.register_technicians([a_technician(code="T-9", node="ZJ-001", van="ZJ-T001/VAN")])
    anna = a_customer(code="C-9", name="Anna Wood", phone=PHONE, address="12 Lake Road, Yuyao", contract=True)
    await orders.register_customers([anna])
    await orders.register_units(
        [a_unit(serial=unit_of(n), customer="C-9", receipt_card_on=a_unit().sold_on) for n in range(7)]
    )
    for number, hours in ((LATE, 75), (RISK, 22), (WAITS, 3), (BOOKED, 2), (CHASED, 1)):
        at = now - timedelta(hours=hours)
        unit = unit_of(int(number[-4]))
        order = an_order(number=number, customer="C-9", unit=unit, registered_at=at, parts=())
        await orders.register([order], a_desk(at))
    await order_lives.wait(WAITS, WaitingFor.CUSTOMER, "on a journey", a_desk(now))
    tomorrow = (now + timedelta(days=1)).replace(minute=0, second=0, microsecond=0)
    window = an_appointment(starts=tomorrow, ends=tomorrow + timedelta(hours=2))
    booked = await visits.book(NewVisit(order=BOOKED, node="ZJ-001", window=window), a_desk(now))
    await visits.assign(booked.value.number, "T-9", now=now)
    chaser = an_order(
        kind=OrderKind.CHASER,
        customer="C-9",
        unit=None,
        fault=None,
        about=CHASED,
        missed=Missed.PROMISE,
        registered_at=now,
        parts=(),
    )
    await orders.register([chaser], a_desk(now))
