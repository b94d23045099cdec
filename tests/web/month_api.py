"""Orders of an October and a November, done, late and forgotten, for the lists of targets, causes and incentives."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from builders import NOW, NOWHERE, a_desk, a_policy, an_order
from month_figures import CAUSE_FIGURES, INCENTIVE_FIGURES, TARGET_FIGURES, TRAVEL_FIGURES

from fieldops.actions import incentive_runs, orders, policies, visits
from fieldops.actions.visit_records import Office
from inventory.orders import Appointment
from inventory.visit_steps import Arrived, ConditionNoted, IdentityShown, NotSigned, Unsigned, WorkDone
from inventory.visits import Closing, NewVisit

CHINA = ZoneInfo("Asia/Shanghai")
OCTOBER, NOVEMBER = NOW - timedelta(days=40), NOW - timedelta(days=10)


async def enact_month() -> None:
    for name, figures in (
        ("travel", TRAVEL_FIGURES),
        ("causes", CAUSE_FIGURES),
        ("targets", TARGET_FIGURES),
        ("incentives", INCENTIVE_FIGURES),
    ):
        await policies.enact(a_policy(name=name, figures=figures))


async def a_month(n: object, node: str, technician: str, customer: str, unit: str, fault: str) -> None:
    """Of a node an order that was done in time in October, and one of each month that nobody went to."""
    given = {"customer": customer, "unit": unit, "fault": fault, "outlet": node}
    for name, at in (("OCT", OCTOBER), ("OPEN", OCTOBER), ("NOV", NOVEMBER)):
        order = an_order(number=f"SO-{name}-{n}", registered_at=at, **given)
        await orders.register([order], a_desk(at))
    await _visited(f"SO-OCT-{n}", node, technician, OCTOBER + timedelta(hours=3))


async def _visited(order: str, node: str, technician: str, at: datetime) -> None:
    window = Appointment(starts=at, ends=at + timedelta(hours=2))
    booked = await visits.book(NewVisit(order=order, node=node, window=window), a_desk(at - timedelta(hours=1)))
    name, told = booked.value.number, {"by": technician, "at": at}
    await visits.assign(name, technician, now=at)
    steps = [
        Arrived(id="a", **told),
        IdentityShown(id="i", **told),
        ConditionNoted(id="c", complete=True, tampered=False, **told),
        WorkDone(id="w", text="更换排水泵", **told),
        NotSigned(id="n", reason=Unsigned.ABSENT, note="外出", **told),
    ]
    await visits.record(name, steps, technician=technician, desk=a_desk(at))
    office = Office(folder=NOWHERE, zone=CHINA)
    await visits.close(name, Closing(steps=(), **told), office, technician=technician, by=technician, now=at)


async def a_run(*, posted: bool = False) -> None:
    """Of October."""
    kept = await incentive_runs.preview("2026-10", by="finance", zone=CHINA, now=NOW)
    if posted:
        await incentive_runs.post(kept.run.number, by="finance", now=NOW)
