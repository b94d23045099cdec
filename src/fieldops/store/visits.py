"""Visits with their steps."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from piccolo.columns import Column

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert
from fieldops.store.step_forms import content_of, step_from
from fieldops.tables.visits import Visits, VisitSteps
from inventory.orders import Appointment
from inventory.visit_steps import Step
from inventory.visits import Cancelled, Closed, State, Visit
from refusals import NotFound

OPEN = (State.BOOKED, State.PLANNED, State.ON_THE_WAY, State.ON_SITE)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionedVisit:
    """A visit and how often it was changed, counted from 1."""

    value: Visit
    version: int


async def next_numbers(count: int) -> list[str]:
    """Fresh numbers: ``VS-`` and six digits that never repeat."""
    rows = await Visits.raw("SELECT nextval('visit_numbers') AS number FROM generate_series(1, {})", count).run()
    return [f"VS-{row['number']:06d}" for row in rows]


async def add(visits: Sequence[Visit]) -> None:
    """Visits without steps.

    :raises Overtaken: an order has got an open visit since a moment.
    """
    await insert(Visits, [_row(visit) | {"number": visit.number} for visit in visits])


async def add_ended(visits: Sequence[Visit]) -> None:
    """Visits that have ended already, with their steps, as another program brings them along."""
    await add(visits)
    ended = [(visit, visit.closed.at) for visit in visits if visit.closed is not None]
    await insert(VisitSteps, [_step_row(visit, step, at) for visit, at in ended for step in visit.steps])


def _row(visit: Visit) -> dict[str, Any]:
    window, closed, cancelled = visit.window, visit.closed, visit.cancelled
    return {
        "service_order": visit.order,
        "node": visit.node,
        "technician": visit.technician,
        "booked_at": visit.booked_at,
        "window_starts": window and window.starts,
        "window_ends": window and window.ends,
        "continues": visit.continues,
        "state": visit.state.value,
        "outcome": closed and closed.outcome.value,
        "closed_by": closed and closed.by,
        "closed_at": closed and closed.at,
        "cancelled_by": cancelled and cancelled.by,
        "cancelled_at": cancelled and cancelled.at,
        "cancel_reason": cancelled.reason if cancelled else "",
    }


async def save(before: Visit, visit: Visit, *, now: datetime) -> None:
    """Write the visit as its next version, with the steps that are new; nothing if nothing changed."""
    if visit == before:
        return
    known = {step.id for step in before.steps}
    new = [step for step in visit.steps if step.id not in known]
    await insert(VisitSteps, [_step_row(visit, step, now) for step in new])
    columns: dict[Column | str, Any] = {"version": Visits.version + 1}
    columns.update(_row(visit))
    await Visits.update(columns).where(Visits.number == visit.number).run()


def _step_row(visit: Visit, step: Step, received_at: datetime) -> dict[str, Any]:
    return {
        "visit": visit.number,
        "step": step.id,
        "did": step.did.value,
        "technician": step.by,
        "at": step.at,
        "content": msgspec.json.encode(content_of(step)).decode(),
        "received_at": received_at,
    }


async def visit(number: str) -> VersionedVisit:
    """:raises NotFound: there is none."""
    return await _one("", number)


async def locked(number: str) -> VersionedVisit:
    """The same, the row locked until the transaction ends.

    :raises NotFound: there is none.
    """
    return await _one("FOR UPDATE", number)


async def _one(locking: str, number: str) -> VersionedVisit:
    rows = await Visits.raw(f"SELECT * FROM visits WHERE number = {{}} {locking}", number).run()
    if not rows:
        raise NotFound(kind="visit", key=number)
    return (await _with_steps(rows))[0]


async def visit_page(wanted: Wanted) -> tuple[int, list[Visit]]:
    """Visits with their steps."""
    count, rows = await page(Visits, wanted)
    return count, [one.value for one in await _with_steps(rows)]


async def of_orders(numbers: Collection[str]) -> list[Visit]:
    """All visits for these orders, the first one first."""
    rows = await Visits.raw(
        "SELECT * FROM visits WHERE service_order = ANY({}) ORDER BY booked_at, number", sorted(set(numbers))
    ).run()
    return [one.value for one in await _with_steps(rows)]


async def open_of(orders: Collection[str], *, lock: bool = False) -> dict[str, Visit]:
    """The open visit of each of these orders that has one."""
    rows = await Visits.raw(
        "SELECT * FROM visits WHERE service_order = ANY({}) AND state = ANY({}) ORDER BY number"
        + (" FOR UPDATE" if lock else ""),
        sorted(orders),
        [state.value for state in OPEN],
    ).run()
    return {one.value.order: one.value for one in await _with_steps(rows)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """The last visit of a technician that has begun, the site of its ``order``; ``arrived_at`` and ``closed_at`` so far as they
    are known. ``begun``: how many there are with those before."""

    order: str
    lon: float
    lat: float
    arrived_at: datetime | None
    closed_at: datetime | None
    begun: int


async def whereabouts(technicians: Collection[str], *, since: datetime) -> dict[str, Whereabouts]:
    """Of those who have begun a visit, or ended one ``since`` then."""
    rows = await Visits.raw(
        "SELECT DISTINCT ON (visit.technician) visit.technician, visit.service_order AS order, customer.lon, customer.lat,"
        " visit.closed_at, (SELECT max(step.at) FROM visit_steps AS step WHERE step.visit = visit.number"
        "  AND step.did = 'arrived') AS arrived_at,"
        " count(*) OVER (PARTITION BY visit.technician) AS begun FROM visits AS visit"
        " JOIN service_orders AS service ON service.number = visit.service_order"
        " JOIN customers AS customer ON customer.code = service.customer"
        " WHERE visit.technician = ANY({}) AND (visit.state IN ('on_the_way', 'on_site') OR visit.closed_at >= {})"
        " ORDER BY visit.technician, visit.closed_at DESC NULLS FIRST",
        sorted(technicians),
        since,
    ).run()
    return {row.pop("technician"): Whereabouts(**row) for row in rows}


async def _with_steps(rows: Sequence[Mapping[str, Any]]) -> list[VersionedVisit]:
    steps = await VisitSteps.raw(
        'SELECT visit, step, did, technician, "at", content FROM visit_steps WHERE visit = ANY({})',
        [row["number"] for row in rows],
    ).run()
    of: dict[str, list[Mapping[str, Any]]] = {}
    for step in steps:
        of.setdefault(step["visit"], []).append(step)
    return [VersionedVisit(value=_visit(row, of.get(row["number"], ())), version=row["version"]) for row in rows]


def _visit(row: Mapping[str, Any], steps: Sequence[Mapping[str, Any]]) -> Visit:
    return Visit(
        number=row["number"],
        order=row["service_order"],
        node=row["node"],
        booked_at=row["booked_at"],
        window=Appointment(starts=row["window_starts"], ends=row["window_ends"]) if row["window_starts"] else None,
        continues=row["continues"],
        technician=row["technician"],
        steps=tuple(sorted((_step(step) for step in steps), key=lambda step: (step.at, step.id))),
        closed=Closed(outcome=State(row["outcome"]), by=row["closed_by"], at=row["closed_at"])
        if row["outcome"]
        else None,
        cancelled=Cancelled(by=row["cancelled_by"], at=row["cancelled_at"], reason=row["cancel_reason"])
        if row["cancelled_by"]
        else None,
    )


def _step(row: Mapping[str, Any]) -> Step:
    head = {"id": row["step"], "by": row["technician"], "at": row["at"]}
    return step_from(row["did"], head, msgspec.json.decode(row["content"]))
