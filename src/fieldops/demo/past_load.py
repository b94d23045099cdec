"""The past month goes in as a whole: orders with their lives, visits and clocks in a few statements each, parts by the actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from fieldops.actions import causes, clocks, quota_requests, quotas, shipments, stock, weather
from fieldops.actions.desk import Desk
from fieldops.actions.promises import promised, promises_of
from fieldops.demo.dice import Dice
from fieldops.demo.past import PastMonth, PastOrder, PastPart
from fieldops.store import causes as cause_store
from fieldops.store import order_lives, orders, parts, visits
from inventory.cause_rulings import Ruling, confirm
from inventory.order_life import Stepped
from inventory.orders import ServiceOrder
from inventory.parts import ReceiptLine, StockReceipt
from inventory.quota_requests import Asked, Decision, NewRequest
from inventory.quotas import QuotaGrant
from inventory.shipments import Dispatch, LineReceipt, Receipt
from inventory.visit_steps import Arrived, ConditionNoted, IdentityShown, WorkDone
from inventory.visits import Closed, State, Visit

DECIDED = 0.7
"""The share of missed promises about whose cause somebody has decided."""


async def load_past(past: PastMonth, desk: Desk) -> None:
    """Orders, visits, clocks, alerts, and the parts that were asked for. Customers, units and stock locations are there."""
    await _add_orders(past.orders, desk)
    await _add_visits([one for one in past.orders if one.visit])
    for alert in past.alerts:
        await weather.record(alert, by="director", now=alert.from_at)
    await _send_parts([one.part for one in past.orders if one.part], past.period)


async def _add_orders(past: Sequence[PastOrder], desk: Desk) -> None:
    customers = await orders.customers(one.order.customer for one in past)
    asked = [one.order for one in past]
    known = {
        one.order.number or "": replace(one.order, promised=promise)
        for one, promise in zip(past, await promised(asked, customers, desk), strict=True)
    }
    await orders.add_orders([(known[one.life.number], one.life) for one in past])
    await _add_steps(past)
    await _run_clocks(past, known, desk)


async def _add_steps(past: Sequence[PastOrder]) -> None:
    """The first step of each, then the second, and so on: what is on record of an order is in its sequence."""
    for n in range(max((len(one.steps) for one in past), default=0)):
        by: dict[str, list[Stepped]] = {}
        for one in past:
            if n < len(one.steps):
                step, who = one.steps[n]
                by.setdefault(who, []).append(step)
        for who, steps in by.items():
            await order_lives.add_steps(steps, by=who)


async def _run_clocks(past: Sequence[PastOrder], known: Mapping[str, ServiceOrder], desk: Desk) -> None:
    """With each appointment the promise is another one: all first steps are told, then all second ones, and so on."""
    for n in range(max((len(one.steps) for one in past), default=0)):
        steps = [one.steps[n][0] for one in past if n < len(one.steps)]
        now = {
            step.order.number: replace(
                known[step.order.number],
                outlet=step.order.holder,
                appointment=step.order.appointment,
                status=step.order.status,
            )
            for step in steps
        }
        await clocks.told(steps, now, promises_of(now.values()), zone=desk.zone, now=desk.now)


async def _add_visits(past: Sequence[PastOrder]) -> None:
    numbers = await visits.next_numbers(len(past))
    await visits.add_ended([_visit(one, number) for one, number in zip(past, numbers, strict=True)])


def _visit(past: PastOrder, number: str) -> Visit:
    told = past.visit
    assert told is not None
    by, there = told.technician, told.arrived_at
    return Visit(
        number=number,
        order=past.life.number,
        node=past.life.outlet or past.life.holder,
        booked_at=told.booked_at,
        window=told.window,
        technician=told.technician,
        steps=(
            Arrived(id="1", by=by, at=there),
            IdentityShown(id="2", by=by, at=there),
            ConditionNoted(id="3", by=by, at=there, complete=True, tampered=False),
            WorkDone(id="4", by=by, at=told.done_at, text="已修复，试机正常"),
        ),
        closed=Closed(outcome=State.DONE, by=by, at=told.done_at),
    )


async def _send_parts(asked: Sequence[PastPart], period: str) -> None:
    """Each is bought in, granted, sent and received, so that nothing of it is left anywhere else."""
    prices = {
        number: part.unit_cost_fen for number, part in (await parts.parts_of({one.part for one in asked})).items()
    }
    for one in sorted(asked, key=lambda one: (one.asked_at, one.order)):
        name, at = f"{period}-{one.order}", one.asked_at
        line = ReceiptLine(part=one.part, quantity=1)
        bought = StockReceipt(reference=f"DN-{name}", location=one.source, lines=(line,))
        await stock.receive([bought], now=at - timedelta(hours=1))
        granted = QuotaGrant(reference=f"Q-{name}", partner=one.partner, period=period, amount_fen=prices[one.part])
        await quotas.grant([granted], by="director", now=at - timedelta(hours=1))
        wanted = NewRequest(
            partner=one.partner,
            destination=f"{one.partner}/WH",
            period=period,
            lines=(Asked(part=one.part, quantity=1, order=one.order),),
        )
        clerk = f"clerk.{one.partner.lower()}"
        made = (await quota_requests.ask(wanted, by=clerk, today=at.date(), now=at)).value.number
        await quota_requests.submit(made)
        decided_at = at + timedelta(minutes=30)
        await quota_requests.approve(made, Decision(), by="parts_manager", head_office=True, now=decided_at)
        sent = (await shipments.pick(made, one.source, by="parts_administrator", now=one.sent_at)).value.number
        await shipments.ship(sent, Dispatch(), now=one.sent_at)
        found = Receipt(lines=(LineReceipt(line=1, good=1),))
        await shipments.receive(sent, found, by=clerk, now=one.arrived_at)


async def decide_causes(past: PastMonth, seed: int, desk: Desk) -> None:
    """Directors have gone along with what was likeliest for most; the rest is open."""
    dice = Dice(seed, "past causes")
    for one in await causes.of_month(past.period, now=desk.now, zone=desk.zone):
        at = (one.missed.ended_at or one.missed.due_at) + timedelta(hours=dice.whole(5, 70))
        if not dice.happens(DECIDED) or at > desk.now:
            continue
        likeliest, by = one.proposals[0], f"director.{one.province.lower()}"
        ruling = Ruling(kind=likeliest.kind, owner=likeliest.owner, by=by, at=at)
        await cause_store.save(confirm(one.cause, ruling, one.proposals), one.proposals, outlet=one.outlet)
