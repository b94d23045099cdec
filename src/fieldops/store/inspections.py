"""Inspections with their answers, and the repairs that they led to (V3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import msgspec
from piccolo.columns import Column

from fieldops.store import check_lists
from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert, value
from fieldops.tables.inspections import InspectionAnswers, InspectionRepairs, Inspections
from inventory.check_lists import Answer, CheckList
from inventory.inspection_plans import Equipment, Period
from inventory.inspection_verbs import items_of
from inventory.inspections import Inspection, State
from refusals import NotFound

WHERE_AND_WHEN = ("equipment", "item", "at")
"""What an answer's row has beside its content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionedInspection:
    """An inspection and how often it was changed, counted from 1."""

    value: Inspection
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionHead:
    """An inspection without what was found."""

    number: str
    plan: str
    customer: str
    node: str
    order: str
    state: State
    period_first: date
    period_last: date
    visit: str | None
    visited_at: datetime | None
    report_due_at: datetime | None
    reported_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """The order that was registered for what was found on a piece of equipment."""

    equipment: str
    order: str
    made_by: str
    made_at: datetime


async def add(inspection: Inspection) -> None:
    """:raises Overtaken: there is one of that plan for the time since a moment."""
    await insert(Inspections, [_row(inspection) | {"number": inspection.number}])


async def save(before: Inspection, inspection: Inspection) -> None:
    """Write it as its next version, with the answers that are new; nothing if nothing changed."""
    if inspection == before:
        return
    columns: dict[Column | str, Any] = {"version": Inspections.version + 1}
    columns.update(_row(inspection))
    await Inspections.update(columns).where(Inspections.number == inspection.number).run()
    known = set(before.answers)
    await _save_answers(inspection.number, [one for one in inspection.answers if one not in known])


def _row(inspection: Inspection) -> dict[str, Any]:
    lists = [{"kind": one.kind, "version": one.version} for one in inspection.lists]
    return {
        "plan": inspection.plan,
        "customer": inspection.customer,
        "node": inspection.node,
        "service_order": inspection.order,
        "period_first": inspection.period.first,
        "period_last": inspection.period.last,
        "equipment": msgspec.json.encode(inspection.equipment).decode(),
        "report_working_days": inspection.report_working_days,
        "state": inspection.state.value,
        "visit": inspection.visit,
        "visited_at": inspection.visited_at,
        "report_due_at": inspection.report_due_at,
        "lists": msgspec.json.encode(lists).decode(),
        "reported_by": inspection.reported_by,
        "reported_at": inspection.reported_at,
        "summary": inspection.summary,
    }


async def _save_answers(number: str, answers: list[Answer]) -> None:
    if not answers:
        return
    await InspectionAnswers.raw(
        'INSERT INTO inspection_answers (inspection, equipment, item, "at", content)'
        " SELECT {}, a.equipment, a.item, a.at, a.content::jsonb"
        " FROM unnest({}::text[], {}::text[], {}::timestamptz[], {}::text[]) AS a (equipment, item, at, content)"
        ' ON CONFLICT (inspection, equipment, item) DO UPDATE SET "at" = EXCLUDED."at", content = EXCLUDED.content',
        number,
        [one.equipment for one in answers],
        [one.item for one in answers],
        [one.at for one in answers],
        [_content(one) for one in answers],
    ).run()


def _content(told: Answer) -> str:
    plain = msgspec.to_builtins(told)
    return msgspec.json.encode({name: cell for name, cell in plain.items() if name not in WHERE_AND_WHEN}).decode()


async def inspection(number: str) -> VersionedInspection:
    """:raises NotFound: there is none."""
    return await _one("number", number, "")


async def locked(number: str) -> VersionedInspection:
    """The same, the row locked until the transaction ends.

    :raises NotFound: there is none.
    """
    return await _one("number", number, "FOR UPDATE")


async def of_order(order: str) -> Inspection | None:
    """The one that is visited by a service order, locked; None for an order of another sort."""
    try:
        return (await _one("service_order", order, "FOR UPDATE")).value
    except NotFound:
        return None


