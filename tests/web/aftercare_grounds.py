"""Inspections, callbacks and spot checks for the tests of the resources: of each number for the lists, of each node for the walk."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from builders import (
    CALLBACK_FIGURES,
    INSPECTION_FIGURES,
    NOW,
    SPOT_CHECK_FIGURES,
    a_check_item,
    a_check_list,
    a_desk,
    a_policy,
    an_equipment,
    an_inspection_plan,
    an_order,
)

from fieldops.actions import callbacks, check_lists, inspection_plans, inspections, orders, policies, visits
from fieldops.store import callbacks as callback_store
from fieldops.store import inspections as inspection_store
from fieldops.store import spot_checks as check_store
from inventory import inspection_verbs as verbs
from inventory.aftercare import Attempt, Callback, ClosedOrder, Satisfaction
from inventory.aftercare import State as CallbackState
from inventory.check_lists import Answer
from inventory.inspection_plans import InspectionPolicy, falling_due
from inventory.orders import OrderKind
from inventory.spot_checks import ClosedRepair, SampleDraw, SpotCheck, SpotCheckPolicy, Way
from inventory.visits import NewVisit

CHINA = ZoneInfo("Asia/Shanghai")
POLICY = InspectionPolicy(**INSPECTION_FIGURES)
DAY = NOW.date() + timedelta(days=1)
numbers = itertools.count(1)


async def enact_policies() -> None:
    figures = {"inspections": INSPECTION_FIGURES, "callbacks": CALLBACK_FIGURES, "spot_checks": SPOT_CHECK_FIGURES}
    for name, given in figures.items():
        await policies.enact(a_policy(name=name, figures=given))


async def inspect(plan: str, customer: str, unit: str, node: str, technician: str, kind: str = "WASHER") -> None:
    """A plan, and its first inspection with one answer, that something is wrong."""
    equipment = (an_equipment(unit=unit, kind=kind),)
    planned = an_inspection_plan(number=plan, customer=customer, node=node, equipment=equipment)
    await inspection_plans.make(planned)
    [due] = falling_due(planned, POLICY, today=NOW.date(), zone=CHINA)
    order = f"SO-{plan}"
    await orders.register([an_order(number=order, kind=OrderKind.INSPECTION, customer=customer, outlet=node, unit=None, fault=None)], a_desk())  # fmt: skip
    visit = (await visits.book(NewVisit(order=order, node=node), a_desk())).value.number
    await inspection_store.add(verbs.inspection_of(planned, due, POLICY, order=order))
    await visits.assign(visit, technician, now=NOW)
    wrong = Answer(equipment="M-1", item="HOSE", at=NOW, yes=False)
    await inspections.record(due.number, [wrong], technician=technician, zone=CHINA, now=NOW)


async def answered_callback(visit: str, order: str, outlet: str, technician: str) -> None:
    """Without its visit having ended."""
    closed = ClosedOrder(number=order, visit=visit, kind=OrderKind.REPAIR, outlet=outlet, technician=technician, closed_at=NOW)  # fmt: skip
    said = Attempt(at=NOW, by="desk", answer=Satisfaction.DISSATISFIED)
    await callback_store.add([Callback(order=closed, due_at=NOW, state=CallbackState.ANSWERED, attempts=(said,))])


async def drawn(period: str, outlets: Mapping[str, str]) -> None:
    """A month's draw in which the order of each outlet is to be checked."""
    draw = SampleDraw(period=period, seed=7, policy=SpotCheckPolicy(**SPOT_CHECK_FIGURES), drawn_by="t", drawn_at=NOW)
    repairs = [ClosedRepair(order=order, outlet=outlet) for order, outlet in outlets.items()]
    await check_store.add(draw, repairs, [SpotCheck(order=one.order, outlet=one.outlet, way=Way.CALL, drawn_at=NOW) for one in repairs])  # fmt: skip


async def fill_aftercare(codes: Mapping[int, str], seen: Mapping[int, str]) -> None:
    """One more of everything for each number; ``seen`` are the visits of the orders ``SO-VISIT-…``."""
    if 0 in codes:
        await enact_policies()
    for n, code in codes.items():
        await check_lists.make(a_check_list(kind=f"KIND-{n}", items=(a_check_item(), a_check_item(code="LID"))), by="setter", now=NOW)  # fmt: skip
        await inspect(f"IP-{n}", f"L{n}", f"UL{n}", code, f"T{n}", kind=f"KIND-{n}")
        await answered_callback(seen[n], f"SO-VISIT-{n}", code, f"T{n}")
        await drawn(f"2026-{n + 1:02d}", {f"SO-VISIT-{n}": code})


async def lay_out_aftercare(nodes: Sequence[str], visit_of: Any) -> None:
    """Of each of these nodes an inspection, and an answer to the callback of its visit."""
    await check_lists.make(a_check_list(), by="seed", now=NOW)
    for node in nodes:
        await inspect(f"IP-{node}", f"C-{node}", f"U-{node}", node, f"T-{node}")
        said = Attempt(at=NOW, by="seed", answer=Satisfaction.DISSATISFIED)
        await callbacks.call(visit_of(node), said, zone=CHINA, now=NOW)
    await drawn("2026-10", {f"SO-V-{node}": node for node in nodes})


def inspection_of(node: str) -> str:
    return f"IP-{node}%2F{DAY:%Y%m%d}"


def plan_of(node: str) -> str:
    return f"IP-{node}"


def plan_for(node: str, number: str | None = None) -> Any:
    return {
        "number": number or f"IP-NEW-{next(numbers)}",
        "customer": f"C-{node}",
        "node": node,
        "starts_on": "2027-03-01",
        "every_months": 3,
        "window_days": 5,
        "equipment": [{"code": "M-1", "kind": "WASHER", "name": "1 号机"}],
    }


def answer_at(node: str) -> Any:
    return {"answers": [{"equipment": "M-1", "item": "HOSE", "at": NOW.isoformat(), "yes": False}]}
