"""The life of service orders: where they stand, and the steps that led there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from fieldops.store.pages import Wanted, page
from fieldops.store.reach import everywhere
from fieldops.store.rows import insert
from fieldops.tables.orders import OrderSteps, ServiceOrders
from inventory.order_life import AskedBy, Booking, Escalation, Level, OrderLife, Stepped, Verb, Waiting, WaitingFor
from inventory.orders import Appointment, OrderKind, OrderStatus
from refusals import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of an order, as it is on record. ``node`` has the order since, or what was escalated."""

    id: int
    order: str
    verb: Verb
    at: datetime
    by: str
    status: OrderStatus
    node: str
    appointment: Appointment | None
    asked_by: AskedBy | None
    waiting_for: WaitingFor | None
    level: Level | None
    note: str


async def locked(number: str) -> OrderLife:
    """The order's row is locked until the transaction ends.

    :raises NotFound: there is none.
    """
    found = await locked_lives([number])
    if number not in found:
        raise NotFound(kind="service order", key=number)
    return found[number]


async def locked_lives(numbers: Collection[str]) -> dict[str, OrderLife]:
    """By number, the rows locked in this order until the transaction ends; a number that isn't there is left out."""
    rows = await ServiceOrders.raw(
        "SELECT * FROM service_orders WHERE number = ANY({}) ORDER BY number FOR UPDATE", sorted(set(numbers))
    ).run()
    steps = await steps_of([row["number"] for row in rows])
    return {row["number"]: _life(row, steps[row["number"]]) for row in rows}


async def steps_of(numbers: Collection[str]) -> dict[str, list[Step]]:
    """All that happened to each of these orders, the first step first."""
    rows = await OrderSteps.raw(
        "SELECT * FROM order_steps WHERE service_order = ANY({}) ORDER BY id", sorted(set(numbers))
    ).run()
    found: dict[str, list[Step]] = {number: [] for number in numbers}
    for row in rows:
        found[row["service_order"]].append(_step(row))
    return found


async def done_since(moment: datetime, *, most: int) -> list[str]:
    """Orders that were done by ``moment`` and aren't closed, locked until the transaction ends; those that somebody else has are
    left out."""
    rows = await ServiceOrders.raw(
        "SELECT number FROM service_orders WHERE status = 'done' AND done_at <= {} ORDER BY number LIMIT {}"
        " FOR UPDATE SKIP LOCKED",
        moment,
        most,
    ).run()
    return [row["number"] for row in rows]


async def step_page(wanted: Wanted) -> tuple[int, list[Step]]:
    count, rows = await page(OrderSteps, wanted)
    return count, [_step(row) for row in rows]


def _step(row: Mapping[str, Any]) -> Step:
    return Step(
        id=row["id"],
        order=row["service_order"],
        verb=Verb(row["verb"]),
        at=row["at"],
        by=row["by"],
        status=OrderStatus(row["status"]),
        node=row["node"],
        appointment=_window(row["starts"], row["ends"]),
        asked_by=AskedBy(row["asked_by"]) if row["asked_by"] else None,
        waiting_for=WaitingFor(row["waiting_for"]) if row["waiting_for"] else None,
        level=Level(row["level"]) if row["level"] else None,
        note=row["note"],
    )


def _window(starts: datetime | None, ends: datetime | None) -> Appointment | None:
    return Appointment(starts=starts, ends=ends) if starts and ends else None


def _life(row: Mapping[str, Any], steps: Sequence[Step]) -> OrderLife:
    return OrderLife(
        number=row["number"],
        kind=OrderKind(row["kind"]),
        holder=row["outlet"],
        since=row["since"],
        status=OrderStatus(row["status"]),
        province=row["province"],
        outlet=row["served_by"],
        appointment=_window(row["appointment_starts"], row["appointment_ends"]),
        bookings=tuple(_bookings(steps)),
        waiting=_waiting(row, steps),
        escalations=tuple(_escalations(steps)),
        merged_into=row["merged_into"],
        done_at=row["done_at"],
        note=row["said"],
    )


def _bookings(steps: Iterable[Step]) -> Iterable[Booking]:
    for step in steps:
        if step.appointment is not None and step.asked_by is not None:
            yield Booking(appointment=step.appointment, at=step.at, asked_by=step.asked_by, note=step.note)


def _waiting(row: Mapping[str, Any], steps: Sequence[Step]) -> Waiting | None:
    """An order that waited before steps were recorded says only what for."""
    if row["waiting_for"] is None:
        return None
    said = [step for step in steps if step.waiting_for is not None]
    since, note = (said[-1].at, said[-1].note) if said else (row["since"], "-")
    return Waiting(what=WaitingFor(row["waiting_for"]), since=since, note=note)


def _escalations(steps: Iterable[Step]) -> list[Escalation]:
    found: list[Escalation] = []
    for step in steps:
        if step.verb not in {Verb.ESCALATE, Verb.SETTLE}:
            continue
        if found and found[-1].ended_at is None:
            outcome = step.note if step.verb is Verb.SETTLE else ""
            found[-1] = replace(found[-1], ended_at=step.at, outcome=outcome, passed_on=step.verb is Verb.ESCALATE)
        if step.level is not None:
            found.append(Escalation(level=step.level, node=step.node, reason=step.note, by=step.by, at=step.at))
    return found


async def add_steps(steps: Iterable[Stepped], *, by: str) -> None:
    """Put steps on record."""
    await insert(OrderSteps, [_step_row(stepped, by) for stepped in steps])


def _step_row(stepped: Stepped, by: str) -> dict[str, Any]:
    life, verb = stepped.order, stepped.verb
    booking = life.bookings[-1] if verb is Verb.BOOK else None
    waiting = life.waiting if verb is Verb.WAIT else None
    escalation = life.escalations[-1] if verb in {Verb.ESCALATE, Verb.SETTLE} else None
    return {
        "service_order": life.number,
        "verb": verb.value,
        "at": stepped.at,
        "by": by,
        "status": life.status.value,
        "node": stepped.node,
        "starts": booking and booking.appointment.starts,
        "ends": booking and booking.appointment.ends,
        "asked_by": booking and booking.asked_by.value,
        "waiting_for": waiting and waiting.what.value,
        "level": escalation.level.value if escalation and verb is Verb.ESCALATE else None,
        "note": stepped.said,
    }


async def save(stepped: Stepped, *, by: str) -> None:
    """Put the step on record, and write where the order stands since as its next version."""
    life = stepped.order
    async with everywhere():  # who hands an order over doesn't see it any more
        await add_steps([stepped], by=by)
        columns: dict[Any, Any] = {"version": ServiceOrders.version + 1, **row_of(life)}
        await ServiceOrders.update(columns).where(ServiceOrders.number == life.number).run()


def row_of(life: OrderLife) -> dict[str, Any]:
    """The columns of an order that say where it stands."""
    window, escalation = life.appointment, life.escalation
    return {
        "outlet": life.holder,
        "appointment_starts": window and window.starts,
        "appointment_ends": window and window.ends,
        "status": life.status.value,
        "province": life.province,
        "served_by": life.outlet,
        "since": life.since,
        "waiting_for": life.waiting and life.waiting.what.value,
        "escalated_to": escalation and escalation.level.value,
        "merged_into": life.merged_into,
        "done_at": life.done_at,
        "said": life.note,
    }