async def _one(column: str, key: str, locking: str) -> VersionedInspection:
    rows = await Inspections.raw(f"SELECT * FROM inspections WHERE {column} = {{}} {locking}", key).run()
    if not rows:
        raise NotFound(kind="inspection", key=key)
    answers = await InspectionAnswers.raw(
        'SELECT equipment, item, "at", content FROM inspection_answers WHERE inspection = {}', rows[0]["number"]
    ).run()
    named = [(one["kind"], one["version"]) for one in msgspec.json.decode(rows[0]["lists"])]
    lists = tuple(await check_lists.versions(named)) if named else ()
    return VersionedInspection(value=_inspection(rows[0], lists, answers), version=rows[0]["version"])


def _inspection(row: Mapping[str, Any], lists: tuple[CheckList, ...], answers: list[dict[str, Any]]) -> Inspection:
    found = {(one["equipment"], one["item"]): _answer(one) for one in answers}
    bare = Inspection(
        number=row["number"],
        plan=row["plan"],
        customer=row["customer"],
        node=row["node"],
        order=row["service_order"],
        period=Period(row["period_first"], row["period_last"]),
        equipment=msgspec.json.decode(row["equipment"], type=tuple[Equipment, ...]),
        report_working_days=row["report_working_days"],
        state=State(row["state"]),
        visit=row["visit"],
        visited_at=row["visited_at"],
        report_due_at=row["report_due_at"],
        lists=lists,
        reported_by=row["reported_by"],
        reported_at=row["reported_at"],
        summary=row["summary"],
    )
    return replace(bare, answers=tuple(found[key] for key in items_of(bare) if key in found))


def _answer(row: Mapping[str, Any]) -> Answer:
    where = {name: row[name] for name in WHERE_AND_WHEN}
    return msgspec.convert({**msgspec.json.decode(row["content"]), **where}, Answer)


async def kept_periods(plan: str) -> list[Period]:
    """Those of a plan for which there is an inspection, whatever became of it."""
    rows = await Inspections.raw("SELECT period_first, period_last FROM inspections WHERE plan = {}", plan).run()
    return [Period(row["period_first"], row["period_last"]) for row in rows]


async def due_after(plan: str, day: date) -> list[str]:
    """Those of a plan whose period begins after ``day`` and which nobody has begun."""
    rows = await Inspections.raw(
        "SELECT number FROM inspections WHERE plan = {} AND period_first > {} AND state = 'due' ORDER BY number",
        plan,
        day,
    ).run()
    return [row["number"] for row in rows]


async def due_without_order() -> list[str]:
    """Those that nobody has begun although their order was withdrawn."""
    rows = await Inspections.raw(
        "SELECT i.number FROM inspections i JOIN service_orders o ON o.number = i.service_order"
        " WHERE i.state = 'due' AND o.status IN ('cancelled', 'duplicate') ORDER BY i.number"
    ).run()
    return [row["number"] for row in rows]


async def overdue(now: datetime) -> list[str]:
    """Those whose report was due before ``now`` and isn't known to be late yet."""
    rows = await Inspections.raw(
        "SELECT number FROM inspections WHERE state = 'open' AND report_due_at < {} ORDER BY number", now
    ).run()
    return [row["number"] for row in rows]


async def head_page(wanted: Wanted) -> tuple[int, list[InspectionHead]]:
    count, rows = await page(Inspections, wanted)
    return count, [value(InspectionHead, row | {"order": row["service_order"]}) for row in rows]


async def add_repair(number: str, repair: Repair) -> None:
    """:raises Overtaken: somebody registered it since a moment."""
    row = {"service_order": repair.order, "equipment": repair.equipment, "made_by": repair.made_by, "made_at": repair.made_at}  # fmt: skip
    await insert(InspectionRepairs, [row | {"inspection": number}])


async def repairs(number: str) -> list[Repair]:
    """In the order in which they were registered."""
    rows = await InspectionRepairs.raw(
        "SELECT equipment, service_order, made_by, made_at FROM inspection_repairs WHERE inspection = {} ORDER BY id",
        number,
    ).run()
    return [value(Repair, {**row, "order": row["service_order"]}) for row in rows]
