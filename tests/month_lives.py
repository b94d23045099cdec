"""The October of a small network: orders are registered, handed on, waited for and done at given hours of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from builders import (
    NOWHERE,
    OLD_PART_FIGURES,
    VISIT_FIGURES,
    a_customer,
    a_desk,
    a_grant,
    a_location,
    a_node,
    a_policy,
    a_province,
    a_receipt,
    a_technician,
    a_unit,
    an_order,
    register_all,
)
from month_figures import CAUSE_FIGURES, INCENTIVE_FIGURES, TARGET_FIGURES, TRAVEL_FIGURES

from fieldops.actions import (
    causes,
    network,
    order_lives,
    orders,
    policies,
    quota_requests,
    quotas,
    shipments,
    stock,
    visits,
)
from fieldops.actions.visit_records import Office
from fieldops.actions.visits import Rebooking
from fieldops.database.door import perform
from inventory.causes import CauseKind, Owner
from inventory.order_life import AskedBy, WaitingFor
from inventory.orders import Appointment
from inventory.parts import PartCount
from inventory.quota_requests import Asked, Decision, NewRequest
from inventory.shipments import Dispatch
from inventory.visit_steps import Arrived, ConditionNoted, IdentityShown, NotSigned, Unsigned, WorkDone
from inventory.visits import Closing, NewVisit

CHINA = ZoneInfo("Asia/Shanghai")
PERIOD = "2026-10"
START = datetime(2026, 10, 12, 1, tzinfo=UTC)
"""Nine in the morning of a Monday, in China; no holiday is near."""
SETTLED = datetime(2026, 11, 12, 1, tzinfo=UTC)
MIN = 1 / 60
OFFICE = Office(folder=NOWHERE, zone=CHINA)


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


async def lay_out() -> None:
    """Two provinces. C-1 lives near ZJ-001, C-2 40 km away from ZJ-002; the province has 3 pumps, the head office 50."""
    await register_all()
    others = [a_province(code="AH"), a_node(code="AH-001", parent="AH"), a_node(code="ZJ-002", lon=120.75, lat=30.0)]
    await perform(network.register_nodes, others)
    await perform(network.open_locations, [a_location(code="HQ/WH", node="HQ")])
    await perform(network.register_technicians, [a_technician()])
    for name, figures in (
        ("visits", VISIT_FIGURES),
        ("old_parts", OLD_PART_FIGURES),
        ("travel", TRAVEL_FIGURES),
        ("causes", CAUSE_FIGURES),
        ("targets", TARGET_FIGURES),
        ("incentives", INCENTIVE_FIGURES),
    ):
        await perform(policies.enact, a_policy(name=name, figures=figures))
    await perform(orders.register_customers, [a_customer(code="C-2", lon=120.4, lat=30.0)])
    await perform(orders.register_units, [a_unit(serial="U-2", customer="C-2")])
    await perform(quotas.grant, [a_grant(period=PERIOD, amount_fen=10**8)], by="manager", now=START)
    for place, pieces in (("ZJ/WH", 3), ("HQ/WH", 50)):
        lines = (PartCount(part="DP-1", quantity=pieces),)
        await perform(stock.receive, [a_receipt(reference=f"R-{place}", location=place, lines=lines)], now=START)


async def take(number: str, hours: float = 0, *, forwarded: float = 5 * MIN, assigned: float = 5 * MIN, outlet: str = "ZJ-001", **given: Any) -> None:  # fmt: skip
    """The head office takes it; so long after li forwards it to ZJ, and so long after that wang to the outlet."""
    order = an_order(number=number, registered_at=at(hours), outlet="HQ", **given)
    await perform(orders.register, [order], a_desk(at(hours)))
    await perform(order_lives.forward, number, "ZJ", a_desk(at(hours + forwarded), by="li"))
    await perform(order_lives.assign, number, outlet, a_desk(at(hours + forwarded + assigned), by="wang"))


async def wait(number: str, hours: float, what: WaitingFor = WaitingFor.WORKSHOP, note: str = "the pump") -> None:
    await perform(order_lives.wait, number, what, note, a_desk(at(hours)))


async def finish(number: str, hours: float) -> None:
    """Of an order that waits."""
    await perform(order_lives.finish, number, a_desk(at(hours)))


async def done(number: str, after: float, hours: float = 0, **given: Any) -> None:
    """An order that is done in the workshop, without a technician, so many hours after its registration."""
    await take(number, hours, **given)
    await wait(number, hours + after)
    await finish(number, hours + after)


async def book(number: str, hours: float, starts: float, asked_by: AskedBy = AskedBy.US, node: str = "ZJ-001") -> str:
    """A visit that begins at that hour; its number."""
    new = NewVisit(order=number, node=node, window=a_window(starts), asked_by=asked_by)
    return (await perform(visits.book, new, a_desk(at(hours)))).value.number


async def rebook(visit: str, hours: float, starts: float, asked_by: AskedBy) -> None:
    await perform(visits.rebook, visit, Rebooking(window=a_window(starts), asked_by=asked_by), a_desk(at(hours)))


def a_window(starts: float) -> Appointment:
    return Appointment(starts=at(starts), ends=at(starts + 2))


async def visit(number: str, hours: float, technician: str = "ZJ-T001") -> None:
    """A technician goes there, does it, and is done an hour later."""
    await go_there(await book(number, hours - 1, hours), hours, technician)


async def go_there(name: str, hours: float, technician: str = "ZJ-T001") -> None:
    await perform(visits.assign, name, technician, now=at(hours - 0.5))
    told = {"by": technician, "at": at(hours)}
    steps = [
        Arrived(id="a", **told),
        IdentityShown(id="i", **told),
        ConditionNoted(id="c", complete=True, tampered=False, **told),
        WorkDone(id="w", text="更换排水泵", **told),
        NotSigned(id="n", reason=Unsigned.ABSENT, note="外出", **told),
    ]
    await perform(visits.record, name, steps, technician=technician, desk=a_desk(at(hours)))
    closing = Closing(steps=(), by=technician, at=at(hours + 1))
    await perform(visits.close, name, closing, OFFICE, technician=technician, by=technician, now=at(hours + 1))


async def ask_for_part(order: str, hours: float, pieces: int = 1) -> str:
    """The outlet asks for pumps for an order; the request's number."""
    line = Asked(part="DP-1", quantity=pieces, order=order)
    wanted = NewRequest(partner="ZJ-001", destination="ZJ-001/WH", period=PERIOD, lines=(line,))
    made = await perform(quota_requests.ask, wanted, by="clerk", today=at(hours).date(), now=at(hours))
    await perform(quota_requests.submit, made.value.number)
    return made.value.number


async def grant_part(request: str, hours: float) -> None:
    await perform(quota_requests.approve, request, Decision(), by="manager", head_office=True, now=at(hours))


async def send_part(request: str, source: str, hours: float) -> None:
    picked = await perform(shipments.pick, request, source, by="store", now=at(hours))
    await perform(shipments.ship, picked.value.number, Dispatch(), now=at(hours))


async def lay_out_settled() -> None:
    """SO-1 in time by a technician, SO-2 late by the outlet, SO-3 late and nobody has said why, SO-4 forwarded late, and far."""
    await lay_out()
    await take("SO-1")
    await visit("SO-1", 20)
    await done("SO-2", 100)
    await done("SO-3", 200)
    await done("SO-4", 60, forwarded=30 * MIN, outlet="ZJ-002", customer="C-2", unit="U-2")
    await decide("SO-2", Owner.OUTLET, CauseKind.TOO_SLOW)


async def decide(order: str, owner: Owner, kind: CauseKind, verb: Any = causes.confirm, days: int = 0) -> None:
    """Why an order was late, so many days after the 20th day."""
    key, now = f"{order}:complete", at(24 * (20 + days))
    await perform(verb, key, kind, owner, reason="as told by phone", by="director", now=now, zone=CHINA)
